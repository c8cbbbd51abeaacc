//! What the shell receives about people, bodies and places, and what is said, paid and dated in the articles.

use serde::Serialize;

use super::{ArticleRow, Counted, Segment};
use crate::entity::{Kind, Precision, date::Open, resolve::Because};

/// How far the articles were read for entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Recognition {
    /// Not at all: it was not asked for, or is still under way.
    None,
    /// Only well-known names: the language is not one that the model was made for.
    Limited,
    /// Wholly.
    Full,
}

/// An article as evidence refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleRef {
    /// The id to open it with.
    pub id: String,
    /// The headline, else the opening words.
    pub label: String,
    /// Publication day as ISO text.
    pub date: Option<String>,
    /// File name or address it came from.
    pub source: String,
    /// Address of the original.
    pub url: Option<String>,
    /// Two-letter code, for the `lang` attribute.
    pub language: Option<String>,
}

/// An entity, just named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntityRef {
    /// The id to open it with.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
}

/// What every list of entities shows of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntityRow {
    /// Which.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// In how many places of the corpus it is named.
    pub mentions: u32,
    /// In how many articles.
    pub articles: u32,
    /// The role that most places give to this person.
    pub role: Option<String>,
    /// Other spellings, the most frequent first, at most four.
    pub others: Vec<String>,
}

/// A page of entities, the most mentioned first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntitiesView {
    /// How far the corpus was read.
    pub recognition: Recognition,
    /// How many there are, on all pages together.
    pub total: usize,
    /// Where this page starts, from 0.
    pub offset: usize,
    /// How many of each kind answer the query, whatever kind was asked for.
    pub kinds: Vec<KindCount>,
    /// This page.
    pub entities: Vec<EntityRow>,
}

/// A kind and how many entities are of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindCount {
    /// The kind.
    pub kind: Kind,
    /// Number of entities.
    pub count: usize,
}

/// Entities of one kind in the articles of an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Facet {
    /// The kind.
    pub kind: Kind,
    /// How many different ones there are.
    pub total: usize,
    /// Those in most articles, most first.
    pub entities: Vec<FacetCount>,
}

/// An entity and how often it is there: in an answer, the number of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// Which.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// How often.
    pub count: u32,
}

/// An entity of one article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticleEntity {
    /// What lists show of it.
    #[serde(flatten)]
    pub row: EntityRow,
    /// In how many places of this article it is named.
    pub here: u32,
}

/// A sentence that says something, and where.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// The article.
    pub article: ArticleRef,
    /// The sentence; what matters in it is marked as a hit.
    pub sentence: Vec<Segment>,
}

/// A spelling and how often it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AliasView {
    /// The spelling.
    pub text: String,
    /// In how many places.
    pub count: u32,
}

/// A role and the sentence that gives it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoleView {
    /// The words of the role.
    pub text: String,
    /// How many places say so.
    pub count: u32,
    /// The first of them.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Two spellings that were taken for one entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MergeView {
    /// One spelling.
    pub a: String,
    /// The other.
    pub b: String,
    /// Why, as a word to look up.
    pub because: Because,
    /// How sure, from 0 to 1.
    pub confidence: f32,
    /// The article whose words decided it; `null` where the names alone did.
    pub article: Option<ArticleRef>,
}

/// An entity that is named in the same sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssociateView {
    /// What lists show of it.
    #[serde(flatten)]
    pub row: EntityRow,
    /// In how many sentences both stand.
    pub sentences: u32,
    /// How much more often than by chance: Dunning's log-likelihood ratio.
    pub score: f64,
    /// Some of the sentences.
    pub evidence: Vec<Evidence>,
}

/// Everything about one entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntityView {
    /// What lists show of it.
    #[serde(flatten)]
    pub row: EntityRow,
    /// Day of the earliest dated article that names it.
    pub first_date: Option<String>,
    /// Day of the latest.
    pub last_date: Option<String>,
    /// The articles by day, month or year, as in [`super::Spread`].
    pub bars: Vec<Counted>,
    /// The sentence that names it last.
    pub last: Option<Evidence>,
    /// Every spelling.
    pub aliases: Vec<AliasView>,
    /// Why the spellings are taken for one.
    pub merges: Vec<MergeView>,
    /// Roles, the most said first.
    pub roles: Vec<RoleView>,
    /// Sentences that name it, oldest dated article first; one page of them.
    pub sentences: PageOf<Evidence>,
    /// What is quoted of it, the first page.
    pub quotes: PageOf<QuoteView>,
    /// Who and what stands beside it, the strongest first.
    pub associates: Vec<AssociateView>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageOf<T> {
    /// How many there are, on all pages together.
    pub total: usize,
    /// Where this page starts, from 0.
    pub offset: usize,
    /// This page.
    pub items: Vec<T>,
}

