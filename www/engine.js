/**
 * The engine: `open` resolves with a room, its articles indexed. The core runs in a classic worker,
 * or in slices on this thread where workers are refused. Importing this module has no side effects.
 */
import { loadCore, loadModel } from './loader.js'
import { RoomError } from './error.js'
import { REQUESTS } from './requests.js'
import { openPort } from './transport.js'
import { requireBytes, requireText } from './validation.js'

/**
 * @import {
 *   AnyRequest, EditOptions, ModelSource, OnProgress, OpenOptions, Port, Refusal
 * } from './internal.d.ts'
 */

/**
 * Opens a room over `documents`, or over the `bytes` of a stored one. See index.d.ts.
 * @type {(options: OpenOptions) => Promise<import('./index.js').Room>}
 */
export async function open(options) {
  const {
    documents,
    bytes,
    language,
    worker = true,
    onProgress,
    core,
    entities = true,
    model,
    onReading,
    more = false,
    parts,
  } = options ?? {}
  if (bytes == null && !Array.isArray(documents)) {
    throw new RoomError(
      'input',
      'open needs documents, a list of articles, or the bytes of a stored room',
    )
  }
  const input = {
    documents,
    bytes: bytes == null ? null : requireBytes(bytes, 'bytes'),
    language: language == null ? null : requireText(language, 'language'),
  }
  const [module, port] = await settle(loadCore(core), openPort(worker))
  const rpc = new RpcClient(port, parts)
  try {
    const refusals = await rpc.call('open', [{ ...input, core: module }], onProgress)
    const read =
      entities && (() => (parts ? readOnDemand(rpc, model) : recognise(rpc, model, onReading)))
    const room = new Room(rpc, refusals, {
      language: input.language,
      read,
      isLarge: Boolean(parts),
      more,
    })
    return /** @type {any} */ (room)
  } catch (error) {
    rpc.close(error)
    throw error
  }
}

/**
 * Runs entity recognition over all articles; resolves with whether it succeeded. The room answers
 * meanwhile.
 * @type {(rpc: RpcClient, model: ModelSource, onReading: OnProgress) => Promise<boolean>}
 */
async function recognise(rpc, model, onReading) {
  // The first requests of the caller go first.
  await new Promise((resume) => setTimeout(resume))
  try {
    if (await rpc.call('recognised', [])) return true
    return await rpc.call('recognise', [await loadModel(model)], onReading)
  } catch (error) {
    warnWithoutNames(error)
    return false
  }
}

/**
 * Has each article of a large room read for entities when it is opened; without a model, articles
 * come without.
 * @type {(rpc: RpcClient, model: ModelSource) => Promise<void>}
 */
async function readOnDemand(rpc, model) {
  await loadModel(model)
    .then((bytes) => rpc.call('readOnDemand', [bytes]))
    .catch(warnWithoutNames)
}

/** @type {(error: any) => void} */
function warnWithoutNames(error) {
  // Closing the room cancels recognition.
  if (error.code !== 'closed') console.warn(`Names are not known here: ${error.message}`)
}

/**
 * Awaits both, started in parallel; closes the port if loading fails.
 * @type {<T>(loading: Promise<T>, starting: Promise<Port>) => Promise<[T, Port]>}
 */
async function settle(loading, starting) {
  const port = await starting
  try {
    return [await loading, port]
  } catch (error) {
    port.close()
    throw error
  }
}

/**
 * Its methods are those of `REQUESTS`. All are async, so that an invalid argument is a rejection
 * too.
 */
class Room {
  #rpc
  #language
  // starts entity recognition, in a large room on demand; false where the caller wants none
  #readNames
  #isLarge
  /** @type {Promise<any> | undefined} */
  #onDemand // resolves when a large room can read articles
  #edited = Promise.resolve() // resolves when no edit is pending

  static {
    /** @type {[string, AnyRequest][]} */
    const requests = Object.entries(REQUESTS)
    for (const [name, request] of requests) {
      /** @type {any} */
      const methods = Room.prototype
      methods[name] = async function (/** @type {any[]} */ ...given) {
        return this.#request(name, request, given)
      }
    }
  }

