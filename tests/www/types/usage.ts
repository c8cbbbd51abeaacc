// What people write against the types that ship. Compiled, never run.
import { open, RoomError, type ErrorCode, type HitView, type Room, type Segment } from '../../../dist/index.js'

const room: Room = await open({
  documents: [{ text: 'words' }, { id: 'a', title: null, blocks: [{ role: 'quote', text: 'words' }] }],
  worker: false,
  language: 'en',
  core: new URL('reading_room_bg.wasm', 'file:///'),
  onProgress: ({ done, total }) => done / total,
})
const { hits, suggestion } = await room.search('words', { sort: 'newest', filters: { after: '2024-01-01' }, limit: 5 })
const first: HitView | undefined = hits[0]
const marked: string[] = (first?.heading ?? []).filter(({ hit }: Segment) => hit).map(({ text }) => text)
const stored: Uint8Array = await room.toBytes()
const again = await open({ bytes: stored, worker: '/worker.js' })
await open({ bytes: stored.buffer as ArrayBuffer })
const { blocks, previous } = await again.article('a', { query: 'words' })
const label: string | undefined = previous?.label
const line: number | null | undefined = room.refusals[0]?.line
room.close()

try {
  await room.overview()
} catch (error) {
  if (error instanceof RoomError) {
    const code: ErrorCode = error.code
    console.log(code === 'closed', error.message)
  }
}
console.log(marked, blocks.length, label, line, suggestion?.length, (await again.suggest('wo')).words[0]?.count)

// @ts-expect-error: articles must hold text as text
await open({ documents: [{ text: 5 }] })
// @ts-expect-error: there is no such order
await room.search('words', { sort: 'random' })
// @ts-expect-error: there is no such code
const wrong: ErrorCode = 'oops'
// @ts-expect-error: refusals cannot be replaced
room.refusals = []
console.log(wrong)
