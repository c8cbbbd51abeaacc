// Measures one engine in a worker of a fresh headless Chromium. The page is cross-origin isolated,
// which `measureUserAgentSpecificMemory` requires.
import { createServer } from 'node:http'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { BROWSER_ONLY } from './engines/index.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** `folder` holds documents.json and sets.json. */
export async function inChromium(engine, folder, budget) {
  let server, browser
  try {
    const onPage = BROWSER_ONLY.includes(engine)
    const prepared = onPage ? await prepare(folder) : {}
    const {
      outputFiles: [bundle],
    } = await build({
      stdin: {
        contents: `
          import engine from './engines/${engine}.js'
          import { run } from './worker.mjs'
          run(engine, ${budget})`,
        resolveDir: here('.'),
      },
      // It assigns an undeclared variable, which is an error in a module.
      banner: engine === 'elasticlunr' ? { js: 'var lunr;' } : {},
      bundle: true,
      format: 'esm',
      write: false,
      external: ['node:*', 'fs', 'path', 'module', 'crypto', 'url'],
      logLevel: 'silent',
    })
    const files = {
      '/': '<!doctype html><meta charset="utf-8"><title>bench</title>',
      '/worker.js': bundle.contents,
      '/core.wasm': readFileSync(here('../../dist/reading_room_bg.wasm')),
      '/sqlite3.wasm': readFileSync(
        here('node_modules/@sqlite.org/sqlite-wasm/sqlite-wasm/jswasm/sqlite3.wasm'),
      ),
    }
    server = createServer(({ url }, response) => {
      const path = url.split('?')[0]
      const onDisk = join(folder, path)
      const body =
        files[path] ??
        (existsSync(onDisk) && statSync(onDisk).isFile() ? readFileSync(onDisk) : null)
      response.writeHead(body == null ? 404 : 200, {
        'content-type': types[extname(path) || '.html'] ?? 'application/octet-stream',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      })
      response.end(body)
    })
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${server.address().port}/`)
    const measuring = page.evaluate(inPage, onPage)
    const late = new Promise((_, refuse) =>
      setTimeout(() => refuse(new Error('took too long')), 4 * budget + 240_000).unref(),
    )
    return { ...(await Promise.race([measuring, late])), ...prepared }
  } catch (error) {
    return { engine, error: String(error.message).split('\n')[0].slice(0, 120) }
  } finally {
    await browser?.close()
    server?.close()
  }
}

/**
 * Runs in the page: starts the worker, answers its requests for the memory in use, and resolves
 * with its measurements.
 */
async function inPage(onPage) {
  if (onPage) {
    await import('/worker.js')
    return globalThis.measured
  }
  const worker = new Worker('/worker.js', { type: 'module' })
  return new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.onmessage = async ({ data }) => {
      if (data.row) return resolve(data.row)
      if (data.error) return reject(new Error(data.error))
      const { bytes } = await performance.measureUserAgentSpecificMemory()
      worker.postMessage(bytes)
    }
  })
}

/** Builds the index of Pagefind, with its own program. */
async function prepare(folder) {
  const documents = JSON.parse(readFileSync(join(folder, 'documents.json'), 'utf8'))
  const { createIndex, close } = await import('pagefind')
  const began = performance.now()
  const { index } = await createIndex({ writePlayground: false })
  for (const { id, title, text } of documents) {
    await index.addCustomRecord({
      url: `/${id}`,
      content: `${title}\n${text}`,
      language: 'en',
      meta: { title },
    })
  }
  await index.writeFiles({ outputPath: join(folder, 'pagefind') })
  const seconds = (performance.now() - began) / 1000
  await close()
  const megabytes =
    documents.reduce((sum, { title, text }) => sum + title.length + text.length, 0) / 1e6
  const size = (path) =>
    readdirSync(path, { withFileTypes: true }).reduce(
      (sum, entry) =>
        sum +
        (entry.isDirectory()
          ? size(join(path, entry.name))
          : statSync(join(path, entry.name)).size),
      0,
    )
  return {
    build: megabytes / seconds,
    brotli: size(join(folder, 'pagefind')) / 1e6,
    memory: undefined,
    load: undefined,
  }
}
