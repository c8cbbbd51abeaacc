// The inner loop of development, `make dev`: serves the element over a folder of articles, rebuilds
// what a saved file changed and reloads the page. Nothing of it ships.
//
// After a change in www/ esbuild bundles it again in memory, without minifying. After one in src/
// cargo compiles the core with the profile `wasm-dev`. The single page is written to
// target/dev/reader.html, where `reading-room pack --page` reads it.

import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { basename, extname, join } from 'node:path'
import * as esbuild from 'esbuild'
import { bundling, here, outputText, readerPage } from './bundle.mjs'

const WASM_TARGET = 'wasm32-unknown-unknown'
const SETTLE_MS = 10 // editors save a file in several steps

const root = here('..')
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target')
const dev = join(target, 'dev')
const port = Number(process.env.PORT ?? 8080)
const articles = process.argv[2] ?? join(root, 'seeds')

const { module, singlePage, minifiedCss } = bundling({
  minify: false,
  glue: join(dev, 'pkg/reading_room.js'),
})
const element = await esbuild.context({
  ...module,
  sourcemap: 'inline',
  splitting: true,
  outdir: 'dev',
  entryPoints: { 'reading-room': here('define.js') },
})
const page = await esbuild.context(singlePage)

/** URL path -> contents. */
const served = new Map()
/** Open event streams: pages that reload when something was rebuilt. */
const pages = new Set()

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.wasm': 'application/wasm',
}

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reading Room, development</title>
<link rel="stylesheet" href="/page.css">
<script type="module" src="/reading-room.js"></script>
<script>new EventSource('/changes').onmessage = () => location.reload()</script>
<reading-room src="/articles.jsonl" heading="${basename(articles)}" route="hash" global-keys
  own-articles></reading-room>
`

function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost')
  const path = pathname === '/' ? '/index.html' : decodeURIComponent(pathname)
  if (path === '/changes') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write('\n')
    pages.add(response)
    return request.on('close', () => pages.delete(response))
  }
  const contents = served.get(path)
  if (contents === undefined) return response.writeHead(404).end()
  const type = types[extname(path)] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(contents)
}

async function bundleShell() {
  const { outputFiles } = await element.rebuild()
  for (const { path, contents } of outputFiles) served.set(`/${basename(path)}`, contents)
  served.set('/page.css', await readFile(here('page.css')))
}

/** Runs a command, which writes its own messages. */
async function run(command, args, options) {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve))
  if (code !== 0) throw new Error(`${command} failed`)
}

async function buildCore() {
  const profile = ['--profile', 'wasm-dev', '--target', WASM_TARGET]
  const cargo = ['build', '--locked', '--lib', '--no-default-features', ...profile]
  // As in the Makefile: every browser that runs the shell has SIMD.
  const env = { ...process.env, RUSTFLAGS: '-C target-feature=+simd128' }
  await run('cargo', cargo, { cwd: root, env })
  const built = join(target, WASM_TARGET, 'wasm-dev/reading_room.wasm')
  const out = ['--out-dir', join(dev, 'pkg'), '--out-name', 'reading_room']
  const how = ['--target', 'web', '--omit-default-module-path', '--no-typescript']
  await run('wasm-bindgen', [...how, ...out, built])
  served.set('/reading_room_bg.wasm', await readFile(join(dev, 'pkg/reading_room_bg.wasm')))
}

/** The single page as it ships, unminified: also what readers' own articles are saved in. */
async function writeReader() {
  const reader = await readerPage({
    bundled: outputText(await page.rebuild()),
    style: await minifiedCss(here('page.css')),
    wasm: served.get('/reading_room_bg.wasm'),
    level: 1,
  })
  served.set('/reader.html', reader)
  await writeFile(join(dev, 'reader.html'), reader)
}

/** Text files of the folder as JSON Lines, in order of their names. */
async function readArticles() {
  const names = (await readdir(articles)).filter((name) => /\.(txt|md)$/.test(name)).sort()
  const lines = names.map(async (source) => {
    const text = await readFile(join(articles, source), 'utf8')
    const format = source.endsWith('.md') ? 'markdown' : 'plain'
    return JSON.stringify({ id: source, source, text, format })
  })
  return (await Promise.all(lines)).join('\n')
}

/** What was saved since the last build. */
const changed = new Set()
let building = Promise.resolve()

async function rebuild() {
  if (!changed.size) return
  const core = [...changed].some((path) => path.startsWith('src'))
  const names = [...changed].join(', ')
  changed.clear()
  const start = performance.now()
  try {
    if (core) await buildCore()
    await bundleShell()
    for (const response of pages) response.write('data: changed\n\n')
    console.log(`${names}: rebuilt in ${Math.round(performance.now() - start)} ms`)
    await writeReader()
  } catch (error) {
    console.error(`${names}: ${error.message.split('\n')[0]}`)
  }
}

function watchFolder(folder, pattern) {
  watch(join(root, folder), { recursive: true }, (_, name) => {
    if (!name || !pattern.test(name) || name.startsWith('pkg')) return
    changed.add(join(folder, name))
    setTimeout(() => {
      building = building.then(rebuild)
    }, SETTLE_MS)
  })
}

await mkdir(join(dev, 'pkg'), { recursive: true })
served.set('/index.html', html)
served.set('/articles.jsonl', await readArticles())
served.set('/english.room-model', await readFile(join(root, 'models/english.room-model')))
watchFolder('www', /\.(js|css|html)$/)
watchFolder('src', /\.rs$/)
changed.add('src')
building = rebuild()
await building
const server = createServer(answer).listen(port, '127.0.0.1', () => {
  const { port } = server.address()
  console.log(`http://127.0.0.1:${port}/ is the reader, loaded again when a file is saved`)
})
