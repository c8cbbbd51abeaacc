// Controller of what helps to ask: the chips of how a query was read, and the query form. Loaded
// when it is wanted.

import css from './query.css'
import { EMPTY, fieldsOf, textOf } from './fields.js'
import { queryParts, withoutPart } from './parts.js'
import { nameOptions, partChips, queryForm } from './view.js'

/** @import { QueryController, QueryFields, Reader, State } from '../internal.d.ts' */

/** Names offered while one is typed. */
const NAMES = 6

/** @type {(reader: Reader, root: ShadowRoot) => QueryController} */
export function createQueryController(reader, root) {
  /** @type {HTMLFormElement | null} */
  let form = null // while it is open
  let composed = '' // what the form says

  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)
  reader.dispatch({ type: 'chipsLoaded', chips: partChips })

  /** Fills the form from the query, as it is read. */
  async function fill() {
    const { query } = reader.state
    composed = query
    const answer = query.trim() ? await reader.room?.search(query, { limit: 0 }) : null
    if (!form || reader.state.query !== query) return
    const parts = queryParts(answer ?? { query })
    setFields(form, parts.length ? fieldsOf(parts) : { ...EMPTY, words: query.trim() })
  }

  /** Writes the query that the form says into the field, and searches for it. */
  function compose() {
    composed = textOf(fieldsIn(form))
    reader.dispatch({ type: 'queryTyped', query: composed })
    reader.dispatch({ type: 'optionsClosed' })
  }

  /** @type {(field: HTMLInputElement) => Promise<void>} */
  async function suggestNames(field) {
    const { name, value, list } = field
    const kind = name === 'said' ? 'person' : fieldsIn(form).kind
    const found = value.trim()
      ? await reader.room?.entities({ kind: /** @type {any} */ (kind), query: value, limit: NAMES })
      : null
    if (field.value === value)
      list.replaceChildren(...nameOptions(found?.entities.map((entity) => entity.name) ?? []))
  }

  function open() {
    form = queryForm(reader.i18n)
    setFields(form, EMPTY)
    form.addEventListener('input', ({ target }) => {
      const field = /** @type {HTMLInputElement} */ (target)
      compose()
      if (field.list) suggestNames(field)
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      submit()
    })
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      close()
    })
    reader.layout.showQueryForm(form)
    fill()
    form.querySelector('input').focus()
  }

  function close() {
    form = null
    reader.layout.showQueryForm(null)
  }

  async function submit() {
    reader.dispatch({ type: 'searchSubmitted' })
    await reader.settled()
    const { heading } = reader.layout
    heading?.focus({ preventScroll: true })
    close()
    heading?.scrollIntoView({ block: 'nearest' })
  }

  return {
    toggle: () => (form?.isConnected ? close() : open()),

    clear() {
      setFields(form, EMPTY)
      compose()
      form.querySelector('input').focus()
    },

    /** The part behind takes the place and the focus; of the last one, the part before. */
    async remove({ index }) {
      const { answer } = reader.state
      const at = Number(index)
      reader.dispatch({
        type: 'searchSubmitted',
        query: withoutPart(answer.query, queryParts(answer), at),
      })
      await reader.settled()
      for (const next of [at, at - 1]) if (reader.layout.focusKey(`part ${next}`)) return
    },

    /** The query was changed elsewhere, or an article opened. */
    changed({ query, view }) {
      if (!form?.isConnected) form = null
      else if (!['front', 'results'].includes(view)) close()
      else if (query !== composed) fill()
    },
  }
}

/** @type {(form: HTMLFormElement) => QueryFields} */
function fieldsIn(form) {
  const given = Object.fromEntries(new FormData(form))
  return { ...EMPTY, .../** @type {any} */ (given), strict: 'strict' in given }
}

/** @type {(form: HTMLFormElement, fields: QueryFields) => void} */
function setFields(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
    if (typeof value === 'boolean') field.checked = value
    else field.value = value
  }
  form.querySelector('.asked-rest').toggleAttribute('hidden', !fields.rest)
}
