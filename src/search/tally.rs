//! The score accumulator: one score for each document, to which every clause of a query adds.

use super::resolve::Form;
use super::score::{Weights, rarity};
use crate::document::DocumentId;
use crate::index::Index;
use crate::view::MatchKind;

/// A hit: one article of the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The article.
    pub document: DocumentId,
    /// BM25F score plus proximity. Higher is better; comparable within one answer only.
    pub score: f32,
    /// The share of the score that is term proximity.
    pub nearness: f32,
    /// Whether it has every word of the query.
    pub complete: bool,
    /// How many clauses match only by a fuzzy match, by an alias, or with other accents.
    pub(super) doubts: Doubts,
}

/// How well an article matches one clause, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    AsTyped,
    Respelt,
    /// By an alias of the entity that the word names.
    Renamed,
    Corrected,
}

impl From<&Form> for Grade {
    fn from(form: &Form) -> Self {
        match form.kind {
            MatchKind::Fuzzy => Grade::Corrected,
            MatchKind::Alias => Grade::Renamed,
            _ if form.respelt => Grade::Respelt,
            _ => Grade::AsTyped,
        }
    }
}

/// The matches of one clause: documents with weighted term frequencies.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Document, weighted term frequency and grade; documents rising.
    pub rows: Vec<(u32, f32, Grade)>,
    /// In how many of them a whole word matched, not only a completion of what was typed.
    pub whole: u32,
}

impl Found {
    /// From documents, rising, in all of which a whole word matched.
    pub fn of(rows: Vec<(u32, f32, Grade)>) -> Self {
        Found { whole: rows.len() as u32, rows }
    }

    /// Whether no document matched.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Weighted term frequency and grade of one document; `None` if it did not match.
    pub fn get(&self, document: u32) -> Option<(f32, Grade)> {
        let at = self.rows.binary_search_by_key(&document, |&(known, ..)| known).ok()?;
        self.rows.get(at).map(|&(_, occurrences, grade)| (occurrences, grade))
    }

    /// Inverse document frequency of the clause, by its whole-word matches if there are any: completions say nothing about how rare the
    /// word itself is.
    pub fn rarity(&self, index: &Index) -> f32 {
        let frequency = if self.whole > 0 { self.whole as usize } else { self.rows.len() };
        rarity(frequency, index.documents())
    }

    /// The union of both: frequencies add up, the better grade stays.
    pub fn merge(self, other: Found) -> Found {
        if self.is_empty() {
            return other;
        }
        let mut merged = Vec::with_capacity(self.rows.len() + other.rows.len());
        let (mut a, mut b) = (self.rows.into_iter().peekable(), other.rows.into_iter().peekable());
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
        let whole = (self.whole + other.whole).min(merged.len() as u32);
        Found { rows: merged, whole }
    }
}

/// Number of clauses for each kind of doubt, the gravest first.
pub type Doubts = [u8; 3];

fn doubt(grade: Grade) -> Option<usize> {
    match grade {
        Grade::AsTyped => None,
        Grade::Respelt => Some(2),
        Grade::Renamed => Some(1),
        Grade::Corrected => Some(0),
    }
}

/// The accumulator of one document: 12 bytes, since there is one for each in the corpus. Counts saturate at 255.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    score: f32,
    /// Number of required clauses that match.
    met: u8,
    doubts: Doubts,
    touched: bool,
    excluded: bool,
}

/// Accumulates scores by document, clause by clause.
pub struct Tally {
    rows: Vec<Row>,
    required: u8,
}

impl Tally {
    /// Empty accumulators for so many documents.
    pub fn new(documents: u32) -> Self {
        Tally { rows: vec![Row::default(); documents as usize], required: 0 }
    }

    /// Adds the matches of a clause.
    pub fn count(&mut self, found: &Found, required: bool, weights: &Weights, index: &Index) {
        let rarity = found.rarity(index);
        self.required = self.required.saturating_add(u8::from(required));
        for &(document, occurrences, grade) in &found.rows {
            let Some(row) = self.rows.get_mut(document as usize) else { continue };
            row.score += weights.score(occurrences, rarity);
            row.met = row.met.saturating_add(u8::from(required));
            row.touched = true;
            if let Some(count) = doubt(grade).and_then(|doubt| row.doubts.get_mut(doubt)) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// Adds a clause that no document matches as a whole: the matches of its single words are better than an empty answer.
    pub fn miss(&mut self, parts: &[Found], weights: &Weights, index: &Index) {
        self.required = self.required.saturating_add(1);
        parts.iter().for_each(|found| self.count(found, false, weights, index));
    }

    /// Excludes the documents that match.
    pub fn exclude(&mut self, found: &Found) {
        for &(document, ..) in &found.rows {
            if let Some(row) = self.rows.get_mut(document as usize) {
                row.excluded = true;
            }
        }
    }

    /// Excludes the documents that do not match.
    pub fn restrict(&mut self, found: &Found) {
        let mut kept = found.rows.iter().map(|&(document, ..)| document as usize).peekable();
        for (at, row) in self.rows.iter_mut().enumerate() {
            row.excluded |= kept.next_if_eq(&at).is_none();
        }
    }

    /// Makes every document a hit, whatever its words.
    pub fn admit_all(&mut self) {
        self.rows.iter_mut().for_each(|row| row.touched = true);
    }

    /// The hits, in corpus order.
    pub fn hits(&self) -> impl Iterator<Item = Hit> {
        let rows = (0..).map(DocumentId).zip(&self.rows);
        rows.filter(|(_, row)| row.touched && !row.excluded).map(|(document, row)| {
            let complete = row.met == self.required;
            // In an incomplete article a fuzzy match is better than none; its lower score says enough.
            let doubts = if complete { row.doubts } else { Doubts::default() };
            Hit { document, score: row.score, nearness: 0.0, complete, doubts }
        })
    }
}
