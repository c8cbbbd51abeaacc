//! Pronoun resolution: the antecedents of "he", "she" and "it".

use super::super::Kind;
use super::super::word::among;
use super::discourse::{Cast, Named};
use super::gender::{Gender, HE, HER_NAMES, HIS_NAMES, SHE};
use super::noun::{MODIFIERS, is_head};

/// How many sentences back an antecedent is searched. More finds more antecedents, and more wrong ones; 0 keeps to the
/// sentence of the pronoun.
pub(super) const SENTENCES_BACK: usize = 12;

impl<'a> Cast<'a> {
    /// Gender by the title before a name, its first word, or the given name.
    pub(super) fn gender_told(&self, named: Named, names: &[String]) -> Gender {
        let words = self.words;
        let point = usize::from(words.small_before(named.from, 1) == ".");
        for title in [words.small_before(named.from, 1 + point), words.small(named.from)] {
            if HE.has(title) {
                return Gender::He;
            }
            if SHE.has(title) {
                return Gender::She;
            }
        }
        match names {
            [first, _, ..] if HIS_NAMES.has(first) => Gender::He,
            [first, _, ..] if HER_NAMES.has(first) => Gender::She,
            _ => Gender::Unknown,
        }
    }

    pub(super) fn gender_of(&self, place: usize) -> Gender {
        let person = self.named.get(place).and_then(|named| self.people.get(named.person? as usize));
        let Some(person) = person else { return Gender::Unknown };
        match person.gender {
            // Weak: half of the world's given names in -a are women's.
            Gender::Unknown
                if person.names.len() > 1 && person.names.first().is_some_and(|name| name.ends_with('a')) =>
            {
                Gender::She
            }
            known => known,
        }
    }

    /// The most salient mention of a sentence before the token `before`: its subject, else the only mention that fits.
    pub fn subject_of(&self, sentence: usize, before: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        self.main_subject_of(sentence, before, fits).or_else(|| {
            // The only mention may be meant, though the sentence is about something else.
            let range = self.words.sentence(sentence);
            let from = self.next_from(range.start);
            let mut named = self.named.iter().enumerate().skip(from).take(12).filter(|(place, named)| {
                named.from < range.end.min(before)
                    && !self.is_quoted(named.from)
                    && !self.words.is_possessive(named.to)
                    && fits(*place)
            });
            named.next().map(|(place, _)| place).filter(|_| named.next().is_none())
        })
    }

    /// The subject of a sentence: who speaks in it, else the first mention that no preposition governs. Mentions in
    /// quotation marks and possessives do not count.
    pub(super) fn main_subject_of(
        &self,
        sentence: usize,
        before: usize,
        fits: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        if let Some(&place) = self.speakers.get(&sentence)
            && fits(place)
        {
            return Some(place);
        }
        let words = self.words;
        let range = words.sentence(sentence);
        let first = self.next_from(range.start);
        let mut named = self
            .named
            .iter()
            .enumerate()
            .skip(first)
            .take(12)
            .take_while(|(_, named)| named.from < range.end.min(before));
        named
            .find(|(place, named)| {
                !self.is_quoted(named.from)
                    && !words.is_possessive(named.to)
                    && fits(*place)
                    && !self.is_governed(named.from, range.start)
            })
            .map(|(place, _)| place)
    }

    /// Whether a preposition governs the noun phrase that ends in the mention at `from`, at most 8 tokens before it.
    pub fn is_governed(&self, from: usize, limit: usize) -> bool {
        let words = self.words;
        let mut at = from;
        while at > limit.max(from.saturating_sub(8)) {
            at -= 1;
            let word = words.small(at);
            if among(
                word,
                "of for with by from to in on at against between about after including under and than like over into near behind alongside",
            ) {
                return true;
            }
            let title = is_head(word)
                || MODIFIERS.has(word)
                || words.is_capital(at)
                || matches!(word, "the" | "a" | "an" | "." | "-");
            if !title {
                return false;
            }
        }
        false
    }

    /// Antecedent of the pronoun at `at`, with its confidence: the most recent subject that agrees in kind and gender.
    /// `None` if no subject within 12 sentences agrees, or the token is no such pronoun.
    pub fn resolve_pronoun(&self, at: usize) -> Option<(usize, f32)> {
        let words = self.words;
        let pronoun = words.small(at);
        let (kind, gender) = match pronoun {
            "he" | "him" | "his" | "er" | "il" | "on" | "він" | "он" | "jis" => (Kind::Person, Gender::He),
            "she" | "her" | "sie" | "elle" | "ona" | "вона" | "она" | "ji" => (Kind::Person, Gender::She),
            "it" => (Kind::Organisation, Gender::Unknown),
            _ => return None,
        };
        let suits = |place: usize| {
            self.named.get(place).is_some_and(|named| named.kind == kind)
                && match (self.gender_of(place), gender) {
                    (Gender::Unknown, _) | (_, Gender::Unknown) => true,
                    (known, wanted) => known == wanted,
                }
        };
        let here = words.sentence_of(at);
        if let Some(place) = self.main_subject_of(here, at, &suits) {
            return Some((place, 0.75));
        }
        let mut sentence = here;
        for back in 1..=SENTENCES_BACK {
            sentence = sentence.checked_sub(1)?;
            let range = words.sentence(sentence);
            // "She met X. She said": she is not X.
            let again = (range.start..range.end.min(range.start + 3))
                .find(|&at| words.small(at) == pronoun && !self.is_quoted(at));
            let limit = again.unwrap_or(range.end);
            // "The mayor was content, but Berg was not. She said": the contrast is Berg's.
            let contrasted =
                self.named.iter().enumerate().skip(self.next_from(range.start)).take(12).filter(|(place, named)| {
                    named.from < limit
                        && words.small_before(named.from, 1) == "but"
                        && !self.is_quoted(named.from)
                        && suits(*place)
                });
            if let Some((place, _)) = contrasted.max_by_key(|(place, _)| *place) {
                return Some((place, 0.75));
            }
            if let Some(place) = self.subject_of(sentence, limit, &suits) {
                return Some((place, if back < 4 { 0.85 } else { 0.65 }));
            }
        }
        None
    }
}
