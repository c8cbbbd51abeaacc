// Pages packed with `reading-room pack`.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = new URL('../../../', import.meta.url)
export const dist = fileURLToPath(new URL('dist/', root))
export const program = fileURLToPath(new URL('dist/reading-room', root))

/** The page of the seeds. */
export const seeds = new URL('dist/reading-room.html', root)

/** A temporary folder, removed after the test. */
export async function folder(t) {
  const path = await mkdtemp(join(tmpdir(), 'reading-room-'))
  t.after(() => rm(path, { recursive: true, force: true }))
  return path
}

/** Packs `documents`; returns the file URL of the page. */
export async function pack(t, documents, options = {}) {
  const path = await folder(t)
  await writeFile(
    join(path, 'articles.jsonl'),
    documents.map((document) => JSON.stringify(document)).join('\n'),
  )
  const page = join(path, 'reader.html')
  const wishes = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  await run(program, ['pack', join(path, 'articles.jsonl'), '--output', page, ...wishes])
  return pathToFileURL(page)
}

/** News with people under several names. */
export const harbour = [
  {
    id: 'strike',
    date: '2024-03-04',
    text: [
      'Dockers strike in Odesa',
      'Transport minister Yevhen Palamar met Omar Haddad in Odesa on Monday. “The port will open ' +
        'again,” Palamar told reporters. The World Bank lent 20 million euros for the cranes.',
      'The dockers had walked out on Friday. They ask for a shorter week and for safer cranes, ' +
        'and they say that nobody has listened to them for years.',
    ].join('\n\n'),
  },
  {
    id: 'talks',
    date: '2024-03-09',
    text:
      'Talks go on\n\nMinister Evgeny Palamar and Omar Haddad spoke for three hours in Odessa. ' +
      'Haddad said the strike would end.',
  },
  {
    id: 'rain',
    text:
      'Rain on the coast\n\n' +
      'It rained all week on <img src=x onerror=alert(1)>, and nobody minded.',
  },
]

/** Articles with enough text to read, search and step through. */
export const village = [
  {
    id: 'bridge',
    title: 'The old bridge reopens',
    date: '2024-03-01',
    text: [
      'Masons worked on the old bridge for two winters, and on Friday the first carts rolled ' +
        'over it again.',
      'The bridge had been closed since the flood. “We missed our bridge every day,” said the ' +
        'miller Zofia Błaszczak.',
      'A second bridge is planned upstream, and the council will vote on that bridge in spring.',
    ].join('\n\n'),
  },
  {
    id: 'ferry',
    title: 'The ferry retires',
    date: '2024-02-11',
    text:
      'For two years the ferry carried people over the river. With the bridge open again, the ' +
      'ferryman goes fishing.',
  },
  {
    id: 'orchard',
    title: 'Late frost in the orchards',
    date: '2023-05-04',
    text:
      'Growers lit fires between the rows all night. Apples and pears may have survived, the ' +
      'cherries have not.',
  },
]
