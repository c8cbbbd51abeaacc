// Pages that are lists, and how each is queried. All return `items`, the entities they are filtered
// by (`named`) and, if there may be more, `total`.

import { firstDay } from './periods.js'

/** @import { AnyList, FactFilters, ListName, PageOptions, Place, Room } from './internal.d.ts' */

/**
 * Page size of each list.
 * @type {Record<string, number>}
 */
export const LIST_PAGE_SIZES = {
  entities: 60,
  quotes: 20,
  amounts: 40,
  timeline: 40,
  graph: 60,
  pair: 20,
  about: 100,
}

/** @type {(place: Place) => FactFilters} */
const factFilters = ({ query, names, after, before, sure }) => ({
  query,
  entity: names || null,
  after: firstDay(after),
  before: firstDay(before),
  possible: sure === 'possible',
})

/**
 * @type {Record<ListName, (room: Room, place: Place, page: Required<PageOptions>) => Promise<any>>}
 */
const queries = {
  entities: async (room, { kind, query }, page) => {
    const view = await room.entities({ kind, query, ...page })
    return { ...view, items: view.entities }
  },
  quotes: (room, place, page) => room.quotes({ ...factFilters(place), ...page }),
  amounts: (room, place, page) =>
    room.amounts({ ...factFilters(place), ...page, sort: /** @type {any} */ (place.sort) }),
  timeline: (room, place, page) => room.timeline({ ...factFilters(place), ...page }),
  graph: async (room, { names, kind }, { offset, limit }) => {
    const view = await room.graph({ kind, entity: names || null, limit: offset + limit })
    // A larger graph replaces the smaller one.
    return { ...view, items: view.nodes, whole: true, full: view.nodes.length === offset + limit }
  },
  pair: (room, { names }, page) => {
    const [a, b] = names.split(' ')
    return room.together(a, b, page)
  },
  about: async (room, place, page) => {
    const view = await room.about(page)
    return { ...view, ...view.files }
  },
}

/**
 * One page of a list from `offset` on.
 * @type {(room: Room, place: Place, offset?: number, limit?: number) => Promise<AnyList>}
 */
export async function fetchList(room, place, offset = 0, limit = LIST_PAGE_SIZES[place.view]) {
  const names = place.names.split(' ').filter(Boolean)
  const [view, ...named] = await Promise.all([
    queries[/** @type {ListName} */ (place.view)](room, place, { offset, limit }),
    ...names.map((id) => room.entity(id, { limit: 0 })),
  ])
  return { ...view, named }
}
