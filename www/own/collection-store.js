// Collections that somebody wants to find again, in the store of this browser. All pages from disk may share one store; each summary
// says what it is. Where a page may store nothing (a sandboxed frame, a private window), the promise fails and nothing is lost.

import { createStore, del, entries, get, setMany } from 'idb-keyval'

const summaryKey = (id) => `about:${id}`
const roomKey = (id) => `room:${id}`

let store
const openStore = () => (store ??= createStore('reading-room', 'kept'))

/** What is kept: { id, title, articles, bytes, day } each, the latest first. */
export async function listCollections() {
  const all = await entries(openStore())
  return all
    .filter(([key]) => key.startsWith('about:'))
    .map(([, value]) => value)
    .sort((a, b) => (a.day < b.day ? 1 : -1))
}

/** Keeps a room, in place of one of the same name. Both parts are there or neither. */
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

/** The room that was kept: { bytes, documents }. */
export async function loadCollection(id) {
  return get(roomKey(id), openStore())
}

export async function deleteCollection(id) {
  await del(summaryKey(id), openStore())
  await del(roomKey(id), openStore())
}
