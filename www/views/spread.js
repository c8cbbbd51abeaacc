// When and where the articles of an answer appeared; choosing a bar or a place adds it to the query, where it can be seen,
// changed and taken off again.

import { narrowed } from '../periods.js'
import { format, place } from '../route.js'
import { timeBars } from './bars.js'
import { node } from './node.js'

/** Sections for the panel beside the results; one that could not narrow anything is left out. */
export function spread({ answer }, say) {
  const { dates, sources, languages } = answer.spread ?? { dates: [], sources: [], languages: [] }
  const { query, sort, narrowed: names } = answer
  const at = { view: 'results', query, sort, names }
  const bars = dates.map(({ name, count }) => ({ name, counts: [count], words: `${say.period(name)}: ${say.articles(count)}` }))
  const named = languages.filter(({ name }) => name)
  return [
    bars.length > 1 && section(say.whenPublished, timeBars(bars, at, say)),
    sources.length > 1 && section(say.sources, choices(sources, 'source', (name) => name, at, say)),
    named.length > 1 && section(say.languages, choices(named, 'language', say.languageName, at, say)),
  ]
}

const section = (title, list) => node('section', {}, node('h3', { class: 'small' }, title), list)

function choices(list, operator, shown, at, say) {
  return node('ul', { role: 'list' }, list.map(({ name, count }) => {
    const to = place({ ...at, query: narrowed(at.query, { [operator]: name }) })
    return node(
      'li', {}, node('a', { href: format(to), 'data-key': `${operator} ${name}` }, node('bdi', {}, shown(name))),
      node('span', { class: 'number', 'aria-label': say.inArticles(count) }, say.number(count)),
    )
  }))
}
