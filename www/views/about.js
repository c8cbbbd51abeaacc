// About the collection: its files, what was recognised by which rules, and how to verify that
// nothing leaves the page.

import { correctionList } from './entity.js'
import { listFooter } from './lists.js'
import { heading, node, titledSection } from './dom.js'
import { format, place } from '../route.js'

/** @import { AboutList, Child, FileView, I18n, ListScreen, State } from '../internal.d.ts' */

/** Training data of the model; see models/README.md. */
const MODEL_SOURCES =
  'Wikigold, re3d, UNER, CrossNER, Re-DocRED, GUM, WNUT 17, Broad Twitter Corpus, GMB'

/** @type {ListScreen<AboutList>} */
export function about({ list, overview, corrections, names }, i18n) {
  const { found, covered, uncovered, openDates, rules, items, version } = list
  /** @type {(texts: Child[]) => Child} */
  const lines = (texts) =>
    node(
      'ul',
      { class: 'lines', role: 'list' },
      texts.filter(Boolean).map((text) => node('li', {}, text)),
    )
  const count = corrections.same.length + corrections.different.length
  const languages = overview.languages.map(
    ({ language, count: n }) =>
      `${language ? i18n.languageName(language) : '?'}: ${i18n.articles(n)}`,
  )
  return [
    heading({ class: 'label' }, i18n.aboutTitle),
    lines([
      [
        i18n.articles(overview.total),
        i18n.words(overview.words),
        overview.firstDate && i18n.span(overview.firstDate, overview.lastDate),
      ]
        .filter(Boolean)
        .join(' · '),
      ...languages,
    ]),
    titledSection(
      i18n.privacy,
      i18n.privacyText.map((text) => node('p', {}, text)),
    ),
    names === 'known'
      ? titledSection(
          i18n.recognised,
          lines([
            `${i18n.entities(found.entities)} · ${i18n.mentions(found.mentions)}`,
            i18n.withSpeaker(found.speakers, { quotes: i18n.quotes(found.quotes) }),
            i18n.withValue(found.values, { amounts: i18n.amounts(found.amounts) }),
            i18n.placedDates(found.dates - openDates.reduce((sum, { count: n }) => sum + n, 0), {
              dates: i18n.dates(found.dates),
            }),
            ...openDates.map(
              ({ name, count: n }) => `${i18n.dates(n)}: ${i18n.open[name] ?? name}`,
            ),
            i18n.covered(covered),
            uncovered > 0 && i18n.uncovered(uncovered),
          ]),
        )
      : node(
          'p',
          { class: 'quiet' },
          /** @type {Partial<Record<State['names'], string>>} */ ({
            failed: i18n.namesFailed,
            off: i18n.namesOff,
            later: i18n.namesLater,
          })[names] ?? i18n.namesUnread,
        ),
    rules.length > 0 &&
      titledSection(
        i18n.rules,
        lines(rules.map(({ name, count: n }) => `${i18n.mergeReason(name)} ${i18n.times(n)}`)),
      ),
    titledSection(
      i18n.modelTitle,
      i18n.model.map((text) => node('p', {}, text.replace('{sources}', MODEL_SOURCES))),
    ),
    titledSection(
      i18n.mine,
      node('p', {}, i18n.mineText),
      correctionList(corrections, i18n),
      node(
        'div',
        { class: 'choices' },
        count > 0 &&
          node(
            'button',
            { type: 'button', 'data-action': 'saveCorrections', 'data-key': 'save corrections' },
            i18n.saveCorrections,
          ),
        node(
          'button',
          { type: 'button', 'data-action': 'forget', 'data-key': 'forget' },
          i18n.forget,
        ),
      ),
    ),
    titledSection(i18n.files, files(items, i18n)),
    listFooter(list, i18n),
    node('p', { class: 'quiet' }, i18n.version({ version })),
  ]
}

/** @type {(items: FileView[], i18n: I18n) => Child} */
function files(items, i18n) {
  const titles = i18n.fileColumns
  return node(
    'table',
    { class: 'files' },
    node(
      'thead',
      {},
      node(
        'tr',
        {},
        Object.values(titles).map((words) => node('th', { scope: 'col' }, words)),
      ),
    ),
    node(
      'tbody',
      {},
      items.map(({ id, source, label, language, bytes, hash }) =>
        node(
          'tr',
          {},
          node(
            'th',
            { scope: 'row' },
            node(
              'a',
              { href: format(place({ id })), 'data-key': `file ${id}`, title: label },
              node('bdi', {}, source || label),
            ),
          ),
          node('td', { 'data-title': titles.language }, language && i18n.languageName(language)),
          node('td', { 'data-title': titles.length }, i18n.number(bytes)),
          node('td', { 'data-title': titles.hash }, node('code', {}, hash)),
        ),
      ),
    ),
  )
}
