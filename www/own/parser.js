// Parses files into documents, file by file, so that the first articles are there before the last
// file is read. What cannot be read becomes a refusal with its line; the rest is read all the same.

import { unzipSync } from 'fflate'
import { parseCorpus } from '../formats.js'
import { READABLE } from './files.js'
import { parseMarkdown } from './markdown.js'
import { documentsFromRows, parseTable } from './csv.js'

/**
 * @import {
 *   Chunk, ColumnsOf, OwnFile, ParseError, ParseStep, Parsed, Refusal, SourceDocument
 * } from '../internal.d.ts'
 */

const MB = 1024 * 1024
/** Largest file that is read at once; JSON Lines are streamed. */
const MAX_FILE_BYTES = 256 * MB
/** Largest archive: it is held in memory whole. */
const MAX_ARCHIVE_BYTES = 1024 * MB
/** Uncompressed size of the entries that are unpacked together. */
const UNPACK_BATCH_BYTES = 16 * MB

/** @type {(name: string) => string} */
const extensionOf = (name) => /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? ''
/** @type {(name: string) => string} */
const stemOf = (name) => name.replace(/\.[^.]*$/, '')

/**
 * Yields { documents, refusals, bytes, files }, the last two counted since the step before.
 * `columnsOf(name, table)` returns the columns of a table. `signal` ends it.
 * @type {(
 *   files: OwnFile[],
 *   options: { columnsOf: ColumnsOf, signal: AbortSignal }
 * ) => AsyncGenerator<ParseStep>}
 */
export async function* parseFiles(files, { columnsOf, signal }) {
  const idCounts = new Map()
  for (const { name, file } of files) {
    if (signal.aborted) return
    const { size } = file
    let bytes = 0
    try {
      for await (const piece of parseFile(name, file, size, columnsOf)) {
        if (signal.aborted) return
        bytes += piece.bytes
        yield {
          refusals: [],
          ...piece,
          documents: piece.documents.map((one) => withUniqueId(one, idCounts)),
          files: 0,
        }
      }
    } catch (error) {
      yield {
        documents: [],
        refusals: [
          {
            code: 'input',
            message: /** @type {ParseError} */ (error).message,
            source: name,
            line: /** @type {ParseError} */ (error).line ?? null,
          },
        ],
        bytes: 0,
        files: 0,
      }
    }
    yield { documents: [], refusals: [], bytes: size - bytes, files: 1 }
  }
}

/**
 * Duplicate ids get a suffix, as on the command line; the first keeps its own.
 * @type {(document: SourceDocument, idCounts: Map<string, number>) => SourceDocument}
 */
function withUniqueId(document, idCounts) {
  const { id } = document
  const count = (idCounts.get(id) ?? 0) + 1
  idCounts.set(id, count)
  if (count === 1) return document
  const own = `${id}~${count}`
  idCounts.set(own, 1)
  return { ...document, id: own }
}

/**
 * @type {(name: string, file: File, size: number, columnsOf: ColumnsOf) => AsyncGenerator<Chunk>}
 */
async function* parseFile(name, file, size, columnsOf) {
  const kind = extensionOf(name)
  if (!READABLE.test(name)) throw new Error('not a kind of file that can be read')
  if (kind === 'jsonl' || kind === 'ndjson') return yield* parseLines(name, file)
  const limit = kind === 'zip' ? MAX_ARCHIVE_BYTES : MAX_FILE_BYTES
  if (size > limit)
    throw new Error(
      `larger than ${limit / MB} MB; articles in their thousands are better kept as JSON Lines`,
    )
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (kind === 'zip') return yield* parseArchive(name, bytes, columnsOf)
  yield { ...parseDocuments(name, bytes, columnsOf), bytes: size }
}

/** @type {(name: string, bytes: Uint8Array, columnsOf: ColumnsOf) => Parsed} */
function parseDocuments(name, bytes, columnsOf) {
  const kind = extensionOf(name)
  const text = decode(bytes, /^x?html?$/.test(kind))
  if (kind === 'md' || kind === 'markdown')
    return {
      documents: [
        { id: stemOf(name), source: name, ...parseMarkdown(text.replace(/^\uFEFF/, '')) },
      ],
      refusals: [],
    }
  if (kind !== 'csv' && kind !== 'tsv') {
    const read = parseCorpus(name, text)
    if (!read.documents.length && !read.refusals.length)
      throw new Error('there is no article in it')
    return read
  }
  const table = parseTable(text)
  const columns = columnsOf(name, table)
  if (!(columns.text >= 0))
    throw new Error(`none of its columns is known to hold the text: ${table.header.join(', ')}`)
  return documentsFromRows(table, columns, name, stemOf(name))
}

/**
 * Streams JSON Lines, as many lines at a time as a chunk completes.
 * @type {(name: string, file: File) => AsyncGenerator<Chunk>}
 */
