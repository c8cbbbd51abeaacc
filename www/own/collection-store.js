// Collections that somebody wants to find again, in the store of this browser. All pages from disk may share one store; each entry
// says what it is. Where a page may store nothing (a sandboxed frame, a private window), the promise fails and nothing is lost.

import { createStore, del, entries, get, setMany } from 'idb-keyval'

const about = (id) => `about:${id}`
const room = (id) => `room:${id}`

let store
const shelf = () => (store ??= createStore('reading-room', 'kept'))

/** What is kept: { id, title, articles, bytes, day } each, the latest first. */
export async function listCollections() {
  const all = await entries(shelf())
  return all.filter(([key]) => key.startsWith('about:')).map(([, value]) => value).sort((a, b) => (a.day < b.day ? 1 : -1))
}

/** Keeps a room, in place of one of the same name. Both parts are there or neither. */
export async function keep({ title, articles, bytes, documents }) {
  const id = title
  const entry = { id, title, articles, bytes: bytes.length, day: new Date().toISOString() }
  await setMany([[about(id), entry], [room(id), { bytes, documents }]], shelf())
}

/** The room that was kept: { bytes, documents }. */
export async function openKept(id) {
  return get(room(id), shelf())
}

export async function deleteCollection(id) {
  await del(about(id), shelf())
  await del(room(id), shelf())
}
