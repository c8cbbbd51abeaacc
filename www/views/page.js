// Which screen a state calls for.

import { sectionOf } from '../route.js'
import { about } from './about.js'
import { article, missing } from './article.js'
import { entity } from './entity.js'
import { front } from './front.js'
import { graph } from './graph.js'
import { amounts, entities, pair, quotes } from './lists.js'
import { heading, node } from './node.js'
import { empty, failure } from './notices.js'
import { results } from './results.js'
import { timeline } from './timeline.js'

// The desk for articles of one's own comes when it is wanted.
const own = (state, say) => state.own.draw?.own(state, say) ?? [heading({ class: 'label' }, say.sectionNames.own)]

// A link into what names are needed for, before they are there.
const waiting = ({ target, names, reading }, say) => [
  heading({ class: 'label' }, say.sectionNames[sectionOf(target.view)]),
  names === 'unread' && node('p', { class: 'quiet reading' }, reading ? say.readingNames(reading) : say.namesUnread),
]

const SCREENS = { front, waiting, results, article, entity, missing, entities, quotes, amounts, timeline, graph, pair, about, own }

/** The nodes of the main part; none while the articles are being opened. */
export function page(state, say) {
  if (state.phase === 'failed') return [failure(state, say)]
  if (state.phase === 'empty') return state.own.offered ? own(state, say) : empty(say)
  return state.phase === 'ready' ? SCREENS[state.view](state, say) : []
}

/** Of these parts of the state the screen is made; it is drawn again when one of them is another. */
export function pageParts({ phase, view, failure: broken, names, ...state }) {
  const { reading, ...desk } = state.own
  const parts = {
    front: [state.overview, state.leading, state.highlights, names, state.reading], results: [state.answer],
    article: [state.article, names, state.related, state.underlined], entity: [state.entity, state.corrections, state.candidates],
    missing: [state.missing], waiting: [names, state.reading], about: [state.sheet, state.corrections, names], own: Object.values(desk),
  }
  return [phase, view, broken, ...((phase === 'empty' ? parts.own : parts[view]) ?? [state.sheet])]
}
