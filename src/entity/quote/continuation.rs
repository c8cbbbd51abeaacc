//! Continuation: a passage without a cue of its own that goes on from the one before.

use super::super::EntityKind;
use super::super::token_row::{TokenClass, is_one_of};
use super::attributor::{CueSubject, QuoteAttribution, QuoteAttributor};
use super::passage::QuotedPassage;
use super::passage_shape::PassageShape;

impl QuoteAttributor<'_> {
    /// Attribution of a passage without a cue of its own: it continues the passage before, or the sentence before names
    /// the speaker.
    pub(super) fn attribute_continuation(
        &self,
        passages: &[QuotedPassage],
        place: usize,
        shape: &PassageShape,
        last_close: usize,
    ) -> Option<QuoteAttribution> {
        let words = self.words;
        let passage = passages.get(place)?;
        let sentence = words.sentence_range(words.sentence_index(passage.first_token));
        let last = place.checked_sub(1).and_then(|last| Some((passages.get(last)?, self.attributions.get(last)?)));
        if let Some((before, found)) = last.filter(|(_, found)| found.is_quote) {
            let between = self.text_between(before, passage);
            let same_line = !between.contains('\n');
            let last_sentence =
                words.sentence_index(before.end_token.saturating_sub(1).max(found.clause_end.saturating_sub(1)));
            let here = words.sentence_index(passage.first_token);
            let adjacent = here == last_sentence || words.sentence_range(last_sentence).end == sentence.start;
            // "go home", and that "it is late"; “A,” she said. “B.”
            let follows =
                here == last_sentence && !shape.title_cased && self.is_coordinated(last_close, passage.first_token);
            let goes_on =
                same_line && found.clause_end > 0 && adjacent && self.is_own_sentence(passage) && shape.word_count >= 2;
            if follows || goes_on {
                return Some(QuoteAttribution {
                    is_quote: true,
                    is_scare_quote: false,
                    speaker: found.speaker,
                    cue: found.cue,
                    confidence: found.confidence * 0.95,
                    clause_end: found.clause_end.min(1) * passage.end_token,
                    signature: None,
                });
            }
        }
        if !(self.is_own_sentence(passage) && shape.word_count >= 2 && (shape.ends_with_stop || shape.word_count >= 4))
            || words.is_in_heading(passage.first_token)
        {
            return None;
        }
        let previous = words.sentence_index(passage.first_token).checked_sub(1)?;
        let range = words.sentence_range(previous);
        if words.is_in_heading(range.start) {
            return None;
        }
        let anyone =
            |place: usize| self.discourse.mentions.get(place).is_some_and(|named| named.kind == EntityKind::Person);
        // "From the desk of Ann Lee."
        let sender = words.lower_at(range.start) == "from" && range.len() <= 16 && self.starts_line(range.start);
        let colon = words.lower_at(range.end.saturating_sub(1)) == ":" || sender;
        let cue = (range.clone()).take(60).find(|&at| self.is_cue_verb(at) && !self.is_in_quotes(at));
        let quoted_before = last.is_some_and(|(before, found)| {
            found.is_quote && words.sentence_index(before.end_token.saturating_sub(1)) == previous
        });
        if let Some((_, found)) = last.filter(|_| quoted_before)
            && found.speaker.is_some()
        {
            // A question is answered by the other speaker.
            let asked = words.lower_at(last_close.saturating_sub(2)) == "?"
                && self.starts_line(passage.first_token.saturating_sub(1));
            let speakers =
                self.attributions.iter().rev().take(5).filter(|found| found.is_quote).filter_map(|found| found.speaker);
            let other =
                speakers.into_iter().find(|&place| !self.discourse.is_same_referent(Some(place), found.speaker));
            let speaker = if asked { other } else { found.speaker };
            return Some(QuoteAttribution {
                is_quote: true,
                is_scare_quote: false,
                speaker,
                cue: None,
                confidence: 0.5,
                clause_end: 0,
                signature: None,
            });
        }
        let personal = (passage.first_token..passage.end_token)
            .take(80)
            .any(|at| is_one_of(words.lower_at(at), "i we my our me us you"));
        if !(colon || cue.is_some() || personal) {
            return None;
        }
        let subject = match cue {
            Some(cue) => match self.subject_before(cue, range.start) {
                CueSubject::Known(place, confidence) => Some((place, confidence)),
                CueSubject::Unnamed
                    if words.has_class(cue, TokenClass::Letters) && self.has_common_noun_subject(cue, range.start) =>
                {
                    return None;
                }
                CueSubject::Unnamed => None,
            },
            None => None,
        };
        let subject = subject.or_else(|| match self.sentence_subject(range.start, range.end) {
            CueSubject::Known(place, confidence) => Some((place, confidence)),
            CueSubject::Unnamed => None,
        });
        let subject = subject.or_else(|| {
            let pronoun = |at: &usize| matches!(words.lower_at(*at), "he" | "she" | "him" | "his" | "her");
            range.clone().take(40).find(pronoun).filter(|_| personal).and_then(|at| self.discourse.resolve_pronoun(at))
        });
        let (speaker, _) = subject.filter(|(place, _)| anyone(*place) || colon)?;
        let confidence = if colon {
            0.85
        } else if cue.is_some() {
            0.6
        } else {
            0.5
        };
        Some(QuoteAttribution {
            is_quote: true,
            is_scare_quote: false,
            speaker: Some(speaker),
            cue: cue.filter(|_| colon),
            confidence,
            clause_end: 0,
            signature: None,
        })
    }

    /// Whether the cue has a subject that is no name: "officials said".
    pub(super) fn has_common_noun_subject(&self, cue: usize, limit: usize) -> bool {
        cue > limit && self.words.has_class(cue - 1, TokenClass::Letters)
    }

    pub(super) fn text_between(&self, before: &QuotedPassage, passage: &QuotedPassage) -> &str {
        let between = self.words.text.get(before.span.end as usize..passage.span.start as usize);
        debug_assert!(between.is_some(), "quoted passages are out of order");
        between.unwrap_or_default()
    }

    /// Whether two passages of a sentence are coordinated: at most 10 tokens between, no cue, a conjunction.
    pub(super) fn is_coordinated(&self, from: usize, open: usize) -> bool {
        let words = self.words;
        let between = from..open.saturating_sub(1);
        between.len() <= 10
            && between.clone().all(|at| !self.is_cue_verb(at))
            && between.clone().any(|at| matches!(words.lower_at(at), "and" | "that" | "but" | "or" | "as"))
    }
}
