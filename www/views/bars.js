// A row of bars in time. Each leads to its own period; drawing across several leads to all of them.

import { format, place } from '../route.js'
import { node } from './node.js'

/**
 * `bars`: { name, counts, words } each; `counts` one for each series. `at`: the place of the list that they narrow.
 */
export function timeBars(bars, at, say) {
  const most = Math.max(...bars.flatMap(({ counts }) => counts))
  const ends = [bars[0], bars.at(-1)].map(({ name }) => node('span', {}, say.period(name)))
  const chart = node(
    'div', { class: 'chart' },
    node('ol', { class: 'bars', role: 'list' }, bars.map(({ name, counts, words }) => {
      const columns = counts.map((count, series) => {
        const column = node('span', { class: `bar-fill series-${series}`, hidden: !count, 'aria-hidden': 'true' })
        column.style.blockSize = `${(100 * count) / most}%`
        return column
      })
      if (!counts.some(Boolean)) return node('li', { 'aria-hidden': 'true', 'data-period': name }, columns)
      const link = { href: format(between(at, name, name)), 'aria-label': words, title: words, 'data-key': `bar ${name}`, draggable: 'false' }
      return node('li', { 'data-period': name }, node('a', link, columns))
    })),
    node('div', { class: 'ends', 'aria-hidden': 'true' }, ends),
  )
  chart.style.setProperty('--_bars', bars.length)
  return chart
}

/** The place of a list, narrowed to what is from one period up to and with another. */
export function between(at, first, last) {
  const days = { after: first, before: following(last) }
  return at.view === 'results' ? place({ ...at, query: narrowed(at.query, days) }) : place({ ...at, ...days })
}

/** The query with these operators, in place of those of the same name. */
export function narrowed(query, operators) {
  const kept = Object.keys(operators).reduce(
    (rest, name) => rest.replace(new RegExp(`(^|\\s)${name}:("[^"]*"?|\\S*)`, 'gi'), '$1'), query,
  )
  const added = Object.entries(operators).map(([name, value]) => `${name}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`)
  return [...kept.split(/\s+/).filter(Boolean), ...added].join(' ')
}

/** The day, month or year after this one. */
export function following(period) {
  const parts = period.split('-').map(Number)
  const next = [parts[0], parts[1] ?? 1, parts[2] ?? 1]
  next[parts.length - 1] += 1
  const date = new Date(0)
  date.setUTCFullYear(next[0], next[1] - 1, next[2])
  return date.toISOString().slice(0, period.length)
}
