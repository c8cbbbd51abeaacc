// A large collection: a page, and beside it a folder of parts that are loaded on demand.
import assert from 'node:assert/strict'
import { readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { newPage, openReader, parts, ready } from './chromium.mjs'
import { pack } from './packed.mjs'
import { serve } from './server.mjs'
import { firefox, webkit } from './webdriver.mjs'

// Every article has a unique word, so that there are many parts.
const letters = (number) =>
  Array.from({ length: 5 }, (_, at) =>
    String.fromCharCode(97 + (Math.floor(number / 7 ** at) % 26)),
  ).join('')
const cargo = (number) => Array.from({ length: 80 }, (_, at) => letters(number * 17 + at * at))
const documents = Array.from({ length: 1500 }, (_, number) => ({
  id: `a${number}`,
  title: `Harbour report ${number}`,
  date: `20${String(number % 24).padStart(2, '0')}-03-04`,
  text: [
    `The ${letters(number * 131)} came in.`,
    ...cargo(number),
    `Nobody saw the ship ${number} leave.`,
  ].join(' '),
}))
const large = (t) => pack(t, documents, { title: 'Harbour', layout: 'folder' })
const files = (page) =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1)),
  )

test('from disk it opens with the latest articles and loads only the needed parts', async (t) => {
  const address = await large(t)
  const all = await readdir(join(dirname(fileURLToPath(address)), 'reader-parts'))
  const page = await openReader(t, address, { allow: (url) => url.includes('/reader-parts/') })
  const loaded = []
  page.on('request', (request) => loaded.push(request.url().split('/').at(-1)))
  assert.equal(await parts(page).rows.count(), 12)
  await page.locator('.standfirst', { hasText: '1,500 articles' }).waitFor()
  await parts(page).field.fill('"ship 1234"')
  await page.locator('.row h3', { hasText: 'Harbour report 1234' }).waitFor()
  assert.equal(await parts(page).rows.count(), 1)
  await parts(page).links.first().click()
  await parts(page).marks.first().waitFor()
  assert.ok(all.length > 60, `${all.length} parts`)
  assert.ok(loaded.length < all.length / 3, `${loaded.length} of ${all.length}`)
  assert.deepEqual(await page.locator('.sections a').allTextContents(), [
    'Articles',
    'About',
    'Your own',
  ])
  await page.getByRole('link', { name: 'About' }).click()
  await page.locator('.files tbody tr').nth(99).waitFor()
})

test('names are recognised when an article opens, and link to results', async (t) => {
  const story = {
    id: 'pier',
    title: 'Pier closed',
    date: '2024-04-01',
    text: [
      'Mayor Ingrid Solberg closed the pier of Bergen on Monday.',
      '“The sea decides,” Solberg said.',
      'The World Bank lent 3 million euros for new lamps on the old quay.',
      'Nobody knows when the ferries will sail again.',
      'The harbour office counted forty boats that wait for calmer water.',
      'Fishermen sat in the café and looked at the rain.',
      'The last storm of this kind came eleven years ago in spring.',
      'Divers will look at the posts when the wind is down.',
      'A report on the costs is expected before the summer begins.',
    ].join(' '),
  }
  const address = await pack(
    t,
    [story, { id: 'lamps', text: 'Ingrid Solberg lit the lamps.' }, ...documents],
    { title: 'Harbour', layout: 'folder' },
  )
  const page = await openReader(t, address, { allow: (url) => url.includes('/reader-parts/') })
  await parts(page).field.fill('pier')
  const loaded = []
  await parts(page).links.first().waitFor()
  page.on('request', (request) => loaded.push(request.url().split('/').at(-1)))
  await parts(page).links.first().click()
  await page.locator('.sidelines .entities a', { hasText: 'Ingrid Solberg' }).waitFor()
  assert.ok(loaded.length < 5, loaded.join())
  await page.locator('.sidelines summary', { hasText: '1 quotation' }).click()
  await page.locator('.sidelines .quotation', { hasText: 'The sea decides' }).waitFor()
  await page.locator('.text a.name', { hasText: 'Ingrid Solberg' }).first().click()
  await page.getByRole('dialog').getByRole('link', { name: 'Find articles' }).click()
  await page.locator('.row h3', { hasText: 'Ingrid Solberg lit the lamps' }).waitFor()
  assert.equal(await parts(page).rows.count(), 2)
})

test('over HTTP only the parts that a query needs are transferred', async (t) => {
  const folder = dirname(fileURLToPath(await large(t)))
  const origin = await serve(t, { root: folder })
  const page = await newPage(t, { allow: (url) => url.startsWith(`${origin}/reader-parts/`) })
  await page.goto(`${origin}/reader.html`)
  await ready(page)
  await parts(page).field.fill('ship')
  await page.locator('.snippet mark').first().waitFor()
  const names = await files(page)
  assert.ok(
    names.length >= 2 && names.length < 10 && names.every((name) => /^[tpd]\d+\.js$/.test(name)),
    names.join(),
  )
})

test('a missing part shows a notice with its name', async (t) => {
  const address = await large(t)
  const folder = join(dirname(fileURLToPath(address)), 'reader-parts')
  const expect = (text) => /ERR_FILE_NOT_FOUND|missing or damaged/.test(text)
  const page = await openReader(t, address, {
    allow: (url) => url.includes('/reader-parts/'),
    expect,
  })
  for (const name of (await readdir(folder)).filter((each) => each.startsWith('t')))
    await rm(join(folder, name))
  await parts(page).field.fill('ship')
  await page.getByRole('alert').waitFor()
  assert.match(
    await page.getByRole('alert').textContent(),
    /reader-parts\/t\d+\.js is missing or damaged/,
  )
})

test('one’s own articles get names and can be saved beside a large collection', async (t) => {
  const page = await openReader(t, await large(t), {
    allow: (url) => url.includes('/reader-parts/'),
  })
  await page.getByRole('link', { name: 'Your own' }).click()
  await page
    .getByLabel('Or paste an article')
    .fill('Fog in Bergen\n\nMayor Ingrid Solberg went home.')
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await page.locator('.leading a', { hasText: 'Ingrid Solberg' }).waitFor()
  await page.getByRole('link', { name: 'Your own' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as one HTML file' }).click()
  assert.match(await readFile(await (await saving).path(), 'utf8'), /<title>Pasted<\/title>/)
})

for (const [engine, start] of Object.entries({ Firefox: firefox, WebKitGTK: webkit })) {
  test(`${engine} loads parts from disk`, async (t) => {
    const browser = await start(t)
    await browser.open(await large(t))
    const seen = await browser.run(async () => {
      const reader = document.querySelector('reading-room')
      await reader.ready
      await reader.search('"ship 1234"')
      const headings = Array.from(
        reader.shadowRoot.querySelectorAll('.row h3'),
        (row) => row.textContent,
      )
      await reader.open('a77')
      return [...headings, reader.shadowRoot.querySelector('.main h2').textContent]
    })
    assert.deepEqual(seen, ['Harbour report 1234', 'Harbour report 77'])
  })
}
