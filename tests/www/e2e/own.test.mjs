// One's own articles: opened in the page from disk, stored, saved as a file and closed.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { promisify } from 'node:util'
import { strToU8, zipSync } from 'fflate'
import { openReader, parts } from './chromium.mjs'
import { folder, pack, program, village } from './packed.mjs'

const run = promisify(execFile)

const files = {
  'tide.txt': [
    'High tide at the pier',
    '4 May 2024',
    'Mayor Ingrid Solberg closed the pier in Bergen. “The sea decides,” Solberg said.',
  ].join('\n\n'),
  'inner/lamps.txt': 'Lamps for the quay\n\nThe World Bank lent 3 million euros for lamps.',
  'inner/plan.md': [
    '---',
    'title: "Plans"',
    'date: 2024-05-02',
    '---',
    '# The plan',
    '',
    'Para with **bold** &amp; `code &lt;`, [a link](http://x.example "t"), ![a boat](i.png).',
    'Soft line  ',
    'hard \\* line <br> a <b>tag</b>[^1].',
    '',
    '- one',
    '- [ ] two',
    '',
    '  again',
    '  1. nested',
    '',
    '> quoted',
    '> more',
    '',
    '| A | B |',
    '|---|---|',
    '| 1 | **2** |',
    '',
    '```js',
    'fenced',
    '',
    'code',
    '```',
    '',
    '[^1]: A note, &eacute;t&eacute;.',
    '',
    '<div>html</div>',
  ].join('\n'),
  'inner/blank.txt': ' \n',
  'inner/more.jsonl': [
    '{"id":"eel","title":"Eels return","date":"2024-05-09",' +
      '"text":"Eels were seen below the bridge."}',
    '{"title":"none"}',
    '',
  ].join('\n'),
}

/** Opens the page of the village at the screen for one's own articles. */
async function ownPage(t, options) {
  const page = await openReader(t, await pack(t, village, { title: 'Village' }), options)
  await page.getByRole('link', { name: 'Your own' }).click()
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  return page
}

async function choose(page, button, paths) {
  const asked = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await asked).setFiles(paths)
}

async function written(t, contents, name = 'Coast news') {
  const path = join(await folder(t), name)
  for (const [file, text] of Object.entries(contents)) {
    await mkdir(join(path, file, '..'), { recursive: true })
    await writeFile(join(path, file), text)
  }
  return path
}

async function keepCoastNews(t, page) {
  await choose(page, 'Choose a folder', await written(t, { 'tide.txt': files['tide.txt'] }))
  await title(page, 'Coast news')
  await page.getByRole('link', { name: 'Your own' }).click()
  await page.getByRole('button', { name: 'Keep in this browser' }).click()
  await page.getByRole('button', { name: 'Open: Coast news' }).waitFor()
}

const title = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor()

test('a folder becomes a room, and what cannot be parsed is listed with its line', async (t) => {
  const page = await ownPage(t)
  await choose(
    page,
    'Choose a folder',
    await written(t, { ...files, 'picture.png': 'x', '.hidden.txt': 'x' }),
  )
  await title(page, 'Coast news')
  await page.locator('.standfirst', { hasText: '4 articles' }).waitFor()
  await page.locator('.refused', { hasText: '2 articles could not be read' }).waitFor()
  const refused = (await page.locator('.refused li').allTextContents()).join('\n')
  assert.match(refused, /^inner\/more\.jsonl:2 /m)
  assert.match(refused, /^inner\/blank\.txt /m)
  await parts(page).field.fill('solberg')
  await parts(page).field.press('Enter')
  await page.locator('.snippet mark').first().waitFor()
  await page.getByRole('link', { name: 'Names' }).click()
  await page.locator('.main').getByRole('link', { name: 'Ingrid Solberg' }).first().waitFor()
  await page.getByRole('link', { name: 'Your own' }).click()
  await page.getByRole('button', { name: 'Close it' }).click()
  await title(page, 'Village')
})

test('dropped files are indexed, and the first articles show before the last', async (t) => {
  const page = await ownPage(t)
  await page.evaluate(() => {
    const host = document.querySelector('reading-room')
    const transfer = new DataTransfer()
    const cold = 'It was cold. '.repeat(300)
    const text = (number) =>
      `{"id":"a${number}","text":"Herring number ${number} swam by the harbour wall. ${cold}"}`
    transfer.items.add(
      new File(
        [Array.from({ length: 1500 }, (_, number) => text(number)).join('\n')],
        'herrings.jsonl',
      ),
    )
    globalThis.totals = []
    host.addEventListener('ready', ({ detail }) => totals.push(detail.total))
    for (const type of ['dragover', 'drop'])
      host.dispatchEvent(
        new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      )
  })
  await title(page, 'herrings')
  await page.locator('.standfirst', { hasText: '1,500 articles' }).waitFor()
  assert.ok((await page.evaluate(() => totals))[0] < 1500)
  await parts(page).field.fill('1499')
  await page.locator('.snippet mark').first().waitFor()
})

