// Open rooms, shared: readers of the same corpus on one page use one room, closed when the last of them leaves.

const rooms = new Map()

/** A share in the room of `key`; `open` makes it if nobody has it yet. `drop` keeps others from getting a broken one. */
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
