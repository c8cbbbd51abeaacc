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

/**
 * Why a request failed. Codes are stable between releases; messages are not.
 *
 * - `input`: an argument has the wrong type, a part of a large room cannot be had, or the request cannot be made of a large room.
 * - `damaged`: the bytes are not a stored room, or not whole.
 * - `newer-version`: the room was stored by a newer version.
 * - `not-found`: no article or entity has this id.
 * - `too-large`: more than a room can hold, 4 GiB of text or 60 million different words.
 * - `panic`: the core failed; the room is closed.
 * - `unsupported`: there is no WebAssembly here, or the core cannot be loaded.
 * - `closed`: the room was closed, or the element is not in a page any more.
 */
export type ErrorCode =
  | 'input'
  | 'damaged'
  | 'newer-version'
  | 'not-found'
  | 'too-large'
  | 'panic'
  | 'unsupported'
  | 'closed'

/** What every promise of this package rejects with. */
export class RoomError extends Error {
  readonly name: 'RoomError'
  readonly code: ErrorCode
  /** `message` is a sentence for people, in English. */
  constructor(code: ErrorCode, message: string)
}

export interface OpenOptions {
  /** The articles to index. */
  documents?: SourceDocument[]
  /** A stored room, as `toBytes` returns it, in place of `documents`. */
  bytes?: ArrayBuffer | ArrayBufferView
  /**
   * Loads a part of a large room by its name, where `bytes` are its head alone; called when a request needs the part. A
   * large room cannot be edited or stored. Entities, quotations, amounts and dates are recognised in each article when it
   * is opened, not across the collection: see `Room.article`.
   */
  parts?: (name: string) => Promise<BufferSource>
  /** Language tag (BCP 47) for articles whose language cannot be detected. */
  language?: string | null
  /**
   * Whether to run in a worker; true by default. Where a worker cannot start, the core runs on this thread in short slices.
   * A string or URL is the address of worker.js, for pages whose policy allows workers from their own server only.
   */
  worker?: boolean | string | URL
  /** Called while articles are indexed, with the numbers of articles done and in all. */
  onProgress?: (progress: { done: number; total: number }) => void
  /** The core: its bytes, gzipped or not, a response, or its address; `reading_room_bg.wasm` beside this file by default. */
  core?: BufferSource | Response | string | URL
  /** Whether to recognise entities once the articles can be searched; true by default. */
  entities?: boolean
  /** The entity model, in the same forms or as a function; `english.room-model` beside this file by default. */
  model?: BufferSource | Response | string | URL | (() => BufferSource | Promise<BufferSource>)
  /** Defers entity recognition, since more articles follow at once by `add`; false by default. */
  more?: boolean
  /** Called while entities are recognised, with the numbers of steps done and in all: two for each article. */
  onReading?: (progress: { done: number; total: number }) => void
}

export interface EditOptions {
  /**
   * Defers entity recognition, since more edits follow at once; false by default. Until an edit without `more`, articles
   * that were added may not be searchable yet.
   */
  more?: boolean
  /** Called while articles are indexed, with the numbers of articles done and in all. */
  onProgress?: (progress: { done: number; total: number }) => void
}

/**
 * An indexed collection of articles. Every method is asynchronous and rejects with a `RoomError`: code `input` for an argument of
 * the wrong type, `panic` if the core fails, `closed` after `close`.
 *
 * Requests about entities, quotations, amounts and dates wait for `recognised`. In a large room (`OpenOptions.parts`) their lists
 * are empty, since each article is read by itself when it is opened.
 */
