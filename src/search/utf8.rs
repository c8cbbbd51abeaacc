//! UTF-8 read byte by byte, for automata over the bytes of keys.

/// Remembers the bytes of a character that is incomplete.
#[derive(Debug, Clone, Copy, Default)]
pub struct CharReader {
    bits: u32,
    missing: u8,
}

impl CharReader {
    /// The character that ends with `byte`, if one does.
    pub fn read(&mut self, byte: u8) -> Option<char> {
        match byte {
            0x80..=0xbf => {
                self.bits = self.bits << 6 | u32::from(byte & 0x3f);
                self.missing = self.missing.saturating_sub(1);
            }
            0xc0.. => {
                self.missing = (byte.leading_ones() as u8).saturating_sub(1);
                self.bits = u32::from(byte & (0x7f >> byte.leading_ones()));
            }
            _ => (self.bits, self.missing) = (u32::from(byte), 0),
        }
        if self.missing == 0 { char::from_u32(self.bits) } else { None }
    }

    /// Whether no character is incomplete.
    pub fn is_complete(&self) -> bool {
        self.missing == 0
    }
}
