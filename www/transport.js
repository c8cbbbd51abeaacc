/**
 * Where the core runs: in a worker or on this thread. Either way it is reached through a port as of
 * `MessagePort`.
 */
import serve, { selfContained } from './worker.js'

/** @import { Port } from './internal.d.ts' */

const START_TIMEOUT_MS = 5000

/**
 * Resolves with a port whose other end is served. `worker` is false for this thread, true for a
 * worker, or the URL of worker.js where the page's policy allows workers from its own origin but
 * not from a Blob.
 * @type {(worker: boolean | string | URL) => Promise<Port>}
 */
export async function openPort(worker) {
  const sources = worker === false || typeof Worker === 'undefined' ? [] : workerSources(worker)
  for (const source of sources) {
    const port = await startWorker(source)
    if (port) return port
  }
  return threadPort()
}

/** @type {(worker: boolean | string | URL) => (string | (() => string))[]} */
function workerSources(worker) {
  const own = worker === true ? [] : [String(worker)]
  // Unbundled, worker.js imports its glue, so that its text alone would not run.
  return selfContained ? [blobSource, ...own] : own
}

/** A Blob URL of `serve`. Only a classic worker from a Blob starts in a page from disk. */
function blobSource() {
  return URL.createObjectURL(new Blob([`(${serve})(self)`], { type: 'text/javascript' }))
}

/**
 * A worker that reported to have started, or null where the browser or the policy refuses it.
 * @type {(source: string | (() => string)) => Promise<Port | null>}
 */
function startWorker(source) {
  /** @type {Worker} */
  let worker
  const address = typeof source === 'function' ? source() : source
  const started = new Promise((resolve) => {
    try {
      worker = new Worker(trustedScriptUrl(address))
      worker.onmessage = ({ data }) => resolve(data.started === true)
      worker.onerror = (event) => {
        event.preventDefault?.()
        resolve(false)
      }
      setTimeout(resolve, START_TIMEOUT_MS, false)
    } catch {
      resolve(false)
    }
  })
  return started.then((ok) => {
    if (address.startsWith('blob:')) URL.revokeObjectURL(address)
    if (!ok) worker?.terminate()
    return ok ? workerPort(worker) : null
  })
}

/** @type {(worker: Worker) => Port} */
function workerPort(worker) {
  return {
    postMessage: (message) => worker.postMessage(message),
    close: () => worker.terminate(),
    /** @param {Port['onmessage']} listener */
    set onmessage(listener) {
      worker.onmessage = listener
    },
    /** @param {any} listener */
    set onerror(listener) {
      worker.onerror = listener
    },
  }
}

/**
 * Serves on this thread. Messages are still asynchronous, never delivered inside the call that
 * posts them.
 * @type {() => Port}
 */
function threadPort() {
  let closed = false
  /** @type {(listener: Port['onmessage'], data: unknown) => void} */
  const deliver = (listener, data) => queueMicrotask(() => closed || listener?.({ data }))
  /** @type {Port} */
  const clientPort = {
    onmessage: null,
    onerror: null,
    postMessage: (data) => deliver(corePort.onmessage, data),
    close: () => {
      closed = true
    },
  }
  /** @type {Pick<Port, 'onmessage' | 'postMessage'>} */
  const corePort = { onmessage: null, postMessage: (data) => deliver(clientPort.onmessage, data) }
  serve(corePort)
  return clientPort
}

/**
 * Trusted Types: the URL of a worker must come from a named policy.
 * @type {TrustedTypePolicy | undefined}
 */
let policy
/** @type {(address: string) => string} */
function trustedScriptUrl(address) {
  if (typeof trustedTypes === 'undefined') return address
  policy ??= trustedTypes.createPolicy('reading-room', { createScriptURL: (url) => url })
  return policy.createScriptURL(address)
}
