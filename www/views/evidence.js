// Sentences as evidence, and the way to where they stand.

import { format, place } from '../route.js'
import { segmentsText } from '../segments.js'
import { entityLink } from './entity-link.js'
import { markHits, node, languageAttributes } from './dom.js'

/** As much of a passage as is needed to find it again. */
const PASSAGE_CHARS = 120

/** What leads to a passage of an article, and to nothing but it; with `names`, walking through the mentions of one. */
export function passagePlace(id, segments, names = '') {
  return place({
    id,
    names,
    passage: segmentsText(segments).trim().replace(/\s+/g, ' ').slice(0, PASSAGE_CHARS),
  })
}

/** A sentence, with what matters in it marked. */
export function evidence({ sentence, article }) {
  return node(
    'p',
    { class: 'snippet', ...languageAttributes(article.language) },
    markHits(sentence),
  )
}

/** Headline and day of an article, as the link to the very sentence. */
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

/** A quotation with who says it. */
export function quotation({ text, speaker, cue, article, sentence }, i18n) {
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
      speaker ? entityLink(speaker) : i18n.nobody,
      cue && speaker && node('span', { class: 'quiet' }, ` (${cue})`),
    ),
  )
}
