// The query form's fields and the text of a query, each from the other. Pure.

import { asRequired, meaningOf, pieces, withPlus } from './parts.js'

/** @import { Meaning, QueryFields, QueryPart } from '../internal.d.ts' */

/** @type {QueryFields} */
export const EMPTY = Object.freeze({
  words: '',
  strict: false, // only articles with all of the words
  phrase: '',
  any: '',
  none: '',
  near: '',
  nearTo: '',
  distance: '5',
  kind: 'person',
  name: '',
  said: '',
  from: '',
  until: '',
  rest: '', // what the other fields have no place for, as typed
})

/**
 * The fields of a query, as far as it is of that form. What was not understood is left out.
 * @type {(parts: readonly QueryPart[]) => QueryFields}
 */
export function fieldsOf(parts) {
  const found = parts.map((part) => ({ part, meaning: meaningOf(part) }))
  const strict = !found.some(({ meaning }) => isWords(meaning))
  /** @type {QueryFields} */
  const fields = { ...EMPTY }
  for (const { part, meaning } of found) {
    if (meaning.is === 'unread') continue
    const taken = changes(meaning, fields, strict) ?? {
      rest: joined(fields.rest, asRequired(part)),
    }
    Object.assign(fields, taken)
  }
  return fields
}

/** @type {(meaning: Meaning) => boolean} */
const isWords = ({ is }) => is === 'word' || is === 'asWords'

/** @type {(...texts: string[]) => string} */
const joined = (...texts) => texts.filter(Boolean).join(' ')

/**
 * A word or a phrase as it is typed; '' for anything else.
 * @type {(meaning: Meaning) => string}
 */
function typedAs({ is, text }) {
  if (is === 'phrase') return quoted(text)
  return is === 'word' && !/[\s()]/.test(text) ? text : ''
}

/**
 * The fields that take a part; none if no field has a place for it.
 * @type {(meaning: Meaning, fields: QueryFields, strict: boolean) => Partial<QueryFields> | undefined}
 */
function changes(meaning, fields, strict) {
  const { is, text, of } = /** @type {any} */ (meaning)
  if (isWords(meaning)) return { words: joined(fields.words, text) }
  if (is === 'required' && strict && isWords(of))
    return { words: joined(fields.words, of.text), strict }
  if (is === 'phrase' && !fields.phrase) return { phrase: text }
  const several = [of].flat().map((operand) => operand && typedAs(operand))
  const known = several.every(Boolean)
  if (is === 'excluded' && known) return { none: joined(fields.none, several[0]) }
  if (is === 'any' && known && !fields.any) return { any: joined(...several) }
  if (is === 'near' && known && !meaning.ordered && several.length === 2 && !fields.near)
    return {
      near: bare(several[0]),
      nearTo: bare(several[1]),
      distance: String(distanceOf(meaning)),
    }
  if (is === 'said' && !fields.said) return { said: text }
  if (KINDS_OF_FORM.includes(is) && !fields.name) return { kind: is, name: text }
  if (is === 'days')
    return { from: meaning.first || fields.from, until: meaning.last || fields.until }
}

/** @type {(meaning: Meaning) => number} */
const distanceOf = ({ apart, between }) => apart ?? between + 1

/** Kinds of entities that the form offers. */
export const KINDS_OF_FORM = ['person', 'organisation', 'place']

/** @type {Record<string, string>} */
const OPERATORS = { person: 'person', organisation: 'org', place: 'place' }

/** @type {(text: string) => string} */
const bare = (text) => text.replace(/["“”„«»]/g, '').trim()

/** @type {(text: string) => string} */
const quoted = (text) => `"${bare(text)}"`

/** @type {(text: string) => string} */
const asOne = (text) => (/\s/.test(bare(text)) ? quoted(text) : bare(text))

/**
 * The query that the fields ask for.
 * @type {(fields: QueryFields) => string}
 */
export function textOf(fields) {
  const [words, any, none] = [fields.words, fields.any, fields.none].map(pieces)
  const [near, nearTo, name, said] = [fields.near, fields.nearTo, fields.name, fields.said].map(
    asOne,
  )
  const required = words.length > 1 ? words.join(' AND ') : words.map(withPlus)[0]
  const { from, until } = fields
  return joined(
    fields.strict ? required : fields.words.trim(),
    bare(fields.phrase) && quoted(fields.phrase),
    any.length > 1 ? `(${any.join(' OR ')})` : any[0],
    ...none.map((word) => (word.startsWith('-') ? word : `-${word}`)),
    near && nearTo && `${near} NEAR/${fields.distance || EMPTY.distance} ${nearTo}`,
    name && `${OPERATORS[fields.kind]}:${name}`,
    said && `said:${said}`,
    (from || until) && `date:${from === until ? from : `${from}..${until}`}`,
    fields.rest.trim(),
  )
}
