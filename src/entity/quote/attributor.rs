//! State of quotation attribution, which the rules of the other files extend, and what they return.

use super::super::role::Cast;
use super::super::word::Words;

pub(super) struct Reader<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) cast: Cast<'a>,
    pub(super) found: Vec<Found>,
}

/// Attribution of one passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) is_quote: bool,
    /// Index of a mention in the discourse model.
    pub(super) speaker: Option<usize>,
    pub(super) cue: Option<usize>,
    pub(super) confidence: f32,
    /// End of the reporting clause if it follows the passage, else 0.
    pub(super) end: usize,
}

/// Subject of a cue verb.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    /// A mention, by its index in the discourse model, and the confidence.
    Known(usize, f32),
    /// Somebody without a name: "a resident".
    Unnamed,
}

/// A reporting clause: cue verb and subject.
#[derive(Debug, Clone, Copy)]
pub(super) struct Report {
    pub(super) cue: usize,
    pub(super) subject: Subject,
    pub(super) end: usize,
}
