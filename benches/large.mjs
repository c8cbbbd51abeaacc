// A large collection over a real static server, beside Pagefind on the same articles: time to the
// first answer, bytes moved, memory, typing. Needs nginx. Usage:
//
//   node benches/large.mjs CORPUS.jsonl [--queries "one;two"] [--without pagefind]
//
// Every query runs in a fresh profile, so that page, core, head, parts and passages all count, in
// the bytes of the server's log. nginx is configured as in Debian: it compresses HTML and nothing
// else.
import { execFileSync, execSync, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { firefox } from '../tests/www/e2e/webdriver.mjs'

const HITS = 20
const TYPED = ['election results', 'nuclear talks', 'flood victims', 'oil prices']
const PORT = 8099
const program = fileURLToPath(new URL('../dist/reading-room', import.meta.url))

const {
  values: options,
  positionals: [corpus],
} = parseArgs({
  allowPositionals: true,
  options: {
    queries: { type: 'string', default: 'minister of defence;earthquake iran;volcano' },
    without: { type: 'string', default: '' },
  },
})
if (!corpus) throw new Error('usage: node benches/large.mjs CORPUS.jsonl')
const folder = await mkdtemp(join(tmpdir(), 'reading-room-large-'))
const undo = [() => rm(folder, { recursive: true, force: true })]

async function measure() {
  await pack()
  const engines = { 'Reading Room': { path: '/ours/reader.html', ready: readyOurs, ask: askOurs } }
  if (options.without !== 'pagefind') {
    await buildPagefind()
    engines.Pagefind = { path: '/pagefind/index.html', ready: readyPagefind, ask: askPagefind }
  }
  await serve()
  for (const [engine, { path, ready, ask }] of Object.entries(engines)) {
    const address = `http://127.0.0.1:${PORT}${path}`
    for (const query of options.queries.split(';'))
      await inChromium(engine, address, ready, ask, query)
    await typing(engine, address, ready, ask)
    await inFirefox(engine, address, ready, ask)
  }
}

async function pack() {
  await mkdir(join(folder, 'ours'))
  const began = performance.now()
  execFileSync(
    program,
    ['pack', corpus, '--output', join(folder, 'ours/reader.html'), '--layout', 'folder'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  report('Reading Room', 'built', {
    seconds: (performance.now() - began) / 1000,
    megabytes: size('ours'),
  })
}

/** Size of a folder in megabytes. */
function size(below) {
  return Number(execSync(`du -sb ${join(folder, below)} | cut -f1`).toString()) / 1e6
}

async function buildPagefind() {
  const pagefind = await import(
    new URL('./peers/node_modules/pagefind/lib/index.js', import.meta.url)
  )
  const began = performance.now()
  const { index } = await pagefind.createIndex({})
  for await (const line of createInterface({ input: createReadStream(corpus) })) {
    const { id, title, text } = JSON.parse(line)
    await index.addCustomRecord({
      url: `/${encodeURIComponent(id)}`,
      content: text,
      language: 'en',
      meta: { title: title ?? id },
    })
  }
  await index.writeFiles({ outputPath: join(folder, 'pagefind/pagefind') })
  await pagefind.close()
  const page = `<!doctype html><title>Pagefind</title><script type="module">
    import * as pagefind from './pagefind/pagefind.js'
    await pagefind.init?.()
    window.search = async (query) => {
      const { results } = await pagefind.search(query)
      await Promise.all(results.slice(0, ${HITS}).map((result) => result.data()))
      return results.length
    }
  </script>`
  await writeFile(join(folder, 'pagefind/index.html'), page)
  report('Pagefind', 'built', {
    seconds: (performance.now() - began) / 1000,
    megabytes: size('pagefind'),
  })
}

async function serve() {
  const log = join(folder, 'access.log')
  const file = join(folder, 'nginx.conf')
  await writeFile(
    file,
    `pid ${folder}/nginx.pid; error_log ${folder}/error.log; daemon off; events {}
    ${process.getuid() === 0 ? 'user root;' : ''}
    http { include /etc/nginx/mime.types; log_format sent "$bytes_sent"; access_log ${log} sent;
      sendfile on; gzip on;
      server { listen 127.0.0.1:${PORT}; root ${folder}; } }`,
  )
  const server = spawn('nginx', ['-c', file], { stdio: 'inherit' })
  undo.push(() => server.kill())
  await new Promise((resume) => setTimeout(resume, 500))
}

// Run in the page.
const readyOurs = () => document.querySelector('reading-room').ready
const askOurs = async (query) => {
  const reader = document.querySelector('reading-room')
  await reader.search(query)
  return reader.shadowRoot.querySelector('.main h2').textContent
}
const readyPagefind = async () => {
  while (!globalThis.search) await new Promise((resume) => setTimeout(resume, 5))
}
const askPagefind = (query) => globalThis.search(query)

async function inChromium(engine, address, ready, ask, query) {
  await truncate(join(folder, 'access.log'), 0).catch(() => {})
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const page = await browser.newPage()
  const began = performance.now()
  await page.goto(address)
  await page.evaluate(ready)
  const opened = performance.now()
  const found = await page.evaluate(ask, query)
  const answered = performance.now()
  const renderers = `ps -eo rss,args | grep -- '--type=renderer' | grep -v grep | sort -n`
  const memory = Number(execSync(`${renderers} | tail -1 | awk '{print $1}'`).toString()) / 1024
  await new Promise((resume) => setTimeout(resume, 300))
  const sent = (await readFile(join(folder, 'access.log'), 'utf8')).trim().split('\n').map(Number)
  await browser.close()
  report(engine, `Chromium, ${query}`, {
    found,
    'ms to open': opened - began,
    'ms to answer': answered - opened,
    requests: sent.length,
    'MB moved': sent.reduce((sum, bytes) => sum + bytes, 0) / 1e6,
    'MB of memory': memory,
  })
}

async function typing(engine, address, ready, ask) {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const page = await browser.newPage()
  await page.goto(address)
  await page.evaluate(ready)
  const times = []
  for (const round of ['typing, all new', 'typing, again']) {
    times.length = 0
    for (const text of TYPED) {
      for (let length = 1; length <= text.length; length += 1) {
        const began = performance.now()
        await page.evaluate(ask, text.slice(0, length)).catch(() => {})
        times.push(performance.now() - began)
      }
    }
    report(engine, `Chromium, ${round}`, percentiles(times))
  }
  await browser.close()
}

async function inFirefox(engine, address, ready, ask) {
  const later = []
  const browser = await firefox({ after: (step) => later.push(step) })
  const began = performance.now()
  await browser.open(address)
  await browser.run(ready)
  const opened = performance.now()
  const [query] = options.queries.split(';')
  const found = await browser.run(ask, query)
  const answered = performance.now()
  const times = []
  for (const text of TYPED) {
    for (let length = 1; length <= text.length; length += 1) {
      const from = performance.now()
      await browser.run(ask, text.slice(0, length)).catch(() => {})
      times.push(performance.now() - from)
    }
  }
  for (const step of later) await step()
  report(engine, `Firefox, ${query}`, {
    found,
    'ms to open': opened - began,
    'ms to answer': answered - opened,
  })
  report(engine, 'Firefox, typing, all new', percentiles(times))
}

function percentiles(times) {
  const sorted = times.toSorted((a, b) => a - b)
  return Object.fromEntries(
    [50, 95, 99].map((part) => [`p${part} ms`, sorted[Math.floor((sorted.length * part) / 100)]]),
  )
}

function report(engine, what, values) {
  const round = (value) => value.toFixed(value < 10 && !Number.isInteger(value) ? 3 : 0)
  const shown = Object.entries(values).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? round(value) : value}`,
  )
  console.log(`${engine.padEnd(14)}${what.padEnd(34)}${shown.join(', ')}`)
}

try {
  await measure()
} finally {
  for (const step of undo.reverse()) await step()
}
