// Both readers of HTML, the native one (src/document/formats/html.rs) and the page's (www/formats.js), are held to the
// same golden files: here the page's, through the package in Node. They agree on every case; a case on which they
// differ on purpose would be named here with its reason.
//
// Not compared is what the core does to both alike: where sentences end, and where among the blocks the title stands,
// which a room shows as the heading.
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import test from 'node:test'

import { parseCorpus } from '../../www/formats.js'
import { openPage } from './unit/dom.js'

const { open } = await import('../../dist/index.js')

const FOLDER = new URL('../golden/parse/', import.meta.url)
const DIVIDER = '\n======== outline ========\n'

openPage()

/** A golden outline as lines of label and text, the sentences of a block joined, the title block as the heading. */
function readOutline(outline) {
  const lines = []
  for (const line of outline.trimEnd().split('\n')) {
    const [, label, text] = /^( {12}| *\S+) (.*)$/.exec(line)
    if (label.trim()) lines.push([label.trim(), text.replace(/ \(beside the text\)$/, '')])
    else lines.at(-1)[1] += ` ${text}`
  }
  const heading = lines.find(([label]) => label === 'title')
  return { heading: heading?.[1] ?? null, lines: lines.filter((line) => line !== heading) }
}

/** The same of an article as the room shows it. */
function describe({ id, title, date, language, url, heading, blocks }) {
  const joined = (segments) =>
    segments
      .map(({ text }) => text)
      .join('')
      .replace(/\s+/g, ' ')
      .trim()
  const head = { id, title, date, language, ...(url && { url }) }
  return {
    heading: heading && joined(heading),
    lines: [
      ...Object.entries(head).map(([label, value]) => [`${label}:`, value ?? 'none']),
      ...blocks.map(({ role, segments }) => [role, joined(segments)]),
    ],
  }
}

const cases = (await readdir(FOLDER)).filter((name) => name.endsWith('.html'))

test('the golden cases are there', () => assert.ok(cases.length >= 3))

for (const name of cases) {
  test(`the page reads ${name} as the command line does`, async () => {
    const [html, outline] = (await readFile(new URL(name, FOLDER), 'utf8')).split(DIVIDER)
    const { documents, refusals } = parseCorpus(name, html)
    assert.deepEqual(refusals, [])
    const room = await open({ documents, worker: false, entities: false })
    const article = await room.article(documents[0].id)
    room.close()
    assert.deepEqual(describe(article), readOutline(outline))
  })
}
