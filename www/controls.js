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

/**
 * @import {
 *   Events, Focus, Kind, Place, Reader, Sort, State, TargetEvent
 * } from './internal.d.ts'
 */

// How long a chord (`g`, then the letter of a section) waits for its second key.
const CHORD_MS = 1500

export class Controls {
  #host
  #reader
  #open
  #changeLanguage
  #own
  #query
  /** @type {HTMLElement | null} */
  #brushed = null // the bar where the pointer went down
  #chordAt = -Infinity // time of the last `g`

  /**
   * `open` opens the corpus (again) at a place; `changeLanguage` renders everything in the language
   * chosen; `own` resolves with the controller of the reader's own articles, `query` with that of
   * chips and the query form.
   */
  /** @param {HTMLElement} host @param {Reader} reader @param {any} context */
  constructor(host, reader, { open, changeLanguage, own, query }) {
    this.#own = own
    this.#query = query
    this.#host = host
    this.#reader = reader
    this.#open = open
    this.#changeLanguage = changeLanguage
  }

  /** @type {(signal: AbortSignal) => void} */
  listen(signal) {
    const root = this.#host.shadowRoot
    /**
     * Events of slotted content bubble through this shadow root too; they belong to the host page.
     * @type {(name: string, hear: (event: any) => void) => void}
     */
    const on = (name, hear) =>
      root.addEventListener(
        name,
        (event) => root.contains(/** @type {Node} */ (event.target)) && hear(event),
        { signal },
      )
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
      this.#host.addEventListener(name, (event) => this.#drag(/** @type {DragEvent} */ (event)), {
        signal,
      })
    const keyed = this.#host.hasAttribute('global-keys') ? document : this.#host
    keyed.addEventListener('keydown', (event) => this.#key(/** @type {KeyboardEvent} */ (event)), {
      signal,
    })
  }

  /**
   * Links navigate inside the reader, whether or not it owns the URL; with a modifier key they open
   * a tab, as any link.
   * @type {(event: TargetEvent<MouseEvent, HTMLElement>) => void}
   */
  #click(event) {
    /** @type {HTMLAnchorElement} */
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
    else this.#run(target.dataset.action, target.dataset, target)
  }

  /** @type {(to: Place) => void} */
  #go(to) {
    this.#reader.layout.hideCard()
    this.#do('navigated', { place: to })
  }

  /** @type {(event: TargetEvent) => void} */
  #input({ target }) {
    if (target === this.#reader.layout.field) return this.#do('queryTyped', { query: target.value })
    if (target.dataset.type === 'candidate')
      return this.#do('candidatesRequested', { query: target.value })
    if (target.dataset.type === 'narrowing' && target.type === 'search')
      this.#narrow(target.form, true)
  }

  /** @type {(event: TargetEvent) => void} */
  #change({ target }) {
    if (target.dataset.action)
      this.#run(target.dataset.action, { value: target.value, checked: target.checked })
    else if (target.dataset.type === 'narrowing' && target.type !== 'search')
      this.#narrow(target.form, false)
  }

  /**
   * Filters the list by the values of its form.
   * @type {(form: HTMLFormElement | null, typed: boolean) => void}
   */
  #narrow(form, typed) {
    const fields = Object.fromEntries(new FormData(form))
    this.#do('filtersChanged', {
      place: place({ ...this.#reader.state.list.place, ...fields }),
      typed,
    })
  }

  /** @type {(event: TargetEvent<Event, HTMLFormElement>) => void} */
  #submit(event) {
    if (event.target.method === 'dialog') return
    event.preventDefault()
    if (event.target.classList.contains('fields')) this.#narrow(event.target, false)
    else this.#do('searchSubmitted')
  }

  /**
   * Dragging across the bars of a chart filters by their range; a click on one is a link.
   * @type {(event: TargetEvent<PointerEvent, HTMLElement>) => void}
   */
  #brush(event) {
    /** @type {HTMLElement} */
    const bar = event.target.closest('.bars [data-period]')
    if (event.type === 'pointerdown') this.#brushed = bar
    if (!this.#brushed) return
    const bars = /** @type {HTMLElement[]} */ ([...this.#brushed.parentElement.children])
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
    const [from, to] = [bars[first], bars[last]].map(({ dataset }) => dataset.period)
    const { state } = this.#reader
    /**
     * The bars of an entity count its articles.
     * @type {Partial<Place>}
     */
    const of =
      state.view === 'entity'
        ? { view: 'results', query: '', names: state.entity.id }
        : placeOf(state)
    this.#go(narrowToPeriods(of, from, to))
  }

  /**
   * Files can be dropped anywhere on the element.
   * @type {(event: DragEvent) => void}
   */
  #drag(event) {
    if (!this.#reader.state.own.offered || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.#reader.layout.highlightDropTarget(event.type === 'dragenter' || event.type === 'dragover')
    if (event.type === 'drop') this.own({ command: 'drop' }, event.dataTransfer)
  }

  /** @type {(event: KeyboardEvent) => void} */
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
    this.#run(name, argument)
  }

  /** @type {(action: string, ...details: any[]) => void} */
  #run(action, ...details) {
    return /** @type {any} */ (this)[action](...details)
  }

  /** @type {(target: any) => Focus} */
  #focusOf(target) {
    if (target === this.#reader.layout.field) return 'field'
    if (target.isContentEditable || target.matches?.('input, textarea, select')) return 'editable'
    if (this.#reader.layout.rows.includes(target)) return 'row'
    return target === this.#reader.layout.heading ? 'heading' : 'other'
  }

  // Actions: one method for each `data-action` and for each action of a key.

  /** @type {<E extends keyof Events>(type: E, detail?: Events[E]) => void} */
  #do(type, detail) {
    this.#reader.dispatch(/** @type {any} */ ({ type, ...detail }))
  }

  /** @type {(data: DOMStringMap, target: HTMLElement) => void} */
  card(data, target) {
    this.#reader.layout.showCard(this.#reader.state.article.entities[Number(data.place)], target)
  }

  /** @type {(data: { id: string }) => void} */
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

  /** @type {(data: { kind: Kind, a: string, b: string }) => void} */
  apart({ kind, a, b }) {
    this.#do('correctionAdded', {
      list: 'different',
      pair: [
        { kind, text: a },
        { kind, text: b },
      ],
    })
  }

  /** @type {(data: { name: string }) => void} */
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

  /** @type {(data: { list: 'same' | 'different', index: string }) => void} */
  undo({ list, index }) {
    this.#do('correctionRemoved', { list, index: Number(index) })
  }

  underlines() {
    this.#do('underlinesSwitched', { on: !this.#reader.state.underlined })
  }

  /** @type {(data: { style: string }) => Promise<void>} */
  async cite({ style }) {
    this.#notify((await copyText(this.#reader.citation(style))) ? 'copied' : 'notCopied')
  }

  /** @type {(data: { format: string }) => Promise<void>} */
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

  /** @type {(what: 'copied' | 'notCopied' | 'forgotten') => void} */
  #notify(what) {
    this.#reader.layout.notify(this.#reader.i18n[what])
  }

  /** @type {(data: { value: Sort }) => void} */
  sort({ value }) {
    this.#do('sortChanged', { sort: value })
  }

  more() {
    this.#do('moreRequested')
  }

  aside() {
    this.#do('asideToggled')
  }

  /** @type {(data: { index: string }) => void} */
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

  /** @type {(data: { hitNumber: string }) => void} */
  toHit({ hitNumber }) {
    this.#do('hitMoved', { to: Number(hitNumber) })
  }

  previous() {
    this.#neighbour('previous')
  }

  next() {
    this.#neighbour('next')
  }

  /** @type {(which: 'previous' | 'next') => void} */
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

  /**
   * Roving focus: the link itself has it, so Enter is the browser's own.
   * @type {(step: number) => void}
   */
  #step(step) {
    const { rows } = this.#reader.layout
    const index = rows.indexOf(this.#host.shadowRoot.activeElement) + step
    if (index < 0) this.field()
    else rows[Math.min(index, rows.length - 1)]?.focus()
  }

  chord() {
    this.#chordAt = performance.now()
  }

  /** @type {(view: Place['view']) => void} */
  section(view) {
    this.#go(place({ view }))
  }

  /**
   * Runs a command of the controller of the reader's own articles.
   * @type {(data: any, target?: any) => Promise<void>}
   */
  async own({ command, ...details }, target) {
    const controller = this.#own()
    // `dataTransfer` is emptied when the event ends, so its items are read before any `await`.
    const dropped = command === 'drop' && Array.from(target.items, folderOrFile).filter(Boolean)
    const { [command]: run } = await controller
    run(dropped || target, details)
  }

  /**
   * Runs a command of the controller of chips and the query form.
   * @type {(data: any) => Promise<void>}
   */
  async query({ command, ...details }) {
    const { [command]: run } = await this.#query()
    run(details)
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

  /** @type {(data: { value: string }) => void} */
  theme({ value }) {
    writePreference('theme', value)
    this.#host.setAttribute('theme', value)
  }

  /**
   * Opens the help again in the new language and restores the focus.
   * @type {(data: { value: string }) => Promise<void>}
   */
  async language({ value }) {
    writePreference('language', value)
    await this.#changeLanguage()
    this.help()
    /** @type {HTMLElement} */
    const select = this.#reader.layout.dialog.querySelector('[data-action="language"]')
    select.focus()
  }

  /** @type {(data: { checked: boolean }) => void} */
  letters({ checked }) {
    writePreference('letters', checked ? 'on' : 'off')
  }
}

/** @type {(item: DataTransferItem) => FileSystemEntry | File | null} */
function folderOrFile(item) {
  const entry = item.webkitGetAsEntry?.()
  return entry?.isDirectory ? entry : item.getAsFile()
}

const lettersOn = () => readPreference('letters') !== 'off'

/**
 * File name of an export: title and section.
 * @type {(state: State) => string}
 */
const nameOf = ({ title, view, entity }) => fileName(title, view === 'entity' ? entity.name : view)