test('cancelling keeps what is indexed, and something else can be opened at once', async (t) => {
  const page = await ownPage(t)
  const drop = (name, count) =>
    page.evaluate(
      ([file, many]) => {
        const transfer = new DataTransfer()
        const cold = 'It was cold. '.repeat(300)
        const line = (number) =>
          `{"id":"a${number}","text":"Herring number ${number} swam by the harbour wall. ${cold}"}`
        transfer.items.add(
          new File([Array.from({ length: many }, (_, number) => line(number)).join('\n')], file),
        )
        document
          .querySelector('reading-room')
          .dispatchEvent(
            new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
          )
      },
      [name, count],
    )
  await drop('herrings.jsonl', 20_000)
  await title(page, 'herrings')
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' })
  const kept = await page
    .locator('reading-room')
    .evaluate((reader) => reader.shadowRoot.querySelector('.standfirst').textContent)
  assert.match(kept, /[\d,]+ articles/)
  assert.doesNotMatch(kept, /20,000/)
  await drop('cod.jsonl', 20_000)
  await drop('eels.jsonl', 30)
  await title(page, 'eels')
  await page.locator('.standfirst', { hasText: '30 articles' }).waitFor()
  await page.getByRole('link', { name: 'Your own' }).click()
  await page.locator('.opened', { hasText: 'eels · 30 articles' }).waitFor()
})

test('a pasted article is indexed; an empty one is not', async (t) => {
  const page = await ownPage(t)
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await page.getByLabel('Or paste an article').fill(files['tide.txt'])
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await title(page, 'Pasted')
  await page.locator('.row h3', { hasText: 'High tide at the pier' }).waitFor()
})

test('a query in a language without spaces is split into words', async (t) => {
  const page = await ownPage(t)
  await page
    .getByLabel('Or paste an article')
    .fill('知事の会見\n\n東京都の知事は水曜日に選挙の日程を発表した。')
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await title(page, 'Pasted')
  await parts(page).field.fill('知事選挙日程')
  await parts(page).field.press('Enter')
  await page.locator('.snippet mark').first().waitFor()
  assert.deepEqual(await page.locator('.snippet mark').allTextContents(), ['知事', '選挙', '日程'])
})

test('the columns of a table can be assigned', async (t) => {
  const page = await ownPage(t)
  const rows = [
    'Nr;Kopf;Inhalt',
    '1;"Fog; again";"Fog lay on\nthe river."',
    '2;Empty;',
    '3;Sun;"The sun came ""out""."',
    '',
  ].join('\r\n')
  await choose(page, 'Choose files', join(await written(t, { 'list.csv': rows }), 'list.csv'))
  await page.getByText('list.csv is a table').waitFor()
  await page.getByLabel('Text', { exact: true }).selectOption('Inhalt')
  await page.getByLabel('Headline').selectOption('Kopf')
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await title(page, 'list')
  assert.deepEqual(await page.locator('.row h3').allTextContents(), ['Fog; again', 'Sun'])
  assert.match(await page.locator('.refused li').textContent(), /^list\.csv:4 no text in this row/)
})

test('an archive is indexed; a broken one shows a notice and changes nothing', async (t) => {
  const page = await ownPage(t)
  const archive = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  )
  const path = await written(t, { 'coast.zip': archive, 'broken.zip': archive.slice(0, 200) })
  await choose(page, 'Choose files', join(path, 'broken.zip'))
  await page.getByRole('alert').getByText('this archive is broken').waitFor({ state: 'attached' })
  await title(page, 'Village')
  await choose(page, 'Choose files', join(path, 'coast.zip'))
  await title(page, 'coast')
  await page.locator('.standfirst', { hasText: '4 articles' }).waitFor()
})

test('files without articles show a notice with the reason and change nothing', async (t) => {
  const page = await ownPage(t)
  await choose(page, 'Choose files', join(await written(t, { 'blank.txt': '' }), 'blank.txt'))
  await page.getByRole('alert').getByText('nothing in it that can be read').waitFor()
  await page.getByRole('alert').getByText('blank.txt').waitFor({ state: 'attached' })
  await title(page, 'Village')
})

