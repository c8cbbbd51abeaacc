// The package as it ships, from dist/, used as in a build script: in Node, on this thread.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import test from 'node:test'

const { open, RoomError } = await import('../../dist/index.js')

const documents = [
  {
    id: 'bridge',
    title: 'The old bridge reopens',
    date: '2024-03-01',
    text: 'Masons worked on the bridge for two winters.',
  },
  {
    id: 'ferry',
    title: 'The ferry retires',
    date: '2024-02-01',
    text: 'The ferry crossed the river beside the bridge.',
  },
  { id: 'orchard', title: 'An orchard', text: 'Apples and pears.' },
]

const joined = (segments) => segments.map(({ text }) => text).join('')
const marked = (segments) => segments.filter(({ hit }) => hit).map(({ text }) => text)

test('a room opens, searches and shows an article', async () => {
  const room = await open({ documents })
  assert.deepEqual(room.refusals, [])
  const overview = await room.overview()
  assert.deepEqual(
    overview.articles.map(({ id }) => id),
    ['bridge', 'ferry', 'orchard'],
  )
  assert.equal(overview.lastDate, '2024-03-01')
  const found = await room.search('bridge')
  assert.deepEqual(found.hits.map(({ id }) => id).sort(), ['bridge', 'ferry'])
  assert.ok(found.hits.every(({ snippets }) => marked(snippets.flat()).includes('bridge')))
  const article = await room.article('ferry', { query: 'bridge' })
  assert.equal(joined(article.blocks[0].segments), documents[1].text)
  assert.deepEqual(marked(article.blocks[0].segments), ['bridge'])
  const { words } = await room.suggest('appl')
  assert.deepEqual(
    words.map(({ query }) => query),
    ['apples'],
  )
  room.close()
})

test('a stored room gives the same answers as its original', async () => {
  const first = await open({ documents })
  const second = await open({ bytes: await first.toBytes() })
  for (const query of ['bridge', 'river -winters', '"beside the bridge"']) {
    assert.deepEqual(await second.search(query), await first.search(query))
  }
})

test('no articles give an empty room that answers', async () => {
  const room = await open({ documents: [] })
  assert.equal((await room.overview()).total, 0)
  assert.deepEqual((await room.search('bridge')).hits, [])
})

test('two rooms are independent', async () => {
  const [one, other] = await Promise.all([
    open({ documents: documents.slice(0, 1) }),
    open({ documents: documents.slice(2) }),
  ])
  assert.equal((await one.search('apples')).total, 0)
  assert.equal((await other.search('apples')).total, 1)
})

test('progress rises to the number of articles', async () => {
  const seen = []
  const many = Array.from({ length: 500 }, (_, number) => ({
    id: `${number}`,
    text: `Article ${number}. `.repeat(200),
  }))
  await open({ documents: many, onProgress: (progress) => seen.push(progress) })
  assert.ok(seen.length > 1, 'work is cut into slices')
  assert.deepEqual(
    seen.map(({ done }) => done),
    seen.map(({ done }) => done).sort((a, b) => a - b),
  )
  assert.deepEqual(seen.at(-1), { done: 500, total: 500 })
})

test('the core may be bytes, gzipped or not, a URL or a Response', async () => {
  const address = new URL('../../dist/reading_room_bg.wasm', import.meta.url)
  const bytes = await readFile(address)
  const cores = [
    bytes,
    gzipSync(bytes),
    Uint8Array.from(bytes).buffer,
    address,
    String(address),
    new Response(bytes),
  ]
  for (const core of cores) {
    const room = await open({ documents, core })
    assert.equal((await room.overview()).total, 3)
  }
})

test('a stored room opens from an ArrayBuffer and from any view of one', async () => {
  const bytes = await (await open({ documents })).toBytes()
  const amid = new Uint8Array(bytes.length + 16)
  amid.set(bytes, 8)
  const buffer = Uint8Array.from(bytes).buffer
  for (const stored of [buffer, new DataView(amid.buffer, 8, bytes.length), Buffer.from(bytes)]) {
    const room = await open({ bytes: stored })
    assert.equal((await room.search('bridge')).total, 2)
  }
})

test('a query without terms differs from one without hits', async () => {
  const room = await open({ documents })
  const asked = async (query) => (await room.search(query)).asked
  for (const query of ['', ' ', '-', '"', 'title:']) assert.equal(await asked(query), false, query)
  for (const query of ['nowhere', '-bridge', 'after:2024'])
    assert.equal(await asked(query), true, query)
})

