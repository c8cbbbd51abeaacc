// The query language in a few examples: on the page without results and in the help.

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
