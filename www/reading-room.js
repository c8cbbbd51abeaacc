// <reading-room>: lifecycle, attributes, properties, events. Decisions are in state.js, drawing in views/.
//
// Attributes   src, heading (name of the corpus), lang, theme (auto | light | dark | sepia; without it the host's),
//              route="hash" (owns the address), view, query, article, entity (where to begin), loading (eager | visible | click),
//              height (least height, as CSS writes it), worker-src (of worker.js, where no worker may start from a Blob),
//              global-keys (keys work wherever the focus is on the page), entities="off" (names are not looked for),
//              own-articles (readers may open articles of their own; "alone": there are no others)
// Properties   corpus ({ title, language, documents } or { title, bytes }), core (the wasm, if not beside the script),
//              model (what finds names, likewise), page (reader.html, likewise, for articles that are saved), engine ({ open }, for tests and other cores), ready (a promise)
// Methods      search(query, { sort }), open(id, { query }), addArticles(documents), replaceArticles(documents),
//              removeArticles(ids), getState(),
//              setState(place), focus()
// Events       progress, ready, error, searchdone, articleopen, entityopen, statechange (cancelable): bubbling, composed, plain data
// Slots        header, footer, empty, about; default content stands until ready
// Parts        room, masthead, name, search, field, options, main, list, row, about, snippet, article, stepper,
//              loading, notice, refused, help

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

let styleSheet // one for all readers of a page, made when the first is

