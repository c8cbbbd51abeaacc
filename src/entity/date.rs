//! Days, months and years that running text speaks of.
//!
//! What is said relative to the day of publication is reckoned from it; where there is none, or where the words leave
//! two readings open, the date stays open and says why.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::amount::small_number;
use super::lexicon::Lexicon;
use super::word::{Make, Words, among};
use crate::document::month::find_month;
use crate::document::{Date, Document, parse_date};
use crate::span::Span;

/// A date in running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundDate {
    /// Where it stands.
    pub span: Span,
    /// What it means, or why that cannot be said.
    pub when: Result<When, Open>,
    /// Whether it takes the day of publication to know.
    pub relative: bool,
}

impl FoundDate {
    /// A day, a month, a year or a range of them: `2024-01-27`, `2023-07`, `2023`, `2023-12/..`; `None` where it is open.
    pub fn iso(&self) -> Option<String> {
        self.when.ok().map(When::iso)
    }
}

/// Why a date is left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Open {
    /// It counts from the day of publication, which is not known.
    Undated,
    /// It fits two days, months or years, and the sentence does not say which.
    Ambiguous,
    /// It names no day: "a few days ago".
    Vague,
}

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12; 0 for the whole year.
    pub month: u8,
    /// The day, from 1; 0 for the whole month or year.
    pub day: u8,
}

impl Moment {
    fn of_day(date: Date) -> Self {
        Moment { year: date.year() as u16, month: date.month(), day: date.day() }
    }

    fn of_month(year: i32, month: i32) -> Option<Self> {
        let months = year * 12 + month - 1;
        let year = months.div_euclid(12);
        (1..=9999).contains(&year).then_some(Moment {
            year: year as u16,
            month: (months.rem_euclid(12) + 1) as u8,
            day: 0,
        })
    }

    fn of_year(year: i32) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Moment { year: year as u16, month: 0, day: 0 })
    }

    fn write(self, iso: &mut String) {
        let _ = write!(iso, "{:04}", self.year);
        for part in [self.month, self.day].into_iter().filter(|&part| part > 0) {
            let _ = write!(iso, "-{part:02}");
        }
    }

    /// Its first day.
    pub fn first_day(self) -> Option<Date> {
        Date::new(self.year.into(), self.month.max(1), self.day.max(1))
    }

    /// Its last day.
    pub fn last_day(self) -> Option<Date> {
        if self.day > 0 {
            return self.first_day();
        }
        let month = if self.month == 0 { 12 } else { self.month };
        (28..=31).rev().find_map(|day| Date::new(self.year.into(), month, day))
    }
}

/// A stretch of time, open at one end where it has no `from` or `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// Where it begins.
    pub from: Option<Moment>,
    /// Where it ends.
    pub to: Option<Moment>,
}

impl When {
    fn at(moment: Moment) -> Self {
        When { from: Some(moment), to: Some(moment) }
    }

    fn between(from: Option<Moment>, to: Option<Moment>) -> Option<Self> {
        Some(When { from: Some(from?), to: Some(to?) })
    }

    /// As ISO 8601 writes it.
    pub fn iso(self) -> String {
        let mut iso = String::new();
        let mut side = |moment: Option<Moment>| match moment {
            Some(moment) => moment.write(&mut iso),
            None => iso.push_str(".."),
        };
        side(self.from);
        if self.from != self.to || self.from.is_none() {
            iso.push('/');
            match self.to {
                Some(moment) => moment.write(&mut iso),
                None => iso.push_str(".."),
            }
        }
        iso
    }
}

