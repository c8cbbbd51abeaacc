//! Everything that is recognised in one article.

use serde::{Deserialize, Serialize};

use super::{Amount, FoundDate, HeldRole, Mention, Quote, find_amounts, find_dates, find_quotes, find_roles};
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
        Annotation {
            quotes: find_quotes(document, &mentions),
            amounts: find_amounts(document, &mentions),
            dates: find_dates(document),
            roles: find_roles(document, &mentions),
            mentions,
        }
    }
}
