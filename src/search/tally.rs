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

/// What one clause found: documents rising, with weighed occurrences.
pub type Found = Vec<(u32, f32, Grade)>;

/// Two findings as one: occurrences add up, the better grade stays.
pub fn merge(a: Found, b: Found) -> Found {
    if a.is_empty() {
        return b;
    }
    let mut merged = Found::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
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
            (None, None) => return merged,
        }
    }
}

/// Of how many words each doubt holds, the gravest first.
pub type Doubts = [u32; 3];

fn doubt(grade: Grade) -> Option<usize> {
    match grade {
        Grade::AsTyped => None,
        Grade::Respelt => Some(2),
        Grade::Renamed => Some(1),
        Grade::Corrected => Some(0),
    }
}

/// Scores by document while the clauses are gone through.
pub struct Tally {
    scores: Vec<f32>,
    /// Of how many required clauses the document has a match.
    met: Vec<u32>,
    doubts: Vec<Doubts>,
    required: u32,
    touched: Vec<bool>,
    excluded: Vec<bool>,
}

impl Tally {
    pub fn new(documents: u32) -> Self {
        let n = documents as usize;
        Tally {
            scores: vec![0.0; n],
            met: vec![0; n],
            doubts: vec![Doubts::default(); n],
            required: 0,
            touched: vec![false; n],
            excluded: vec![false; n],
        }
    }

    /// Counts what a clause found.
    pub fn count(&mut self, found: &Found, required: bool, weights: &Weights, index: &Index) {
        let rarity = rarity(found.len(), index.documents());
        self.required += u32::from(required);
        for &(document, occurrences, grade) in found {
            let at = document as usize;
            add(&mut self.scores, at, weights.score(occurrences, rarity));
            add(&mut self.met, at, u32::from(required));
            let doubts = self.doubts.get_mut(at).zip(doubt(grade));
            if let Some(count) = doubts.and_then(|(doubts, doubt)| doubts.get_mut(doubt)) {
                *count += 1;
            }
            if let Some(touched) = self.touched.get_mut(at) {
                *touched = true;
            }
        }
    }

    /// Nothing has the whole of a clause: what its single words find is better than an empty answer.
    pub fn miss(&mut self, parts: Vec<Found>, weights: &Weights, index: &Index) {
        self.required += 1;
        parts.iter().for_each(|found| self.count(found, false, weights, index));
    }

    /// Leaves out what was found.
    pub fn exclude(&mut self, found: &Found) {
        for &(document, ..) in found {
            if let Some(excluded) = self.excluded.get_mut(document as usize) {
                *excluded = true;
            }
        }
    }

    /// Leaves out all but what was found.
    pub fn restrict(&mut self, found: &Found) {
        let mut kept = found.iter().map(|&(document, ..)| document as usize).peekable();
        for (at, excluded) in self.excluded.iter_mut().enumerate() {
            *excluded |= kept.next_if_eq(&at).is_none();
        }
    }

    /// Takes in every article, whatever its words.
    pub fn admit_all(&mut self) {
        self.touched.fill(true);
    }

    /// The articles in the answer, in corpus order.
    pub fn hits(&self) -> impl Iterator<Item = Hit> {
        let columns = self.scores.iter().zip(&self.met).zip(&self.doubts);
        let flags = self.touched.iter().zip(&self.excluded);
        let hits = (0..).map(DocumentId).zip(columns.zip(flags));
        hits.filter(|(_, (_, (touched, excluded)))| **touched && !**excluded).map(
            |(document, (((&score, &met), &doubts), _))| {
                let complete = met == self.required;
                // Among incomplete articles a corrected word is better than none; its lower score says enough.
                Hit { document, score, complete, doubts: if complete { doubts } else { Doubts::default() } }
            },
        )
    }
}

fn add<T: std::ops::AddAssign>(values: &mut [T], at: usize, more: T) {
    if let Some(value) = values.get_mut(at) {
        *value += more;
    }
}
