// An article: stepping through matches, citing, printing, other languages of the interface.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage, openReader, parts, ready } from './chromium.mjs'
import { harbour, pack, village } from './packed.mjs'

const open = async (t, id, { documents = harbour, ...options } = {}) => {
  const address = await pack(t, documents)
  address.hash = `#/a/${id}`
  const page = await openReader(t, address, options)
  await page.locator('.sidelines').waitFor()
  return page
}

test('the mentions of an entity are stepped through like matches', async (t) => {
  const page = await open(t, 'strike?e=person-omar-haddad')
  await page.locator('.walked').waitFor()
  assert.match(await page.locator('.stepper').textContent(), /Omar Haddad.*1 mention/)
  await page.keyboard.press('n')
  assert.equal(await page.locator('.text a.name[aria-current]').textContent(), 'Omar Haddad')
})

test('ticks beside the text show where the matches are, and scroll to them', async (t) => {
  const page = await open(t, 'bridge?q=bridge', { documents: village })
  const ticks = page.locator('.strip span')
  assert.equal(await ticks.count(), await parts(page).marks.count())
  await ticks.last().click()
  assert.equal(
    await parts(page).current.evaluate((mark) =>
      [...mark.getRootNode().querySelectorAll('.text mark')].indexOf(mark),
    ),
    (await ticks.count()) - 1,
  )
})

test('a selected passage is cited with a link back to it', async (t) => {
  const page = await open(t, 'strike', { permissions: ['clipboard-read', 'clipboard-write'] })
  const selected = 'They ask for a shorter week'
  await page.locator('.cite summary').click()
  await page.evaluate((words) => {
    const text = [
      ...document.querySelector('reading-room').shadowRoot.querySelectorAll('.text p'),
    ].find((p) => p.textContent.includes(words)).firstChild
    getSelection().setBaseAndExtent(
      text,
      text.data.indexOf(words),
      text,
      text.data.indexOf(words) + words.length,
    )
  }, selected)
  const copied = async (name) => {
    await page.locator('.cite').getByRole('button', { name, exact: true }).click()
    await page.getByText('Copied.').first().waitFor()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  assert.match(
    await copied('Text'),
    /^“They ask for a shorter week”\n— Dockers strike in Odesa, .*March 4, 2024/,
  )
  assert.match(
    await copied('BibTeX'),
    /^@misc\{2024strike,\n {2}title = \{\{Dockers strike in Odesa\}\}/,
  )
  const link = await copied('Link')
  assert.match(link, /#\/a\/strike\?t=They\+ask\+for\+a\+shorter\+week$/)
  const other = await newPage(t)
  await other.goto(link)
  await ready(other)
  await other.waitForFunction(() => CSS.highlights.has('room-passage'))
  assert.equal(
    await other.evaluate(() => [...CSS.highlights.get('room-passage')][0].toString()),
    selected,
  )
})

test('the underlines of names can be switched off, and stay off', async (t) => {
  const page = await open(t, 'strike')
  const line = () =>
    page
      .locator('.text p a.name')
      .first()
      .evaluate((link) => getComputedStyle(link).textDecorationLine)
  await page.locator('.text a.name').first().waitFor()
  assert.equal(await line(), 'underline')
  await page.getByRole('button', { name: 'Underline names' }).click()
  assert.equal(await line(), 'none')
  await page.reload()
  await page.locator('.text a.name').first().waitFor()
  assert.equal(await line(), 'none')
  assert.equal(
    await page.getByRole('button', { name: 'Underline names' }).getAttribute('aria-pressed'),
    'false',
  )
})

test('the interface follows the language of the page, or the one chosen in the help', async (t) => {
  const address = await pack(t, harbour, { language: 'pl' })
  const page = await openReader(t, address)
  await page.getByRole('heading', { name: 'Wszystkie artykuły' }).waitFor()
  assert.equal(await parts(page).field.getAttribute('placeholder'), 'Szukaj w 3 artykułach')
  await page.getByRole('button', { name: 'Pomoc' }).click()
  await page.getByLabel('Język').selectOption('uk')
  await page.locator('.sections a', { hasText: 'Статті' }).waitFor()
  assert.ok(
    await page
      .getByLabel('Мова')
      .evaluate((select) => select.getRootNode().activeElement === select),
    'the help is open at the choice',
  )
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Усі статті' }).waitFor()
  assert.equal(await page.locator('.room').getAttribute('lang'), 'uk')
  await page.reload()
  await page.getByRole('heading', { name: 'Усі статті' }).waitFor()
})

test('an Arabic article is right-to-left within an English page', async (t) => {
  const arabic = {
    id: 'arabic',
    title: 'عودة الجسر القديم',
    language: 'ar',
    text:
      'عاد الجسر القديم إلى العمل يوم الجمعة بعد شتاءين من الإصلاح. ' +
      'عبرت أولى العربات الجسر عند الفجر، وغنى الناس حتى المساء.',
  }
  const page = await open(t, 'arabic?q=الجسر', { documents: [...village, arabic] })
  const { direction, lang, end } = await page.locator('.text').evaluate((text) => {
    const { direction } = getComputedStyle(text)
    const [first, whole] = [text.querySelector('mark'), text].map((element) =>
      element.getBoundingClientRect(),
    )
    return { direction, lang: text.lang, end: whole.right - first.right < first.left - whole.left }
  })
  assert.deepEqual([direction, lang, end], ['rtl', 'ar', true])
  assert.equal(
    await page.locator('.text .about').evaluate((line) => getComputedStyle(line).direction),
    'ltr',
  )
})

test('a printed article or dossier is text only, with its sources', async (t) => {
  const page = await open(t, 'strike')
  await page.locator('.sidelines').waitFor()
  await page.emulateMedia({ media: 'print' })
  const shown = (selector) =>
    page
      .locator(selector)
      .evaluateAll((all) => all.filter((element) => element.checkVisibility()).length)
  for (const chrome of ['.search', '.sections', '.tools', '.back', '.neighbours', '.stepper'])
    assert.equal(await shown(chrome), 0, chrome)
  assert.equal(
    await shown('.text p'),
    (await page.locator('.text > p').count()) + (await page.locator('.text header .about').count()),
  )
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate(() => (location.hash = '#/e/person-palamar'))
  await page.locator('.entity').waitFor()
  await page.evaluate(() => (window.print = () => (window.printed = true)))
  await page.getByRole('button', { name: 'Print a dossier' }).click()
  await page.waitForFunction(() => window.printed)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await shown('.printed li'), 2)
  assert.match(
    await page.locator('.printed').textContent(),
    /Sources.*Dockers strike in Odesa.*March 4, 2024/s,
  )
  assert.equal(await shown('.entity button'), 0)
  await page.emulateMedia({ media: 'screen' })
  assert.equal(await shown('.printed'), 0)
})

test('a range is selected by dragging across the bars of the results', async (t) => {
  const page = await openReader(t, await pack(t, village))
  await parts(page).field.fill('the')
  const bars = page.locator('.facets .bars li')
  await bars.first().waitFor()
  const last = (await bars.count()) - 1
  await bars.nth(last - 1).hover()
  await page.mouse.down()
  await bars.nth(last).hover()
  await page.mouse.up()
  await page.waitForFunction(() => location.hash.includes('date'))
  assert.equal(await parts(page).field.inputValue(), 'the date:2024-02..2024-03')
})