test('names are recognised after indexing, and are stored with the room', async () => {
  const progress = []
  const room = await open({ documents: news, onReading: (step) => progress.push(step) })
  assert.deepEqual(
    (await room.search('haddad', { facets: 3 })).facets,
    [],
    'search does not wait for them',
  )
  assert.equal(await room.recognised, true)
  const { facets } = await room.search('haddad', { facets: 3 })
  assert.equal(facets[0].entities[0].name, 'Omar Haddad')
  const {
    hits: [hit],
    spread,
  } = await room.search('haddad ', { facets: 3, explain: true })
  assert.deepEqual(
    hit.explanation.parts.map(({ typed, as }) => [typed, as]),
    [['haddad', 'exact']],
  )
  assert.ok(Math.abs(hit.explanation.parts[0].points - hit.score) < 1e-4)
  assert.equal(
    spread.dates.reduce((sum, { count }) => sum + count, spread.undated),
    (await room.search('haddad ')).total,
  )
  assert.deepEqual(
    (await room.entities({ kind: 'place' })).entities.map(({ name }) => name),
    ['Gdynia', 'Oslo'],
  )
  assert.equal((await room.quotes({ entity: 'person-haddad' })).items[0].text, 'We are close,')
  assert.equal((await room.amounts()).items[0].value, 2e7)
  assert.equal((await room.timeline()).items[0].iso, '2024-06-01')
  assert.ok((await room.graph()).nodes.length >= 3)
  assert.equal((await room.related('a'))[0].id, 'b')
  const again = await open({ bytes: await room.toBytes() })
  assert.deepEqual(
    await again.entity('person-omar-haddad'),
    await room.entity('person-omar-haddad'),
  )
})

test('without recognition, or without its model, everything else works', async () => {
  const off = await open({ documents: news, entities: false })
  assert.equal(await off.recognised, false)
  assert.equal((await off.search('person:haddad')).total, 2)
  assert.equal((await off.entities()).recognition, 'none')
})

test('an invalid model is a warning, and the room still answers', async (t) => {
  const warned = t.mock.method(console, 'warn', () => {})
  const room = await open({ documents: news, model: new Uint8Array(100) })
  assert.equal(await room.recognised, false)
  assert.match(warned.mock.calls[0].arguments[0], /not a tagging model/)
  assert.equal((await room.search('haddad')).total, 2)
})

const news = [
  {
    id: 'a',
    date: '2024-03-04',
    language: 'en',
    text:
      'Omar Haddad spoke in Gdynia. “We are close,” Haddad said. ' +
      'The city lent 20 million euros.',
  },
  {
    id: 'b',
    language: 'en',
    text: 'In Oslo, the mayor met Omar Haddad. They want a new port in Gdynia by 1 June 2024.',
  },
]

test('articles are added and removed, and names are recognised again', async () => {
  const room = await open({ documents: news })
  assert.equal(await room.recognised, true)
  const more = {
    id: 'c',
    text: 'Mayor Ingrid Solberg opened the port. “It is ours,” Solberg said in Bergen.',
  }
  assert.deepEqual(await room.add([more, { source: 'nothing.txt' }]), [
    { code: 'input', message: 'there is no text in it', source: 'nothing.txt', line: null },
  ])
  assert.equal((await room.search('solberg')).total, 1)
  assert.deepEqual(
    (await room.entities({ kind: 'person' })).entities.map(({ name }) => name),
    ['Omar Haddad', 'Ingrid Solberg'],
  )
  await room.replace([{ ...news[1], text: 'Fog in Oslo.' }])
  await room.remove(['c', 'nowhere'])
  const fresh = await open({ documents: [news[0], { ...news[1], text: 'Fog in Oslo.' }] })
  assert.deepEqual(await room.toBytes(), await fresh.toBytes())
})

test('concurrent edits run in order, and recognition under way restarts', async () => {
  const room = await open({ documents: news.slice(0, 1) })
  await Promise.all([
    room.add(news.slice(1)),
    room.remove(['a']),
    room.add([{ ...news[0], id: 'd' }], { more: true }),
    room.remove(['b']),
  ])
  assert.equal(await room.recognised, true)
  const fresh = await open({ documents: [{ ...news[0], id: 'd' }] })
  assert.deepEqual(await room.toBytes(), await fresh.toBytes())
  await assert.rejects(room.add('text'), { name: 'RoomError', code: 'input' })
  await assert.rejects(room.replace([{ text: 'no id' }]), { name: 'RoomError', code: 'input' })
})

const wrong = {
  'search without a query': (room) => room.search(),
  'search for null': (room) => room.search(null, null),
  'search for an object': (room) => room.search({}),
  'search for true': (room) => room.search(true),
  'suggest without a prefix': (room) => room.suggest(),
  'suggest for a list': (room) => room.suggest(['bridge'], null),
  'article without an id': (room) => room.article(),
  'entity without an id': (room) => room.entity(),
  'article with the hits of an object': (room) => room.article('bridge', { query: {} }),
}
for (const [name, ask] of Object.entries(wrong)) {
  test(`${name} is rejected, and the room still answers`, async () => {
    const room = await open({ documents })
    let asked
    assert.doesNotThrow(() => (asked = ask(room)))
    await assert.rejects(asked, { name: 'RoomError', code: 'input', message: /must be text/ })
    assert.equal((await room.search('bridge')).total, 2)
  })
}

