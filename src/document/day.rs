//! Parser of written dates at the beginning of a text, in all languages of the month names. By hand: libraries read
//! fixed formats with English names.

use super::block::is_blank;
use super::date::Date;
use super::month::find_month;
use super::phrases::{DATE_FILLERS, WEEKDAYS, YEAR_WORDS};
use crate::span::slice_text;

/// Ordinal suffixes behind the day of the month, in English and French.
const ORDINALS: &[&str] = &["st", "nd", "rd", "th", "er"];

/// A parsing cursor: a text and an offset in it. It is copied to look ahead.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        slice_text(self.text, self.at..)
    }

    pub(super) fn skip(&mut self, skipped: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(skipped).len();
    }

    pub(super) fn eat(&mut self, wanted: &[char]) -> Option<char> {
        let c = self.rest().chars().next().filter(|c| wanted.contains(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Reads a number of `least` to `most` digits that no further digit follows; `None`, with nothing read, otherwise.
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<i32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).take(most + 1).count();
        if !(least..=most).contains(&digits) {
            return None;
        }
        let number = self.rest().get(..digits)?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// Reads a word, in lower case, of at most 24 letters; `None` if there is no letter.
    fn word(&mut self) -> Option<String> {
        let rest = self.rest();
        let len: usize = rest.chars().take_while(|c| c.is_alphabetic()).take(24).map(char::len_utf8).sum();
        let word = rest.get(..len)?.to_lowercase();
        self.at += len;
        (!word.is_empty()).then_some(word)
    }

    /// Reads a word if it is one of `wanted`; nothing is read otherwise.
    pub(super) fn word_if(&mut self, wanted: impl Fn(&str) -> bool) -> Option<()> {
        let mut ahead = *self;
        let word = ahead.word()?;
        wanted(&word).then(|| *self = ahead)
    }

    fn month(&mut self) -> Option<u8> {
        let mut ahead = *self;
        let month = find_month(&ahead.word()?)?;
        *self = ahead;
        Some(month)
    }

    pub(super) fn spaces(&mut self) {
        self.skip(is_blank);
    }
}

/// Parses the date at the very beginning of `text` and returns it with its length in bytes. `None` for days that never
/// were.
pub(crate) fn parse_date(text: &str) -> Option<(Date, usize)> {
    if !leads_to_number(text) {
        return None;
    }
    let mut cursor = Cursor { text, at: 0 };
    cursor.spaces();
    if cursor.word_if(|word| WEEKDAYS.contains(word)).is_some() {
        cursor.skip(|c| is_blank(c) || matches!(c, ',' | '.'));
    }
    [parse_year_first, parse_day_first, parse_month_first].iter().find_map(|parse| {
        let mut cursor = cursor;
        let date = parse(&mut cursor)?;
        // "2023-05-301" and "30.05.2023x" are something else.
        let ends = !cursor.rest().starts_with(|c: char| c.is_alphanumeric())
            || cursor.rest().starts_with(['T', 't'])
            || cursor.text.get(..cursor.at)?.ends_with(['日', '일']);
        ends.then_some((date, cursor.at))
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

fn date_of(year: i32, month: i32, day: i32) -> Option<Date> {
    if !(1000..3000).contains(&year) {
        return None;
    }
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Year first: 2023-05-30, 2023/05/30, 2023.05.30, 2023年5月30日, "2023 m. gegužės 30 d.", "2023. gada 30. maijs".
fn parse_year_first(cursor: &mut Cursor) -> Option<Date> {
    let year = cursor.number(4, 4)?;
    if let Some(mark) = cursor.eat(&['-', '/', '.', '年']) {
        let mut ahead = *cursor;
        ahead.spaces();
        if let Some(month) = ahead.number(1, 2) {
            ahead.eat(&[mark, '月', '.'])?;
            ahead.spaces();
            let day = ahead.number(1, 2)?;
            ahead.eat(&['日']);
            *cursor = ahead;
            return date_of(year, month, day);
        }
    }
    if cursor.rest().starts_with('년') {
        cursor.eat(&['년']);
        cursor.spaces();
        let month = cursor.number(1, 2)?;
        cursor.eat(&['월'])?;
        cursor.spaces();
        let day = cursor.number(1, 2)?;
        cursor.eat(&['일']);
        return date_of(year, month, day);
    }
    cursor.skip(|c| is_blank(c) || c == '.');
    let _ = cursor.word_if(|word| YEAR_WORDS.contains(word));
    cursor.skip(|c| is_blank(c) || c == '.');
    if let Some(month) = cursor.month() {
        cursor.spaces();
        let day = cursor.number(1, 2)?;
        let mut ahead = *cursor;
        ahead.spaces();
        if ahead.word_if(|word| word == "d").is_some() {
            *cursor = ahead;
        }
        cursor.eat(&['.']);
        return date_of(year, month.into(), day);
    }
    let day = cursor.number(1, 2)?;
    cursor.skip(|c| is_blank(c) || c == '.');
    let month = cursor.month()?;
    date_of(year, month.into(), day)
}

/// Day first: 30.05.2023, 30/05/2023, "30 May 2023", "30th of May, 2023", "30 de mayo de 2023", "30. Mai 2023", "30
/// maja 2023 r."
fn parse_day_first(cursor: &mut Cursor) -> Option<Date> {
    let first = cursor.number(1, 2)?;
    if let Some(mark) = cursor.eat(&['.', '/', '-']) {
        let mut ahead = *cursor;
        ahead.spaces();
        if let Some(second) = ahead.number(1, 2) {
            ahead.eat(&[mark])?;
            ahead.spaces();
            let year = ahead.number(4, 4)?;
            *cursor = ahead;
            // With dots the day comes first everywhere. With slashes it depends on who wrote it: only a number above
            // twelve tells, and a guess would be wrong half of the time.
            return match (first, second) {
                _ if mark == '.' || second == first || first > 12 => date_of(year, second, first),
                _ if second > 12 => date_of(year, first, second),
                _ => None,
            };
        }
    }
    let _ = cursor.word_if(|word| ORDINALS.contains(&word));
    cursor.eat(&['º', 'ª', '°']);
    cursor.skip(|c| is_blank(c) || matches!(c, '.' | '-'));
    let _ = cursor.word_if(|word| DATE_FILLERS.contains(word));
    cursor.spaces();
    let month = cursor.month()?;
    cursor.skip(|c| is_blank(c) || matches!(c, '.' | ',' | '-'));
    let _ = cursor.word_if(|word| DATE_FILLERS.contains(word));
    cursor.spaces();
    let year = cursor.number(4, 4)?;
    let mut ahead = *cursor;
    ahead.spaces();
    if ahead.word_if(|word| YEAR_WORDS.contains(word)).is_some() {
        ahead.eat(&['.']);
        *cursor = ahead;
    }
    date_of(year, month.into(), first)
}

/// Month first: "May 30, 2023", "May 30th 2023".
fn parse_month_first(cursor: &mut Cursor) -> Option<Date> {
    let month = cursor.month()?;
    cursor.skip(|c| is_blank(c) || c == '.');
    let day = cursor.number(1, 2)?;
    let _ = cursor.word_if(|word| ORDINALS.contains(&word));
    cursor.skip(|c| is_blank(c) || c == ',');
    let year = cursor.number(4, 4)?;
    date_of(year, month.into(), day)
}
