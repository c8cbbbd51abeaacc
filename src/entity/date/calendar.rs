//! Calendar dates: days and months written out, with or without a year ("30 May 2021", "March 1st", "in July").

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of};
use super::parser::{DateParser, ParsedTimex};
use super::relative::WEEKDAYS;
use super::tense::SentenceTense;
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use crate::document::{CalendarDate, parse_date_prefix};

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

    /// 05/06/2023 is ambiguous: day and month in either order.
    pub(super) fn parse_slashed_date(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let slashed = words.lower_at(at + 1) == "/"
            && words.lower_at(at + 3) == "/"
            && (1..=4).all(|next| words.joins_previous(at + next));
        let year = self.parse_year(at + 4).filter(|_| slashed)?;
        let fits = self.parse_day_number(at).zip(self.parse_day_number(at + 2))?;
        let _ = year;
        (fits.0 <= 12 && fits.1 <= 12).then_some(ParsedTimex {
            value: Err(UnresolvedReason::Ambiguous),
            relative: false,
            end: at + 5,
        })
    }

    /// "30 May", "May 30th", "the 30th of May", with a year perhaps far behind: "30 May last year".
    pub(super) fn parse_day_and_month(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let (day, month, mut end) = if let Some(day) = self.parse_day_number(at) {
            let mut next = at + 1 + self.ordinal_suffix_len(at);
            next += usize::from(words.lower_at(next) == "of" || (words.lower_at(next) == "." && !self.is_english));
            let (month, end) = self.parse_month(next)?;
            (day, month, end)
        } else {
            let skipped = self.skip_leading_weekday(at);
            if skipped > at {
                return self.parse_day_and_month(skipped);
            }
            let (month, next) = self.parse_month(at)?;
            let comma = words.lower_at(next) == ",";
            let day = self.parse_day_number(next).filter(|_| !comma)?;
            // "June 5 million" and "May 20 %" are something else.
            if words.has_class(next + 1, TokenClass::Letters)
                && matches!(words.lower_at(next + 1), "million" | "billion" | "percent" | "per")
            {
                return None;
            }
            (day, month, next + 1 + self.ordinal_suffix_len(next))
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
        let Some(published) = self.publication_date else {
            return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Undated), end));
        };
        let days = |year: i32| CalendarDate::new(year, month, day);
        let year = published.year();
        let before = days(year).filter(|date| *date <= published).or_else(|| days(year - 1));
        let after = days(year).filter(|date| *date >= published).or_else(|| days(year + 1));
        let when = self
            .choose_by_tense(before, after, published, at, end)
            .map(|date| DateInterval::from_partial(PartialDate::from_date(date)));
        Some(ParsedTimex::new_relative(when, end))
    }

    /// Of the last and the next such day, the one that tense chooses; without a tense, one within 92 days where the
    /// other is at least 180 away.
    pub(super) fn choose_by_tense(
        &self,
        before: Option<CalendarDate>,
        after: Option<CalendarDate>,
        published: CalendarDate,
        at: usize,
        end: usize,
    ) -> Result<CalendarDate, UnresolvedReason> {
        let far = 10_000;
        let gap =
            |date: Option<CalendarDate>| date.map_or(far, |date| (date.julian_day() - published.julian_day()).abs());
        let (past, ahead) = (gap(before), gap(after));
        let (near, distant) = (92, 270);
        let meant = match self.tense_around(at, end) {
            _ if past == 0 || ahead == 0 => before.filter(|_| past == 0).or(after),
            SentenceTense::Past if past > distant && ahead < near => None,
            SentenceTense::Future if ahead > distant && past < near => None,
            SentenceTense::Past => before,
            SentenceTense::Future => after,
            SentenceTense::Unknown if past.min(ahead) <= near && past.max(ahead) >= 180 => {
                if past < ahead {
                    before
                } else {
                    after
                }
            }
            SentenceTense::Unknown => None,
        };
        meant.ok_or(UnresolvedReason::Ambiguous)
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
        if let Some((offset, end)) = self.relative_year(next) {
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
        let Some(published) = self.publication_date else {
            return Some(ParsedTimex::new_relative(Err(UnresolvedReason::Undated), next));
        };
        let (year, now, month) = (published.year(), i32::from(published.month()), i32::from(month));
        let moment = match leading {
            "last" => PartialDate::from_month(if month < now { year } else { year - 1 }, month),
            "next" => PartialDate::from_month(if month > now { year } else { year + 1 }, month),
            "this" => PartialDate::from_month(year, month),
            _ => {
                let middle = |year: i32, day: u8| CalendarDate::new(year, month as u8, day);
                let before = if month < now { middle(year, 15) } else { middle(year - 1, 15) };
                let after = if month > now { middle(year, 15) } else { middle(year + 1, 15) };
                let meant =
                    if month == now { Ok(published) } else { self.choose_by_tense(before, after, published, at, next) };
                match meant {
                    Ok(date) => PartialDate::from_month(date.year(), month),
                    Err(open) => return Some(ParsedTimex::new_relative(Err(open), next)),
                }
            }
        };
        Some(ParsedTimex::new_relative(moment.map(DateInterval::from_partial).ok_or(UnresolvedReason::Ambiguous), next))
    }

    /// Whether a bare month name is a month: not the verb "may", not somebody called April.
    pub(super) fn is_bare_month(&self, at: usize, led: bool) -> bool {
        let words = self.words;
        let name = words.lower_at(at);
        if !self.is_english || name.len() < 5 && !matches!(name, "may" | "june" | "july") {
            return false;
        }
        let cue = led || MONTH_CUES.contains(words.lower_before(at, 1));
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
