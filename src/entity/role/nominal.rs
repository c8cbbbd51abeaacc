//! Nominal anaphora: whom "the minister" and "the French politician" refer to.

use super::super::lexicon::Lexicon;
use super::super::word::{Make, among};
use super::demonym::{is_demonym, is_same_stem};
use super::discourse::{Cast, Person};
use super::gender::Gender;
use super::noun::{HEADS, is_head, plain};

/// Generic nouns for a person already named. A line is a group of professions; the second is of anybody.
pub(super) static GENERAL: Lexicon = Lexicon::new(
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

impl<'a> Cast<'a> {
    /// Antecedent of the noun phrase in `range`, with its confidence: the person whose role matches its words best,
    /// else, for generic nouns, the most recent subject that fits.
    pub fn resolve_nominal(&self, range: std::ops::Range<usize>) -> Option<(usize, f32)> {
        let words = self.words;
        // The head stands before the first preposition: "the minister of culture".
        let phrase_end =
            range.clone().skip(1).find(|&at| among(words.small(at), "of for from at in with ,")).unwrap_or(range.end);
        // "the Dutchman", "the 24-year-old"
        let by_kind = |at: usize| {
            let word = words.small(at);
            at > range.start
                && (words.is_capital(at) && word.len() > 5 && (word.ends_with("man") || word.ends_with("woman")))
                || (word == "old" && words.small_before(at, 2) == "year")
        };
        let head_at = (range.start..phrase_end)
            .rev()
            .find(|&at| is_head(words.small(at)) || GENERAL.has(words.small(at)) || by_kind(at))?;
        // "boss Kev Dobbs" is Kev Dobbs, whom nobody marked.
        if head_at + 1 < range.end && words.is_capital(head_at + 1) && words.is(head_at + 1, Make::Letters) {
            return None;
        }
        // "the minister's spokesman" is somebody else; "spokesman" was then the head already.
        let head = plain(words.small(head_at));
        let mut wanted = Vec::new();
        for at in range.start..range.end {
            let word = words.small(at);
            if words.is(at, Make::Letters)
                && at != head_at
                && !among(word, "the a an of for s in at and his her its their")
            {
                wanted.push((plain(word), words.is_capital(at)));
            }
        }
        let unknown = matches!(words.small(range.start), "a" | "an" | "another" | "one" | "some");
        if unknown {
            return None;
        }
        let mut best: Option<(i32, usize)> = None;
        for person in self.people.iter().rev().take(64) {
            for role in &person.roles {
                if !role.iter().any(|word| word == head) {
                    continue;
                }
                let mut score = 10;
                for &(word, capital) in &wanted {
                    let matched = role.iter().any(|told| is_same_stem(told, word));
                    let other_country = capital && is_demonym(word) && role.iter().any(|told| is_demonym(told));
                    score += match (matched, other_country, capital) {
                        (true, ..) => 3,
                        (false, true, _) => -20,
                        (false, _, true) => -4,
                        (false, ..) => -3,
                    };
                }
                let latest = self.last_before(person, range.start).unwrap_or(person.first);
                let is_before = self.named.get(latest).is_some_and(|named| named.from < range.start);
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
            || among(words.small(range.start), "his her its their my our");
        let group = GENERAL.find(head).or(by_kind(head_at).then_some(1)).filter(|_| !owned)?;
        let fits = |place: usize, of_the_trade: bool| {
            let gender_fits = match self.gender_of(place) {
                Gender::She => !among(head, "man boy father husband businessman actor") && !head.ends_with("man"),
                Gender::He => {
                    !among(head, "woman girl mother wife widow businesswoman actress") && !head.ends_with("woman")
                }
                Gender::Unknown => true,
            };
            let person = self.named.get(place).and_then(|named| self.people.get(named.person? as usize));
            gender_fits
                && person.is_some_and(|person| {
                    let told = person.roles.iter().flatten().any(|word| same_trade(word, group));
                    told || !of_the_trade && (person.roles.is_empty() || group == 1)
                })
        };
        let here = words.sentence_of(range.start);
        [true, false].into_iter().find_map(|of_the_trade| {
            let fits = |place: usize| fits(place, of_the_trade);
            (0..=4)
                .find_map(|back| self.subject_of(here.checked_sub(back)?, range.start, &fits))
                .map(|place| (place, 0.6))
        })
    }

    /// Last mention of the person before the token at `at`, outside of quotation marks, of the 64 before it.
    pub(super) fn last_before(&self, person: &Person, at: usize) -> Option<usize> {
        let number = self.named.get(person.first)?.person;
        let end = self.next_from(at);
        (end.saturating_sub(64)..end).rev().find(|&place| {
            self.named.get(place).is_some_and(|named| named.person == number && !self.is_quoted(named.from))
        })
    }
}

/// Whether somebody with `word` in a role can be called by a generic noun of `group`.
pub(super) fn same_trade(word: &str, group: u8) -> bool {
    if group == 0 {
        return HEADS.find(word) == Some(0) || word == "head" || word == "minister";
    }
    GENERAL.find(word) == Some(group)
}
