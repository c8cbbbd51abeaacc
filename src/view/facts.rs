//! Views of entities, and of the quotations, amounts of money and dates in the articles.

use serde::Serialize;

use super::{ArticleRow, Counted, Segment};
use crate::entity::{
    AmountCategory, AmountPrecision, EntityKind, FactConfidence, date::UnresolvedReason, resolve::MergeReason,
};

/// How far articles were read for entities: not at all or not yet, for well-known names only (the entity model was not trained for the
/// language), or completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Recognition {
    /// Not at all: it was not asked for, or is not finished.
    None,
    /// Well-known names only: the entity model was not trained for the language.
    Limited,
    /// Completely.
    Full,
}

/// The article that a piece of evidence stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ArticleRef {
    /// The id that opens it.
    pub id: String,
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
}

/// A reference to an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntityRef {
    /// The id that opens it; empty in a large room.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its main name.
    pub name: String,
}

/// An entity in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntityRow {
    /// Which.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// Number of mentions in the collection.
    pub mentions: u32,
    /// Number of articles that mention it.
    pub articles: u32,
    /// The role that most places give this person; `null` where none does.
    pub role: Option<String>,
    /// Other spellings of the name, most frequent first, at most four.
    pub others: Vec<String>,
}

/// A page of entities, most mentions first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntitiesView {
    /// How far the articles were read.
    pub recognition: Recognition,
    /// Number of entities on all pages.
    pub total: usize,
    /// Index of the first entity of this page, from 0.
    pub offset: usize,
    /// Number of entities of each kind that match the query, whichever kind was asked for.
    #[cfg_attr(test, ts(inline))]
    pub kinds: Vec<KindCount>,
    /// This page.
    pub entities: Vec<EntityRow>,
}

/// A kind and the number of its entities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KindCount {
    /// The kind.
    pub kind: EntityKind,
    /// Number of entities.
    pub count: usize,
}

/// Entities of one kind in the articles that match a search.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Facet {
    /// The kind.
    pub kind: EntityKind,
    /// Number of different entities of this kind.
    pub total: usize,
    /// Those in most articles, most articles first.
    #[cfg_attr(test, ts(inline))]
    pub entities: Vec<FacetCount>,
}

/// An entity and its count: in the answer to a search, the number of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FacetCount {
    /// Which.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// The count.
    pub count: u32,
}

/// An entity of one article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ArticleEntity {
    /// Which.
    #[serde(flatten)]
    pub row: EntityRow,
    /// Number of mentions in this article.
    pub here: u32,
}

/// A sentence as evidence, and its article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Evidence {
    /// The article.
    pub article: ArticleRef,
    /// The sentence; what it is evidence for is highlighted as a hit.
    pub sentence: Vec<Segment>,
}

/// A spelling of a name and its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AliasView {
    /// The spelling.
    pub text: String,
    /// Number of mentions with this spelling.
    pub count: u32,
}

/// A role and the sentence that states it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoleView {
    /// The role in the words of the text; forms that say the same are one.
    pub text: String,
    /// How sure it is.
    pub confidence: FactConfidence,
    /// Number of places that state it.
    pub count: u32,
    /// Day of the first article that states it; `null` where none has a date.
    pub first: Option<String>,
    /// Day of the last.
    pub last: Option<String>,
    /// The first of them that has this text.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Two spellings that were merged into one entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MergeView {
    /// One spelling.
    pub a: String,
    /// The other.
    pub b: String,
    /// The reason.
    pub because: MergeReason,
    /// Confidence, from 0 to 1.
    pub confidence: f32,
    /// The article whose text decided it; `null` where the names alone did.
    pub article: Option<ArticleRef>,
}

/// An entity that is mentioned in the same sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AssociateView {
    /// Which.
    #[serde(flatten)]
    pub row: EntityRow,
    /// Number of sentences that mention both.
    pub sentences: u32,
    /// Strength of the association: Dunning's log-likelihood ratio.
    pub score: f64,
    /// Some of the sentences.
    pub evidence: Vec<Evidence>,
}

