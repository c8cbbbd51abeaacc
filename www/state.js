// The state of a reader and its reducer: (state, event) -> state. Pure: no document, no clock, no
// network.
//
// Requests to the engine stand in `pending`, each with a number. The reader performs them and
// dispatches the answer with the same number; an answer whose number is not pending any more is
// dropped. The screen changes when the answer is there, so nothing flickers and a failed request
// leaves the old screen.

import { isList, isSamePlace, place } from './route.js'
import { groupByEntity } from './segments.js'

/**
 * @import {
 *   AllCorrections, Place, Reducers, Request, SearchWishes, ShownArticle, Slot, State,
 *   StateEvent, Suggestion
 * } from './internal.d.ts'
 */

/** Page size of results. */
export const PAGE_HITS = 20
/** Articles on the front page at first, and the page size after that. */
export const FIRST_ARTICLES = 12
export const PAGE_ARTICLES = 100
/** Page size of the sentences that name an entity. */
export const PAGE_SENTENCES = 20

const NO_OPTIONS = Object.freeze({ items: [], active: -1 })

/** @type {State} */
export const initial = Object.freeze({
  phase: 'idle', // idle | offered | loading | ready | empty | failed
  progress: null, // { done, total } while loading
  failure: null, // { code, message }
  refusals: [], // articles that could not be read
  title: null, // of the corpus
  target: place(), // place to begin at
  overview: null, // OverviewView with all pages so far
  // front | results | article | entity | missing | waiting (for entities, at the start) | own | a
  // list
  view: 'front',
  // recognition of entities: unread | known | off (not wanted) | later (in each article when it is
  // opened) | failed
  names: 'unread',
  reading: null, // { done, total } while entities are recognised
  topEntities: [], // most mentioned entities of the main kinds: EntitiesView each, with its `kind`
  highlights: [], // key sentences of the latest articles
  query: '', // value of the search field
  sort: 'relevance',
  answer: null, // SearchView with all pages so far, `offset` of the last one, and `sort`
  chips: null, // view of how the query was read, once it is loaded
  narrowed: '', // ids of the entities that results are filtered by, separated by spaces
  article: null, // ArticleView, and the `query`, `names` and `passage` it was opened with
  related: [], // RelatedView of the article
  list: null, // view of the current list with the `items` of all pages so far, and its `place`
  entity: null, // EntityView with all pages of sentences so far
  candidates: null, // entities that could be the same as this one: { query, items }
  corrections: Object.freeze({ same: [], different: [] }), // the reader's corrections of entities
  hits: 0, // hits in the article, or mentions of the entity stepped through; without boilerplate
  hit: 0, // the current hit, from 1; 0 for none yet
  underlined: true, // whether names are underlined in the text
  aside: false, // whether boilerplate is shown
  own: Object.freeze({
    // the reader's own articles
    offered: false, // whether they are allowed here
    title: null, // of the open collection, if it is the reader's own
    saved: false, // whether it is stored in this browser
    // { files, filesDone, bytes, bytesDone, seconds (left) } while files are read; before that {
    // found }
    reading: null,
    table: null, // a table whose columns are to be assigned: { name, header, rows, columns }
    stored: [], // collections in this browser: { id, title, articles, bytes, day }
    problem: null, // { key, detail, refusals }
    views: null, // its views, once they are loaded
  }),
  missing: null, // the place that does not exist: { view, id }
  options: NO_OPTIONS, // suggestions; the listbox is open while there are any
  number: 0, // last request number
  pending: Object.freeze({
    page: null,
    suggest: null,
    overview: null,
    topEntities: null,
    highlights: null,
    related: null,
    candidates: null,
    correct: null,
  }),
})

/**
 * The next state. Throws for an unknown event.
 * @type {(state: State, event: StateEvent) => State}
 */
export function reduce(state, event) {
  return /** @type {any} */ (reducers)[event.type](state, event)
}

/**
 * The place that a state shows, or will show once the room is open.
 * @type {(state: State) => Place}
 */
