//! Who gives an amount, and who receives it.
//!
//! High-precision rules over the clause of the amount: its governing verb, the subject that stands next to that verb,
//! the voice, and the phrases with "from", "by" and "to" behind the amount. What they do not settle stays open.

use super::super::EntityKind;
use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::AmountCategory;
use super::parser::AmountParser;
use super::party::PartyPhrase;
use super::purpose::DETERMINERS;
use super::transfer::{GoverningVerb, TransferFrame};

/// Nouns of what somebody gives: "Lee's $5 million donation", "a $5 million grant from Lee".
const GIFT_NOUNS: &str = "donation donations gift gifts contribution contributions grant grants aid assistance loan loans \
    pledge pledges funding investment investments bailout award support backing subsidy subsidies bribe bribes payment payments";

/// Those that belong to their giver: "Lee's donation", not "Lee's grant".
const OWN_GIFT_NOUNS: &str =
    "donation donations gift gifts contribution contributions pledge investment investments bid offer";

/// Nouns of money that is kept, not given.
const UNSPENT_NOUNS: &str = "cut cuts savings reduction reductions";

/// Heads of "a $5 million …" that are money all the same.
const PAID_NOUNS: &str = "reward prize contract contracts package cheque check fund sum spree compensation advance ransom \
    retainer note";

/// Giver and receiver of an amount.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AmountParties {
    pub(super) giver: Option<PartyPhrase>,
    pub(super) receiver: Option<PartyPhrase>,
}

