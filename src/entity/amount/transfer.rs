//! The verb that governs an amount: which way the money goes, and in which voice.
//!
//! A frame in the sense of frame semantics (Fillmore, "Frame semantics", 1982): donor, recipient and theme of a verb of
//! transfer. The verb is the nearest one before the amount, with nothing between that is not its object.

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::AmountCategory;
use super::parser::AmountParser;
use super::party::NOUN_PHRASE_STOPS;
use super::purpose::DETERMINERS;

/// Which way money goes, by the verb.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TransferFrame {
    /// The subject gives; an indirect object may receive: "paid Lee $5".
    GiveTo,
    /// The subject gives: "donated $5".
    Give,
    /// The subject decides that it is given: "approved $5 million".
    Approve,
    /// The object pays: "fined Lee $5".
    Penalise,
    /// The subject receives: "received $5".
    Receive,
    /// Receives, for somebody else perhaps: "raised $5".
    Raise,
    /// The subject pays for its object: "bought Lee Ltd for $5".
    Buy,
    /// Nobody gives: "costs $5".
    State,
}

/// Verbs by frame, one class a line; the first word of each is its base form.
static TRANSFER_VERBS: WordClassLexicon = WordClassLexicon::new(
    "
    give gives gave given giving
    pay pays paid paying offer offers offered offering send sends sent sending hand hands handed handing promise promises promised promising
    award awards awarded awarding grant grants granted granting
    lend lends lent lending loan loans loaned loaning
    donate donates donated donating contribute contributes contributed contributing
    provide provides provided providing commit commits committed committing transfer transfers transferred transferring inject injects injected injecting pump pumps pumped pumping pour pours poured pouring funnel funneled channel channeled channelled wire wired pledge pledges pledged pledging disburse disbursed shell shelled fork forked
    allocate allocates allocated allocating earmark earmarks earmarked earmarking
    spend spends spent spending splash splashed
    invest invests invested investing
    repay repays repaid repaying refund refunded reimburse reimbursed
    approve approves approved approving authorize authorizes authorized authorise authorised announce announces announced announcing release releases released sanction sanctioned
    fine fines fined fining
    receive receives received receiving get gets got getting accept accepts accepted accepting secure secures secured securing obtain obtains obtained collect collects collected collecting pocket pocketed inherit inherits inherited earn earns earned earning win wins won winning
    borrow borrows borrowed borrowing
    raise raises raised raising
    buy buys bought buying purchase purchases purchased purchasing
    acquire acquires acquired acquiring
    cost costs costing charge charges charged charging
    owe owes owed owing
    request requests requested requesting seek seeks sought seeking demand demands demanded demanding need needs needed
",
);

/// Frame and category of each class of `TRANSFER_VERBS`.
const FRAMES: [(TransferFrame, Option<AmountCategory>); 20] = {
    use AmountCategory as C;
    use TransferFrame as F;
    [
        (F::GiveTo, Some(C::Donation)),
        (F::GiveTo, None),
        (F::GiveTo, Some(C::Grant)),
        (F::GiveTo, Some(C::Debt)),
        (F::Give, Some(C::Donation)),
        (F::Give, None),
        (F::Give, Some(C::Budget)),
        (F::Give, Some(C::Spending)),
        (F::Give, Some(C::Investment)),
        (F::GiveTo, Some(C::Debt)),
        (F::Approve, None),
        (F::Penalise, Some(C::Penalty)),
        (F::Receive, None),
        (F::Receive, Some(C::Debt)),
        (F::Raise, None),
        (F::Buy, Some(C::Price)),
        (F::Buy, Some(C::Investment)),
        (F::State, Some(C::Price)),
        (F::State, Some(C::Debt)),
        (F::State, None),
    ]
};

/// Verbs with an infinitive whose subject acts itself: "agreed to pay".
const CATENATIVE_VERBS: &str = "agree agrees agreed agreeing plan plans planned planning pledge pledges pledged pledging \
    promise promises promised promising expect expects expected intend intends intended vow vows vowed continue continues \
    continued decide decided going commit committed commits set offer offers offered propose proposes proposed has have \
    had begin began begun start started prepare prepared preparing due willing ready about helped";