export function placeOf({ overview, target, view, answer, article, list, entity, missing, sort }) {
  if (!overview || view === 'waiting') return target
  if (view === 'article') {
    const { id, query, names, passage } = article
    return place({ id, query, names, passage, sort })
  }
  if (view === 'missing') return place(missing)
  if (view === 'results')
    return place({ query: answer.query, sort: answer.sort, names: answer.narrowed })
  if (isList(view)) return list.place
  if (view === 'entity') return place({ view, id: entity.id })
  return view === 'own' ? place({ view }) : place()
}

/** @type {Reducers} */
const reducers = {
  // Keeps what was typed before there was anything to search.
  loadStarted: (state, { title = null, place: target = place() }) => ({
    ...initial,
    phase: 'loading',
    title,
    target,
    number: state.number,
    sort: target.sort,
    underlined: state.underlined,
    chips: state.chips,
    own: { ...state.own, title: null, saved: false },
    narrowed: target.view === 'results' ? target.names : '',
    query: (state.phase === 'idle' && state.query) || target.query,
  }),

  progress: (state, { done, total }) =>
    state.phase === 'loading' ? { ...state, progress: { done, total } } : state,

  offered: (state) => ({ ...state, phase: 'offered' }),

  // A query typed while articles were being read takes precedence over the place to begin at.
  opened(state, { overview, refusals = [], title = state.title }) {
    if (!overview.total) return { ...state, phase: 'empty', refusals, title, progress: null }
    /** @type {State} */
    const open = { ...state, overview, refusals, title, progress: null }
    const { target, query, sort } = state
    const wanted = query === target.query ? target : place({ query, sort })
    // These need entities.
    if (wanted.view === 'entity' || isList(wanted.view))
      return reducers.navigated(showView({ ...open, target: wanted }, 'waiting'), { place: wanted })
    return wanted.view === 'front'
      ? showView(open, 'front')
      : reducers.navigated(open, { place: wanted })
  },

  failed: (state, { error, refusals = state.refusals }) => ({
    ...state,
    refusals,
    progress: null,
    options: NO_OPTIONS,
    pending: initial.pending,
    phase: 'failed',
    failure: error,
  }),

  queryTyped(state, { query }) {
    if (query === state.query) return state
    const typed = { ...state, query }
    if (isUnavailable(state)) return typed
    if (!query.trim()) return showView(typed, 'front')
    return request(request(typed, 'page', search({ ...typed, typed: true })), 'suggest', {
      prefix: query,
    })
  },

  searchSubmitted(state, { query = state.query, sort = state.sort }) {
    const closed = closeOptions({ ...state, query, sort })
    if (isUnavailable(state)) return closed
    return query.trim() || closed.narrowed
      ? request(closed, 'page', search(closed))
      : showView(closed, 'front')
  },

  sortChanged: (state, { sort }) =>
    reducers.searchSubmitted(state, { query: state.answer?.query ?? state.query, sort }),

  moreRequested(state) {
    if (state.pending.page || state.pending.overview) return state
    if (state.view === 'results') {
      return request(state, 'page', search({ ...state.answer, offset: state.answer.hits.length }))
    }
    if (isList(state.view))
      return requestList(state, state.list.place, { offset: state.list.items.length })
    if (state.view === 'entity') {
      return request(state, 'page', {
        kind: 'entity',
        id: state.entity.id,
        offset: state.entity.sentences.items.length,
      })
    }
    return request(state, 'overview', { offset: state.overview.articles.length })
  },

  searchAnswered(state, { number, view }) {
    const current = state.pending.page
    if (current?.number !== number) return state
    // A lone sign or the start of `title:` is not a query yet.
    if (view.asked === false) return showView(state, 'front')
    const answer = current.offset
      ? { ...state.answer, offset: current.offset, hits: [...state.answer.hits, ...view.hits] }
      : { ...view, offset: 0, query: current.query, sort: current.sort, narrowed: current.narrowed }
    return showView({ ...state, answer, sort: current.sort, narrowed: current.narrowed }, 'results')
  },

  chipsLoaded: (state, { chips }) => ({ ...state, chips }),

  suggestAnswered(state, { number, view }) {
    if (state.pending.suggest?.number !== number) return state
    const typed = state.query.trim().toLowerCase()
    const words = view.words.filter(({ query }) => query.toLowerCase() !== typed)
    const items = /** @type {Suggestion[]} */ ([
      ...words.map((word) => ({ is: 'word', ...word })),
      ...(view.entities ?? []).map((entity) => ({ is: 'entity', ...entity })),
      ...view.articles.map((article) => ({ is: 'article', ...article })),
    ])
    return {
      ...state,
      options: { items, active: -1 },
      pending: { ...state.pending, suggest: null },
    }
  },

  // Cycles through the suggestions and the typed text.
  optionMoved(state, { step }) {
    const { items, active } = state.options
    const stops = items.length + 1
    return { ...state, options: { items, active: ((active + 1 + step + stops) % stops) - 1 } }
  },

  optionsClosed: (state) => closeOptions(state),

  optionChosen(state, { index = state.options.active }) {
    const item = state.options.items[index]
    if (!item) return reducers.searchSubmitted(state, {})
    if (item.is === 'word') return reducers.searchSubmitted(state, { query: item.query })
    if (item.is === 'entity') return reducers.entityRequested(state, { id: item.id })
    return reducers.articleRequested(state, { id: item.id, query: state.query })
  },

  articleRequested: (state, { id, query = '' }) =>
    request(closeOptions(state), 'page', { kind: 'article', id, query }),

  articleAnswered(state, { number, view }) {
    const current = state.pending.page
    if (current?.number !== number) return state
    const { query, names = '', passage = '' } = current
    const article = { ...view, query, names, passage }
    /**
     * Rendered again with entities, it is the same article at the same hit.
     * @type {Partial<ShownArticle>}
     */
    const before = state.view === 'article' ? state.article : {}
    const isSame = before.id === view.id && before.query === query && before.names === names
    const reset = isSame ? {} : { hit: 0, aside: false, related: [] }
    const shown = showView(
      { ...state, article, hits: countHits(article), ...reset, query, narrowed: '' },
      'article',
    )
    return state.names === 'known' ? request(shown, 'related', { id: view.id }) : shown
  },

  relatedAnswered: (state, { number, view }) =>
    state.pending.related?.number === number
      ? { ...state, related: view, pending: { ...state.pending, related: null } }
      : state,

  entityRequested: (state, { id }) =>
    request(closeOptions(state), 'page', { kind: 'entity', id, offset: 0 }),

  // All sentences of the entity, to be printed.
  dossierRequested: (state) =>
    request(state, 'page', {
      kind: 'entity',
      id: state.entity.id,
      offset: 0,
      limit: state.entity.sentences.total,
    }),

  entityAnswered(state, { number, view }) {
    const current = state.pending.page
    if (current?.number !== number) return state
    const items = current.offset
      ? [...state.entity.sentences.items, ...view.sentences.items]
      : view.sentences.items
    const entity = { ...view, sentences: { ...view.sentences, items } }
    return showView({ ...state, entity, candidates: null, query: '', narrowed: '' }, 'entity')
  },

  // The filters of a list changed.
  filtersChanged: (state, { place: target, typed = false }) =>
    requestList(state, target, { typed }),

  listAnswered(state, { number, view }) {
    const current = state.pending.page
    if (current?.number !== number) return state
    /** @type {any[]} */
    const items = current.offset && !view.whole ? [...state.list.items, ...view.items] : view.items
    return showView(
      { ...state, list: { ...view, items, place: current.place }, query: '', narrowed: '' },
      current.place.view,
    )
  },

  notFound(state, { number }) {
    const current = state.pending.page
    /** @type {any} */
    const missing = current?.place ?? { view: current?.kind, id: current?.id }
    return current?.number === number ? showView({ ...state, missing }, 'missing') : state
  },

  recognitionProgressed: (state, { done, total }) =>
    state.names === 'unread' ? { ...state, reading: { done, total } } : state,

  // Requests what is shown again, now with entities.
  recognitionEnded(state, { known, wanted = false, corrections = state.corrections }) {
    /** @type {State} */
    const read = {
      ...state,
      names: known
        ? 'known'
        : /** @type {any} */ ({ later: 'later', true: 'failed' }[String(wanted)] ?? 'off'),
      reading: null,
      corrections,
    }
    return known && !isUnavailable(state)
      ? refresh(request(request(read, 'topEntities', {}), 'highlights', {}))
      : read
  },

  topEntitiesAnswered: (state, { number, view }) =>
    state.pending.topEntities?.number === number
      ? { ...state, topEntities: view, pending: { ...state.pending, topEntities: null } }
      : state,

  highlightsAnswered: (state, { number, view }) =>
    state.pending.highlights?.number === number
      ? { ...state, highlights: view, pending: { ...state.pending, highlights: null } }
      : state,

  // The reader types which entity this one is the same as.
  candidatesRequested(state, { query }) {
    const { kind } = state.entity
    return query.trim()
      ? request(state, 'candidates', { query, of: kind, typed: true })
      : { ...state, candidates: null }
  },

  candidatesAnswered(state, { number, view }) {
    const current = state.pending.candidates
    if (current?.number !== number) return state
    const items = view.entities.filter(({ id }) => id !== state.entity?.id)
    return {
      ...state,
      candidates: { query: current.query, items },
      pending: { ...state.pending, candidates: null },
    }
  },

  // The reader corrects the resolution: two spellings are one entity's, or not.
  correctionAdded(state, { list, pair }) {
    const { corrections } = state
    return correct(
      { ...state, candidates: null },
      { ...corrections, [list]: [...corrections[list], pair] },
    )
  },

  correctionsCleared: (state) => correct(state, initial.corrections),

  correctionRemoved(state, { list, index }) {
    return correct(state, {
      ...state.corrections,
      [list]: state.corrections[list].filter((_, at) => at !== index),
    })
  },

  correctAnswered(state, { number }) {
    if (state.pending.correct?.number !== number) return state
    return refresh(
      request({ ...state, pending: { ...state.pending, correct: null } }, 'topEntities', {}),
    )
  },

  overviewAnswered(state, { number, view }) {
    if (state.pending.overview?.number !== number) return state
    const articles = [...state.overview.articles, ...view.articles]
    return {
      ...state,
      overview: { ...view, articles },
      pending: { ...state.pending, overview: null },
    }
  },

  // Articles were added or removed: requests what is shown again; entities will follow.
  collectionEdited(state, { overview, refusals }) {
    /** @type {State} */
    const fresh = {
      ...state,
      overview,
      refusals,
      names: 'unread',
      reading: null,
      topEntities: [],
      highlights: [],
      related: [],
    }
    if (!overview.total) return { ...fresh, phase: 'empty' }
    return state.phase === 'empty' ? showView(fresh, 'front') : refresh(fresh)
  },

  ownChanged: (state, { own }) => ({ ...state, own: { ...state.own, ...own } }),

  // Navigation by URL, history or host. What is still in memory is shown at once, with all its
  // pages.
  navigated(state, { place: target }) {
    const { view, query, sort, id, names, passage } = target
    if (isUnavailable(state)) return { ...state, target, query }
    if (isList(view)) {
      const closed = closeOptions({ ...state, query: '', narrowed: '' })
      return state.list && isSamePlace(state.list.place, target)
        ? showView(closed, view)
        : requestList(closed, target)
    }
    const closed = closeOptions({
      ...state,
      query,
      narrowed: view === 'article' ? '' : names,
      sort: query || names ? sort : state.sort,
    })
    if (view === 'front' || view === 'own') return showView(closed, view)
    if (view === 'results') {
      const { answer } = state
      if (answer?.query === query && answer.sort === sort && answer.narrowed === names)
        return showView(closed, 'results')
      return request(closed, 'page', search(closed))
    }
    if (view === 'entity') {
      if (state.entity?.id === id) return showView(closed, 'entity')
      return reducers.entityRequested(closed, { id })
    }
    const { article } = state
    if (article?.id === id && article.query === query && article.names === names) {
      return showView(
        { ...closed, article: article.passage === passage ? article : { ...article, passage } },
        'article',
      )
    }
    return request(closed, 'page', { kind: 'article', id, query, names, passage })
  },

  // The host cancelled `statechange`: drops pending requests and restores the field.
  navigationRefused: (state) => ({
    ...closeOptions(state),
    view: state.view === 'waiting' ? 'front' : state.view,
    query: placeOf(state).query,
    pending: initial.pending,
  }),

  hitMoved(state, { step, to }) {
    const { view, hits, hit } = state
    if (view !== 'article' || !hits) return state
    if (to) return { ...state, hit: to }
    const from = hit || (step > 0 ? 0 : hits + 1)
    return { ...state, hit: ((from - 1 + step + hits) % hits) + 1 }
  },

  underlinesSwitched: (state, { on }) => ({ ...state, underlined: on }),

  asideToggled: (state) => ({ ...state, aside: !state.aside }),
}

