import assert from 'node:assert/strict'
import { test } from 'node:test'
import { place } from '../../../www/route.js'
import { initial, placeOf, reduce } from '../../../www/state.js'

const row = (id) => ({ id, label: id, title: id })
const overview = {
  total: 3,
  words: 30,
  firstDate: null,
  lastDate: null,
  languages: [],
  articles: ['a', 'b'].map(row),
}
const opened = run(
  initial,
  { type: 'loadStarted', title: 'T' },
  { type: 'opened', overview, refusals: [] },
)

function run(state, ...events) {
  return events.reduce(reduce, state)
}

function answer(query, ids = ['a'], total = ids.length) {
  return {
    query,
    asked: true,
    total,
    complete: total,
    offset: 0,
    hits: ids.map(row),
    suggestion: null,
  }
}

function answered(state, view) {
  return run(state, { type: 'searchAnswered', number: state.pending.page.number, view })
}

const searched = (state, query) =>
  answered(run(state, { type: 'searchSubmitted', query }), answer(query))

test('the front page shows once the articles are indexed', () => {
  assert.equal(run(initial, { type: 'loadStarted' }).phase, 'loading')
  assert.equal(opened.phase, 'ready')
  assert.equal(opened.view, 'front')
  assert.equal(opened.title, 'T')
})

test('a deep link to a page of names waits until names are recognised', () => {
  const target = place({ view: 'quotes', query: 'port' })
  const waiting = run(
    initial,
    { type: 'loadStarted', place: target },
    { type: 'opened', overview, refusals: [] },
  )
  assert.equal(waiting.view, 'waiting')
  assert.deepEqual(placeOf(waiting), target)
  const come = listAnswered(run(waiting, { type: 'recognitionEnded', known: true }), {
    total: 0,
    items: [],
  })
  assert.deepEqual([come.view, placeOf(come)], ['quotes', target])
  assert.equal(run(waiting, { type: 'searchSubmitted', query: '' }).view, 'front')
  assert.equal(run(waiting, { type: 'navigationRefused' }).view, 'front')
})

test('typing requests results and suggestions; the screen stays until they arrive', () => {
  const typed = run(opened, { type: 'queryTyped', query: 'po' })
  assert.equal(typed.view, 'front')
  assert.deepEqual(
    [typed.pending.page.query, typed.pending.page.typed, typed.pending.suggest.prefix],
    ['po', true, 'po'],
  )
  assert.equal(answered(typed, answer('po')).view, 'results')
})

test('an answer older than the latest request is dropped', () => {
  const first = run(opened, { type: 'queryTyped', query: 'p' })
  const second = run(first, { type: 'queryTyped', query: 'po' })
  assert.equal(
    run(second, { type: 'searchAnswered', number: first.pending.page.number, view: answer('p') }),
    second,
  )
  assert.equal(answered(second, answer('po')).answer.query, 'po')
})

test('an article that arrives after further typing is dropped', () => {
  const wanted = run(opened, { type: 'articleRequested', id: 'a' })
  const typed = run(wanted, { type: 'queryTyped', query: 'x' })
  const late = run(typed, {
    type: 'articleAnswered',
    number: wanted.pending.page.number,
    view: { id: 'a', heading: null, blocks: [] },
  })
  assert.equal(late, typed)
})

test('results that arrive after the field was cleared are dropped', () => {
  const typed = run(opened, { type: 'queryTyped', query: 'x' })
  const emptied = run(typed, { type: 'queryTyped', query: '' })
  assert.equal(emptied.view, 'front')
  assert.equal(
    run(emptied, { type: 'searchAnswered', number: typed.pending.page.number, view: answer('x') }),
    emptied,
  )
})

test('a query without terms keeps the front page and the text of the field', () => {
  const none = { ...answer('-', []), asked: false }
  const typed = answered(run(searched(opened, 'x'), { type: 'queryTyped', query: '-' }), none)
  assert.deepEqual([typed.view, typed.query, typed.pending.page], ['front', '-', null])
  const addressed = run(
    initial,
    { type: 'loadStarted', place: place({ query: '"' }) },
    { type: 'opened', overview, refusals: [] },
  )
  const state = answered(addressed, none)
  assert.deepEqual([state.phase, state.view, placeOf(state)], ['ready', 'front', place()])
})

test('what was typed while loading is searched once loaded', () => {
  const early = run(initial, { type: 'loadStarted' }, { type: 'queryTyped', query: 'po' })
  assert.equal(early.pending.page, null)
  const ready = run(early, { type: 'opened', overview, refusals: [] })
  assert.equal(ready.phase, 'loading')
  assert.equal(ready.pending.page.query, 'po')
  assert.equal(answered(ready, answer('po')).phase, 'ready')
})