test('a stored collection is opened again, and deleted on request', async (t) => {
  const page = await ownPage(t)
  await keepCoastNews(t, page)
  await page.reload()
  await title(page, 'Village')
  await page.getByRole('button', { name: 'Open: Coast news' }).click()
  await title(page, 'Coast news')
  await page.locator('.row h3', { hasText: 'High tide at the pier' }).waitFor()
  await page.getByRole('link', { name: 'Your own' }).click()
  await page.getByRole('button', { name: 'Forget: Coast news' }).click()
  await page.getByRole('button', { name: 'Open: Coast news' }).waitFor({ state: 'detached' })
})

test('a collection stored by a newer version shows a notice and changes nothing', async (t) => {
  const page = await ownPage(t, { expect: (text) => text.includes('format') })
  await keepCoastNews(t, page)
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('reading-room')
        opening.onerror = reject
        opening.onsuccess = () => {
          const store = opening.result.transaction('kept', 'readwrite').objectStore('kept')
          store.get('room:Coast news').onsuccess = ({ target: { result } }) => {
            result.bytes[8] = 99
            store.put(result, 'room:Coast news').onsuccess = () => {
              opening.result.close()
              resolve()
            }
          }
        }
      }),
  )
  await page.getByRole('button', { name: 'Open: Coast news' }).click()
  await page.getByRole('alert').getByText('It was made by a newer version of the reader.').waitFor()
  await title(page, 'Coast news')
  await page.getByRole('button', { name: 'Forget: Coast news' }).waitFor()
})

test('files beyond the memory of a tab show a notice and change nothing', async (t) => {
  const page = await ownPage(t)
  const path = join(await written(t, { 'huge.jsonl': '' }), 'huge.jsonl')
  await truncate(path, 2e9)
  await choose(page, 'Choose files', path)
  await page.getByRole('alert').getByText('more than a browser can hold').waitFor()
  await title(page, 'Village')
})

test('a full store shows a notice, and what was stored before stays', async (t) => {
  const page = await ownPage(t)
  await keepCoastNews(t, page)
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await page.getByLabel('Or paste an article').fill(files['tide.txt'])
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await title(page, 'Pasted')
  await page.getByRole('link', { name: 'Your own' }).click()
  await page.getByRole('button', { name: 'Keep in this browser' }).click()
  await page.getByRole('alert').getByText('not enough room').waitFor()
  await page.getByRole('button', { name: 'Open: Coast news' }).waitFor()
  await page.getByRole('button', { name: 'Save as one HTML file' }).waitFor()
})

for (const [size, copies] of [
  ['small', 1],
  ['that carries its index', 900],
]) {
  test(`a collection ${size} is saved as the same bytes that the command line packs`, async (t) => {
    const page = await ownPage(t)
    const many = Object.fromEntries(
      Array.from({ length: copies }, (_, number) => [
        `part/${number}.txt`,
        `${files['tide.txt']} ${'Calm sea. '.repeat(40)}${number}`,
      ]),
    )
    const path = await written(
      t,
      copies > 1
        ? { ...files, 'inner/more.jsonl': files['inner/more.jsonl'].split('\n')[0], ...many }
        : { ...files, 'inner/more.jsonl': files['inner/more.jsonl'].split('\n')[0] },
    )
    await assert.rejects(
      run(program, ['pack', path, '--output', join(path, '../packed.html')]),
      /blank\.txt: there is no text in it/,
    )
    await choose(page, 'Choose a folder', path)
    await title(page, 'Coast news')
    await page
      .locator('.standfirst', { hasText: `${copies + 3 + (copies > 1)} articles` })
      .waitFor()
    await page.getByRole('link', { name: 'Your own' }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as one HTML file' }).click()
    const download = await saving
    assert.equal(download.suggestedFilename(), 'Coast-news.html')
    const [saved, packed] = await Promise.all(
      [download.path(), join(path, '../packed.html')].map(async (file) => readFile(await file)),
    )
    const differs = saved.findIndex((byte, at) => byte !== packed[at])
    const excerpt = (bytes) => bytes.subarray(differs - 60, differs + 60)
    assert.ok(
      saved.equals(packed),
      `lengths ${saved.length} and ${packed.length}, first difference at ${differs}: ` +
        `${excerpt(saved)} | ${excerpt(packed)}`,
    )
  })
}
