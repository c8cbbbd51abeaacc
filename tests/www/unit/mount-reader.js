// Mounts a reader over a fake engine in a test document: the whole shell except the element.

import { Controls } from '../../../www/controls.js'
import { Reader } from '../../../www/reader.js'
import { lease } from '../../../www/room-pool.js'
import { place } from '../../../www/route.js'
import { englishI18n } from '../../../www/strings/i18n.js'
import { NavigationHistory } from '../../../www/history.js'
import { Layout } from '../../../www/views/layout.js'
import { openPage } from './dom.js'
import { fakeEngine } from './fake-engine.js'

export async function mountReader({
  documents,
  answer,
  first = place(),
  owned = false,
  allow = () => true,
}) {
  const window = openPage()
  const host = window.document.createElement('div')
  window.document.body.append(host)
  const root = host.attachShadow({ mode: 'open' })
  const dispatched = []
  const emit = (name, detail) => {
    dispatched.push([name, detail])
    return allow(name, detail)
  }
  const engine = fakeEngine({ answer })
  const corpus = { documents }
  const open = () => lease(corpus, async () => ({ room: await engine.open(corpus), refusals: [] }))
  const reader = new Reader(host, new NavigationHistory(owned, first), emit)
  reader.i18n = englishI18n('en')
  reader.layout = new Layout(root, reader.i18n)
  reader.layout.draw(reader.state)
  const load = (target = first) => reader.load(open(), 'The Collection', target).catch(() => {})
  new Controls(host, reader, { open: () => load(), changeLanguage: async () => {} }).listen(
    new window.AbortController().signal,
  )
  if (owned) window.addEventListener('popstate', (event) => reader.moved(event))
  await load()

  const find = (selector) => root.querySelector(selector)
  const all = (selector) => [...root.querySelectorAll(selector)]
  return {
    window,
    reader,
    dispatched,
    find,
    all,
    log: engine.log,
    text: (selector) => find(selector)?.textContent ?? null,
    texts: (selector) => all(selector).map((node) => node.textContent),
    events: () => dispatched.map(([name]) => name),
    async type(words) {
      reader.layout.field.focus()
      reader.layout.field.value = words
      reader.layout.field.dispatchEvent(
        new window.Event('input', { bubbles: true, composed: true }),
      )
      await until(() => !reader.state.pending.page && !reader.state.pending.suggest)
    },
    async click(selector) {
      find(selector).dispatchEvent(
        new window.MouseEvent('click', { bubbles: true, composed: true, cancelable: true }),
      )
      await until(() => !reader.state.pending.page && !reader.state.pending.overview)
    },
    async press(key, target = root.activeElement ?? host) {
      const event = new window.KeyboardEvent('keydown', {
        key,
        bubbles: true,
        composed: true,
        cancelable: true,
      })
      target.dispatchEvent(event)
      await until(() => !reader.state.pending.page)
      return event.defaultPrevented
    },
  }
}

/** Waits until `fits` returns true; the test fails if it never does. */
export async function until(fits, patience_ms = 2000) {
  const end = Date.now() + patience_ms
  do await new Promise((go) => setTimeout(go, 5))
  while (!fits() && Date.now() < end)
  if (!fits()) throw new Error(`never so: ${fits}`)
}
