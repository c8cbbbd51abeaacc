import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cite } from '../../../www/cite.js'
import { englishI18n } from '../../../www/strings/i18n.js'

const article = {
  id: 'news/ferry_1',
  label: 'The ferry & the 50% rule [update]',
  date: '2024-03-01',
  source: 'courier.example',
  url: null,
  language: 'en',
}
const all = {
  article,
  passage: 'It sank.\nTwice.',
  link: 'file:///room.html#/a/x',
  today: '2026-01-31',
  collection: 'Harbours',
}
const cited = (style, changes) => cite(style, { ...all, ...changes }, englishI18n('en'))

test('a passage with its source, as text and as Markdown', () => {
  assert.equal(cited('link'), 'file:///room.html#/a/x')
  assert.equal(
    cited('plain'),
    '“It sank.\nTwice.”\n' +
      '— The ferry & the 50% rule [update], courier.example, March 1, 2024, Harbours, ' +
      'accessed January 31, 2026, file:///room.html#/a/x',
  )
  const link = '[The ferry & the 50% rule \\[update\\]](<file:///room.html#/a/x>)'
  assert.ok(cited('markdown').startsWith(`> It sank.\n> Twice.\n\n${link}, courier`))
  assert.match(cited('plain', { passage: '' }), /^The ferry/)
})

test('BibTeX: special characters are escaped, the headline keeps its capitals', () => {
  const entry = cited('bibtex')
  assert.match(entry, /^@misc\{2024news-ferry-1,$/m)
  assert.match(entry, /^ {2}title = \{\{The ferry \\& the 50\\% rule \[update\]\}\},$/m)
  assert.match(entry, /^ {2}month = mar,$/m)
  assert.match(entry, /^ {2}day = \{1\},$/m)
  const braces = entry.replace(/\\[{}]/g, '')
  assert.equal(braces.split('{').length, braces.split('}').length)
  assert.match(
    cited('bibtex', { article: { ...article, date: null, label: '{~^\\}' } }),
    /title = \{\{\\\{\\textasciitilde\{\}\\textasciicircum\{\}\\textbackslash\{\}\\\}\}\}/,
  )
})

test('CSL-JSON: dates as parts, the URL of the original before that of the page', () => {
  const [item] = JSON.parse(
    cited('csl', { article: { ...article, url: 'https://courier.example/1' } }),
  )
  assert.deepEqual(item.issued, { 'date-parts': [[2024, 3, 1]] })
  assert.deepEqual(
    [item.URL, item['container-title'], item.archive],
    ['https://courier.example/1', 'courier.example', 'Harbours'],
  )
  assert.equal(
    JSON.parse(cited('csl', { article: { ...article, date: null } }))[0].issued,
    undefined,
  )
})
