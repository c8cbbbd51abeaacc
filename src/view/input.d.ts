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
