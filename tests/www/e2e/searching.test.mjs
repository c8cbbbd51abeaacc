// Search: typing, the results, an empty result, a query without accents.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage, openReader, parts, ready } from './chromium.mjs'
import { pack, village } from './packed.mjs'

test('results appear while typing, with marked hits and a count in a live region', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const { field, rows, status } = parts(page)
  await field.pressSequentially('bridge')
  await page.locator('.snippet mark').first().waitFor()
  assert.equal(await rows.count(), 2)
  const marks = await page.locator('.snippet mark').allTextContents()
  assert.ok(marks.length >= 2 && marks.every((text) => text === 'bridge'), marks)
  await page.waitForFunction(() =>
    /^2 articles/.test(
      document.querySelector('reading-room').shadowRoot.querySelector('[role=status]').textContent,
    ),
  )
  assert.match(await status.textContent(), /bridge/)
})

test('results are an ordered list of articles with a heading and one link each', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const row = page.getByRole('list').getByRole('listitem').getByRole('article').first()
  assert.equal(await row.getByRole('link').count(), 1)
  assert.equal(await row.getByRole('heading').getByRole('link').textContent(), village[0].title)
})

test('a name is found without its accents', async (t) => {
  const page = await openReader(t, await pack(t, village))
  await parts(page).field.fill('blaszczak')
  await page.locator('.snippet mark').first().waitFor()
  assert.deepEqual(await page.locator('.snippet mark').allTextContents(), ['Błaszczak'])
})

test('an empty result says so and offers help', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const { field, rows, heading } = parts(page)
  await field.fill('zzzzqqqq')
  await page.getByText('Nothing found').first().waitFor()
  assert.match(await heading.textContent(), /zzzzqqqq/)
  assert.equal(await rows.count(), 0)
  await field.fill('ferry')
  await page.locator('.snippet mark').first().waitFor()
})

test('a late answer does not replace a newer one', async (t) => {
  const page = await newPage(t)
  await page.addInitScript(() => {
    const Native = window.Worker
    window.Worker = class extends Native {
      set onmessage(listener) {
        super.onmessage = (event) => {
          const late = event.data.value?.query === 'ferry'
          setTimeout(
            () => {
              listener(event)
              if (late) window.lateAnswers = (window.lateAnswers ?? 0) + 1
            },
            late ? 500 : 0,
          )
        }
      }
    }
  })
  await page.goto(String(await pack(t, village)))
  await ready(page)
  const { field, heading, rows } = parts(page)
  for (const query of ['ferry', 'frost']) {
    await field.fill(query)
    await field.press('Enter')
  }
  await page.waitForFunction(() => window.lateAnswers > 0)
  assert.match(await heading.textContent(), /frost/)
  assert.equal(await rows.count(), 1)
  assert.match(new URL(page.url()).hash, /q=frost/)
})
