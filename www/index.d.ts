import type {
  AboutView,
  AmountFilters,
  AmountsView,
  ArticleView,
  Corrections,
  EntitiesOptions,
  EntitiesView,
  EntityView,
  Evidence,
  FactFilters,
  GraphOptions,
  GraphView,
  OverviewView,
  Page,
  PageOptions,
  QuotesView,
  Refusal,
  RelatedView,
  SearchOptions,
  SearchView,
  SourceDocument,
  SuggestView,
  TimelineView,
} from './views.js'

export * from './views.js'

/** Stable between releases; the sentence that comes with it is not. */
export type ErrorCode =
  | 'input'
  | 'damaged'
  | 'newer-version'
  | 'not-found'
  | 'too-large'
  | 'panic'
  | 'unsupported'
  | 'closed'

export class RoomError extends Error {
  readonly name: 'RoomError'
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string)
}

export interface OpenOptions {
  /** The articles to index. */
  documents?: SourceDocument[]
  /** A room stored by `toBytes`, in place of `documents`. */
  bytes?: ArrayBuffer | ArrayBufferView
  /**
   * Gives a part of a large room by its name, where `bytes` are only its head. Parts are asked for when a question wants them. Names are
   * not looked for in such a room.
   */
  parts?: (name: string) => Promise<BufferSource>
  /** Language of articles whose own cannot be told. */
  language?: string | null
  /**
   * Whether a worker may be used; true without it, and where none can be had the work is done here in slices.
   * The address of worker.js serves pages whose policy allows workers from their own server only.
   */
  worker?: boolean | string | URL
  onProgress?: (progress: { done: number; total: number }) => void
  /** The core's code, gzip or not, or where it is; without it `reading_room_bg.wasm` beside this file. */
  core?: BufferSource | Response | string | URL
  /** Whether to look for names once the articles can be searched; true without it. */
  entities?: boolean
  /** What finds names, gzip or not, or where it is; without it `english.room-model` beside this file. */
  model?: BufferSource | Response | string | URL | (() => BufferSource | Promise<BufferSource>)
  /** Others will follow at once by `add`, so that names need not be read yet. */
  more?: boolean
  /** How far the articles are read for names; every article is read twice. */
  onReading?: (progress: { done: number; total: number }) => void
}

export interface EditOptions {
  /** Others will follow at once, so that names need not be read yet. */
  more?: boolean
  onProgress?: (progress: { done: number; total: number }) => void
}

/** Articles, indexed. After a panic or `close` every request is refused. */
export interface Room {
  /** Articles that could not be read, so far. */
  readonly refusals: Refusal[]
  overview(options?: { offset?: number; limit?: number }): Promise<OverviewView>
  search(query: string, options?: SearchOptions): Promise<SearchView>
  suggest(prefix: string, options?: { limit?: number }): Promise<SuggestView>
  /** The whole article, with what matches `query` marked. */
  article(id: string, options?: { query?: string }): Promise<ArticleView>
  /** Kept when the articles were read for names: whether names are known. Search does not wait for it; what follows does. */
  readonly recognised: Promise<boolean>
  /** People, organisations, places and other things with a name, the most mentioned first. */
  entities(options?: EntitiesOptions): Promise<EntitiesView>
  /** One of them, with a page of the sentences that name it. An id made from any of its spellings will do. */
  entity(id: string, options?: PageOptions): Promise<EntityView>
  quotes(filters?: FactFilters): Promise<QuotesView>
  amounts(filters?: AmountFilters): Promise<AmountsView>
  timeline(filters?: FactFilters): Promise<TimelineView>
  graph(options?: GraphOptions): Promise<GraphView>
  /** Sentences that name both of two entities. */
  together(a: string, b: string, options?: PageOptions): Promise<Page<Evidence>>
  /** What the corpus is made of, with a page of its files, and what was recognised in it. */
  about(options?: PageOptions): Promise<AboutView>
  /** A telling sentence each from some of the latest articles. */
  highlights(options?: { limit?: number }): Promise<Evidence[]>
  related(id: string, options?: { limit?: number }): Promise<RelatedView[]>
  /** Resolves all names anew with these corrections in place of those before. */
  correct(corrections: Corrections): Promise<void>
  /**
   * Takes more articles, without reading the others again; answers with those that could not be read. An article whose id is taken
   * gets one of its own. The room answers as before until they are in it; then names are read anew, in all articles, unless
   * `more` says that others will follow.
   */
  add(documents: SourceDocument[], options?: EditOptions): Promise<Refusal[]>
  /** Takes these articles in place of those with their ids. */
  replace(documents: (SourceDocument & { id: string })[], options?: EditOptions): Promise<Refusal[]>
  /** Parts with the articles of these ids; those that are not here are passed over. */
  remove(ids: string[], options?: EditOptions): Promise<Refusal[]>
  /** `bytes` as a gzip file, the same as `reading-room pack` makes of them. */
  gzip(bytes: BufferSource): Promise<Uint8Array>
  /** The room, articles, index and names, as bytes that `open` takes back. */
  toBytes(): Promise<Uint8Array>
  /** Ends the worker and frees the memory. */
  close(): void
}

/** Indexes articles, or opens a stored room. Rejects with a `RoomError`. */
export function open(options: OpenOptions): Promise<Room>
