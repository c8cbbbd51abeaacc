// Pages for when there is nothing to read: still opening, nothing there, something broke.

import { heading, node } from './node.js'

export function loading({ progress }, say) {
  const share = progress?.total ? { max: progress.total, value: progress.done } : {}
  return node(
    'p', { class: 'loading', part: 'loading' },
    node('span', {}, progress?.total ? say.progress(progress) : say.loading),
    node('progress', { 'aria-label': say.loading, ...share }),
  )
}

/** With loading="click" nothing is read before the reader asks. */
export function offered(state, say) {
  return node('button', { type: 'button', 'data-do': 'start' }, say.start)
}

export function empty(say) {
  return [
    heading({ class: 'label' }, say.emptyTitle),
    node('slot', { name: 'empty' }, node('p', {}, say.emptyText)),
  ]
}

export function failure({ failure: { code, message } }, say) {
  const [title, text] = say.failure(code)
  return node(
    'section', { class: 'notice', part: 'notice', role: 'alert' },
    heading({ class: 'label' }, title),
    node('p', {}, text),
    node('button', { type: 'button', 'data-do': 'restart' }, say.restart),
    node('details', {}, node('summary', {}, say.details), node('pre', { tabindex: 0 }, `${code}: ${message}`)),
  )
}

// A broken corpus can hold thousands of broken lines; a hundred tell the story.
const SHOWN_REFUSALS = 100

export function refused({ refusals }, say) {
  if (!refusals.length) return []
  const lines = refusals.slice(0, SHOWN_REFUSALS).map(({ source, line, message }) => node(
    'li', {}, source && node('code', {}, line ? `${source}:${line}` : source), ' ', message,
  ))
  const left = refusals.length - lines.length
  return node(
    'details', { class: 'refused', part: 'refused' },
    node('summary', {}, say.refused(refusals.length)),
    node('ul', {}, lines, left > 0 && node('li', {}, say.andMore(left))),
  )
}
