//! Numerals in digits and in words, normalised to exact decimals.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, TokenRow, is_one_of};
use super::parser::AmountParser;

/// An exact decimal number, 0 or more. By hand, as it is only scaled, compared and printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExactDecimal {
    /// All digits as one integer.
    pub digits: u64,
    /// How many of them are behind the decimal point; trailing zeros there are dropped.
    pub decimal_places: u8,
}

impl ExactDecimal {
    /// The number with these digits, `places` of them behind the point.
    pub fn new(mut digits: u64, mut places: u8) -> Self {
        while places > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            places -= 1;
        }
        ExactDecimal { digits, decimal_places: places }
    }

    /// Parses digits with a decimal point or without; `None` for anything else, and beyond 19 digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let is_number = !whole.is_empty() && [whole, part].concat().bytes().all(|byte| byte.is_ascii_digit());
        let digits = is_number.then(|| [whole, part].concat().parse().ok())?;
        Some(ExactDecimal::new(digits?, u8::try_from(part.len()).ok()?))
    }

    /// The nearest floating-point number.
    pub fn to_f64(self) -> f64 {
        let mut divisor = 1.0;
        for _ in 0..self.decimal_places {
            divisor *= 10.0;
        }
        self.digits as f64 / divisor
    }

    /// Multiplied by 10^`zeros`; `None` on overflow.
    pub(crate) fn times_power_of_ten(self, zeros: u8) -> Option<Self> {
        let cut = zeros.min(self.decimal_places);
        let digits = self.digits.checked_mul(10_u64.checked_pow(u32::from(zeros - cut))?)?;
        Some(ExactDecimal::new(digits, self.decimal_places - cut))
    }

    /// A half more; `None` where it has a fraction already, and on overflow.
    pub(super) fn plus_half(self) -> Option<Self> {
        let tenfold = self.digits.checked_mul(10).filter(|_| self.decimal_places == 0)?;
        Some(ExactDecimal::new(tenfold.checked_add(5)?, 1))
    }

    /// A hundredth of it; `None` on overflow.
    pub(super) fn hundredth(self) -> Option<Self> {
        Some(ExactDecimal::new(self.digits, self.decimal_places.checked_add(2)?))
    }

    pub(crate) fn is_less_than(self, other: ExactDecimal) -> bool {
        let whole = |number: ExactDecimal, places: u8| {
            u128::from(number.digits) * 10_u128.pow(u32::from(places.saturating_sub(number.decimal_places).min(19)))
        };
        let places = self.decimal_places.max(other.decimal_places);
        whole(self, places) < whole(other, places)
    }
}

impl fmt::Display for ExactDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>1$}", self.digits, usize::from(self.decimal_places) + 1);
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.decimal_places));
        f.write_str(whole)?;
        if part.is_empty() { Ok(()) } else { write!(f, ".{part}") }
    }
}

/// Scale words, one class for each power of ten in `SCALE_EXPONENTS`.
pub(super) static SCALE_WORDS: WordClassLexicon = WordClassLexicon::new(
    "
    hundred hundreds
    thousand thousands k tys tūkst тыс тис tausend mille mila tysięcy tysiące тысяч тисяч
    million millions m mm mn mln mio mil milion milionów miliony millionen millones milioni milhões milijonų milijonai млн
    billion billions bn b mrd mld milliard milliarden milliards miliard miliardów miliardy miliardi milijardų млрд
    trillion trillions tn trn bln трлн
    lakh lakhs
    crore crores
",
);
pub(super) const SCALE_EXPONENTS: [u8; 7] = [2, 3, 6, 9, 12, 5, 7];

/// The exponent of the power of ten that `word` means, with the ways to write it; `None` if it means none.
pub(crate) fn scale_spellings(word: &str) -> Option<(u8, Vec<&'static str>)> {
    let class = usize::from(SCALE_WORDS.class_of(&word.to_lowercase())?);
    Some((*SCALE_EXPONENTS.get(class)?, SCALE_WORDS.class_lines().nth(class)?.split(' ').collect()))
}