/// Every date in the article's text, in order; the line that says when it was published is not among them.
///
/// ```
/// use reading_room::{Document, Source, entity::find_dates};
/// let text = "The bridge, closed since December, opened on Tuesday and will be paid off in July.";
/// let source = Source { text: text.into(), date: Some("2023-06-01".into()), ..Source::default() };
/// let document = Document::parse(source)?;
/// let dates = find_dates(&document);
/// let said: Vec<_> = dates.iter().map(|date| (date.span.of(text), date.iso().unwrap())).collect();
/// assert_eq!(said[0], ("since December", "2022-12/..".to_owned()));
/// assert_eq!(said[1], ("Tuesday", "2023-05-30".to_owned()));
/// assert_eq!(said[2], ("July", "2023-07".to_owned()));
/// # Ok::<(), reading_room::Error>(())
/// ```
pub fn find_dates(document: &Document) -> Vec<FoundDate> {
    let words = Words::new(document);
    let english = document.language.is_none_or(|language| language.as_str() == "en");
    let reader = Reader { words: &words, published: document.date.map(|line| line.date), english };
    let mut dates = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.date(at) {
            Some((range, found)) if range.end > at => {
                if let Some(span) = words.span(range.start..range.end) {
                    dates.push(FoundDate { span, when: found.when, relative: found.relative });
                }
                at = range.end;
            }
            _ => at += 1,
        }
    }
    dates
}

/// What was read, before it has its place.
#[derive(Clone, Copy)]
struct Read {
    when: Result<When, Open>,
    relative: bool,
    /// The month and day that were named, for "3 to 5 May".
    end: usize,
}

impl Read {
    fn said(moment: Option<Moment>, end: usize) -> Option<Self> {
        Some(Read { when: Ok(When::at(moment?)), relative: false, end })
    }

    fn reckoned(when: Result<When, Open>, end: usize) -> Self {
        Read { when, relative: true, end }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    Future,
    Unknown,
}

/// Words that point ahead.
static AHEAD: Lexicon = Lexicon::new(
    "
    will would shall upcoming forthcoming scheduled planned plans plan planning due ahead expected expects expect
    preparations preparation preparing prepare prepares deadline intends intend hopes hope begins starts opens meets
    faces aims going ll set meet open start host hosts travel travels resume resumes until till
",
);

/// Past tenses that do not end in -ed.
static PAST: Lexicon = Lexicon::new(
    "
    was were had did said told met took held made came went won lost beat left began began gave found saw got became
    fell rose led ran wrote spoke drew struck hit hurt sold bought built sent spent paid put read brought thought
    caught taught fought sought broke chose grew knew threw flew wore died shot fled felt kept slept swept meant
    dealt stood understood withdrew overcame sank sang swam rang been
",
);

static WEEKDAYS: Lexicon = Lexicon::new("monday\ntuesday\nwednesday\nthursday\nfriday\nsaturday\nsunday");

/// What may follow a day: "Tuesday morning".
static DAY_PARTS: Lexicon = Lexicon::new("morning afternoon evening night lunchtime");

/// Newspapers and feasts that begin or end with a weekday.
static NOT_DAYS: Lexicon = Lexicon::new(
    "
    times telegraph mirror express mail herald post star sun independent world people tribune
    black good super ash shrove maundy cyber bloody easter palm holy sheffield giving
",
);

/// Words before a month that is also a word or a name.
static MONTH_CUES: Lexicon = Lexicon::new(
    "in since until till by during of last next this early late mid from between before after through every on each",
);

static UNITS: Lexicon = Lexicon::new("day days\nweek weeks fortnight\nmonth months\nyear years");

/// Nouns of a round count, which "in 2000 cases" has and a year has not.
fn is_counted(word: &str) -> bool {
    word == "people" || (word.ends_with('s') && word.len() > 3 && !among(word, "was has his this elections games"))
}

struct Reader<'a> {
    words: &'a Words<'a>,
    published: Option<Date>,
    english: bool,
}

