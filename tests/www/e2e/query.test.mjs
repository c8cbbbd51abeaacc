// How a query was read, as chips, and the query form: with the keyboard alone.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage, openReader, parts, ready } from './chromium.mjs'
import { dist, harbour, pack, village } from './packed.mjs'
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
const settled = (page) => page.locator('.main:not([aria-busy])').waitFor()
const form = (page) => page.getByRole('form', { name: 'Advanced search' })

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

test('the form composes the query while it is filled in', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const { field, rows } = parts(page)
  await tabTo(page, 'Advanced search')
  await page.keyboard.press('Enter')
  await form(page).waitFor()
  assert.equal(await focused(page), 'words')
  const write = async (name, text) => {
    await tabTo(page, name)
    await page.keyboard.type(text)
  }
  await page.keyboard.type('bridge open')
  await tabTo(page, 'strict')
  await page.keyboard.press('Space')
  assert.equal(await field.inputValue(), 'bridge AND open')
  await rows.first().waitFor()
  assert.equal(await focused(page), 'strict', 'the results leave the focus in the form')
  await write('phrase', 'the ferry')
  await write('any', 'carts "goes fishing"')
  await write('none', 'frost')
  await write('near', 'bridge')
  await write('nearTo', 'open')
  await write('said', 'X')
  await page.keyboard.press('Backspace')
  const query = 'bridge AND open "the ferry" (carts OR "goes fishing") -frost bridge NEAR/5 open'
  assert.equal(await field.inputValue(), query)
  assert.equal(await page.locator('#options li').count(), 0, 'no suggestions open over the form')
  await settled(page)
  await page.keyboard.press('Enter')
  await form(page).waitFor({ state: 'detached' })
  assert.equal(await rows.count(), 1)
  assert.match(await focused(page), /^1 article/)
})

test('the form is filled from the query, follows it, and Escape closes it', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const { field } = parts(page)
  const value = (name) => form(page).locator(`[name="${name}"]`).inputValue()
  await field.fill('bridge -ferry after:2024-02 title:bridge')
  await chips(page).first().waitFor()
  await tabTo(page, 'Advanced search')
  await page.keyboard.press('Enter')
  await form(page).waitFor()
  await page.waitForFunction(
    () =>
      document.querySelector('reading-room').shadowRoot.querySelector('[name="words"]').value ===
      'bridge',
  )
  assert.deepEqual(
    [await value('none'), await value('from'), await value('until'), await value('rest')],
    ['ferry', '2024-02-01', '', 'title:bridge'],
  )
  // A chip that is removed is taken out of the form, too.
  await tabTo(page, 'Remove not: ferry')
  await page.keyboard.press('Enter')
  await page.waitForFunction(
    () =>
      document.querySelector('reading-room').shadowRoot.querySelector('[name="none"]').value === '',
  )
  await page.keyboard.press('/')
  await page.keyboard.press('Tab')
  await tabTo(page, 'phrase')
  await page.keyboard.press('Escape')
  await form(page).waitFor({ state: 'detached' })
  assert.equal(await focused(page), 'Advanced search')
  assert.equal(await field.inputValue(), 'bridge after:2024-02 title:bridge')
})

test('names are suggested while one is typed', async (t) => {
  const page = await openReader(t, await pack(t, harbour))
  await page.locator('.leading').waitFor()
  await tabTo(page, 'Advanced search')
  await page.keyboard.press('Enter')
  await tabTo(page, 'name')
  await page.keyboard.type('palam')
  await page.locator('#asked-names option').first().waitFor({ state: 'attached' })
  const [first] = await page
    .locator('#asked-names option')
    .evaluateAll((all) => all.map(({ value }) => value))
  assert.match(first, /Palamar/)
  assert.equal(await parts(page).field.inputValue(), 'person:palam')
})

test('an article that is opened closes the form', async (t) => {
  const page = await openReader(t, await pack(t, village))
  await tabTo(page, 'Advanced search')
  await page.keyboard.press('Enter')
  await form(page).waitFor()
  await page.keyboard.type('bridge')
  await page.locator('.snippet mark').first().waitFor()
  await parts(page).links.first().focus()
  await page.keyboard.press('Enter')
  await parts(page).marks.first().waitFor()
  assert.equal(await form(page).count(), 0)
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
