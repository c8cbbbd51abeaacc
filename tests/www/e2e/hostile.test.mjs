// Articles with hostile markup, and malformed articles.
import assert from 'node:assert/strict'
import test from 'node:test'
import { openReader, parts } from './chromium.mjs'
import { pack } from './packed.mjs'

const EVIL =
  '</script></title><script>window.owned = 1</script>' +
  '<img src=x onerror="window.owned = 2"><!-- "\'&'
const documents = [
  { id: EVIL, title: EVIL, text: `First ${EVIL} words of a hostile lantern.` },
  {
    id: 'nuls',
    title: 'Nuls \0 inside',
    text: 'A lantern\0with\0nuls and \u202Eturned\u202C letters.',
  },
  {
    id: '../../etc',
    title: 'A path',
    text: 'A lantern, and nothing else.',
    url: 'javascript:window.owned = 3',
  },
  { id: 'long', title: 'One long word', text: `lantern ${'x'.repeat(100_000)}` },
  { id: 'marks', title: 'Marks', text: `lantern ${'e\u0301\u0323'.repeat(500)} 👩‍👩‍👧‍👦` },
]

test('markup in hostile articles is shown as text', async (t) => {
  const page = await openReader(t, await pack(t, documents, { title: EVIL }))
  const { field, rows, links, heading, marks } = parts(page)
  assert.equal(await page.title(), EVIL)
  assert.equal(await rows.count(), documents.length)
  assert.ok((await links.allTextContents()).includes(EVIL))

  await field.fill('lantern')
  await page.locator('.snippet mark').first().waitFor()
  assert.equal(await rows.count(), documents.length)
  await links.filter({ hasText: 'onerror' }).click()
  await marks.first().waitFor()
  assert.equal(await heading.textContent(), EVIL)
  await page.reload()
  await marks.first().waitFor()
  assert.equal(await heading.textContent(), EVIL)

  for (const id of ['nuls', '../../etc', 'long', 'marks']) {
    await page.evaluate(
      (id) => document.querySelector('reading-room').open(id, { query: 'lantern' }),
      id,
    )
    assert.equal(await marks.count(), 1, id)
  }
  assert.equal(await page.locator('a[href^="javascript:"]').count(), 0)
  assert.equal(await page.evaluate(() => window.owned), undefined)
})

test('the static list of a hostile corpus shows markup as text', async (t) => {
  const page = await openReader(t, await pack(t, documents, { title: EVIL }))
  const listed = await page.locator('reading-room > .contents li').allTextContents()
  assert.ok(listed.includes(EVIL))
})