export interface Room {
  /** Articles that could not be read, so far. */
  readonly refusals: Refusal[]
  /** Resolves with totals and a page of the articles, newest first; `limit` is 20 by default. */
  overview(options?: { offset?: number; limit?: number }): Promise<OverviewView>
  /** Resolves with a page of the articles that match. No query is an error: what is half typed is left out or read as words. */
  search(query: string, options?: SearchOptions): Promise<SearchView>
  /** Resolves with completions of `prefix`: at most `limit` queries, 8 by default, and some entities and articles. */
  suggest(prefix: string, options?: { limit?: number }): Promise<SuggestView>
  /**
   * Resolves with the whole article, matches of `query` highlighted; rejects with `not-found`. In a large room its entities,
   * quotations, amounts and dates are those of this article alone, and its entities have empty ids.
   */
  article(id: string, options?: { query?: string }): Promise<ArticleView>
  /**
   * Resolves once entity recognition has ended: true if entities are known; false if they were not asked for, if the model cannot
   * be loaded (a warning in the console says why), if an edit came in between, and in a large room. Never rejects. Every edit replaces
   * the promise.
   */
  readonly recognised: Promise<boolean>
  /** Resolves with a page of entities, most mentions first. */
  entities(options?: EntitiesOptions): Promise<EntitiesView>
  /**
   * Resolves with one entity and a page of the sentences that mention it. An id made from any spelling of its name works too. Rejects
   * with `not-found`.
   */
  entity(id: string, options?: PageOptions): Promise<EntityView>
  /** Resolves with a page of quotations, newest article first. */
  quotes(filters?: FactFilters): Promise<QuotesView>
  /** Resolves with a page of amounts of money. */
  amounts(filters?: AmountFilters): Promise<AmountsView>
  /** Resolves with a page of the dates in the articles, in order of time. */
  timeline(filters?: FactFilters): Promise<TimelineView>
  /** Resolves with the co-occurrence graph of the entities with most mentions, or of one entity and its associates. */
  graph(options?: GraphOptions): Promise<GraphView>
  /** Resolves with a page of the sentences that mention both entities; rejects with `not-found`. */
  together(a: string, b: string, options?: PageOptions): Promise<Page<Evidence>>
  /** Resolves with a page of the articles as files, and totals of what was recognised in all. */
  about(options?: PageOptions): Promise<AboutView>
  /** Resolves with the most telling sentence of each of the latest articles, at most `limit`; 5 by default. */
  highlights(options?: { limit?: number }): Promise<Evidence[]>
  /** Resolves with similar articles, the nearest first, at most `limit`; 6 by default. Rejects with `not-found`. */
  related(id: string, options?: { limit?: number }): Promise<RelatedView[]>
  /** Resolves all names again with these corrections, in place of earlier ones. Does nothing where entities are not known. */
  correct(corrections: Corrections): Promise<void>
  /**
   * Adds articles without parsing the others again; resolves with those that could not be read once the rest can be searched.
   * Where an id is taken, a number is appended. The room answers as before until then; afterwards entities are recognised
   * again in all articles. Edits run one after another. Rejects with `input` in a large room.
   */
  add(documents: SourceDocument[], options?: EditOptions): Promise<Refusal[]>
  /** Replaces the articles that have the ids of these; otherwise as `add`. */
  replace(documents: (SourceDocument & { id: string })[], options?: EditOptions): Promise<Refusal[]>
  /** Removes the articles with these ids, ignoring ids that are not here; otherwise as `add`. */
  remove(ids: string[], options?: EditOptions): Promise<Refusal[]>
  /** Resolves with `bytes` as a gzip file, byte for byte as `reading-room pack` compresses them. */
  gzip(bytes: BufferSource): Promise<Uint8Array>
  /** Resolves with articles, index and entities as bytes that `open` loads. Rejects with `input` in a large room. */
  toBytes(): Promise<Uint8Array>
  /** Ends the worker and frees the memory; open requests reject with `closed`. */
  close(): void
}

/**
 * Resolves once the articles can be searched; entities follow, see `Room.recognised`. Rejects with a `RoomError`: `input` without
 * `documents` or `bytes`, `damaged` or `newer-version` for `bytes`, `too-large` for `documents`, `unsupported` for the core.
 */
export function open(options: OpenOptions): Promise<Room>
