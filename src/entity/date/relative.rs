//! Deictic expressions, relative to the day of publication: "on Tuesday", "three days ago", "last week".

use super::super::amount::parse_spelled_number;
use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of};
use super::parser::{DateParser, ParsedTimex};
use super::tense::SentenceTense;
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use super::weekday::WEEKDAYS;
use crate::document::CalendarDate;
use crate::entity::FactConfidence;

/// Parts of the day that extend an expression: "Tuesday morning".
pub(super) static DAY_PARTS: WordClassLexicon = WordClassLexicon::new("morning afternoon evening night lunchtime");

/// Words beside a weekday that make it part of a name: newspapers, feasts, sales.
pub(super) static WEEKDAY_FALSE_FRIENDS: WordClassLexicon = WordClassLexicon::new(
    "
    times telegraph mirror express mail herald post star sun independent world people tribune
    school football night black good super ash shrove maundy cyber bloody easter palm holy sheffield giving
",
);

pub(super) static DURATION_UNITS: WordClassLexicon =
    WordClassLexicon::new("day days\nweek weeks fortnight\nmonth months\nyear years\ndecade decades");

/// The unit of two weeks, beside those of [`DURATION_UNITS`].
const FORTNIGHT: u8 = 5;

impl DateParser<'_> {
    pub(super) fn skip_leading_weekday(&self, at: usize) -> usize {
        let words = self.words;
        let short = is_one_of(words.lower_at(at), "mon tue tues wed thu thur thurs fri sat sun");
        if !words.is_capitalised(at) || !(WEEKDAYS.contains(words.lower_at(at)) || short) {
            return at;
        }
        let mut next = at + 1;
        while matches!(words.lower_at(next), "," | "." | "the") {
            next += 1;
        }
        if self.parse_day_number(next).is_some() || self.parse_month(next).is_some() { next } else { at }
    }

    /// "last year", "this year", "next year" after a month.
    pub(super) fn relative_year(&self, at: usize) -> Option<(i32, usize)> {
        let words = self.words;
        let at = at + usize::from(words.lower_at(at) == "," || words.lower_at(at) == "of");
        let offset = match words.lower_at(at) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        (words.lower_at(at + 1) == "year").then_some((offset, at + 2))
    }

    pub(super) fn parse_weekday(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let lead = usize::from(matches!(words.lower_at(at), "last" | "next" | "this" | "past" | "coming"));
        let place =
            i32::from(WEEKDAYS.class_of(words.lower_at(at + lead)).filter(|_| words.is_capitalised(at + lead))?);
        let day_at = at + lead;
        let before = words.lower_before(day_at, 1);
        // "every Sunday" is a habit
        if is_one_of(before, "every each") {
            return None;
        }
        // "was a Friday", "on a Friday in May"; "a Friday meeting" is a certain one
        let next = day_at + 1;
        if before == "a"
            && (!words.has_class(next, TokenClass::Letters) || is_one_of(words.lower_at(next), "in of at and when"))
        {
            return None;
        }
        let cue = lead == 1 || is_one_of(before, "on by since until till early late from to before after");
        let same = |other: usize| words.sentence_index(other) == words.sentence_index(at);
        if WEEKDAY_FALSE_FRIENDS.contains(words.lower_at(day_at + 1)) && words.is_capitalised(day_at + 1)
            || WEEKDAY_FALSE_FRIENDS.contains(before) && words.is_capitalised(day_at - 1)
        {
            return None;
        }
        let named = words.is_capitalised(day_at.wrapping_sub(1))
            && same(day_at.wrapping_sub(1))
            && !words.is_in_heading(day_at);
        let first = day_at == words.sentence_range(words.sentence_index(day_at)).start;
        if !cue
            && named
            && !first
            && !matches!(before, "on" | "this" | "last" | "next")
            && words.is_capitalised(day_at + 1)
        {
            return None;
        }
        let end = day_at + 1 + usize::from(DAY_PARTS.contains(words.lower_at(day_at + 1)));
        let Some(published) = self.publication_date else {
            return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Undated), end));
        };
        let today = published.julian_day();
        // The first day of the Julian period was a Monday.
        let back = (today.rem_euclid(7) - place).rem_euclid(7);
        let ahead = (place - today.rem_euclid(7)).rem_euclid(7);
        let (offset, confidence) = match (words.lower_at(at), self.tense_around(at, end)) {
            ("last" | "past", _) if lead == 1 => (if back == 0 { -7 } else { -back }, FactConfidence::Certain),
            ("next" | "coming", _) if lead == 1 => (if ahead == 0 { 7 } else { ahead }, FactConfidence::Likely),
            _ if back == 0 => (0, FactConfidence::Certain),
            (_, SentenceTense::Past) if back == 6 && self.is_dated_early(place) => (1, FactConfidence::Likely),
            (_, SentenceTense::Past) => (-back, FactConfidence::Certain),
            (_, SentenceTense::Future) => (ahead, FactConfidence::Certain),
            // News tells the days just gone, and those just ahead.
            (_, SentenceTense::Unknown) if back <= ahead => (-back, FactConfidence::Likely),
            (_, SentenceTense::Unknown) => (ahead, FactConfidence::Possible),
        };
        let date = CalendarDate::from_julian_day(today + offset);
        let when = date.map(|date| DateInterval::from_partial(PartialDate::from_date(date)));
        Some(ParsedTimex::new_relative(when.ok_or(UnresolvedReason::Ambiguous), end).at_most(confidence))
    }

    /// Whether the article tells of the day after its publication, the weekday `place`, as past: its opening names that
    /// weekday, and again later. The clock of the stamp was another, or the text was updated.
    fn is_dated_early(&self, place: i32) -> bool {
        *self.dated_early.get_or_init(|| {
            let words = self.words;
            let is_named = |&at: &usize| {
                words.is_capitalised(at)
                    && WEEKDAYS.class_of(words.lower_at(at)).map(i32::from) == Some(place)
                    && !is_one_of(words.lower_before(at, 1), "last next this past coming every each a")
            };
            let mut named = (0..words.len()).filter(is_named);
            let opens = named.next().is_some_and(|at| at < 120 && self.tense_around(at, at + 1) == SentenceTense::Past);
            opens && named.next().is_some()
        })
    }

    /// Offsets in units: "three days ago", "in two weeks", "last week", "the coming months".
    pub(super) fn parse_counted_offset(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let unit = |at: usize| {
            DURATION_UNITS
                .class_of(words.lower_at(at))
                .map(|unit| if words.lower_at(at) == "fortnight" { FORTNIGHT } else { unit })
        };
        // "last week"; "the past few days"
        let offset = match words.lower_at(at) {
            "last" | "past" => Some(-1),
            "this" => Some(0),
            "next" | "coming" => Some(1),
            _ => None,
        };
        if let Some(offset) = offset {
            if let Some(unit) = unit(at + 1) {
                let plural = words.lower_at(at + 1).ends_with('s');
                // "the last week of April"
                if words.lower_at(at + 2) == "of" && !plural && words.lower_before(at, 1) == "the" {
                    return None;
                }
                // "over the last month" is a duration, "the next year" one after another.
                let vague = (words.lower_before(at, 1) == "the" && offset != 0)
                    || plural
                    || matches!(words.lower_at(at), "coming" | "past")
                    || unit == 0
                    || unit == 4;
                if unit == 0 && !plural {
                    return None;
                }
                let when = match self.publication_date {
                    _ if vague => Err(UnresolvedReason::Vague),
                    None => Err(UnresolvedReason::Undated),
                    Some(published) => {
                        self.shift_from_publication(published, unit, offset).ok_or(UnresolvedReason::Ambiguous)
                    }
                };
                return Some(ParsedTimex::new_relative(when, at + 2));
            }
            let (_, count) = self.parse_count(at + 1)?;
            let vague = unit(at + 1 + count).is_some() && offset != 0;
            return vague.then_some(ParsedTimex::new_relative(Err(UnresolvedReason::Vague), at + 2 + count));
        }
        let lead = usize::from(words.lower_at(at) == "in" || words.lower_at(at) == "within");
        let (number, count) = self.parse_count(at + lead)?;
        let unit_at = at + lead + count;
        let unit = unit(unit_at)?;
        if lead == 1 {
            // "in two weeks" is a point ahead; "in two weeks of fighting" is a duration, and "within" sets no day.
            let time = words.is_possessive(unit_at + 1) && words.lower_at(unit_at + 2) == "time";
            let end = if time { unit_at + 3 } else { unit_at + 1 };
            if words.lower_at(at) != "in" || !(time || self.is_future_offset(at, end)) {
                return None;
            }
            let when = match (number, self.publication_date) {
                (None, _) => Err(UnresolvedReason::Vague),
                (_, None) => Err(UnresolvedReason::Undated),
                (Some(number), Some(published)) => {
                    self.shift_from_publication(published, unit, number).ok_or(UnresolvedReason::Ambiguous)
                }
            };
            return Some(ParsedTimex::new_relative(when, end));
        }
        if words.lower_at(unit_at + 1) != "ago" {
            return None;
        }
        let when = match (number, self.publication_date) {
            (None, _) => Err(UnresolvedReason::Vague),
            (_, None) => Err(UnresolvedReason::Undated),
            (Some(number), Some(published)) => {
                self.shift_from_publication(published, unit, -number).ok_or(UnresolvedReason::Ambiguous)
            }
        };
        // "Three days ago" is a day, "two weeks ago" about a week; round numbers are rounder still.
        let confidence = match number {
            Some(number) if unit == 0 && number <= 6 => FactConfidence::Certain,
            Some(_) if is_one_of(words.lower_before(at, 1), "than over nearly almost about roughly around some") => {
                FactConfidence::Possible
            }
            Some(number) if unit == 3 && number >= 10 && number % 5 == 0 => FactConfidence::Possible,
            _ => FactConfidence::Likely,
        };
        Some(ParsedTimex::new_relative(when, unit_at + 2).at_most(confidence))
    }

    /// Whether "in two weeks" between `at` and `end` is a point ahead. In "in two weeks of rain", "their first win in
    /// two years" and "will build 300 homes in two years" it is a duration.
    fn is_future_offset(&self, at: usize, end: usize) -> bool {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(at));
        let lasts = |at: usize| {
            let word = words.lower_at(at);
            words.has_class(at, TokenClass::Digits)
                || is_one_of(
                    word,
                    "first second third fourth fifth only time times once twice most least worst best every",
                )
                || (word.len() > 5 && word.ends_with("est"))
        };
        words.lower_at(end) != "of"
            && self.tense_around(at, end) == SentenceTense::Future
            && !(sentence.start.max(at.saturating_sub(8))..at).any(lasts)
    }

    /// The count before a unit and its length in tokens; the count is `None` for "a few".
    pub(super) fn parse_count(&self, at: usize) -> Option<(Option<i32>, usize)> {
        let words = self.words;
        match words.lower_at(at) {
            "a" | "the" if matches!(words.lower_at(at + 1), "few" | "couple") => {
                Some((None, 2 + usize::from(words.lower_at(at + 2) == "of")))
            }
            "few" | "several" | "some" | "many" => Some((None, 1)),
            "a" | "an" => Some((Some(1), 1)),
            _ if words.has_class(at, TokenClass::Digits) => {
                let number = words.surface_at(at).parse::<i32>().ok().filter(|number| *number < 1000)?;
                Some((Some(number), 1))
            }
            _ => parse_spelled_number(words, at).map(|(number, count)| (Some(number as i32), count)),
        }
    }

    /// The day, week (from Monday), month or year that is `by` units away from the day of publication; of fortnights, a
    /// week.
    pub(super) fn shift_from_publication(&self, published: CalendarDate, unit: u8, by: i32) -> Option<DateInterval> {
        let day = |offset: i32| {
            published
                .julian_day()
                .checked_add(offset)
                .and_then(CalendarDate::from_julian_day)
                .map(PartialDate::from_date)
        };
        match unit {
            0 => day(by).map(DateInterval::from_partial),
            1 | FORTNIGHT => {
                let by = if unit == FORTNIGHT { by * 2 } else { by };
                let monday = by * 7 - published.julian_day().rem_euclid(7);
                DateInterval::between(day(monday), day(monday + 6))
            }
            2 => PartialDate::from_month(published.year(), i32::from(published.month()) + by)
                .map(DateInterval::from_partial),
            3 => PartialDate::from_year(published.year() + by).map(DateInterval::from_partial),
            // "a decade ago" is a year; "last decade" is ten of them.
            _ => PartialDate::from_year(published.year() + by * 10).map(DateInterval::from_partial),
        }
    }

    /// Deictic days: today, yesterday, tomorrow, tonight, this morning, last night.
    pub(super) fn parse_deictic_day(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let (offset, end) = match (words.lower_at(at), words.lower_at(at + 1)) {
            ("today" | "tonight", _) => (0, at + 1),
            ("yesterday", _) => (-1, at + 1),
            ("tomorrow", _) => (1, at + 1),
            ("this", "morning" | "afternoon" | "evening") => (0, at + 2),
            ("last", "night" | "evening") => (-1, at + 2),
            _ => return None,
        };
        if words.lower_before(at, 1) == "usa" {
            return None;
        }
        // USA Today and The Yesterday Show.
        let named = words.is_capitalised(at)
            && at != words.sentence_range(words.sentence_index(at)).start
            && !words.is_in_heading(at);
        let end = end + usize::from(end == at + 1 && DAY_PARTS.contains(words.lower_at(end)));
        let date =
            self.publication_date.and_then(|published| CalendarDate::from_julian_day(published.julian_day() + offset));
        let when =
            date.map(|date| DateInterval::from_partial(PartialDate::from_date(date))).ok_or(UnresolvedReason::Undated);
        (!named).then_some(ParsedTimex::new_relative(when, end))
    }
}
