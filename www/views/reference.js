// Examples of the query syntax, for the help and the page without results; keyboard shortcuts.

import { node } from './dom.js'

export function queryReference(i18n) {
  return pairs(i18n.tips, 'code')
}

export function keyReference(i18n) {
  return pairs(i18n.keys, 'kbd')
}

function pairs(list, tag) {
  return node(
    'dl',
    { class: 'pairs' },
    list.map(([what, means]) => [node('dt', {}, node(tag, {}, what)), node('dd', {}, means)]),
  )
}
