// Back link above a page that was opened from another.

import { format } from '../route.js'
import { node } from './dom.js'

/** @import { Child, I18n, Place } from '../internal.d.ts' */

/** @type {(to: Place, i18n: I18n) => Child} */
export function backLink(to, i18n) {
  return node(
    'nav',
    { class: 'back' },
    node(
      'a',
      { href: format(to), 'data-action': 'back' },
      to.view === 'results' ? i18n.backToResults : i18n.backToFront,
    ),
  )
}
