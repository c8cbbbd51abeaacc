// The custom element `<reading-room>`: lifecycle, attributes, properties, events. Decisions are
// made in state.js, rendering in views/.
//
// Attributes   src, heading (title of the corpus), lang, theme (auto | light | dark | sepia;
//              default: the host's), route="hash" (the reader owns the URL's hash), view, query,
//              article, entity (where to begin), loading (eager | visible | click), height (a CSS
//              length, its min-block-size), worker-src (URL of worker.js, where the policy forbids
//              workers from a Blob), global-keys (shortcuts work wherever the focus is on the
//              page), entities="off" (no entity recognition), own-articles (readers may open files
//              of their own; "alone": nothing else)
// Properties   corpus ({ title, language, documents } or { title, bytes }), core (the WebAssembly,
//              if not beside the script), model (the entity model, likewise), page (reader.html,
//              likewise, the template of saved pages), engine ({ open }, for tests and other
//              cores), ready (a promise)
// Methods      search(query, { sort }), open(id, { query }), addArticles(documents),
//              replaceArticles(documents), removeArticles(ids), getState(), setState(place),
//              focus()
// Events       progress, ready, error, searchdone, articleopen, entityopen, statechange
//              (cancelable); they bubble, are composed and carry plain data
// Slots        header, footer, empty, about; the default slot shows until ready
// Parts        room, masthead, name, search, field, options, main, list, row, about, snippet,
//              article, stepper, loading, notice, refused, help, asking

import { Controls } from './controls.js'
import { loadModel } from './loader.js'
import { open } from './engine.js'
import { RoomError } from './error.js'
import { fetchCorpus } from './formats.js'
import { requireText } from './validation.js'
import { readPreference } from './preferences.js'
import css from './reading-room.css'
import { Reader } from './reader.js'
import { lease } from './room-pool.js'
import { place } from './route.js'
import { initial, placeOf } from './state.js'
import { englishI18n, loadI18n } from './strings/i18n.js'
import { NavigationHistory } from './history.js'
import { Layout } from './views/layout.js'

/**
 * @import {
 *   Corpus, Emit, I18n, OpenOptions, OpenedRoom, OwnController, Place, QueryController, Refusal,
 *   Room, Sort, SourceDocument
 * } from './internal.d.ts'
 */

/** @type {CSSStyleSheet} */
let styleSheet // shared by all readers of a page, made by the first

