// Maps DOM events (click, key, input, drag) to events of the state. Listens on the element; for
// keys on the document only with `global-keys`, since a widget must not take keys from its page.

import { toData, fileName, toRows, toCsv, toJson, toSvg } from './export.js'
import { copyText } from './clipboard.js'
import { downloadFile } from './download.js'
import { actionForKey } from './keyboard.js'
import { clearPreferences, readPreference, writePreference } from './preferences.js'
import { narrowToPeriods } from './periods.js'
import { isList, parse, place } from './route.js'
import { placeOf } from './state.js'

// How long a chord (`g`, then the letter of a section) waits for its second key.
const CHORD_MS = 1500

export class Controls {
  #host
  #reader
  #open
  #changeLanguage
  #own
  #brushed = null // the bar where the pointer went down
  #chordAt = -Infinity // time of the last `g`

  /**
   * `open` opens the corpus (again) at a place; `changeLanguage` renders everything in the language
   * chosen; `own` resolves with the controller of the reader's own articles.
   */
  constructor(host, reader, { open, changeLanguage, own }) {
    this.#own = own
    this.#host = host
    this.#reader = reader
    this.#open = open
    this.#changeLanguage = changeLanguage
  }

  listen(signal) {
    const root = this.#host.shadowRoot
    // Events of slotted content bubble through this shadow root too; they belong to the host page.
    const on = (name, hear) =>
      root.addEventListener(name, (event) => root.contains(event.target) && hear(event), { signal })
    on('click', (event) => this.#click(event))
    on('change', (event) => this.#change(event))
    on('input', (event) => this.#input(event))
    on('submit', (event) => this.#submit(event))
    for (const name of ['pointerdown', 'pointermove', 'pointerup'])
      on(name, (event) => this.#brush(event))
    on('focusout', ({ target }) => {
      if (target === this.#reader.layout.field) this.#reader.dispatch({ type: 'optionsClosed' })
    })
    // Keeps the focus in the field while a suggestion is clicked, and the selection while it is
    // cited.
    on(
      'mousedown',
      (event) =>
        event.target.closest('[role="listbox"], [data-action="cite"]') && event.preventDefault(),
    )
    for (const name of ['dragenter', 'dragover', 'dragleave', 'drop'])
      this.#host.addEventListener(name, (event) => this.#drag(event), { signal })
    const keyed = this.#host.hasAttribute('global-keys') ? document : this.#host
    keyed.addEventListener('keydown', (event) => this.#key(event), { signal })
  }

  // Links navigate inside the reader, whether or not it owns the URL; with a modifier key they open
  // a tab, as any link.
  #click(event) {
    const target = event.target.closest('[data-action], a')
    if (!target || target.matches('select, input')) return
    const isLink = target.localName === 'a'
    const to = isLink && !target.dataset.action && parse(target.getAttribute('href') ?? '')
    if (
      isLink &&
      ((!to && !target.dataset.action) ||
        event.button ||
        event.ctrlKey ||
        event.metaKey ||
        event.shiftKey ||
        event.altKey)
    )
      return
    event.preventDefault()
    // Safari does not focus links on click; Back restores the focus to it
    if (isLink) target.focus({ preventScroll: true })
    if (to) this.#go(to)
    else this[target.dataset.action](target.dataset, target)
  }

  #go(to) {
    this.#reader.layout.hideCard()
    this.#do('navigated', { place: to })
  }

  #input({ target }) {
    if (target === this.#reader.layout.field) return this.#do('queryTyped', { query: target.value })
    if (target.dataset.type === 'candidate')
      return this.#do('candidatesRequested', { query: target.value })
    if (target.dataset.type === 'narrowing' && target.type === 'search')
      this.#narrow(target.form, true)
  }

  #change({ target }) {
    if (target.dataset.action)
      this[target.dataset.action]({ value: target.value, checked: target.checked })
    else if (target.dataset.type === 'narrowing' && target.type !== 'search')
      this.#narrow(target.form, false)
  }

  // Filters the list by the values of its form.
  #narrow(form, typed) {
    const fields = Object.fromEntries(new FormData(form))
    this.#do('filtersChanged', {
      place: place({ ...this.#reader.state.list.place, ...fields }),
      typed,
    })
  }

  #submit(event) {
    if (event.target.method === 'dialog') return
    event.preventDefault()
    if (event.target.classList.contains('fields')) this.#narrow(event.target, false)
    else this.#do('searchSubmitted')
  }

  // Dragging across the bars of a chart filters by their range; a click on one is a link.
  #brush(event) {
    const bar = event.target.closest('.bars [data-period]')
    if (event.type === 'pointerdown') this.#brushed = bar
    if (!this.#brushed) return
    const bars = [...this.#brushed.parentElement.children]
    const [began, at] = [this.#brushed, bar].map((each) => bars.indexOf(each))
    const [first, last] = [began, at < 0 ? began : at].sort((a, b) => a - b)
    // Released outside the chart: cancelled.
    const ends = event.type === 'pointerup' || !event.buttons
    bars.forEach((each, index) => {
      each.classList.toggle('brushed', !ends && first < last && index >= first && index <= last)
    })
    if (!ends) return
    this.#brushed = null
    if (event.type !== 'pointerup' || first === last || at < 0) return
    const periods = [bars[first], bars[last]].map(({ dataset }) => dataset.period)
    const { state } = this.#reader
    // The bars of an entity count its articles.
    const of =
      state.view === 'entity'
        ? { view: 'results', query: '', names: state.entity.id }
        : placeOf(state)
    this.#go(narrowToPeriods(of, ...periods))
  }

  // Files can be dropped anywhere on the element.
  #drag(event) {
    if (!this.#reader.state.own.offered || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.#reader.layout.highlightDropTarget(event.type === 'dragenter' || event.type === 'dragover')
    if (event.type === 'drop') this.own({ command: 'drop' }, event.dataTransfer)
  }

  #key(event) {
    const { layout, state } = this.#reader
    if (event.defaultPrevented || layout.dialog.open || layout.cardIsOpen) return
    const { view, options } = state
    const focus = this.#focusOf(event.composedPath()[0])
    const chord = performance.now() - this.#chordAt < CHORD_MS
    const action = actionForKey(event, { focus, view, options, letters: lettersOn(), chord })
    this.#chordAt = -Infinity
    if (!action) return
    event.preventDefault()
    const [name, argument] = action.split(' ')
    this[name](argument)
  }

  #focusOf(target) {
    if (target === this.#reader.layout.field) return 'field'
    if (target.isContentEditable || target.matches?.('input, textarea, select')) return 'editable'
    if (this.#reader.layout.rows.includes(target)) return 'row'
    return target === this.#reader.layout.heading ? 'heading' : 'other'
  }

  // Actions: one method for each `data-action` and for each action of a key.

  #do(type, detail) {
    this.#reader.dispatch({ type, ...detail })
  }

  card(data, target) {
    this.#reader.layout.showCard(this.#reader.state.article.entities[data.place], target)
  }

  widen({ id }) {
    const at = placeOf(this.#reader.state)
    this.#go(
      place({
        ...at,
        names: at.names
          .split(' ')
          .filter((other) => other !== id)
          .join(' '),
      }),
    )
  }

  apart({ kind, a, b }) {
    this.#do('correctionAdded', {
      list: 'different',
      pair: [
        { kind, text: a },
        { kind, text: b },
      ],
    })
  }

  together({ name }) {
    const { kind, name: own } = this.#reader.state.entity
    this.#do('correctionAdded', {
      list: 'same',
      pair: [
        { kind, text: own },
        { kind, text: name },
      ],
    })
  }

  undo({ list, index }) {
    this.#do('correctionRemoved', { list, index: Number(index) })
  }

  underlines() {
    this.#do('underlinesSwitched', { on: !this.#reader.state.underlined })
  }

  async cite({ style }) {
    this.#notify((await copyText(this.#reader.citation(style))) ? 'copied' : 'notCopied')
  }

  async save({ format }) {
    const { layout, state } = this.#reader
    if (format === 'SVG')
      return downloadFile(
        `${nameOf(state)}.svg`,
        'image/svg+xml',
        toSvg(layout.main.querySelector('.drawing')),
      )
    const all = await this.#reader.fetchAll()
    if (!all) return
    if (format === 'CSV') downloadFile(`${nameOf(state)}.csv`, 'text/csv', toCsv(toRows(all)))
    else downloadFile(`${nameOf(state)}.json`, 'application/json', toJson(toData(all)))
  }

  saveCorrections() {
    downloadFile('corrections.json', 'application/json', toJson(this.#reader.state.corrections))
  }

  forget() {
    this.#reader.forget()
    clearPreferences(['theme', 'letters', 'language'])
    this.#notify('forgotten')
  }

  async dossier() {
    this.#do('dossierRequested')
    await this.#reader.settled()
    print()
  }

  #notify(what) {
    this.#reader.layout.notify(this.#reader.i18n[what])
  }

  sort({ value }) {
    this.#do('sortChanged', { sort: value })
  }

  more() {
    this.#do('moreRequested')
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

  toHit({ hitNumber }) {
    this.#do('hitMoved', { to: Number(hitNumber) })
  }

  previous() {
    this.#neighbour('previous')
  }

  next() {
    this.#neighbour('next')
  }

  #neighbour(which) {
    const { article } = this.#reader.state
    if (article[which]) this.#go(place({ id: article[which].id, query: article.query }))
  }

  back() {
    this.#reader.back()
  }

  clear() {
    if (this.#reader.layout.field.value) this.#do('queryTyped', { query: '' })
    else this.leave()
  }

  /** One level up: from an article to its list, from results to the front page. */
  leave() {
    const { view } = this.#reader.state
    if (['article', 'missing', 'entity'].includes(view) || isList(view)) return this.back()
    this.#do('queryTyped', { query: '' })
    this.field()
  }

  field() {
    this.#reader.layout.field.focus()
    this.#reader.layout.field.select()
  }

  down() {
    this.#step(1)
  }

  up() {
    this.#step(-1)
  }

  // Roving focus: the link itself has it, so Enter is the browser's own.
  #step(step) {
    const { rows } = this.#reader.layout
    const index = rows.indexOf(this.#host.shadowRoot.activeElement) + step
    if (index < 0) this.field()
    else rows[Math.min(index, rows.length - 1)]?.focus()
  }

  chord() {
    this.#chordAt = performance.now()
  }

  section(view) {
    this.#go(place({ view }))
  }

  /** Runs a command of the controller of the reader's own articles. */
  async own({ command, ...details }, target) {
    const controller = this.#own()
    // `dataTransfer` is emptied when the event ends, so its items are read before any `await`.
    const dropped = command === 'drop' && Array.from(target.items, folderOrFile).filter(Boolean)
    const { [command]: run } = await controller
    run(dropped || target, details)
  }

  help() {
    this.#reader.layout.showHelp({
      letters: lettersOn(),
      theme: this.#host.getAttribute('theme') ?? 'auto',
    })
  }

  start() {
    this.#open()
  }

  restart() {
    this.#open()
  }

  theme({ value }) {
    writePreference('theme', value)
    this.#host.setAttribute('theme', value)
  }

  // Opens the help again in the new language and restores the focus.
  async language({ value }) {
    writePreference('language', value)
    await this.#changeLanguage()
    this.help()
    this.#reader.layout.dialog.querySelector('[data-action="language"]').focus()
  }

  letters({ checked }) {
    writePreference('letters', checked ? 'on' : 'off')
  }
}

function folderOrFile(item) {
  const entry = item.webkitGetAsEntry?.()
  return entry?.isDirectory ? entry : item.getAsFile()
}

const lettersOn = () => readPreference('letters') !== 'off'

/** File name of an export: title and section. */
const nameOf = ({ title, view, entity }) => fileName(title, view === 'entity' ? entity.name : view)