/**
 * Not open yet, or failed: no room to ask.
 * @type {(state: State) => boolean}
 */
const isUnavailable = ({ overview, phase }) => !overview || phase === 'failed'

/** @type {(wishes: SearchWishes) => Partial<Request>} */
function search({ query, sort, narrowed, offset = 0, typed = false, limit = PAGE_HITS }) {
  return { kind: 'search', query, sort, narrowed, offset, typed, limit }
}

/**
 * Requests what is shown again, unless a page is pending.
 * @type {(state: State) => State}
 */
function refresh(state) {
  if (state.pending.page) return state
  const { view, answer, article, entity, list } = state
  const limit = answer && Math.max(PAGE_HITS, answer.hits.length)
  const repeat = {
    results: () => search({ ...answer, offset: 0, limit }),
    article: () => ({
      kind: 'article',
      id: article.id,
      query: article.query,
      names: article.names,
      passage: article.passage,
    }),
    entity: () => ({ kind: 'entity', id: entity.id, offset: 0 }),
    [list?.place.view]: () => ({ kind: 'list', place: list.place, offset: 0 }),
  }[view]
  // Views in memory have stale entities.
  const fresh = {
    ...state,
    answer: view === 'results' ? answer : null,
    list: isList(view) ? list : null,
  }
  return repeat ? request(fresh, 'page', repeat()) : fresh
}

