// What an article says besides its text: who is in it, its key sentences, quotations, sums, dates, and articles near it.

import { format, KINDS } from '../route.js'
import { passagePlace, quotation } from './evidence.js'
import { entityList } from './name.js'
import { node, speech } from './node.js'
import { row } from './row.js'

export function facts({ article, names, related }, say) {
  const { entities, keySentences, quotes, amounts, dates, recognition, language } = article
  if (recognition === 'none') return names === 'unread' && node('p', { class: 'quiet facts-note' }, say.namesUnread)
  const words = speech(language)
  const short = ({ here }) => ({ short: say.number(here), words: say.mentions(here) })
  const lists = KINDS.map((kind) => [kind, entities.filter((entity) => entity.kind === kind)]).filter(([, some]) => some.length)
  const passage = (segments, ...content) => node('a', { class: 'passage', href: format(passagePlace(article.id, segments)) }, content)
  return node(
    'section', { class: 'sidelines', 'aria-label': say.sidelines },
    recognition === 'limited' && node('p', { class: 'quiet' }, say.limited),
    lists.length > 0 && fold(say.inThisArticle, true, lists.map(([kind, some]) => [
      node('h3', { class: 'small' }, say.kindsMany[kind]), entityList(some, short, say),
    ])),
    keySentences.length > 0 && fold(say.keySentences, false, node('ul', {}, keySentences.map((sentence) =>
      node('li', words, passage(sentence, sentence.map(({ text }) => text)))))),
    quotes.length > 0 && fold(say.quotes(quotes.length), false, quotes.map((quote) => quotation(quote, say))),
    amounts.length > 0 && fold(say.amounts(amounts.length), false, node('ul', {}, amounts.map((amount) => node(
      'li', {}, passage(amount.sentence, node('strong', words, amount.text)), amountFacts(amount, say),
    )))),
    dates.length > 0 && fold(say.dates(dates.length), false, node('ul', {}, dates.map((date) => node(
      'li', {}, passage(date.sentence, node('span', words, date.text)), ' – ', dateMeaning(date, say),
    )))),
    related.length > 0 && fold(say.related, true, node('ol', { class: 'rows', role: 'list' }, related.map((other) => row(
      other, { extra: node('p', { class: 'why' }, say.shared(other)) }, say,
    )))),
  )
}

/** What a date means, or why that is left open. */
export function dateMeaning(date, say) {
  return date.iso ? say.when(date) : say.open[date.open] ?? say.open.vague
}

function amountFacts({ purpose, giver, currency, value }, say) {
  const facts = [
    value != null && currency && say.money(value, currency), giver && say.from({ giver }), purpose && say.purpose({ purpose }),
  ]
  return node('span', { class: 'quiet' }, facts.filter(Boolean).map((fact) => ` · ${fact}`))
}

function fold(title, open, ...content) {
  return node('details', { open, 'data-key': `fold ${title}` }, node('summary', { class: 'label' }, title), content)
}

/** Telling sentences of several articles, each the way to where it stands. */
export function highlights({ highlights: some }, say) {
  return some.length > 0 && node(
    'section', { class: 'highlights', part: 'highlights' }, node('h2', { class: 'label' }, say.highlights),
    node('ul', { role: 'list' }, some.map(({ article, sentence }) => node(
      'li', speech(article.language),
      node('a', { class: 'passage', href: format(passagePlace(article.id, sentence)) }, sentence.map(({ text }) => text)),
    ))),
  )
}
