//! Nominal anaphora: whom "the minister" and "the French politician" refer to.

use super::super::EntityKind;
use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of};
use super::demonym::{is_demonym, is_same_stem};
use super::discourse::{DiscourseModel, PersonReferent};
use super::gender::{FEMININE_NOUNS, MASCULINE_NOUNS, ReferentGender};
use super::noun::{ROLE_NOUNS, is_role_noun, normalise_role_word};

/// Generic nouns for a person already named. A line is a group of professions; the second is of anybody.
pub(super) static GENERIC_NOUNS: WordClassLexicon = WordClassLexicon::new(
    "
    politician lawmaker official leader minister
    man woman boy girl teenager pensioner father mother husband wife widow
    rider driver runner swimmer skier boxer golfer cyclist sprinter jockey rower footballer cricketer batsman bowler pitcher star player striker midfielder defender goalkeeper winger forward captain skipper champion athlete
    singer actor actress author writer novelist artist musician director filmmaker comedian
    scientist researcher professor academic expert economist analyst
    executive businessman businesswoman entrepreneur billionaire founder boss owner chief
    coach manager trainer boss
    judge prosecutor lawyer attorney barrister defendant
    general commander officer soldier
",
);

impl<'a> DiscourseModel<'a> {
    /// Antecedent of the noun phrase in `range`, with its confidence: the person whose role matches its words best,
    /// else, for generic nouns, the most recent subject that fits.
    pub fn resolve_nominal(&self, range: std::ops::Range<usize>) -> Option<(usize, f32)> {
        let words = self.words;
        // The head stands before the first preposition: "the minister of culture".
        let phrase_end = range
            .clone()
            .skip(1)
            .find(|&at| is_one_of(words.lower_at(at), "of for from at in with ,"))
            .unwrap_or(range.end);
        // "the Dutchman", "the 24-year-old"
        let by_kind = |at: usize| {
            let word = words.lower_at(at);
            at > range.start
                && (words.is_capitalised(at) && word.len() > 5 && (word.ends_with("man") || word.ends_with("woman")))
                || (word == "old" && words.lower_before(at, 2) == "year")
        };
        let head_at = (range.start..phrase_end).rev().find(|&at| {
            is_role_noun(words.lower_at(at)) || GENERIC_NOUNS.contains(words.lower_at(at)) || by_kind(at)
        })?;
        // "boss Kev Dobbs" is Kev Dobbs, whom nobody marked.
        if head_at + 1 < range.end
            && words.is_capitalised(head_at + 1)
            && words.has_class(head_at + 1, TokenClass::Letters)
        {
            return None;
        }
        // "the minister's spokesman" is somebody else; "spokesman" was then the head already.
        let head = normalise_role_word(words.lower_at(head_at));
        let mut wanted = Vec::new();
        for at in range.start..range.end {
            let word = words.lower_at(at);
            if words.has_class(at, TokenClass::Letters)
                && at != head_at
                && !is_one_of(word, "the a an of for s in at and his her its their")
            {
                let is_place = self.mention_at(at).is_some_and(|named| named.kind == EntityKind::Place);
                wanted.push((normalise_role_word(word), words.is_capitalised(at), is_place));
            }
        }
        let unknown = matches!(words.lower_at(range.start), "a" | "an" | "another" | "one" | "some");
        if unknown {
            return None;
        }
        let mut best: Option<(i32, usize)> = None;
        for person in self.referents.iter().rev().take(64) {
            for role in &person.role_words {
                if !role.iter().any(|word| word == head) {
                    continue;
                }
                let mut score = 10;
                for &(word, capital, is_place) in &wanted {
                    let matched = role.iter().any(|known| is_same_stem(known, word));
                    let other_country =
                        capital && (is_place || is_demonym(word)) && role.iter().any(|known| is_demonym(known));
                    score += match (matched, other_country, capital) {
                        (true, ..) => 3,
                        (false, true, _) => -20,
                        (false, _, true) => -4,
                        (false, ..) => -3,
                    };
                }
                let latest = self.last_mention_before(person, range.start).unwrap_or(person.first_mention);
                let is_before = self.mentions.get(latest).is_some_and(|named| named.first_token < range.start);
                score += i32::from(is_before) * 2;
                let later = best.is_none_or(|(known, place)| (score, latest) > (known, place));
                if score > 4 && later {
                    best = Some((score, latest));
                }
            }
        }
        if let Some((score, place)) = best {
            return Some((place, if score >= 12 { 0.85 } else { 0.6 }));
        }
        // "her lawyer" is not she, and "Brown's lawyer" not Brown.
        let owned = range.clone().any(|at| words.is_possessive(at))
            || is_one_of(words.lower_at(range.start), "his her its their my our");
        let group = GENERIC_NOUNS.class_of(head).or(by_kind(head_at).then_some(1)).filter(|_| !owned)?;
        let fits = |place: usize, of_the_trade: bool| {
            let gender_fits = match self.gender_of(place) {
                ReferentGender::Feminine => {
                    !is_one_of(head, "man boy father husband businessman actor") && !head.ends_with("man")
                }
                ReferentGender::Masculine => {
                    !is_one_of(head, "woman girl mother wife widow businesswoman actress") && !head.ends_with("woman")
                }
                // "the woman" needs somebody who is known to be one.
                ReferentGender::Unknown => {
                    !(MASCULINE_NOUNS.contains(head)
                        || FEMININE_NOUNS.contains(head)
                        || is_one_of(head, "man boy woman girl"))
                }
            };
            let person = self.mentions.get(place).and_then(|named| self.referents.get(named.referent? as usize));
            gender_fits
                && person.is_some_and(|person| {
                    let is_known = person.role_words.iter().flatten().any(|word| is_same_profession(word, group));
                    is_known || !of_the_trade && (person.role_words.is_empty() || group == 1)
                })
        };
        let here = words.sentence_index(range.start);
        [true, false].into_iter().find_map(|of_the_trade| {
            let fits = |place: usize| fits(place, of_the_trade);
            (0..=4)
                .find_map(|back| self.salient_subject_of(here.checked_sub(back)?, range.start, &fits))
                .map(|place| (place, 0.6))
        })
    }

    /// Last mention of the person before the token at `at`, outside of quotation marks, of the 64 before it.
    pub(super) fn last_mention_before(&self, person: &PersonReferent, at: usize) -> Option<usize> {
        let number = self.mentions.get(person.first_mention)?.referent;
        let end = self.first_mention_from(at);
        (end.saturating_sub(64)..end).rev().find(|&place| {
            self.mentions
                .get(place)
                .is_some_and(|named| named.referent == number && !self.is_in_quotes(named.first_token))
        })
    }
}

/// Whether somebody with `word` in a role can be called by a generic noun of `group`.
pub(super) fn is_same_profession(word: &str, group: u8) -> bool {
    if group == 0 {
        return ROLE_NOUNS.class_of(word) == Some(0) || word == "head" || word == "minister";
    }
    GENERIC_NOUNS.class_of(word) == Some(group)
}