test('numbers are accepted as text, and options may be absent', async () => {
  const room = await open({ documents: [{ id: '7', text: 'The 1950 bridge.' }], language: 5 })
  assert.equal((await room.search(1950, null)).total, 1)
  assert.equal((await room.suggest(195, null)).words[0].query, '1950')
  assert.deepEqual(marked((await room.article(7, { query: 1950 })).blocks[0].segments), ['1950'])
  assert.equal((await room.article(7, null)).hits, 0)
  assert.equal((await room.overview(null)).total, 1)
})

const failures = {
  'input, where there is nothing to open': [() => open({}), 'input'],
  'input, where documents are no list': [() => open({ documents: 'text' }), 'input'],
  'input, where there are no options at all': [() => open(null), 'input'],
  'input, where the bytes are text': [() => open({ bytes: 'room' }), 'input'],
  'input, where the language is no text': [() => open({ documents, language: {} }), 'input'],
  'damaged, for no bytes': [() => open({ bytes: new ArrayBuffer(0) }), 'damaged'],
  'damaged, for bytes that are no room': [
    () => open({ bytes: new Uint8Array([1, 2, 3]) }),
    'damaged',
  ],
  'unsupported, for a core that is no WebAssembly': [
    () => open({ documents, core: new Uint8Array([1, 2, 3]) }),
    'unsupported',
  ],
  'unsupported, for a core that is not there': [
    () => open({ documents, core: new URL('./none.wasm', import.meta.url) }),
    'unsupported',
  ],
  'not-found, for an unknown article': [
    async () => (await open({ documents })).article('nowhere'),
    'not-found',
  ],
  'closed, after close': [
    async () => {
      const room = await open({ documents })
      room.close()
      return room.search('bridge')
    },
    'closed',
  ],
}
for (const [name, [attempt, code]] of Object.entries(failures)) {
  test(`fails with ${name}`, async () => {
    await assert.rejects(attempt, (error) => {
      assert.ok(error instanceof Error && error instanceof RoomError)
      assert.equal(error.name, 'RoomError')
      assert.equal(error.code, code)
      assert.ok(error.message.length > 0)
      return true
    })
  })
}

test('close rejects pending requests', async () => {
  const room = await open({ documents })
  const answer = room.search('bridge')
  room.close()
  await assert.rejects(answer, { code: 'closed' })
})

test('a trap ends its room with code panic, and another room can be opened', async () => {
  const { trappingCore } = await import('./trapping-core.mjs')
  const room = await open({ documents, core: await trappingCore('room_search') })
  const waiting = [room.search('bridge'), room.overview()]
  await assert.rejects(waiting[0], { name: 'RoomError', code: 'panic' })
  await assert.rejects(waiting[1], { code: 'panic' })
  await assert.rejects(room.overview(), { code: 'panic' })
  assert.equal((await (await open({ documents })).search('bridge')).total, 2)
})

test('an article that cannot be parsed is refused by name and the others are indexed', async () => {
  const room = await open({
    documents: [documents[0], { id: 'nothing', source: 'nothing.txt', text: '' }],
  })
  assert.equal(room.refusals.length, 1)
  assert.equal(room.refusals[0].source, 'nothing.txt')
  assert.equal((await room.overview()).total, 1)
})

test('a value that is no article is refused, and the others are indexed', async () => {
  const documents = [
    null,
    7,
    { text: { length: 4e9 } },
    { title: 5, text: 'The harbour is open again.' },
  ]
  const room = await open({ documents, worker: false, entities: false })
  assert.deepEqual(
    room.refusals.map(({ code }) => code),
    ['input', 'input', 'input'],
  )
  assert.equal((await room.search('harbour')).total, 1)
  room.close()
})

test('importing the element without a browser has no effect', async () => {
  await import('../../dist/reading-room.js')
  assert.equal(globalThis.customElements, undefined)
})

test('every file that the package lists exists, and its version is that of the crate', async () => {
  const dist = new URL('../../dist/', import.meta.url)
  const manifest = JSON.parse(await readFile(new URL('package.json', dist)))
  const files = Object.values(manifest.exports).flatMap((entry) =>
    typeof entry === 'string' ? entry : Object.values(entry),
  )
  for (const file of files) assert.ok((await readFile(new URL(file, dist))).length > 0, file)
  const cargo = await readFile(new URL('../../Cargo.toml', import.meta.url), 'utf8')
  assert.ok(cargo.includes(`version = "${manifest.version}"`))
})
