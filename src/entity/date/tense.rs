//! The tense around a temporal expression, which says whether the last or the next such day is meant.

use super::super::lexicon::Lexicon;
use super::super::word::among;
use super::parser::Reader;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Cues of the future.
pub(super) static AHEAD: Lexicon = Lexicon::new(
    "
    will would shall upcoming forthcoming scheduled planned plans plan planning due ahead expected expects expect
    preparations preparation preparing prepare prepares deadline intends intend hopes hope begins starts opens meets
    faces aims going ll set meet open start host hosts travel travels resume resumes until till
",
);

/// Past forms that do not end in -ed.
pub(super) static PAST: Lexicon = Lexicon::new(
    "
    was were had did said told met took held made came went won lost beat left began began gave found saw got became
    fell rose led ran wrote spoke drew struck hit hurt sold bought built sent spent paid put read brought thought
    caught taught fought sought broke chose grew knew threw flew wore died shot fled felt kept slept swept meant
    dealt stood understood withdrew overcame sank sang swam rang been
",
);

impl Reader<'_> {
    /// Tense of the sentence around an expression: the nearest cue before it (within 30 tokens) decides, else the
    /// nearest after it (within 20).
    pub(super) fn tense(&self, at: usize, end: usize) -> Tense {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(at));
        let begin = at;
        let look = |at: usize| {
            let word = words.small(at);
            let set = word != "set" || words.small(at + 1) == "to" || words.small(at + 1) == "for";
            if (AHEAD.has(word) && set) || words.reads(at, &["to", "be"]) {
                Some(Tense::Future)
            } else if words.small_before(at, 1) == "be" || (among(word, "announced unveiled booked") && begin > at + 2)
            {
                // "will be paid"; what was announced may lie ahead
                None
            } else if PAST.has(word)
                || (word.len() > 4
                    && word.ends_with("ed")
                    && !among(word, "indeed speed united hundred exceed proceed succeed"))
            {
                Some(Tense::Past)
            } else {
                None
            }
        };
        (sentence.start.max(at.saturating_sub(30))..at)
            .rev()
            .find_map(look)
            .or_else(|| (end..sentence.end.min(end + 20)).find_map(look))
            .unwrap_or(Tense::Unknown)
    }
}
