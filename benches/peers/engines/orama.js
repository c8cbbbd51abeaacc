import { create, insertMultiple, load, save, search } from '@orama/orama'

const schema = { id: 'string', title: 'string', text: 'string' }
const empty = () => create({ schema })

export default {
  name: 'Orama',
  keepsText: true,
  async build(documents) {
    const index = empty()
    await insertMultiple(
      index,
      documents.map(({ id, title, text }) => ({ id, title, text })),
      1000,
    )
    return index
  },
  async search(index, term, limit) {
    const { hits } = await search(index, {
      term,
      limit,
      properties: ['title', 'text'],
      boost: { title: 2 },
      tolerance: 1,
      threshold: 1,
    })
    return hits.map(({ document }) => document.id)
  },
  save: (index) => JSON.stringify(save(index)),
  load(stored) {
    const index = empty()
    load(index, JSON.parse(stored))
    return index
  },
}
