// The browser's side of the measurement: the worker.
import { measure } from './measure.mjs'
import { readSets } from './sets.mjs'

const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer())
const json = async (path) => (await fetch(path)).json()

export function run(engine, budget) {
  const inWorker = typeof document === 'undefined'
  const measured = (async () => {
    const sets = readSets(await json('/sets.json'))
    const settle = inWorker ? askPage : async () => 0
    const context = { core: await bytes('/core.wasm'), sqlite: await bytes('/sqlite3.wasm') }
    const { stored, index, ...row } = await measure(engine, () => json('/documents.json'), sets, {
      settle,
      budget,
      context,
    })
    if (stored) row.raw = (stored.length ?? stored.byteLength) / 1e6
    return row
  })()
  if (!inWorker) globalThis.measured = measured
  else
    measured.then(
      (row) => postMessage({ row }),
      (error) => postMessage({ error: String(error?.message ?? error) }),
    )
}

// The browser's figure leaves out WebAssembly memory; every engine creates it with one of these.
const memories = new Set()
const note = (things) => {
  for (const thing of Object.values(things ?? {})) {
    if (thing instanceof WebAssembly.Memory) memories.add(thing)
  }
}
const { instantiate, Instance } = WebAssembly
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given)
  note((made.instance ?? made).exports)
  note(given[1]?.env)
  return made
}
// biome-ignore lint/complexity/useArrowFunction: called with `new`
WebAssembly.Instance = function (...given) {
  const made = new Instance(...given)
  note(made.exports)
  return made
}

const askPage = () =>
  new Promise((resolve) => {
    globalThis.onmessage = ({ data }) =>
      resolve(data + [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0))
    postMessage('memory')
  })
