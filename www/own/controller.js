// The desk for articles of one's own: read on this machine, kept in this browser when wished, saved as a page, closed again. What was
// open before stays so until there is something in its place.

import { downloadFile } from '../download.js'
import { place } from '../route.js'
import { fileName } from '../export.js'
import { bytesOf, chosen, dropped } from './files.js'
import { deleteCollection, keep, listCollections, openKept } from './collection-store.js'
import { fill, PREBUILT_FROM } from './page-writer.js'
import { read } from './parser.js'
import { parseTable } from './csv.js'
import { own, reading } from './view.js'
import { stringsFor } from './strings.js'

/** The first answers come when so much text is read; later articles come in as many at a time as there are. */
const FIRST_BYTES = 128 * 1024
const BATCH_BYTES = 1024 * 1024

/** What a tab can hold, text, index and all that is between. */
const MOST_BYTES = 1_000_000_000

/** Progress is drawn this often. */
const DRAWN_EVERY_MS = 100

/** Sooner, nobody can say how long it will take. */
const FORESEEN_AFTER_S = 2

/** Of a table that waits for its columns, rows that are shown. */
const SAMPLE_ROWS = 3

/**
 * What can be done, each as a function of what it was done with. `open(options)` opens a room of the engine; `reopen()` the
 * collection of the page; `model` and `template` are promised when asked for.
 */
