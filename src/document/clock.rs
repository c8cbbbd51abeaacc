//! Parses a time of day at the beginning of a text. Only its length is used, the time itself is dropped.

use super::block::is_blank;
use super::day::Cursor;
use super::phrases::CLOCK_WORDS;

/// Length in bytes of the time of day that `text` begins with, time zone included; 0 if there is none.
pub(super) fn clock_len(text: &str) -> usize {
    find_clock(text).unwrap_or(0)
}

fn find_clock(text: &str) -> Option<usize> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.skip(|c| is_blank(c) || matches!(c, ',' | '|' | '-' | '–' | '—' | '•' | '·' | '(' | '/'));
    cursor
        .eat(&['T', 't'])
        .and_then(|_| cursor.rest().starts_with(|c: char| c.is_ascii_digit()).then_some(()))
        .or_else(|| {
            let mut ahead = Cursor { text, at: 0 };
            ahead.skip(|c| is_blank(c) || matches!(c, ',' | '|' | '-' | '–' | '—' | '•' | '·' | '(' | '/'));
            // "o godz. 12:30" has two words before it.
            while ahead.word_if(|word| CLOCK_WORDS.contains(word)).is_some() {
                ahead.skip(|c| is_blank(c) || c == '.');
            }
            ahead.spaces();
            cursor = ahead;
            Some(())
        });
    cursor.number(1, 2).filter(|&hour| hour <= 24)?;
    let mut minutes = false;
    while cursor.eat(&[':', '.', 'h']).is_some() {
        cursor.number(2, 2).filter(|&minute| minute < 61)?;
        minutes = true;
        if cursor.rest().starts_with('.') {
            cursor.eat(&['.']);
            cursor.skip(|c| c.is_ascii_digit());
            break;
        }
    }
    let mut ahead = cursor;
    ahead.spaces();
    for suffix in ["a.m.", "p.m.", "am", "pm", "uhr", "hrs", "h"] {
        if ahead.rest().get(..suffix.len()).is_some_and(|head| head.eq_ignore_ascii_case(suffix))
            && !ahead.rest().get(suffix.len()..)?.starts_with(char::is_alphanumeric)
        {
            ahead.at += suffix.len();
            cursor = ahead;
            minutes = true;
            break;
        }
    }
    if !minutes {
        return None;
    }
    let mut ahead = cursor;
    ahead.spaces();
    for _ in 0..2 {
        let zone: usize = ahead.rest().chars().take_while(char::is_ascii_uppercase).count();
        if (2..=4).contains(&zone) || ahead.rest().starts_with('Z') {
            ahead.at += zone;
            cursor = ahead;
        }
        if ahead.eat(&['+', '-']).is_some() && ahead.number(1, 4).is_some() {
            if ahead.eat(&[':']).is_some() {
                ahead.number(2, 2)?;
            }
            cursor = ahead;
        } else {
            break;
        }
    }
    cursor.eat(&[')']);
    // "12:30 prime" is fine, "12:30x" is not a time.
    (!cursor.rest().starts_with(char::is_alphanumeric)).then_some(cursor.at)
}
