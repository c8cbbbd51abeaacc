// An article in a list, and the line with its date, source and length.

import { format, place } from '../route.js'
import { node, languageAttributes } from './dom.js'

/** @import { ArticleRow, Attributes, Child, I18n } from '../internal.d.ts' */

/**
 * Date, source and length, as far as they are known.
 * @type {(article: ArticleRow, i18n: I18n) => Child}
 */
export function articleMeta({ date, source, words }, i18n) {
  return node(
    'p',
    { class: 'about', part: 'about' },
    date
      ? node('time', { datetime: date }, i18n.date(date))
      : node('span', { class: 'undated' }, i18n.undated),
    node(
      'span',
      { class: 'facts' },
      source && node('bdi', { class: 'source' }, source),
      node('span', {}, i18n.words(words)),
    ),
  )
}

/**
 * A list item: an article with a heading and one link, which keeps `query` so that its hits are
 * marked.
 * @type {(
 *   article: ArticleRow,
 *   options: { heading?: Child, query?: string, extra?: Child },
 *   i18n: I18n
 * ) => Child}
 */
export function articleRow(article, { heading = article.label, query = '', extra = [] }, i18n) {
  const link = node(
    'a',
    {
      href: format(place({ id: article.id, query })),
      'data-id': article.id,
      'data-key': `row ${article.id}`,
    },
    heading,
  )
  return node(
    'li',
    { class: 'row' },
    node(
      'article',
      { part: 'row' },
      node(
        'h3',
        {
          class: article.title == null ? 'headline untitled' : 'headline',
          ...languageAttributes(article.language),
        },
        link,
      ),
      articleMeta(article, i18n),
      extra,
    ),
  )
}

/**
 * `role`, because some screen readers do not treat a list without bullets as one.
 * @type {(rows: Child, attributes?: Attributes) => Child}
 */
export function articleList(rows, attributes = {}) {
  return node('ol', { class: 'rows', role: 'list', ...attributes }, rows)
}

/** @type {(count: number, i18n: I18n) => Child} */
export function moreButton(count, i18n) {
  return (
    count > 0 &&
    node(
      'button',
      { class: 'more', type: 'button', 'data-action': 'more', 'data-key': 'more' },
      i18n.more(count),
    )
  )
}

/**
 * Export buttons.
 * @type {(i18n: I18n, formats?: string[]) => Child}
 */
export function saveButtons(i18n, formats = ['CSV', 'JSON']) {
  return node(
    'div',
    { class: 'choices save', role: 'group', 'aria-label': i18n.save },
    node('span', { class: 'quiet' }, i18n.save),
    formats.map((format) =>
      node(
        'button',
        {
          type: 'button',
          'data-action': 'save',
          'data-format': format,
          'data-key': `save ${format}`,
          'aria-label': i18n.saveAs({ format }),
        },
        format,
      ),
    ),
  )
}
