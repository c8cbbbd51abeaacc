//! State of the date parser, which the rules of the other files extend, and what each of them returns.

use super::super::word::Words;
use super::moment::{Moment, Open, When};
use crate::document::Date;

/// A parsed temporal expression, before it has its span.
#[derive(Clone, Copy)]
pub(super) struct Read {
    pub(super) when: Result<When, Open>,
    pub(super) relative: bool,
    /// The token after it.
    pub(super) end: usize,
}

impl Read {
    pub(super) fn said(moment: Option<Moment>, end: usize) -> Option<Self> {
        Some(Read { when: Ok(When::at(moment?)), relative: false, end })
    }

    pub(super) fn reckoned(when: Result<When, Open>, end: usize) -> Self {
        Read { when, relative: true, end }
    }
}

pub(super) struct Reader<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) published: Option<Date>,
    pub(super) english: bool,
}
