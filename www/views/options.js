// The listbox of suggestions: words, entities, articles.

import { node, languageAttributes } from './dom.js'

/** @import { I18n, State } from '../internal.d.ts' */

/** @type {(state: State, i18n: I18n) => Node[]} */
export function options({ options: { items, active } }, i18n) {
  return items.map((item, index) =>
    node(
      'li',
      {
        id: `option-${index}`,
        role: 'option',
        'aria-selected': String(index === active),
        'data-action': 'option',
        'data-index': index,
      },
      item.is === 'word'
        ? [
            node('bdi', { class: 'word' }, item.query),
            ' ',
            node('small', {}, i18n.inArticles(item.count)),
          ]
        : item.is === 'entity'
          ? [
              node('bdi', { class: 'word' }, item.name),
              ' ',
              node('small', {}, i18n.kinds[item.kind]),
            ]
          : [
              node('span', { class: 'headline', ...languageAttributes(item.language) }, item.label),
              ' ',
              node('small', {}, i18n.article),
            ],
    ),
  )
}
