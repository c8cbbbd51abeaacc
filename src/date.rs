//! Calendar dates.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar date (Gregorian) in the years 0 to 9999. Stored as its Julian day number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDate(time::Date);

impl CalendarDate {
    /// The date with this year, month (1 to 12) and day of the month (from 1); `None` if there is no such day.
    ///
    /// ```
    /// use reading_room::CalendarDate;
    /// assert_eq!(CalendarDate::new(2024, 2, 29).unwrap().to_iso(), "2024-02-29");
    /// assert_eq!(CalendarDate::new(2023, 2, 29), None);
    /// ```
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(0..=9999).contains(&year) {
            return None;
        }
        let month = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day).ok().map(CalendarDate)
    }

    /// Parses an ISO 8601 date, as `2023-05-30`; a time after a `T` or a space is ignored. `None` for anything else.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let (day, rest) = text.trim().split_at_checked(10)?;
        if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
            return None;
        }
        let mut parts = day.split('-');
        let year = parse_digits(parts.next()?, 4)?;
        let month = parse_digits(parts.next()?, 2)?;
        let day = parse_digits(parts.next()?, 2)?;
        CalendarDate::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The date in ISO 8601, as `2023-05-30`.
    pub fn to_iso(self) -> String {
        self.to_string()
    }

    /// The Julian day number, which counts up by one each day.
    pub fn julian_day(self) -> i32 {
        self.0.to_julian_day()
    }

    /// The date with this Julian day number; `None` outside the years 0 to 9999.
    pub fn from_julian_day(day: i32) -> Option<Self> {
        let date = time::Date::from_julian_day(day).ok()?;
        (0..=9999).contains(&date.year()).then_some(CalendarDate(date))
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.0.day()
    }
}

/// The number in `text`, if it is exactly `len` ASCII digits.
fn parse_digits(text: &str, len: usize) -> Option<i32> {
    (text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl Serialize for CalendarDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(self.julian_day())
    }
}

impl<'de> Deserialize<'de> for CalendarDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let day = i32::deserialize(deserializer)?;
        CalendarDate::from_julian_day(day).ok_or_else(|| de::Error::custom("no such day"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_text_comes_back_as_it_went_in() {
        for text in ["2023-05-30", "0001-01-01", "9999-12-31", "2024-02-29"] {
            assert_eq!(CalendarDate::parse_iso(text).map(CalendarDate::to_iso).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_time_after_the_day_is_allowed() {
        assert_eq!(CalendarDate::parse_iso("2023-05-30T12:00:00Z"), CalendarDate::new(2023, 5, 30));
        assert_eq!(CalendarDate::parse_iso("2023-05-30 12:00"), CalendarDate::new(2023, 5, 30));
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for text in
            ["2023-02-29", "2023-13-01", "2023-00-10", "2023-5-30", "2023-05-301", "+023-05-30", "", "żółć-05-30"]
        {
            assert_eq!(CalendarDate::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn julian_days_count_up() {
        let new_year = CalendarDate::new(2024, 1, 1).unwrap();
        let eve = CalendarDate::new(2023, 12, 31).unwrap();
        assert_eq!(new_year.julian_day() - eve.julian_day(), 1);
        assert_eq!(CalendarDate::from_julian_day(new_year.julian_day()), Some(new_year));
        assert_eq!(CalendarDate::from_julian_day(i32::MAX), None);
    }
}
