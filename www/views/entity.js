// One entity: names and why they were merged, roles, sentences, quotations, associates.

import { format, place } from '../route.js'
import { PAGE_SENTENCES } from '../state.js'
import { backLink } from './back-link.js'
import { timeChart } from './time-chart.js'
import { evidence, passagePlace, quotation, source as sourceOf, sureness } from './evidence.js'
import { entityLink } from './entity-link.js'
import { heading, node, titledSection } from './dom.js'
import { moreButton, saveButtons } from './row.js'

/**
 * @import {
 *   AllCorrections, AnyFact, ArticleRef, AssociateView, Child, EntityRow, EntityView, I18n,
 *   Place, Screen
 * } from '../internal.d.ts'
 */

/** @type {Screen} */
export function entity(state, i18n) {
  const {
    id,
    kind,
    name,
    roles,
    firstDate,
    lastDate,
    last,
    aliases,
    quotes,
    associates,
    sentences,
  } = state.entity
  const [first] = sentences.items
  const cited = numberSources(state.entity)
  /** @type {(view: Place['view'], words: string) => Child} */
  const leadsTo = (view, words) => node('a', { href: format(place({ view, names: id })) }, words)
  /** @type {(item: AnyFact) => Child} */
  const from = (item) =>
    sourceOf(item, i18n, { names: id, number: cited.get(item.article.id).number })
  return [
    backLink(place(), i18n),
    node(
      'article',
      { class: 'entity', part: 'entity' },
      node('p', { class: 'small' }, i18n.kinds[kind]),
      heading({ class: 'title' }, node('bdi', {}, name)),
      node(
        'p',
        { class: 'about' },
        node('span', {}, i18n.named(state.entity)),
        firstDate && node('span', {}, i18n.span(firstDate, lastDate)),
      ),
      articleChart(state.entity, i18n),
      node(
        'p',
        { class: 'leads' },
        node('a', { href: format(place({ names: id })) }, i18n.articlesWith),
        first &&
          node(
            'a',
            { href: format(passagePlace(first.article.id, first.sentence, id)) },
            i18n.firstMention,
          ),
        last &&
          node(
            'a',
            { href: format(passagePlace(last.article.id, last.sentence, id)) },
            i18n.lastMention,
          ),
        leadsTo('timeline', i18n.sectionNames.timeline),
        leadsTo('amounts', i18n.sectionNames.amounts),
        leadsTo('graph', i18n.sectionNames.graph),
      ),
      roles.length > 0 &&
        titledSection(
          i18n.roles,
          roles.map((role) => [
            node(
              'h4',
              { class: 'role' },
              role.text,
              sureness(role.confidence, i18n),
              role.count > 1 && node('span', { class: 'quiet' }, ` · ${i18n.times(role.count)}`),
              role.first &&
                node(
                  'span',
                  { class: 'quiet' },
                  ` · ${i18n.span(role.first, role.last ?? role.first)}`,
                ),
            ),
            evidence(role),
            from(role),
          ]),
        ),
      titledSection(
        i18n.spellings,
        node(
          'ul',
          { class: 'spellings', role: 'list' },
          aliases.map(({ text, count }) =>
            node(
              'li',
              {},
              node(
                'a',
                { href: format(place({ query: `"${text.replaceAll('"', '')}"`, names: id })) },
                node('bdi', {}, text),
              ),
              node(
                'span',
                { class: 'number', 'aria-label': i18n.times(count) },
                i18n.number(count),
              ),
            ),
          ),
        ),
        possibleList(state.entity, i18n),
        mergeList(state.entity, i18n),
        sameAsForm(state, i18n),
        correctionList(state.corrections, i18n),
      ),
      titledSection(
        i18n.sentences(sentences.total),
        sentences.items.map((item) => [evidence(item), from(item)]),
      ),
      moreButton(Math.min(sentences.total - sentences.items.length, PAGE_SENTENCES), i18n),
      quotes.total > 0 &&
        titledSection(
          i18n.quotes(quotes.total),
          quotes.items.map((quote) => [quotation(quote, i18n), from(quote)]),
          quotes.total > quotes.items.length &&
            node('p', {}, leadsTo('quotes', i18n.allOf(quotes.total))),
        ),
      associates.length > 0 &&
        titledSection(
          i18n.associates,
          associates.map((other) => associate(id, other, i18n)),
        ),
      node(
        'div',
        { class: 'tools' },
        node(
          'button',
          { type: 'button', 'data-action': 'dossier', 'data-key': 'dossier' },
          i18n.dossier,
        ),
        saveButtons(i18n),
      ),
      node(
        'section',
        { class: 'printed' },
        node('h3', { class: 'label' }, i18n.dossierSources),
        node(
          'ol',
          {},
          [...cited.values()].map(({ label, source, date, url }) =>
            node(
              'li',
              {},
              node('bdi', {}, label),
              `, ${[source, date && i18n.date(date), url].filter(Boolean).join(', ')}`,
            ),
          ),
        ),
      ),
    ),
  ]
}

/**
 * Its articles over time; a bar leads to those of its period.
 * @type {(entity: EntityView, i18n: I18n) => Child}
 */
function articleChart({ id, bars }, i18n) {
  const shown = bars.map(({ name, count }) => ({
    name,
    counts: [count],
    words: `${i18n.period(name)}: ${i18n.articles(count)}`,
  }))
  return (
    shown.length > 1 &&
    node(
      'div',
      { class: 'small-time' },
      timeChart(shown, { view: 'results', query: '', names: id }, i18n),
    )
  )
}

