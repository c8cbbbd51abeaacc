import elasticlunr from 'elasticlunr'

const fields = { title: { boost: 2 }, text: { boost: 1 } }

export default {
  name: 'elasticlunr',
  build(documents) {
    return elasticlunr(function () {
      this.setRef('id')
      this.addField('title')
      this.addField('text')
      this.saveDocument(false)
      for (const document of documents) this.addDoc(document)
    })
  },
  search: (index, query, limit) =>
    index
      .search(query, { fields, bool: 'OR', expand: true })
      .slice(0, limit)
      .map(({ ref }) => ref),
  save: (index) => JSON.stringify(index),
  load: (stored) => elasticlunr.Index.load(JSON.parse(stored)),
}