/// Everything about one entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct EntityView {
    /// Which.
    #[serde(flatten)]
    pub row: EntityRow,
    /// Day of publication of the earliest dated article that mentions it.
    pub first_date: Option<String>,
    /// Day of publication of the latest.
    pub last_date: Option<String>,
    /// Number of articles that mention it by day, month or year, in order of time, without gaps.
    pub bars: Vec<Counted>,
    /// The latest sentence that mentions it.
    pub last: Option<Evidence>,
    /// Every spelling of its name.
    #[cfg_attr(test, ts(inline))]
    pub aliases: Vec<AliasView>,
    /// Why the spellings were merged.
    pub merges: Vec<MergeView>,
    /// Entities that may be the same, though neither names nor articles decide.
    pub possibly: Vec<PossibleIdentityView>,
    /// Roles, most frequent first.
    #[cfg_attr(test, ts(inline))]
    pub roles: Vec<RoleView>,
    /// One page of the sentences that mention it, earliest dated article first.
    pub sentences: PageOf<Evidence>,
    /// The first page of its quotations.
    pub quotes: PageOf<QuoteView>,
    /// Entities in the same sentences, the strongest association first.
    pub associates: Vec<AssociateView>,
}

/// Another entity that may be the same one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "PossibleIdentity"))]
#[serde(rename_all = "camelCase")]
pub struct PossibleIdentityView {
    /// The other.
    pub entity: EntityRef,
    /// What speaks for it.
    pub because: MergeReason,
    /// How likely it is, from 0 to 1.
    pub confidence: f32,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "Page"))]
pub struct PageOf<T> {
    /// Number of items on all pages.
    pub total: usize,
    /// Index of the first item of this page, from 0.
    pub offset: usize,
    /// This page.
    pub items: Vec<T>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct QuoteView {
    /// The article.
    pub article: ArticleRef,
    /// The text between the quotation marks.
    pub text: String,
    /// Who says it; `null` where the text names nobody.
    pub speaker: Option<EntityRef>,
    /// Who says it in the words of the text, where they are no name: "a spokesman for the fund".
    pub speaker_text: Option<String>,
    /// How sure the attribution is; of a quotation without one, that it is a quotation.
    pub confidence: FactConfidence,
    /// The cue verb or word that attributes it: "said".
    pub cue: Option<String>,
    /// Number of versions of the story that tell it; 1 in the view of a single article.
    pub versions: u32,
    /// The sentences that it stands in, the quotation highlighted as a hit.
    pub sentence: Vec<Segment>,
}

/// A page of quotations, and who is quoted most.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QuotesView {
    /// One page of them.
    #[serde(flatten)]
    pub page: PageOf<QuoteView>,
    /// Speakers of all quotations in the list, most quotations first, at most twelve.
    #[cfg_attr(test, ts(inline))]
    pub speakers: Vec<FacetCount>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AmountView {
    /// The article.
    pub article: ArticleRef,
    /// The amount as it is written.
    pub text: String,
    /// Three-letter code (ISO 4217); `null` where the text does not say.
    pub currency: Option<String>,
    /// Value in whole units of the currency; of a range the lower end; `null` for "millions of dollars".
    pub value: Option<f64>,
    /// Upper end of a range.
    pub up_to: Option<f64>,
    /// How exact it is.
    pub precision: AmountPrecision,
    /// The kind of transaction; `null` where the sentence does not say.
    pub category: Option<AmountCategory>,
    /// Whether it is for each of something, an hour or a barrel.
    pub rate: bool,
    /// What it is for, in the words of the text.
    pub purpose: Option<String>,
    /// Who gives it, in the words of the text.
    pub giver: Option<String>,
    /// The entity that gives it.
    pub giver_entity: Option<EntityRef>,
    /// Who receives it, in the words of the text.
    pub receiver: Option<String>,
    /// The entity that receives it.
    pub receiver_entity: Option<EntityRef>,
    /// How sure the amount is.
    pub confidence: FactConfidence,
    /// Number of versions of the story that tell it; 1 in the view of a single article.
    pub versions: u32,
    /// The sentence, the amount highlighted as a hit.
    pub sentence: Vec<Segment>,
}

/// A page of amounts of money, and their totals.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AmountsView {
    /// One page of them.
    #[serde(flatten)]
    pub page: PageOf<AmountView>,
    /// Totals by currency and category, of certain or likely amounts whose giver is known: single ones, exact or nearly so, that
    /// change hands once (no debts, budgets, prices, wages or revenue). What is told twice is counted once: the same value of the
    /// same giver, for the same purpose or in the same sentence. Most amounts first.
    #[cfg_attr(test, ts(inline))]
    pub totals: Vec<TotalView>,
}