test('the place of the address is requested before anything is shown', () => {
  const loading = run(initial, { type: 'loadStarted', place: place({ id: 'b', query: 'x' }) })
  assert.equal(placeOf(loading).id, 'b')
  const state = run(loading, { type: 'opened', overview, refusals: [] })
  assert.equal(state.phase, 'loading')
  assert.deepEqual(
    [state.pending.page.kind, state.pending.page.id, state.query],
    ['article', 'b', 'x'],
  )
})

test('the next page of results is appended', () => {
  const first = answered(
    run(opened, { type: 'searchSubmitted', query: 'x' }),
    answer('x', ['a', 'b'], 3),
  )
  const asking = run(first, { type: 'moreRequested' })
  assert.equal(asking.pending.page.offset, 2)
  assert.equal(run(asking, { type: 'moreRequested' }), asking, 'twice is once')
  const next = answered(asking, { ...answer('x', ['c'], 3), offset: 2 })
  assert.deepEqual(
    next.answer.hits.map(({ id }) => id),
    ['a', 'b', 'c'],
  )
})

test('the next page of articles is appended to the front page', () => {
  const asking = run(opened, { type: 'moreRequested' })
  assert.equal(asking.pending.overview.offset, 2)
  const next = run(asking, {
    type: 'overviewAnswered',
    number: asking.pending.overview.number,
    view: { ...overview, articles: [row('c')] },
  })
  assert.deepEqual(
    next.overview.articles.map(({ id }) => id),
    ['a', 'b', 'c'],
  )
})

test('a change of the order requests the results again', () => {
  const state = run(searched(opened, 'x'), { type: 'sortChanged', sort: 'newest' })
  assert.deepEqual(
    [state.pending.page.query, state.pending.page.sort, state.pending.page.offset],
    ['x', 'newest', 0],
  )
  assert.equal(placeOf(answered(state, answer('x'))).sort, 'newest')
})

test('going back to results in memory sends no request', () => {
  const results = searched(opened, 'x')
  const asked = run(results, { type: 'articleRequested', id: 'a', query: 'x' })
  const reading = run(asked, {
    type: 'articleAnswered',
    number: asked.pending.page.number,
    view: { id: 'a', heading: [], blocks: [] },
  })
  const back = run(reading, { type: 'navigated', place: placeOf(results) })
  assert.equal(back.view, 'results')
  assert.equal(back.pending.page, null)
  assert.equal(back.answer, results.answer)
})

test('suggestions leave out the query itself; moving wraps around through the field', () => {
  const typed = run(opened, { type: 'queryTyped', query: 'po' })
  const view = {
    words: [
      { query: 'PO', count: 1 },
      { query: 'poland', count: 2 },
    ],
    articles: [row('a')],
  }
  const open = run(typed, { type: 'suggestAnswered', number: typed.pending.suggest.number, view })
  assert.deepEqual(
    open.options.items.map(({ is }) => is),
    ['word', 'article'],
  )
  const actives = []
  for (let state = open, step = 0; step < 4; step += 1) {
    state = run(state, { type: 'optionMoved', step: 1 })
    actives.push(state.options.active)
  }
  assert.deepEqual(actives, [0, 1, -1, 0])
  assert.equal(run(open, { type: 'optionMoved', step: -1 }).options.active, 1)
})

test('suggestions that arrive after closing stay closed', () => {
  const typed = run(opened, { type: 'queryTyped', query: 'po' })
  const closed = run(typed, { type: 'optionsClosed' })
  const late = run(closed, {
    type: 'suggestAnswered',
    number: typed.pending.suggest.number,
    view: { words: [], articles: [row('a')] },
  })
  assert.equal(late, closed)
})

test('a suggested word is searched, a suggested article opens with the typed query', () => {
  const typed = run(opened, { type: 'queryTyped', query: 'po' })
  const view = { words: [{ query: 'poland', count: 2 }], articles: [row('a')] }
  const open = run(typed, { type: 'suggestAnswered', number: typed.pending.suggest.number, view })
  const word = run(open, { type: 'optionChosen', index: 0 })
  assert.deepEqual(
    [word.query, word.pending.page.query, word.options.items.length],
    ['poland', 'poland', 0],
  )
  const article = run(open, { type: 'optionChosen', index: 1 })
  assert.deepEqual([article.pending.page.id, article.pending.page.query], ['a', 'po'])
})

