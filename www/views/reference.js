// Examples of the query syntax, for the help and the page without results; keyboard shortcuts.

import { node } from './dom.js'

/** @import { I18n } from '../internal.d.ts' */

/** @type {(i18n: I18n) => HTMLElement} */
export function queryReference(i18n) {
  return pairs(i18n.tips, 'code')
}

/** @type {(i18n: I18n) => HTMLElement} */
export function keyReference(i18n) {
  return pairs(i18n.keys, 'kbd')
}

/** @type {(list: readonly (readonly string[])[], tag: string) => HTMLElement} */
function pairs(list, tag) {
  return node(
    'dl',
    { class: 'pairs' },
    list.map(([what, means]) => [node('dt', {}, node(tag, {}, what)), node('dd', {}, means)]),
  )
}
