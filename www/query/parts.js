// How a query was read: its parts, what each asks for, and the query without one of them. Pure.
//
// The core says where the parts are and of which kind; what stands inside one is told apart here,
// only to be put in words.

import { firstDay, nextPeriod } from '../periods.js'

/** @import { Meaning, QueryPart, QueryPartView, ReadQuery } from '../internal.d.ts' */

/** More plain words in a row than this are one part. */
const MAX_WORDS_APART = 4

/** A longer query was pasted, and is not told apart. */
const MAX_CHARS = 10_000

/** What is nested deeper than this is shown as typed. */
const MAX_DEPTH = 4

/** A phrase, up to a quotation mark or the end; or a word. */
const PHRASE = '["“”„«»][^"“”„«»]*["“”„«»]?'
const IS_PHRASE = new RegExp(`^${PHRASE}$`)
const PIECES = new RegExp(`${PHRASE}|[^\\s"]+`, 'g')

/** The same with parentheses, and with what stands before or behind a phrase. */
const TOKENS = new RegExp(
  `[-−–!+]?(?:\\w+:)?${PHRASE}(?:~\\d*)?|AROUND\\(\\d+\\)|[-−–!+]?(?:\\w+:)?\\(|\\)|[^\\s"()]+`,
  'g',
)

const OR = /^(?:OR|or|\|+)$/
const AND = /^(?:AND|and|&&)$/
const CERTAIN_AND = /^(?:AND|&&)$/
const NEAR = /^(?:(NEAR|AROUND)|AROUND\((\d+)\)|(w|near|within|pre|onear|before)\/(\d+|[sp]))$/i
const DASH = /^[-−–—]+$/

/**
 * Distances of legal databases: one sentence, one paragraph.
 * @type {Record<string, number>}
 */
const DISTANCES = { s: 25, p: 75 }
const DEFAULT_DISTANCE = 10

/**
 * Names of fields that mean the same as another.
 * @type {Record<string, string>}
 */
const SYNONYMS = { org: 'organisation', speaker: 'said' }
const FIELD =
  /^(title|heading|before|after|date|amount|source|language|person|org|organisation|place|event|equipment|said|speaker):(.*)$/is

/** What looks like a field and is none. */
const LIKE_FIELD = /^\p{L}[\p{L}\d_-]*:(?!\/\/)\S/u

/**
 * The parts of a query in order, with what the core left out as the kind `unread`; none where there
 * are only plain words.
 * @type {(answer: ReadQuery) => QueryPart[]}
 */
export function queryParts({ query, reading = [] }) {
  if (query.length > MAX_CHARS) return []
  const parts = withWordsJoined(
    reading.length ? withUnread(query, reading) : wordsAndPhrases(query),
  )
  if (!parts.some(({ kind, text }) => kind !== 'word' || LIKE_FIELD.test(text))) return []
  /** @type {(at: number) => boolean} */
  const joinsNext = (at) => CERTAIN_AND.test(textBetween(query, parts, at))
  return parts.map((part, at) => ({ ...part, joined: joinsNext(at - 1) || joinsNext(at) }))
}

/**
 * What stands between a part and the next.
 * @type {(query: string, parts: readonly QueryPartView[], at: number) => string}
 */
const textBetween = (query, parts, at) =>
  parts[at] && parts[at + 1] ? query.slice(parts[at].end, parts[at + 1].start).trim() : ''

/**
 * Without operators there are words, phrases, and operators that have nothing to join.
 * @type {(query: string) => QueryPartView[]}
 */
