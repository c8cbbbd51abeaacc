// Views of how a query was read, as a line of chips, and of the query form.

import { node } from '../views/dom.js'
import { KINDS_OF_FORM } from './fields.js'
import { meaningOf, queryParts } from './parts.js'
import { stringsFor } from './strings.js'

/**
 * @import {
 *   Answer, Attributes, Child, I18n, Meaning, QueryFields, QueryStrings
 * } from '../internal.d.ts'
 */

/**
 * A chip for each part of the query, which removes it; none for plain words.
 * @type {(answer: Pick<Answer, 'query' | 'reading'>, i18n: I18n) => Child}
 */
export function partChips(answer, i18n) {
  const strings = stringsFor(i18n)
  const parts = queryParts(answer)
  return (
    parts.length > 0 &&
    node(
      'ul',
      { class: 'chips', role: 'list', 'aria-label': strings.readAs },
      parts.map((part, index) => {
        const meaning = meaningOf(part)
        const words = wordsOf(meaning, i18n, strings)
        const name = words.flat().join('')
        return node(
          'li',
          {},
          node(
            'button',
            {
              type: 'button',
              class: `part ${meaning.is}`,
              title: name,
              'data-action': 'query',
              'data-command': 'remove',
              'data-index': index,
              'data-key': `part ${index}`,
              'aria-label': strings.remove({ part: name }),
            },
            node(
              'span',
              {},
              words.map((each) =>
                typeof each === 'string'
                  ? node('bdi', {}, each)
                  : node('span', { class: 'quiet' }, each),
              ),
            ),
            node('span', { 'aria-hidden': 'true' }, '✕'),
          ),
        )
      }),
    )
  )
}

/**
 * What a part asks for in words: those typed as texts, the reader's own in lists.
 * @type {(meaning: Meaning, i18n: I18n, strings: QueryStrings) => (string | string[])[]}
 */
function wordsOf(meaning, i18n, strings) {
  const { is, text, of } = meaning
  /** @type {(label: string) => string[]} */
  const labelled = (label) => [`${label}: `]
  if (is === 'word') return [text]
  if (is === 'days') return days(meaning, i18n, strings)
  if (is === 'language') return [labelled(strings.labels.language), i18n.languageName(text)]
  if (is === 'any') {
    const list = new Intl.ListFormat(i18n.locale, { type: 'disjunction' })
    return list
      .formatToParts(operandsOf(of, i18n, strings))
      .map(({ type, value }) => (type === 'element' ? value : [value]))
  }
  if (is === 'near' && of) {
    const between = ` ${meaning.ordered ? strings.before : strings.near} `
    const distance =
      meaning.apart == null ? strings.between(meaning.between) : strings.apart(meaning.apart)
    return [
      ...operandsOf(of, i18n, strings).flatMap((word, at) => (at ? [[between], word] : [word])),
      [`, ${distance}`],
    ]
  }
  const label = labelled(strings.labels[is] ?? i18n.kinds[is])
  if (!of) return [label, text]
  return [label, ...(of.is === 'phrase' ? [of.typed] : wordsOf(of, i18n, strings))]
}

/**
 * Operands as typed, but alternatives and words near each other in words.
 * @type {(all: Meaning[], i18n: I18n, strings: QueryStrings) => string[]}
 */
const operandsOf = (all, i18n, strings) =>
  all.map((one) =>
    one.is === 'any' || one.is === 'near'
      ? `(${wordsOf(one, i18n, strings).flat().join('')})`
      : one.typed,
  )

/**
 * Whole months and years by their names.
 * @type {(range: Meaning, i18n: I18n, strings: QueryStrings) => (string | string[])[]}
 */
function days({ first, last }, { locale, date }, { labels }) {
  if (!last) return [[`${labels.first}: `], date(first)]
  if (!first) return [[`${labels.last}: `], date(last)]
  const [from, to] = [Date.parse(first), Date.parse(last)]
  const behind = new Date(to + 24 * 60 * 60 * 1000).toISOString()
  const startsMonth = first.endsWith('-01') && behind.startsWith('01', 8)
  const startsYear = startsMonth && first.endsWith('-01-01') && behind.startsWith('01-01', 5)
  /** @type {Intl.DateTimeFormatOptions} */
  const style = {
    year: 'numeric',
    month: startsYear ? undefined : 'long',
    day: startsMonth ? undefined : 'numeric',
    timeZone: 'UTC',
  }
  const format = new Intl.DateTimeFormat(locale, style)
  const range = from <= to ? format.formatRange(from, to) : `${date(first)} – ${date(last)}`
  return [[`${labels.days}: `], range]
}

/**
 * The form that builds a query. Its fields are those of fields.js by name.
 * @type {(i18n: I18n) => HTMLFormElement}
 */
export function queryForm(i18n) {
  const strings = stringsFor(i18n)
  /** @type {(name: keyof QueryFields, label: string, attributes?: Attributes) => HTMLElement} */
  const field = (name, label, attributes = {}) =>
    node(
      'label',
      { class: `asked-${name}` },
      node('span', {}, label),
      node('input', {
        name,
        type: 'text',
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        ...attributes,
      }),
    )
  /** @type {(name: string, legend: string, ...content: Child[]) => HTMLElement} */
  const group = (name, legend, ...content) =>
    node('fieldset', { class: `asked-${name}` }, node('legend', {}, legend), content)
  const kinds = KINDS_OF_FORM.map((kind) =>
    node('option', { value: kind }, /** @type {Record<string, string>} */ (i18n.kinds)[kind]),
  )
  const form = node(
    'form',
    { class: 'asking', part: 'asking', 'aria-label': strings.title },
    node(
      'div',
      { class: 'asked-words' },
      field('words', strings.words),
      node(
        'label',
        { class: 'check' },
        node('input', { type: 'checkbox', name: 'strict' }),
        strings.strict,
      ),
    ),
    field('phrase', strings.phrase),
    field('any', strings.any),
    field('none', strings.none),
    group(
      'nearby',
      strings.nearby,
      field('near', strings.one),
      field('nearTo', strings.other),
      field('distance', strings.distance, { type: 'number', min: 1, max: 1000 }),
    ),
    group(
      'who',
      strings.who,
      node('label', {}, node('span', {}, strings.kind), node('select', { name: 'kind' }, kinds)),
      field('name', strings.name, { list: 'asked-names' }),
      field('said', strings.said, { list: 'asked-speakers' }),
    ),
    group(
      'published',
      strings.published,
      field('from', strings.from, { type: 'date' }),
      field('until', strings.until, { type: 'date' }),
    ),
    field('rest', strings.rest),
    node(
      'div',
      { class: 'tools' },
      node('button', { type: 'submit' }, i18n.search),
      node(
        'button',
        { type: 'button', 'data-action': 'query', 'data-command': 'clear' },
        strings.clear,
      ),
      node(
        'button',
        { type: 'button', 'data-action': 'query', 'data-command': 'toggle' },
        i18n.close,
      ),
    ),
    node('datalist', { id: 'asked-names' }),
    node('datalist', { id: 'asked-speakers' }),
  )
  return /** @type {HTMLFormElement} */ (form)
}

/**
 * Names to choose from.
 * @type {(names: readonly string[]) => Node[]}
 */
export const nameOptions = (names) => names.map((value) => node('option', { value }))
