// How a query was read, as chips: with the keyboard alone.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage, openReader, parts, ready } from './chromium.mjs'
import { dist, pack, village } from './packed.mjs'
import { serve } from './server.mjs'

const focused = (page) =>
  page.evaluate(() => {
    const { activeElement } = document.querySelector('reading-room').shadowRoot
    return (
      activeElement?.getAttribute('aria-label') ??
      activeElement?.name ??
      activeElement?.textContent.trim()
    )
  })
const chips = (page) =>
  page.getByRole('list', { name: 'How the query was read' }).getByRole('button')
const texts = (page) =>
  chips(page).evaluateAll((all) => all.map(({ firstChild }) => firstChild.textContent))
const tabTo = async (page, name) => {
  for (let step = 0; step < 40; step += 1) {
    if ((await focused(page)) === name) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`Tab does not lead to "${name}"`)
}

test('chips say how the query was read, and removing one leaves the rest', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const { field, rows, heading } = parts(page)
  await field.focus()
  await page.keyboard.type('bridge old')
  await page.locator('.snippet mark').first().waitFor()
  assert.equal(await chips(page).count(), 0, 'plain words have no chips')

  await page.keyboard.press('Control+A')
  await page.keyboard.type('bridge NOT ferry date:2024 title:')
  await page.keyboard.press('Enter')
  await chips(page).nth(3).waitFor()
  assert.deepEqual(await texts(page), [
    'bridge',
    'not: ferry',
    'published: 2024',
    'not understood: title:',
  ])
  assert.equal(await rows.count(), 1)

  await tabTo(page, 'Remove not: ferry')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => !location.hash.includes('ferry'))
  assert.equal(await field.inputValue(), 'bridge date:2024 title:')
  assert.equal(await rows.count(), 2)
  assert.equal(await focused(page), 'Remove published: 2024', 'the next chip has the focus')
  await tabTo(page, 'Remove not understood: title:')
  await page.keyboard.press('Space')
  await chips(page).nth(2).waitFor({ state: 'detached' })
  assert.equal(await field.inputValue(), 'bridge date:2024 ')
  assert.equal(await focused(page), 'Remove published: 2024', 'behind the last, the one before')
  await page.keyboard.press('Enter')
  await chips(page).first().waitFor({ state: 'detached' })
  assert.ok(
    await heading.evaluate((element) => element.getRootNode().activeElement === element),
    'where no chip is left, the heading',
  )
  await page.goBack()
  await chips(page).first().waitFor()
  assert.equal(await field.inputValue(), 'bridge date:2024 ')
})

test('nothing found: a chip still takes back what asks for too much', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const { field, rows } = parts(page)
  await field.fill('bridge AND frost')
  await page.getByText('Nothing found').first().waitFor()
  await tabTo(page, 'Remove must have: frost')
  await page.keyboard.press('Enter')
  await rows.first().waitFor()
  assert.equal((await field.inputValue()).trim(), 'bridge')
})

test('in a host page the chunk is loaded when it is wanted', async (t) => {
  const corpus = village.map((each) => JSON.stringify(each)).join('\n')
  const html = `<!doctype html><html lang="de"><title>Host</title><link rel="icon" href="icon.txt">
    <script type="module" src="reading-room.js"></script>
    <reading-room src="village.jsonl"></reading-room>`
  const origin = await serve(t, {
    root: dist,
    pages: { '/host.html': html, '/village.jsonl': corpus, '/icon.txt': '' },
  })
  const page = await newPage(t, { allow: (address) => address.startsWith(origin) })
  const loaded = []
  page.on('request', (request) => loaded.push(request.url()))
  const isLoaded = () => loaded.some((url) => url.endsWith('/reading-room-query.js'))
  await page.goto(`${origin}/host.html`)
  await ready(page)
  await parts(page).field.fill('bridge river')
  await page.locator('.snippet mark').first().waitFor()
  assert.ok(!isLoaded())
  await parts(page).field.fill('bridge -ferry')
  await page.getByRole('button', { name: 'nicht: ferry entfernen' }).waitFor()
  assert.ok(isLoaded())
})
