//! Temporal expressions in running text, normalised to ISO 8601 dates and intervals: what TIMEX3 (TimeML, Pustejovsky
//! et al. 2003) calls DATE, by rules.
//!
//! Relative expressions are resolved against the day of publication. Without one, or where two readings stay open, the
//! value is missing and the reason given.

mod calendar;
mod component;
mod holiday;
mod ordinal;
mod parser;
mod quarter;
mod relative;
mod season;
mod slashed;
mod tense;
mod value;
mod weekday;
mod weekend;
mod year;

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use super::FactConfidence;
use super::token_row::{TokenClass, TokenRow};
use crate::document::Document;
use crate::span::Span;
use parser::{DateParser, ParsedTimex};
pub use value::{DateInterval, PartialDate, UnresolvedReason};

/// A temporal expression with its normalised value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporalExpression {
    /// Bytes of the document's text.
    pub span: Span,
    /// The normalised value, or why there is none.
    pub value: Result<DateInterval, UnresolvedReason>,
    /// Whether the value depends on the day of publication.
    pub relative: bool,
    /// How sure the value is.
    pub confidence: FactConfidence,
}

impl TemporalExpression {
    /// The value in ISO 8601: `2024-01-27`, `2023-07`, `2023`, `2023-12/..`, a season as `2023-23`; `None` where it is
    /// unresolved.
    pub fn to_iso(&self) -> Option<String> {
        self.value.ok().map(DateInterval::to_iso)
    }
}

/// Every temporal expression in the article's text, in order; the line with the day of publication is not among them.
///
/// ```
/// use reading_room::{Document, Source, internals::entity::ArticleAnnotation};
/// let text = "The bridge, closed since December, opened on Tuesday and will be paid off in July.";
/// let source = Source { text: text.into(), date: Some("2023-06-01".into()), ..Source::default() };
/// let document = Document::parse(source)?;
/// let dates = ArticleAnnotation::from_mentions(&document, Vec::new()).dates;
/// let said: Vec<_> = dates.iter().map(|date| (date.span.slice_of(text), date.to_iso().unwrap())).collect();
/// assert_eq!(said[0], ("since December", "2022-12/..".to_owned()));
/// assert_eq!(said[1], ("Tuesday", "2023-05-30".to_owned()));
/// assert_eq!(said[2], ("July", "2023-07".to_owned()));
/// # Ok::<(), reading_room::Error>(())
/// ```
pub(super) fn find_dates(document: &Document, words: &TokenRow<'_>) -> Vec<TemporalExpression> {
    let english = document.language.is_none_or(|language| language.as_str() == "en");
    let publication_date = document.date.map(|line| line.date);
    let reader = DateParser {
        words,
        publication_date,
        is_english: english,
        month_first: OnceCell::new(),
        dated_early: OnceCell::new(),
    };
    let mut dates = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.parse_expression(at) {
            Some((range, found)) if range.end > at => {
                if let Some(span) = words.span_of(range.start..range.end) {
                    let ParsedTimex { value, relative, confidence, .. } = found;
                    dates.push(TemporalExpression { span, value, relative, confidence });
                }
                at = range.end;
            }
            _ => at += 1,
        }
    }
    dates
}

