//! The query tree: what a reader asks for, as the query parser understands it.

mod lexer;
mod operand;
mod operators;
mod parse;
#[cfg(test)]
mod tests;
mod variants;

use std::ops::{Bound, Range};

use serde::Serialize;

use crate::{
    document::{CalendarDate, Language},
    entity::{
        EntityKind,
        amount::{CurrencyCode, ExactDecimal},
    },
    index::IndexField,
};

/// A parsed query. Every text parses, so there is no syntax error.
///
/// Clauses are optional for matching and required for a complete hit; of few clauses, articles that match all rank before the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The clauses that score.
    pub clauses: Vec<QueryClause>,
    /// Prohibited clauses: no hit matches any of them.
    pub excluded: Vec<QueryClause>,
    /// Entities that every hit names, or does not name.
    pub entity_filters: Vec<EntityFilter>,
    /// Sums of money that every hit tells of, or none does.
    pub amount_filters: Vec<AmountFilter>,
    /// Publication day, lower bound (inclusive).
    pub after: Option<CalendarDate>,
    /// Publication day, upper bound (exclusive).
    pub before: Option<CalendarDate>,
    /// Substring of the site or folder of origin, in any letter case.
    pub source: Option<String>,
    /// Language of the article.
    pub language: Option<Language>,
    /// How the query was read, part by part.
    pub parts: Vec<QueryPart>,
}

/// A disjunction: alternatives of which one is enough. Mostly there is just one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueryClause {
    /// Words and phrases, the canonical one last.
    pub alternatives: Vec<QueryAtom>,
    /// Alternatives that are conjunctions.
    pub groups: Vec<QueryGroup>,
    /// Whether hits have to match it, by AND or `+`.
    pub required: bool,
}

/// A conjunction within a query: parentheses, or words near each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueryGroup {
    /// What has to match, every one.
    pub clauses: Vec<QueryClause>,
    /// What must not match.
    pub excluded: Vec<QueryClause>,
    /// How near the clauses have to stand; anywhere if `None`.
    pub nearness: Option<Nearness>,
}

/// A bound on the distance of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearness {
    /// Most other words between them.
    pub gap: u32,
    /// Whether they have to stand in the order of the query.
    pub ordered: bool,
}

/// A filter by entity: articles must name it, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityFilter {
    /// What kind of entity it is, or how the article must mention it.
    pub constraint: EntityConstraint,
    /// The words of its name, as typed.
    pub clause: QueryClause,
    /// Whether articles that name it are excluded.
    pub excluded: bool,
}

/// A filter by amount: articles must tell of a sum within a range, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountFilter {
    /// The sums that are meant.
    pub range: AmountRange,
    /// Whether articles that tell of one are excluded.
    pub excluded: bool,
}

/// A range of sums of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountRange {
    /// The lower end.
    pub from: Bound<ExactDecimal>,
    /// The upper end.
    pub to: Bound<ExactDecimal>,
    /// The currency; any if `None`.
    pub currency: Option<CurrencyCode>,
}

/// What an entity filter asks of the entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityConstraint {
    /// An entity of this kind, mentioned anywhere.
    Kind(EntityKind),
    /// An entity that a quotation is attributed to.
    Speaker,
}

/// A single word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryAtom {
    /// The words of the phrase; mostly just one.
    pub words: Vec<QueryWord>,
    /// The field it must match in; any if `None`.
    pub field: Option<IndexField>,
    /// Whether it was quoted: then it names no entity, so that no alias matches.
    pub quoted: bool,
    /// First byte in the query, so that a spelling correction can replace it.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A word of the query, before query expansion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueryWord {
    /// Its key, as [`crate::analysis::token`] writes it.
    pub key: String,
    /// Whether it is a prefix: completions match too.
    pub prefix: bool,
    /// Whether the prefix was asked for, by a star behind it.
    pub starred: bool,
    /// What the key is a pattern of; `None` for a plain word.
    pub pattern: Option<WordPattern>,
    /// Whether its signs have to be there: `€20` is not 20.
    pub literal: bool,
    /// Words of the phrase before it that may be any: stars that stand alone.
    pub skipped: u32,
}

/// A pattern that terms of the dictionary are matched with, in plain letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordPattern {
    /// `*` stands for any letters, `?` for one.
    Wildcard,
    /// A regular expression, anchored at both ends.
    Regex,
    /// Terms within an edit distance, whether or not the word occurs.
    Near(u8),
}

/// A part of the query and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryPart {
    /// How it was read.
    pub kind: QueryPartKind,
    /// Its bytes in the query. Without them, the rest means what it meant.
    pub range: Range<usize>,
}

/// How a part of a query was read; of several in one part, the greatest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum QueryPartKind {
    /// A word, or a compound.
    Word,
    /// Words side by side, in quotation marks.
    Phrase,
    /// Words that an article must have: AND, `+`.
    Required,
    /// A field or filter, by a name before a colon.
    Field,
    /// A wildcard, a regular expression or a similar spelling.
    Pattern,
    /// Words near each other.
    Near,
    /// Alternatives: OR.
    Any,
    /// Words that no article has: NOT, `-`, `!`.
    Excluded,
}

impl QueryPartKind {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            QueryPartKind::Word => "word",
            QueryPartKind::Phrase => "phrase",
            QueryPartKind::Required => "required",
            QueryPartKind::Field => "field",
            QueryPartKind::Pattern => "pattern",
            QueryPartKind::Near => "near",
            QueryPartKind::Any => "any",
            QueryPartKind::Excluded => "excluded",
        }
    }
}

impl Query {
    /// Whether nothing is searched for or filtered by.
    pub fn is_empty(&self) -> bool {
        *self == Query { parts: self.parts.clone(), ..Query::default() }
    }

    /// Whether an operator was used, so that it is worth saying how the query was read.
    pub fn has_operators(&self) -> bool {
        self.parts.iter().any(|part| !matches!(part.kind, QueryPartKind::Word | QueryPartKind::Phrase))
    }
}

impl QueryClause {
    /// Calls `visit` for every word or phrase in it, also those in groups.
    pub fn each_atom(&mut self, visit: &mut dyn FnMut(&mut QueryAtom)) {
        self.alternatives.iter_mut().for_each(&mut *visit);
        let groups = self.groups.iter_mut();
        groups.flat_map(|group| group.clauses.iter_mut().chain(&mut group.excluded)).for_each(|it| it.each_atom(visit));
    }

    /// Its bytes in the query, from the first word to the last; empty without words.
    pub fn range(&self) -> Range<usize> {
        let atoms = self.alternatives.iter().map(|atom| atom.start..atom.end);
        let groups = self.groups.iter().flat_map(|group| group.clauses.iter().map(QueryClause::range));
        atoms.chain(groups).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)).unwrap_or_default()
    }
}

impl QueryGroup {
    /// As one clause.
    fn into_clause(mut self) -> QueryClause {
        if self.clauses.len() == 1
            && self.excluded.is_empty()
            && let Some(clause) = self.clauses.pop()
        {
            return clause;
        }
        QueryClause { groups: vec![self], ..QueryClause::default() }
    }
}
