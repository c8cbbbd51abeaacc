// Articles in a table (CSV, TSV): guesses the columns, turns rows into documents.

import { dsvFormat } from 'd3-dsv'
import { COLUMNS } from './columns.js'

/** @import { Columns, Parsed, Refusal, SourceDocument, Table } from '../internal.d.ts' */

/**
 * Usual headers of each column.
 * @type {Record<string, RegExp>}
 */
const COLUMN_NAMES = {
  text: /^(text|body|content|article|full.?text|story|abstract|description|message)$/i,
  title: /^(title|headline|heading|subject|name)$/i,
  date: /^(date|published|publication.?date|pub.?date|published.?at|created.?at|day|time)$/i,
  url: /^(url|link|address|href|permalink)$/i,
  id: /^(id|guid|key|identifier)$/i,
  language: /^(language|lang|locale)$/i,
}

/**
 * The delimiter: the one that splits the first line into most cells.
 * @type {(text: string) => string}
 */
function delimiter(text) {
  const line = text.slice(0, text.search(/[\r\n]|$/))
  return [',', ';', '\t', '|']
    .map((sign) => ({ sign, cells: line.split(sign).length }))
    .sort((a, b) => b.cells - a.cells)[0].sign
}

/**
 * Parses a table into { header, rows, columns }; `columns` are the guessed positions.
 * @type {(text: string) => Table}
 */
export function parseTable(text) {
  const [header = [], ...rows] = dsvFormat(delimiter(text)).parseRows(text)
  const names = header.map((name) => name.trim())
  const columns = Object.fromEntries(
    COLUMNS.map((meaning) => [
      meaning,
      names.findIndex((name) => COLUMN_NAMES[meaning].test(name)),
    ]),
  )
  return { header: names, rows, columns }
}

/**
 * Turns rows into documents; a row without text becomes a refusal with its line.
 * @type {(table: Table, columns: Columns, source: string, stem: string) => Parsed}
 */
export function documentsFromRows({ rows }, columns, source, stem) {
  /** @type {SourceDocument[]} */
  const documents = []
  /** @type {Refusal[]} */
  const refusals = []
  let line = 2
  rows.forEach((row, index) => {
    const lines = row.reduce((sum, cell) => sum + cell.split('\n').length - 1, 1)
    /** @type {(meaning: string) => string | null} */
    const cell = (meaning) => (columns[meaning] >= 0 ? row[columns[meaning]]?.trim() || null : null)
    const text = cell('text')
    const blank = row.every((each) => !each.trim())
    if (text) {
      const rest = {
        title: cell('title'),
        date: cell('date'),
        url: cell('url'),
        language: cell('language'),
      }
      documents.push({
        id: cell('id') ?? `${stem}/${index + 1}`,
        source: `${source}:${line}`,
        ...rest,
        text,
      })
    } else if (!blank)
      refusals.push({ code: 'input', message: 'no text in this row', source, line })
    line += lines
  })
  return { documents, refusals }
}
