//! Parses a time of day at the beginning of a text. Only its length is used, the time itself is dropped.

use super::day::DateCursor;
use crate::document::block::is_blank;
use crate::document::phrases::CLOCK_WORDS;

/// Length in bytes of the time of day that `text` begins with, time zone included; 0 if there is none.
pub(super) fn time_of_day_len(text: &str) -> usize {
    parse_time_of_day(text).unwrap_or(0)
}

fn parse_time_of_day(text: &str) -> Option<usize> {
    let mut cursor = DateCursor { text, offset_bytes: 0 };
    cursor.skip_while(|c| is_blank(c) || matches!(c, ',' | '|' | '-' | '–' | '—' | '•' | '·' | '(' | '/'));
    cursor
        .accept_char(&['T', 't'])
        .and_then(|_| cursor.rest().starts_with(|c: char| c.is_ascii_digit()).then_some(()))
        .or_else(|| {
            let mut ahead = DateCursor { text, offset_bytes: 0 };
            ahead.skip_while(|c| is_blank(c) || matches!(c, ',' | '|' | '-' | '–' | '—' | '•' | '·' | '(' | '/'));
            // "o godz. 12:30" has two words before it.
            while ahead.accept_word(|word| CLOCK_WORDS.contains(word)).is_some() {
                ahead.skip_while(|c| is_blank(c) || c == '.');
            }
            ahead.skip_blanks();
            cursor = ahead;
            Some(())
        });
    cursor.read_number(1, 2).filter(|&hour| hour <= 24)?;
    let mut minutes = false;
    while cursor.accept_char(&[':', '.', 'h']).is_some() {
        cursor.read_number(2, 2).filter(|&minute| minute < 61)?;
        minutes = true;
        if cursor.rest().starts_with('.') {
            cursor.accept_char(&['.']);
            cursor.skip_while(|c| c.is_ascii_digit());
            break;
        }
    }
    let mut ahead = cursor;
    ahead.skip_blanks();
    for suffix in ["a.m.", "p.m.", "am", "pm", "uhr", "hrs", "h"] {
        if ahead.rest().get(..suffix.len()).is_some_and(|head| head.eq_ignore_ascii_case(suffix))
            && !ahead.rest().get(suffix.len()..)?.starts_with(char::is_alphanumeric)
        {
            ahead.offset_bytes += suffix.len();
            cursor = ahead;
            minutes = true;
            break;
        }
    }
    if !minutes {
        return None;
    }
    let mut ahead = cursor;
    ahead.skip_blanks();
    for _ in 0..2 {
        let zone: usize = ahead.rest().chars().take_while(char::is_ascii_uppercase).count();
        if (2..=4).contains(&zone) || ahead.rest().starts_with('Z') {
            ahead.offset_bytes += zone;
            cursor = ahead;
        }
        if ahead.accept_char(&['+', '-']).is_some() && ahead.read_number(1, 4).is_some() {
            if ahead.accept_char(&[':']).is_some() {
                ahead.read_number(2, 2)?;
            }
            cursor = ahead;
        } else {
            break;
        }
    }
    cursor.accept_char(&[')']);
    // "12:30 prime" is fine, "12:30x" is not a time.
    (!cursor.rest().starts_with(char::is_alphanumeric)).then_some(cursor.offset_bytes)
}
