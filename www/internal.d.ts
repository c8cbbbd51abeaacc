// Types of the shell's own modules, for `tsc` over www/ (tests/www/types/shell.json). Development only: nothing of it ships.

import type { EditOptions, OpenOptions, Room, RoomError } from './index.js'
import type { Corpus, Place } from './reading-room.js'
import type en from './strings/en.js'
import type { STRINGS } from './own/strings.js'
import type { STRINGS as QUERY_STRINGS } from './query/strings.js'
import type { NavigationHistory } from './history.js'
import type { Reader } from './reader.js'
import type { Layout } from './views/layout.js'
import type {
  AboutView,
  AmountsView,
  AmountView,
  ArticleRow,
  ArticleView,
  Corrections,
  Counted,
  DateView,
  EntitiesView,
  EntityRef,
  EntityRow,
  EntityView,
  Evidence,
  FileView,
  GraphView,
  Kind,
  OverviewView,
  Page,
  QueryPartView,
  QuotesView,
  QuoteView,
  Refusal,
  RelatedView,
  Role,
  SearchView,
  Segment,
  SourceDocument,
  Spelled,
  SuggestView,
  TimelineView,
} from './views.js'

export type * from './views.js'
export type { Corpus, EditOptions, Layout, NavigationHistory, OpenOptions, Place, Reader }
export type { Room, RoomError }

/** What the core throws. */
export type CoreError = { code: string; message: string; parts?: string[] }
/** What parsing throws, with the line where it is known. */
export type ParseError = Error & { line?: number }
export type Progress = { done: number; total: number }
export type OnProgress = ((progress: Progress) => void) | undefined
export type Sort = Place['sort']
export type Section = keyof Strings['sectionNames']
export type PlaceWishes = { [part in keyof Place]?: Place[part] | null | undefined }
export type ListName = 'entities' | 'quotes' | 'amounts' | 'timeline' | 'graph' | 'pair' | 'about'

// ---- strings ------------------------------------------------------------------------------------

type Values = object
/** A string with plural forms or `{n}` takes the number first, one with other slots their values. */
type Compiled<S> = S extends `${string}{n}${string}` | `${string}|${string}`
  ? (n: number, values?: Values) => string
  : S extends `${string}{${string}}${string}`
    ? (values: Values) => string
    : S extends string
      ? string
      : S extends readonly string[]
        ? readonly string[]
        : S extends readonly (readonly string[])[]
          ? readonly (readonly string[])[]
          : S extends Readonly<Record<string, readonly string[]>>
            ? { readonly [key in keyof S]: readonly string[] }
            : { readonly [key in keyof S]: string } & Readonly<Record<string, string>>
export type CompiledStrings<T> = { readonly [key in keyof T]: Compiled<T[key]> }
/** The strings in a language, and what `Intl` formats in it. */
export type I18n = Omit<CompiledStrings<Strings>, keyof I18nFormats> & I18nFormats
export interface I18nFormats {
  locale: string
  compile<T extends { forms: readonly string[] }>(texts: T): CompiledStrings<T>
  number(n: number): string
  share(part: number): string
  date(iso: string | null): string
  period(name: string): string
  when(date: Pick<DateView, 'iso' | 'from' | 'to'>): string
  span(first: string | null, last: string | null): string
  languageName(code: string): string
  placeholder(n: number | undefined): string
  progress(progress: Progress): string
  readingNames(progress: Progress): string
  found(answer: Pick<SearchView, 'total' | 'complete' | 'query'>): [string, string]
  also(terms: string[]): string
  similar(terms: string[]): string
  sameAs(terms: string[], entity: EntityRef): string
  shared(related: RelatedView): string
  alsoWritten(others: string[]): string
  named(entity: Pick<EntityRow, 'mentions' | 'articles'>): string
  hit(at: number, total: number): string
  mergeReason(reason: string): string
  confidence(confidence: number): string
  failure(code: string): readonly string[]
  money(value: number, currency: string | null): string
  title(page: string | null | undefined, room: string): string
}
export type Strings = typeof en
export type OwnStrings = Omit<CompiledStrings<(typeof STRINGS)['en']>, 'size' | 'reading'> & {
  size(bytes: number): string
  reading(progress: Partial<FileProgress>): string
}
export type QueryStrings = CompiledStrings<(typeof QUERY_STRINGS)['en']> & {
  labels: Record<string, string>
}
export type OwnMessages = CompiledStrings<(typeof STRINGS)['en']>
export type IntlFormats = {
  number: Intl.NumberFormat
  percent: Intl.NumberFormat
  plural: Intl.PluralRules
  list: Intl.ListFormat
  day: Intl.DateTimeFormat
  month: Intl.DateTimeFormat
  languageNames: Intl.DisplayNames
}

