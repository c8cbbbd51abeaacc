// Sentences as evidence, with links to where they stand.

import { format, place } from '../route.js'
import { segmentsText } from '../segments.js'
import { entityLink } from './entity-link.js'
import { markHits, node, languageAttributes } from './dom.js'

/**
 * @import {
 *   AnyFact, Child, Confidence, Evidence, I18n, Place, QuoteView, Segment
 * } from '../internal.d.ts'
 */

/** Length of a passage in a URL, enough to find it again. */
const PASSAGE_CHARS = 120

/**
 * The place of a passage in an article; with `names`, stepping through the mentions of an entity.
 * @type {(id: string, segments: readonly Segment[], names?: string) => Place}
 */
export function passagePlace(id, segments, names = '') {
  return place({
    id,
    names,
    passage: segmentsText(segments).trim().replace(/\s+/g, ' ').slice(0, PASSAGE_CHARS),
  })
}

/**
 * A sentence with its hits marked.
 * @type {(evidence: Evidence) => Child}
 */
export function evidence({ sentence, article }) {
  return node(
    'p',
    { class: 'snippet', ...languageAttributes(article.language) },
    markHits(sentence),
  )
}

/**
 * Headline and date of an article, linking to the sentence.
 * @type {(
 *   fact: AnyFact,
 *   i18n: I18n,
 *   options?: { names?: string, tag?: string, number?: number }
 * ) => HTMLElement}
 */
export function source(
  { article: { id, label, date }, sentence },
  i18n,
  { names, tag = 'p', number } = {},
) {
  const to = sentence ? passagePlace(id, sentence, names) : place({ id })
  return node(
    tag,
    { class: 'about' },
    node('a', { href: format(to) }, node('bdi', {}, label)),
    date && node('time', { datetime: date }, i18n.date(date)),
    number && node('sup', {}, `[${number}]`),
  )
}

/**
 * How sure a fact is, in a word.
 * @type {(confidence: Confidence, i18n: I18n) => Child}
 */
export function sureness(confidence, i18n) {
  return node('span', { class: `sure sure-${confidence}` }, i18n.sure[confidence])
}

/**
 * In how many versions of a story a fact is told, where in several.
 * @type {(fact: { versions: number }, i18n: I18n) => Child}
 */
export function toldBy({ versions }, i18n) {
  return versions > 1 && node('span', { class: 'quiet versions' }, i18n.toldIn(versions))
}

/**
 * A quotation with its speaker: a name, else the words of the text.
 * @type {(quote: QuoteView, i18n: I18n) => Child}
 */
export function quotation(quote, i18n) {
  const { text, speaker, speakerText, cue, confidence, article, sentence } = quote
  return node(
    'figure',
    { class: 'quotation' },
    node(
      'blockquote',
      languageAttributes(article.language),
      node('a', { class: 'passage', href: format(passagePlace(article.id, sentence)) }, text),
    ),
    node(
      'figcaption',
      {},
      speaker ? entityLink(speaker) : (speakerText ?? i18n.nobody),
      cue && (speaker || speakerText) && node('span', { class: 'quiet' }, ` (${cue})`),
      speaker && sureness(confidence, i18n),
      toldBy(quote, i18n),
    ),
  )
}
