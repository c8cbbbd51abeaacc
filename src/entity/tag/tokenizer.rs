//! Tokenizer of the tagger. Unlike that of the index it keeps punctuation, and it cuts a compound only where a mention
//! may end in it.
//!
//! "Smith's" is two tokens, "US-Russia" three, "anti-drone" and "F-16" one; "L." and "U.S." keep their full stops.

use crate::analysis::fold::is_combining_mark;
use crate::span::{Span, slice_text};

/// Abbreviations that keep their full stop, in lower case.
const ABBREVIATIONS: &str = " mr mrs ms dr prof gen lt col maj capt cpt cmdr adm sgt cpl pvt brig gov sen rep rev hon pres st jr \
    sr inc co corp ltd llc bros jan feb mar apr jun jul aug sep sept oct nov dec no vs mt ft messrs supt ave ";

/// Clitics: endings after an apostrophe that are tokens of their own.
const CLITICS: &[&str] = &["s", "S", "ll", "re", "ve", "d", "m", "LL", "RE", "VE"];

/// Appends the tokens of `text` in order, as spans offset by `base`. Linear in the length of the text.
pub fn tokenize_into(text: &str, base: usize, words: &mut Vec<Span>) {
    let mut at = 0;
    loop {
        let rest = slice_text(text, at..);
        let Some(first) = rest.chars().next() else { break };
        if is_space(first) {
            at += first.len_utf8();
            continue;
        }
        let after_hyphen = slice_text(text, ..at).ends_with(is_hyphen);
        let len = token_len(first, rest, after_hyphen);
        words.push(Span::new(base + at, base + at + len));
        at += len;
    }
}

/// Length in bytes of the token at the start of `rest`, which starts with `first`, not a space.
fn token_len(first: char, rest: &str, after_hyphen: bool) -> usize {
    if is_word_char(first) {
        return word_token_len(rest, after_hyphen);
    }
    if matches!(first, '@' | '#') && rest.chars().nth(1).is_some_and(is_word_char) {
        return rest.char_indices().skip(1).find(|&(_, c)| !is_word_char(c)).map_or(rest.len(), |(at, _)| at);
    }
    if is_apostrophe(first) {
        let after = slice_text(rest, first.len_utf8()..);
        let ending = slice_text(after, ..alphanumeric_len(after));
        if CLITICS.contains(&ending) {
            return first.len_utf8() + ending.len();
        }
    }
    // A run of one mark is one token.
    rest.char_indices().find(|&(_, c)| c != first).map_or(rest.len(), |(at, _)| at)
}

/// Length in bytes of the token at the start of `rest`, which starts with a letter or a digit.
fn word_token_len(rest: &str, after_hyphen: bool) -> usize {
    if let Some(len) = url_len(rest) {
        return len;
    }
    if let Some(len) = initials_len(rest) {
        return len;
    }
    let mut end = alphanumeric_len(rest);
    loop {
        let piece = slice_text(rest, ..end);
        let mut ahead = slice_text(rest, end..).chars();
        let (Some(joint), Some(next)) = (ahead.next(), ahead.next()) else { break };
        if !is_word_char(next) {
            break;
        }
        let part = slice_text(rest, end + joint.len_utf8()..);
        let part = slice_text(part, ..alphanumeric_len(part));
        let joined = match joint {
            '&' => piece.chars().all(char::is_uppercase) && next.is_uppercase(),
            '.' | ',' => {
                let digits = piece.ends_with(|c: char| c.is_ascii_digit()) && next.is_ascii_digit();
                digits
                    || (joint == '.' && piece.starts_with(char::is_uppercase) && matches!(part, "com" | "org" | "net"))
            }
            _ if is_apostrophe(joint) => !CLITICS.contains(&part),
            _ if is_hyphen(joint) => {
                let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
                let capital = |text: &str| text.starts_with(char::is_uppercase);
                !after_hyphen && (digits(piece) || digits(part) || !(capital(piece) || capital(part)))
            }
            _ => false,
        };
        if !joined {
            break;
        }
        end += joint.len_utf8() + part.len();
    }
    let piece = slice_text(rest, ..end);
    if slice_text(rest, end..).starts_with('.') && is_abbreviation(piece) {
        end += 1;
    }
    end
}

/// Length in bytes of the letters and digits at the start of `text`.
fn alphanumeric_len(text: &str) -> usize {
    let bytes = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match text.as_bytes().get(bytes) {
        Some(byte) if !byte.is_ascii() => {
            text.char_indices().find(|&(_, c)| !is_word_char(c)).map_or(text.len(), |(at, _)| at)
        }
        _ => bytes,
    }
}

