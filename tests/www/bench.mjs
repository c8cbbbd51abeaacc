// The core as WebAssembly, in Node; the single page in Chromium, from navigation to searchable.
// Medians, one table each.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { articles, word } from './corpus.mjs'
import { serve } from './e2e/server.mjs'
import { open } from '../../dist/index.js'

const root = new URL('../../', import.meta.url)
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const round = (number) => Number(number.toFixed(number < 10 ? 2 : 0))

async function time(task) {
  const start = performance.now()
  await task()
  return performance.now() - start
}

async function repeat(times, task) {
  const taken = []
  for (let turn = 0; turn < times; turn += 1) taken.push(await time(() => task(turn)))
  return median(taken)
}

const queries = {
  'one common word': () => word(3),
  'one rare word': (turn) => word(20_000 + turn),
  'three words': (turn) => [word(2), word(50 + turn), word(900 + turn)].join(' '),
  'a phrase': () => `"${word(0)} ${word(1)}"`,
  'a prefix': (turn) => word(400 + turn).slice(0, 3),
  'a typo': (turn) => word(9_000 + turn).replace(/[aeiou]/, 'y'),
}

async function core(count) {
  const documents = articles(count)
  const megabytes = documents.reduce((sum, { text }) => sum + text.length, 0) / 1e6
  let room
  const build = await repeat(3, async () => {
    room?.close()
    room = await open({ documents, entities: false })
  })
  const bytes = await room.toBytes()
  const row = {
    articles: count,
    'text MB': round(megabytes),
    'build MB/s': round(megabytes / (build / 1000)),
  }
  row['stored MB'] = round(bytes.length / 1e6)
  row['load ms'] = round(await repeat(3, () => open({ bytes, entities: false })))
  for (const [name, query] of Object.entries(queries))
    row[`${name}, ms`] = round(await repeat(21, (turn) => room.search(query(turn))))
  room.close()
  return row
}

async function page(browser, path) {
  const taken = []
  for (let turn = 0; turn < 15; turn += 1) {
    const tab = await (await browser.newContext()).newPage()
    await tab.goto(String(pathToFileURL(path)))
    // Polled rarely, so that polling does not affect the measurement.
    const entry = () => performance.getEntriesByName('reading-room:searchable')[0]?.duration
    taken.push(
      await tab.waitForFunction(entry, null, { polling: 300 }).then((handle) => handle.jsonValue()),
    )
    await tab.context().close()
  }
  return {
    'page MB': round(statSync(path).size / 1e6),
    'navigation to searchable, ms': round(median(taken)),
    'slowest, ms': round(Math.max(...taken)),
  }
}

/** Hundreds of English news articles: those of the tests, repeated, without their annotations. */
function news(copies) {
  const folder = new URL('tests/golden/facts/', root)
  const texts = readdirSync(folder).map((name) => {
    const [head, ...text] = readFileSync(new URL(name, folder), 'utf8')
      .split('\n======== facts ========\n')[0]
      .split('\n\n')
    return head.startsWith('@') ? text.join('\n\n') : [head, ...text].join('\n\n')
  })
  return Array.from({ length: copies }, (_, copy) =>
    texts.map((text, at) => ({ id: `${copy}/${at}`, text })),
  ).flat()
}

/**
 * Speed of entity recognition in Chromium, in one worker: one pass over the words for the tagger
 * alone, and the whole pipeline.
 */
async function names(browser, documents) {
  const ends = []
  const origin = await serve(
    { after: (end) => ends.push(end) },
    { root: fileURLToPath(new URL('dist', root)), pages: { '/': '<!doctype html>' } },
  )
  const tab = await (await browser.newContext()).newPage()
  await tab.goto(origin)
  const measure = () =>
    tab.evaluate(async (documents) => {
      const { open } = await import('/index.js')
      const steps = []
      const room = await open({
        documents,
        onReading: ({ done }) => steps.push([done, performance.now()]),
      })
      const begin = performance.now()
      await room.recognised
      const all = performance.now() - begin
      const { words, total } = await room.overview()
      const tagged = steps.find(([done]) => done >= total)[1] - begin
      room.close()
      return { words, tagged, all }
    }, documents)
  const runs = []
  for (let turn = 0; turn < 5; turn += 1) runs.push(await measure())
  await tab.context().close()
  for (const end of ends) end()
  const [{ words }] = runs
  return {
    words,
    'tagged, words/s': round(words / (median(runs.map(({ tagged }) => tagged)) / 1000)),
    'tagged twice, facts, resolved: words/s': round(
      words / (median(runs.map(({ all }) => all)) / 1000),
    ),
  }
}

console.log('The core as WebAssembly, in Node:')
const rows = []
for (const count of [100, 1000]) rows.push(await core(count))
console.table(rows)

console.log('The single page from disk, in Chromium (the page measures itself):')
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  // Without a graphics card Chromium would spend time on looking for one.
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const folder = mkdtempSync(join(tmpdir(), 'reading-room-bench-'))
const pages = {
  'the seeds': await page(browser, fileURLToPath(new URL('dist/reading-room.html', root))),
}
for (const count of [200, 2000]) {
  const [source, output] = [join(folder, 'articles.jsonl'), join(folder, 'page.html')]
  writeFileSync(
    source,
    articles(count)
      .map((article) => JSON.stringify(article))
      .join('\n'),
  )
  execFileSync(fileURLToPath(new URL('dist/reading-room', root)), [
    'pack',
    source,
    '--output',
    output,
  ])
  pages[`${count} articles`] = await page(browser, output)
}
console.table(pages)

console.log('Names, in one worker in Chromium:')
console.table([await names(browser, news(40))])
await browser.close()
rmSync(folder, { recursive: true })
