import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fetchCorpus, parseCorpus } from '../../../www/formats.js'
import { openPage } from './dom.js'

openPage()
const blocksOf = (body) =>
  parseCorpus('p.html', `<html><body>${body}`).documents[0].blocks.map(({ role, text }) => [
    role,
    text,
  ])

test('a broken line is refused by number and the others are parsed', () => {
  const { documents, refusals } = parseCorpus(
    'corpus.jsonl',
    [
      '{"text":"one","id":"1"}',
      '',
      '{"text": ',
      '{"title":"no text"}',
      'null',
      '{"text":"two","source":"s"}',
      '',
    ].join('\n'),
  )
  assert.deepEqual(
    documents.map(({ text, source }) => [text, source]),
    [
      ['one', 'corpus.jsonl:1'],
      ['two', 's'],
    ],
  )
  assert.deepEqual(
    refusals.map(({ code, source, line }) => [code, source, line]),
    [3, 4, 5].map((line) => ['input', 'corpus.jsonl', line]),
  )
  assert.ok(refusals.every(({ message }) => message.length > 0))
})

test('articles without an id are numbered as the command line numbers them', () => {
  const ids = (name, text) => parseCorpus(name, text).documents.map(({ id }) => id)
  assert.deepEqual(
    ids('corpus.jsonl', '{"text":"one"}\n\nnull\n{"text":"two"}\n{"id":7,"text":"three"}'),
    ['corpus/1', 'corpus/3', 7],
  )
  assert.deepEqual(ids('a.json', '{"text":"x"}'), ['a'])
  assert.deepEqual(ids('a.json', '[{"text":"x"},{"text":"y"}]'), ['a/1', 'a/2'])
})

test('a byte order mark and CRLF line ends are accepted', () => {
  const { documents, refusals } = parseCorpus(
    'c.jsonl',
    '\uFEFF{"text":"one"}\r\n{"text":"two"}\r\n',
  )
  assert.deepEqual([documents.length, refusals.length], [2, 0])
})

test('JSON is one article, a list, or a titled corpus', () => {
  assert.equal(parseCorpus('a.json', '{"text":"x"}').documents.length, 1)
  assert.equal(parseCorpus('a.json', '[{"text":"x"},{"blocks":[]}]').documents.length, 2)
  const corpus = parseCorpus('a.json', '{"title":"T","documents":[{"text":"x"},3]}')
  assert.deepEqual([corpus.title, corpus.documents.length, corpus.refusals.length], ['T', 1, 1])
})

test('invalid JSON is an input error with the file name', () => {
  assert.throws(() => parseCorpus('a.json', '{'), { code: 'input', message: /^a\.json: / })
})

test('text and Markdown are one article, named after the file', () => {
  assert.deepEqual(parseCorpus('note.md', '# Hi').documents, [
    { id: 'note', source: 'note.md', text: '# Hi', format: 'markdown' },
  ])
  assert.equal(parseCorpus('note.TXT', 'Hi').documents[0].format, 'plain')
  assert.equal(parseCorpus('README', 'Hi').documents[0].id, 'README')
})

test('percent-encoding in an address is decoded, a lone percent sign stays', async () => {
  const { fetch } = globalThis
  globalThis.fetch = async () => new Response('words')
  const source = async (name) =>
    (await fetchCorpus(new URL(name, 'https://example.org/a/'))).documents[0].source
  try {
    assert.deepEqual([await source('50%.txt'), await source('a%20b.txt')], ['50%.txt', 'a b.txt'])
  } finally {
    globalThis.fetch = fetch
  }
})

test('title, date and language come from the head', () => {
  const [page] = parseCorpus(
    'p.html',
    `<html lang="pl-PL"><head><title>Site | Page</title>
    <meta property="og:title" content="Page">
    <meta property="article:published_time" content="2023-05-30T10:00:00Z">
    </head><body><p>Text.</p>`,
  ).documents
  assert.deepEqual(
    [page.title, page.date, page.language, page.id],
    ['Page', '2023-05-30T10:00:00Z', 'pl-PL', 'p'],
  )
})

test('metadata is read from Open Graph, JSON-LD and time elements', () => {
  const read = (html) => parseCorpus('p.html', html).documents[0]
  const page = read(`<html><head><title>T &amp; U – The River</title>
    <meta property="og:site_name" content="The River">
    <link rel="canonical" href="https://example.org/a"><meta property="og:locale" content="pl_PL">
    <script type="application/ld+json">{broken</script>
    <script type="application/ld+json">
      {"@graph":[null,{"datePublished":"2023-05-30T08:00"}]}</script>
    </head><body><p>x`)
  assert.deepEqual(
    [page.title, page.date, page.language, page.url],
    ['T & U', '2023-05-30T08:00', 'pl_PL', 'https://example.org/a'],
  )
  assert.equal(
    read(`<meta name=date content=2023-01-01>
      <meta property="article:published_time" content=2023-05-30>`).date,
    '2023-05-30',
  )
  assert.equal(read('<p><time datetime=2020-01-01>x</time>').date, '2020-01-01')
  const bare = read('<p>x')
  assert.deepEqual([bare.title, bare.date, bare.language, bare.url], [null, null, null, null])
})

