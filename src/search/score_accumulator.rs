//! The score accumulator: one score for each document, to which every clause of a query adds.

use super::bm25f::{RankingWeights, idf};
use super::expand::TermExpansion;
use crate::document::DocumentId;
use crate::index::InvertedIndex;
use crate::view::MatchKind;

/// A hit: one article of the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SearchHit {
    /// The article.
    pub document: DocumentId,
    /// BM25F score plus proximity and lead. Higher is better; comparable within one answer only.
    pub score: f32,
    /// The part of the score that comes of positions: term proximity and lead.
    pub proximity: f32,
    /// Whether it matches every clause of the query.
    pub complete: bool,
    /// What decides before the score; the lower comes first.
    pub(super) precedence: HitPrecedence,
}

/// Whether a clause is missing, and how many clauses match only by a fuzzy match, by an alias, or with other accents. Equal for all hits of
/// a long query.
pub type HitPrecedence = (bool, DoubtCounts);

/// In a query of more clauses, the score alone decides: there an article with each word once may be about none of it.
const MAX_STRICT_CLAUSES: u8 = 3;

/// How well an article matches one clause, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchGrade {
    Exact,
    AccentVariant,
    /// By an alias of the entity that the word names.
    Alias,
    Fuzzy,
}

impl From<&TermExpansion> for MatchGrade {
    fn from(expansion: &TermExpansion) -> Self {
        match expansion.kind {
            MatchKind::Fuzzy => MatchGrade::Fuzzy,
            MatchKind::Alias => MatchGrade::Alias,
            _ if expansion.accents_differ => MatchGrade::AccentVariant,
            _ => MatchGrade::Exact,
        }
    }
}

/// The matches of one clause: documents with weighted term frequencies.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClauseMatches {
    /// Document, weighted term frequency and grade; documents rising.
    pub matches: Vec<(u32, f32, MatchGrade)>,
    /// In how many of them a whole word matched, not only a completion of what was typed.
    pub whole_word_count: u32,
}

impl ClauseMatches {
    /// From documents, rising, in all of which a whole word matched.
    pub fn from_matches(rows: Vec<(u32, f32, MatchGrade)>) -> Self {
        ClauseMatches { whole_word_count: rows.len() as u32, matches: rows }
    }

    /// Whether no document matched.
    pub fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    /// Weighted term frequency and grade of one document; `None` if it did not match.
    pub fn find_document(&self, document: u32) -> Option<(f32, MatchGrade)> {
        let at = self.matches.binary_search_by_key(&document, |&(known, ..)| known).ok()?;
        self.matches.get(at).map(|&(_, occurrences, grade)| (occurrences, grade))
    }

    /// Inverse document frequency of the clause, by its whole-word matches if there are any: completions say nothing about how rare the
    /// word itself is.
    pub fn idf(&self, index: &InvertedIndex) -> f32 {
        let frequency = if self.whole_word_count > 0 { self.whole_word_count as usize } else { self.matches.len() };
        idf(frequency, index.document_count())
    }

    /// The union of both: frequencies add up, the better grade stays.
    pub fn merge(self, other: ClauseMatches) -> ClauseMatches {
        if self.is_empty() {
            return other;
        }
        let mut merged = Vec::with_capacity(self.matches.len() + other.matches.len());
        let (mut a, mut b) = (self.matches.into_iter().peekable(), other.matches.into_iter().peekable());
        loop {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x.0 == y.0 => {
                    merged.push((x.0, x.1 + y.1, x.2.min(y.2)));
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x.0 < y.0 => merged.extend(a.next()),
                (_, Some(_)) => merged.extend(b.next()),
                (Some(_), None) => merged.extend(a.next()),
                (None, None) => break,
            }
        }
        let whole = (self.whole_word_count + other.whole_word_count).min(merged.len() as u32);
        ClauseMatches { matches: merged, whole_word_count: whole }
    }

    /// The documents of both: frequencies add up, the worse grade stays.
    pub fn intersect(self, other: ClauseMatches) -> ClauseMatches {
        let mut others = other.matches.into_iter().peekable();
        let rows = self.matches.into_iter().filter_map(|(document, occurrences, grade)| {
            while others.next_if(|&(known, ..)| known < document).is_some() {}
            let (_, more, worse) = others.next_if(|&(known, ..)| known == document)?;
            Some((document, occurrences + more, grade.max(worse)))
        });
        ClauseMatches::from_matches(rows.collect())
    }

