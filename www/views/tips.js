// The query language in a few examples: on the page without results and in the help.

import { node } from './node.js'

export function tips(say) {
  return pairs(say.tips, 'code')
}

export function keys(say) {
  return pairs(say.keys, 'kbd')
}

function pairs(list, tag) {
  return node('dl', { class: 'pairs' }, list.map(([what, means]) => [
    node('dt', {}, node(tag, {}, what)), node('dd', {}, means),
  ]))
}
