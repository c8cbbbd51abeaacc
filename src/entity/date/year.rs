//! Years, decades, seasons and parts of a year.

use super::super::token_row::{TokenClass, is_one_of};
use super::parser::{DateParser, ParsedTimex};
use super::value::{DateInterval, PartialDate, UnresolvedReason};

impl DateParser<'_> {
    /// Quarters and halves of a year: "Q3 2024", "the first half of 2022"; else a season.
    pub(super) fn parse_part_of_year(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let place = match words.lower_at(at) {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            "fourth" | "final" | "last" => 4,
            "q" => 0,
            _ => return self.parse_season(at),
        };
        let (part, mut next, months) = if place == 0 {
            let digit = self
                .parse_day_number(at + 1)
                .filter(|quarter| (1..=4).contains(quarter) && words.joins_previous(at + 1))?;
            (digit, at + 2, 3)
        } else {
            match words.lower_at(at + 1) {
                "quarter" => (place, at + 2, 3),
                "half" if place <= 2 => (place, at + 2, 6),
                _ => return self.parse_season(at),
            }
        };
        next += usize::from(matches!(words.lower_at(next), "of" | "in"));
        let (year, end, relative) = match (self.parse_year(next), self.relative_year(next)) {
            (Some(year), _) => (Some(year), next + 1, false),
            (None, Some((offset, end))) => {
                (self.publication_date.map(|published| published.year() + offset), end, true)
            }
            // "the third quarter" may be a part of a match.
            _ if place == 0 => (None, at + 2, true),
            _ => return None,
        };
        let Some(year) = year else { return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Undated), end)) };
        let first = (i32::from(part) - 1) * months + 1;
        let when = DateInterval::between(
            PartialDate::from_month(year, first),
            PartialDate::from_month(year, first + months - 1),
        )?;
        Some(ParsedTimex { value: Ok(when), relative, end })
    }

    /// "the spring of 2022", "summer 2022", "last winter". A winter lies in two years; so does the south's summer, but
    /// the year that was named holds part of it.
    pub(super) fn parse_season(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let lead = usize::from(matches!(words.lower_at(at), "last" | "this" | "next"));
        let season = words.lower_at(at + lead);
        if !matches!(season, "spring" | "summer" | "autumn" | "fall" | "winter") {
            return None;
        }
        let mut next = at + lead + 1;
        next += usize::from(words.lower_at(next) == "of");
        if let Some(year) = self.parse_year(next) {
            let when = PartialDate::from_year(year)
                .map(DateInterval::from_partial)
                .filter(|_| season != "winter")
                .ok_or(UnresolvedReason::Ambiguous);
            return Some(ParsedTimex { value: when, relative: false, end: next + 1 });
        }
        if let Some((offset, end)) = self.relative_year(at + 1).filter(|_| lead == 0) {
            let year = self.publication_date.and_then(|published| PartialDate::from_year(published.year() + offset));
            let when = year.map(DateInterval::from_partial).ok_or(UnresolvedReason::Undated);
            return Some(ParsedTimex::new_relative(when, end));
        }
        (lead == 1).then_some(ParsedTimex::new_relative(
            Err(if self.publication_date.is_some() { UnresolvedReason::Ambiguous } else { UnresolvedReason::Undated }),
            at + 2,
        ))
    }

    /// "the 1990s"
    pub(super) fn parse_decade(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let digits = words.surface_at(at);
        let is_decade = digits.len() == 4 && digits.ends_with('0') && words.has_class(at, TokenClass::Digits);
        let ends = words.lower_at(at + 1) == "s" && words.joins_previous(at + 1);
        let year: i32 = digits.parse().ok().filter(|year| is_decade && ends && (1000..2100).contains(year))?;
        let span = if year % 100 == 0 { 99 } else { 9 };
        let when = DateInterval::between(PartialDate::from_year(year), PartialDate::from_year(year + span))?;
        Some(ParsedTimex { value: Ok(when), relative: false, end: at + 2 })
    }

    /// A bare year, where it is no count: a preposition or such stands before it and no unit after it.
    pub(super) fn parse_plain_year(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let year = self.parse_year(at)?;
        let before = words.lower_before(at, 1);
        let next = words.lower_at(at + 1);
        let counted = year % 50 == 0
            && words.has_class(at + 1, TokenClass::Letters)
            && is_counted_noun(next)
            && !words.is_capitalised(at + 1);
        let cue = is_one_of(before, "in since until till by from of during after before year to between through");
        let led =
            is_one_of(before, "the a its his her their our s ( , late early mid - season around circa than – for")
                || words.is_in_heading(at)
                || words.is_capitalised(at.wrapping_sub(1))
                || (before == "and" && at.checked_sub(2).is_some_and(|last| self.parse_year(last).is_some()));
        let unit = is_one_of(
            next,
            "people men women children soldiers metres meters km kilometres kilometers miles feet tonnes tons euros dollars pounds hours percent % $ € £ kg m mm hectares residents workers jobs homes troops students copies million billion zł",
        );
        let signed = is_one_of(before, "$ € £ # № no than about nearly some over eur usd page room flight lot @")
            || (words.has_class(at + 1, TokenClass::Digits) && !words.joins_previous(at + 1));
        let modern = (1900..=2099).contains(&year);
        let fits = if modern {
            cue || led
        } else {
            cue && !words.has_class(at + 1, TokenClass::Letters) || before == "in" && !unit
        };
        (fits && !counted && !unit && !signed)
            .then(|| ParsedTimex::new_absolute(PartialDate::from_year(year), at + 1))?
    }
}

/// Plural nouns after a round number: "in 2000 cases" holds a count, not a year.
pub(super) fn is_counted_noun(word: &str) -> bool {
    word == "people" || (word.ends_with('s') && word.len() > 3 && !is_one_of(word, "was has his this elections games"))
}
