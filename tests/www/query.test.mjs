// With the core: a chip removes what it says and nothing else, and the form reads what it composed.
import assert from 'node:assert/strict'
import test from 'node:test'
import { open } from '../../dist/index.js'
import { fieldsOf, textOf } from '../../www/query/fields.js'
import { meaningOf, queryParts, withoutPart } from '../../www/query/parts.js'
import { partChips } from '../../www/query/view.js'
import { englishI18n } from '../../www/strings/i18n.js'
import { openPage } from './unit/dom.js'

openPage()

const documents = [{ id: 'fog', text: 'Fog and rain lay over the harbour.' }]
const room = await open({ documents, entities: false, worker: false })
const read = async (query) => queryParts(await room.search(query, { limit: 0 }))

const PARTS = [
  ['fog'],
  ['rain', 'sea mist'],
  ['"night train"'],
  ['+ferry', '+"old pier"'],
  ['-hail', 'NOT snow', '!sun', '-"blue sky"', '-(wind OR storm)'],
  ['(quay OR pier)', 'quay OR "old pier" OR dock'],
  ['tide NEAR/5 moon', '"tide moon"~3', 'NEAR(tide moon, 4)'],
  ['harb*', 'h?ll', 'smith~1', '/colou?r/'],
  ['title:ferry', '-title:ferry', 'person:"Anna Kowalska"', 'date:2022-02..2022-03'],
  ['author:me', '10:30', 'title:'],
]
const JOINS = [' ', ' AND ', ' && ']

/** Numbers that look random and are the same each time: a linear congruential generator. */
function numbers(seed) {
  let state = seed
  return (below) => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
}

function someQuery(number) {
  const groups = PARTS.filter(() => number(10) < 4)
  return groups
    .map((group) => group[number(group.length)])
    .reduce((query, part) => (query ? query + JOINS[number(JOINS.length)] + part : part), '')
}

/** What is said, however it is typed. */
function said({ is, text, of, typed, ...rest }) {
  const inner = [of].flat().filter(Boolean)
  return JSON.stringify([is, inner.length ? inner.map(said) : text, rest])
}

test('without a part, all others are read as before', async () => {
  const number = numbers(17)
  let removed = 0
  for (let round = 0; round < 400; round += 1) {
    const query = someQuery(number)
    const parts = await read(query)
    const meanings = parts.map((part) => said(meaningOf(part)))
    for (const index of parts.keys()) {
      const left = withoutPart(query, parts, index)
      const expected = meanings.filter((_, at) => at !== index)
      const now = (await read(left)).map((part) => said(meaningOf(part)))
      // One part alone needs no AND, and plain words are not shown.
      if (now.length > 1) assert.deepEqual(now, expected, `${query} | ${left}`)
      removed += 1
    }
  }
  assert.ok(removed > 500, String(removed))
})

test('the form reads what it composed', async () => {
  const number = numbers(5)
  for (let round = 0; round < 400; round += 1) {
    const query = someQuery(number)
    const composed = textOf(fieldsOf(await read(query)))
    const parts = await read(composed)
    if (parts.length) assert.equal(textOf(fieldsOf(parts)), composed, query)
  }
})

test('any text is read, shown and taken apart', async () => {
  const number = numbers(3)
  const signs = [
    ...[
      'fog',
      ' ',
      ' OR ',
      ' AND ',
      'NOT ',
      '-',
      '+',
      '!',
      '(',
      ')',
      '"',
      '“',
      '~5',
      '~',
      '*',
      '?',
    ],
    ...[
      ' w/3 ',
      ' NEAR ',
      'NEAR(',
      ', 5)',
      '/x/',
      '[',
      '..',
      '2022-02',
      '>',
      ' TO ',
      '|',
      '&&',
      '\u{1F32B}',
    ],
    ...[
      'title:',
      'date:',
      'after:',
      'language:',
      'xx_',
      'person:',
      'author:',
      'AROUND(2) ',
      'pre/2 ',
    ],
  ]
  for (let round = 0; round < 1000; round += 1) {
    const query = Array.from({ length: number(12) }, () => signs[number(signs.length)]).join('')
    const parts = await read(query)
    for (const [index, { text, start, end }] of parts.entries()) {
      if (!text.includes(' ')) assert.equal(query.slice(start, end), text)
      assert.ok(withoutPart(query, parts, index).length <= query.length + 4, query)
    }
    assert.equal(typeof textOf(fieldsOf(parts)), 'string')
    const line = partChips(await room.search(query, { limit: 0 }), englishI18n())
    assert.equal(line ? line.children.length : 0, parts.length)
  }
})