/// Number words from one to nineteen, in order.
pub(super) static UNIT_NUMERALS: WordClassLexicon = WordClassLexicon::new(
    "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve\nthirteen\nfourteen\nfifteen\nsixteen\n\
     seventeen\neighteen\nnineteen",
);
pub(super) static TENS_NUMERALS: WordClassLexicon =
    WordClassLexicon::new("ten\ntwenty\nthirty\nforty\nfifty\nsixty\nseventy\neighty\nninety");

/// The word for a number from 1 to 19; `None` for any other.
pub(crate) fn unit_numeral(number: u8) -> Option<&'static str> {
    UNIT_NUMERALS.class_lines().nth(usize::from(number).checked_sub(1)?)
}

impl AmountParser<'_> {
    /// The numeral at `at` and the token after it, after a currency or not; its value is `None` where the text gives none: "tens", "several".
    pub(super) fn parse_numeral(&self, at: usize, after_currency: bool) -> Option<(Option<ExactDecimal>, usize)> {
        let words = self.words;
        // "$.50"
        let bare_point =
            after_currency && words.lower_at(at) == "." && words.joins_previous(at) && words.joins_previous(at + 1);
        if words.has_class(at + usize::from(bare_point), TokenClass::Digits) {
            let mut digits = words.surface_at(at + usize::from(bare_point)).to_owned();
            let mut end = at + 1 + usize::from(bare_point);
            if bare_point {
                digits.insert_str(0, "0.");
            }
            // "1 200 000 zł": groups of three after at most three.
            let plain = |at: usize| words.surface_at(at).bytes().all(|byte| byte.is_ascii_digit());
            if digits.len() <= 3 && plain(at) {
                while words.has_class(end, TokenClass::Digits)
                    && plain(end)
                    && words.surface_at(end).len() == 3
                    && !words.joins_previous(end)
                {
                    digits.push_str(words.surface_at(end));
                    end += 1;
                }
            }
            let scaled = SCALE_WORDS.class_of(words.lower_at(end)).is_some_and(|scale| scale > 0);
            let number = parse_digit_groups(&digits, self.decimal_comma, scaled)?;
            return Some(match number.plus_half() {
                Some(more) if words.matches_at(end, &["and", "a", "half"]) => (Some(more), end + 3),
                _ => (Some(number), end),
            });
        }
        if after_currency
            && !SCALE_WORDS.contains(words.lower_at(at))
            && UNIT_NUMERALS.class_of(words.lower_at(at)).is_none()
        {
            return None;
        }
        self.parse_fraction(at).or_else(|| self.parse_vague_number(at)).or_else(|| parse_number_words(words, at))
    }

    /// The fraction before a scale word: "half a", "a quarter of a", "three quarters of a", "a half-" million.
    fn parse_fraction(&self, at: usize) -> Option<(Option<ExactDecimal>, usize)> {
        let words = self.words;
        let (count, from) = match words.lower_at(at) {
            "a" => (1, at + 1),
            "three" => (3, at + 1),
            _ => (1, at),
        };
        let part = from + usize::from(words.lower_at(from) == "-" && words.joins_previous(from));
        let hundredths = match (words.lower_at(part), count) {
            ("half", 1) => 50,
            ("quarter", 1) => 25,
            ("quarters", 3) => 75,
            _ => return None,
        };
        let mut end = part + 1;
        if is_one_of(words.lower_at(end), "of -") {
            end += 1;
        }
        if matches!(words.lower_at(end), "a" | "an") {
            end += 1;
        }
        let scaled = SCALE_WORDS.contains(words.lower_at(end)) && !is_abbreviated_scale(words.lower_at(end));
        scaled.then_some((Some(ExactDecimal::new(hundredths, 2)), end))
    }

    /// An article or a vague number before a scale word: "a", "several", "a couple of" million, "tens of" thousands.
    fn parse_vague_number(&self, at: usize) -> Option<(Option<ExactDecimal>, usize)> {
        let words = self.words;
        let is_scale =
            |at: usize| SCALE_WORDS.contains(words.lower_at(at)) && !is_abbreviated_scale(words.lower_at(at));
        match words.lower_at(at) {
            "a" | "an" if is_scale(at + 1) => Some((Some(ExactDecimal::new(1, 0)), at + 1)),
            "a" if words.lower_at(at + 1) == "few" && is_scale(at + 2) => Some((None, at + 2)),
            "a" if words.matches_at(at + 1, &["couple", "of"]) && is_scale(at + 3) => Some((None, at + 3)),
            "a" if words.matches_at(at + 1, &["couple"]) && is_scale(at + 2) => Some((None, at + 2)),
            "several" | "few" | "many" if is_scale(at + 1) => Some((None, at + 1)),
            "tens" | "dozens" | "hundreds" | "thousands" | "millions" | "billions" | "trillions"
                if words.lower_at(at + 1) == "of" =>
            {
                Some((None, at + 1))
            }
            _ => None,
        }
    }
}

