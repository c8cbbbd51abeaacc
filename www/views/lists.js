// Pages that are lists: names, quotations, money, the sentences that name two.

import { format, place } from '../route.js'
import { PAGE } from '../sheets.js'
import { back } from './back.js'
import { evidence, passagePlace, quotation, source } from './evidence.js'
import { entityLink, entityList } from './name.js'
import { chips, fields, tabs } from './narrowing.js'
import { heading, marked, node, speech } from './node.js'
import { more, save } from './row.js'

/** What stands below: more of it, and the whole as a file. */
export function closing({ total, items, place: { view } }, say) {
  return [more(Math.min(total - items.length, PAGE[view]), say), total > 0 && save(say)]
}

export function entities({ sheet }, say) {
  const number = (one) => ({ short: say.number(one.mentions), words: say.named(one) })
  return [
    heading({ class: 'label' }, say.names),
    sheet.recognition === 'limited' && node('p', { class: 'quiet' }, say.limited),
    fields(sheet, say),
    tabs(sheet.place, sheet.kinds, say),
    sheet.total ? entityList(sheet.items, number, say) : node('p', {}, sheet.recognition === 'none' ? say.namesOff : say.noNames),
    closing(sheet, say),
  ]
}

export function quotes({ sheet }, say) {
  const { total, items, speakers, named, place: at } = sheet
  const others = speakers.filter(({ id }) => id !== at.names)
  return [
    heading({ class: 'label' }, say.quotes(total)),
    fields(sheet, say, { days: true }),
    chips(at.names, named, say),
    !at.names && others.length > 1 && node('div', { class: 'speakers', role: 'group', 'aria-label': say.speakers }, node('span', { class: 'quiet' }, say.speakers), others.map(
      ({ id, name, count }) => node('a', { href: format(place({ ...at, names: id })), 'data-key': `speaker ${id}` }, node('bdi', {}, name), node('span', { class: 'number', 'aria-label': say.quotes(count) }, say.number(count))),
    )),
    total ? items.map((quote) => node('div', { class: 'item' }, quotation(quote, say), source(quote, say))) : node('p', {}, say.noQuotes),
    closing(sheet, say),
  ]
}

export function amounts({ sheet }, say) {
  const { total, totals, items, named, place: at } = sheet
  const { columns } = say
  // Of all sums there are some would count twice: a whole beside its parts.
  const isNarrowed = at.query || at.names || at.after || at.before
  return [
    heading({ class: 'label' }, say.amounts(total)),
    fields(sheet, say, { days: true, sorts: say.sums }),
    chips(at.names, named, say),
    isNarrowed && totals.length > 0 && node('p', { class: 'totals' }, node('span', { class: 'quiet' }, `${say.totals}: `), totals.map(
      ({ currency, value, count }) => node('strong', {}, say.totalOf(count, { sum: say.money(value, currency) })),
    )),
    total ? node(
      'table', { class: 'money' },
      node('thead', {}, node('tr', {}, ['amount', 'giver', 'purpose', 'when', 'sentence'].map((name) => node('th', { scope: 'col' }, columns[name])))),
      node('tbody', {}, items.map((amount) => amountRow(amount, say))),
    ) : node('p', {}, say.noAmounts),
    closing(sheet, say),
  ]
}

function amountRow(amount, say) {
  const { article, text, currency, value, upTo, precision, giver, purpose, sentence } = amount
  const number = value == null ? say.unvalued : [say.precision[precision], say.money(value, currency), upTo && `– ${say.money(upTo, currency)}`].filter(Boolean).join(' ')
  const words = speech(article.language)
  return node(
    'tr', {},
    node('th', { scope: 'row' }, number, node('span', { class: 'quiet', ...words }, text)),
    node('td', { 'data-title': say.columns.giver, ...words }, giver),
    node('td', { 'data-title': say.columns.purpose, ...words }, purpose),
    node('td', { 'data-title': say.columns.when }, article.date && node('time', { datetime: article.date }, say.date(article.date))),
    node('td', words, node('a', { class: 'passage', href: format(passagePlace(article.id, sentence)) }, marked(sentence))),
  )
}

export function pair({ sheet }, say) {
  const { total, items, named: [a, b] } = sheet
  return [
    back(place(), say),
    heading({ class: 'label' }, say.both),
    node('p', { class: 'named' }, entityLink(a), ' · ', entityLink(b), node('span', { class: 'quiet' }, ` · ${say.sentences(total)}`)),
    items.map((item) => node('div', { class: 'item' }, evidence(item), source(item, say, { names: a.id }))),
    closing(sheet, say),
  ]
}
