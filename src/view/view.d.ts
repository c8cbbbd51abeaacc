// Generated from src/view by `UPDATE_GOLDEN=1 cargo test --lib view`: edit the structs and input.d.ts.

/**
 * How a word of the text matched a word of the query: the same word, a prefix of it, another form of it, another name of the person,
 * organisation or place that it names, or a word of similar spelling.
 */
export type MatchKind = 'exact' | 'prefix' | 'stem' | 'alias' | 'fuzzy'

/** A run of text, highlighted or not. The segments of a passage, joined, are the passage. */
export interface Segment {
  /** The text as it stands in the article. */
  text: string
  /** Whether it is what was searched for. */
  hit: boolean
  /** How it matched; `null` where `hit` is false. */
  as: MatchKind | null
  /**
   * Index into the `entities` of the article, of the entity that this text mentions; `null` where it mentions none, and in
   * every other view.
   */
  entity: number | null
}

/** The role of a block in its article. */
export type Role =
  | 'title'
  | 'heading'
  | 'paragraph'
  | 'list-item'
  | 'quote'
  | 'caption'
  | 'boilerplate'

/** Type of a named entity. */
export type Kind = 'person' | 'organisation' | 'place' | 'event' | 'equipment' | 'other'

/**
 * How far articles were read for entities: not at all or not yet, for well-known names only (the entity model was not trained for the
 * language), or completely.
 */
export type Recognition = 'none' | 'limited' | 'full'

/** One page of a list. */
export interface Page<T> {
  /** Number of items on all pages. */
  total: number
  /** Index of the first item of this page, from 0. */
  offset: number
  /** This page. */
  items: T[]
}

/** A name and a count: in the answer to a search, the number of articles. */
export interface Counted<T = string> {
  /** The name. */
  name: T
  /** The count. */
  count: number
}

/** An article in a list. */
export interface ArticleRow {
  /** The id that opens it. */
  id: string
  /** The headline; `null` where there is none. */
  title: string | null
  /** The headline, else the opening words; never empty. */
  label: string
  /** Day of publication as ISO 8601: "2024-03-01". */
  date: string | null
  /** File name or address that it came from. */
  source: string
  /** Address of the original. */
  url: string | null
  /** Two-letter code (ISO 639-1), as the `lang` attribute takes it; `null` where it could not be detected. */
  language: string | null
  /** Number of words, without boilerplate. */
  words: number
}

/** The article that a piece of evidence stands in. */
export interface ArticleRef {
  /** The id that opens it. */
  id: string
  /** The headline, else the opening words; never empty. */
  label: string
  /** Day of publication as ISO 8601: "2024-03-01". */
  date: string | null
  /** File name or address that it came from. */
  source: string
  /** Address of the original. */
  url: string | null
  /** Two-letter code (ISO 639-1), as the `lang` attribute takes it; `null` where it could not be detected. */
  language: string | null
}

/** The collection at a glance. */
export interface OverviewView {
  /** Number of articles. */
  total: number
  /** Number of words in all articles, without boilerplate. */
  words: number
  /** Earliest day of publication. */
  firstDate: string | null
  /** Latest day of publication. */
  lastDate: string | null
  /** Languages with the number of their articles, most articles first. */
  languages: {
    /** Two-letter code (ISO 639-1); `null` where it could not be detected. */
    language: string | null
    /** Number of articles. */
    count: number
  }[]
  /** One page of the articles: those with a date, newest first, then the others in the order in which they were added. */
  articles: ArticleRow[]
}

/** A reference to an entity. */
export interface EntityRef {
  /** The id that opens it; empty in a large room. */
  id: string
  /** What it is. */
  kind: Kind
  /** Its main name. */
  name: string
}

/** An entity in a list. */
export interface EntityRow extends EntityRef {
  /** Number of mentions in the collection. */
  mentions: number
  /** Number of articles that mention it. */
  articles: number
  /** The role that most places give this person; `null` where none does. */
  role: string | null
  /** Other spellings of the name, most frequent first, at most four. */
  others: string[]
}

/** A word of the index that matched the query, and how. */
export interface Matched {
  /** The word as it stands in the index. */
  term: string
  /** How it matched. */
  as: MatchKind
  /** The entity that the word names; only where it matched as an alias. */
  entity: EntityRef | null
}

