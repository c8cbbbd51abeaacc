//! What is the same, written otherwise: numbers with separators, days, sums of money, and numbers of accounts.

use super::operators::first_day_of;
use crate::document::CalendarDate;

/// Longest text that is read so, in bytes.
const MAX_BYTES: usize = 48;

/// Months in English, short and long forms; the short one is the beginning of the long one but for September.
const MONTHS: [(&str, &str); 12] = [
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may", "may"),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
];

/// Of each currency its sign, its code and its words.
const CURRENCIES: [(&str, &str, &[&str]); 4] = [
    ("€", "eur", &["euro", "euros"]),
    ("$", "usd", &["dollar", "dollars"]),
    ("£", "gbp", &["pound", "pounds"]),
    ("¥", "jpy", &["yen"]),
];

/// Of each power of ten its letters and its word.
const SCALES: [(u32, &[&str], &str); 4] = [
    (3, &["k"], "thousand"),
    (6, &["m", "mn", "mln"], "million"),
    (9, &["bn", "b"], "billion"),
    (12, &["tn"], "trillion"),
];

/// The length of what is written in several words at the beginning of `rest` and is one thing: a paragraph sign and its number, a number with
/// spaces, a number of an account, a sum or a day.
pub(super) fn joined_len(rest: &str) -> Option<usize> {
    let line = rest.get(..rest.floor_char_boundary(MAX_BYTES)).unwrap_or_default();
    let words: Vec<(usize, &str)> = words_of(line);
    let (_, first) = *words.first()?;
    let begins_so = first.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '§' | '+') || !c.is_ascii())
        || first.chars().take(4).any(|c| c.is_ascii_digit())
        || month_number(first).is_some()
        || currency_of(first).is_some();
    if !begins_so || words.len() < 2 {
        return None;
    }
    (2..=words.len().min(8)).rev().find_map(|count| {
        let &(start, last) = words.get(count - 1)?;
        let text = line.get(..start + last.len())?;
        // A word may be cut off at the end of the line.
        let whole = text.len() < line.len() || line.len() == rest.len();
        let is_one = is_joined_sign(text) || is_grouped(text) || parse_day(text).is_some() || parse_sum(text).is_some();
        (whole && is_one).then_some(text.len())
    })
}

/// The words of `line` with where they begin, up to one that is an operator or in quotation marks.
fn words_of(line: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let words = line.split(' ').map(|word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    });
    words.take_while(|(_, word)| !word.is_empty() && !word.contains(['"', '(', ')', ':', '~', '*'])).collect()
}

/// The other ways to write `words`.
pub(super) fn variants(words: &str) -> Vec<String> {
    if words.len() > MAX_BYTES {
        return Vec::new();
    }
    if let Some(day) = parse_day(words) {
        return day_variants(day);
    }
    if let Some(sum) = parse_sum(words) {
        return sum.variants();
    }
    if let Some(number) = words.strip_suffix('%').filter(|number| number.ends_with(|c: char| c.is_ascii_digit())) {
        return vec![format!("{number} percent"), format!("{number} per cent")];
    }
    let digits = squeeze(words);
    match whole_number(words) {
        Some(number) => number_variants(number),
        None if is_grouped(words) => vec![digits],
        None if is_account(&digits) => vec![chunks_of_four(&digits)],
        None => Vec::new(),
    }
}

fn squeeze(words: &str) -> String {
    words.chars().filter(char::is_ascii_alphanumeric).collect()
}

pub(super) fn is_joined_sign(text: &str) -> bool {
    let number = text.strip_prefix("§ ");
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains(' '))
}

/// Whether groups of digits belong together: thousands, or a long number in at least three groups.
fn is_grouped(text: &str) -> bool {
    let groups: Vec<&str> = text.split([' ', '\u{a0}']).collect();
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let [first, rest @ ..] = groups.as_slice() else { return false };
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let begins = is_number(first.trim_start_matches('+')) || is_account_head(first);
    whole_number(text).is_some()
        || (begins && rest.len() > 1 && digits > 8 && rest.iter().all(|group| is_number(group)))
}

/// A country and a checksum: the beginning of an IBAN.
fn is_account_head(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 4
        && bytes.iter().take(2).all(u8::is_ascii_alphabetic)
        && bytes.iter().skip(2).all(u8::is_ascii_digit)
}

fn is_account(joined: &str) -> bool {
    (15..=34).contains(&joined.len()) && joined.get(..4).is_some_and(is_account_head)
}

