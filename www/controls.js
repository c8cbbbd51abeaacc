// From clicks, keys and typing to what they mean for a reader. Listens on the element; on the document only where the
// host says `global-keys`, because a widget that takes keys from its page is a nuisance.

import { actionOf } from './keys.js'
import { recall, remember } from './memory.js'
import { place } from './route.js'

export class Controls {
  #host
  #reader
  #open

  /** `open` opens the corpus (again), beginning at a place. */
  constructor(host, reader, open) {
    this.#host = host
    this.#reader = reader
    this.#open = open
  }

  listen(signal) {
    const root = this.#host.shadowRoot
    // What the host put into our slots sends its events through here too; they are none of our business.
    const on = (name, hear) =>
      root.addEventListener(name, (event) => root.contains(event.target) && hear(event), { signal })
    on('click', (event) => this.#click(event))
    on('change', (event) => this.#change(event))
    on('input', ({ target }) => {
      if (target === this.#reader.frame.field) this.#reader.dispatch({ type: 'typed', query: target.value })
    })
    on('submit', (event) => {
      if (event.target.method === 'dialog') return
      event.preventDefault()
      this.#reader.dispatch({ type: 'searched' })
    })
    on('focusout', ({ target }) => {
      if (target === this.#reader.frame.field) this.#reader.dispatch({ type: 'optionsClosed' })
    })
    // The field keeps the focus while a suggestion is clicked.
    on('mousedown', (event) => event.target.closest('[role="listbox"]') && event.preventDefault())
    const keyed = this.#host.hasAttribute('global-keys') ? document : this.#host
    keyed.addEventListener('keydown', (event) => this.#key(event), { signal })
  }

  #click(event) {
    const target = event.target.closest('[data-do]')
    if (!target || target.matches('select, input')) return
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
    if (target.localName === 'a' && elsewhere) return // a new tab or window, as with any link
    event.preventDefault()
    if (target.localName === 'a') target.focus({ preventScroll: true }) // not every browser does; Back returns to it
    this[target.dataset.do](target.dataset, target)
  }

  #change({ target }) {
    if (target.dataset.do) this[target.dataset.do]({ value: target.value, checked: target.checked })
  }

  #key(event) {
    const { frame, state } = this.#reader
    if (event.defaultPrevented || frame.dialog.open || frame.cardIsOpen) return
    const { view, options } = state
    const action = actionOf(event, { focus: this.#focusOf(event.composedPath()[0]), view, options, letters: lettersOn() })
    if (!action) return
    event.preventDefault()
    this[action]({})
  }

  #focusOf(target) {
    if (target === this.#reader.frame.field) return 'field'
    if (target.isContentEditable || target.matches?.('input, textarea, select')) return 'editable'
    if (this.#reader.frame.rows.includes(target)) return 'row'
    return target === this.#reader.frame.heading ? 'heading' : 'other'
  }

  // From here on one method for each `data-do` and each action of a key.

  #do(type, detail) {
    this.#reader.dispatch({ type, ...detail })
  }

  home() {
    this.#do('went', { place: place() })
  }

  article({ id, query }) {
    this.#do('articleAsked', { id, query })
  }

  entity({ id }) {
    this.#reader.frame.hideCard()
    this.#do('entityAsked', { id })
  }

  entities({ of }) {
    this.#do('entitiesAsked', { of: of || null })
  }

  card(data, target) {
    this.#reader.frame.showCard(this.#reader.state.article.entities[data.place], target)
  }

  follow({ id }) {
    this.#reader.frame.hideCard()
    this.#do('followed', { id })
  }

  narrow({ id }) {
    this.#do('narrowed', { id, on: true })
  }

  widen({ id }) {
    this.#do('narrowed', { id, on: false })
  }

  apart({ kind, a, b }) {
    this.#do('corrected', { pair: [{ kind, text: a }, { kind, text: b }] })
  }

  undo({ list, index }) {
    this.#do('correctionUndone', { list, index: Number(index) })
  }

  query({ query }) {
    this.#do('searched', { query })
  }

  sort({ value }) {
    this.#do('sorted', { sort: value })
  }

  more() {
    this.#do('more')
  }

  aside() {
    this.#do('asideToggled')
  }

  option({ index }) {
    this.#do('optionChosen', { index: Number(index) })
  }

  choose() {
    this.#do('optionChosen')
  }

  nextOption() {
    this.#do('optionMoved', { step: 1 })
  }

  previousOption() {
    this.#do('optionMoved', { step: -1 })
  }

  close() {
    this.#do('optionsClosed')
  }

  nextHit() {
    this.#do('hitMoved', { step: 1 })
  }

  previousHit() {
    this.#do('hitMoved', { step: -1 })
  }

  previous() {
    this.#neighbour('previous')
  }

  next() {
    this.#neighbour('next')
  }

  #neighbour(which) {
    const { article } = this.#reader.state
    if (article[which]) this.article({ id: article[which].id, query: article.query })
  }

  back() {
    this.#reader.back()
  }

  clear() {
    if (this.#reader.frame.field.value) this.#do('typed', { query: '' })
    else this.leave()
  }

  /** One step out: from an article to its list, from results to the front page. */
  leave() {
    const { view } = this.#reader.state
    if (view === 'article' || view === 'missing' || view === 'entity' || view === 'entities') return this.back()
    this.#do('typed', { query: '' })
    this.field()
  }

  field() {
    this.#reader.frame.field.focus()
    this.#reader.frame.field.select()
  }

  down() {
    this.#step(1)
  }

  up() {
    this.#step(-1)
  }

  // The focus itself walks through the list, so Enter is the browser's own.
  #step(step) {
    const { rows } = this.#reader.frame
    const index = rows.indexOf(this.#host.shadowRoot.activeElement) + step
    if (index < 0) this.field()
    else rows[Math.min(index, rows.length - 1)]?.focus()
  }

  help() {
    this.#reader.frame.showHelp({ letters: lettersOn(), theme: this.#host.getAttribute('theme') ?? 'auto' })
  }

  start() {
    this.#open()
  }

  restart() {
    this.#open()
  }

  theme({ value }) {
    remember('theme', value)
    this.#host.setAttribute('theme', value)
  }

  letters({ checked }) {
    remember('letters', checked ? 'on' : 'off')
  }
}

const lettersOn = () => recall('letters') !== 'off'
