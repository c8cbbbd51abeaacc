// Controller of the reader's own articles: reads files on this machine, stores collections in the
// browser, saves them as a page, closes them. The open collection stays until another can take its
// place.

import { downloadFile } from '../download.js'
import { place } from '../route.js'
import { fileName } from '../export.js'
import { chosenFiles, droppedFiles, totalBytes } from './files.js'
import {
  deleteCollection,
  listCollections,
  loadCollection,
  saveCollection,
} from './collection-store.js'
import { fillPage, PREBUILT_FROM_BYTES } from './page-writer.js'
import { parseFiles } from './parser.js'
import { parseTable } from './csv.js'
import { own, reading } from './view.js'
import { stringsFor } from './strings.js'

/**
 * @import {
 *   Bytes, Entry, FileProgress, Gzip, OwnContext, OwnController, OwnFiles, OwnState, Reader,
 *   Refusal, Room, RoomError, SourceDocument
 * } from '../internal.d.ts'
 */

/** Size of the first batch, small so that answers come soon, and of the later ones. */
const FIRST_BYTES = 128 * 1024
const BATCH_BYTES = 1024 * 1024

/** What a tab can hold: text, index and the memory for building it. */
const MAX_BYTES = 1_000_000_000

/** Interval between two renderings of the progress. */
const PROGRESS_EVERY_MS = 100

/** No time left is estimated before. */
const ESTIMATE_AFTER_S = 2

/** Rows shown of a table whose columns are to be assigned. */
const SAMPLE_ROWS = 3

/**
 * Its commands by name. `open(options)` opens a room of the engine; `reopen()` opens the collection
 * of the page again; `model` and `template` return promises.
 * @type {(reader: Reader, context: OwnContext) => OwnController}
 */
