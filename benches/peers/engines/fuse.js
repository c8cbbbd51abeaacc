import Fuse from 'fuse.js'

const options = {
  keys: [{ name: 'title', weight: 2 }, 'text'],
  ignoreLocation: true,
  threshold: 0.3,
}

export default {
  name: 'Fuse.js',
  keepsText: true,
  build: (documents) => ({ fuse: new Fuse(documents, options), documents }),
  search: ({ fuse }, query, limit) => fuse.search(query, { limit }).map(({ item }) => item.id),
  save: ({ fuse, documents }) => JSON.stringify({ index: fuse.getIndex(), documents }),
  load(stored) {
    const { index, documents } = JSON.parse(stored)
    return { fuse: new Fuse(documents, options, Fuse.parseIndex(index)), documents }
  },
}
