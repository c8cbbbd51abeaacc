// The desk as it is drawn: files to choose, columns to name, what is open, what is kept.

import { refused } from '../views/notices.js'
import { heading, node, part } from '../views/dom.js'
import { COLUMNS } from './columns.js'
import { stringsFor } from './strings.js'

export function own({ own: { title, saved, table, kept, problem }, overview }, i18n) {
  const words = stringsFor(i18n)
  return [
    heading({ class: 'label' }, words.title),
    problem && node('div', { class: 'notice', role: 'alert' }, node('p', {}, `${words[problem.key]} ${problem.detail ?? ''}`.trim()), refused({ refusals: problem.refusals ?? [] }, i18n)),
    title && node(
      'section', { class: 'opened' },
      node('p', {}, node('strong', {}, node('bdi', {}, title)), node('span', { class: 'quiet' }, ` · ${i18n.articles(overview?.total ?? 0)}`)),
      node('div', { class: 'choices' }, !saved && button('keep', words.keep), button('save', words.save), button('close', words.close)),
    ),
    table ? columnsForm(table, words) : chooser(words),
    kept.length > 0 && part(words.onThisMachine, node('ul', { class: 'lines kept', role: 'list' }, kept.map((one) => node(
      'li', {},
      node('span', {}, node('bdi', {}, one.title), node('span', { class: 'quiet' }, ` · ${i18n.articles(one.articles)} · ${words.size(one.bytes)} · ${i18n.date(one.day.slice(0, 10))}`)),
      node('span', { class: 'choices' }, button('openKept', words.open, { 'data-id': one.id, 'aria-label': `${words.open}: ${one.title}` }), button('forget', words.forget, { 'data-id': one.id, 'aria-label': `${words.forget}: ${one.title}` })),
    )))),
  ]
}

// No form is ever submitted: a sandboxed frame would not let it.
function button(act, label, details = {}) {
  const key = [act, ...Object.values(details)].join(' ')
  return node('button', { type: 'button', 'data-do': 'desk', 'data-act': act, 'data-key': key, ...details }, label)
}

function chooser(words) {
  return [
    node('p', {}, words.text),
    node(
      'div', { class: 'drop' },
      node('p', {}, words.drop),
      node('div', { class: 'choices' }, button('choose', words.files), button('choose', words.folder, { 'data-folder': 'yes' })),
      node('p', { class: 'quiet' }, words.formats),
    ),
    node(
      'form', { class: 'paste' },
      node('label', {}, words.paste, node('textarea', { name: 'text', rows: 4, 'data-key': 'paste', spellcheck: 'false' })),
      button('paste', words.read),
    ),
  ]
}

const CELL_CHARS = 120

// The first rows, and for each meaning a choice of their columns.
function columnsForm({ name, header, rows, columns }, words) {
  const choice = (meaning) => node(
    'label', {}, node('span', {}, words.columns[meaning]),
    node(
      'select', { name: meaning, 'data-key': `column ${meaning}`, 'aria-label': words.columns[meaning] },
      meaning !== 'text' && node('option', { value: -1 }, '–'),
      header.map((title, at) => node('option', { value: at, selected: at === columns[meaning] }, title || words.column({ number: at + 1 }))),
    ),
  )
  const row = (cells) => node('tr', {}, cells.map((cell) => node('td', {}, cell.length > CELL_CHARS ? `${cell.slice(0, CELL_CHARS)}…` : cell)))
  return node(
    'form', { class: 'columns' },
    node('p', {}, words.table({ name })),
    node('div', { class: 'fields' }, COLUMNS.map(choice)),
    node(
      'div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': name },
      node('table', {}, node('thead', {}, node('tr', {}, header.map((title) => node('th', { scope: 'col' }, title)))), node('tbody', {}, rows.map(row))),
    ),
    node('div', { class: 'choices' }, button('columns', words.read), button('cancel', words.cancel)),
  )
}

/** While files are read, above whatever is shown. */
export function reading({ own: { reading: at } }, i18n) {
  const words = stringsFor(i18n)
  const share = at.found === undefined ? { max: Math.max(1, at.bytes), value: at.bytesDone } : {}
  return [
    node('span', {}, at.found === undefined ? words.reading(at) : words.found(at.found)),
    node('progress', { 'aria-label': words.progress, ...share }),
    button('cancel', words.cancel),
  ]
}
