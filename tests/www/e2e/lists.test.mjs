// The list pages: quotations, money, timeline, graph, pairs, About.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { newPage, openReader, parts, ready } from './chromium.mjs'
import { harbour, pack } from './packed.mjs'

const named = async (t, { documents = harbour, ...options } = {}) => {
  const page = await openReader(t, await pack(t, documents), options)
  await page.locator('.leading').waitFor()
  return page
}
const section = (page, name) =>
  page
    .getByRole('navigation', { name: 'Parts of the reading room' })
    .getByRole('link', { name })
    .click()
const hash = (page) => decodeURIComponent(new URL(page.url()).hash)

/** The file that a click downloads, as text. */
async function saved(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('a page opened at a list shows its heading while names are recognised', async (t) => {
  const many = Array.from({ length: 120 }, (_, number) => ({
    ...harbour[number % harbour.length],
    id: `h${number}`,
  }))
  const page = await openReader(t, `${await pack(t, many)}#/q/`)
  assert.match(await parts(page).heading.textContent(), /quot/i)
  await page.locator('.quotation').first().waitFor()
  assert.equal(hash(page), '#/q/')
  assert.match(await page.title(), /quot/i)
})

test('quotations are filtered by words and by speaker, and the address says so', async (t) => {
  const page = await named(t)
  await section(page, 'Quotes')
  const quotes = page.locator('.quotation')
  await quotes.first().waitFor()
  assert.match(await quotes.first().textContent(), /The port will open again.*Palamar/s)
  const words = page.getByLabel('With the words')
  await words.pressSequentially('ope')
  await page.waitForFunction(() => location.hash.includes('q=ope'))
  assert.equal(await words.inputValue(), 'ope')
  assert.ok(
    await words.evaluate((field) => field.getRootNode().activeElement === field),
    'the field keeps the focus while the list changes',
  )
  await words.fill('nobody said this')
  await page.getByText('No quotation fits.').waitFor()
  await page.reload()
  await page.getByText('No quotation fits.').waitFor()
  await page.goBack()
  await page.evaluate(() => (location.hash = '#/q/?e=person-omar-haddad'))
  await page.locator('.chips button', { hasText: 'Omar Haddad' }).click()
  await quotes.first().waitFor()
  assert.equal(hash(page), '#/q/')
})

test('an amount opens its sentence, and amounts can be sorted', async (t) => {
  const more = {
    id: 'more',
    date: '2024-05-01',
    text:
      'Budget\n\nThe World Bank gave 90 million euros for the pier. ' +
      'Poland gave 5 million euros for lamps.',
  }
  const page = await named(t, { documents: [...harbour, more] })
  await section(page, 'Money')
  const sums = page.locator('.money tbody tr')
  await sums.first().waitFor()
  await page.getByLabel('Sort').selectOption('largest')
  await page.waitForFunction(() => location.hash.includes('largest'))
  assert.deepEqual(
    await page
      .locator('.money tbody th')
      .evaluateAll((all) => all.map((cell) => cell.firstChild.data)),
    ['€90,000,000', '€20,000,000', '€5,000,000'],
  )
  await page.getByLabel('Sort').selectOption('giver')
  await page.waitForFunction(() => location.hash.includes('giver'))
  assert.deepEqual(await page.locator('.money td[data-title="From"]').allTextContents(), [
    'Poland',
    'World Bank',
    'World Bank',
  ])
  await page.getByLabel('With the words').fill('million')
  await page.locator('.totals').waitFor()
  assert.match(await page.locator('.totals').textContent(), /donations: €95,000,000 in 2 sums/)
  const { name, text } = await saved(page, () =>
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  )
  assert.match(name, /amounts\.csv$/)
  assert.match(text, /^\ufefftext|^\ufeffarticle/)
  assert.equal(text.trim().split('\r\n').length, 4)
  await sums.filter({ hasText: 'Poland' }).locator('a.passage').click()
  await page.locator('.text').waitFor()
  assert.match(hash(page), /^#\/a\/more\?t=Poland\+gave/)
  assert.equal(
    await page.evaluate(() => [...CSS.highlights.get('room-passage')][0].toString()),
    'Poland gave 5 million euros for lamps.',
  )
})

test('the timeline has two kinds of bars, and filters by dragging and by fields', async (t) => {
  const dated = {
    id: 'plans',
    date: '2024-06-01',
    text:
      'Plans\n\nThe pier will open on 3 July 2024. The lamps came on 4 May 2024. ' +
      'The mayor left in August 2024.',
  }
  const page = await named(t, { documents: [...harbour, dated] })
  await section(page, 'Timeline')
  const days = page.locator('.dates .day')
  await days.first().waitFor()
  const all = await days.count()
  assert.ok((await page.locator('.uncertain').count()) > 0, 'what was reckoned is marked')
  const bar = (name) => page.locator(`.bars [data-period="${name}"]`)
  await bar('2024-05').hover()
  await page.mouse.down()
  await bar('2024-07').hover()
  await page.mouse.up()
  await page.waitForFunction(() => location.hash.includes('after='))
  assert.equal(hash(page), '#/t/?after=2024-05&before=2024-08')
  const inside = await days.allTextContents()
  assert.ok(
    inside.length < all && inside.includes('July 3, 2024') && !inside.includes('August 2024'),
    inside.join(),
  )
  await page.getByLabel('With the words').fill('lamps')
  await page.waitForFunction(() => location.hash.includes('lamps'))
  assert.deepEqual(await days.allTextContents(), ['May 4, 2024'])
  assert.equal(
    hash(page),
    '#/t/?q=lamps&after=2024-05-01&before=2024-08-01',
    'what was drawn stays, whatever else narrows the list',
  )
})

test('an edge opens its sentences; the graph and its table can be saved', async (t) => {
  const page = await named(t)
  await section(page, 'Graph')
  await page.locator('.drawing .node').first().waitFor()
  const pairs = page.locator('.pairs-table tbody tr')
  assert.equal(await pairs.count(), await page.locator('.drawing .edge').count())
  const svg = await saved(page, () => page.getByRole('button', { name: 'Save as SVG' }).click())
  assert.match(svg.text, /^<svg [^>]*viewBox="0 0 1200 800"/)
  assert.ok(!svg.text.includes('%"'))
  const json = await saved(page, () => page.getByRole('button', { name: 'Save as JSON' }).click())
  assert.equal(JSON.parse(json.text).edges.length, await pairs.count())
  await pairs.filter({ hasText: 'Palamar' }).filter({ hasText: 'Haddad' }).locator('td a').click()
  await page.getByRole('heading', { name: 'Sentences with both' }).waitFor()
  assert.match(hash(page), /^#\/p\/\?e=person-.+&e=person-/)
  assert.equal(await page.locator('.item').count(), 2)
  await page.goBack()
  await page.locator('.drawing').waitFor()
  await page.locator('.tabs a', { hasText: 'Places' }).click()
  await page.waitForFunction(() => location.hash.includes('kind=place'))
})

test('the About page lists the files, and deletes the stored corrections', async (t) => {
  const page = await named(t)
  await page.evaluate(() => (location.hash = '#/e/person-palamar'))
  await page.locator('.same summary').click()
  await page.getByLabel('Name of the same one').fill('omar')
  await page.locator('.candidates button', { hasText: 'Omar Haddad' }).click()
  await page.locator('.corrections li').waitFor()
  assert.match(await page.locator('.spellings').textContent(), /Palamar.*Haddad|Haddad.*Palamar/s)
  await section(page, 'About')
  await page.locator('.files tbody tr').first().waitFor()
  const rain = harbour.find(({ id }) => id === 'rain').text
  assert.equal(
    await page.locator('.files code').last().textContent(),
    createHash('sha256').update(rain).digest('hex'),
  )
  const { text } = await saved(page, () =>
    page.getByRole('button', { name: 'Save corrections' }).click(),
  )
  assert.equal(JSON.parse(text).same.length, 1)
  // All pages from disk share one localStorage in Chromium.
  await page.evaluate(() =>
    localStorage.setItem('reading-room:corrections of another collection', 'kept'),
  )
  await page.getByRole('button', { name: 'Forget it all' }).click()
  await page.locator('.corrections').waitFor({ state: 'detached' })
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [
    'reading-room:corrections of another collection',
  ])
  await page.reload()
  await ready(page)
  await page.locator('.files').waitFor()
  assert.equal(await page.locator('.corrections').count(), 0)
})

test("an entity's bars lead to its articles of that time, its spellings to mentions", async (t) => {
  const page = await named(t)
  const open = () => page.evaluate(() => (location.hash = '#/e/person-omar-haddad'))
  await open()
  const bars = page.locator('.small-time .bars li')
  await bars.first().hover()
  await page.mouse.down()
  await bars.nth(1).hover()
  await page.mouse.up()
  await page.waitForFunction(() => location.hash.includes('date'))
  assert.equal(hash(page), '#/?q=date:2024-03-04..2024-03-05&e=person-omar-haddad')
  assert.equal(await page.locator('.row').count(), 1)
  await open()
  await page.locator('.spellings a', { hasText: 'Omar Haddad' }).click()
  // The page of the entity has marked sentences too, so wait for the rows of the results.
  await page.locator('.row .snippet mark').nth(1).waitFor()
  assert.equal(await page.locator('.row').count(), 2)
  await open()
  await page.getByRole('link', { name: 'Last mention' }).click()
  await page.waitForFunction(() => CSS.highlights.has('room-passage'))
  assert.match(hash(page), /^#\/a\/talks\?t=Haddad\+said/)
})

test('Back returns to the same quotation, and a filter announces the count', async (t) => {
  const page = await named(t)
  await section(page, 'Quotes')
  const links = page.locator('.item .about a')
  await links.first().focus()
  await page.keyboard.press('Enter')
  await page.locator('.text').waitFor()
  await page.keyboard.press('Escape')
  await links.first().waitFor()
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('reading-room').shadowRoot.activeElement?.getAttribute('href') ===
      wanted,
    await links.first().getAttribute('href'),
  )
  await page.getByLabel('With the words').fill('zzz')
  await page.getByRole('status').filter({ hasText: '0 quotations' }).waitFor({ state: 'attached' })
})

test('g and a letter go to a section of the room', async (t) => {
  const page = await named(t)
  for (const [letter, letters] of Object.entries({
    q: '#/q/',
    m: '#/m/',
    t: '#/t/',
    g: '#/g/',
    a: '#/i/',
    e: '#/e/',
    s: '#/',
  })) {
    await page.keyboard.press('g')
    await page.keyboard.press(letter)
    await page.waitForFunction((wanted) => location.hash === wanted, letters)
  }
  await page.evaluate(() => document.querySelector('reading-room').search('strike'))
  await page.locator('.snippet').first().waitFor()
  const results = await saved(page, () =>
    page.getByRole('button', { name: 'Save as JSON' }).click(),
  )
  assert.equal(JSON.parse(results.text).length, 2)
})

test('a page whose model cannot be read says so, and still searches', async (t) => {
  const address = await pack(t, harbour)
  const page = await newPage(t)
  await page.addInitScript(() =>
    addEventListener('DOMContentLoaded', () => {
      for (const block of document.querySelectorAll('[data-part="model"]')) block.remove()
    }),
  )
  await page.goto(String(address))
  await ready(page)
  await page.getByText('Names could not be read here.').waitFor()
  assert.deepEqual(await page.locator('.sections a').allTextContents(), [
    'Articles',
    'About',
    'Your own',
  ])
  await parts(page).field.fill('strike')
  await page.locator('.snippet mark').first().waitFor()
})
