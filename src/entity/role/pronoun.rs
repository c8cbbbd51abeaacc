//! Pronoun resolution: the antecedents of "he", "she" and "it".

use super::super::EntityKind;
use super::super::token_row::is_one_of;
use super::discourse::{DiscourseMention, DiscourseModel};
use super::gender::{FEMININE_NAMES, FEMININE_NOUNS, MASCULINE_NAMES, MASCULINE_NOUNS, ReferentGender};
use super::noun::{ROLE_MODIFIERS, is_role_noun};

/// How many sentences back an antecedent is searched. More finds more antecedents, and more wrong ones; 0 keeps to the
/// sentence of the pronoun.
pub(super) const ANTECEDENT_SENTENCES: usize = 12;

impl<'a> DiscourseModel<'a> {
    /// Gender by the title before a name, its first word, or the given name.
    pub(super) fn gender_from_name(&self, named: DiscourseMention, names: &[String]) -> ReferentGender {
        let words = self.words;
        let point = usize::from(words.lower_before(named.first_token, 1) == ".");
        for title in [words.lower_before(named.first_token, 1 + point), words.lower_at(named.first_token)] {
            if MASCULINE_NOUNS.contains(title) {
                return ReferentGender::Masculine;
            }
            if FEMININE_NOUNS.contains(title) {
                return ReferentGender::Feminine;
            }
        }
        match names {
            [first, _, ..] if MASCULINE_NAMES.contains(first) => ReferentGender::Masculine,
            [first, _, ..] if FEMININE_NAMES.contains(first) => ReferentGender::Feminine,
            _ => ReferentGender::Unknown,
        }
    }

    pub(super) fn gender_of(&self, place: usize) -> ReferentGender {
        let person = self.mentions.get(place).and_then(|named| self.referents.get(named.referent? as usize));
        let Some(person) = person else { return ReferentGender::Unknown };
        match person.gender {
            // Weak: half of the world's given names in -a are women's.
            ReferentGender::Unknown
                if person.name_words.len() > 1 && person.name_words.first().is_some_and(|name| name.ends_with('a')) =>
            {
                ReferentGender::Feminine
            }
            known => known,
        }
    }

