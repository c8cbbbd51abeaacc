/** For React 19: `import 'reading-room/jsx'` declares `<reading-room src="…" />` for JSX. Properties are set by their names. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { ReadingRoom } from './reading-room.js'

interface ReadingRoomAttributes {
  src?: string
  heading?: string
  theme?: 'auto' | 'light' | 'dark' | 'sepia'
  route?: 'hash'
  view?: string
  query?: string
  article?: string
  entity?: string
  loading?: 'eager' | 'visible' | 'click'
  height?: string
  'worker-src'?: string
  'global-keys'?: boolean
  'own-articles'?: '' | 'alone'
  entities?: 'off'
  corpus?: ReadingRoom['corpus']
  onready?: (event: CustomEvent<{ total: number; refused: number }>) => void
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'reading-room': DetailedHTMLProps<HTMLAttributes<ReadingRoom>, ReadingRoom> & ReadingRoomAttributes
    }
  }
}
