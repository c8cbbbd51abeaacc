// How a query was read, in words, and the query form: both without a browser.
import assert from 'node:assert/strict'
import test from 'node:test'
import { EMPTY, fieldsOf, textOf } from '../../../www/query/fields.js'
import { meaningOf, queryParts, withoutPart } from '../../../www/query/parts.js'
import { partChips } from '../../../www/query/view.js'
import { loadI18n } from '../../../www/strings/i18n.js'
import { openPage } from './dom.js'

openPage()

/** A query as the core reads it: `kinds` are the parts' kinds by their texts, in order. */
function read(query, kinds = {}) {
  let at = 0
  const reading = Object.entries(kinds).map(([text, kind]) => {
    const start = query.indexOf(text, at)
    assert.ok(start >= 0, `${text} in ${query}`)
    at = start + text.length
    return { text, kind, start, end: at }
  })
  return { query, reading }
}

async function chips(answer, language = 'en') {
  const line = partChips(answer, await loadI18n(language))
  return line
    ? [...line.querySelectorAll('button')].map(({ firstChild }) => firstChild.textContent)
    : []
}

const without = (answer) => {
  const parts = queryParts(answer)
  return parts.map((_, index) => withoutPart(answer.query, parts, index))
}

test('plain words have no chips', async () => {
  for (const query of ['', 'fog', 'fog and rain', 'fog - rain', '10:30 https://x.org', '""'])
    assert.deepEqual(await chips(read(query)), [], query)
})

test('each part says in words what it asks for', async () => {
  for (const [text, kind, words] of [
    ['fog', 'word', 'fog'],
    ['author:me', 'word', 'as words: author:me'],
    ['“night train”', 'phrase', 'exactly: night train'],
    ['+"night train"', 'required', 'must have: "night train"'],
    ['- rain', 'excluded', 'not: rain'],
    ['NOT rain', 'excluded', 'not: rain'],
    ['-(rain OR hail)', 'excluded', 'not: rain or hail'],
    ['-title:rain', 'excluded', 'not: in the headline: rain'],
    ['(hail OR "wet snow" || mist)', 'any', 'hail, "wet snow", or mist'],
    ['fog w/5 rain', 'near', 'fog near rain, at most 5 words apart'],
    ['fog AROUND(1) rain', 'near', 'fog near rain, at most 1 word apart'],
    ['fog NEAR rain', 'near', 'fog near rain, at most 10 words apart'],
    ['fog w/s rain', 'near', 'fog near rain, at most 25 words apart'],
    ['fog pre/5 rain', 'near', 'fog before rain, at most 5 words apart'],
    ['"fog rain"~5', 'near', 'fog near rain, at most 5 words between'],
    ['NEAR(fog rain hail, 5)', 'near', 'fog near rain near hail, at most 5 words between'],
    ['(fog OR mist) w/3 harb*', 'any', '(fog or mist) near harb*, at most 3 words apart'],
    ['fog w/3 rain w/5 hail', 'near', 'near each other: fog w/3 rain w/5 hail'],
    ['harb*', 'pattern', 'beginning with: harb'],
    ['wom?n', 'pattern', 'of the form: wom?n'],
    ['smith~1', 'pattern', 'spelled like: smith'],
    ['/colou?r/', 'pattern', 'matching: colou?r'],
    ['person:"Anna Kowalska"', 'field', 'person: Anna Kowalska'],
    ['speaker:Kowalska', 'field', 'quoted: Kowalska'],
    ['language:pl', 'field', 'language: Polish'],
    ['title:(fog mist)', 'field', 'in the headline: fog mist'],
    ['NOT', 'excluded', 'not understood: NOT'],
    ['title:', 'field', 'not understood: title:'],
    ['language:polish', 'field', 'not understood: language:polish'],
    ['date:soon', 'field', 'not understood: date:soon'],
    ['after:2023-02-30', 'field', 'not understood: after:2023-02-30'],
  ]) {
    const query = `${text} -x`
    const parts = { [text]: kind, '-x': 'excluded' }
    assert.deepEqual(await chips(read(query, parts)), [words, 'not: x'], text)
  }
})

test('what AND joins is required, whatever it is', async () => {
  const query = '(a OR b) AND harb* && title:x AND -y z'
  const kinds = { '(a OR b)': 'any', 'harb*': 'pattern', 'title:x': 'field', '-y': 'excluded' }
  assert.deepEqual(await chips(read(query, { ...kinds, z: 'word' })), [
    'must have: a or b',
    'must have: beginning with: harb',
    'must have: in the headline: x',
    'not: y',
    'z',
  ])
  const filled = fieldsOf(queryParts(read(query, { ...kinds, z: 'word' })))
  assert.deepEqual([filled.words, filled.any, filled.rest], ['z', '', '+(a OR b) +harb* +title:x'])
})