/**
 * The articles that the page cites, numbered in order of appearance.
 * @type {(entity: EntityView) => Map<string, ArticleRef & { number: number }>}
 */
function numberSources({ roles, sentences, quotes }) {
  const cited = new Map()
  for (const { article } of [...roles, ...sentences.items, ...quotes.items]) {
    if (!cited.has(article.id)) cited.set(article.id, { ...article, number: cited.size + 1 })
  }
  return cited
}

/**
 * Why spellings were merged, each with a button to separate them.
 * @type {(entity: EntityView, i18n: I18n) => Child}
 */
function mergeList({ kind, merges: list }, i18n) {
  return (
    list.length > 0 &&
    node(
      'details',
      { class: 'merges', 'data-key': 'merges' },
      node('summary', {}, i18n.whyOne),
      node(
        'ul',
        { role: 'list' },
        list.map(({ a, b, because, confidence, article }) =>
          node(
            'li',
            {},
            node('p', {}, node('bdi', {}, a), ' = ', node('bdi', {}, b)),
            node(
              'p',
              { class: 'quiet' },
              i18n.mergeReason(because),
              ' ',
              i18n.confidence(confidence),
              article && [' ', sourceOf({ article }, i18n, { tag: 'span' })],
            ),
            because !== 'reader' &&
              node(
                'button',
                {
                  type: 'button',
                  'data-action': 'apart',
                  'data-kind': kind,
                  'data-a': a,
                  'data-b': b,
                  'data-key': `apart ${a} ${b}`,
                  'aria-label': i18n.apart({ a, b }),
                },
                i18n.notTheSame,
              ),
          ),
        ),
      ),
    )
  )
}

/**
 * Entities that may be the same, each with why, and a button to merge it.
 * @type {(entity: EntityView, i18n: I18n) => Child}
 */
function possibleList({ possibly }, i18n) {
  return (
    possibly.length > 0 &&
    node(
      'div',
      { class: 'possibly' },
      node('p', { class: 'quiet' }, i18n.possiblySame),
      node(
        'ul',
        { role: 'list' },
        possibly.map(({ entity: other, because }) =>
          node(
            'li',
            {},
            node('p', {}, entityLink(other, { 'data-key': `possibly ${other.id}` })),
            node('p', { class: 'quiet' }, i18n.mergeReason(because)),
            node(
              'button',
              {
                type: 'button',
                'data-action': 'together',
                'data-name': other.name,
                'data-key': `together ${other.id}`,
                'aria-label': `${i18n.theSame}: ${other.name}`,
              },
              i18n.theSame,
            ),
          ),
        ),
      ),
    )
  )
}

/**
 * Merging by hand: type a name, choose an entity.
 * @type {Screen}
 */
function sameAsForm({ candidates }, i18n) {
  /** @type {(entity: EntityRow) => Child} */
  const choice = ({ id, name, role, mentions }) =>
    node(
      'li',
      {},
      node(
        'button',
        {
          type: 'button',
          'data-action': 'together',
          'data-name': name,
          'data-key': `candidate ${id}`,
        },
        node('bdi', {}, name),
      ),
      node(
        'span',
        { class: 'quiet' },
        ` ${[role, i18n.mentions(mentions)].filter(Boolean).join(' · ')}`,
      ),
    )
  return node(
    'details',
    { class: 'same', 'data-key': 'same' },
    node('summary', {}, i18n.sameForm),
    node('input', {
      type: 'search',
      'aria-label': i18n.sameLabel,
      'data-key': 'same name',
      'data-type': 'candidate',
      autocomplete: 'off',
      value: candidates?.query ?? '',
    }),
    candidates &&
      (candidates.items.length
        ? node('ul', { class: 'candidates', role: 'list' }, candidates.items.map(choice))
        : node('p', { class: 'quiet' }, i18n.sameNone)),
  )
}

/**
 * The reader's corrections, each with an undo button.
 * @type {(corrections: AllCorrections, i18n: I18n) => Child}
 */
export function correctionList(corrections, i18n) {
  /** @type {('same' | 'different')[]} */
  const lists = ['different', 'same']
  const rows = lists.flatMap((list) =>
    corrections[list].map(([a, b], index) =>
      node(
        'li',
        {},
        node(
          'span',
          {},
          node('bdi', {}, a.text),
          list === 'same' ? ' = ' : ' ≠ ',
          node('bdi', {}, b.text),
        ),
        node(
          'button',
          {
            type: 'button',
            'data-action': 'undo',
            'data-list': list,
            'data-index': index,
            'data-key': `undo ${list} ${index}`,
          },
          i18n.undo,
        ),
      ),
    ),
  )
  return (
    rows.length > 0 && [
      node('h4', { class: 'small' }, i18n.corrections),
      node('ul', { class: 'corrections', role: 'list' }, rows),
    ]
  )
}

/** @type {(id: string, other: AssociateView, i18n: I18n) => Child} */
function associate(id, other, i18n) {
  const { kind, sentences } = other
  return node(
    'details',
    { class: 'beside', 'data-key': `beside ${other.id}` },
    node(
      'summary',
      {},
      node('bdi', {}, other.name),
      node('span', { class: 'quiet' }, ` ${i18n.kinds[kind]} · ${i18n.sentences(sentences)}`),
    ),
    other.evidence.map((item) => [evidence(item), sourceOf(item, i18n, { names: id })]),
    node(
      'p',
      { class: 'leads' },
      entityLink({ ...other, name: i18n.openEntity }),
      sentences > other.evidence.length &&
        node(
          'a',
          { href: format(place({ view: 'pair', names: `${id} ${other.id}` })) },
          i18n.allOf(sentences),
        ),
    ),
  )
}
