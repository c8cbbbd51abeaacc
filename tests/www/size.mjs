// Prints and checks the size of every download against its ceiling. A ceiling rises in a commit of
// its own, with the reason.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const KB = 1000
const ceilings = [
  { file: 'reading_room_bg.wasm', what: 'the core, brotli', measure: brotli, ceiling: 503 * KB },
  { file: 'reading-room.js', what: 'the shell, brotli', measure: brotli, ceiling: 44.2 * KB },
  {
    file: 'reading-room-query.js',
    what: 'how a query was read, and the query form, when they are wanted, brotli',
    measure: brotli,
    ceiling: 8.2 * KB,
  },
  {
    file: 'reading-room-own.js',
    what: "the controller of one's own articles, when it is wanted, brotli",
    measure: brotli,
    ceiling: 30.5 * KB,
  },
  ...['de', 'lt', 'pl', 'uk'].map((code) => ({
    file: `reading-room-${code}.js`,
    what: `the shell in another language: ${code}, brotli`,
    measure: brotli,
    ceiling: 5.1 * KB,
  })),
  {
    file: 'english.room-model',
    what: 'the model with all its lists, brotli',
    measure: brotli,
    ceiling: 320 * KB,
  },
  {
    file: 'reading-room.html',
    what: "the seeds' page, as it is",
    measure: (bytes) => bytes.length,
    ceiling: 1690 * KB,
  },
]

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}

for (const { file, what, measure, ceiling } of ceilings) {
  test(`${what}: ${file}`, async () => {
    const bytes = await readFile(new URL(`../../dist/${file}`, import.meta.url))
    const size = measure(bytes)
    const kb = (length) => `${(length / KB).toFixed(1)} KB`
    const gzipped = gzipSync(bytes, { level: 9 }).length
    const others = `raw ${kb(bytes.length)}, gzip ${kb(gzipped)}`
    console.log(`${what}: ${kb(size)} of at most ${kb(ceiling)} (${others})`)
    assert.ok(size <= ceiling, `${kb(size)} is more than ${kb(ceiling)}`)
  })
}