    /// These documents without those of `other`.
    pub fn without(mut self, other: &ClauseMatches) -> ClauseMatches {
        self.matches.retain(|&(document, ..)| other.find_document(document).is_none());
        ClauseMatches::from_matches(self.matches)
    }
}

/// Number of clauses for each kind of doubt, the gravest first.
pub type DoubtCounts = [u8; 3];

fn doubt_index(grade: MatchGrade) -> Option<usize> {
    match grade {
        MatchGrade::Exact => None,
        MatchGrade::AccentVariant => Some(2),
        MatchGrade::Alias => Some(1),
        MatchGrade::Fuzzy => Some(0),
    }
}

/// The accumulator of one document: 12 bytes, since there is one for each in the corpus. Counts saturate at 255.
#[derive(Debug, Clone, Copy, Default)]
struct DocumentScore {
    score: f32,
    /// Number of required clauses that match.
    matched_required: u8,
    doubts: DoubtCounts,
    touched: bool,
    excluded: bool,
}

/// Accumulates scores by document, clause by clause.
pub struct ScoreAccumulator {
    scores: Vec<DocumentScore>,
    required_clauses: u8,
}

impl ScoreAccumulator {
    /// Empty accumulators for so many documents.
    pub fn new(documents: u32) -> Self {
        ScoreAccumulator { scores: vec![DocumentScore::default(); documents as usize], required_clauses: 0 }
    }

    /// Adds the matches of a clause.
    pub fn add_clause(
        &mut self,
        found: &ClauseMatches,
        required: bool,
        weights: &RankingWeights,
        index: &InvertedIndex,
    ) {
        let idf = found.idf(index);
        self.required_clauses = self.required_clauses.saturating_add(u8::from(required));
        for &(document, occurrences, grade) in &found.matches {
            let Some(row) = self.scores.get_mut(document as usize) else { continue };
            row.score += weights.term_score(occurrences, idf);
            row.matched_required = row.matched_required.saturating_add(u8::from(required));
            row.touched = true;
            if let Some(count) = doubt_index(grade).and_then(|doubt| row.doubts.get_mut(doubt)) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// Adds a clause that no document matches as a whole: the matches of its single words are better than an empty answer.
    pub fn add_missed_clause(&mut self, parts: &[ClauseMatches], weights: &RankingWeights, index: &InvertedIndex) {
        self.required_clauses = self.required_clauses.saturating_add(1);
        parts.iter().for_each(|found| self.add_clause(found, false, weights, index));
    }

    /// Excludes the documents that match.
    pub fn exclude_matches(&mut self, found: &ClauseMatches) {
        for &(document, ..) in &found.matches {
            if let Some(row) = self.scores.get_mut(document as usize) {
                row.excluded = true;
            }
        }
    }

    /// Excludes the documents that do not match.
    pub fn restrict_to(&mut self, found: &ClauseMatches) {
        let mut kept = found.matches.iter().map(|&(document, ..)| document as usize).peekable();
        for (at, row) in self.scores.iter_mut().enumerate() {
            row.excluded |= kept.next_if_eq(&at).is_none();
        }
    }

    /// Makes every document a hit, whatever its words.
    pub fn admit_all(&mut self) {
        self.scores.iter_mut().for_each(|row| row.touched = true);
    }

    /// The hits, in corpus order.
    pub fn hits(&self) -> impl Iterator<Item = SearchHit> {
        let rows = (0..).map(DocumentId).zip(&self.scores);
        rows.filter(|(_, row)| row.touched && !row.excluded).map(|(document, row)| {
            let complete = row.matched_required == self.required_clauses;
            let precedence = match complete {
                _ if self.required_clauses > MAX_STRICT_CLAUSES => HitPrecedence::default(),
                true => (false, row.doubts),
                // In an incomplete article a fuzzy match is better than none; its lower score says enough.
                false => (true, DoubtCounts::default()),
            };
            SearchHit { document, score: row.score, proximity: 0.0, complete, precedence }
        })
    }
}
