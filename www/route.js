// Places of the reader, and their spelling in the address: `#/`, `#/?q=…&sort=…&e=ID`, `#/a/ID?q=…`, `#/e/?kind=…`, `#/e/ID`.
// Pure; a place is { view: 'front' | 'results' | 'article' | 'entities' | 'entity', query, sort, id, names, kind }. `names` are
// ids of entities that results are narrowed to, with spaces between.

export const SORTS = ['relevance', 'newest', 'oldest']
export const KINDS = ['person', 'organisation', 'place', 'event', 'equipment', 'other']

/** A whole place from whatever parts are known. */
export function place({ view, query = '', sort = 'relevance', id = null, names = '', kind = null } = {}) {
  const bare = { view: 'front', query: '', sort: 'relevance', id: null, names: '', kind: null }
  if (view === 'entities') return { ...bare, view, kind: KINDS.includes(kind) ? kind : null }
  if (view === 'entity' && id != null) return { ...bare, view, id: String(id) }
  const asked = Boolean(query.trim() || names)
  const known = asked && SORTS.includes(sort) ? sort : 'relevance'
  if (id != null && (!view || view === 'article')) return { ...bare, view: 'article', query, sort: known, id: String(id) }
  return asked ? { ...bare, view: 'results', query, sort: known, names } : bare
}

/** The place an address names, or `null` if the hash is not one of ours (a host's own anchor). */
export function parse(hash) {
  const found = /^#\/(?:([ae])\/([^?]*))?(?:\?(.*))?$/s.exec(hash)
  if (!found) return null
  const [, kindOfPlace, path, search] = found
  const wishes = new URLSearchParams(search ?? '')
  const id = path ? decode(path) : null
  if (kindOfPlace === 'e') return place({ view: id ? 'entity' : 'entities', id, kind: wishes.get('kind') })
  if (kindOfPlace && !id) return null
  const names = wishes.getAll('e').join(' ')
  return place({ id, query: wishes.get('q') ?? '', sort: wishes.get('sort') ?? undefined, names })
}

/** The address of a place; `parse` reads it back. */
export function format({ view, query, sort, id, names, kind }) {
  const wishes = new URLSearchParams()
  if (query) wishes.set('q', query)
  if (sort && sort !== 'relevance') wishes.set('sort', sort)
  for (const name of (names ?? '').split(' ').filter(Boolean)) wishes.append('e', name)
  if (kind) wishes.set('kind', kind)
  const paths = { article: `#/a/${encodeURIComponent(id)}`, entity: `#/e/${encodeURIComponent(id)}`, entities: '#/e/' }
  const path = paths[view] ?? '#/'
  return wishes.size ? `${path}?${wishes}` : path
}

export function same(a, b) {
  return ['view', 'query', 'sort', 'id', 'names', 'kind'].every((part) => a[part] === b[part])
}

/** `text` with its percent codes read; as it is where a percent sign is just that, as in a hand-typed address. */
export function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
