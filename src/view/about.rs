//! What the shell receives about the corpus as a whole.

use serde::Serialize;

use super::{ArticleRow, Counted, PageOf};
use crate::entity::{Open, resolve::Because};

/// What the corpus is made of, what was recognised in it and what was not.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AboutView {
    /// Version of the core.
    pub version: &'static str,
    /// One page of the files, in corpus order.
    pub files: PageOf<FileView>,
    /// Articles in a language that the model was made for.
    pub covered: usize,
    /// Articles in another, where only well-known names are found.
    pub uncovered: usize,
    /// What was found in them.
    pub found: Found,
    /// Dates that were left open, by the reason.
    pub open_dates: Vec<Counted<Open>>,
    /// Spellings that were taken for one entity, by the rule.
    pub rules: Vec<Counted<Because>>,
}

/// An article as it was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileView {
    /// What lists show of it.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// Length of its text in UTF-8.
    pub bytes: usize,
    /// SHA-256 of its text in UTF-8, as 64 digits: of a plain text file that of the file.
    pub hash: String,
}

/// How much was recognised.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Found {
    /// Different people, bodies, places and other things.
    pub entities: u32,
    /// Places that name them.
    pub mentions: u32,
    /// Quotations.
    pub quotes: u32,
    /// Those of which it is known who speaks.
    pub speakers: u32,
    /// Sums of money.
    pub amounts: u32,
    /// Those with a value.
    pub values: u32,
    /// Dates in the text.
    pub dates: u32,
}
