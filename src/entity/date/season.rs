//! Seasons: "the spring of 2022", "last fall", "the winter of 2021-22". Their value is a season of the Extended Date/Time
//! Format (EDTF, ISO 8601-2): a year with 21 for spring to 24 for winter; a winter has the year in which it begins.

use super::super::token_row::is_one_of;
use super::parser::{DateParser, ParsedTimex};
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use crate::entity::FactConfidence;

impl DateParser<'_> {
    /// A season with a year, or a relative or definite one: "last winter", "in the fall".
    pub(super) fn parse_season(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        // "im Fall 2016" is a case.
        if !self.is_english {
            return None;
        }
        let lead = usize::from(is_one_of(words.lower_at(at), "last past this next coming early late mid"));
        let name_at = at + lead + usize::from(lead == 1 && words.lower_at(at + 1) == "-");
        let season = match words.lower_at(name_at) {
            "spring" => 21,
            "summer" => 22,
            "autumn" | "fall" => 23,
            "winter" => 24,
            _ => return None,
        };
        let next = name_at + 1;
        let linked = is_one_of(words.lower_at(next), "of in ,");
        let year_at = next + usize::from(linked && self.parse_year(next + 1).is_some());
        if let Some(year) = self.parse_year(year_at) {
            return self.dated_season(year, season, year_at + 1);
        }
        if let Some((offset, end)) = self.relative_year(next) {
            let when = self.publication_date.and_then(|day| PartialDate::from_season(day.year() + offset, season));
            let when = when.map(DateInterval::from_partial).ok_or(UnresolvedReason::Undated);
            return Some(ParsedTimex::new_relative(when, end).at_most(FactConfidence::Likely));
        }
        let deictic = is_one_of(words.lower_at(at), "last past this next coming");
        (deictic || self.is_definite_season(name_at)).then(|| self.relative_season(at, season, next))
    }

    /// "winter of 2021-22" is one season; a winter of a single year may be the one that ends there.
    fn dated_season(&self, year: i32, season: u8, end: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let spans_years = matches!(words.lower_at(end), "-" | "–" | "/") && words.joins_previous(end + 1) && {
            let last = words.surface_at(end + 1).parse::<i32>().unwrap_or_default();
            last == year + 1 || last == (year + 1) % 100
        };
        let open = season == 24 && !spans_years;
        let end = if spans_years { end + 2 } else { end };
        let read = ParsedTimex::new_absolute(PartialDate::from_season(year, season), end)?;
        Some(read.at_most(if open { FactConfidence::Possible } else { FactConfidence::Likely }))
    }

    /// Whether the season at `at` is one of a certain year: "in the fall", not "fall of the wall" nor "spring rolls".
    fn is_definite_season(&self, at: usize) -> bool {
        let words = self.words;
        let article = words.lower_before(at, 1) == "the";
        let cue = words.lower_before(at, if article { 2 } else { 1 });
        let led = if article {
            is_one_of(cue, "in over during by since until till through of")
        } else {
            is_one_of(cue, "since until till by")
        };
        let continues = is_one_of(words.lower_at(at + 1), "of from into in season and or to short apart behind -");
        led && !continues && words.lower_before(at, 1) != "-"
    }

    /// The season that a lead or the tense chooses, seen from the day of publication.
    fn relative_season(&self, at: usize, season: u8, end: usize) -> ParsedTimex {
        let Some(published) = self.publication_date else {
            return ParsedTimex::new_relative(Err(UnresolvedReason::Undated), end);
        };
        let in_year = |year: i32| PartialDate::from_season(year, season);
        let year = published.year();
        let ended = |year: i32| in_year(year).and_then(PartialDate::last_day).is_some_and(|last| last < published);
        let last_ended = (year - 2..=year).rev().find(|&year| ended(year)).unwrap_or(year - 1);
        let running = in_year(last_ended + 1).and_then(PartialDate::first_day).is_some_and(|first| first <= published);
        let (chosen, confidence) = match words_lead(self.words.lower_at(at)) {
            Some(-1) => (last_ended, FactConfidence::Likely),
            Some(1) => (last_ended + 1 + i32::from(running), FactConfidence::Likely),
            // "This summer" is the one of this year; a winter began in the year before.
            Some(_) if season == 24 && published.month() <= 5 => (year - 1, FactConfidence::Likely),
            Some(_) => (year, FactConfidence::Likely),
            None if running => (last_ended + 1, FactConfidence::Likely),
            None => {
                let behind = in_year(last_ended).and_then(PartialDate::last_day);
                let ahead = in_year(last_ended + 1).and_then(PartialDate::first_day);
                match self.choose_by_tense(behind, ahead, published, at, end) {
                    Some((day, confidence)) => (last_ended + i32::from(day > published), confidence),
                    None => (last_ended, FactConfidence::Possible),
                }
            }
        };
        let when = in_year(chosen).map(DateInterval::from_partial).ok_or(UnresolvedReason::Ambiguous);
        ParsedTimex::new_relative(when, end).at_most(confidence).at_most(FactConfidence::Likely)
    }
}

/// Where a deictic lead points: back, here or ahead.
fn words_lead(word: &str) -> Option<i32> {
    match word {
        "last" | "past" => Some(-1),
        "this" => Some(0),
        "next" | "coming" => Some(1),
        _ => None,
    }
}
