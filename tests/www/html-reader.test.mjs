// The same golden files check both HTML parsers, the native one (src/document/formats/html.rs) and
// that of the page (www/formats.js); here the latter, through the package in Node. They agree on
// every case; an intended difference would be listed here with its reason.
//
// Sentence boundaries and the position of the title block are not compared: the core sets them for
// both alike, and a room shows the title block as the heading.
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import test from 'node:test'

import { parseCorpus } from '../../www/formats.js'
import { openPage } from './unit/dom.js'

const { open } = await import('../../dist/index.js')

const FOLDER = new URL('../golden/parse/', import.meta.url)
const DIVIDER = '\n======== outline ========\n'

openPage()

/**
 * Parses a golden outline into pairs of label and text, with the sentences of a block joined and
 * the title block as the heading.
 */
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

/** The same for an ArticleView. */
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

test('the golden cases exist', () => assert.ok(cases.length >= 3))

for (const name of cases) {
  test(`the page parses ${name} to the same blocks as the command line`, async () => {
    const [html, outline] = (await readFile(new URL(name, FOLDER), 'utf8')).split(DIVIDER)
    const { documents, refusals } = parseCorpus(name, html)
    assert.deepEqual(refusals, [])
    const room = await open({ documents, worker: false, entities: false })
    const article = await room.article(documents[0].id)
    room.close()
    assert.deepEqual(describe(article), readOutline(outline))
  })
}
