//! All that is recognised in one article.

use serde::{Deserialize, Serialize};

use super::amount::{Amount, find_amounts};
use super::date::{FoundDate, find_dates};
use super::quote::{Quote, find_quotes};
use super::role::{Cast, HeldRole, find_roles};
use super::{Mention, word::Words};
use crate::document::Document;

/// Mentions and facts of one article. Facts point at mentions by their place in the list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Named entities, in the order of the text, without overlaps.
    pub mentions: Vec<Mention>,
    /// Direct quotations, attributed to speakers.
    pub quotes: Vec<Quote>,
    /// Amounts of money.
    pub amounts: Vec<Amount>,
    /// Temporal expressions, normalised.
    pub dates: Vec<FoundDate>,
    /// Roles of people, by titles and appositives.
    pub roles: Vec<HeldRole>,
}

impl Annotation {
    /// Reads the facts of `document`, given its mentions, over one token row and one discourse model: the article is
    /// split into tokens once and its people are listed once. Without mentions no quotation has a speaker and there are
    /// no roles.
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
