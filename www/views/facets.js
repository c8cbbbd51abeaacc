// Who and what stands in the articles that were found; choosing one narrows the results to it.

import { format, place } from '../route.js'
import { node } from './node.js'
import { spread } from './spread.js'

// Opened at first where there is room for them beside the results.
const WIDE = '(min-width: 50rem)'

export function facets(state, say) {
  const { answer } = state
  const chosen = new Set(answer.narrowed.split(' '))
  const groups = (answer.facets ?? []).map(({ kind, total, entities }) => node(
    'section', {},
    node('h3', { class: 'small' }, say.kindsMany[kind]),
    node('ul', { role: 'list' }, entities.filter(({ id }) => !chosen.has(id)).map((entity) => choice(entity, answer, say))),
    total > entities.length && node('p', { class: 'quiet' }, say.andMore(total - entities.length)),
  ))
  const all = [spread(state, say), groups].flat().filter(Boolean)
  return all.length > 0 && node(
    'details', { class: 'facets', part: 'facets', 'data-key': 'facets', open: matchMedia(WIDE).matches }, node('summary', {}, say.facets), all,
  )
}

function choice({ id, name, count }, { query, sort, narrowed }, say) {
  const names = [narrowed, id].filter(Boolean).join(' ')
  return node(
    'li', {}, node('a', { href: format(place({ query, sort, names })), 'data-key': `facet ${id}` }, node('bdi', {}, name)),
    node('span', { class: 'number', 'aria-label': say.inArticles(count) }, say.number(count)),
  )
}
