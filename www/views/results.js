// What was found, best first, and the honest page for when nothing was.

import { format, place, SORTS } from '../route.js'
import { PAGE_HITS } from '../state.js'
import { facets } from './facets.js'
import { entityLink } from './name.js'
import { chips } from './narrowing.js'
import { heading, marked, node, speech } from './node.js'
import { list, more, row, save } from './row.js'
import { tips } from './tips.js'

export function results(state, say) {
  const { answer } = state
  if (!answer.total) return nothing(state, say)
  const left = answer.total - answer.hits.length
  return [
    node(
      'div', { class: 'bar' },
      heading({ class: 'label' }, quoted(say.found(answer))),
      answer.total > 1 && sorting(answer.sort, say),
    ),
    chips(answer.narrowed, namesIn(answer), say),
    meant(answer, say),
    named(answer, say),
    node('div', { class: 'found' }, facets(state, say), node('div', {}, lists(answer, say), more(Math.min(left, PAGE_HITS), say), save(say))),
  ]
}

/** The entities that an answer speaks of. */
function namesIn({ named: some = [], facets: groups }) {
  return [...some, ...(groups ?? []).flatMap(({ entities }) => entities)]
}

// Whom the query names: one click leads to all that is known of them.
function named({ named: some = [], narrowed }, say) {
  const others = some.filter(({ id }) => !narrowed.split(' ').includes(id)).slice(0, SHOWN_NAMED)
  return others.length > 0 && node('ul', { class: 'named', role: 'list' }, others.map((entity) => node(
    'li', {}, entityLink(entity, { 'data-key': `named ${entity.id}` }),
    node('span', { class: 'quiet' }, ` ${say.kinds[entity.kind]} · ${say.named(entity)}`),
  )))
}

const SHOWN_NAMED = 3

// Two lists where complete hits come first and others follow; one otherwise, each partial hit saying that it is one.
function lists({ query, hits, sort }, say) {
  const draw = (some) => some.map((hit) => found(hit, query, sort, say))
  if (sort !== 'relevance') return list(draw(hits), { part: 'list' })
  const whole = hits.filter(({ complete }) => complete)
  const partly = hits.slice(whole.length)
  return [
    whole.length > 0 && list(draw(whole), { part: 'list' }),
    whole.length > 0 && partly.length > 0 && node('h3', { class: 'divider' }, say.partly),
    partly.length > 0 && list(draw(partly), { part: 'list', start: whole.length + 1 }),
  ]
}

function found(hit, query, sort, say) {
  const snippets = hit.snippets.map((snippet) =>
    node('p', { class: ['snippet', ...cuts(snippet)].join(' '), part: 'snippet', ...speech(hit.language) }, marked(snippet)))
  return row(hit, { heading: marked(hit.heading), query, extra: [snippets, why(hit, sort, say), inside(hit)] }, say)
}

/** Whom and what the article names most. */
function inside({ entities = [] }) {
  return entities.length > 0 && node('p', { class: 'inside' }, entities.map((entity) => entityLink(entity)))
}

// The core cuts only what is longer than 300 characters, and leaves about a third of that at the least.
const SHORTEST_CUT = 80

/** Where a passage was cut out of its sentence. Where letters have no case, its beginning does not tell. */
function cuts(snippet) {
  const text = snippet.map((segment) => segment.text).join('')
  if (text.length < SHORTEST_CUT) return []
  return [
    /^[\p{Pi}\p{Ps}"']*\p{Ll}/u.test(text) && 'cut-before',
    !/[\p{Sentence_Terminal}…][\p{Pe}\p{Pf}\p{Pi}"']*\s*$/u.test(text) && 'cut-after',
  ].filter(Boolean)
}

/** Why an article is here, where that is not plain: other words than those typed, or not all of them. */
function why({ matched, complete }, sort, say) {
  const terms = (...kinds) => [...new Set(matched.filter((m) => kinds.includes(m.as)).map((m) => m.term))]
  const also = terms('prefix', 'stem')
  const similar = terms('fuzzy')
  const others = [...new Map(matched.filter((m) => m.entity).map(({ entity }) => [entity.id, entity])).values()]
  const spellings = (entity) => matched.filter((m) => m.entity?.id === entity.id).map(({ term }) => term)
  const words = [
    !complete && sort !== 'relevance' && say.partial,
    also.length > 0 && say.also(also),
    ...others.map((entity) => say.sameAs(spellings(entity), entity)),
    similar.length > 0 && say.similar(similar),
  ].filter(Boolean)
  return words.length > 0 && node('p', { class: 'why' }, words.map((text) => node('span', {}, text)))
}

function meant({ suggestion, sort }, say) {
  return suggestion && node('p', { class: 'meant' }, say.didYouMean, node('a', {
    href: format(place({ query: suggestion, sort })),
  }, node('bdi', {}, suggestion)), '?')
}

function sorting(chosen, say) {
  const choices = SORTS.map((sort) => node('option', { value: sort, selected: sort === chosen }, say.sorts[sort]))
  return node('label', { class: 'sort' }, say.sort, ' ', node('select', { 'data-do': 'sort', 'data-key': 'sort' }, choices))
}

function nothing(state, say) {
  const { answer } = state
  return [
    heading({ class: 'label' }, quoted(say.found(answer))),
    chips(answer.narrowed, namesIn(answer), say),
    meant(answer, say),
    node('slot', { name: 'empty' }, node('h3', { class: 'small' }, say.tipsTitle), tips(say)),
  ]
}

// What is one quotation already is not quoted twice.
const quoted = ([words, query]) =>
  query === '' ? words : [words, node('q', { class: 'query' }, node('bdi', {}, query.replace(/^"([^"]+)"$/, '$1')))]
