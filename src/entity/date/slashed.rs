//! Days in figures with strokes: "13/02/2021" and "2/13/2021" say their order, "05/06/2023" leaves it open.

use super::super::token_row::TokenClass;
use super::parser::{DateParser, ParsedTimex};
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use crate::document::CalendarDate;
use crate::entity::FactConfidence;

/// Most tokens of an article that are looked at for its habit.
const MAX_HABIT_TOKENS: usize = 20_000;

impl DateParser<'_> {
    /// 05/06/2023 has day and month in the order in which the article writes its other days: "May 30" or "30 May". The
    /// value is missing where there are none.
    pub(super) fn parse_slashed_date(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let slashed = words.lower_at(at + 1) == "/"
            && words.lower_at(at + 3) == "/"
            && (1..=4).all(|next| words.joins_previous(at + next));
        let year = self.parse_year(at + 4).filter(|_| slashed)?;
        let (first, second) = self.parse_day_number(at).zip(self.parse_day_number(at + 2))?;
        if first > 12 || second > 12 {
            return None;
        }
        let date = if first == second {
            CalendarDate::new(year, first, second)
        } else {
            self.writes_month_first().and_then(|month| {
                if month { CalendarDate::new(year, first, second) } else { CalendarDate::new(year, second, first) }
            })
        };
        let value = date.map(|date| DateInterval::from_partial(PartialDate::from_date(date)));
        Some(ParsedTimex {
            value: value.ok_or(UnresolvedReason::Ambiguous),
            relative: false,
            confidence: if first == second { FactConfidence::Certain } else { FactConfidence::Likely },
            end: at + 5,
        })
    }

    /// Whether the article writes months before days; `None` where it does neither, or both as often.
    fn writes_month_first(&self) -> Option<bool> {
        if !self.is_english {
            return Some(false);
        }
        *self.month_first.get_or_init(|| {
            let habit =
                (0..self.words.len().min(MAX_HABIT_TOKENS)).fold(0_i32, |habit, at| match self.parse_month(at) {
                    None => habit,
                    Some((_, next)) => {
                        let day_after = self.parse_day_number(next).is_some();
                        let day_before =
                            at.checked_sub(1).is_some_and(|before| self.words.has_class(before, TokenClass::Digits));
                        habit + i32::from(day_after) - i32::from(day_before && !day_after)
                    }
                });
            (habit != 0).then_some(habit > 0)
        })
    }
}