impl DateParser<'_> {
    /// The expression at `at`, with the words that make an interval of it: its token range and value.
    fn parse_expression(&self, at: usize) -> Option<(std::ops::Range<usize>, ParsedTimex)> {
        let words = self.words;
        let (start, opener) = match words.lower_at(at) {
            "since" | "until" | "till" => (at + 1, words.lower_at(at)),
            _ => (at, ""),
        };
        let limit = words.sentence_range(words.sentence_index(at)).end;
        if start >= limit {
            return None;
        }
        // "every Nov. 10" is a habit
        if matches!(words.lower_before(at, 1), "every" | "each") {
            return None;
        }
        let article = usize::from(!opener.is_empty() && words.lower_at(start) == "the");
        let mut read = self.parse_range(start + article, limit).or_else(|| self.parse_single(start + article))?;
        if read.end > limit {
            return None;
        }
        match (opener, read.value) {
            ("since", Ok(when)) => read.value = Ok(DateInterval { from: when.from, to: None }),
            ("until" | "till", Ok(when)) => read.value = Ok(DateInterval { from: None, to: when.to }),
            _ => {}
        }
        Some((at..read.end, read))
    }

    /// Closed intervals: "3–5 May", "from 3 to 5 May", "between 2019 and 2021", "May to July 2023", "2019–2021".
    fn parse_range(&self, at: usize, limit: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let led = words.lower_before(at, 1);
        let joint = |at: usize| match words.lower_at(at) {
            "-" | "–" | "—" | "/" => true,
            "to" | "until" | "till" | "through" => true,
            "and" => led == "between",
            _ => false,
        };
        if at + 2 >= limit {
            return None;
        }
        // "3–5 May", "2nd and 3rd of June": the first day has the month of the second.
        if let Some((day, after)) = self.parse_day(at)
            && (joint(after) && words.lower_at(after) != "/" || words.lower_at(after) == "and")
        {
            let (second, _) = self.parse_day(after + 1)?;
            let last = self.parse_day_and_month(after + 1)?;
            let joins = joint(after) || second == day + 1;
            let to = last.value.ok().and_then(|when| when.to).filter(|to| to.day > day && joins)?;
            let from = PartialDate { day, ..to };
            return Some(ParsedTimex { value: Ok(DateInterval { from: Some(from), to: Some(to) }), ..last });
        }
        // "May 3–5", "May 3-5, 2023", "May 3 and 4"
        if let Some((month, next)) = self.parse_month(at)
            && let Some((first, joint_at)) = self.parse_day(next)
            && matches!(words.lower_at(joint_at), "-" | "–" | "to" | "—" | "and" | "through")
        {
            let joins = |last: u8| last > first && (words.lower_at(joint_at) != "and" || last == first + 1);
            if let Some((last, mut end)) = self.parse_day(joint_at + 1).filter(|&(last, _)| joins(last)) {
                let comma = usize::from(words.lower_at(end) == ",");
                let year = self.parse_year(end + comma);
                if year.is_some() {
                    end += comma + 1;
                }
                let read = self.resolve_year_of_day(month, first, year, at, end)?;
                let from = read.value.ok().and_then(|when| when.from);
                let to = from.map(|from| PartialDate { day: last, ..from }).filter(|to| to.first_day().is_some());
                return Some(match DateInterval::between(from, to) {
                    Some(when) => ParsedTimex { value: Ok(when), ..read },
                    None => read,
                });
            }
        }
        // "June 30 to July 2, 2022": the first day has the year of the second.
        if let Some(first) = self.parse_day_and_month(at)
            && (joint(first.end) && words.lower_at(first.end) != "/")
            && let Some(last) = self.parse_day_and_month(first.end + 1)
            && let (Ok(DateInterval { from: Some(from), .. }), Ok(DateInterval { to: Some(to), .. })) =
                (first.value, last.value)
        {
            let year = if first.relative { to.year - u16::from(from.month > to.month) } else { from.year };
            let from = PartialDate { year, ..from };
            let value = Ok(DateInterval { from: Some(from), to: Some(to) });
            return (from < to).then_some(ParsedTimex { value, ..last });
        }
        // "2019–2021", "2022/23"
        if let Some(first) = self.parse_year(at) {
            if !joint(at + 1) {
                return None;
            }
            let glued = words.joins_previous(at + 1) && words.joins_previous(at + 2);
            // "2022/23" is a season of sport; "No. 1430/2019" is a number, and so is "555-2016-20".
            let numbered =
                words.lower_at(at + 1) == "/" && self.parse_year(at + 2).is_some_and(|last| last != first + 1);
            if numbered || self.is_number_part(at, at + 3) {
                return None;
            }
            if let Some(last) = self.parse_year(at + 2).filter(|&last| last > first) {
                let spoken = words.has_class(at + 1, TokenClass::Letters) && matches!(led, "from" | "between");
                let when = DateInterval::between(PartialDate::from_year(first), PartialDate::from_year(last))?;
                return (glued || spoken || words.lower_at(at + 1) == "–")
                    .then(|| ParsedTimex::new_interval(Some(when), at + 3))?;
            }
            let short = words.surface_at(at + 2);
            let last = first / 100 * 100 + short.parse::<i32>().ok().filter(|_| short.len() == 2)?;
            let when = DateInterval::between(PartialDate::from_year(first), PartialDate::from_year(last))?;
            // "2010-12" may be a month.
            let range = last == first + 1 || last > first && (last % 100 > 12 || words.lower_at(at + 1) == "–");
            return (glued && range).then(|| ParsedTimex::new_interval(Some(when), at + 3))?;
        }
        // "May to July 2023": the first month has the year of the second.
        if let Some((month, next)) = self.parse_month(at)
            && joint(next)
            && self.parse_month(next + 1).is_some()
        {
            let last = self.parse_single(next + 1)?;
            let to = last.value.ok().and_then(|when| when.to)?;
            let from = PartialDate::from_month(i32::from(to.year) - i32::from(month > to.month), i32::from(month));
            return Some(ParsedTimex {
                value: DateInterval::between(from, Some(to)).ok_or(UnresolvedReason::Ambiguous),
                ..last
            });
        }
        None
    }

    fn parse_single(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        if words.has_class(at, TokenClass::Symbol)
            || (words.joins_previous(at)
                && words.get(at.wrapping_sub(1)).is_some_and(|word| word.class != TokenClass::Symbol))
        {
            return None;
        }
        if let Some(read) = self.parse_full_date(at).or_else(|| self.parse_slashed_date(at)) {
            return Some(read);
        }
        self.parse_day_and_month(at)
            .or_else(|| self.parse_holiday(at))
            .or_else(|| self.parse_part_of_year(at))
            .or_else(|| self.parse_season(at))
            .or_else(|| self.parse_month_and_year(at))
            .or_else(|| self.parse_weekday(at))
            .or_else(|| self.parse_weekend(at))
            .or_else(|| self.parse_end_of_period(at))
            .or_else(|| self.parse_counted_offset(at))
            .or_else(|| self.parse_deictic_day(at))
            .or_else(|| self.parse_decade(at))
            .or_else(|| self.parse_plain_year(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;
    use crate::document::CalendarDate;
    use crate::entity::ArticleAnnotation;

    /// Dates in `text`, published on Tuesday, 30 May 2023 unless `published` is empty.
    fn dates(text: &str, published: &str) -> Vec<String> {
        let date = (!published.is_empty()).then(|| published.to_owned());
        let source = Source { text: text.into(), date, language: Some("en".into()), ..Source::default() };
        let document = Document::parse(source).unwrap();
        let describe = |date: TemporalExpression| {
            format!("{}={}", date.span.slice_of(text), date.to_iso().unwrap_or_else(|| "?".into()))
        };
        ArticleAnnotation::from_mentions(&document, Vec::new()).dates.into_iter().map(describe).collect()
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
            ("It began in the spring of 2022.", "spring of 2022=2022-21"),
            ("It lasted through the winter of 2021-22.", "winter of 2021-22=2021-24"),
            ("It began in the 1990s.", "1990s=1990/1999"),
            ("It began in 2019.", "2019=2019"),
            ("It grew in Q3 2024 again.", "Q3 2024=2024-07/2024-09"),
            ("It grew in the first half of 2022.", "first half of 2022=2022-01/2022-06"),
            ("From 3 to 5 May 2023 it rained.", "3 to 5 May 2023=2023-05-03/2023-05-05"),
            ("It rained on May 3–5, 2022.", "May 3–5, 2022=2022-05-03/2022-05-05"),
            ("From June 3 to June 9, 2022, it rained.", "June 3 to June 9, 2022=2022-06-03/2022-06-09"),
            ("It rained on May 30-June 2, 2021.", "May 30-June 2, 2021=2021-05-30/2021-06-02"),
            ("It rained from 30 December to 2 January 2021.", "30 December to 2 January 2021=2020-12-30/2021-01-02"),
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
            ("It rained over the last week.", "last week=?"),
            ("It rained in the last week of April.", "April=2023-04"),
            ("It will open in two weeks.", "in two weeks=2023-06-12/2023-06-18"),
            ("It will open in three days’ time.", "in three days’ time=2023-06-02"),
            ("It will end in two weeks of fighting.", ""),
            ("They hope for their first title in two years.", ""),
            ("They will build 300 homes in two years.", ""),
            ("They won it in two weeks.", ""),
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
            ("Rain every Thursday.", ""),
            ("The day was a Thursday.", ""),
            ("They met on a Thursday in the hut.", ""),
            ("They spoke at a Monday meeting.", "Monday=2023-05-29"),
            ("They asked about the killing of the mayor on Friday.", "Friday=2023-05-26"),
            ("Lee, interviewed on “Meet the Press” on Friday, agreed.", "Friday=2023-05-26"),
            ("He announced an ambitious plan on Friday.", "Friday=2023-05-26"),
            ("He urged them to vote on Friday.", "Friday=2023-06-02"),
        ]);
        // Without a tense, the nearest.
        assert_eq!(doubtful("Rain on Thursday."), ["Thursday=2023-06-01 Possible"]);
        assert_eq!(doubtful("Rain on Sunday."), ["Sunday=2023-05-28 Likely"]);
    }

    #[test]
    fn the_day_after_publication_that_an_article_tells_of_is_that_day() {
        let text = "The dam broke on Wednesday. Two men were found dead on Wednesday and a third was lost.";
        assert_eq!(dates(text, "2023-05-30"), ["Wednesday=2023-05-31", "Wednesday=2023-05-31"]);
        check(&[
            ("They met on Wednesday.", "Wednesday=2023-05-24"),
            (
                "They will meet on Wednesday. They met last Wednesday.",
                "Wednesday=2023-05-31, last Wednesday=2023-05-24",
            ),
        ]);
    }

    #[test]
    fn without_a_day_of_publication_nothing_is_guessed() {
        let text = "It broke three days ago, on Tuesday, shut since December, on January 27, and again this year. It opened in 2019.";
        let wanted = ["three days ago=?", "Tuesday=?", "since December=?", "January 27=?", "this year=?", "2019=2019"];
        assert_eq!(dates(text, ""), wanted);
    }

    /// Dates in `text` with their confidence.
    fn doubtful(text: &str) -> Vec<String> {
        let source = Source { text: text.into(), date: Some("2023-05-30".into()), ..Source::default() };
        let document = Document::parse(source).unwrap();
        let describe = |date: TemporalExpression| {
            format!("{}={} {:?}", date.span.slice_of(text), date.to_iso().unwrap_or_default(), date.confidence)
        };
        ArticleAnnotation::from_mentions(&document, Vec::new()).dates.into_iter().map(describe).collect()
    }

    #[test]
    fn of_two_readings_the_nearer_is_taken_and_not_as_certain() {
        // Nine months back or three ahead, and no word of which.
        assert_eq!(doubtful("The fair in March is loud."), ["March=2023-03 Likely"]);
        assert_eq!(doubtful("The fair in November is loud."), ["November=2023-11 Possible"]);
        assert_eq!(doubtful("She listed it for the August election."), ["August=2023-08 Likely"]);
        assert_eq!(doubtful("They opened it in March."), ["March=2023-03 Certain"]);
        // It was this February or the one before last: the words say past, the calendar says soon.
        assert_eq!(dates("They opened it in February.", "2023-01-15"), ["February=2023-02"]);
    }

    #[test]
    fn a_weekday_beside_a_day_fixes_its_year() {
        check(&[
            ("The fair is on Saturday, April 29.", "Saturday, April 29=2023-04-29"),
            ("The fair was on Friday, June 9.", "Friday, June 9=2023-06-09"),
        ]);
        assert_eq!(dates("Doors open Saturday, April 25 at noon.", "2015-03-02"), ["Saturday, April 25=2015-04-25"]);
    }

    #[test]
    fn seasons_and_quarters_have_values() {
        check(&[
            ("It opened last fall.", "last fall=2022-23"),
            ("It will open this summer.", "this summer=2023-22"),
            ("It broke in the winter.", "winter=2022-24"),
            ("It was built in spring 2019.", "spring 2019=2019-21"),
            ("It saw the fall of the wall and spring rolls.", ""),
            ("Profit rose in the third quarter.", "third quarter=2022-07/2022-09"),
            ("Third-quarter profit rose.", "Third-quarter=2022-07/2022-09"),
            ("Sales will rise in the third quarter.", "third quarter=2023-07/2023-09"),
            ("They scored in the third quarter of the game.", ""),
            ("Sales rose in the first three months of 2021.", "first three months of 2021=2021-01/2021-03"),
            ("It grew in the first half of the year.", "first half of the year=2023-01/2023-06"),
            ("It lost money in Q1 of fiscal 2022.", "Q1 of fiscal 2022=2022-01/2022-03"),
        ]);
        let quarter = DateInterval::from_partial(PartialDate::from_season(2023, 24).unwrap());
        assert_eq!(quarter.from.and_then(PartialDate::first_day).unwrap().to_iso(), "2023-12-01");
        assert_eq!(quarter.to.and_then(PartialDate::last_day).unwrap().to_iso(), "2024-02-29");
    }

    #[test]
    fn a_word_of_another_language_is_no_season() {
        let source = |text: &str| Source { text: text.into(), language: Some("de".into()), ..Source::default() };
        let document = Document::parse(source("Das gilt im Fall 2016 und auch sonst.")).unwrap();
        let dates = ArticleAnnotation::from_mentions(&document, Vec::new()).dates;
        assert!(dates.iter().all(|date| date.to_iso().as_deref() != Some("2016-23")));
    }

    #[test]
    fn named_days_and_ends_of_periods_are_days() {
        check(&[
            ("It closed on Christmas 2015.", "Christmas 2015=2015-12-25"),
            ("It will open by Thanksgiving.", "Thanksgiving=2023-11-23"),
            ("It closed on New Year’s Day.", "New Year’s Day=2023-01-01"),
            ("It was shut on Memorial Day.", "Memorial Day=2023-05-29"),
            ("They won on Election Day.", "Election Day=2022-11-08"),
            ("He marched on Presidents’ Day.", "Presidents’ Day=2023-02-20"),
            ("She bought a Christmas tree.", ""),
            ("It rained over the weekend.", "weekend=2023-05-27/2023-05-28"),
            ("It rained last weekend.", "last weekend=2023-05-27/2023-05-28"),
            ("It will rain this weekend.", "this weekend=2023-06-03/2023-06-04"),
            ("It will be done by year-end.", "year-end=2023-12-31"),
            ("It will be done by the end of the month.", "end of the month=2023-05"),
            ("It will be done on the Fourth of July.", "Fourth of July=2023-07-04"),
        ]);
    }

    #[test]
    fn days_are_written_in_words_and_in_pairs() {
        check(&[
            ("It fell on the twenty-first of March 2022.", "twenty-first of March 2022=2022-03-21"),
            ("It fell on June the third, 2022, again.", "June the third, 2022=2022-06-03"),
            ("It ran on June 2 and 3, 2022.", "June 2 and 3, 2022=2022-06-02/2022-06-03"),
            ("It ran on the 2nd and 3rd of June 2022.", "2nd and 3rd of June 2022=2022-06-02/2022-06-03"),
            (
                "On May 3, 2021, it was signed; on 05/06/2021 it was over.",
                "May 3, 2021=2021-05-03, 05/06/2021=2021-05-06",
            ),
            ("On 3 May 2021 it was signed; on 05/06/2021 it was over.", "3 May 2021=2021-05-03, 05/06/2021=2021-06-05"),
            ("It began in the mid-1990s and the ’80s.", "1990s=1990/1999, 80s=1980/1989"),
            ("She is in her late 80s, born in 1941.", "1941=1941"),
            ("A secret 2009 report and the historic 2016 campaign agreed.", "2009=2009, 2016=2016"),
            ("2018 saw many accidents.", "2018=2018"),
            ("It was the best of 2010’s films.", "2010=2010"),
            ("It struck on Christmas Day in 2009.", "Christmas Day in 2009=2009-12-25"),
            ("It began in 2015, in March of that year.", "2015=2015, March=?"),
            ("They want to spend it into 2015.", "2015=2015"),
            ("By 1784 the state had regulated it.", "1784=1784"),
            ("He spoke to Theresa May last year.", "last year=2022"),
        ]);
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
            ("It got 1000s of likes.", ""),
            ("It is forbidden by 18 U.S.C. 1502 and resolution No. 1430/2019.", ""),
            ("They drove down Route 1950 to Flight 1999 in Room 2016.", ""),
            ("Call 555-2016 or 1-800-2020 on page 2015.", ""),
            ("It had 1999 lines and they sold 2016 cars.", ""),
            ("They took Form 1040 and Resolution 1973 and no. 1999.", ""),
        ]);
    }

    #[test]
    fn moments_have_a_first_and_a_last_day() {
        let february = PartialDate { year: 2024, month: 2, day: 0 };
        assert_eq!(february.first_day().map(CalendarDate::to_iso).as_deref(), Some("2024-02-01"));
        assert_eq!(february.last_day().map(CalendarDate::to_iso).as_deref(), Some("2024-02-29"));
        assert_eq!(
            PartialDate { month: 0, ..february }.last_day().map(CalendarDate::to_iso).as_deref(),
            Some("2024-12-31")
        );
    }
}
