//! Names of organisations: normalisation, and acronyms with their expansions.

use crate::analysis::fold::fold;
use crate::entity::place_names::canonical_place_name;

/// Legal forms, which normalisation strips.
const LEGAL_FORMS: &str = " ltd limited inc incorporated corp corporation co company llc llp plc gmbh ag kg se sa spa srl bv nv oy oyj ab as asa \
aps sro zrt kft doo ooo oao zao pao jsc pjsc ojsc cjsc pty pvt sas sarl lp uab sia ou ";

/// Acronyms that are known worldwide, each with its expansion. Written from general knowledge; other bodies with the
/// same letters are rare in the news and expand them in brackets.
const KNOWN_ACRONYMS: &[(&str, &str)] = &[
    ("eu", "european union"),
    ("un", "united nations"),
    ("nato", "north atlantic treaty organization"),
    ("nato", "north atlantic treaty organisation"),
    ("who", "world health organization"),
    ("who", "world health organisation"),
    ("wto", "world trade organization"),
    ("wto", "world trade organisation"),
    ("imf", "international monetary fund"),
    ("iaea", "international atomic energy agency"),
    ("icc", "international criminal court"),
    ("icj", "international court of justice"),
    ("echr", "european court of human rights"),
    ("ecb", "european central bank"),
    ("osce", "organization for security and cooperation in europe"),
    ("osce", "organisation for security and cooperation in europe"),
    ("osce", "organization for security and co operation in europe"),
    ("oecd", "organisation for economic cooperation and development"),
    ("oecd", "organisation for economic co operation and development"),
    ("opec", "organization of the petroleum exporting countries"),
    ("unicef", "united nations childrens fund"),
    ("unhcr", "united nations high commissioner for refugees"),
    ("ilo", "international labour organization"),
    ("asean", "association of southeast asian nations"),
    ("ioc", "international olympic committee"),
    ("icrc", "international committee of the red cross"),
    ("wfp", "world food programme"),
    ("cia", "central intelligence agency"),
    ("fbi", "federal bureau of investigation"),
    ("nasa", "national aeronautics and space administration"),
    ("bbc", "british broadcasting corporation"),
];

/// The canonical key: the acronym of a known expansion, the first listed name of a country, else the key itself.
fn canonical_key(key: &str) -> &str {
    KNOWN_ACRONYMS
        .iter()
        .find(|(_, name)| *name == key)
        .map_or_else(|| canonical_place_name(key), |(acronym, _)| acronym)
}

/// Whether `key` is that of a known acronym or of a country that is known by its letters.
pub fn is_known_acronym(key: &str) -> bool {
    KNOWN_ACRONYMS.iter().any(|(acronym, _)| *acronym == key) || ["united states", "united kingdom"].contains(&key)
}

/// Equality key of an organisation: folded, without "the", legal forms and punctuation; a known acronym and its
/// expansion share one.
pub fn organisation_key(text: &str) -> String {
    canonical_key(&plain_key(text)).to_owned()
}

/// The key without the table of known acronyms.
pub fn plain_key(text: &str) -> String {
    let folded = fold(text);
    let mut words: Vec<String> = folded
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '‐' | '–' | '/'))
        .map(|word| if word == "&" { "and".into() } else { word.chars().filter(|c| c.is_alphanumeric()).collect() })
        .filter(|word: &String| !word.is_empty())
        .collect();
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(&format!(" {word} "))) {
        words.pop();
    }
    words.join(" ")
}

/// Whether `text` has the shape of an acronym: "MoD", "U.N.", "NATO".
pub fn is_acronym(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| *c != '.').collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters.len())
        && letters.iter().all(|c| c.is_alphabetic())
        && capitals >= 2
        && capitals * 2 >= letters.len()
}

/// Acronyms that `name` may have: the initials of its capitalised words, and of all words, folded.
pub fn word_initials(name: &str) -> [String; 2] {
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    [false, true].map(|small| {
        let kept = words.iter().filter(|word| small || word.starts_with(char::is_uppercase));
        fold(&kept.filter_map(|word| word.chars().next()).collect::<String>())
    })
}

/// The letters of an acronym, folded: all of them, and the capitals alone.
pub fn acronym_letters(acronym: &str) -> [String; 2] {
    let pick = |keep: fn(&char) -> bool| fold(&acronym.chars().filter(keep).collect::<String>());
    [pick(|c| c.is_alphabetic()), pick(|c| c.is_uppercase())]
}

/// Whether `acronym`, in brackets right after `name`, can abbreviate it: its letters are a subsequence of the name, and
/// a word begins with the first. A looser form of Schwartz and Hearst (2003).
pub fn may_shorten(acronym: &str, name: &str) -> bool {
    let letters = fold(&acronym.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let name = fold(name);
    let Some(first) = letters.chars().next() else { return false };
    name.split_whitespace().any(|word| word.starts_with(first)) && letters.len() < name.len() && {
        let mut rest = name.chars();
        letters.chars().filter(|c| c.is_alphabetic()).all(|letter| rest.any(|c| c == letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_legal_forms_come_and_go() {
        assert_eq!(organisation_key("The Acme Widget Company, Ltd."), organisation_key("Acme Widget"));
        assert_eq!(organisation_key("Johnson & Johnson"), organisation_key("Johnson and Johnson"));
        assert_eq!(organisation_key("U.N."), organisation_key("UN"));
        assert_ne!(organisation_key("Acme Widgets"), organisation_key("Acme Gadgets"));
        assert_eq!(organisation_key("The Company"), "company");
        assert_eq!(organisation_key("the World Health Organization"), organisation_key("W.H.O."));
        assert_eq!(organisation_key("U.S."), organisation_key("United States of America"));
    }

    fn is_initials_of(acronym: &str, name: &str) -> bool {
        let ([letters, capitals], [large, all]) = (acronym_letters(acronym), word_initials(name));
        letters == large || letters == all || capitals == large
    }

    #[test]
    fn initials_of_words() {
        assert!(is_acronym("MoD") && is_acronym("U.N.") && !is_acronym("Acme") && !is_acronym("A"));
        assert!(is_initials_of("MoD", "Ministry of Defence"));
        assert!(is_initials_of("UN", "United Nations") && is_initials_of("FAO", "Food and Agriculture Organization"));
        assert!(!is_initials_of("UN", "United States") && !is_initials_of("UN", "Unicorn"));
        assert!(may_shorten("Interpol", "International Criminal Police Organization") || !is_acronym("Interpol"));
        assert!(may_shorten("MSZ", "Ministerstwo Spraw Zagranicznych"));
    }
}
