import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lease } from '../../../www/room-pool.js'

function opener() {
  const log = []
  const open = async () => {
    log.push('open')
    return { room: { close: () => log.push('close') } }
  }
  return { log, open }
}

test('readers of one corpus share a room; the last one closes it', async () => {
  const { log, open } = opener()
  const [first, second] = [lease('k1', open), lease('k1', open)]
  assert.equal(await first.room, await second.room)
  first.release()
  first.release()
  await second.room
  assert.deepEqual(log, ['open'])
  second.release()
  await second.room
  assert.deepEqual(log, ['open', 'close'])
})

test('after a failure the next reader gets a fresh room', async () => {
  const { log, open } = opener()
  const broken = lease('k2', open)
  broken.drop()
  const fresh = lease('k2', open)
  assert.notEqual(await broken.room, await fresh.room)
  broken.release()
  await broken.room
  assert.equal(
    lease('k2', open).room,
    fresh.room,
    'leaving the broken one leaves the fresh one alone',
  )
  assert.deepEqual(log, ['open', 'open', 'close'])
})

test('a room that failed to open is opened again', async () => {
  const failing = lease('k3', async () => {
    throw new Error('no')
  })
  await assert.rejects(failing.room)
  failing.release()
  assert.ok(await lease('k3', opener().open).room)
})
