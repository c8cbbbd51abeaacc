//! Speakers without a name: the noun phrase beside the cue, "a spokesman for the fund".

use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::attributor::QuoteAttributor;
use super::cue::is_speech_verb;
use super::passage::QuotedPassage;
use super::word_class::{is_adverb, is_auxiliary, is_determiner, is_title_abbreviation};

/// How many tokens the phrase may have. More keeps longer attributes, and more of what is no part of the phrase.
const PHRASE_TOKENS: usize = 14;

impl QuoteAttributor<'_> {
    /// Token range of the noun phrase that is the subject of the cue at `cue`: after it where the cue is inverted, else
    /// before it. `None` where it is a pronoun, or no clean phrase.
    pub(super) fn speaker_phrase(&self, passage: &QuotedPassage, cue: usize) -> Option<std::ops::Range<usize>> {
        let from = self.words.sentence_range(self.words.sentence_index(cue)).start;
        self.cue_phrase(passage, cue, from.max(cue.saturating_sub(60)))
    }

    fn cue_phrase(&self, passage: &QuotedPassage, cue: usize, from: usize) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(cue));
        // "One employee told the Post … and added": the subject of the verb before.
        if is_one_of(words.lower_before(cue, 1), "and but then") {
            let earlier = self.coordinated_cue(cue - 1, from)?;
            return self.cue_phrase(passage, earlier, from);
        }
        if words.matches_at(cue, &["according", "to"]) {
            return self.phrase_after(cue + 2, sentence.end);
        }
        // A participle has no subject of its own, and the one of a passive does not speak.
        if words.lower_at(cue).ends_with("ing")
            || is_one_of(words.lower_before(cue, 1), "is are was were be been being ’")
            || is_adverb(words.lower_before(cue, 1)) && is_one_of(words.lower_before(cue, 2), "is are was were be been")
        {
            return None;
        }
        // "the paper quotes a source close to the firm as saying"
        if is_one_of(words.lower_at(cue), "quoted quotes quoting") {
            return self.phrase_after(cue + 1, sentence.end);
        }
        let behind = cue > passage.end_token;
        let inverted = behind
            && (passage.end_token..cue).all(|at| !words.has_class(at, TokenClass::Letters))
            && !is_one_of(words.lower_at(cue), "told tells");
        if inverted {
            return self.phrase_after(cue + 1, sentence.end);
        }
        let limit = if behind { passage.end_token + 1 } else { self.clause_start(from, cue) };
        self.phrase_before(cue, limit.max(from))
    }

    /// First token after the last quoted passage or stop between `from` and the cue.
    fn clause_start(&self, from: usize, cue: usize) -> usize {
        let stops = |at: usize| self.is_in_quotes(at) || is_one_of(self.words.lower_at(at), "; : “ ” \"");
        (from.max(cue.saturating_sub(40))..cue).rev().find(|&at| stops(at)).map_or(from, |at| at + 1)
    }

    /// The phrase that starts at `from`, up to the first mark, verb or adverbial of time and manner.
    fn phrase_after(&self, from: usize, limit: usize) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        let mut end = from;
        while end < limit.min(from + PHRASE_TOKENS) {
            let word = words.lower_at(end);
            let abbreviated = word == "." && is_abbreviation(words.lower_before(end, 1));
            let manner = is_one_of(word, "in on by at from during")
                && (is_one_of(
                    words.lower_at(end + 2),
                    "statement interview email e-mail tweet letter news speech briefing call conference message telephone",
                ) || is_one_of(
                    words.lower_at(end + 1),
                    "monday tuesday wednesday thursday friday saturday sunday",
                ));
            if is_phrase_boundary(word) && !abbreviated
                || manner
                || is_auxiliary(word)
                || is_one_of(word, "monday tuesday wednesday thursday friday saturday sunday")
                || is_one_of(word, "today yesterday") && !words.is_capitalised(end)
                || end > from && self.is_cue_verb(end)
                || is_one_of(
                    word,
                    "who which that when after as while during because before if whose on but and to published released obtained issued \
                     conducted seen reviewed commissioned",
                ) && !(word == "and" && words.is_capitalised(end + 1))
            {
                break;
            }
            end += 1;
        }
        self.clean_phrase(from..end)
    }

    /// The phrase that ends before the cue: the nearest stretch between commas that is a noun phrase.
    fn phrase_before(&self, cue: usize, limit: usize) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        let mut end = cue;
        while end > limit && (is_auxiliary(words.lower_before(end, 1)) || is_adverb(words.lower_before(end, 1))) {
            if words.lower_before(end, 1) == "s" {
                break;
            }
            end -= 1;
        }
        if words.lower_before(end, 1) != "," {
            return self.phrase_ending_at(end, limit);
        }
        // "a source, who asked not to be named, said": the first stretch that is one.
        let mut from = limit.max(cue.saturating_sub(40));
        while from < end {
            let comma = (from..end).find(|&at| words.lower_at(at) == ",")?;
            let stretch = self.phrase_ending_at(comma, from);
            if stretch.is_some() {
                return stretch;
            }
            from = comma + 1;
        }
        None
    }

    /// The cue verb before the conjunction at `conjunction`, at most 40 tokens back and outside quotation marks.
    pub(super) fn coordinated_cue(&self, conjunction: usize, limit: usize) -> Option<usize> {
        let from = limit.max(conjunction.saturating_sub(40));
        (from..conjunction)
            .rev()
            .find(|&at| is_speech_verb(self.words.lower_at(at)) && self.is_cue_verb(at) && !self.is_in_quotes(at))
    }

    fn phrase_ending_at(&self, end: usize, limit: usize) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        let mut start = end;
        while start > limit.max(end.saturating_sub(PHRASE_TOKENS)) {
            let word = words.lower_before(start, 1);
            let abbreviated = word == "." && is_abbreviation(words.lower_before(start, 2));
            if is_phrase_boundary(word) && !abbreviated
                || self.is_cue_verb(start - 1)
                || is_auxiliary(word)
                || is_one_of(
                    word,
                    "that which who whom when but as because if while where whether than although so then however meanwhile",
                )
            {
                break;
            }
            start -= 1;
        }
        // "And the company", "In Oslo a spokesman": what leads in is no part of the phrase.
        while start < end && is_one_of(words.lower_at(start), "and or but yet also still though later now s ’ '") {
            start += 1;
        }
        if is_preposition(words.lower_at(start)) {
            start = (start + 1..end).find(|&at| {
                is_determiner(words.lower_at(at)) && !is_preposition(words.lower_before(at, 1)) && at + 1 < end
            })?;
        }
        self.clean_phrase(start..end)
    }

    /// The range if it can be a noun phrase: no pronoun, verb or particle leads it, and it has a word.
    fn clean_phrase(&self, range: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        let first = words.lower_at(range.start);
        let alone = range.len() == 1;
        let bad = range.is_empty()
            || range.len() > PHRASE_TOKENS
            || !words.has_class(range.start, TokenClass::Letters) && !words.has_class(range.start, TokenClass::Digits)
            || is_one_of(
                first,
                "he she it they we i you him her them us who which what that there this these those to not when if how \
                 why where asked never",
            ) && (alone || !is_one_of(first, "her this these those that"))
            || is_preposition(first)
            || is_auxiliary(first)
            || is_adverb(first) && first != "first"
            || first.len() > 4 && first.ends_with("ing") && !words.is_capitalised(range.start)
            || alone && (is_determiner(first) && first != "one")
            || is_determiner(words.lower_before(range.end, 1)) && !alone
            || is_one_of(words.lower_before(range.end, 1), "any no to of")
            || range.clone().any(|at| self.is_in_quotes(at))
            || range.clone().any(|at| is_one_of(words.lower_at(at), "he she they i we you"));
        (!bad).then_some(range)
    }
}

/// Whether a point after `word` ends no sentence: a title or an initial.
fn is_abbreviation(word: &str) -> bool {
    is_title_abbreviation(word) || word.chars().count() == 1
}

fn is_preposition(word: &str) -> bool {
    is_one_of(
        word,
        "in on at by for from with of to during after before since until under over about into like despite amid among \
         through without against per via as",
    )
}
