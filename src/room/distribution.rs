//! When and where the articles of an answer appeared.

use super::Room;
use crate::document::{CalendarDate, DocumentId};
use crate::view::{Counted, Spread};

/// Most bars of a histogram; with more, days are merged to months, and months to years.
const MAX_BARS: usize = 31;
/// Most origins that are listed, by number of articles.
const MAX_SOURCES: usize = 20;

impl Room {
    /// The distribution of `documents` by date, origin and language.
    pub(super) fn answer_spread(&self, documents: &[DocumentId]) -> Spread {
        let numbers = || documents.iter().map(|document| document.0);
        let counted = |list: Vec<(&str, u32)>| -> Vec<Counted> {
            list.into_iter().map(|(name, count)| Counted { name: name.to_owned(), count }).collect()
        };
        let mut sources = self.index.origin_column().count_labels(numbers());
        sources.retain(|(name, _)| !name.is_empty());
        sources.truncate(MAX_SOURCES);
        let dates: Vec<CalendarDate> =
            documents.iter().filter_map(|&document| self.index.publication_date(document)).collect();
        Spread {
            undated: (documents.len() - dates.len()) as u32,
            dates: date_histogram([&dates]).into_iter().map(|(name, [count])| Counted { name, count }).collect(),
            sources: counted(sources),
            languages: counted(self.index.language_column().count_labels(numbers())),
        }
    }
}

/// The interval of a bar.
#[derive(Debug, Clone, Copy)]
enum BarInterval {
    Day,
    Month,
    Year,
}

impl BarInterval {
    /// The ordinal of the bar that holds a date.
    fn bar_of(self, date: CalendarDate) -> i32 {
        match self {
            BarInterval::Day => date.julian_day(),
            BarInterval::Month => date.year() * 12 + i32::from(date.month()) - 1,
            BarInterval::Year => date.year(),
        }
    }

    /// The ISO 8601 prefix that all dates of a bar share.
    fn bar_name(self, bar: i32) -> String {
        match self {
            BarInterval::Day => {
                let day = CalendarDate::from_julian_day(bar);
                debug_assert!(day.is_some(), "day {bar} lies between two dates");
                day.map(CalendarDate::to_iso).unwrap_or_default()
            }
            BarInterval::Month => format!("{:04}-{:02}", bar.div_euclid(12), bar.rem_euclid(12) + 1),
            BarInterval::Year => format!("{bar:04}"),
        }
    }
}

/// A histogram of dates by day, month or year, whichever first gives at most [`MAX_BARS`] bars, with the counts of each series. Empty bars
/// are kept, except where there are too many years. Empty without dates.
pub(super) fn date_histogram<const SERIES: usize>(series: [&[CalendarDate]; SERIES]) -> Vec<(String, [u32; SERIES])> {
    let all = || series.iter().copied().flatten().copied();
    let Some((first, last)) = all().min().zip(all().max()) else { return Vec::new() };
    let bars = |step: BarInterval| (step.bar_of(last) - step.bar_of(first)) as usize + 1;
    let step = [BarInterval::Day, BarInterval::Month]
        .into_iter()
        .find(|&step| bars(step) <= MAX_BARS)
        .unwrap_or(BarInterval::Year);
    let mut counts = vec![[0u32; SERIES]; bars(step)];
    for (at, dates) in series.into_iter().enumerate() {
        for &date in dates {
            let bar = counts.get_mut((step.bar_of(date) - step.bar_of(first)) as usize);
            let count = bar.and_then(|bar| bar.get_mut(at));
            debug_assert!(count.is_some(), "a date outside its own range");
            count.into_iter().for_each(|count| *count += 1);
        }
    }
    let is_shown = |(_, counts): &(i32, [u32; SERIES])| counts.iter().any(|&count| count > 0) || bars(step) <= MAX_BARS;
    let rows = (step.bar_of(first)..).zip(counts).filter(is_shown);
    rows.map(|(bar, counts)| (step.bar_name(bar), counts)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(dates: &[&str]) -> Vec<String> {
        let dates: Vec<CalendarDate> = dates.iter().filter_map(|date| CalendarDate::parse_iso(date)).collect();
        date_histogram([&dates]).into_iter().map(|(name, [count])| format!("{name} {count}")).collect()
    }

    #[test]
    fn bars_are_days_months_or_years() {
        assert_eq!(
            shown(&["2024-03-01", "2024-02-28", "2024-03-01"]),
            ["2024-02-28 1", "2024-02-29 0", "2024-03-01 2"]
        );
        assert_eq!(shown(&["2023-11-30", "2024-02-28"]), ["2023-11 1", "2023-12 0", "2024-01 0", "2024-02 1"]);
        assert_eq!(shown(&["1999-01-01", "2024-02-28"]).len(), 26);
        assert_eq!(shown(&["1620-01-01", "2024-02-28"]), ["1620 1", "2024 1"]);
        assert!(shown(&[]).is_empty());
    }
}
