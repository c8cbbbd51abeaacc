// The input of a run: articles at a scale and sets of queries, generated or read once and passed to
// every engine as files.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { make, readArticles, readQueries } from './corpus.mjs'

/** Writes `documents.json` and `sets.json` into `folder`. */
export function writeInput(folder, wish) {
  const { documents, sets } = wish.corpus ? given(wish) : make(wish.articles * wish.scale)
  const plain = sets.map(({ name, queries }) => ({
    name,
    queries: queries.map(({ text, grades }) => ({ text, grades: [...grades] })),
  }))
  writeFileSync(join(folder, 'documents.json'), JSON.stringify(documents))
  writeFileSync(join(folder, 'sets.json'), JSON.stringify(plain))
}

function given({ corpus, queries, judgments, scale }) {
  const once = readArticles(corpus)
  const copies = Array.from({ length: scale - 1 }, (_, copy) =>
    once.map((article) => ({ ...article, id: `${article.id}~${copy}` })),
  )
  const name = (path) => path.split('/').at(-1).replace(/\..*/, '')
  return {
    documents: [once, ...copies].flat(),
    sets: queries.map((path, at) => ({
      name: name(path),
      queries: readQueries(path, judgments[at]),
    })),
  }
}
