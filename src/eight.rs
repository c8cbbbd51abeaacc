//! Eight bytes of a text at once: what is said of each of them is said by the top bit in its place, and most text is read so without
//! asking about every letter by itself.

const ONES: u64 = u64::from_le_bytes([0x01; 8]);

/// The top bit of each byte.
pub const TOPS: u64 = u64::from_le_bytes([0x80; 8]);

/// Eight bytes, the first lowest.
#[derive(Debug, Clone, Copy)]
pub struct Eight(pub u64);

impl Eight {
    /// The first bytes of `text`; behind its end, zeros.
    pub fn leading(text: &[u8]) -> Self {
        Eight(match text.first_chunk() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => text.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
        })
    }

    /// Those beyond ASCII.
    pub fn wide(self) -> u64 {
        self.0 & TOPS
    }

    /// Those from `first` to `last`, both ASCII.
    pub fn between(self, first: u8, last: u8) -> u64 {
        let bytes = self.0 & !TOPS;
        // No sum reaches into the next byte.
        (bytes + ONES * u64::from(0x80 - first)) & !(bytes + ONES * u64::from(0x7f - last)) & !self.0 & TOPS
    }

    /// Spaces and control characters of ASCII; no bytes beyond it.
    pub fn blanks(self) -> u64 {
        let bytes = self.0 & !TOPS;
        // Past the space no sum stays under the top bit, and after 0x7f the next reaches it.
        (!(bytes + ONES * 0x5f) | (bytes + ONES)) & !self.0 & TOPS
    }

    /// ASCII letters.
    pub fn letters(self) -> u64 {
        Eight(self.0 | (ONES * 0x20)).between(b'a', b'z')
    }

    /// ASCII digits.
    pub fn digits(self) -> u64 {
        self.between(b'0', b'9')
    }
}

/// How many bytes come before the first of which something is said; 8 if there is none.
pub fn count_before(said: u64) -> usize {
    said.trailing_zeros() as usize / 8
}

/// How many bytes of a text come before the first that is `wanted`; all, if there is none.
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
