// One reader at work: holds the state, carries out what it asks of the engine, keeps the trail and the screen in step.
// Anything that happens comes in through `dispatch`.

import { place, same, sectionOf } from './route.js'
import { forget, readPreference, writePreference } from './preferences.js'
import { cite } from './cite.js'
import { askSheet } from './lists.js'
import { keyOf } from './views/layout.js'
import { initial, FIRST_ARTICLES, PAGE_ARTICLES, PAGE_SENTENCES, placeOf, reduce } from './state.js'

// Short enough to feel immediate, long enough that a quick word is one question and not five.
const TYPING_MS = 80
const SUGGESTIONS = 4
const FACETS = 8
const RELATED = 4
const LEADING = 8
const HIGHLIGHTS = 4
const CANDIDATES = 6
const LEADING_KINDS = ['person', 'organisation', 'place']

const calls = {
  search: (room, { query, sort, offset, limit, narrowed }) => {
    const entities = narrowed ? narrowed.split(' ') : []
    return room.search(query, { sort, offset, limit, facets: FACETS, filters: { entities } })
  },
  article: (room, { id, query }) => room.article(id, { query }),
  suggest: (room, { prefix }) => room.suggest(prefix, { limit: SUGGESTIONS }),
  overview: (room, { offset }) => room.overview({ offset, limit: PAGE_ARTICLES }),
  entity: (room, { id, offset, limit = PAGE_SENTENCES }) => room.entity(id, { offset, limit }),
  sheet: (room, { place: at, offset }) => askSheet(room, at, offset),
  candidates: (room, { query, of }) => room.entities({ kind: of, query, limit: CANDIDATES }),
  highlights: (room) => room.highlights({ limit: HIGHLIGHTS }),
  leading: (room) => Promise.all(LEADING_KINDS.map(async (kind) => ({ kind, ...(await room.entities({ kind, limit: LEADING })) }))),
  related: (room, { id }) => room.related(id, { limit: RELATED }),
  correct: (room, { corrections }) => room.correct(corrections),
}
const answers = {
  search: 'answered', article: 'articleCame', suggest: 'suggested', overview: 'paged', entity: 'entityCame', sheet: 'sheetCame',
  leading: 'leadingCame', highlights: 'highlightsCame', related: 'relatedCame', candidates: 'candidatesCame', correct: 'correctionDone',
}

export class Reader {
  state = initial
  layout = null
  i18n = null
  /** Called when the desk for articles of one's own is to be shown. */
  onOwn = null
  /** Whether names were asked for, so that it is a failure not to have them; 'later' in a large room, where each article has its own. */
  wantsNames = true
  #host
  #trail
  #tell
  #share = null // our part in an open room
  #room = null
  #timers = {}
  #waiting = [] // promises to keep once the screen shows what was asked for
  #returning = null // the entry of the trail we are on the way back to

  /** `tell(name, detail, cancelable)` sends an event to the host page and says whether it was let pass. */
  constructor(host, trail, tell) {
    this.#host = host
    this.#trail = trail
    this.#tell = tell
  }