export function createOwnController(reader, { open, reopen, model, template }) {
  let stop = new AbortController()
  /**
   * { title, files, bytes, tables, columns } until every table has its columns assigned
   * @type {any}
   */
  let unmapped = null
  /**
   * of the open collection, as long as it is small enough to be saved without an index
   * @type {SourceDocument[] | null}
   */
  let documents = null

  /** @type {(own: Partial<OwnState>) => void} */
  const update = (own) => reader.dispatch({ type: 'ownChanged', own })
  /** @type {(key: string, detail?: string) => void} */
  const fail = (key, detail) => update({ problem: { key, detail }, reading: null })
  const strings = () => stringsFor(reader.i18n)

  /** @type {(entries: Entry[]) => Promise<void>} */
  const drop = async (entries) => {
    update({ reading: { found: 0 }, problem: null })
    begin(await droppedFiles(entries, (found) => update({ reading: { found } })))
  }

  /**
   * Opens the browser's file dialog, for files or for a folder (`folder`).
   * @type {(target: any, details: any) => any}
   */
  const choose = (target, { folder }) => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', multiple: true, webkitdirectory: Boolean(folder) })
    input.addEventListener('change', () => begin(chosenFiles(input.files)))
    input.click()
  }

  /** @type {(target: any, details: any) => any} */
  const paste = ({ form }) => {
    const text = /** @type {string} */ (new FormData(form).get('text'))
    if (!text.trim()) return
    form.reset()
    const isLines = /^\s*\{.*\}\s*$/.test(text.trim().split('\n')[0])
    begin({
      title: strings().pasted,
      files: [{ name: isLines ? 'pasted.jsonl' : 'pasted.txt', file: new File([text], 'pasted') }],
    })
  }

  /**
   * Columns of tables are assigned before anything is read, once for each header.
   * @type {(files: OwnFiles) => Promise<void>}
   */
  const begin = async ({ title, files }) => {
    cancel()
    if (!files.length) return fail('nothing')
    const bytes = totalBytes(files)
    if (bytes > MAX_BYTES) return fail('tooMuch')
    reader.dispatch({ type: 'navigated', place: place({ view: 'own' }) })
    const tables = new Map()
    for (const { name, file } of files.filter(({ name: each }) => /\.[ct]sv$/i.test(each))) {
      const table = parseTable(await file.slice(0, BATCH_BYTES).text())
      if (!tables.has(String(table.header)))
        tables.set(String(table.header), { name, ...table, rows: table.rows.slice(0, SAMPLE_ROWS) })
    }
    unmapped = { title, files, bytes, tables: [...tables.values()], columns: new Map() }
    nextTable()
  }

  const nextTable = () => {
    const [table = null] = unmapped.tables
    update({ table, problem: null, reading: null })
    if (table) return reader.layout.heading?.focus()
    const { title, files, bytes, columns } = unmapped
    unmapped = null
    return readFiles(title ?? strings().pasted, { files, bytes, columns }).catch((error) =>
      fail('failed', error.message),
    )
  }

  /**
   * Takes the columns assigned in the form.
   * @type {(target: any, details: any) => any}
   */
  const columns = ({ form }) => {
    const table = unmapped?.tables.shift()
    if (!table) return
    unmapped.columns.set(
      String(table.header),
      Object.fromEntries(Array.from(new FormData(form), ([meaning, at]) => [meaning, Number(at)])),
    )
    nextTable()
  }

  const cancel = () => {
    stop.abort()
    stop = new AbortController()
    unmapped = null
    update({ reading: null, table: null })
  }

  /** @type {(title: string, source: any) => Promise<void>} */
  const readFiles = async (title, { files, bytes, columns: known }) => {
    const { signal } = stop
    const progress = trackProgress(files.length, bytes)
    /** @type {Refusal[]} */
    const refusals = []
    /** @type {SourceDocument[]} */
    const small = []
    /** @type {[SourceDocument[], number, number, Room | null]} */
    let [batch, size, text, room] = [[], 0, 0, null]
    // Another collection was opened meanwhile.
    const isSuperseded = () => (room ? reader.room !== room : signal.aborted)

    /** @type {(more: boolean) => Promise<void>} */
    const flush = async (more) => {
      const documentsInBatch = batch
      ;[batch, size] = [[], 0]
      if (room) {
        await room.add(documentsInBatch, { more })
        if (!isSuperseded())
          await reader.edited({ more, refusals: [...refusals, ...room.refusals] })
        return
      }
      const opened = await open({ documents: documentsInBatch, more })
      if (isSuperseded()) return opened.close()
      if (opened.refusals.length === documentsInBatch.length) {
        refusals.push(...opened.refusals)
        return opened.close()
      }
      room = opened
      const lease = {
        room: Promise.resolve({ room, title, refusals: [...refusals, ...room.refusals] }),
        drop() {},
        release: () => opened.close(),
      }
      if (await reader.load(lease, title, place(), { more }))
        update({ title, reading: more ? progress.now() : null })
    }

    update({ reading: progress.now() })
    for await (const step of parseFiles(files, {
      columnsOf: (name, table) => known.get(String(table.header)) ?? table.columns,
      signal,
    })) {
      if (isSuperseded()) return
      refusals.push(...step.refusals)
      for (const one of step.documents) {
        batch.push(one)
        size += weight(one)
        if (text >= PREBUILT_FROM_BYTES) continue
        text += textBytes(one)
        small.push(one)
      }
      if (progress.step(step)) update({ reading: progress.now() })
      if (size >= (room ? BATCH_BYTES : FIRST_BYTES)) await flush(true)
      if (progress.now().bytesDone > MAX_BYTES) break
    }
    if (isSuperseded()) return
    if (room || batch.length) await flush(false)
    if (room) documents = text < PREBUILT_FROM_BYTES ? small : null
    // Cancelling keeps what was read so far.
    if (signal.aborted) return update({ reading: null })
    if (!room) return update({ problem: { key: 'nothing', refusals }, reading: null })
    if (progress.now().bytesDone > MAX_BYTES) return fail('tooMuch')
    update({ reading: null })
    reader.layout.notify(strings().ready({ title }))
  }

  const refreshStored = async () => {
    try {
      update({ stored: await listCollections() })
    } catch {
      update({ stored: [] }) // storage is refused
    }
  }

  const keep = async () => {
    const {
      title,
      overview: { total },
    } = reader.state
    let bytes
    try {
      bytes = await reader.room.toBytes()
    } catch (error) {
      return fail('failed', /** @type {Error} */ (error).message)
    }
    try {
      await saveCollection({ title, articles: total, bytes, documents })
      // Asks for persistent storage, which is not evicted when the disk is full. Some browsers
      // prompt. Needs no answer.
      navigator.storage?.persist?.().catch(() => {})
      update({ saved: true, problem: null })
      reader.layout.notify(strings().kept)
    } catch (error) {
      fail(/** @type {Error} */ (error).name === 'QuotaExceededError' ? 'noSpace' : 'noStore')
    }
    await refreshStored()
  }

  /** @type {(target: any, details: any) => any} */
  const openStored = async (target, { id }) => {
    const { title } = reader.state.own.stored.find((one) => one.id === id)
    try {
      cancel()
      const { bytes, documents: small } = await loadCollection(id)
      const room = await open({ bytes })
      documents = small
      await reader.load(
        {
          room: Promise.resolve({ room, title, refusals: [] }),
          drop() {},
          release: () => room.close(),
        },
        title,
        place(),
      )
      update({ title, saved: true, problem: null })
    } catch (error) {
      const [, sentence] = reader.i18n.failure(/** @type {RoomError} */ (error).code)
      fail('failed', sentence)
    }
  }

  /** @type {(target: any, details: any) => any} */
  const forget = async (target, { id }) => {
    await deleteCollection(id).catch(() => fail('noStore'))
    if (reader.state.own.title === id) update({ saved: false })
    await refreshStored()
  }

  const save = async () => {
    const {
      title,
      overview: { total },
    } = reader.state
    const { room } = reader
    try {
      const { articles } = await room.overview({ offset: 0, limit: total })
      const stored = documents ? null : await room.toBytes()
      const readable = new Set(articles.map(({ id }) => id))
      /** @type {Gzip} */
      const gzip = (bytes) => room.gzip(/** @type {Bytes} */ (bytes))
      const page = await fillPage(await template(), {
        title,
        articles,
        documents: documents?.filter(({ id }) => readable.has(id)),
        room: stored,
        model: await model(),
        gzip,
      })
      downloadFile(`${fileName(title)}.html`, 'text/html', page)
    } catch (error) {
      fail('failed', /** @type {Error} */ (error).message)
    }
  }

  const close = () => {
    cancel()
    documents = null
    update({ problem: null })
    reopen()
  }

  update({ views: { own, reading } })
  refreshStored()
  return { drop, choose, paste, columns, cancel, keep, openStored, forget, save, close }
}

