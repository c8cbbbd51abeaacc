// What the articles speak of in order of time, beside the days on which they were published.

import { passagePlace, source } from './evidence.js'
import { timeBars } from './bars.js'
import { dateMeaning } from './facts.js'
import { closing } from './lists.js'
import { chips, fields } from './narrowing.js'
import { heading, marked, node, speech } from './node.js'
import { format } from '../route.js'

export function timeline({ sheet }, say) {
  const { total, open, bars, items, named, place: at } = sheet
  const shown = bars.map(({ name, dates, articles }) => ({
    name, counts: [dates, articles],
    words: say.bar({ period: say.period(name), dates: say.dates(dates), articles: `${say.articles(articles)} ${say.published}` }),
  }))
  return [
    heading({ class: 'label' }, say.sectionNames.timeline),
    fields(sheet, say, { days: true }),
    chips(at.names, named, say),
    shown.length > 0 && node(
      'figure', { class: 'time', part: 'bars', 'aria-label': say.timelineBars }, timeBars(shown, at, say),
      node('figcaption', { class: 'quiet' }, node('span', { class: 'key' }), say.inText, node('span', { class: 'key key-1' }), say.published, node('span', {}, say.brushTip)),
    ),
    total ? node('ol', { class: 'dates', role: 'list' }, items.map((date, index) => row(date, items[index - 1], say))) : node('p', {}, say.noDates),
    open > 0 && node('p', { class: 'quiet' }, say.openDates(open)),
    closing(sheet, say),
  ]
}

/** A date; one that was reckoned, or has no end, says so. What the row before says of the time is not said again. */
function row(date, before, say) {
  const { article, relative, sentence } = date
  const meaning = dateMeaning(date, say)
  const repeated = before && dateMeaning(before, say) === meaning
  return node(
    'li', { class: relative || !date.from || !date.to ? 'uncertain' : '' },
    node('p', { class: repeated ? 'day unseen' : 'day' }, meaning),
    node(
      'div', {},
      node('p', { class: 'snippet', ...speech(article.language) }, node('a', { class: 'passage', href: format(passagePlace(article.id, sentence)) }, marked(sentence))),
      source(date, say), relative && node('p', { class: 'why' }, say.reckoned),
    ),
  )
}
