import FlexSearch from 'flexsearch'

const create = () =>
  new FlexSearch.Document({ document: { id: 'id', index: ['title', 'text'] }, tokenize: 'forward' })

export default {
  name: 'FlexSearch',
  build(documents) {
    const index = create()
    for (const document of documents) index.add(document)
    return index
  },
  search(index, query, limit) {
    // `suggest` also returns articles that lack a word; results are grouped by field, title first.
    const fields = index.search(query, { limit, suggest: true })
    return [...new Set(fields.flatMap(({ result }) => result))].slice(0, limit)
  },
  save(index) {
    const parts = []
    index.export((key, data) => {
      parts.push([key, data])
    })
    return JSON.stringify(parts)
  },
  load(stored) {
    const index = create()
    for (const [key, data] of JSON.parse(stored)) index.import(key, data)
    return index
  },
}
