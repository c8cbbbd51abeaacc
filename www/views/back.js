// The way back, above a page that was opened from another.

import { format } from '../route.js'
import { node } from './node.js'

export function back(to, say) {
  return node('nav', { class: 'back' }, node(
    'a', { href: format(to), 'data-do': 'back' }, to.view === 'results' ? say.backToResults : say.backToFront,
  ))
}
