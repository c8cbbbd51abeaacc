import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstDay, narrowToPeriods, nextPeriod, withOperators } from '../../../www/periods.js'

test('an operator replaces the previous one', () => {
  assert.equal(
    withOperators('fog', { after: '2024-03', before: '2024-04' }),
    'fog after:2024-03 before:2024-04',
  )
  assert.equal(
    withOperators('after:2020 "night fog" before:2021', { after: '2024', before: '2025' }),
    '"night fog" after:2024 before:2025',
  )
  assert.equal(
    withOperators('fog source:"old papers"', { source: 'a.example' }),
    'fog source:a.example',
  )
  assert.equal(withOperators('', { source: 'old papers' }), 'source:"old papers"')
  assert.equal(withOperators('hereafter:all', { after: '2024' }), 'hereafter:all after:2024')
})

test('results are narrowed to one range of days, whatever range there was', () => {
  const narrowed = (query, first, last) =>
    narrowToPeriods({ view: 'results', query }, first, last).query
  assert.equal(narrowed('fog', '2024-03', '2024-03'), 'fog date:2024-03')
  assert.equal(narrowed('after:2020 fog before:2021-05', '2024', '2025'), 'fog date:2024..2025')
  assert.equal(narrowed('date:[2020 TO 2021] fog', '2024', '2024'), 'fog date:2024')
  const list = narrowToPeriods({ view: 'quotes' }, '2024', '2025')
  assert.deepEqual([list.after, list.before], ['2024', '2026'])
})

test('a period ends where the next begins', () => {
  for (const [period, next] of [
    ['2024', '2025'],
    ['2024-12', '2025-01'],
    ['2024-02-28', '2024-02-29'],
    ['2023-12-31', '2024-01-01'],
  ]) {
    assert.equal(nextPeriod(period), next)
  }
})

test('a period starts with its first day', () => {
  assert.deepEqual(['2024', '2024-03', '2024-03-05', ''].map(firstDay), [
    '2024-01-01',
    '2024-03-01',
    '2024-03-05',
    '',
  ])
})
