// Writes a collection as one HTML file: fills the page template, byte for byte as `reading-room
// pack` does (src/bin/reading-room/page.rs).

import { dataBlocks } from '../data-block.js'

/** From this size of text on, the page carries its index. */
export const PREBUILT_FROM_BYTES = 256 * 1024

/**
 * Fills `template`. `articles` are { label, date }, newest first. With `room`, the bytes of a
 * stored one, `documents` are left out. `gzip` is the core's.
 */
export async function fillPage(template, { title, articles, documents, room, model, gzip }) {
  const serialized = JSON.stringify({
    title,
    language: null,
    documents: room ? null : documents.map(serializeDocument),
  })
  const corpus = await compressedBlocks('corpus', new TextEncoder().encode(serialized), gzip)
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

function listItem({ label, date }) {
  return `<li>${escapeHtml(label)}${date ? ` <time datetime="${date}">${date}</time>` : ''}</li>\n`
}

async function compressedBlocks(part, bytes, gzip) {
  return dataBlocks(part, toBase64(await gzip(bytes)))
    .map((block) => `${block}\n`)
    .join('')
}

function toBase64(bytes) {
  if (bytes.toBase64) return bytes.toBase64()
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\0': '\uFFFD' }

function escapeHtml(text) {
  return text.replace(/[&<>"\0]/g, (letter) => ESCAPES[letter])
}
