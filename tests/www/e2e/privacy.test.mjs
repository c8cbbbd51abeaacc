// Nothing leaves the single page: its policy refuses every request.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { newPage, ready } from './chromium.mjs'
import { seeds } from './packed.mjs'
import { serve } from './server.mjs'
import { firefox, webkit } from './webdriver.mjs'

/**
 * Tries every kind of request to `origin`; returns the violated directives. Runs in the page.
 */
async function tryToLeave(origin) {
  const refused = new Set()
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
    refused.add(effectiveDirective),
  )
  const image = new Image()
  image.src = `${origin}/image.png`
  const script = document.createElement('script')
  script.src = `${origin}/script.js`
  document.head.append(script)
  const inline = document.createElement('script')
  inline.textContent = 'window.injected = true'
  document.head.append(inline)
  const style = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: `${origin}/style.css`,
  })
  document.head.append(style)
  const frame = Object.assign(document.createElement('iframe'), { src: `${origin}/frame.html` })
  document.body.append(frame)
  try {
    navigator.sendBeacon(`${origin}/beacon`, 'words')
  } catch {}
  const fetched = await fetch(`${origin}/fetch`, { mode: 'no-cors' }).then(
    () => true,
    () => false,
  )
  await new Promise((resume) => setTimeout(resume, 500))
  return { fetched, injected: window.injected === true, refused: [...refused].sort() }
}

/** A server that records requests. */
async function listener(t) {
  const requests = []
  const pages = new Proxy({}, { has: (_, path) => requests.push(path) && false })
  return { origin: await serve(t, { root: '/nowhere', pages }), requests }
}

async function check({ fetched, injected, refused }, requests) {
  assert.equal(fetched, false)
  assert.equal(injected, false)
  assert.ok(refused.includes('connect-src'), refused)
  assert.ok(
    refused.some((name) => name.startsWith('script-src')),
    refused,
  )
  assert.deepEqual(requests, [])
}

test('Chromium sends no request from the page', async (t) => {
  const { origin, requests } = await listener(t)
  const page = await newPage(t, {
    allow: () => true,
    expect: (text) => /Content Security Policy|violates/.test(text),
  })
  await page.goto(String(seeds))
  await ready(page)
  await check(await page.evaluate(tryToLeave, origin), requests)
})

for (const [name, start] of Object.entries({ Firefox: firefox, WebKitGTK: webkit })) {
  test(`${name} sends no request from the page`, { timeout: 120_000 }, async (t) => {
    const { origin, requests } = await listener(t)
    const browser = await start(t)
    await browser.open(seeds)
    await check(await browser.run(tryToLeave, origin), requests)
  })
}

test('the policy allows one script and one style, by their hashes, and nothing else', async () => {
  const page = await readFile(seeds, 'utf8')
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)[1]
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/)
  assert.match(policy, /default-src 'none'/)
  assert.match(policy, /connect-src 'none'/)
  // An XML namespace is not requested.
  const addresses = [...page.matchAll(/(?:src|href)=["']?(?!data:|#)([^"'\s>]+)/g)].filter(
    ([, value]) => /^(https?:)?\/\//.test(value),
  )
  assert.deepEqual(addresses, [])
})
