// Screens without articles: loading, empty, failed; and the list of refusals.

import { heading, node } from './dom.js'

/** @import { Child, I18n, Refusal, Screen } from '../internal.d.ts' */

/** @type {Screen} */
export function loading({ progress }, i18n) {
  const share = progress?.total ? { max: progress.total, value: progress.done } : {}
  return node(
    'p',
    { class: 'loading', part: 'loading' },
    node('span', {}, progress?.total ? i18n.progress(progress) : i18n.loading),
    node('progress', { 'aria-label': i18n.loading, ...share }),
  )
}

/**
 * With loading="click" nothing is read before the reader asks.
 * @type {Screen}
 */
export function offered(state, i18n) {
  return node('button', { type: 'button', 'data-action': 'start' }, i18n.start)
}

/** @type {(i18n: I18n) => Child} */
export function empty(i18n) {
  return [
    heading({ class: 'label' }, i18n.emptyTitle),
    node('slot', { name: 'empty' }, node('p', {}, i18n.emptyText)),
  ]
}

/** @type {Screen} */
export function failure({ failure: { code, message } }, i18n) {
  const [title, text] = i18n.failure(code)
  return node(
    'section',
    { class: 'notice', part: 'notice', role: 'alert' },
    heading({ class: 'label' }, title),
    node('p', {}, text),
    node('button', { type: 'button', 'data-action': 'restart' }, i18n.restart),
    node(
      'details',
      {},
      node('summary', {}, i18n.details),
      node('pre', { tabindex: 0 }, `${code}: ${message}`),
    ),
  )
}

// Refusals shown: a broken corpus can have thousands.
const MAX_REFUSALS_SHOWN = 100

/** @type {(state: { refusals: readonly Refusal[] }, i18n: I18n) => Child} */
export function refused({ refusals }, i18n) {
  if (!refusals.length) return []
  const lines = refusals
    .slice(0, MAX_REFUSALS_SHOWN)
    .map(({ source, line, message }) =>
      node('li', {}, source && node('code', {}, line ? `${source}:${line}` : source), ' ', message),
    )
  const left = refusals.length - lines.length
  return node(
    'details',
    { class: 'refused', part: 'refused' },
    node('summary', {}, i18n.refused(refusals.length)),
    node('ul', {}, lines, left > 0 && node('li', {}, i18n.andMore(left))),
  )
}
