//! Views, the answers that cross to JavaScript: finished values, ready to be drawn. Nothing here that no screen shows.
//!
//! `wasm.rs` serialises them as plain objects (camelCase, `null` for absent). Their TypeScript, `view.d.ts`, is generated from these
//! structs and their doc comments by a test, which also copies `input.d.ts`: what JavaScript passes in.

mod about;
mod facts;
pub(crate) mod graph_layout;
#[cfg(test)]
mod typescript;

use serde::Serialize;

use crate::document::BlockRole;
use crate::query::QueryPartKind;

pub use about::*;
pub use facts::*;

/// How a word of the text matched a word of the query: the same word, a prefix of it, another form of it, another name of the person,
/// organisation or place that it names, or a word of similar spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// The same word, apart from letter case and accents.
    Exact,
    /// The typed word is a prefix of it.
    Prefix,
    /// Another form of the same word: "sign" for "signing".
    Stem,
    /// Another name of the person, organisation or place that the word names.
    Alias,
    /// A word within a small edit distance, taken because the typed one occurs nowhere in the collection.
    Fuzzy,
}

/// A run of text, highlighted or not. The segments of a passage, joined, are the passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// The text as it stands in the article.
    pub text: String,
    /// Whether it is what was searched for.
    pub hit: bool,
    /// How it matched; `null` where `hit` is false.
    #[serde(rename = "as")]
    pub kind: Option<MatchKind>,
    /// Index into the `entities` of the article, of the entity that this text mentions; `null` where it mentions none, and in
    /// every other view.
    pub entity: Option<u32>,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ArticleRow {
    /// The id that opens it.
    pub id: String,
    /// The headline; `null` where there is none.
    pub title: Option<String>,
    /// The headline, else the opening words; never empty.
    pub label: String,
    /// Day of publication as ISO 8601: "2024-03-01".
    pub date: Option<String>,
    /// File name or address that it came from.
    pub source: String,
    /// Address of the original.
    pub url: Option<String>,
    /// Two-letter code (ISO 639-1), as the `lang` attribute takes it; `null` where it could not be detected.
    pub language: Option<String>,
    /// Number of words, without boilerplate.
    pub words: u32,
}

/// The collection at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OverviewView {
    /// Number of articles.
    pub total: usize,
    /// Number of words in all articles, without boilerplate.
    #[cfg_attr(test, ts(type = "number"))]
    pub words: u64,
    /// Earliest day of publication.
    pub first_date: Option<String>,
    /// Latest day of publication.
    pub last_date: Option<String>,
    /// Languages with the number of their articles, most articles first.
    #[cfg_attr(test, ts(inline))]
    pub languages: Vec<LanguageCount>,
    /// One page of the articles: those with a date, newest first, then the others in the order in which they were added.
    pub articles: Vec<ArticleRow>,
}

/// A language and the number of its articles.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LanguageCount {
    /// Two-letter code (ISO 639-1); `null` where it could not be detected.
    pub language: Option<String>,
    /// Number of articles.
    pub count: usize,
}

/// A word of the index that matched the query, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Matched {
    /// The word as it stands in the index.
    pub term: String,
    /// How it matched.
    #[serde(rename = "as")]
    pub kind: MatchKind,
    /// The entity that the word names; only where it matched as an alias.
    pub entity: Option<EntityRef>,
}

/// An article that matches the query.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HitView {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// The `label` of the article with the hits in it highlighted.
    pub heading: Vec<Segment>,
    /// Relevance: higher is better. Comparable within one answer only.
    pub score: f64,
    /// Whether the article contains every word of the query.
    pub complete: bool,
    /// The best passages, each as its segments.
    pub snippets: Vec<Vec<Segment>>,
    /// Words that matched, the surest match first.
    pub matched: Vec<Matched>,
    /// The entities that the article mentions most, at most four.
    pub entities: Vec<EntityRef>,
    /// Number of articles that tell the same story, this one included; 1 where no other does.
    pub versions: u32,
    /// How the score comes about; only with the option `explain`.
    pub explanation: Option<Explanation>,
}

/// How the score of an article comes about: it is the sum of these points.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// What each part of the query contributes, in the order in which they were typed.
    #[cfg_attr(test, ts(inline))]
    pub parts: Vec<PartExplanation>,
    /// Points for proximity: matched words that stand close together.
    pub nearness: f64,
}

/// What one part of the query contributes to the score of an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PartExplanation {
    /// The part as it was typed.
    pub typed: String,
    /// The surest match in the article; `null` where it does not match.
    #[serde(rename = "as")]
    pub kind: Option<MatchKind>,
    /// Number of articles that match it: the fewer, the higher its weight.
    pub articles: usize,
    /// Its points.
    pub points: f64,
}

