//! Parser of written dates at the beginning of a text, in all languages of the month names. By hand: libraries read
//! fixed formats with English names.

use super::month::find_month;
use crate::date::CalendarDate;
use crate::document::block::is_blank;
use crate::document::phrases::{DATE_FILLERS, WEEKDAYS, YEAR_WORDS};
use crate::span::slice_text;

/// Ordinal suffixes behind the day of the month, in English and French.
const ORDINAL_SUFFIXES: &[&str] = &["st", "nd", "rd", "th", "er"];

/// A parsing cursor: a text and an offset in it. It is copied to look ahead.
#[derive(Clone, Copy)]
pub(super) struct DateCursor<'a> {
    pub(super) text: &'a str,
    pub(super) offset_bytes: usize,
}

impl<'a> DateCursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        slice_text(self.text, self.offset_bytes..)
    }

    pub(super) fn skip_while(&mut self, skipped: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.offset_bytes += rest.len() - rest.trim_start_matches(skipped).len();
    }

    pub(super) fn accept_char(&mut self, wanted: &[char]) -> Option<char> {
        let c = self.rest().chars().next().filter(|c| wanted.contains(c))?;
        self.offset_bytes += c.len_utf8();
        Some(c)
    }

    /// Reads a number of `least` to `most` digits that no further digit follows; `None`, with nothing read, otherwise.
    pub(super) fn read_number(&mut self, least: usize, most: usize) -> Option<i32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).take(most + 1).count();
        if !(least..=most).contains(&digits) {
            return None;
        }
        let number = self.rest().get(..digits)?.parse().ok()?;
        self.offset_bytes += digits;
        Some(number)
    }

    /// Reads a word, in lower case, of at most 24 letters; `None` if there is no letter.
    fn read_word(&mut self) -> Option<String> {
        let rest = self.rest();
        let len: usize = rest.chars().take_while(|c| c.is_alphabetic()).take(24).map(char::len_utf8).sum();
        let word = rest.get(..len)?.to_lowercase();
        self.offset_bytes += len;
        (!word.is_empty()).then_some(word)
    }

    /// Reads a word if it is one of `wanted`; nothing is read otherwise.
    pub(super) fn accept_word(&mut self, wanted: impl Fn(&str) -> bool) -> Option<()> {
        let mut ahead = *self;
        let word = ahead.read_word()?;
        wanted(&word).then(|| *self = ahead)
    }

    fn read_month(&mut self) -> Option<u8> {
        let mut ahead = *self;
        let month = find_month(&ahead.read_word()?)?;
        *self = ahead;
        Some(month)
    }

    pub(super) fn skip_blanks(&mut self) {
        self.skip_while(is_blank);
    }
}

/// Parses the date at the very beginning of `text` and returns it with its length in bytes. `None` for days that never
/// were.
pub(crate) fn parse_date_prefix(text: &str) -> Option<(CalendarDate, usize)> {
    if !leads_to_number(text) {
        return None;
    }
    let mut cursor = DateCursor { text, offset_bytes: 0 };
    cursor.skip_blanks();
    if cursor.accept_word(|word| WEEKDAYS.contains(word)).is_some() {
        cursor.skip_while(|c| is_blank(c) || matches!(c, ',' | '.'));
    }
    [parse_year_first, parse_day_first, parse_month_first].iter().find_map(|parse| {
        let mut cursor = cursor;
        let date = parse(&mut cursor)?;
        // "2023-05-301" and "30.05.2023x" are something else.
        let ends = !cursor.rest().starts_with(|c: char| c.is_alphanumeric())
            || cursor.rest().starts_with(['T', 't'])
            || cursor.text.get(..cursor.offset_bytes)?.ends_with(['日', '일']);
        ends.then_some((date, cursor.offset_bytes))
    })
}

/// Quick rejection: whether a digit stands in `text` behind two words at most, as the weekday and the month before that
/// of a date.
fn leads_to_number(text: &str) -> bool {
    let mut words = 0;
    let mut inside = false;
    for c in text.chars() {
        let is_letter = c.is_alphabetic();
        words += usize::from(is_letter && !inside);
        if c.is_ascii_digit() || words > 2 {
            return words <= 2;
        }
        inside = is_letter;
    }
    false
}

