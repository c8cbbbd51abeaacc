// Places of the reader and their URLs:
//   #/              the front page; with ?q=…&sort=…&e=ID results
//   #/a/ID?q=…      an article; &e=ID steps through mentions of an entity, &t=… goes to a passage
//   #/e/?kind=…&q=… entities; #/e/ID one of them; #/p/?e=ID&e=ID sentences that name two of them
//   #/q/ #/m/ #/t/  quotations, money, timeline; each with q, e, sort, after, before; &sure=possible
//                   lists what is only possible, too
//   #/g/?kind=…&e=ID the graph; #/i/ about the collection; #/o/ the reader's own articles
// Pure. A place is { view, query, sort, id, names, kind, after, before, sure, passage }; `names` are the
// ids of the entities that the view is filtered by, separated by spaces.

/** @import { Kind, Place, PlaceWishes, Section, Sort, State } from './internal.d.ts' */

/** @type {Sort[]} */
export const SORTS = ['relevance', 'newest', 'oldest']
/** @type {Kind[]} */
export const KINDS = ['person', 'organisation', 'place', 'event', 'equipment', 'other']

/** @type {Place} */
const BARE = {
  view: 'front',
  query: '',
  sort: 'relevance',
  id: null,
  names: '',
  kind: null,
  after: '',
  before: '',
  sure: 'likely',
  passage: '',
}

/**
 * Letter in the URL, and filters, of each page that is a list.
 * @type {Record<string, { letter: string, parts: (keyof Place)[], sorts?: Sort[] }>}
 */
const LISTS = {
  entities: { letter: 'e', parts: ['query', 'kind'] },
  quotes: { letter: 'q', parts: ['query', 'names', 'after', 'before', 'sure'] },
  amounts: {
    letter: 'm',
    parts: ['query', 'names', 'after', 'before', 'sure', 'sort'],
    sorts: ['largest', 'giver', 'purpose'],
  },
  timeline: { letter: 't', parts: ['query', 'names', 'after', 'before', 'sure'] },
  graph: { letter: 'g', parts: ['names', 'kind'] },
  pair: { letter: 'p', parts: ['names'] },
  about: { letter: 'i', parts: [] },
}
/** @type {Record<string, string>} */
const PARAMETERS = {
  query: 'q',
  sort: 'sort',
  kind: 'kind',
  after: 'after',
  before: 'before',
  sure: 'sure',
  passage: 't',
}

/**
 * Whether a view is a list.
 * @type {(view: any) => boolean}
 */
export const isList = (view) => Object.hasOwn(LISTS, view)

/**
 * The section of the navigation that a view belongs to.
 * @type {(view: State['view']) => Section}
 */
export const sectionOf = (view) =>
  /** @type {any} */ ({ results: 'front', article: 'front', entity: 'entities', pair: 'graph' })[
    view
  ] ?? view

/**
 * A complete, normalised place from some of its parts.
 * @type {(wishes?: PlaceWishes) => Place}
 */
export function place(wishes = {}) {
  const {
    view,
    query = '',
    sort = 'relevance',
    id = null,
    names = '',
    kind = null,
    after = '',
    before = '',
    sure = 'likely',
    passage = '',
  } = wishes
  /** @type {Record<string, any>} */
  const known = {
    query,
    names,
    kind: KINDS.includes(kind) ? kind : null,
    after: day(after),
    before: day(before),
    sure: sure === 'possible' ? sure : BARE.sure,
  }
  // Two entities make a pair; one is the centre of a graph.
  if (view === 'pair' && names.split(' ').length !== 2)
    return place({ ...wishes, view: 'graph', names: names.split(' ')[0] })
  if (isList(view)) {
    const { parts, sorts = [] } = LISTS[view]
    /** @type {Record<string, any>} */
    const all = { ...known, sort: sorts.includes(sort) ? sort : 'relevance' }
    return { ...BARE, view, ...Object.fromEntries(parts.map((part) => [part, all[part]])) }
  }
  if (view === 'own') return { ...BARE, view }
  if (view === 'entity' && id != null) return { ...BARE, view, id: String(id) }
  const asked = Boolean(query.trim() || names)
  const order = asked && SORTS.includes(sort) ? sort : 'relevance'
  if (id != null && (!view || view === 'article')) {
    return { ...BARE, view: 'article', query, sort: order, id: String(id), names, passage }
  }
  return asked ? { ...BARE, view: 'results', query, sort: order, names } : { ...BARE }
}

/** @type {(text: string | null | undefined) => string} */
const day = (text) => (/^\d{4}(-\d\d){0,2}$/.test(text ?? '') ? text : '')

/**
 * The place of a URL's hash, or `null` if it is not one of ours (an anchor of the host).
 * @type {(hash: string) => Place | null}
 */
export function parse(hash) {
  const found = /^#\/(?:([a-z])\/([^?]*))?(?:\?(.*))?$/s.exec(hash)
  if (!found) return null
  const [, letter, path, search] = found
  const parameters = new URLSearchParams(search ?? '')
  /** @type {Record<string, any>} */
  const wishes = { names: parameters.getAll('e').join(' ') }
  for (const [part, name] of Object.entries(PARAMETERS))
    wishes[part] = parameters.get(name) ?? undefined
  const id = path ? decode(path) : null
  if (!letter) return place(wishes)
  if (id) return { a: place({ ...wishes, id }), e: place({ view: 'entity', id }) }[letter] ?? null
  if (letter === 'o') return place({ view: 'own' })
  /** @type {any} */
  const view = Object.keys(LISTS).find((list) => LISTS[list].letter === letter)
  return view ? place({ ...wishes, view }) : null
}

/**
 * The hash of a place; the inverse of `parse`.
 * @type {(to: Partial<Place>) => string}
 */
export function format(to) {
  const { view, id, names } = to
  const parameters = new URLSearchParams()
  for (const [part, name] of Object.entries(PARAMETERS)) {
    const value = /** @type {any} */ (to)[part]
    // The standard order and sureness go without saying.
    if (value && value !== (part === 'sort' || part === 'sure' ? BARE[part] : ''))
      parameters.set(name, value)
  }
  for (const name of (names ?? '').split(' ').filter(Boolean)) parameters.append('e', name)
  const letter =
    /** @type {Record<string, string>} */ ({ article: 'a', entity: 'e', own: 'o' })[view] ??
    LISTS[view]?.letter
  const path = letter ? `#/${letter}/${id == null ? '' : encodeURIComponent(id)}` : '#/'
  return parameters.size ? `${path}?${parameters}` : path
}

/** @type {(a: Place, b: Place) => boolean} */
export function isSamePlace(a, b) {
  return /** @type {(keyof Place)[]} */ (Object.keys(BARE)).every((part) => a[part] === b[part])
}

/**
 * `decodeURIComponent`, or `text` itself where it is not valid, as in a URL typed by hand.
 * @type {(text: string) => string}
 */
export function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
