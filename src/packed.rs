//! Short words: up to 16 bytes of UTF-8 packed into a `u128`, which is compared and hashed as one integer, and runs of ASCII letters
//! read, lowered and packed eight bytes at a time.
//!
//! By hand because small-string crates keep a length and hash bytes; this one is a plain key for hash tables, `Copy`, without a pointer.

use crate::eight::{Eight, TOPS, count_before, first_of};

/// Length in bytes of the longest word that fits.
pub const MOST: usize = 16;

/// Packs `word` in little-endian order, padded with zeros; `None` for one that is longer, or that ends with a zero byte.
///
/// Byte by byte: a copy of unknown length is a call out of WebAssembly, which takes longer.
pub fn pack(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    if bytes.len() > MOST || bytes.last() == Some(&0) {
        return None;
    }
    let half = |bytes: &[u8]| bytes.iter().rev().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    let (low, high) = bytes.split_at(bytes.len().min(MOST / 2));
    Some(u128::from(half(high)) << 64 | u128::from(half(low)))
}

/// A run of ASCII letters, or of ASCII letters and digits, at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// Length in bytes.
    pub len: usize,
    /// Whether it has no capital letter.
    pub is_small: bool,
    /// The run in lower case, packed; `None` where it is too long.
    pub packed: Option<u128>,
}

impl Run {
    /// The letters and digits that `text` begins with; of length 0 if there are none.
    pub fn word(text: &[u8]) -> Self {
        Run::leading(text, |eight| eight.letters() | eight.digits())
    }

    /// The letters that `text` begins with; of length 0 if there are none.
    pub fn letters(text: &[u8]) -> Self {
        Run::leading(text, Eight::letters)
    }

    #[inline(always)]
    fn leading(text: &[u8], belongs: impl Fn(Eight) -> u64) -> Self {
        let (low, len, mut is_small) = small_start(Eight::leading(text), &belongs);
        if len < 8 {
            return Run { len, is_small, packed: Some(u128::from(low)) };
        }
        let mut rest = text.get(8..).unwrap_or_default();
        let (high, more, small) = small_start(Eight::leading(rest), &belongs);
        is_small &= small;
        let mut len = 8 + more;
        let mut last = more;
        while last == 8 {
            rest = rest.get(8..).unwrap_or_default();
            let (_, more, small) = small_start(Eight::leading(rest), &belongs);
            is_small &= small;
            len += more;
            last = more;
        }
        Run { len, is_small, packed: (len <= MOST).then_some(u128::from(high) << 64 | u128::from(low)) }
    }
}

/// The bytes before the first that is not in the class: in lower case, with their number and whether they were in lower case already.
#[inline(always)]
fn small_start(eight: Eight, belongs: impl Fn(Eight) -> u64) -> (u64, usize, bool) {
    let len = count_before(!belongs(eight) & TOPS);
    let mask = 1_u64.checked_shl(8 * len as u32).map_or(u64::MAX, |bit| bit - 1);
    let small = (eight.0 | eight.letters() >> 2) & mask;
    (small, len, small == eight.0 & mask)
}

/// Number of bytes before the first ASCII letter or digit, or byte that is not ASCII.
pub fn gap_len(text: &[u8]) -> usize {
    first_of(text, |eight| eight.letters() | eight.digits() | eight.wide())
}

/// Unpacks a word into `bytes`.
pub fn unpack(packed: u128, bytes: &mut [u8; MOST]) -> &str {
    *bytes = packed.to_le_bytes();
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
            prop_assert_eq!(Run::word(bytes), Run { len, is_small: text[..len] == word, packed: pack(&word) });
            let len = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let word = text[..len].to_ascii_lowercase();
            prop_assert_eq!(Run::letters(bytes), Run { len, is_small: text[..len] == word, packed: pack(&word) });
            let gap = bytes.iter().take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count();
            prop_assert_eq!(gap_len(bytes), gap);
        }

        #[test]
        fn a_word_comes_back(word in "[A-Cał\u{0}]{0,20}") {
            let packed = pack(&word);
            prop_assert_eq!(packed.is_some(), word.len() <= MOST && !word.ends_with('\0'));
            if let Some(packed) = packed {
                let mut bytes = [0; MOST];
                prop_assert_eq!(unpack(packed, &mut bytes), word.as_str());
            }
        }
    }
}
