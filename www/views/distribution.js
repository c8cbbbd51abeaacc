// Results by date, source and language. Choosing a value adds an operator to the query, where it is
// visible and can be edited.

import { withOperators } from '../periods.js'
import { format, place } from '../route.js'
import { timeChart } from './time-chart.js'
import { node } from './dom.js'

/** @import { Child, Counted, I18n, Place, Spread, State } from '../internal.d.ts' */

/**
 * Sections of the facet panel; those that could not narrow the results are left out.
 * @type {(state: State, i18n: I18n) => Child[]}
 */
export function distribution({ answer }, i18n) {
  /** @type {Pick<Spread, 'dates' | 'sources' | 'languages'>} */
  const { dates, sources, languages } = answer.spread ?? { dates: [], sources: [], languages: [] }
  const { query, sort, narrowed: names } = answer
  /** @type {Partial<Place>} */
  const at = { view: 'results', query, sort, names }
  const bars = dates.map(({ name, count }) => ({
    name,
    counts: [count],
    words: `${i18n.period(name)}: ${i18n.articles(count)}`,
  }))
  const named = languages.filter(({ name }) => name)
  return [
    bars.length > 1 && section(i18n.whenPublished, timeChart(bars, at, i18n)),
    sources.length > 1 &&
      section(
        i18n.sources,
        choices(sources, 'source', (name) => name, at, i18n),
      ),
    named.length > 1 &&
      section(i18n.languages, choices(named, 'language', i18n.languageName, at, i18n)),
  ]
}

/** @type {(title: string, list: Child) => Child} */
const section = (title, list) => node('section', {}, node('h3', { class: 'small' }, title), list)

/**
 * @type {(
 *   list: Counted[],
 *   operator: string,
 *   shown: (name: string) => string,
 *   at: Partial<Place>,
 *   i18n: I18n
 * ) => Child}
 */
function choices(list, operator, shown, at, i18n) {
  return node(
    'ul',
    { role: 'list' },
    list.map(({ name, count }) => {
      const to = place({ ...at, query: withOperators(at.query, { [operator]: name }) })
      return node(
        'li',
        {},
        node(
          'a',
          { href: format(to), 'data-key': `${operator} ${name}` },
          node('bdi', {}, shown(name)),
        ),
        node('span', { class: 'number', 'aria-label': i18n.inArticles(count) }, i18n.number(count)),
      )
    }),
  )
}
