//! Score explanations: what each clause of a query adds to the score of a hit.

use std::ops::Range;

use super::bm25f::RankingWeights;
use super::score_accumulator::{ClauseMatches, MatchGrade, SearchHit};
use crate::index::InvertedIndex;
use crate::query::QueryClause;
use crate::span::slice_text;
use crate::view::{Explanation, MatchKind, PartExplanation};

/// A clause of the query with its matches, kept for explanation.
#[derive(Debug)]
pub struct ExplainedClause {
    /// Byte range in the query.
    query_range: Range<usize>,
    /// The matches of the whole clause, or else those of each of its words.
    matches: Vec<ClauseMatches>,
}

impl ExplainedClause {
    /// For a clause, all its alternatives together.
    pub fn from_clause(clause: &QueryClause, found: Vec<ClauseMatches>) -> Self {
        ExplainedClause { query_range: clause.range(), matches: found }
    }

    fn explain_clause(
        &self,
        hit: &SearchHit,
        query: &str,
        weights: &RankingWeights,
        index: &InvertedIndex,
    ) -> PartExplanation {
        let rows =
            self.matches.iter().filter_map(|found| Some((found.find_document(hit.document.0)?, found.idf(index))));
        let rows: Vec<((f32, MatchGrade), f32)> = rows.collect();
        let points: f32 = rows.iter().map(|&((occurrences, _), idf)| weights.term_score(occurrences, idf)).sum();
        PartExplanation {
            typed: slice_text(query, self.query_range.clone()).to_owned(),
            kind: rows.iter().map(|&((_, grade), _)| grade).max().map(grade_kind),
            articles: self.matches.iter().map(|found| found.matches.len()).max().unwrap_or_default(),
            points: f64::from(points),
        }
    }
}

/// The score of a hit by clauses of `query`, and its proximity score.
pub fn explain_hit(
    hit: &SearchHit,
    query: &str,
    parts: &[ExplainedClause],
    weights: &RankingWeights,
    index: &InvertedIndex,
) -> Explanation {
    let parts = parts.iter().map(|part| part.explain_clause(hit, query, weights, index)).collect();
    Explanation { parts, nearness: f64::from(hit.proximity) }
}

fn grade_kind(grade: MatchGrade) -> MatchKind {
    match grade {
        MatchGrade::Exact | MatchGrade::AccentVariant => MatchKind::Exact,
        MatchGrade::Alias => MatchKind::Alias,
        MatchGrade::Fuzzy => MatchKind::Fuzzy,
    }
}
