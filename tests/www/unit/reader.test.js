import assert from 'node:assert/strict'
import { test } from 'node:test'
import { place } from '../../../www/route.js'
import { mountReader, until } from './mount-reader.js'
import { fakeEngine } from './fake-engine.js'

const documents = [
  {
    id: 'one',
    title: 'Ministers sign',
    date: '2023-05-30',
    source: 'one.txt',
    url: 'https://example.org/1',
    text: 'The minister signed.\n\nAnother minister looked on.',
  },
  {
    id: 'two',
    title: null,
    source: 'two.txt',
    language: 'he',
    blocks: [
      { role: 'boilerplate', text: 'back to top' },
      { role: 'heading', text: 'A heading' },
      { role: 'paragraph', text: 'A border minister.' },
      { role: 'list-item', text: 'first' },
      { role: 'list-item', text: 'second' },
      { role: 'quote', text: 'said' },
      { role: 'caption', text: 'Photo' },
      { role: 'boilerplate', text: 'read also' },
      { role: 'boilerplate', text: 'minister teaser' },
    ],
  },
  {
    id: 'three',
    title: '<img src=x onerror=alert(1)>',
    url: 'javascript:alert(1)',
    text: '</script> and <b>tags</b> about a border',
  },
]
const many = Array.from({ length: 205 }, (_, index) => ({
  id: `m${index}`,
  title: `Headline ${index}`,
  text: `common word number ${index}`,
}))

test('the front page lists every article with one link each', async () => {
  const { texts, all, text, events } = await mountReader({ documents })
  assert.deepEqual(texts('ol > li > article > h3'), [
    'Ministers sign',
    'A heading A border minister. first second said Photo…',
    documents[2].title,
  ])
  assert.ok(all('ol article').every((article) => article.querySelectorAll('a').length === 1))
  assert.match(text('.standfirst'), /May 2023.*3 articles.*words/s)
  assert.deepEqual(events(), ['ready'])
})

test('markup in articles is text', async () => {
  const { find, all, click, text } = await mountReader({ documents })
  await click('[data-id="three"]')
  assert.equal(all('.main img, .main b, .main script').length, 0)
  assert.equal(text('.text > p'), documents[2].text)
  assert.equal(find('.original'), null, 'a link that runs scripts is none')
})

test('typing shows results with marked hits and the reason of each match', async () => {
  const { type, texts, text, dispatched } = await mountReader({ documents })
  await type('minister')
  assert.match(text('h2'), /2 articles for minister/)
  assert.ok(texts('.snippet mark').every((mark) => mark.toLowerCase() === 'minister'))
  assert.equal(text('.why'), 'also: ministers')
  assert.deepEqual(dispatched.find(([name]) => name === 'searchdone')[1], {
    query: 'minister',
    sort: 'relevance',
    total: 2,
    complete: 2,
  })
})

test('hits that match only some words stand below a divider', async () => {
  const { type, texts, text, all, find, window, reader } = await mountReader({ documents })
  await type('minister border')
  assert.equal(all('ol').length, 2)
  assert.equal(text('.divider'), 'These hold only some of the words')
  assert.match(text('h2'), /^1 article has every word, 2 have some: minister border$/)
  await until(() => text('[role=status]') === text('h2'))
  assert.equal(all('ol')[1].getAttribute('start'), '2')
  assert.equal(texts('ol:first-of-type h3').length, 1)
  await type('a heading border minister')
  await until(() => text('h2').endsWith('a heading border minister'))
  assert.equal(all('ol').length, 1, 'of a long query they are mixed, so each says it')
  assert.ok(texts('.row')[0].includes('only some of the words'))
  await type('minister border')
  const select = find('select')
  select.value = 'newest'
  select.dispatchEvent(new window.Event('change', { bubbles: true, composed: true }))
  await until(() => reader.state.answer.sort === 'newest')
  assert.equal(all('ol').length, 1, 'by date they are mixed, too')
  assert.deepEqual(
    texts('.row').map((row) => row.includes('only some of the words')),
    [false, true, true],
  )
  await type('minister nowhere')
  assert.match(text('h2'), /^2 articles have only some of the words: minister nowhere$/)
})

