/**
 * `open` gives a room: articles indexed and ready to be searched. The core works in a classic worker, where that is
 * refused on the page's own thread in short slices. Importing this file does nothing.
 */
import { loadCore, loadModel } from './loader.js'
import { RoomError } from './error.js'
import { REQUESTS } from './requests.js'
import { openPort } from './transport.js'
import { requireBytes, requireText } from './validation.js'

/** Opens a room over `documents`, or over the `bytes` of a stored one. See index.d.ts. */
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
    return new Room(rpc, refusals, {
      language: input.language,
      read,
      isLarge: Boolean(parts),
      more,
    })
  } catch (error) {
    rpc.close(error)
    throw error
  }
}

/** Has the articles read for names; says whether they are known then. The room is searched meanwhile. */
async function recognise(rpc, model, onReading) {
  // Whoever opened the room comes first.
  await new Promise((resume) => setTimeout(resume))
  try {
    if (await rpc.call('recognised', [])) return true
    return await rpc.call('recognise', [await loadModel(model)], onReading)
  } catch (error) {
    warnWithoutNames(error)
    return false
  }
}

/** Has each article of a large room read for names when it is opened; without a model it is shown without. */
async function readOnDemand(rpc, model) {
  await loadModel(model)
    .then((bytes) => rpc.call('readOnDemand', [bytes]))
    .catch(warnWithoutNames)
}

function warnWithoutNames(error) {
  // A room that was closed meanwhile needs none.
  if (error.code !== 'closed') console.warn(`Names are not known here: ${error.message}`)
}

/** Both, started together; a port that nobody will use is closed. */
async function settle(loading, starting) {
  const port = await starting
  try {
    return [await loading, port]
  } catch (error) {
    port.close()
    throw error
  }
}

/** Its methods are those of `REQUESTS`, all async: a wrong argument, too, is a promise that rejects. */
class Room {
  #rpc
  #language
  #readNames // starts reading the articles for names, in a large room each when it is opened; false where nobody wants them
  #isLarge
  #onDemand // resolves when a large room can read articles
  #edited = Promise.resolve() // resolves when no article is on its way in or out

  static {
    for (const [name, request] of Object.entries(REQUESTS)) {
      Room.prototype[name] = async function (...given) {
        return this.#request(name, request, given)
      }
    }
  }

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

  async #request(name, { args, needs, edits }, given) {
    const checked = args(...given)
    if (edits) return this.#edit(checked, given[1])
    if (needs === 'names') await this.recognised
    if (needs === 'model' && this.#isLarge && this.#readNames) {
      await (this.#onDemand ??= this.#readNames())
    }
    return this.#rpc.call(name, checked)
  }

  // One after another, and names are read anew after the last of them.
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

/** Requests on their way to the core, matched with their answers by number. */
class RpcClient {
  #port
  #waiting = new Map()
  #number = 0
  /** Why nothing can be asked any more. */
  #closed = null
  #parts // gives a part of a large room by its name

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

  call(method, args, onProgress) {
    if (this.#closed) return Promise.reject(this.#closed)
    const number = (this.#number += 1)
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject, onProgress })
      try {
        this.#port.postMessage({ number, method, args })
      } catch (cause) {
        // Something in the input is no plain data and cannot travel.
        this.#waiting.delete(number)
        reject(new RoomError('input', cause.message))
      }
    })
  }

  async #sendPart(name) {
    const part = {}
    try {
      if (!this.#parts) throw new Error('this room is in parts, and nothing gives them')
      part.bytes = requireBytes(await this.#parts(name), 'a part')
    } catch ({ message }) {
      part.error = `${name}: ${message}`
    }
    if (!this.#closed) this.call('put', [{ name, ...part }]).catch(() => {})
  }

  #answer({ number, value, progress, error }) {
    const call = this.#waiting.get(number)
    if (!call) return
    if (progress) return call.onProgress?.(progress)
    this.#waiting.delete(number)
    if (!error) return call.resolve(value)
    const failure = new RoomError(error.code, error.message)
    call.reject(failure)
    // After a panic the core's memory cannot be trusted; the panic itself was logged where it happened.
    if (failure.code === 'panic') this.close(failure)
  }

  close(reason) {
    if (this.#closed) return
    this.#closed = reason
    this.#port.close()
    for (const { reject } of this.#waiting.values()) reject(reason)
    this.#waiting.clear()
  }
}