// ---- state --------------------------------------------------------------------------------------

type BaseList<T> = { items: T[]; named: EntityView[]; place: Place; whole?: boolean }
export type EntitiesList = EntitiesView & BaseList<EntityRow>
export type QuotesList = QuotesView & BaseList<QuoteView>
export type AmountsList = AmountsView & BaseList<AmountView>
export type TimelineList = TimelineView & BaseList<DateView>
export type PairList = Page<Evidence> & BaseList<Evidence>
export type AboutList = AboutView & Page<FileView> & BaseList<FileView>
export type GraphList = GraphView & BaseList<GraphNode> & { full: boolean; total?: undefined }
export type GraphNode = GraphView['nodes'][number]
export type GraphEdge = GraphView['edges'][number]
export type AnyList =
  | EntitiesList
  | QuotesList
  | AmountsList
  | TimelineList
  | PairList
  | AboutList
  | GraphList

export type Answer = SearchView & { sort: Sort; narrowed: string }
export type ShownArticle = ArticleView & { query: string; names: string; passage: string }
export type Suggestion =
  | ({ is: 'word' } & SuggestView['words'][number])
  | ({ is: 'entity' } & EntityRow)
  | ({ is: 'article' } & ArticleRow)
export type Options = { items: readonly Suggestion[]; active: number }
export type TopEntities = EntitiesView & { kind: Kind }
export type AllCorrections = Required<Corrections>

export type Table = { header: string[]; rows: string[][]; columns: Columns }
export type Columns = { [column: string]: number }
export type FileProgress = {
  files: number
  filesDone: number
  bytes: number
  bytesDone: number
  seconds: number | null
}
export type StoredCollection = {
  id: string
  title: string
  articles: number
  bytes: number
  day: string
}
export type Problem = { key: string; detail?: string; refusals?: Refusal[] }
export type OwnState = {
  offered: boolean
  title: string | null
  saved: boolean
  reading: Partial<FileProgress> & { found?: number }
  table: (Table & { name: string }) | null
  stored: readonly StoredCollection[]
  problem: Problem | null
  views: { own: Screen; reading: Screen } | null
}

/** A request to the engine; which fields it has depends on its kind. */
export type Request = {
  number: number
  kind?: string
  id?: string
  query: string
  prefix?: string
  names?: string
  passage?: string
  narrowed: string
  sort: any
  offset?: number
  limit?: number
  typed?: boolean
  of?: Kind
  place: Place
  corrections?: AllCorrections
}
export type SearchWishes = {
  query: string
  sort: Sort
  narrowed: string
  offset?: number
  typed?: boolean
  limit?: number
}
export type Slot =
  | 'page'
  | 'suggest'
  | 'overview'
  | 'topEntities'
  | 'highlights'
  | 'related'
  | 'candidates'
  | 'correct'

/**
 * See state.js. Views are `null` until the first of their kind is there; a screen is only rendered
 * with those that it shows, so they are declared as present.
 */
export interface State {
  phase: 'idle' | 'offered' | 'loading' | 'ready' | 'empty' | 'failed'
  progress: Progress | null
  failure: { code: string; message: string }
  refusals: readonly Refusal[]
  title: string | null
  target: Place
  overview: OverviewView
  view: Place['view'] | 'missing' | 'waiting'
  names: 'unread' | 'known' | 'off' | 'later' | 'failed'
  reading: Progress | null
  topEntities: readonly TopEntities[]
  highlights: readonly Evidence[]
  query: string
  sort: Sort
  answer: Answer
  chips: ((answer: Answer, i18n: I18n) => Child) | null
  narrowed: string
  article: ShownArticle
  related: readonly RelatedView[]
  list: AnyList
  entity: EntityView
  candidates: { query: string; items: EntityRow[] } | null
  corrections: AllCorrections
  hits: number
  hit: number
  underlined: boolean
  aside: boolean
  own: OwnState
  missing: PlaceWishes
  options: Options
  number: number
  pending: Readonly<Record<Slot, Request | null>>
}

