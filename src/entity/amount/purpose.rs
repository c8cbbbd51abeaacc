//! The purpose of an amount: the phrase after it, the noun that costs it, or the subject of its sentence.

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::numeral::{SCALE_WORDS, parse_spelled_number};
use super::parser::AmountParser;
use crate::span::Span;

/// Nouns that follow an amount and "in": "$3m in aid".
pub(super) static MONEY_NOUNS: WordClassLexicon = WordClassLexicon::new(
    "
    aid assistance support funding help damages compensation fines taxes tax revenue revenues loans grants investment
    investments savings profit profits sales costs bonuses prize debt debts bonds cash losses exports imports relief
    wages benefits contracts fees earnings donations subsidies equipment weapons ammunition goods property bail
",
);

/// Words that end a purpose phrase.
pub(super) static PHRASE_END_WORDS: WordClassLexicon = WordClassLexicon::new(
    "
    that which who whom whose while after as because when although though but since until if before from has have had
    is are was were will would said says say according this last next yesterday today tomorrow by than so per
    into over under during amid despite he she they it we
",
);

pub(super) static DETERMINERS: WordClassLexicon =
    WordClassLexicon::new("a an the its their his her our my your this that these those any another");

/// Heads of noun phrases that an amount measures, and is not for: "the $40 level", "the $160bn giant".
const MEASURING_HEADS: &str = "level levels rise record giant mark high low loss losses fall drop gap hole tag firm company \
    group business increase gain cut cuts surplus target threshold range economy industry market";

