// The page of the seeds, opened from disk as by a double click, searches and opens an article in
// three browser engines.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage, parts, ready } from './chromium.mjs'
import { seeds } from './packed.mjs'
import { complaints, firefox, webkit } from './webdriver.mjs'

const ARTICLES = 5
const WORD = 'demining'

test('Chromium opens, searches and reads from disk', async (t) => {
  const page = await newPage(t)
  await page.goto(String(seeds))
  await ready(page)
  const { field, rows, links, marks } = parts(page)
  assert.equal(await rows.count(), ARTICLES)
  await field.fill(WORD)
  await page.locator('.main .snippet mark').first().waitFor()
  await field.press('Enter') // closes the suggestions
  await links.first().click()
  await marks.first().waitFor()
  assert.match((await marks.first().textContent()).toLowerCase(), /demin/)
  const { duration } = await page.evaluate(() =>
    performance.getEntriesByName('reading-room:searchable')[0].toJSON(),
  )
  assert.ok(duration > 0)
})

for (const [name, start] of Object.entries({ Firefox: firefox, WebKitGTK: webkit })) {
  test(`${name} opens, searches and reads from disk`, { timeout: 120_000 }, async (t) => {
    const browser = await start(t)
    await browser.open(seeds)
    const { articles, worker, alien } = await browser.run(async () => {
      const reader = document.querySelector('reading-room')
      await reader.ready
      reader.focus()
      return {
        articles: reader.shadowRoot.querySelectorAll('.main ol > li > article').length,
        worker: performance.getEntriesByName('reading-room:searchable').length,
        alien: performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => !/^(blob|data):/.test(name)),
      }
    })
    assert.equal(articles, ARTICLES)
    assert.equal(worker, 1)
    assert.deepEqual(alien, [])

    await browser.type(WORD)
    const snippets = await browser.run(untilShown, '.snippet mark')
    assert.ok(
      snippets.every((text) => /demin/i.test(text)),
      snippets,
    )

    await browser.run(() =>
      document.querySelector('reading-room').shadowRoot.querySelector('.row h3 a').click(),
    )
    const marks = await browser.run(untilShown, '.text mark')
    assert.ok(
      marks.every((text) => /demin/i.test(text)),
      marks,
    )
    assert.match(await browser.run(() => location.hash), /^#\/a\/.+\?q=demining$/)
    assert.deepEqual(complaints(browser.lines), [])
  })
}

/** Runs in the page: waits for elements that match `selector` in the reader; returns their text. */
function untilShown(selector) {
  const { shadowRoot } = document.querySelector('reading-room')
  return new Promise((shown) => {
    const look = () => {
      const found = [...shadowRoot.querySelectorAll(selector)]
      if (found.length) shown(found.map((node) => node.textContent))
      else setTimeout(look, 50)
    }
    look()
  })
}