/// When and where the articles of an answer were published.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Spread {
    /// Number of articles by day, month or year ("2024-03-01", "2024-03", "2024"), whichever gives few enough bars to draw; in
    /// order of time, without gaps.
    pub dates: Vec<Counted>,
    /// Number of articles without a date.
    pub undated: u32,
    /// Sites and folders, most articles first.
    pub sources: Vec<Counted>,
    /// Languages as two-letter codes, most articles first; an empty name where it could not be detected.
    pub languages: Vec<Counted>,
}

/// A name and a count: in the answer to a search, the number of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Counted<T = String> {
    /// The name.
    pub name: T,
    /// The count.
    pub count: u32,
}

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    /// The query as it was typed.
    pub query: String,
    /// Whether the query asks for anything; a lone sign, or `title:` with nothing after it, does not.
    pub asked: bool,
    /// Number of articles that match, on all pages.
    pub total: usize,
    /// Number of them that contain every word of the query. They come first when sorted by relevance.
    pub complete: usize,
    /// Index of the first hit of this page, from 0.
    pub offset: usize,
    /// This page of hits, in the order asked for.
    pub hits: Vec<HitView>,
    /// A better spelling of the query, where the typed one finds little; else `null`.
    pub suggestion: Option<String>,
    /// How the query was read, part by part in the order in which they were typed; empty where no operator was used.
    pub reading: Vec<QueryPartView>,
    /// Entities that the words of the query name, most mentions first.
    pub named: Vec<EntityRow>,
    /// Entities in the articles that match, by kind; empty unless the option `facets` is above 0.
    pub facets: Vec<Facet>,
    /// When and where those articles were published; only with the option `facets`.
    pub spread: Option<Spread>,
}

/// A part of the query and how it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QueryPartView {
    /// The part as it was typed.
    pub text: String,
    /// How it was read.
    pub kind: QueryPartKind,
    /// First UTF-16 unit in the query. Without this part, the rest means what it meant.
    pub start: usize,
    /// One past the last unit.
    pub end: usize,
}

/// Completions of the typed text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SuggestView {
    /// Whole queries: the typed text with its last word completed, the most frequent word first.
    #[cfg_attr(test, ts(inline))]
    pub words: Vec<WordSuggestion>,
    /// Entities with a name that begins so, most mentions first.
    pub entities: Vec<EntityRow>,
    /// Articles whose title contains the typed words.
    pub articles: Vec<ArticleRow>,
}

/// A completed query.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WordSuggestion {
    /// The whole query, its last word completed.
    pub query: String,
    /// Number of articles that contain the completed word.
    pub count: u32,
}

/// A block of an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BlockView {
    /// What the text is to its article.
    pub role: BlockRole,
    /// Number of articles that the paragraph stands in, where it recurs so much that it is boilerplate of the collection; else `null`.
    pub recurring: Option<u32>,
    /// Its text; empty for an empty block.
    pub segments: Vec<Segment>,
}

/// Another version of the story of an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    /// The other version.
    pub article: ArticleRef,
    /// How much of both is the same, from 0 to 1: the shared runs of five words by those of either (Jaccard index), estimated.
    pub similarity: f32,
    /// The sentences that the other version lacks: their number, and the first few.
    pub only_here: PageOf<String>,
    /// The sentences that only the other version has.
    pub only_there: PageOf<String>,
}

/// A whole article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ArticleView {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// The headline with hits highlighted; `null` where there is none. It is not repeated in `blocks`.
    pub heading: Option<Vec<Segment>>,
    /// The text in order, boilerplate included and marked as such.
    #[cfg_attr(test, ts(inline))]
    pub blocks: Vec<BlockView>,
    /// Number of highlighted segments in `heading` and `blocks`.
    pub hits: usize,
    /// How far the article was read for entities.
    pub recognition: Recognition,
    /// Entities that it mentions, most mentions in this article first. In a large room they are those of this article alone, and
    /// their ids are empty.
    #[cfg_attr(test, ts(inline))]
    pub entities: Vec<ArticleEntity>,
    /// The most telling sentences (an extractive summary), in the order of the text; empty for a short article.
    pub key_sentences: Vec<Vec<Segment>>,
    /// Quotations in it, in the order of the text.
    pub quotes: Vec<QuoteView>,
    /// Amounts of money in it, in the order of the text.
    pub amounts: Vec<AmountView>,
    /// Dates in it, in the order of the text.
    pub dates: Vec<DateView>,
    /// Other versions of the same story, the oldest first: near duplicates of the article.
    pub versions: PageOf<VersionView>,
    /// The article before it in the order of the overview.
    pub previous: Option<ArticleRow>,
    /// The article after it in the order of the overview.
    pub next: Option<ArticleRow>,
}
