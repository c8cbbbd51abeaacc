/**
 * Bundles www/ into dist/: the element, the package, the worker's file, and reader.html, the single
 * page with the core inside and a place for a corpus. Needs www/pkg (wasm-bindgen) and
 * dist/reading_room_bg.wasm (wasm-opt), see the Makefile.
 */
import { createHash } from 'node:crypto'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import * as esbuild from 'esbuild'
import { minify } from 'terser'
import { bundling, here, outputText, readerPage } from './bundle.mjs'

const dist = (name) => here(`../dist/${name}`)
const { module, classic, worker, singlePage, minifiedCss } = bundling({ minify: true })

async function bundle(options) {
  return smaller(outputText(await esbuild.build(options)), options)
}

/**
 * Minifies what esbuild returns once more: 3 in 100 of the download. Non-ASCII letters stay as
 * `charset` has them.
 */
async function smaller(source, { format, charset }) {
  const { code } = await minify(source, {
    ecma: 2022,
    module: format === 'esm',
    compress: { passes: 2 },
    format: { ascii_only: charset !== 'utf8', comments: false },
  })
  return code
}

/** Folders of www/ whose controller is loaded when it is wanted. */
const CHUNKS = ['own', 'query']
const chunkName = (folder) => `reading-room-${folder}.js`

/** Each is a chunk of its own for the element as a module. */
const controllerChunks = {
  name: 'chunks of controllers',
  setup(build) {
    build.onResolve({ filter: /\/controller\.js$/ }, ({ path }) => ({
      path: `./${chunkName(path.split('/').at(-2))}`,
      external: true,
    }))
  },
}

/** The element as a module, and every other language as a chunk that is loaded on demand. */
async function element() {
  const { outputFiles } = await esbuild.build({
    ...module,
    plugins: [...module.plugins, controllerChunks],
    splitting: true,
    outdir: 'dist',
    entryPoints: { 'reading-room': here('define.js') },
    chunkNames: 'reading-room-[name]',
  })
  return Promise.all(
    outputFiles.map(async ({ path, text: source }) => [
      path.split('/').at(-1),
      await smaller(source, module),
    ]),
  )
}

async function reader(wasm) {
  const bundled = await bundle(singlePage)
  return readerPage({ bundled, style: await minifiedCss(here('page.css')), wasm })
}

async function manifest() {
  const cargo = await readFile(here('../Cargo.toml'), 'utf8')
  const shipped = JSON.parse(await readFile(here('manifest.json'), 'utf8'))
  shipped.version = cargo.match(/^version = "(.+)"/m)[1]
  return `${JSON.stringify(shipped, null, 2)}\n`
}

const wasm = await readFile(dist('reading_room_bg.wasm'))
const model = await readFile(here('../models/english.room-model'))
const outputs = {
  ...Object.fromEntries(await element()),
  ...Object.fromEntries(
    CHUNKS.map((folder) => [
      chunkName(folder),
      bundle({ ...module, entryPoints: [here(`${folder}/controller.js`)] }),
    ]),
  ),
  'reading-room.iife.js': bundle({ ...classic, entryPoints: [here('define.js')] }),
  'index.js': bundle({ ...module, entryPoints: [here('index.js')] }),
  'worker.js': bundle(worker),
  'reader.html': reader(wasm),
  'english.room-model': model,
  'package.json': manifest(),
}
for (const [name, contents] of Object.entries(outputs)) await writeFile(dist(name), await contents)
for (const name of ['index.d.ts', 'reading-room.d.ts', 'jsx.d.ts', 'custom-elements.json'])
  await copyFile(here(name), dist(name))
for (const name of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE'])
  await copyFile(here(`../${name}`), dist(name))
await copyFile(here('../src/view/view.d.ts'), dist('views.d.ts'))
// Subresource integrity, for pages that load a script from another origin:
// `<script integrity=… crossorigin>`.
const integrity = {}
for (const name of Object.keys(outputs).filter((each) => each.endsWith('.js'))) {
  integrity[name] = `sha384-${createHash('sha384')
    .update(await readFile(dist(name)))
    .digest('base64')}`
}
await writeFile(dist('integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`)
for (const name of ['reading-room.js', 'reading-room.iife.js'])
  console.log(`${name}  integrity="${integrity[name]}"`)
