//! Deictic expressions, relative to the day of publication: "on Tuesday", "three days ago", "last week".

use super::super::amount::small_number;
use super::super::lexicon::Lexicon;
use super::super::word::{Make, among};
use super::moment::{Moment, Open, When};
use super::parser::{Read, Reader};
use super::tense::Tense;
use crate::document::Date;

pub(super) static WEEKDAYS: Lexicon = Lexicon::new("monday\ntuesday\nwednesday\nthursday\nfriday\nsaturday\nsunday");

/// Parts of the day that extend an expression: "Tuesday morning".
pub(super) static DAY_PARTS: Lexicon = Lexicon::new("morning afternoon evening night lunchtime");

/// Words beside a weekday that make it part of a name: newspapers, feasts, sales.
pub(super) static NOT_DAYS: Lexicon = Lexicon::new(
    "
    times telegraph mirror express mail herald post star sun independent world people tribune
    black good super ash shrove maundy cyber bloody easter palm holy sheffield giving
",
);

pub(super) static UNITS: Lexicon = Lexicon::new("day days\nweek weeks fortnight\nmonth months\nyear years");

impl Reader<'_> {
    pub(super) fn leading_weekday(&self, at: usize) -> usize {
        let words = self.words;
        let short = among(words.small(at), "mon tue tues wed thu thur thurs fri sat sun");
        if !words.is_capital(at) || !(WEEKDAYS.has(words.small(at)) || short) {
            return at;
        }
        let mut next = at + 1;
        while matches!(words.small(next), "," | "." | "the") {
            next += 1;
        }
        if self.day_number(next).is_some() || self.month(next).is_some() { next } else { at }
    }

    /// "last year", "this year", "next year" after a month.
    pub(super) fn relative_year(&self, at: usize) -> Option<(i32, usize)> {
        let words = self.words;
        let at = at + usize::from(words.small(at) == "," || words.small(at) == "of");
        let offset = match words.small(at) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        (words.small(at + 1) == "year").then_some((offset, at + 2))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let lead = usize::from(matches!(words.small(at), "last" | "next" | "this" | "past" | "coming"));
        let place = i32::from(WEEKDAYS.find(words.small(at + lead)).filter(|_| words.is_capital(at + lead))?);
        let day_at = at + lead;
        let before = words.small_before(day_at, 1);
        let cue = lead == 1 || among(before, "on by since until till early late from to before after");
        let same = |other: usize| words.sentence_of(other) == words.sentence_of(at);
        if NOT_DAYS.has(words.small(day_at + 1)) && words.is_capital(day_at + 1)
            || NOT_DAYS.has(before) && words.is_capital(day_at - 1)
        {
            return None;
        }
        let named =
            words.is_capital(day_at.wrapping_sub(1)) && same(day_at.wrapping_sub(1)) && !words.is_heading(day_at);
        let first = day_at == words.sentence(words.sentence_of(day_at)).start;
        if !cue && named && !first && !matches!(before, "on" | "this" | "last" | "next") && words.is_capital(day_at + 1)
        {
            return None;
        }
        let end = day_at + 1 + usize::from(DAY_PARTS.has(words.small(day_at + 1)));
        let Some(published) = self.published else { return Some(Read::reckoned(Err(Open::Undated), end)) };
        let today = published.julian_day();
        // The first day of the Julian period was a Monday.
        let back = (today.rem_euclid(7) - place).rem_euclid(7);
        let ahead = (place - today.rem_euclid(7)).rem_euclid(7);
        let offset = match (words.small(at), self.tense(at, end)) {
            ("last" | "past", _) if lead == 1 => Some(if back == 0 { -7 } else { -back }),
            ("next" | "coming", _) if lead == 1 => Some(if ahead == 0 { 7 } else { ahead }),
            _ if back == 0 => Some(0),
            (_, Tense::Past) => Some(-back),
            (_, Tense::Future) => Some(ahead),
            _ => None,
        };
        let date = offset.and_then(|offset| Date::from_julian_day(today + offset));
        Some(Read::reckoned(date.map(|date| When::at(Moment::of_day(date))).ok_or(Open::Ambiguous), end))
    }

    /// Offsets in units: "three days ago", "in two weeks", "last week", "the coming months".
    pub(super) fn counted(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let unit =
            |at: usize| UNITS.find(words.small(at)).map(|unit| if words.small(at) == "fortnight" { 4 } else { unit });
        // "last week"; "the past few days"
        let offset = match words.small(at) {
            "last" | "past" => Some(-1),
            "this" => Some(0),
            "next" | "coming" => Some(1),
            _ => None,
        };
        if let Some(offset) = offset {
            if let Some(unit) = unit(at + 1) {
                let plural = words.small(at + 1).ends_with('s');
                let vague = plural || matches!(words.small(at), "coming" | "past") || unit == 0;
                if unit == 0 && !plural {
                    return None;
                }
                let when = match self.published {
                    _ if vague => Err(Open::Vague),
                    None => Err(Open::Undated),
                    Some(published) => self.shifted(published, unit, offset).ok_or(Open::Ambiguous),
                };
                return Some(Read::reckoned(when, at + 2));
            }
            let (_, count) = self.count(at + 1)?;
            let vague = unit(at + 1 + count).is_some() && offset != 0;
            return vague.then_some(Read::reckoned(Err(Open::Vague), at + 2 + count));
        }
        let lead = usize::from(words.small(at) == "in" || words.small(at) == "within");
        let (number, count) = self.count(at + lead)?;
        let unit_at = at + lead + count;
        let unit = unit(unit_at)?;
        if lead == 1 {
            // "in two weeks" is a point ahead; "in two weeks of fighting" is a duration, and "within" sets no day.
            let time = words.is_possessive(unit_at + 1) && words.small(unit_at + 2) == "time";
            let end = if time { unit_at + 3 } else { unit_at + 1 };
            if words.small(at) != "in" || !(time || self.looks_ahead(at, end)) {
                return None;
            }
            let when = match (number, self.published) {
                (None, _) => Err(Open::Vague),
                (_, None) => Err(Open::Undated),
                (Some(number), Some(published)) => self.shifted(published, unit, number).ok_or(Open::Ambiguous),
            };
            return Some(Read::reckoned(when, end));
        }
        if words.small(unit_at + 1) != "ago" {
            return None;
        }
        let when = match (number, self.published) {
            (None, _) => Err(Open::Vague),
            (_, None) => Err(Open::Undated),
            (Some(number), Some(published)) => self.shifted(published, unit, -number).ok_or(Open::Ambiguous),
        };
        Some(Read::reckoned(when, unit_at + 2))
    }

    /// Whether "in two weeks" between `at` and `end` is a point ahead. In "in two weeks of rain", "their first win in
    /// two years" and "will build 300 homes in two years" it is a duration.
    fn looks_ahead(&self, at: usize, end: usize) -> bool {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(at));
        let lasts = |at: usize| {
            let word = words.small(at);
            words.is(at, Make::Digits)
                || among(word, "first second third fourth fifth only time times once twice most least worst best every")
                || (word.len() > 5 && word.ends_with("est"))
        };
        words.small(end) != "of"
            && self.tense(at, end) == Tense::Future
            && !(sentence.start.max(at.saturating_sub(8))..at).any(lasts)
    }

    /// The count before a unit and its length in tokens; the count is `None` for "a few".
    pub(super) fn count(&self, at: usize) -> Option<(Option<i32>, usize)> {
        let words = self.words;
        match words.small(at) {
            "a" | "the" if matches!(words.small(at + 1), "few" | "couple") => {
                Some((None, 2 + usize::from(words.small(at + 2) == "of")))
            }
            "few" | "several" | "some" | "many" => Some((None, 1)),
            "a" | "an" => Some((Some(1), 1)),
            _ if words.is(at, Make::Digits) => {
                let number = words.surface(at).parse::<i32>().ok().filter(|number| *number < 1000)?;
                Some((Some(number), 1))
            }
            _ => small_number(words, at).map(|(number, count)| (Some(number as i32), count)),
        }
    }

    /// The day, week (from Monday), month or year that is `by` units away from the day of publication; of fortnights, a
    /// week.
    pub(super) fn shifted(&self, published: Date, unit: u8, by: i32) -> Option<When> {
        let day = |offset: i32| {
            published.julian_day().checked_add(offset).and_then(Date::from_julian_day).map(Moment::of_day)
        };
        match unit {
            0 => day(by).map(When::at),
            1 | 4 => {
                let by = if unit == 4 { by * 2 } else { by };
                let monday = by * 7 - published.julian_day().rem_euclid(7);
                When::between(day(monday), day(monday + 6))
            }
            2 => Moment::of_month(published.year(), i32::from(published.month()) + by).map(When::at),
            _ => Moment::of_year(published.year() + by).map(When::at),
        }
    }

    /// Deictic days: today, yesterday, tomorrow, tonight, this morning, last night.
    pub(super) fn named(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let (offset, end) = match (words.small(at), words.small(at + 1)) {
            ("today" | "tonight", _) => (0, at + 1),
            ("yesterday", _) => (-1, at + 1),
            ("tomorrow", _) => (1, at + 1),
            ("this", "morning" | "afternoon" | "evening") => (0, at + 2),
            ("last", "night" | "evening") => (-1, at + 2),
            _ => return None,
        };
        // USA Today and The Yesterday Show.
        let named = words.is_capital(at) && at != words.sentence(words.sentence_of(at)).start && !words.is_heading(at);
        let end = end + usize::from(end == at + 1 && DAY_PARTS.has(words.small(end)));
        let date = self.published.and_then(|published| Date::from_julian_day(published.julian_day() + offset));
        let when = date.map(|date| When::at(Moment::of_day(date))).ok_or(Open::Undated);
        (!named).then_some(Read::reckoned(when, end))
    }
}
