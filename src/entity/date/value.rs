//! Values of temporal expressions: partial dates, intervals of them, and why there is none.

use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

use crate::document::CalendarDate;

/// A partial date: a year, a season, a month or a day (ISO 8601, reduced precision; seasons as EDTF has them).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12; 0 for the whole year; 21 for spring, 22 summer, 23 autumn, 24 the winter that begins in it.
    pub month: u8,
    /// The day, from 1; 0 for the whole month or year.
    pub day: u8,
}

impl PartialDate {
    pub(super) fn from_date(date: CalendarDate) -> Self {
        PartialDate { year: date.year() as u16, month: date.month(), day: date.day() }
    }

    pub(super) fn from_month(year: i32, month: i32) -> Option<Self> {
        let months = year * 12 + month - 1;
        let year = months.div_euclid(12);
        (1..=9999).contains(&year).then_some(PartialDate {
            year: year as u16,
            month: (months.rem_euclid(12) + 1) as u8,
            day: 0,
        })
    }

    pub(super) fn from_year(year: i32) -> Option<Self> {
        (1..=9999).contains(&year).then_some(PartialDate { year: year as u16, month: 0, day: 0 })
    }

    pub(super) fn from_season(year: i32, season: u8) -> Option<Self> {
        PartialDate::from_year(year).map(|year| PartialDate { month: season, ..year })
    }

    /// The first month of a season, meteorological and of the northern hemisphere; `None` for anything else.
    fn season_start(self) -> Option<Self> {
        (21..=24).contains(&self.month).then(|| PartialDate { month: (self.month - 20) * 3, ..self })
    }

    pub(super) fn write_iso(self, iso: &mut String) {
        let _ = write!(iso, "{:04}", self.year);
        for part in [self.month, self.day].into_iter().filter(|&part| part > 0) {
            let _ = write!(iso, "-{part:02}");
        }
    }

    /// Its first day.
    pub fn first_day(self) -> Option<CalendarDate> {
        if let Some(month) = self.season_start() {
            return month.first_day();
        }
        CalendarDate::new(self.year.into(), self.month.max(1), self.day.max(1))
    }

    /// Its last day.
    pub fn last_day(self) -> Option<CalendarDate> {
        if self.day > 0 {
            return self.first_day();
        }
        if let Some(month) = self.season_start() {
            return PartialDate::from_month(self.year.into(), i32::from(month.month) + 2)?.last_day();
        }
        let month = if self.month == 0 { 12 } else { self.month };
        (28..=31).rev().find_map(|day| CalendarDate::new(self.year.into(), month, day))
    }
}

/// An interval of partial dates, both ends inclusive; open where an end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateInterval {
    /// Its first day, month or year.
    pub from: Option<PartialDate>,
    /// Its last day, month or year.
    pub to: Option<PartialDate>,
}

impl DateInterval {
    pub(super) fn from_partial(moment: PartialDate) -> Self {
        DateInterval { from: Some(moment), to: Some(moment) }
    }

    pub(super) fn between(from: Option<PartialDate>, to: Option<PartialDate>) -> Option<Self> {
        Some(DateInterval { from: Some(from?), to: Some(to?) })
    }

    /// In ISO 8601; equal ends are written once, an open one is `..`.
    pub fn to_iso(self) -> String {
        let mut iso = String::new();
        let mut side = |moment: Option<PartialDate>| match moment {
            Some(moment) => moment.write_iso(&mut iso),
            None => iso.push_str(".."),
        };
        side(self.from);
        if self.from != self.to || self.from.is_none() {
            iso.push('/');
            match self.to {
                Some(moment) => moment.write_iso(&mut iso),
                None => iso.push_str(".."),
            }
        }
        iso
    }
}

/// Why a temporal expression has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Open"))]
pub enum UnresolvedReason {
    /// It is relative to the day of publication, which is not known.
    Undated,
    /// Two days, months or years fit, and the sentence does not say which.
    Ambiguous,
    /// It is underspecified: "a few days ago".
    Vague,
}