/// Length in bytes of a URL.
fn url_len(rest: &str) -> Option<usize> {
    if !["http://", "https://", "www."].iter().any(|scheme| rest.starts_with(scheme)) {
        return None;
    }
    Some(rest.find(|c: char| is_space(c) || matches!(c, '"' | '<' | '>' | ')')).unwrap_or(rest.len()))
}

/// Length in bytes of initials: "U.S." with every full stop, "L." where a name may go on after it.
fn initials_len(rest: &str) -> Option<usize> {
    let mut len = 0;
    let mut letters = 0;
    let mut chars = rest.chars().peekable();
    let mut capital = false;
    while let Some(letter) = chars.next_if(|c| c.is_alphabetic()) {
        capital |= letter.is_uppercase();
        if chars.next_if_eq(&'.').is_none() {
            break;
        }
        len += letter.len_utf8() + 1;
        letters += 1;
    }
    match letters {
        0 => None,
        // At the end of a sentence the full stop is the sentence's: "Plan B."
        1 => {
            let after = slice_text(rest, len..);
            let goes_on = after.trim_start_matches(is_space).starts_with(|c: char| is_word_char(c) || c == ',');
            (capital && goes_on).then_some(len)
        }
        // "end.Then" is not initials: no letters follow the last full stop.
        _ if slice_text(rest, len..).starts_with(is_word_char) => {
            let last = slice_text(rest, ..len);
            (letters > 1 && capital && last.chars().any(char::is_uppercase)).then_some(len)
        }
        _ => Some(len),
    }
}

/// Whether `piece` is an abbreviation that keeps the full stop after it.
fn is_abbreviation(piece: &str) -> bool {
    if piece.len() > 6 || !piece.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let lower = piece.to_ascii_lowercase();
    ABBREVIATIONS.split(' ').any(|known| known == lower)
}

fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)))
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\0')
}

/// Whether a character stands for an apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Whether a character joins the parts of a compound.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        tokenize_into(text, 0, &mut spans);
        spans.iter().map(|span| span.slice_of(text)).collect()
    }

    #[test]
    fn a_possessive_is_a_word_of_its_own() {
        assert_eq!(words("Norway’s plan, James' plan"), ["Norway", "’s", "plan", ",", "James", "'", "plan"]);
        assert_eq!(words("O'Neil don't he'll"), ["O'Neil", "don't", "he", "'ll"]);
    }

    #[test]
    fn compounds_of_names_come_apart_and_others_stay() {
        assert_eq!(words("US-Russia thaw"), ["US", "-", "Russia", "thaw"]);
        assert_eq!(words("al-Assad, French-led"), ["al", "-", "Assad", ",", "French", "-", "led"]);
        assert_eq!(words("anti-drone F-16 COVID-19 AT&T"), ["anti-drone", "F-16", "COVID-19", "AT&T"]);
    }

    #[test]
    fn initials_and_abbreviations_keep_their_stops() {
        assert_eq!(words("L. Ban and J.R.R. Ban"), ["L.", "Ban", "and", "J.R.R.", "Ban"]);
        assert_eq!(
            words("Lt. Gen. Ban of Acme Inc. in the U.S."),
            ["Lt.", "Gen.", "Ban", "of", "Acme", "Inc.", "in", "the", "U.S."]
        );
        assert_eq!(words("It was plan B."), ["It", "was", "plan", "B", "."]);
    }

    #[test]
    fn numbers_and_rows_of_marks_are_one_word() {
        assert_eq!(words("€1.2bn -- 3,000 ... 1,5."), ["€", "1.2bn", "--", "3,000", "...", "1,5", "."]);
        assert_eq!(words("see https://example.org/a?b=c now"), ["see", "https://example.org/a?b=c", "now"]);
    }

    proptest! {
        #[test]
        fn words_rise_and_leave_out_only_spaces(text in "\\PC*") {
            let mut spans = Vec::new();
            tokenize_into(&text, 0, &mut spans);
            let mut last = 0;
            for span in spans {
                prop_assert!(span.start >= last && span.end > span.start);
                prop_assert!(text.get(last as usize..span.start as usize).unwrap().chars().all(is_space));
                last = span.end;
            }
            prop_assert!(text.get(last as usize..).unwrap().chars().all(is_space));
        }
    }
}