/// The total of the amounts of one category in one currency.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TotalView {
    /// Three-letter code (ISO 4217).
    pub currency: String,
    /// The kind of transaction.
    pub category: AmountCategory,
    /// The sum in whole units of the currency.
    pub value: f64,
    /// Number of different amounts in it.
    pub count: usize,
}

/// A date in the text of an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DateView {
    /// The article.
    pub article: ArticleRef,
    /// The date as it is written.
    pub text: String,
    /// The date as ISO 8601: a day, a month, a year, or an interval of two with `/` between, `..` for an open end. `null` where it
    /// cannot be resolved.
    pub iso: Option<String>,
    /// First day of it as ISO 8601; `null` where it has none.
    pub from: Option<String>,
    /// Last day of it as ISO 8601; `null` where it has none.
    pub to: Option<String>,
    /// Whether it was resolved from the day of publication.
    pub relative: bool,
    /// How sure the value is.
    pub confidence: FactConfidence,
    /// Why it cannot be resolved; `null` where it can.
    #[cfg_attr(test, ts(as = "Option<super::typescript::OrLater<UnresolvedReason>>"))]
    pub open: Option<UnresolvedReason>,
    /// Number of versions of the story that tell it; 1 in the view of a single article.
    pub versions: u32,
    /// The sentence, the date highlighted as a hit.
    pub sentence: Vec<Segment>,
}

/// A page of dates in order of time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TimelineView {
    /// Number of dates that cannot be resolved.
    pub open: usize,
    /// Counts by day, month or year, whichever gives few enough bars to draw; in order of time, without gaps.
    #[cfg_attr(test, ts(inline))]
    pub bars: Vec<TimeBar>,
    /// One page of the dates that can.
    #[serde(flatten)]
    pub page: PageOf<DateView>,
}

/// A day, a month or a year of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TimeBar {
    /// As ISO 8601: "2024-03-01", "2024-03" or "2024".
    pub name: String,
    /// Number of dates in the articles that begin then.
    pub dates: u32,
    /// Number of articles published then.
    pub articles: u32,
}

/// A co-occurrence graph: which entities are mentioned in the same sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct GraphView {
    /// The entities.
    #[cfg_attr(test, ts(inline))]
    pub nodes: Vec<NodeView>,
    /// Pairs of them, the strongest association first.
    #[cfg_attr(test, ts(inline))]
    pub edges: Vec<EdgeView>,
}

/// An entity in a graph.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NodeView {
    /// Which.
    #[serde(flatten)]
    pub row: EntityRow,
    /// Horizontal position to draw it at, from 0 (left) to 1 (right).
    pub x: f64,
    /// Vertical position, from 0 (top) to 1 (bottom).
    pub y: f64,
}

/// Two entities in the same sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EdgeView {
    /// Index of one in `nodes`.
    pub a: u32,
    /// Index of the other.
    pub b: u32,
    /// Number of sentences that mention both.
    pub sentences: u32,
    /// Strength of the association: Dunning's log-likelihood ratio.
    pub score: f64,
}

/// An article with similar content.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RelatedView {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// Similarity: higher is nearer. Comparable within one answer only.
    pub score: f64,
    /// Entities that both mention, the most telling first.
    pub entities: Vec<EntityRef>,
    /// Words that both use, the most telling first.
    pub terms: Vec<String>,
}
