//! The names of operators: fields and filters before a colon, and words between words.

use std::ops::Bound;

use super::{AmountRange, EntityConstraint, Nearness, variants::MoneyQuery};
use crate::{
    document::CalendarDate,
    entity::{EntityKind, amount::ExactDecimal},
};

/// An operator, written as a name before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QueryOperator {
    Title,
    Heading,
    Before,
    After,
    Date,
    Amount,
    Source,
    Language,
    Named(EntityConstraint),
}

const OPERATORS: [(&str, QueryOperator); 16] = [
    ("title:", QueryOperator::Title),
    ("heading:", QueryOperator::Heading),
    ("before:", QueryOperator::Before),
    ("after:", QueryOperator::After),
    ("date:", QueryOperator::Date),
    ("amount:", QueryOperator::Amount),
    ("source:", QueryOperator::Source),
    ("language:", QueryOperator::Language),
    ("person:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Person))),
    ("org:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Organisation))),
    ("organisation:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Organisation))),
    ("place:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Place))),
    ("event:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Event))),
    ("equipment:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Equipment))),
    ("said:", QueryOperator::Named(EntityConstraint::Speaker)),
    ("speaker:", QueryOperator::Named(EntityConstraint::Speaker)),
];

/// The operator at the beginning of `rest`, in any letter case, with its length in bytes. Other names before a colon are words ("10:30",
/// "note: this").
pub(super) fn leading_operator(rest: &str) -> Option<(QueryOperator, usize)> {
    OPERATORS.into_iter().find_map(|(name, operator)| {
        let typed = rest.get(..name.len())?;
        typed.eq_ignore_ascii_case(name).then_some((operator, name.len()))
    })
}

/// Words between two words that are near each other where no number is given.
const DEFAULT_GAP: u32 = 9;

/// Most words between two words that are near each other.
const MAX_GAP: u32 = 1000;

/// A word that asks for nearness: `w/5` and `NEAR/5` in any order, `pre/5` in this, `AROUND(5)`, NEAR alone. Within five words means
/// that four others stand between.
pub(super) fn parse_nearness(word: &str) -> Option<Nearness> {
    if matches!(word, "NEAR" | "AROUND") {
        return Some(Nearness { gap: DEFAULT_GAP, ordered: false });
    }
    if let Some(distance) = word.strip_prefix("AROUND(").and_then(|rest| rest.strip_suffix(')')) {
        return Some(Nearness { gap: parse_gap(distance)?.saturating_sub(1), ordered: false });
    }
    let (name, distance) = word.split_once('/')?;
    let is_one_of = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let ordered = is_one_of(&["pre", "onear", "before"]);
    // Of legal databases: in one sentence, in one paragraph.
    let distance = match distance {
        "s" | "S" => 25,
        "p" | "P" => 75,
        _ => parse_gap(distance)?,
    };
    (ordered || is_one_of(&["w", "near", "within"])).then_some(Nearness { gap: distance.saturating_sub(1), ordered })
}

/// A number of words.
pub(super) fn parse_gap(digits: &str) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(MAX_GAP).min(MAX_GAP))
}

/// Days from one (inclusive) to another (exclusive); open where there is none.
pub(super) type DayRange = (Option<CalendarDate>, Option<CalendarDate>);

/// The days that a value asks for: `2022`, `2022-02`, `2022-02..2022-03`, `2022..`, `>2022-02`, `[2022-02 TO 2022-03]`.
pub(super) fn parse_day_range(value: &str) -> DayRange {
    let value = value.trim_matches(['[', ']', '{', '}']).trim();
    let ends = value.split_once("..").or_else(|| value.split_once(" TO ")).map(|(from, to)| (from.trim(), to.trim()));
    if let Some((from, to)) = ends {
        return (first_day_of(from), day_after(to));
    }
    for (sign, above, inclusive) in [(">=", true, true), ("<=", false, true), (">", true, false), ("<", false, false)] {
        if let Some(bound) = value.strip_prefix(sign) {
            let day = if above == inclusive { first_day_of(bound) } else { day_after(bound) };
            return if above { (day, None) } else { (None, day) };
        }
    }
    (first_day_of(value), day_after(value))
}

/// The first day of an ISO year, month or day; `None` for anything else.
pub(super) fn first_day_of(value: &str) -> Option<CalendarDate> {
    match value.len() {
        4 => CalendarDate::parse_iso(&format!("{value}-01-01")),
        7 => CalendarDate::parse_iso(&format!("{value}-01")),
        10 => CalendarDate::parse_iso(value),
        _ => None,
    }
}

/// The day after an ISO year, month or day.
fn day_after(value: &str) -> Option<CalendarDate> {
    let first = first_day_of(value)?;
    match value.len() {
        4 => CalendarDate::new(first.year() + 1, 1, 1),
        7 => CalendarDate::new(first.year() + i32::from(first.month() / 12), first.month() % 12 + 1, 1),
        _ => CalendarDate::from_julian_day(first.julian_day() + 1),
    }
}

/// The ends of a range of sums.
type SumBounds = (Bound<ExactDecimal>, Bound<ExactDecimal>);

/// The range that a sum behind a sign stands for.
type BoundsOfSum = fn(ExactDecimal) -> SumBounds;

/// A sum (`1m`, `€20m`, `5 million euros`), a range of sums (`1m..5m`, `€1m..`), or a bound (`>1m`, `<=500k`); `None` for anything else.
pub(super) fn parse_amount_range(value: &str) -> Option<AmountRange> {
    let sum = |text: &str| MoneyQuery::parse(text.trim()).and_then(|sum| Some((sum.value()?, sum.currency_code())));
    if let Some((from, to)) = value.split_once("..") {
        let ends = (sum(from), sum(to));
        let currency = [ends.0, ends.1].into_iter().flatten().find_map(|(_, currency)| currency);
        let bound = |end: Option<(ExactDecimal, _)>| end.map_or(Bound::Unbounded, |(value, _)| Bound::Included(value));
        let is_range = ends.0.is_some() || ends.1.is_some();
        return is_range.then(|| AmountRange { from: bound(ends.0), to: bound(ends.1), currency });
    }
    let signs: [(&str, BoundsOfSum); 5] = [
        (">=", |value| (Bound::Included(value), Bound::Unbounded)),
        ("<=", |value| (Bound::Unbounded, Bound::Included(value))),
        (">", |value| (Bound::Excluded(value), Bound::Unbounded)),
        ("<", |value| (Bound::Unbounded, Bound::Excluded(value))),
        ("", |value| (Bound::Included(value), Bound::Included(value))),
    ];
    let (bounds, (value, currency)) =
        signs.into_iter().find_map(|(sign, bounds)| Some((bounds, sum(value.strip_prefix(sign)?)?)))?;
    let (from, to) = bounds(value);
    Some(AmountRange { from, to, currency })
}