impl AmountParser<'_> {
    /// Giver and receiver of the amount between `start` and `end`.
    pub(super) fn find_parties(&self, start: usize, end: usize) -> AmountParties {
        if self.measures_goods(start, end) {
            return AmountParties::default();
        }
        let parties = match self.governing_verb(start) {
            Some(verb) => self.parties_of_verb(verb, end),
            None => self.parties_of_noun(start, end),
        };
        let same = parties.giver.zip(parties.receiver).is_some_and(|(giver, receiver)| giver.start == receiver.start);
        if same { AmountParties::default() } else { parties }
    }

    /// Whether the amount is a measure of what is no money: "a $5 million house", "$5bn worth of shares", "$5bn in cuts".
    fn measures_goods(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let before = words.lower_before(start, 1);
        let is_attributive = DETERMINERS.contains(before) || before == "s" || words.lower_at(end) == "-";
        let mut at = end + usize::from(is_one_of(words.lower_at(end), "in of -"));
        let first = at;
        while at < first + 6
            && (self.continues_noun(at) && (self.money_noun(at).is_some() || self.transfer_verb(at).is_none())
                || at > first && words.lower_at(at) == "-")
        {
            at += 1;
        }
        let head = words.lower_before(at, 1);
        words.lower_at(end) == "worth"
            || at > first && is_one_of(head, UNSPENT_NOUNS)
            || at > first
                && at > end
                && is_attributive
                && self.money_noun(at - 1).is_none()
                && !is_one_of(head, GIFT_NOUNS)
                && !is_one_of(head, PAID_NOUNS)
    }

    fn parties_of_verb(&self, verb: GoverningVerb, end: usize) -> AmountParties {
        let Some(group) = self.verb_group(verb.at) else { return AmountParties::default() };
        let subject = || self.subject_of_verb(verb.at, group.start, group.is_ordered);
        let by = || self.party_behind(end, &["by"]);
        let reduced = !group.is_passive && !group.is_ordered && self.word_behind(end, &["by"]).is_some();
        let passive = group.is_passive || reduced;
        match verb.frame {
            TransferFrame::GiveTo if passive => AmountParties { giver: by(), receiver: subject() },
            TransferFrame::Give | TransferFrame::Approve | TransferFrame::Buy if passive => AmountParties::default(),
            TransferFrame::Penalise if passive => AmountParties { giver: subject(), receiver: None },
            TransferFrame::Penalise => AmountParties { giver: self.indirect_object(verb), receiver: None },
            TransferFrame::GiveTo | TransferFrame::Give => {
                let receiver = self.indirect_object(verb).or_else(|| self.party_behind(end, &["to", "into"]));
                AmountParties { giver: subject(), receiver }
            }
            TransferFrame::Approve => {
                let announces = self.words.lower_at(verb.at).starts_with("announce");
                AmountParties { giver: subject().filter(|party| self.decides(*party, end, announces)), receiver: None }
            }
            TransferFrame::Buy => AmountParties { giver: subject(), receiver: None },
            // "hoped to get"
            TransferFrame::Receive | TransferFrame::Raise if passive || group.is_ordered => AmountParties::default(),
            TransferFrame::Receive => AmountParties { giver: self.party_behind(end, &["from"]), receiver: subject() },
            TransferFrame::Raise => {
                let giver = self.party_behind(end, &["from"]);
                AmountParties { giver, receiver: giver.and_then(|_| subject()) }
            }
            TransferFrame::State => AmountParties::default(),
        }
    }

    /// Whether `party` gives what it approves or announces: a body, and no result ("announced $5 million raised").
    fn decides(&self, party: PartyPhrase, end: usize, announces: bool) -> bool {
        let category = self.noun_of_amount(end).map(|(category, _)| category);
        !self.is_person(party)
            && category != Some(AmountCategory::Penalty)
            && !self.words.lower_at(end).ends_with("ed")
            && (!announces || category.is_some_and(AmountCategory::is_additive))
    }

    /// The subject of the verb at `verb`, whose group starts at `end`.
    fn subject_of_verb(&self, verb: usize, end: usize, is_ordered: bool) -> Option<PartyPhrase> {
        let words = self.words;
        let subject = match words.lower_before(end, 1) {
            "which" | "who" | "that" => self.antecedent_before(end - 1)?,
            // "unveiled a plan, providing $5"
            "," if is_one_of(words.lower_at(verb), "providing offering") => return None,
            "," if words.lower_at(verb).ends_with("ing") => {
                self.main_subject(end - 1).filter(|party| !self.is_person(*party))?
            }
            "," => self.before_apposition(end - 1)?,
            ")" => {
                let open = (end.saturating_sub(8)..end).rev().find(|&at| words.lower_at(at) == "(")?;
                self.party_before(open).filter(|party| self.stands_alone(party.start))?
            }
            _ if is_ordered => self.party_before(end).filter(|party| self.is_ordered_by(party.start))?,
            _ => {
                let subject = self.party_before(end).filter(|party| self.stands_alone(party.start))?;
                let wished = self.is_base_form(verb) && end == verb && subject.mention.is_some();
                return Some(subject).filter(|_| !wished || words.is_in_heading(verb));
            }
        };
        Some(subject)
    }

    /// What the relative pronoun at `at` stands for: a person for "who", none for "which".
    fn antecedent_before(&self, at: usize) -> Option<PartyPhrase> {
        let end = at - usize::from(self.words.lower_before(at, 1) == ",");
        let party = self.party_before(end)?;
        // "the head of Lee Ltd, who gave"
        if is_one_of(self.words.lower_before(self.before_title(party.start), 1), "by of") {
            return None;
        }
        match self.words.lower_at(at) {
            "who" => self.is_person(party),
            "which" => !self.is_person(party),
            _ => true,
        }
        .then_some(party)
    }

    fn is_person(&self, party: PartyPhrase) -> bool {
        let mention = party.mention.and_then(|mention| self.mentions.get(mention));
        mention.is_some_and(|mention| mention.kind == EntityKind::Person)
    }

    /// The subject before an apposition or parenthesis that ends with the comma at `comma`: "Lee, a singer, gave".
    fn before_apposition(&self, comma: usize) -> Option<PartyPhrase> {
        let words = self.words;
        let first = words.sentence_range(words.sentence_index(comma)).start;
        let open =
            (first.max(comma.saturating_sub(14))..comma).rev().find(|&at| is_phrase_boundary(words.lower_at(at)))?;
        let leads = is_one_of(
            words.lower_at(open + 1),
            "a an the one who which whose based for however meanwhile in of now then himself herself itself",
        ) || words.has_class(open + 1, TokenClass::Digits)
            || words.has_class(open + 1, TokenClass::Letters)
                && !words.is_capitalised(open + 1)
                && !is_one_of(words.lower_at(open + 1), "and or but after before when while as with he she it they we");
        let party =
            self.party_before(open).filter(|party| words.lower_at(open) == "," && self.stands_alone(party.start))?;
        // "In Oslo, the firm, …" has no party of its own before the comma.
        leads.then_some(party)
    }

    /// The subject of a main clause that a participle follows: "The company grew its support, contributing $5".
    fn main_subject(&self, comma: usize) -> Option<PartyPhrase> {
        let words = self.words;
        let first = words.sentence_range(words.sentence_index(comma)).start;
        let acts = |at: usize| {
            let word = words.lower_at(at);
            word.ends_with("ed")
                || is_one_of(word, "has have had will is are was were grew rose cut led began took made set gave went")
        };
        let end = (first + 1..comma.min(first + 8)).find(|&at| acts(at))?;
        let party = self.party_before(end).filter(|party| party.start == first || party.start == first + 1)?;
        let plain = (end..comma).all(|at| {
            !is_phrase_boundary(words.lower_at(at))
                && !is_one_of(words.lower_at(at), "that which who while and but after before")
        });
        (plain && comma - end < 20).then_some(party)
    }

    /// The name or institution between the verb and the amount: "paid Lee $5".
    fn indirect_object(&self, verb: GoverningVerb) -> Option<PartyPhrase> {
        let (party, next) = self.party_after(verb.at + 1).filter(|_| verb.at + 1 < verb.object)?;
        (next == verb.object).then_some(party)
    }

    /// The party behind one of these prepositions after the amount that ends before `end`.
    fn party_behind(&self, end: usize, prepositions: &[&str]) -> Option<PartyPhrase> {
        self.party_after(self.word_behind(end, prepositions)? + 1).map(|(party, _)| party)
    }

    /// The first of `prepositions` after the amount that ends before `end`, with nothing between but the noun that it
    /// measures, a rate and one other phrase with "to" or "from".
    fn word_behind(&self, end: usize, prepositions: &[&str]) -> Option<usize> {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(end.checked_sub(1)?));
        let mut at = self.noun_of_amount(end).map_or(end, |(_, next)| next);
        if words.lower_at(at) == "(" {
            at = (at..at + 8).find(|&at| words.lower_at(at) == ")")? + 1;
        }
        if matches!(words.lower_at(at), "a" | "each") {
            at += 2;
        }
        for _ in 0..2 {
            if at >= sentence.end {
                return None;
            }
            if prepositions.contains(&words.lower_at(at)) {
                return Some(at);
            }
            if !matches!(words.lower_at(at), "to" | "from" | "by") {
                return None;
            }
            at = self.party_after(at + 1)?.1;
        }
        None
    }

    /// Parties of an amount that no verb before it governs: by its noun, or by a participle behind it.
    fn parties_of_noun(&self, start: usize, end: usize) -> AmountParties {
        let words = self.words;
        let (noun, next) = match self.noun_of_amount(end) {
            Some((_, next)) => (words.lower_at(next - 1), next),
            None if words.lower_before(start, 1) == "of" => (words.lower_before(start, 2), end),
            None => ("", end),
        };
        if is_one_of(noun, GIFT_NOUNS) {
            let owner = is_one_of(noun, OWN_GIFT_NOUNS).then(|| self.owner_before(start)).flatten();
            let giver = owner.or_else(|| self.party_behind(end, &["from", "by"]));
            return AmountParties {
                giver,
                receiver: self.party_behind(end, &["to"]).filter(|_| giver.is_some() || noun != "aid"),
            };
        }
        self.donated_by(next)
            .map_or_else(AmountParties::default, |giver| AmountParties { giver: Some(giver), receiver: None })
    }

    /// The name whose possessive leads the amount at `start`: "Lee's $5 million donation", "Lee's donation of $5 million".
    fn owner_before(&self, start: usize) -> Option<PartyPhrase> {
        let words = self.words;
        let at = if words.lower_before(start, 1) == "of" { start.checked_sub(2)? } else { start };
        let mark = (1..=3).map(|back| at.wrapping_sub(back)).find(|&mark| words.is_possessive(mark))?;
        self.party_before(mark)
    }

    /// The agent of a passive or participle behind the amount: "$5 million (was) donated by Lee".
    fn donated_by(&self, end: usize) -> Option<PartyPhrase> {
        let words = self.words;
        let mut at = end;
        while at < end + 5
            && (is_one_of(words.lower_at(at), "was were is are has have had been being will be that which")
                || self.is_adverb(at))
        {
            at += 1;
        }
        let (frame, _) = self.transfer_verb(at)?;
        let gives = matches!(frame, TransferFrame::Give | TransferFrame::GiveTo) && !self.is_base_form(at);
        let mut by = at + 1;
        if words.lower_at(by) == "to" {
            by = self.party_after(by + 1)?.1;
        }
        (gives && words.lower_at(by) == "by").then(|| self.party_after(by + 1)).flatten().map(|(party, _)| party)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{ArticleAnnotation, EntityKind, EntityMention};
    use crate::span::Span;
    use crate::{Document, Source};

    /// Names of the sentences below.
    const NAMES: &[(&str, EntityKind)] = &[
        ("Oxford University", EntityKind::Organisation),
        ("Harbour Fund", EntityKind::Organisation),
        ("Acme Corp.", EntityKind::Organisation),
        ("Ann Lee", EntityKind::Person),
        ("Sweden", EntityKind::Place),
        ("Denmark", EntityKind::Place),
        ("Norway", EntityKind::Place),
        ("Kenya", EntityKind::Place),
        ("Kim", EntityKind::Person),
    ];

    /// Giver and receiver of each amount, as "giver > receiver".
    fn parties(text: &str) -> Vec<String> {
        let document = Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
        let mut mentions = Vec::new();
        for &(name, kind) in NAMES {
            for (start, _) in document.text.match_indices(name) {
                let span = Span::new(start, start + name.len());
                mentions.push(EntityMention { span, kind, confidence: 1.0 });
            }
        }
        mentions.sort_by_key(|mention| mention.span);
        let found = ArticleAnnotation::from_mentions(&document, mentions).amounts;
        let words = |span: Option<Span>| span.map_or("-", |span| span.slice_of(&document.text)).to_owned();
        let both = |amount: &crate::entity::amount::MonetaryAmount| {
            let (giver, receiver) = (amount.giver.map(|party| party.span), amount.receiver.map(|party| party.span));
            format!("{} > {}", words(giver), words(receiver))
        };
        found.iter().map(both).collect()
    }

    fn check(cases: &[(&str, &str)]) {
        for (text, wanted) in cases {
            assert_eq!(parties(text).join(", "), *wanted, "{text}");
        }
    }

    #[test]
    fn each_clause_has_its_giver() {
        check(&[
            (
                "Kim has committed $5 million, and the Harbour family will donate $1 million.",
                "Kim > -, the Harbour family > -",
            ),
            ("Norway gave $5m; Sweden lent $6m.", "Norway > -, Sweden > -"),
            ("Sweden paid $5m while Norway paid nothing of the $6m.", "Sweden > -, - > -"),
        ]);
    }

    #[test]
    fn who_receives_is_never_the_giver() {
        check(&[
            ("Acme Corp. received $2 million from the Harbour Fund.", "the Harbour Fund > Acme Corp."),
            ("Ann Lee was paid $300,000 by Acme Corp. for advice.", "Acme Corp. > Ann Lee"),
            ("The Harbour Fund awarded Oxford University $3 million.", "Harbour Fund > Oxford University"),
            ("A $2 million grant to Kenya from Norway was stopped.", "Norway > Kenya"),
            ("Kim raised $40 million from Acme Corp. in May.", "Acme Corp. > Kim"),
            ("Kim raised $40 million for the school.", "- > -"),
            ("Norway lent Kenya $6bn to build a port.", "Norway > Kenya"),
            ("Ann Lee paid Mr. Kim $6,000 for it.", "Ann Lee > Mr. Kim"),
        ]);
    }

    #[test]
    fn a_fine_is_paid_by_whom_it_is_imposed_on() {
        check(&[
            ("Acme Corp. was fined $5 million by the regulator.", "Acme Corp. > -"),
            ("The regulator fined Acme Corp. $5 million.", "Acme Corp. > -"),
            ("A judge ordered Acme Corp. to pay $5 million to Ann Lee.", "Acme Corp. > Ann Lee"),
            ("Acme Corp. was ordered to pay $5 million.", "Acme Corp. > -"),
            ("Acme Corp. agreed to pay $5 million to settle the case.", "Acme Corp. > -"),
        ]);
    }

    #[test]
    fn the_subject_is_found_behind_what_is_put_between() {
        check(&[
            ("Ann Lee, a retired banker, gave $5 million to Oxford University.", "Ann Lee > Oxford University"),
            ("Ann Lee, who gave $5 million to the Harbour Fund, was there.", "Ann Lee > the Harbour Fund"),
            ("Norway on Monday pledged $5 million in aid to Kenya.", "Norway > Kenya"),
            ("Acme Corp. grew its support last year, contributing $705,000 to it.", "Acme Corp. > -"),
            ("$5 million was donated by Ann Lee.", "Ann Lee > -"),
            ("Of the $5 million given by Norway so far, little was left.", "Norway > -"),
            ("Norway's $5 million donation was late.", "Norway > -"),
            ("Acme Corp. acquired the old mill for $5 million.", "Acme Corp. > -"),
        ]);
    }

    #[test]
    fn givers_are_whole_phrases() {
        check(&[
            ("Sweden, Denmark and Norway pledged $50 million.", "Sweden, Denmark and Norway > -"),
            ("The government of Norway gave $5 million.", "The government of Norway > -"),
            ("Norway's government gave $5 million.", "Norway's government > -"),
            ("Kim and his family donated $5 million.", "Kim and his family > -"),
            ("Taxpayers will pay $5 million.", "Taxpayers > -"),
        ]);
    }

    #[test]
    fn doubtful_givers_are_nobody() {
        for text in [
            "Together, they gave $5 million.",
            "However, it repeatedly spent $5 million.",
            "Monday gave $3 million.",
            "Officials spent $5 million.",
            "A man donated $5 million.",
            "The head of the Harbour Fund paid $5 million.",
            "After talks with Norway spent $5 million.",
            "Norway should pay $5 million.",
            "Norway did not pay $5 million.",
            "If Norway pays $5 million, all is well.",
            "She demanded that Norway pay $5 million.",
            "She denied that Norway paid $5 million.",
            "Kim gave Ann Lee a copy of a $35,000 cheque.",
            "Thieves stole $5 million from the Harbour Fund.",
            "Acme Corp. shares lost $5 million.",
            "Acme Corp. announced profits of $5 million.",
            "Norway paid above the start price of $5 million.",
            "Kenya hoped to get $5 million from Norway.",
            "Norway will give up the $5 million it has.",
            "Acme Corp. announced a record $5 million raised.",
            "Acme Corp. offered Ann Lee a $5 million lake house.",
            "Acme Corp. will offer $5bn worth of shares.",
            "Kim has promised $5bn in public spending cuts.",
            "Norway sent Kenya a $5 million spending bill.",
            "Acme Corp. approved a $5 million settlement with Ann Lee.",
            "The founder of merchant house Acme Corp. gave $5 million.",
            "Jo Berg, the chief of Ann Lee, who gave $5 million, left.",
            "Kim unveiled a broad plan, providing $5 million for all.",
            "Kim has requested $5 million in aid from Norway.",
            "Acme Corp. has cash after getting $5 million from selling its unit Ann Lee.",
            "If it were let in, Norway would contribute $5 million.",
            "The realms of Sweden, Denmark and Norway gave $5 million.",
            "There was also Acme Corp.'s $100 gift card.",
        ] {
            let found = parties(text);
            assert!(found.iter().all(|found| found.starts_with("- >")), "{text} {found:?}");
        }
    }
}
