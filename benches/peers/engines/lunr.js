import lunr from 'lunr'

export default {
  name: 'Lunr',
  build(documents) {
    return lunr(function () {
      this.field('title', { boost: 2 })
      this.field('text')
      for (const document of documents) this.add(document)
    })
  },
  search(index, query, limit) {
    const terms = lunr.tokenizer(query).map(String)
    const { LEADING, TRAILING, NONE } = lunr.Query.wildcard
    const found = index.query((builder) =>
      terms.forEach((term, at) => {
        builder.term(term, { boost: 10 })
        if (at === terms.length - 1)
          builder.term(term, { usePipeline: false, wildcard: TRAILING, boost: 2 })
        if (term.length > 4)
          builder.term(term, { usePipeline: false, editDistance: 1, wildcard: NONE & ~LEADING })
      }),
    )
    return found.slice(0, limit).map(({ ref }) => ref)
  },
  save: (index) => JSON.stringify(index),
  load: (stored) => lunr.Index.load(JSON.parse(stored)),
}
