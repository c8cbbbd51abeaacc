// Screenshots of every screen of the seeds' page, in two themes and two widths.
import { mkdirSync, copyFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = new URL('../../', import.meta.url)
const shots = fileURLToPath(new URL('tests/www/shots/', root))
const address = new URL('dist/reading-room.html', root)

const screens = {
  front: { hash: '#/' },
  results: { hash: '#/?q=ukraine+defence' },
  asked: { hash: '#/?q=ukraine+NOT+russia+(poland+OR+lithuania)+date:2022..2024' },
  form: {
    hash: '#/?q=ukraine+-russia+date:2022..2024',
    show: (page) => page.getByRole('button', { name: 'Advanced search' }).click(),
  },
  suggestions: { hash: '#/', show: (page) => page.getByRole('combobox').pressSequentially('mini') },
  nothing: { hash: '#/?q=zzzzqqqq' },
  article: { hash: '#/a/ID?q=ukraine' },
  names: { hash: '#/e/' },
  quotes: { hash: '#/q/' },
  money: { hash: '#/m/' },
  timeline: { hash: '#/t/' },
  graph: { hash: '#/g/' },
  pair: { hash: '#/p/?e=place-ukraine&e=place-lithuania' },
  about: { hash: '#/i/' },
  own: {
    hash: '#/o/',
    show: (page) => page.getByRole('button', { name: 'Choose files' }).waitFor(),
  },
  entity: { hash: '#/e/place-ukraine' },
  help: { hash: '#/', show: (page) => page.getByRole('button', { name: 'Help' }).click() },
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
mkdirSync(shots, { recursive: true })
for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 1280]) {
    for (const [name, { hash, show }] of Object.entries(screens)) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } })
      await page.goto(String(address))
      await page.locator('.leading').waitFor()
      const first = await page.locator('.row a').first().getAttribute('data-id')
      address.hash = hash.replace('ID', encodeURIComponent(first))
      await page.goto(String(address))
      await show?.(page)
      await page.waitForTimeout(300)
      await page.screenshot({ path: `${shots}${name}-${colorScheme}-${width}.png` })
      await page.close()
      address.hash = ''
    }
  }
}
await browser.close()
mkdirSync(new URL('docs/', root), { recursive: true })
const shown = {
  'results-light-1280': 'reading-room',
  'article-light-1280': 'article',
  'graph-dark-1280': 'graph',
}
for (const [shot, name] of Object.entries(shown))
  copyFileSync(`${shots}${shot}.png`, new URL(`docs/${name}.png`, root))
console.log(`${shots}*.png, and for the README docs/{${Object.values(shown)}}.png`)
