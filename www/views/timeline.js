// Timeline: dates in the articles, in order of time, beside the days of publication.

import { passagePlace, source, sureness, toldBy } from './evidence.js'
import { timeChart } from './time-chart.js'
import { dateMeaning } from './facts.js'
import { listFooter } from './lists.js'
import { chips, fields } from './filters.js'
import { heading, markHits, node, languageAttributes } from './dom.js'
import { format } from '../route.js'

/** @import { Child, DateView, I18n, ListScreen, TimelineList } from '../internal.d.ts' */

/** @type {ListScreen<TimelineList>} */
export function timeline({ list }, i18n) {
  const { total, open, bars, items, named, place: at } = list
  const shown = bars.map(({ name, dates, articles }) => ({
    name,
    counts: [dates, articles],
    words: i18n.bar({
      period: i18n.period(name),
      dates: i18n.dates(dates),
      articles: `${i18n.articles(articles)} ${i18n.published}`,
    }),
  }))
  return [
    heading({ class: 'label' }, i18n.sectionNames.timeline),
    fields(list, i18n, { days: true, sureness: true }),
    chips(at.names, named, i18n),
    shown.length > 0 &&
      node(
        'figure',
        { class: 'time', part: 'bars', 'aria-label': i18n.timelineBars },
        timeChart(shown, at, i18n),
        node(
          'figcaption',
          { class: 'quiet' },
          node('span', { class: 'key' }),
          i18n.inText,
          node('span', { class: 'key key-1' }),
          i18n.published,
          node('span', {}, i18n.brushTip),
        ),
      ),
    total
      ? node(
          'ol',
          { class: 'dates', role: 'list' },
          items.map((date, index) => articleRow(date, items[index - 1], i18n)),
        )
      : node('p', {}, i18n.noDates),
    open > 0 && node('p', { class: 'quiet' }, i18n.openDates(open)),
    listFooter(list, i18n),
  ]
}

/**
 * A date. A relative or open one is marked as uncertain; a meaning that repeats is hidden.
 * @type {(date: DateView, before: DateView | undefined, i18n: I18n) => Child}
 */
function articleRow(date, before, i18n) {
  const { article, relative, sentence, confidence } = date
  const meaning = dateMeaning(date, i18n)
  const repeated = before && dateMeaning(before, i18n) === meaning
  return node(
    'li',
    { class: relative || !date.from || !date.to ? 'uncertain' : '' },
    node('p', { class: repeated ? 'day unseen' : 'day' }, meaning),
    node(
      'div',
      {},
      node(
        'p',
        { class: 'snippet', ...languageAttributes(article.language) },
        node(
          'a',
          { class: 'passage', href: format(passagePlace(article.id, sentence)) },
          markHits(sentence),
        ),
      ),
      source(date, i18n),
      node(
        'p',
        { class: 'why' },
        sureness(confidence, i18n),
        relative && node('span', {}, i18n.reckoned),
        toldBy(date, i18n),
      ),
    ),
  )
}