export class ReadingRoom extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ['src', 'heading', 'lang', 'query', 'article']

  #corpus = null
  #core
  #model
  #page
  #ownController = null // for articles of one's own, once somebody wants it
  #engine = { open }
  #reader = null // while in a page
  #disconnected // ends every listener when the element leaves
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

  attributeChangedCallback(name, before, value) {
    if (!this.#reader || before === value) return
    if (name === 'src') this.#load()
    if (name === 'heading') this.#load(this.getState())
    if (name === 'lang') this.#applyLanguage()
    if (name === 'query' || name === 'article')
      this.setState(this.#attributePlace()).catch(() => {}) // told by events
  }

  /** The articles: { title, language, documents } or { title, bytes }. Set again, it is opened again. */
  get corpus() {
    return this.#corpus
  }

  set corpus(corpus) {
    this.#corpus = corpus
    if (this.#reader && corpus) this.#load()
  }

  /** The wasm, where it does not lie beside the script; see `open` of the engine. */
  get core() {
    return this.#core
  }

  set core(core) {
    this.#core = core
  }

  /** What finds names, where it does not lie beside the script; see `open` of the engine. */
  get model() {
    return this.#model
  }

  set model(model) {
    this.#model = model
  }

  /** The page that is filled when articles are saved: text, or a function that gives it. Else reader.html beside the script. */
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

  /** Kept once the articles can be searched; broken with the error if they cannot. */
  get ready() {
    return this.#ready.promise
  }

  /** Asks, as if typed. Kept when the results are drawn. */
  async search(query, options) {
    return this.setState({ query: requireText(query, 'query'), sort: options?.sort })
  }

  /** Opens an article, with the hits of `query` marked. */
  async open(id, options) {
    return this.setState({ id: requireText(id, 'id'), query: options?.query })
  }

  /** Takes more articles; answers with those that could not be read. See `add` of the engine. */
  async addArticles(documents) {
    return this.#edit('add', documents)
  }

  /** Takes these articles in place of those with their ids. */
  async replaceArticles(documents) {
    return this.#edit('replace', documents)
  }

  /** Parts with the articles of these ids. */
  async removeArticles(ids) {
    return this.#edit('remove', ids)
  }

  async #edit(how, what) {
    await this.ready
    const { room } = this.#reader ?? {}
    if (!room) throw new RoomError('closed', 'the reader is not in a page any more')
    const refusals = await room[how](what)
    if (this.#reader?.room === room) await this.#reader.edited()
    return refusals ?? []
  }

  /** The place shown, as plain data: { view, query, sort, id, names, kind, after, before, passage }. */
  getState() {
    return placeOf(this.#reader?.state ?? initial)
  }

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

  // Not by delegatesFocus: with it, a click on the words of an article would jump to the search field.
  focus(options) {
    this.#reader?.layout.field.focus(options)
  }

  // Everything in the language that was chosen, or else in that of the page.
  async #applyLanguage() {
    const reader = this.#reader
    const tag = readPreference('language') ?? this.closest('[lang]')?.lang
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
    if (this.hasAttribute('view')) return place({ view: this.getAttribute('view') })
    return place({ id: this.getAttribute('article'), query: this.getAttribute('query') ?? '' })
  }

  #initialPlace() {
    return (this.#ownsAddress && NavigationHistory.read()) || this.#attributePlace()
  }

  // The address and the attributes speak of the first corpus. A later one begins at its front page; a start after a
  // failure where we were.
  #startPlace() {
    const { phase } = this.#reader.state
    if (phase === 'idle' || phase === 'offered') return this.#initialPlace()
    return phase === 'failed' ? this.getState() : place()
  }

  #mount() {
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
    new Controls(this, this.#reader, {
      open: () => this.#load(),
      changeLanguage: () => this.#applyLanguage(),
      own,
    }).listen(signal)
    if (this.hasAttribute('own-articles')) {
      this.#reader.dispatch({ type: 'ownChanged', own: { offered: true } })
      this.#reader.onOwnNeeded = own
    }
    if (this.#ownsAddress)
      addEventListener('popstate', (event) => this.#reader.moved(event), { signal })
  }

  async #loadOwnController() {
    const { createOwnController } = await import('./own/controller.js')
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

  // In English first, which is at hand; nobody sees it where another language comes along with the page.
  #render() {
    this.#draw(englishI18n())
    this.#applyLanguage()
  }

  #draw(i18n) {
    this.#reader.i18n = i18n
    this.#reader.layout = new Layout(this.shadowRoot, i18n)
    this.#reader.layout.draw(this.#reader.state)
  }

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

  #load(target = this.#startPlace()) {
    const source =
      this.#corpus ??
      this.getAttribute('src') ??
      (this.getAttribute('own-articles') === 'alone' && EMPTY_CORPUS)
    if (!source) return // a corpus will be set later
    if (this.#ready.done) this.#ready = deferred()
    const { resolve, reject } = this.#ready
    this.#reader.wantsNames =
      this.getAttribute('entities') !== 'off' && (source.parts ? 'later' : true)
    const roomLease = lease(source, () => this.#openRoom(source))
    const title = this.#corpus?.title ?? this.getAttribute('heading')
    this.#reader.load(roomLease, title, target).then((taken) => taken && resolve(), reject)
  }

  async #openRoom(source) {
    const {
      refusals = [],
      title,
      ...corpus
    } = await (typeof source === 'string' ? fetchCorpus(new URL(source, document.baseURI)) : source)
    const room = await this.#openEngine({
      ...corpus,
      onProgress: (progress) => this.#reader?.dispatch({ type: 'progress', ...progress }),
    })
    return { room, title, refusals: [...refusals, ...room.refusals] }
  }

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

/** A property set before the element was defined hides the accessor of the class; this hands it over. */
function upgradeProperty(element, name) {
  if (!Object.hasOwn(element, name)) return
  const value = element[name]
  delete element[name]
  element[name] = value
}

/** A promise to keep or fail from outside. Failing nobody who listens is no error of the page. */
function deferred() {
  const made = { done: false }
  made.promise = new Promise((resolve, reject) => {
    made.resolve = () => settle(resolve)
    made.reject = (error) => settle(reject, error)
  })
  const settle = (how, value) => {
    made.done = true
    how(value)
  }
  made.promise.catch(() => {})
  return made
}