/** An article that matches the query. */
export interface HitView extends ArticleRow {
  /** The `label` of the article with the hits in it highlighted. */
  heading: Segment[]
  /** Relevance: higher is better. Comparable within one answer only. */
  score: number
  /** Whether the article contains every word of the query. */
  complete: boolean
  /** The best passages, each as its segments. */
  snippets: Segment[][]
  /** Words that matched, the surest match first. */
  matched: Matched[]
  /** The entities that the article mentions most, at most four. */
  entities: EntityRef[]
  /** Number of articles that tell the same story, this one included; 1 where no other does. */
  versions: number
  /** How the score comes about; only with the option `explain`. */
  explanation: Explanation | null
}

/** How the score of an article comes about: it is the sum of these points. */
export interface Explanation {
  /** What each part of the query contributes, in the order in which they were typed. */
  parts: {
    /** The part as it was typed. */
    typed: string
    /** The surest match in the article; `null` where it does not match. */
    as: MatchKind | null
    /** Number of articles that match it: the fewer, the higher its weight. */
    articles: number
    /** Its points. */
    points: number
  }[]
  /** Points for proximity: matched words that stand close together. */
  nearness: number
}

/** Entities of one kind in the articles that match a search. */
export interface Facet {
  /** The kind. */
  kind: Kind
  /** Number of different entities of this kind. */
  total: number
  /** Those in most articles, most articles first. */
  entities: ({
    /** The count. */
    count: number
  } & EntityRef)[]
}

/** When and where the articles of an answer were published. */
export interface Spread {
  /**
   * Number of articles by day, month or year ("2024-03-01", "2024-03", "2024"), whichever gives few enough bars to draw; in
   * order of time, without gaps.
   */
  dates: Counted<string>[]
  /** Number of articles without a date. */
  undated: number
  /** Sites and folders, most articles first. */
  sources: Counted<string>[]
  /** Languages as two-letter codes, most articles first; an empty name where it could not be detected. */
  languages: Counted<string>[]
}

/** How a part of a query was read; of several in one part, the greatest counts. */
export type QueryPartKind =
  | 'word'
  | 'phrase'
  | 'required'
  | 'field'
  | 'pattern'
  | 'near'
  | 'any'
  | 'excluded'
  | (string & {})

/** A part of the query and how it was read. */
export interface QueryPartView {
  /** The part as it was typed. */
  text: string
  /** How it was read. */
  kind: QueryPartKind
  /** First UTF-16 unit in the query. Without this part, the rest means what it meant. */
  start: number
  /** One past the last unit. */
  end: number
}

/** The answer to a search. */
export interface SearchView {
  /** The query as it was typed. */
  query: string
  /** Whether the query asks for anything; a lone sign, or `title:` with nothing after it, does not. */
  asked: boolean
  /** Number of articles that match, on all pages. */
  total: number
  /** Number of them that contain every word of the query. They come first when sorted by relevance. */
  complete: number
  /** Index of the first hit of this page, from 0. */
  offset: number
  /** This page of hits, in the order asked for. */
  hits: HitView[]
  /** A better spelling of the query, where the typed one finds little; else `null`. */
  suggestion: string | null
  /** How the query was read, part by part in the order in which they were typed; empty where no operator was used. */
  reading: QueryPartView[]
  /** Entities that the words of the query name, most mentions first. */
  named: EntityRow[]
  /** Entities in the articles that match, by kind; empty unless the option `facets` is above 0. */
  facets: Facet[]
  /** When and where those articles were published; only with the option `facets`. */
  spread: Spread | null
}

/** Completions of the typed text. */
export interface SuggestView {
  /** Whole queries: the typed text with its last word completed, the most frequent word first. */
  words: {
    /** The whole query, its last word completed. */
    query: string
    /** Number of articles that contain the completed word. */
    count: number
  }[]
  /** Entities with a name that begins so, most mentions first. */
  entities: EntityRow[]
  /** Articles whose title contains the typed words. */
  articles: ArticleRow[]
}

