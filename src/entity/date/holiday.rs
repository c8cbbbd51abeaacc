//! Named days: feasts and holidays with a fixed day, a weekday of a month, or a distance from Easter.

use super::super::token_row::is_one_of;
use super::parser::{DateParser, ParsedTimex};
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use crate::document::CalendarDate;
use crate::entity::FactConfidence;

/// How the day of a holiday is found in a year.
#[derive(Clone, Copy)]
enum HolidayRule {
    /// Month and day.
    Fixed(u8, u8),
    /// Month, weekday from Monday 0, and the first day of the month on which it may fall.
    Weekday(u8, i32, u8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The general election of the United States: the Tuesday after the first Monday of November, in even years.
    Election,
}

/// Named days of which the names alone are plain: the words, whether a preposition or a year has to stand beside them,
/// and the rule.
static HOLIDAYS: &[(&str, bool, HolidayRule)] = &[
    ("new year's day", false, HolidayRule::Fixed(1, 1)),
    ("new year's eve", false, HolidayRule::Fixed(12, 31)),
    ("valentine's day", false, HolidayRule::Fixed(2, 14)),
    ("st. patrick's day", false, HolidayRule::Fixed(3, 17)),
    ("independence day", true, HolidayRule::Fixed(7, 4)),
    ("veterans day", false, HolidayRule::Fixed(11, 11)),
    ("christmas eve", false, HolidayRule::Fixed(12, 24)),
    ("christmas day", false, HolidayRule::Fixed(12, 25)),
    ("christmas", true, HolidayRule::Fixed(12, 25)),
    ("boxing day", false, HolidayRule::Fixed(12, 26)),
    ("halloween", true, HolidayRule::Fixed(10, 31)),
    ("martin luther king jr. day", false, HolidayRule::Weekday(1, 0, 15)),
    ("martin luther king day", false, HolidayRule::Weekday(1, 0, 15)),
    ("presidents day", false, HolidayRule::Weekday(2, 0, 15)),
    ("memorial day", false, HolidayRule::Weekday(5, 0, 25)),
    ("labor day", false, HolidayRule::Weekday(9, 0, 1)),
    ("columbus day", false, HolidayRule::Weekday(10, 0, 8)),
    ("thanksgiving day", false, HolidayRule::Weekday(11, 3, 22)),
    ("thanksgiving", true, HolidayRule::Weekday(11, 3, 22)),
    ("election day", false, HolidayRule::Election),
    ("ash wednesday", false, HolidayRule::Easter(-46)),
    ("palm sunday", false, HolidayRule::Easter(-7)),
    ("good friday", false, HolidayRule::Easter(-2)),
    ("easter sunday", false, HolidayRule::Easter(0)),
    ("easter monday", false, HolidayRule::Easter(1)),
    ("easter", true, HolidayRule::Easter(0)),
];

impl HolidayRule {
    fn day_in(self, year: i32) -> Option<CalendarDate> {
        match self {
            HolidayRule::Fixed(month, day) => CalendarDate::new(year, month, day),
            HolidayRule::Weekday(month, weekday, first) => {
                next_weekday(CalendarDate::new(year, month, first)?, weekday)
            }
            HolidayRule::Easter(days) => CalendarDate::from_julian_day(easter_sunday(year)?.julian_day() + days),
            HolidayRule::Election if year % 2 == 0 => next_weekday(CalendarDate::new(year, 11, 2)?, 1),
            HolidayRule::Election => None,
        }
    }
}

impl DateParser<'_> {
    /// A named day, with a year or the one that the tense chooses: "Christmas 2015", "by Thanksgiving".
    pub(super) fn parse_holiday(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        if !self.is_english || !words.is_capitalised(at) {
            return None;
        }
        let named = |name: &str| self.match_words(at, name);
        let (end, needs_cue, rule) = HOLIDAYS.iter().find_map(|&(name, cue, rule)| Some((named(name)?, cue, rule)))?;
        let year_at = end + usize::from(matches!(words.lower_at(end), "," | "in" | "of"));
        if let Some(year) =
            self.parse_year(year_at).filter(|_| words.sentence_index(year_at) == words.sentence_index(at))
        {
            return ParsedTimex::new_absolute(rule.day_in(year).map(PartialDate::from_date), year_at + 1);
        }
        let before = words.lower_before(at, 1);
        let cued = is_one_of(before, "on by before after since until till this last next at around past every");
        let continued = words.is_capitalised(end)
            && words.sentence_index(end) == words.sentence_index(at)
            && !words.is_in_heading(at);
        if (needs_cue && !cued) || continued || before == "every" {
            return None;
        }
        let Some(published) = self.publication_date else {
            return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Undated), end));
        };
        let year = published.year();
        let last = (year - 3..=year).rev().filter_map(|year| rule.day_in(year)).find(|day| *day <= published);
        let next = (year..=year + 3).filter_map(|year| rule.day_in(year)).find(|day| *day >= published);
        let (day, confidence) = match before {
            "last" => (last?, FactConfidence::Likely),
            "next" => (next?, FactConfidence::Likely),
            _ => self.choose_by_tense(last, next, published, at, end)?,
        };
        let when = Ok(DateInterval::from_partial(PartialDate::from_date(day)));
        Some(ParsedTimex::new_relative(when, end).at_most(confidence).at_most(FactConfidence::Likely))
    }

    /// The token after `name`, if its words stand at `at`; any apostrophe matches, and none does.
    fn match_words(&self, at: usize, name: &str) -> Option<usize> {
        let words = self.words;
        let mut next = at;
        for word in name.split(' ') {
            let (stem, possessive) = word.strip_suffix("'s").map_or((word, false), |stem| (stem, true));
            let (stem, point) = stem.strip_suffix('.').map_or((stem, false), |stem| (stem, true));
            if words.lower_at(next) != stem && !(possessive && words.lower_at(next).strip_suffix('s') == Some(stem)) {
                return None;
            }
            next += 1 + usize::from(point && words.lower_at(next + 1) == ".");
            if matches!(words.lower_at(next), "’" | "'") && words.joins_previous(next) && word != "easter" {
                let inner = words.lower_at(next + 1) == "s" && words.joins_previous(next + 1);
                next += match (possessive, inner) {
                    (true, true) => 2,
                    (false, true) => 0,
                    // "Presidents’ Day", "Veterans’ Day"
                    (_, false) => 1,
                };
            }
        }
        Some(next)
    }
}

