//! Unicode character classes and lower case of most alphabets, from a flat lookup table. Beyond ASCII the standard library goes through
//! packed tables, which took half the time of a Cyrillic text.

use std::sync::LazyLock;

/// Characters below this are in the table: Latin, Greek, Cyrillic, Armenian, Hebrew.
pub const TABLE_END: usize = 0x600;

const ALPHABETIC: u8 = 1;
const NUMERIC: u8 = 2;

struct LetterTable {
    classes: [u8; TABLE_END],
    /// Lower case; a space where it has several characters, since no letter lowers to a space.
    lower: [char; TABLE_END],
}

static LETTER_TABLE: LazyLock<LetterTable> = LazyLock::new(|| {
    let of = |code: usize| char::from_u32(code as u32).unwrap_or_default();
    LetterTable {
        classes: std::array::from_fn(|code| {
            let c = of(code);
            u8::from(c.is_alphabetic()) * ALPHABETIC + u8::from(c.is_numeric()) * NUMERIC
        }),
        lower: std::array::from_fn(|code| {
            let mut small = of(code).to_lowercase();
            if small.len() == 1 { small.next().unwrap_or(' ') } else { ' ' }
        }),
    }
});

/// As [`char::is_alphabetic`].
pub fn is_alphabetic(c: char) -> bool {
    match LETTER_TABLE.classes.get(c as usize) {
        Some(class) => class & ALPHABETIC != 0,
        None => c.is_alphabetic(),
    }
}

/// As [`char::is_alphanumeric`].
pub fn is_alphanumeric(c: char) -> bool {
    match LETTER_TABLE.classes.get(c as usize) {
        Some(&class) => class != 0,
        None => c.is_alphanumeric(),
    }
}

/// Appends what [`char::to_lowercase`] gives.
pub fn push_lowercase(c: char, out: &mut String) {
    match LETTER_TABLE.lower.get(c as usize) {
        Some(&small) if small != ' ' => out.push(small),
        _ => out.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_the_standard_library_says() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let mut small = String::new();
            push_lowercase(c, &mut small);
            assert_eq!(small, c.to_lowercase().to_string(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