test('stepping through the hits wraps around and skips boilerplate', () => {
  const mark = { text: 'x', hit: true, as: 'exact' }
  const view = {
    id: 'a',
    heading: [mark],
    blocks: [
      { role: 'boilerplate', segments: [mark] },
      { role: 'paragraph', segments: [mark, { text: ' y', hit: false, as: null }] },
    ],
  }
  const asked = run(opened, { type: 'articleRequested', id: 'a', query: 'x' })
  const reading = run(asked, { type: 'articleAnswered', number: asked.pending.page.number, view })
  assert.deepEqual([reading.hits, reading.hit], [2, 0])
  const walk = (step) =>
    run(reading, { type: 'hitMoved', step }, { type: 'hitMoved', step }, { type: 'hitMoved', step })
      .hit
  assert.equal(run(reading, { type: 'hitMoved', step: -1 }).hit, 2)
  assert.deepEqual([walk(1), walk(-1)], [1, 2])
})

test('without hits stepping does nothing', () => {
  assert.equal(run(opened, { type: 'hitMoved', step: 1 }), opened)
})

test('an unknown article shows a not-found page', () => {
  const asked = run(opened, { type: 'articleRequested', id: 'gone' })
  const state = run(asked, { type: 'notFound', number: asked.pending.page.number })
  assert.equal(state.view, 'missing')
  assert.equal(placeOf(state).id, 'gone')
})

test('a failure cancels pending requests; a corpus without articles is not a failure', () => {
  const broken = run(
    opened,
    { type: 'queryTyped', query: 'x' },
    { type: 'failed', error: { code: 'panic', message: 'm' } },
  )
  assert.deepEqual(
    [broken.phase, broken.pending.page, broken.pending.suggest],
    ['failed', null, null],
  )
  const none = { ...overview, total: 0, articles: [] }
  assert.equal(
    run(initial, { type: 'loadStarted' }, { type: 'opened', overview: none }).phase,
    'empty',
  )
})

test('a restart after a failure keeps the place and never reuses a request number', () => {
  const asked = run(opened, { type: 'articleRequested', id: 'a', query: 'x' })
  const reading = run(asked, {
    type: 'articleAnswered',
    number: asked.pending.page.number,
    view: { id: 'a', heading: [], blocks: [] },
  })
  const broken = run(reading, { type: 'failed', error: { code: 'panic', message: '' } })
  const again = run(
    broken,
    { type: 'loadStarted', title: 'T', place: placeOf(broken) },
    { type: 'opened', overview, refusals: [] },
  )
  assert.deepEqual(
    [again.pending.page.kind, again.pending.page.id, again.query],
    ['article', 'a', 'x'],
  )
  assert.ok(again.pending.page.number > asked.pending.page.number)
})

test('a cancelled navigation resets the field to the shown query', () => {
  const typed = run(searched(opened, 'x'), { type: 'queryTyped', query: 'xy' })
  const stayed = run(typed, { type: 'navigationRefused' })
  assert.deepEqual([stayed.query, stayed.pending.page], ['x', null])
})

test('reducers do not mutate their state', () => {
  const frozen = Object.freeze({
    ...opened,
    options: Object.freeze({ ...opened.options }),
    asked: Object.freeze({ ...opened.pending }),
  })
  for (const event of [
    { type: 'queryTyped', query: 'x' },
    { type: 'moreRequested' },
    { type: 'asideToggled' },
    { type: 'articleRequested', id: 'a' },
  ])
    run(frozen, event)
})

test('an unknown event throws', () => {
  assert.throws(() => run(opened, { type: 'nonsense' }), TypeError)
})

test('a place set while loading is where to start; after a failure nothing is requested', () => {
  const loading = run(
    initial,
    { type: 'loadStarted' },
    { type: 'navigated', place: place({ id: 'b' }) },
  )
  assert.deepEqual([loading.phase, loading.pending.page], ['loading', null])
  assert.equal(run(loading, { type: 'opened', overview, refusals: [] }).pending.page.id, 'b')
  const broken = run(opened, { type: 'failed', error: { code: 'panic', message: '' } })
  for (const event of [
    { type: 'queryTyped', query: 'x' },
    { type: 'searchSubmitted', query: 'x' },
    { type: 'navigated', place: place() },
  ]) {
    const state = run(broken, event)
    assert.deepEqual([state.phase, state.pending.page], ['failed', null], event.type)
  }
})

const known = (state) => run(state, { type: 'recognitionEnded', known: true })

