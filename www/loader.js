/**
 * Loads the core's WebAssembly and the entity model: fetched and decompressed once for all rooms.
 */
import { RoomError } from './error.js'
import { requireBytes } from './validation.js'

/** @import { Bytes, Cache, ModelSource, Source } from './internal.d.ts' */

/** Compilations, pending or done, by URL or by source object. */
const byAddress = new Map()
const byObject = new WeakMap()

/**
 * The compiled core. `source` is bytes (gzip or not), a Response or a URL; without it the file
 * beside this module. Where the page's policy forbids compiling, the bytes are returned, since a
 * worker may.
 * @type {(source?: Source) => Promise<WebAssembly.Module | Bytes>}
 */
export function loadCore(source = new URL('./reading_room_bg.wasm', import.meta.url)) {
  const [cache, key] = isAddress(source) ? [byAddress, String(source)] : [byObject, source]
  return memoize(cache, key, () => readBytes(source, 'the core').then(compile))
}

const models = new Map()

/**
 * The decompressed model. `source` as for the core, or a function that returns one.
 * @type {(source?: ModelSource) => Promise<Bytes>}
 */
export async function loadModel(source = new URL('./english.room-model', import.meta.url)) {
  const given = typeof source === 'function' ? await source() : source
  const load = async () => unpack(await readBytes(given, 'the model'), 'the model')
  return isAddress(given) ? memoize(models, String(given), load) : load()
}

/**
 * @type {<K, T>(
 *   cache: Cache<K>,
 *   key: K,
 *   load: () => Promise<T>
 * ) => Promise<T>}
 */
function memoize(cache, key, load) {
  if (!cache.has(key)) {
    const loading = load()
    // A failure is not cached: the network may be back the next time.
    loading.catch(() => cache.delete(key))
    cache.set(key, loading)
  }
  return cache.get(key)
}

/** @type {(source: unknown) => source is string | URL} */
const isAddress = (source) => typeof source === 'string' || source instanceof URL

/** @type {(source: Source, what: string) => Promise<BufferSource>} */
async function readBytes(source, what) {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source
  try {
    if (isAddress(source) && isLocalFile(source)) return await readLocal(source)
    const response = isAddress(source) ? await fetch(source) : source
    if (!response.ok) throw new Error(`status ${response.status}`)
    return await response.arrayBuffer()
  } catch (cause) {
    const address = /** @type {any} */ (source).url ?? source
    const { message } = /** @type {Error} */ (cause)
    throw new RoomError('unsupported', `${what} cannot be read from ${address}: ${message}`)
  }
}

/**
 * Whether Node must read the file: `fetch` does not support `file:`.
 * @type {(address: string | URL) => boolean}
 */
function isLocalFile(address) {
  return typeof process !== 'undefined' && new URL(address, import.meta.url).protocol === 'file:'
}

/** @type {(address: string | URL) => Promise<BufferSource>} */
async function readLocal(address) {
  const { readFile } = await import('node:fs/promises')
  return readFile(new URL(address, import.meta.url))
}

/** @type {(bytes: BufferSource) => Promise<WebAssembly.Module | Bytes>} */
async function compile(bytes) {
  if (typeof WebAssembly === 'undefined')
    throw new RoomError('unsupported', 'this browser has no WebAssembly')
  const code = await unpack(bytes)
  return WebAssembly.compile(code).catch(() => code)
}

/**
 * Decompresses gzip, told by its magic number. Not through a Blob: WebKit cannot read one in a page
 * from disk.
 * @type {(bytes: BufferSource, what?: string) => Promise<Bytes>}
 */
export async function unpack(bytes, what = 'the core') {
  const view = requireBytes(bytes, what)
  if (view[0] !== 0x1f || view[1] !== 0x8b) return view
  const unpacked = new Response(view).body.pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(unpacked).arrayBuffer())
}
