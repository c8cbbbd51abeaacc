// axe-core finds no violation on any screen, in light, dark and forced colours, wide and narrow.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import test from 'node:test'
import { openReader, parts } from './chromium.mjs'
import { harbour, pack, village } from './packed.mjs'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const screens = {
  'the front page': async () => {},
  'the results': async (page) => {
    await parts(page).field.fill('bridge')
    await page.locator('.snippet mark').first().waitFor()
  },
  'how a query was read': async (page) => {
    await parts(page).field.fill('bridge "old bridge" -zeppelin frost w/5 fires date:2024 title:')
    await page.locator('.part').first().waitFor()
  },
  'the query form': async (page) => {
    await parts(page).field.fill('bridge title:bridge')
    await page.getByRole('button', { name: 'Advanced search' }).click()
    await page.getByLabel('Anything else, as typed').waitFor()
  },
  'the suggestions': async (page) => {
    await parts(page).field.pressSequentially('ferr')
    await parts(page).options.first().waitFor()
  },
  'an empty answer': async (page) => {
    await parts(page).field.fill('zzzzqqqq')
    await page.getByText('Nothing found').first().waitFor()
  },
  'an article': async (page) => {
    await page.evaluate(() =>
      document.querySelector('reading-room').open('bridge', { query: 'bridge' }),
    )
    await parts(page).marks.first().waitFor()
  },
  'the help': async (page) => {
    await page.getByRole('button', { name: 'Help' }).click()
    await page.getByRole('dialog').waitFor()
  },
}

const names = {
  'the front page with names': async (page) => page.locator('.leading').waitFor(),
  'results with facets': async (page) => {
    await parts(page).field.fill('palamar')
    await page.locator('.facets').waitFor()
  },
  'the card of a name': async (page) => {
    await page.evaluate(() => document.querySelector('reading-room').open('strike'))
    await page.locator('.text a.name').first().click()
    await page.locator('.card').getByText('See everything').waitFor()
  },
  'an entity': async (page) => {
    await page.evaluate(() => (location.hash = '#/e/person-palamar'))
    await page.locator('.entity').waitFor()
    await page.locator('.entity details').evaluateAll((all) => {
      for (const details of all) details.open = true
    })
  },
  'all entities': async (page) => {
    await page.evaluate(() => (location.hash = '#/e/'))
    await page.locator('.tabs').waitFor()
  },
  'an article with names, to be cited': async (page) => {
    await page.evaluate(() => (location.hash = '#/a/strike?e=person-omar-haddad'))
    await page.locator('.cite summary').click()
    await page.locator('.sidelines details').evaluateAll((all) => {
      for (const details of all) details.open = true
    })
  },
  'the way to say who is the same': async (page) => {
    await page.evaluate(() => (location.hash = '#/e/person-palamar'))
    await page.locator('.same summary').click()
    await page.getByLabel('Name of the same one').fill('omar')
    await page.locator('.candidates').waitFor()
  },
  ...Object.fromEntries(
    Object.entries({ q: '.quotation', m: '.money', t: '.dates', g: '.graph', i: '.files' }).map(
      ([letter, shown]) => [
        `the list #/${letter}/`,
        async (page) => {
          await page.evaluate((hash) => (location.hash = hash), `#/${letter}/`)
          await page.locator(shown).first().waitFor()
        },
      ],
    ),
  ),
  'the sentences with two': async (page) => {
    await page.evaluate(() => (location.hash = '#/p/?e=person-omar-haddad&e=person-palamar'))
    await page.locator('.item').first().waitFor()
  },
}

const own = {
  'articles of one’s own': async (page) => {
    await page.evaluate(() => (location.hash = '#/o/'))
    await page.getByLabel('Or paste an article').fill('Fog on the pier\n\nThe pier was closed.')
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Pasted' }).waitFor()
    await page.evaluate(() => (location.hash = '#/o/'))
    await page.getByRole('button', { name: 'Keep in this browser' }).click()
    await page.locator('.kept').waitFor()
  },
  'the columns of a table': async (page) => {
    await page.evaluate(() => (location.hash = '#/o/'))
    const asked = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files' }).click()
    const row = 'Fog,"Fog lay on the river for days, and nobody minded. ",2024-05-01\n'
    const buffer = Buffer.from(`title,text,date\n${row.repeat(5)}`)
    await (await asked).setFiles({
      name: 'a long name of a table.csv',
      mimeType: 'text/csv',
      buffer,
    })
    await page.locator('.columns').waitFor()
  },
}

const settings = [
  { colorScheme: 'light', width: 320 },
  { colorScheme: 'dark', width: 320 },
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'dark', width: 1600, forcedColors: 'active', reducedMotion: 'reduce' },
]
for (const { width, ...context } of settings) {
  test(`every screen, ${Object.values(context).join(', ')}, ${width} pixels wide`, async (t) => {
    const corpora = [
      [await pack(t, village), screens],
      [await pack(t, harbour), names],
      [await pack(t, village), own],
    ]
    const all = corpora.flatMap(([address, some]) =>
      Object.entries(some).map((screen) => [address, ...screen]),
    )
    for (const [address, name, show] of all) {
      const page = await openReader(t, address, { ...context, viewport: { width, height: 800 } })
      await show(page)
      // Through `evaluate`, since the page's policy refuses scripts from outside.
      const { violations } = await audit(page)
      assert.deepEqual(violations.map(summary), [], name)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(overflow <= 0, `${name} scrolls sideways by ${overflow} pixels`)
      await page.close()
    }
  })
}

test('titles, headlines and suggestions without spaces fit on the narrowest screen', async (t) => {
  const long = 'Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
  const documents = [{ title: `${long} meets`, text: `The ${long} met.` }, ...village]
  const address = await pack(t, documents, { title: 'district_council_minutes_2024_final' })
  const page = await openReader(t, address, { viewport: { width: 320, height: 640 } })
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok((await overflow()) <= 0)
  await parts(page).field.pressSequentially('donau')
  await parts(page).options.nth(1).waitFor()
  const clipped = await parts(page).options.evaluateAll((options) =>
    options
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent),
  )
  assert.deepEqual(clipped, [])
  assert.ok((await overflow()) <= 0)
})

async function audit(page) {
  await page.evaluate(axe)
  return page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }))
}

function summary({ id, help, nodes }) {
  const failures = nodes.map((node) => `${node.target.flat().join(' ')} ${node.failureSummary}`)
  return `${id}: ${help}: ${failures.join('; ')}`
}