/** Another version of the story of an article. */
export interface VersionView {
  /** The other version. */
  article: ArticleRef
  /** How much of both is the same, from 0 to 1: the shared runs of five words by those of either (Jaccard index), estimated. */
  similarity: number
  /** The sentences that the other version lacks: their number, and the first few. */
  onlyHere: Page<string>
  /** The sentences that only the other version has. */
  onlyThere: Page<string>
}

/** A whole article. */
export interface ArticleView extends ArticleRow {
  /** The headline with hits highlighted; `null` where there is none. It is not repeated in `blocks`. */
  heading: Segment[] | null
  /** The text in order, boilerplate included and marked as such. */
  blocks: {
    /** What the text is to its article. */
    role: Role
    /** Number of articles that the paragraph stands in, where it recurs so much that it is boilerplate of the collection; else `null`. */
    recurring: number | null
    /** Its text; empty for an empty block. */
    segments: Segment[]
  }[]
  /** Number of highlighted segments in `heading` and `blocks`. */
  hits: number
  /** How far the article was read for entities. */
  recognition: Recognition
  /**
   * Entities that it mentions, most mentions in this article first. In a large room they are those of this article alone, and
   * their ids are empty.
   */
  entities: ({
    /** Number of mentions in this article. */
    here: number
  } & EntityRow)[]
  /** The most telling sentences (an extractive summary), in the order of the text; empty for a short article. */
  keySentences: Segment[][]
  /** Quotations in it, in the order of the text. */
  quotes: QuoteView[]
  /** Amounts of money in it, in the order of the text. */
  amounts: AmountView[]
  /** Dates in it, in the order of the text. */
  dates: DateView[]
  /** Other versions of the same story, the oldest first: near duplicates of the article. */
  versions: Page<VersionView>
  /** The article before it in the order of the overview. */
  previous: ArticleRow | null
  /** The article after it in the order of the overview. */
  next: ArticleRow | null
}

/** An article with similar content. */
export interface RelatedView extends ArticleRow {
  /** Similarity: higher is nearer. Comparable within one answer only. */
  score: number
  /** Entities that both mention, the most telling first. */
  entities: EntityRef[]
  /** Words that both use, the most telling first. */
  terms: string[]
}

/** A sentence as evidence, and its article. */
export interface Evidence {
  /** The article. */
  article: ArticleRef
  /** The sentence; what it is evidence for is highlighted as a hit. */
  sentence: Segment[]
}

/** How sure a fact is. Lists show what is certain or likely; what is possible is shown where it is asked for. */
export type Confidence = 'certain' | 'likely' | 'possible'

/** Why two aliases are taken for one entity, from the plainest reason to the boldest. */
export type Because =
  | 'same-name'
  | 'other-spelling'
  | 'given-form'
  | 'initial'
  | 'typo'
  | 'wrong-initial'
  | 'surname'
  | 'given-name'
  | 'nearest-before'
  | 'only-bearer'
  | 'dominant-bearer'
  | 'expansion'
  | 'acronym'
  | 'place-table'
  | 'organisation-table'
  | 'short-form'
  | 'other-kind'
  | 'reader'
  | 'one-of-several'
  | (string & {})

/** Two spellings that were merged into one entity. */
export interface MergeView {
  /** One spelling. */
  a: string
  /** The other. */
  b: string
  /** The reason. */
  because: Because
  /** Confidence, from 0 to 1. */
  confidence: number
  /** The article whose text decided it; `null` where the names alone did. */
  article: ArticleRef | null
}

/** Another entity that may be the same one. */
export interface PossibleIdentity {
  /** The other. */
  entity: EntityRef
  /** What speaks for it. */
  because: Because
  /** How likely it is, from 0 to 1. */
  confidence: number
}

/** An entity that is mentioned in the same sentences. */
export interface AssociateView extends EntityRow {
  /** Number of sentences that mention both. */
  sentences: number
  /** Strength of the association: Dunning's log-likelihood ratio. */
  score: number
  /** Some of the sentences. */
  evidence: Evidence[]
}

