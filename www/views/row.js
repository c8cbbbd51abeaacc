// One article in a list, and the line that says when, where from and how long.

import { format, place } from '../route.js'
import { node, speech } from './node.js'

/** Date, source and length, as far as they are known. */
export function about({ date, source, words }, say) {
  return node(
    'p', { class: 'about', part: 'about' },
    date ? node('time', { datetime: date }, say.date(date)) : node('span', { class: 'undated' }, say.undated),
    node('span', { class: 'facts' }, source && node('bdi', { class: 'source' }, source), node('span', {}, say.words(words))),
  )
}

/** A list row: an article with a heading and one link. `query` is kept so that its hits are marked when opened. */
export function row(article, { heading = article.label, query = '', extra = [] }, say) {
  const link = node('a', {
    href: format(place({ id: article.id, query })), 'data-id': article.id, 'data-key': `row ${article.id}`,
  }, heading)
  return node('li', { class: 'row' }, node(
    'article', { part: 'row' },
    node('h3', { class: article.title == null ? 'headline untitled' : 'headline', ...speech(article.language) }, link),
    about(article, say),
    extra,
  ))
}

/** `role` because a list without bullets is no list to some screen readers. */
export function list(rows, attributes = {}) {
  return node('ol', { class: 'rows', role: 'list', ...attributes }, rows)
}

export function more(count, say) {
  return count > 0 && node('button', { class: 'more', type: 'button', 'data-do': 'more', 'data-key': 'more' }, say.more(count))
}

/** The way to have what is listed as a file. */
export function save(say, formats = ['CSV', 'JSON']) {
  return node('div', { class: 'choices save', role: 'group', 'aria-label': say.save }, node('span', { class: 'quiet' }, say.save), formats.map((format) => node(
    'button', { type: 'button', 'data-do': 'save', 'data-format': format, 'data-key': `save ${format}`, 'aria-label': say.saveAs({ format }) }, format,
  )))
}
