// A DOM for tests that render: the shell takes `document` and other globals from the global scope,
// as in a page.

import { Window } from 'happy-dom'

export function openPage() {
  const window = new Window({ url: 'https://example.org/page' })
  const { document, DOMParser, XMLSerializer, CSS, history, location } = window
  Object.assign(globalThis, {
    document,
    DOMParser,
    XMLSerializer,
    CSS,
    history,
    location,
    scrollY: 0,
    scrollTo: () => {},
    scrollBy: () => {},
  })
  return window
}
