//! State of the date parser, which the rules of the other files extend, and what each of them returns.

use super::super::token_row::TokenRow;
use super::value::{DateInterval, PartialDate, UnresolvedReason};
use crate::document::CalendarDate;

/// A parsed temporal expression, before it has its span.
#[derive(Clone, Copy)]
pub(super) struct ParsedTimex {
    pub(super) value: Result<DateInterval, UnresolvedReason>,
    pub(super) relative: bool,
    /// The token after it.
    pub(super) end: usize,
}

impl ParsedTimex {
    pub(super) fn new_absolute(moment: Option<PartialDate>, end: usize) -> Option<Self> {
        Some(ParsedTimex { value: Ok(DateInterval::from_partial(moment?)), relative: false, end })
    }

    pub(super) fn new_relative(when: Result<DateInterval, UnresolvedReason>, end: usize) -> Self {
        ParsedTimex { value: when, relative: true, end }
    }
}

pub(super) struct DateParser<'a> {
    pub(super) words: &'a TokenRow<'a>,
    pub(super) publication_date: Option<CalendarDate>,
    pub(super) is_english: bool,
}
