import type { ArticleRow, EntityRef, ErrorCode, Kind, OpenOptions, Refusal, Room, SourceDocument } from './index.js'

export * from './views.js'

/** A titled collection, as the `corpus` property takes it: articles, or a stored room with, if it is large, its parts. */
export type Corpus = { title?: string | null; language?: string | null } & (
  { documents: SourceDocument[] } | { bytes: ArrayBuffer | ArrayBufferView; parts?: OpenOptions['parts'] }
)

/** What the element shows: the same as its URL says with `route="hash"`. */
export interface Place {
  view:
    | 'front' | 'results' | 'article' | 'entity'
    | 'entities' | 'quotes' | 'amounts' | 'timeline' | 'graph' | 'pair' | 'about' | 'own'
  /** The query as it was typed. */
  query: string
  /** Order of the list; the last three are of amounts. */
  sort: 'relevance' | 'newest' | 'oldest' | 'largest' | 'giver' | 'purpose'
  /** Id of the article or entity that is shown. */
  id: string | null
  /** Ids of entities that restrict the list, or whose mentions are highlighted; separated by spaces. */
  names: string
  /** Kind that the list or graph of entities is restricted to. */
  kind: Kind | null
  /** First day, month or year of the list, as ISO 8601; empty for no limit. */
  after: string
  /** The one after the last; empty for no limit. */
  before: string
  /** How sure the facts of a list are: certain or likely, or also those that are only possible. */
  sure: 'likely' | 'possible'
  /** Words of the article to scroll to. */
  passage: string
}

/** Events bubble, are composed and carry plain data. */
export interface ReadingRoomEventMap {
  /** Articles are being indexed: numbers of articles done and in all. */
  progress: CustomEvent<{ done: number; total: number }>
  /** The articles can be searched: numbers of articles and of those that could not be read. */
  ready: CustomEvent<{ total: number; refused: number }>
  /** Results are rendered. */
  searchdone: CustomEvent<{ query: string; sort: Place['sort']; total: number; complete: number }>
  /** An article is rendered. */
  articleopen: CustomEvent<ArticleRow & { query: string }>
  /** An entity is rendered. */
  entityopen: CustomEvent<EntityRef & { mentions: number; articles: number }>
  /** Before the place changes; cancelable: `preventDefault` keeps it as it is. */
  statechange: CustomEvent<{ from: Place; to: Place }>
  /** Something failed. The element shows it too. */
  error: CustomEvent<{ code: ErrorCode | 'other'; message: string }>
}

type Listener<E> = (this: ReadingRoom, event: E) => unknown
type ElementEvent<K extends keyof HTMLElementEventMap> = Listener<HTMLElementEventMap[K]>

/**
 * `<reading-room src="corpus.jsonl" lang="en" theme="auto"></reading-room>`
 *
 * Its children are shown until the articles can be searched. Methods wait for `ready` and reject with a `RoomError`: the error
 * of `ready`, `input` for an argument of the wrong type, `closed` once the element has left the page.
 */
export class ReadingRoom extends HTMLElement {
  /** The articles, in place of the `src` attribute. Setting it opens the new collection. */
  corpus: Corpus | null
  /** The core, as `OpenOptions.core`; `reading_room_bg.wasm` beside the script by default. */
  core: OpenOptions['core']
  /** The entity model, as `OpenOptions.model`; `english.room-model` beside the script by default. */
  model: OpenOptions['model']
  /** Template of saved pages: its text, or a function that returns it; reader.html beside the script by default. */
  page: string | (() => string) | undefined
  /** What opens a collection: `open` of this package by default. */
  engine: { open(options: OpenOptions): Promise<Room> }
  /** Resolves once the articles can be searched; rejects with a `RoomError` if they cannot be opened. */
  readonly ready: Promise<void>
  /** Searches, as if typed; resolves with the place once the results are rendered. */
  search(query: string, options?: { sort?: Place['sort'] }): Promise<Place>
  /** Opens an article, matches of `query` highlighted; resolves with the place once it is rendered. */
  open(id: string, options?: { query?: string }): Promise<Place>
  /** Adds articles; resolves with those that could not be read. See `Room.add`. */
  addArticles(documents: SourceDocument[]): Promise<Refusal[]>
  /** Replaces the articles that have the ids of these. See `Room.replace`. */
  replaceArticles(documents: (SourceDocument & { id: string })[]): Promise<Refusal[]>
  /** Removes the articles with these ids. See `Room.remove`. */
  removeArticles(ids: string[]): Promise<Refusal[]>
  /** The current place. */
  getState(): Place
  /** Goes to a place; what is left out has its default. Resolves with the place once it is rendered. */
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
