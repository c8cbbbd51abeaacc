// Where decisions live: (state, event) -> state. Pure; no document, no clock, no network.
//
// What is wanted from the engine stands in `asked` with a number. The element carries it out and comes back with the
// same number; an answer whose number is no longer asked for is dropped here. The screen changes when the answer is
// there, never before, so nothing flickers and a failed request strands nobody.

import { isList, place, same } from './route.js'
import { runs } from './segments.js'

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
  leading: [], // the most mentioned of the main kinds: EntitiesView each, with its `kind`
  highlights: [], // telling sentences of the latest articles
  query: '', // what stands in the field
  sort: 'relevance',
  answer: null, // SearchView with all pages so far, `offset` of the last one, and `sort`
  narrowed: '', // ids of entities that results are narrowed to, with spaces between
  article: null, // ArticleView, and the `query`, `names` and `passage` it was opened with
  related: [], // RelatedView of the article
  sheet: null, // a list of entities, quotations…: its view of the core, the `items` of all pages so far, and its `place`
  entity: null, // EntityView with all pages of sentences so far
  candidates: null, // whom somebody may mean who says that the entity is the same as another: { query, items }
  corrections: Object.freeze({ same: [], different: [] }), // what the reader knows better of names
  hits: 0, // marks in the article, or mentions of whom we walk through; without what is set aside
  hit: 0, // the mark we stand on, from 1; 0 for none yet
  underlined: true, // whether names are marked in the text
  aside: false, // whether passages set aside are shown
  own: Object.freeze({ // articles that the reader brings along
    offered: false, // whether that is possible here
    title: null, // of those that are open, if they are
    saved: false, // whether they are kept in this browser as they are
    reading: null, // while files are read: { files, filesDone, bytes, bytesDone, seconds } (`seconds` are left), or { found } before
    table: null, // a table that waits to hear which column is what: { name, header, rows, columns }
    kept: [], // collections of this browser: { id, title, articles, bytes, day }
    problem: null, // what went wrong: { key, detail, refusals }
    draw: null, // what draws all this, once it has come
  }),
  missing: null, // the place that is not there: { view, id }
  options: NO_OPTIONS, // suggestions; open while there are any
  number: 0, // last request number given
  asked: Object.freeze({
    page: null, suggest: null, overview: null, leading: null, highlights: null, related: null, candidates: null, correct: null,
  }),
})

/** The next state. Unknown events are a mistake of the caller, so they throw. */
export function reduce(state, event) {
  return steps[event.type](state, event)
}

/** The place a state shows, or will show once it is open; for the address and for hosts. */
export function placeOf({ overview, target, view, answer, article, sheet, entity, missing, sort }) {
  if (!overview || view === 'waiting') return target
  if (view === 'article') {
    const { id, query, names, passage } = article
    return place({ id, query, names, passage, sort })
  }
  if (view === 'missing') return place(missing)
  if (view === 'results') return place({ query: answer.query, sort: answer.sort, names: answer.narrowed })
  if (isList(view)) return sheet.place
  if (view === 'entity') return place({ view, id: entity.id })
  return view === 'own' ? place({ view }) : place()
}