    /// The most salient mention of a sentence before the token `before`: its subject, else the only mention that fits.
    pub fn salient_subject_of(&self, sentence: usize, before: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        self.main_subject_of(sentence, before, fits).or_else(|| {
            // The only mention may be meant, though the sentence is about something else.
            let range = self.words.sentence_range(sentence);
            let from = self.first_mention_from(range.start);
            let mut named = self.mentions.iter().enumerate().skip(from).take(12).filter(|(place, named)| {
                named.first_token < range.end.min(before)
                    && !self.is_in_quotes(named.first_token)
                    && !self.words.is_possessive(named.end_token)
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
        if let Some(&place) = self.speaker_by_sentence.get(&sentence)
            && fits(place)
        {
            return Some(place);
        }
        let words = self.words;
        let range = words.sentence_range(sentence);
        let first = self.first_mention_from(range.start);
        let mut named = self
            .mentions
            .iter()
            .enumerate()
            .skip(first)
            .take(12)
            .take_while(|(_, named)| named.first_token < range.end.min(before));
        named
            .find(|(place, named)| {
                !self.is_in_quotes(named.first_token)
                    && !words.is_possessive(named.end_token)
                    && fits(*place)
                    && !self.is_governed(named.first_token, range.start)
            })
            .map(|(place, _)| place)
    }

    /// Whether a preposition governs the noun phrase that ends in the mention at `from`, at most 8 tokens before it.
    pub fn is_governed(&self, from: usize, limit: usize) -> bool {
        let words = self.words;
        let mut at = from;
        while at > limit.max(from.saturating_sub(8)) {
            at -= 1;
            let word = words.lower_at(at);
            if is_one_of(
                word,
                "of for with by from to in on at against between about after including under and than like over into near behind alongside",
            ) {
                return true;
            }
            let title = is_role_noun(word)
                || ROLE_MODIFIERS.contains(word)
                || words.is_capitalised(at)
                || matches!(word, "the" | "a" | "an" | "." | "-");
            if !title {
                return false;
            }
        }
        false
    }

    /// The one who is asked in a clause that leads in the answer: "When Berg asked Ann Lee about it, she".
    fn asked_person(&self, sentence: usize, before: usize) -> Option<usize> {
        let words = self.words;
        let range = words.sentence_range(sentence);
        if !is_one_of(words.lower_at(range.start), "when after as while once") {
            return None;
        }
        let end = range.end.min(before).min(range.start + 20);
        let asked = (range.start..end)
            .find(|&at| is_one_of(words.lower_at(at), "asked pressed questioned challenged confronted"))?;
        let place = self.first_mention_from(asked + 1);
        self.mentions.get(place).filter(|named| named.first_token <= asked + 3 && named.end_token <= end).map(|_| place)
    }

    /// Antecedent of the pronoun at `at`, with its confidence: the most recent subject that agrees in kind and gender.
    /// `None` if no subject within 12 sentences agrees, or the token is no such pronoun.
    pub fn resolve_pronoun(&self, at: usize) -> Option<(usize, f32)> {
        let words = self.words;
        let pronoun = words.lower_at(at);
        let (kind, gender) = match pronoun {
            "he" | "him" | "his" | "er" | "il" | "on" | "він" | "он" | "jis" => {
                (EntityKind::Person, ReferentGender::Masculine)
            }
            "she" | "her" | "sie" | "elle" | "ona" | "вона" | "она" | "ji" => {
                (EntityKind::Person, ReferentGender::Feminine)
            }
            "it" => (EntityKind::Organisation, ReferentGender::Unknown),
            _ => return None,
        };
        let suits = |place: usize| {
            self.mentions.get(place).is_some_and(|named| named.kind == kind)
                && match (self.gender_of(place), gender) {
                    (ReferentGender::Unknown, _) | (_, ReferentGender::Unknown) => true,
                    (known, wanted) => known == wanted,
                }
        };
        let here = words.sentence_index(at);
        if let Some(place) = self.asked_person(here, at).filter(|&place| suits(place)) {
            return Some((place, 0.75));
        }
        // Of two that it may mean, the subject is possible.
        let is_contested = |sentence: usize, before: usize, place: usize| {
            let range = words.sentence_range(sentence);
            let first = self.first_mention_from(range.start);
            let mut named = self.mentions.iter().enumerate().skip(first).take(12);
            !self.speaker_by_sentence.contains_key(&sentence)
                && named.any(|(other, named)| {
                    named.first_token < range.end.min(before)
                        && suits(other)
                        && !self.is_same_referent(Some(other), Some(place))
                        && !self.is_in_quotes(named.first_token)
                        && !words.is_possessive(named.end_token)
                        && !self.is_governed(named.first_token, range.start)
                })
        };
        if let Some(place) = self.main_subject_of(here, at, &suits) {
            return Some((place, if is_contested(here, at, place) { 0.65 } else { 0.75 }));
        }
        let mut sentence = here;
        for back in 1..=ANTECEDENT_SENTENCES {
            sentence = sentence.checked_sub(1)?;
            let range = words.sentence_range(sentence);
            // "She met X. She said": she is not X.
            let again = (range.start..range.end.min(range.start + 3))
                .find(|&at| words.lower_at(at) == pronoun && !self.is_in_quotes(at));
            let limit = again.unwrap_or(range.end);
            // "The mayor was content, but Berg was not. She said": the contrast is Berg's.
            let contrasted =
                self.mentions.iter().enumerate().skip(self.first_mention_from(range.start)).take(12).filter(
                    |(place, named)| {
                        named.first_token < limit
                            && words.lower_before(named.first_token, 1) == "but"
                            && !self.is_in_quotes(named.first_token)
                            && suits(*place)
                    },
                );
            if let Some((place, _)) = contrasted.max_by_key(|(place, _)| *place) {
                return Some((place, 0.75));
            }
            let asked = self.asked_person(sentence, limit).filter(|&place| suits(place));
            if let Some(place) = asked.or_else(|| self.salient_subject_of(sentence, limit, &suits)) {
                let near = back < 4 && (asked.is_some() || !is_contested(sentence, limit, place));
                return Some((place, if near { 0.85 } else { 0.65 }));
            }
        }
        None
    }
}
