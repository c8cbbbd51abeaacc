/** The core's machine code: found, unpacked and compiled once, however many rooms are opened. */
import { RoomError } from './error.js'
import { asBytes } from './input.js'

/** Compilations under way or done, by the address or the object the core came from. */
const byAddress = new Map()
const byObject = new WeakMap()

/**
 * The compiled core; `source` is bytes (gzip or not), a Response, or an address. Without it: the file beside this one.
 * Where this page may not compile but a worker may, the bytes are handed on as they are.
 */
export function loadCore(source = new URL('./reading_room_bg.wasm', import.meta.url)) {
  const isAddress = typeof source === 'string' || source instanceof URL
  const [cache, key] = isAddress ? [byAddress, String(source)] : [byObject, source]
  if (!cache.has(key)) {
    const loading = fetchCore(source, isAddress).then(compile)
    // A failure is not remembered: the network may be back the next time.
    loading.catch(() => cache.delete(key))
    cache.set(key, loading)
  }
  return cache.get(key)
}

async function fetchCore(source, isAddress) {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source
  try {
    if (isAddress && isFile(source)) return await readLocal(source)
    const response = isAddress ? await fetch(source) : source
    if (!response.ok) throw new Error(`status ${response.status}`)
    return await response.arrayBuffer()
  } catch (cause) {
    throw new RoomError('unsupported', `the core cannot be read from ${source.url ?? source}: ${cause.message}`)
  }
}

/** Whether to read with Node: from disk, where `fetch` does not reach. */
function isFile(address) {
  return typeof process !== 'undefined' && new URL(address, import.meta.url).protocol === 'file:'
}

async function readLocal(address) {
  const { readFile } = await import('node:fs/promises')
  return readFile(new URL(address, import.meta.url))
}

async function compile(bytes) {
  if (typeof WebAssembly === 'undefined') throw new RoomError('unsupported', 'this browser has no WebAssembly')
  const code = await unpack(bytes)
  return WebAssembly.compile(code).catch(() => code)
}

/** Undoes gzip, by its first two bytes. Never through a Blob, which WebKit cannot read in a page from disk. */
export async function unpack(bytes) {
  const view = asBytes(bytes, 'the core')
  if (view[0] !== 0x1f || view[1] !== 0x8b) return view
  const unpacked = new Response(view).body.pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(unpacked).arrayBuffer())
}
