// Filters of a list: words, days, kinds, entities.

import { firstDay } from '../periods.js'
import { format, KINDS, place } from '../route.js'
import { node } from './dom.js'

/** @import { AnyList, Child, EntityRef, I18n, Kind, Place } from '../internal.d.ts' */

/**
 * Filter form of a list; its values and the list's place make the new place.
 * @type {(
 *   list: AnyList,
 *   i18n: I18n,
 *   options?: { days?: boolean, sureness?: boolean, sorts?: Record<string, string> | null }
 * ) => Child}
 */
export function fields({ place: at }, i18n, { days = false, sureness = false, sorts } = {}) {
  /** @type {(type: string, name: 'query' | 'after' | 'before', label: string) => Child} */
  const field = (type, name, label) =>
    node(
      'label',
      { class: `field-${name}` },
      node('span', {}, label),
      node('input', {
        type,
        name,
        'data-key': `field ${name}`,
        'data-type': 'narrowing',
        value: type === 'date' ? firstDay(at[name]) : at[name],
        autocomplete: 'off',
      }),
    )
  /** @type {(name: 'sort' | 'sure', label: string, choices: Record<string, string>) => Child} */
  const select = (name, label, choices) =>
    node(
      'label',
      {},
      node('span', {}, label),
      node(
        'select',
        { name, 'data-key': `field ${name}`, 'data-type': 'narrowing' },
        Object.entries(choices).map(([value, words]) =>
          node('option', { value, selected: value === at[name] }, words),
        ),
      ),
    )
  return node(
    'form',
    { class: 'fields', part: 'fields' },
    field('search', 'query', i18n.filterWords),
    days && [field('date', 'after', i18n.filterFrom), field('date', 'before', i18n.filterBefore)],
    sureness && select('sure', i18n.howSure, i18n.sureEnough),
    sorts && select('sort', i18n.sort, sorts),
  )
}

/**
 * Removable chips for the entities a list is filtered by; `known` are entities to look names up in.
 * @type {(names: string, known: readonly EntityRef[], i18n: I18n) => Child}
 */
export function chips(names, known, i18n) {
  const ids = names.split(' ').filter(Boolean)
  /** @type {(id: string) => string} */
  const nameOf = (id) =>
    // an id is made of kind and name
    known.find((one) => one.id === id)?.name ?? id.split('-').slice(1).join(' ')
  return (
    ids.length > 0 &&
    node(
      'ul',
      { class: 'chips', role: 'list', 'aria-label': i18n.narrowedTo },
      ids.map((id) => {
        const name = nameOf(id)
        return node(
          'li',
          {},
          node(
            'button',
            {
              type: 'button',
              'data-action': 'widen',
              'data-id': id,
              'data-key': `chip ${id}`,
              'aria-label': i18n.without({ name }),
            },
            node('bdi', {}, name),
            node('span', { 'aria-hidden': 'true' }, ' ✕'),
          ),
        )
      }),
    )
  )
}

/**
 * Tabs: one for all kinds, one for each.
 * @type {(at: Place, counts: { kind: Kind, count: number }[] | null, i18n: I18n) => Child}
 */
export function tabs(at, counts, i18n) {
  /** @type {(kind: Kind | null, words: string, count?: number) => Child} */
  const tab = (kind, words, count) =>
    node(
      'li',
      {},
      node(
        'a',
        {
          href: format(place({ ...at, kind })),
          'data-key': `kind ${kind}`,
          'aria-current': at.kind === kind && 'page',
        },
        words,
        count != null && [' ', node('span', { class: 'number' }, i18n.number(count))],
      ),
    )
  /** @type {{ kind: Kind, count?: number }[]} */
  const kinds = counts
    ? counts.filter(({ count }) => count)
    : KINDS.slice(0, -1).map((kind) => ({ kind }))
  const all = counts?.reduce((sum, { count }) => sum + count, 0)
  return node(
    'ul',
    { class: 'tabs', role: 'list' },
    tab(null, i18n.allKinds, all),
    kinds.map(({ kind, count }) => tab(kind, i18n.kindsMany[kind], count)),
  )
}
