// Deterministic articles for benchmarks: of the length of news, in a language with a realistic
// distribution of words.
const SYLLABLES = [
  'ba',
  'ren',
  'to',
  'li',
  'mar',
  'ke',
  'no',
  'sta',
  'vi',
  'dor',
  'pe',
  'lan',
  'gu',
  'ri',
  'sen',
  'ta',
  'mo',
  'ler',
]
const VOCABULARY = 30_000
const WORDS_PER_SENTENCE = 18
const SENTENCES_PER_PARAGRAPH = 4

/** `count` articles of about `words` words each. */
export function articles(count, words = 450) {
  const random = generator(1)
  return Array.from({ length: count }, (_, number) => article(number, words, random))
}

function article(number, words, random) {
  const paragraphs = []
  for (let left = words; left > 0; left -= WORDS_PER_SENTENCE * SENTENCES_PER_PARAGRAPH) {
    paragraphs.push(
      Array.from({ length: SENTENCES_PER_PARAGRAPH }, () =>
        sentence(WORDS_PER_SENTENCE, random),
      ).join(' '),
    )
  }
  const day = new Date(Date.UTC(2020, 0, 1 + (number % 2000))).toISOString().slice(0, 10)
  return {
    id: `article-${number}`,
    title: sentence(8, random).slice(0, -1),
    date: day,
    text: paragraphs.join('\n\n'),
  }
}

function sentence(length, random) {
  const words = Array.from({ length }, () => word(rank(random)))
  return `${words[0][0].toUpperCase()}${words.join(' ').slice(1)}.`
}

/** A rank by Zipf's law: few words are common, most are rare. */
function rank(random) {
  return Math.floor(VOCABULARY ** random()) - 1
}

/** The word of a rank; common words are short. */
export function word(rank) {
  let rest = rank
  let letters = ''
  do {
    letters += SYLLABLES[rest % SYLLABLES.length]
    rest = Math.floor(rest / SYLLABLES.length)
  } while (rest > 0)
  return letters
}

/** Pseudo-random numbers from 0 to 1, the same on every run. */
function generator(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