/** A page of entities, most mentions first. */
export interface EntitiesView {
  /** How far the articles were read. */
  recognition: Recognition
  /** Number of entities on all pages. */
  total: number
  /** Index of the first entity of this page, from 0. */
  offset: number
  /** Number of entities of each kind that match the query, whichever kind was asked for. */
  kinds: {
    /** The kind. */
    kind: Kind
    /** Number of entities. */
    count: number
  }[]
  /** This page. */
  entities: EntityRow[]
}

/** Everything about one entity. */
export interface EntityView extends EntityRow {
  /** Day of publication of the earliest dated article that mentions it. */
  firstDate: string | null
  /** Day of publication of the latest. */
  lastDate: string | null
  /** Number of articles that mention it by day, month or year, in order of time, without gaps. */
  bars: Counted<string>[]
  /** The latest sentence that mentions it. */
  last: Evidence | null
  /** Every spelling of its name. */
  aliases: {
    /** The spelling. */
    text: string
    /** Number of mentions with this spelling. */
    count: number
  }[]
  /** Why the spellings were merged. */
  merges: MergeView[]
  /** Entities that may be the same, though neither names nor articles decide. */
  possibly: PossibleIdentity[]
  /** Roles, most frequent first. */
  roles: ({
    /** The role in the words of the text; forms that say the same are one. */
    text: string
    /** How sure it is. */
    confidence: Confidence
    /** Number of places that state it. */
    count: number
    /** Day of the first article that states it; `null` where none has a date. */
    first: string | null
    /** Day of the last. */
    last: string | null
  } & Evidence)[]
  /** One page of the sentences that mention it, earliest dated article first. */
  sentences: Page<Evidence>
  /** The first page of its quotations. */
  quotes: Page<QuoteView>
  /** Entities in the same sentences, the strongest association first. */
  associates: AssociateView[]
}

/** A quotation. */
export interface QuoteView {
  /** The article. */
  article: ArticleRef
  /** The text between the quotation marks. */
  text: string
  /** Who says it; `null` where the text names nobody. */
  speaker: EntityRef | null
  /** Who says it in the words of the text, where they are no name: "a spokesman for the fund". */
  speakerText: string | null
  /** How sure the attribution is; of a quotation without one, that it is a quotation. */
  confidence: Confidence
  /** The cue verb or word that attributes it: "said". */
  cue: string | null
  /** Number of versions of the story that tell it; 1 in the view of a single article. */
  versions: number
  /** The sentences that it stands in, the quotation highlighted as a hit. */
  sentence: Segment[]
}

/** A page of quotations, and who is quoted most. */
export interface QuotesView extends Page<QuoteView> {
  /** Speakers of all quotations in the list, most quotations first, at most twelve. */
  speakers: ({
    /** The count. */
    count: number
  } & EntityRef)[]
}

/** Exactness of a quantity, by its modifier. */
export type Precision = 'exact' | 'about' | 'at-least' | 'at-most' | (string & {})

/** Kind of transaction, by the noun or verb that the amount belongs to. */
export type AmountCategory =
  | 'donation'
  | 'grant'
  | 'spending'
  | 'investment'
  | 'debt'
  | 'penalty'
  | 'revenue'
  | 'price'
  | 'salary'
  | 'budget'
  | (string & {})

/** An amount of money. */
export interface AmountView {
  /** The article. */
  article: ArticleRef
  /** The amount as it is written. */
  text: string
  /** Three-letter code (ISO 4217); `null` where the text does not say. */
  currency: string | null
  /** Value in whole units of the currency; of a range the lower end; `null` for "millions of dollars". */
  value: number | null
  /** Upper end of a range. */
  upTo: number | null
  /** How exact it is. */
  precision: Precision
  /** The kind of transaction; `null` where the sentence does not say. */
  category: AmountCategory | null
  /** Whether it is for each of something, an hour or a barrel. */
  rate: boolean
  /** What it is for, in the words of the text. */
  purpose: string | null
  /** Who gives it, in the words of the text. */
  giver: string | null
  /** The entity that gives it. */
  giverEntity: EntityRef | null
  /** Who receives it, in the words of the text. */
  receiver: string | null
  /** The entity that receives it. */
  receiverEntity: EntityRef | null
  /** How sure the amount is. */
  confidence: Confidence
  /** Number of versions of the story that tell it; 1 in the view of a single article. */
  versions: number
  /** The sentence, the amount highlighted as a hit. */
  sentence: Segment[]
}

