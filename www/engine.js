/**
 * `open` gives a room: articles indexed and ready to be searched. The core works in a classic worker, where that is
 * refused on the page's own thread in short slices. Importing this file does nothing.
 */
import { loadCore, loadModel } from './loader.js'
import { RoomError } from './error.js'
import { requireBytes, requireText } from './validation.js'
import { openPort } from './transport.js'

const DEFAULT_LIMIT = 20

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
  const calls = new Calls(port, parts)
  try {
    const refusals = await calls.ask('open', { ...input, core: module }, onProgress)
    const read =
      entities && (() => (parts ? readOnDemand(calls, model) : recognise(calls, model, onReading)))
    return new Room(calls, refusals, {
      language: input.language,
      read,
      isLarge: Boolean(parts),
      more,
    })
  } catch (error) {
    calls.end(error)
    throw error
  }
}

/** Has the articles read for names; says whether they are known then. The room is searched meanwhile. */
async function recognise(calls, model, onReading) {
  // Whoever opened the room comes first.
  await new Promise((resume) => setTimeout(resume))
  try {
    if (await calls.ask('recognised')) return true
    return await calls.ask('recognise', { model: await loadModel(model) }, onReading)
  } catch (error) {
    // A room that was closed meanwhile needs none.
    if (error.code !== 'closed') console.warn(`Names are not known here: ${error.message}`)
    return false
  }
}

/** Has each article of a large room read for names when it is opened; without a model it is shown without. */
async function readOnDemand(calls, model) {
  try {
    await calls.ask('readOnDemand', { model: await loadModel(model) })
  } catch (error) {
    if (error.code !== 'closed') console.warn(`Names are not known here: ${error.message}`)
  }
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

/** Every method is async, so that a wrong argument, too, is a promise that fails. */
class Room {
  #calls
  #language
  #readNames // starts reading the articles for names, in a large room each when it is opened; false where nobody wants them
  #isLarge
  #onDemand // kept when a large room can read articles
  #edited = Promise.resolve() // kept when no article is on its way in or out

  constructor(calls, refusals, { language, read, isLarge, more }) {
    this.#calls = calls
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

  async add(documents, options) {
    return this.#edit({ documents }, options)
  }

  async replace(documents, options) {
    return this.#edit(
      { documents, gone: documents.map(({ id }) => requireText(id, 'id')) },
      options,
    )
  }

  async remove(ids, options) {
    return this.#edit({ gone: ids.map((id) => requireText(id, 'id')) }, options)
  }

  // One after another, and names are read anew after the last of them.
  async #edit({ documents = [], gone = [] }, { more = false, onProgress } = {}) {
    if (!Array.isArray(documents))
      throw new RoomError('input', 'documents must be a list of articles')
    const before = this.#edited
    const edit = before.then(() =>
      this.#calls.ask('edit', { documents, gone, language: this.#language, more }, onProgress),
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

  async overview(options) {
    const { offset = 0, limit = DEFAULT_LIMIT } = options ?? {}
    return this.#calls.ask('overview', { offset, limit })
  }

  async search(query, options) {
    const {
      limit = DEFAULT_LIMIT,
      offset = 0,
      filters = {},
      sort = 'relevance',
      facets = 0,
      explain = false,
    } = options ?? {}
    const wanted = { limit, offset, filters, sort, facets, explain }
    return this.#calls.ask('search', { query: requireText(query, 'query'), options: wanted })
  }

  async suggest(prefix, options) {
    const { limit = 8 } = options ?? {}
    return this.#calls.ask('suggest', { prefix: requireText(prefix, 'prefix'), limit })
  }

  async article(id, options) {
    const query = options?.query ?? ''
    if (this.#isLarge && this.#readNames) await (this.#onDemand ??= this.#readNames())
    return this.#calls.ask('article', {
      id: requireText(id, 'id'),
      query: requireText(query, 'query'),
    })
  }

  async entities(options) {
    return this.#askNames('entities', { options: options ?? {} })
  }

  async entity(id, options) {
    return this.#askNames('entity', { id: requireText(id, 'id'), options: options ?? {} })
  }

  async quotes(filters) {
    return this.#askNames('quotes', { filters: filters ?? {} })
  }

  async amounts(filters) {
    return this.#askNames('amounts', { filters: filters ?? {} })
  }

  async timeline(filters) {
    return this.#askNames('timeline', { filters: filters ?? {} })
  }

  async graph(options) {
    return this.#askNames('graph', { options: options ?? {} })
  }

  async together(a, b, options) {
    return this.#askNames('together', {
      a: requireText(a, 'a'),
      b: requireText(b, 'b'),
      options: options ?? {},
    })
  }

  async about(options) {
    return this.#askNames('about', { options: options ?? {} })
  }

  async highlights(options) {
    return this.#askNames('highlights', { limit: options?.limit ?? 5 })
  }

  async related(id, options) {
    return this.#askNames('related', { id: requireText(id, 'id'), limit: options?.limit ?? 6 })
  }

  async correct(corrections) {
    return this.#askNames('correct', { corrections: corrections ?? {} })
  }

  /** Asks once the articles were read for names, or will not be. */
  async #askNames(method, input) {
    await this.recognised
    return this.#calls.ask(method, input)
  }

  /** `bytes` as the command line packs them. */
  async gzip(bytes) {
    return this.#calls.ask('gzip', { bytes: requireBytes(bytes, 'bytes') })
  }

  async toBytes() {
    return this.#askNames('toBytes', {})
  }

  close() {
    this.#calls.end(new RoomError('closed', 'the room was closed'))
  }
}

/** Requests on their way to the core, matched with their answers by number. */
class Calls {
  #port
  #waiting = new Map()
  #number = 0
  /** Why nothing can be asked any more. */
  #ended = null
  #parts // gives a part of a large room by its name

  constructor(port, parts) {
    this.#port = port
    this.#parts = parts
    port.onmessage = ({ data }) => {
      if (!data.wanted) return this.#answer(data)
      for (const name of data.wanted) this.#bring(name)
    }
    port.onerror = (event) => {
      const message = event?.message ?? 'the worker stopped'
      console.error(message)
      this.end(new RoomError('panic', message))
    }
  }

  ask(method, input, onProgress) {
    if (this.#ended) return Promise.reject(this.#ended)
    const number = (this.#number += 1)
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject, onProgress })
      try {
        this.#port.postMessage({ number, method, input })
      } catch (cause) {
        // Something in the input is no plain data and cannot travel.
        this.#waiting.delete(number)
        reject(new RoomError('input', cause.message))
      }
    })
  }

  async #bring(name) {
    const part = {}
    try {
      if (!this.#parts) throw new Error('this room is in parts, and nothing gives them')
      part.bytes = requireBytes(await this.#parts(name), 'a part')
    } catch ({ message }) {
      part.error = `${name}: ${message}`
    }
    if (!this.#ended) this.ask('put', { name, ...part }).catch(() => {})
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
    if (failure.code === 'panic') this.end(failure)
  }

  end(reason) {
    if (this.#ended) return
    this.#ended = reason
    this.#port.close()
    for (const { reject } of this.#waiting.values()) reject(reason)
    this.#waiting.clear()
  }
}
