// What the collection is made of, what was recognised in it and by which rules, and how to check that nothing leaves.

import { undone } from './entity.js'
import { closing } from './lists.js'
import { heading, node, part } from './node.js'
import { format, place } from '../route.js'

/** What the model learned from; models/README.md says more. */
const MODEL_SOURCES = 'Wikigold, re3d, UNER, CrossNER, Re-DocRED, GUM, WNUT 17, Broad Twitter Corpus, GMB'

export function about({ sheet, overview, corrections, names }, say) {
  const { found, covered, uncovered, openDates, rules, items, version } = sheet
  const lines = (texts) => node('ul', { class: 'lines', role: 'list' }, texts.filter(Boolean).map((text) => node('li', {}, text)))
  const count = corrections.same.length + corrections.different.length
  const languages = overview.languages.map(({ language, count: n }) => `${language ? say.languageName(language) : '?'}: ${say.articles(n)}`)
  return [
    heading({ class: 'label' }, say.aboutTitle),
    lines([
      [say.articles(overview.total), say.words(overview.words), overview.firstDate && say.span(overview.firstDate, overview.lastDate)].filter(Boolean).join(' · '),
      ...languages,
    ]),
    part(say.privacy, say.privacyText.map((text) => node('p', {}, text))),
    names === 'known' ? part(say.recognised, lines([
      `${say.entities(found.entities)} · ${say.mentions(found.mentions)}`,
      say.withSpeaker(found.speakers, { quotes: say.quotes(found.quotes) }),
      say.withValue(found.values, { amounts: say.amounts(found.amounts) }),
      say.placedDates(found.dates - openDates.reduce((sum, { count: n }) => sum + n, 0), { dates: say.dates(found.dates) }),
      ...openDates.map(({ name, count: n }) => `${say.dates(n)}: ${say.open[name] ?? name}`),
      say.covered(covered), uncovered > 0 && say.uncovered(uncovered),
    ])) : node('p', { class: 'quiet' }, { failed: say.namesFailed, off: say.namesOff, later: say.namesLater }[names] ?? say.namesUnread),
    rules.length > 0 && part(say.rules, lines(rules.map(({ name, count: n }) => `${say.because(name)} ${say.times(n)}`))),
    part(say.modelTitle, say.model.map((text) => node('p', {}, text.replace('{sources}', MODEL_SOURCES)))),
    part(
      say.mine, node('p', {}, say.mineText), undone(corrections, say),
      node(
        'div', { class: 'choices' },
        count > 0 && node('button', { type: 'button', 'data-do': 'saveCorrections', 'data-key': 'save corrections' }, say.saveCorrections),
        node('button', { type: 'button', 'data-do': 'forget', 'data-key': 'forget' }, say.forget),
      ),
    ),
    part(say.files, files(items, say)),
    closing(sheet, say),
    node('p', { class: 'quiet' }, say.version({ version })),
  ]
}

function files(items, say) {
  const titles = say.fileColumns
  return node(
    'table', { class: 'files' },
    node('thead', {}, node('tr', {}, Object.values(titles).map((words) => node('th', { scope: 'col' }, words)))),
    node('tbody', {}, items.map(({ id, source, label, language, bytes, hash }) => node(
      'tr', {},
      node('th', { scope: 'row' }, node('a', { href: format(place({ id })), 'data-key': `file ${id}`, title: label }, node('bdi', {}, source || label))),
      node('td', { 'data-title': titles.language }, language && say.languageName(language)),
      node('td', { 'data-title': titles.length }, say.number(bytes)),
      node('td', { 'data-title': titles.hash }, node('code', {}, hash)),
    ))),
  )
}
