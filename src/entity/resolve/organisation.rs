//! Names of organisations: what may be left off, and which letters stand for which words.

use crate::fold::fold;

/// Legal forms, which come and go with the spelling.
const FORMS: &str = " ltd limited inc incorporated corp corporation co company llc llp plc gmbh ag kg se sa spa srl bv nv oy oyj ab as asa \
aps sro zrt kft doo ooo oao zao pao jsc pjsc ojsc cjsc pty pvt sas sarl lp uab sia ou ";

/// `text` without "the", legal forms, points and marks: spellings with one key are one organisation.
pub fn key(text: &str) -> String {
    let folded = fold(text);
    let mut words: Vec<String> = folded
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '‐' | '–' | '/'))
        .map(|word| if word == "&" { "and".into() } else { word.chars().filter(|c| c.is_alphanumeric()).collect() })
        .filter(|word: &String| !word.is_empty())
        .collect();
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| FORMS.contains(&format!(" {word} "))) {
        words.pop();
    }
    words.join(" ")
}

/// Whether `text` looks like letters that stand for words: "MoD", "U.N.", "NATO".
pub fn is_acronym(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| *c != '.').collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters.len())
        && letters.iter().all(|c| c.is_alphabetic())
        && capitals >= 2
        && capitals * 2 >= letters.len()
}

/// Whether the letters of `acronym` are the initials of the words of `name`, small words with or without.
pub fn is_initials_of(acronym: &str, name: &str) -> bool {
    let letters: String = fold(&acronym.chars().filter(|c| c.is_alphabetic()).collect::<String>());
    let capitals: String = fold(&acronym.chars().filter(|c| c.is_uppercase()).collect::<String>());
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let initials = |small: bool| -> String {
        let kept = words.iter().filter(|word| small || word.starts_with(char::is_uppercase));
        fold(&kept.filter_map(|word| word.chars().next()).collect::<String>())
    };
    let large = initials(false);
    large.len() > 1 && (letters == large || letters == initials(true) || (capitals == large && letters != capitals))
}

/// Whether `acronym`, written in brackets right after `name`, can stand for it: its letters come in order in the name, the
/// first at the beginning of a word.
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
        assert_eq!(key("The Acme Widget Company, Ltd."), key("Acme Widget"));
        assert_eq!(key("Johnson & Johnson"), key("Johnson and Johnson"));
        assert_eq!(key("U.N."), key("UN"));
        assert_ne!(key("Acme Widgets"), key("Acme Gadgets"));
        assert_eq!(key("The Company"), "company");
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
