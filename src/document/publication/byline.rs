//! Byline detection.

use super::dateline::lowercase_head;
use crate::document::block::is_blank;
use crate::document::phrases::BYLINE_KEYS;
use crate::span::slice_text;

/// Lower-case words that stand between names.
const NAME_CONNECTORS: &[&str] = &[
    "and", "und", "et", "i", "y", "e", "та", "и", "ir", "de", "van", "von", "der", "la", "du", "di", "da", "den", "ten",
];

/// Whether a line is a byline, as "By Anna Nowak and Lee Park": a key, then at most nine words that are capitalised or
/// stand between names.
pub(in crate::document) fn is_byline(content: &str) -> bool {
    let content = content.trim_start_matches(|c: char| !c.is_alphanumeric());
    if !BYLINE_KEYS.may_match_prefix(content) {
        return false;
    }
    let head = lowercase_head(content);
    let Some(key) = BYLINE_KEYS.longest_prefix(&head) else { return false };
    let key_len: usize = content.chars().take(key.chars().count()).map(char::len_utf8).sum();
    let names = slice_text(content, key_len..).trim_matches(|c| is_blank(c) || c == ':');
    let mut count = 0;
    for name in names.split(is_blank).filter(|name| name.contains(char::is_alphanumeric)) {
        if !NAME_CONNECTORS.contains(&name) && !name.starts_with(|c: char| c.is_uppercase() || c == '@' || c == '(') {
            return false;
        }
        count += 1;
    }
    let stops = names.ends_with(['.', '!', '?', ';', ',']);
    let initial = names.ends_with('.') && names.chars().rev().nth(2).is_none_or(|c| !c.is_alphanumeric());
    (1..=9).contains(&count) && (!stops || initial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_names_and_nothing_else() {
        for text in ["By Anna Nowak", "by: J. R. Smith and Lee Park", "Autor: Jan Kowalski", "Von Anna Schmidt"] {
            assert!(is_byline(text), "{text}");
        }
        for text in ["By Monday the town was empty", "By Monday, the town was empty.", "Bypass opens", "By then"] {
            assert!(!is_byline(text), "{text}");
        }
    }
}
