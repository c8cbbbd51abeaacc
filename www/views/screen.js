// Selects the screen of a state.

import { sectionOf } from '../route.js'
import { about } from './about.js'
import { article, missing } from './article.js'
import { entity } from './entity.js'
import { front } from './front.js'
import { graph } from './graph.js'
import { amounts, entities, pair, quotes } from './lists.js'
import { heading, node } from './dom.js'
import { empty, failure } from './notices.js'
import { results } from './results.js'
import { timeline } from './timeline.js'

/** @import { Child, I18n, Screen, State } from '../internal.d.ts' */

/**
 * Loaded on demand.
 * @type {Screen}
 */
const ownArticles = (state, i18n) =>
  state.own.views?.own(state, i18n) ?? [heading({ class: 'label' }, i18n.sectionNames.own)]

/**
 * A link into a page of entities, opened before they are recognised.
 * @type {Screen}
 */
const waiting = ({ target, names, reading }, i18n) => [
  heading({ class: 'label' }, i18n.sectionNames[sectionOf(target.view)]),
  names === 'unread' &&
    node('p', { class: 'quiet reading' }, reading ? i18n.readingNames(reading) : i18n.namesUnread),
]

/** @type {Record<State['view'], (state: any, i18n: I18n) => Child>} */
const SCREENS = {
  front,
  waiting,
  results,
  article,
  entity,
  missing,
  entities,
  quotes,
  amounts,
  timeline,
  graph,
  pair,
  about,
  own: ownArticles,
}

/**
 * Nodes of the main part; none while loading.
 * @type {(state: State, i18n: I18n) => any}
 */
export function screen(state, i18n) {
  if (state.phase === 'failed') return [failure(state, i18n)]
  if (state.phase === 'empty') return state.own.offered ? ownArticles(state, i18n) : empty(i18n)
  return state.phase === 'ready' ? SCREENS[state.view](state, i18n) : []
}

/**
 * What the screen depends on; it is rendered again when one of these changes.
 * @type {(state: State) => unknown[]}
 */
export function screenDependencies({ phase, view, failure: broken, names, ...state }) {
  const { reading, ...own } = state.own
  /** @type {Record<string, unknown[]>} */
  const parts = {
    front: [state.overview, state.topEntities, state.highlights, names, state.reading],
    results: [state.answer, state.chips],
    article: [state.article, names, state.related, state.underlined],
    entity: [state.entity, state.corrections, state.candidates],
    missing: [state.missing],
    waiting: [names, state.reading],
    about: [state.list, state.corrections, names],
    own: Object.values(own),
  }
  return [phase, view, broken, ...((phase === 'empty' ? parts.own : parts[view]) ?? [state.list])]
}
