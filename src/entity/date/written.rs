//! Calendar dates: days and months written out, with or without a year ("30 May 2021", "March 1st", "in July").

use super::super::lexicon::Lexicon;
use super::super::word::{Make, among};
use super::moment::{Moment, Open, When};
use super::parser::{Read, Reader};
use super::relative::WEEKDAYS;
use super::tense::Tense;
use crate::document::{Date, parse_date};

/// Words before a month whose name is also a word or a given name.
pub(super) static MONTH_CUES: Lexicon = Lexicon::new(
    "in since until till by during of last next this early late mid from between before after through every on each",
);

impl Reader<'_> {
    /// A full date, in any spelling that metadata has too.
    pub(super) fn full(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let begins = match words.get(at)?.make {
            Make::Digits => words.surface(at).len() <= 10,
            _ => {
                words.is_capital(at)
                    && (self.month(at).is_some() || WEEKDAYS.has(words.small(at)) || words.surface(at).len() <= 5)
            }
        };
        if !begins {
            return None;
        }
        let start = words.get(at)?.start as usize;
        let limit = words.sentence(words.sentence_of(at)).end;
        let stop = words.get(limit.min(at + 12).checked_sub(1)?)?.end as usize;
        let (date, len) = parse_date(words.text.get(start..stop)?)?;
        let mut end = words.at_byte((start + len) as u32);
        while end > at && words.is(end - 1, Make::Mark) {
            end -= 1;
        }
        Read::said(Some(Moment::of_day(date)), end)
    }

    /// 05/06/2023 is ambiguous: day and month in either order.
    pub(super) fn slashed(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let slashed =
            words.small(at + 1) == "/" && words.small(at + 3) == "/" && (1..=4).all(|next| words.is_glued(at + next));
        let year = self.year(at + 4).filter(|_| slashed)?;
        let fits = self.day_number(at).zip(self.day_number(at + 2))?;
        let _ = year;
        (fits.0 <= 12 && fits.1 <= 12).then_some(Read { when: Err(Open::Ambiguous), relative: false, end: at + 5 })
    }

    /// "30 May", "May 30th", "the 30th of May", with a year perhaps far behind: "30 May last year".
    pub(super) fn day_and_month(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let (day, month, mut end) = if let Some(day) = self.day_number(at) {
            let mut next = at + 1 + self.ordinal(at);
            next += usize::from(words.small(next) == "of" || (words.small(next) == "." && !self.english));
            let (month, end) = self.month(next)?;
            (day, month, end)
        } else {
            let skipped = self.leading_weekday(at);
            if skipped > at {
                return self.day_and_month(skipped);
            }
            let (month, next) = self.month(at)?;
            let comma = words.small(next) == ",";
            let day = self.day_number(next).filter(|_| !comma)?;
            // "June 5 million" and "May 20 %" are something else.
            if words.is(next + 1, Make::Letters)
                && matches!(words.small(next + 1), "million" | "billion" | "percent" | "per")
            {
                return None;
            }
            (day, month, next + 1 + self.ordinal(next))
        };
        let mut year = self.year(end);
        if year.is_some() {
            end += 1;
        } else if let Some((offset, next)) = self.relative_year(end) {
            let read = self.published.and_then(|published| Date::new(published.year() + offset, month, day));
            return Some(Read::reckoned(read.map(|date| When::at(Moment::of_day(date))).ok_or(Open::Undated), next));
        } else if words.small(end) == "," && self.year(end + 1).is_some() {
            year = self.year(end + 1);
            end += 2;
        }
        self.day_of_year(month, day, year, at, end)
    }

    /// A day and month with the year that is named, else with the year that the tense of the sentence chooses.
    pub(super) fn day_of_year(&self, month: u8, day: u8, year: Option<i32>, at: usize, end: usize) -> Option<Read> {
        // 29 February is a day of some years.
        Date::new(2024, month, day)?;
        if let Some(year) = year {
            return Read::said(Date::new(year, month, day).map(Moment::of_day), end);
        }
        let Some(published) = self.published else { return Some(Read::reckoned(Err(Open::Undated), end)) };
        let days = |year: i32| Date::new(year, month, day);
        let year = published.year();
        let before = days(year).filter(|date| *date <= published).or_else(|| days(year - 1));
        let after = days(year).filter(|date| *date >= published).or_else(|| days(year + 1));
        let when = self.nearest(before, after, published, at, end).map(|date| When::at(Moment::of_day(date)));
        Some(Read::reckoned(when, end))
    }

    /// Of the last and the next such day, the one that tense chooses; without a tense, one within 92 days where the
    /// other is at least 180 away.
    pub(super) fn nearest(
        &self,
        before: Option<Date>,
        after: Option<Date>,
        published: Date,
        at: usize,
        end: usize,
    ) -> Result<Date, Open> {
        let far = 10_000;
        let gap = |date: Option<Date>| date.map_or(far, |date| (date.julian_day() - published.julian_day()).abs());
        let (past, ahead) = (gap(before), gap(after));
        let (near, distant) = (92, 270);
        let meant = match self.tense(at, end) {
            _ if past == 0 || ahead == 0 => before.filter(|_| past == 0).or(after),
            Tense::Past if past > distant && ahead < near => None,
            Tense::Future if ahead > distant && past < near => None,
            Tense::Past => before,
            Tense::Future => after,
            Tense::Unknown if past.min(ahead) <= near && past.max(ahead) >= 180 => {
                if past < ahead {
                    before
                } else {
                    after
                }
            }
            Tense::Unknown => None,
        };
        meant.ok_or(Open::Ambiguous)
    }

    pub(super) fn month_and_year(&self, at: usize) -> Option<Read> {
        let words = self.words;
        // "early May", "mid-May", "the end of May 2023", "last May"
        let lead = match words.small(at) {
            "early" | "late" | "last" | "next" | "this" | "earlier" => 1 + usize::from(words.small(at + 1) == "in"),
            "mid" => 1 + usize::from(words.small(at + 1) == "-"),
            "end" | "beginning" | "start" | "middle" if words.small(at + 1) == "of" => 2,
            _ => 0,
        };
        let leading = words.small(at);
        let name_at = at + lead;
        let Some((month, mut next)) = self.month(name_at) else {
            let year =
                self.year(name_at).filter(|_| lead > 0 && !matches!(leading, "last" | "next" | "this" | "earlier"))?;
            return Read::said(Moment::of_year(year), name_at + 1);
        };
        let of = usize::from(matches!(words.small(next), "of" | ","));
        if let Some(year) = self.year(next + of) {
            return Read::said(Moment::of_month(year, month.into()), next + of + 1);
        }
        if let Some((offset, end)) = self.relative_year(next) {
            let moment = self.published.and_then(|published| Moment::of_month(published.year() + offset, month.into()));
            return Some(Read::reckoned(moment.map(When::at).ok_or(Open::Undated), end));
        }
        if !self.is_bare_month(name_at, lead > 0) {
            return None;
        }
        let point = words.small(name_at + 1) == "." && next > name_at + 1;
        next -= usize::from(point);
        let Some(published) = self.published else { return Some(Read::reckoned(Err(Open::Undated), next)) };
        let (year, now, month) = (published.year(), i32::from(published.month()), i32::from(month));
        let moment = match leading {
            "last" => Moment::of_month(if month < now { year } else { year - 1 }, month),
            "next" => Moment::of_month(if month > now { year } else { year + 1 }, month),
            "this" => Moment::of_month(year, month),
            _ => {
                let middle = |year: i32, day: u8| Date::new(year, month as u8, day);
                let before = if month < now { middle(year, 15) } else { middle(year - 1, 15) };
                let after = if month > now { middle(year, 15) } else { middle(year + 1, 15) };
                let meant = if month == now { Ok(published) } else { self.nearest(before, after, published, at, next) };
                match meant {
                    Ok(date) => Moment::of_month(date.year(), month),
                    Err(open) => return Some(Read::reckoned(Err(open), next)),
                }
            }
        };
        Some(Read::reckoned(moment.map(When::at).ok_or(Open::Ambiguous), next))
    }

    /// Whether a bare month name is a month: not the verb "may", not somebody called April.
    pub(super) fn is_bare_month(&self, at: usize, led: bool) -> bool {
        let words = self.words;
        let name = words.small(at);
        if !self.english || name.len() < 5 && !matches!(name, "may" | "june" | "july") {
            return false;
        }
        let cue = led || MONTH_CUES.has(words.small_before(at, 1));
        let clashes = words.is_capital(at + 1) && words.is(at + 1, Make::Letters) && !words.is_heading(at);
        let shouted = words.surface(at).chars().all(char::is_uppercase) && matches!(name, "may" | "march");
        if matches!(name, "may" | "march") {
            let verb = among(words.small(at + 1), "be have not the she he they we it");
            return cue && !verb && !shouted;
        }
        cue || !(clashes
            || (words.is_capital(at.wrapping_sub(1)) && words.sentence_of(at.wrapping_sub(1)) == words.sentence_of(at)))
    }
}
