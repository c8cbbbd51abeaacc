// Measures the inner loop of `make dev`: the time from saving a file to the change on the screen of
// a page in Chromium, as the median of ROUNDS edits of a string of the interface, then of a line of
// the core. Restores both files.
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const ROUNDS = { js: 7, core: 3 }
const WAIT_MS = 600_000

const edits = {
  js: { path: 'www/strings/en.js', line: "front: 'Articles'", to: (word) => `front: '${word}'` },
  core: {
    path: 'src/room/about.rs',
    line: 'version: env!("CARGO_PKG_VERSION")',
    to: (word) => `version: "${word}"`,
  },
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const server = spawn('node', ['www/dev.mjs'], {
  cwd: root,
  env: { ...process.env, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const started = performance.now()
const address = await new Promise((resolve, reject) => {
  createInterface({ input: server.stdout }).on('line', (line) => {
    const found = line.match(/http:\S+\//)
    if (found) resolve(found[0])
  })
  server.on('exit', (code) => reject(new Error(`www/dev.mjs ended with ${code}`)))
})
process.on('exit', () => server.kill())
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`
console.log(`make dev: served after ${seconds(performance.now() - started)}`)

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
const page = await browser.newPage()
page.setDefaultTimeout(WAIT_MS)
// Otherwise the About page waits for names.
await page.addInitScript(() => {
  const off = () => document.querySelector('reading-room')?.setAttribute('entities', 'off')
  new MutationObserver(off).observe(document, { childList: true, subtree: true })
})
await page.goto(`${address}#/i/`)

const shown = (word) =>
  page.waitForFunction(
    (word) => document.querySelector('reading-room')?.shadowRoot?.textContent.includes(word),
    word,
    { polling: 10 },
  )

/** From saving an edit to its word on the screen, in milliseconds. */
async function time({ path, line, to }, word) {
  const file = root + path
  const before = readFileSync(file, 'utf8')
  if (before.split(line).length !== 2) throw new Error(`${path} must have one \`${line}\``)
  const start = performance.now()
  try {
    writeFileSync(file, before.replace(line, to(word)))
    await shown(word)
    return performance.now() - start
  } finally {
    writeFileSync(file, before)
  }
}

try {
  await shown('Reading Room ')
  for (const [kind, edit] of Object.entries(edits)) {
    const times = []
    for (let round = 0; round < ROUNDS[kind]; round += 1) {
      times.push(await time(edit, `Edited${kind}${round}`))
      // Until the page shows the restored file.
      await page.waitForFunction((word) => {
        const text = document.querySelector('reading-room')?.shadowRoot?.textContent
        return text?.includes('Reading Room ') && !text.includes(word)
      }, `Edited${kind}${round}`)
      await page.waitForTimeout(500)
    }
    times.sort((a, b) => a - b)
    const median = times[Math.floor(times.length / 2)]
    const range = `${seconds(times[0])} to ${seconds(times.at(-1))}`
    console.log(`${edit.path}: on the screen after ${seconds(median)} (${range})`)
  }
} finally {
  await browser.close()
}
process.exit()
