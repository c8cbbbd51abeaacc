import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fetchList } from '../../../www/lists.js'
import { place } from '../../../www/route.js'
import { englishI18n } from '../../../www/strings/i18n.js'
import { quotation } from '../../../www/views/evidence.js'
import { facts } from '../../../www/views/facts.js'
import { amounts } from '../../../www/views/lists.js'
import { openPage } from './dom.js'

const { document } = openPage()
const i18n = englishI18n()

const article = { id: 'a', label: 'Ferry sold', date: null, source: 'a', url: null, language: 'en' }
const sentence = [{ text: '“We wait,” he said.', hit: true, as: 'exact', entity: null }]
const fact = { article, sentence, confidence: 'certain', versions: 1 }
const quote = { ...fact, text: 'We wait,', speaker: null, speakerText: null, cue: 'said' }
const amount = {
  ...fact,
  text: '$5 million',
  currency: 'USD',
  value: 5000000,
  upTo: null,
  precision: 'exact',
  purpose: null,
  giver: 'the Norwood Fund',
  giverEntity: { id: 'organisation-norwood-fund', kind: 'organisation', name: 'Norwood Fund' },
  receiver: 'the town',
  receiverEntity: null,
}

function drawn(content) {
  const box = document.createElement('div')
  box.append(...[content].flat(Infinity).filter(Boolean))
  return box
}
test('a speaker without a name is shown in the words of the text', () => {
  assert.equal(drawn(quotation(quote, i18n)).textContent, 'We wait,nobody is named')
  const spokesman = { ...quote, speakerText: 'a spokesman for the fund' }
  assert.equal(
    drawn(quotation(spokesman, i18n)).textContent,
    'We wait,a spokesman for the fund (said)',
  )
})

test('each fact says in one word how sure it is', () => {
  const known = { ...quote, speaker: amount.giverEntity }
  for (const [confidence, word] of [
    ['certain', 'certain'],
    ['likely', 'likely'],
    ['possible', 'possibly'],
  ]) {
    const box = drawn(quotation({ ...known, confidence }, i18n))
    assert.equal(box.querySelector('.sure').textContent, word)
  }
})

test('a fact of several versions says in how many it is told', () => {
  const box = drawn(quotation({ ...quote, versions: 3 }, i18n))
  assert.equal(box.querySelector('.versions').textContent, 'told in 3 versions of the story')
})

test('sums show who gives and who receives, names as links', () => {
  const list = {
    total: 1,
    totals: [],
    items: [amount],
    named: [],
    place: place({ view: 'amounts' }),
  }
  const box = drawn(amounts({ list }, i18n))
  const cells = [...box.querySelectorAll('td')].map((cell) => cell.textContent)
  assert.deepEqual(cells.slice(0, 2), ['the Norwood Fund', 'the town'])
  assert.match(box.querySelector('td a').getAttribute('href'), /organisation-norwood-fund/)
})

test('a list of facts can hold what is only possible', async () => {
  for (const view of ['quotes', 'amounts', 'timeline'])
    for (const sure of ['likely', 'possible']) {
      const ask = async (filters) => ({ filters })
      const room = { quotes: ask, amounts: ask, timeline: ask }
      const { filters } = await fetchList(room, place({ view, sure }))
      assert.equal(filters.possible, sure === 'possible', view)
    }
})

test('an article lists the other versions of its story and what differs', () => {
  const page = (items = []) => ({ total: items.length, offset: 0, items })
  const version = (id, here, there) => ({
    article: { ...article, id, label: `Version ${id}` },
    similarity: 0.83,
    onlyHere: page(here),
    onlyThere: page(there),
  })
  const shown = {
    ...article,
    recognition: 'full',
    entities: [],
    keySentences: [],
    quotes: [],
    amounts: [],
    dates: [],
    versions: page([version('b', ['No hall was found.'], []), version('c', [], [])]),
  }
  const box = drawn(facts({ article: shown, names: 'known', related: [] }, i18n))
  assert.equal(box.querySelector('summary').textContent, 'The same story in 3 versions')
  const [first, second] = [...box.querySelectorAll('.story > li')].map((row) => row.textContent)
  assert.equal(first, 'Version b83% the same: what differsOnly hereNo hall was found.')
  assert.equal(second, 'Version cThe same, word for word')
})
