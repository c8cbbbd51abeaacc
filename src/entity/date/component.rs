//! Date components: day, month and year by themselves.

use super::super::token_row::TokenClass;
use super::parser::DateParser;
use crate::document::publication::month::find_month;

impl DateParser<'_> {
    /// The day of a month at `at`: 1 to 31, in at most two digits.
    pub(super) fn parse_day_number(&self, at: usize) -> Option<u8> {
        let digits = self.words.surface_at(at);
        let plain = self.words.has_class(at, TokenClass::Digits)
            && digits.len() <= 2
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|day| plain && (1..=31).contains(day))
    }

    /// Tokens of the ordinal suffix after the number at `at` ("30th"): 0 or 1.
    pub(super) fn ordinal_suffix_len(&self, at: usize) -> usize {
        usize::from(
            matches!(self.words.lower_at(at + 1), "st" | "nd" | "rd" | "th") && self.words.joins_previous(at + 1),
        )
    }

    /// The month whose name is at `at`, and the token after it, an abbreviation's point included.
    pub(super) fn parse_month(&self, at: usize) -> Option<(u8, usize)> {
        let words = self.words;
        let lower = words.lower_at(at);
        if !words.has_class(at, TokenClass::Letters) || (self.is_english && !words.is_capitalised(at)) {
            return None;
        }
        let month = find_month(lower)?;
        if self.is_english && !is_english_month(lower) {
            return None;
        }
        let point = words.lower_at(at + 1) == "."
            && words.joins_previous(at + 1)
            && lower.len() <= 4
            && words.has_class(at + 2, TokenClass::Digits);
        Some((month, at + 1 + usize::from(point)))
    }

    pub(super) fn parse_year(&self, at: usize) -> Option<i32> {
        let words = self.words;
        let digits = words.surface_at(at);
        if !words.has_class(at, TokenClass::Digits)
            || digits.len() != 4
            || !digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        let glued_letters = words.joins_previous(at + 1) && words.has_class(at + 1, TokenClass::Letters);
        digits.parse().ok().filter(|year| (1000..=2199).contains(year) && !glued_letters)
    }
}

pub(super) fn is_english_month(word: &str) -> bool {
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
        .split(' ')
        .any(|month| month == word)
}
