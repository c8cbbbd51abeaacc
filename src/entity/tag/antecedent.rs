//! Name antecedents: a full name that stands in the document tells what its parts are where they stand alone.
//!
//! "Amina Keita" makes a later "Keita" a person, "Ministry of Works (MOW)" a later "MOW" an organisation. News names
//! somebody in full once, and a rare name is often known by that one mention only.

use rustc_hash::FxHashMap;

use super::gazetteer::{GazetteerList, hash_word};
use super::label::{BioesPosition, NameClass, encode_label};
use super::rules::TaggedName;
use super::word_form::{WordForm, WordShape};
use crate::entity::EntityKind;

/// Added to the score of a person for a surname. At 0 the antecedent says nothing; beyond 3 it outweighs the words
/// around a surname that is a place too ("Lincoln"), and more is lost than found.
const SURNAME_BONUS: f32 = 1.5;
/// The same for an acronym, which hardly ever stands for two things in one document.
const ACRONYM_BONUS: f32 = 3.5;
/// Least confidence of a name that is an antecedent.
const MIN_CONFIDENCE: f32 = 0.5;

/// The class of each word that is the part of a full name, by the hash of the word in lower case.
#[derive(Debug, Clone, Default)]
pub struct NameAntecedents {
    by_word: FxHashMap<u32, (NameClass, f32)>,
}

impl NameAntecedents {
    /// Collects the parts of the names of a document. `form_at` gives the word form of a token.
    pub fn collect<'a>(names: &[TaggedName], form_at: impl Fn(usize) -> Option<&'a WordForm>) -> NameAntecedents {
        let mut found = NameAntecedents::default();
        let is_full = |name: &&TaggedName| name.end_token - name.start_token > 1 && name.confidence >= MIN_CONFIDENCE;
        for name in names.iter().filter(is_full) {
            let (part, class, bonus) = match name.kind {
                EntityKind::Person => {
                    (form_at(name.end_token - 1).filter(|form| is_surname(form)), NameClass::Person, SURNAME_BONUS)
                }
                EntityKind::Organisation => (acronym_after(name, &form_at), NameClass::Organisation, ACRONYM_BONUS),
                EntityKind::Other => (acronym_after(name, &form_at), NameClass::Other, ACRONYM_BONUS),
                _ => (None, NameClass::Other, 0.0),
            };
            if let Some(part) = part {
                found.by_word.insert(part.lower_hash, (class, bonus));
            }
        }
        found
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_word.is_empty()
    }

    /// Whether a word has an antecedent.
    pub fn contains(&self, lower_hash: u32) -> bool {
        self.by_word.contains_key(&lower_hash)
    }

    /// Corrects the scores of a word that stands alone by its antecedent.
    pub fn adjust_scores(&self, lower_hash: u32, scores: &mut [f32]) {
        if let Some(&(class, bonus)) = self.by_word.get(&lower_hash)
            && let Some(score) = scores.get_mut(encode_label(class, BioesPosition::Single))
        {
            *score += bonus;
        }
    }
}

/// Whether a word can stand for its bearer: "Keita", not "Jr." nor "J.".
fn is_surname(form: &WordForm) -> bool {
    matches!(form.word_shape, WordShape::Capitalised | WordShape::MixedCase)
        && ![GazetteerList::Calendar, GazetteerList::PersonTitle, GazetteerList::Country]
            .iter()
            .any(|&list| form.gazetteer_entry.is_in(list))
}

/// The acronym in brackets after a name: "(MOW)".
fn acronym_after<'a>(name: &TaggedName, form_at: &impl Fn(usize) -> Option<&'a WordForm>) -> Option<&'a WordForm> {
    let is_mark = |at: usize, mark: &str| form_at(at).is_some_and(|form| form.exact_hash == hash_word(mark));
    let is_enclosed = is_mark(name.end_token, "(") && is_mark(name.end_token + 2, ")");
    form_at(name.end_token + 1).filter(|form| is_enclosed && form.word_shape == WordShape::AllCaps)
}

#[cfg(test)]
mod tests {
    use super::super::gazetteer::WordGazetteer;
    use super::super::label::LABEL_COUNT;
    use super::*;

    fn antecedents(words: &str, end_token: usize, kind: EntityKind) -> (NameAntecedents, Vec<WordForm>) {
        let forms: Vec<_> = words.split(' ').map(|word| WordForm::analyse(word, &WordGazetteer::default())).collect();
        let name = TaggedName { start_token: 0, end_token, kind, confidence: 0.9 };
        (NameAntecedents::collect(&[name], |at| forms.get(at)), forms)
    }

    #[test]
    fn a_surname_alone_is_more_likely_the_person_whose_full_name_stands_in_the_document() {
        let (found, forms) = antecedents("Amina Keita resigned", 2, EntityKind::Person);
        let mut scores = [0.0; LABEL_COUNT];
        found.adjust_scores(forms[1].lower_hash, &mut scores);
        assert_eq!(scores[encode_label(NameClass::Person, BioesPosition::Single)], SURNAME_BONUS);
        assert!(!found.contains(forms[0].lower_hash) && !found.contains(forms[2].lower_hash));
        assert!(antecedents("Keita resigned", 1, EntityKind::Person).0.is_empty());
    }

    #[test]
    fn an_acronym_in_brackets_is_what_the_name_before_it_is() {
        let (found, forms) = antecedents("Ministry of Works ( MOW ) said", 3, EntityKind::Organisation);
        assert!(found.contains(forms[4].lower_hash));
        assert!(antecedents("Ministry of Works , MOW ,", 3, EntityKind::Organisation).0.is_empty());
    }
}