/** A page of amounts of money, and their totals. */
export interface AmountsView extends Page<AmountView> {
  /**
   * Totals by currency and category, of certain or likely amounts whose giver is known: single ones, exact or nearly so, that
   * change hands once (no debts, budgets, prices, wages or revenue). What is told twice is counted once: the same value of the
   * same giver, for the same purpose or in the same sentence. Most amounts first.
   */
  totals: {
    /** Three-letter code (ISO 4217). */
    currency: string
    /** The kind of transaction. */
    category: AmountCategory
    /** The sum in whole units of the currency. */
    value: number
    /** Number of different amounts in it. */
    count: number
  }[]
}

/** A date in the text of an article. */
export interface DateView {
  /** The article. */
  article: ArticleRef
  /** The date as it is written. */
  text: string
  /**
   * The date as ISO 8601: a day, a month, a year, or an interval of two with `/` between, `..` for an open end. `null` where it
   * cannot be resolved.
   */
  iso: string | null
  /** First day of it as ISO 8601; `null` where it has none. */
  from: string | null
  /** Last day of it as ISO 8601; `null` where it has none. */
  to: string | null
  /** Whether it was resolved from the day of publication. */
  relative: boolean
  /** How sure the value is. */
  confidence: Confidence
  /** Why it cannot be resolved; `null` where it can. */
  open: 'undated' | 'ambiguous' | 'vague' | (string & {}) | null
  /** Number of versions of the story that tell it; 1 in the view of a single article. */
  versions: number
  /** The sentence, the date highlighted as a hit. */
  sentence: Segment[]
}

/** A page of dates in order of time. */
export interface TimelineView extends Page<DateView> {
  /** Number of dates that cannot be resolved. */
  open: number
  /** Counts by day, month or year, whichever gives few enough bars to draw; in order of time, without gaps. */
  bars: {
    /** As ISO 8601: "2024-03-01", "2024-03" or "2024". */
    name: string
    /** Number of dates in the articles that begin then. */
    dates: number
    /** Number of articles published then. */
    articles: number
  }[]
}

/** A co-occurrence graph: which entities are mentioned in the same sentences. */
export interface GraphView {
  /** The entities. */
  nodes: ({
    /** Horizontal position to draw it at, from 0 (left) to 1 (right). */
    x: number
    /** Vertical position, from 0 (top) to 1 (bottom). */
    y: number
  } & EntityRow)[]
  /** Pairs of them, the strongest association first. */
  edges: {
    /** Index of one in `nodes`. */
    a: number
    /** Index of the other. */
    b: number
    /** Number of sentences that mention both. */
    sentences: number
    /** Strength of the association: Dunning's log-likelihood ratio. */
    score: number
  }[]
}

/** An article as a file. */
export interface FileView extends ArticleRow {
  /** Length of the text in bytes of UTF-8. */
  bytes: number
  /** SHA-256 of the text in UTF-8, as 64 hexadecimal digits: of a plain text file that of the file. */
  hash: string
}

/** What the collection is made of, what was recognised in it and what was not. */
export interface AboutView {
  /** Version of the core, as in the package: "1.2.3". */
  version: string
  /** One page of the articles as files, in the order in which they were added. */
  files: Page<FileView>
  /** Number of articles in a language that the entity model was trained for. */
  covered: number
  /** Number of articles in another language, where only well-known names are found. */
  uncovered: number
  /** Totals of what was recognised; all 0 where entities are not known, as in a large room. */
  found: {
    /** Different people, organisations, places and other things. */
    entities: number
    /** Mentions of them. */
    mentions: number
    /** Quotations. */
    quotes: number
    /** Quotations whose speaker is known. */
    speakers: number
    /** Amounts of money. */
    amounts: number
    /** Amounts with a value. */
    values: number
    /** Dates in the text. */
    dates: number
  }
  /** Dates that could not be resolved to a day, month or year, counted by reason. */
  openDates: Counted<'undated' | 'ambiguous' | 'vague' | (string & {})>[]
  /** Spellings that were merged into one entity, counted by reason. */
  rules: Counted<Because>[]
}

