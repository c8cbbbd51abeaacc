//! The tense around a temporal expression, which says whether the last or the next such day is meant.

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of};
use super::parser::DateParser;
use super::weekday::WEEKDAYS;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SentenceTense {
    Past,
    Future,
    Unknown,
}

/// Cues of the future.
pub(super) static FUTURE_CUES: WordClassLexicon = WordClassLexicon::new(
    "
    will would shall upcoming forthcoming scheduled planned planning due ahead expected expects expect
    preparations preparation preparing prepare prepares deadline intends intend hopes hope begins starts opens meets
    faces aims going ll set meet open start host hosts travel travels resume resumes until till takes expire expires ends
",
);

/// Verbs of intent, which point ahead where an infinitive follows: "urged them to vote in November".
pub(super) static INTENT_VERBS: WordClassLexicon = WordClassLexicon::new(
    "plan plans planned urged urge urges asked asks vowed vows vow pledged pledges promised promises hoped want wants
    wanted agrees needs need aimed aim tried trying seeking seeks going",
);

/// Nouns of what has happened: "the killing of the general on Friday".
pub(super) static PAST_EVENTS: WordClassLexicon = WordClassLexicon::new(
    "killing killings death deaths attack attacks shooting bombing crash arrest explosion assassination murder
    resignation collapse massacre",
);

/// Past forms that do not end in -ed.
pub(super) static IRREGULAR_PAST_FORMS: WordClassLexicon = WordClassLexicon::new(
    "
    was were had did said told met took held made came went won lost beat left began began gave found saw got became
    fell rose led ran wrote spoke drew struck hit hurt sold bought built sent spent paid put read brought thought
    caught taught fought sought broke chose grew knew threw flew wore died shot fled felt kept slept swept meant
    dealt stood understood withdrew overcame sank sang swam rang been split cast shut
",
);

impl DateParser<'_> {
    /// Tense of the sentence around an expression: the nearest cue before it (within 30 tokens) decides, else the
    /// nearest after it (within 20).
    pub(super) fn tense_around(&self, at: usize, end: usize) -> SentenceTense {
        let words = self.words;
        if self.is_attributive(at, end) {
            return SentenceTense::Unknown;
        }
        let sentence = words.sentence_range(words.sentence_index(at));
        let begin = at;
        let on_weekday = WEEKDAYS.contains(words.lower_at(at));
        let look = |at: usize| {
            let word = words.lower_at(at);
            let set = word != "set" || words.lower_at(at + 1) == "to" || words.lower_at(at + 1) == "for";
            let infinitive = |to: usize| words.lower_at(to) == "to" && words.has_class(to + 1, TokenClass::Letters);
            let intends = INTENT_VERBS.contains(word) && (at + 1..begin.min(at + 6)).any(infinitive);
            // The cue in “Meet the Press” is a part of a name.
            let named = words.is_capitalised(at) && at > sentence.start && !words.is_in_heading(at);
            if (FUTURE_CUES.contains(word) && set && !named) || words.matches_at(at, &["to", "be"]) || intends {
                Some(SentenceTense::Future)
            } else if PAST_EVENTS.contains(word) {
                Some(SentenceTense::Past)
            } else if words.lower_before(at, 1) == "be"
                || (is_one_of(word, "announced unveiled booked") && begin > at + 2 && !on_weekday)
            {
                // "will be paid"; what was announced may lie ahead
                None
            } else if IRREGULAR_PAST_FORMS.contains(word)
                || (word.len() > 4
                    && word.ends_with("ed")
                    && !is_one_of(word, "indeed speed united hundred exceed proceed succeed"))
            {
                Some(SentenceTense::Past)
            } else {
                None
            }
        };
        (sentence.start.max(at.saturating_sub(30))..at)
            .rev()
            .find_map(look)
            .or_else(|| (end..sentence.end.min(end + 20)).find_map(look))
            .unwrap_or(SentenceTense::Unknown)
    }
    /// Whether an expression stands before a noun: of "the November election" the verb says nothing.
    fn is_attributive(&self, at: usize, end: usize) -> bool {
        let words = self.words;
        let determined = is_one_of(words.lower_before(at, 1), "the a an its his her their our s");
        let noun = words.has_class(end, TokenClass::Letters)
            && !words.is_capitalised(end)
            && !is_one_of(
                words.lower_at(end),
                "that when as and or to in of for at on by with from after before was is will",
            );
        determined && noun && words.has_class(at, TokenClass::Letters) && self.parse_month(at).is_some()
    }
}
