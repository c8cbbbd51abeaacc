// What an article says besides its text: who is in it, its key sentences, quotations, sums, dates, and articles near it.

import { KINDS } from '../route.js'
import { marked, node, speech } from './node.js'
import { entityLink, entityList } from './name.js'
import { row } from './row.js'

export function facts({ article, names, related }, say) {
  if (names !== 'known') return names === 'unread' && node('p', { class: 'quiet facts-note' }, say.namesUnread)
  const { entities, keySentences, quotes, amounts, dates, recognition, language } = article
  const words = speech(language)
  const short = ({ here }) => ({ short: say.number(here), words: say.mentions(here) })
  const lists = KINDS.map((kind) => [kind, entities.filter((entity) => entity.kind === kind)]).filter(([, some]) => some.length)
  return node(
    'section', { class: 'sidelines', 'aria-label': say.sidelines },
    recognition === 'limited' && node('p', { class: 'quiet' }, say.limited),
    lists.length > 0 && fold(say.inThisArticle, true, lists.map(([kind, some]) => [
      node('h3', { class: 'small' }, say.kindsMany[kind]), entityList(some, short, say),
    ])),
    keySentences.length > 0 && fold(say.keySentences, false, node('ul', {}, keySentences.map((sentence) =>
      node('li', words, sentence.map(({ text }) => text))))),
    quotes.length > 0 && fold(say.quotes(quotes.length), false, quotes.map((quote) => quotation(quote, say))),
    amounts.length > 0 && fold(say.amounts(amounts.length), false, node('ul', {}, amounts.map((amount) => node(
      'li', {}, node('strong', words, amount.text), amountFacts(amount, say),
    )))),
    dates.length > 0 && fold(say.dates(dates.length), false, node('ul', {}, dates.map((date) => node(
      'li', {}, node('span', words, date.text), ' – ', date.iso ? say.when(date) : say.open[date.open] ?? say.open.vague,
    )))),
    related.length > 0 && fold(say.related, true, node('ol', { class: 'rows', role: 'list' }, related.map((other) => row(
      other, { extra: node('p', { class: 'why' }, say.shared(other)) }, say,
    )))),
  )
}

/** A quotation with who says it. */
export function quotation({ text, speaker, cue, article }, say) {
  return node(
    'figure', { class: 'quotation' },
    node('blockquote', speech(article.language), text),
    node('figcaption', {}, speaker ? entityLink(speaker) : say.nobody, cue && speaker && node('span', { class: 'quiet' }, ` (${cue})`)),
  )
}

/** A sentence as evidence, with what matters in it marked. */
export function evidence({ sentence, article }) {
  return node('p', { class: 'snippet', ...speech(article.language) }, marked(sentence))
}

function amountFacts({ purpose, giver, currency, value }, say) {
  const facts = [value != null && currency && say.money(value, currency), giver && say.from(giver), purpose && say.purpose(purpose)]
  return node('span', { class: 'quiet' }, facts.filter(Boolean).map((fact) => ` · ${fact}`))
}

function fold(title, open, ...content) {
  return node('details', { open, 'data-key': `fold ${title}` }, node('summary', { class: 'label' }, title), content)
}