/**
 * @type {(state: State, target: Place, options?: { offset?: number, typed?: boolean }) => State}
 */
function requestList(state, target, { offset = 0, typed = false } = {}) {
  return request(state, 'page', { kind: 'list', place: target, offset, typed })
}

/** @type {(state: State, corrections: AllCorrections) => State} */
function correct(state, corrections) {
  return request({ ...state, corrections }, 'correct', { corrections })
}

/** @type {(state: State, slot: Slot, details: Partial<Request>) => State} */
function request(state, slot, details) {
  const number = state.number + 1
  return { ...state, number, pending: { ...state.pending, [slot]: { number, ...details } } }
}

/**
 * A complete screen; any other pending page is dropped.
 * @type {(state: State, view: State['view']) => State}
 */
function showView(state, view) {
  const options = view === 'results' ? state.options : NO_OPTIONS
  const suggest = view === 'results' ? state.pending.suggest : null
  return {
    ...state,
    phase: 'ready',
    view,
    options,
    pending: { ...state.pending, page: null, suggest },
  }
}

/** @type {(state: State) => State} */
function closeOptions(state) {
  return { ...state, options: NO_OPTIONS, pending: { ...state.pending, suggest: null } }
}

/** @type {(article: ShownArticle) => number} */
function countHits({ heading, blocks, names, entities = [] }) {
  const shown = [
    heading ?? [],
    ...blocks.filter(({ role }) => role !== 'boilerplate').map(({ segments }) => segments),
  ]
  const tracked = entities.findIndex(({ id }) => id && id === names)
  if (tracked >= 0)
    return shown.flatMap(groupByEntity).filter(({ entity }) => entity === tracked).length
  return shown.flat().filter(({ hit }) => hit).length
}
