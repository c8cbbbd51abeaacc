// The package as it would be published: its manifest, types and integrity hashes are right.
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

test('publint reports nothing', async () => {
  const { messages } = await publint({ pkgDir: fileURLToPath(dist), pack: false })
  assert.deepEqual(messages, [])
})

test('types resolve and are right under every module resolution', async () => {
  const names = [...(await readdir(dist)).filter((name) => /\.(js|d\.ts|json)$/.test(name))]
  const files = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [`/node_modules/reading-room/${name}`, await read(name)]),
    ),
  )
  const { problems } = await checkPackage(new Package(files, 'reading-room', manifest.version), {
    entrypoints: ['.', './element'],
  })
  // Node before 16 ignores `exports`; `require` of an ES module has no types in Node 20.
  const relevant = problems.filter(
    ({ resolutionKind }) => resolutionKind !== 'node10' && resolutionKind !== 'node16-cjs',
  )
  assert.deepEqual(relevant, [])
})

test('every file that the package lists exists', async () => {
  const there = new Set(await readdir(dist))
  const named = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  )
  for (const path of named) assert.ok(there.has(path.slice(2)), path)
  for (const path of manifest.files.filter((each) => !each.includes('*')))
    assert.ok(there.has(path), path)
})

test('the integrity hashes match the files', async () => {
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

test('importing the element without a browser has no effect', async () => {
  const before = Object.keys(globalThis).length
  const { ReadingRoom } = await import('../../dist/reading-room.js')
  assert.equal(typeof ReadingRoom, 'function')
  assert.equal(Object.keys(globalThis).length, before)
})

test('custom-elements.json lists every attribute, event and property of the element', async () => {
  const {
    modules: [
      {
        declarations: [element],
      },
    ],
  } = JSON.parse(await read('custom-elements.json'))
  const names = (list) => list.map(({ name }) => name).sort()
  const sources = await Promise.all(
    ['views', 'own', 'query', '.'].flatMap(async (folder) => {
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
