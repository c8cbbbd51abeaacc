// The package as a registry would get it: what it says of itself is true.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import test from 'node:test'
import { checkPackage, Package } from '@arethetypeswrong/core'
import { publint } from 'publint'

const dist = new URL('../../dist/', import.meta.url)
const www = new URL('../../www/', import.meta.url)
const read = (name, from = dist) => readFile(new URL(name, from), 'utf8')
const manifest = JSON.parse(await read('package.json'))

test('publint finds nothing to say', async () => {
  const { messages } = await publint({ pkgDir: fileURLToPath(dist), pack: false })
  assert.deepEqual(messages, [])
})

test('types are found, and are right, wherever they are looked for', async () => {
  const names = [...(await readdir(dist)).filter((name) => /\.(js|d\.ts|json)$/.test(name))]
  const files = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [`/node_modules/reading-room/${name}`, await read(name)]),
    ),
  )
  const { problems } = await checkPackage(new Package(files, 'reading-room', manifest.version), {
    entrypoints: ['.', './element'],
  })
  // Node before 16 knows no `exports`; `require` of a module is what Node 20 can do without types.
  const told = problems.filter(
    ({ resolutionKind }) => resolutionKind !== 'node10' && resolutionKind !== 'node16-cjs',
  )
  assert.deepEqual(told, [])
})

test('every file that the package names is there, and what it leaves out is not needed', async () => {
  const there = new Set(await readdir(dist))
  const named = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  )
  for (const path of named) assert.ok(there.has(path.slice(2)), path)
  for (const path of manifest.files.filter((each) => !each.includes('*')))
    assert.ok(there.has(path), path)
})

test('the hashes are those of the files', async () => {
  for (const [name, integrity] of Object.entries(JSON.parse(await read('integrity.json')))) {
    assert.equal(
      integrity,
      `sha384-${createHash('sha384')
        .update(await readFile(new URL(name, dist)))
        .digest('base64')}`,
      name,
    )
  }
})

test('imported without a browser, the element does nothing and breaks nothing', async () => {
  const before = Object.keys(globalThis).length
  const { ReadingRoom } = await import('../../dist/reading-room.js')
  assert.equal(typeof ReadingRoom, 'function')
  assert.equal(Object.keys(globalThis).length, before)
})

test('the manifest of the element names what there is, and all of it', async () => {
  const {
    modules: [
      {
        declarations: [element],
      },
    ],
  } = JSON.parse(await read('custom-elements.json'))
  const names = (list) => list.map(({ name }) => name).sort()
  const sources = await Promise.all(
    ['views', 'own', '.'].flatMap(async (folder) => {
      const at = new URL(`${folder}/`, www)
      return Promise.all(
        (await readdir(at)).filter((name) => name.endsWith('.js')).map((name) => read(name, at)),
      )
    }),
  )
  const code = sources.flat().join('\n')
  const found = (pattern) =>
    [...new Set(Array.from(code.matchAll(pattern), ([, name]) => name))].sort()
  assert.deepEqual(names(element.cssParts), found(/part: '([a-z]+)'/g))
  assert.deepEqual(names(element.slots).filter(Boolean), found(/node\('slot', \{ name: '(\w+)'/g))
  const css = await read('reading-room.css', www)
  assert.deepEqual(names(element.cssProperties), [...new Set(css.match(/--room-[a-z-]+/g))].sort())
  const source = await read('reading-room.js', www)
  const asked = [...source.matchAll(/(?:get|has)Attribute\('([a-z-]+)'\)/g)].map(([, name]) => name)
  const keyed = (await read('controls.js', www)).match(/hasAttribute\('([a-z-]+)'\)/)[1]
  const observed = source.match(/observedAttributes = \[(.*?)\]/)[1].match(/[a-z-]+/g)
  assert.deepEqual(names(element.attributes), [...new Set([...asked, ...observed, keyed])].sort())
  const types = await read('reading-room.d.ts', www)
  const events = types.match(/interface ReadingRoomEventMap \{(.*?)\n\}/s)[1]
  assert.deepEqual(
    names(element.events),
    Array.from(events.matchAll(/^ {2}(\w+):/gm), ([, name]) => name).sort(),
  )
  for (const { name } of element.members)
    assert.match(`${types} focus(`, new RegExp(`\\b${name}[:(]`), name)
})
