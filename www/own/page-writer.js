// Writes a collection as one HTML file: fills the page template, byte for byte as `reading-room
// pack` does (src/bin/reading-room/page.rs).

import { dataBlocks } from '../data-block.js'

/** @import { Gzip, PageCollection, SourceDocument } from '../internal.d.ts' */

/** From this size of text on, the page carries its index. */
export const PREBUILT_FROM_BYTES = 256 * 1024

/**
 * Fills `template`. `articles` are { label, date }, newest first. With `room`, the bytes of a
 * stored one, `documents` are left out. `gzip` is the core's.
 * @type {(template: string, collection: PageCollection) => Promise<string>}
 */
export async function fillPage(template, { title, articles, documents, room, model, gzip }) {
  const serialized = JSON.stringify({
    title,
    language: null,
    documents: room ? null : documents.map(serializeDocument),
  })
  const corpus = await compressedBlocks('corpus', new TextEncoder().encode(serialized), gzip)
  /** @type {Record<string, string>} */
  const values = {
    title: escapeHtml(title),
    language: 'en',
    articles: articles.map(listItem).join(''),
    corpus: corpus + (room ? await compressedBlocks('room', room, gzip) : ''),
    model: await compressedBlocks('model', model, gzip),
  }
  return template.replace(
    /\{\{(title|language|articles|corpus|model)\}\}/g,
    (slot, name) => values[name],
  )
}

/** @type {(document: SourceDocument) => object} */
function serializeDocument({
  id,
  source,
  title,
  date,
  url,
  language,
  format,
  text,
  blocks: parts,
}) {
  /** @type {<T>(value: T) => T | null} */
  const orNull = (value) => value ?? null
  return {
    id: orNull(id),
    source: orNull(source),
    title: orNull(title),
    date: orNull(date),
    url: orNull(url),
    language: orNull(language),
    format: format === 'markdown' ? 'markdown' : 'plain',
    text: text ?? '',
    blocks: parts?.map(({ role, text: words }) => ({ role, text: words })) ?? null,
  }
}

/** @type {(article: { label: string, date: string | null }) => string} */
function listItem({ label, date }) {
  return `<li>${escapeHtml(label)}${date ? ` <time datetime="${date}">${date}</time>` : ''}</li>\n`
}

/** @type {(part: string, bytes: Uint8Array, gzip: Gzip) => Promise<string>} */
async function compressedBlocks(part, bytes, gzip) {
  return dataBlocks(part, toBase64(await gzip(bytes)))
    .map((block) => `${block}\n`)
    .join('')
}

/** @type {(bytes: Uint8Array & { toBase64?(): string }) => string} */
function toBase64(bytes) {
  if (bytes.toBase64) return bytes.toBase64()
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

/** @type {Record<string, string>} */
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\0': '\uFFFD' }

/** @type {(text: string) => string} */
function escapeHtml(text) {
  return text.replace(/[&<>"\0]/g, (letter) => ESCAPES[letter])
}