impl AmountParser<'_> {
    /// Purpose of the amount between `start` and `end`. The first rule that matches decides.
    pub(super) fn find_purpose(&self, start: usize, end: usize) -> Option<Span> {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(start));
        let until =
            |from: usize| words.span_of(end..self.phrase_end(from, sentence.end)).filter(|_| from < sentence.end);
        if words.matches_at(end, &["worth", "of"]) && end + 2 < sentence.end {
            return words.span_of(end + 2..self.phrase_end(end + 2, sentence.end));
        }
        if words.lower_at(end) == "in"
            && (end + 1..(end + 5).min(sentence.end)).any(|at| {
                MONEY_NOUNS.contains(words.lower_at(at))
                    && (!words.has_class(at + 1, TokenClass::Letters) || is_preposition(words.lower_at(at + 1)))
            })
        {
            return until(end + 1);
        }
        if words.lower_before(start, 1) == "worth" {
            return self.noun_phrase_before(start - 1, sentence.start);
        }
        if let Some(found) = self.noun_phrase_after(start, end, sentence.end) {
            return Some(found);
        }
        // "500 million shillings ($4.9 million) for relief"
        let mut end = end;
        if words.lower_at(end) == "(" {
            end = (end..sentence.end.min(end + 8)).find(|&at| words.lower_at(at) == ")").map_or(end, |close| close + 1);
        } else if words.lower_at(end) == ")" && words.lower_before(start, 1) == "(" {
            end += 1;
        }
        let mut at = end;
        while at < sentence.end.min(end + 14) {
            let word = words.lower_at(at);
            let passes = at == end;
            if matches!(word, "for" | "towards" | "toward") && !self.is_duration(at + 1)
                || passes
                    && word == "on"
                    && self.follows_spending_verb(start, sentence.start)
                    && words.has_class(at + 1, TokenClass::Letters)
                    && !is_weekday_or_month(words.lower_at(at + 1))
                || passes && word == "to" && self.is_infinitive(at + 1)
            {
                let phrase_end = self.phrase_end(at + 1, sentence.end);
                return words.span_of(at..phrase_end).filter(|_| phrase_end > at + 1);
            }
            if word == "to" && self.is_infinitive(at + 1) && words.lower_before(at, 1) != "according" && at < end + 6 {
                return words.span_of(at..self.phrase_end(at + 1, sentence.end));
            }
            if is_phrase_boundary(word)
                || words.has_class(at, TokenClass::Digits)
                || (PHRASE_END_WORDS.contains(word) && word != "from")
            {
                break;
            }
            at += 1;
        }
        self.estimated_object(start, sentence.start).or_else(|| self.subject_before(start, sentence.start))
    }

    /// Object of an estimate: "analysts put the cost to importers at about $40m".
    pub(super) fn estimated_object(&self, start: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let at = (limit.max(start.saturating_sub(3))..start).rev().find(|&at| words.lower_at(at) == "at")?;
        let reckons = |&verb: &usize| {
            is_one_of(words.lower_at(verb), "put puts putting estimate estimates estimated estimating reckon reckons")
        };
        let verb = (limit.max(at.saturating_sub(12))..at).rev().find(reckons)?;
        let fits = DETERMINERS.contains(words.lower_at(verb + 1))
            && !(verb..at).any(|at| is_phrase_boundary(words.lower_at(at)));
        words.span_of(verb + 1..at).filter(|_| fits)
    }

    /// End of the phrase that started before `from`, at most 14 tokens on.
    pub(super) fn phrase_end(&self, from: usize, limit: usize) -> usize {
        let words = self.words;
        let mut at = from;
        while at < limit.min(from + 14) {
            let word = words.lower_at(at);
            let inner = word == "."
                && words.joins_previous(at)
                && words.joins_previous(at + 1)
                && words.has_class(at + 1, TokenClass::Letters)
                || self.is_title_point(at)
                || self.is_in_name(at);
            // "for drainage two years ago"
            let is_unit = |word: &str| is_one_of(word, "days weeks months years year month week");
            if parse_spelled_number(words, at).is_some_and(|(_, count)| is_unit(words.lower_at(at + count))) {
                break;
            }
            let pronoun = matches!(word, "it" | "he" | "she" | "they" | "we");
            let ends = PHRASE_END_WORDS.contains(word) && at > from + usize::from(pronoun);
            if (is_phrase_boundary(word) && !inner)
                || ends
                || words.has_class(at, TokenClass::Digits)
                || matches!(word, "$" | "€" | "£")
            {
                break;
            }
            // "in 2023", "in March"
            if word == "in"
                && (words.has_class(at + 1, TokenClass::Digits)
                    || crate::document::publication::month::find_month(words.lower_at(at + 1)).is_some())
            {
                break;
            }
            at += 1;
        }
        while at > from
            && is_one_of(
                words.lower_at(at - 1),
                "and or the of in to a an with - about some nearly almost another all his its",
            )
        {
            at -= 1;
        }
        at
    }

    pub(super) fn follows_spending_verb(&self, start: usize, limit: usize) -> bool {
        (limit.max(start.saturating_sub(14))..start)
            .any(|at| is_one_of(self.words.lower_at(at), "spend spends spent spending splashed lavished wasted"))
    }

    /// Whether "to" before `at` leads an infinitive with an object: "to rebuild the school", not "to schools in".
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        let word = self.words.lower_at(at);
        let is_noun = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
            || ["tion", "ment", "ness", "ity", "ing", "ed", "or"].iter().any(|ending| word.ends_with(ending))
            || is_one_of(
                word,
                "be have him her them us you me it each every all both charity about just as nearly over some more less",
            );
        let next = self.words.lower_at(at + 1);
        let takes_object = self.words.has_class(at + 1, TokenClass::Digits)
            || self.words.has_class(at + 1, TokenClass::Letters)
                && (!is_preposition(next) || is_one_of(next, "with for"));
        self.words.has_class(at, TokenClass::Letters)
            && !self.words.is_capitalised(at)
            && !is_noun
            && takes_object
            && !DETERMINERS.contains(word)
            && SCALE_WORDS.class_of(word).is_none()
            && parse_spelled_number(self.words, at).is_none()
    }

    /// "for three years", "for the first time", "for example".
    pub(super) fn is_duration(&self, at: usize) -> bool {
        let words = self.words;
        words.has_class(at, TokenClass::Digits)
            || parse_spelled_number(words, at).is_some()
            || is_one_of(words.lower_at(at), "example instance now years decades $ € £")
            || words.matches_at(at, &["the", "first"])
            || words.matches_at(at, &["a", "year"])
            || words.lower_at(at) == "the"
                && is_one_of(words.lower_at(at + 1), "past last next coming year quarter month week")
    }

    /// The noun phrase that the amount modifies: "a €20 million arms deal", "the $5m fine".
    pub(super) fn noun_phrase_after(&self, start: usize, end: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let led = (1..=2).any(|back| {
            let before = words.lower_before(start, back);
            DETERMINERS.contains(before) || (before == "s" && words.joins_previous(start - back))
        });
        let named = words.is_capitalised(end) && !words.is_in_heading(end);
        let titled = words.is_in_heading(end) && words.is_capitalised(end);
        if !(led || named || titled) {
            return None;
        }
        let mut at = end;
        while at < limit.min(end + 5) {
            let word = words.lower_at(at);
            let joins = word == "-" && words.joins_previous(at) && at > end;
            let fits = words.has_class(at, TokenClass::Letters)
                && !PHRASE_END_WORDS.contains(word)
                && !is_one_of(
                    word,
                    "in to for on of at and or with a an the more less due each annually worth towards toward against between out away off not can could should may might there through about they back",
                )
                && !self.is_adverb(at)
                && !is_one_of(word, "struck made given spent paid won sold held set cut going left raised")
                && (at == end || self.transfer_verb(at).is_none())
                && (!word.ends_with("ed") || at == end && self.continues_noun(at + 1))
                && !is_one_of(word, "seen while announced")
                && (led || words.is_capitalised(at));
            if !joins && !fits {
                break;
            }
            at += 1;
        }
        let head = words.lower_at(at.saturating_sub(1));
        words.span_of(end..at).filter(|span| span.len() > 3 && !is_one_of(head, MEASURING_HEADS))
    }

    /// The noun phrase that ends at `end`, before "worth" or a relative clause: "arms worth €20 million".
    pub(super) fn noun_phrase_before(&self, end: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let mut at = end;
        while at > limit.max(end.saturating_sub(8)) {
            let word = words.lower_at(at - 1);
            let acts = word == "by" || word == "with" || word.ends_with("ed") || is_copula_or_auxiliary(word);
            if is_phrase_boundary(word) || acts || matches!(word, "that" | "which" | "who") {
                break;
            }
            at -= 1;
            if DETERMINERS.contains(word) {
                break;
            }
        }
        // Without a determiner a verb may stand in it: "plans to buy back shares worth".
        let led = DETERMINERS.contains(words.lower_at(at));
        words.span_of(at..end).filter(|_| led || end - at <= 4 && !is_preposition(words.lower_at(at)))
    }

    /// Subject of a cost verb before the amount: "The military assistance so far has reached …".
    pub(super) fn subject_before(&self, start: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let verb = (limit.max(start.saturating_sub(5))..start).rev().find(|&at| is_cost_verb(words.lower_at(at)))?;
        // "The cost" and "costs were" are nouns.
        if is_one_of(words.lower_before(verb, 1), "the a an its their his her our")
            || is_copula_or_auxiliary(words.lower_at(verb + 1))
        {
            return None;
        }
        if (verb + 1..start).any(|at| is_phrase_boundary(words.lower_at(at))) {
            return None;
        }
        let verb = verb - usize::from(words.lower_before(verb, 1).ends_with("ly"));
        if matches!(words.lower_before(verb, 1), "that" | "which") {
            return self.noun_phrase_before(verb - 1 - usize::from(words.lower_before(verb, 2) == ","), limit);
        }
        // From the beginning of the clause to its first verb.
        let mut from = verb;
        while from > limit.max(verb.saturating_sub(20)) && !is_phrase_boundary(words.lower_at(from - 1)) {
            from -= 1;
        }
        let end = (from..=verb).find(|&at| {
            let word = words.lower_at(at);
            is_copula_or_auxiliary(word) || is_cost_verb(word) || is_one_of(word, "that which who") || at == verb
        })?;
        if let Some(said) = (from..end).rev().find(|&at| matches!(words.lower_at(at), "said" | "says")) {
            from = said + 1;
        }
        while from < end && matches!(words.lower_at(from), "and" | "but" | "that") {
            from += 1;
        }
        let pronoun = is_one_of(words.lower_at(from), "it he she they we which i who you those these this that");
        // Without a determiner, a noun or two: "Tickets cost". "Officials indicate that it could reach" has another subject.
        let led = DETERMINERS.contains(words.lower_at(from));
        let relative = is_one_of(words.lower_at(end), "that which who");
        let fits = end > from
            && !pronoun
            && !is_one_of(words.lower_before(end, 1), "estimates estimate says say expects reckons dollar")
            && (led || end - from <= 2 && !relative && !is_preposition(words.lower_at(from)));
        words.span_of(from..end).filter(|_| fits)
    }
}

