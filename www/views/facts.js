// Side panel of an article: entities, key sentences, quotations, amounts, dates, related articles.

import { format, KINDS } from '../route.js'
import { passagePlace, quotation, source, sureness } from './evidence.js'
import { entityList } from './entity-link.js'
import { node, languageAttributes } from './dom.js'
import { articleRow } from './row.js'

/**
 * @import {
 *   AmountView, Child, DateView, EntityNumber, EntityRow, I18n, Kind, Screen, Segment, ShownArticle,
 *   VersionView
 * } from '../internal.d.ts'
 */

/** @type {Screen} */
export function facts({ article, names, related }, i18n) {
  const { entities, keySentences, quotes, amounts, dates, recognition, language } = article
  if (recognition === 'none')
    return names === 'unread' && node('p', { class: 'quiet facts-note' }, i18n.namesUnread)
  const words = languageAttributes(language)
  /** @type {EntityNumber} */
  const short = ({ here }) => ({ short: i18n.number(here), words: i18n.mentions(here) })
  /** @type {[Kind, EntityRow[]][]} */
  const groups = KINDS.map((kind) => [kind, entities.filter((entity) => entity.kind === kind)])
  const lists = groups.filter(([, some]) => some.length)
  /** @type {(segments: Segment[], ...content: Child[]) => Child} */
  const passage = (segments, ...content) =>
    node('a', { class: 'passage', href: format(passagePlace(article.id, segments)) }, content)
  return node(
    'section',
    { class: 'sidelines', 'aria-label': i18n.sidelines },
    recognition === 'limited' && node('p', { class: 'quiet' }, i18n.limited),
    lists.length > 0 &&
      disclosure(
        i18n.inThisArticle,
        true,
        lists.map(([kind, some]) => [
          node('h3', { class: 'small' }, i18n.kindsMany[kind]),
          entityList(some, short, i18n),
        ]),
      ),
    keySentences.length > 0 &&
      disclosure(
        i18n.keySentences,
        false,
        node(
          'ul',
          {},
          keySentences.map((sentence) =>
            node(
              'li',
              words,
              passage(
                sentence,
                sentence.map(({ text }) => text),
              ),
            ),
          ),
        ),
      ),
    quotes.length > 0 &&
      disclosure(
        i18n.quotes(quotes.length),
        false,
        quotes.map((quote) => quotation(quote, i18n)),
      ),
    amounts.length > 0 &&
      disclosure(
        i18n.amounts(amounts.length),
        false,
        node(
          'ul',
          {},
          amounts.map((amount) =>
            node(
              'li',
              {},
              passage(amount.sentence, node('strong', words, amount.text)),
              amountFacts(amount, i18n),
            ),
          ),
        ),
      ),
    dates.length > 0 &&
      disclosure(
        i18n.dates(dates.length),
        false,
        node(
          'ul',
          {},
          dates.map((date) =>
            node(
              'li',
              {},
              passage(date.sentence, node('span', words, date.text)),
              ' – ',
              dateMeaning(date, i18n),
              date.iso && sureness(date.confidence, i18n),
            ),
          ),
        ),
      ),
    versionList(article, i18n),
    related.length > 0 &&
      disclosure(
        i18n.related,
        true,
        node(
          'ol',
          { class: 'rows', role: 'list' },
          related.map((other) =>
            articleRow(other, { extra: node('p', { class: 'why' }, i18n.shared(other)) }, i18n),
          ),
        ),
      ),
  )
}

/**
 * The meaning of a date, or why it has none.
 * @type {(date: DateView, i18n: I18n) => string}
 */
export function dateMeaning(date, i18n) {
  return date.iso ? i18n.when(date) : (i18n.open[date.open] ?? i18n.open.vague)
}

/** @type {(amount: AmountView, i18n: I18n) => Child} */
function amountFacts({ purpose, giver, receiver, currency, value, confidence }, i18n) {
  const facts = [
    value != null && currency && i18n.money(value, currency),
    giver && i18n.from({ giver }),
    receiver && i18n.to({ receiver }),
    purpose && i18n.purpose({ purpose }),
  ]
  return node(
    'span',
    { class: 'quiet' },
    facts.filter(Boolean).map((fact) => ` · ${fact}`),
    sureness(confidence, i18n),
  )
}

/**
 * The other versions of the story, each with what differs.
 * @type {(article: ShownArticle, i18n: I18n) => Child}
 */
function versionList({ versions }, i18n) {
  /** @type {(title: string, sentences: VersionView['onlyHere'], language: string | null) => Child} */
  const only = (title, { total, items }, language) =>
    total > 0 && [
      node('p', { class: 'small' }, title),
      node(
        'ul',
        languageAttributes(language),
        items.map((sentence) => node('li', {}, sentence)),
      ),
      total > items.length && node('p', { class: 'quiet' }, i18n.andMore(total - items.length)),
    ]
  return (
    versions?.total > 0 &&
    disclosure(
      i18n.sameStory(versions.total + 1),
      true,
      node(
        'ul',
        { class: 'story', role: 'list' },
        versions.items.map(({ article, similarity, onlyHere, onlyThere }) =>
          node(
            'li',
            {},
            source({ article }, i18n),
            onlyHere.total + onlyThere.total === 0
              ? node('p', { class: 'quiet' }, i18n.wordForWord)
              : node(
                  'details',
                  { 'data-key': `version ${article.id}` },
                  node(
                    'summary',
                    { class: 'quiet' },
                    i18n.differs({ share: i18n.share(similarity) }),
                  ),
                  only(i18n.onlyHere, onlyHere, article.language),
                  only(i18n.onlyThere, onlyThere, article.language),
                ),
          ),
        ),
      ),
      versions.total > versions.items.length &&
        node('p', { class: 'quiet' }, i18n.andMore(versions.total - versions.items.length)),
    )
  )
}

/** @type {(title: string, open: boolean, ...content: Child[]) => Child} */
function disclosure(title, open, ...content) {
  return node(
    'details',
    { open, 'data-key': `fold ${title}` },
    node('summary', { class: 'label' }, title),
    content,
  )
}

/**
 * Key sentences of several articles, each linking to where it stands.
 * @type {Screen}
 */
export function highlights({ highlights: some }, i18n) {
  return (
    some.length > 0 &&
    node(
      'section',
      { class: 'highlights', part: 'highlights' },
      node('h2', { class: 'label' }, i18n.highlights),
      node(
        'ul',
        { role: 'list' },
        some.map(({ article, sentence }) =>
          node(
            'li',
            languageAttributes(article.language),
            node(
              'a',
              { class: 'passage', href: format(passagePlace(article.id, sentence)) },
              sentence.map(({ text }) => text),
            ),
          ),
        ),
      ),
    )
  )
}
