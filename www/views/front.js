// The front page: the latest articles, who leads in them, and the sentences that say most.

import { format, KINDS, place } from '../route.js'
import { PAGE_ARTICLES } from '../state.js'
import { highlights } from './facts.js'
import { entityList } from './name.js'
import { heading, node } from './node.js'
import { list, more, row } from './row.js'

export function front(state, say) {
  const { overview } = state
  const left = overview.total - overview.articles.length
  return [
    node(
      'div', { class: 'split' },
      node(
        'div', { class: 'column' },
        heading({ class: 'label' }, left > 0 && overview.firstDate ? say.latest : say.allArticles),
        list(overview.articles.map((article) => row(article, {}, say)), { class: overview.firstDate ? 'rows front dated' : 'rows front', part: 'list' }),
        more(Math.min(left, PAGE_ARTICLES), say),
      ),
      beside(state, say),
    ),
    node('slot', { name: 'about' }),
  ]
}

function beside(state, say) {
  if (state.names === 'off' || state.names === 'later') return null
  return node('div', { class: 'beside-list' }, leading(state, say), highlights(state, say))
}

/** The most mentioned of each main kind. */
function leading({ leading: lists, names, reading }, say) {
  if (names === 'failed') return node('p', { class: 'quiet reading' }, say.namesFailed)
  if (names === 'unread') return node('p', { class: 'quiet reading' }, reading ? say.readingNames(reading) : say.namesUnread)
  const some = lists.filter(({ entities }) => entities.length)
  const number = (one) => ({ short: say.number(one.mentions), words: say.named(one) })
  return some.length > 0 && node(
    'section', { class: 'leading', part: 'leading', 'aria-label': say.names },
    some.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)).map(({ kind, total, entities }) => node(
      'section', {}, node('h2', { class: 'label' }, say.kindsMany[kind]), entityList(entities, number, say),
      total > entities.length && node('p', {}, node('a', { href: format(place({ view: 'entities', kind })) }, say.allOf(total))),
    )),
  )
}
