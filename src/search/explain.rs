//! Why an article stands where it does.

use super::score::Weights;
use super::tally::{Found, Grade, Hit};
use crate::index::Index;
use crate::query::Clause;
use crate::view::{Explanation, MatchKind, PartExplanation};

/// A part of a query, and what it found.
#[derive(Debug)]
pub struct Part {
    /// Where it stands in the query, in bytes.
    start: usize,
    end: usize,
    found: Found,
}

impl Part {
    /// A clause, all its alternatives together.
    pub fn of(clause: &Clause, found: Found) -> Self {
        let start = clause.any.iter().map(|atom| atom.start).min().unwrap_or_default();
        let end = clause.any.iter().map(|atom| atom.end).max().unwrap_or_default();
        Part { start, end, found }
    }
}

/// What the parts of `query` bring a hit. What is left of its score is for words that stand close together.
pub fn explain(hit: &Hit, query: &str, parts: &[Part], weights: &Weights, index: &Index) -> Explanation {
    let mut left = hit.score;
    let parts: Vec<PartExplanation> = parts
        .iter()
        .map(|part| {
            let row = part.found.get(hit.document.0);
            let points = row.map_or(0.0, |(occurrences, _)| weights.score(occurrences, part.found.rarity(index)));
            left -= points;
            PartExplanation {
                typed: query.get(part.start..part.end).unwrap_or_default().to_owned(),
                kind: row.map(|(_, grade)| kind(grade)),
                articles: part.found.rows.len(),
                points: f64::from(points),
            }
        })
        .collect();
    Explanation { parts, nearness: f64::from(left.max(0.0)) }
}

fn kind(grade: Grade) -> MatchKind {
    match grade {
        Grade::AsTyped | Grade::Respelt => MatchKind::Exact,
        Grade::Renamed => MatchKind::Alias,
        Grade::Corrected => MatchKind::Fuzzy,
    }
}
