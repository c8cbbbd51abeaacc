//! The giver of an amount: who gives or pays it.

use super::super::EntityKind;
use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::parser::AmountParser;
use super::purpose::{DETERMINERS, is_copula_or_auxiliary, is_cost_verb};
use crate::span::Span;

/// Verbs whose subject gives, pays or promises money.
pub(super) static GIVING_VERBS: WordClassLexicon = WordClassLexicon::new(
    "
    render renders rendered give gives gave given giving donate donates donated donating contribute contributes contributed contributing pledge
    pledges pledged pledging allocate allocates allocated allocating provide provides provided providing grant grants
    granted pay pays paid paying spend spends spent spending invest invests invested investing transfer transfers
    transferred commit commits committed committing offer offers offered award awards awarded lend lends lent earmark
    earmarked earmarks disburse disbursed fund funds funded funding finance financed finances put injected inject
    release released releases announce announces announced sanctioned sanction cleared promise promised promises set send sends sent approve approved approves bid bids
",
);

/// Verbs whose subject gives nothing: money is taken, or goes the other way.
pub(super) static TAKING_VERBS: WordClassLexicon = WordClassLexicon::new(
    "
    steal steals stole stolen stealing embezzled embezzling robbed defrauded extorted laundered laundering withdrew
    bought buy buys buying purchase purchased sold sell borrowed borrow owe owes owed lost fell rose
",
);

impl AmountParser<'_> {
    /// Giver of the amount between `start` and `end`: the phrase after "from", else the subject of a giving verb before
    /// it. `None` for taking verbs, passives and estimates.
    pub(super) fn find_giver(&self, start: usize, end: usize) -> Option<Span> {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(start));
        let taken =
            (sentence.start.max(start.saturating_sub(14))..start).any(|at| TAKING_VERBS.contains(words.lower_at(at)));
        // An estimate ("puts the damage at") has no giver.
        let reckoned = self.estimated_object(start, sentence.start).is_some();
        if matches!(words.lower_before(start, 1), "for" | "from") || taken || reckoned {
            return None;
        }
        if words.lower_at(end) == "from" && words.has_class(end + 1, TokenClass::Letters) && !self.is_duration(end + 1)
        {
            let from = end + 1 + usize::from(words.lower_at(end + 1) == "the");
            return words.span_of(end + 1..self.phrase_end(from, sentence.end));
        }
        let gives = |at: usize| {
            let before = words.lower_before(at, 1);
            let noun =
                DETERMINERS.contains(before) || before == "of" || matches!(words.lower_at(at + 1), "of" | "that");
            GIVING_VERBS.contains(words.lower_at(at)) && !noun
        };
        let verb = (sentence.start.max(start.saturating_sub(12))..start).rev().find(|&at| gives(at))?;
        // "urged donors to provide": not the one who urges, but "ordered Lee Ltd to pay" is Lee Ltd.
        let bids =
            |at: usize| is_one_of(words.lower_at(at), "urged urges asked asks called calls told ordered orders wants");
        if words.lower_before(verb, 1) == "to" && (sentence.start.max(verb.saturating_sub(8))..verb).any(bids) {
            let to = words.get(verb - 1)?.start;
            let bidden = self.mentions.partition_point(|mention| mention.span.end <= to);
            let bidden = self.mentions.get(bidden.checked_sub(1)?)?.span;
            return Some(bidden).filter(|span| words.first_at_byte(span.end) == verb - 1);
        }
        if (verb..start).any(|at| is_cost_verb(words.lower_at(at))) {
            // "The help Norway gives to the islands amounts to": what stands before Norway is what it gives.
            let gives = words.get(verb)?.start;
            let giver = self.mentions.partition_point(|mention| mention.span.end <= gives);
            let giver = self.mentions.get(giver.checked_sub(1)?)?.span;
            let from = words.first_at_byte(giver.start);
            let led = from > sentence.start + 1 && words.has_class(from - 1, TokenClass::Letters);
            return Some(giver).filter(|span| led && words.first_at_byte(span.end) == verb);
        }
        let passive = is_one_of(words.lower_before(verb, 1), "is are was were be been being");
        if passive {
            return None;
        }
        // "Lee of the Harbour Fund, which gave": the Fund.
        let relative = verb - usize::from(matches!(words.lower_before(verb, 1), "has" | "have" | "had" | "will"));
        if matches!(words.lower_before(relative, 1), "which" | "who") {
            let end = relative - 1 - usize::from(words.lower_before(relative, 2) == ",");
            let which = words.get(end)?.start;
            let owner = self.mentions.partition_point(|mention| mention.span.end <= which);
            let owner = self.mentions.get(owner.checked_sub(1)?)?.span;
            return Some(owner).filter(|span| words.first_at_byte(span.end) == end);
        }
        // Of "Lee said that the board had paid", the clause with the verb.
        let clause = (sentence.start..verb)
            .rev()
            .find(|&at| words.lower_at(at) == "that")
            .map_or(sentence.start, |that| that + 1);
        let (clause_start, verb_start) = (words.get(clause)?.start, words.get(verb)?.start);
        let first = self.mentions.partition_point(|mention| mention.span.start < clause_start);
        let mut found = None;
        for mention in self.mentions.iter().skip(first).take_while(|mention| mention.span.end <= verb_start) {
            let at = words.first_at_byte(mention.span.start);
            let next = words.first_at_byte(mention.span.end);
            let led = words.lower_before(at, 1);
            let led = if led == "the" { words.lower_before(at, 2) } else { led };
            let inside = is_one_of(led, "of to for from with by in on at against into after than between and");
            if matches!(mention.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place)
                && !words.is_possessive(next)
                && !inside
            {
                // In "Nagpur: Council to spend" the place before the colon is no subject.
                found = Some(mention.span).filter(|_| words.lower_at(next) != ":");
            }
        }
        found.or_else(|| self.sentence_initial_subject(verb, clause))
    }

    /// A short common-noun subject at the start of the clause: "The council will spend", "Ministers pledged".
    pub(super) fn sentence_initial_subject(&self, verb: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let end = (limit..verb)
            .find(|&at| is_copula_or_auxiliary(words.lower_at(at)) || is_phrase_boundary(words.lower_at(at)))
            .unwrap_or(verb);
        let noun = (limit..end).all(|at| {
            let word = words.lower_at(at);
            words.has_class(at, TokenClass::Letters)
                && !is_one_of(word, "he she they it we i you in on this there to that")
        });
        let whole = words.lower_at(end) != ":";
        words.span_of(limit..end).filter(|_| noun && whole && end - limit <= 5 && end > limit)
    }
}
