// The front page: latest articles, most mentioned entities, key sentences.

import { format, KINDS, place } from '../route.js'
import { PAGE_ARTICLES } from '../state.js'
import { highlights } from './facts.js'
import { entityList } from './entity-link.js'
import { heading, node } from './dom.js'
import { articleList, moreButton, articleRow } from './row.js'

/** @import { EntityNumber, Screen } from '../internal.d.ts' */

/** @type {Screen} */
export function front(state, i18n) {
  const { overview } = state
  const left = overview.total - overview.articles.length
  return [
    node(
      'div',
      { class: 'split' },
      node(
        'div',
        { class: 'column' },
        heading(
          { class: 'label' },
          left > 0 && overview.firstDate ? i18n.latest : i18n.allArticles,
        ),
        articleList(
          overview.articles.map((article) => articleRow(article, {}, i18n)),
          { class: overview.firstDate ? 'rows front dated' : 'rows front', part: 'list' },
        ),
        moreButton(Math.min(left, PAGE_ARTICLES), i18n),
      ),
      sidePanel(state, i18n),
    ),
    node('slot', { name: 'about' }),
  ]
}

/** @type {Screen} */
function sidePanel(state, i18n) {
  if (state.names === 'off' || state.names === 'later') return null
  return node('div', { class: 'beside-list' }, topEntities(state, i18n), highlights(state, i18n))
}

/**
 * The most mentioned entities of each main kind.
 * @type {Screen}
 */
function topEntities({ topEntities: lists, names, reading }, i18n) {
  if (names === 'failed') return node('p', { class: 'quiet reading' }, i18n.namesFailed)
  if (names === 'unread')
    return node(
      'p',
      { class: 'quiet reading' },
      reading ? i18n.readingNames(reading) : i18n.namesUnread,
    )
  const some = lists.filter(({ entities }) => entities.length)
  /** @type {EntityNumber} */
  const number = (one) => ({ short: i18n.number(one.mentions), words: i18n.named(one) })
  return (
    some.length > 0 &&
    node(
      'section',
      { class: 'leading', part: 'leading', 'aria-label': i18n.names },
      some
        .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
        .map(({ kind, total, entities }) =>
          node(
            'section',
            {},
            node('h2', { class: 'label' }, i18n.kindsMany[kind]),
            entityList(entities, number, i18n),
            total > entities.length &&
              node(
                'p',
                {},
                node('a', { href: format(place({ view: 'entities', kind })) }, i18n.allOf(total)),
              ),
          ),
        ),
    )
  )
}
