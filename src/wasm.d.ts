/** How a word of the text came to match a word of the query; `alias`: another name of the same person, body or place. */
export type MatchKind = 'exact' | 'prefix' | 'stem' | 'alias' | 'fuzzy';
/**
 * A stretch of text, marked or not. Segments of a passage, joined, are the passage. `entity` is the place in `entities`
 * of the article, for a stretch that names one.
 */
export interface Segment { text: string; hit: boolean; as: MatchKind | null; entity: number | null }
export type Role = 'title' | 'heading' | 'paragraph' | 'list-item' | 'quote' | 'caption' | 'boilerplate';
export type Kind = 'person' | 'organisation' | 'place' | 'event' | 'equipment' | 'other';
/** How far articles were read for entities: `limited` where the language is not one the model was made for. */
export type Recognition = 'none' | 'limited' | 'full';

/** One article as it is handed over. Only `text` (or `blocks`, where the structure is known) is required. */
export interface SourceDocument {
  id?: string | null; source?: string | null; title?: string | null; date?: string | null;
  url?: string | null; language?: string | null; text?: string; format?: 'plain' | 'markdown';
  blocks?: { role: Role; text: string }[] | null;
}
export interface ArticleRow {
  id: string; title: string | null; label: string; date: string | null; source: string;
  url: string | null; language: string | null; words: number;
}
export interface ArticleRef {
  id: string; label: string; date: string | null; source: string; url: string | null; language: string | null;
}
export interface OverviewView {
  total: number; words: number; firstDate: string | null; lastDate: string | null;
  languages: { language: string | null; count: number }[]; articles: ArticleRow[];
}
export interface EntityRef { id: string; kind: Kind; name: string }
/** `role` is what most places call this person; `others` are up to four other spellings. */
export interface EntityRow extends EntityRef { mentions: number; articles: number; role: string | null; others: string[] }
/** `entity` only where the word matched as another name. */
export interface Matched { term: string; as: MatchKind; entity: EntityRef | null }
export interface HitView extends ArticleRow {
  heading: Segment[]; score: number; complete: boolean; snippets: Segment[][]; matched: Matched[];
  /** Whom and what the article names most, at most four. */
  entities: EntityRef[];
  /** Only with `explain`. */
  explanation: Explanation | null;
}
/** Why an article stands where it does: `score` is the sum of all points. `as` is `null` for what the article has not. */
export interface Explanation {
  parts: { typed: string; as: MatchKind | null; articles: number; points: number }[]; nearness: number;
}
export interface Counted { name: string; count: number }
/**
 * When and where the articles of an answer appeared: `dates` by day, month or year, in order of time; `sources` are sites or
 * folders; `languages` are codes, empty where it could not be told.
 */
export interface Spread { dates: Counted[]; undated: number; sources: Counted[]; languages: Counted[] }
/** Entities of one kind in the articles of an answer: `total` different ones, those in most articles first. */
export interface Facet { kind: Kind; total: number; entities: (EntityRef & { count: number })[] }
export interface SearchView {
  query: string; asked: boolean; total: number; complete: number; offset: number; hits: HitView[]; suggestion: string | null;
  /** Whom and what the words of the query name. */
  named: EntityRow[];
  facets: Facet[];
  /** Only with `facets`. */
  spread: Spread | null;
}
export interface SuggestView { words: { query: string; count: number }[]; entities: EntityRow[]; articles: ArticleRow[] }
/** In a large room entities are those of the article alone, and have no ids. */
export interface ArticleView extends ArticleRow {
  heading: Segment[] | null; blocks: { role: Role; segments: Segment[] }[]; hits: number;
  recognition: Recognition; entities: (EntityRow & { here: number })[];
  keySentences: Segment[][]; quotes: QuoteView[]; amounts: AmountView[]; dates: DateView[];
  previous: ArticleRow | null; next: ArticleRow | null;
}
/** An article that could not be read; the others are there all the same. */
export interface Refusal { code: string; message: string; source: string | null; line: number | null }
export interface SearchOptions {
  limit?: number; offset?: number; sort?: 'relevance' | 'newest' | 'oldest';
  /** How many entities of each kind to count in the articles that match; 0 (the default in the core) for none. */
  facets?: number;
  /** Whether to say of each hit why it stands where it does. */
  explain?: boolean;
  /** `entities`: ids that articles must name, all of them; `source`: part of the name of the site or folder they came from. */
  filters?: {
    after?: string | null; before?: string | null; language?: string | null; source?: string | null; entities?: string[] | null;
  } | null;
}

