//! Stemming, by language: the Snowball stemmers (Porter 2001), and light stemmers.
//!
//! Terms are stemmed at query time, those around the stem of the query word; the index holds them unstemmed.

use waken_snowball::{SnowballEnv, algorithms::*};

use super::{
    fold::fold,
    language::Language,
    light_stem::{light_stem, weaken_consonants},
};

/// The folded stem of `word`, which is in lower case with its accents; `None` for a language without a stemmer here.
///
/// ```
/// use reading_room::{Language, internals::analysis::stem::stem_word};
/// let language = |tag| Language::parse(tag).unwrap();
/// assert_eq!(stem_word("signing", language("en")), stem_word("signs", language("en")));
/// assert_eq!(stem_word("gdyni", language("pl")), stem_word("gdynia", language("pl")));
/// assert_eq!(stem_word("signing", language("cy")), None);
/// ```
pub fn stem_word(word: &str, language: Language) -> Option<String> {
    let Some(stem) = snowball_stemmer(language) else { return light_stem(&fold(word), language) };
    let mut env = SnowballEnv::create(word);
    stem(&mut env);
    Some(weaken_consonants(fold(&env.get_current()), language))
}

/// Folded prefixes of the words that may have this stem. Rules strip suffixes and replace a last letter ("city", "citi"), light ones two;
/// only those of Arabic strip prefixes, too.
pub fn stem_prefixes(stem: &str, language: Language) -> impl Iterator<Item = String> {
    let (shortest, replaced) = if snowball_stemmer(language).is_some() { (3, 1) } else { (2, 2) };
    let letters = stem.chars().count();
    let kept: String = stem.chars().take(letters.saturating_sub(replaced).max(shortest)).collect();
    let before: &[&str] = if language.as_str() == "ar" { ARABIC_PREFIXES } else { &[""] };
    before.iter().map(move |before| format!("{before}{kept}"))
}

/// Arabic proclitics, written before a word: none, "the", "and the", "by the", "like the", "for the", "and".
const ARABIC_PREFIXES: &[&str] = &["", "ال", "وال", "بال", "كال", "لل", "و"];

/// Greek and Serbian have light stemmers: Snowball's are 7 and 14 KB of the download (brotli).
fn snowball_stemmer(language: Language) -> Option<fn(&mut SnowballEnv<'_>) -> bool> {
    Some(match language.as_str() {
        "ar" => arabic_stemmer::stem,
        "ca" => catalan_stemmer::stem,
        "da" => danish_stemmer::stem,
        "de" => german_stemmer::stem,
        "en" => english_stemmer::stem,
        "es" => spanish_stemmer::stem,
        "et" => estonian_stemmer::stem,
        "fi" => finnish_stemmer::stem,
        "fr" => french_stemmer::stem,
        "hi" => hindi_stemmer::stem,
        "hu" => hungarian_stemmer::stem,
        "id" | "ms" => indonesian_stemmer::stem,
        "it" => italian_stemmer::stem,
        "lt" => lithuanian_stemmer::stem,
        "nl" => dutch_porter_stemmer::stem,
        "nb" | "nn" | "no" => norwegian_stemmer::stem,
        "pt" => portuguese_stemmer::stem,
        "ro" => romanian_stemmer::stem,
        "ru" => russian_stemmer::stem,
        "sv" => swedish_stemmer::stem,
        "tr" => turkish_stemmer::stem,
        _ => return None,
    })
}
