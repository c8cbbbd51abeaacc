// Measures one engine in a Node process of its own: `node --expose-gc child.mjs ENGINE FOLDER
// BUDGET_MS`, where the folder holds documents.json and sets.json. Writes row.json beside them.
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { join } from 'node:path'
import { measure } from './measure.mjs'
import { readSets } from './sets.mjs'

const [name, folder, budget] = process.argv.slice(2)
const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const { default: engine } = await import(`./engines/${name}.js`)

/** Memory of the process after garbage collection, in bytes. */
async function settle() {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc()
    await new Promise((resume) => setTimeout(resume, 50))
  }
  return process.memoryUsage.rss()
}

const sets = readSets(read('sets.json'))
const context = {
  sqlite: readFileSync(
    new URL(
      'node_modules/@sqlite.org/sqlite-wasm/sqlite-wasm/jswasm/sqlite3.wasm',
      import.meta.url,
    ),
  ),
}
const { stored, index, ...row } = await measure(engine, () => read('documents.json'), sets, {
  settle,
  budget: Number(budget),
  context,
})
const brotli = (bytes) => {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  return brotliCompressSync(bytes, { params }).length / 1e6
}
if (stored) {
  const bytes = Buffer.from(stored)
  row.raw = bytes.length / 1e6
  row.brotli = brotli(bytes)
  if (index) row.withoutText = brotli(index)
}
writeFileSync(join(folder, 'row.json'), JSON.stringify(row))
process.exit(0)
