// One entity: what it is called and why the spellings are taken for one, where it stands, what it says, who is beside it.

import { format, KINDS, place } from '../route.js'
import { PAGE_ENTITIES, PAGE_SENTENCES } from '../state.js'
import { back } from './back.js'
import { evidence, quotation } from './facts.js'
import { entityLink, entityList } from './name.js'
import { node } from './node.js'
import { more } from './row.js'

export function entity({ entity: shown, corrections }, say) {
  const { id, kind, name, roles, firstDate, lastDate, aliases, quotes, associates } = shown
  return [
    back(place(), say),
    node(
      'article', { class: 'entity', part: 'entity' },
      node('p', { class: 'small' }, say.kinds[kind]),
      node('h2', { class: 'title', tabindex: -1, 'data-heading': true }, node('bdi', {}, name)),
      node(
        'p', { class: 'about' },
        node('span', {}, say.named(shown)), firstDate && node('span', {}, say.span(firstDate, lastDate)),
        node('a', { href: format(place({ names: id })), 'data-do': 'follow', 'data-id': id }, say.articlesWith),
      ),
      roles.length > 0 && part(say.roles, roles.map((role) => [
        node('h4', { class: 'role' }, role.text, role.count > 1 && node('span', { class: 'quiet' }, ` · ${say.times(role.count)}`)),
        evidence(role), source(role.article, say),
      ])),
      part(say.spellings, node('ul', { class: 'spellings', role: 'list' }, aliases.map(({ text, count }) => node(
        'li', {}, node('bdi', {}, text), node('span', { class: 'number', 'aria-label': say.times(count) }, say.number(count)),
      ))), merges(shown, say), undone(corrections, say)),
      part(say.sentences(shown.sentences.total), shown.sentences.items.map((item) => [evidence(item), source(item.article, say)])),
      more(Math.min(shown.sentences.total - shown.sentences.items.length, PAGE_SENTENCES), say),
      quotes.total > 0 && part(say.quotes(quotes.total), quotes.items.map((quote) => [quotation(quote, say), source(quote.article, say)])),
      associates.length > 0 && part(say.associates, associates.map((other) => beside(other, say))),
    ),
  ]
}

/** Why spellings are one, each with the way to take them apart. */
function merges({ kind, merges: list }, say) {
  return list.length > 0 && node('details', { class: 'merges', 'data-key': 'merges' }, node('summary', {}, say.whyOne), node('ul', { role: 'list' },
    list.map(({ a, b, because, confidence, article }) => node(
      'li', {},
      node('p', {}, node('bdi', {}, a), ' = ', node('bdi', {}, b)),
      node('p', { class: 'quiet' }, say.because(because), ' ', say.sure(confidence), article && [' ', source(article, say, 'span')]),
      because === 'reader' || node('button', {
        type: 'button', 'data-do': 'apart', 'data-kind': kind, 'data-a': a, 'data-b': b, 'data-key': `apart ${a} ${b}`,
        'aria-label': say.apart(a, b),
      }, say.notTheSame),
    ))))
}

/** What the reader said, to be taken back. */
function undone(corrections, say) {
  const rows = ['different', 'same'].flatMap((list) => corrections[list].map(([a, b], index) => node(
    'li', {},
    node('span', {}, node('bdi', {}, a.text), list === 'same' ? ' = ' : ' ≠ ', node('bdi', {}, b.text)),
    node('button', { type: 'button', 'data-do': 'undo', 'data-list': list, 'data-index': index, 'data-key': `undo ${list} ${index}` }, say.undo),
  )))
  return rows.length > 0 && [node('h4', { class: 'small' }, say.corrections), node('ul', { class: 'corrections', role: 'list' }, rows)]
}

function beside(other, say) {
  const { kind, sentences } = other
  return node(
    'details', { class: 'beside', 'data-key': `beside ${other.id}` },
    node('summary', {}, node('bdi', {}, other.name), node('span', { class: 'quiet' }, ` ${say.kinds[kind]} · ${say.sentences(sentences)}`)),
    other.evidence.map((item) => [evidence(item), source(item.article, say)]),
    node('p', {}, entityLink({ ...other, name: say.openEntity })),
  )
}

function source({ id, label, date }, say, tag = 'p') {
  return node(tag, { class: 'about' }, node('a', {
    href: format(place({ id })), 'data-do': 'article', 'data-id': id, 'data-query': '',
  }, node('bdi', {}, label)), date && node('time', { datetime: date }, say.date(date)))
}

function part(title, ...content) {
  return node('section', {}, node('h3', { class: 'label' }, title), content)
}

/** All entities, by kind. */
export function entities({ entities: page }, say) {
  const tab = (kind, words, count) => node('li', {}, node('a', {
    href: format(place({ view: 'entities', kind })), 'data-do': 'entities', 'data-of': kind ?? '', 'data-key': `kind ${kind}`,
    'aria-current': page.kind === kind && 'page',
  }, words, ' ', node('span', { class: 'number' }, say.number(count))))
  const all = page.kinds.reduce((sum, { count }) => sum + count, 0)
  const number = (one) => ({ short: say.number(one.mentions), words: say.named(one) })
  return [
    back(place(), say),
    node('h2', { class: 'label', tabindex: -1, 'data-heading': true }, say.names),
    page.recognition === 'limited' && node('p', { class: 'quiet' }, say.limited),
    node('ul', { class: 'tabs', role: 'list' }, tab(null, say.allKinds, all), page.kinds.filter(({ count }) => count)
      .map(({ kind, count }) => tab(kind, say.kindsMany[kind], count))),
    page.total ? entityList(page.entities, number, say) : node('p', {}, page.recognition === 'none' ? say.namesOff : say.noNames),
    more(Math.min(page.total - page.entities.length, PAGE_ENTITIES), say),
  ]
}

/** The most mentioned of each main kind, for the front page. */
export function leading({ leading: lists, names, reading }, say) {
  if (names === 'unread') return node('p', { class: 'quiet reading' }, reading ? say.readingNames(reading) : say.namesUnread)
  const some = lists.filter(({ entities: list }) => list.length)
  if (names === 'off' || !some.length) return null
  const number = (one) => ({ short: say.number(one.mentions), words: say.named(one) })
  return node(
    'section', { class: 'leading', part: 'leading', 'aria-label': say.names },
    some.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)).map(({ kind, total, entities: list }) => node(
      'section', {}, node('h2', { class: 'label' }, say.kindsMany[kind]), entityList(list, number, say),
      total > list.length && node('p', {}, node('a', {
        href: format(place({ view: 'entities', kind })), 'data-do': 'entities', 'data-of': kind,
      }, say.allOf(total))),
    )),
  )
}
