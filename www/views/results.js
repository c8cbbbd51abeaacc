// Search results, and the page for none.

import { format, place, SORTS } from '../route.js'
import { PAGE_HITS } from '../state.js'
import { facets } from './facets.js'
import { entityLink } from './entity-link.js'
import { chips } from './filters.js'
import { heading, markHits, node, languageAttributes } from './dom.js'
import { articleList, moreButton, articleRow, saveButtons } from './row.js'
import { queryReference } from './reference.js'

/**
 * @import {
 *   Answer, Child, EntityRef, HitView, I18n, MatchKind, Screen, Segment, Sort
 * } from '../internal.d.ts'
 */

/** @type {Screen} */
export function results(state, i18n) {
  const { answer } = state
  if (!answer.total) return noResults(state, i18n)
  const left = answer.total - answer.hits.length
  return [
    node(
      'div',
      { class: 'bar' },
      heading({ class: 'label' }, quotedQuery(i18n.found(answer))),
      answer.total > 1 && sorting(answer.sort, i18n),
    ),
    state.chips?.(answer, i18n),
    chips(answer.narrowed, namesIn(answer), i18n),
    didYouMean(answer, i18n),
    namedEntities(answer, i18n),
    node(
      'div',
      { class: 'found' },
      facets(state, i18n),
      node(
        'div',
        {},
        hitLists(answer, i18n),
        moreButton(Math.min(left, PAGE_HITS), i18n),
        saveButtons(i18n),
      ),
    ),
  ]
}

/**
 * Entities mentioned by an answer.
 * @type {(answer: Answer) => EntityRef[]}
 */
function namesIn({ named: some = [], facets: groups }) {
  return [...some, ...(groups ?? []).flatMap(({ entities }) => entities)]
}

/**
 * Entities that the query names, as links.
 * @type {(answer: Answer, i18n: I18n) => Child}
 */
function namedEntities({ named: some = [], narrowed }, i18n) {
  const others = some.filter(({ id }) => !narrowed.split(' ').includes(id)).slice(0, SHOWN_NAMED)
  return (
    others.length > 0 &&
    node(
      'ul',
      { class: 'named', role: 'list' },
      others.map((entity) =>
        node(
          'li',
          {},
          entityLink(entity, { 'data-key': `named ${entity.id}` }),
          node('span', { class: 'quiet' }, ` ${i18n.kinds[entity.kind]} · ${i18n.named(entity)}`),
        ),
      ),
    )
  )
}

const SHOWN_NAMED = 3

/**
 * Where complete hits come first, as for a short query by relevance, partial ones follow under a
 * divider; in other orders each partial hit says that it is one.
 * @type {(answer: Answer, i18n: I18n) => Child}
 */
function hitLists({ query, hits, sort }, i18n) {
  const whole = hits.filter(({ complete }) => complete)
  const partly = hits.slice(whole.length)
  const isMixed = sort !== 'relevance' || partly.some(({ complete }) => complete)
  /** @type {(some: HitView[]) => Child[]} */
  const draw = (some) => some.map((hit) => hitRow(hit, query, isMixed, i18n))
  if (isMixed) return articleList(draw(hits), { part: 'list' })
  return [
    whole.length > 0 && articleList(draw(whole), { part: 'list' }),
    whole.length > 0 && partly.length > 0 && node('h3', { class: 'divider' }, i18n.partly),
    partly.length > 0 && articleList(draw(partly), { part: 'list', start: whole.length + 1 }),
  ]
}

/** @type {(hit: HitView, query: string, isMixed: boolean, i18n: I18n) => Child} */
function hitRow(hit, query, isMixed, i18n) {
  const snippets = hit.snippets.map((snippet) =>
    node(
      'p',
      {
        class: ['snippet', ...cutClasses(snippet)].join(' '),
        part: 'snippet',
        ...languageAttributes(hit.language),
      },
      markHits(snippet),
    ),
  )
  return articleRow(
    hit,
    {
      heading: markHits(hit.heading),
      query,
      extra: [snippets, matchReasons(hit, isMixed, i18n), hitEntities(hit), hitVersions(hit, i18n)],
    },
    i18n,
  )
}

