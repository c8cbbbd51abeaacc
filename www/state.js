// Where decisions live: (state, event) -> state. Pure; no document, no clock, no network.
//
// What is wanted from the engine stands in `asked` with a number. The element carries it out and comes back with the
// same number; an answer whose number is no longer asked for is dropped here. The screen changes when the answer is
// there, never before, so nothing flickers and a failed request strands nobody.

import { isList, isSamePlace, place } from './route.js'
import { groupByEntity } from './segments.js'

/** Results asked for at a time. */
export const PAGE_HITS = 20
/** Articles that the front page shows at first, and how many more are asked for at a time. */
export const FIRST_ARTICLES = 12
export const PAGE_ARTICLES = 100
/** Sentences that name an entity, asked for at a time. */
export const PAGE_SENTENCES = 20

const NO_OPTIONS = Object.freeze({ items: [], active: -1 })

export const initial = Object.freeze({
  phase: 'idle', // idle | offered | loading | ready | empty | failed
  progress: null, // { done, total } while loading
  failure: null, // { code, message }
  refusals: [], // articles that could not be read
  title: null, // of the corpus
  target: place(), // where to begin
  overview: null, // OverviewView with all pages so far
  view: 'front', // front | results | article | entity | missing | waiting (for names, at the beginning), or one of the lists
  names: 'unread', // whether names are known: unread | known | off (nobody wants them) | later (in each article when it is opened) | failed
  reading: null, // { done, total } while the articles are read for names
  topEntities: [], // the most mentioned of the main kinds: EntitiesView each, with its `kind`
  highlights: [], // telling sentences of the latest articles
  query: '', // what stands in the field
  sort: 'relevance',
  answer: null, // SearchView with all pages so far, `offset` of the last one, and `sort`
  narrowed: '', // ids of entities that results are narrowed to, with spaces between
  article: null, // ArticleView, and the `query`, `names` and `passage` it was opened with
  related: [], // RelatedView of the article
  list: null, // a list of entities, quotations…: its view of the core, the `items` of all pages so far, and its `place`
  entity: null, // EntityView with all pages of sentences so far
  candidates: null, // whom somebody may mean who says that the entity is the same as another: { query, items }
  corrections: Object.freeze({ same: [], different: [] }), // what the reader knows better of names
  hits: 0, // marks in the article, or mentions of whom we walk through; without what is set aside
  hit: 0, // the mark we stand on, from 1; 0 for none yet
  underlined: true, // whether names are marked in the text
  aside: false, // whether passages set aside are shown
  own: Object.freeze({
    // articles that the reader brings along
    offered: false, // whether that is possible here
    title: null, // of those that are open, if they are
    saved: false, // whether they are kept in this browser as they are
    reading: null, // while files are read: { files, filesDone, bytes, bytesDone, seconds } (`seconds` are left), or { found } before
    table: null, // a table that waits to hear which column is what: { name, header, rows, columns }
    stored: [], // collections of this browser: { id, title, articles, bytes, day }
    problem: null, // what went wrong: { key, detail, refusals }
    views: null, // what draws all this, once it has come
  }),
  missing: null, // the place that is not there: { view, id }
  options: NO_OPTIONS, // suggestions; open while there are any
  number: 0, // last request number given
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

/** The next state. Unknown events are a mistake of the caller, so they throw. */
export function reduce(state, event) {
  return reducers[event.type](state, event)
}

/** The place a state shows, or will show once it is open; for the address and for hosts. */
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

const reducers = {
  // Somebody may have typed before there was anything to search.
  loadStarted: (state, { title = null, place: target = place() }) => ({
    ...initial,
    phase: 'loading',
    title,
    target,
    number: state.number,
    sort: target.sort,
    underlined: state.underlined,
    own: { ...state.own, title: null, saved: false },
    narrowed: target.view === 'results' ? target.names : '',
    query: (state.phase === 'idle' && state.query) || target.query,
  }),

  progress: (state, { done, total }) =>
    state.phase === 'loading' ? { ...state, progress: { done, total } } : state,

  offered: (state) => ({ ...state, phase: 'offered' }),

  // What was typed while the articles were being read wins over the place we were to begin at.
  opened(state, { overview, refusals = [], title = state.title }) {
    if (!overview.total) return { ...state, phase: 'empty', refusals, title, progress: null }
    const open = { ...state, overview, refusals, title, progress: null }
    const { target, query, sort } = state
    const wanted = query === target.query ? target : place({ query, sort })
    // These wait for the names.
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
    // A lone sign or the beginning of `title:` asks for nothing yet.
    if (view.asked === false) return showView(state, 'front')
    const answer = current.offset
      ? { ...state.answer, offset: current.offset, hits: [...state.answer.hits, ...view.hits] }
      : { ...view, offset: 0, query: current.query, sort: current.sort, narrowed: current.narrowed }
    return showView({ ...state, answer, sort: current.sort, narrowed: current.narrowed }, 'results')
  },

  suggestAnswered(state, { number, view }) {
    if (state.pending.suggest?.number !== number) return state
    const typed = state.query.trim().toLowerCase()
    const words = view.words.filter(({ query }) => query.toLowerCase() !== typed)
    const items = [
      ...words.map((word) => ({ is: 'word', ...word })),
      ...(view.entities ?? []).map((entity) => ({ is: 'entity', ...entity })),
      ...view.articles.map((article) => ({ is: 'article', ...article })),
    ]
    return {
      ...state,
      options: { items, active: -1 },
      pending: { ...state.pending, suggest: null },
    }
  },

  // Through the suggestions and round by way of none, which is the typed text itself.
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
    // Drawn again because names came, it is the same article at the same match.
    const before = state.view === 'article' ? state.article : {}
    const again = before.id === view.id && before.query === query && before.names === names
    const stand = again ? {} : { hit: 0, aside: false, related: [] }
    const shown = showView(
      { ...state, article, hits: countHits(article), ...stand, query, narrowed: '' },
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

  // All that is known of it, to be printed.
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

  // Somebody is narrowing a list.
  filtersChanged: (state, { place: target, typed = false }) =>
    requestList(state, target, { typed }),

  listAnswered(state, { number, view }) {
    const current = state.pending.page
    if (current?.number !== number) return state
    const items = current.offset && !view.whole ? [...state.list.items, ...view.items] : view.items
    return showView(
      { ...state, list: { ...view, items, place: current.place }, query: '', narrowed: '' },
      current.place.view,
    )
  },

  notFound(state, { number }) {
    const current = state.pending.page
    const missing = current?.place ?? { view: current?.kind, id: current?.id }
    return current?.number === number ? showView({ ...state, missing }, 'missing') : state
  },

  recognitionProgressed: (state, { done, total }) =>
    state.names === 'unread' ? { ...state, reading: { done, total } } : state,

  // What is shown is asked for again, now with the names in it.
  recognitionEnded(state, { known, wanted = false, corrections = state.corrections }) {
    const read = {
      ...state,
      names: known ? 'known' : ({ later: 'later', true: 'failed' }[wanted] ?? 'off'),
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

  // Somebody is naming whom the entity is the same as.
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

  // The reader knows better: two spellings are one's, or not; or a correction is taken back.
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

  // Articles came or went: what is shown is asked for again, and names will be.
  collectionEdited(state, { overview, refusals }) {
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

  // Straight to a place: the address, the way back, a host's wish. What is still at hand is shown at once, with
  // all the pages it had.
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

  // The host would not have it: what was asked for is forgotten, the field says again what is shown.
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

// Not open yet, or broken: nobody to ask.
const isUnavailable = ({ overview, phase }) => !overview || phase === 'failed'

function search({ query, sort, narrowed, offset = 0, typed = false, limit = PAGE_HITS }) {
  return { kind: 'search', query, sort, narrowed, offset, typed, limit }
}

/** What is shown, asked for once more; nothing where something else is under way. */
function refresh(state) {
  if (state.pending.page) return state
  const { view, answer, article, entity, list } = state
  const limit = answer && Math.max(PAGE_HITS, answer.hits.length)
  const again = {
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
  // Answers at hand know other names.
  const fresh = {
    ...state,
    answer: view === 'results' ? answer : null,
    list: isList(view) ? list : null,
  }
  return again ? request(fresh, 'page', again()) : fresh
}

function requestList(state, target, { offset = 0, typed = false } = {}) {
  return request(state, 'page', { kind: 'list', place: target, offset, typed })
}

function correct(state, corrections) {
  return request({ ...state, corrections }, 'correct', { corrections })
}

function request(state, slot, details) {
  const number = state.number + 1
  return { ...state, number, pending: { ...state.pending, [slot]: { number, ...details } } }
}

/** A screen that is complete; whatever other page was under way is no longer wanted. */
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

function closeOptions(state) {
  return { ...state, options: NO_OPTIONS, pending: { ...state.pending, suggest: null } }
}

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
