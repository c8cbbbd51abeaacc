// Facets: entities in the articles found; choosing one filters the results.

import { format, place } from '../route.js'
import { node } from './dom.js'
import { distribution } from './distribution.js'

/** @import { Answer, Child, I18n, Screen } from '../internal.d.ts' */

// Open by default where there is room beside the results.
const WIDE = '(min-width: 50rem)'

/** @type {Screen} */
export function facets(state, i18n) {
  const { answer } = state
  const chosen = new Set(answer.narrowed.split(' '))
  const groups = (answer.facets ?? []).map(({ kind, total, entities }) =>
    node(
      'section',
      {},
      node('h3', { class: 'small' }, i18n.kindsMany[kind]),
      node(
        'ul',
        { role: 'list' },
        entities.filter(({ id }) => !chosen.has(id)).map((entity) => choice(entity, answer, i18n)),
      ),
      total > entities.length &&
        node('p', { class: 'quiet' }, i18n.andMore(total - entities.length)),
    ),
  )
  const all = [distribution(state, i18n), groups].flat().filter(Boolean)
  return (
    all.length > 0 &&
    node(
      'details',
      { class: 'facets', part: 'facets', 'data-key': 'facets', open: matchMedia(WIDE).matches },
      node('summary', {}, i18n.facets),
      all,
    )
  )
}

/**
 * @type {(
 *   entity: { id: string, name: string, count: number },
 *   answer: Answer,
 *   i18n: I18n
 * ) => Child}
 */
function choice({ id, name, count }, { query, sort, narrowed }, i18n) {
  const names = [narrowed, id].filter(Boolean).join(' ')
  return node(
    'li',
    {},
    node(
      'a',
      { href: format(place({ query, sort, names })), 'data-key': `facet ${id}` },
      node('bdi', {}, name),
    ),
    node('span', { class: 'number', 'aria-label': i18n.inArticles(count) }, i18n.number(count)),
  )
}