/// Cost verbs: what follows is how much their subject comes to.
pub(super) fn is_cost_verb(word: &str) -> bool {
    is_one_of(
        word,
        "reached reaches reach amounts amounted cost costs costing totalled totaled totals worth estimated valued stands stood financed funded exceeded exceeds averaged priced",
    )
}

pub(super) fn is_copula_or_auxiliary(word: &str) -> bool {
    is_one_of(word, "is are was were be been has have had will would could should may might can")
}

pub(super) fn is_preposition(word: &str) -> bool {
    is_one_of(word, "for to from on at in by and with over since after before this last next as that which")
}

pub(super) fn is_weekday_or_month(word: &str) -> bool {
    is_one_of(word, "monday tuesday wednesday thursday friday saturday sunday")
        || crate::document::publication::month::find_month(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::super::ArticleAnnotation;
    use crate::span::Span;
    use crate::{Document, Source};

    #[test]
    fn the_sentence_says_what_for_and_from_whom() {
        for (text, purpose, giver) in [
            (
                "The council will contribute €3m for repairing the old bridge.",
                Some("for repairing the old bridge"),
                Some("The council"),
            ),
            ("They raised $2m to rebuild the school after the fire.", Some("to rebuild the school"), None),
            ("It brought €84 million worth of help to the islands this year.", Some("help to the islands"), None),
            ("Boats worth £9 million sank.", Some("Boats"), None),
            ("A $5m fine followed.", Some("fine"), None),
            ("The repairs have reached €6 million.", Some("The repairs"), None),
            ("A bank put the damage to the harbour at about €6 million.", Some("the damage to the harbour"), None),
            ("Nobody knew the cost in all; €6 million was a guess.", None, None),
            ("The village got €6 million from the Harbour Fund.", None, Some("the Harbour Fund")),
            ("He was paid $300 for three days.", None, None),
        ] {
            let document = Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
            let amounts = ArticleAnnotation::from_mentions(&document, Vec::new()).amounts;
            let words = |span: Option<Span>| span.map(|span| span.slice_of(&document.text));
            assert_eq!(
                (words(amounts[0].purpose), words(amounts[0].giver.map(|party| party.span))),
                (purpose, giver),
                "{text}"
            );
        }
    }
}
