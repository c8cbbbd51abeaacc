// The way we came, so that Back leads to the same list at the same spot. With `owned` it lives in the address and the
// browser's history; otherwise, and wherever history is refused (a sandboxed frame), in memory alone.

import { format, parse, place } from './route.js'

export class NavigationHistory {
  #entries
  #index = 0
  #ownsAddress
  #tag = Math.random() // tells our entries from those of an earlier load of the page

  constructor(ownsAddress, first) {
    this.#ownsAddress = ownsAddress
    this.#entries = [{ place: first, mark: null }]
    if (ownsAddress) this.#attempt(() => (history.scrollRestoration = 'manual'))
  }

  /** The place the address names, if we own it. */
  static read() {
    return parse(location.hash)
  }

  get place() {
    return this.#entries[this.#index].place
  }

  /** Goes on to a new place. `mark` is where on the old one to come back to. */
  push(to, mark) {
    this.#entries[this.#index].mark = mark
    this.#save('replaceState')
    this.#entries.splice(++this.#index, Infinity, { place: to, mark: null })
    this.#save('pushState')
  }

  replace(to) {
    this.#entries[this.#index] = { place: to, mark: null }
    this.#save('replaceState')
  }

  /** Goes back to the last place that `fits`; the answer comes through `moved`, at once without history. */
  back(fits, mark) {
    const index = this.#entries.slice(0, this.#index).findLastIndex((entry) => fits(entry.place))
    if (index < 0) return null
    const steps = index - this.#index
    if (this.#ownsAddress && this.#attempt(() => history.go(steps))) return 'history'
    this.#entries[this.#index].mark = mark
    this.#index = index
    return this.#entries[index]
  }

  /** The browser moved: where to, and the spot to return to there. */
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

  /** The address that leads to a place here; of the page alone where it is not ours. */
  address(to) {
    const [page] = location.href.split('#')
    return this.#ownsAddress ? page + format(to) : page
  }

  /** The document is called what we show, if its address is ours. */
  setTitle(title) {
    if (this.#ownsAddress) document.title = title
  }

  #save(how) {
    if (!this.#ownsAddress) return
    const { place: to, mark } = this.#entries[this.#index]
    const readingRoom = { tag: this.#tag, index: this.#index, mark }
    this.#attempt(() => history[how]({ ...history.state, readingRoom }, '', format(to)))
  }

  // Refused once, history is left alone for good: half of a trail is worse than none.
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
