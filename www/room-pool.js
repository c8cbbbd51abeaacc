// Reference-counted rooms: readers of the same corpus on a page share one, which the last of them
// closes.

/** @import { Lease, OpenedRoom } from './internal.d.ts' */

/** @type {Map<unknown, { readers: number, room: Promise<OpenedRoom> }>} */
const rooms = new Map()

/**
 * A lease of the room of `key`, opened by `open` if there is none. `drop` takes a broken room out
 * of the pool.
 * @type {(key: unknown, open: () => Promise<OpenedRoom>) => Lease}
 */
export function lease(key, open) {
  const entry = rooms.get(key) ?? { readers: 0, room: open() }
  rooms.set(key, entry)
  entry.readers += 1
  let held = true
  const forget = () => rooms.get(key) === entry && rooms.delete(key)
  entry.room.catch(forget)
  return {
    room: entry.room,
    drop: forget,
    release() {
      if (!held) return
      held = false
      entry.readers -= 1
      if (entry.readers) return
      forget()
      entry.room.then(
        ({ room }) => room.close(),
        () => {},
      )
    },
  }
}
