/** How a word of the text came to match a word of the query. */
export type MatchKind = 'exact' | 'prefix' | 'stem' | 'fuzzy';
/** A stretch of text, marked or not. Segments of a passage, joined, are the passage. */
export interface Segment { text: string; hit: boolean; as: MatchKind | null }
export type Role = 'title' | 'heading' | 'paragraph' | 'list-item' | 'quote' | 'caption' | 'boilerplate';

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
export interface OverviewView {
  total: number; words: number; firstDate: string | null; lastDate: string | null;
  languages: { language: string | null; count: number }[]; articles: ArticleRow[];
}
export interface Matched { term: string; as: MatchKind }
export interface HitView extends ArticleRow {
  heading: Segment[]; score: number; complete: boolean; snippets: Segment[][]; matched: Matched[];
}
export interface SearchView {
  query: string; asked: boolean; total: number; complete: number; offset: number; hits: HitView[]; suggestion: string | null;
}
export interface SuggestView { words: { query: string; count: number }[]; articles: ArticleRow[] }
export interface ArticleView extends ArticleRow {
  heading: Segment[] | null; blocks: { role: Role; segments: Segment[] }[]; hits: number;
  previous: ArticleRow | null; next: ArticleRow | null;
}
/** An article that could not be read; the others are there all the same. */
export interface Refusal { code: string; message: string; source: string | null; line: number | null }
export interface SearchOptions {
  limit?: number; offset?: number; sort?: 'relevance' | 'newest' | 'oldest';
  filters?: { after?: string | null; before?: string | null; language?: string | null } | null;
}
