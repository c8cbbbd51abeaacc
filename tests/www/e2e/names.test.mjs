// Names: recognised after indexing, marked in the text, resolved to one entity under all spellings,
// and corrected by the reader.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage, openReader, parts } from './chromium.mjs'
import { harbour, pack } from './packed.mjs'

const named = async (t, options) => {
  const page = await openReader(t, await pack(t, harbour), options)
  await page.locator('.leading').waitFor()
  return page
}

test('a query for a name finds articles with its alias, marked as the same person', async (t) => {
  const page = await named(t)
  await parts(page).field.fill('yevhen palamar')
  await page.getByText('same person as').waitFor()
  const rows = await page.locator('.row h3').allTextContents()
  assert.equal(rows.length, 2)
  assert.match(rows[0], /Dockers/)
  assert.match(
    await page.locator('.row').nth(1).locator('.why').textContent(),
    /Evgeny Palamar – same person as .*Palamar/,
  )
  assert.equal(
    await page.locator('.row').nth(1).locator('mark.fuzzy').first().textContent(),
    'Evgeny',
  )
})

test('facets filter the results, the address says so, and Back undoes it', async (t) => {
  const page = await named(t)
  await parts(page).field.fill('the')
  await page.locator('.facets a', { hasText: 'Omar Haddad' }).click()
  await page.locator('.chips button').waitFor()
  assert.match(page.url(), /#\/\?q=the&e=person-omar-haddad$/)
  assert.equal(await page.locator('.row').count(), 2)
  await page.goBack()
  await page.locator('.chips').waitFor({ state: 'detached' })
  await page.goForward()
  await page.locator('.chips button').click()
  await page.locator('.chips').waitFor({ state: 'detached' })
})

test('a page with its index has names without a model, and accepts corrections', async (t) => {
  const page = await newPage(t)
  await page.addInitScript(() =>
    addEventListener('DOMContentLoaded', () => {
      for (const block of document.querySelectorAll('[data-part="model"]')) block.remove()
    }),
  )
  await page.goto(String(await pack(t, harbour, { prebuilt: 'always' })))
  await page.locator('.leading').waitFor()
  await parts(page).field.fill('yevhen palamar')
  await page.getByText('same person as').waitFor()
  assert.equal(await page.locator('.row').count(), 2)
  await page.locator('.named a', { hasText: 'Palamar' }).first().click()
  await page.locator('summary', { hasText: 'Why these are taken for one' }).click()
  await page.getByRole('button', { name: 'Not the same' }).first().click()
  await page.locator('.corrections').waitFor()
})

test('a bar of time and a source filter the results, and the query says so', async (t) => {
  const dated = harbour.map((article, at) => ({
    ...article,
    url: `https://www.${at ? 'coast' : 'courier'}.example/${at}`,
  }))
  const page = await openReader(t, await pack(t, dated))
  await parts(page).field.fill('the')
  await page.locator('.bars a').first().click()
  await page.locator('.row').nth(1).waitFor({ state: 'detached' })
  assert.equal(await parts(page).field.inputValue(), 'the date:2024-03-04')
  assert.equal(await page.locator('.row').count(), 1)
  await page.goBack()
  await page.locator('.facets a', { hasText: 'coast.example' }).click()
  await page.waitForFunction(() => location.hash.includes('source'))
  assert.equal(await parts(page).field.inputValue(), 'the source:coast.example')
})

test('with the keyboard alone: a name, its card, its page, “not the same”, undo', async (t) => {
  const page = await named(t)
  const { keyboard } = page
  await page.locator('.row a', { hasText: 'Talks' }).focus()
  await keyboard.press('Enter')
  const name = page.locator('.text a.name', { hasText: 'Evgeny Palamar' })
  await name.focus()
  await keyboard.press('Enter')
  const card = page.locator('.card')
  await card.getByText('See everything').waitFor()
  await keyboard.press('Escape')
  await card.waitFor({ state: 'hidden' })
  assert.ok(
    await name.evaluate((link) => link.getRootNode().activeElement === link),
    'Escape leads back to the name',
  )
  await keyboard.press('Enter')
  assert.ok(
    await card
      .locator('a')
      .first()
      .evaluate((link) => link.getRootNode().activeElement === link),
  )
  await keyboard.press('Enter')
  await page.locator('.entity').waitFor()
  assert.match(page.url(), /#\/e\/person-/)
  assert.match(await page.locator('.spellings').textContent(), /Yevhen Palamar/)
  await page.locator('.merges summary').focus()
  await keyboard.press('Enter')
  await page.getByRole('button', { name: /Evgeny Palamar.* are not the same/ }).focus()
  await keyboard.press('Enter')
  await page.locator('.corrections li').waitFor()
  await page.waitForFunction(
    () =>
      !/Yevhen.*Evgeny|Evgeny.*Yevhen/s.test(
        document.querySelector('reading-room').shadowRoot.querySelector('.spellings').textContent,
      ),
  )
  assert.ok(
    await page
      .locator('.entity h2')
      .evaluate((heading) => heading.getRootNode().activeElement === heading),
    'focus is not lost',
  )
  // The correction persists when the file is opened again.
  await page.reload()
  await page.locator('.corrections button').focus()
  await keyboard.press('Enter')
  await page.locator('.corrections').waitFor({ state: 'detached' })
  await page.locator('.spellings', { hasText: 'Yevhen' }).waitFor()
  await page.locator('.spellings', { hasText: 'Evgeny' }).waitFor()
})

test('an article lists its entities, quotations, amounts and related articles', async (t) => {
  const page = await named(t)
  await page.evaluate(() => document.querySelector('reading-room').open('strike'))
  const lines = page.locator('.sidelines')
  await lines.getByText('Related articles').waitFor()
  assert.match(
    await lines.textContent(),
    /Omar Haddad.*1 quotation.*The port will open again.*€20,000,000.*March 4, 2024/s,
  )
  assert.match(await lines.locator('.row').textContent(), /Talks go on.*shares .*Omar Haddad/s)
  const styles = await page
    .locator('.text a.name')
    .evaluateAll((links) =>
      Object.fromEntries(
        links.map((link) => [link.className, getComputedStyle(link).textDecorationStyle]),
      ),
    )
  assert.equal(
    new Set(Object.values(styles)).size,
    Object.keys(styles).length,
    'kinds differ by more than colour',
  )
})

test('an unknown entity shows a not-found page with a link to the list of all', async (t) => {
  const page = await named(t)
  await page.evaluate(() => (location.hash = '#/e/person-nobody'))
  await page.getByText('Nobody and nothing of this name').waitFor()
  await page.evaluate(() => (location.hash = '#/e/?kind=person'))
  await page.locator('.tabs [aria-current="page"]', { hasText: 'People' }).waitFor()
  await page.locator('.main .entities a', { hasText: 'Omar Haddad' }).click()
  await page.locator('.entity h2', { hasText: 'Omar Haddad' }).waitFor()
})

test('a bare surname of two is possibly either, and a button makes it one', async (t) => {
  const said = (id, text) => ({ id, date: '2024-05-01', text })
  const documents = [
    said('budget', 'Budget\n\nAnna Holm, the mayor of Oslo, signed. Anna Holm left at noon.'),
    said('strike', 'Strike\n\nPeter Holm, a pilot in Oslo, called it. Peter Holm left at six.'),
    said('vote', 'Vote\n\nThe council of Oslo voted. Holm spoke for an hour. Holm left at ten.'),
  ]
  const page = await openReader(t, `${await pack(t, documents)}#/e/person-holm`)
  const possibly = page.locator('.possibly')
  await possibly.waitFor()
  assert.deepEqual(await possibly.locator('a').allTextContents(), ['Anna Holm', 'Peter Holm'])
  assert.match(await possibly.textContent(), /may be this person’s or another’s/)
  await possibly.getByRole('button', { name: 'The same: Anna Holm' }).click()
  await page.locator('.corrections li', { hasText: 'Anna Holm' }).waitFor()
})
