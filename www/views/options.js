// Suggestions below the field: words first, then entities, then articles by their headline.

import { node, speech } from './node.js'

export function options({ options: { items, active } }, say) {
  return items.map((item, index) => node(
    'li', {
      id: `option-${index}`, role: 'option', 'aria-selected': String(index === active), 'data-do': 'option', 'data-index': index,
    },
    item.is === 'word'
      ? [node('bdi', { class: 'word' }, item.query), ' ', node('small', {}, say.inArticles(item.count))]
      : item.is === 'entity' ? [node('bdi', { class: 'word' }, item.name), ' ', node('small', {}, say.kinds[item.kind])]
      : [node('span', { class: 'headline', ...speech(item.language) }, item.label), ' ', node('small', {}, say.article)],
  ))
}
