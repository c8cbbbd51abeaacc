//! Dash dialogue: a paragraph that a dash opens, with its reporting clause inside: "– We leave, said Ann Lee."

use super::super::token_row::{TokenClass, TokenRow, is_one_of};
use super::attributor::{CueSubject, QuoteAttributor};
use super::cue::is_speech_verb;
use crate::document::{BlockRole, Document};
use crate::span::Span;

/// How far into the paragraph the cue is searched, in tokens.
const CUE_TOKENS: usize = 80;

/// What is said in a paragraph of dash dialogue.
#[derive(Debug, Clone, Copy)]
pub(super) struct DashLine {
    pub(super) span: Span,
    pub(super) cue: usize,
    /// Index of a mention in the discourse model, and the confidence.
    pub(super) speaker: Option<(usize, f32)>,
    /// First token and the one after the last of the words between the dash and the reporting clause.
    pub(super) tokens: (usize, usize),
}

impl QuoteAttributor<'_> {
    /// The paragraphs of dash dialogue: a dash, speech without marks, a mark, an inverted cue and its subject.
    pub(super) fn find_dash_lines(&self, document: &Document) -> Vec<DashLine> {
        let paragraphs = document.blocks.iter().filter(|block| block.role == BlockRole::Paragraph);
        paragraphs.filter_map(|block| self.read_dash_line(block.span)).collect()
    }

    fn read_dash_line(&self, block: Span) -> Option<DashLine> {
        let words = self.words;
        let dash = words.first_at_byte(block.start);
        let end = words.first_at_byte(block.end);
        if !is_dash(words, dash) || !words.is_capitalised(dash + 1) && words.lower_at(dash + 1) != "¿" {
            return None;
        }
        let cue = (dash + 3..end.min(dash + CUE_TOKENS)).find(|&at| {
            let clause = is_dash(words, at - 1) || is_one_of(words.lower_before(at, 1), ", ? !");
            clause && is_speech_verb(words.lower_at(at)) && self.is_cue_verb(at) && !self.is_in_quotes(at)
        })?;
        let said = dash + 1..if is_dash(words, cue - 1) { cue - 1 } else { cue };
        if said.clone().any(|at| self.is_in_quotes(at)) || !words.has_class(cue + 1, TokenClass::Letters) {
            return None;
        }
        let sentence = words.sentence_range(words.sentence_index(cue));
        let speaker = match self.subject_after(cue, sentence.end.min(end)) {
            CueSubject::Known(place, confidence) => Some((place, confidence)),
            CueSubject::Unnamed => None,
        };
        Some(DashLine { span: words.span_of(said.clone())?, cue, speaker, tokens: (said.start, cue - 1) })
    }
}

fn is_dash(words: &TokenRow<'_>, at: usize) -> bool {
    matches!(words.lower_at(at), "–" | "—" | "―" | "-")
}
