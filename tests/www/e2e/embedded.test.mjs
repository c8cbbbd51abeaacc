// The element in a host page, served over HTTP under the policy that the README recommends.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage, parts, ready } from './chromium.mjs'
import { dist, village } from './packed.mjs'
import { serve } from './server.mjs'

const POLICY = [
  `default-src 'none'`,
  `script-src 'self' 'wasm-unsafe-eval'`,
  `worker-src 'self' blob:`,
  `connect-src 'self'`,
  `style-src 'self'`,
  `img-src 'self'`,
  `require-trusted-types-for 'script'`,
].join('; ')

const lines = village.map((each) => JSON.stringify(each))

async function host(t, body, { corpus = lines.join('\n'), expect } = {}) {
  const html = `<!doctype html><html lang="en"><head><title>Host</title>
    <link rel="icon" href="icon.txt">${body}`
  const pages = { '/host.html': html, '/village.jsonl': corpus, '/icon.txt': '' }
  const origin = await serve(t, {
    root: dist,
    pages,
    headers: { 'content-security-policy': POLICY },
  })
  const page = await newPage(t, { allow: (address) => address.startsWith(origin), expect })
  await page.goto(`${origin}/host.html`)
  return page
}

const READER = '<reading-room src="village.jsonl"></reading-room>'

for (const [form, script] of Object.entries({
  'a module': '<script type="module" src="reading-room.js"></script>',
  'a classic script': '<script defer src="reading-room.iife.js"></script>',
})) {
  test(`as ${form} it searches in a worker and does not touch the host's address`, async (t) => {
    const page = await host(t, `${script}${READER}`)
    await ready(page)
    assert.equal(page.workers().length, 1)
    await parts(page).field.fill('bridge')
    await page.locator('.snippet mark').first().waitFor()
    await parts(page).links.first().click()
    await parts(page).marks.first().waitFor()
    assert.equal(new URL(page.url()).hash, '')
  })
}

test('a broken line is refused by number and the other articles are indexed', async (t) => {
  const corpus = [lines[0], '{"title": "no end', lines[1]].join('\n')
  const page = await host(t, `<script type="module" src="reading-room.js"></script>${READER}`, {
    corpus,
  })
  await ready(page)
  assert.equal(await parts(page).rows.count(), 2)
  assert.match(await page.locator('.refused').textContent(), /village\.jsonl:2/)
})

test('a missing corpus shows a notice', async (t) => {
  const reader = '<reading-room src="none.jsonl"></reading-room>'
  const page = await host(t, `<script type="module" src="reading-room.js"></script>${reader}`, {
    expect: (text) => text.includes('404'),
  })
  await page.getByRole('alert').waitFor()
  assert.match(await page.getByRole('alert').textContent(), /none\.jsonl: 404/)
})

test('an invalid argument is rejected, and so are calls to a removed reader', async (t) => {
  const page = await host(t, `<script type="module" src="reading-room.js"></script>${READER}`)
  await ready(page)
  const codes = await page.locator('reading-room').evaluate(async (reader) => {
    const code = (asked) =>
      asked.then(
        () => 'kept',
        (error) => `${error.name} ${error.code}`,
      )
    const wrong = [
      reader.search(null),
      reader.search({}),
      reader.open(),
      reader.setState({ query: [] }),
    ]
    const seen = await Promise.all(
      [...wrong, reader.search(5, null), reader.open('bridge', null)].map(code),
    )
    const late = reader.search('ferry')
    reader.remove()
    return [...seen, await code(late), await code(reader.search('ferry')), reader.focus()]
  })
  const [refused, closed] = ['RoomError input', 'RoomError closed']
  assert.deepEqual(codes, [
    refused,
    refused,
    refused,
    refused,
    'kept',
    'kept',
    closed,
    closed,
    undefined,
  ])
})

test('two readers on a page are independent', async (t) => {
  const page = await host(
    t,
    `<script type="module" src="reading-room.js"></script>${READER}${READER}`,
  )
  const readers = page.locator('reading-room')
  for (const index of [0, 1]) await readers.nth(index).evaluate((reader) => reader.ready)
  await readers.nth(0).getByRole('combobox').fill('ferry')
  await readers.nth(0).locator('.snippet mark').first().waitFor()
  assert.equal(await readers.nth(1).locator('.main article').count(), village.length)
})