async function* parseLines(name, file) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = file.stream().getReader()
  const from = { line: 0, number: 0 }
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    let text
    try {
      text = rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))
    } catch {
      throw Object.assign(new Error('not valid UTF-8'), { line: from.line + 1 })
    }
    const cut = done ? text.length : text.lastIndexOf('\n') + 1
    rest = text.slice(cut)
    if (rest.length > MAX_FILE_BYTES)
      throw Object.assign(new Error('a line without an end'), { line: from.line + 1 })
    if (cut) yield { ...parseCorpus(name, text.slice(0, cut), from), bytes: value?.length ?? 0 }
    else yield { documents: [], bytes: value?.length ?? 0 }
    if (done) {
      if (!from.number) throw new Error('there is no article in it')
      return
    }
    from.line += text.slice(0, cut).split('\n').length - 1
  }
}

/**
 * Lists the entries first, then unpacks them in batches.
 * @type {(name: string, bytes: Uint8Array, columnsOf: ColumnsOf) => AsyncGenerator<Chunk>}
 */
async function* parseArchive(name, bytes, columnsOf) {
  /** @type {{ inner: string, size: number }[]} */
  const inside = []
  try {
    unzipSync(bytes, {
      filter: ({ name: inner, originalSize }) => {
        inside.push({ inner, size: originalSize })
        return false
      },
    })
  } catch {
    throw new Error('this archive is broken')
  }
  const wanted = inside.filter(
    ({ inner }) =>
      READABLE.test(inner) &&
      !inner.split('/').some((part) => part.startsWith('.') || part === '__MACOSX'),
  )
  wanted.sort((a, b) => (a.inner < b.inner ? -1 : 1))
  if (!wanted.length) throw new Error('there is no article in this archive')
  let share = bytes.length
  for (let at = 0; at < wanted.length; ) {
    const some = new Set()
    for (
      let size = 0;
      at < wanted.length && (!some.size || size + wanted[at].size <= UNPACK_BATCH_BYTES);
      at += 1
    ) {
      size += wanted[at].size
      some.add(wanted[at].inner)
    }
    const done =
      at === wanted.length ? share : Math.floor((bytes.length * some.size) / wanted.length)
    share -= done
    yield { ...parseEntries(bytes, some, columnsOf, name), bytes: done }
  }
}

/** @type {(bytes: Uint8Array, some: Set<string>, columnsOf: ColumnsOf, name: string) => Parsed} */
function parseEntries(bytes, some, columnsOf, name) {
  /** @type {SourceDocument[]} */
  const documents = []
  /** @type {Refusal[]} */
  const refusals = []
  /** @type {(inner: string, read: () => Parsed) => void} */
  const each = (inner, read) => {
    try {
      const found = read()
      documents.push(...found.documents)
      refusals.push(...found.refusals)
    } catch (error) {
      refusals.push({
        code: 'input',
        message: /** @type {ParseError} */ (error).message,
        source: `${name}: ${inner}`,
        line: /** @type {ParseError} */ (error).line ?? null,
      })
    }
  }
  /** @type {(names: Set<string>) => Record<string, Uint8Array>} */
  const files = (names) =>
    unzipSync(bytes, {
      filter: ({ name: inner, originalSize }) => names.has(inner) && originalSize <= MAX_FILE_BYTES,
    })
  let whole
  try {
    whole = files(some)
  } catch {
    // One entry is broken: unpack each alone, so that the others are read.
    whole = Object.fromEntries(
      [...some].map((inner) => {
        try {
          return [inner, files(new Set([inner]))[inner]]
        } catch {
          return [inner, null]
        }
      }),
    )
  }
  for (const inner of some) {
    each(inner, () => {
      if (!whole[inner]) throw new Error('this part of the archive is broken or too large')
      if (extensionOf(inner) === 'zip') throw new Error('an archive in an archive is not read')
      return parseDocuments(inner, whole[inner], columnsOf)
    })
  }
  return { documents, refusals }
}

/**
 * Decodes bytes as the command line does: UTF-8, UTF-16 with a byte order mark, or the charset that
 * a page declares. Throws for what is not text.
 * @type {(bytes: Uint8Array, isHtml: boolean) => string}
 */
export function decode(bytes, isHtml) {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    return new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(bytes)
  const controls = bytes.reduce(
    (sum, byte) =>
      sum +
      (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 0x1b
        ? 1
        : 0),
    0,
  )
  if (controls * 50 > bytes.length) throw new Error('not text')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
    const declared = isHtml && /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1]
    if (!declared || /^utf-?8$/i.test(declared)) throw new Error('not valid UTF-8')
    return new TextDecoder(declared, { fatal: true }).decode(bytes)
  }
}
