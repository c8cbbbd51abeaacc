// Where decisions live: (state, event) -> state. Pure; no document, no clock, no network.
//
// What is wanted from the engine stands in `asked` with a number. The element carries it out and comes back with the
// same number; an answer whose number is no longer asked for is dropped here. The screen changes when the answer is
// there, never before, so nothing flickers and a failed request strands nobody.

import { place } from './route.js'

/** Results asked for at a time. */
export const PAGE_HITS = 20
/** Articles of the front page asked for at a time. */
export const PAGE_ARTICLES = 100

const NO_OPTIONS = Object.freeze({ items: [], active: -1 })

export const initial = Object.freeze({
  phase: 'idle', // idle | offered | loading | ready | empty | failed
  progress: null, // { done, total } while loading
  failure: null, // { code, message }
  refusals: [], // articles that could not be read
  title: null, // of the corpus
  target: place(), // where to begin
  overview: null, // OverviewView with all pages so far
  view: 'front', // front | results | article | missing
  query: '', // what stands in the field
  sort: 'relevance',
  answer: null, // SearchView with all pages so far, `offset` of the last one, and `sort`
  article: null, // ArticleView, and the `query` it was opened with
  hits: 0, // marks in the article, without what is set aside
  hit: 0, // the mark we stand on, from 1; 0 for none yet
  aside: false, // whether passages set aside are shown
  missing: null, // id of an article that is not there
  options: NO_OPTIONS, // suggestions; open while there are any
  number: 0, // last request number given
  asked: Object.freeze({ page: null, suggest: null, overview: null }),
})

/** The next state. Unknown events are a mistake of the caller, so they throw. */
export function reduce(state, event) {
  return steps[event.type](state, event)
}

/** The place a state shows, or will show once it is open; for the address and for hosts. */
export function placeOf({ overview, target, view, answer, article, missing, sort }) {
  if (!overview) return target
  if (view === 'article') return place({ id: article.id, query: article.query, sort })
  if (view === 'missing') return place({ id: missing })
  if (view === 'results') return place({ query: answer.query, sort: answer.sort })
  return place()
}

const steps = {
  // Somebody may have typed before there was anything to search.
  load: (state, { title = null, place: target = place() }) => ({
    ...initial, phase: 'loading', title, target, number: state.number, sort: target.sort,
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
    return ask(ask(typed, 'page', search(query, state.sort, 0, true)), 'suggest', { prefix: query })
  },

  searched(state, { query = state.query, sort = state.sort }) {
    const quiet = closeOptions({ ...state, query, sort })
    if (isClosed(state)) return quiet
    return query.trim() ? ask(quiet, 'page', search(query, sort)) : show(quiet, 'front')
  },

  sorted: (state, { sort }) => steps.searched(state, { query: state.answer?.query ?? state.query, sort }),

  more(state) {
    if (state.asked.page || state.asked.overview) return state
    if (state.view === 'results') {
      return ask(state, 'page', search(state.answer.query, state.answer.sort, state.answer.hits.length))
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
      : { ...view, offset: 0, query: asked.query, sort: asked.sort }
    return show({ ...state, answer, sort: asked.sort }, 'results')
  },

  suggested(state, { number, view }) {
    if (state.asked.suggest?.number !== number) return state
    const typed = state.query.trim().toLowerCase()
    const words = view.words.filter(({ query }) => query.toLowerCase() !== typed)
    const items = [
      ...words.map((word) => ({ kind: 'word', ...word })),
      ...view.articles.map((article) => ({ kind: 'article', ...article })),
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
    if (item.kind === 'word') return steps.searched(state, { query: item.query })
    return steps.articleAsked(state, { id: item.id, query: state.query })
  },

  articleAsked: (state, { id, query = '' }) => ask(closeOptions(state), 'page', { kind: 'article', id, query }),

  articleCame(state, { number, view }) {
    const asked = state.asked.page
    if (asked?.number !== number) return state
    const article = { ...view, query: asked.query }
    return show({ ...state, article, hits: countHits(view), hit: 0, aside: false, query: asked.query }, 'article')
  },

  articleAbsent(state, { number }) {
    const asked = state.asked.page
    return asked?.number === number ? show({ ...state, missing: asked.id }, 'missing') : state
  },

  paged(state, { number, view }) {
    if (state.asked.overview?.number !== number) return state
    const articles = [...state.overview.articles, ...view.articles]
    return { ...state, overview: { ...view, articles }, asked: { ...state.asked, overview: null } }
  },

  // Straight to a place: the address, the way back, a host's wish. What is still at hand is shown at once, with
  // all the pages it had.
  went(state, { place: target }) {
    const { view, query, sort, id } = target
    if (isClosed(state)) return { ...state, target, query }
    const quiet = closeOptions({ ...state, query, sort: query ? sort : state.sort })
    if (view === 'front') return show(quiet, 'front')
    if (view === 'results') {
      const { answer } = state
      if (answer?.query === query && answer.sort === sort) return show(quiet, 'results')
      return ask(quiet, 'page', search(query, sort))
    }
    const { article } = state
    if (article?.id === id && article.query === query) return show(quiet, 'article')
    return ask(quiet, 'page', { kind: 'article', id, query })
  },

  // The host would not have it: what was asked for is forgotten, the field says again what is shown.
  stayed: (state) => ({ ...closeOptions(state), query: placeOf(state).query, asked: initial.asked }),

  hitMoved(state, { step }) {
    const { view, hits, hit } = state
    if (view !== 'article' || !hits) return state
    const from = hit || (step > 0 ? 0 : hits + 1)
    return { ...state, hit: ((from - 1 + step + hits) % hits) + 1 }
  },

  asideToggled: (state) => ({ ...state, aside: !state.aside }),
}

// Not open yet, or broken: nobody to ask.
const isClosed = ({ overview, phase }) => !overview || phase === 'failed'

function search(query, sort, offset = 0, typed = false) {
  return { kind: 'search', query, sort, offset, typed }
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

function countHits({ heading, blocks }) {
  const shown = blocks.filter(({ role }) => role !== 'boilerplate').map(({ segments }) => segments)
  return [heading ?? [], ...shown].flat().filter(({ hit }) => hit).length
}
