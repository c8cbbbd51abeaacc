//! What the shell receives: finished values, ready to be drawn. Nothing here that no screen shows.
//!
//! `wasm.rs` hands these over as plain JavaScript objects (camelCase, `null` for absent) and mirrors them in TypeScript.

mod about;
mod facts;
pub(crate) mod graph_layout;

use serde::Serialize;

use crate::document::Role;

pub use about::*;
pub use facts::*;

/// How a word of the text came to match a word of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// The same word; letter case and accents aside.
    Exact,
    /// The beginning of this word was typed.
    Prefix,
    /// Another form of the same word ("sign" for "signing").
    Stem,
    /// Another name of the person, body or place that the word names.
    Alias,
    /// A word of almost the same spelling, taken because the typed one is nowhere in the corpus.
    Fuzzy,
}

/// A stretch of text, marked or not. Segments of a passage, joined, are the passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// The words, as they stand in the article.
    pub text: String,
    /// Whether these words are what was searched for.
    pub hit: bool,
    /// How they matched; only on hits.
    #[serde(rename = "as")]
    pub kind: Option<MatchKind>,
    /// The entity that these words name: its place in the `entities` of the article; elsewhere `null`.
    pub entity: Option<u32>,
}

/// What every list of articles shows of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArticleRow {
    /// The id to open it with.
    pub id: String,
    /// The headline, or `null`.
    pub title: Option<String>,
    /// The headline, else the opening words: always something to read.
    pub label: String,
    /// Publication day as ISO text.
    pub date: Option<String>,
    /// File name or address it came from.
    pub source: String,
    /// Address of the original.
    pub url: Option<String>,
    /// Two-letter code, for the `lang` attribute.
    pub language: Option<String>,
    /// Words of the article, without boilerplate.
    pub words: u32,
}

/// The corpus at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewView {
    /// How many articles there are.
    pub total: usize,
    /// Words of all articles, without boilerplate.
    pub words: u64,
    /// Earliest publication day.
    pub first_date: Option<String>,
    /// Latest publication day.
    pub last_date: Option<String>,
    /// Languages with the number of their articles, most first.
    pub languages: Vec<LanguageCount>,
    /// One page of articles: dated ones first, newest first, then the others in corpus order.
    pub articles: Vec<ArticleRow>,
}

/// A language and how many articles are in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LanguageCount {
    /// Two-letter code, `null` where it could not be told.
    pub language: Option<String>,
    /// Number of articles.
    pub count: usize,
}

/// One word of the text that answered the query, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matched {
    /// The word as it stands in the index.
    pub term: String,
    /// How it matched.
    #[serde(rename = "as")]
    pub kind: MatchKind,
    /// Whom or what the word names; only where it matched as another name.
    pub entity: Option<EntityRef>,
}

/// One article that answers the query.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HitView {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// `label` of the article with the hits in it marked.
    pub heading: Vec<Segment>,
    /// Higher is better; comparable within one answer only.
    pub score: f64,
    /// Whether every word of the query is in it.
    pub complete: bool,
    /// The best passages, each cut into segments.
    pub snippets: Vec<Vec<Segment>>,
    /// Words that matched, the surest first.
    pub matched: Vec<Matched>,
    /// Whom and what the article names most, at most four.
    pub entities: Vec<EntityRef>,
    /// Why it stands where it does; only if asked for.
    pub explanation: Option<Explanation>,
}

/// Why an article stands where it does: its score is the sum of these points.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// What each part of the query brings, in the order in which they were typed.
    pub parts: Vec<PartExplanation>,
    /// Points for words that stand close together.
    pub nearness: f64,
}

/// What one part of a query brings an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartExplanation {
    /// The part, as it was typed.
    pub typed: String,
    /// How surely it stands in the article; `null` where it does not.
    #[serde(rename = "as")]
    pub kind: Option<MatchKind>,
    /// In how many articles it stands: the fewer, the more it is worth.
    pub articles: usize,
    /// Its points.
    pub points: f64,
}

/// When and where the articles of an answer appeared.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Spread {
    /// Articles by day, month or year ("2024-03-01", "2024-03", "2024"), whichever makes a row that can be seen at a glance;
    /// in order of time, those between with 0.
    pub dates: Vec<Counted>,
    /// Articles without a date.
    pub undated: u32,
    /// Sites and folders, most articles first.
    pub sources: Vec<Counted>,
    /// Languages by their codes, most articles first; empty where it could not be told.
    pub languages: Vec<Counted>,
}

/// Something and how often it is there: in an answer, the number of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted<T = String> {
    /// What it is called.
    pub name: T,
    /// How often.
    pub count: u32,
}

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    /// The query as it was typed.
    pub query: String,
    /// Whether it asks for anything; a lone sign, or `title:` with nothing behind it, does not.
    pub asked: bool,
    /// How many articles match, on all pages together.
    pub total: usize,
    /// How many of them hold every word of the query; they come first.
    pub complete: usize,
    /// Where this page starts, from 0.
    pub offset: usize,
    /// This page, best first.
    pub hits: Vec<HitView>,
    /// A better spelling of the query, if the typed one finds little.
    pub suggestion: Option<String>,
    /// Whom and what the words of the query name, the most mentioned first.
    pub named: Vec<EntityRow>,
    /// Who and what stands in the articles that match, by kind; only as many as were asked for.
    pub facets: Vec<Facet>,
    /// When and where those articles appeared; only with facets.
    pub spread: Option<Spread>,
}

/// What may complete the typed text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SuggestView {
    /// Whole queries: what was typed with its last word completed, most frequent first.
    pub words: Vec<WordSuggestion>,
    /// Entities of which a name begins so, the most mentioned first.
    pub entities: Vec<EntityRow>,
    /// Articles whose title holds the typed words.
    pub articles: Vec<ArticleRow>,
}

/// A completed query.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordSuggestion {
    /// The whole query, last word completed.
    pub query: String,
    /// In how many articles the completed word stands.
    pub count: u32,
}

/// A block of an article, cut into segments.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BlockView {
    /// What the text is.
    pub role: Role,
    /// Its words; empty for nothing.
    pub segments: Vec<Segment>,
}

/// A whole article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArticleView {
    /// What lists show of it.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// The headline with hits marked; `null` where there is none. It does not stand in `blocks` again.
    pub heading: Option<Vec<Segment>>,
    /// Text in order, boilerplate included and marked as such.
    pub blocks: Vec<BlockView>,
    /// Number of marked hits in heading and blocks.
    pub hits: usize,
    /// How far the article was read for what follows.
    pub recognition: Recognition,
    /// Who and what it names, the most named first.
    pub entities: Vec<ArticleEntity>,
    /// The sentences that say most, in order; none of a short article.
    pub key_sentences: Vec<Vec<Segment>>,
    /// What is quoted in it, in order.
    pub quotes: Vec<QuoteView>,
    /// Sums of money in it, in order.
    pub amounts: Vec<AmountView>,
    /// Dates in it, in order.
    pub dates: Vec<DateView>,
    /// The neighbours in the order of the overview.
    pub previous: Option<ArticleRow>,
    /// The neighbours in the order of the overview.
    pub next: Option<ArticleRow>,
}
