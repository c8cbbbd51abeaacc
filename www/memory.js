// Small preferences of the reader. In a sandboxed frame the mere mention of `localStorage` throws: then they last as
// long as the page.

const twin = new Map()

export function recall(name) {
  try {
    return localStorage.getItem(`reading-room:${name}`) ?? twin.get(name) ?? null
  } catch {
    return twin.get(name) ?? null
  }
}

export function remember(name, value) {
  twin.set(name, value)
  try {
    localStorage.setItem(`reading-room:${name}`, value)
  } catch {
    // The twin has it.
  }
}

/** Forgets everything that was remembered, whatever corpus it was for. */
export function forgetAll() {
  twin.clear()
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith('reading-room:')) localStorage.removeItem(name)
  } catch {
    // There is nothing.
  }
}
