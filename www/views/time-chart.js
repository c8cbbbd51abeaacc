// Bar chart over time. A bar links to its period; dragging across several selects their range.

import { narrowToPeriods } from '../periods.js'
import { format } from '../route.js'
import { node } from './dom.js'

/** @import { Bar, I18n, Place } from '../internal.d.ts' */

/**
 * `bars` are { name, counts, words }, a count for each series. `at` is the place of the list that
 * they filter.
 * @type {(bars: Bar[], at: Partial<Place>, i18n: I18n) => HTMLElement}
 */
export function timeChart(bars, at, i18n) {
  const most = Math.max(...bars.flatMap(({ counts }) => counts))
  const ends = [bars[0], bars.at(-1)].map(({ name }) => node('span', {}, i18n.period(name)))
  const chart = node(
    'div',
    { class: 'chart' },
    node(
      'ol',
      { class: 'bars', role: 'list' },
      bars.map(({ name, counts, words }) => {
        const columns = counts.map((count, series) => {
          const column = node('span', {
            class: `bar-fill series-${series}`,
            hidden: !count,
            'aria-hidden': 'true',
          })
          column.style.blockSize = `${(100 * count) / most}%`
          return column
        })
        if (!counts.some(Boolean))
          return node('li', { 'aria-hidden': 'true', 'data-period': name }, columns)
        const link = {
          href: format(narrowToPeriods(at, name, name)),
          'aria-label': words,
          title: words,
          'data-key': `bar ${name}`,
          draggable: 'false',
        }
        return node('li', { 'data-period': name }, node('a', link, columns))
      }),
    ),
    node('div', { class: 'ends', 'aria-hidden': 'true' }, ends),
  )
  chart.style.setProperty('--_bars', String(bars.length))
  return chart
}
