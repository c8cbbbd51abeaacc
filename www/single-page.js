/** The single page's entry: unpacks what the page carries in its data blocks and hands it to the element. */
import './define.js'
import { dataBlock } from './data-block.js'
import { loadCore, unpack } from './loader.js'
import skeleton from './index.html'

const script = document.currentScript.textContent

const reader = document.querySelector('reading-room')
reader.addEventListener(
  'ready',
  () => performance.measure('reading-room:searchable', { start: 0 }),
  { once: true },
)

// A page around us learns how high we are, and nothing else.
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
  const notice = document.querySelector('[data-notice]')
  notice.dataset.notice = 'damaged'
  notice.textContent =
    'This file is damaged, so its articles cannot be searched. Please get it again from where it came.'
})

async function start() {
  reader.core = readBlocks('core')
  reader.page = emptyPage
  // Wanted once the articles can be searched; it stands behind this script, so it may still be on its way.
  reader.model = async () => {
    if (document.readyState === 'loading')
      await new Promise((go) => addEventListener('DOMContentLoaded', go))
    return readBlocks('model')
  }
  // Compiled while the corpus is unpacked; the element asks for the same bytes and gets the same promise.
  loadCore(reader.core).catch(() => {})
  const corpus = JSON.parse(new TextDecoder().decode(await unpack(readBlocks('corpus'))))
  const part = corpus.parts && partLoader(corpus.parts)
  if (part) reader.model = () => part('model')
  // Indexed and read for names beforehand, where that opens sooner.
  const room = readBlocks('room')
  reader.corpus = room.length
    ? { ...corpus, documents: undefined, bytes: await unpack(room), parts: part }
    : corpus
}

/** Brings parts of a large collection from a folder beside this page: scripts, since from disk nothing else can be had. */
function partLoader(folder) {
  const resolvers = new Map()
  globalThis.readingRoomPart = (name, base64) => resolvers.get(name)?.(base64)
  return (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement('script')
      const missing = () => reject(new Error(`${folder}/${name}.js is missing or damaged`))
      resolvers.set(name, (base64) => resolve(unpack(fromBase64(base64))))
      element.addEventListener('load', missing) // too late, if it has come
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
 * This page as it was before it had articles, to be given others. The skeleton comes along with its blanks in square brackets, since what
 * fills a page looks for those in braces.
 */
function emptyPage() {
  const text = (selector) => document.querySelector(selector).textContent
  const parts = {
    policy: document.querySelector('meta[http-equiv]').content,
    style: text('style'),
    script,
    core: Array.from(document.querySelectorAll('script[data-part="core"]'), (block) =>
      dataBlock('core', block.textContent),
    ).join('\n'),
  }
  return skeleton.replace(/\[\[(\w+)\]\]/g, (slot, name) => parts[name] ?? `{${`{${name}}`}}`)
}

/** The bytes of one part, which stands in base64 in as many blocks as it needs: parsers are slow on one huge text. */
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

function fromBase64(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64)
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}
