import assert from 'node:assert/strict'
import { test } from 'node:test'
import { format, isSamePlace, parse, place } from '../../../www/route.js'

test('every place round-trips through its address', () => {
  const places = [
    place(),
    place({ query: 'two words' }),
    place({ query: '"phrase" -without OR title:x & = # ? + %', sort: 'newest' }),
    place({ id: 'folder/001_ab.cd' }),
    place({ id: 'a?b#c %25 ž', query: 'hits' }),
    place({ id: 'x', query: 'y', sort: 'oldest' }),
    place({ query: 'x', names: 'person-ł place-b' }),
    place({ names: 'person-a' }),
    place({ view: 'entity', id: 'person-a/b?c' }),
    place({ view: 'entities' }),
    place({ view: 'entities', kind: 'person', query: 'ł' }),
    place({ id: 'a', names: 'person-a', passage: 'what “she” said & did' }),
    place({ view: 'quotes', query: 'x y', names: 'person-a', after: '2024-01-02', before: '2025' }),
    place({ view: 'amounts', sort: 'largest' }),
    place({ view: 'timeline', after: '2024-03' }),
    place({ view: 'graph', kind: 'person', names: 'person-a' }),
    place({ view: 'pair', names: 'person-a place-b' }),
    place({ view: 'about' }),
  ]
  for (const there of places) assert.deepEqual(parse(format(there)), there)
})

test('addresses have the documented form', () => {
  assert.equal(format(place()), '#/')
  assert.equal(
    format(place({ query: 'nato border', sort: 'newest' })),
    '#/?q=nato+border&sort=newest',
  )
  assert.equal(format(place({ id: 'ab', query: 'x' })), '#/a/ab?q=x')
  assert.deepEqual(parse('#/a/ab?q=x'), {
    view: 'article',
    query: 'x',
    sort: 'relevance',
    id: 'ab',
    names: '',
    kind: null,
    after: '',
    before: '',
    sure: 'likely',
    passage: '',
  })
  assert.equal(
    format(place({ view: 'quotes', query: 'x', names: 'person-a' })),
    '#/q/?q=x&e=person-a',
  )
  assert.equal(
    format(place({ view: 'amounts', sort: 'largest', after: '2024-01' })),
    '#/m/?sort=largest&after=2024-01',
  )
  assert.equal(format(place({ view: 'quotes', sure: 'possible' })), '#/q/?sure=possible')
  assert.equal(format(place({ view: 'timeline', sure: 'likely' })), '#/t/')
  assert.equal(parse('#/t/?sure=utterly').sure, 'likely')
  assert.equal(format(place({ view: 'about' })), '#/i/')
  assert.equal(format(place({ view: 'own' })), '#/o/')
  assert.deepEqual(parse('#/o/'), place({ view: 'own' }))
  assert.equal(format(place({ id: 'ab', passage: 'He said so.' })), '#/a/ab?t=He+said+so.')
  assert.equal(
    format(place({ query: 'x', names: 'person-a place-b' })),
    '#/?q=x&e=person-a&e=place-b',
  )
  assert.equal(format(place({ view: 'entity', id: 'person-ł' })), '#/e/person-%C5%82')
  assert.equal(format(place({ view: 'entities', kind: 'place' })), '#/e/?kind=place')
})

test('a hash of the host page is no place', () => {
  for (const hash of ['', '#', '#chapter-2', '#a/1', '#/other/1', '#/z/', '#/z/1'])
    assert.equal(parse(hash), null)
})

test('malformed addresses do not throw', () => {
  assert.equal(parse('#/a/100%').id, '100%')
  assert.equal(parse('#/?q=%zz').query, '%zz')
  assert.equal(parse('#/?q=x&sort=sideways').sort, 'relevance')
  assert.equal(parse('#/?sort=newest').view, 'front')
  assert.deepEqual(parse('#/p/?e=person-a'), place({ view: 'graph', names: 'person-a' }))
  assert.equal(parse('#/p/').view, 'graph')
  assert.equal(parse('#/q/?after=yesterday').after, '')
  assert.equal(parse('#/q/?sort=newest&kind=person').kind, null)
})

test('an order without a query is the same place', () => {
  assert.ok(isSamePlace(place({ id: 'a', sort: 'newest' }), place({ id: 'a' })))
  assert.ok(
    !isSamePlace(place({ id: 'a', query: 'x', sort: 'newest' }), place({ id: 'a', query: 'x' })),
  )
})
