//! The query tree: what a reader asks for, as the query parser understands it.

mod parse;

use crate::{
    document::{CalendarDate, Language},
    entity::EntityKind,
    index::IndexField,
};

/// A parsed query. Every text parses, so there is no syntax error.
///
/// Clauses are optional for matching and required for a complete hit: articles that match all of them rank before the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The clauses that score; articles that match all of them come first.
    pub clauses: Vec<QueryClause>,
    /// Prohibited clauses: no hit matches any of them.
    pub excluded: Vec<QueryClause>,
    /// Entities that every hit names, or does not name.
    pub entity_filters: Vec<EntityFilter>,
    /// Publication day, lower bound (inclusive).
    pub after: Option<CalendarDate>,
    /// Publication day, upper bound (exclusive).
    pub before: Option<CalendarDate>,
    /// Substring of the site or folder of origin, in any letter case.
    pub source: Option<String>,
    /// Language of the article.
    pub language: Option<Language>,
}

/// A disjunction: alternatives of which one is enough. Mostly there is just one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueryClause {
    /// The alternatives, at least one.
    pub alternatives: Vec<QueryAtom>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryWord {
    /// Its key, as [`crate::analysis::token`] writes it.
    pub key: String,
    /// Whether it is a prefix: completions match too.
    pub prefix: bool,
    /// Whether the prefix was asked for, by a star behind it.
    pub starred: bool,
}

impl Query {
    /// Whether nothing is searched for or filtered by.
    pub fn is_empty(&self) -> bool {
        *self == Query::default()
    }
}
