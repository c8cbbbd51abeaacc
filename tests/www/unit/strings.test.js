import assert from 'node:assert/strict'
import { test } from 'node:test'
import { STRINGS } from '../../../www/own/strings.js'
import { STRINGS as QUERY_STRINGS } from '../../../www/query/strings.js'
import { englishI18n, LANGUAGES, loadI18n } from '../../../www/strings/i18n.js'

const i18n = englishI18n()

test('numbers are formatted and choose singular or plural', () => {
  assert.equal(i18n.articles(0), '0 articles')
  assert.equal(i18n.articles(1), '1 article')
  assert.equal(i18n.articles(2000), '2,000 articles')
  assert.equal(i18n.showAside(1), 'Show the 1 passage set aside')
  assert.equal(i18n.hit(0, 1), '1 match')
  assert.equal(i18n.hit(3, 12), '3 of 12')
})

test('dates do not shift with the time zone', async () => {
  assert.equal(i18n.date('2023-05-30'), 'May 30, 2023')
  assert.equal((await loadI18n('en-GB')).date('2023-01-01'), '1 January 2023')
})

test('an invalid date is shown unchanged', () => {
  for (const odd of ['2023', 'last May', '2023-13-45']) assert.equal(i18n.date(odd), odd)
})

test('a range within one month names it once', () => {
  assert.equal(i18n.span('2023-05-02', '2023-05-30'), 'May 2023')
  assert.match(i18n.span('2023-05-02', '2025-03-01'), /^May 2023\s–\sMarch 2025$/)
  assert.equal(i18n.span('?', '?'), '?')
})

test('an unsupported or invalid language tag falls back to English', async () => {
  for (const lang of ['xx', 'en-!!', 'english', '', null, undefined])
    assert.equal((await loadI18n(lang)).date('2023-05-30'), 'May 30, 2023')
})

test('the count tells hits with all words from hits with some', () => {
  const outcome = (total, complete) => i18n.found({ total, complete, query: ' a b ' }).join('|')
  assert.equal(outcome(0, 0), 'Nothing found for |a b')
  assert.equal(outcome(1, 1), '1 article for |a b')
  assert.equal(outcome(2000, 2000), '2,000 articles for |a b')
  assert.equal(outcome(1, 0), '1 article has only some of the words: |a b')
  assert.equal(outcome(2, 0), '2 articles have only some of the words: |a b')
  assert.equal(outcome(2, 1), '1 article has every word, 1 has some: |a b')
  assert.equal(outcome(5, 2), '2 articles have every word, 3 have some: |a b')
})

test('matches are explained in words', () => {
  assert.equal(i18n.also(['signing', 'signed']), 'also: signing, signed')
  assert.equal(i18n.similar(['signing']), 'similar spelling: signing')
})

test('an unknown error code has a message', () => {
  assert.equal(i18n.failure('never-heard-of').length, 2)
})

// Every string of a language by its path.
function texts(words, path = '') {
  if (typeof words === 'string') return [[path, words]]
  return Object.entries(words).flatMap(([key, value]) => texts(value, `${path}/${key}`))
}
const slots = (text) => [...new Set(text.match(/\{\w+\}/g))].sort().join()

function assertWhole(words, floor) {
  const [ours, model] = [words, floor].map(
    (all) => new Map(texts({ ...all, forms: [], tips: [], keys: [] })),
  )
  assert.deepEqual([...ours.keys()], [...model.keys()])
  for (const [path, text] of ours) {
    const [forms, others] = [text, model.get(path)].map((all) => all.split('|'))
    for (const form of forms) assert.equal(slots(form), slots(others[0]), `${path}: ${form}`)
    if (others.length > 1) assert.equal(forms.length, words.forms.length, `${path}: ${text}`)
  }
}

for (const [code, load] of Object.entries(LANGUAGES)) {
  test(`${code} has every string, with the same slots and all plural forms`, async () => {
    const [{ default: words }, { default: floor }] = await Promise.all([load(), LANGUAGES.en()])
    assertWhole(words, floor)
    for (const chunk of [STRINGS, QUERY_STRINGS]) {
      assertWhole(chunk[code], chunk.en)
      assert.deepEqual(chunk[code].forms, words.forms)
    }
    assert.deepEqual(
      [words.lang, words.tips.length, words.keys.length],
      [code, floor.tips.length, floor.keys.length],
    )
  })
}

test('each language uses its own plural rules', async () => {
  const i18n = Object.fromEntries(
    await Promise.all(Object.keys(LANGUAGES).map(async (code) => [code, await loadI18n(code)])),
  )
  const forms = (code) => [1, 2, 5, 22].map((n) => i18n[code].articles(n))
  assert.deepEqual(forms('pl'), ['1 artykuł', '2 artykuły', '5 artykułów', '22 artykuły'])
  assert.deepEqual(forms('uk'), ['1 стаття', '2 статті', '5 статей', '22 статті'])
  assert.deepEqual(forms('lt'), [
    '1 straipsnis',
    '2 straipsniai',
    '5 straipsniai',
    '22 straipsniai',
  ])
  assert.equal(i18n.lt.articles(10), '10 straipsnių')
  assert.deepEqual(forms('de'), ['1 Artikel', '2 Artikel', '5 Artikel', '22 Artikel'])
})
