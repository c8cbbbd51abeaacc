// Internationalisation: the interface's strings in a supported language, else in English. Numbers,
// plurals, lists and dates by Intl.

import en from './en.js'

/** @import { CompiledStrings, I18n, IntlFormats, Strings } from '../internal.d.ts' */

/**
 * The supported languages by code; each is loaded on demand.
 * @type {Record<string, () => Promise<{ default: object }>>}
 */
export const LANGUAGES = {
  en: async () => ({ default: en }),
  de: () => import('./de.js'),
  lt: () => import('./lt.js'),
  pl: () => import('./pl.js'),
  uk: () => import('./uk.js'),
}

/**
 * Loads the strings for a language tag.
 * @type {(tag: string | null | undefined) => Promise<I18n>}
 */
export async function loadI18n(tag) {
  const code = (tag ?? '').split('-')[0].toLowerCase()
  const load = Object.hasOwn(LANGUAGES, code) ? LANGUAGES[code] : LANGUAGES.en
  const words = { ...en, ...(await load()).default }
  return createI18n(words, words.lang === code && isSupportedLocale(tag) ? tag : words.lang)
}

/** The strings in English, at once. */
export const englishI18n = (locale = 'en') => createI18n(en, locale)

/** @type {(words: Strings, locale: string) => I18n} */
function createI18n(words, locale) {
  const { number, percent, plural, list, day, month, languageNames } = intl(locale)

  /** @type {(template: string, values: any) => string} */
  const fill = (template, values) =>
    template.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot)
  /**
   * A string with plural forms, or with `{n}` alone, takes the number first; one with other
   * placeholders takes their values.
   * @type {(texts: any) => any}
   */
  const compile = (texts) => {
    /** @type {(forms: string, n: number, values?: object) => string} */
    const count = (forms, n, values) => {
      const some = forms.split('|')
      const at = texts.forms.indexOf(plural.select(n))
      return fill(some[at] ?? some.at(-1), { n: number.format(n), ...values })
    }
    /** @type {(text: string) => (first: any, values?: object) => string} */
    const sentence = (text) =>
      /\{n\}|\|/.test(text) ? (n, values) => count(text, n, values) : (values) => fill(text, values)
    return Object.fromEntries(
      Object.entries(texts).map(([key, value]) => {
        return [key, typeof value === 'string' && value.includes('{') ? sentence(value) : value]
      }),
    )
  }
  /** @type {CompiledStrings<Strings>} */
  const messages = compile(words)

  /** @type {(total: number, complete: number, query: string) => string} */
  const summary = (total, complete, query) => {
    if (!query) return total ? messages.articles(total) : words.nothingFound
    if (!total) return words.nothingFoundFor
    if (complete === total) return messages.foundFor(total)
    if (!complete) return messages.foundPartly(total)
    return `${messages.foundWhole(complete)}, ${messages.foundRest(total - complete)}`
  }
  /** @type {(iso: string, style?: Intl.DateTimeFormat) => string} */
  const formatDate = (iso, style = day) => {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(iso) : NaN
    return Number.isNaN(time) ? iso : style.format(time) // not a full day: shown as it is
  }

  /** @type {(name: string) => string} */
  const formatPeriod = (name) =>
    name.length < 5 ? name : formatDate(name.padEnd(10, '-01'), name.length < 8 ? month : day)

  return {
    ...messages,
    locale,
    /** Compiles other strings in this language and locale. */
    compile,
    number: (n) => number.format(n),
    share: (part) => percent.format(part),
    date: (iso) => formatDate(iso),
    /** Formats a day, a month or a year. */
    period: formatPeriod,
    /** Formats the meaning of a date of the core; a whole month or year by its name. */
    when: ({ iso, from, to }) =>
      /^\d{4}(-(0\d|1[0-2]))?$/.test(iso)
        ? formatPeriod(iso)
        : from === to
          ? formatDate(from)
          : [from && formatDate(from), to && formatDate(to)].map((d) => d || '…').join(' – '),
    span(first, last) {
      const [from, to] = [Date.parse(first), Date.parse(last)]
      if (Number.isNaN(from) || Number.isNaN(to) || from > to)
        return [...new Set([first, last])].join(' – ')
      return month.formatRange(from, to)
    },
    languageName: (code) => languageNames.of(code) ?? code,
    placeholder: (n) => (n ? messages.searchIn(n) : words.search),
    progress: ({ done, total }) => messages.progress(total, { done: number.format(done) }),
    readingNames: ({ done, total }) =>
      messages.readingNames({ share: percent.format(done / total) }),
    found: ({ total, complete, query }) => [summary(total, complete, query.trim()), query.trim()],
    also: (terms) => messages.also({ terms: list.format(terms) }),
    similar: (terms) => messages.similar({ terms: list.format(terms) }),
    sameAs: (terms, { kind, name }) =>
      messages.sameAs({
        terms: list.format(terms),
        same: /** @type {Record<string, string>} */ (words.same)[kind] ?? words.same.other,
        name,
      }),
    shared: ({ entities, terms }) =>
      messages.shared({ terms: list.format([...entities.map(({ name }) => name), ...terms]) }),
    alsoWritten: (others) => messages.alsoWritten({ others: list.format(others) }),
    named: ({ mentions, articles }) =>
      messages.named({
        mentions: messages.mentions(mentions),
        articles: messages.inArticles(articles),
      }),
    hit: (at, total) =>
      at ? messages.at(at, { total: number.format(total) }) : messages.matches(total),
    mergeReason: (reason) =>
      /** @type {Record<string, string>} */ (words.reasons)[reason] ?? words.reasons.other,
    confidence: (confidence) =>
      words.sure[confidence >= 0.9 ? 'certain' : confidence >= 0.7 ? 'likely' : 'possible'],
    failure: (code) =>
      /** @type {Record<string, readonly string[]>} */ (words.failures)[code] ??
      words.failures.other,
    // Currency and value come from an article; an invalid currency code is shown as it is.
    money(value, currency) {
      try {
        /** @type {Intl.NumberFormatOptions} */
        const style = {
          style: 'currency',
          currency,
          maximumFractionDigits: 2,
          minimumFractionDigits: 0,
        }
        return new Intl.NumberFormat(locale, style).format(value)
      } catch {
        return `${currency ?? ''} ${number.format(value)}`.trim()
      }
    },
    title: (page, room) => (page ? messages.pageTitle({ page, room }) : room),
  }
}

/** @type {(locale: string) => IntlFormats} */
function intl(locale) {
  return {
    number: new Intl.NumberFormat(locale),
    percent: new Intl.NumberFormat(locale, { style: 'percent' }),
    plural: new Intl.PluralRules(locale),
    list: new Intl.ListFormat(locale, { type: 'unit', style: 'long' }),
    day: new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }),
    month: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    languageNames: new Intl.DisplayNames(locale, { type: 'language' }),
  }
}

/** @type {(lang: string) => boolean} */
function isSupportedLocale(lang) {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(lang).length > 0
  } catch {
    return false
  }
}
