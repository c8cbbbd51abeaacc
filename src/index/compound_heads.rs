//! Compounds by their last part: the words of an index, reversed and sorted, of languages that write noun compounds as one word.
//!
//! Useful for finding "Bürgermeisterwahlen" by "Wahl". Made when it is first asked for, since most collections need none.

use std::sync::OnceLock;

use crate::storage::term_dictionary::{TermDictionary, TermDictionaryBuilder};

/// Languages that write noun compounds as one word.
pub(super) const COMPOUNDING_LANGUAGES: [&str; 7] = ["da", "de", "nb", "nl", "nn", "no", "sv"];

/// Letters of the shortest head of a compound that is sought, and bytes of the shortest part before it.
const MIN_HEAD_CHARS: usize = 4;
const MIN_MODIFIER_BYTES: usize = 3;

/// Endings of a head in the plural and in other cases.
const CASE_ENDINGS: [&str; 8] = ["", "e", "en", "er", "ern", "es", "n", "s"];

/// Most compounds of one head.
const MAX_COMPOUNDS: usize = 128;

/// The words of an index, reversed.
#[derive(Default)]
pub(super) struct CompoundHeads {
    reversed: OnceLock<TermDictionary>,
}

impl CompoundHeads {
    /// The compounds with `head`, folded as the words are. `words` gives all words that may be compounds, in any order; it is asked once.
    pub fn compounds_of(&self, head: &str, words: impl FnOnce() -> Vec<String>) -> Vec<String> {
        let mut found = Vec::new();
        if head.chars().count() < MIN_HEAD_CHARS {
            return found;
        }
        let dictionary = self.reversed.get_or_init(|| {
            let is_long = |word: &String| word.len() >= MIN_HEAD_CHARS + MIN_MODIFIER_BYTES;
            let mut reversed: Vec<String> =
                words().iter().filter(|word| is_long(word)).map(|word| reverse(word)).collect();
            crate::order::sort_by(&mut reversed, Ord::cmp);
            let mut builder = TermDictionaryBuilder::default();
            reversed.iter().for_each(|word| builder.push(word));
            builder.build()
        });
        for ending in CASE_ENDINGS {
            let beginning = reverse(&format!("{head}{ending}"));
            dictionary.each_with_prefix(&beginning, |_, word| {
                if word.len() >= beginning.len() + MIN_MODIFIER_BYTES && found.len() < MAX_COMPOUNDS {
                    found.push(reverse(word));
                }
            });
        }
        found
    }
}

fn reverse(word: &str) -> String {
    word.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_found_in_its_cases_and_not_in_the_middle() {
        let words = || {
            let all = "wahl wahlen kreiswahl kreiswahlen wahlkreis kreiswahlleiter kreiswahles";
            all.split(' ').map(str::to_owned).collect::<Vec<_>>()
        };
        let heads = CompoundHeads::default();
        assert_eq!(heads.compounds_of("wahl", words), ["kreiswahl", "kreiswahlen", "kreiswahles"]);
        assert_eq!(heads.compounds_of("kreis", || unreachable!("asked once")), ["wahlkreis"]);
        assert!(heads.compounds_of("eis", Vec::new).is_empty(), "three letters end too many words");
    }
}