test('a table row is a block, unless the table lays out the page', () => {
  assert.deepEqual(
    blocksOf('<table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2<tr><td>3</table>x'),
    [
      ['caption', 'a | b'],
      ['caption', '1 | 2'],
      ['caption', '3'],
      ['paragraph', 'x'],
    ],
  )
  const long = 'word '.repeat(25).trim()
  assert.deepEqual(blocksOf(`<table><tr><td>${long}</table>`), [['paragraph', long]])
})

test('blank cells and rows without words are dropped', () => {
  assert.deepEqual(
    blocksOf(`<table><tr><td>&nbsp;<td>a<td>&#xFEFF;<td>&shy; <td>b<td> </tr>
    <tr><td>&nbsp;</td><td>&nbsp;</td></tr>
    <tr><td>&mdash;<td>*</tr><tr><td>7</table><p>&nbsp;</p><p>…</p>`),
    [
      ['caption', 'a | b'],
      ['caption', '7'],
      ['paragraph', '…'],
    ],
  )
})

test('hidden elements and form controls are not text', () => {
  assert.deepEqual(
    blocksOf(`<p hidden>1</p><div style="color:red; DISPLAY : none !important"><p>2</p></div>
    <select><option>3</select><textarea>4</textarea><button>5</button>
    <p>Text <span hidden>6</span>goes on.</p><p style="display:block">Shown.</p>
    <p hidden="until-found">Folded.</p><p style="--display:none">Own.</p>`),
    [
      ['paragraph', 'Text goes on.'],
      ['paragraph', 'Shown.'],
      ['paragraph', 'Folded.'],
      ['paragraph', 'Own.'],
    ],
  )
})

test('blocks have the roles of their elements', () => {
  assert.deepEqual(
    blocksOf(`<h1>Head <em>line</em></h1><p>One\n  two <b>three</b>.</p><h2>Sub</h2>
    <ul><li>a<li>b <p>c</p></ul><blockquote><p>Said.</p></blockquote>
    <figure><figcaption>Photo</figcaption></figure><dl><dt>d<dd>e</dl>`),
    [
      ['title', 'Head line'],
      ['paragraph', 'One two three.'],
      ['heading', 'Sub'],
      ['list-item', 'a'],
      ['list-item', 'b'],
      ['list-item', 'c'],
      ['quote', 'Said.'],
      ['caption', 'Photo'],
      ['list-item', 'd'],
      ['list-item', 'e'],
    ],
  )
})

test('only the first h1 is the title; with a title block the document has no other', () => {
  assert.deepEqual(blocksOf('<h1>A</h1><h1>B</h1>'), [
    ['title', 'A'],
    ['heading', 'B'],
  ])
  assert.equal(parseCorpus('p.html', '<title>T</title><h1>A</h1>').documents[0].title, null)
})

test('page chrome is marked as boilerplate, unless it is within the article', () => {
  assert.deepEqual(
    blocksOf(`<header><h1>Site</h1></header><nav><a href="#">Home</a></nav>
    <article><header><h1>Head</h1></header><p>Text.</p><footer>By N.</footer></article>
    <aside><p>Teaser</p></aside><form><label>Mail</label></form>`),
    [
      ['boilerplate', 'Site'],
      ['boilerplate', 'Home'],
      ['title', 'Head'],
      ['paragraph', 'Text.'],
      ['paragraph', 'By N.'],
      ['boilerplate', 'Teaser'],
      ['boilerplate', 'Mail'],
    ],
  )
})

test('a button in a heading is part of the heading', () => {
  assert.deepEqual(
    blocksOf('<h2><button>Costs</button></h2><p>They rise.<button>More</button></p>'),
    [
      ['heading', 'Costs'],
      ['paragraph', 'They rise.'],
    ],
  )
})

test('banner and complementary roles are boilerplate', () => {
  assert.deepEqual(blocksOf('<div role="Complementary">Ads</div><div role="main">Text</div>'), [
    ['boilerplate', 'Ads'],
    ['paragraph', 'Text'],
  ])
})

test('a navigation role is boilerplate, unless it is within main', () => {
  assert.deepEqual(
    blocksOf(
      '<div role="navigation">Home</div><p role="note">Text</p>' +
        '<main><ul role="navigation"><li>Here</ul></main>',
    ),
    [
      ['boilerplate', 'Home'],
      ['paragraph', 'Text'],
      ['list-item', 'Here'],
    ],
  )
})

test('scripts, styles, SVG and templates are not text and do not split it', () => {
  assert.deepEqual(
    blocksOf('a<script>if (a<b) {}</script>b<style>p{}</style><svg><text>x</text></svg>c'),
    [['paragraph', 'abc']],
  )
  assert.deepEqual(
    blocksOf(
      '<script>x</script><style>y</style><noscript>z</noscript><template>t</template><p>Text</p>',
    ),
    [['paragraph', 'Text']],
  )
})

test('one br is a new line, two begin a new block, text outside any element is kept', () => {
  assert.deepEqual(blocksOf('<div>one<br>two<br><br>three</div>loose <a href="#">end</a>'), [
    ['paragraph', 'one\ntwo'],
    ['paragraph', 'three'],
    ['paragraph', 'loose end'],
  ])
})