test('an empty result offers a better spelling and tips', async () => {
  const { type, text, click, reader } = await mountReader({ documents })
  await type('zzz')
  assert.match(text('h2'), /Nothing found for zzz/)
  assert.match(text('.pairs'), /title:word/)
  await click('.meant a')
  assert.equal(reader.state.answer.query, 'minister')
})

test('a query without terms leaves the front page', async () => {
  const { type, text, find, events } = await mountReader({ documents })
  await type('-')
  assert.equal(text('h2'), 'All articles')
  assert.deepEqual([find('[role="combobox"]').value, events()], ['-', ['ready']])
  await type('-m')
  assert.match(text('h2'), /Nothing found for -m/)
})

test('a snippet cut within a sentence has an ellipsis, a whole one has none', async () => {
  const words = 'between the harbour and the mill '.repeat(4).trim()
  const texts = {
    whole: `Minister ${words}.`,
    quoted: `“Minister ${words}!”`,
    chinese: `${'部长'.repeat(50)}minister。`,
    short: 'the minister',
    middle: `minister ${words}`,
    begun: `the minister ${words}?`,
    ended: `A minister, ${words},`,
  }
  const { type, all } = await mountReader({
    documents: Object.entries(texts).map(([id, text]) => ({ id, title: id, text })),
  })
  await type('minister')
  const cuts = all('.row').map((row) => [
    row.querySelector('a').dataset.id,
    row.querySelector('.snippet').className,
  ])
  assert.deepEqual(Object.fromEntries(cuts), {
    whole: 'snippet',
    quoted: 'snippet',
    chinese: 'snippet',
    short: 'snippet',
    middle: 'snippet cut-before cut-after',
    begun: 'snippet cut-before',
    ended: 'snippet cut-after',
  })
})

test('the field limits the length of a query', async () => {
  const { find } = await mountReader({ documents })
  assert.equal(find('[role="combobox"]').getAttribute('maxlength'), '1000')
})

test('closing the reader settles promises that wait for a screen', async () => {
  let held = false
  const answer = (method) => (held && method === 'search' ? new Promise(() => {}) : null)
  const { reader } = await mountReader({ documents, answer })
  held = true
  reader.dispatch({ type: 'searchSubmitted', query: 'minister' })
  const settled = reader.settled()
  reader.close()
  await settled
})

test('a long list grows, and the focus moves to the first new item', async () => {
  const { type, click, all, find, text } = await mountReader({ documents: many })
  assert.equal(all('.row').length, 12)
  assert.equal(text('.more'), 'Show 100 more')
  await click('.more')
  assert.equal(all('.row').length, 112)
  assert.equal(find('.room').getRootNode().activeElement.textContent, 'Headline 12')
  assert.equal(text('.more'), 'Show 93 more')
  await type('common')
  assert.equal(all('.row').length, 20)
  await click('.more')
  assert.equal(all('.row').length, 40)
  assert.equal(find('.room').getRootNode().activeElement.textContent, 'Headline 20')
  await click('.more')
  assert.equal(find('.room').getRootNode().activeElement.textContent, 'Headline 40')
})

test('an article: roles as elements, language and direction, boilerplate collapsed', async () => {
  const { click, find, all, texts, text } = await mountReader({ documents })
  await click('[data-id="two"]')
  const article = find('.text')
  assert.deepEqual([article.getAttribute('lang'), article.getAttribute('dir')], ['he', 'rtl'])
  assert.ok(find('h2.untitled').textContent.startsWith('A heading'))
  assert.deepEqual(texts('.text ul li'), ['first', 'second'])
  assert.equal(text('.text blockquote'), 'said')
  assert.ok(all('.aside').every((passage) => passage.hidden))
  assert.equal(text('[data-action="aside"]'), 'Show the 3 passages set aside')
  await click('[data-action="aside"]')
  assert.ok(all('.aside').every((passage) => !passage.hidden))
  assert.equal(find('[data-action="aside"]').getAttribute('aria-expanded'), 'true')
})

