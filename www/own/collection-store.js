// Stored collections, in IndexedDB. All pages opened from disk may share one database, so each
// entry has a summary. Where storage is refused (a sandboxed frame, a private window) the promise
// rejects.

import { createStore, del, entries, get, setMany } from 'idb-keyval'

/** @import { SourceDocument } from '../internal.d.ts' */

/** @type {(id: string) => string} */
const summaryKey = (id) => `about:${id}`
/** @type {(id: string) => string} */
const roomKey = (id) => `room:${id}`

let store
const openStore = () => (store ??= createStore('reading-room', 'kept'))

/** Summaries of the stored collections, latest first: { id, title, articles, bytes, day }. */
export async function listCollections() {
  const all = await entries(openStore())
  return all
    .filter(([key]) => String(key).startsWith('about:'))
    .map(([, value]) => value)
    .sort((a, b) => (a.day < b.day ? 1 : -1))
}

/**
 * Stores a room under its title, replacing one of the same title, in one transaction.
 * @type {(
 *   collection: {
 *     title: string, articles: number, bytes: Uint8Array, documents: SourceDocument[] | null
 *   }
 * ) => Promise<void>}
 */
export async function saveCollection({ title, articles, bytes, documents }) {
  const id = title
  const summary = { id, title, articles, bytes: bytes.length, day: new Date().toISOString() }
  await setMany(
    [
      [summaryKey(id), summary],
      [roomKey(id), { bytes, documents }],
    ],
    openStore(),
  )
}

/**
 * A stored room: { bytes, documents }.
 * @type {(id: string) => Promise<{ bytes: Uint8Array, documents: SourceDocument[] | null }>}
 */
export async function loadCollection(id) {
  return get(roomKey(id), openStore())
}

/** @type {(id: string) => Promise<void>} */
export async function deleteCollection(id) {
  await del(summaryKey(id), openStore())
  await del(roomKey(id), openStore())
}