/**
 * The entities that the article names most.
 * @type {(hit: HitView) => Child}
 */
function hitEntities({ entities = [] }) {
  return (
    entities.length > 0 &&
    node(
      'p',
      { class: 'inside' },
      entities.map((entity) => entityLink(entity)),
    )
  )
}

/**
 * In how many versions the collection has the story, where in several.
 * @type {(hit: HitView, i18n: I18n) => Child}
 */
function hitVersions({ versions }, i18n) {
  return versions > 1 && node('p', { class: 'why' }, i18n.sameStory(versions))
}

// The core truncates only snippets over 300 characters, and leaves at least about a third.
const SHORTEST_CUT = 80

/**
 * Classes for a snippet truncated at its start or end. In scripts without case the start does not
 * tell.
 * @type {(snippet: Segment[]) => (string | false)[]}
 */
function cutClasses(snippet) {
  const text = snippet.map((segment) => segment.text).join('')
  if (text.length < SHORTEST_CUT) return []
  return [
    /^[\p{Pi}\p{Ps}"']*\p{Ll}/u.test(text) && 'cut-before',
    !/[\p{Sentence_Terminal}…][\p{Pe}\p{Pf}\p{Pi}"']*\s*$/u.test(text) && 'cut-after',
  ].filter(Boolean)
}

/**
 * Why an article matched where that is not plain: other forms of the words, or not all of them.
 * @type {(hit: HitView, isMixed: boolean, i18n: I18n) => Child}
 */
function matchReasons({ matched, complete }, isMixed, i18n) {
  /** @type {(...kinds: MatchKind[]) => string[]} */
  const terms = (...kinds) => [
    ...new Set(matched.filter((m) => kinds.includes(m.as)).map((m) => m.term)),
  ]
  const also = terms('prefix', 'stem')
  const similar = terms('fuzzy')
  const others = [
    ...new Map(matched.filter((m) => m.entity).map(({ entity }) => [entity.id, entity])).values(),
  ]
  /** @type {(entity: EntityRef) => string[]} */
  const spellings = (entity) =>
    matched.filter((m) => m.entity?.id === entity.id).map(({ term }) => term)
  const words = [
    !complete && isMixed && i18n.partial,
    also.length > 0 && i18n.also(also),
    ...others.map((entity) => i18n.sameAs(spellings(entity), entity)),
    similar.length > 0 && i18n.similar(similar),
  ].filter(Boolean)
  return (
    words.length > 0 &&
    node(
      'p',
      { class: 'why' },
      words.map((text) => node('span', {}, text)),
    )
  )
}

/** @type {(answer: Answer, i18n: I18n) => Child} */
function didYouMean({ suggestion, sort }, i18n) {
  return (
    suggestion &&
    node(
      'p',
      { class: 'meant' },
      i18n.didYouMean,
      node(
        'a',
        {
          href: format(place({ query: suggestion, sort })),
        },
        node('bdi', {}, suggestion),
      ),
      '?',
    )
  )
}

/** @type {(chosen: Sort, i18n: I18n) => Child} */
function sorting(chosen, i18n) {
  const choices = SORTS.map((sort) =>
    node('option', { value: sort, selected: sort === chosen }, i18n.sorts[sort]),
  )
  return node(
    'label',
    { class: 'sort' },
    i18n.sort,
    ' ',
    node('select', { 'data-action': 'sort', 'data-key': 'sort' }, choices),
  )
}

/** @type {Screen} */
function noResults(state, i18n) {
  const { answer } = state
  return [
    heading({ class: 'label' }, quotedQuery(i18n.found(answer))),
    state.chips?.(answer, i18n),
    chips(answer.narrowed, namesIn(answer), i18n),
    didYouMean(answer, i18n),
    node(
      'slot',
      { name: 'empty' },
      node('h3', { class: 'small' }, i18n.tipsTitle),
      queryReference(i18n),
    ),
  ]
}

/**
 * A query that is one phrase is not quoted twice.
 * @type {(found: [string, string]) => Child}
 */
const quotedQuery = ([words, query]) =>
  query === ''
    ? words
    : [words, node('q', { class: 'query' }, node('bdi', {}, query.replace(/^"([^"]+)"$/, '$1')))]
