//! Stemming: the Snowball stemmers (Porter 2001), by language.
//!
//! Terms are stemmed at query time, those around the stem of the query word; the index holds them unstemmed.

use rust_stemmers::{Algorithm, Stemmer};

use super::{fold::fold, language::Language};

/// The folded stem of `word`, which is in lower case with its accents; `None` for a language without a stemmer here.
///
/// ```
/// use reading_room::{Language, internals::analysis::stem::stem_word};
/// let english = Language::parse("en").unwrap();
/// assert_eq!(stem_word("signing", english), stem_word("signs", english));
/// assert_eq!(stem_word("signing", Language::parse("lt").unwrap()), None);
/// ```
pub fn stem_word(word: &str, language: Language) -> Option<String> {
    let stemmer = Stemmer::create(snowball_algorithm(language)?);
    Some(fold(&stemmer.stem(word)))
}

/// Folded prefixes of the words that may have this stem. Rules replace a last letter ("city", "citi") and strip suffixes; only those of
/// Arabic strip prefixes, too.
pub fn stem_prefixes(stem: &str, language: Language) -> impl Iterator<Item = String> {
    let last = stem.char_indices().next_back().map_or(0, |(at, _)| at);
    let kept = if stem.chars().count() > MIN_PREFIX_CHARS { stem.get(..last) } else { Some(stem) };
    let kept = kept.unwrap_or_default().to_owned();
    let before: &[&str] = if language.as_str() == "ar" { ARABIC_PREFIXES } else { &[""] };
    before.iter().map(move |before| format!("{before}{kept}"))
}

/// A stem of no more characters than this is kept whole.
const MIN_PREFIX_CHARS: usize = 3;

/// Arabic proclitics, written before a word: none, "the", "and the", "by the", "like the", "for the", "and".
const ARABIC_PREFIXES: &[&str] = &["", "ال", "وال", "بال", "كال", "لل", "و"];

/// Greek and Tamil are left out: their rules alone would be a fifteenth of the download.
fn snowball_algorithm(language: Language) -> Option<Algorithm> {
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