test('n and p step through the hits outside boilerplate', async () => {
  const { type, click, press, text, all } = await mountReader({ documents })
  await type('minister')
  await click('[data-id="one"]')
  assert.equal(text('[data-hit]'), '3 matches')
  await press('n')
  await press('n')
  assert.equal(text('[data-hit]'), '2 of 3')
  assert.deepEqual(
    all('mark').map((mark) => mark.hasAttribute('aria-current')),
    [false, true, false],
  )
  await press('p')
  assert.equal(text('[data-hit]'), '1 of 3')
  await press(']')
  assert.equal(text('[data-hit]'), '1 match')
})

test('Escape closes suggestions, then clears the field, then goes back', async () => {
  const { type, press, click, reader, find } = await mountReader({ documents })
  await type('minister')
  assert.equal(find('[role="combobox"]').getAttribute('aria-expanded'), 'true')
  await press('Escape')
  assert.equal(find('[role="combobox"]').getAttribute('aria-expanded'), 'false')
  assert.equal(reader.state.query, 'minister')
  await press('Escape')
  assert.deepEqual([reader.state.query, reader.state.view], ['', 'front'])
  await click('[data-id="one"]')
  await press('Escape')
  assert.equal(reader.state.view, 'front')
})

test('the combobox points at the active suggestion and Enter accepts it', async () => {
  const { type, press, find, reader } = await mountReader({ documents })
  await type('minist')
  await press('ArrowDown')
  const field = find('[role="combobox"]')
  const option = find(`#${field.getAttribute('aria-activedescendant')}`)
  assert.deepEqual(
    [option.getAttribute('role'), option.getAttribute('aria-selected')],
    ['option', 'true'],
  )
  assert.equal(field.getAttribute('aria-controls'), find('[role="listbox"]').id)
  await press('Enter')
  assert.equal(reader.state.answer.query, 'minister')
})

test('arrows and j k move through the list and up into the field', async () => {
  const { press, find, reader } = await mountReader({ documents })
  const active = () => find('.room').getRootNode().activeElement
  await press('j', find('.main'))
  await press('ArrowDown')
  assert.equal(active(), reader.layout.rows[1])
  await press('k')
  await press('ArrowUp')
  assert.equal(active(), reader.layout.field)
})

test('Back restores the results, with the focus on the link that was followed', async () => {
  const { type, find, reader, log } = await mountReader({ documents })
  await type('minister')
  reader.layout.rows[1].focus()
  reader.layout.rows[1].click()
  await until(() => reader.state.view === 'article')
  assert.equal(find('.room').getRootNode().activeElement, reader.layout.heading)
  const asked = log.length
  find('[data-action="back"]').click()
  assert.equal(reader.state.view, 'results')
  assert.equal(log.length, asked, 'nobody is asked again')
  assert.equal(find('.room').getRootNode().activeElement, reader.layout.rows[1])
})

test('an address of no article shows a not-found page', async () => {
  const { text } = await mountReader({ documents, first: place({ id: 'gone' }) })
  assert.equal(text('h2'), 'There is no such article here')
})

test('a panic shows a calm notice; a restart opens a fresh room at the same place', async () => {
  let broken = false
  const answer = (method) => {
    if (broken && method !== 'close')
      throw Object.assign(new Error('out of bounds'), { code: 'panic' })
  }
  const { click, text, dispatched, reader, find } = await mountReader({ documents, answer })
  const { error } = console
  console.error = () => {} // the failure is logged whole, as intended
  broken = true
  await click('[data-id="one"]')
  console.error = error
  assert.equal(text('.notice h2'), 'The search stopped')
  assert.match(text('.notice pre'), /panic: out of bounds/)
  assert.deepEqual(dispatched.at(-1), ['error', { code: 'panic', message: 'out of bounds' }])
  broken = false
  find('[data-action="restart"]').click()
  await until(() => reader.state.phase === 'ready')
  assert.equal(find('.notice'), null)
  assert.equal(find('.row') !== null, true)
})

test('a corpus without articles has a page of its own', async () => {
  const { text, events } = await mountReader({ documents: [{ id: 'x' }] })
  assert.equal(text('h2'), 'Nothing to read yet')
  assert.deepEqual(events(), ['ready'])
})

