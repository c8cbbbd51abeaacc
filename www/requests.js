// All requests of a room, declared once. engine.js makes the methods of `Room` from this table;
// worker.js passes their arguments on to the core's method of the same name. A new request is an
// entry here, its signature in index.d.ts (a type check compares the two) and its export in
// src/wasm.rs.

import { requireBytes, requireList, requireText } from './validation.js'

/** @import { Requests } from './internal.d.ts' */

const SEARCH_DEFAULTS = {
  limit: 20,
  offset: 0,
  filters: {},
  sort: 'relevance',
  facets: 0,
  explain: false,
}

/**
 * The options of `given` that `defaults` names; others might not be cloneable.
 * @type {(given: any, defaults: Record<string, unknown>) => Record<string, unknown>}
 */
const pick = (given, defaults) =>
  Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [
      name,
      given?.[name] === undefined ? value : given[name],
    ]),
  )

/** @type {(value: unknown) => string} */
const id = (value) => requireText(value, 'id')
/** @type {(given?: object) => unknown[]} */
const options = (given) => [given ?? {}]
/** @type {(value: unknown) => any[]} */
const documents = (value) => requireList(value, 'documents')

/**
 * By name: `args` checks the caller's arguments and returns those of the core. `needs` is what has
 * to come first: recognition of all articles ('names'), or, in a large room, the model that reads
 * one ('model'). With `edits` the request changes the room; its arguments are documents to add and
 * ids to remove.
 * @type {Requests}
 */
export const REQUESTS = {
  overview: { args: (given) => [given?.offset ?? 0, given?.limit ?? 20] },
  search: { args: (query, given) => [requireText(query, 'query'), pick(given, SEARCH_DEFAULTS)] },
  suggest: { args: (prefix, given) => [requireText(prefix, 'prefix'), given?.limit ?? 8] },
  article: {
    args: (key, given) => [id(key), requireText(given?.query ?? '', 'query')],
    needs: 'model',
  },
  entities: { args: options, needs: 'names' },
  entity: { args: (key, given) => [id(key), given ?? {}], needs: 'names' },
  quotes: { args: options, needs: 'names' },
  amounts: { args: options, needs: 'names' },
  timeline: { args: options, needs: 'names' },
  graph: { args: options, needs: 'names' },
  together: {
    args: (a, b, given) => [requireText(a, 'a'), requireText(b, 'b'), given ?? {}],
    needs: 'names',
  },
  about: { args: options, needs: 'names' },
  highlights: { args: (given) => [given?.limit ?? 5], needs: 'names' },
  related: { args: (key, given) => [id(key), given?.limit ?? 6], needs: 'names' },
  correct: { args: options, needs: 'names' },
  toBytes: { args: () => [], needs: 'names' },
  gzip: { args: (bytes) => [requireBytes(bytes, 'bytes')] },
  add: { args: (added) => [documents(added), []], edits: true },
  replace: { args: (added) => [documents(added), added.map((one) => id(one.id))], edits: true },
  remove: { args: (ids) => [[], requireList(ids, 'ids').map(id)], edits: true },
}
