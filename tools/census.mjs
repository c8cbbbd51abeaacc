/**
 * Counts what keeps the source easy to find one's way in, and fails where a count is over its
 * limit.
 *
 *     node tools/census.mjs            # part of `make lint`
 *     node tools/census.mjs --lines    # also lists the long lines of JavaScript
 *
 * Reads the text of the files, not the compiler's view: a path is followed through `pub use`,
 * macros are not expanded, and a method is not followed to the file that defines it.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const MAX_COLUMNS = 100

/** The list of all public items that `cargo doc` makes, and how. */
const ITEM_LIST = 'target/doc/reading_room/all.html'
const ITEM_LIST_COMMAND = 'cargo doc --no-deps --lib'

/** How deep a chain of `pub use` is followed. */
const MAX_REEXPORTS = 5

// ---- reading -----------------------------------------------------------------------------------

const read = (file) => readFileSync(join(ROOT, file), 'utf8')

/** Paths of the Rust files under `folder`, from the root. */
const rustFiles = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .filter((name) => name.endsWith('.rs'))
    .map((name) => join(folder, name).split(sep).join('/'))
    .sort()

/** A file of Rust without comments, the text in strings, and the tests at its end. */
const readCode = (file) =>
  read(file)
    .split(/^#\[cfg\(test\)\]\nmod /m)[0]
    .replace(/\/\/.*$/gm, '')
    .replace(/"(?:[^"\\]|\\.)*"/gs, '""')

/** Code by file. */
const readSources = (files) => new Map(files.map((file) => [file, readCode(file)]))

// ---- circles of files --------------------------------------------------------------------------

const VISIBILITY = /\bpub\([^)]*\)/g
const USE = /^[ \t]*(pub\s+)?use\s+([^;]+);/gm
const PATH = /(?<![\w:])(?:crate|super)(?:::\w+)+|(?<![\w:.])\w+(?=::\w)(?:::\w+)+/g

/** The module of a file, as a list of names: `src/index/shard.rs` is `index::shard`. */
function modulePath(file) {
  const path = file
    .replace(/^src\//, '')
    .replace(/\.rs$/, '')
    .split('/')
  if (path.at(-1) === 'mod') path.pop()
  return path.join('::') === 'lib' ? [] : path
}

/** The branches of a `use` tree: what stands between the commas outside its braces. */
function splitBranches(tree) {
  const branches = ['']
  let depth = 0
  for (const char of tree) {
    if (char === '{') depth += 1
    if (char === '}') depth -= 1
    if (char === ',' && depth === 0) branches.push('')
    else branches[branches.length - 1] += char
  }
  return branches.map((branch) => branch.trim()).filter(Boolean)
}

/** Every path of a `use` tree, as lists of segments: `a::{self, b::c}` is `a` and `a::b::c`. */
function flattenUse(tree, prefix = []) {
  return splitBranches(tree).flatMap((branch) => {
    const [, head, inside] = /^([^{]*)(?:\{(.*)\})?$/s.exec(branch)
    const path = [...prefix, ...head.replace(/\s+as\s+\w+/, '').match(/[\w*]+/g)]
    if (inside !== undefined) return flattenUse(inside, path)
    return [path.at(-1) === 'self' && path.length > 1 ? path.slice(0, -1) : path]
  })
}

/** A path from the root of the crate; `null` where it leads out of the crate or to an own item. */
function resolvePath(path, own, modules) {
  if (path[0] === 'crate') return path.slice(1)
  if (path[0] === 'self') return [...own, ...path.slice(1)]
  const ups = path.findIndex((segment) => segment !== 'super')
  if (ups > 0) return [...own.slice(0, own.length - ups), ...path.slice(ups)]
  return modules.has([...own, path[0]].join('::')) ? [...own, ...path] : null
}

/** What one file names (`used`) and what it exports anew (`exported`: name, path), all resolved. */
function readPaths(text, own, modules) {
  const resolve = (path) => resolvePath(path, own, modules)
  const used = []
  const exported = []
  const plain = text.replace(VISIBILITY, 'pub')
  for (const [, isPublic, tree] of plain.matchAll(USE)) {
    for (const path of flattenUse(tree)) {
      const target = resolve(path)
      if (target && isPublic) exported.push([[...own, path.at(-1)].join('::'), target])
      else if (target) used.push(target)
    }
  }
  for (const [path] of plain.replace(USE, '').matchAll(PATH)) {
    const target = resolve(path.split('::'))
    if (target) used.push(target)
  }
  return { used, exported }
}

/** For each file the files whose items it names. What a file only exports anew it does not need. */
function findDependencies(sources) {
  const files = [...sources.keys()]
  const modules = new Map(files.map((file) => [modulePath(file).join('::'), file]))
  const paths = new Map()
  const exports = new Map()
  for (const [file, text] of sources) {
    const { used, exported } = readPaths(text, modulePath(file), modules)
    paths.set(file, used)
    for (const [name, target] of exported) exports.set(name, target)
  }
  const fileOf = (path, depth = 0) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const file = modules.get(path.slice(0, length).join('::'))
      if (!file) continue
      const target = exports.get(path.slice(0, length + 1).join('::'))
      if (!target || depth === MAX_REEXPORTS) return file
      return fileOf([...target, ...path.slice(length + 1)], depth + 1)
    }
    return null
  }
  const needs = (file, used) =>
    new Set(used.map((path) => fileOf(path)).filter((to) => to && to !== file))
  return new Map([...paths].map(([file, used]) => [file, needs(file, used)]))
}

