//! Short words: up to 16 bytes of UTF-8 packed into a `u128`, which is compared and hashed as one integer, and runs of ASCII letters
//! read, lowered and packed eight bytes at a time.
//!
//! By hand because small-string crates keep a length and hash bytes; this one is a plain key for hash tables, `Copy`, without a pointer.

use crate::analysis::swar::{HIGH_BITS, SwarWord, bytes_before, find_first};

/// Length in bytes of the longest word that fits.
pub const MAX_PACKED_BYTES: usize = 16;

/// Packs `word` in little-endian order, padded with zeros; `None` for one that is longer, or that ends with a zero byte.
///
/// Byte by byte: a copy of unknown length is a call out of WebAssembly, which takes longer.
pub fn pack_word(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    if bytes.len() > MAX_PACKED_BYTES || bytes.last() == Some(&0) {
        return None;
    }
    let half = |bytes: &[u8]| bytes.iter().rev().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    let (low, high) = bytes.split_at(bytes.len().min(MAX_PACKED_BYTES / 2));
    Some(u128::from(half(high)) << 64 | u128::from(half(low)))
}

/// A run of ASCII letters, or of ASCII letters and digits, at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct AsciiRun {
    /// Length in bytes.
    pub len: usize,
    /// Whether it has no capital letter.
    pub is_lowercase: bool,
    /// The run in lower case, packed; `None` where it is too long.
    pub short_word: Option<u128>,
}

impl AsciiRun {
    /// The letters and digits that `text` begins with; of length 0 if there are none.
    pub fn leading_word(text: &[u8]) -> Self {
        AsciiRun::leading_run(text, |eight| eight.letter_mask() | eight.digit_mask())
    }

    /// The letters that `text` begins with; of length 0 if there are none.
    pub fn leading_letters(text: &[u8]) -> Self {
        AsciiRun::leading_run(text, SwarWord::letter_mask)
    }

    #[inline(always)]
    fn leading_run(text: &[u8], belongs: impl Fn(SwarWord) -> u64) -> Self {
        let (low, len, mut is_lowercase) = lowercase_prefix(SwarWord::from_prefix(text), &belongs);
        if len < 8 {
            return AsciiRun { len, is_lowercase, short_word: Some(u128::from(low)) };
        }
        let mut rest = text.get(8..).unwrap_or_default();
        let (high, more, is_rest_lowercase) = lowercase_prefix(SwarWord::from_prefix(rest), &belongs);
        is_lowercase &= is_rest_lowercase;
        let mut len = 8 + more;
        let mut last = more;
        while last == 8 {
            rest = rest.get(8..).unwrap_or_default();
            let (_, more, is_rest_lowercase) = lowercase_prefix(SwarWord::from_prefix(rest), &belongs);
            is_lowercase &= is_rest_lowercase;
            len += more;
            last = more;
        }
        AsciiRun {
            len,
            is_lowercase,
            short_word: (len <= MAX_PACKED_BYTES).then_some(u128::from(high) << 64 | u128::from(low)),
        }
    }
}

/// The bytes before the first that is not in the class: in lower case, with their number and whether they were in lower case already.
#[inline(always)]
fn lowercase_prefix(eight: SwarWord, belongs: impl Fn(SwarWord) -> u64) -> (u64, usize, bool) {
    let len = bytes_before(!belongs(eight) & HIGH_BITS);
    let mask = 1_u64.checked_shl(8 * len as u32).map_or(u64::MAX, |bit| bit - 1);
    let lowered = (eight.0 | eight.letter_mask() >> 2) & mask;
    (lowered, len, lowered == eight.0 & mask)
}

/// Number of bytes before the first ASCII letter or digit, or byte that is not ASCII.
pub fn non_word_len(text: &[u8]) -> usize {
    find_first(text, |eight| eight.letter_mask() | eight.digit_mask() | eight.non_ascii_mask())
}

/// Unpacks a word into `bytes`.
pub fn unpack_word(short_word: u128, bytes: &mut [u8; MAX_PACKED_BYTES]) -> &str {
    *bytes = short_word.to_le_bytes();
    let len = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    std::str::from_utf8(bytes.get(..len).unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_and_gaps_are_read_as_byte_by_byte(text in "[a-zA-Z0-9 .łß'@`{\\[/:\u{0}\u{11}\u{7f}]{0,20}|[a-zA-Z]{0,40}|[ .]{0,20}[ął]?a?") {
            let bytes = text.as_bytes();
            let len = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let word = text[..len].to_ascii_lowercase();
            prop_assert_eq!(AsciiRun::leading_word(bytes), AsciiRun { len, is_lowercase: text[..len] == word, short_word: pack_word(&word) });
            let len = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let word = text[..len].to_ascii_lowercase();
            prop_assert_eq!(AsciiRun::leading_letters(bytes), AsciiRun { len, is_lowercase: text[..len] == word, short_word: pack_word(&word) });
            let gap = bytes.iter().take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count();
            prop_assert_eq!(non_word_len(bytes), gap);
        }

        #[test]
        fn a_word_comes_back(word in "[A-Cał\u{0}]{0,20}") {
            let packed = pack_word(&word);
            prop_assert_eq!(packed.is_some(), word.len() <= MAX_PACKED_BYTES && !word.ends_with('\0'));
            if let Some(packed) = packed {
                let mut bytes = [0; MAX_PACKED_BYTES];
                prop_assert_eq!(unpack_word(packed, &mut bytes), word.as_str());
            }
        }
    }
}
