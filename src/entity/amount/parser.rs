//! State of the amount parser, which the rules of the other files extend.

use rustc_hash::FxHashSet;

use super::super::Mention;
use super::super::word::Words;

pub(super) struct Reader<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) mentions: &'a [Mention],
    pub(super) comma_decimal: bool,
    /// Capitalised words of the article, gathered when an ambiguous currency is first met.
    pub(super) named: Option<FxHashSet<&'a str>>,
}
