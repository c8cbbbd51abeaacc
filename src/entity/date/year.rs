//! Years, decades, seasons and parts of a year.

use super::super::word::{Make, among};
use super::moment::{Moment, Open, When};
use super::parser::{Read, Reader};

impl Reader<'_> {
    /// Quarters and halves of a year: "Q3 2024", "the first half of 2022"; else a season.
    pub(super) fn part_of_year(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let place = match words.small(at) {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            "fourth" | "final" | "last" => 4,
            "q" => 0,
            _ => return self.season(at),
        };
        let (part, mut next, months) = if place == 0 {
            let digit =
                self.day_number(at + 1).filter(|quarter| (1..=4).contains(quarter) && words.is_glued(at + 1))?;
            (digit, at + 2, 3)
        } else {
            match words.small(at + 1) {
                "quarter" => (place, at + 2, 3),
                "half" if place <= 2 => (place, at + 2, 6),
                _ => return self.season(at),
            }
        };
        next += usize::from(matches!(words.small(next), "of" | "in"));
        let (year, end, relative) = match (self.year(next), self.relative_year(next)) {
            (Some(year), _) => (Some(year), next + 1, false),
            (None, Some((offset, end))) => (self.published.map(|published| published.year() + offset), end, true),
            // "the third quarter" may be a part of a match.
            _ if place == 0 => (None, at + 2, true),
            _ => return None,
        };
        let Some(year) = year else { return Some(Read::reckoned(Err(Open::Undated), end)) };
        let first = (i32::from(part) - 1) * months + 1;
        let when = When::between(Moment::of_month(year, first), Moment::of_month(year, first + months - 1))?;
        Some(Read { when: Ok(when), relative, end })
    }

    /// "the spring of 2022", "summer 2022", "last winter". A winter lies in two years; so does the south's summer, but
    /// the year that was named holds part of it.
    pub(super) fn season(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let lead = usize::from(matches!(words.small(at), "last" | "this" | "next"));
        let season = words.small(at + lead);
        if !matches!(season, "spring" | "summer" | "autumn" | "fall" | "winter") {
            return None;
        }
        let mut next = at + lead + 1;
        next += usize::from(words.small(next) == "of");
        if let Some(year) = self.year(next) {
            let when = Moment::of_year(year).map(When::at).filter(|_| season != "winter").ok_or(Open::Ambiguous);
            return Some(Read { when, relative: false, end: next + 1 });
        }
        if let Some((offset, end)) = self.relative_year(at + 1).filter(|_| lead == 0) {
            let year = self.published.and_then(|published| Moment::of_year(published.year() + offset));
            let when = year.map(When::at).ok_or(Open::Undated);
            return Some(Read::reckoned(when, end));
        }
        (lead == 1).then_some(Read::reckoned(
            Err(if self.published.is_some() { Open::Ambiguous } else { Open::Undated }),
            at + 2,
        ))
    }

    /// "the 1990s"
    pub(super) fn decade(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let digits = words.surface(at);
        let is_decade = digits.len() == 4 && digits.ends_with('0') && words.is(at, Make::Digits);
        let ends = words.small(at + 1) == "s" && words.is_glued(at + 1);
        let year: i32 = digits.parse().ok().filter(|year| is_decade && ends && (1000..2100).contains(year))?;
        let span = if year % 100 == 0 { 99 } else { 9 };
        let when = When::between(Moment::of_year(year), Moment::of_year(year + span))?;
        Some(Read { when: Ok(when), relative: false, end: at + 2 })
    }

    /// A bare year, where it is no count: a preposition or such stands before it and no unit after it.
    pub(super) fn plain_year(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let year = self.year(at)?;
        let before = words.small_before(at, 1);
        let next = words.small(at + 1);
        let counted =
            year % 50 == 0 && words.is(at + 1, Make::Letters) && is_counted(next) && !words.is_capital(at + 1);
        let cue = among(before, "in since until till by from of during after before year to between through");
        let led = among(before, "the a its his her their our s ( , late early mid - season around circa than – for")
            || words.is_heading(at)
            || words.is_capital(at.wrapping_sub(1))
            || (before == "and" && at.checked_sub(2).is_some_and(|last| self.year(last).is_some()));
        let unit = among(
            next,
            "people men women children soldiers metres meters km kilometres kilometers miles feet tonnes tons euros dollars pounds hours percent % $ € £ kg m mm hectares residents workers jobs homes troops students copies million billion zł",
        );
        let signed = among(before, "$ € £ # № no than about nearly some over eur usd page room flight lot @")
            || (words.is(at + 1, Make::Digits) && !words.is_glued(at + 1));
        let modern = (1900..=2099).contains(&year);
        let fits = if modern { cue || led } else { cue && !words.is(at + 1, Make::Letters) || before == "in" && !unit };
        (fits && !counted && !unit && !signed).then(|| Read::said(Moment::of_year(year), at + 1))?
    }
}

/// Plural nouns after a round number: "in 2000 cases" holds a count, not a year.
pub(super) fn is_counted(word: &str) -> bool {
    word == "people" || (word.ends_with('s') && word.len() > 3 && !among(word, "was has his this elections games"))
}
