// What was found, best first, and the honest page for when nothing was.

import { format, place, SORTS } from '../route.js'
import { PAGE_HITS } from '../state.js'
import { marked, node, speech } from './node.js'
import { list, more, row } from './row.js'
import { tips } from './tips.js'

export function results({ answer }, say) {
  if (!answer.total) return nothing(answer, say)
  const left = answer.total - answer.hits.length
  return [
    node(
      'div', { class: 'bar' },
      node('h2', { class: 'label', tabindex: -1, 'data-heading': true }, quoted(say.found(answer.total, answer.query))),
      answer.total > 1 && sorting(answer.sort, say),
    ),
    meant(answer, say),
    note(answer, say),
    lists(answer, say),
    more(Math.min(left, PAGE_HITS), say),
  ]
}

// Articles with only some of the words are never passed off as the others, in whatever order they stand.
function note({ complete, total, sort }, say) {
  if (complete === total || (complete && sort === 'relevance')) return null
  return node('p', { class: 'divider' }, complete ? say.mixed(complete) : say.onlyPartly)
}

// Two lists where complete hits come first and others follow; one otherwise.
function lists({ query, hits, complete, sort }, say) {
  const rows = hits.map((hit) => found(hit, query, say))
  if (sort !== 'relevance') return list(rows, { part: 'list' })
  const whole = rows.slice(0, complete)
  const partly = rows.slice(complete)
  return [
    whole.length > 0 && list(whole, { part: 'list' }),
    whole.length > 0 && partly.length > 0 && node('h3', { class: 'divider' }, say.partly),
    partly.length > 0 && list(partly, { part: 'list', start: whole.length + 1 }),
  ]
}

function found(hit, query, say) {
  const snippets = hit.snippets.map((snippet) =>
    node('p', { class: 'snippet', part: 'snippet', ...speech(hit.language) }, marked(snippet)))
  return row(hit, { heading: marked(hit.heading), query, extra: [snippets, why(hit.matched, say)] }, say)
}

/** Why an article is here, where the words in it are not those that were typed. */
function why(matched, say) {
  const terms = (...kinds) => [...new Set(matched.filter((m) => kinds.includes(m.as)).map((m) => m.term))]
  const also = terms('prefix', 'stem')
  const similar = terms('fuzzy')
  const words = [also.length && say.also(also), similar.length && say.similar(similar)].filter(Boolean)
  return words.length > 0 && node('p', { class: 'why' }, words.map((text) => node('span', {}, text)))
}

function meant({ suggestion, sort }, say) {
  return suggestion && node('p', { class: 'meant' }, say.didYouMean, node('a', {
    href: format(place({ query: suggestion, sort })), 'data-do': 'query', 'data-query': suggestion,
  }, node('bdi', {}, suggestion)), '?')
}

function sorting(chosen, say) {
  const choices = SORTS.map((sort) => node('option', { value: sort, selected: sort === chosen }, say.sorts[sort]))
  return node('label', { class: 'sort' }, say.sort, ' ', node('select', { 'data-do': 'sort', 'data-key': 'sort' }, choices))
}

function nothing(answer, say) {
  return [
    node('h2', { class: 'label', tabindex: -1, 'data-heading': true }, quoted([say.nothing, answer.query])),
    meant(answer, say),
    node('slot', { name: 'empty' }, node('h3', { class: 'small' }, say.tipsTitle), tips(say)),
  ]
}

const quoted = ([words, query]) => [words, node('q', { class: 'query' }, node('bdi', {}, query))]