test('where all articles were refused, the same page lists them', async () => {
  const { text, reader, dispatched } = await mountReader({ documents })
  const empty = { ...reader.state.overview, total: 0, articles: [] }
  const room = { overview: async () => empty, close() {} }
  await reader.load(
    {
      room: Promise.resolve({
        room,
        refusals: [{ code: 'input', message: 'not text', source: 'a.txt', line: 3 }],
      }),
      drop() {},
      release() {},
    },
    'T',
    place(),
  )
  assert.equal(text('h2'), 'Nothing to read yet')
  assert.match(text('.refused'), /1 article could not be read.*a\.txt:3/s)
  assert.deepEqual(dispatched.at(-1), ['ready', { total: 0, refused: 1 }])
})

test('a host can cancel a navigation', async () => {
  const { type, reader, find } = await mountReader({
    documents,
    allow: (name) => name !== 'statechange',
  })
  await type('minister')
  assert.equal(reader.state.view, 'front')
  assert.equal(find('[role="combobox"]').value, '')
})

test('the address follows, with one history entry for a word typed letter by letter', async () => {
  const { type, click, window } = await mountReader({ documents, owned: true })
  const before = window.history.length
  await type('m')
  await type('mi')
  await type('minister')
  assert.equal(window.location.hash, '#/?q=minister')
  await click('[data-id="one"]')
  assert.equal(window.location.hash, '#/a/one?q=minister')
  assert.equal(window.document.title, 'Ministers sign – The Collection')
  assert.ok(window.history.length - before <= 2)
})

test('where the History API is refused, history is kept in memory', async () => {
  const { window, click, reader, type } = await mountReader({ documents, owned: true })
  window.history.pushState = window.history.replaceState = () => {
    throw new Error('SecurityError')
  }
  await type('minister')
  await click('[data-id="one"]')
  assert.equal(reader.state.view, 'article')
  await click('[data-action="back"]')
  assert.equal(reader.state.view, 'results')
})

test('a click with a modifier is left to the browser', async () => {
  const { window, find, reader } = await mountReader({ documents })
  const event = new window.MouseEvent('click', {
    bubbles: true,
    composed: true,
    cancelable: true,
    ctrlKey: true,
  })
  find('[data-id="one"]').dispatchEvent(event)
  assert.equal(event.defaultPrevented, false)
  assert.equal(reader.state.pending.page, null)
})

test('letter shortcuts can be switched off in the help', async () => {
  const { press, find, window, reader } = await mountReader({ documents })
  find('dialog').showModal = function () {
    this.setAttribute('open', '')
  }
  await press('?', find('.main'))
  const box = find('dialog [data-action="letters"]')
  assert.equal(box.checked, true)
  box.checked = false
  box.dispatchEvent(new window.Event('change', { bubbles: true, composed: true }))
  find('dialog').removeAttribute('open')
  assert.equal(await press('j', find('.main')), false)
  box.checked = true
  box.dispatchEvent(new window.Event('change', { bubbles: true, composed: true }))
  assert.equal(await press('j', find('.main')), true)
  assert.equal(find('.room').getRootNode().activeElement, reader.layout.rows[0])
})

test('a change of the order keeps the focus on the select and shows in the address', async () => {
  const { type, find, window, reader } = await mountReader({ documents, owned: true })
  await type('minister')
  const select = find('select')
  select.focus()
  select.value = 'newest'
  select.dispatchEvent(new window.Event('change', { bubbles: true, composed: true }))
  await until(() => reader.state.answer.sort === 'newest')
  assert.equal(window.location.hash, '#/?q=minister&sort=newest')
  assert.equal(find('.room').getRootNode().activeElement, find('select'))
  assert.equal(find('select').value, 'newest')
})

test('of two corpora set in a row the second is shown, and it alone fires ready', async () => {
  const { reader, all } = await mountReader({ documents })
  const share = (id, wait_ms) => ({
    room: new Promise((keep) => setTimeout(keep, wait_ms)).then(async () => ({
      room: await fakeEngine().open({ documents: [{ id, text: id }] }),
      refusals: [],
    })),
    drop() {},
    release() {},
  })
  const taken = await Promise.all([
    reader.load(share('slow', 40), 'A', place()),
    reader.load(share('quick', 1), 'B', place()),
  ])
  assert.deepEqual(taken, [false, true])
  assert.deepEqual(
    all('.row a').map((link) => link.dataset.id),
    ['quick'],
  )
})
