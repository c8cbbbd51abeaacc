// The layout that stays while screens change: masthead, search field, main part, live region.
// Renders a state, decides nothing.

import { format, place, sectionOf } from '../route.js'
import { help } from './help.js'
import { card } from './entity-link.js'
import { node, svgNode } from './dom.js'
import { loading, offered, refused } from './notices.js'
import { options } from './options.js'
import { screen, screenDependencies } from './screen.js'
import { findPassage, selectedIn } from './passage.js'

/** @import { EntityRow, I18n, LayoutParts, Screen, State } from '../internal.d.ts' */

// Longest query; anything longer was pasted by mistake.
const MAX_QUERY_CHARS = 1000

// Announcements wait for a pause in typing.
const ANNOUNCE_AFTER_MS = 500

// Distance of the card from its name and from the edge of the window, in pixels.
const CARD_GAP = 8

// A toast closes by itself.
const NOTICE_MS = 4000

// Sections that are empty without entities.
const NAME_SECTIONS = ['entities', 'quotes', 'amounts', 'timeline', 'graph']

export class Layout {
  #i18n
  /** @type {ReturnType<typeof setTimeout>} */
  #announceTimer
  /** @type {ReturnType<typeof setTimeout>} */
  #noticeTimer
  /** @type {LayoutParts} */
  #parts

