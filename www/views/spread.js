// When and where the articles of an answer appeared; choosing a bar or a place adds it to the query, where it can be seen,
// changed and taken off again.

import { format, place } from '../route.js'
import { node } from './node.js'

/** Sections for the panel beside the results; one that could not narrow anything is left out. */
export function spread({ answer }, say) {
  const { dates, sources, languages } = answer.spread ?? { dates: [], sources: [], languages: [] }
  const named = languages.filter(({ name }) => name)
  return [
    dates.length > 1 && section(say.whenPublished, bars(dates, answer, say)),
    sources.length > 1 && section(say.sources, choices(sources, 'source', (name) => name, answer, say)),
    named.length > 1 && section(say.languages, choices(named, 'language', say.language, answer, say)),
  ]
}

const section = (title, list) => node('section', {}, node('h3', { class: 'small' }, title), list)

function bars(dates, answer, say) {
  const most = Math.max(...dates.map(({ count }) => count))
  const ends = [dates[0], dates.at(-1)].map(({ name }) => node('span', {}, say.period(name)))
  return [node('ol', { class: 'bars', role: 'list' }, dates.map(({ name, count }) => {
    const what = `${say.period(name)}: ${say.articles(count)}`
    const bar = node('span', { class: 'bar-fill', 'aria-hidden': 'true' })
    bar.style.blockSize = `${(100 * count) / most}%`
    if (!count) return node('li', { 'aria-hidden': 'true' }, bar)
    const query = narrowed(answer.query, { after: name, before: following(name) })
    return node('li', {}, link(query, answer, { 'aria-label': what, title: what, 'data-key': `bar ${name}` }, bar))
  })), node('div', { class: 'ends', 'aria-hidden': 'true' }, ends)]
}

function choices(list, operator, shown, answer, say) {
  return node('ul', { role: 'list' }, list.map(({ name, count }) => node(
    'li', {},
    link(narrowed(answer.query, { [operator]: name }), answer, { 'data-key': `${operator} ${name}` }, node('bdi', {}, shown(name))),
    node('span', { class: 'number', 'aria-label': say.inArticles(count) }, say.number(count)),
  )))
}

function link(query, { sort, narrowed: names }, attributes, child) {
  return node('a', { href: format(place({ query, sort, names })), ...attributes }, child)
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
