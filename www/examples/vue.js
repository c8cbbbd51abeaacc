// Vue takes the element for one of its own unless told; `.corpus` is a property.
import { createApp, h, ref } from 'vue'
import 'reading-room/element'

const documents = (await (await fetch('articles.jsonl')).text())
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

createApp({
  setup() {
    const reader = ref(null)
    const found = ref(null)
    return () => [
      h('button', { onClick: () => reader.value.search('bridge') }, 'Search the bridge'),
      h('p', found.value === null ? 'Nothing asked yet' : `${found.value} found`),
      h('reading-room', {
        ref: reader,
        theme: 'auto',
        '.corpus': { title: 'Lervik Post', documents },
        onSearchdone: ({ detail }) => (found.value = detail.total),
      }),
    ]
  },
}).mount('main')
