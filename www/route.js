// Places of the reader, and their spelling in the address: `#/`, `#/?q=…&sort=…`, `#/a/ID?q=…`.
// Pure; a place is { view: 'front' | 'results' | 'article', query, sort, id }.

export const SORTS = ['relevance', 'newest', 'oldest']

/** A whole place from whatever parts are known. */
export function place({ view, query = '', sort = 'relevance', id = null } = {}) {
  const known = query.trim() && SORTS.includes(sort) ? sort : 'relevance'
  if (id != null && (!view || view === 'article')) return { view: 'article', query, sort: known, id: String(id) }
  if (query.trim()) return { view: 'results', query, sort: known, id: null }
  return { view: 'front', query: '', sort: 'relevance', id: null }
}

/** The place an address names, or `null` if the hash is not one of ours (a host's own anchor). */
export function parse(hash) {
  const found = /^#\/(?:a\/([^?]+))?(?:\?(.*))?$/s.exec(hash)
  if (!found) return null
  const wishes = new URLSearchParams(found[2] ?? '')
  const id = found[1] == null ? null : decode(found[1])
  return place({ id, query: wishes.get('q') ?? '', sort: wishes.get('sort') ?? undefined })
}

/** The address of a place; `parse` reads it back. */
export function format({ view, query, sort, id }) {
  const wishes = new URLSearchParams()
  if (query) wishes.set('q', query)
  if (sort && sort !== 'relevance') wishes.set('sort', sort)
  const path = view === 'article' ? `#/a/${encodeURIComponent(id)}` : '#/'
  return wishes.size ? `${path}?${wishes}` : path
}

export function same(a, b) {
  return a.view === b.view && a.query === b.query && a.sort === b.sort && a.id === b.id
}

/** `text` with its percent codes read; as it is where a percent sign is just that, as in a hand-typed address. */
export function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
