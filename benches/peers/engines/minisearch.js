import MiniSearch from 'minisearch'

const options = {
  fields: ['title', 'text'],
  searchOptions: {
    boost: { title: 2 },
    prefix: (term, at, terms) => at === terms.length - 1,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
  },
}

export default {
  name: 'MiniSearch',
  build(documents) {
    const index = new MiniSearch(options)
    index.addAll(documents)
    return index
  },
  search: (index, query, limit) =>
    index
      .search(query)
      .slice(0, limit)
      .map(({ id }) => id),
  save: (index) => JSON.stringify(index),
  load: (stored) => MiniSearch.loadJSON(stored, options),
}