type Answered<V> = { number: number; view: V }
/** Events of the state and what they carry. */
export interface Events {
  loadStarted: { title?: string | null; place?: Place }
  progress: Progress
  offered: {}
  opened: { overview: OverviewView; refusals?: readonly Refusal[]; title?: string | null }
  failed: { error: { code: string; message: string }; refusals?: readonly Refusal[] }
  queryTyped: { query: string }
  searchSubmitted: { query?: string; sort?: Sort }
  sortChanged: { sort: Sort }
  moreRequested: {}
  searchAnswered: Answered<SearchView>
  chipsLoaded: { chips: State['chips'] }
  suggestAnswered: Answered<SuggestView>
  optionMoved: { step: number }
  optionsClosed: {}
  optionChosen: { index?: number }
  articleRequested: { id: string; query?: string }
  articleAnswered: Answered<ArticleView>
  relatedAnswered: Answered<RelatedView[]>
  entityRequested: { id: string }
  dossierRequested: {}
  entityAnswered: Answered<EntityView>
  filtersChanged: { place: Place; typed?: boolean }
  listAnswered: Answered<AnyList>
  notFound: { number: number }
  recognitionProgressed: Progress
  recognitionEnded: { known: boolean; wanted?: boolean | string; corrections?: AllCorrections }
  topEntitiesAnswered: Answered<TopEntities[]>
  highlightsAnswered: Answered<Evidence[]>
  candidatesRequested: { query: string }
  candidatesAnswered: Answered<EntitiesView>
  correctionAdded: { list: 'same' | 'different'; pair: [Spelled, Spelled] }
  correctionsCleared: {}
  correctionRemoved: { list: 'same' | 'different'; index: number }
  correctAnswered: { number: number }
  overviewAnswered: Answered<OverviewView>
  collectionEdited: { overview: OverviewView; refusals: readonly Refusal[] }
  ownChanged: { own: Partial<OwnState> | { reading: null } }
  navigated: { place: Place }
  navigationRefused: {}
  hitMoved: { step: number; to?: undefined } | { to: number; step?: undefined }
  underlinesSwitched: { on: boolean }
  asideToggled: {}
}
export type Reducers = { [E in keyof Events]: (state: State, event: Events[E]) => State }
export type StateEvent = { [E in keyof Events]: { type: E } & Events[E] }[keyof Events]

// ---- views --------------------------------------------------------------------------------------

export type Child = Node | string | number | null | undefined | false | readonly Child[]
export type Attributes = Record<string, string | number | boolean | null | undefined>
export type Screen = (state: State, i18n: I18n) => Child
export type ListScreen<L> = (state: Omit<State, 'list'> & { list: L }, i18n: I18n) => Child
export type Bar = { name: string; counts: number[]; words: string }
export type EntityNumber = (entity: EntityRow & { here?: number }) => { short: string; words: string }
export type Block = ArticleView['blocks'][number]
export type AnyFact = { article: { id: string; label: string; date: string | null } } & {
  sentence?: Segment[]
}

export type LayoutParts = Record<string, any> & {
  field: HTMLInputElement
  dialog: HTMLDialogElement
}

// ---- the reader ---------------------------------------------------------------------------------

