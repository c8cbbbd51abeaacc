//! State of the date parser, which the rules of the other files extend, and what each of them returns.

use std::cell::OnceCell;

use super::super::token_row::TokenRow;
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use crate::document::CalendarDate;
use crate::entity::FactConfidence;

/// A parsed temporal expression, before it has its span.
#[derive(Clone, Copy)]
pub(super) struct ParsedTimex {
    pub(super) value: Result<DateInterval, UnresolvedReason>,
    pub(super) relative: bool,
    pub(super) confidence: FactConfidence,
    /// The token after it.
    pub(super) end: usize,
}

impl ParsedTimex {
    pub(super) fn new_absolute(moment: Option<PartialDate>, end: usize) -> Option<Self> {
        Some(ParsedTimex {
            value: Ok(DateInterval::from_partial(moment?)),
            relative: false,
            confidence: FactConfidence::Certain,
            end,
        })
    }

    pub(super) fn new_relative(when: Result<DateInterval, UnresolvedReason>, end: usize) -> Self {
        ParsedTimex { value: when, relative: true, confidence: FactConfidence::Certain, end }
    }

    pub(super) fn new_interval(when: Option<DateInterval>, end: usize) -> Option<Self> {
        Some(ParsedTimex { value: Ok(when?), relative: false, confidence: FactConfidence::Certain, end })
    }

    /// The same, no surer than `confidence`.
    pub(super) fn at_most(self, confidence: FactConfidence) -> Self {
        ParsedTimex { confidence: self.confidence.max(confidence), ..self }
    }
}

pub(super) struct DateParser<'a> {
    pub(super) words: &'a TokenRow<'a>,
    pub(super) publication_date: Option<CalendarDate>,
    pub(super) is_english: bool,
    /// Whether the article writes months before days, once that is asked; see `writes_month_first`.
    pub(super) month_first: OnceCell<Option<bool>>,
    /// Whether the day of publication is the day before that of the article, once that is asked; see `is_dated_early`.
    pub(super) dated_early: OnceCell<bool>,
}
