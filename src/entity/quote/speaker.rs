//! The subject of a cue verb.

use super::super::Kind;
use super::super::word::{Make, among, is_break};
use super::attributor::{Reader, Subject};
use super::passage::Passage;
use super::word_class::{is_adverb, is_article, is_auxiliary};

impl Reader<'_> {
    /// Subject of a whole sentence, for participles: "X met Y, saying “…”".
    pub(super) fn sentence_subject(&self, from: usize, end: usize) -> Subject {
        let words = self.words;
        for at in from..end.min(from + 6) {
            let leads = at == from || among(words.small_before(at, 1), "and but yet so later then , also");
            if leads
                && matches!(words.small(at), "he" | "she")
                && let Some((place, confidence)) = self.cast.resolve_pronoun(at)
            {
                return Subject::Known(place, confidence);
            }
        }
        let sentence = words.sentence_of(from);
        let person = |place: usize| self.cast.named.get(place).is_some_and(|named| named.kind == Kind::Person);
        let body = |place: usize| self.cast.named.get(place).is_some_and(|named| named.kind == Kind::Organisation);
        if is_article(words.small(from))
            && let Some((place, confidence)) = self.cast.resolve_nominal(from..self.noun_end(from + 1, end))
            && self
                .cast
                .subject_of(sentence, end, &person)
                .is_none_or(|found| self.cast.named.get(found).is_some_and(|named| named.from > from + 6))
        {
            return Subject::Known(place, confidence * 0.9);
        }
        match self.cast.subject_of(sentence, end, &person).or_else(|| self.cast.subject_of(sentence, end, &body)) {
            Some(place) => Subject::Known(place, 0.8),
            None => Subject::Unnamed,
        }
    }

    pub(super) fn noun_end(&self, from: usize, limit: usize) -> usize {
        (from..limit.min(from + 8))
            .find(|&at| is_break(self.words.small(at)) || self.is_cue(at) || is_auxiliary(self.words.small(at)))
            .unwrap_or(limit.min(from + 8))
    }

    /// Subject before the cue, read backwards: "Jane Doe, the head of the agency, also said".
    pub(super) fn subject_before(&self, cue: usize, limit: usize) -> Subject {
        let words = self.words;
        let mut at = cue;
        let mut steps = 0;
        while at > limit && steps < 40 {
            steps += 1;
            let back = at - 1;
            let word = words.small(back);
            if let Some(place) = self.cast.ending_at(back)
                && let Some(&named) = self.cast.named.get(place)
            {
                let before = words.small_before(named.from, 1);
                let led = if before == "the" { words.small_before(named.from, 2) } else { before };
                let named_start = named.from > limit;
                if named_start && among(led, "of for from at in with on to by") {
                    // "Ann Lee of the Water Council said"
                    if let Some(governor) = self.governor(place) {
                        return Subject::Known(governor, 0.9);
                    }
                    // "the head of NASA said": the one who heads it.
                    if let Some(subject) = self.nominal(named.from, back + 1, limit) {
                        return subject;
                    }
                    at = named.from;
                    continue;
                }
                // "the Dutchman said" is whoever is Dutch, though it was taken for a name.
                let by_article = before == "the" && named.kind == Kind::Person && named.to == named.from + 1;
                if by_article && let Some(subject @ Subject::Known(..)) = self.nominal(named.from, back + 1, limit) {
                    return subject;
                }
                if named.kind == Kind::Person || named.kind == Kind::Organisation {
                    return Subject::Known(place, 0.95);
                }
                if named.kind == Kind::Place || named.kind == Kind::Other {
                    return match self.nominal(named.from, back + 1, limit) {
                        Some(subject) => subject,
                        None => Subject::Unnamed,
                    };
                }
                at = named.from;
                continue;
            }
            if among(word, "he she it er sie il elle on ona він вона он она jis ji") {
                return match self.cast.resolve_pronoun(back) {
                    Some((place, confidence)) => Subject::Known(place, confidence),
                    None => Subject::Unnamed,
                };
            }
            if among(word, "i we you they one people officials police witnesses sources others some many critics") {
                return Subject::Unnamed;
            }
            if matches!(word, "who" | "which") {
                let before = back - usize::from(words.small_before(back, 1) == ",");
                return match before.checked_sub(1).and_then(|last| self.cast.ending_at(last)) {
                    Some(place) => Subject::Known(place, 0.85),
                    None => Subject::Unnamed,
                };
            }
            if word == ")" {
                let open = (limit.max(back.saturating_sub(12))..back).rev().find(|&at| words.small(at) == "(");
                at = open.unwrap_or(back);
                continue;
            }
            if matches!(word, "," | "–" | "—" | "-") {
                match self.apposition(back, limit) {
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
            if words.is(back, Make::Letters) {
                // "and added", "but stressed": the subject of the verb before.
                if matches!(word, "and" | "but" | "then" | "or") {
                    return self.sentence_subject(limit, cue);
                }
                if matches!(word, "to" | "that") || self.is_cue(back) {
                    at = back;
                    continue;
                }
                if let Some(subject) = self.nominal(back + 1, back + 1, limit) {
                    return subject;
                }
                return Subject::Unnamed;
            }
            at = back;
        }
        if cue > limit && self.cast.next_from(limit) < self.cast.next_from(cue) {
            return self.sentence_subject(limit, cue);
        }
        Subject::Unnamed
    }

    /// The person whose prepositional attribute is the mention at `place`: "Ann Lee of the Water Council".
    pub(super) fn governor(&self, place: usize) -> Option<usize> {
        let words = self.words;
        let from = self.cast.named.get(place)?.from;
        let from = from - usize::from(words.small_before(from, 1) == "the");
        let belongs = matches!(words.small_before(from, 1), "of" | "from" | "at" | "for");
        let before = self.cast.ending_at(from.checked_sub(2).filter(|_| belongs)?)?;
        Some(before).filter(|&place| self.is_person(place))
    }

    pub(super) fn is_person(&self, place: usize) -> bool {
        self.cast.named.get(place).is_some_and(|named| named.kind == Kind::Person)
    }

    /// Subject with an appositive before the comma: "X, 43, said", "X, a farmer, said", "the mayor, X, said".
    pub(super) fn apposition(&self, comma: usize, limit: usize) -> Option<Subject> {
        let words = self.words;
        let from = limit.max(comma.saturating_sub(24));
        let mut first = None;
        // "Lee Ltd, the largest of them, said"
        let mut body = None;
        let mut at = comma;
        while at > from {
            at -= 1;
            if !matches!(words.small(at), "," | "–" | "—") {
                continue;
            }
            let last = at.checked_sub(1).and_then(|last| self.cast.ending_at(last));
            // "Ann Lee of the Water Council, which …, said"
            let last = last.map(|place| self.governor(place).unwrap_or(place));
            let person = last.filter(|&place| {
                self.cast
                    .named
                    .get(place)
                    .is_some_and(|named| named.kind == Kind::Person && !self.cast.is_governed(named.from, from))
            });
            if person.is_some() {
                first = person;
            } else if body.is_none() {
                let body_here = at.checked_sub(1).and_then(|last| self.cast.ending_at(last)).filter(|&place| {
                    let named = self.cast.named.get(place);
                    named.is_some_and(|named| named.kind == Kind::Organisation && named.from <= from + 1)
                });
                body = body_here;
            }
        }
        let near = comma.checked_sub(1).and_then(|last| self.cast.ending_at(last));
        if let Some(place) = near
            && self.cast.named.get(place).is_some_and(|named| {
                named.kind == Kind::Person
                    && !among(words.small_before(named.from, 1), "of for with to by against at from")
            })
        {
            // "Jane Doe, whose brother is Jim Roe, said" is Jane; "the mayor, Jane Doe, said" is Jane as well.
            let set_off = self.cast.named.get(place).is_some_and(|named| words.small_before(named.from, 1) == ",");
            return Some(Subject::Known(first.filter(|_| !set_off).unwrap_or(place), 0.9));
        }
        first.or(body).map(|place| Subject::Known(place, 0.9))
    }

    /// Nominal subject: the noun phrase before `end`, back to its determiner: "the French culture minister".
    pub(super) fn nominal(&self, from: usize, end: usize, limit: usize) -> Option<Subject> {
        let words = self.words;
        let mut start = from;
        while start > limit.max(end.saturating_sub(12)) {
            let word = words.small(start - 1);
            if is_break(word) || self.is_cue(start - 1) || among(word, "that which who and when but") {
                break;
            }
            start -= 1;
            if is_article(word) && !among(words.small_before(start, 1), "of for in at from to") {
                break;
            }
        }
        if start == end {
            return None;
        }
        // "Brown's lawyer" is not Brown.
        Some(match self.cast.resolve_nominal(start..end) {
            Some((place, confidence)) => Subject::Known(place, confidence),
            None => Subject::Unnamed,
        })
    }

    /// Subject after an inverted cue: "said Jane Doe", "said the club's captain, Jane Doe", "said the minister".
    pub(super) fn subject_after(&self, cue: usize, limit: usize) -> Subject {
        let words = self.words;
        let mut at = cue + 1;
        let mut body = None;
        let mut comma = false;
        let from = at;
        while at < limit.min(cue + 18) {
            let word = words.small(at);
            if at == from && among(word, "he she er sie il elle on ona він вона он она jis ji") {
                return match self.cast.resolve_pronoun(at) {
                    Some((place, confidence)) => Subject::Known(place, confidence),
                    None => Subject::Unnamed,
                };
            }
            let place = self.cast.next_from(at);
            if let Some(named) = self.cast.named.get(place).filter(|named| named.from == at) {
                if words.is_possessive(named.to) {
                    at = named.to + 2;
                    continue;
                }
                if named.kind == Kind::Person && !(comma && words.small_before(at, 1) != ",") {
                    return Subject::Known(place, 0.95);
                }
                if named.kind == Kind::Organisation && body.is_none() && !comma {
                    body = Some((place, at == from || (at == from + 1 && words.small(from) == "the")));
                }
                at = named.to;
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
                || self.is_cue(at)
                || among(word, "who that when after as while during because on before");
            if verb || is_break(word) {
                break;
            }
            at += 1;
        }
        if let Some((place, true)) = body {
            return Subject::Known(place, 0.9);
        }
        let end = self.noun_end(from, limit.min(at.max(from)));
        match self.cast.resolve_nominal(from..end) {
            Some((place, confidence)) => Subject::Known(place, confidence),
            None => Subject::Unnamed,
        }
    }

    /// The person whose office gives out a passage in the first person: "… the office of X said", and, where a
    /// translation split the sentence, "… the press said. X's office."
    pub(super) fn voiced_by(&self, passage: &Passage, end: usize) -> Option<usize> {
        let words = self.words;
        if end == 0 || !(passage.open..passage.close).take(40).any(|at| matches!(words.small(at), "i" | "my" | "me")) {
            return None;
        }
        let sentence = words.sentence_of(end - 1);
        let here = words.sentence(sentence);
        let next = words.sentence(sentence + 1);
        let torn = here.end.saturating_sub(end) <= 2
            && next.len() <= 10
            && !(next.start..next.end).any(|at| is_auxiliary(words.small(at)) || self.is_cue(at));
        let office = |at: usize| {
            among(words.small(at), "office press spokesman spokeswoman spokesperson secretariat staff team")
        };
        let range = [if torn { next } else { 0..0 }, passage.close + 1..end]
            .into_iter()
            .find(|range| range.clone().any(office))?;
        let first = self.cast.next_from(range.start);
        let person = self.cast.named.get(first).filter(|named| named.kind == Kind::Person && named.to <= range.end);
        person.map(|_| first)
    }
}
