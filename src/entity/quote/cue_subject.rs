//! The subject of a cue verb.

use super::super::EntityKind;
use super::super::role::is_role_noun;
use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::attributor::{CueSubject, QuoteAttributor};
use super::passage::QuotedPassage;
use super::word_class::{is_adverb, is_auxiliary, is_determiner, is_title_abbreviation};

impl QuoteAttributor<'_> {
    /// Subject of a whole sentence, for participles: "X met Y, saying “…”".
    pub(super) fn sentence_subject(&self, from: usize, end: usize) -> CueSubject {
        let words = self.words;
        for at in from..end.min(from + 6) {
            let leads = at == from || is_one_of(words.lower_before(at, 1), "and but yet so later then , also");
            if leads
                && matches!(words.lower_at(at), "he" | "she")
                && let Some((place, confidence)) = self.discourse.resolve_pronoun(at)
            {
                return CueSubject::Known(place, confidence);
            }
        }
        let sentence = words.sentence_index(from);
        let person =
            |place: usize| self.discourse.mentions.get(place).is_some_and(|named| named.kind == EntityKind::Person);
        let body = |place: usize| {
            self.discourse.mentions.get(place).is_some_and(|named| named.kind == EntityKind::Organisation)
        };
        if is_determiner(words.lower_at(from))
            && let Some((place, confidence)) = self.discourse.resolve_nominal(from..self.noun_phrase_end(from + 1, end))
            && self.discourse.salient_subject_of(sentence, end, &person).is_none_or(|found| {
                self.discourse.mentions.get(found).is_some_and(|named| named.first_token > from + 6)
            })
        {
            return CueSubject::Known(place, confidence * 0.9);
        }
        match self
            .discourse
            .salient_subject_of(sentence, end, &person)
            .or_else(|| self.discourse.salient_subject_of(sentence, end, &body))
        {
            Some(place) => CueSubject::Known(place, 0.8),
            None => CueSubject::Unnamed,
        }
    }

    pub(super) fn noun_phrase_end(&self, from: usize, limit: usize) -> usize {
        (from..limit.min(from + 8))
            .find(|&at| self.ends_phrase(at) || self.is_cue_verb(at) || is_auxiliary(self.words.lower_at(at)))
            .unwrap_or(limit.min(from + 8))
    }

    /// Whether the mark at `at` ends a phrase: the point of an abbreviated title does not.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        let mark = self.words.lower_at(at);
        is_phrase_boundary(mark) && !(mark == "." && is_title_abbreviation(self.words.lower_before(at, 1)))
    }

    /// Subject before the cue, read backwards: "Jane Doe, the head of the agency, also said".
    pub(super) fn subject_before(&self, cue: usize, limit: usize) -> CueSubject {
        let words = self.words;
        let mut at = cue;
        let mut steps = 0;
        while at > limit && steps < 40 {
            steps += 1;
            let back = at - 1;
            let word = words.lower_at(back);
            if let Some(place) = self.discourse.mention_ending_at(back)
                && let Some(&named) = self.discourse.mentions.get(place)
            {
                let before = words.lower_before(named.first_token, 1);
                let led = if before == "the" { words.lower_before(named.first_token, 2) } else { before };
                let named_start = named.first_token > limit;
                // "the daughter of Gen. Holm said": she is not he.
                if named.kind == EntityKind::Person && self.is_attribute(named.first_token, limit) {
                    let subject = self.nominal_subject(named.first_token, back + 1, limit);
                    return self.other_than(subject.unwrap_or(CueSubject::Unnamed), place);
                }
                if named_start && is_one_of(led, "of for from at in with on to by") {
                    // "Ann Lee of the Water Council said"
                    if let Some(governor) = self.governing_person(place) {
                        return CueSubject::Known(governor, 0.9);
                    }
                    // "the head of NASA said": the one who heads it.
                    if let Some(subject) = self.nominal_subject(named.first_token, back + 1, limit) {
                        return self.other_than(subject, place);
                    }
                    at = named.first_token;
                    continue;
                }
                // "the Dutchman said" is whoever is Dutch, though it was taken for a name.
                let by_article =
                    before == "the" && named.kind == EntityKind::Person && named.end_token == named.first_token + 1;
                if by_article
                    && let Some(subject @ CueSubject::Known(..)) =
                        self.nominal_subject(named.first_token, back + 1, limit)
                {
                    return subject;
                }
                if named.kind == EntityKind::Person || named.kind == EntityKind::Organisation {
                    return CueSubject::Known(place, 0.95);
                }
                if named.kind == EntityKind::Place || named.kind == EntityKind::Other {
                    return match self.nominal_subject(named.first_token, back + 1, limit) {
                        Some(subject) => subject,
                        None => CueSubject::Unnamed,
                    };
                }
                at = named.first_token;
                continue;
            }
            // "went on to say" has no Polish pronoun.
            let adverb = word == "on" && is_one_of(words.lower_before(back, 1), "went goes later early");
            if is_one_of(word, "he she it er sie il elle on ona він вона он она jis ji") && !adverb {
                return match self.discourse.resolve_pronoun(back) {
                    Some((place, confidence)) => CueSubject::Known(place, confidence),
                    None => CueSubject::Unnamed,
                };
            }
            if is_one_of(word, "i we you they one people officials police witnesses sources others some many critics") {
                return CueSubject::Unnamed;
            }
            if matches!(word, "who" | "which") {
                let before = back - usize::from(words.lower_before(back, 1) == ",");
                return match before.checked_sub(1).and_then(|last| self.discourse.mention_ending_at(last)) {
                    Some(place) => CueSubject::Known(place, 0.85),
                    None => CueSubject::Unnamed,
                };
            }
            if word == ")" {
                let open = (limit.max(back.saturating_sub(12))..back).rev().find(|&at| words.lower_at(at) == "(");
                at = open.unwrap_or(back);
                continue;
            }
            if matches!(word, "," | "–" | "—" | "-") {
                match self.appositive_subject(back, limit) {
                    Some(subject) => return subject,
                    None => {
                        at = back;
                        continue;
                    }
                }
            }
            if is_auxiliary(word) || is_adverb(word) {
                at = back;
                continue;
            }
            if words.has_class(back, TokenClass::Letters) {
                // "and added", "but stressed": the subject of the verb before.
                if matches!(word, "and" | "but" | "then" | "or") {
                    return match self.coordinated_cue(back, limit) {
                        Some(earlier) => self.subject_before(earlier, limit.max(back.saturating_sub(40))),
                        None => self.sentence_subject(limit, cue),
                    };
                }
                if matches!(word, "to" | "that") || self.is_cue_verb(back) {
                    at = back;
                    continue;
                }
                if let Some(subject) = self.nominal_subject(back + 1, back + 1, limit) {
                    return subject;
                }
                return CueSubject::Unnamed;
            }
            at = back;
        }
        if cue > limit && self.discourse.first_mention_from(limit) < self.discourse.first_mention_from(cue) {
            return self.sentence_subject(limit, cue);
        }
        CueSubject::Unnamed
    }

    /// Whether the name at `from` is the attribute of a noun before its title: "the daughter of Iran’s Gen. Holm".
    fn is_attribute(&self, from: usize, limit: usize) -> bool {
        let words = self.words;
        let mut at = from;
        while at > limit.max(from.saturating_sub(8)) {
            let word = words.lower_before(at, 1);
            let owner = word == "s" && words.is_possessive(at.saturating_sub(2));
            if owner {
                let name = at.saturating_sub(3);
                at = self.discourse.mention_at(name).map_or(name, |named| named.first_token);
            } else if is_title_abbreviation(word)
                || word == "." && is_title_abbreviation(words.lower_before(at, 2))
                || is_role_noun(word) && words.is_capitalised(at - 1)
                || word == "the"
            {
                at -= 1;
            } else {
                break;
            }
        }
        at > limit + 1
            && is_one_of(words.lower_before(at, 1), "of for to by from")
            && words.has_class(at.saturating_sub(2), TokenClass::Letters)
            && !words.is_capitalised(at.saturating_sub(2))
    }

    /// The person whose prepositional attribute is the mention at `place`: "Ann Lee of the Water Council".
    pub(super) fn governing_person(&self, place: usize) -> Option<usize> {
        let words = self.words;
        let from = self.discourse.mentions.get(place)?.first_token;
        let from = from - usize::from(words.lower_before(from, 1) == "the");
        let belongs = matches!(words.lower_before(from, 1), "of" | "from" | "at" | "for");
        let before = self.discourse.mention_ending_at(from.checked_sub(2).filter(|_| belongs)?)?;
        Some(before).filter(|&place| self.is_person_mention(place))
    }

    pub(super) fn is_person_mention(&self, place: usize) -> bool {
        self.discourse.mentions.get(place).is_some_and(|named| named.kind == EntityKind::Person)
    }

    /// Subject with an appositive before the comma: "X, 43, said", "X, a farmer, said", "the mayor, X, said".
    pub(super) fn appositive_subject(&self, comma: usize, limit: usize) -> Option<CueSubject> {
        let words = self.words;
        let from = limit.max(comma.saturating_sub(24));
        let mut first = None;
        // "Lee Ltd, the largest of them, said"
        let mut body = None;
        let mut at = comma;
        while at > from {
            at -= 1;
            if !matches!(words.lower_at(at), "," | "–" | "—") {
                continue;
            }
            let last = at.checked_sub(1).and_then(|last| self.discourse.mention_ending_at(last));
            // "Ann Lee of the Water Council, which …, said"
            let last = last.map(|place| self.governing_person(place).unwrap_or(place));
            let person = last.filter(|&place| {
                self.discourse.mentions.get(place).is_some_and(|named| {
                    named.kind == EntityKind::Person && !self.discourse.is_governed(named.first_token, from)
                })
            });
            if person.is_some() {
                first = person;
            } else if body.is_none() {
                let body_here =
                    at.checked_sub(1).and_then(|last| self.discourse.mention_ending_at(last)).filter(|&place| {
                        let named = self.discourse.mentions.get(place);
                        named.is_some_and(|named| {
                            named.kind == EntityKind::Organisation && named.first_token <= from + 1
                        })
                    });
                body = body_here;
            }
        }
        let near = comma.checked_sub(1).and_then(|last| self.discourse.mention_ending_at(last));
        if let Some(place) = near
            && self.discourse.mentions.get(place).is_some_and(|named| {
                named.kind == EntityKind::Person
                    && !is_one_of(words.lower_before(named.first_token, 1), "of for with to by against at from")
            })
        {
            // "Jane Doe, whose brother is Jim Roe, said" is Jane; "the mayor, Jane Doe, said" is Jane as well.
            let set_off =
                self.discourse.mentions.get(place).is_some_and(|named| words.lower_before(named.first_token, 1) == ",");
            return Some(CueSubject::Known(first.filter(|_| !set_off).unwrap_or(place), 0.9));
        }
        first.or(body).map(|place| CueSubject::Known(place, 0.9))
    }

    /// Nominal subject: the noun phrase before `end`, back to its determiner: "the French culture minister".
    pub(super) fn nominal_subject(&self, from: usize, end: usize, limit: usize) -> Option<CueSubject> {
        let words = self.words;
        let mut start = from;
        while start > limit.max(end.saturating_sub(12)) {
            let word = words.lower_at(start - 1);
            if is_phrase_boundary(word) || self.is_cue_verb(start - 1) || is_one_of(word, "that which who and when but")
            {
                break;
            }
            start -= 1;
            if is_determiner(word) && !is_one_of(words.lower_before(start, 1), "of for in at from to") {
                break;
            }
        }
        if start == end {
            return None;
        }
        // "Brown's lawyer" is not Brown.
        Some(match self.discourse.resolve_nominal(start..end) {
            Some((place, confidence)) => CueSubject::Known(place, confidence),
            None => CueSubject::Unnamed,
        })
    }

    /// Subject after an inverted cue: "said Jane Doe", "said the club's captain, Jane Doe", "said the minister".
    pub(super) fn subject_after(&self, cue: usize, limit: usize) -> CueSubject {
        let words = self.words;
        let mut at = cue + 1;
        let mut body = None;
        let mut comma = false;
        let from = at;
        while at < limit.min(cue + 18) {
            let word = words.lower_at(at);
            if at == from && is_one_of(word, "he she er sie il elle on ona він вона он она jis ji") {
                return match self.discourse.resolve_pronoun(at) {
                    Some((place, confidence)) => CueSubject::Known(place, confidence),
                    None => CueSubject::Unnamed,
                };
            }
            let place = self.discourse.first_mention_from(at);
            if let Some(named) = self.discourse.mentions.get(place).filter(|named| named.first_token == at) {
                if words.is_possessive(named.end_token) {
                    at = named.end_token + 2;
                    continue;
                }
                if named.kind == EntityKind::Person && !(comma && words.lower_before(at, 1) != ",") {
                    // "said a spokesman for Ann Lee"
                    if self.is_attribute(at, from) {
                        return self.other_than(self.phrase_subject(from..at), place);
                    }
                    return CueSubject::Known(place, 0.95);
                }
                if named.kind == EntityKind::Organisation && body.is_none() && !comma {
                    body = Some((place, at == from || (at == from + 1 && words.lower_at(from) == "the")));
                }
                at = named.end_token;
                continue;
            }
            if word == "," || word == "(" {
                if comma {
                    break;
                }
                comma = true;
                at += 1;
                continue;
            }
            let verb = is_auxiliary(word)
                || self.is_cue_verb(at)
                || is_one_of(word, "who that when after as while during because on before");
            if verb || self.ends_phrase(at) {
                break;
            }
            at += 1;
        }
        if let Some((place, true)) = body {
            return CueSubject::Known(place, 0.9);
        }
        self.phrase_subject(from..self.noun_phrase_end(from, limit.min(at.max(from))))
    }

    /// The subject, unless it is the one whose attribute the phrase has: the daughter of X is not X.
    fn other_than(&self, subject: CueSubject, place: usize) -> CueSubject {
        match subject {
            CueSubject::Known(found, _) if self.discourse.is_same_referent(Some(found), Some(place)) => {
                CueSubject::Unnamed
            }
            subject => subject,
        }
    }

    /// Whom the noun phrase in `range` means.
    fn phrase_subject(&self, range: std::ops::Range<usize>) -> CueSubject {
        match self.discourse.resolve_nominal(range) {
            Some((place, confidence)) => CueSubject::Known(place, confidence),
            None => CueSubject::Unnamed,
        }
    }

    /// The person whose office gives out a passage in the first person: "… the office of X said", and, where a
    /// translation split the sentence, "… the press said. X's office."
    pub(super) fn represented_person(&self, passage: &QuotedPassage, end: usize) -> Option<usize> {
        let words = self.words;
        if end == 0
            || !(passage.first_token..passage.end_token)
                .take(40)
                .any(|at| matches!(words.lower_at(at), "i" | "my" | "me"))
        {
            return None;
        }
        let sentence = words.sentence_index(end - 1);
        let here = words.sentence_range(sentence);
        let next = words.sentence_range(sentence + 1);
        let torn = here.end.saturating_sub(end) <= 2
            && next.len() <= 10
            && !(next.start..next.end).any(|at| is_auxiliary(words.lower_at(at)) || self.is_cue_verb(at));
        let office = |at: usize| {
            is_one_of(words.lower_at(at), "office press spokesman spokeswoman spokesperson secretariat staff team")
        };
        let range = [if torn { next } else { 0..0 }, passage.end_token + 1..end]
            .into_iter()
            .find(|range| range.clone().any(office))?;
        let first = self.discourse.first_mention_from(range.start);
        let person = self
            .discourse
            .mentions
            .get(first)
            .filter(|named| named.kind == EntityKind::Person && named.end_token <= range.end);
        person.map(|_| first)
    }
}
