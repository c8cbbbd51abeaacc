// One entity: what it is called and why the spellings are taken for one, where it stands, what it says, who is beside it.

import { format, place } from '../route.js'
import { PAGE_SENTENCES } from '../state.js'
import { back } from './back.js'
import { timeBars } from './bars.js'
import { evidence, passagePlace, quotation, source as sourceOf } from './evidence.js'
import { entityLink } from './name.js'
import { heading, node, part } from './node.js'
import { more, save } from './row.js'

export function entity(state, say) {
  const { id, kind, name, roles, firstDate, lastDate, last, aliases, quotes, associates, sentences } = state.entity
  const [first] = sentences.items
  const cited = references(state.entity)
  const leadsTo = (view, words) => node('a', { href: format(place({ view, names: id })) }, words)
  const from = (item) => sourceOf(item, say, { names: id, number: cited.get(item.article.id).number })
  return [
    back(place(), say),
    node(
      'article', { class: 'entity', part: 'entity' },
      node('p', { class: 'small' }, say.kinds[kind]),
      heading({ class: 'title' }, node('bdi', {}, name)),
      node('p', { class: 'about' }, node('span', {}, say.named(state.entity)), firstDate && node('span', {}, say.span(firstDate, lastDate))),
      inTime(state.entity, say),
      node(
        'p', { class: 'leads' },
        node('a', { href: format(place({ names: id })) }, say.articlesWith),
        first && node('a', { href: format(passagePlace(first.article.id, first.sentence, id)) }, say.firstMention),
        last && node('a', { href: format(passagePlace(last.article.id, last.sentence, id)) }, say.lastMention),
        leadsTo('timeline', say.sectionNames.timeline),
        leadsTo('amounts', say.sectionNames.amounts), leadsTo('graph', say.sectionNames.graph),
      ),
      roles.length > 0 && part(say.roles, roles.map((role) => [
        node('h4', { class: 'role' }, role.text, role.count > 1 && node('span', { class: 'quiet' }, ` · ${say.times(role.count)}`)),
        evidence(role), from(role),
      ])),
      part(say.spellings, node('ul', { class: 'spellings', role: 'list' }, aliases.map(({ text, count }) => node(
        'li', {}, node('a', { href: format(place({ query: `"${text.replaceAll('"', '')}"`, names: id })) }, node('bdi', {}, text)),
        node('span', { class: 'number', 'aria-label': say.times(count) }, say.number(count)),
      ))), merges(state.entity, say), sameAs(state, say), undone(state.corrections, say)),
      part(say.sentences(sentences.total), sentences.items.map((item) => [evidence(item), from(item)])),
      more(Math.min(sentences.total - sentences.items.length, PAGE_SENTENCES), say),
      quotes.total > 0 && part(
        say.quotes(quotes.total), quotes.items.map((quote) => [quotation(quote, say), from(quote)]),
        quotes.total > quotes.items.length && node('p', {}, leadsTo('quotes', say.allOf(quotes.total))),
      ),
      associates.length > 0 && part(say.associates, associates.map((other) => beside(id, other, say))),
      node(
        'div', { class: 'tools' },
        node('button', { type: 'button', 'data-do': 'dossier', 'data-key': 'dossier' }, say.dossier), save(say),
      ),
      node('section', { class: 'printed' }, node('h3', { class: 'label' }, say.dossierSources), node('ol', {}, [...cited.values()].map(
        ({ label, source, date, url }) => node('li', {}, node('bdi', {}, label), `, ${[source, date && say.date(date), url].filter(Boolean).join(', ')}`),
      ))),
    ),
  ]
}

/** The articles that name it, by time; a bar leads to its articles. */
function inTime({ id, bars }, say) {
  const shown = bars.map(({ name, count }) => ({ name, counts: [count], words: `${say.period(name)}: ${say.articles(count)}` }))
  return shown.length > 1 && node('div', { class: 'small-time' }, timeBars(shown, { view: 'results', query: '', names: id }, say))
}

/** The articles that the page refers to, numbered in the order in which they are. */
function references({ roles, sentences, quotes }) {
  const cited = new Map()
  for (const { article } of [...roles, ...sentences.items, ...quotes.items]) {
    if (!cited.has(article.id)) cited.set(article.id, { ...article, number: cited.size + 1 })
  }
  return cited
}

/** Why spellings are one, each with the way to take them apart. */
function merges({ kind, merges: list }, say) {
  return list.length > 0 && node('details', { class: 'merges', 'data-key': 'merges' }, node('summary', {}, say.whyOne), node('ul', { role: 'list' },
    list.map(({ a, b, because, confidence, article }) => node(
      'li', {},
      node('p', {}, node('bdi', {}, a), ' = ', node('bdi', {}, b)),
      node('p', { class: 'quiet' }, say.because(because), ' ', say.surety(confidence), article && [' ', sourceOf({ article }, say, { tag: 'span' })]),
      because === 'reader' || node('button', {
        type: 'button', 'data-do': 'apart', 'data-kind': kind, 'data-a': a, 'data-b': b, 'data-key': `apart ${a} ${b}`,
        'aria-label': say.apart({ a, b }),
      }, say.notTheSame),
    ))))
}

/** The way to say that another is the same: type a name, choose one. */
function sameAs({ candidates }, say) {
  const choice = ({ id, name, role, mentions }) => node('li', {}, node(
    'button', { type: 'button', 'data-do': 'together', 'data-name': name, 'data-key': `candidate ${id}` }, node('bdi', {}, name),
  ), node('span', { class: 'quiet' }, ` ${[role, say.mentions(mentions)].filter(Boolean).join(' · ')}`))
  return node(
    'details', { class: 'same', 'data-key': 'same' }, node('summary', {}, say.sameForm),
    node('input', {
      type: 'search', 'aria-label': say.sameLabel, 'data-key': 'same name', 'data-type': 'candidate', autocomplete: 'off',
      value: candidates?.query ?? '',
    }),
    candidates && (candidates.items.length
      ? node('ul', { class: 'candidates', role: 'list' }, candidates.items.map(choice)) : node('p', { class: 'quiet' }, say.sameNone)),
  )
}

/** What the reader said, to be taken back. */
export function undone(corrections, say) {
  const rows = ['different', 'same'].flatMap((list) => corrections[list].map(([a, b], index) => node(
    'li', {},
    node('span', {}, node('bdi', {}, a.text), list === 'same' ? ' = ' : ' ≠ ', node('bdi', {}, b.text)),
    node('button', { type: 'button', 'data-do': 'undo', 'data-list': list, 'data-index': index, 'data-key': `undo ${list} ${index}` }, say.undo),
  )))
  return rows.length > 0 && [node('h4', { class: 'small' }, say.corrections), node('ul', { class: 'corrections', role: 'list' }, rows)]
}

function beside(id, other, say) {
  const { kind, sentences } = other
  return node(
    'details', { class: 'beside', 'data-key': `beside ${other.id}` },
    node('summary', {}, node('bdi', {}, other.name), node('span', { class: 'quiet' }, ` ${say.kinds[kind]} · ${say.sentences(sentences)}`)),
    other.evidence.map((item) => [evidence(item), sourceOf(item, say, { names: id })]),
    node('p', { class: 'leads' }, entityLink({ ...other, name: say.openEntity }), sentences > other.evidence.length && node(
      'a', { href: format(place({ view: 'pair', names: `${id} ${other.id}` })) }, say.allOf(sentences),
    )),
  )
}