/** A page of a list: `total` on all pages, starting at `offset`. */
export interface Page<T> { total: number; offset: number; items: T[] }
export interface PageOptions { offset?: number; limit?: number }
export interface EntitiesOptions extends PageOptions { kind?: Kind | null; query?: string | null }
/**
 * `article`: the id of one article; `entity`: of one entity; `query`: words, or beginnings of words, of the quotation or of
 * the sentence. All narrow the list.
 */
export interface FactFilters extends PageOptions {
  article?: string | null; entity?: string | null; query?: string | null; after?: string | null; before?: string | null;
}
/** `largest`: currency by currency, the one with most sums first; `giver`, `purpose`: by their words, unknown ones last. */
export interface AmountFilters extends FactFilters { sort?: 'newest' | 'largest' | 'giver' | 'purpose' }
export interface GraphOptions { kind?: Kind | null; entity?: string | null; limit?: number }
export interface EntitiesView {
  recognition: Recognition; total: number; offset: number; kinds: { kind: Kind; count: number }[]; entities: EntityRow[];
}
/** A sentence as evidence; what matters in it is marked as a hit. */
export interface Evidence { article: ArticleRef; sentence: Segment[] }
/** Why two spellings are taken for one. */
export type Because =
  | 'same-name' | 'other-spelling' | 'given-form' | 'initial' | 'typo' | 'wrong-initial' | 'surname' | 'given-name'
  | 'nearest-before' | 'only-bearer' | 'expansion' | 'acronym' | 'place-table' | 'other-kind' | 'reader' | (string & {});
export interface MergeView { a: string; b: string; because: Because; confidence: number; article: ArticleRef | null }
export interface AssociateView extends EntityRow { sentences: number; score: number; evidence: Evidence[] }
export interface EntityView extends EntityRow {
  firstDate: string | null; lastDate: string | null;
  /** Its articles by day, month or year, in order of time. */
  bars: Counted[];
  /** The sentence that names it last. */
  last: Evidence | null;
  aliases: { text: string; count: number }[]; merges: MergeView[];
  roles: ({ text: string; count: number } & Evidence)[];
  sentences: Page<Evidence>; quotes: Page<QuoteView>; associates: AssociateView[];
}
export interface QuoteView {
  article: ArticleRef; text: string; speaker: EntityRef | null; cue: string | null; sentence: Segment[];
}
/** `speakers`: who speaks in all of them, most quotations first. */
export interface QuotesView extends Page<QuoteView> { speakers: (EntityRef & { count: number })[] }
export type Precision = 'exact' | 'about' | 'at-least' | 'at-most' | (string & {});
export interface AmountView {
  article: ArticleRef; text: string; currency: string | null; value: number | null; upTo: number | null;
  precision: Precision; purpose: string | null; giver: string | null; sentence: Segment[];
}
/** `totals`: what the sums of a currency come to of which it is known who gives them, each counted once. */
export interface AmountsView extends Page<AmountView> { totals: { currency: string; value: number; count: number }[] }
export interface DateView {
  article: ArticleRef; text: string; iso: string | null; from: string | null; to: string | null; relative: boolean;
  /** Why it is left open. */
  open: 'undated' | 'ambiguous' | 'vague' | (string & {}) | null; sentence: Segment[];
}
/** Dates in order of time; `open` more could not be placed. */
export interface TimelineView extends Page<DateView> {
  open: number;
  /** By day, month or year, in order of time: how many dates begin then, and how many articles were published. */
  bars: { name: string; dates: number; articles: number }[];
}
/** `a` and `b` are places in `nodes`; `x` and `y` are where to draw a node, from 0 to 1. */
export interface GraphView { nodes: (EntityRow & { x: number; y: number })[]; edges: { a: number; b: number; sentences: number; score: number }[] }
export interface RelatedView extends ArticleRow { score: number; entities: EntityRef[]; terms: string[] }
/** An article as it was read; `hash` is the SHA-256 of its text in UTF-8: of a plain text file that of the file. */
export interface FileView extends ArticleRow { bytes: number; hash: string }
/** What the corpus is made of, what was recognised in it and what was not. */
export interface AboutView {
  version: string; files: Page<FileView>;
  /** Articles in a language that the model was made for, and others. */
  covered: number; uncovered: number;
  found: {
    entities: number; mentions: number; quotes: number; speakers: number; amounts: number; values: number; dates: number;
  };
  /** Dates left open, by the reason; spellings taken for one entity, by the rule. */
  openDates: { name: 'undated' | 'ambiguous' | 'vague' | (string & {}); count: number }[]; rules: { name: Because; count: number }[];
}
/** A spelling as corrections name it. */
export interface Spelled { kind: Kind; text: string }
/** What the reader knows better; where the two contradict each other, `different` wins. */
export interface Corrections { same?: [Spelled, Spelled][]; different?: [Spelled, Spelled][] }
