//! Weekends, and the ends of weeks, months and years.

use super::super::token_row::is_one_of;
use super::parser::{DateParser, ParsedTimex};
use super::relative::DURATION_UNITS;
use super::tense::SentenceTense;
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use crate::document::CalendarDate;
use crate::entity::FactConfidence;

impl DateParser<'_> {
    /// "last weekend", "over the weekend": Saturday and Sunday.
    pub(super) fn parse_weekend(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let lead = usize::from(is_one_of(words.lower_at(at), "last past this next coming"));
        if words.lower_at(at + lead) != "weekend" || words.is_capitalised(at + lead) {
            return None;
        }
        let end = at + lead + 1;
        let cued =
            is_one_of(words.lower_before(at, 2), "over during on at in by after before since until till through");
        if lead == 0 && !(words.lower_before(at, 1) == "the" && cued) {
            return None;
        }
        let Some(published) = self.publication_date else {
            return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Undated), end));
        };
        let weekday = published.julian_day().rem_euclid(7);
        let tense = self.tense_around(at, end);
        let (weeks, confidence) = match words.lower_at(at) {
            "last" | "past" => (-1, FactConfidence::Certain),
            "next" => (1, FactConfidence::Likely),
            "coming" => (0, FactConfidence::Certain),
            // At the beginning of the week the weekend in the past tense is the one before.
            _ if tense == SentenceTense::Past && weekday < 5 => (-1, FactConfidence::Likely),
            _ if tense == SentenceTense::Unknown && weekday < 2 => (-1, FactConfidence::Possible),
            _ if tense == SentenceTense::Unknown => (0, FactConfidence::Possible),
            _ => (0, FactConfidence::Likely),
        };
        let saturday = published.julian_day() - weekday + 5 + weeks * 7;
        let day = |day: i32| CalendarDate::from_julian_day(day).map(PartialDate::from_date);
        let when = DateInterval::between(day(saturday), day(saturday + 1)).ok_or(UnresolvedReason::Ambiguous);
        Some(ParsedTimex::new_relative(when, end).at_most(confidence))
    }

    /// "year-end", "the end of the month", "year’s end": the period that ends.
    pub(super) fn parse_end_of_period(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let part = is_one_of(words.lower_at(at), "end beginning start middle") && words.lower_at(at + 1) == "of";
        let (unit_at, offset, end) = if part {
            let offset = match words.lower_at(at + 2) {
                "the" | "this" => 0,
                "last" => -1,
                "next" => 1,
                _ => return None,
            };
            (at + 3, offset, at + 4)
        } else if words.is_possessive(at + 1) && words.lower_at(at + 3) == "end" {
            (at, 0, at + 4)
        } else if words.lower_at(at + 1) == "-" && words.lower_at(at + 2) == "end" {
            (at, 0, at + 3)
        } else {
            return None;
        };
        let unit = DURATION_UNITS.class_of(words.lower_at(unit_at)).filter(|unit| (1..=3).contains(unit))?;
        // "the end of the week of rain"
        if words.lower_at(unit_at).ends_with('s') || words.lower_at(end) == "of" {
            return None;
        }
        let when = self
            .publication_date
            .map(|published| self.shift_from_publication(published, unit, offset).ok_or(UnresolvedReason::Ambiguous));
        let fixed = when.and_then(Result::ok).filter(|_| !part).and_then(|when| when.to?.last_day());
        let when = match fixed {
            Some(day) => Ok(DateInterval::from_partial(PartialDate::from_date(day))),
            None => when.unwrap_or(Err(UnresolvedReason::Undated)),
        };
        Some(ParsedTimex::new_relative(when, end).at_most(FactConfidence::Likely))
    }
}
