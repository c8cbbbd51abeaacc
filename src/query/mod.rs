//! What a reader asks, as a tree.

mod parse;

use crate::{
    document::{Date, Language},
    entity::Kind,
    index::Field,
};

/// A query, understood as far as it goes: there is no wrong one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What articles are sought for; those with all of them come first.
    pub clauses: Vec<Clause>,
    /// What no article in the answer has.
    pub excluded: Vec<Clause>,
    /// Who and what every article in the answer names, or has no word of.
    pub named: Vec<Named>,
    /// Published on this day or later.
    pub after: Option<Date>,
    /// Published before this day.
    pub before: Option<Date>,
    /// From a site or folder with this in its name.
    pub source: Option<String>,
    /// Written in this language.
    pub language: Option<Language>,
}

/// Alternatives of which one is enough. One alternative is the usual case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clause {
    /// The alternatives, at least one.
    pub any: Vec<Atom>,
}

/// An entity that articles must name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is, and how it must stand there.
    pub as_what: AsWhat,
    /// Words of its name, as they were typed.
    pub clause: Clause,
    /// Whether articles with it are left out.
    pub excluded: bool,
}

/// How an entity must stand in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsWhat {
    /// Somebody or something of this kind, named anywhere.
    Kind(Kind),
    /// Somebody who is quoted.
    Speaker,
}

/// One thing to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// Words to stand side by side; mostly just one.
    pub words: Vec<Word>,
    /// Only there, if given.
    pub field: Option<Field>,
    /// Whether it stood in quotation marks: then just these words are meant.
    pub quoted: bool,
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
    /// Whether that was asked for, by a star behind it.
    pub starred: bool,
}

impl Query {
    /// Whether anything is sought for or filtered.
    pub fn is_empty(&self) -> bool {
        *self == Query::default()
    }
}
