//! What is the same, written otherwise: numbers with separators, days, sums of money, and numbers of accounts.

use crate::{
    document::{
        CalendarDate, parse_date_prefix,
        publication::month::{find_month, month_names},
    },
    entity::amount::{CurrencyCode, ExactDecimal, currency_spellings, scale_spellings, unit_numeral},
};

/// Longest text that is read so, in bytes.
const MAX_BYTES: usize = 48;

/// Most ways to write one number, power of ten, currency or month that are looked up; those in the lists come first that are written most.
const MAX_SPELLINGS: usize = 6;

/// The length of what is written in several words at the beginning of `rest` and is one thing: a paragraph sign and its number, a number with
/// spaces, a number of an account, a sum or a day.
pub(super) fn joined_len(rest: &str) -> Option<usize> {
    let line = rest.get(..rest.floor_char_boundary(MAX_BYTES)).unwrap_or_default();
    let words: Vec<(usize, &str)> = words_of(line);
    let (_, first) = *words.first()?;
    let begins_so = first.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '§' | '+') || !c.is_ascii())
        || first.chars().take(4).any(|c| c.is_ascii_digit())
        || find_month(&first.trim_end_matches('.').to_lowercase()).is_some()
        || !currency_spellings(first).is_empty()
        || is_initial(first);
    if !begins_so || words.len() < 2 {
        return None;
    }
    (2..=words.len().min(8)).rev().find_map(|count| {
        let &(start, last) = words.get(count - 1)?;
        let text = line.get(..start + last.len())?;
        // A word may be cut off at the end of the line.
        let whole = text.len() < line.len() || line.len() == rest.len();
        let is_one = is_joined_sign(text)
            || is_grouped(text)
            || parse_day(text).is_some()
            || parse_sum(text).is_some()
            || is_initials(text)
            || is_name_with_initials(text);
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

/// The other ways to write `words`; a star stands for letters that may follow.
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
    if is_initials(words) {
        return vec![squeeze(words)];
    }
    if is_name_with_initials(words) {
        let begun = words.replace('.', "*");
        let between = begun.replacen(' ', " * ", 1);
        return vec![begun, between];
    }
    let small = small_number_variants(words);
    if !small.is_empty() {
        return small;
    }
    let digits = squeeze(words);
    match whole_number(words) {
        Some(number) => number_variants(number),
        None if is_grouped(words) => vec![digits],
        None if is_account(&digits) => vec![chunks_of_four(&digits)],
        None => Vec::new(),
    }
}

/// A capital that stands for a name: "J", "J."
fn is_initial(word: &str) -> bool {
    let letter = word.strip_suffix('.').unwrap_or(word);
    let mut letters = letter.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Initials apart: "J F K", "U. S."
fn is_initials(text: &str) -> bool {
    text.contains(' ') && text.split(' ').all(is_initial)
}

/// Initials with their points before a surname: "J. Smith".
fn is_name_with_initials(text: &str) -> bool {
    let Some((initials, surname)) = text.rsplit_once(' ') else { return false };
    let is_surname = surname.starts_with(char::is_uppercase) && surname.chars().nth(2).is_some_and(char::is_lowercase);
    is_surname && initials.split(' ').all(|word| word.ends_with('.') && is_initial(word))
}

/// A number below twenty in digits and in words, and as an ordinal.
fn small_number_variants(word: &str) -> Vec<String> {
    let number = word.parse().ok().filter(|_| !word.starts_with(['0', '+']));
    if let Some((number, name)) = number.and_then(|number: u8| Some((number, unit_numeral(number)?))) {
        let suffix = match number {
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        };
        let ordinal = format!("{number}{suffix}");
        // "One" is said of much that is not counted.
        return if number == 1 { vec![ordinal] } else { vec![name.to_owned(), ordinal] };
    }
    let lower = word.to_lowercase();
    (2..20).filter(|&number| unit_numeral(number) == Some(&lower)).map(|number| number.to_string()).collect()
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

/// A day, whatever way it is written; `None` where more than a day stands there.
fn parse_day(text: &str) -> Option<CalendarDate> {
    parse_date_prefix(text).filter(|&(_, len)| len == text.len()).map(|(day, _)| day)
}

fn day_variants(date: CalendarDate) -> Vec<String> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let mut all = vec![
        format!("{day:02}.{month:02}.{year}"),
        format!("{day}.{month}.{year}"),
        format!("{day:02}/{month:02}/{year}"),
        format!("{day}/{month}/{year}"),
        format!("{month}/{day}/{year}"),
        format!("{month:02}/{day:02}/{year}"),
    ];
    for name in month_names(month).take(MAX_SPELLINGS) {
        all.extend([format!("{day} {name} {year}"), format!("{name} {day} {year}")]);
    }
    all.push(date.to_iso());
    all
}

/// A sum of money: number, power of ten, currency.
pub(super) struct MoneyQuery<'a> {
    number: &'a str,
    /// The exponent of the power of ten, and the ways to write it.
    scale: Option<(u8, Vec<&'static str>)>,
    /// The ways to write the currency; none where none is named.
    currency: Vec<&'static str>,
}

/// A sum with its currency.
fn parse_sum(text: &str) -> Option<MoneyQuery<'_>> {
    MoneyQuery::parse(text).filter(|sum| !sum.currency.is_empty())
}

impl<'a> MoneyQuery<'a> {
    /// Reads "20m", "€20m", "20 million euros" and the like; `None` where more stands there, or no number.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let begin = text.find(|c: char| c.is_ascii_digit())?;
        let (ahead, rest) = text.split_at_checked(begin)?;
        let len = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
        let (number, behind) = rest.split_at_checked(len)?;
        let mut words = behind.split(' ').filter(|word| !word.is_empty()).peekable();
        let scale = words.next_if(|word| scale_spellings(word).is_some()).and_then(scale_spellings);
        // Codes in small letters are words: "try 5".
        let ahead =
            Some(ahead.trim_end().trim_start_matches("US")).filter(|ahead| !ahead.contains(char::is_lowercase))?;
        let written = if ahead.is_empty() { words.next() } else { Some(ahead) };
        let currency = written.map(currency_spellings).unwrap_or_default();
        let is_whole = words.next().is_none() && (written.is_none() || !currency.is_empty());
        is_whole.then_some(MoneyQuery { number, scale, currency })
    }

    /// The sum; `None` beyond 19 digits.
    pub(super) fn value(&self) -> Option<ExactDecimal> {
        let exponent = self.scale.as_ref().map_or(0, |(exponent, _)| *exponent);
        let whole = whole_number(self.number).map(|digits| ExactDecimal::new(digits, 0));
        whole.or_else(|| ExactDecimal::parse(&self.number.replace(',', ".")))?.times_power_of_ten(exponent)
    }

    /// The currency, where one alone is written so.
    pub(super) fn currency_code(&self) -> Option<CurrencyCode> {
        CurrencyCode::from_code(self.currency.first()?)
    }

    fn variants(&self) -> Vec<String> {
        let number = self.number;
        let numbers = match &self.scale {
            None => vec![number.to_owned()],
            Some((exponent, spellings)) => {
                let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, ""));
                let zeros = usize::from(*exponent).saturating_sub(part.len());
                let scaled = spellings.iter().take(MAX_SPELLINGS);
                let scaled = scaled.flat_map(|scale| [format!("{number} {scale}"), format!("{number}{scale}")]);
                scaled.chain([format!("{whole}{part}{}", "0".repeat(zeros))]).collect()
            }
        };
        let ways = |number: &String| {
            let written = self.currency.iter().take(MAX_SPELLINGS).map(|currency| match currency.len() {
                _ if !currency.starts_with(char::is_alphabetic) => vec![format!("{currency}{number}")],
                3 => vec![format!("{currency} {number}"), format!("{number} {currency}")],
                _ => vec![format!("{number} {currency}")],
            });
            written.collect::<Vec<_>>().concat()
        };
        numbers.iter().flat_map(ways).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(typed: &str, written: &str) -> bool {
        variants(typed).iter().any(|variant| variant == written)
    }

    #[test]
    fn a_sum_is_found_in_any_currency() {
        assert!(is_found("€20m", "20 million euros") && is_found("20 million euros", "€20000000"));
        assert!(is_found("5 mln zł", "5 million pln") && is_found("PLN 5 million", "5million zlotys"));
        assert!(is_found("$1.5bn", "1.5 billion dollars") && is_found("1.5 billion dollars", "$1500000000"));
        assert!(is_found("300 crore rupees", "300 crores rupee"));
        assert_eq!(variants("try 5"), Vec::<String>::new());
        assert_eq!(variants("5 boats"), Vec::<String>::new());
    }

    #[test]
    fn a_day_is_found_in_any_form() {
        for typed in ["24 Feb 2022", "February 24, 2022", "24.02.2022", "2022-02-24", "24 lutego 2022"] {
            assert!(is_found(typed, "24 february 2022") && is_found(typed, "2/24/2022"), "{typed}");
        }
        // Day and month, or month and day: two days.
        assert_eq!(variants("05/06/2023"), Vec::<String>::new());
        assert_eq!(variants("24 Feb 2022 at noon"), Vec::<String>::new());
    }

    #[test]
    fn initials_stand_for_names() {
        assert_eq!(variants("J F K"), ["JFK"]);
        assert_eq!(variants("J. Smith"), ["J* Smith", "J* * Smith"]);
        assert_eq!(variants("J. R. R. Tolkien").first().map(String::as_str), Some("J* R* R* Tolkien"));
        assert_eq!(variants("A boat"), [""; 0]);
    }

    #[test]
    fn small_numbers_are_words_too() {
        assert!(is_found("2", "two") && is_found("Two", "2") && is_found("1", "1st") && is_found("12", "12th"));
        assert!(!is_found("20", "twenty") && variants("one").is_empty());
    }

    #[test]
    fn what_is_one_thing_is_read_as_one() {
        let one = |text: &str| joined_len(text).and_then(|len| text.get(..len)).map(str::to_owned);
        assert_eq!(one("20 million euros for the port").as_deref(), Some("20 million euros"));
        assert_eq!(one("24. Februar 2022 in Kyjiw").as_deref(), Some("24. Februar 2022"));
        assert_eq!(one("try 5 boats"), None);
        assert_eq!(one("5 boats"), None);
        assert_eq!(one("J. Smith came").as_deref(), Some("J. Smith"));
        assert_eq!(one("A boat"), None);
    }
}
