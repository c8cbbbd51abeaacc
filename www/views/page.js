// Which screen a state calls for.

import { article, missing } from './article.js'
import { entities, entity } from './entity.js'
import { front } from './front.js'
import { empty, failure } from './notices.js'
import { results } from './results.js'

const SCREENS = { front, results, article, entities, entity, missing }

/** The nodes of the main part; none while the articles are being opened. */
export function page(state, say) {
  if (state.phase === 'failed') return [failure(state, say)]
  if (state.phase === 'empty') return empty(say)
  return state.phase === 'ready' ? SCREENS[state.view](state, say) : []
}

/** Of these parts of the state the screen is made; it is drawn again when one of them is another. */
export function pageParts({ phase, view, failure: broken, overview, answer, names, ...state }) {
  const own = {
    front: [overview, state.leading, names, state.reading], results: [answer], article: [state.article, names, state.related],
    entities: [state.entities], entity: [state.entity, state.corrections], missing: [state.missing],
  }
  return [phase, view, broken, ...own[view]]
}
