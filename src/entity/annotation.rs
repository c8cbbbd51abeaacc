//! All that is recognised in one article.

use serde::{Deserialize, Serialize};

use super::amount::{MonetaryAmount, find_amounts};
use super::date::{TemporalExpression, find_dates};
use super::quote::{DirectQuote, find_quotes};
use super::role::{DiscourseModel, PersonRole, find_roles};
use super::{EntityMention, token_row::TokenRow};
use crate::document::Document;

/// Mentions and facts of one article. Facts point at mentions by their place in the list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ArticleAnnotation {
    /// Named entities, in the order of the text, without overlaps.
    pub mentions: Vec<EntityMention>,
    /// Direct quotations, attributed to speakers.
    pub quotes: Vec<DirectQuote>,
    /// Amounts of money.
    pub amounts: Vec<MonetaryAmount>,
    /// Temporal expressions, normalised.
    pub dates: Vec<TemporalExpression>,
    /// Roles of people, by titles and appositives.
    pub roles: Vec<PersonRole>,
}

impl ArticleAnnotation {
    /// Reads the facts of `document`, given its mentions, over one token row and one discourse model: the article is
    /// split into tokens once and its people are listed once. Without mentions no quotation has a speaker and there are
    /// no roles.
    pub fn from_mentions(document: &Document, mentions: Vec<EntityMention>) -> Self {
        let words = TokenRow::new(document);
        let mut discourse = DiscourseModel::new(&words, &mentions);
        ArticleAnnotation {
            roles: find_roles(&mut discourse),
            quotes: find_quotes(document, &words, discourse),
            amounts: find_amounts(document, &words, &mentions),
            dates: find_dates(document, &words),
            mentions,
        }
    }
}
