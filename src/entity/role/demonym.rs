//! Demonyms: "French" and "France" are matched, "politician" is none.

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::is_one_of;

/// Countries and demonyms of different stems, one country a line.
pub(super) static DEMONYM_STEMS: WordClassLexicon = WordClassLexicon::new(
    "
    poland polish
    france french
    spain spanish
    netherlands dutch
    britain british uk
    greece greek
    denmark danish
    wales welsh
    turkey turkish
    switzerland swiss
    us american states america
    finland finnish
    peru peruvian
    ireland irish
    iceland icelandic
    sweden swedish
    norway norwegian
    cyprus cypriot
",
);

/// Whether a lower-case word is a demonym: "irish", "norwegian".
pub fn is_demonym(word: &str) -> bool {
    let ending = ["ian", "ish", "ese", "ean", "can"]
        .iter()
        .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending));
    ending
        && !is_one_of(
            word,
            "politician civilian ocean these guardian musician physician republican librarian comedian historian",
        )
        || is_one_of(
            word,
            "french german dutch greek czech swiss thai israeli iraqi pakistani afghan welsh saudi us uk british american norwegian icelandic slovak serb croat arab",
        )
}

/// Whether two words share a stem: "norwegian" and "norway", "culture" and "cultural".
pub fn is_same_stem(one: &str, other: &str) -> bool {
    if one == other || DEMONYM_STEMS.class_of(one).is_some_and(|line| DEMONYM_STEMS.class_of(other) == Some(line)) {
        return true;
    }
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    same >= 5 || (same == 4 && one.chars().count().min(other.chars().count()) <= 6)
}