  /**
   * Takes the room of `share` and begins at `target`; false if something else was taken meanwhile. Throws what the
   * engine throws, having shown it. With `more`, other articles follow at once: see `edited`.
   */
  async load(share, title, target, { more = false } = {}) {
    this.#share?.release()
    this.#share = share
    this.#room = null
    this.dispatch({ type: 'load', title, place: target })
    try {
      const opened = await share.room
      const overview = await opened.room.overview({ offset: 0, limit: FIRST_ARTICLES })
      if (this.#share !== share) return false
      this.#room = opened.room
      this.dispatch({ type: 'opened', overview, refusals: opened.refusals, title: title ?? opened.title })
      if (this.state.asked.page) await this.settled()
      const { passage } = placeOf(this.state)
      if (passage) this.layout.showPassage(passage)
      if (!same(this.#trail.place, placeOf(this.state))) this.#trail.replace(placeOf(this.state))
      this.#nameDocument()
      if (!more) this.#awaitNames(opened.room)
      return true
    } catch (error) {
      if (this.#share !== share) return false
      this.#fail(error)
      throw error
    }
  }

  /** The room that is open; `null` if none is. */
  get room() {
    return this.#room
  }

  /** Articles came into the room, or left it; with `more`, others follow. `refusals` are all so far. */
  async edited({ more = false, refusals = this.#room?.refusals } = {}) {
    const room = this.#room
    const overview = await room?.overview({ offset: 0, limit: FIRST_ARTICLES })
    if (!room || this.#room !== room) return
    this.dispatch({ type: 'edited', overview, refusals })
    if (!more) this.#awaitNames(room)
  }

  // Names come after the articles; what the reader corrected the last time holds again.
  async #awaitNames(room) {
    const reading = room.recognised
    const known = (await reading) ?? false
    if (this.#room !== room || room.recognised !== reading) return
    const corrections = known ? this.#recallCorrections() : undefined
    if (corrections) await room.correct(corrections).catch((error) => this.#fail(error))
    if (this.#room === room) this.dispatch({ type: 'recognised', known, wanted: this.wantsNames, corrections })
  }

  // One page may hold many collections, and all local files share one store.
  get #correctionsKey() {
    const { title, overview } = this.state
    return `corrections ${title} ${overview.total} ${overview.words}`
  }

  #recallCorrections() {
    try {
      const { same, different } = JSON.parse(readPreference(this.#correctionsKey))
      return same.length + different.length ? { same, different } : undefined
    } catch {
      return undefined // none, or not ours
    }
  }

  close() {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    this.#share?.release()
    this.#share = this.#room = null
    this.#keepWaiting()
  }

  dispatch(event) {
    const prior = this.state
    let next = reduce(prior, event)
    if (next === prior) return
    const [from, to] = [placeOf(prior), placeOf(next)]
    let moved = prior.phase === 'ready' && next.phase === 'ready' && !same(from, to)
    if (moved && !this.#tell('statechange', { from, to }, true)) {
      next = reduce(prior, { type: 'stayed' })
      moved = false
    }
    const mark = moved && this.mark() // before it is drawn over
    this.state = next
    this.layout.draw(next, prior)
    if (moved) this.#arrive(from, to, mark, prior.asked.page?.typed)
    this.#report(next, prior)
    this.#ask(next, prior)
    if (!next.asked.page) this.#keepWaiting()
  }

  #keepWaiting() {
    for (const keep of this.#waiting.splice(0)) keep()
  }

  /** Kept once nothing is under way for the screen, or the reader is closed. */
  settled() {
    return this.state.asked.page ? new Promise((keep) => this.#waiting.push(keep)) : Promise.resolve()
  }

  /** From an article back to the list it was opened from, at the same spot. */
  back() {
    const { view } = this.state
    // From an article to the list or the entity it was opened from; from an entity to whatever was before.
    const entry = this.#trail.back((earlier) => view === 'entity' || earlier.view !== 'article', this.mark())
    if (entry === 'history') return
    this.#returning = entry
    const { query, sort } = placeOf(this.state)
    this.dispatch({ type: 'went', place: entry?.place ?? place({ query, sort }) })
  }

  /** Forgets what the reader corrected here, and how names are shown; other collections have corrections of their own. */
  forget() {
    this.dispatch({ type: 'forgotten' })
    forget([this.#correctionsKey, 'underlined'])
  }

  /** All that the screen shows a part of, for a file; `null` where the room broke over it. */
  async whole() {
    const { view, answer, entity, sheet } = this.state
    try {
      if (view === 'results') return await calls.search(this.#room, { ...answer, offset: 0, limit: answer.total })
      if (view === 'entity') return await calls.entity(this.#room, { id: entity.id, offset: 0, limit: entity.sentences.total })
      return view === 'graph' ? sheet : await askSheet(this.#room, sheet.place, 0, sheet.total)
    } catch (error) {
      this.#fail(error)
      return null
    }
  }

  /** The article, or what is selected of it, as others refer to it. */
  citation(style) {
    const { article, title } = this.state
    const passage = this.layout.selected()
    const to = place({ id: article.id, passage: passage.replace(/\s+/g, ' ') })
    const today = new Date().toISOString().slice(0, 10)
    return cite(style, { article, passage, link: this.#trail.address(to), today, collection: title }, this.i18n)
  }

  /** The browser went back or forward. */
  moved(event) {
    this.#returning = this.#trail.moved(event, this.mark())
    this.dispatch({ type: 'went', place: this.#returning.place })
  }

  /** The spot we stand on: how far the page is scrolled, and what has the focus how far from the top of the window. */
  mark() {
    const active = this.layout.main.getRootNode().activeElement
    const key = keyOf(active)
    return { scroll: globalThis.scrollY, key, top: key && active.getBoundingClientRect().top }
  }

  #arrive(from, to, mark, typed) {
    const spot = this.#returning && same(this.#returning.place, to) ? this.#returning.mark : null
    this.#returning = null
    const replaces = typed && from.view === to.view
    if (!same(this.#trail.place, to)) {
      if (replaces) this.#trail.replace(to)
      else this.#trail.push(to, mark)
    }
    this.#nameDocument()
    this.#settleDown(from, to, spot)
  }

  // Focus and scrolling for a new place: back to the spot we left, else to its heading. Whoever is typing, or has just
  // chosen another order for the same list, is left in peace.
  #settleDown(from, to, spot) {
    const { layout } = this
    const { activeElement } = layout.main.getRootNode()
    const typing = activeElement === layout.field && to.view !== 'article'
    const sorting = from.view === to.view && from.id === to.id && layout.main.contains(activeElement)
    if (typing || sorting) return
    if (to.passage && layout.showPassage(to.passage)) return layout.heading?.focus({ preventScroll: true })
    if (spot) scrollTo({ top: spot.scroll, behavior: 'instant' })
    else if (this.#host.getBoundingClientRect().top < 0) this.#host.scrollIntoView({ behavior: 'instant' })
    const familiar = spot?.key && layout.focusKey(spot.key)
    // Rows out of sight only guess their height, so the same distance may now be another spot: the row knows better.
    if (familiar) scrollBy({ top: familiar.getBoundingClientRect().top - spot.top, behavior: 'instant' })
    else layout.heading?.focus({ preventScroll: true })
  }

  #nameDocument() {
    const { view, article, answer, title, entity, sheet } = this.state
    const own = { article: article?.label, results: answer && this.i18n.found(answer).join(''), entity: entity?.name, pair: sheet?.named.map(({ name }) => name).join(' · ') }
    const page = own[view] ?? (view === 'front' ? null : this.i18n.sectionNames[view === 'waiting' ? sectionOf(this.state.target.view) : view])
    this.#trail.name(this.i18n.title(page, title ?? this.i18n.room))
  }

  // What a page around us, or a person who listens, wants to hear of a change.
  #report(next, prior) {
    const { i18n, layout } = this
    if (next.own.offered && !next.own.draw && (next.view === 'own' || next.phase === 'empty')) this.onOwn?.()
    if (next.progress && next.progress !== prior.progress) this.#tell('progress', { ...next.progress })
    if (prior.phase === 'loading' && next.phase !== 'loading' && !next.failure) {
      this.#tell('ready', { total: next.overview?.total ?? 0, refused: next.refusals.length })
    }
    if (next.answer !== prior.answer && next.answer && next.view === 'results') this.#reportAnswer(next.answer)
    if (next.article !== prior.article && next.article) {
      const { id, title, label, date, source, url, language, words, query } = next.article
      this.#tell('articleopen', { id, title, label, date, source, url, language, words, query })
    }
    if (next.overview && prior.overview && prior.asked.overview && next.overview !== prior.overview) layout.rows[prior.overview.articles.length]?.focus()
    if (next.entity !== prior.entity && next.entity && next.view === 'entity') {
      const { id, kind, name, mentions, articles } = next.entity
      this.#tell('entityopen', { id, kind, name, mentions, articles })
    }
    // Whoever narrows a list, or has more of it shown, hears how many there are.
    if (next.sheet !== prior.sheet && next.sheet && next.view === prior.view) layout.speak(layout.heading?.textContent ?? '')
    if (next.corrections !== prior.corrections && next.asked.correct) {
      writePreference(this.#correctionsKey, JSON.stringify(next.corrections))
    }
    if (next.names !== prior.names && next.names === 'known') layout.speak(i18n.namesKnown)
    if (next.underlined !== prior.underlined) writePreference('underlined', next.underlined ? 'on' : 'off')
    if (next.hit && next.hit !== prior.hit) layout.speak(i18n.hit(next.hit, next.hits))
  }

  #reportAnswer(answer) {
    const { query, sort, total, complete, offset } = answer
    if (offset) return this.layout.rows[offset]?.focus()
    this.layout.speak(this.i18n.found(answer).join(''))
    this.#tell('searchdone', { query, sort, total, complete })
  }

  #ask(next, prior) {
    for (const slot of Object.keys(next.asked)) {
      const request = next.asked[slot]
      if (request === prior.asked[slot]) continue
      clearTimeout(this.#timers[slot])
      if (!request) continue
      const soon = request.typed || slot === 'suggest'
      if (soon) this.#timers[slot] = setTimeout(() => this.#carryOut(slot, request), TYPING_MS)
      else this.#carryOut(slot, request)
    }
  }

  async #carryOut(slot, request) {
    const kind = request.kind ?? slot
    const room = this.#room
    try {
      const view = await calls[kind](room, request)
      this.dispatch({ type: answers[kind], number: request.number, view })
    } catch (error) {
      const wanted = this.state.asked[slot]?.number === request.number
      if (room !== this.#room || !(wanted || error.code === 'panic')) return
      if (error.code === 'not-found') this.dispatch({ type: 'absent', number: request.number })
      else this.#fail(error)
    }
  }

  // The room of a failure is not to be trusted again: whoever opens the corpus next gets a fresh one.
  #fail(error) {
    console.error(error)
    this.#share?.drop()
    this.#room = null
    const failure = { code: error.code ?? 'other', message: error.message ?? String(error) }
    this.dispatch({ type: 'failed', error: failure, refusals: error.refusals })
    this.#tell('error', failure)
  }
}