export function createOwnController(reader, { open, reopen, model, template }) {
  let stop = new AbortController()
  let waiting = null // { title, files, bytes, tables, columns } until every table has its columns
  let documents = null // of the open collection, while they are few enough to travel without an index

  const show = (own) => reader.dispatch({ type: 'ownChanged', own })
  const problem = (key, detail) => show({ problem: { key, detail }, reading: null })
  const words = () => stringsFor(reader.i18n)

  const drop = async (entries) => {
    show({ reading: { found: 0 }, problem: null })
    begin(await dropped(entries, (found) => show({ reading: { found } })))
  }

  /** Files, or a folder (`folder`), by the browser's own dialog. */
  const choose = (target, { folder }) => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', multiple: true, webkitdirectory: Boolean(folder) })
    input.addEventListener('change', () => begin(chosen(input.files)))
    input.click()
  }

  const paste = ({ form }) => {
    const text = new FormData(form).get('text')
    if (!text.trim()) return
    form.reset()
    const isLines = /^\s*\{.*\}\s*$/.test(text.trim().split('\n')[0])
    begin({ title: words().pasted, files: [{ name: isLines ? 'pasted.jsonl' : 'pasted.txt', file: new File([text], 'pasted') }] })
  }

  // Tables are asked about before anything is read, once for each kind of head.
  const begin = async ({ title, files }) => {
    cancel()
    if (!files.length) return problem('nothing')
    const bytes = bytesOf(files)
    if (bytes > MOST_BYTES) return problem('tooMuch')
    reader.dispatch({ type: 'went', place: place({ view: 'own' }) })
    const tables = new Map()
    for (const { name, file } of files.filter(({ name: each }) => /\.[ct]sv$/i.test(each))) {
      const table = parseTable(await file.slice(0, BATCH_BYTES).text())
      if (!tables.has(String(table.header))) tables.set(String(table.header), { name, ...table, rows: table.rows.slice(0, SAMPLE_ROWS) })
    }
    waiting = { title, files, bytes, tables: [...tables.values()], columns: new Map() }
    proceed()
  }

  const proceed = () => {
    const [table = null] = waiting.tables
    show({ table, problem: null, reading: null })
    if (table) return reader.layout.heading?.focus()
    const { title, files, bytes, columns } = waiting
    waiting = null
    return readAll(title ?? words().pasted, { files, bytes, columns }).catch((error) => problem('failed', error.message))
  }

  /** Which column is what, as the form has it. */
  const columns = ({ form }) => {
    const table = waiting?.tables.shift()
    if (!table) return
    waiting.columns.set(String(table.header), Object.fromEntries(Array.from(new FormData(form), ([meaning, at]) => [meaning, Number(at)])))
    proceed()
  }

  const cancel = () => {
    stop.abort()
    stop = new AbortController()
    waiting = null
    show({ reading: null, table: null })
  }

  const readAll = async (title, { files, bytes, columns: known }) => {
    const { signal } = stop
    const progress = progressOf(files.length, bytes)
    const refusals = []
    const few = []
    let [batch, size, text, room] = [[], 0, 0, null]
    // Whoever opened something else meanwhile does not wait for this.
    const isLeft = () => (room ? reader.room !== room : signal.aborted)

    const put = async (more) => {
      const documentsNow = batch
      ;[batch, size] = [[], 0]
      if (room) {
        await room.add(documentsNow, { more })
        if (!isLeft()) await reader.edited({ more, refusals: [...refusals, ...room.refusals] })
        return
      }
      const opened = await open({ documents: documentsNow, more })
      if (isLeft()) return opened.close()
      if (opened.refusals.length === documentsNow.length) {
        refusals.push(...opened.refusals)
        return opened.close()
      }
      room = opened
      const share = { room: Promise.resolve({ room, title, refusals: [...refusals, ...room.refusals] }), drop() {}, release: () => opened.close() }
      if (await reader.load(share, title, place(), { more })) show({ title, reading: more ? progress.now() : null })
    }

    show({ reading: progress.now() })
    for await (const step of read(files, { columnsOf: (name, table) => known.get(String(table.header)) ?? table.columns, signal })) {
      if (isLeft()) return
      refusals.push(...step.refusals)
      for (const one of step.documents) {
        batch.push(one)
        size += weight(one)
        if (text >= PREBUILT_FROM) continue
        text += textBytes(one)
        few.push(one)
      }
      if (progress.step(step)) show({ reading: progress.now() })
      if (size >= (room ? BATCH_BYTES : FIRST_BYTES)) await put(true)
      if (progress.now().bytesDone > MOST_BYTES) break
    }
    if (isLeft()) return
    if (room || batch.length) await put(false)
    if (room) documents = text < PREBUILT_FROM ? few : null
    // Whoever stops the reading keeps what is there.
    if (signal.aborted) return show({ reading: null })
    if (!room) return show({ problem: { key: 'nothing', refusals }, reading: null })
    if (progress.now().bytesDone > MOST_BYTES) return problem('tooMuch')
    show({ reading: null })
    reader.layout.notify(words().ready({ title }))
  }

  const list = async () => {
    try {
      show({ kept: await listCollections() })
    } catch {
      show({ kept: [] }) // this page may store nothing
    }
  }

  const keepIt = async () => {
    const { title, overview: { total } } = reader.state
    let bytes
    try {
      bytes = await reader.room.toBytes()
    } catch (error) {
      return problem('failed', error.message)
    }
    try {
      await keep({ title, articles: total, bytes, documents })
      // By the store, too: without this it may clear what it holds when the disk is full. Some browsers ask first.
      navigator.storage?.persist?.().catch(() => {})
      show({ saved: true, problem: null })
      reader.layout.notify(words().kept)
    } catch (error) {
      problem(error.name === 'QuotaExceededError' ? 'noSpace' : 'noStore')
    }
    await list()
  }

  const openIt = async (target, { id }) => {
    const { title } = reader.state.own.kept.find((one) => one.id === id)
    try {
      cancel()
      const { bytes, documents: few } = await openKept(id)
      const room = await open({ bytes })
      documents = few
      await reader.load({ room: Promise.resolve({ room, title, refusals: [] }), drop() {}, release: () => room.close() }, title, place())
      show({ title, saved: true, problem: null })
    } catch (error) {
      const [, sentence] = reader.i18n.failure(error.code)
      problem('failed', sentence)
    }
  }

  const forget = async (target, { id }) => {
    await deleteCollection(id).catch(() => problem('noStore'))
    if (reader.state.own.title === id) show({ saved: false })
    await list()
  }

  const save = async () => {
    const { title, overview: { total } } = reader.state
    const { room } = reader
    try {
      const { articles } = await room.overview({ offset: 0, limit: total })
      const stored = documents ? null : await room.toBytes()
      const readable = new Set(articles.map(({ id }) => id))
      const gzip = (bytes) => room.gzip(bytes)
      const page = await fill(await template(), { title, articles, documents: documents?.filter(({ id }) => readable.has(id)), room: stored, model: await model(), gzip })
      downloadFile(`${fileName(title)}.html`, 'text/html', page)
    } catch (error) {
      problem('failed', error.message)
    }
  }

  const close = () => {
    cancel()
    documents = null
    show({ problem: null })
    reopen()
  }

  show({ draw: { own, reading } })
  list()
  return { drop, choose, paste, columns, cancel, list, keep: keepIt, openKept: openIt, forget, save, close }
}

/** How far the reading of so many files, of so many bytes, is: `step` counts, and says whether it is time to draw it again. */
function progressOf(files, foreseen) {
  const began = performance.now()
  let [filesDone, bytesDone, drawn] = [0, 0, began]
  return {
    now() {
      const seconds = (performance.now() - began) / 1000
      const bytes = Math.max(foreseen, bytesDone)
      const left = bytesDone && seconds > FORESEEN_AFTER_S ? seconds * (bytes / bytesDone - 1) : null
      return { files, filesDone, bytes, bytesDone, seconds: left }
    },
    step(done) {
      filesDone += done.files
      bytesDone += done.bytes
      const due = performance.now() - drawn > DRAWN_EVERY_MS
      if (due) drawn = performance.now()
      return due
    },
  }
}

/** Letters of an article, about. */
const weight = ({ text, blocks }) => text?.length ?? blocks.reduce((sum, block) => sum + block.text.length, 0)

/** As the command line counts: what came in blocks has no text. */
const textBytes = ({ text }) => new TextEncoder().encode(text ?? '').length