test('once names are recognised the screen is requested again and keeps its match', () => {
  const view = {
    id: 'a',
    heading: null,
    blocks: [{ role: 'paragraph', segments: [{ text: 'x', hit: true, as: 'exact' }] }],
  }
  const asked = run(opened, { type: 'articleRequested', id: 'a', query: 'x' })
  const reading = run(
    asked,
    { type: 'articleAnswered', number: asked.pending.page.number, view },
    { type: 'hitMoved', step: 1 },
  )
  const again = known(reading)
  assert.deepEqual(
    [again.pending.page.kind, again.pending.page.id, again.pending.page.query],
    ['article', 'a', 'x'],
  )
  assert.ok(again.pending.topEntities)
  const came = run(again, { type: 'articleAnswered', number: again.pending.page.number, view })
  assert.deepEqual([came.hit, came.pending.related.id], [1, 'a'])
  const results = known(searched(opened, 'po'))
  assert.deepEqual([results.pending.page.query, results.pending.page.limit], ['po', 20])
  assert.equal(run(opened, { type: 'recognitionEnded', known: false }).pending.page, null)
})

test('entity filters are added to results one by one and removed again', () => {
  const to = (state, names, query = 'po') =>
    run(state, { type: 'navigated', place: place({ query, names }) })
  const one = to(searched(known(opened), 'po'), 'person-a')
  assert.deepEqual([one.pending.page.query, one.pending.page.narrowed], ['po', 'person-a'])
  const two = to(answered(one, answer('po')), 'person-a place-b')
  assert.equal(two.pending.page.narrowed, 'person-a place-b')
  assert.equal(placeOf(answered(two, answer('po'))).names, 'person-a place-b')
  const alone = to(answered(two, answer('po')), 'person-a', '')
  assert.deepEqual([alone.pending.page.query, alone.pending.page.narrowed], ['', 'person-a'])
})

const listAnswered = (state, view) =>
  run(state, { type: 'listAnswered', number: state.pending.page.number, view })

test('a list opens, is filtered, and grows a page at a time', () => {
  const quotes = place({ view: 'quotes', names: 'person-a' })
  const asked = run(known(opened), { type: 'navigated', place: quotes })
  assert.deepEqual(
    [asked.view, asked.pending.page.kind, asked.pending.page.place],
    ['front', 'list', quotes],
  )
  const open = listAnswered(asked, { total: 3, items: [1, 2] })
  assert.deepEqual([open.view, placeOf(open)], ['quotes', quotes])
  const more = run(open, { type: 'moreRequested' })
  assert.equal(more.pending.page.offset, 2)
  assert.deepEqual(listAnswered(more, { total: 3, items: [3] }).list.items, [1, 2, 3])
  const narrowed = run(open, {
    type: 'filtersChanged',
    place: place({ ...quotes, query: 'x' }),
    typed: true,
  })
  assert.equal(narrowed.pending.page.typed, true)
  assert.deepEqual(listAnswered(narrowed, { total: 1, items: [9] }).list.items, [9])
  // Going back sends no request; a larger graph replaces the smaller one.
  const away = run(open, { type: 'navigated', place: place() })
  assert.deepEqual(
    [
      run(away, { type: 'navigated', place: quotes }).view,
      run(away, { type: 'navigated', place: quotes }).pending.page,
    ],
    ['quotes', null],
  )
  assert.deepEqual(listAnswered(more, { whole: true, items: [1, 2, 3] }).list.items, [1, 2, 3])
})

test('stepping through the mentions of an entity counts each run of marks once', () => {
  const segment = (text, entity = null, hit = false) => ({ text, entity, hit, as: null })
  const view = {
    id: 'b',
    heading: [segment('A', 0)],
    entities: [{ id: 'person-a' }, { id: 'place-b' }],
    blocks: [
      {
        role: 'paragraph',
        segments: [
          segment('A', 0),
          segment(' a', 0, true),
          segment(' in '),
          segment('B', 1),
          segment('A', 0),
        ],
      },
      { role: 'boilerplate', segments: [segment('A', 0)] },
    ],
  }
  const open = (wishes) => {
    const asked = run(known(opened), { type: 'navigated', place: place({ id: 'b', ...wishes }) })
    return run(asked, { type: 'articleAnswered', number: asked.pending.page.number, view })
  }
  assert.equal(open({}).hits, 1)
  assert.equal(open({ names: 'person-a' }).hits, 3)
  assert.equal(run(open({ names: 'person-a' }), { type: 'hitMoved', to: 2 }).hit, 2)
  const passage = open({ passage: 'in B' })
  assert.equal(placeOf(passage).passage, 'in B')
  assert.equal(
    run(passage, { type: 'navigated', place: place({ id: 'b', passage: 'A' }) }).article.passage,
    'A',
    'in memory: no request',
  )
})

