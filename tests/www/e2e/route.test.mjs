// The address holds the place: reload, deep link, Back.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage, openReader, parts, ready } from './chromium.mjs'
import { pack, village } from './packed.mjs'

test('a search and an article survive a reload, and Back returns through both', async (t) => {
  const address = await pack(t, village)
  const page = await openReader(t, address)
  const { field, rows, links, heading, marks } = parts(page)
  await field.fill('river')
  await field.press('Enter')
  await page.locator('.snippet mark').first().waitFor()
  assert.equal(new URL(page.url()).hash, '#/?q=river')

  await page.reload()
  await ready(page)
  await page.locator('.snippet mark').first().waitFor()
  assert.equal(await field.inputValue(), 'river')

  await links.first().click()
  await marks.first().waitFor()
  assert.equal(new URL(page.url()).hash, '#/a/ferry?q=river')
  assert.equal(await heading.textContent(), 'The ferry retires')
  await page.reload()
  await ready(page)
  await marks.first().waitFor()
  assert.equal(await heading.textContent(), 'The ferry retires')

  await page.goBack()
  await page.locator('.snippet mark').first().waitFor()
  assert.equal(await rows.count(), 1)
  await page.goBack()
  await page.waitForFunction(() => !location.hash.includes('q='))
  await page.locator('.rows.front').waitFor()
  assert.equal(await rows.count(), village.length)
})

test('an address with a query opens on its results', async (t) => {
  const address = await pack(t, village)
  address.hash = '#/a/bridge?q=flood'
  const page = await newPage(t)
  await page.goto(String(address))
  await ready(page)
  assert.deepEqual(await parts(page).marks.allTextContents(), ['flood'])
})

test('an address of an unknown article shows a not-found page', async (t) => {
  const address = await pack(t, village)
  address.hash = '#/a/nowhere'
  const page = await openReader(t, address)
  await page.getByText('There is no such article here').waitFor()
})
