// Strings of how a query was read, in all languages; strings/en.js describes the syntax.

/** @import { I18n, QueryStrings } from '../internal.d.ts' */

const en = /** @type {const} */ ({
  forms: ['one', 'other'],
  readAs: 'How the query was read',
  remove: 'Remove {part}',
  labels: {
    unread: 'not understood',
    asWords: 'as words',
    phrase: 'exactly',
    required: 'must have',
    excluded: 'not',
    prefix: 'beginning with',
    pattern: 'of the form',
    similar: 'spelled like',
    regex: 'matching',
    title: 'in the headline',
    heading: 'in a heading',
    source: 'from',
    language: 'language',
    said: 'quoted',
    days: 'published',
    first: 'published from',
    last: 'published until',
    near: 'near each other',
  },
  near: 'near',
  before: 'before',
  apart: 'at most {n} word apart|at most {n} words apart',
  between: 'at most {n} word between|at most {n} words between',
})

const de = {
  forms: ['one', 'other'],
  readAs: 'So wurde die Anfrage gelesen',
  remove: '{part} entfernen',
  labels: {
    unread: 'nicht verstanden',
    asWords: 'als Wörter',
    phrase: 'genau',
    required: 'muss vorkommen',
    excluded: 'nicht',
    prefix: 'beginnt mit',
    pattern: 'von der Form',
    similar: 'ähnlich geschrieben',
    regex: 'passt auf',
    title: 'in der Überschrift',
    heading: 'in einer Zwischenüberschrift',
    source: 'aus',
    language: 'Sprache',
    said: 'zitiert',
    days: 'erschienen',
    first: 'erschienen ab',
    last: 'erschienen bis',
    near: 'nahe beieinander',
  },
  near: 'nahe',
  before: 'vor',
  apart: 'höchstens {n} Wort auseinander|höchstens {n} Wörter auseinander',
  between: 'höchstens {n} Wort dazwischen|höchstens {n} Wörter dazwischen',
}

const lt = {
  forms: ['one', 'few', 'other'],
  readAs: 'Kaip suprasta užklausa',
  remove: 'Pašalinti: {part}',
  labels: {
    unread: 'nesuprasta',
    asWords: 'kaip žodžiai',
    phrase: 'tiksliai',
    required: 'būtina',
    excluded: 'be',
    prefix: 'prasideda',
    pattern: 'pavidalo',
    similar: 'panašiai rašoma',
    regex: 'atitinka',
    title: 'antraštėje',
    heading: 'paantraštėje',
    source: 'iš',
    language: 'kalba',
    said: 'cituojama',
    days: 'paskelbta',
    first: 'paskelbta nuo',
    last: 'paskelbta iki',
    near: 'arti vienas kito',
  },
  near: 'arti',
  before: 'prieš',
  apart: 'ne toliau kaip per {n} žodį|ne toliau kaip per {n} žodžius|ne toliau kaip per {n} žodžių',
  between:
    'tarp jų ne daugiau kaip {n} žodis|tarp jų ne daugiau kaip {n} žodžiai|tarp jų ne daugiau kaip {n} žodžių',
}

const pl = {
  forms: ['one', 'few', 'many'],
  readAs: 'Jak odczytano zapytanie',
  remove: 'Usuń: {part}',
  labels: {
    unread: 'niezrozumiałe',
    asWords: 'jako słowa',
    phrase: 'dokładnie',
    required: 'koniecznie',
    excluded: 'bez',
    prefix: 'zaczyna się od',
    pattern: 'w postaci',
    similar: 'pisane podobnie',
    regex: 'pasuje do',
    title: 'w nagłówku',
    heading: 'w śródtytule',
    source: 'z',
    language: 'język',
    said: 'cytat',
    days: 'opublikowane',
    first: 'opublikowane od',
    last: 'opublikowane do',
    near: 'blisko siebie',
  },
  near: 'blisko',
  before: 'przed',
  apart: 'w odległości do {n} słowa|w odległości do {n} słów|w odległości do {n} słów',
  between: 'najwyżej {n} słowo pomiędzy|najwyżej {n} słowa pomiędzy|najwyżej {n} słów pomiędzy',
}

const uk = {
  forms: ['one', 'few', 'many'],
  readAs: 'Як прочитано запит',
  remove: 'Прибрати: {part}',
  labels: {
    unread: 'не зрозуміло',
    asWords: 'як слова',
    phrase: 'точно',
    required: 'обов’язково',
    excluded: 'без',
    prefix: 'починається з',
    pattern: 'на зразок',
    similar: 'пишеться подібно',
    regex: 'відповідає',
    title: 'у заголовку',
    heading: 'у підзаголовку',
    source: 'з',
    language: 'мова',
    said: 'цитата',
    days: 'опубліковано',
    first: 'опубліковано від',
    last: 'опубліковано до',
    near: 'поруч',
  },
  near: 'поруч із',
  before: 'перед',
  apart: 'на відстані до {n} слова|на відстані до {n} слів|на відстані до {n} слів',
  between:
    'між ними не більш як {n} слово|між ними не більш як {n} слова|між ними не більш як {n} слів',
}

export const STRINGS = { en, de, lt, pl, uk }

/** @type {Map<string, QueryStrings>} */
const cache = new Map()

/**
 * The strings in the language and locale of `i18n`.
 * @type {(i18n: I18n) => QueryStrings}
 */
export function stringsFor(i18n) {
  /** @type {Record<string, any>} */
  const all = STRINGS
  if (!cache.has(i18n.locale))
    cache.set(i18n.locale, /** @type {any} */ (i18n.compile(all[i18n.lang] ?? en)))
  return cache.get(i18n.locale)
}
