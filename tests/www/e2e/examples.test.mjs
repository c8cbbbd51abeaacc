// The examples in www/examples, each served as its file says, with dist/ beside it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import test from 'node:test'
import * as esbuild from 'esbuild'
import { newPage, parts, ready } from './chromium.mjs'
import { dist, pack, village } from './packed.mjs'
import { serve } from './server.mjs'

const examples = new URL('../../../www/examples/', import.meta.url)
const files = Object.fromEntries(
  readdirSync(examples).map((name) => [`/${name}`, readFileSync(new URL(name, examples), 'utf8')]),
)

async function host(t, name, { pages = {}, headers, ...options } = {}) {
  const origin = await serve(t, {
    root: dist,
    pages: { ...files, '/favicon.ico': '', ...pages },
    headers,
  })
  const page = await newPage(t, { allow: (address) => address.startsWith(origin), ...options })
  await page.goto(`${origin}/${name}`)
  return page
}

test('a plain page reads and searches, with the place in its address', async (t) => {
  const page = await host(t, 'plain.html')
  await ready(page)
  await parts(page).field.fill('bridge')
  await page.locator('.snippet mark').first().waitFor()
  assert.equal(new URL(page.url()).hash, '#/?q=bridge')
})

test('a plain page without JavaScript lists the articles', async (t) => {
  const page = await host(t, 'plain.html', { javaScriptEnabled: false })
  assert.deepEqual(await page.getByRole('link').allTextContents(), [
    'An orchard for Lervik',
    'The old bridge reopens',
    'The ferry retires',
  ])
})

test('a blog with a strict policy loads once scrolled to, with a worker by URL', async (t) => {
  const policy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'`
  const blog = files['/blog.html'].replace(
    '<p>Below',
    `${'<p>A paragraph.</p>'.repeat(200)}<p>Below`,
  )
  const expect = (text) => text.includes('blob:') // the Blob worker, tried first, is refused
  const page = await host(t, 'blog.html', {
    headers: { 'content-security-policy': policy },
    pages: { '/blog.html': blog },
    expect,
  })
  assert.equal(page.workers().length, 0)
  await page.locator('reading-room').scrollIntoViewIfNeeded()
  await ready(page)
  assert.deepEqual(
    page.workers().map((worker) => new URL(worker.url()).pathname),
    ['/worker.js'],
  )
  await parts(page).field.fill('bridge')
  await page.locator('.snippet mark').first().waitFor()
})

test('a sandboxed frame with scripts alone gets the height it requests', async (t) => {
  const packed = await readFile(await pack(t, village, { title: 'Village' }), 'utf8')
  const page = await host(t, 'frame.html', { pages: { '/village.html': packed } })
  const frame = page.frameLocator('iframe')
  await frame.locator('.row').first().waitFor()
  await frame.getByRole('search').getByRole('combobox').fill('bridge')
  await frame.locator('.snippet mark').first().waitFor()
  const fits = () => page.locator('iframe').evaluate((element) => Number(element.height))
  const asked = await frame
    .locator('html')
    .evaluate((element) => Math.ceil(element.getBoundingClientRect().height))
  await page.waitForFunction(
    (height) => Number(document.querySelector('iframe').height) === height,
    asked,
  )
  assert.notEqual(await fits(), 600)
  const results = await fits()
  await frame.getByRole('search').getByRole('combobox').fill('zzzz')
  await frame.getByText('Nothing found').first().waitFor()
  await page.waitForFunction(
    (before) => Number(document.querySelector('iframe').height) < before,
    results,
  )
})

test('a frame without storage says so, and the collection stays open', async (t) => {
  const packed = await readFile(await pack(t, village, { title: 'Village' }), 'utf8')
  const page = await host(t, 'frame.html', { pages: { '/village.html': packed } })
  const frame = page.frameLocator('iframe')
  await frame.getByRole('link', { name: 'Your own' }).click()
  await frame
    .getByLabel('Or paste an article')
    .fill('Fog in Bergen\n\nMayor Ingrid Solberg went home.')
  await frame.getByRole('button', { name: 'Read', exact: true }).click()
  await frame.getByRole('heading', { level: 1, name: 'Pasted' }).waitFor()
  await frame.getByRole('link', { name: 'Your own' }).click()
  await frame.getByRole('button', { name: 'Keep in this browser' }).click()
  await frame.getByRole('alert').getByText('This page may keep nothing in this browser.').waitFor()
  await frame.getByRole('heading', { level: 1, name: 'Pasted' }).waitFor()
})

test('two readers of the same articles share a worker, each with its own place', async (t) => {
  const page = await host(t, 'two.html')
  const [one, other] = [page.locator('reading-room').first(), page.locator('reading-room').last()]
  await other.getByRole('link', { name: 'Ingrid Solberg' }).first().waitFor()
  assert.equal(page.workers().length, 1)
  await one.getByRole('combobox').fill('ferry')
  await one.locator('.snippet mark').first().waitFor()
  assert.equal(await other.evaluate((reader) => reader.getState().view), 'entities')
  await other.getByRole('link', { name: 'Zitate' }).waitFor()
})

for (const name of ['react.jsx', 'vue.js']) {
  test(`a host in ${name.split('.')[0]} passes its articles and receives events`, async (t) => {
    const {
      outputFiles: [{ text }],
    } = await esbuild.build({
      entryPoints: [fileURLToPath(new URL(name, examples))],
      bundle: true,
      write: false,
      format: 'esm',
      jsx: 'automatic',
      external: ['reading-room/element'],
      define: {
        'process.env.NODE_ENV': '"production"',
        __VUE_OPTIONS_API__: 'true',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      },
    })
    const pages = {
      '/host.html': `<!doctype html><html lang="en"><title>Host</title><body><main></main>
        <script type="module" src="host.js"></script>`,
      '/host.js': text.replaceAll('reading-room/element', './reading-room.js'),
    }
    const page = await host(t, 'host.html', { pages })
    await page.locator('reading-room .row').first().waitFor()
    await page.getByRole('button', { name: 'Search the bridge' }).click()
    await page.getByText('2 found').waitFor()
  })
}

test('a reader that is moved within the page keeps its state', async (t) => {
  const page = await host(t, 'plain.html')
  await ready(page)
  await parts(page).field.fill('bridge')
  await page.locator('.snippet mark').first().waitFor()
  await page
    .locator('reading-room')
    .evaluate((reader) =>
      document.body.append(document.createElement('div').appendChild(reader).parentElement),
    )
  assert.equal(await page.locator('.snippet mark').count(), 2)
  assert.equal(page.workers().length, 1)
})
