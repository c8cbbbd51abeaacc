/** Entry point of the single page: decodes its data blocks and hands them to the element. */
import './define.js'
import { dataBlock } from './data-block.js'
import { loadCore, unpack } from './loader.js'
import skeleton from './index.html'

/** @import { Bytes } from './internal.d.ts' */

const script = document.currentScript.textContent

const reader = document.querySelector('reading-room')
reader.addEventListener(
  'ready',
  () => performance.measure('reading-room:searchable', { start: 0 }),
  { once: true },
)

// Tells the page around a frame its height, and nothing else.
if (parent !== window) {
  document.documentElement.dataset.framed = ''
  new ResizeObserver(() =>
    parent.postMessage(
      {
        type: 'reading-room:height',
        height: Math.ceil(document.documentElement.getBoundingClientRect().height),
      },
      '*',
    ),
  ).observe(document.documentElement)
}

start().catch((error) => {
  console.error(error)
  /** @type {HTMLElement} */
  const notice = document.querySelector('[data-notice]')
  notice.dataset.notice = 'damaged'
  notice.textContent =
    'This file is damaged, so its articles cannot be searched. Please get it again from where ' +
    'it came.'
})

async function start() {
  reader.core = readBlocks('core')
  reader.page = emptyPage
  // Wanted once the articles can be searched. Its blocks come after this script, so the document
  // may still be loading.
  reader.model = async () => {
    if (document.readyState === 'loading')
      await new Promise((go) => addEventListener('DOMContentLoaded', go))
    return readBlocks('model')
  }
  // Compiles while the corpus is decompressed; the element gets the same promise for the same
  // bytes.
  loadCore(reader.core).catch(() => {})
  const corpus = JSON.parse(new TextDecoder().decode(await unpack(readBlocks('corpus'))))
  const part = corpus.parts && partLoader(corpus.parts)
  if (part) reader.model = () => part('model')
  // An index made by `pack`, where opening it is faster than building one.
  const room = readBlocks('room')
  reader.corpus = room.length
    ? { ...corpus, documents: undefined, bytes: await unpack(room), parts: part }
    : corpus
}

/**
 * Loads parts of a large collection from a folder beside the page: as scripts, since `fetch` cannot
 * read from disk.
 * @type {(folder: string) => (name: string) => Promise<Bytes>}
 */
function partLoader(folder) {
  const resolvers = new Map()
  globalThis.readingRoomPart = (/** @type {string} */ name, /** @type {string} */ base64) =>
    resolvers.get(name)?.(base64)
  return (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement('script')
      const missing = () => reject(new Error(`${folder}/${name}.js is missing or damaged`))
      resolvers.set(name, (/** @type {string} */ base64) => resolve(unpack(fromBase64(base64))))
      element.addEventListener('load', missing) // rejects only if the script did not resolve it
      element.addEventListener('error', missing)
      const remove = () => {
        element.remove()
        resolvers.delete(name)
      }
      for (const end of ['load', 'error']) element.addEventListener(end, remove)
      element.src = `${folder}/${name}.js`
      document.head.append(element)
    })
}

/**
 * The template that `reading-room pack` fills, rebuilt from this page. In the bundled skeleton the
 * slots are in square brackets, since `pack` looks for those in braces.
 */
function emptyPage() {
  /** @type {(selector: string) => string} */
  const text = (selector) => document.querySelector(selector).textContent
  /** @type {Record<string, string>} */
  const parts = {
    policy: /** @type {HTMLMetaElement} */ (document.querySelector('meta[http-equiv]')).content,
    style: text('style'),
    script,
    core: Array.from(document.querySelectorAll('script[data-part="core"]'), (block) =>
      dataBlock('core', block.textContent),
    ).join('\n'),
  }
  return skeleton.replace(/\[\[(\w+)\]\]/g, (slot, name) => parts[name] ?? `{${`{${name}}`}}`)
}

/**
 * The bytes of a part, concatenated from its data blocks.
 * @type {(part: string) => Bytes}
 */
function readBlocks(part) {
  const pieces = Array.from(document.querySelectorAll(`script[data-part="${part}"]`), (block) =>
    fromBase64(block.textContent),
  )
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}

/** @type {(base64: string) => Bytes} */
function fromBase64(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64)
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}