  /** @param {ShadowRoot} root @param {I18n} i18n */
  constructor(root, i18n) {
    this.#i18n = i18n
    this.#parts = skeleton(i18n)
    root.replaceChildren(this.#parts.room)
  }

  get field() {
    return this.#parts.field
  }

  /** @returns {any} */
  get main() {
    return this.#parts.main
  }

  /**
   * Whether `element` is where a query is typed.
   * @type {(element: Element | null) => boolean}
   */
  isAsking(element) {
    const { field, queryForm } = this.#parts
    return element === field || queryForm.contains(element)
  }

  /**
   * Shows the query form below the field, or closes it and returns the focus to its button.
   * @type {(form: HTMLElement | null) => void}
   */
  showQueryForm(form) {
    const { queryForm, opener } = this.#parts
    if (queryForm.contains(queryForm.getRootNode().activeElement)) opener.focus()
    queryForm.replaceChildren(...(form ? [form] : []))
    opener.setAttribute('aria-expanded', String(Boolean(form)))
  }

  get dialog() {
    return this.#parts.dialog
  }

  get rows() {
    return [...this.main.querySelectorAll('.row h3 a')]
  }

  get heading() {
    return this.#parts.room.querySelector('[data-heading]')
  }

  /**
   * Renders what differs from `prior`, or everything without it.
   * @type {(state: State, prior?: State) => void}
   */
  draw(state, prior) {
    /** @type {(pick: (state: State) => unknown[]) => boolean} */
    const changed = (pick) =>
      !prior ||
      pick(state).length !== pick(prior).length ||
      pick(state).some((part, index) => part !== pick(prior)[index])
    const { field, main, room } = this.#parts
    if (changed((s) => [s.title, s.overview, s.phase, s.view])) this.#drawMasthead(state)
    if (changed((s) => [s.phase, s.view, s.names, s.own.offered])) this.#drawSections(state)
    if (field.value !== state.query) field.value = state.query
    if (changed((s) => [s.options])) this.#drawOptions(state)
    if (changed((s) => [s.phase, s.progress, s.own.reading, s.own.views])) this.#drawLoading(state)
    if (changed((s) => [s.refusals]))
      this.#parts.refused.replaceChildren(...[refused(state, this.#i18n)].flat())
    const drawn = changed(screenDependencies)
    if (drawn) this.#drawPage(state)
    if (state.view === 'article' && (drawn || changed((s) => [s.hit])))
      this.#drawHit(state, drawn || state.hit !== prior?.hit)
    if (state.view === 'article' && (drawn || changed((s) => [s.aside]))) this.#drawAside(state)
    if (drawn) this.#markPassage(state.view === 'article' ? state.article.passage : '')
    if (state.pending.page) main.setAttribute('aria-busy', 'true')
    else main.removeAttribute('aria-busy')
    room.dataset.view = state.phase === 'ready' ? state.view : state.phase
  }

  /**
   * Announces `text` in the live region after a pause; the same text twice is announced twice.
   * @type {(text: string) => void}
   */
  announce(text) {
    const { status } = this.#parts
    clearTimeout(this.#announceTimer)
    status.textContent = ''
    this.#announceTimer = setTimeout(() => (status.textContent = text), ANNOUNCE_AFTER_MS)
  }

  /** @type {(preferences: { letters: boolean, theme: string }) => void} */
  showHelp(preferences) {
    const { dialog } = this.#parts
    dialog.replaceChildren(...help(preferences, this.#i18n))
    if (!dialog.open) dialog.showModal()
  }

  /**
   * Opens the card of `entity` below `target` and moves the focus there.
   * @type {(entity: EntityRow, target: HTMLElement) => void}
   */
  showCard(entity, target) {
    const { card: box } = this.#parts
    this.hideCard()
    box.replaceChildren(...card(entity, this.#i18n).filter(Boolean))
    box.showPopover()
    const { left, bottom, top } = target.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = box
    const below = bottom + height + CARD_GAP < innerHeight || top < height + CARD_GAP
    const rightmost = document.documentElement.clientWidth - width - CARD_GAP
    box.style.left = `${Math.max(CARD_GAP, Math.min(left, rightmost))}px`
    box.style.top = `${below ? bottom + CARD_GAP : top - height - CARD_GAP}px`
    box.querySelector('a').focus({ preventScroll: true })
    // If the focus is inside when it closes, it returns to the name.
    const leave = () =>
      box.contains(box.getRootNode().activeElement) &&
      setTimeout(() => this.focusKey(target.dataset.key))
    box.addEventListener('beforetoggle', leave, { once: true })
  }

  get cardIsOpen() {
    const { card: box } = this.#parts
    return box.matches(':popover-open')
  }

  hideCard() {
    if (this.cardIsOpen) this.#parts.card.hidePopover()
  }

  /**
   * Shows `text` as a toast and announces it.
   * @type {(text: string) => void}
   */
  notify(text) {
    const { notice } = this.#parts
    this.announce(text)
    notice.textContent = text
    notice.showPopover()
    clearTimeout(this.#noticeTimer)
    this.#noticeTimer = setTimeout(() => notice.hidePopover(), NOTICE_MS)
  }

  /** @type {(state: State) => void} */
  #drawSections({ phase, view, names, own, target }) {
    const { sections } = this.#parts
    const withNames = names === 'known' || names === 'unread'
    /** @type {any[]} */
    const shown = Object.entries(this.#i18n.sectionNames).filter(
      ([section]) =>
        (withNames || !NAME_SECTIONS.includes(section)) && (own.offered || section !== 'own'),
    )
    const current = sectionOf(view === 'waiting' ? target.view : view)
    sections.hidden = phase !== 'ready'
    sections.replaceChildren(
      ...shown.map(([section, words]) =>
        node(
          'a',
          {
            href: format(place({ view: section })),
            'aria-current': section === current && (section === view ? 'page' : 'true'),
          },
          words,
        ),
      ),
    )
  }

  /** @type {(state: State) => void} */
  #drawMasthead({ title, overview, view }) {
    const i18n = this.#i18n
    const { name, standfirst, field } = this.#parts
    name.textContent = title ?? i18n.room
    const facts = overview && [
      overview.firstDate && i18n.span(overview.firstDate, overview.lastDate ?? overview.firstDate),
      i18n.articles(overview.total),
      i18n.words(overview.words),
    ]
    standfirst.replaceChildren(
      ...(facts ?? []).filter(Boolean).map((fact) => node('span', {}, fact)),
    )
    standfirst.hidden = !overview || view !== 'front'
    field.placeholder = i18n.placeholder(overview?.total)
  }

  /** @type {(state: State) => void} */
  #drawOptions(state) {
    const { field, listbox } = this.#parts
    const { items, active } = state.options
    listbox.replaceChildren(...options(state, this.#i18n))
    listbox.hidden = items.length === 0
    field.setAttribute('aria-expanded', String(items.length > 0))
    if (active >= 0) field.setAttribute('aria-activedescendant', `option-${active}`)
    else field.removeAttribute('aria-activedescendant')
    listbox.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }

  /**
   * Slotted content of the host shows until something replaces it.
   * @type {(state: State) => void}
   */
  #drawLoading(state) {
    const notice = /** @type {Partial<Record<State['phase'], Screen>>} */ ({ loading, offered })[
      state.phase
    ]
    const { reading, views } = state.own
    /** @type {any} */
    const shown = notice
      ? notice(state, this.#i18n)
      : reading &&
        views &&
        node('div', { class: 'loading', part: 'loading' }, views.reading(state, this.#i18n))
    this.#replaceChild(this.#parts.loading, shown)
    this.#parts.fallback.hidden = state.phase === 'ready' || state.phase === 'empty'
  }

  /**
   * Keeps the focus on a button, and an element of the same kind in place so that it does not
   * animate again.
   * @type {(parent: HTMLElement, child: HTMLElement | null) => void}
   */
  #replaceChild(parent, child) {
    const active = /** @type {ShadowRoot} */ (parent.getRootNode()).activeElement
    const key = keyOf(parent.contains(active) ? /** @type {HTMLElement} */ (active) : null)
    const box = /** @type {HTMLElement} */ (parent.firstChild)
    if (box && box.localName === child?.localName && box.className === child.className)
      box.replaceChildren(...child.childNodes)
    else parent.replaceChildren(...(child ? [child] : []))
    /** @type {any} */
    const again = key && parent.querySelector(`[data-key="${CSS.escape(key)}"]`)
    again?.focus()
  }

  /**
   * Highlights the reader as a drop target.
   * @type {(on: boolean) => void}
   */
  highlightDropTarget(on) {
    this.#parts.room.classList.toggle('welcoming', on)
  }

  /**
   * Restores focus, selection, open details and typed text after rendering.
   * @type {(state: State) => void}
   */
  #drawPage(state) {
    const { main } = this.#parts
    const selected = this.selected()
    const active = main.getRootNode().activeElement
    const inside = main.contains(active)
    const key = inside ? keyOf(active) : null
    const atHeading = inside && 'heading' in active.dataset
    const folds = new Map(
      Array.from(main.querySelectorAll('details[data-key]'), (fold) => [
        fold.dataset.key,
        fold.open,
      ]),
    )
    const typed = new Map(
      Array.from(main.querySelectorAll('textarea'), (area) => [area.name, area.value]),
    )
    main.replaceChildren(...screen(state, this.#i18n).flat(Infinity).filter(Boolean))
    for (const fold of main.querySelectorAll('details[data-key]'))
      fold.open = folds.get(fold.dataset.key) ?? fold.open
    for (const area of main.querySelectorAll('textarea')) area.value = typed.get(area.name) ?? ''
    const range = selected && this.#find(selected)
    if (range)
      getSelection().setBaseAndExtent(
        range.startContainer,
        range.startOffset,
        range.endContainer,
        range.endOffset,
      )
    const again = key && this.focusKey(key)
    if (again?.type === 'search') {
      again.value = active.value
      again.setSelectionRange(active.selectionStart, active.selectionEnd)
    }
    // The focused item may be gone: an entity that was split, a filter that was removed.
    if ((key && !again) || atHeading) this.heading?.focus({ preventScroll: true })
  }

  /**
   * The current hit, or mention of the entity stepped through, and all of them on the map beside
   * the article.
   * @type {(state: State, moved: boolean) => void}
   */
  #drawHit({ hit, hits, article }, moved) {
    const shown = this.main.querySelector('[data-hit]')
    if (!shown) return
    const tracked = article.entities?.some(({ id }) => id && id === article.names)
    shown.textContent = tracked && !hit ? this.#i18n.mentions(hits) : this.#i18n.hit(hit, hits)
    const marks = [
      ...this.main.querySelectorAll(
        tracked ? `.text a.name[data-id="${CSS.escape(article.names)}"]` : '.text mark',
      ),
    ]
    marks.forEach((mark, index) => {
      if (index === hit - 1) mark.setAttribute('aria-current', 'true')
      else mark.removeAttribute('aria-current')
    })
    this.#drawMap(marks, hit)
    if (moved && hit) marks[hit - 1]?.scrollIntoView({ block: 'center' })
  }

  /** @type {(marks: HTMLElement[], hit: number) => void} */
  #drawMap(marks, hit) {
    const map = this.main.querySelector('.map')
    const text = this.main.querySelector('.text')
    if (!map || !text.offsetHeight) return
    const { top, height } = text.getBoundingClientRect()
    map.firstChild.replaceChildren(
      ...marks.map((mark, index) => {
        const tick = node('span', {
          'data-action': 'toHit',
          'data-hit-number': index + 1,
          class: index === hit - 1 && 'current',
        })
        tick.style.insetBlockStart = `${(100 * (mark.getBoundingClientRect().top - top)) / height}%`
        return tick
      }),
    )
  }

  /** @type {(passage: string) => Range | null} */
  #find(passage) {
    const text = this.main.querySelector('.text')
    return text && findPassage(text, passage)
  }

  /**
   * Scrolls to a passage; returns whether it exists.
   * @type {(passage: string) => boolean}
   */
  showPassage(passage) {
    const range = this.#markPassage(passage)
    if (range)
      scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 3, behavior: 'instant' })
    return Boolean(range)
  }

  /** @type {(passage: string) => Range | null} */
  #markPassage(passage) {
    const range = passage ? this.#find(passage) : null
    const highlights = globalThis.CSS?.highlights
    if (range) highlights?.set('room-passage', new Highlight(range))
    else highlights?.delete('room-passage')
    return range
  }

  /** The selected text of the article. */
  selected() {
    const text = this.main.querySelector('.text')
    return text ? selectedIn(text) : ''
  }

  /** @type {(state: State) => void} */
  #drawAside({ aside }) {
    const passages = [...this.main.querySelectorAll('.aside')]
    for (const passage of passages) passage.hidden = !aside
    const button = this.main.querySelector('[data-action="aside"]')
    const count = this.main.querySelectorAll('.aside > p').length
    if (button)
      button.textContent = aside ? this.#i18n.hideAside(count) : this.#i18n.showAside(count)
    button?.setAttribute('aria-expanded', String(aside))
  }

  /**
   * Focuses and returns the element with a key, or `null`.
   * @type {(key: string) => any}
   */
  focusKey(key) {
    const name = CSS.escape(key)
    const target =
      this.main.querySelector(`[data-key="${name}"]`) ??
      this.main.querySelector(`a[href="${name}"]`)
    target?.focus({ preventScroll: true })
    return target
  }
}

/**
 * Identity of an element across renderings: its key, else its link.
 * @type {(element: HTMLElement | null | undefined) => string | null}
 */
export const keyOf = (element) => element?.dataset.key ?? element?.getAttribute('href') ?? null

/** @type {(i18n: I18n) => LayoutParts} */
function skeleton(i18n) {
  const name = node('a', { href: format(place()) })
  const standfirst = node('p', { class: 'standfirst' })
  const listbox = node('ul', {
    id: 'options',
    class: 'options',
    part: 'options',
    role: 'listbox',
    'aria-label': i18n.suggestions,
    hidden: true,
  })
  const field = /** @type {HTMLInputElement} */ (
    node('input', {
      type: 'search',
      role: 'combobox',
      part: 'field',
      name: 'q',
      'aria-label': i18n.searchLabel,
      'aria-expanded': 'false',
      'aria-controls': 'options',
      'aria-autocomplete': 'list',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      enterkeyhint: 'search',
      maxlength: MAX_QUERY_CHARS,
    })
  )
  const sections = node('nav', {
    class: 'sections',
    part: 'sections',
    'aria-label': i18n.sections,
    hidden: true,
  })
  const queryForm = node('div', { id: 'asking' })
  const opener = node(
    'button',
    {
      type: 'button',
      'data-action': 'query',
      'data-command': 'toggle',
      'aria-expanded': 'false',
      'aria-controls': 'asking',
      'aria-label': i18n.advanced,
      title: i18n.advanced,
    },
    svgNode(
      'svg',
      { viewBox: '0 0 20 20', 'aria-hidden': 'true' },
      svgNode('path', {
        d: 'M0 5h9m5 0h6M0 15h4m5 0h11M14 5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 1 1 5 0M9 15a2.5 2.5 0 1 1-5 0 2.5 2.5 0 1 1 5 0',
      }),
    ),
  )
  const form = node(
    'form',
    { class: 'search', part: 'search' },
    field,
    node('button', { type: 'submit' }, i18n.search),
    opener,
    node('button', { type: 'button', 'data-action': 'help', 'aria-haspopup': 'dialog' }, i18n.help),
    listbox,
  )
  const waiting = node('div', {})
  const fallback = node('div', { class: 'fallback' }, node('slot'))
  const main = node('div', { class: 'main', part: 'main' })
  const refusals = node('div', {})
  const status = node('p', { class: 'unseen', role: 'status' })
  const card = node('div', {
    class: 'card',
    part: 'card',
    popover: 'auto',
    role: 'dialog',
    'aria-labelledby': 'card-name',
  })
  const notice = node('p', { class: 'notify', popover: 'manual', 'aria-hidden': 'true' })
  const dialog = /** @type {HTMLDialogElement} */ (
    node('dialog', { part: 'help', 'aria-labelledby': 'help-title' })
  )
  const room = node(
    'div',
    { class: 'room', part: 'room', lang: i18n.lang, dir: i18n.dir },
    node('slot', { name: 'header' }),
    node(
      'header',
      { class: 'masthead', part: 'masthead' },
      node('h1', { part: 'name' }, name),
      standfirst,
    ),
    node('search', {}, form, queryForm),
    sections,
    waiting,
    main,
    fallback,
    refusals,
    node('slot', { name: 'footer' }),
    status,
    card,
    notice,
    dialog,
  )
  return {
    room,
    name,
    standfirst,
    field,
    opener,
    queryForm,
    listbox,
    loading: waiting,
    fallback,
    main,
    refused: refusals,
    sections,
    status,
    card,
    notice,
    dialog,
  }
}
