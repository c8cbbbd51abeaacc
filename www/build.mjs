/**
 * Bundles www/ into dist/: the element, the package, the worker's file, and reader.html, the single page with the core
 * inside and room for a corpus. Needs www/pkg (wasm-bindgen) and dist/reading_room_bg.wasm (wasm-opt), see the Makefile.
 */
import { createHash } from 'node:crypto'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { minify } from 'terser'
import { dataBlocks } from './data-block.js'

const here = (path) => new URL(path, import.meta.url).pathname
const dist = (name) => here(`../dist/${name}`)

const common = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  target: 'es2022',
  logLevel: 'warning',
  write: false,
}
const module = { ...common, format: 'esm', charset: 'utf8', external: ['node:*'] }
const script = { ...common, format: 'iife', external: ['node:*'] }

/** worker.js as one function without a single name from outside: see there. */
const selfContainedWorker = {
  name: 'self-contained worker',
  setup(build) {
    build.onLoad({ filter: /\/worker\.js$/ }, async ({ path }) => {
      const worker = await esbuild.build({ ...script, entryPoints: [path], globalName: 'side' })
      const contents = `export const selfContained = true;
        export default function serve(port) { ${text(worker)}; side.default(port); }`
      return { contents, loader: 'js' }
    })
  },
}

/** Style sheets as minified text, for constructed style sheets. */
const cssText = {
  name: 'css as text',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minifiedCss(path),
      loader: 'text',
    }))
  },
}

/** The skeleton of the single page, which its own script carries, with its blanks in brackets. */
const skeletonText = {
  name: 'skeleton as text',
  setup(build) {
    build.onLoad({ filter: /index\.html$/ }, async ({ path }) => {
      const contents = (await readFile(path, 'utf8')).replace(/\{\{(\w+)\}\}/g, '[[$1]]')
      return { contents, loader: 'text' }
    })
  },
}

const plugins = [selfContainedWorker, cssText, skeletonText]

function text(result) {
  return result.outputFiles[0].text.trim()
}

async function minifiedCss(path) {
  const { code } = await esbuild.transform(await readFile(path, 'utf8'), {
    loader: 'css',
    minify: true,
  })
  return code.trim()
}

async function bundle(options) {
  return smaller(text(await esbuild.build({ ...options, plugins })), options)
}

/** What esbuild leaves of a script, once more: 3 in 100 of the download. Letters beyond ASCII stay as `charset` has them. */
async function smaller(source, { format, charset }) {
  const { code } = await minify(source, {
    ecma: 2022,
    module: format === 'esm',
    compress: { passes: 2 },
    format: { ascii_only: charset !== 'utf8', comments: false },
  })
  return code
}

/** The controller of one's own articles: a chunk of its own for the element as a module. */
const ownApart = {
  name: 'own articles apart',
  setup(build) {
    build.onResolve({ filter: /\/own\/controller\.js$/ }, () => ({
      path: './reading-room-own.js',
      external: true,
    }))
  },
}

/** The element as a module, and beside it the languages of the interface, each a file that is fetched when it is wanted. */
async function element() {
  const { outputFiles } = await esbuild.build({
    ...module,
    plugins: [...plugins, ownApart],
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

/** A classic script has no import.meta; it finds the core beside the address it was loaded from. */
const classic = {
  ...script,
  inject: [here('script-url.js')],
  define: { 'import.meta.url': 'scriptUrl' },
}

async function worker() {
  const contents = `import serve from './worker.js'; serve(self);`
  return bundle({ ...script, stdin: { contents, resolveDir: here('.') } })
}

function hash(source) {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`
}

/** The page with everything but a corpus and the model. Only this script and this style run in it, and nothing leaves it. */
async function reader(wasm) {
  const bundled = await bundle({
    ...classic,
    inject: [],
    charset: 'utf8',
    define: { 'import.meta.url': 'undefined' },
    entryPoints: [here('single-page.js')],
  })
  // In the strings and patterns of a script these would end its element, or bend it.
  const script = bundled.replace(/<(?=\/script|!--)/gi, '\\x3c')
  const style = await minifiedCss(here('page.css'))
  const policy = [
    `default-src 'none'`,
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    `worker-src blob:`,
    `style-src ${hash(style)}`,
    `img-src data: blob:`,
    `connect-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
  const parts = {
    policy,
    style,
    script,
    core: dataBlocks('core', gzipSync(wasm, { level: 9 }).toString('base64')).join('\n'),
  }
  const template = await readFile(here('index.html'), 'utf8')
  const page = template.replace(/\{\{(\w+)\}\}/g, (slot, name) => parts[name] ?? slot)
  for (const slot of ['articles', 'corpus', 'model']) {
    if (page.split(`{{${slot}}}`).length !== 2)
      throw new Error(`the page must have one place for the ${slot}`)
  }
  return page
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
  'reading-room-own.js': bundle({ ...module, entryPoints: [here('own/controller.js')] }),
  'reading-room.iife.js': bundle({ ...classic, entryPoints: [here('define.js')] }),
  'index.js': bundle({ ...module, entryPoints: [here('index.js')] }),
  'worker.js': worker(),
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
// For whoever loads a script from elsewhere: `<script integrity=… crossorigin>` takes no other than this.
const integrity = {}
for (const name of Object.keys(outputs).filter((each) => each.endsWith('.js'))) {
  integrity[name] = `sha384-${createHash('sha384')
    .update(await readFile(dist(name)))
    .digest('base64')}`
}
await writeFile(dist('integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`)
for (const name of ['reading-room.js', 'reading-room.iife.js'])
  console.log(`${name}  integrity="${integrity[name]}"`)
