// One mounted reader: holds the state, performs the requests it wants, keeps history and screen in
// step. Everything that happens comes in through `dispatch`.

import { isSamePlace, place, sectionOf } from './route.js'
import { clearPreferences, readPreference, writePreference } from './preferences.js'
import { cite } from './cite.js'
import { fetchList } from './lists.js'
import { keyOf } from './views/layout.js'
import { initial, FIRST_ARTICLES, PAGE_ARTICLES, PAGE_SENTENCES, placeOf, reduce } from './state.js'

/**
 * @import {
 *   Answer, Emit, HistoryEntry, I18n, Kind, Layout, Lease, NavigationHistory, Place,
 *   Position, Refusal, Request, Room, RoomError, Slot, State, StateEvent
 * } from './internal.d.ts'
 */

// Debounce of typing: short enough to feel immediate, long enough to merge the letters of a quick
// word.
const TYPING_MS = 80
const SUGGESTIONS = 4
const FACETS = 8
const RELATED = 4
const TOP_ENTITIES = 8
const HIGHLIGHTS = 4
const CANDIDATES = 6
/** @type {Kind[]} */
const TOP_KINDS = ['person', 'organisation', 'place']

// What may be more than words although the core found no operator: a phrase, an operator that joins
// nothing, an unknown field.
const NOT_PLAIN = /["“”„«»:|&]|\/\d|\b(?:AND|OR|NOT|NEAR|AROUND)\b/

/**
 * How each kind of request is put to a room; its answer comes back as the event `kind` +
 * `Answered`.
 * @type {Record<string, (room: Room, request: Partial<Request>) => Promise<any>>}
 */
const queries = {
  search: (room, { query, sort, offset, limit, narrowed }) => {
    const entities = narrowed ? narrowed.split(' ') : []
    return room.search(query, { sort, offset, limit, facets: FACETS, filters: { entities } })
  },
  article: (room, { id, query }) => room.article(id, { query }),
  suggest: (room, { prefix }) => room.suggest(prefix, { limit: SUGGESTIONS }),
  overview: (room, { offset }) => room.overview({ offset, limit: PAGE_ARTICLES }),
  entity: (room, { id, offset, limit = PAGE_SENTENCES }) => room.entity(id, { offset, limit }),
  list: (room, { place: at, offset }) => fetchList(room, at, offset),
  candidates: (room, { query, of }) => room.entities({ kind: of, query, limit: CANDIDATES }),
  highlights: (room) => room.highlights({ limit: HIGHLIGHTS }),
  topEntities: (room) =>
    Promise.all(
      TOP_KINDS.map(async (kind) => ({
        kind,
        ...(await room.entities({ kind, limit: TOP_ENTITIES })),
      })),
    ),
  related: (room, { id }) => room.related(id, { limit: RELATED }),
  correct: (room, { corrections }) => room.correct(corrections),
}

export class Reader {
  /** @type {State} */
  state = initial
  /** @type {Layout} */
  layout = null
  /** @type {I18n} */
  i18n = null
  /**
   * Called when the controller of the reader's own articles has to be loaded.
   * @type {(() => void) | null}
   */
  onOwnNeeded = null
  /**
   * Called when the chips of how a query was read have to be loaded.
   * @type {(() => void) | null}
   */
  onChipsNeeded = null
  /**
   * Called after every change of the query or the view.
   * @type {((state: State) => void) | null}
   */
  onAsked = null
  /**
   * Whether entities were wanted, so that having none is a failure; 'later' in a large room, where
   * each article is read when it is opened.
   * @type {boolean | string}
   */
  wantsNames = true
  #host
  #history
  #emit
  /** @type {Lease | null} */
  #lease = null // our lease of an open room
  /** @type {Room | null} */
  #room = null
  /** @type {Record<string, ReturnType<typeof setTimeout>>} */
  #timers = {}
  /** @type {((value?: any) => void)[]} */
  #waiting = [] // resolvers of `settled`
  /** @type {HistoryEntry | null} */
  #returnEntry = null // the history entry that is being returned to

  /**
   * @param {HTMLElement} host
   * @param {NavigationHistory} history
   * @param {Emit} emit dispatches an event on the element; returns false if it was cancelled
   */
  constructor(host, history, emit) {
    this.#host = host
    this.#history = history
    this.#emit = emit
  }

  /**
   * Takes over the room of `lease` and starts at `target`. Resolves with false if another room was
   * taken meanwhile; rejects with the engine's error, having shown it. With `more`, other articles
   * follow at once: see `edited`.
   * @type {(
   *   lease: Lease,
   *   title: string | null | undefined,
   *   target: Place,
   *   options?: { more?: boolean }
   * ) => Promise<boolean>}
   */
  async load(lease, title, target, { more = false } = {}) {
    this.#lease?.release()
    this.#lease = lease
    this.#room = null
    this.dispatch({ type: 'loadStarted', title, place: target })
    try {
      const opened = await lease.room
      const overview = await opened.room.overview({ offset: 0, limit: FIRST_ARTICLES })
      if (this.#lease !== lease) return false
      this.#room = opened.room
      this.dispatch({
        type: 'opened',
        overview,
        refusals: opened.refusals,
        title: title ?? opened.title,
      })
      if (this.state.pending.page) await this.settled()
      const { passage } = placeOf(this.state)
      if (passage) this.layout.showPassage(passage)
      if (!isSamePlace(this.#history.place, placeOf(this.state)))
        this.#history.replace(placeOf(this.state))
      this.#updateTitle()
      if (!more) this.#awaitNames(opened.room)
      return true
    } catch (error) {
      if (this.#lease !== lease) return false
      this.#fail(error)
      throw error
    }
  }

  /** The open room, or `null`. */
  get room() {
    return this.#room
  }

  /**
   * Shows that articles were added or removed; with `more`, others follow. `refusals` are all so
   * far.
   * @type {(options?: { more?: boolean, refusals?: readonly Refusal[] }) => Promise<void>}
   */
  async edited({ more = false, refusals = this.#room?.refusals } = {}) {
    const room = this.#room
    const overview = await room?.overview({ offset: 0, limit: FIRST_ARTICLES })
    if (!room || this.#room !== room) return
    this.dispatch({ type: 'collectionEdited', overview, refusals })
    if (!more) this.#awaitNames(room)
  }

  /**
   * Entities come after the articles; the corrections that were made the last time are applied
   * again.
   * @type {(room: Room) => Promise<void>}
   */
  async #awaitNames(room) {
    const reading = room.recognised
    const known = (await reading) ?? false
    if (this.#room !== room || room.recognised !== reading) return
    const corrections = known ? this.#storedCorrections() : undefined
    if (corrections) await room.correct(corrections).catch((error) => this.#fail(error))
    if (this.#room === room)
      this.dispatch({ type: 'recognitionEnded', known, wanted: this.wantsNames, corrections })
  }

  // A page may hold many collections, and all pages from disk share one store.
  get #correctionsKey() {
    const { title, overview } = this.state
    return `corrections ${title} ${overview.total} ${overview.words}`
  }

  #storedCorrections() {
    try {
      const { same, different } = JSON.parse(readPreference(this.#correctionsKey))
      return same.length + different.length ? { same, different } : undefined
    } catch {
      return undefined // none stored, or not valid
    }
  }

  close() {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    this.#lease?.release()
    this.#lease = this.#room = null
    this.#resolveWaiting()
  }

  /** @type {(event: StateEvent) => void} */
  dispatch(event) {
    const prior = this.state
    let next = reduce(prior, event)
    if (next === prior) return
    const [from, to] = [placeOf(prior), placeOf(next)]
    let moved = prior.phase === 'ready' && next.phase === 'ready' && !isSamePlace(from, to)
    if (moved && !this.#emit('statechange', { from, to }, true)) {
      next = reduce(prior, { type: 'navigationRefused' })
      moved = false
    }
    const left = moved && this.position() // before the new screen is drawn
    this.state = next
    this.layout.draw(next, prior)
    if (moved) this.#onNavigated(from, to, left, prior.pending.page?.typed)
    this.#report(next, prior)
    this.#requestChanged(next, prior)
    if (!next.pending.page) this.#resolveWaiting()
  }

  #resolveWaiting() {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** Resolves when no page request is pending, or when the reader is closed. */
  settled() {
    return this.state.pending.page
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve()
  }

  /** Returns from an article to the list it was opened from, at the same position. */
  back() {
    const { view } = this.state
    // From an article to the list or entity it was opened from; from an entity to whatever came
    // before.
    const entry = this.#history.back(
      (earlier) => view === 'entity' || earlier.view !== 'article',
      this.position(),
    )
    if (entry === 'history') return
    this.#returnEntry = entry
    const { query, sort } = placeOf(this.state)
    this.dispatch({ type: 'navigated', place: entry?.place ?? place({ query, sort }) })
  }

  /** Clears the corrections of this collection and the preference for underlined names. */
  forget() {
    this.dispatch({ type: 'correctionsCleared' })
    clearPreferences([this.#correctionsKey, 'underlined'])
  }

  /** The whole of what the screen shows a page of, for an export; `null` if the request failed. */
  async fetchAll() {
    const { view, answer, entity, list } = this.state
    try {
      if (view === 'results')
        return await queries.search(this.#room, { ...answer, offset: 0, limit: answer.total })
      if (view === 'entity')
        return await queries.entity(this.#room, {
          id: entity.id,
          offset: 0,
          limit: entity.sentences.total,
        })
      return view === 'graph' ? list : await fetchList(this.#room, list.place, 0, list.total)
    } catch (error) {
      this.#fail(error)
      return null
    }
  }

  /**
   * A citation of the article, or of the text that is selected in it.
   * @type {(style: string) => string}
   */
  citation(style) {
    const { article, title } = this.state
    const passage = this.layout.selected()
    const to = place({ id: article.id, passage: passage.replace(/\s+/g, ' ') })
    const today = new Date().toISOString().slice(0, 10)
    return cite(
      style,
      { article, passage, link: this.#history.address(to), today, collection: title },
      this.i18n,
    )
  }

  /**
   * Handles `popstate`.
   * @type {(event: PopStateEvent) => void}
   */
  moved(event) {
    this.#returnEntry = this.#history.moved(event, this.position())
    this.dispatch({ type: 'navigated', place: this.#returnEntry.place })
  }

  /**
   * Where the reader is on the page: scroll offset, and the focused item with its distance from the
   * top of the window.
   */
  position() {
    const active = this.layout.main.getRootNode().activeElement
    const key = keyOf(active)
    return { scroll: globalThis.scrollY, key, top: key && active.getBoundingClientRect().top }
  }

  /** @type {(from: Place, to: Place, left: Position | null, typed?: boolean) => void} */
  #onNavigated(from, to, left, typed) {
    const position =
      this.#returnEntry && isSamePlace(this.#returnEntry.place, to) ? this.#returnEntry.mark : null
    this.#returnEntry = null
    const replaces = typed && from.view === to.view
    if (!isSamePlace(this.#history.place, to)) {
      if (replaces) this.#history.replace(to)
      else this.#history.push(to, left)
    }
    this.#updateTitle()
    this.#restoreFocus(from, to, position)
  }

  /**
   * Focus and scroll position at a new place: restored if it was left before, else its heading. Not
   * while somebody types, or has just changed the order of the same list.
   * @type {(from: Place, to: Place, position: Position | null) => void}
   */
  #restoreFocus(from, to, position) {
    const { layout } = this
    const { activeElement } = layout.main.getRootNode()
    const typing = layout.isAsking(activeElement) && to.view !== 'article'
    const sorting =
      from.view === to.view && from.id === to.id && layout.main.contains(activeElement)
    if (typing || sorting) return
    if (to.passage && layout.showPassage(to.passage))
      return layout.heading?.focus({ preventScroll: true })
    if (position) scrollTo({ top: position.scroll, behavior: 'instant' })
    else if (this.#host.getBoundingClientRect().top < 0)
      this.#host.scrollIntoView({ behavior: 'instant' })
    const restored = position?.key && layout.focusKey(position.key)
    // With `content-visibility` the height of rows out of sight is an estimate, so the row, not the
    // offset, decides.
    if (restored)
      scrollBy({ top: restored.getBoundingClientRect().top - position.top, behavior: 'instant' })
    else layout.heading?.focus({ preventScroll: true })
  }

  #updateTitle() {
    const { view, article, answer, title, entity, list } = this.state
    /** @type {Record<string, string | undefined>} */
    const own = {
      article: article?.label,
      results: answer && this.i18n.found(answer).join(''),
      entity: entity?.name,
      pair: list?.named.map(({ name }) => name).join(' · '),
    }
    const page =
      own[view] ??
      (view === 'front'
        ? null
        : this.i18n.sectionNames[view === 'waiting' ? sectionOf(this.state.target.view) : view])
    this.#history.setTitle(this.i18n.title(page, title ?? this.i18n.room))
  }

  /**
   * Emits events to the host page and announces changes to screen readers.
   * @type {(next: State, prior: State) => void}
   */
  #report(next, prior) {
    const { i18n, layout } = this
    if (next.own.offered && !next.own.views && (next.view === 'own' || next.phase === 'empty'))
      this.onOwnNeeded?.()
    if (next.progress && next.progress !== prior.progress)
      this.#emit('progress', { ...next.progress })
    if (prior.phase === 'loading' && next.phase !== 'loading' && !next.failure) {
      this.#emit('ready', { total: next.overview?.total ?? 0, refused: next.refusals.length })
    }
    if (next.query !== prior.query || next.view !== prior.view) this.onAsked?.(next)
    if (next.answer !== prior.answer && next.answer && next.view === 'results')
      this.#reportAnswer(next.answer)
    if (next.article !== prior.article && next.article) {
      const { id, title, label, date, source, url, language, words, query } = next.article
      this.#emit('articleopen', { id, title, label, date, source, url, language, words, query })
    }
    if (
      next.overview &&
      prior.overview &&
      prior.pending.overview &&
      next.overview !== prior.overview
    )
      layout.rows[prior.overview.articles.length]?.focus()
    if (next.entity !== prior.entity && next.entity && next.view === 'entity') {
      const { id, kind, name, mentions, articles } = next.entity
      this.#emit('entityopen', { id, kind, name, mentions, articles })
    }
    // Announces how many items a list has once it was filtered or grew.
    if (next.list !== prior.list && next.list && next.view === prior.view)
      layout.announce(layout.heading?.textContent ?? '')
    if (next.corrections !== prior.corrections && next.pending.correct) {
      writePreference(this.#correctionsKey, JSON.stringify(next.corrections))
    }
    if (next.names !== prior.names && next.names === 'known') layout.announce(i18n.namesKnown)
    if (next.underlined !== prior.underlined)
      writePreference('underlined', next.underlined ? 'on' : 'off')
    if (next.hit && next.hit !== prior.hit) layout.announce(i18n.hit(next.hit, next.hits))
  }

  /** @type {(answer: Answer) => void} */
  #reportAnswer(answer) {
    const { query, sort, total, complete, offset, reading } = answer
    if (!this.state.chips && (reading?.length || NOT_PLAIN.test(query))) this.onChipsNeeded?.()
    if (offset) return this.layout.rows[offset]?.focus()
    this.layout.announce(this.i18n.found(answer).join(''))
    this.#emit('searchdone', { query, sort, total, complete })
  }

  /** @type {(next: State, prior: State) => void} */
  #requestChanged(next, prior) {
    for (const slot of /** @type {Slot[]} */ (Object.keys(next.pending))) {
      const request = next.pending[slot]
      if (request === prior.pending[slot]) continue
      clearTimeout(this.#timers[slot])
      if (!request) continue
      const soon = request.typed || slot === 'suggest'
      if (soon) this.#timers[slot] = setTimeout(() => this.#perform(slot, request), TYPING_MS)
      else this.#perform(slot, request)
    }
  }

  /** @type {(slot: Slot, request: Request) => Promise<void>} */
  async #perform(slot, request) {
    const kind = request.kind ?? slot
    const room = this.#room
    try {
      const view = await queries[kind](room, request)
      this.dispatch(/** @type {any} */ ({ type: `${kind}Answered`, number: request.number, view }))
    } catch (error) {
      const { code } = /** @type {RoomError} */ (error)
      const wanted = this.state.pending[slot]?.number === request.number
      if (room !== this.#room || !(wanted || code === 'panic')) return
      if (code === 'not-found') this.dispatch({ type: 'notFound', number: request.number })
      else this.#fail(error)
    }
  }

  /**
   * After a failure the room is not to be trusted: dropping it gives the next reader of this corpus
   * a fresh one.
   * @type {(error: any) => void}
   */
  #fail(error) {
    console.error(error)
    this.#lease?.drop()
    this.#room = null
    const failure = { code: error.code ?? 'other', message: error.message ?? String(error) }
    this.dispatch({ type: 'failed', error: failure, refusals: error.refusals })
    this.#emit('error', failure)
  }
}