test('missing names are a failure only where they were wanted', () => {
  assert.equal(
    run(opened, { type: 'recognitionEnded', known: false, wanted: true }).names,
    'failed',
  )
  assert.equal(run(opened, { type: 'recognitionEnded', known: false }).names, 'off')
})

const entityView = (items, total) => ({
  id: 'person-a',
  name: 'A',
  sentences: { total, offset: 0, items },
})

test('an entity opens, its sentences load a page at a time', () => {
  const asked = run(known(opened), { type: 'entityRequested', id: 'person-a' })
  const open = run(asked, {
    type: 'entityAnswered',
    number: asked.pending.page.number,
    view: entityView([1, 2], 3),
  })
  assert.deepEqual([open.view, placeOf(open).id], ['entity', 'person-a'])
  const more = run(open, { type: 'moreRequested' })
  assert.equal(more.pending.page.offset, 2)
  const all = run(more, {
    type: 'entityAnswered',
    number: more.pending.page.number,
    view: entityView([3], 3),
  })
  assert.deepEqual(all.entity.sentences.items, [1, 2, 3])
  const gone = run(asked, { type: 'notFound', number: asked.pending.page.number })
  assert.deepEqual(
    [gone.view, placeOf(gone)],
    ['missing', place({ view: 'entity', id: 'person-a' })],
  )
})

test('a correction is stored, requests the screen again, and is undone', () => {
  const asked = run(known(opened), { type: 'entityRequested', id: 'person-a' })
  const open = run(asked, {
    type: 'entityAnswered',
    number: asked.pending.page.number,
    view: entityView([], 0),
  })
  const pair = [
    { kind: 'person', text: 'A' },
    { kind: 'person', text: 'B' },
  ]
  const looked = run(open, { type: 'candidatesRequested', query: 'b' })
  const view = { entities: [{ id: 'person-a' }, { id: 'person-b' }] }
  const offered = run(looked, {
    type: 'candidatesAnswered',
    number: looked.pending.candidates.number,
    view,
  })
  assert.deepEqual(offered.candidates, { query: 'b', items: [{ id: 'person-b' }] })
  assert.equal(run(offered, { type: 'candidatesRequested', query: ' ' }).candidates, null)
  assert.deepEqual(
    run(offered, { type: 'correctionAdded', list: 'same', pair }).pending.correct.corrections,
    { same: [pair], different: [] },
  )
  const corrected = run(open, { type: 'correctionAdded', list: 'different', pair })
  assert.deepEqual(corrected.pending.correct.corrections, { same: [], different: [pair] })
  const done = run(corrected, {
    type: 'correctAnswered',
    number: corrected.pending.correct.number,
  })
  assert.deepEqual(
    [done.pending.page.kind, done.pending.page.id, done.pending.correct],
    ['entity', 'person-a', null],
  )
  const undone = run(done, { type: 'correctionRemoved', list: 'different', index: 0 })
  assert.deepEqual(undone.corrections.different, [])
  assert.deepEqual(run(corrected, { type: 'correctionsCleared' }).corrections, {
    same: [],
    different: [],
  })
})

test('an edit updates the counts, requests the screen again and discards names', () => {
  const known = { ...searched(opened, 'x'), names: 'known', topEntities: [{ kind: 'person' }] }
  const more = run(known, {
    type: 'collectionEdited',
    overview: { ...overview, total: 4 },
    refusals: ['no'],
  })
  assert.deepEqual(
    [more.overview.total, more.refusals, more.names, more.topEntities],
    [4, ['no'], 'unread', []],
  )
  assert.deepEqual([more.view, more.pending.page.query], ['results', 'x'])
  const none = run(more, {
    type: 'collectionEdited',
    overview: { ...overview, total: 0 },
    refusals: [],
  })
  assert.equal(none.phase, 'empty')
  assert.equal(run(none, { type: 'collectionEdited', overview, refusals: [] }).view, 'front')
})

test("one's own articles are a place; their state except the title outlives a collection", () => {
  const own = run(
    opened,
    { type: 'ownChanged', own: { offered: true, title: 'Mine', stored: [{ id: 'a' }] } },
    { type: 'navigated', place: place({ view: 'own' }) },
  )
  assert.deepEqual([own.view, placeOf(own)], ['own', place({ view: 'own' })])
  const again = run(
    own,
    { type: 'loadStarted', title: 'T' },
    { type: 'opened', overview, refusals: [] },
  )
  assert.deepEqual(
    [again.own.offered, again.own.title, again.own.stored],
    [true, null, [{ id: 'a' }]],
  )
})
