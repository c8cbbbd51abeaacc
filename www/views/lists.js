// Lists: entities, quotations, amounts, and the sentences that name two entities.

import { format, place } from '../route.js'
import { LIST_PAGE_SIZES } from '../lists.js'
import { backLink } from './back-link.js'
import { evidence, passagePlace, quotation, source, sureness, toldBy } from './evidence.js'
import { entityLink, entityList } from './entity-link.js'
import { chips, fields, tabs } from './filters.js'
import { heading, markHits, node, languageAttributes } from './dom.js'
import { moreButton, saveButtons } from './row.js'

/**
 * @import {
 *   AmountView, AmountsList, AnyList, Child, EntitiesList, EntityNumber, GraphList, I18n,
 *   ListScreen, PairList, QuotesList
 * } from '../internal.d.ts'
 */

/**
 * Footer of a list: more items, export.
 * @type {(list: Exclude<AnyList, GraphList>, i18n: I18n) => Child}
 */
export function listFooter({ total, items, place: { view } }, i18n) {
  return [
    moreButton(Math.min(total - items.length, LIST_PAGE_SIZES[view]), i18n),
    total > 0 && saveButtons(i18n),
  ]
}

/** @type {ListScreen<EntitiesList>} */
export function entities({ list }, i18n) {
  /** @type {EntityNumber} */
  const number = (one) => ({ short: i18n.number(one.mentions), words: i18n.named(one) })
  return [
    heading({ class: 'label' }, i18n.names),
    list.recognition === 'limited' && node('p', { class: 'quiet' }, i18n.limited),
    fields(list, i18n),
    tabs(list.place, list.kinds, i18n),
    list.total
      ? entityList(list.items, number, i18n)
      : node('p', {}, list.recognition === 'none' ? i18n.namesOff : i18n.noNames),
    listFooter(list, i18n),
  ]
}

/** @type {ListScreen<QuotesList>} */
export function quotes({ list }, i18n) {
  const { total, items, speakers, named, place: at } = list
  const others = speakers.filter(({ id }) => id !== at.names)
  return [
    heading({ class: 'label' }, i18n.quotes(total)),
    fields(list, i18n, { days: true, sureness: true }),
    chips(at.names, named, i18n),
    !at.names &&
      others.length > 1 &&
      node(
        'div',
        { class: 'speakers', role: 'group', 'aria-label': i18n.speakers },
        node('span', { class: 'quiet' }, i18n.speakers),
        others.map(({ id, name, count }) =>
          node(
            'a',
            { href: format(place({ ...at, names: id })), 'data-key': `speaker ${id}` },
            node('bdi', {}, name),
            node('span', { class: 'number', 'aria-label': i18n.quotes(count) }, i18n.number(count)),
          ),
        ),
      ),
    total
      ? items.map((quote) =>
          node('div', { class: 'item' }, quotation(quote, i18n), source(quote, i18n)),
        )
      : node('p', {}, i18n.noQuotes),
    listFooter(list, i18n),
  ]
}

/** @type {ListScreen<AmountsList>} */
export function amounts({ list }, i18n) {
  const { total, totals, items, named, place: at } = list
  const { columns } = i18n
  // Unfiltered, some amounts would count twice: a total beside its parts.
  const isNarrowed = at.query || at.names || at.after || at.before
  return [
    heading({ class: 'label' }, i18n.amounts(total)),
    fields(list, i18n, { days: true, sureness: true, sorts: i18n.sums }),
    chips(at.names, named, i18n),
    isNarrowed &&
      totals.length > 0 &&
      node(
        'p',
        { class: 'totals' },
        node('span', { class: 'quiet' }, `${i18n.totals}: `),
        totals.map(({ category, currency, value, count }) =>
          node(
            'strong',
            {},
            i18n.totalOf(count, {
              category: i18n.categories[category] ?? category,
              sum: i18n.money(value, currency),
            }),
          ),
        ),
      ),
    total
      ? node(
          'table',
          { class: 'money' },
          node(
            'thead',
            {},
            node(
              'tr',
              {},
              ['amount', 'giver', 'receiver', 'purpose', 'when', 'sentence'].map((name) =>
                node('th', { scope: 'col' }, columns[name]),
              ),
            ),
          ),
          node(
            'tbody',
            {},
            items.map((amount) => amountRow(amount, i18n)),
          ),
        )
      : node('p', {}, i18n.noAmounts),
    listFooter(list, i18n),
  ]
}

/** @type {(amount: AmountView, i18n: I18n) => Child} */
function amountRow(amount, i18n) {
  const { article, text, currency, value, upTo, precision, purpose, sentence, confidence } = amount
  const number =
    value == null
      ? i18n.unvalued
      : [
          i18n.precision[precision],
          i18n.money(value, currency),
          upTo && `– ${i18n.money(upTo, currency)}`,
        ]
          .filter(Boolean)
          .join(' ')
  const words = languageAttributes(article.language)
  /** @type {(role: 'giver' | 'receiver') => Child} */
  const party = (role) => {
    const entity = amount[`${role}Entity`]
    return node(
      'td',
      { 'data-title': i18n.columns[role], ...words },
      entity ? entityLink({ ...entity, name: amount[role] }) : amount[role],
    )
  }
  return node(
    'tr',
    {},
    node(
      'th',
      { scope: 'row' },
      number,
      sureness(confidence, i18n),
      node('span', { class: 'quiet', ...words }, text),
      toldBy(amount, i18n),
    ),
    party('giver'),
    party('receiver'),
    node('td', { 'data-title': i18n.columns.purpose, ...words }, purpose),
    node(
      'td',
      { 'data-title': i18n.columns.when },
      article.date && node('time', { datetime: article.date }, i18n.date(article.date)),
    ),
    node(
      'td',
      words,
      node(
        'a',
        { class: 'passage', href: format(passagePlace(article.id, sentence)) },
        markHits(sentence),
      ),
    ),
  )
}

/** @type {ListScreen<PairList>} */
export function pair({ list }, i18n) {
  const {
    total,
    items,
    named: [a, b],
  } = list
  return [
    backLink(place(), i18n),
    heading({ class: 'label' }, i18n.both),
    node(
      'p',
      { class: 'named' },
      entityLink(a),
      ' · ',
      entityLink(b),
      node('span', { class: 'quiet' }, ` · ${i18n.sentences(total)}`),
    ),
    items.map((item) =>
      node('div', { class: 'item' }, evidence(item), source(item, i18n, { names: a.id })),
    ),
    listFooter(list, i18n),
  ]
}