/// The first day from `day` on that falls on `weekday`, from Monday 0.
fn next_weekday(day: CalendarDate, weekday: i32) -> Option<CalendarDate> {
    let ahead = (weekday - day.julian_day().rem_euclid(7)).rem_euclid(7);
    CalendarDate::from_julian_day(day.julian_day() + ahead)
}

/// Easter Sunday of a year in the Gregorian calendar, by the computus of Meeus, Jones and Butcher.
fn easter_sunday(year: i32) -> Option<CalendarDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * correction + 114;
    CalendarDate::new(year, u8::try_from(days / 31).ok()?, u8::try_from(days % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_move_are_computed() {
        let days = |rule: HolidayRule, years: [i32; 3]| {
            years.map(|year| rule.day_in(year).map(CalendarDate::to_iso).unwrap_or_default())
        };
        assert_eq!(days(HolidayRule::Easter(0), [2016, 2019, 2024]), ["2016-03-27", "2019-04-21", "2024-03-31"]);
        assert_eq!(
            days(HolidayRule::Weekday(11, 3, 22), [2015, 2016, 2018]),
            ["2015-11-26", "2016-11-24", "2018-11-22"]
        );
        assert_eq!(days(HolidayRule::Weekday(9, 0, 1), [2014, 2015, 2020]), ["2014-09-01", "2015-09-07", "2020-09-07"]);
        assert_eq!(days(HolidayRule::Election, [2016, 2018, 2019]), ["2016-11-08", "2018-11-06", ""]);
    }
}
