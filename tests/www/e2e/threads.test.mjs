// Where the core runs: a worker; the page's own thread where workers are refused; nowhere, with a
// calm notice.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { trappingCore } from '../trapping-core.mjs'
import { newPage, parts, ready } from './chromium.mjs'
import { dist, pack, village } from './packed.mjs'
import { serve } from './server.mjs'

async function searches(page) {
  await parts(page).field.fill('bridge')
  await page.locator('.snippet mark').first().waitFor()
  assert.equal(await parts(page).rows.count(), 2)
}

test('from disk the core runs in a worker', async (t) => {
  const page = await newPage(t)
  await page.goto(String(await pack(t, village)))
  await ready(page)
  assert.equal(page.workers().length, 1)
  await searches(page)
})

const refusals = {
  'that throws': () => {
    window.Worker = class {
      constructor() {
        throw new DOMException('refused', 'SecurityError')
      }
    }
  },
  'that fails to start': () => {
    const Native = window.Worker
    window.Worker = class extends Native {
      constructor() {
        super('data:text/javascript,throw 1')
      }
    }
  },
  'that is not there': () => delete window.Worker,
}
for (const [name, refuse] of Object.entries(refusals)) {
  test(`with a worker ${name} the core runs on the page thread`, async (t) => {
    const page = await newPage(t, { expect: (text) => /worker|Uncaught 1/i.test(text) })
    await page.addInitScript(refuse)
    await page.goto(String(await pack(t, village)))
    await ready(page)
    assert.equal(page.workers().length, 0)
    await searches(page)
  })
}

test('under a policy that refuses Blob workers the core runs on the page thread', async (t) => {
  const page = await embedded(
    t,
    `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`,
  )
  assert.equal(page.workers().length, 0)
  await searches(page)
})

test('a policy that refuses WebAssembly shows a calm notice, not a blank page', async (t) => {
  const page = await embedded(t, `default-src 'none'; script-src 'self'; connect-src 'self'`, {
    opens: false,
  })
  const notice = page.getByRole('alert')
  await notice.waitFor()
  assert.match(await notice.textContent(), /cannot run here.*unsupported/s)
  assert.ok(await page.getByText('Default content').isVisible())
})

test('after a panic the page shows a calm notice and restarts', async (t) => {
  const logged = []
  const page = await newPage(t, {
    expect: (text) => text.includes('unreachable') && logged.push(text),
  })
  await page.goto(String(await pack(t, village)))
  await ready(page)
  // The first core traps at its first search; the next one works.
  await page.evaluate(swapCore, Buffer.from(await trappingCore('room_search')).toString('base64'))
  await page.evaluate(() => {
    const reader = document.querySelector('reading-room')
    reader.corpus = { ...reader.corpus }
    return reader.ready
  })
  await parts(page).field.fill('bridge')
  const notice = page.getByRole('alert')
  await notice.waitFor()
  assert.match(await notice.textContent(), /The search stopped.*panic/s)

  assert.equal(logged.length, 1, 'a panic is logged once')

  await page.evaluate(swapCore, (await readFile(`${dist}reading_room_bg.wasm`)).toString('base64'))
  await notice.getByRole('button', { name: 'Start again' }).click()
  await notice.waitFor({ state: 'detached' })
  await parts(page).field.fill('ferry')
  await page.locator('.snippet mark').first().waitFor()
})

/** Sets the core that the reader uses when it next opens. Runs in the page. */
function swapCore(base64) {
  document.querySelector('reading-room').core = Uint8Array.from(atob(base64), (letter) =>
    letter.charCodeAt(0),
  )
}

/** The element on a served page under `policy`. */
async function embedded(t, policy, { opens = true } = {}) {
  const html = `<!doctype html><html lang="en"><title>Host</title>
    <script type="module" src="reading-room.js"></script>
    <reading-room src="village.jsonl"><p>Default content</p></reading-room>`
  const pages = {
    '/': html,
    '/host.html': html,
    '/village.jsonl': village.map((each) => JSON.stringify(each)).join('\n'),
  }
  const origin = await serve(t, {
    root: dist,
    pages,
    headers: { 'content-security-policy': policy },
  })
  const page = await newPage(t, {
    allow: (address) => address.startsWith(origin),
    expect: (text) => /Content Security Policy|violates|favicon|404/.test(text),
  })
  await page.goto(`${origin}/host.html`)
  if (opens) await ready(page)
  return page
}