/// Verbs by which somebody else is made to pay: "was ordered to pay", "ordered Lee to pay".
const ORDERING_VERBS: &str = "order orders ordered ordering require requires required requiring force forces forced forcing \
    oblige obliged obliges sentenced compel compelled told tells";

/// Words between a verb and its object's numeral: determiners and such.
const TRANSPARENT_WORDS: &str = "a an the another additional extra further total combined record only out about over \
    initial whopping exactly just around roughly nearly first";

/// A verb that governs an amount.
#[derive(Debug, Clone, Copy)]
pub(super) struct GoverningVerb {
    /// Its token.
    pub(super) at: usize,
    pub(super) frame: TransferFrame,
    /// Where the noun phrase of the amount starts: "a" in "awarded Lee a $5m contract".
    pub(super) object: usize,
}

/// Auxiliaries and adverbs before a verb.
#[derive(Debug, Clone, Copy)]
pub(super) struct VerbGroup {
    /// Its first token: the subject ends before it.
    pub(super) start: usize,
    pub(super) is_passive: bool,
    /// "ordered Lee to pay": the subject is the object of the verb before.
    pub(super) is_ordered: bool,
}

impl AmountParser<'_> {
    /// The frame and category of the verb at `at`; `None` for other words and where it is a noun.
    pub(super) fn transfer_verb(&self, at: usize) -> Option<(TransferFrame, Option<AmountCategory>)> {
        let words = self.words;
        let class = TRANSFER_VERBS.class_of(words.lower_at(at))?;
        let before = words.lower_before(at, 1);
        let is_noun = DETERMINERS.contains(before)
            || is_one_of(before, "of in for with by per federal")
            || words.is_possessive(at.wrapping_sub(2)) && before == "s"
            || words.lower_at(at + 1) == "of" && !is_one_of(words.lower_at(at), "paid spent received donated");
        let is_name = words.is_capitalised(at)
            && !words.is_in_heading(at)
            && at != words.sentence_range(words.sentence_index(at)).start;
        FRAMES.get(usize::from(class)).copied().filter(|_| !is_noun && !is_name)
    }

    /// The verb whose object the amount at `start` is.
    pub(super) fn governing_verb(&self, start: usize) -> Option<GoverningVerb> {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(start));
        let object = self.object_start(start, sentence.start);
        let limit = sentence.start.max(object.saturating_sub(10));
        for at in (limit..object).rev() {
            let word = words.lower_at(at);
            if let Some((frame, _)) = self.transfer_verb(at) {
                let buys = frame == TransferFrame::Buy;
                let reaches =
                    if buys { words.lower_before(object, 1) == "for" } else { self.reaches(at, object, frame) };
                return reaches.then_some(GoverningVerb { at, frame, object });
            }
            if is_phrase_boundary(word) && !self.is_in_name(at) && !self.is_title_point(at)
                || is_one_of(word, "that which who and but or")
            {
                return None;
            }
        }
        None
    }

    /// Where the noun phrase of the amount starts: before determiners, "a total of" and "a grant of".
    fn object_start(&self, start: usize, limit: usize) -> usize {
        let words = self.words;
        let mut at = start;
        if words.lower_before(at, 1) == "of"
            && at >= limit + 3
            && (self.money_noun(at - 2).is_some()
                || is_one_of(words.lower_before(at, 2), "total record sum maximum minimum"))
        {
            at -= 2;
            while at > limit
                && words.has_class(at - 1, TokenClass::Letters)
                && !DETERMINERS.contains(words.lower_at(at))
                && !NOUN_PHRASE_STOPS.contains(words.lower_at(at - 1))
                && self.transfer_verb(at - 1).is_none()
                && start - at < 6
            {
                at -= 1;
            }
        }
        while at > limit && is_one_of(words.lower_before(at, 1), TRANSPARENT_WORDS) && start - at < 8 {
            at -= 1;
        }
        at
    }

    /// Whether nothing stands between the verb at `verb` and the object at `object` but an indirect object.
    fn reaches(&self, verb: usize, object: usize, frame: TransferFrame) -> bool {
        let words = self.words;
        let mut between = verb + 1..object;
        if between.is_empty() {
            return true;
        }
        let plain = between.all(|at| {
            let word = words.lower_at(at);
            words.has_class(at, TokenClass::Letters)
                && !is_one_of(word, "above below of off up down away back to for from by with in on at into than as not half most part much its his her their per percent")
                || self.is_in_name(at)
                || self.is_title_point(at)
                || words.is_possessive(at)
                || word == "-"
        });
        let takes_two = matches!(frame, TransferFrame::GiveTo | TransferFrame::Penalise);
        plain && (takes_two && object - verb <= 7 || self.is_adverb(verb + 1) && object == verb + 2)
    }

    /// The auxiliaries and adverbs before the verb at `verb`. `None` where they leave open whether it happens: "could
    /// pay", "did not pay".
    pub(super) fn verb_group(&self, verb: usize) -> Option<VerbGroup> {
        let words = self.words;
        let first = words.sentence_range(words.sentence_index(verb)).start;
        let progressive = words.lower_at(verb).ends_with("ing");
        let mut group = VerbGroup { start: verb, is_passive: false, is_ordered: false };
        let mut is_infinitive = false;
        while group.start > first && verb - group.start < 9 {
            let at = group.start - 1;
            let before = words.lower_before(at, 1);
            match words.lower_at(at) {
                "not" | "never" | "t" | "nt" | "could" | "should" | "may" | "might" | "must" | "can" | "cannot" => {
                    return None;
                }
                "would" if (first..at).any(|at| is_one_of(words.lower_at(at), "if were unless")) => return None,
                "has" | "have" | "had" | "will" | "would" | "does" | "do" | "did" => {}
                "is" | "are" | "was" | "were" | "be" | "been" | "being" => {
                    group.is_passive |= !progressive && !is_infinitive;
                }
                "to" if is_one_of(before, CATENATIVE_VERBS) => {
                    is_infinitive = true;
                    group.start -= 1;
                }
                "to" if is_one_of(before, ORDERING_VERBS) => {
                    if !is_one_of(words.lower_before(at, 2), "was were been is are be being") {
                        return None;
                    }
                    is_infinitive = true;
                    group.start -= 1;
                }
                "to" => {
                    group.is_ordered = true;
                    group.start -= 1;
                    return Some(group);
                }
                _ if self.is_adverb(at) => {}
                _ => match self.time_before(group.start) {
                    Some(start) if start > first => {
                        group.start = start;
                        continue;
                    }
                    _ => break,
                },
            }
            group.start -= 1;
        }
        Some(group)
    }

    /// Where a time between subject and verb starts, that ends before `end`: "on Monday", "this week", "in 2004".
    fn time_before(&self, end: usize) -> Option<usize> {
        let words = self.words;
        let (two, one) = (words.lower_before(end, 2), words.lower_before(end, 1));
        let is_unit = is_one_of(one, "week month year day spring summer fall autumn winter");
        if super::purpose::is_weekday_or_month(one) && words.is_capitalised(end - 1) {
            return Some(end - 1 - usize::from(is_one_of(two, "on in last")));
        }
        let dated = is_unit && is_one_of(two, "this last next each every")
            || two == "in" && words.has_class(end - 1, TokenClass::Digits);
        dated.then(|| end - 2)
    }

    /// Whether the party before "to pay" is made to: "ordered Lee to pay".
    pub(super) fn is_ordered_by(&self, party_start: usize) -> bool {
        let start = party_start - usize::from(self.words.lower_before(party_start, 1) == "the");
        is_one_of(self.words.lower_before(start, 1), ORDERING_VERBS)
    }

    /// Whether the verb at `at` is in its base form, which after a name is a wish: "demanded that Mexico pay".
    pub(super) fn is_base_form(&self, at: usize) -> bool {
        let word = self.words.lower_at(at);
        !word.ends_with("ed")
            && !word.ends_with("ing")
            && !word.ends_with('s')
            && !is_one_of(word, "gave given paid sent lent spent repaid got won bought")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_verbs_has_a_frame() {
        assert_eq!(TRANSFER_VERBS.class_lines().count(), FRAMES.len());
    }
}