/**
 * Progress over `files` files of about `expectedBytes`. `step` adds to it and returns whether to
 * render it again.
 * @type {(
 *   files: number,
 *   expectedBytes: number
 * ) => { now(): FileProgress, step(done: { files: number, bytes: number }): boolean }}
 */
function trackProgress(files, expectedBytes) {
  const startedAt = performance.now()
  let [filesDone, bytesDone, drawnAt] = [0, 0, startedAt]
  return {
    now() {
      const seconds = (performance.now() - startedAt) / 1000
      const bytes = Math.max(expectedBytes, bytesDone)
      const left =
        bytesDone && seconds > ESTIMATE_AFTER_S ? seconds * (bytes / bytesDone - 1) : null
      return { files, filesDone, bytes, bytesDone, seconds: left }
    },
    step(done) {
      filesDone += done.files
      bytesDone += done.bytes
      const isDue = performance.now() - drawnAt > PROGRESS_EVERY_MS
      if (isDue) drawnAt = performance.now()
      return isDue
    },
  }
}

/**
 * Characters of an article, roughly.
 * @type {(document: SourceDocument) => number}
 */
const weight = ({ text, blocks }) =>
  text?.length ?? blocks.reduce((sum, block) => sum + block.text.length, 0)

/**
 * Bytes of text as the command line counts them: a document of blocks has none.
 * @type {(document: SourceDocument) => number}
 */
const textBytes = ({ text }) => new TextEncoder().encode(text ?? '').length
