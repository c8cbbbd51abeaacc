//! SWAR (SIMD within a register): eight bytes of text classified at once in a `u64`. A mask has the top bit of each byte that is in the
//! class.
//!
//! By hand because stable Rust has no portable SIMD, and crates like `memchr` search for single bytes, not for classes of them.

const ONES: u64 = u64::from_le_bytes([0x01; 8]);

/// The top bit of every byte.
pub const TOPS: u64 = u64::from_le_bytes([0x80; 8]);

/// Eight bytes in little-endian order: the first is the lowest.
#[derive(Debug, Clone, Copy)]
pub struct Eight(pub u64);

impl Eight {
    /// The first eight bytes of `text`, padded with zeros.
    pub fn leading(text: &[u8]) -> Self {
        Eight(match text.first_chunk() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => text.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
        })
    }

    /// Mask of bytes that are not ASCII.
    pub fn wide(self) -> u64 {
        self.0 & TOPS
    }

    /// Mask of bytes from `first` to `last`, both inclusive and ASCII.
    pub fn between(self, first: u8, last: u8) -> u64 {
        let bytes = self.0 & !TOPS;
        // No sum carries into the next byte.
        (bytes + ONES * u64::from(0x80 - first)) & !(bytes + ONES * u64::from(0x7f - last)) & !self.0 & TOPS
    }

    /// Mask of spaces and ASCII control characters.
    pub fn blanks(self) -> u64 {
        let bytes = self.0 & !TOPS;
        // The first sum leaves the top bit clear up to the space, the second sets it for 0x7f.
        (!(bytes + ONES * 0x5f) | (bytes + ONES)) & !self.0 & TOPS
    }

    /// Mask of ASCII letters.
    pub fn letters(self) -> u64 {
        Eight(self.0 | (ONES * 0x20)).between(b'a', b'z')
    }

    /// Mask of ASCII digits.
    pub fn digits(self) -> u64 {
        self.between(b'0', b'9')
    }
}

/// Number of bytes before the first that is in the mask; 8 if none is.
pub fn count_before(said: u64) -> usize {
    said.trailing_zeros() as usize / 8
}

/// Offset of the first byte of `text` in the mask that `wanted` gives; its length if there is none.
#[inline(always)]
pub fn first_of(text: &[u8], wanted: impl Fn(Eight) -> u64) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let before = count_before(wanted(Eight::leading(rest)));
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
            let eight = Eight::leading(&bytes);
            for (at, byte) in bytes.into_iter().enumerate() {
                let said = |mask: u64| mask >> (8 * at) & 0xff == 0x80;
                prop_assert_eq!(said(eight.wide()), !byte.is_ascii());
                prop_assert_eq!(said(eight.blanks()), byte == b' ' || byte.is_ascii_control());
                prop_assert_eq!(said(eight.letters()), byte.is_ascii_alphabetic());
                prop_assert_eq!(said(eight.digits()), byte.is_ascii_digit());
                if first <= last {
                    prop_assert_eq!(said(eight.between(first, last)), (first..=last).contains(&byte));
                }
            }
            prop_assert_eq!(count_before(eight.letters()), bytes.iter().position(u8::is_ascii_alphabetic).unwrap_or(8));
        }
    }
}
