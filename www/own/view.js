// View of the reader's own articles: choosing files, assigning columns, the open collection, the
// stored ones.

import { refused } from '../views/notices.js'
import { heading, node, titledSection } from '../views/dom.js'
import { COLUMNS } from './columns.js'
import { stringsFor } from './strings.js'

/**
 * @import {
 *   Attributes, Child, OwnStrings, Screen, StoredCollection, Table
 * } from '../internal.d.ts'
 */

/** @type {Screen} */
export function own({ own: { title, saved, table, stored, problem }, overview }, i18n) {
  const strings = stringsFor(i18n)
  /** @type {(one: StoredCollection) => string} */
  const details = ({ articles, bytes, day }) =>
    [i18n.articles(articles), strings.size(bytes), i18n.date(day.slice(0, 10))].join(' · ')
  return [
    heading({ class: 'label' }, strings.title),
    problem &&
      node(
        'div',
        { class: 'notice', role: 'alert' },
        node(
          'p',
          {},
          `${/** @type {any} */ (strings)[problem.key]} ${problem.detail ?? ''}`.trim(),
        ),
        refused({ refusals: problem.refusals ?? [] }, i18n),
      ),
    title &&
      node(
        'section',
        { class: 'opened' },
        node(
          'p',
          {},
          node('strong', {}, node('bdi', {}, title)),
          node('span', { class: 'quiet' }, ` · ${i18n.articles(overview?.total ?? 0)}`),
        ),
        node(
          'div',
          { class: 'choices' },
          !saved && button('keep', strings.keep),
          button('save', strings.save),
          button('close', strings.close),
        ),
      ),
    table ? columnsForm(table, strings) : chooser(strings),
    stored.length > 0 &&
      titledSection(
        strings.onThisMachine,
        node(
          'ul',
          { class: 'lines kept', role: 'list' },
          stored.map((one) =>
            node(
              'li',
              {},
              node(
                'span',
                {},
                node('bdi', {}, one.title),
                node('span', { class: 'quiet' }, ` · ${details(one)}`),
              ),
              node(
                'span',
                { class: 'choices' },
                button('openStored', strings.open, {
                  'data-id': one.id,
                  'aria-label': `${strings.open}: ${one.title}`,
                }),
                button('forget', strings.forget, {
                  'data-id': one.id,
                  'aria-label': `${strings.forget}: ${one.title}`,
                }),
              ),
            ),
          ),
        ),
      ),
  ]
}

/**
 * Buttons do not submit: a sandboxed frame may forbid forms.
 * @type {(command: string, label: string, details?: Attributes) => HTMLElement}
 */
function button(command, label, details = {}) {
  const key = [command, ...Object.values(details)].join(' ')
  return node(
    'button',
    { type: 'button', 'data-action': 'own', 'data-command': command, 'data-key': key, ...details },
    label,
  )
}

/** @type {(strings: OwnStrings) => Child} */
function chooser(strings) {
  return [
    node('p', {}, strings.text),
    node(
      'div',
      { class: 'drop' },
      node('p', {}, strings.drop),
      node(
        'div',
        { class: 'choices' },
        button('choose', strings.files),
        button('choose', strings.folder, { 'data-folder': 'yes' }),
      ),
      node('p', { class: 'quiet' }, strings.formats),
    ),
    node(
      'form',
      { class: 'paste' },
      node(
        'label',
        {},
        strings.paste,
        node('textarea', { name: 'text', rows: 4, 'data-key': 'paste', spellcheck: 'false' }),
      ),
      button('paste', strings.read),
    ),
  ]
}

const CELL_CHARS = 120

/**
 * The first rows, and for each meaning a select of the columns.
 * @type {(table: Table & { name: string }, strings: OwnStrings) => Child}
 */
function columnsForm({ name, header, rows, columns }, strings) {
  /** @type {(meaning: keyof OwnStrings['columns']) => Child} */
  const choice = (meaning) =>
    node(
      'label',
      {},
      node('span', {}, strings.columns[meaning]),
      node(
        'select',
        { name: meaning, 'data-key': `column ${meaning}`, 'aria-label': strings.columns[meaning] },
        meaning !== 'text' && node('option', { value: -1 }, '–'),
        header.map((title, at) =>
          node(
            'option',
            { value: at, selected: at === columns[meaning] },
            title || strings.column({ number: at + 1 }),
          ),
        ),
      ),
    )
  /** @type {(cells: string[]) => Child} */
  const row = (cells) =>
    node(
      'tr',
      {},
      cells.map((cell) =>
        node('td', {}, cell.length > CELL_CHARS ? `${cell.slice(0, CELL_CHARS)}…` : cell),
      ),
    )
  return node(
    'form',
    { class: 'columns' },
    node('p', {}, strings.table({ name })),
    node('div', { class: 'fields' }, COLUMNS.map(choice)),
    node(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': name },
      node(
        'table',
        {},
        node(
          'thead',
          {},
          node(
            'tr',
            {},
            header.map((title) => node('th', { scope: 'col' }, title)),
          ),
        ),
        node('tbody', {}, rows.map(row)),
      ),
    ),
    node(
      'div',
      { class: 'choices' },
      button('columns', strings.read),
      button('cancel', strings.cancel),
    ),
  )
}

/**
 * Progress while files are read, above whatever is shown.
 * @type {Screen}
 */
export function reading({ own: { reading: at } }, i18n) {
  const strings = stringsFor(i18n)
  const share = at.found === undefined ? { max: Math.max(1, at.bytes), value: at.bytesDone } : {}
  return [
    node('span', {}, at.found === undefined ? strings.reading(at) : strings.found(at.found)),
    node('progress', { 'aria-label': strings.progress, ...share }),
    button('cancel', strings.cancel),
  ]
}
