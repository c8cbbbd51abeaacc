// Navigation history, so that Back returns to the same list at the same scroll position. If the
// reader owns the URL it is kept in `window.history`; otherwise, and where the History API is
// refused (a sandboxed frame), in memory.

import { format, parse, place } from './route.js'

/** @import { HistoryEntry, Place, Position } from './internal.d.ts' */

export class NavigationHistory {
  /** @type {HistoryEntry[]} */
  #entries
  #index = 0
  #ownsAddress
  #tag = Math.random() // tells our entries from those of an earlier load of the page

  /** @param {boolean} ownsAddress @param {Place} first */
  constructor(ownsAddress, first) {
    this.#ownsAddress = ownsAddress
    this.#entries = [{ place: first, mark: null }]
    if (ownsAddress) this.#attempt(() => (history.scrollRestoration = 'manual'))
  }

  /** The place in the URL, if the reader owns it. */
  static read() {
    return parse(location.hash)
  }

  get place() {
    return this.#entries[this.#index].place
  }

  /**
   * Pushes a place. `mark` is the scroll position and focus of the one left.
   * @type {(to: Place, mark: Position | null) => void}
   */
  push(to, mark) {
    this.#entries[this.#index].mark = mark
    this.#save('replaceState')
    this.#entries.splice(++this.#index, Infinity, { place: to, mark: null })
    this.#save('pushState')
  }

  /** @type {(to: Place) => void} */
  replace(to) {
    this.#entries[this.#index] = { place: to, mark: null }
    this.#save('replaceState')
  }

  /**
   * Goes back to the last place that `fits`. With the History API the answer comes by `popstate`,
   * else at once.
   * @type {(fits: (place: Place) => boolean, mark: Position) => HistoryEntry | 'history' | null}
   */
  back(fits, mark) {
    const index = this.#entries.slice(0, this.#index).findLastIndex((entry) => fits(entry.place))
    if (index < 0) return null
    const steps = index - this.#index
    if (this.#ownsAddress && this.#attempt(() => history.go(steps))) return 'history'
    this.#entries[this.#index].mark = mark
    this.#index = index
    return this.#entries[index]
  }

  /**
   * On `popstate`: the entry that was reached, with its scroll position.
   * @type {(event: PopStateEvent, mark: Position) => HistoryEntry}
   */
  moved(event, mark) {
    const saved = event.state?.readingRoom
    const to = NavigationHistory.read() ?? place()
    this.#entries[this.#index].mark = mark
    if (saved?.tag === this.#tag && this.#entries[saved.index]) {
      this.#index = saved.index
      return this.#entries[saved.index]
    }
    this.#entries = [{ place: to, mark: saved?.mark ?? null }]
    this.#index = 0
    return this.#entries[0]
  }

  /**
   * The URL of a place; without the hash if the reader does not own it.
   * @type {(to: Place) => string}
   */
  address(to) {
    const [page] = location.href.split('#')
    return this.#ownsAddress ? page + format(to) : page
  }

  /**
   * Sets the document's title, if the reader owns the URL.
   * @type {(title: string) => void}
   */
  setTitle(title) {
    if (this.#ownsAddress) document.title = title
  }

  /** @type {(how: 'pushState' | 'replaceState') => void} */
  #save(how) {
    if (!this.#ownsAddress) return
    const { place: to, mark } = this.#entries[this.#index]
    const readingRoom = { tag: this.#tag, index: this.#index, mark }
    this.#attempt(() => history[how]({ ...history.state, readingRoom }, '', format(to)))
  }

  /**
   * Once refused, the History API is not tried again: half a history is worse than none.
   * @type {(use: () => void) => boolean}
   */
  #attempt(use) {
    try {
      use()
      return true
    } catch {
      this.#ownsAddress = false
      return false
    }
  }
}
