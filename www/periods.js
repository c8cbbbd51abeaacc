// Days, months and years ("2024-03-01", "2024-03", "2024"), and places filtered by them. Pure.

import { place } from './route.js'

/** @import { Place } from './internal.d.ts' */

/**
 * The place of a list filtered to the range from one period through another.
 * @type {(at: Partial<Place>, first: string, last: string) => Place}
 */
export function narrowToPeriods(at, first, last) {
  if (at.view !== 'results') return place({ ...at, after: first, before: nextPeriod(last) })
  const date = first === last ? first : `${first}..${last}`
  return place({ ...at, query: withOperators(at.query, { after: '', before: '', date }) })
}

/**
 * The query with these operators, replacing those of the same name; '' only removes them.
 * @type {(query: string, operators: Record<string, string>) => string}
 */
export function withOperators(query, operators) {
  const kept = Object.keys(operators).reduce(
    (rest, name) =>
      rest.replace(new RegExp(`(^|\\s)${name}:("[^"]*"?|\\[[^\\]]*\\]?|\\S*)`, 'gi'), '$1'),
    query,
  )
  const added = Object.entries(operators)
    .filter(([, value]) => value)
    .map(
      ([name, value]) =>
        `${name}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`,
    )
  return [...kept.split(/\s+/).filter(Boolean), ...added].join(' ')
}

/**
 * The day, month or year after this one.
 * @type {(period: string) => string}
 */
export function nextPeriod(period) {
  const parts = period.split('-').map(Number)
  const next = [parts[0], parts[1] ?? 1, parts[2] ?? 1]
  next[parts.length - 1] += 1
  const date = new Date(0)
  date.setUTCFullYear(next[0], next[1] - 1, next[2])
  return date.toISOString().slice(0, period.length)
}

/**
 * The first day of a period; '' for none.
 * @type {(period: string) => string}
 */
export const firstDay = (period) => (period ? `${period}-01-01`.slice(0, 10) : '')
