//! Signatures: who said a passage, behind a dash or a stroke at its end, or in the line below it.

use super::super::EntityKind;
use super::super::token_row::{TokenClass, is_one_of};
use super::attributor::QuoteAttributor;
use super::passage::{QuotedPassage, SIGNATURE_TOKENS};

/// The signature of a passage: a mention, or the words of the name.
#[derive(Debug, Clone)]
pub(super) struct Signature {
    pub(super) speaker: Option<usize>,
    pub(super) words: std::ops::Range<usize>,
}

impl QuoteAttributor<'_> {
    /// The signature behind the passage: a dash or a stroke, a name, perhaps a title after it, and the end of the
    /// paragraph.
    pub(super) fn signature_after(&self, passage: &QuotedPassage) -> Option<Signature> {
        let words = self.words;
        let mut at = passage.end_token;
        while is_one_of(words.lower_at(at), "” \" “ » ’ ' . ,") {
            at += 1;
        }
        let dash = at;
        while is_one_of(words.lower_at(at), "– — ― - / ~") && at < dash + 3 {
            at += 1;
        }
        let end = (at..at + SIGNATURE_TOKENS).find(|&at| at >= words.len() || self.starts_line(at))?;
        if at == dash || end <= at || !words.is_capitalised(at) {
            return None;
        }
        self.read_signature(at..end)
    }

    /// The signature in `range`: no sentence, for it has no verb of its own, and starts with a name.
    fn read_signature(&self, range: std::ops::Range<usize>) -> Option<Signature> {
        let words = self.words;
        let name_end = range.clone().find(|&at| is_one_of(words.lower_at(at), ", ( | – — -")).unwrap_or(range.end);
        let place = self.discourse.first_mention_from(range.start);
        let named = self.discourse.mentions.get(place).filter(|named| {
            named.end_token <= range.end && matches!(named.kind, EntityKind::Person | EntityKind::Organisation)
        });
        let verb = range.clone().any(|at| self.is_cue_verb(at) || is_one_of(words.lower_at(at), "is was has had are"));
        let capitals = (range.start..name_end).all(|at| {
            words.is_capitalised(at)
                || !words.has_class(at, TokenClass::Letters)
                || is_one_of(words.lower_at(at), "of the de la van von")
        });
        if verb || !capitals {
            return None;
        }
        let speaker = named.filter(|named| named.first_token < name_end).map(|_| place);
        Some(Signature { speaker, words: range.start..name_end })
    }

    /// Whether the token starts a line.
    pub(super) fn starts_line(&self, at: usize) -> bool {
        let words = self.words;
        let before = at.checked_sub(1).and_then(|last| words.get(last)).map_or(0, |word| word.end);
        let start = words.get(at).map_or(words.text.len() as u32, |word| word.start);
        words.text.get(before as usize..start as usize).is_some_and(|gap| at == 0 || gap.contains('\n'))
    }
}
