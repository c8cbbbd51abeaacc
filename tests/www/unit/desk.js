// A reader at a fake engine in a document for tests: all of the shell but the element around it.

import { Controls } from '../../../www/controls.js'
import { Reader } from '../../../www/reader.js'
import { lease } from '../../../www/rooms.js'
import { place } from '../../../www/route.js'
import { english } from '../../../www/strings/say.js'
import { Trail } from '../../../www/trail.js'
import { Frame } from '../../../www/views/frame.js'
import { openPage } from './dom.js'
import { fakeEngine } from './fake-engine.js'

export async function desk({ documents, answer, first = place(), owned = false, allow = () => true }) {
  const window = openPage()
  const host = window.document.createElement('div')
  window.document.body.append(host)
  const root = host.attachShadow({ mode: 'open' })
  const told = []
  const tell = (name, detail) => (told.push([name, detail]), allow(name, detail))
  const engine = fakeEngine({ answer })
  const corpus = { documents }
  const open = () => lease(corpus, async () => ({ room: await engine.open(corpus), refusals: [] }))
  const reader = new Reader(host, new Trail(owned, first), tell)
  reader.say = english('en')
  reader.frame = new Frame(root, reader.say)
  reader.frame.draw(reader.state)
  const load = (target = first) => reader.load(open(), 'The Collection', target).catch(() => {})
  new Controls(host, reader, { open: () => load(), speakAnew: async () => {} }).listen(new window.AbortController().signal)
  if (owned) window.addEventListener('popstate', (event) => reader.moved(event))
  await load()

  const find = (selector) => root.querySelector(selector)
  const all = (selector) => [...root.querySelectorAll(selector)]
  return {
    window, reader, told, find, all, log: engine.log,
    text: (selector) => find(selector)?.textContent ?? null,
    texts: (selector) => all(selector).map((node) => node.textContent),
    events: () => told.map(([name]) => name),
    async type(words) {
      reader.frame.field.focus()
      reader.frame.field.value = words
      reader.frame.field.dispatchEvent(new window.Event('input', { bubbles: true, composed: true }))
      await until(() => !reader.state.asked.page && !reader.state.asked.suggest)
    },
    async click(selector) {
      find(selector).dispatchEvent(new window.MouseEvent('click', { bubbles: true, composed: true, cancelable: true }))
      await until(() => !reader.state.asked.page && !reader.state.asked.overview)
    },
    async press(key, target = root.activeElement ?? host) {
      const event = new window.KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true })
      target.dispatchEvent(event)
      await until(() => !reader.state.asked.page)
      return event.defaultPrevented
    },
  }
}

/** Waits until `fits` holds; the test fails if it never does. */
export async function until(fits, patience_ms = 2000) {
  const end = Date.now() + patience_ms
  do await new Promise((go) => setTimeout(go, 5))
  while (!fits() && Date.now() < end)
  if (!fits()) throw new Error(`never so: ${fits}`)
}
