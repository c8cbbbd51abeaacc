import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge, percentiles } from './metrics.mjs'

test('the ideal ranking scores 1, a lower rank less', () => {
  const grades = new Map([
    ['a', 2],
    ['b', 1],
  ])
  assert.deepEqual(judge(['a', 'b', 'x'], grades), { ndcg: 1, mrr: 1, recall: 1 })
  const turned = judge(['x', 'b'], grades)
  assert.equal(turned.mrr, 0.5)
  assert.equal(turned.recall, 0.5)
  assert.ok(Math.abs(turned.ndcg - 1 / Math.log2(3) / (2 + 1 / Math.log2(3))) < 1e-12)
  assert.deepEqual(judge([], grades), { ndcg: 0, mrr: 0, recall: 0 })
})

test('percentiles use the nearest rank', () => {
  assert.deepEqual(percentiles(Array.from({ length: 100 }, (_, at) => at + 1)), {
    p50: 50,
    p95: 95,
    p99: 99,
  })
  assert.deepEqual(percentiles([3]), { p50: 3, p95: 3, p99: 3 })
})
