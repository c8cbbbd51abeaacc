// Entities as links: in running text, in lists, and the card that opens over a mention.

import { format, place } from '../route.js'
import { groupByEntity } from '../segments.js'
import { markHits, node } from './dom.js'

/** @import { Attributes, Child, EntityNumber, EntityRow, I18n, Segment } from '../internal.d.ts' */

/**
 * A link to an entity's page; without an id, to a phrase search for its name.
 * @type {(entity: { id: string, name: string }, attributes?: Attributes) => HTMLElement}
 */
export function entityLink(entity, attributes = {}) {
  return node('a', { href: entityAddress(entity), ...attributes }, node('bdi', {}, entity.name))
}

/** @type {(entity: { id: string, name: string }) => string} */
const entityAddress = ({ id, name }) =>
  format(place(id ? { view: 'entity', id } : { query: `"${name.replaceAll('"', ' ')}"` }))

/**
 * Segments as text: hits as <mark>, mentions as links that open a card. Only the first mention of
 * each entity is a tab stop; `seen` collects those of the article so far.
 * @type {(
 *   segments: readonly Segment[],
 *   entities: EntityRow[],
 *   i18n: I18n,
 *   seen: number[]
 * ) => Child}
 */
export function annotatedText(segments, entities, i18n, seen) {
  return groupByEntity(segments).map(({ entity, segments: parts }) => {
    const text = markHits(parts)
    const named = entities[entity]
    if (!named) return text
    const again = seen.includes(entity)
    seen.push(entity)
    return node(
      'a',
      {
        class: `name ${named.kind}`,
        href: entityAddress(named),
        'data-action': 'card',
        'data-place': entity,
        'data-key': `name ${seen.length} ${named.id}`,
        'data-id': named.id,
        title: i18n.kinds[named.kind],
        'aria-haspopup': 'dialog',
        tabindex: again && -1,
      },
      text,
    )
  })
}

/**
 * Content of the card.
 * @type {(entity: EntityRow, i18n: I18n) => Child[]}
 */
export function card(entity, i18n) {
  const { id, kind, name, role, others } = entity
  return [
    node('p', { class: 'small' }, i18n.kinds[kind]),
    node('p', { class: 'card-name', id: 'card-name' }, node('bdi', {}, name)),
    role && node('p', {}, role),
    others.length > 0 && node('p', { class: 'quiet' }, i18n.alsoWritten(others)),
    id && node('p', { class: 'quiet' }, i18n.named(entity)),
    node(
      'p',
      { class: 'actions' },
      id && entityLink({ id, name: i18n.openEntity }),
      node(
        'a',
        { href: id ? format(place({ names: id })) : entityAddress(entity) },
        i18n.articlesWith,
      ),
    ),
  ]
}

/**
 * Entities as a list of links, each with a number.
 * @type {(entities: EntityRow[], number: EntityNumber, i18n: I18n) => Child}
 */
export function entityList(entities, number, i18n) {
  return node(
    'ul',
    { class: 'entities', role: 'list' },
    entities.map((entity) =>
      node(
        'li',
        {},
        entityLink(entity, { 'data-key': `entity ${entity.id || entity.name}` }),
        node('span', { class: 'number', 'aria-label': number(entity).words }, number(entity).short),
      ),
    ),
  )
}
