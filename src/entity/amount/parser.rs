//! State of the amount parser, which the rules of the other files extend.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::super::EntityMention;
use super::super::token_row::TokenRow;

pub(super) struct AmountParser<'a> {
    pub(super) words: &'a TokenRow<'a>,
    pub(super) mentions: &'a [EntityMention],
    pub(super) decimal_comma: bool,
    /// Capitalised words of the article, gathered when an ambiguous currency is first met.
    pub(super) capitalised_words: Option<FxHashSet<&'a str>>,
    /// Whether the article's cents are those of its dollars, read when cents are first met.
    pub(super) has_clear_cents: OnceCell<bool>,
}