test('days are named as widely as they are whole', async () => {
  for (const [text, words] of [
    ['date:2022', 'published: 2022'],
    ['date:2020..2022', /^published: 2020\s–\s2022$/],
    ['date:2022-02..2022-03', /^published: February\s–\sMarch 2022$/],
    ['date:[2022-02-03 TO 2022-03]', /^published: February 3\s–\sMarch 31, 2022$/],
    ['date:2024-02-29', 'published: February 29, 2024'],
    ['date:>2022-02', 'published from: March 1, 2022'],
    ['date:>=2022-02', 'published from: February 1, 2022'],
    ['date:<2022', 'published until: December 31, 2021'],
    ['date:<=2022', 'published until: December 31, 2022'],
    ['after:2023-05', 'published from: May 1, 2023'],
    ['before:2024', 'published until: December 31, 2023'],
    ['date:..2024', 'published until: December 31, 2024'],
  ]) {
    const [chip] = await chips(read(text, { [text]: 'field' }))
    if (words instanceof RegExp) assert.match(chip, words)
    else assert.equal(chip, words, text)
  }
})

test('phrases and operators that join nothing are shown though the core names no part', async () => {
  assert.deepEqual(await chips(read('"night train" fog')), ['exactly: night train', 'fog'])
  assert.deepEqual(await chips(read('fog AND ')), ['fog', 'not understood: AND'])
  assert.deepEqual(await chips(read('w/5 fog OR')), [
    'not understood: w/5',
    'fog',
    'not understood: OR',
  ])
})

test('what stands between the parts and does not join them is shown', async () => {
  const answer = read('fog AND -rain OR', { fog: 'word', '-rain': 'excluded' })
  assert.deepEqual(await chips(answer), ['fog', 'not: rain', 'not understood: OR'])
})

test('a long row of words is one part', async () => {
  const words = Object.fromEntries([...'abcdef'].map((letter) => [letter, 'word']))
  assert.deepEqual(await chips(read('a b c d e f -x', { ...words, '-x': 'excluded' })), [
    'a b c d e f',
    'not: x',
  ])
})

test('what is nested endlessly, or pasted, is shown as typed or not at all', async () => {
  for (const sign of ['(', '-', '+', 'NOT ', 'title:', '"', 'a OR (']) {
    const text = `${sign.repeat(300)}fog`
    assert.equal((await chips(read(text, { [text]: 'excluded' }))).length, 1, sign)
    assert.deepEqual(await chips({ query: text.repeat(300) }), [])
  }
})

test('every language says what a part asks for, with its name in the button', async () => {
  const near = 'fog w/5 rain'
  const said = {}
  for (const code of ['de', 'lt', 'pl', 'uk']) {
    said[code] = await chips(read(near, { [near]: 'near' }), code)
    const line = partChips(read(near, { [near]: 'near' }), await loadI18n(code))
    const button = line.querySelector('button')
    assert.ok(button.getAttribute('aria-label').includes(button.firstChild.textContent))
  }
  assert.deepEqual(said, {
    de: ['fog nahe rain, höchstens 5 Wörter auseinander'],
    lt: ['fog arti rain, ne toliau kaip per 5 žodžius'],
    pl: ['fog blisko rain, w odległości do 5 słów'],
    uk: ['fog поруч із rain, на відстані до 5 слів'],
  })
})

test('a part is removed, and the rest means what it meant', () => {
  const three = { fog: 'required', rain: 'required', harbour: 'word' }
  assert.deepEqual(without(read('fog AND rain harbour', three)), [
    '+rain harbour',
    '+fog harbour',
    'fog AND rain ',
  ])
  const chain = { a: 'required', b: 'required', c: 'required' }
  assert.deepEqual(without(read('a AND b && c', chain)), ['b && c', 'a AND c', 'a AND b '])
  const two = { fog: 'required', '-rain': 'excluded' }
  assert.deepEqual(without(read('fog AND -rain', two)), ['-rain', 'fog '])
  assert.deepEqual(without(read('"night train"  fog')), ['fog', '"night train"'])
  // What AND joins is required whatever it is.
  const answer = read('(a OR b) AND c w/3 d x', { '(a OR b)': 'any', 'c w/3 d': 'near', x: 'word' })
  assert.deepEqual(without(answer), ['+(c w/3 d) x', '+(a OR b) x', '(a OR b) AND c w/3 d '])
  assert.deepEqual(without(read('fog and e* x', { fog: 'word', 'e*': 'pattern', x: 'word' })), [
    'e* x',
    'fog x',
    'fog and e*',
  ])
  assert.deepEqual(without(read('-rain', { '-rain': 'excluded' })), [''])
})

