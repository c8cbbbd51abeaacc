// The reader with the keyboard alone.
import assert from 'node:assert/strict'
import test from 'node:test'
import { openReader, parts } from './chromium.mjs'
import { pack, village } from './packed.mjs'

test('search, open, step through the matches and come back, without a mouse', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const { field, heading, marks, current } = parts(page)
  const { keyboard } = page

  await page.locator('.row a').first().focus()
  await keyboard.press('/')
  assert.ok(await field.evaluate(hasFocus), '/ leads to the field')
  await keyboard.type('bridge')
  await page.locator('.snippet mark').first().waitFor()
  await keyboard.press('Enter')
  await page.locator('.main:not([aria-busy])').waitFor()
  await keyboard.press('ArrowDown')
  assert.ok(
    await page.locator('.row a').first().evaluate(hasFocus),
    'the arrow leads from the field to the list',
  )
  await keyboard.press('Enter')
  await marks.first().waitFor()
  assert.ok(await heading.evaluate(hasFocus), 'an opened article has the focus on its heading')

  const count = await marks.count()
  assert.ok(count >= 3, `${count} matches`)
  const at = () => marks.evaluateAll((all) => all.findIndex((mark) => mark.ariaCurrent === 'true'))
  const first = Math.max(await at(), 0)
  if (!(await current.count())) await keyboard.press('n')
  assert.equal(await at(), first)
  await keyboard.press('n')
  assert.equal(await at(), (first + 1) % count)
  await keyboard.press('n')
  assert.equal(await at(), (first + 2) % count)
  await keyboard.press('p')
  assert.equal(await at(), (first + 1) % count)
  assert.ok(await current.evaluate(isOnScreen), 'the match one stands on is in view')

  await keyboard.press(']')
  await page.waitForFunction(() => location.hash.startsWith('#/a/ferry'))
  await keyboard.press('[')
  await page.waitForFunction(() => location.hash.startsWith('#/a/bridge'))
  await keyboard.press('Escape')
  await page.locator('.snippet mark').first().waitFor()
})

test('every control is reached with Tab, and shows a focus ring', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const seen = new Set()
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab')
    const focus = await page.evaluate(() => {
      const active = document.querySelector('reading-room').shadowRoot.activeElement
      if (!active) return null
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(active)
      const ring =
        (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
      return { name: active.getAttribute('aria-label') || active.textContent.trim(), ring }
    })
    if (!focus) continue
    assert.ok(focus.ring, `no focus ring on "${focus.name}"`)
    seen.add(focus.name)
  }
  for (const name of [
    'Search the articles',
    'Search',
    'Help',
    ...village.map(({ title }) => title),
  ]) {
    assert.ok(seen.has(name), `"${name}" is not among ${[...seen]}`)
  }
})

test('arrows move through the suggestions while the focus stays in the field', async (t) => {
  const page = await openReader(t, await pack(t, village))
  const { field, options } = parts(page)
  await field.pressSequentially('ferr')
  await options.first().waitFor()
  await page.keyboard.press('ArrowDown')
  assert.equal(await options.first().getAttribute('aria-selected'), 'true')
  assert.ok(await field.evaluate(hasFocus))
  assert.equal(
    await field.getAttribute('aria-activedescendant'),
    await options.first().getAttribute('id'),
  )
  await page.keyboard.press('Escape')
  await options.first().waitFor({ state: 'hidden' })
  assert.equal(await field.inputValue(), 'ferr')
})

function hasFocus(element) {
  return element.getRootNode().activeElement === element
}

function isOnScreen(element) {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight
}
