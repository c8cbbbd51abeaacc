import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toData, toRows, toCsv, toJson, toSvg } from '../../../www/export.js'
import { openPage } from './dom.js'

const segment = (text, hit = false) => ({ text, hit, as: null, entity: null })
const lines = (csv) => csv.replace('\ufeff', '').trimEnd().split('\r\n')

test('rows: nested objects are flattened, passages joined, lists of names in one cell', () => {
  const quote = {
    text: 'Yes, “no”',
    speaker: { id: 'person-a', name: 'A' },
    article: { id: 'x', label: 'He said "so"', date: null },
    sentence: [segment('Yes '), segment('no', true)],
    entities: [{ name: 'A' }, { name: 'B' }],
    snippets: [[segment('one')], [segment('two')]],
  }
  assert.deepEqual(lines(toCsv([quote])), [
    'text,speaker.id,speaker.name,article.id,article.label,article.date,sentence,entities,snippets',
    '"Yes, “no”",person-a,A,x,"He said ""so""",,Yes no,A; B,one; two',
  ])
})

test('a cell that a spreadsheet would run as a formula is escaped; numbers stay numbers', () => {
  assert.deepEqual(lines(toCsv([{ a: '=HYPERLINK("x")', b: -5, c: '-5', d: '@x', e: '+1' }])), [
    'a,b,c,d,e',
    `"'=HYPERLINK(""x"")",-5,'-5,'@x,'+1`,
  ])
})

test('line breaks stay within their cell, and no rows give no lines', () => {
  assert.equal(toCsv([{ a: 'one\ntwo' }]), '\ufeffa\r\n"one\ntwo"\r\n')
  assert.equal(toCsv([]).trim(), '')
  assert.equal(toJson([{ a: 1 }]), '[\n  {\n    "a": 1\n  }\n]\n')
})

test('rows of a graph are its edges', () => {
  const view = {
    items: [{ name: 'A' }, { name: 'B' }],
    edges: [{ a: 1, b: 0, sentences: 2, score: 1 }],
  }
  assert.deepEqual(toRows(view), [{ a: 'B', b: 'A', sentences: 2, score: 1 }])
  assert.deepEqual(toData(view), { nodes: view.items, edges: view.edges })
})

test('a saved SVG has units in place of percent, and no links', async () => {
  openPage()
  const { svgNode } = await import('../../../www/views/dom.js')
  const drawing = svgNode(
    'svg',
    { class: 'drawing' },
    svgNode(
      'a',
      { href: '#/p/' },
      svgNode('line', { x1: '0%', y1: '50%', x2: '100%', y2: '25%', stroke: '#999' }),
    ),
  )
  const svg = toSvg(drawing)
  assert.match(svg, /viewBox="0 0 1200 800"/)
  assert.match(svg, /x1="0\.0" y1="400\.0" x2="1200\.0" y2="200\.0"/)
  assert.ok(!svg.includes('href'))
  assert.ok(drawing.querySelector('a').hasAttribute('href'), 'the one on the screen keeps them')
})
