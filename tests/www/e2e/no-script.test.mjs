// The page before and without script: a static list of the articles, and a sentence on what to do.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage } from './chromium.mjs'
import { pack, village } from './packed.mjs'

test('without JavaScript the page lists titles and dates and says how to search', async (t) => {
  const page = await newPage(t, { javaScriptEnabled: false })
  await page.goto(String(await pack(t, village, { title: 'Village news' })))
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Village news')
  const items = await page.getByRole('listitem').allTextContents()
  assert.deepEqual(
    items,
    village.map(({ title, date }) => `${title} ${date}`),
  )
  assert.ok(
    await page.getByText('open this file in a browser with JavaScript and WebAssembly').isVisible(),
  )
})

test('without WebAssembly the list stays and a notice says what is missing', async (t) => {
  const page = await newPage(t, { expect: (text) => text.includes('has no WebAssembly') })
  await page.addInitScript(() => delete window.WebAssembly)
  await page.goto(String(await pack(t, village)))
  await page.getByRole('alert').waitFor()
  assert.match(await page.getByRole('alert').textContent(), /cannot run here/)
  assert.ok(await page.getByText(village[0].title).isVisible())
})
