// Export of what is shown: CSV, JSON, SVG. Pure.

import { segmentsText } from './segments.js'

/** @import { GraphEdge } from './internal.d.ts' */

/**
 * A view of the core as JSON.
 * @type {(data: unknown) => string}
 */
export function toJson(data) {
  return `${JSON.stringify(data, null, 2)}\n`
}

/**
 * `items` as CSV (RFC 4180), a column for each field, nested ones as `article.date`. Passages are
 * joined; lists of names or spellings become one cell.
 * @type {(items: readonly object[]) => string}
 */
export function toCsv(items) {
  const rows = items.map((item) => flatten(item))
  const columns = [...new Set(rows.flatMap(Object.keys))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))]
  // The byte order mark tells spreadsheets that this is UTF-8.
  return `\ufeff${lines.map((line) => line.map(escapeCell).join(',')).join('\r\n')}\r\n`
}

/** @type {(item: object, prefix?: string) => Record<string, unknown>} */
function flatten(item, prefix = '') {
  /** @type {Record<string, unknown>} */
  const row = {}
  for (const [key, value] of Object.entries(item)) {
    const name = prefix + key
    const isList = Array.isArray(value)
    if (value != null && typeof value === 'object' && !isList) {
      Object.assign(row, flatten(value, `${name}.`))
    } else {
      row[name] = isList ? value.map(cellText).join(isPassage(value) ? '' : '; ') : value
    }
  }
  return row
}

/** @type {(list: any[]) => boolean} */
const isPassage = (list) =>
  list.length > 0 && list.every((part) => typeof part?.text === 'string' && 'hit' in part)

/** @type {(part: any) => unknown} */
function cellText(part) {
  if (Array.isArray(part)) return segmentsText(part)
  if (part == null || typeof part !== 'object') return part
  return part.text ?? part.term ?? part.name ?? segmentsText(part.sentence ?? [])
}

/**
 * CSV injection: a spreadsheet would run a cell that begins like a formula.
 * @type {(value: unknown) => string}
 */
function escapeCell(value) {
  const text = value == null ? '' : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * The rows of a view of the core.
 * @type {(view: any) => object[]}
 */
export function toRows({ hits, items, edges, sentences }) {
  /** @type {(at: number) => string} */
  const name = (at) => items[at].name
  return (
    edges?.map((/** @type {GraphEdge} */ { a, b, sentences: together, score }) => ({
      a: name(a),
      b: name(b),
      sentences: together,
      score,
    })) ??
    hits ??
    items ??
    sentences.items
  )
}

/**
 * The data of a view: a graph with its nodes, an entity with all its fields.
 * @type {(view: any) => unknown}
 */
export function toData({ hits, items, edges, ...view }) {
  if (edges) return { nodes: items, edges }
  return hits ?? items ?? view
}

const [WIDTH, HEIGHT] = [1200, 800]

/**
 * A standalone copy of a drawing whose coordinates are percentages, with size and colours of its
 * own.
 * @type {(drawing: Element) => string}
 */
export function toSvg(drawing) {
  const copy = /** @type {Element} */ (drawing.cloneNode(true))
  const size = { x: WIDTH, x1: WIDTH, x2: WIDTH, y: HEIGHT, y1: HEIGHT, y2: HEIGHT }
  for (const element of copy.querySelectorAll('*')) {
    for (const [name, whole] of Object.entries(size)) {
      const value = element.getAttribute(name)
      if (value?.endsWith('%'))
        element.setAttribute(name, ((parseFloat(value) * whole) / 100).toFixed(1))
    }
    if (element.localName === 'a') element.removeAttribute('href')
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`)
  copy.setAttribute('font-family', 'sans-serif')
  copy.setAttribute('font-size', '13')
  return new XMLSerializer().serializeToString(copy)
}

/**
 * File name of an export: the collection, then its section.
 * @type {(...parts: (string | null | undefined)[]) => string}
 */
export function fileName(...parts) {
  const name = parts.filter(Boolean).join(' ')
  return name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
}
