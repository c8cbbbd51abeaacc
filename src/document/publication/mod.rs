//! When and by whom an article was published: date lines, days, times of day, bylines.

pub(crate) mod byline;
pub(crate) mod clock;
pub(crate) mod dateline;
pub(crate) mod day;
pub(crate) mod month;
