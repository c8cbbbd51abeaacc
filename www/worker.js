/**
 * The core's side of the engine: answers requests in a worker or on the page's thread.
 * The build turns this module, with the glue it imports, into one function without free names, so
 * that its text can start a worker and the same code can be called where workers are refused.
 */
import { gzip, initSync, Recogniser, Room, RoomBuilder, setSegmenter } from './pkg/reading_room.js'

/** @import { CoreError, Port, Progress, Refusal, SourceDocument } from './internal.d.ts' */

/** Whether the text of `serve` is self-contained; the build sets it to true. */
export const selfContained = false

/**
 * Articles between two looks at the clock, and time between two yields: short enough that the page
 * stays responsive.
 */
const BATCH_ARTICLES = 16
const SLICE_MS = 12

/**
 * Answers messages on `port` until it is closed.
 * @type {(port: Pick<Port, 'postMessage' | 'onmessage'>) => void}
 */
export default function serve(port) {
  /** @type {any} */
  let room = null
  // Counts edits: a recognition that began before the last one is discarded.
  let revision = 0
  /**
   * Documents on their way in: { builder, gone, size }.
   * @type {{ builder: any, gone: string[], size: number } | null}
   */
  let staged = null

  const commit = () => {
    revision += 1
    room.edit(staged.gone, staged.builder)
    staged = null
  }

  /**
   * Adds documents to `builder` in slices; resolves with those that could not be read.
   * @type {(
   *   builder: any,
   *   documents: SourceDocument[],
   *   report: (progress: Progress) => void
   * ) => Promise<Refusal[]>}
   */
  const addDocuments = async (builder, documents, report) => {
    const refusals = []
    builder.reserve(
      documents.reduce(
        (sum, article) => sum + (article?.title?.length ?? 0) + (article?.text?.length ?? 0),
        0,
      ),
    )
    let sliceEnds = performance.now() + SLICE_MS
    for (let done = 0; done < documents.length; ) {
      const next = documents.slice(done, done + BATCH_ARTICLES)
      refusals.push(...builder.add(next).map(serializeRefusal))
      done += next.length
      if (done === documents.length) report({ done, total: done })
      else if (performance.now() >= sliceEnds) {
        report({ done, total: documents.length })
        await yieldToEvents()
        sliceEnds = performance.now() + SLICE_MS
      }
    }
    return refusals
  }

  /**
   * Parts of a large room that were requested: name -> { promise, resolve, reject }.
   * @type {Map<string, any>}
   */
  const awaitedParts = new Map()

  /** @type {(names: string[]) => Promise<unknown>} */
  const requestParts = (names) => {
    const missing = names.filter((name) => !awaitedParts.has(name))
    for (const name of missing) {
      /** @type {any} */
      const part = {}
      part.promise = new Promise((resolve, reject) => Object.assign(part, { resolve, reject }))
      awaitedParts.set(name, part)
    }
    const all = Promise.all(names.map((name) => awaitedParts.get(name).promise))
    if (missing.length) port.postMessage({ wanted: missing })
    return all
  }

  /**
   * Runs a request again until every part that it needs is here.
   * @type {(method: string, args: any[], report: (progress: Progress) => void) => Promise<any>}
   */
  const answer = async (method, args, report) => {
    for (;;) {
      try {
        return await (method in handlers
          ? handlers[method](...args, report)
          : room[method](...args))
      } catch (error) {
        if (/** @type {CoreError} */ (error)?.code !== 'missing-parts') throw error
        await requestParts(/** @type {CoreError} */ (error).parts)
      }
    }
  }

  /**
   * Requests that are more than one call; every other one is a method of the core's room.
   * @type {Record<string, (...args: any[]) => any>}
   */
  const handlers = {
    put({ name, bytes, error }) {
      const part = awaitedParts.get(name)
      awaitedParts.delete(name)
      try {
        if (error) throw errorWithCode('input', error)
        room.put(name, bytes)
        part.resolve()
      } catch (cause) {
        part.reject(cause)
      }
    },
    async open({ core, bytes, documents, language }, report) {
      try {
        initSync({ module: core })
      } catch (cause) {
        throw errorWithCode(
          'unsupported',
          `WebAssembly cannot run here: ${/** @type {Error} */ (cause).message}`,
        )
      }
      if (Intl.Segmenter) {
        const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
        setSegmenter((/** @type {string} */ text) =>
          Uint32Array.from(segmenter.segment(text), ({ index, segment }) => index + segment.length),
        )
      }
      if (bytes) {
        room = Room.fromBytes(bytes)
        return []
      }
      const builder = new RoomBuilder(language)
      const refusals = await addDocuments(builder, documents, report)
      room = builder.build()
      return refusals
    },
    // The room answers as before until the new articles are merged. With `more` they wait until
    // they are as many as those in the room, so that all merges together cost at most twice the
    // last. The engine sends edits one after another.
    async edit({ gone, documents, language, more }, report) {
      if (gone.length && staged) commit()
      staged ??= { builder: room.additions(gone, language), gone, size: 0 }
      const refusals = await addDocuments(staged.builder, documents, report)
      staged.size += documents.length
      if (!more || staged.size >= room.size()) commit()
      return refusals
    },
    // Yields to other requests.
    async recognise(model, report) {
      const begun = revision
      const recogniser = new Recogniser(model)
      let total = 0
      let sliceEnds = performance.now() + SLICE_MS
      for (let left; (left = recogniser.read(room, 1)) > 0; ) {
        total ||= left + 1
        if (performance.now() < sliceEnds) continue
        report({ done: total - left, total })
        await yieldToEvents()
        if (revision !== begun) {
          recogniser.free()
          return false
        }
        sliceEnds = performance.now() + SLICE_MS
      }
      room.recognise(recogniser)
      return true
    },
    gzip,
  }

  port.onmessage = async ({ data: { number, method, args } }) => {
    /** @type {(progress: Progress) => void} */
    const report = (progress) => port.postMessage({ number, progress })
    try {
      const value = await answer(method, args, report)
      port.postMessage({ number, value }, value instanceof Uint8Array ? [value.buffer] : [])
    } catch (error) {
      port.postMessage({ number, error: serializeError(error) })
    }
  }
  port.postMessage({ started: true })
}

/**
 * Yields to rendering and to the next message. A timer would do the same, but is clamped to 4 ms.
 * @type {() => Promise<void>}
 */
function yieldToEvents() {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resume) => {
    port1.onmessage = () => {
      port1.close()
      resume()
    }
    port2.postMessage(null)
  })
}

/** @type {(code: string, message: string) => Error} */
function errorWithCode(code, message) {
  return Object.assign(new Error(message), { code })
}

/**
 * A refusal as plain data.
 * @type {(refusal: any) => Refusal}
 */
function serializeRefusal({ code, message, source, line }) {
  return { code, message, source, line }
}

/**
 * An error as plain data. A trap in the core is a panic.
 * @type {(error: any) => { code: string, message: string }}
 */
function serializeError(error) {
  const code = error instanceof WebAssembly.RuntimeError ? 'panic' : error?.code
  return { code: code ?? 'unsupported', message: String(error?.message ?? error) }
}
