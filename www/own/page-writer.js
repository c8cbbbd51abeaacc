// A collection as one HTML file: the page of the build, filled as `reading-room pack` fills it, to the byte.

import { blocks } from '../data-block.js'

/** From so many bytes of text on, a page carries its index. */
export const PREBUILT_FROM = 256 * 1024

/**
 * `articles` are { label, date }, newest first. With `room`, the bytes of a stored one, `documents` are not carried. `gzip` is the
 * core's.
 */
export async function fill(template, { title, articles, documents, room, model, gzip }) {
  const carried = JSON.stringify({ title, language: null, documents: room ? null : documents.map(carriedDocument) })
  const corpus = await packed('corpus', new TextEncoder().encode(carried), gzip)
  const values = {
    title: escape(title), language: 'en', articles: articles.map(line).join(''),
    corpus: corpus + (room ? await packed('room', room, gzip) : ''), model: await packed('model', model, gzip),
  }
  return template.replace(/\{\{(title|language|articles|corpus|model)\}\}/g, (slot, name) => values[name])
}

function carriedDocument({ id, source, title, date, url, language, format, text, blocks: parts }) {
  const known = (value) => value ?? null
  return {
    id: known(id), source: known(source), title: known(title), date: known(date), url: known(url), language: known(language),
    format: format === 'markdown' ? 'markdown' : 'plain', text: text ?? '',
    blocks: parts?.map(({ role, text: words }) => ({ role, text: words })) ?? null,
  }
}

function line({ label, date }) {
  return `<li>${escape(label)}${date ? ` <time datetime="${date}">${date}</time>` : ''}</li>\n`
}

async function packed(part, bytes, gzip) {
  return blocks(part, encode(await gzip(bytes))).map((block) => `${block}\n`).join('')
}

function encode(bytes) {
  if (bytes.toBase64) return bytes.toBase64()
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\0': '\uFFFD' }

function escape(text) {
  return text.replace(/[&<>"\0]/g, (letter) => ESCAPES[letter])
}