export class ReadingRoom extends /** @type {typeof HTMLElement} */ (
  globalThis.HTMLElement ?? class {}
) {
  static observedAttributes = ['src', 'heading', 'lang', 'query', 'article']

  /** @type {Corpus | null} */
  #corpus = null
  /** @type {OpenOptions['core']} */
  #core
  /** @type {OpenOptions['model']} */
  #model
  /** @type {string | (() => string) | undefined} */
  #page
  /** @type {Promise<OwnController> | null} */
  #ownController = null // of the reader's own articles, loaded on demand
  #engine = { open }
  /** @type {Reader | null} */
  #reader = null // while connected
  /** @type {AbortController} */
  #disconnected // aborts every listener on disconnect
  #ready = deferred()

  constructor() {
    super()
    this.attachShadow({ mode: 'open' })
  }

  connectedCallback() {
    if (this.#reader) return // moved within the page: nothing to open again
    for (const name of ['engine', 'core', 'model', 'page', 'corpus']) upgradeProperty(this, name)
    if (!styleSheet) (styleSheet = new CSSStyleSheet()).replaceSync(css)
    this.shadowRoot.adoptedStyleSheets = [styleSheet]
    if (this.hasAttribute('height')) this.style.minBlockSize = this.getAttribute('height')
    const theme = readPreference('theme')
    if (theme && (this.getAttribute('theme') ?? 'auto') === 'auto')
      this.setAttribute('theme', theme)
    this.#mount()
    this.#whenLoading(() => this.#load())
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected || !this.#reader) return
      this.#disconnected.abort()
      this.#reader.close()
      this.#reader = null
    })
  }

  /** @type {(name: string, before: string | null, value: string | null) => void} */
  attributeChangedCallback(name, before, value) {
    if (!this.#reader || before === value) return
    if (name === 'src') this.#load()
    if (name === 'heading') this.#load(this.getState())
    if (name === 'lang') this.#applyLanguage()
    if (name === 'query' || name === 'article')
      this.setState(this.#attributePlace()).catch(() => {}) // reported by events
  }

  /**
   * The articles: { title, language, documents } or { title, bytes }. Setting it opens the new
   * corpus.
   */
  get corpus() {
    return this.#corpus
  }

  set corpus(corpus) {
    this.#corpus = corpus
    if (this.#reader && corpus) this.#load()
  }

  /** The WebAssembly, if it is not beside the script; see `open` of the engine. */
  get core() {
    return this.#core
  }

  set core(core) {
    this.#core = core
  }

  /** The entity model, if it is not beside the script; see `open` of the engine. */
  get model() {
    return this.#model
  }

  set model(model) {
    this.#model = model
  }

  /**
   * Template of saved pages: text, or a function that returns it. Default: reader.html beside the
   * script.
   */
  get page() {
    return this.#page
  }

  set page(page) {
    this.#page = page
  }

  /** What opens a corpus: { open }. */
  get engine() {
    return this.#engine
  }

  set engine(engine) {
    this.#engine = engine
  }

  /** Resolves once the articles can be searched; rejects with the error otherwise. */
  get ready() {
    return this.#ready.promise
  }

  /**
   * Searches, as if typed; resolves when the results are rendered.
   * @type {(query: string, options?: { sort?: Sort }) => Promise<Place>}
   */
  async search(query, options) {
    return this.setState({ query: requireText(query, 'query'), sort: options?.sort })
  }

  /**
   * Opens an article with the hits of `query` marked.
   * @type {(id: string, options?: { query?: string }) => Promise<Place>}
   */
  async open(id, options) {
    return this.setState({ id: requireText(id, 'id'), query: options?.query })
  }

  /**
   * Adds articles; resolves with those that could not be read. See `add` of the engine.
   * @type {(documents: SourceDocument[]) => Promise<Refusal[]>}
   */
  async addArticles(documents) {
    return this.#edit('add', documents)
  }

  /**
   * Replaces the articles with the ids of these.
   * @type {(documents: (SourceDocument & { id: string })[]) => Promise<Refusal[]>}
   */
  async replaceArticles(documents) {
    return this.#edit('replace', documents)
  }

  /**
   * Removes the articles with these ids.
   * @type {(ids: string[]) => Promise<Refusal[]>}
   */
  async removeArticles(ids) {
    return this.#edit('remove', ids)
  }

  /** @type {(how: 'add' | 'replace' | 'remove', what: any[]) => Promise<Refusal[]>} */
  async #edit(how, what) {
    await this.ready
    const { room } = this.#reader ?? {}
    if (!room) throw new RoomError('closed', 'the reader is not in a page any more')
    const refusals = await room[how](what)
    if (this.#reader?.room === room) await this.#reader.edited()
    return refusals ?? []
  }

  /**
   * The current place as plain data: { view, query, sort, id, names, kind, after, before, passage
   * }.
   */
  getState() {
    return placeOf(this.#reader?.state ?? initial)
  }

  /** @type {(wished: Partial<Place>) => Promise<Place>} */
  async setState(wished) {
    const { id, query, ...wishes } = wished ?? {}
    const to = place({
      ...wishes,
      id: id == null ? null : requireText(id, 'id'),
      query: requireText(query ?? '', 'query'),
    })
    await this.ready
    const reader = this.#reader
    reader?.dispatch({ type: 'navigated', place: to })
    await reader?.settled()
    if (!reader || reader !== this.#reader)
      throw new RoomError('closed', 'the reader is not in a page any more')
    return this.getState()
  }

  /**
   * Not `delegatesFocus`: it would move the focus to the search field on a click into an article.
   * @type {(options?: FocusOptions) => void}
   */
  focus(options) {
    this.#reader?.layout.field.focus(options)
  }

  // Renders everything in the language that was chosen, else in that of the page.
  async #applyLanguage() {
    const reader = this.#reader
    /** @type {HTMLElement | null} */
    const marked = this.closest('[lang]')
    const tag = readPreference('language') ?? marked?.lang
    const i18n = await loadI18n(tag).catch((error) =>
      console.warn(`Not in this language: ${error.message}`),
    )
    if (i18n && reader && reader === this.#reader && i18n.locale !== reader.i18n.locale)
      this.#draw(i18n)
  }

  get #ownsAddress() {
    return this.getAttribute('route') === 'hash'
  }

  #attributePlace() {
    if (this.hasAttribute('entity'))
      return place({ view: 'entity', id: this.getAttribute('entity') })
    /** @type {any} */
    const view = this.getAttribute('view')
    if (view != null) return place({ view })
    return place({ id: this.getAttribute('article'), query: this.getAttribute('query') ?? '' })
  }

  #initialPlace() {
    return (this.#ownsAddress && NavigationHistory.read()) || this.#attributePlace()
  }

  // URL and attributes belong to the first corpus. A later one begins at its front page; a retry
  // after a failure at the place that was shown.
  #startPlace() {
    const { phase } = this.#reader.state
    if (phase === 'idle' || phase === 'offered') return this.#initialPlace()
    return phase === 'failed' ? this.getState() : place()
  }

  #mount() {
    /** @type {Emit} */
    const emit = (name, detail = {}, cancelable = false) =>
      this.dispatchEvent(
        new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }),
      )
    this.#reader = new Reader(
      this,
      new NavigationHistory(this.#ownsAddress, this.#initialPlace()),
      emit,
    )
    this.#reader.wantsNames = this.getAttribute('entities') !== 'off'
    this.#render()
    if (readPreference('underlined') === 'off')
      this.#reader.dispatch({ type: 'underlinesSwitched', on: false })
    this.#disconnected = new AbortController()
    const { signal } = this.#disconnected
    const own = () => (this.#ownController ??= this.#loadOwnController())
    /** @type {Promise<QueryController>} */
    let queryController // of chips and the query form, loaded on demand
    const query = () => (queryController ??= this.#loadQueryController())
    new Controls(this, this.#reader, {
      open: () => this.#load(),
      changeLanguage: () => this.#applyLanguage(),
      own,
      query,
    }).listen(signal)
    this.#reader.onChipsNeeded = () =>
      query().catch((error) => console.warn(`The query is not explained: ${error.message}`))
    if (this.hasAttribute('own-articles')) {
      this.#reader.dispatch({ type: 'ownChanged', own: { offered: true } })
      this.#reader.onOwnNeeded = own
    }
    if (this.#ownsAddress)
      addEventListener('popstate', (event) => this.#reader.moved(event), { signal })
  }

  async #loadOwnController() {
    const { createOwnController } = await import('./own/controller.js')
    /** @type {(options: OpenOptions) => Promise<Room>} */
    const open = (options) => this.#openEngine(options)
    const template = async () => {
      const page = typeof this.#page === 'function' ? this.#page() : this.#page
      return page ?? (await fetch(new URL('./reader.html', import.meta.url))).text()
    }
    return createOwnController(this.#reader, {
      open,
      reopen: () => this.#load(place()),
      model: () => loadModel(this.#model),
      template,
    })
  }

  async #loadQueryController() {
    const { createQueryController } = await import('./query/controller.js')
    const controller = createQueryController(this.#reader, this.shadowRoot)
    this.#reader.onAsked = controller.changed
    return controller
  }

  // English is bundled, so it is rendered first; other languages are loaded.
  #render() {
    this.#draw(englishI18n())
    this.#applyLanguage()
  }

  /** @type {(i18n: I18n) => void} */
  #draw(i18n) {
    this.#reader.i18n = i18n
    this.#reader.layout = new Layout(this.shadowRoot, i18n)
    this.#reader.layout.draw(this.#reader.state)
  }

  /** @type {(load: () => void) => void} */
  #whenLoading(load) {
    const wish = this.getAttribute('loading')
    if (wish === 'click') return this.#reader.dispatch({ type: 'offered' })
    if (wish !== 'visible') return load()
    const watch = new IntersectionObserver(
      ([{ isIntersecting }]) => {
        if (!isIntersecting) return
        watch.disconnect()
        load()
      },
      { rootMargin: '100%' },
    )
    watch.observe(this)
    this.#disconnected.signal.addEventListener('abort', () => watch.disconnect())
  }

  /** @type {(target?: Place) => void} */
  #load(target = this.#startPlace()) {
    /** @type {any} */
    const source =
      this.#corpus ??
      this.getAttribute('src') ??
      (this.getAttribute('own-articles') === 'alone' && EMPTY_CORPUS)
    if (!source) return // the corpus will be set later
    if (this.#ready.done) this.#ready = deferred()
    const { resolve, reject } = this.#ready
    this.#reader.wantsNames =
      this.getAttribute('entities') !== 'off' && (source.parts ? 'later' : true)
    const roomLease = lease(source, () => this.#openRoom(source))
    const title = this.#corpus?.title ?? this.getAttribute('heading')
    this.#reader.load(roomLease, title, target).then((taken) => taken && resolve(), reject)
  }

  /** @type {(source: string | Corpus) => Promise<OpenedRoom>} */
  async #openRoom(source) {
    /** @type {any} */
    const given = await (typeof source === 'string'
      ? fetchCorpus(new URL(source, document.baseURI))
      : source)
    const { refusals = [], title, ...corpus } = given
    const room = await this.#openEngine({
      ...corpus,
      onProgress: (progress) => this.#reader?.dispatch({ type: 'progress', ...progress }),
    })
    return { room, title, refusals: [...refusals, ...room.refusals] }
  }

  /** @type {(options: OpenOptions) => Promise<Room>} */
  #openEngine(options) {
    const worker = this.getAttribute('worker-src')
    return this.#engine.open({
      ...options,
      worker: worker == null ? true : new URL(worker, document.baseURI),
      core: this.#core,
      model: this.#model,
      entities: this.getAttribute('entities') !== 'off',
      onReading: (progress) =>
        this.#reader?.dispatch({ type: 'recognitionProgressed', ...progress }),
    })
  }
}

const EMPTY_CORPUS = Object.freeze({ documents: [] })

/**
 * The "lazy properties" pattern: a property set before the element was defined hides the accessor
 * of the class; sets it again through the accessor.
 * @type {(element: any, name: string) => void}
 */
function upgradeProperty(element, name) {
  if (!Object.hasOwn(element, name)) return
  const value = element[name]
  delete element[name]
  element[name] = value
}

/**
 * A deferred promise; `done` says whether it is settled. Its rejection is never reported as
 * unhandled.
 */
function deferred() {
  /** @type {any} */
  const made = { done: false }
  made.promise = new Promise((resolve, reject) => {
    made.resolve = () => settle(resolve)
    made.reject = (/** @type {any} */ error) => settle(reject, error)
  })
  /** @type {(how: (value?: unknown) => void, value?: unknown) => void} */
  const settle = (how, value) => {
    made.done = true
    how(value)
  }
  made.promise.catch(() => {})
  return made
}
