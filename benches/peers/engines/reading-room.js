import { open } from '../../../dist/index.js'

/** Reading Room through its public API; without entity recognition, which no peer has. */
export default {
  name: 'Reading Room',
  keepsText: true,
  async build(documents, { core } = {}) {
    return open({ documents, worker: false, entities: false, core })
  },
  async search(room, query, limit) {
    const { hits } = await room.search(query, { limit })
    return hits.map(({ id }) => id)
  },
  save: (room) => room.toBytes(),
  /** The size of the stored room without the articles: its sections numbered from ten on. */
  withoutText(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const sections = Array.from({ length: view.getUint32(20, true) }, (_, at) =>
      [0, 4, 8].map((by) => view.getUint32(24 + 12 * at + by, true)),
    )
    const kept = sections
      .filter(([number]) => number >= 10)
      .map(([, from, length]) => bytes.subarray(from, from + length))
    const all = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0))
    kept.reduce((at, section) => {
      all.set(section, at)
      return at + section.length
    }, 0)
    return all
  },
  load: (bytes, { core } = {}) => open({ bytes, worker: false, entities: false, core }),
}
