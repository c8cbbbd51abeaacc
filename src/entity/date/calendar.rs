//! Calendar dates: days and months written out, with or without a year ("30 May 2021", "March 1st", "in July").

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of};
use super::parser::{DateParser, ParsedTimex};
use super::tense::SentenceTense;
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use super::weekday::WEEKDAYS;
use crate::document::{CalendarDate, parse_date_prefix};
use crate::entity::FactConfidence;

/// Days from the day of publication within which a day without a year is surely meant, where the other one is far.
const NEAR_DAYS: i32 = 92;
/// Half a year: of the last and the next such day, one lies within it.
const HALF_YEAR: i32 = 183;

/// Words before a month whose name is also a word or a given name.
pub(super) static MONTH_CUES: WordClassLexicon = WordClassLexicon::new(
    "in since until till by during of last next this early late mid from between before after through every on each",
);

impl DateParser<'_> {
    /// A full date, in any spelling that metadata has too.
    pub(super) fn parse_full_date(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let begins = match words.get(at)?.class {
            TokenClass::Digits => words.surface_at(at).len() <= 10,
            _ => {
                words.is_capitalised(at)
                    && (self.parse_month(at).is_some()
                        || WEEKDAYS.contains(words.lower_at(at))
                        || words.surface_at(at).len() <= 5)
            }
        };
        if !begins {
            return None;
        }
        let start = words.get(at)?.start as usize;
        let limit = words.sentence_range(words.sentence_index(at)).end;
        let stop = words.get(limit.min(at + 12).checked_sub(1)?)?.end as usize;
        let (date, len) = parse_date_prefix(words.text.get(start..stop)?)?;
        let mut end = words.first_at_byte((start + len) as u32);
        while end > at && words.has_class(end - 1, TokenClass::Symbol) {
            end -= 1;
        }
        ParsedTimex::new_absolute(Some(PartialDate::from_date(date)), end)
    }

    /// "30 May", "May 30th", "the 30th of May", with a year perhaps far behind: "30 May last year".
    pub(super) fn parse_day_and_month(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let (day, month, mut end) = if let Some((day, next)) = self.parse_day(at) {
            let mut next = next;
            next += usize::from(words.lower_at(next) == "of" || (words.lower_at(next) == "." && !self.is_english));
            let (month, end) = self.parse_month(next)?;
            // "the second May" is no day; "second of May" is.
            if words.has_class(at, TokenClass::Letters) && words.lower_at(next - 1) != "of" {
                return None;
            }
            (day, month, end)
        } else {
            let skipped = self.skip_leading_weekday(at);
            if skipped > at {
                let read = self.parse_day_and_month(skipped)?;
                return Some(self.fix_year_by_weekday(at, read));
            }
            let (month, next) = self.parse_month(at)?;
            let article = usize::from(words.lower_at(next) == "the");
            let comma = words.lower_at(next) == ",";
            let (day, end) = self.parse_day(next + article).filter(|_| !comma)?;
            let spelled = words.has_class(next, TokenClass::Letters) && article == 0;
            // "June 5 million" and "May 20 %" are something else.
            let counted = words.has_class(next + 1, TokenClass::Letters)
                && matches!(words.lower_at(next + 1), "million" | "billion" | "percent" | "per");
            if spelled || counted {
                return None;
            }
            (day, month, end)
        };
        let mut year = self.parse_year(end);
        if year.is_some() {
            end += 1;
        } else if let Some((offset, next)) = self.relative_year(end) {
            let read =
                self.publication_date.and_then(|published| CalendarDate::new(published.year() + offset, month, day));
            return Some(ParsedTimex::new_relative(
                read.map(|date| DateInterval::from_partial(PartialDate::from_date(date)))
                    .ok_or(UnresolvedReason::Undated),
                next,
            ));
        } else if words.lower_at(end) == "," && self.parse_year(end + 1).is_some() {
            year = self.parse_year(end + 1);
            end += 2;
        }
        self.resolve_year_of_day(month, day, year, at, end)
    }

    /// A day and month with the year that is named, else with the year that the tense of the sentence chooses.
    pub(super) fn resolve_year_of_day(
        &self,
        month: u8,
        day: u8,
        year: Option<i32>,
        at: usize,
        end: usize,
    ) -> Option<ParsedTimex> {
        // 29 February is a day of some years.
        CalendarDate::new(2024, month, day)?;
        if let Some(year) = year {
            return ParsedTimex::new_absolute(CalendarDate::new(year, month, day).map(PartialDate::from_date), end);
        }
        if self.is_anaphoric_year(end) {
            return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Ambiguous), end));
        }
        let Some(published) = self.publication_date else {
            return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Undated), end));
        };
        let days = |year: i32| CalendarDate::new(year, month, day);
        let year = published.year();
        let before = days(year).filter(|date| *date <= published).or_else(|| days(year - 1));
        let after = days(year).filter(|date| *date >= published).or_else(|| days(year + 1));
        let (date, confidence) = self.choose_by_tense(before, after, published, at, end)?;
        let when = Ok(DateInterval::from_partial(PartialDate::from_date(date)));
        Some(ParsedTimex::new_relative(when, end).at_most(confidence))
    }

    /// "of that year", "the same year": the year is one that the text named before.
    fn is_anaphoric_year(&self, at: usize) -> bool {
        let words = self.words;
        let at = at + usize::from(matches!(words.lower_at(at), "of" | "," | "in"));
        let at = at + usize::from(matches!(words.lower_at(at), "that" | "the"));
        let same = usize::from(matches!(words.lower_at(at), "same" | "following" | "previous"));
        (same == 1 || words.lower_before(at, 1) == "that") && words.lower_at(at + same) == "year"
    }

    /// "Saturday, April 25": the year in which that day has this weekday, the nearest to the day of publication.
    fn fix_year_by_weekday(&self, at: usize, read: ParsedTimex) -> ParsedTimex {
        let weekday = WEEKDAYS.class_of(self.words.lower_at(at)).map(i32::from);
        let named = read.value.ok().and_then(|when| when.from).filter(|day| day.day > 0);
        let Some(((weekday, day), published)) = weekday.zip(named).zip(self.publication_date) else { return read };
        let on_weekday = |year: i32| {
            CalendarDate::new(year, day.month, day.day).filter(|date| date.julian_day().rem_euclid(7) == weekday)
        };
        if !read.relative {
            let agrees = on_weekday(day.year.into()).is_some();
            return if agrees { read } else { read.at_most(FactConfidence::Likely) };
        }
        let distance = |date: &CalendarDate| (date.julian_day() - published.julian_day()).abs();
        // A day falls on the same weekday every five, six or eleven years.
        let nearest = (published.year() - 6..=published.year() + 6).filter_map(on_weekday).min_by_key(distance);
        let Some(date) = nearest else { return read.at_most(FactConfidence::Possible) };
        let value = Ok(DateInterval::from_partial(PartialDate::from_date(date)));
        let is_near = distance(&date) <= 2 * HALF_YEAR;
        ParsedTimex {
            value,
            confidence: if is_near { FactConfidence::Certain } else { FactConfidence::Possible },
            ..read
        }
    }

    /// Of the last and the next such day, the one that the tense chooses; where it is silent, or points more than half a
    /// year away, the nearer one, and less surely. `None` where there is neither.
    pub(super) fn choose_by_tense(
        &self,
        before: Option<CalendarDate>,
        after: Option<CalendarDate>,
        published: CalendarDate,
        at: usize,
        end: usize,
    ) -> Option<(CalendarDate, FactConfidence)> {
        let gap = |date: CalendarDate| (date.julian_day() - published.julian_day()).abs();
        let tense = self.tense_around(at, end);
        let (before, after) = match (before, after) {
            (Some(before), Some(after)) => (before, after),
            (one, other) => return one.or(other).map(|date| (date, FactConfidence::Likely)),
        };
        let (past, ahead) = (gap(before), gap(after));
        let (nearest, near, distant) = if past <= ahead { (before, past, ahead) } else { (after, ahead, past) };
        let meant = match tense {
            SentenceTense::Past => Some(before),
            SentenceTense::Future => Some(after),
            SentenceTense::Unknown => None,
        };
        let clear = near <= NEAR_DAYS && distant >= 2 * NEAR_DAYS;
        Some(match meant {
            _ if near == 0 => (nearest, FactConfidence::Certain),
            Some(date) if date == nearest => (date, FactConfidence::Certain),
            // It was this February or the one before: the words say past, the calendar says soon.
            Some(_) if distant > 365 - 2 * NEAR_DAYS / 3 => (nearest, FactConfidence::Possible),
            Some(date) => (date, FactConfidence::Likely),
            None if clear => (nearest, FactConfidence::Likely),
            None => (nearest, FactConfidence::Possible),
        })
    }

    pub(super) fn parse_month_and_year(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        // "early May", "mid-May", "the end of May 2023", "last May"
        let lead = match words.lower_at(at) {
            "early" | "late" | "last" | "next" | "this" | "earlier" => 1 + usize::from(words.lower_at(at + 1) == "in"),
            "mid" => 1 + usize::from(words.lower_at(at + 1) == "-"),
            "end" | "beginning" | "start" | "middle" if words.lower_at(at + 1) == "of" => 2,
            _ => 0,
        };
        let leading = words.lower_at(at);
        let name_at = at + lead;
        let Some((month, mut next)) = self.parse_month(name_at) else {
            let year = self
                .parse_year(name_at)
                .filter(|_| lead > 0 && !matches!(leading, "last" | "next" | "this" | "earlier"))?;
            return ParsedTimex::new_absolute(PartialDate::from_year(year), name_at + 1);
        };
        let of = usize::from(matches!(words.lower_at(next), "of" | ","));
        if let Some(year) = self.parse_year(next + of) {
            return ParsedTimex::new_absolute(PartialDate::from_month(year, month.into()), next + of + 1);
        }
        let surname =
            lead == 0 && words.is_capitalised(at.wrapping_sub(1)) && !MONTH_CUES.contains(words.lower_before(at, 1));
        if let Some((offset, end)) = self.relative_year(next).filter(|_| !surname) {
            let moment = self
                .publication_date
                .and_then(|published| PartialDate::from_month(published.year() + offset, month.into()));
            return Some(ParsedTimex::new_relative(
                moment.map(DateInterval::from_partial).ok_or(UnresolvedReason::Undated),
                end,
            ));
        }
        if !self.is_bare_month(name_at, lead > 0) {
            return None;
        }
        let point = words.lower_at(name_at + 1) == "." && next > name_at + 1;
        next -= usize::from(point);
        if self.is_anaphoric_year(next) {
            return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Ambiguous), next));
        }
        let Some(published) = self.publication_date else {
            return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Undated), next));
        };
        let (year, now, month) = (published.year(), i32::from(published.month()), i32::from(month));
        let mut confidence = FactConfidence::Certain;
        let moment = match leading {
            "last" => PartialDate::from_month(if month < now { year } else { year - 1 }, month),
            "next" => PartialDate::from_month(if month > now { year } else { year + 1 }, month),
            "this" => PartialDate::from_month(year, month),
            _ => {
                let middle = |year: i32, day: u8| CalendarDate::new(year, month as u8, day);
                let before = if month < now { middle(year, 15) } else { middle(year - 1, 15) };
                let after = if month > now { middle(year, 15) } else { middle(year + 1, 15) };
                let this = Some((published, FactConfidence::Certain)).filter(|_| month == now);
                let meant = this.or_else(|| self.choose_by_tense(before, after, published, at, next));
                let (date, sure) = meant?;
                confidence = sure;
                PartialDate::from_month(date.year(), month)
            }
        };
        let when = moment.map(DateInterval::from_partial).ok_or(UnresolvedReason::Ambiguous);
        Some(ParsedTimex::new_relative(when, next).at_most(confidence))
    }

    /// Whether a bare month name is a month: not the verb "may", not somebody called April.
    pub(super) fn is_bare_month(&self, at: usize, led: bool) -> bool {
        let words = self.words;
        let name = words.lower_at(at);
        if !self.is_english || name.len() < 5 && !matches!(name, "may" | "june" | "july") {
            return false;
        }
        let listed = words.lower_before(at, 1) == "and" && at >= 2 && self.parse_month(at - 2).is_some();
        let cue = led || listed || MONTH_CUES.contains(words.lower_before(at, 1));
        let clashes =
            words.is_capitalised(at + 1) && words.has_class(at + 1, TokenClass::Letters) && !words.is_in_heading(at);
        let shouted = words.surface_at(at).chars().all(char::is_uppercase) && matches!(name, "may" | "march");
        if matches!(name, "may" | "march") {
            let verb = is_one_of(words.lower_at(at + 1), "be have not the she he they we it");
            return cue && !verb && !shouted;
        }
        cue || !(clashes
            || (words.is_capitalised(at.wrapping_sub(1))
                && words.sentence_index(at.wrapping_sub(1)) == words.sentence_index(at)))
    }
}
