//! Stems: what the forms of a word have in common, by the Snowball rules of its language.

use rust_stemmers::{Algorithm, Stemmer};

use crate::{document::Language, fold::fold};

/// The stem of `word` (in lower case, accents kept) in plain letters, or `None` for a language without rules here.
///
/// ```
/// use reading_room::{Language, stem::stem};
/// let english = Language::parse("en").unwrap();
/// assert_eq!(stem("signing", english), stem("signs", english));
/// assert_eq!(stem("signing", Language::parse("lt").unwrap()), None);
/// ```
pub fn stem(word: &str, language: Language) -> Option<String> {
    let stemmer = Stemmer::create(algorithm(language)?);
    Some(fold(&stemmer.stem(word)))
}

/// Greek and Tamil are left out: their rules alone would be a fifteenth of the download.
fn algorithm(language: Language) -> Option<Algorithm> {
    Some(match language.as_str() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}
