//! What a reader asks, as a tree.

mod parse;

use crate::{document::Date, index::Field};

/// A query, understood as far as it goes: there is no wrong one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What articles are sought for; those with all of them come first.
    pub clauses: Vec<Clause>,
    /// What no article in the answer has.
    pub excluded: Vec<Clause>,
    /// Published on this day or later.
    pub after: Option<Date>,
    /// Published before this day.
    pub before: Option<Date>,
}

/// Alternatives of which one is enough. One alternative is the usual case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clause {
    /// The alternatives, at least one.
    pub any: Vec<Atom>,
}

/// One thing to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// Words to stand side by side; mostly just one.
    pub words: Vec<Word>,
    /// Only there, if given.
    pub field: Option<Field>,
    /// Where the typed word began and ended in the query, in bytes, to put a better spelling in its place.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A word of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its key, as [`crate::token`] writes it.
    pub key: String,
    /// Whether longer words that begin like it count too.
    pub prefix: bool,
}

impl Query {
    /// Whether anything is sought for or filtered.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.excluded.is_empty() && self.after.is_none() && self.before.is_none()
    }
}
