import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionForKey } from '../../../www/keyboard.js'

const none = { items: [], active: -1 }
const open = { items: [{}, {}], active: -1 }
const at = (
  key,
  {
    focus = 'other',
    view = 'results',
    options = none,
    letters = true,
    chord = false,
    ...event
  } = {},
) => actionForKey({ key, ...event }, { focus, view, options, letters, chord })

const table = [
  ['/', {}, 'field'],
  ['?', {}, 'help'],
  ['j', {}, 'down'],
  ['k', {}, 'up'],
  ['j', { view: 'article' }, null],
  ['n', { view: 'article' }, 'nextHit'],
  ['p', { view: 'article' }, 'previousHit'],
  ['[', { view: 'article' }, 'previous'],
  [']', { view: 'article' }, 'next'],
  ['n', { view: 'results' }, null],
  ['ArrowDown', { focus: 'row' }, 'down'],
  ['ArrowUp', { focus: 'row' }, 'up'],
  ['ArrowDown', { focus: 'heading' }, 'down'],
  ['ArrowDown', {}, null],
  ['ArrowDown', { focus: 'heading', view: 'article' }, null],
  ['Escape', { view: 'article' }, 'leave'],
  ['Escape', { view: 'front' }, null],
  ['ArrowDown', { focus: 'field' }, 'down'],
  ['ArrowDown', { focus: 'field', options: open }, 'nextOption'],
  ['ArrowUp', { focus: 'field', options: open }, 'previousOption'],
  ['Enter', { focus: 'field', options: open }, null],
  ['Enter', { focus: 'field', options: { ...open, active: 1 } }, 'choose'],
  ['Escape', { focus: 'field', options: open }, 'close'],
  ['Escape', { focus: 'field' }, 'clear'],
  ['Home', { focus: 'field', options: open }, null],
  ['toString', {}, null],
  ['g', {}, 'chord'],
  ['q', {}, null],
  ['q', { chord: true }, 'section quotes'],
  ['s', { chord: true, view: 'article' }, 'section front'],
  ['n', { chord: true, view: 'article' }, null],
  ['q', { chord: true, letters: false }, null],
  ['q', { chord: true, focus: 'editable' }, null],
]

test('keys do what the help says', () => {
  for (const [key, where, action] of table)
    assert.equal(at(key, where), action, `${key} in ${JSON.stringify(where)}`)
})

test('letters are text in an input, a select or an editable element', () => {
  for (const focus of ['field', 'editable'])
    for (const key of '/?jknp[]') assert.equal(at(key, { focus, view: 'article' }), null)
})

test('letter shortcuts can be switched off; arrows and Escape stay', () => {
  for (const key of '/?jknp[]') assert.equal(at(key, { letters: false, view: 'article' }), null)
  assert.equal(at('Escape', { letters: false, view: 'article' }), 'leave')
  assert.equal(at('ArrowDown', { letters: false, focus: 'row' }), 'down')
})

test('shortcuts of the browser and keys of an input method are ignored', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey', 'isComposing']) {
    for (const key of ['f', '/', 'n', 'Escape'])
      assert.equal(at(key, { [held]: true, view: 'article' }), null)
  }
  assert.equal(at('n', { keyCode: 229, view: 'article' }), null)
})
