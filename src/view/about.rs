//! Views of the collection as a whole.

use serde::Serialize;

use super::{ArticleRow, Counted, PageOf};
use crate::entity::{UnresolvedReason, resolve::MergeReason};

/// What the collection is made of, what was recognised in it and what was not.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AboutView {
    /// Version of the core, as in the package: "1.2.3".
    pub version: &'static str,
    /// One page of the articles as files, in the order in which they were added.
    pub files: PageOf<FileView>,
    /// Number of articles in a language that the entity model was trained for.
    pub covered: usize,
    /// Number of articles in another language, where only well-known names are found.
    pub uncovered: usize,
    /// Totals of what was recognised; all 0 where entities are not known, as in a large room.
    #[cfg_attr(test, ts(inline))]
    pub found: RecognitionTotals,
    /// Dates that could not be resolved to a day, month or year, counted by reason.
    #[cfg_attr(test, ts(as = "Vec<Counted<super::typescript::OrLater<UnresolvedReason>>>"))]
    pub open_dates: Vec<Counted<UnresolvedReason>>,
    /// Spellings that were merged into one entity, counted by reason.
    pub rules: Vec<Counted<MergeReason>>,
}

/// An article as a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileView {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// Length of the text in bytes of UTF-8.
    pub bytes: usize,
    /// SHA-256 of the text in UTF-8, as 64 hexadecimal digits: of a plain text file that of the file.
    pub hash: String,
}

/// How much was recognised.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RecognitionTotals {
    /// Different people, organisations, places and other things.
    pub entities: u32,
    /// Mentions of them.
    pub mentions: u32,
    /// Quotations.
    pub quotes: u32,
    /// Quotations whose speaker is known.
    pub speakers: u32,
    /// Amounts of money.
    pub amounts: u32,
    /// Amounts with a value.
    pub values: u32,
    /// Dates in the text.
    pub dates: u32,
}