fn checked_date(year: i32, month: i32, day: i32) -> Option<CalendarDate> {
    if !(1000..3000).contains(&year) {
        return None;
    }
    CalendarDate::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Year first: 2023-05-30, 2023/05/30, 2023.05.30, 2023年5月30日, "2023 m. gegužės 30 d.", "2023. gada 30. maijs".
fn parse_year_first(cursor: &mut DateCursor) -> Option<CalendarDate> {
    let year = cursor.read_number(4, 4)?;
    if let Some(mark) = cursor.accept_char(&['-', '/', '.', '年']) {
        let mut ahead = *cursor;
        ahead.skip_blanks();
        if let Some(month) = ahead.read_number(1, 2) {
            ahead.accept_char(&[mark, '月', '.'])?;
            ahead.skip_blanks();
            let day = ahead.read_number(1, 2)?;
            ahead.accept_char(&['日']);
            *cursor = ahead;
            return checked_date(year, month, day);
        }
    }
    if cursor.rest().starts_with('년') {
        cursor.accept_char(&['년']);
        cursor.skip_blanks();
        let month = cursor.read_number(1, 2)?;
        cursor.accept_char(&['월'])?;
        cursor.skip_blanks();
        let day = cursor.read_number(1, 2)?;
        cursor.accept_char(&['일']);
        return checked_date(year, month, day);
    }
    cursor.skip_while(|c| is_blank(c) || c == '.');
    let _ = cursor.accept_word(|word| YEAR_WORDS.contains(word));
    cursor.skip_while(|c| is_blank(c) || c == '.');
    if let Some(month) = cursor.read_month() {
        cursor.skip_blanks();
        let day = cursor.read_number(1, 2)?;
        let mut ahead = *cursor;
        ahead.skip_blanks();
        if ahead.accept_word(|word| word == "d").is_some() {
            *cursor = ahead;
        }
        cursor.accept_char(&['.']);
        return checked_date(year, month.into(), day);
    }
    let day = cursor.read_number(1, 2)?;
    cursor.skip_while(|c| is_blank(c) || c == '.');
    let month = cursor.read_month()?;
    checked_date(year, month.into(), day)
}

/// Day first: 30.05.2023, 30/05/2023, "30 May 2023", "30th of May, 2023", "30 de mayo de 2023", "30. Mai 2023", "30
/// maja 2023 r."
fn parse_day_first(cursor: &mut DateCursor) -> Option<CalendarDate> {
    let first = cursor.read_number(1, 2)?;
    if let Some(mark) = cursor.accept_char(&['.', '/', '-']) {
        let mut ahead = *cursor;
        ahead.skip_blanks();
        if let Some(second) = ahead.read_number(1, 2) {
            ahead.accept_char(&[mark])?;
            ahead.skip_blanks();
            let year = ahead.read_number(4, 4)?;
            *cursor = ahead;
            // With dots the day comes first everywhere. With slashes it depends on who wrote it: only a number above
            // twelve tells, and a guess would be wrong half of the time.
            return match (first, second) {
                _ if mark == '.' || second == first || first > 12 => checked_date(year, second, first),
                _ if second > 12 => checked_date(year, first, second),
                _ => None,
            };
        }
    }
    let _ = cursor.accept_word(|word| ORDINAL_SUFFIXES.contains(&word));
    cursor.accept_char(&['º', 'ª', '°']);
    cursor.skip_while(|c| is_blank(c) || matches!(c, '.' | '-'));
    let _ = cursor.accept_word(|word| DATE_FILLERS.contains(word));
    cursor.skip_blanks();
    let month = cursor.read_month()?;
    cursor.skip_while(|c| is_blank(c) || matches!(c, '.' | ',' | '-'));
    let _ = cursor.accept_word(|word| DATE_FILLERS.contains(word));
    cursor.skip_blanks();
    let year = cursor.read_number(4, 4)?;
    let mut ahead = *cursor;
    ahead.skip_blanks();
    if ahead.accept_word(|word| YEAR_WORDS.contains(word)).is_some() {
        ahead.accept_char(&['.']);
        *cursor = ahead;
    }
    checked_date(year, month.into(), first)
}

/// Month first: "May 30, 2023", "May 30th 2023".
fn parse_month_first(cursor: &mut DateCursor) -> Option<CalendarDate> {
    let month = cursor.read_month()?;
    cursor.skip_while(|c| is_blank(c) || c == '.');
    let day = cursor.read_number(1, 2)?;
    let _ = cursor.accept_word(|word| ORDINAL_SUFFIXES.contains(&word));
    cursor.skip_while(|c| is_blank(c) || c == ',');
    let year = cursor.read_number(4, 4)?;
    checked_date(year, month.into(), day)
}