/** An article as it is passed in. Only `text`, or `blocks` where the structure is known, is required. */
export interface SourceDocument {
  /** Identifies the article between runs. Without it `source` is taken, then "article"; where it is taken, a number is appended. */
  id?: string | null
  /** File name or address that it comes from, for lists and error messages. */
  source?: string | null
  /** The headline; without it, it is read from the text. */
  title?: string | null
  /** Day of publication in any usual notation; without it, it is read from the text. */
  date?: string | null
  /** Address of the original. */
  url?: string | null
  /** Language tag (BCP 47); without it, the language is detected. */
  language?: string | null
  /** The text of the article. */
  text?: string
  /** How `text` is written; 'plain' by default. */
  format?: 'plain' | 'markdown'
  /** The article as blocks in order, in place of `text`. */
  blocks?: { role: Role; text: string }[] | null
}

/** An article that could not be read. The others are indexed all the same. */
export interface Refusal {
  /** An `ErrorCode`: 'input', or 'too-large'. */
  code: string
  /** A sentence for people, in English. */
  message: string
  /** The `source` of the article; `null` where it has none. */
  source: string | null
  /** Line in that source, from 1; `null` where it does not apply. */
  line: number | null
}

export interface SearchOptions {
  /** Number of hits on a page; 20 by default. */
  limit?: number
  /** Index of the first hit, from 0; 0 by default. */
  offset?: number
  /** 'relevance' by default. */
  sort?: 'relevance' | 'newest' | 'oldest'
  /** Number of entities of each kind to count in the articles that match; 0, for no facets and no spread, by default. */
  facets?: number
  /** Whether each hit comes with an `explanation` of its score; false by default. */
  explain?: boolean
  /** Restrictions on the articles. All must hold. */
  filters?: {
    /** First day of publication, as ISO 8601. */
    after?: string | null
    /** Day after the last day of publication, as ISO 8601. */
    before?: string | null
    /** Two-letter code (ISO 639-1). */
    language?: string | null
    /** Part of the name of the site or folder that articles come from; case does not matter. */
    source?: string | null
    /** Ids of entities; an article must mention all of them. */
    entities?: string[] | null
  } | null
}

export interface PageOptions {
  /** Index of the first item, from 0; 0 by default. */
  offset?: number
  /** Number of items on a page; 20 by default. */
  limit?: number
}

export interface EntitiesOptions extends PageOptions {
  /** Entities of this kind only. */
  kind?: Kind | null
  /** Entities with a name that contains these words; the last may be a prefix. */
  query?: string | null
}

/** Restrictions on a list of quotations, amounts or dates. All must hold. */
export interface FactFilters extends PageOptions {
  /** Id of the article that they stand in. */
  article?: string | null
  /** Id of an entity: of the speaker of a quotation, or of one mentioned in the sentence of an amount or date. */
  entity?: string | null
  /** Words, or prefixes of words, of the quotation or of the sentence. */
  query?: string | null
  /** Those that are only possible, too, not only what is certain or likely. */
  possible?: boolean
  /** First day, as ISO 8601: of publication; in the timeline of the date itself. */
  after?: string | null
  /** Day after the last day, as ISO 8601. */
  before?: string | null
}

export interface AmountFilters extends FactFilters {
  /**
   * 'newest' article first, by default; 'largest' amount first, by currency, the currency with most amounts first;
   * 'giver' and 'purpose': in order of those words, unknown ones last.
   */
  sort?: 'newest' | 'largest' | 'giver' | 'purpose'
}

export interface GraphOptions {
  /** Entities of this kind only. */
  kind?: Kind | null
  /** Id of the entity in the centre: the graph is of this one and its strongest associates. */
  entity?: string | null
  /** Number of nodes; 20 by default, at most 500. */
  limit?: number
}

/** A spelling of a name, as corrections refer to it. */
export interface Spelled {
  kind: Kind
  text: string
}

/** What the reader knows about names. Where the two contradict each other, `different` wins. */
export interface Corrections {
  /** Spellings of one entity. */
  same?: [Spelled, Spelled][]
  /** Spellings of two entities. */
  different?: [Spelled, Spelled][]
}
