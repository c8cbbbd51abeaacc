// Controller of the chips that say how a query was read. Loaded when they are wanted.

import css from './query.css'
import { queryParts, withoutPart } from './parts.js'
import { partChips } from './view.js'

/** @import { QueryController, Reader } from '../internal.d.ts' */

/** @type {(reader: Reader, root: ShadowRoot) => QueryController} */
export function createQueryController(reader, root) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)
  reader.dispatch({ type: 'chipsLoaded', chips: partChips })

  return {
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
  }
}
