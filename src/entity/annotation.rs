//! Everything that is recognised in one article.

use serde::{Deserialize, Serialize};

use super::amount::{Amount, find_amounts};
use super::date::{FoundDate, find_dates};
use super::quote::{Quote, find_quotes};
use super::role::{Cast, HeldRole, find_roles};
use super::{Mention, word::Words};
use crate::document::Document;

/// What an article names and says: its mentions, and what is read with their help.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Names, in order.
    pub mentions: Vec<Mention>,
    /// Direct quotations with their speakers.
    pub quotes: Vec<Quote>,
    /// Sums of money.
    pub amounts: Vec<Amount>,
    /// Dates in the text.
    pub dates: Vec<FoundDate>,
    /// Roles that sentences give to people.
    pub roles: Vec<HeldRole>,
}

impl Annotation {
    /// Reads `document` with the mentions that were found in it.
    pub fn of(document: &Document, mentions: Vec<Mention>) -> Self {
        let words = Words::new(document);
        let mut cast = Cast::new(&words, &mentions);
        Annotation {
            roles: find_roles(&mut cast),
            quotes: find_quotes(document, &words, cast),
            amounts: find_amounts(document, &words, &mentions),
            dates: find_dates(document, &words),
            mentions,
        }
    }
}