impl Reader<'_> {
    /// The date at `at`, with the words that make a range of it.
    fn date(&self, at: usize) -> Option<(std::ops::Range<usize>, Read)> {
        let words = self.words;
        let (start, opener) = match words.small(at) {
            "since" | "until" | "till" => (at + 1, words.small(at)),
            _ => (at, ""),
        };
        let limit = words.sentence(words.sentence_of(at)).end;
        if start >= limit {
            return None;
        }
        let article = usize::from(!opener.is_empty() && words.small(start) == "the");
        let mut read = self.range(start + article, limit).or_else(|| self.single(start + article))?;
        if read.end > limit {
            return None;
        }
        match (opener, read.when) {
            ("since", Ok(when)) => read.when = Ok(When { from: when.from, to: None }),
            ("until" | "till", Ok(when)) => read.when = Ok(When { from: None, to: when.to }),
            _ => {}
        }
        Some((at..read.end, read))
    }

    /// "3–5 May", "from 3 to 5 May", "between 2019 and 2021", "May to July 2023", "2019–2021".
    fn range(&self, at: usize, limit: usize) -> Option<Read> {
        let words = self.words;
        let led = words.small_before(at, 1);
        let joint = |at: usize| match words.small(at) {
            "-" | "–" | "—" | "/" => true,
            "to" | "until" | "till" | "through" => true,
            "and" => led == "between",
            _ => false,
        };
        if at + 2 >= limit {
            return None;
        }
        // "3–5 May": the first day has the month of the second.
        if let Some(day) = self.day_number(at) {
            let after = at + 1 + self.ordinal(at);
            if joint(after) && words.small(after) != "/" {
                let last = self.single(after + 1).filter(|_| self.day_number(after + 1).is_some())?;
                let to = last.when.ok().and_then(|when| when.to).filter(|to| to.day > day)?;
                let from = Moment { day, ..to };
                return Some(Read { when: Ok(When { from: Some(from), to: Some(to) }), ..last });
            }
        }
        // "May 3–5", "May 3-5, 2023"
        if let Some((month, next)) = self.month(at)
            && let Some(first) = self.day_number(next)
            && matches!(words.small(next + 1 + self.ordinal(next)), "-" | "–" | "to" | "—")
        {
            let second = next + 2 + self.ordinal(next);
            if let Some(last) = self.day_number(second).filter(|&last| last > first) {
                let mut end = second + 1 + self.ordinal(second);
                let comma = usize::from(words.small(end) == ",");
                let year = self.year(end + comma);
                if year.is_some() {
                    end += comma + 1;
                }
                let read = self.day_of_year(month, first, year, at, end)?;
                let from = read.when.ok().and_then(|when| when.from);
                let to = from.map(|from| Moment { day: last, ..from }).filter(|to| to.first_day().is_some());
                return Some(match When::between(from, to) {
                    Some(when) => Read { when: Ok(when), ..read },
                    None => read,
                });
            }
        }
        // "2019–2021", "2022/23"
        if let Some(first) = self.year(at) {
            if !joint(at + 1) {
                return None;
            }
            let glued = words.is_glued(at + 1) && words.is_glued(at + 2);
            if let Some(last) = self.year(at + 2).filter(|&last| last > first) {
                let spoken = words.is(at + 1, Make::Letters) && matches!(led, "from" | "between");
                let when = When::between(Moment::of_year(first), Moment::of_year(last))?;
                return (glued || spoken || words.small(at + 1) == "–").then_some(Read {
                    when: Ok(when),
                    relative: false,
                    end: at + 3,
                });
            }
            let short = words.surface(at + 2);
            let last = first / 100 * 100 + short.parse::<i32>().ok().filter(|_| short.len() == 2)?;
            let when = When::between(Moment::of_year(first), Moment::of_year(last))?;
            return (glued && last == first + 1).then_some(Read { when: Ok(when), relative: false, end: at + 3 });
        }
        // "May to July 2023": the first month has the year of the second.
        if let Some((month, next)) = self.month(at)
            && joint(next)
            && let Some((_, after)) = self.month(next + 1)
        {
            let last = self.single(next + 1)?;
            let _ = after;
            let to = last.when.ok().and_then(|when| when.to)?;
            let from = Moment::of_month(i32::from(to.year) - i32::from(month > to.month), i32::from(month));
            return Some(Read { when: When::between(from, Some(to)).ok_or(Open::Ambiguous), ..last });
        }
        None
    }

    fn single(&self, at: usize) -> Option<Read> {
        let words = self.words;
        if words.is(at, Make::Mark)
            || (words.is_glued(at) && words.get(at.wrapping_sub(1)).is_some_and(|word| word.make != Make::Mark))
        {
            return None;
        }
        if let Some(read) = self.full(at).or_else(|| self.slashed(at)) {
            return Some(read);
        }
        self.day_and_month(at)
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.month_and_year(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.named(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.plain_year(at))
    }

    /// A day with its year, in any spelling that metadata has too.
    fn full(&self, at: usize) -> Option<Read> {
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

    /// 05/06/2023: the fifth of June or the sixth of May.
    fn slashed(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let slashed =
            words.small(at + 1) == "/" && words.small(at + 3) == "/" && (1..=4).all(|next| words.is_glued(at + next));
        let year = self.year(at + 4).filter(|_| slashed)?;
        let fits = self.day_number(at).zip(self.day_number(at + 2))?;
        let _ = year;
        (fits.0 <= 12 && fits.1 <= 12).then_some(Read { when: Err(Open::Ambiguous), relative: false, end: at + 5 })
    }

    /// A number that may be a day.
    fn day_number(&self, at: usize) -> Option<u8> {
        let digits = self.words.surface(at);
        let plain =
            self.words.is(at, Make::Digits) && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|day| plain && (1..=31).contains(day))
    }

    /// 1 where an ordinal ending is glued to the number at `at`.
    fn ordinal(&self, at: usize) -> usize {
        usize::from(matches!(self.words.small(at + 1), "st" | "nd" | "rd" | "th") && self.words.is_glued(at + 1))
    }

    /// The month whose name stands at `at`, and the word after it, an abbreviation's point included.
    fn month(&self, at: usize) -> Option<(u8, usize)> {
        let words = self.words;
        let small = words.small(at);
        if !words.is(at, Make::Letters) || (self.english && !words.is_capital(at)) {
            return None;
        }
        let month = find_month(small)?;
        if self.english && !is_english_month(small) {
            return None;
        }
        let point =
            words.small(at + 1) == "." && words.is_glued(at + 1) && small.len() <= 4 && words.is(at + 2, Make::Digits);
        Some((month, at + 1 + usize::from(point)))
    }

    fn year(&self, at: usize) -> Option<i32> {
        let words = self.words;
        let digits = words.surface(at);
        if !words.is(at, Make::Digits) || digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let glued_letters = words.is_glued(at + 1) && words.is(at + 1, Make::Letters);
        digits.parse().ok().filter(|year| (1000..=2199).contains(year) && !glued_letters)
    }

    /// "30 May", "May 30th", "the 30th of May", with a year perhaps far behind: "30 May last year".
    fn day_and_month(&self, at: usize) -> Option<Read> {
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

    fn leading_weekday(&self, at: usize) -> usize {
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
    fn relative_year(&self, at: usize) -> Option<(i32, usize)> {
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

    /// The day of a month, of the year that is named or that the sentence means.
    fn day_of_year(&self, month: u8, day: u8, year: Option<i32>, at: usize, end: usize) -> Option<Read> {
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

    /// Of the last and the next day of that name, the one that is meant.
    fn nearest(
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

    /// Early, late, the beginning of …: these words change nothing that a month or year can show, but belong to it.
    fn part_of_year(&self, at: usize) -> Option<Read> {
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
    fn season(&self, at: usize) -> Option<Read> {
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

    fn month_and_year(&self, at: usize) -> Option<Read> {
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

    /// Whether a month's name without a day or year is one: not the verb "may", not somebody called April.
    fn is_bare_month(&self, at: usize, led: bool) -> bool {
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

    fn weekday(&self, at: usize) -> Option<Read> {
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

    /// The tense of the words around: what stands nearest before the date decides, else what stands nearest behind it.
    fn tense(&self, at: usize, end: usize) -> Tense {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(at));
        let begin = at;
        let look = |at: usize| {
            let word = words.small(at);
            let set = word != "set" || words.small(at + 1) == "to" || words.small(at + 1) == "for";
            if (AHEAD.has(word) && set) || words.reads(at, &["to", "be"]) {
                Some(Tense::Future)
            } else if words.small_before(at, 1) == "be" || (among(word, "announced unveiled booked") && begin > at + 2)
            {
                // "will be paid"; what was announced may lie ahead
                None
            } else if PAST.has(word)
                || (word.len() > 4
                    && word.ends_with("ed")
                    && !among(word, "indeed speed united hundred exceed proceed succeed"))
            {
                Some(Tense::Past)
            } else {
                None
            }
        };
        (sentence.start.max(at.saturating_sub(30))..at)
            .rev()
            .find_map(look)
            .or_else(|| (end..sentence.end.min(end + 20)).find_map(look))
            .unwrap_or(Tense::Unknown)
    }

    /// "three days ago", "in two weeks", "last week", "the coming months".
    fn counted(&self, at: usize) -> Option<Read> {
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
            // "in two weeks" looks ahead; "in two weeks of fighting" counts, and "within" sets no day.
            let time = words.is_possessive(unit_at + 1) && words.small(unit_at + 2) == "time";
            let end = if time { unit_at + 3 } else { unit_at + 1 };
            if words.small(at) != "in" || !(time || self.tense(at, end) == Tense::Future) {
                return None;
            }
            let when = match (number, self.published) {
                (None, _) => Err(Open::Vague),
                (_, None) => Err(Open::Undated),
                (Some(number), Some(published)) => self.shifted(published, unit, number).ok_or(Open::Ambiguous),
            };
            return time.then_some(Read::reckoned(when, end));
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

    /// A count before "days": a number, or none for "a few".
    fn count(&self, at: usize) -> Option<(Option<i32>, usize)> {
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

    /// The day, week, month or year so many away from the day of publication.
    fn shifted(&self, published: Date, unit: u8, by: i32) -> Option<When> {
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

    /// today, yesterday, tomorrow, tonight, this morning, last night
    fn named(&self, at: usize) -> Option<Read> {
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

    /// "the 1990s"
    fn decade(&self, at: usize) -> Option<Read> {
        let words = self.words;
        let digits = words.surface(at);
        let is_decade = digits.len() == 4 && digits.ends_with('0') && words.is(at, Make::Digits);
        let ends = words.small(at + 1) == "s" && words.is_glued(at + 1);
        let year: i32 = digits.parse().ok().filter(|year| is_decade && ends && (1000..2100).contains(year))?;
        let span = if year % 100 == 0 { 99 } else { 9 };
        let when = When::between(Moment::of_year(year), Moment::of_year(year + span))?;
        Some(Read { when: Ok(when), relative: false, end: at + 2 })
    }

    /// A year by itself, where the words around do not count something.
    fn plain_year(&self, at: usize) -> Option<Read> {
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

fn is_english_month(word: &str) -> bool {
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
        .split(' ')
        .any(|month| month == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    /// Dates in `text`, published on Tuesday, 30 May 2023 unless `published` is empty.
    fn dates(text: &str, published: &str) -> Vec<String> {
        let date = (!published.is_empty()).then(|| published.to_owned());
        let source = Source { text: text.into(), date, language: Some("en".into()), ..Source::default() };
        let document = Document::parse(source).unwrap();
        let describe = |date: FoundDate| format!("{}={}", date.span.of(text), date.iso().unwrap_or_else(|| "?".into()));
        find_dates(&document).into_iter().map(describe).collect()
    }

    fn check(cases: &[(&str, &str)]) {
        for (text, wanted) in cases {
            assert_eq!(dates(text, "2023-05-30").join(", "), *wanted, "{text}");
        }
    }

    #[test]
    fn days_months_and_years_are_read_as_they_are_written() {
        check(&[
            ("It began on 30 May 2021.", "30 May 2021=2021-05-30"),
            ("It began on May 30th, 2021, at noon.", "May 30th, 2021=2021-05-30"),
            ("It began on 2021-05-30 and ended.", "2021-05-30=2021-05-30"),
            ("It began in May 2021 there.", "May 2021=2021-05"),
            ("It began in the spring of 2022.", "spring of 2022=2022"),
            ("It began in the 1990s.", "1990s=1990/1999"),
            ("It began in 2019.", "2019=2019"),
            ("It grew in Q3 2024 again.", "Q3 2024=2024-07/2024-09"),
            ("It grew in the first half of 2022.", "first half of 2022=2022-01/2022-06"),
            ("From 3 to 5 May 2023 it rained.", "3 to 5 May 2023=2023-05-03/2023-05-05"),
            ("It rained on May 3–5, 2022.", "May 3–5, 2022=2022-05-03/2022-05-05"),
            ("It rained between 2016 and 2019.", "2016 and 2019=2016/2019"),
            ("It lasted from March to May 2019.", "March to May 2019=2019-03/2019-05"),
            ("The 2022/23 season was dull.", "2022/23=2022/2023"),
            ("It was signed on 05/06/2021 by both.", "05/06/2021=?"),
        ]);
    }

    #[test]
    fn what_is_relative_counts_from_the_day_of_publication() {
        check(&[
            ("It broke three days ago.", "three days ago=2023-05-27"),
            ("It broke two months ago.", "two months ago=2023-03"),
            ("It broke yesterday morning.", "yesterday morning=2023-05-29"),
            ("It broke last week.", "last week=2023-05-22/2023-05-28"),
            ("It will break next month.", "next month=2023-06"),
            ("It was built this year.", "this year=2023"),
            ("It has been shut since December.", "since December=2022-12/.."),
            ("It was shut on January 27.", "January 27=2023-01-27"),
            ("It was signed on March 1st.", "March 1st=2023-03-01"),
            ("It will open in July.", "July=2023-07"),
            ("It was opened last July.", "last July=2022-07"),
            ("It was opened in May last year.", "May last year=2022-05"),
            ("It broke a few days ago.", "a few days ago=?"),
        ]);
    }

    #[test]
    fn weekdays_follow_the_tense_of_the_sentence() {
        check(&[
            ("They met on Thursday.", "Thursday=2023-05-25"),
            ("They will meet on Thursday.", "Thursday=2023-06-01"),
            ("They met on Tuesday.", "Tuesday=2023-05-30"),
            ("They met last Tuesday.", "last Tuesday=2023-05-23"),
            ("He said on Monday that they will meet on Friday.", "Monday=2023-05-29, Friday=2023-06-02"),
            ("Rain on Thursday.", "Thursday=?"),
        ]);
    }

    #[test]
    fn without_a_day_of_publication_nothing_is_guessed() {
        let text = "It broke three days ago, on Tuesday, shut since December, on January 27, and again this year. It opened in 2019.";
        let wanted = ["three days ago=?", "Tuesday=?", "since December=?", "January 27=?", "this year=?", "2019=2019"];
        assert_eq!(dates(text, ""), wanted);
    }

    #[test]
    fn two_readings_are_left_open() {
        // Nine months back or three ahead, and no word of which.
        assert_eq!(dates("The fair in November is loud.", "2023-05-30"), ["November=?"]);
        // It was this February or the one before last: the words say past, the calendar says soon.
        assert_eq!(dates("They opened it in February.", "2023-01-15"), ["February=?"]);
    }

    #[test]
    fn words_that_only_look_like_dates_are_left_alone() {
        check(&[
            ("It may rain, and they may march.", ""),
            ("May I come in?", ""),
            ("March on, he said, for a second.", ""),
            ("The Sun and the Sunday Times wrote of Black Friday.", ""),
            ("April Jones and June Smith came.", ""),
            ("They counted 2000 people and 1950 sheep.", ""),
            ("It cost $2000 and £1999.", ""),
            ("He bought USA Today.", ""),
        ]);
    }

    #[test]
    fn moments_have_a_first_and_a_last_day() {
        let february = Moment { year: 2024, month: 2, day: 0 };
        assert_eq!(february.first_day().map(Date::iso).as_deref(), Some("2024-02-01"));
        assert_eq!(february.last_day().map(Date::iso).as_deref(), Some("2024-02-29"));
        assert_eq!(Moment { month: 0, ..february }.last_day().map(Date::iso).as_deref(), Some("2024-12-31"));
    }
}