/// Somebody's own words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuoteView {
    /// The article.
    pub article: ArticleRef,
    /// What stands between the marks.
    pub text: String,
    /// Who says so; `null` where the text names nobody.
    pub speaker: Option<EntityRef>,
    /// The word that reports it.
    pub cue: Option<String>,
    /// The sentences it stands in, the quotation marked as a hit.
    pub sentence: Vec<Segment>,
}

/// Quotations, and who is quoted most.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuotesView {
    /// One page of them.
    #[serde(flatten)]
    pub page: PageOf<QuoteView>,
    /// Who speaks in all of them, most quotations first, at most twelve.
    pub speakers: Vec<FacetCount>,
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AmountView {
    /// The article.
    pub article: ArticleRef,
    /// As it is written.
    pub text: String,
    /// Code of three letters, where the text says it.
    pub currency: Option<String>,
    /// In whole units; of a range the lower end; `null` for "millions of dollars".
    pub value: Option<f64>,
    /// The upper end of a range.
    pub up_to: Option<f64>,
    /// How exact it is.
    pub precision: Precision,
    /// What it is for, in the words of the text.
    pub purpose: Option<String>,
    /// Who gives, in the words of the text.
    pub giver: Option<String>,
    /// The sentence, the sum marked as a hit.
    pub sentence: Vec<Segment>,
}

/// Sums of money, and what some of them come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AmountsView {
    /// One page of them.
    #[serde(flatten)]
    pub page: PageOf<AmountView>,
    /// For each currency what those sums come to of which it is said who gives them: single sums, exact or nearly so, and what
    /// several places say of one giver counted once. Most sums first.
    pub totals: Vec<TotalView>,
}

/// What sums of one currency come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TotalView {
    /// Code of three letters.
    pub currency: String,
    /// In whole units.
    pub value: f64,
    /// How many different sums are in it.
    pub count: usize,
}

/// A date that an article speaks of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DateView {
    /// The article.
    pub article: ArticleRef,
    /// As it is written.
    pub text: String,
    /// What it means as ISO text: a day, a month, a year, or two of them with `/` between, `..` for an open end.
    /// `null` where that cannot be said.
    pub iso: Option<String>,
    /// The first day, where it has one.
    pub from: Option<String>,
    /// The last day, where it has one.
    pub to: Option<String>,
    /// Whether it was reckoned from the day of publication.
    pub relative: bool,
    /// Why it is left open.
    pub open: Option<Open>,
    /// The sentence, the date marked as a hit.
    pub sentence: Vec<Segment>,
}

/// Dates in order of time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimelineView {
    /// How many dates could not be placed.
    pub open: usize,
    /// The dates by day, month or year, whichever makes a row that can be seen at a glance; in order of time, those between
    /// with nothing.
    pub bars: Vec<TimeBar>,
    /// One page of those that could.
    #[serde(flatten)]
    pub page: PageOf<DateView>,
}

/// A day, a month or a year of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeBar {
    /// The beginning of an ISO date: "2024-03-01", "2024-03" or "2024".
    pub name: String,
    /// How many dates in the articles begin then.
    pub dates: u32,
    /// How many articles were published then.
    pub articles: u32,
}

/// Who is named beside whom.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GraphView {
    /// The entities.
    pub nodes: Vec<NodeView>,
    /// Pairs of them in the same sentences, the strongest first.
    pub edges: Vec<EdgeView>,
}

/// An entity in a graph.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NodeView {
    /// What lists show of it.
    #[serde(flatten)]
    pub row: EntityRow,
    /// Where to draw it, from 0 at the left to 1.
    pub x: f64,
    /// From 0 at the top to 1.
    pub y: f64,
}

/// Two entities in the same sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EdgeView {
    /// Place of one in `nodes`.
    pub a: u32,
    /// Place of the other.
    pub b: u32,
    /// In how many sentences both stand.
    pub sentences: u32,
    /// How much more often than by chance: Dunning's log-likelihood ratio.
    pub score: f64,
}

/// An article on the same things.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelatedView {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// Higher is nearer; comparable within one answer only.
    pub score: f64,
    /// What both name, the most telling first.
    pub entities: Vec<EntityRef>,
    /// Words that both use, the most telling first.
    pub terms: Vec<String>,
}
