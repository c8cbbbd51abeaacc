// The reader's preferences, in `localStorage`. In a sandboxed frame any access throws: then they
// last as long as the page.

const fallback = new Map()

/** @type {(name: string) => string | null} */
export function readPreference(name) {
  try {
    return localStorage.getItem(`reading-room:${name}`) ?? fallback.get(name) ?? null
  } catch {
    return fallback.get(name) ?? null
  }
}

/** @type {(name: string, value: string) => void} */
export function writePreference(name, value) {
  fallback.set(name, value)
  try {
    localStorage.setItem(`reading-room:${name}`, value)
  } catch {
    // `fallback` has it.
  }
}

/**
 * Clears these preferences only: other rooms may share the store.
 * @type {(names: string[]) => void}
 */
export function clearPreferences(names) {
  for (const name of names) {
    fallback.delete(name)
    try {
      localStorage.removeItem(`reading-room:${name}`)
    } catch {
      // It was only in `fallback`.
    }
  }
}
