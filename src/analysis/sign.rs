//! What tells a spelling from its folded form though the letters are the same: signs (`C++`, `50%`, `€20m`, `§ 5`) and the capitals of
//! acronyms that are everyday words without them (`WHO`).

use super::letter::is_alphabetic;

/// Everyday words that are other words in capitals: countries, bodies, a disease, trades.
const EVERYDAY_ACRONYMS: &str =
    " US WHO IT AIDS ICE ACT OR IN IS AM PM MAY AID SALT START SWIFT CARE ALL NO SO ON AS AT HE ";

/// Whether a spelling has a sign of its own (`50%`, `c++`, `€20m`, `§5`), or the capitals of an acronym that would be an everyday
/// word without them (`WHO`).
pub fn is_marked(spelling: &str) -> bool {
    spelling.contains(|c: char| c.is_ascii_uppercase() || is_sign(c))
}

/// Whether two spellings differ at most in their signs and capitals.
pub fn same_unmarked(a: &str, b: &str) -> bool {
    a.trim_matches(is_sign).eq_ignore_ascii_case(b.trim_matches(is_sign))
}

fn is_sign(c: char) -> bool {
    matches!(c, '%' | '+' | '#' | '§') || is_currency_sign(c)
}

fn is_currency_sign(c: char) -> bool {
    matches!(c, '€' | '$' | '£' | '¥')
}

/// The signs that belong to the word between `start` and `end`: those before it, those behind it.
pub(super) fn signs_around(text: &str, start: usize, end: usize) -> (&str, &str) {
    let (before, behind) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let begins = |is: fn(char) -> bool| text.get(start..).is_some_and(|word| word.starts_with(is));
    let after = match behind.as_bytes().first() {
        Some(b'%') if text.get(..end).is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit())) => 1,
        Some(b'#') if begins(is_alphabetic) => 1,
        Some(b'+') if behind.starts_with("++") && begins(is_alphabetic) => 2,
        _ => 0,
    };
    let ahead = if begins(|c| c.is_ascii_digit()) {
        let near = before.trim_end_matches([' ', '\u{a0}']);
        match near.chars().next_back() {
            Some('§') if before.len() - near.len() <= 2 => "§",
            Some(sign) if before.len() - near.len() <= 2 && is_currency_sign(sign) => {
                near.get(near.len() - sign.len_utf8()..).unwrap_or_default()
            }
            // The sign behind the number says the same.
            _ => {
                let next = behind.strip_prefix([' ', '\u{a0}']).unwrap_or(behind);
                let sign = next.chars().next().filter(|&c| is_currency_sign(c)).map_or(0, char::len_utf8);
                let before_other = next.get(sign..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
                next.get(..if before_other { 0 } else { sign }).unwrap_or_default()
            }
        }
    } else {
        ""
    };
    (ahead, behind.get(..after).unwrap_or_default())
}

/// Whether a word is in the capitals of an acronym that is an everyday word without them.
pub(super) fn is_everyday_acronym(word: &str) -> bool {
    let in_capitals = word.len() < 6 && word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    in_capitals && EVERYDAY_ACRONYMS.split(' ').any(|known| known == word)
}
