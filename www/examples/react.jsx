// React 19 passes strings as attributes, objects as properties, and listens to events by name.
import { useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import 'reading-room/element'

function Archive({ documents }) {
  const reader = useRef(null)
  const [found, setFound] = useState(null)
  return (
    <>
      <button type="button" onClick={() => reader.current.search('bridge')}>
        Search the bridge
      </button>
      <p>{found === null ? 'Nothing asked yet' : `${found} found`}</p>
      <reading-room
        ref={reader}
        theme="auto"
        corpus={{ title: 'Lervik Post', documents }}
        onsearchdone={({ detail }) => setFound(detail.total)}
      />
    </>
  )
}

const documents = (await (await fetch('articles.jsonl')).text())
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
createRoot(document.querySelector('main')).render(<Archive documents={documents} />)
