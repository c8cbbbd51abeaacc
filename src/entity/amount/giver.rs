//! The giver of an amount: who gives or pays it.

use super::super::Kind;
use super::super::lexicon::Lexicon;
use super::super::word::{Make, among, is_break};
use super::parser::Reader;
use super::purpose::{DETERMINERS, is_copula, is_reaching};
use crate::span::Span;

/// Verbs whose subject gives, pays or promises money.
pub(super) static GIVING: Lexicon = Lexicon::new(
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
pub(super) static TAKING: Lexicon = Lexicon::new(
    "
    steal steals stole stolen stealing embezzled embezzling robbed defrauded extorted laundered laundering withdrew
    bought buy buys buying purchase purchased sold sell borrowed borrow owe owes owed lost fell rose
",
);

impl Reader<'_> {
    /// Giver of the amount between `start` and `end`: the phrase after "from", else the subject of a giving verb before
    /// it. `None` for taking verbs, passives and estimates.
    pub(super) fn giver(&self, start: usize, end: usize) -> Option<Span> {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(start));
        let taken = (sentence.start.max(start.saturating_sub(14))..start).any(|at| TAKING.has(words.small(at)));
        // An estimate ("puts the damage at") has no giver.
        let reckoned = self.thing_put_at(start, sentence.start).is_some();
        if matches!(words.small_before(start, 1), "for" | "from") || taken || reckoned {
            return None;
        }
        if words.small(end) == "from" && words.is(end + 1, Make::Letters) && !self.is_duration(end + 1) {
            let from = end + 1 + usize::from(words.small(end + 1) == "the");
            return words.span(end + 1..self.phrase_end(from, sentence.end));
        }
        let gives = |at: usize| {
            let before = words.small_before(at, 1);
            let noun = DETERMINERS.has(before) || before == "of" || matches!(words.small(at + 1), "of" | "that");
            GIVING.has(words.small(at)) && !noun
        };
        let verb = (sentence.start.max(start.saturating_sub(12))..start).rev().find(|&at| gives(at))?;
        // "urged donors to provide": not the one who urges, but "ordered Lee Ltd to pay" is Lee Ltd.
        let bids = |at: usize| among(words.small(at), "urged urges asked asks called calls told ordered orders wants");
        if words.small_before(verb, 1) == "to" && (sentence.start.max(verb.saturating_sub(8))..verb).any(bids) {
            let to = words.get(verb - 1)?.start;
            let bidden = self.mentions.partition_point(|mention| mention.span.end <= to);
            let bidden = self.mentions.get(bidden.checked_sub(1)?)?.span;
            return Some(bidden).filter(|span| words.at_byte(span.end) == verb - 1);
        }
        if (verb..start).any(|at| is_reaching(words.small(at))) {
            // "The help Norway gives to the islands amounts to": what stands before Norway is what it gives.
            let gives = words.get(verb)?.start;
            let giver = self.mentions.partition_point(|mention| mention.span.end <= gives);
            let giver = self.mentions.get(giver.checked_sub(1)?)?.span;
            let from = words.at_byte(giver.start);
            let led = from > sentence.start + 1 && words.is(from - 1, Make::Letters);
            return Some(giver).filter(|span| led && words.at_byte(span.end) == verb);
        }
        let passive = among(words.small_before(verb, 1), "is are was were be been being");
        if passive {
            return None;
        }
        // "Lee of the Harbour Fund, which gave": the Fund.
        let relative = verb - usize::from(matches!(words.small_before(verb, 1), "has" | "have" | "had" | "will"));
        if matches!(words.small_before(relative, 1), "which" | "who") {
            let end = relative - 1 - usize::from(words.small_before(relative, 2) == ",");
            let which = words.get(end)?.start;
            let owner = self.mentions.partition_point(|mention| mention.span.end <= which);
            let owner = self.mentions.get(owner.checked_sub(1)?)?.span;
            return Some(owner).filter(|span| words.at_byte(span.end) == end);
        }
        // Of "Lee said that the board had paid", the clause with the verb.
        let clause =
            (sentence.start..verb).rev().find(|&at| words.small(at) == "that").map_or(sentence.start, |that| that + 1);
        let (clause_start, verb_start) = (words.get(clause)?.start, words.get(verb)?.start);
        let first = self.mentions.partition_point(|mention| mention.span.start < clause_start);
        let mut found = None;
        for mention in self.mentions.iter().skip(first).take_while(|mention| mention.span.end <= verb_start) {
            let at = words.at_byte(mention.span.start);
            let next = words.at_byte(mention.span.end);
            let led = words.small_before(at, 1);
            let led = if led == "the" { words.small_before(at, 2) } else { led };
            let inside = among(led, "of to for from with by in on at against into after than between and");
            if matches!(mention.kind, Kind::Person | Kind::Organisation | Kind::Place)
                && !words.is_possessive(next)
                && !inside
            {
                // In "Nagpur: Council to spend" the place before the colon is no subject.
                found = Some(mention.span).filter(|_| words.small(next) != ":");
            }
        }
        found.or_else(|| self.plain_subject(verb, clause))
    }

    /// A short common-noun subject at the start of the clause: "The council will spend", "Ministers pledged".
    pub(super) fn plain_subject(&self, verb: usize, limit: usize) -> Option<Span> {
        let words = self.words;
        let end = (limit..verb).find(|&at| is_copula(words.small(at)) || is_break(words.small(at))).unwrap_or(verb);
        let noun = (limit..end).all(|at| {
            let word = words.small(at);
            words.is(at, Make::Letters) && !among(word, "he she they it we i you in on this there to that")
        });
        let whole = words.small(end) != ":";
        words.span(limit..end).filter(|_| noun && whole && end - limit <= 5 && end > limit)
    }
}
