import type { ArticleRow, EntityRef, ErrorCode, Kind, OpenOptions, Refusal, Room, SourceDocument } from './index.js'

export * from './views.js'

/** Articles with a name, as the `corpus` property takes them, or a stored room. */
export type Corpus = { title?: string | null; language?: string | null } & (
  { documents: SourceDocument[] } | { bytes: ArrayBuffer | ArrayBufferView; parts?: OpenOptions['parts'] }
)

/** Where a reader stands: what its address says. */
export interface Place {
  view:
    | 'front' | 'results' | 'article' | 'entity'
    | 'entities' | 'quotes' | 'amounts' | 'timeline' | 'graph' | 'pair' | 'about' | 'own'
  query: string
  sort: 'relevance' | 'newest' | 'oldest' | 'largest' | 'giver' | 'purpose'
  /** Of an article or an entity. */
  id: string | null
  /** Ids of entities that the view is narrowed to, or whose mentions are walked through, with spaces between. */
  names: string
  /** Of entities in their list or graph. */
  kind: Kind | null
  /** Days, months or years between which a list is: from the first on, before the other. */
  after: string
  before: string
  /** Words of an article to go to. */
  passage: string
}

/** Events bubble, cross shadow roots and carry plain data. */
export interface ReadingRoomEventMap {
  progress: CustomEvent<{ done: number; total: number }>
  ready: CustomEvent<{ total: number; refused: number }>
  searchdone: CustomEvent<{ query: string; sort: Place['sort']; total: number; complete: number }>
  articleopen: CustomEvent<ArticleRow & { query: string }>
  entityopen: CustomEvent<EntityRef & { mentions: number; articles: number }>
  /** Before the reader goes elsewhere; `preventDefault` keeps it where it is. */
  statechange: CustomEvent<{ from: Place; to: Place }>
  error: CustomEvent<{ code: ErrorCode | 'other'; message: string }>
}

type Listener<E> = (this: ReadingRoom, event: E) => unknown
type ElementEvent<K extends keyof HTMLElementEventMap> = Listener<HTMLElementEventMap[K]>

/**
 * `<reading-room src="corpus.jsonl" lang="en" theme="auto"></reading-room>`
 *
 * What stands inside the element is shown until its articles can be searched.
 */
export class ReadingRoom extends HTMLElement {
  /** Articles to show, in place of the `src` attribute. */
  corpus: Corpus | null
  /** The core's code, in place of the file beside the script. */
  core: OpenOptions['core']
  /** What finds names, in place of the file beside the script. */
  model: OpenOptions['model']
  /** The page that is filled when articles are saved, in place of reader.html beside the script. */
  page: string | (() => string) | undefined
  /** What opens a corpus, in place of the engine that comes along. */
  engine: { open(options: OpenOptions): Promise<Room> }
  /** Kept once the articles can be searched; broken with the error if they cannot. */
  readonly ready: Promise<void>
  /** Asks, as if typed. Kept when the results are drawn. */
  search(query: string, options?: { sort?: Place['sort'] }): Promise<Place>
  /** Opens an article, with what matches `query` marked. */
  open(id: string, options?: { query?: string }): Promise<Place>
  /** Takes more articles; answers with those that could not be read. */
  addArticles(documents: SourceDocument[]): Promise<Refusal[]>
  /** Takes these articles in place of those with their ids. */
  replaceArticles(documents: (SourceDocument & { id: string })[]): Promise<Refusal[]>
  /** Parts with the articles of these ids. */
  removeArticles(ids: string[]): Promise<Refusal[]>
  getState(): Place
  setState(place: Partial<Place>): Promise<Place>

  addEventListener<K extends keyof ReadingRoomEventMap>(
    type: K,
    listener: Listener<ReadingRoomEventMap[K]>,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener<K extends Exclude<keyof HTMLElementEventMap, keyof ReadingRoomEventMap>>(
    type: K,
    listener: ElementEvent<K>,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
}

declare global {
  interface HTMLElementTagNameMap {
    'reading-room': ReadingRoom
  }
}
