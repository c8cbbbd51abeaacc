//! What the rules for sums read.

use rustc_hash::FxHashSet;

use super::super::Mention;
use super::super::word::Words;

pub(super) struct Reader<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) mentions: &'a [Mention],
    pub(super) comma_decimal: bool,
    /// Words with capital letters in the article, gathered when a shared currency is first met.
    pub(super) named: Option<FxHashSet<&'a str>>,
}
