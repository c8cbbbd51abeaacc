//! The shape of a quoted passage: what its words and marks alone say, speech or a name of something.

use super::super::token_row::{TokenClass, is_one_of};
use super::attributor::{QuoteAttribution, QuoteAttributor};
use super::cue::{is_naming_verb, is_speech_verb};
use super::passage::QuotedPassage;

/// Surface features of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct PassageShape {
    /// Number of words, counted up to 20.
    pub word_count: usize,
    /// Whether it ends with a stop or a comma.
    pub ends_with_stop: bool,
    /// Whether a comma follows the closing mark.
    pub comma_follows: bool,
    /// Whether it starts as a sentence does: a capital letter, a digit or a mark.
    pub starts_capitalised: bool,
    /// Whether every longer word has a capital letter, as in the title of a work.
    pub title_cased: bool,
}

impl QuoteAttributor<'_> {
    pub(super) fn describe_passage(&self, passage: &QuotedPassage) -> PassageShape {
        let words = self.words;
        let inside = passage.first_token..passage.end_token;
        let is_word = |at: usize| {
            words.has_class(at, TokenClass::Letters) && (!words.joins_previous(at) || at == passage.first_token)
        };
        let is_number = |at: usize| words.has_class(at, TokenClass::Digits);
        let letters = inside.clone().filter(|&at| is_word(at) || is_number(at)).take(20).count();
        let small = inside.clone().take(12).filter(|&at| is_word(at) && !words.is_capitalised(at));
        let small =
            small.filter(|&at| words.surface_at(at).len() > 3 || !words.is_capitalised(passage.first_token)).count();
        let last = words.lower_at(passage.end_token.saturating_sub(1));
        let mark = words.lower_at(passage.end_token);
        let behind = if matches!(mark, "”" | "\"" | "“" | "»" | "«" | "’" | "'" | "」" | "』") {
            words.lower_at(passage.end_token + 1)
        } else {
            ""
        };
        PassageShape {
            word_count: letters,
            ends_with_stop: is_one_of(last, ", . ! ? … — – ; 。")
                || (last == "’" || last == "'")
                    && matches!(words.lower_before(passage.end_token, 2), "." | "," | "!" | "?"),
            comma_follows: behind == ",",
            starts_capitalised: words.is_capitalised(passage.first_token)
                || words.has_class(passage.first_token, TokenClass::Symbol)
                || words.has_class(passage.first_token, TokenClass::Digits),
            title_cased: small == 0 && letters > 0 && !matches!(last, "!" | "?"),
        }
    }

    /// Whether one or two words are speech ("“No,” she said") and no words at arm's length: a cue stands beside them, and
    /// they begin as a sentence does.
    pub(super) fn is_exclamation(
        &self,
        passage: &QuotedPassage,
        shape: &PassageShape,
        found: &QuoteAttribution,
    ) -> bool {
        let words = self.words;
        let Some(cue) = found.cue.filter(|_| found.is_quote) else {
            // A passage that goes on has no cue of its own.
            return shape.ends_with_stop && self.is_own_sentence(passage);
        };
        if cue > passage.end_token {
            return (shape.ends_with_stop || shape.comma_follows) && cue <= passage.end_token + 12;
        }
        let open = passage.first_token.saturating_sub(1);
        let speaks = is_speech_verb(words.lower_at(cue)) && !is_naming_verb(words.lower_at(cue));
        speaks
            && (cue + 1 == open
                || self.leads_into(cue, passage.first_token)
                    && (shape.starts_capitalised || shape.ends_with_stop && words.lower_before(open, 1) == ","))
    }

    /// Whether a noun before the passage says that it is the title of a work: "the film “The Long Night”".
    pub(super) fn names_work(&self, passage: &QuotedPassage) -> bool {
        let words = self.words;
        let open = passage.first_token.saturating_sub(1);
        let before = open - usize::from(open > 0 && matches!(words.lower_before(open, 1), "," | ":" | "s"));
        is_one_of(
            words.lower_before(before, 1),
            "book novel memoir biography film movie documentary drama comedy sitcom play musical opera song single album \
             record hit anthem show series program programme podcast episode magazine essay article column poem painting \
             exhibition report game hymn ballad entitled titled called named headlined sang sing sings singing sung performed",
        ) || is_one_of(words.lower_before(open, 1), "on in from s") && passage.end_token > passage.first_token + 1
            || words.lower_before(before, 1) == "of"
                && is_one_of(words.lower_before(before, 2), "author star stars host")
    }

    /// Whether the passage starts its sentence, or follows a colon.
    pub(super) fn is_own_sentence(&self, passage: &QuotedPassage) -> bool {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(passage.first_token));
        let before = words.lower_before(passage.first_token, 2);
        passage.first_token <= sentence.start + 1 || before == ":"
    }
}
