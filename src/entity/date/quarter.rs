//! Quarters, halves and spans of months of a year: "Q3 2024", "the first half of 2022", "the first nine months of 2015",
//! "third-quarter profit".

use super::super::amount::parse_spelled_number;
use super::super::lexicon::WordClassLexicon;
use super::super::token_row::is_one_of;
use super::parser::{DateParser, ParsedTimex};
use super::tense::SentenceTense;
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use crate::entity::FactConfidence;

/// Words near a quarter without a year: the first line makes it one of the business year, the second one of a match.
static QUARTER_CONTEXT: WordClassLexicon = WordClassLexicon::new(
    "profit profits sales revenue revenues earnings income loss losses growth economy economic gdp inflation \
     shares investors analysts fundraising raised fund donors donations percent % year results report reported \
     fiscal demand prices dividend exports imports output deliveries shipments filing filings reports fec\n\
     goal goals touchdown touchdowns yards yard game games play halftime points rebounds kicker quarterback scored \
     lead season team defense offense coach match minutes fumble interception",
);

/// A part of a year: the month it begins with, from 1, and how many it has.
type MonthSpan = (i32, i32);

impl DateParser<'_> {
    /// Quarters, halves and runs of months of a year.
    pub(super) fn parse_part_of_year(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let (span, end) = self.parse_quarter_sign(at).or_else(|| self.parse_month_span(at))?;
        let mut next = end + usize::from(matches!(words.lower_at(end), "of" | "in" | "," | "’" | "'"));
        next += usize::from(words.lower_at(next) == "the");
        let fiscal = usize::from(words.lower_at(next) == "fiscal" || words.lower_at(next) == "financial");
        next += fiscal + usize::from(fiscal == 1 && words.lower_at(next + 1) == "year");
        let lead = if fiscal == 1 || is_one_of(words.lower_before(at, 1), "fiscal financial") {
            FactConfidence::Possible
        } else {
            FactConfidence::Certain
        };
        if let Some(year) = self.parse_year(next) {
            return ParsedTimex::new_interval(months_of(year, span), next + 1).map(|read| read.at_most(lead));
        }
        let (year, end) = match self.relative_year(next) {
            Some((offset, end)) => {
                (self.publication_date.map(|day| (day.year() + offset, FactConfidence::Likely)), end)
            }
            None if words.lower_at(next) == "year" => (self.year_of_part(at, span, next + 1), next + 1),
            None if self.is_business_quarter(at, end) => (self.year_of_part(at, span, end), end),
            None => return None,
        };
        let when = match year {
            Some((year, _)) => months_of(year, span).ok_or(UnresolvedReason::Ambiguous),
            None => Err(UnresolvedReason::Undated),
        };
        let sure = year.map_or(FactConfidence::Likely, |(_, confidence)| confidence);
        Some(ParsedTimex::new_relative(when, end).at_most(sure).at_most(lead))
    }

    /// "Q3", and the token after it.
    fn parse_quarter_sign(&self, at: usize) -> Option<(MonthSpan, usize)> {
        let words = self.words;
        let quarter = self.parse_day_number(at + 1).filter(|quarter| (1..=4).contains(quarter))?;
        let sign = words.lower_at(at) == "q" && words.joins_previous(at + 1) && words.is_capitalised(at);
        sign.then_some(((i32::from(quarter) * 3 - 2, 3), at + 2))
    }

    /// "third quarter", "second-half", "first nine months", and the token after it.
    fn parse_month_span(&self, at: usize) -> Option<(MonthSpan, usize)> {
        let words = self.words;
        let last = matches!(words.lower_at(at), "last" | "final");
        let (place, after) = if last { (4, at + 1) } else { self.parse_ordinal(at)? };
        let next = after + usize::from(words.lower_at(after) == "-");
        let place = i32::from(place);
        match words.lower_at(next) {
            "quarter" if place <= 4 => Some(((place * 3 - 2, 3), next + 1)),
            "half" if place <= 2 || last => Some(((place.min(2) * 6 - 5, 6), next + 1)),
            _ if place == 1 || last => {
                let (count, len) = match self.parse_day_number(next) {
                    Some(count) => (i32::from(count), 1),
                    None => parse_spelled_number(words, next).map(|(count, len)| (count as i32, len))?,
                };
                let months = matches!(words.lower_at(next + len), "months") && (2..=11).contains(&count);
                let first = if last { 13 - count } else { 1 };
                // "The last three months" end today; with "of" and a year they end with it.
                (months && words.lower_at(next + len + 1) == "of").then_some(((first, count), next + len + 1))
            }
            _ => None,
        }
    }

    /// The year of a quarter that the text leaves open: the last one that ended, or the one that the tense points to.
    fn year_of_part(&self, at: usize, (first, months): MonthSpan, end: usize) -> Option<(i32, FactConfidence)> {
        let published = self.publication_date?;
        let now = i32::from(published.month());
        let (begun, ended) = (first <= now, first + months <= now);
        let year = published.year();
        Some(match self.tense_around(at, end) {
            SentenceTense::Future if ended => (year + 1, FactConfidence::Possible),
            SentenceTense::Future => (year, FactConfidence::Likely),
            SentenceTense::Past if begun => (year, FactConfidence::Likely),
            SentenceTense::Past => (year - 1, FactConfidence::Likely),
            SentenceTense::Unknown if begun => (year, FactConfidence::Likely),
            SentenceTense::Unknown if first - now <= 3 => (year, FactConfidence::Possible),
            SentenceTense::Unknown => (year - 1, FactConfidence::Possible),
        })
    }

    /// Whether a quarter or half without a year is one of the business year: the sentence speaks of money, not of a match.
    fn is_business_quarter(&self, at: usize, end: usize) -> bool {
        let words = self.words;
        let sign = words.lower_at(at) == "q";
        let sentence = words.sentence_range(words.sentence_index(at));
        let near = sentence.start.max(at.saturating_sub(20))..sentence.end.min(end + 20);
        let classes = near.map(|near| QUARTER_CONTEXT.class_of(words.lower_at(near)));
        let (business, sport) = classes.fold((0, 0), |(business, sport), class| match class {
            Some(0) => (business + 1, sport),
            Some(_) => (business, sport + 1),
            None => (business, sport),
        });
        let quarter = matches!(words.lower_at(end.wrapping_sub(1)), "quarter") || sign;
        let counted = words.lower_before(at, 1) == "last" || words.lower_at(at) == "last";
        quarter && !counted && sport == 0 && (business > 0 || sign)
    }
}

fn months_of(year: i32, (first, months): MonthSpan) -> Option<DateInterval> {
    DateInterval::between(PartialDate::from_month(year, first), PartialDate::from_month(year, first + months - 1))
}
