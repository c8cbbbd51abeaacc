// Files that are dropped or chosen, with everything below a folder, in the order of the command
// line: sorted by path, hidden ones left out. A file is { path, name, file }; `path` begins at what
// was dropped, `name` below it.

/** @import { Entry, FoundFile, OwnFile, OwnFiles } from '../internal.d.ts' */

/** Files that can be read; others are skipped inside a folder and refused when named themselves. */
export const READABLE = /\.(txt|text|md|markdown|html?|xhtml|json|jsonl|ndjson|csv|tsv|zip)$/i

/** Most sizes read: some browsers ask the disk for each and block the page meanwhile. */
const MAX_SIZES_READ = 2000

/**
 * The files of an `<input>`: { title, files }.
 * @type {(list: ArrayLike<File>) => OwnFiles}
 */
export function chosenFiles(list) {
  return collect(Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file })))
}

/**
 * The files of a drop, given as file system entries; `onFound` gets the count so far.
 * @type {(entries: Entry[], onFound?: (count: number) => void) => Promise<OwnFiles>}
 */
export async function droppedFiles(entries, onFound) {
  /** @type {FoundFile[]} */
  const found = []
  for (const entry of entries) await walk(entry, '', found, onFound)
  return collect(found)
}

/**
 * Total size; of very many files an estimate by sampling.
 * @type {(files: OwnFile[]) => number}
 */
export function totalBytes(files) {
  const step = Math.ceil(files.length / MAX_SIZES_READ)
  const some = files.filter((one, at) => at % step === 0)
  return Math.round(
    some.reduce((sum, { file }) => sum + file.size, 0) * (files.length / Math.max(some.length, 1)),
  )
}

/**
 * @type {(
 *   entry: any,
 *   parentPath: string,
 *   found: FoundFile[],
 *   onFound?: (count: number) => void
 * ) => Promise<unknown>}
 */
async function walk(entry, parentPath, found, onFound) {
  const path = parentPath + entry.name
  if (entry instanceof File) return found.push({ path, file: entry })
  if (parentPath && entry.name.startsWith('.')) return
  if (entry.isFile) {
    if (parentPath && !READABLE.test(path)) return
    found.push({ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) })
    if (found.length % 100 === 0) onFound?.(found.length)
    return
  }
  const reader = entry.createReader()
  // `readEntries` returns a folder in chunks, the last one empty.
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))
    if (!some.length) return
    for (const inner of some) await walk(inner, `${path}/`, found, onFound)
  }
}

/** @type {(found: FoundFile[]) => OwnFiles} */
function collect(found) {
  const files = found.map(({ path, file }) => {
    const [root, ...inner] = path.split('/')
    return {
      path,
      root,
      name: inner.length ? inner.join('/') : root,
      folder: inner.length > 0,
      file,
    }
  })
  const visible = files.filter(
    ({ name, folder }) =>
      !folder || (READABLE.test(name) && !name.split('/').some((part) => part.startsWith('.'))),
  )
  const roots = [...new Set(visible.map(({ root }) => root))]
  visible.sort(
    (a, b) =>
      roots.indexOf(a.root) - roots.indexOf(b.root) ||
      comparePaths(a.name.split('/'), b.name.split('/')),
  )
  const [first] = visible
  const title = first && (first.folder ? first.root : first.root.replace(/\.[^.]+$/, ''))
  return { title: title ?? null, files: visible }
}

/** @type {(a: string[], b: string[]) => number} */
function comparePaths(a, b) {
  const at = a.findIndex((part, index) => part !== b[index])
  if (at < 0 || b[at] === undefined) return a.length - b.length
  return a[at] < b[at] ? -1 : 1
}