/// The number in words at `at`: "twenty-five", "three hundred and fifty", "two and a half", "one point two".
pub(super) fn parse_number_words(words: &TokenRow, at: usize) -> Option<(Option<ExactDecimal>, usize)> {
    let (mut small, count) = parse_spelled_number(words, at)?;
    let mut end = at + count;
    let hyphen = |at: usize| usize::from(words.lower_at(at) == "-" && words.joins_previous(at));
    let hundred = end + hyphen(end);
    if small < 20 && words.lower_at(hundred) == "hundred" {
        (small, end) = (small * 100, hundred + 1);
        let and = end + usize::from(words.lower_at(end) == "and");
        if let Some((more, count)) = parse_spelled_number(words, and + hyphen(and)) {
            (small, end) = (small + more, and + hyphen(and) + count);
        }
    }
    let mut number = ExactDecimal::new(small, 0);
    if words.matches_at(end, &["and", "a", "half"])
        && let Some(more) = number.plus_half()
    {
        (number, end) = (more, end + 3);
    } else if words.lower_at(end) == "point"
        && let Some((tenth, 1)) = parse_spelled_number(words, end + 1)
        && tenth < 10
    {
        number = ExactDecimal::new(small * 10 + tenth, 1);
        end += 2;
    }
    Some((Some(number), end))
}

/// Abbreviated scale words, which count only beside a currency.
pub(super) fn is_abbreviated_scale(word: &str) -> bool {
    is_one_of(word, "k m mm b mn tn mil")
}

/// The number word at `at`, below 100, and its length in tokens: "twenty-five".
pub(in crate::entity) fn parse_spelled_number(words: &TokenRow, at: usize) -> Option<(u64, usize)> {
    if let Some(place) = UNIT_NUMERALS.class_of(words.lower_at(at)) {
        return Some((u64::from(place) + 1, 1));
    }
    let tens = (u64::from(TENS_NUMERALS.class_of(words.lower_at(at))?) + 1) * 10;
    let hyphen = usize::from(words.lower_at(at + 1) == "-" && words.joins_previous(at + 1));
    match UNIT_NUMERALS.class_of(words.lower_at(at + 1 + hyphen)) {
        Some(unit) if unit < 9 => Some((tens + u64::from(unit) + 1, 2 + hyphen)),
        _ => Some((tens, 1)),
    }
}

/// Parses `digits` with thousands and decimal separators, as English or, if `comma_decimal`, as the continent writes
/// them. With `scaled`, a scale word follows: "1.234 million" has a fraction. `None` on overflow.
pub(super) fn parse_digit_groups(digits: &str, comma_decimal: bool, scaled: bool) -> Option<ExactDecimal> {
    let points = digits.bytes().filter(|&byte| byte == b'.').count();
    let commas = digits.bytes().filter(|&byte| byte == b',').count();
    let last = digits.rfind(['.', ',']);
    let after = last.map_or(0, |at| digits.len() - at - 1);
    let mark = last.and_then(|at| digits.as_bytes().get(at).copied());
    let decimal = match (points, commas) {
        (0, 0) => false,
        (1, 0) => after != 3 || !comma_decimal || scaled,
        (0, 1) => after != 3 || (comma_decimal && scaled) || digits.starts_with("0,"),
        (1, _) if mark == Some(b'.') => true,
        (_, 1) if mark == Some(b',') => true,
        _ => false,
    };
    let mut number = 0_u64;
    for byte in digits.bytes().filter(u8::is_ascii_digit) {
        number = number.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
    }
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    (is_plain && after < 16).then(|| ExactDecimal::new(number, if decimal { after as u8 } else { 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_scale_words_has_a_power_of_ten() {
        assert_eq!(SCALE_WORDS.class_lines().count(), SCALE_EXPONENTS.len());
    }
}
