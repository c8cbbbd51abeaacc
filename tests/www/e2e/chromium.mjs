// Chromium pages under watch: an unexpected error in the console, or an unexpected request, fails
// the test that opened the page.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after } from 'node:test'
import { chromium } from 'playwright-core'

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync)

let launching
function browser() {
  launching ??= chromium.launch({
    executablePath,
    // The sandbox refuses root. Chromium's own requests at start are switched off.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
    ],
  })
  return launching
}
after(async () => launching && (await launching).close())

/**
 * A new page in its own profile. Options: those of the browser context, and `allow` (URL of a
 * request -> whether it is allowed), `expect` (text in the console -> whether it is expected).
 */
export async function newPage(t, { allow = () => false, expect = () => false, ...context } = {}) {
  const profile = await (await browser()).newContext({
    viewport: { width: 1280, height: 800 },
    ...context,
  })
  profile.setDefaultTimeout(10_000)
  const page = await profile.newPage()
  const complaints = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !expect(message.text()))
      complaints.push(`console: ${message.text()}`)
  })
  page.on(
    'pageerror',
    (error) => expect(error.message) || complaints.push(`uncaught: ${error.message}`),
  )
  page.on('request', (request) => {
    const address = request.url()
    const document = request.isNavigationRequest() && request.frame() === page.mainFrame()
    const inner = address.startsWith('blob:') || address.startsWith('data:')
    if (!document && !inner && !allow(address)) complaints.push(`request: ${address}`)
  })
  t.after(async () => {
    await profile.close()
    assert.deepEqual(complaints, [])
  })
  return page
}

/** Opens `address` and waits until its reader is ready. */
export async function openReader(t, address, options) {
  const page = await newPage(t, options)
  await page.goto(String(address))
  await ready(page)
  return page
}

export async function ready(page) {
  await page.locator('reading-room').evaluate((reader) => reader.ready)
}

/** Locators of the main parts of the screen. */
export const parts = (page) => ({
  field: page.getByRole('search').getByRole('combobox').first(),
  rows: page.locator('.main ol > li > article'),
  links: page.locator('.main ol > li > article h3 a'),
  heading: page.locator('[data-heading]'),
  marks: page.locator('.text mark'),
  current: page.locator('.text mark[aria-current]'),
  status: page.getByRole('status'),
  options: page.getByRole('option'),
})
