//! State of quotation attribution, which the rules of the other files extend, and what they return.

use super::super::role::DiscourseModel;
use super::super::token_row::TokenRow;

pub(super) struct QuoteAttributor<'a> {
    pub(super) words: &'a TokenRow<'a>,
    pub(super) discourse: DiscourseModel<'a>,
    pub(super) attributions: Vec<QuoteAttribution>,
}

/// Attribution of one passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct QuoteAttribution {
    pub(super) is_quote: bool,
    /// Whether it is one or two words at arm's length: no quote to be shown, though what follows may be coordinated.
    pub(super) is_scare_quote: bool,
    /// Index of a mention in the discourse model.
    pub(super) speaker: Option<usize>,
    pub(super) cue: Option<usize>,
    pub(super) confidence: f32,
    /// End of the reporting clause if it follows the passage, else 0.
    pub(super) clause_end: usize,
    /// First token and the one after the last of the words that sign the passage.
    pub(super) signature: Option<(usize, usize)>,
}

/// Subject of a cue verb.
#[derive(Debug, Clone, Copy)]
pub(super) enum CueSubject {
    /// A mention, by its index in the discourse model, and the confidence.
    Known(usize, f32),
    /// Somebody without a name: "a resident".
    Unnamed,
}

/// A reporting clause: cue verb and subject.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReportingClause {
    pub(super) cue: usize,
    pub(super) subject: CueSubject,
    pub(super) end: usize,
}