const steps = {
  // Somebody may have typed before there was anything to search.
  load: (state, { title = null, place: target = place() }) => ({
    ...initial, phase: 'loading', title, target, number: state.number, sort: target.sort, underlined: state.underlined,
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
    if (wanted.view === 'entity' || isList(wanted.view)) return steps.went(show({ ...open, target: wanted }, 'waiting'), { place: wanted })
    return wanted.view === 'front' ? show(open, 'front') : steps.went(open, { place: wanted })
  },

  failed: (state, { error, refusals = state.refusals }) => ({
    ...state, refusals, progress: null, options: NO_OPTIONS, asked: initial.asked,
    phase: 'failed', failure: error,
  }),

  typed(state, { query }) {
    if (query === state.query) return state
    const typed = { ...state, query }
    if (isClosed(state)) return typed
    if (!query.trim()) return show(typed, 'front')
    return ask(ask(typed, 'page', search({ ...typed, typed: true })), 'suggest', { prefix: query })
  },

  searched(state, { query = state.query, sort = state.sort }) {
    const quiet = closeOptions({ ...state, query, sort })
    if (isClosed(state)) return quiet
    return query.trim() || quiet.narrowed ? ask(quiet, 'page', search(quiet)) : show(quiet, 'front')
  },

  sorted: (state, { sort }) => steps.searched(state, { query: state.answer?.query ?? state.query, sort }),

  more(state) {
    if (state.asked.page || state.asked.overview) return state
    if (state.view === 'results') {
      return ask(state, 'page', search({ ...state.answer, offset: state.answer.hits.length }))
    }
    if (isList(state.view)) return askSheet(state, state.sheet.place, { offset: state.sheet.items.length })
    if (state.view === 'entity') {
      return ask(state, 'page', { kind: 'entity', id: state.entity.id, offset: state.entity.sentences.items.length })
    }
    return ask(state, 'overview', { offset: state.overview.articles.length })
  },

  answered(state, { number, view }) {
    const asked = state.asked.page
    if (asked?.number !== number) return state
    // A lone sign or the beginning of `title:` asks for nothing yet.
    if (view.asked === false) return show(state, 'front')
    const answer = asked.offset
      ? { ...state.answer, offset: asked.offset, hits: [...state.answer.hits, ...view.hits] }
      : { ...view, offset: 0, query: asked.query, sort: asked.sort, narrowed: asked.narrowed }
    return show({ ...state, answer, sort: asked.sort, narrowed: asked.narrowed }, 'results')
  },

  suggested(state, { number, view }) {
    if (state.asked.suggest?.number !== number) return state
    const typed = state.query.trim().toLowerCase()
    const words = view.words.filter(({ query }) => query.toLowerCase() !== typed)
    const items = [
      ...words.map((word) => ({ is: 'word', ...word })),
      ...(view.entities ?? []).map((entity) => ({ is: 'entity', ...entity })),
      ...view.articles.map((article) => ({ is: 'article', ...article })),
    ]
    return { ...state, options: { items, active: -1 }, asked: { ...state.asked, suggest: null } }
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
    if (!item) return steps.searched(state, {})
    if (item.is === 'word') return steps.searched(state, { query: item.query })
    if (item.is === 'entity') return steps.entityAsked(state, { id: item.id })
    return steps.articleAsked(state, { id: item.id, query: state.query })
  },

  articleAsked: (state, { id, query = '' }) => ask(closeOptions(state), 'page', { kind: 'article', id, query }),

  articleCame(state, { number, view }) {
    const asked = state.asked.page
    if (asked?.number !== number) return state
    const { query, names = '', passage = '' } = asked
    const article = { ...view, query, names, passage }
    // Drawn again because names came, it is the same article at the same match.
    const before = state.view === 'article' ? state.article : {}
    const again = before.id === view.id && before.query === query && before.names === names
    const stand = again ? {} : { hit: 0, aside: false, related: [] }
    const shown = show({ ...state, article, hits: countHits(article), ...stand, query, narrowed: '' }, 'article')
    return state.names === 'known' ? ask(shown, 'related', { id: view.id }) : shown
  },

  relatedCame: (state, { number, view }) =>
    state.asked.related?.number === number
      ? { ...state, related: view, asked: { ...state.asked, related: null } }
      : state,

  entityAsked: (state, { id }) => ask(closeOptions(state), 'page', { kind: 'entity', id, offset: 0 }),

  // All that is known of it, to be printed.
  dossierAsked: (state) => ask(state, 'page', { kind: 'entity', id: state.entity.id, offset: 0, limit: state.entity.sentences.total }),

  entityCame(state, { number, view }) {
    const asked = state.asked.page
    if (asked?.number !== number) return state
    const items = asked.offset ? [...state.entity.sentences.items, ...view.sentences.items] : view.sentences.items
    const entity = { ...view, sentences: { ...view.sentences, items } }
    return show({ ...state, entity, candidates: null, query: '', narrowed: '' }, 'entity')
  },

  // Somebody is narrowing a list.
  filtered: (state, { place: target, typed = false }) => askSheet(state, target, { typed }),

  sheetCame(state, { number, view }) {
    const asked = state.asked.page
    if (asked?.number !== number) return state
    const items = asked.offset && !view.whole ? [...state.sheet.items, ...view.items] : view.items
    return show({ ...state, sheet: { ...view, items, place: asked.place }, query: '', narrowed: '' }, asked.place.view)
  },

  absent(state, { number }) {
    const asked = state.asked.page
    const missing = asked?.place ?? { view: asked?.kind, id: asked?.id }
    return asked?.number === number ? show({ ...state, missing }, 'missing') : state
  },

  reading: (state, { done, total }) => (state.names === 'unread' ? { ...state, reading: { done, total } } : state),

  // What is shown is asked for again, now with the names in it.
  recognised(state, { known, wanted = false, corrections = state.corrections }) {
    const read = { ...state, names: known ? 'known' : { later: 'later', true: 'failed' }[wanted] ?? 'off', reading: null, corrections }
    return known && !isClosed(state) ? refresh(ask(ask(read, 'leading', {}), 'highlights', {})) : read
  },

  leadingCame: (state, { number, view }) =>
    state.asked.leading?.number === number
      ? { ...state, leading: view, asked: { ...state.asked, leading: null } }
      : state,

  highlightsCame: (state, { number, view }) =>
    state.asked.highlights?.number === number
      ? { ...state, highlights: view, asked: { ...state.asked, highlights: null } }
      : state,

  // Somebody is naming whom the entity is the same as.
  candidatesWanted(state, { query }) {
    const { kind } = state.entity
    return query.trim() ? ask(state, 'candidates', { query, of: kind, typed: true }) : { ...state, candidates: null }
  },

  candidatesCame(state, { number, view }) {
    const asked = state.asked.candidates
    if (asked?.number !== number) return state
    const items = view.entities.filter(({ id }) => id !== state.entity?.id)
    return { ...state, candidates: { query: asked.query, items }, asked: { ...state.asked, candidates: null } }
  },

  // The reader knows better: two spellings are one's, or not; or a correction is taken back.
  corrected(state, { list, pair }) {
    const { corrections } = state
    return correct({ ...state, candidates: null }, { ...corrections, [list]: [...corrections[list], pair] })
  },

  forgotten: (state) => correct(state, initial.corrections),

  correctionUndone(state, { list, index }) {
    return correct(state, { ...state.corrections, [list]: state.corrections[list].filter((_, at) => at !== index) })
  },

  correctionDone(state, { number }) {
    if (state.asked.correct?.number !== number) return state
    return refresh(ask({ ...state, asked: { ...state.asked, correct: null } }, 'leading', {}))
  },

  paged(state, { number, view }) {
    if (state.asked.overview?.number !== number) return state
    const articles = [...state.overview.articles, ...view.articles]
    return { ...state, overview: { ...view, articles }, asked: { ...state.asked, overview: null } }
  },

  // Articles came or went: what is shown is asked for again, and names will be.
  edited(state, { overview, refusals }) {
    const fresh = { ...state, overview, refusals, names: 'unread', reading: null, leading: [], highlights: [], related: [] }
    if (!overview.total) return { ...fresh, phase: 'empty' }
    return state.phase === 'empty' ? show(fresh, 'front') : refresh(fresh)
  },

  ownChanged: (state, { own }) => ({ ...state, own: { ...state.own, ...own } }),

  // Straight to a place: the address, the way back, a host's wish. What is still at hand is shown at once, with
  // all the pages it had.
  went(state, { place: target }) {
    const { view, query, sort, id, names, passage } = target
    if (isClosed(state)) return { ...state, target, query }
    if (isList(view)) {
      const quiet = closeOptions({ ...state, query: '', narrowed: '' })
      return state.sheet && same(state.sheet.place, target) ? show(quiet, view) : askSheet(quiet, target)
    }
    const quiet = closeOptions({ ...state, query, narrowed: view === 'article' ? '' : names, sort: query || names ? sort : state.sort })
    if (view === 'front' || view === 'own') return show(quiet, view)
    if (view === 'results') {
      const { answer } = state
      if (answer?.query === query && answer.sort === sort && answer.narrowed === names) return show(quiet, 'results')
      return ask(quiet, 'page', search(quiet))
    }
    if (view === 'entity') {
      if (state.entity?.id === id) return show(quiet, 'entity')
      return steps.entityAsked(quiet, { id })
    }
    const { article } = state
    if (article?.id === id && article.query === query && article.names === names) {
      return show({ ...quiet, article: article.passage === passage ? article : { ...article, passage } }, 'article')
    }
    return ask(quiet, 'page', { kind: 'article', id, query, names, passage })
  },

  // The host would not have it: what was asked for is forgotten, the field says again what is shown.
  stayed: (state) => ({
    ...closeOptions(state), view: state.view === 'waiting' ? 'front' : state.view, query: placeOf(state).query, asked: initial.asked,
  }),

  hitMoved(state, { step, to }) {
    const { view, hits, hit } = state
    if (view !== 'article' || !hits) return state
    if (to) return { ...state, hit: to }
    const from = hit || (step > 0 ? 0 : hits + 1)
    return { ...state, hit: ((from - 1 + step + hits) % hits) + 1 }
  },

  underlined: (state, { on }) => ({ ...state, underlined: on }),

  asideToggled: (state) => ({ ...state, aside: !state.aside }),
}

// Not open yet, or broken: nobody to ask.
const isClosed = ({ overview, phase }) => !overview || phase === 'failed'

function search({ query, sort, narrowed, offset = 0, typed = false, limit = PAGE_HITS }) {
  return { kind: 'search', query, sort, narrowed, offset, typed, limit }
}

/** What is shown, asked for once more; nothing where something else is under way. */
function refresh(state) {
  if (state.asked.page) return state
  const { view, answer, article, entity, sheet } = state
  const limit = answer && Math.max(PAGE_HITS, answer.hits.length)
  const again = {
    results: () => search({ ...answer, offset: 0, limit }),
    article: () => ({ kind: 'article', id: article.id, query: article.query, names: article.names, passage: article.passage }),
    entity: () => ({ kind: 'entity', id: entity.id, offset: 0 }),
    [sheet?.place.view]: () => ({ kind: 'sheet', place: sheet.place, offset: 0 }),
  }[view]
  // Answers at hand know other names.
  const fresh = { ...state, answer: view === 'results' ? answer : null, sheet: isList(view) ? sheet : null }
  return again ? ask(fresh, 'page', again()) : fresh
}

function askSheet(state, target, { offset = 0, typed = false } = {}) {
  return ask(state, 'page', { kind: 'sheet', place: target, offset, typed })
}

function correct(state, corrections) {
  return ask({ ...state, corrections }, 'correct', { corrections })
}

function ask(state, slot, request) {
  const number = state.number + 1
  return { ...state, number, asked: { ...state.asked, [slot]: { number, ...request } } }
}

/** A screen that is complete; whatever other page was under way is no longer wanted. */
function show(state, view) {
  const options = view === 'results' ? state.options : NO_OPTIONS
  const suggest = view === 'results' ? state.asked.suggest : null
  return { ...state, phase: 'ready', view, options, asked: { ...state.asked, page: null, suggest } }
}

function closeOptions(state) {
  return { ...state, options: NO_OPTIONS, asked: { ...state.asked, suggest: null } }
}

function countHits({ heading, blocks, names, entities = [] }) {
  const shown = [heading ?? [], ...blocks.filter(({ role }) => role !== 'boilerplate').map(({ segments }) => segments)]
  const walked = entities.findIndex(({ id }) => id && id === names)
  if (walked >= 0) return shown.flatMap(runs).filter(({ entity }) => entity === walked).length
  return shown.flat().filter(({ hit }) => hit).length
}