/** Strongly connected components of more than one file (Tarjan 1972). */
function findComponents(edges) {
  const order = new Map()
  const low = new Map()
  const stack = []
  const found = []
  const lower = (file, to) => low.set(file, Math.min(low.get(file), low.get(to)))
  const visit = (file) => {
    order.set(file, order.size)
    low.set(file, order.get(file))
    stack.push(file)
    for (const next of edges.get(file) ?? []) {
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) lower(file, next)
    }
    if (low.get(file) !== order.get(file)) return
    const component = stack.splice(stack.indexOf(file))
    if (component.length > 1) found.push(component.sort())
  }
  for (const file of edges.keys()) if (!order.has(file)) visit(file)
  return found
}

// ---- the rules: each gives what breaks it, one a line ------------------------------------------

const looseFiles = () => readdirSync(join(ROOT, 'src')).filter((name) => name.includes('.'))

function circlesOfFiles() {
  const files = rustFiles('src').filter((file) => !file.startsWith('src/bin/'))
  const circles = findComponents(findDependencies(readSources(files)))
  return circles.map((circle) => circle.map((file) => relative('src', file)).join(' ⇄ '))
}

const sharedTypeNames = (types) =>
  [...types]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => `${name}: ${files.join(', ')}`)

// ---- the counts --------------------------------------------------------------------------------

const TYPE = /^[ \t]*(?:pub(?:\([^)]*\))?\s+)?(?:struct|enum|trait|union)\s+(\w+)/gm
const FUNCTION = /^[ \t]*(?:pub(?:\([^)]*\))?\s+)?(?:const\s+)?fn\s+(\w+)/gm
const ITEM = /<li><a href="[\w/]*\b(?:struct|enum|trait|fn|type|static|constant|macro)\.\w+\.html"/g

const SCRIPTS = ['www', 'tests/www', 'benches', 'tools'].flatMap((folder) => [
  `${folder}/*.js`,
  `${folder}/*.mjs`,
])

/** The files in which each type name is defined. */
function typeNames(sources) {
  const types = new Map()
  for (const [file, text] of sources) {
    for (const [, name] of text.matchAll(TYPE)) types.set(name, [...(types.get(name) ?? []), file])
  }
  return types
}

const functionNames = (sources) =>
  [...sources.values()].flatMap((text) => [...text.matchAll(FUNCTION)].map(([, name]) => name))

/** Every line of JavaScript that git knows, with its place. */
const scriptLines = () =>
  execFileSync('git', ['ls-files', '-z', ...SCRIPTS], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
    .flatMap((file) =>
      read(file)
        .split('\n')
        .map((text, at) => ({ place: `${file}:${at + 1}`, text })),
    )

const publicItems = () =>
  existsSync(join(ROOT, ITEM_LIST))
    ? `${[...read(ITEM_LIST).matchAll(ITEM)].length} (as of the last \`${ITEM_LIST_COMMAND}\`)`
    : `not counted; \`${ITEM_LIST_COMMAND}\` makes the list`

const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length

// ---- the report --------------------------------------------------------------------------------

/** Prints one rule, with what breaks it where that is more than `limit`; says whether it holds. */
function reportRule(name, found, limit) {
  console.log(`${name}: ${found.length} (at most ${limit})`)
  const holds = found.length <= limit
  if (!holds) for (const one of found) console.log(`  ${one}`)
  return holds
}

const sources = readSources([...rustFiles('src'), ...rustFiles('tools')])
const types = typeNames(sources)
const functions = functionNames(sources)
const lines = scriptLines()
const long = lines.filter(({ text }) => text.length > MAX_COLUMNS)

const rules = [
  reportRule('loose files in src', looseFiles(), 7),
  reportRule('circles of files', circlesOfFiles(), 0),
  reportRule('type names that mean two types', sharedTypeNames(types), 0),
]

const letters = mean([...types.keys()].map((name) => name.length)).toFixed(1)
const oneWord = functions.filter((name) => !name.includes('_'))
console.log(`type names: ${types.size}, ${letters} letters on average`)
console.log(`functions of one word: ${share(oneWord.length, functions.length)}`)
console.log(`JavaScript lines over ${MAX_COLUMNS} columns: ${share(long.length, lines.length)}`)
if (process.argv.includes('--lines')) for (const { place } of long) console.log(`  ${place}`)
console.log(`public items: ${publicItems()}`)

process.exitCode = rules.every(Boolean) ? 0 : 1
