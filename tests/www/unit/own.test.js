import assert from 'node:assert/strict'
import test from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { chosenFiles, droppedFiles } from '../../../www/own/files.js'
import { decode, parseFiles } from '../../../www/own/parser.js'
import { documentsFromRows, parseTable } from '../../../www/own/csv.js'
import { openPage } from './dom.js'

openPage()

const file = (path, content = 'x') =>
  Object.assign(new File([content], path.split('/').at(-1)), { path })
const guessed = (name, { columns }) => columns

async function readAll(contents, columnsOf = guessed) {
  const files = Object.entries(contents).map(([name, content]) => ({
    name,
    file: new File([content], name),
  }))
  const all = { documents: [], refusals: [], bytes: 0, files: 0 }
  for await (const step of parseFiles(files, { columnsOf, signal: new AbortController().signal })) {
    all.documents.push(...step.documents)
    all.refusals.push(...step.refusals)
    all.bytes += step.bytes
    all.files += step.files
  }
  assert.equal(all.files, files.length)
  assert.equal(
    all.bytes,
    files.reduce((sum, one) => sum + one.file.size, 0),
  )
  return all
}

test('chosen files are sorted by name, folder by folder, without hidden ones', () => {
  const list = [
    'news/b.txt',
    'news/a/z.txt',
    'news/a.txt',
    'news/.git/c.txt',
    'news/.d.txt',
    'news/picture.png',
  ].map((path) =>
    Object.assign(new File(['x'], path.split('/').at(-1)), { webkitRelativePath: path }),
  )
  const { title, files } = chosenFiles(list)
  assert.equal(title, 'news')
  assert.deepEqual(
    files.map(({ name }) => name),
    ['a/z.txt', 'a.txt', 'b.txt'],
  )
  // Chosen alone it is kept, so that it is refused by name.
  assert.equal(chosenFiles([new File(['x'], 'one.odt')]).files.length, 1)
  assert.deepEqual(chosenFiles([]), { title: null, files: [] })
})

test('a dropped folder is read whole, though readEntries returns it in batches', async () => {
  const leaf = (name) => ({ name, isFile: true, file: (resolve) => resolve(file(name)) })
  const branch = (name, inner) => ({
    name,
    isFile: false,
    createReader() {
      const parts = [inner.slice(0, 1), inner.slice(1), []]
      return { readEntries: (resolve) => resolve(parts.shift()) }
    },
  })
  const { title, files } = await droppedFiles([
    branch('top', [leaf('b.txt'), branch('in', [leaf('c.md')]), leaf('x.png')]),
  ])
  assert.deepEqual([title, files.map(({ name }) => name)], ['top', ['b.txt', 'in/c.md']])
})

test('what cannot be parsed is refused with its line, and the rest is parsed', async () => {
  const { documents, refusals } = await readAll({
    'a.jsonl': '{"text":"one"}\n\nnot json\n{"title":"none"}\n{"text":"two"}',
    'empty.json': '[]',
    'b.txt': 'three',
    'bytes.txt': new Uint8Array([0, 1, 2, 3]),
    'latin.txt': new Uint8Array([0x66, 0xfc, 0x72]),
    'odd.docx': 'x',
    'nothing.jsonl': '\n\n',
  })
  assert.deepEqual(
    documents.map(({ id, text }) => [id, text]),
    [
      ['a/1', 'one'],
      ['a/4', 'two'],
      ['b', 'three'],
    ],
  )
  assert.deepEqual(
    refusals.map(({ source, line }) => [source, line]),
    [
      ['a.jsonl', 3],
      ['a.jsonl', 4],
      ['empty.json', null],
      ['bytes.txt', null],
      ['latin.txt', null],
      ['odd.docx', null],
      ['nothing.jsonl', null],
    ],
  )
})

test('duplicate ids are made unique', async () => {
  const { documents } = await readAll({
    'a.txt': 'one',
    'a.md': 'two',
    'b.jsonl': '{"id":"a","text":"three"}\n{"id":"a~2","text":"four"}',
  })
  assert.deepEqual(
    documents.map(({ id }) => id),
    ['a', 'a~2', 'a~3', 'a~2~2'],
  )
})

