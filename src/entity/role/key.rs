//! What a role says, by whatever words: "U.S. President", "the president of the United States" and "President" of an American.

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::is_one_of;
use super::demonym::{DEMONYM_STEMS, is_demonym};
use super::noun::{is_role_noun, normalise_role_word};

/// Words that make another role of a role: of its time, of its rank, of one who only wants it.
static STATUS_WORDS: WordClassLexicon = WordClassLexicon::new(
    "former then acting interim ex elect designate candidate nominee vice deputy assistant associate under shadow incoming
    outgoing retired presumptive would-be hopeful contender co onetime potential",
);

/// Heads that say little by themselves: relations, and words for anybody of importance.
static WEAK_HEADS: WordClassLexicon = WordClassLexicon::new(
    "mother father son daughter wife husband widow brother sister nephew niece cousin grandson granddaughter partner leader
    politician critic champion candidate expert veteran host resident boss star lawmaker",
);

/// The content of a role: its words in one spelling, in order of the alphabet.
///
/// Useful for merging what says the same. Not useful for showing: the order of the words is lost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::entity) struct RoleKey {
    words: Vec<String>,
    /// How many of the words name countries.
    countries: usize,
}

impl RoleKey {
    pub(in crate::entity) fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let mut countries = Vec::new();
        let mut before = "";
        for part in text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ',' | '/')) {
            let owner = part.strip_suffix("’s").or_else(|| part.strip_suffix("'s"));
            let bare = owner.unwrap_or(part).replace(['.', '’', '\''], "");
            let lower = bare.to_lowercase();
            let capitalised = bare.chars().next().is_some_and(char::is_uppercase);
            let of_place = capitalised && (owner.is_some() || matches!(before, "of" | "the")) && !is_role_noun(&lower);
            before = if matches!(part, "of" | "the") { part } else { "" };
            if lower.is_empty() || is_one_of(&lower, "the a an of for to in and at s united") {
                continue;
            }
            if let Some(class) = DEMONYM_STEMS.class_of(&lower) {
                countries.push(format!("~{class}"));
            } else if is_demonym(&lower) || of_place {
                countries.push(lower.chars().take(5).collect());
            } else {
                let singular = lower.strip_suffix('s').filter(|stem| is_role_noun(stem)).unwrap_or(&lower);
                let word = if singular == "ex" { "former" } else { singular };
                words.push(normalise_role_word(word).to_owned());
            }
        }
        countries.sort_unstable();
        countries.dedup();
        let count = countries.len();
        words.append(&mut countries);
        words.sort_unstable();
        words.dedup();
        RoleKey { words, countries: count }
    }

    /// Number of different words.
    pub(in crate::entity) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether its head says little by itself.
    pub(in crate::entity) fn is_weak(&self) -> bool {
        self.words.iter().all(|word| WEAK_HEADS.contains(word) || !is_role_noun(word))
    }

    /// Whether `longer` says the same and more: it adds nothing but a country, or completes a single role noun by an office,
    /// and no word of status makes another role of it.
    pub(in crate::entity) fn is_short_for(&self, longer: &RoleKey) -> bool {
        if longer.len() <= self.len() || !self.words.iter().all(|word| longer.words.binary_search(word).is_ok()) {
            return false;
        }
        if longer.only_adds_countries_to(self) {
            return self.names_no_country();
        }
        let [head] = self.words.as_slice() else { return false };
        is_role_noun(head)
            && !longer.words.iter().any(|word| word != head && (STATUS_WORDS.contains(word) || is_role_noun(word)))
    }

    pub(in crate::entity) fn names_no_country(&self) -> bool {
        self.countries == 0
    }

    /// Whether `self` says no more than `short` does but countries: "Norwegian minister".
    pub(in crate::entity) fn only_adds_countries_to(&self, short: &RoleKey) -> bool {
        self.words.len() == short.words.len() + self.countries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same_has_one_key() {
        for (one, other) in [
            ("U.S. President", "the president of the United States"),
            ("President of the U.S.", "American president"),
            ("Russian President", "president of Russia"),
            ("Norway’s foreign minister", "Norwegian Foreign Minister"),
            ("Sen.", "senator"),
            ("ex-campaign chairman", "former campaign chair"),
        ] {
            assert_eq!(RoleKey::new(one), RoleKey::new(other), "{one}, {other}");
        }
        for (one, other) in [("President", "former President"), ("Vice President", "President"), ("judge", "nominee")] {
            assert_ne!(RoleKey::new(one), RoleKey::new(other), "{one}, {other}");
        }
    }

    #[test]
    fn a_bare_head_is_short_for_its_office() {
        let short = |one: &str, other: &str| RoleKey::new(one).is_short_for(&RoleKey::new(other));
        assert!(short("President", "U.S. President"));
        assert!(short("Speaker", "House Speaker"));
        assert!(short("Attorney General", "US Attorney General"));
        assert!(!short("President", "Vice President"));
        assert!(!short("President", "former President"));
        assert!(!short("Secretary", "House Speaker"));
    }
}
