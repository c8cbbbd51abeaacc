//! What the rules for quotations read, and what they find.

use super::super::role::Cast;
use super::super::word::Words;

pub(super) struct Reader<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) cast: Cast<'a>,
    pub(super) found: Vec<Found>,
}

/// What is known of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) is_quote: bool,
    /// A place in the cast's list.
    pub(super) speaker: Option<usize>,
    pub(super) cue: Option<usize>,
    pub(super) confidence: f32,
    /// Where the words that report it end, if they stand behind it.
    pub(super) end: usize,
}

/// Who is the subject of a reporting verb.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    /// Somebody known: a place in the cast, and how sure.
    Known(usize, f32),
    /// Somebody whom the text does not name: "a resident".
    Unnamed,
}

/// A reporting verb and its subject.
#[derive(Debug, Clone, Copy)]
pub(super) struct Report {
    pub(super) cue: usize,
    pub(super) subject: Subject,
    pub(super) end: usize,
}
