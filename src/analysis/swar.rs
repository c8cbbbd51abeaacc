//! SWAR (SIMD within a register): eight bytes of text classified at once in a `u64`. A mask has the top bit of each byte that is in the
//! class.
//!
//! By hand because stable Rust has no portable SIMD, and crates like `memchr` search for single bytes, not for classes of them.

const LOW_BITS: u64 = u64::from_le_bytes([0x01; 8]);

/// The top bit of every byte.
pub const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);

/// Eight bytes in little-endian order: the first is the lowest.
#[derive(Debug, Clone, Copy)]
pub struct SwarWord(pub u64);

impl SwarWord {
    /// The first eight bytes of `text`, padded with zeros.
    pub fn from_prefix(text: &[u8]) -> Self {
        SwarWord(match text.first_chunk() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => text.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
        })
    }

    /// Mask of bytes that are not ASCII.
    pub fn non_ascii_mask(self) -> u64 {
        self.0 & HIGH_BITS
    }

    /// Mask of bytes from `first` to `last`, both inclusive and ASCII.
    pub fn range_mask(self, first: u8, last: u8) -> u64 {
        let bytes = self.0 & !HIGH_BITS;
        // No sum carries into the next byte.
        (bytes + LOW_BITS * u64::from(0x80 - first))
            & !(bytes + LOW_BITS * u64::from(0x7f - last))
            & !self.0
            & HIGH_BITS
    }

    /// Mask of spaces and ASCII control characters.
    pub fn blank_mask(self) -> u64 {
        let bytes = self.0 & !HIGH_BITS;
        // The first sum leaves the top bit clear up to the space, the second sets it for 0x7f.
        (!(bytes + LOW_BITS * 0x5f) | (bytes + LOW_BITS)) & !self.0 & HIGH_BITS
    }

    /// Mask of ASCII letters.
    pub fn letter_mask(self) -> u64 {
        SwarWord(self.0 | (LOW_BITS * 0x20)).range_mask(b'a', b'z')
    }

    /// Mask of ASCII digits.
    pub fn digit_mask(self) -> u64 {
        self.range_mask(b'0', b'9')
    }
}

/// Number of bytes before the first that is in the mask; 8 if none is.
pub fn bytes_before(said: u64) -> usize {
    said.trailing_zeros() as usize / 8
}

/// Offset of the first byte of `text` in the mask that `wanted` gives; its length if there is none.
#[inline(always)]
pub fn find_first(text: &[u8], wanted: impl Fn(SwarWord) -> u64) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let before = bytes_before(wanted(SwarWord::from_prefix(rest)));
        if before < 8 {
            return text.len().min(at + before);
        }
        at += 8;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_byte_is_seen_as_it_is(bytes: [u8; 8], first in 0u8..0x80, last in 0u8..0x80) {
            let eight = SwarWord::from_prefix(&bytes);
            for (at, byte) in bytes.into_iter().enumerate() {
                let said = |mask: u64| mask >> (8 * at) & 0xff == 0x80;
                prop_assert_eq!(said(eight.non_ascii_mask()), !byte.is_ascii());
                prop_assert_eq!(said(eight.blank_mask()), byte == b' ' || byte.is_ascii_control());
                prop_assert_eq!(said(eight.letter_mask()), byte.is_ascii_alphabetic());
                prop_assert_eq!(said(eight.digit_mask()), byte.is_ascii_digit());
                if first <= last {
                    prop_assert_eq!(said(eight.range_mask(first, last)), (first..=last).contains(&byte));
                }
            }
            prop_assert_eq!(bytes_before(eight.letter_mask()), bytes.iter().position(u8::is_ascii_alphabetic).unwrap_or(8));
        }
    }
}
