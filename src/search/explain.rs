//! Score explanations: what each clause of a query adds to the score of a hit.

use std::ops::Range;

use super::score::Weights;
use super::tally::{Found, Grade, Hit};
use crate::index::Index;
use crate::query::Clause;
use crate::view::{Explanation, MatchKind, PartExplanation};

/// A clause of the query with its matches, kept for explanation.
#[derive(Debug)]
pub struct Part {
    /// Byte range in the query.
    place: Range<usize>,
    /// The matches of the whole clause, or else those of each of its words.
    found: Vec<Found>,
}

impl Part {
    /// For a clause, all its alternatives together.
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

/// The score of a hit by clauses of `query`, and its proximity score.
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
