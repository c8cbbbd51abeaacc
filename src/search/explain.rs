//! Why an article stands where it does.

use std::ops::Range;

use super::score::Weights;
use super::tally::{Found, Grade, Hit};
use crate::index::Index;
use crate::query::Clause;
use crate::view::{Explanation, MatchKind, PartExplanation};

/// A part of a query, and what it found.
#[derive(Debug)]
pub struct Part {
    /// Where it stands in the query, in bytes.
    place: Range<usize>,
    /// What all of it found, or else each of its words.
    found: Vec<Found>,
}

impl Part {
    /// A clause, all its alternatives together.
    pub fn of(clause: &Clause, found: Vec<Found>) -> Self {
        let start = clause.any.iter().map(|atom| atom.start).min().unwrap_or_default();
        let end = clause.any.iter().map(|atom| atom.end).max().unwrap_or_default();
        Part { place: start..end, found }
    }

    fn explain(&self, hit: &Hit, query: &str, weights: &Weights, index: &Index) -> PartExplanation {
        let rows = self.found.iter().filter_map(|found| Some((found.get(hit.document.0)?, found.rarity(index))));
        let rows: Vec<((f32, Grade), f32)> = rows.collect();
        let points: f32 = rows.iter().map(|&((occurrences, _), rarity)| weights.score(occurrences, rarity)).sum();
        PartExplanation {
            typed: query.get(self.place.clone()).unwrap_or_default().to_owned(),
            kind: rows.iter().map(|&((_, grade), _)| grade).max().map(kind),
            articles: self.found.iter().map(|found| found.rows.len()).max().unwrap_or_default(),
            points: f64::from(points),
        }
    }
}

/// What the parts of `query` bring a hit, and the nearness of its words.
pub fn explain(hit: &Hit, query: &str, parts: &[Part], weights: &Weights, index: &Index) -> Explanation {
    let parts = parts.iter().map(|part| part.explain(hit, query, weights, index)).collect();
    Explanation { parts, nearness: f64::from(hit.nearness) }
}

fn kind(grade: Grade) -> MatchKind {
    match grade {
        Grade::AsTyped | Grade::Respelt => MatchKind::Exact,
        Grade::Renamed => MatchKind::Alias,
        Grade::Corrected => MatchKind::Fuzzy,
    }
}