  /** @param {RpcClient} rpc @param {Refusal[]} refusals @param {any} options */
  constructor(rpc, refusals, { language, read, isLarge, more }) {
    this.#rpc = rpc
    this.#language = language
    this.#readNames = read
    this.#isLarge = isLarge
    this.refusals = refusals
    this.recognised = Promise.resolve(false)
    if (!more) this.#read()
  }

  #read() {
    this.recognised = this.#readNames && !this.#isLarge ? this.#readNames() : Promise.resolve(false)
  }

  /** @type {(name: string, request: AnyRequest, given: any[]) => Promise<any>} */
  async #request(name, { args, needs, edits }, given) {
    const checked = args(...given)
    if (edits) return this.#edit(checked, given[1])
    if (needs === 'names') await this.recognised
    if (needs === 'model' && this.#isLarge && this.#readNames) {
      await (this.#onDemand ??= this.#readNames())
    }
    return this.#rpc.call(name, checked)
  }

  /**
   * Edits run one after another; entities are recognised again after the last.
   * @type {(edit: any[], options?: EditOptions) => Promise<Refusal[]>}
   */
  async #edit([documents, gone], { more = false, onProgress } = {}) {
    const language = this.#language
    const edit = this.#edited.then(() =>
      this.#rpc.call('edit', [{ documents, gone, language, more }], onProgress),
    )
    const edited = edit.then(
      () => {},
      () => {},
    )
    this.#edited = edited
    const refusals = await edit
    if (more) this.recognised = edited.then(() => false)
    else if (this.#edited === edited) this.#read()
    this.refusals = [...this.refusals, ...refusals]
    return refusals
  }

  close() {
    this.#rpc.close(new RoomError('closed', 'the room was closed'))
  }
}

/** Matches requests to the core with their answers by number. */
class RpcClient {
  #port
  /** @type {Map<number, any>} */
  #waiting = new Map()
  #number = 0
  /**
   * The error of every later request.
   * @type {any}
   */
  #closed = null
  #parts // fetches a part of a large room by its name

  /** @param {Port} port @param {OpenOptions['parts']} parts */
  constructor(port, parts) {
    this.#port = port
    this.#parts = parts
    port.onmessage = ({ data }) => {
      if (!data.wanted) return this.#answer(data)
      for (const name of data.wanted) this.#sendPart(name)
    }
    port.onerror = (event) => {
      const message = event?.message ?? 'the worker stopped'
      console.error(message)
      this.close(new RoomError('panic', message))
    }
  }

  /** @type {(method: string, args: unknown[], onProgress?: OnProgress) => Promise<any>} */
  call(method, args, onProgress) {
    if (this.#closed) return Promise.reject(this.#closed)
    const number = (this.#number += 1)
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject, onProgress })
      try {
        this.#port.postMessage({ number, method, args })
      } catch (cause) {
        // DataCloneError: an argument cannot be cloned.
        this.#waiting.delete(number)
        reject(new RoomError('input', /** @type {Error} */ (cause).message))
      }
    })
  }

  /** @type {(name: string) => Promise<void>} */
  async #sendPart(name) {
    const part = {}
    try {
      if (!this.#parts) throw new Error('this room is in parts, and nothing gives them')
      part.bytes = requireBytes(await this.#parts(name), 'a part')
    } catch (error) {
      part.error = `${name}: ${/** @type {Error} */ (error).message}`
    }
    if (!this.#closed) this.call('put', [{ name, ...part }]).catch(() => {})
  }

  /** @type {(message: any) => void} */
  #answer({ number, value, progress, error }) {
    const call = this.#waiting.get(number)
    if (!call) return
    if (progress) return call.onProgress?.(progress)
    this.#waiting.delete(number)
    if (!error) return call.resolve(value)
    const failure = new RoomError(error.code, error.message)
    call.reject(failure)
    // After a panic the core's memory is not to be trusted. The panic was logged where it happened.
    if (failure.code === 'panic') this.close(failure)
  }

  /** @type {(reason: any) => void} */
  close(reason) {
    if (this.#closed) return
    this.#closed = reason
    this.#port.close()
    for (const { reject } of this.#waiting.values()) reject(reason)
    this.#waiting.clear()
  }
}
