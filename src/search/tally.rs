//! What the clauses of a query find, added up by article.

use super::resolve::Form;
use super::score::{Weights, rarity};
use crate::document::DocumentId;
use crate::index::Index;
use crate::view::MatchKind;

/// An article in the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The article.
    pub document: DocumentId,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// How much of the score is for words that stand close together.
    pub nearness: f32,
    /// Whether it has every word of the query.
    pub complete: bool,
    /// What keeps it from matching as typed: how many of its words match only after correction, by another name, with
    /// other accents.
    pub(super) doubts: Doubts,
}

/// How well an article matches one clause; the better first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    AsTyped,
    Respelt,
    /// By another name of whom or what the word names.
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

/// What one clause found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Documents, rising, with weighed occurrences.
    pub rows: Vec<(u32, f32, Grade)>,
    /// In how many of them stands a whole word, not only one that goes on after what was typed.
    pub whole: u32,
}

impl Found {
    /// Of documents, rising, that all have a whole word.
    pub fn of(rows: Vec<(u32, f32, Grade)>) -> Self {
        Found { whole: rows.len() as u32, rows }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What was found of one document.
    pub fn get(&self, document: u32) -> Option<(f32, Grade)> {
        let at = self.rows.binary_search_by_key(&document, |&(known, ..)| known).ok()?;
        self.rows.get(at).map(|&(_, occurrences, grade)| (occurrences, grade))
    }

    /// How much it says that an article is here. Where whole words were found, longer ones say nothing about how rare they are.
    pub fn rarity(&self, index: &Index) -> f32 {
        let frequency = if self.whole > 0 { self.whole as usize } else { self.rows.len() };
        rarity(frequency, index.documents())
    }

    /// Both findings as one: occurrences add up, the better grade stays.
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

/// Of how many words each doubt holds, the gravest first.
pub type Doubts = [u8; 3];

fn doubt(grade: Grade) -> Option<usize> {
    match grade {
        Grade::AsTyped => None,
        Grade::Respelt => Some(2),
        Grade::Renamed => Some(1),
        Grade::Corrected => Some(0),
    }
}

/// What is known of one document. Few bytes: there is one for each in the corpus. Counts stop at 255.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    score: f32,
    /// Of how many required clauses the document has a match.
    met: u8,
    doubts: Doubts,
    touched: bool,
    excluded: bool,
}

/// Scores by document while the clauses are gone through.
pub struct Tally {
    rows: Vec<Row>,
    required: u8,
}

impl Tally {
    /// For so many documents.
    pub fn new(documents: u32) -> Self {
        Tally { rows: vec![Row::default(); documents as usize], required: 0 }
    }

    /// Counts what a clause found.
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

    /// Nothing has the whole of a clause: what its single words find is better than an empty answer.
    pub fn miss(&mut self, parts: &[Found], weights: &Weights, index: &Index) {
        self.required = self.required.saturating_add(1);
        parts.iter().for_each(|found| self.count(found, false, weights, index));
    }

    /// Leaves out what was found.
    pub fn exclude(&mut self, found: &Found) {
        for &(document, ..) in &found.rows {
            if let Some(row) = self.rows.get_mut(document as usize) {
                row.excluded = true;
            }
        }
    }

    /// Leaves out all but what was found.
    pub fn restrict(&mut self, found: &Found) {
        let mut kept = found.rows.iter().map(|&(document, ..)| document as usize).peekable();
        for (at, row) in self.rows.iter_mut().enumerate() {
            row.excluded |= kept.next_if_eq(&at).is_none();
        }
    }

    /// Takes in every article, whatever its words.
    pub fn admit_all(&mut self) {
        self.rows.iter_mut().for_each(|row| row.touched = true);
    }

    /// The articles in the answer, in corpus order.
    pub fn hits(&self) -> impl Iterator<Item = Hit> {
        let rows = (0..).map(DocumentId).zip(&self.rows);
        rows.filter(|(_, row)| row.touched && !row.excluded).map(|(document, row)| {
            let complete = row.met == self.required;
            // Among incomplete articles a corrected word is better than none; its lower score says enough.
            let doubts = if complete { row.doubts } else { Doubts::default() };
            Hit { document, score: row.score, nearness: 0.0, complete, doubts }
        })
    }
}
