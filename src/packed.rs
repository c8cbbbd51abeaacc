//! Short words as numbers, which are compared and hashed at once.

/// Bytes of the longest word that fits.
const MOST: usize = 16;

/// The bytes of `word`, the first lowest, with zeros behind; `None` for a longer one, or one that ends with a zero byte.
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

/// The word again.
pub fn unpack(packed: u128) -> Box<str> {
    let bytes = packed.to_le_bytes();
    let len = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    String::from_utf8_lossy(bytes.get(..len).unwrap_or_default()).into()
}

/// The same word with its ASCII letters small.
pub fn lower(packed: u128) -> u128 {
    let mut bytes = packed.to_le_bytes();
    bytes.make_ascii_lowercase();
    u128::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_comes_back(word in "[A-Cał\u{0}]{0,20}") {
            let packed = pack(&word);
            prop_assert_eq!(packed.is_some(), word.len() <= MOST && !word.ends_with('\0'));
            if let Some(packed) = packed {
                prop_assert_eq!(&*unpack(packed), word.as_str());
                prop_assert_eq!(&*unpack(lower(packed)), word.to_ascii_lowercase());
            }
        }
    }
}
