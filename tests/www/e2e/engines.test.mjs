// The same scenarios in three browser engines, each from disk on its own page.
import assert from 'node:assert/strict'
import test from 'node:test'
import { newPage } from './chromium.mjs'
import { harbour, pack } from './packed.mjs'
import { complaints, firefox, webkit } from './webdriver.mjs'

/** Runs in the page: performs the scenario of this name and returns what the screen shows. */
async function act(name) {
  const reader = document.querySelector('reading-room')
  await reader.ready
  const { shadowRoot: root } = reader
  const all = (selector) => [...root.querySelectorAll(selector)]
  const texts = (selector) => all(selector).map((element) => element.textContent)
  const until = async (look) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const found = typeof look === 'string' ? root.querySelector(look) : look()
      if (found) return found
      await new Promise((resume) => setTimeout(resume, 50))
    }
    throw new Error(`${name}: never came: ${look}`)
  }
  const go = async (hash, selector) => {
    location.hash = hash
    return until(selector)
  }
  const write = (field, text) => {
    field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  }
  const click = async (selector) => (await until(selector)).click()
  await until('.leading')

  const scenarios = {
    async 'a name finds the articles with another spelling'() {
      write(root.querySelector('[role="combobox"]'), 'yevhen palamar')
      await until(() => texts('.why').some((text) => text.includes('same person as')))
      return texts('.row h3').length
    },
    async 'a facet narrows the results and the link says so'() {
      await go('#/?q=the', '.facets a[href*="omar-haddad"]')
      await click('.facets a[href*="omar-haddad"]')
      await until('.chips button')
      return [location.hash, all('.row').length]
    },
    async 'the card over a name leads to its page'() {
      await go('#/a/strike', '.text p a.name')
      await click('.text p a.name')
      await click('.card .actions a')
      await until('.entity')
      return location.hash
    },
    async 'two spellings are taken apart, and put together again'() {
      await go('#/e/person-palamar', '.merges')
      const before = texts('.spellings li').length
      await click('.merges button')
      await until(
        () => root.querySelector('.corrections') && texts('.spellings li').length < before,
      )
      await click('.corrections button')
      await until(
        () => !root.querySelector('.corrections') && texts('.spellings li').length === before,
      )
      return true
    },
    async 'a quotation leads to the very sentence'() {
      await go('#/q/', '.item .about a')
      await click('.item .about a')
      await until('.text')
      const marked = await until(() =>
        [...(CSS.highlights.get('room-passage') ?? [])].map(String).find(Boolean),
      )
      const lines = new Set(
        all('.text p a.name').map((link) => getComputedStyle(link).textDecorationLine),
      )
      return [marked.includes('The port will open again'), ...lines]
    },
    async 'what is selected is cited'() {
      await go('#/a/strike', '.sidelines .row')
      const text = all('.text > p').at(-1).firstChild
      getSelection().setBaseAndExtent(text, 0, text, 'The dockers had walked'.length)
      let copied
      navigator.clipboard.writeText = async (citation) => (copied = citation)
      all('[data-action="cite"][data-style="plain"]')[0].click()
      await until(() => copied)
      return copied.split('\n')[0]
    },
    async 'sums, dates and pairs are tables and lists'() {
      await go('#/m/', '.money tbody tr')
      const sums = texts('.money tbody th').length
      await go('#/t/', '.dates li')
      const dates = texts('.dates li').length
      await go('#/g/', '.drawing .node')
      return [sums, dates > 1, all('.drawing .edge').length === all('.pairs-table tbody tr').length]
    },
    async 'files have their hashes'() {
      await go('#/i/', '.files code')
      return texts('.files code').every((hash) => /^[0-9a-f]{64}$/.test(hash))
    },
    async 'Back leads to the list with the focus where it was'() {
      await go('#/?q=strike', '.row h3 a')
      const link = all('.row h3 a')[1]
      const { id } = link.dataset
      link.click()
      await until('.text')
      history.back()
      await until('.row h3 a')
      await until(() => root.activeElement?.dataset.id === id)
      return true
    },
    async 'articles of one’s own are dropped, read, kept and closed again'() {
      location.hash = '#/o/'
      await until('.drop')
      const transfer = new DataTransfer()
      transfer.items.add(
        new File(
          ['{"id":"fog","text":"Fog lay on the pier."}\n{"id":"sun","text":"Sun on the pier."}'],
          'pier.jsonl',
        ),
      )
      reader.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }))
      await until(() => texts('h1')[0] === 'pier' && texts('.row h3').length === 2)
      location.hash = '#/o/'
      ;(await until('[data-command="keep"]')).click()
      await until('.kept li')
      const kept = texts('.kept bdi')
      ;(await until('[data-command="forget"]')).click()
      await until(() => !texts('.kept li').length)
      ;(await until('[data-command="close"]')).click()
      await until(() => texts('h1')[0] !== 'pier' && texts('.row h3').length === 3)
      return kept
    },
    async 'another language is chosen'() {
      reader.lang = 'lt'
      await until(() => texts('.sections a').includes('Straipsniai'))
      return texts('.sections a').length
    },
  }
  return scenarios[name]()
}

const seen = {
  'a name finds the articles with another spelling': 2,
  'a facet narrows the results and the link says so': ['#/?q=the&e=person-omar-haddad', 2],
  'the card over a name leads to its page': '#/e/person-evgeny-palamar',
  'two spellings are taken apart, and put together again': true,
  'a quotation leads to the very sentence': [true, 'underline'],
  'what is selected is cited': '“The dockers had walked”',
  'sums, dates and pairs are tables and lists': [1, true, true],
  'files have their hashes': true,
  'Back leads to the list with the focus where it was': true,
  'articles of one’s own are dropped, read, kept and closed again': ['pier'],
  'another language is chosen': 8,
}

async function chromium(t) {
  const page = await newPage(t)
  return {
    open: (address) => page.goto(String(address)),
    run: (task, ...args) => page.evaluate(task, ...args),
    lines: [],
  }
}

for (const [engine, start] of Object.entries({
  Chromium: chromium,
  Firefox: firefox,
  WebKitGTK: webkit,
})) {
  test(engine, { timeout: 240_000 }, async (t) => {
    const address = await pack(t, harbour)
    const browser = await start(t)
    for (const [name, expected] of Object.entries(seen)) {
      await t.test(name, async () => {
        await browser.open('about:blank')
        await browser.open(address)
        assert.deepEqual(await browser.run(act, name), expected)
      })
    }
    assert.deepEqual(complaints(browser.lines), [])
  })
}
