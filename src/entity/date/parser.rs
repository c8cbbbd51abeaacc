//! What the rules for dates read, and what they make of it.

use super::super::word::Words;
use super::moment::{Moment, Open, When};
use crate::document::Date;

/// What was read, before it has its place.
#[derive(Clone, Copy)]
pub(super) struct Read {
    pub(super) when: Result<When, Open>,
    pub(super) relative: bool,
    /// The word after it.
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