fn chunks_of_four(joined: &str) -> String {
    let letters: Vec<char> = joined.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// A whole number of four digits or more, whatever separates its thousands; years are no such number.
fn whole_number(text: &str) -> Option<u64> {
    let mut groups = text.split([',', '.', ' ', '\'', '’', '\u{a0}']);
    let first = groups.next()?;
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    let is_year = rest.is_empty() && first.len() == 4 && first.starts_with(['1', '2']) && first != "1000";
    let fits = is_digits(first)
        && !is_year
        && !first.starts_with('0')
        && if rest.is_empty() { (4..=12).contains(&first.len()) } else { first.len() <= 3 && rest.len() < 5 }
        && rest.iter().all(|group| group.len() == 3 && is_digits(group));
    fits.then(|| squeeze(text).parse().ok())?
}

fn number_variants(number: u64) -> Vec<String> {
    let digits = number.to_string();
    let with = |separator: char| {
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    };
    vec![with(' '), with('.'), digits.clone()]
}

/// A day in one of the ways to write it: ISO, with points or strokes, or with the month in letters.
fn parse_day(text: &str) -> Option<CalendarDate> {
    if text.len() == 10 && text.contains('-') {
        return first_day_of(text);
    }
    let parts: Vec<&str> = text.split(['.', '/', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let &[a, b, year] = parts.as_slice() else { return None };
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    let number = |part: &str| (part.len() <= 2).then(|| part.parse::<u8>().ok())?;
    let day_number = |part: &str| number(part.trim_end_matches(|c: char| c.is_ascii_lowercase()));
    match (month_number(a), month_number(b)) {
        (Some(month), _) => CalendarDate::new(year, month, day_number(b)?),
        (_, Some(month)) => CalendarDate::new(year, month, day_number(a)?),
        // Day first, as most of the world writes, unless that is no day.
        _ if !text.contains(' ') => {
            CalendarDate::new(year, number(b)?, number(a)?).or_else(|| CalendarDate::new(year, number(a)?, number(b)?))
        }
        _ => None,
    }
}

fn month_number(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|(short, long)| word == *short || word == *long || word == short.get(..3).unwrap_or(short))?;
    u8::try_from(at + 1).ok()
}

fn day_variants(date: CalendarDate) -> Vec<String> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let Some((short, long)) = MONTHS.get(usize::from(month) - 1) else { return Vec::new() };
    let mut all = vec![
        format!("{day:02}.{month:02}.{year}"),
        format!("{day}.{month}.{year}"),
        format!("{day:02}/{month:02}/{year}"),
        format!("{day}/{month}/{year}"),
        format!("{month}/{day}/{year}"),
        format!("{month:02}/{day:02}/{year}"),
    ];
    for name in [long, short, short.get(..3).unwrap_or(short)] {
        all.extend([format!("{day} {name} {year}"), format!("{name} {day} {year}")]);
    }
    all.push(date.to_iso());
    all
}

/// A sum of money: number, power of ten, currency.
struct Sum<'a> {
    number: &'a str,
    scale: Option<usize>,
    currency: usize,
}

fn currency_of(word: &str) -> Option<usize> {
    let word = word.to_ascii_lowercase();
    CURRENCIES.iter().position(|(sign, code, words)| *sign == word || *code == word || words.contains(&word.as_str()))
}

fn scale_of(word: &str) -> Option<usize> {
    let word = word.to_ascii_lowercase();
    SCALES.iter().position(|(_, letters, name)| letters.contains(&word.as_str()) || *name == word)
}

fn parse_sum(text: &str) -> Option<Sum<'_>> {
    let begin = text.find(|c: char| c.is_ascii_digit())?;
    let (ahead, rest) = text.split_at_checked(begin)?;
    let len = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
    let (number, behind) = rest.split_at_checked(len)?;
    let mut words = behind.split(' ').filter(|word| !word.is_empty());
    let mut next = words.next();
    let scale = next.and_then(scale_of);
    if scale.is_some() {
        next = words.next();
    }
    let before = currency_of(ahead.trim_end().trim_start_matches("US"));
    let currency = if ahead.is_empty() { next.and_then(currency_of)? } else { before? };
    let rest = if ahead.is_empty() { words.next() } else { next };
    rest.is_none().then_some(Sum { number, scale, currency })
}

impl Sum<'_> {
    fn variants(&self) -> Vec<String> {
        let Some((sign, code, words)) = CURRENCIES.get(self.currency) else { return Vec::new() };
        let mut numbers = Vec::new();
        if let Some((zeros, letters, name)) = self.scale.and_then(|scale| SCALES.get(scale)) {
            numbers.push(format!("{} {name}", self.number));
            numbers.extend(letters.iter().map(|letter| format!("{}{letter}", self.number)));
            let (whole, part) = self.number.split_once(['.', ',']).unwrap_or((self.number, ""));
            let zeros = (*zeros as usize).saturating_sub(part.len());
            numbers.push(format!("{whole}{part}{}", "0".repeat(zeros)));
        } else {
            numbers.push(self.number.to_owned());
        }
        let ways = |number: &String| {
            let mut all = vec![format!("{sign}{number}"), format!("{code} {number}"), format!("{number} {code}")];
            all.extend(words.iter().map(|word| format!("{number} {word}")));
            all
        };
        numbers.iter().flat_map(ways).collect()
    }
}
