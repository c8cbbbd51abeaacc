//! Hashes of words, of paragraphs and of word shingles. Letter case, punctuation and spacing do not count, so that editing them does
//! not make a text another.

use crate::analysis::fold::is_unspaced_script;
use crate::analysis::letter::is_alphanumeric;

/// Words in a shingle (w-shingling, Broder 1997). More words make chance agreement rarer and each edit costlier.
pub const SHINGLE_WORDS: usize = 5;

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

fn add_to_hash(hash: u64, number: u64) -> u64 {
    (hash.rotate_left(5) ^ number).wrapping_mul(MULTIPLIER)
}

/// Spreads every bit of a hash over all of it (the finaliser of MurmurHash3).
fn finish_hash(mut hash: u64) -> u64 {
    for multiplier in [0xFF51_AFD7_ED55_8CCD, 0xC4CE_B9FE_1A85_EC53] {
        hash = (hash ^ hash >> 33).wrapping_mul(multiplier);
    }
    hash ^ hash >> 33
}

/// Calls `visit` with the hash of each word in lower case. A word is a run of letters and digits; of scripts without spaces every letter
/// is one.
pub fn hash_words(text: &str, mut visit: impl FnMut(u64)) {
    let mut word = 0;
    for c in text.chars() {
        if !is_alphanumeric(c) {
            if word != 0 {
                visit(std::mem::take(&mut word));
            }
        } else if c.is_ascii() {
            word = add_to_hash(word, u64::from(c.to_ascii_lowercase()));
        } else {
            word = c.to_lowercase().fold(word, |word, c| add_to_hash(word, u64::from(c)));
            if is_unspaced_script(c) {
                visit(std::mem::take(&mut word));
            }
        }
    }
    if word != 0 {
        visit(word);
    }
}

/// The hash of a phrase by its words, and the number of these.
pub fn hash_phrase(text: &str) -> (u64, u32) {
    let (mut hash, mut words) = (0, 0);
    hash_words(text, |word| (hash, words) = (add_to_hash(hash, word), words + 1));
    (finish_hash(hash), words)
}

/// Calls `visit` with the hash of every shingle of the words in `passages`, which are read as one text. A shorter text is one shingle,
/// and an empty one has none.
pub fn shingle_hashes<'a>(passages: impl Iterator<Item = &'a str>, mut visit: impl FnMut(u32)) {
    let mut window = [0_u64; SHINGLE_WORDS];
    let mut words = 0_usize;
    let mut emit = |window: &[u64]| {
        let shingle = window.iter().fold(0, |hash, &word| add_to_hash(hash, word));
        visit((finish_hash(shingle) >> 32) as u32);
    };
    for passage in passages {
        hash_words(passage, |word| {
            window.rotate_left(1);
            if let Some(last) = window.last_mut() {
                *last = word;
            }
            words += 1;
            if words >= SHINGLE_WORDS {
                emit(&window);
            }
        });
    }
    if (1..SHINGLE_WORDS).contains(&words) {
        emit(&window);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shingles(text: &str) -> Vec<u32> {
        let mut all = Vec::new();
        shingle_hashes([text].into_iter(), |shingle| all.push(shingle));
        all
    }

    #[test]
    fn case_and_punctuation_do_not_count() {
        assert_eq!(hash_phrase("Sign up, for our NEWS – letter!"), hash_phrase("sign up for our news letter"));
        assert_ne!(hash_phrase("sign up for our news letter"), hash_phrase("sign up for our newsletter"));
        assert_eq!(hash_phrase("ŁÓDŹ ’n’ Ähnliches").0, hash_phrase("łódź n ähnliches").0);
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(hash_phrase("Two — words").1, 2);
        assert_eq!(hash_phrase("第一班列车").1, 5);
        assert_eq!(hash_phrase("*** ---").1, 0);
    }

    #[test]
    fn a_text_has_a_shingle_for_every_run_of_five_words() {
        assert_eq!(shingles("").len(), 0);
        assert_eq!(shingles("one two three").len(), 1);
        assert_eq!(shingles("one two three four five").len(), 1);
        let six = shingles("one two three four five six");
        assert_eq!(six, [shingles("one two three four five"), shingles("two three four five six")].concat());
    }

    #[test]
    fn passages_are_read_as_one_text() {
        let mut parted = Vec::new();
        shingle_hashes(["one two three", "four five six"].into_iter(), |shingle| parted.push(shingle));
        assert_eq!(parted, shingles("one two three four five six"));
    }
}
