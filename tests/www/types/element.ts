// The element, as a page in TypeScript uses it.
import { ReadingRoom, type Corpus, type Place } from '../../../dist/reading-room.js'

const corpus: Corpus = { title: 'Village news', documents: [{ text: 'words' }] }
const reader = document.createElement('reading-room')
reader.corpus = corpus
document.body.append(reader)
await reader.ready
const place: Place = await reader.search('words', { sort: 'oldest' })
await reader.open('a', { query: 'words' })
await reader.setState({ ...place, query: 'other' })
reader.addEventListener('articleopen', ({ detail }) => console.log(detail.id))
reader.addEventListener('searchdone', ({ detail }) => console.log(detail.query, detail.total))
reader.addEventListener('error', (event) => console.log(event.type))
console.log(reader instanceof ReadingRoom, document.querySelector('reading-room')?.getState().view)

// @ts-expect-error: documents are missing
reader.corpus = { title: 'Village news' }
// @ts-expect-error: there is no such view
const wrong: Place['view'] = 'shelf'
console.log(wrong)
