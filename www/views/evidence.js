// Sentences as evidence, and the way to where they stand.

import { format, place } from '../route.js'
import { textOf } from '../segments.js'
import { entityLink } from './name.js'
import { marked, node, speech } from './node.js'

/** As much of a passage as is needed to find it again. */
const PASSAGE_CHARS = 120

/** What leads to a passage of an article, and to nothing but it; with `names`, walking through the mentions of one. */
export function passagePlace(id, segments, names = '') {
  return place({ id, names, passage: textOf(segments).trim().replace(/\s+/g, ' ').slice(0, PASSAGE_CHARS) })
}

/** A sentence, with what matters in it marked. */
export function evidence({ sentence, article }) {
  return node('p', { class: 'snippet', ...speech(article.language) }, marked(sentence))
}

/** Headline and day of an article, as the link to the very sentence. */
export function source({ article: { id, label, date }, sentence }, say, { names, tag = 'p', number } = {}) {
  const to = sentence ? passagePlace(id, sentence, names) : place({ id })
  return node(
    tag, { class: 'about' },
    node('a', { href: format(to) }, node('bdi', {}, label)),
    date && node('time', { datetime: date }, say.date(date)),
    number && node('sup', {}, `[${number}]`),
  )
}

/** A quotation with who says it. */
export function quotation({ text, speaker, cue, article, sentence }, say) {
  return node(
    'figure', { class: 'quotation' },
    node('blockquote', speech(article.language), node('a', { class: 'passage', href: format(passagePlace(article.id, sentence)) }, text)),
    node('figcaption', {}, speaker ? entityLink(speaker) : say.nobody, cue && speaker && node('span', { class: 'quiet' }, ` (${cue})`)),
  )
}