test('an archive is streamed; a broken entry does not affect the others', async () => {
  const inside = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [
      `in/${at}.txt`,
      strToU8(`Article ${at} ${'fog '.repeat(200_000)}`),
    ]),
  )
  const whole = zipSync({ ...inside, '__MACOSX/._a.txt': strToU8('x'), 'inner.zip': zipSync({}) })
  const { documents, refusals } = await readAll({ 'all.zip': whole })
  assert.equal(documents.length, 40)
  assert.deepEqual(
    refusals.map(({ source }) => source),
    ['all.zip: inner.zip'],
  )
  const small = zipSync({
    'a.txt': strToU8('fog '.repeat(50)),
    'b.txt': strToU8('rain '.repeat(50)),
  })
  small[small.indexOf('b.txt'.charCodeAt(0), 60) + 8] ^= 0xff
  for (let at = 30; at < 60; at += 1) {
    const bad = small.slice()
    bad[at] ^= 0x5a
    const { documents: some, refusals: named } = await readAll({ 'bad.zip': bad })
    assert.ok(some.length + named.length >= 1)
  }
  assert.match((await readAll({ 'no.zip': 'PK no' })).refusals[0].message, /archive is broken/)
})

test('the delimiter of a table is detected, and a row without text is refused', () => {
  for (const sign of [',', ';', '\t', '|']) {
    const rows = [
      ['Headline', 'Body', 'Published', 'Note'],
      [`"Fog${sign} again"`, '"Fog lay\non the river."', '2024-05-01', 'n'],
      ['Empty', '', '', ''],
    ]
    const table = parseTable(rows.map((cells) => `${cells.join(sign)}\n`).join(''))
    assert.deepEqual(table.columns, { text: 1, title: 0, date: 2, url: -1, id: -1, language: -1 })
    const { documents, refusals } = documentsFromRows(table, table.columns, 'a.csv', 'a')
    assert.deepEqual(documents, [
      {
        id: 'a/1',
        source: 'a.csv:2',
        title: `Fog${sign} again`,
        date: '2024-05-01',
        url: null,
        language: null,
        text: 'Fog lay\non the river.',
      },
    ])
    assert.deepEqual(refusals, [
      { code: 'input', message: 'no text in this row', source: 'a.csv', line: 4 },
    ])
  }
})

test('Markdown is parsed with inline marks, front matter and tables', async () => {
  const {
    documents: [plan, letter],
  } = await readAll({
    'plan.md': [
      '---\ntitle: "Plans"\ndate: 2024-05-02\n---\n# One *two*',
      'A &amp; B[^1]\nnext',
      '- [x] done\n  - inner',
      '> said',
      '| A | B |\n|--|--|\n| 1 | - |\n| - | |',
      '[^1]: Note.\n',
    ].join('\n\n'),
    'letter.md': 'Title: Night\nDate: 2024-01-02\n\nThe *first* one.',
  })
  assert.deepEqual(
    [plan.title, plan.date, letter.title, letter.date],
    ['Plans', '2024-05-02', 'Night', '2024-01-02'],
  )
  assert.deepEqual(
    plan.blocks.map(({ role, text }) => [role, text]),
    [
      ['title', 'One two'],
      ['paragraph', 'A & B\nnext'],
      ['list-item', 'done'],
      ['list-item', 'inner'],
      ['quote', 'said'],
      ['caption', 'A | B'],
      ['caption', '1 | -'],
      ['paragraph', 'Note.'],
    ],
  )
  assert.deepEqual(letter.blocks, [{ role: 'paragraph', text: 'The first one.' }])
})

test('other encodings are decoded where a BOM or meta element declares them', () => {
  const utf16 = new Uint8Array([0xff, 0xfe, 0x41, 0x01, 0xf3, 0x00])
  assert.equal(decode(utf16), 'Łó')
  const page = Uint8Array.from('<meta charset="iso-8859-2"><p>?', (letter) => letter.charCodeAt(0))
  page[page.length - 1] = 0xb3
  assert.match(decode(page, true), /ł$/)
  assert.throws(() => decode(page, false), /not valid UTF-8/)
})