function wordsAndPhrases(query) {
  return Array.from(query.matchAll(PIECES), ({ 0: text, index }) => {
    const isPhrase = /^["“”„«»]/.test(text)
    const kind = isPhrase ? 'phrase' : isOperator(text) ? 'unread' : 'word'
    return { text, kind, start: index, end: index + text.length }
  }).filter(({ text }) => /[^\s"“”„«»]/.test(text) && !DASH.test(text))
}

/** @type {(word: string) => boolean} */
const isOperator = (word) => /^(?:AND|OR|NOT|&&|\|+)$/.test(word) || NEAR.test(word)

/**
 * The parts of the core, and what stands between them without joining them.
 * @type {(query: string, reading: QueryPartView[]) => QueryPartView[]}
 */
function withUnread(query, reading) {
  const ends = [...reading, { start: query.length, end: query.length }]
  let at = 0
  return ends.flatMap((part, index) => {
    const between = query.slice(at, part.start)
    const joins = index > 0 && index < reading.length
    const left = between
      .split(/\s+/)
      .filter((token) => token && !DASH.test(token) && !(joins && AND.test(token)))
    const start = at + between.length - between.trimStart().length
    const text = between.trim()
    at = part.end
    const unread = { text, kind: 'unread', start, end: start + text.length }
    return [...(left.length ? [unread] : []), ...(index < reading.length ? [reading[index]] : [])]
  })
}

/**
 * Long rows of plain words as one part each.
 * @type {(parts: QueryPartView[]) => QueryPartView[]}
 */
function withWordsJoined(parts) {
  const rows = /** @type {QueryPartView[][]} */ ([])
  const isPlain = /** @type {(part: QueryPartView) => boolean} */ (
    ({ kind, text }) => kind === 'word' && !LIKE_FIELD.test(text)
  )
  for (const part of parts) {
    const row = rows.at(-1)
    if (row && isPlain(part) && isPlain(row[0])) row.push(part)
    else rows.push([part])
  }
  return rows.flatMap((row) =>
    row.length > MAX_WORDS_APART
      ? {
          text: row.map(({ text }) => text).join(' '),
          kind: 'word',
          start: row[0].start,
          end: row.at(-1).end,
        }
      : row,
  )
}

/**
 * The query without one of its parts. The AND beside it goes, too; a part that no other AND makes
 * required gets a plus sign. A last word is followed by a space, since it is a whole one.
 * @type {(query: string, parts: QueryPart[], index: number) => string}
 */
export function withoutPart(query, parts, index) {
  /** @type {(at: number) => boolean} */
  const joinsNext = (at) => AND.test(textBetween(query, parts, at))
  const [before, behind] = [joinsNext(index - 1), joinsNext(index)]
  const [previous, part, next] = [-1, 0, 1].map((step) => parts[index + step])
  const isAlone = parts.length === 2
  let left = query.slice(0, part.start)
  let right = query.slice(part.end)
  if (behind) {
    const stays = before || joinsNext(index + 1) || isAlone
    right = (stays ? next.text : asRequired(next)) + query.slice(next.end)
  } else if (before) {
    const stays = joinsNext(index - 2) || isAlone
    left = query.slice(0, previous.start) + (stays ? previous.text : asRequired(previous))
  }
  ;[left, right] = [left.trimEnd(), right.trimStart()]
  const gap = left && (right || /[\p{L}\p{N}]$/u.test(left)) ? ' ' : ''
  return left + gap + right
}

/**
 * A part as typed, with the sign of what is required in place of the AND beside it.
 * @type {(part: QueryPart) => string}
 */
export const asRequired = (part) =>
  part.text.startsWith('+') || meaningOf(part).is !== 'required' ? part.text : withPlus(part.text)

/**
 * With the sign of what is required; a sign before a number is the number's own.
 * @type {(text: string) => string}
 */
export const withPlus = (text) =>
  kindOf(text) === 'near' || /^\d/.test(text) ? `+(${text})` : `+${text}`

/**
 * What a part asks for.
 * @type {(part: Partial<QueryPart>, depth?: number) => Meaning}
 */
export function meaningOf({ text, kind = kindOf(text), joined = false }, depth = 0) {
  const unsigned = text.replace(/^\+/, '')
  const read = depth < MAX_DEPTH ? readers[kind]?.(unsigned, depth + 1) : undefined
  /** @type {Meaning} */
  const meaning = {
    is: ['unread', 'near'].includes(kind) ? kind : 'word',
    text,
    ...read,
    typed: text,
  }
  const isRequired = joined || unsigned !== text
  return isRequired && OPTIONAL.includes(meaning.is) ? { is: 'required', of: meaning } : meaning
}

/** What is required only where AND or a sign says so, and keeps its own kind then. */
const OPTIONAL = ['any', 'near', 'prefix', 'pattern', 'similar', 'regex', 'title', 'heading']

/** @type {Record<string, (text: string, depth: number) => Meaning | undefined>} */
const readers = {
  word: (text) => ({ is: LIKE_FIELD.test(text) ? 'asWords' : 'word', text }),
  phrase: (text) => (IS_PHRASE.test(text) ? { is: 'phrase', text: unquoted(text) } : undefined),
  required: (text, depth) => ofOperand('required', withoutParentheses(text), depth),
  excluded: (text, depth) =>
    ofOperand('excluded', text.replace(/^(?:[-−–!]|NOT(?!\S)|not(?!\S))\s*/, ''), depth),
  any(text, depth) {
    const of = operands(text, OR).map((operand) => meaningOf(operand, depth))
    return of.length > 1 ? { is: 'any', of } : of[0]
  },
  near: readNear,
  field: readField,
  pattern: readPattern,
}

/**
 * What is said of one operand; a sign that stands before none does nothing.
 * @type {(is: string, text: string, depth: number) => Meaning}
 */
const ofOperand = (is, text, depth) =>
  text ? { is, of: meaningOf({ text }, depth) } : { is: 'unread' }

/**
 * The kind of a part of a part.
 * @type {(text: string) => string}
 */
function kindOf(text) {
  if (/^\+/.test(text)) return 'required'
  if (/^(?:[-−–!](?!\d)|NOT\s)/.test(text)) return 'excluded'
  const tokens = topTokens(withoutParentheses(text))
  if (tokens.some(({ token }) => OR.test(token))) return 'any'
  if (tokens.some(({ token }) => NEAR.test(token))) return 'near'
  if (FIELD.test(text) && tokens.length < 2) return 'field'
  if (IS_PHRASE.test(text)) return 'phrase'
  if (new RegExp(`^${PHRASE}~\\d+$`).test(text)) return 'near'
  return readPattern(text) && !/\s/.test(text) ? 'pattern' : 'word'
}

/**
 * The tokens outside of parentheses, without those around everything.
 * @type {(text: string) => { token: string, start: number, end: number }[]}
 */
function topTokens(text) {
  const tokens = []
  let depth = 0
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === ')') depth -= 1
    if (depth <= 0 && !/[()]$/.test(token.replace(/^AROUND\(\d+\)$/, '')))
      tokens.push({ token, start: index, end: index + token.length })
    if (token.endsWith('(')) depth += 1
  }
  return tokens
}

/**
 * What stands between the separators.
 * @type {(text: string, separator: RegExp) => { text: string }[]}
 */
function operands(text, separator) {
  const inner = withoutParentheses(text)
  let at = 0
  const found = []
  for (const { token, start, end } of topTokens(inner)) {
    if (!separator.test(token)) continue
    found.push(inner.slice(at, start))
    at = end
  }
  return [...found, inner.slice(at)]
    .map((operand) => ({ text: withoutParentheses(operand) }))
    .filter((operand) => operand.text)
}

/**
 * Without a pair of parentheses around the whole.
 * @type {(text: string) => string}
 */
function withoutParentheses(text) {
  const trimmed = text.trim()
  if (!trimmed.startsWith('(')) return trimmed
  let depth = 0
  for (const { 0: token, index } of trimmed.matchAll(TOKENS)) {
    if (token.endsWith('(')) depth += 1
    if (token === ')') depth -= 1
    if (!depth) return index === trimmed.length - 1 ? trimmed.slice(1, -1).trim() : trimmed
  }
  return trimmed.slice(1).trim() // half typed
}

/** @type {(text: string) => string} */
const unquoted = (text) => text.replace(/["“”„«»]/g, '').trim()

/** @type {(text: string) => string[]} */
export const pieces = (text) => text.match(PIECES) ?? []

/**
 * Words near each other: `"a b"~5` and `NEAR(a b, 5)` with so many others between, `a w/5 b` so many
 * words apart.
 * @type {(text: string, depth: number) => Meaning | undefined}
 */
function readNear(text, depth) {
  const inner = withoutParentheses(text)
  const phrase = /^(["“”„«»].*["“”„«»])~(\d+)$/s.exec(inner)
  const call = /^NEAR\(([^)]*?)(?:,\s*(\d+)\s*)?\)?$/s.exec(inner)
  if (phrase || call) {
    const [, words, between = DEFAULT_DISTANCE] = phrase ?? call
    const of = phrase ? unquoted(words).split(/\s+/) : pieces(words)
    return near(of, { between: Number(between) }, depth)
  }
  /** @type {{ apart: number, ordered: boolean }[]} */
  const signs = []
  for (const { token } of topTokens(inner)) {
    const [, alone, around, word, number] = NEAR.exec(token) ?? []
    if (!alone && !around && !word) continue
    const typed = around ?? number?.toLowerCase()
    const apart = alone ? DEFAULT_DISTANCE : (DISTANCES[typed] ?? Number(typed))
    signs.push({ apart, ordered: /^(?:pre|onear|before)$/i.test(word ?? '') })
  }
  const [first] = signs
  // Several distances are shown as typed.
  if (
    !first ||
    signs.some(({ apart, ordered }) => apart !== first.apart || ordered !== first.ordered)
  )
    return undefined
  const words = operands(inner, NEAR).map(({ text: operand }) => operand)
  return near(words, first, depth)
}

/**
 * @type {(
 *   words: string[],
 *   distance: { apart?: number, between?: number, ordered?: boolean },
 *   depth: number
 * ) => Meaning}
 */
const near = (words, distance, depth) => ({
  is: 'near',
  of: words.map((text) => meaningOf({ text }, depth)),
  ...distance,
})

/** @type {(text: string) => Meaning | undefined} */
function readField(text) {
  const [, typed, behind] = FIELD.exec(text) ?? []
  if (!typed) return undefined
  const value = unquoted(withoutParentheses(behind))
  const lower = typed.toLowerCase()
  const name = SYNONYMS[lower] ?? lower
  if (['before', 'after', 'date'].includes(name))
    return readDays(name, value) ?? { is: 'unread', text }
  if (name !== 'language') return value ? { is: name, text: value } : { is: 'unread', text }
  const [, code] = /^([a-z]{2,3})(?:[-_]|$)/i.exec(value) ?? []
  return code ? { is: name, text: code } : { is: 'unread', text }
}

/**
 * The days asked for, from the first through the last; '' where it is open.
 * @type {(name: string, value: string) => Meaning | undefined}
 */
function readDays(name, value) {
  const range = value.replace(/^[[{]|[\]}]$/g, '').trim()
  const [, sign = '', bound] = /^(>=|<=|>|<)?(.*)$/s.exec(range)
  const [, from = range, to = range] = /^(.*?)\s*(?:\.\.| TO )\s*(.*)$/s.exec(range) ?? []
  /** @type {Record<string, () => string[]>} */
  const days = {
    after: () => [opening(value), ''],
    before: () => ['', dayBefore(opening(value))],
    '>=': () => [opening(bound), ''],
    '>': () => [opening(bound) && firstDay(nextPeriod(bound)), ''],
    '<=': () => ['', closing(bound)],
    '<': () => ['', dayBefore(opening(bound))],
    '': () => [opening(from), closing(to)],
  }
  const [first, last] = days[name === 'date' ? sign : name]()
  return first || last ? { is: 'days', first, last } : undefined
}

/**
 * The first day of a year, month or day; '' for anything else.
 * @type {(period: string) => string}
 */
function opening(period) {
  const day = /^\d{4}(?:-\d\d){0,2}$/.test(period) ? firstDay(period) : ''
  const time = Date.parse(`${day}T00:00:00Z`)
  return day && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : ''
}

/** @type {(period: string) => string} */
const closing = (period) => opening(period) && dayBefore(firstDay(nextPeriod(period)))

/** @type {(day: string) => string} */
const dayBefore = (day) =>
  day && new Date(Date.parse(day) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10)

/** @type {(text: string) => Meaning | undefined} */
function readPattern(text) {
  const regex = /^\/(.+)\/$/s.exec(text)
  if (regex) return { is: 'regex', text: regex[1] }
  const similar = /^([^"*?]+)~[\d.]*$/.exec(text)
  if (similar) return { is: 'similar', text: similar[1] }
  const beginning = /^([^"*?\s]+)\*$/.exec(text)
  if (beginning) return { is: 'prefix', text: beginning[1] }
  return /[*?]/.test(text) ? { is: 'pattern', text: unquoted(text) } : undefined
}