/** Scroll offset and focus on a page. */
export type Position = { scroll: number; key: string | null; top: number | null | undefined }
export type HistoryEntry = { place: Place; mark: Position | null }
export type OpenedRoom = { room: Room; title?: string | null; refusals: readonly Refusal[] }
export type Lease = { room: Promise<OpenedRoom>; drop(): void; release(): void }
export type Emit = (name: string, detail?: object, cancelable?: boolean) => boolean
export type OwnController = Record<string, (target: any, details: any) => unknown>
export type QueryController = {
  toggle(): void
  clear(): void
  remove(data: { index: string }): Promise<void>
  changed(state: State): void
}
/** An event whose target is known from where it is listened for. */
export type TargetEvent<E = Event, T = HTMLInputElement> = E & { target: T }
export type Key = Pick<KeyboardEvent, 'key'> & Partial<KeyboardEvent>
export type Focus = 'field' | 'editable' | 'row' | 'heading' | 'other'
export type Citation = {
  article: ArticleRow
  passage: string
  link: string
  today: string
  collection: string | null
  i18n: I18n
}

/** A query and how the core read it. */
export type ReadQuery = Pick<SearchView, 'query'> & { reading?: QueryPartView[] }
/** A part of a query, and whether AND joins it with another. */
export type QueryPart = QueryPartView & { joined: boolean }
/**
 * What a part of a query asks for. `is` is a key of the labels in query/strings.js, or `word`, `any`,
 * a kind of entity. `of` is what it is said of: one meaning, of `any` and `near` several.
 */
export type Meaning = {
  is: string
  text?: string
  typed?: string
  of?: any
  apart?: number
  between?: number
  ordered?: boolean
  first?: string
  last?: string
}
export type QueryFields = {
  words: string
  strict: boolean
  phrase: string
  any: string
  none: string
  near: string
  nearTo: string
  distance: string
  kind: string
  name: string
  said: string
  from: string
  until: string
  rest: string
}

export type OwnContext = {
  open(options: OpenOptions): Promise<Room>
  reopen(): void
  model(): Promise<Bytes>
  template(): Promise<string>
}

// ---- files --------------------------------------------------------------------------------------

export type Parsed = { documents: SourceDocument[]; refusals: Refusal[]; title?: string | null }
export type LineCounters = { line: number; number: number }
export type Parser = (
  text: string,
  source: string,
  id: string,
  from?: LineCounters,
) => Omit<Parsed, 'refusals'> & { refusals?: Refusal[] }
export type ParsedBlock = { role: Role; text: string }
export type OwnFile = { path?: string; name: string; file: File }
export type FoundFile = { path: string; file: File }
export type OwnFiles = { title: string | null; files: OwnFile[] }
export type ColumnsOf = (name: string, table: Table) => Columns
export type Chunk = { documents: SourceDocument[]; refusals?: Refusal[]; bytes: number }
export type ParseStep = Chunk & { refusals: Refusal[]; files: number }
export type Entry = (File & { isFile?: undefined; isDirectory?: undefined }) | FileSystemEntry
export type Gzip = (bytes: Uint8Array) => Promise<Uint8Array>

export type PageCollection = {
  title: string
  articles: { label: string; date: string | null }[]
  documents: SourceDocument[] | null | undefined
  room: Uint8Array | null
  model: Uint8Array
  gzip: Gzip
}

// ---- the engine ---------------------------------------------------------------------------------

/** The methods of `Room` that are requests to the core, and so have an entry in `REQUESTS`. */
export type RequestName = Exclude<keyof Room, 'refusals' | 'recognised' | 'close'>
export type RequestEntry<N extends RequestName = RequestName> = {
  args: (...given: Parameters<Room[N]>) => unknown[]
  needs?: 'names' | 'model'
  edits?: true
}
/** An entry whatever its name. */
export type AnyRequest = {
  args(...given: any[]): any[]
  needs?: 'names' | 'model'
  edits?: true
}
export type Requests = { [N in RequestName]: RequestEntry<N> }

/** What `MessagePort` and `Worker` have in common. */
export interface Port {
  onmessage: ((event: { data: any }) => void) | null
  onerror?: ((event: any) => void) | null
  postMessage(message: unknown, transfer?: Transferable[]): void
  close(): void
}
/** What `Map` and `WeakMap` have in common. */
export type Cache<K> = {
  has(key: K): boolean
  get(key: K): any
  set(key: K, value: any): any
  delete(key: K): any
}
export type Source = BufferSource | Response | string | URL
export type ModelSource = OpenOptions['model']
export type Bytes = Uint8Array<ArrayBuffer>
