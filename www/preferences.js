// Small preferences of the reader. In a sandboxed frame the mere mention of `localStorage` throws: then they last as
// long as the page.

const twin = new Map()

export function readPreference(name) {
  try {
    return localStorage.getItem(`reading-room:${name}`) ?? twin.get(name) ?? null
  } catch {
    return twin.get(name) ?? null
  }
}

export function writePreference(name, value) {
  twin.set(name, value)
  try {
    localStorage.setItem(`reading-room:${name}`, value)
  } catch {
    // The twin has it.
  }
}

/** Forgets these, and nothing else: other rooms may share the store. */
export function forget(names) {
  for (const name of names) {
    twin.delete(name)
    try {
      localStorage.removeItem(`reading-room:${name}`)
    } catch {
      // It was only in the twin.
    }
  }
}