test('the form composes a query', () => {
  const say = (fields) => textOf({ ...EMPTY, ...fields })
  assert.equal(say({}), '')
  assert.equal(say({ words: ' fog  rain ' }), 'fog  rain')
  assert.equal(say({ words: 'fog rain', strict: true }), 'fog AND rain')
  assert.equal(
    say({ words: 'fog', strict: true, none: 'rain "wet snow" -x' }),
    ['+fog', '-rain', '-"wet snow"', '-x'].join(' '),
  )
  assert.equal(say({ phrase: 'the "night" train' }), '"the night train"')
  assert.equal(say({ any: 'fog' }), 'fog')
  assert.equal(say({ any: 'fog "sea mist"' }), '(fog OR "sea mist")')
  assert.equal(say({ near: 'fog' }), '')
  assert.equal(say({ near: 'sea fog', nearTo: 'rain', distance: '' }), '"sea fog" NEAR/5 rain')
  assert.equal(say({ kind: 'organisation', name: 'World Bank' }), 'org:"World Bank"')
  assert.equal(say({ said: 'Kowalska' }), 'said:Kowalska')
  assert.equal(say({ from: '2022-02-01' }), 'date:2022-02-01..')
  assert.equal(say({ until: '2022-02-01' }), 'date:..2022-02-01')
  assert.equal(say({ from: '2022-02-01', until: '2022-02-01' }), 'date:2022-02-01')
  assert.equal(say({ words: 'fog', rest: 'title:x' }), 'fog title:x')
})

test('the form is filled from a query, and what it has no place for is kept', () => {
  const fill = (...given) => {
    const filled = fieldsOf(queryParts(read(...given)))
    return Object.fromEntries(
      Object.entries(filled).filter(([name, value]) => value !== EMPTY[name]),
    )
  }
  const query =
    'fog "night train" (hail OR snow) -rain sea w/3 mist org:nato said:"A B" after:2022 before:2023-02 title:x'
  const parts = {
    fog: 'word',
    '"night train"': 'phrase',
    '(hail OR snow)': 'any',
    '-rain': 'excluded',
    'sea w/3 mist': 'near',
    'org:nato': 'field',
    'said:"A B"': 'field',
    'after:2022': 'field',
    'before:2023-02': 'field',
    'title:x': 'field',
  }
  assert.deepEqual(fill(query, parts), {
    words: 'fog',
    phrase: 'night train',
    any: 'hail snow',
    none: 'rain',
    near: 'sea',
    nearTo: 'mist',
    distance: '3',
    kind: 'organisation',
    name: 'nato',
    said: 'A B',
    from: '2022-01-01',
    until: '2023-01-31',
    rest: 'title:x',
  })
  assert.deepEqual(fill('fog AND rain', { fog: 'required', rain: 'required' }), {
    words: 'fog rain',
    strict: true,
  })
  // Some words required and others not.
  assert.deepEqual(fill('fog AND rain sea', { fog: 'required', rain: 'required', sea: 'word' }), {
    words: 'sea',
    rest: '+fog +rain',
  })
  for (const [text, kind] of [
    ['fog pre/3 rain', 'near'],
    ['(fog OR -rain)', 'any'],
    ['-(fog OR rain)', 'excluded'],
    ['-title:fog', 'excluded'],
    ['wom?n', 'pattern'],
  ])
    assert.deepEqual(fill(text, { [text]: kind }), { rest: text })
  assert.deepEqual(fill('fog NOT', { fog: 'word', NOT: 'excluded' }), { words: 'fog' })
})

test('what the form composed fills it again', () => {
  const fields = {
    ...EMPTY,
    words: 'fog rain',
    strict: true,
    phrase: 'night train',
    any: 'hail "wet snow"',
    none: 'sun "blue sky"',
    near: 'sea fog',
    nearTo: 'pier',
    name: 'Anna Kowalska',
    from: '2022-02-01',
    until: '2022-02-01',
  }
  const query = textOf(fields)
  const parts = {
    fog: 'required',
    rain: 'required',
    '"night train"': 'phrase',
    '(hail OR "wet snow")': 'any',
    '-sun': 'excluded',
    '-"blue sky"': 'excluded',
    '"sea fog" NEAR/5 pier': 'near',
    'person:"Anna Kowalska"': 'field',
    'date:2022-02-01': 'field',
  }
  assert.deepEqual(fieldsOf(queryParts(read(query, parts))), fields)
})

test('a part of unknown kind is shown as typed', () => {
  assert.equal(meaningOf({ text: 'fog', kind: 'of-tomorrow' }).is, 'word')
})
