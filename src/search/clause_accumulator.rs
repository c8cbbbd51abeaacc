//! The clause accumulator: term-at-a-time evaluation of one clause, one accumulator for each document.
//!
//! The array is allocated once and used for every clause. That is quicker than merging the posting lists of the many terms that a
//! prefix may stand for.

use super::score_accumulator::{ClauseMatches, MatchGrade};
use crate::order::sort_by_key;

/// Where more than one document in so many was touched, scanning all accumulators is quicker than sorting the touched ones.
const DENSE_RATIO: usize = 16;

/// Accumulators of one clause; see the module.
pub struct ClauseAccumulator {
    cells: Vec<Option<AccumulatorCell>>,
    touched: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct AccumulatorCell {
    frequency: f32,
    grade: MatchGrade,
    /// Whether a whole word matched, not only a completion of what was typed.
    has_whole_word: bool,
}

impl ClauseAccumulator {
    /// Empty accumulators for so many documents.
    pub fn new(documents: u32) -> Self {
        ClauseAccumulator { cells: vec![None; documents as usize], touched: Vec::new() }
    }

    /// Adds to the weighted term frequency of a document and keeps the best grade.
    pub fn accumulate(&mut self, document: u32, occurrences: f32, grade: MatchGrade, whole: bool) {
        let Some(slot) = self.cells.get_mut(document as usize) else { return };
        match slot {
            Some(cell) => {
                cell.frequency += occurrences;
                cell.grade = cell.grade.min(grade);
                cell.has_whole_word |= whole;
            }
            None => {
                *slot = Some(AccumulatorCell { frequency: occurrences, grade, has_whole_word: whole });
                self.touched.push(document);
            }
        }
    }

    /// Takes the matches, documents rising, and leaves the accumulators empty.
    pub fn take_matches(&mut self) -> ClauseMatches {
        let mut found = ClauseMatches::default();
        if self.touched.len() * DENSE_RATIO > self.cells.len() {
            self.touched.clear();
            for (document, slot) in (0..).zip(&mut self.cells) {
                if let Some(cell) = slot.take() {
                    found.push_cell(document, cell);
                }
            }
            return found;
        }
        if !self.touched.is_sorted() {
            sort_by_key(&mut self.touched, |&document| document);
        }
        for document in self.touched.drain(..) {
            if let Some(cell) = self.cells.get_mut(document as usize).and_then(Option::take) {
                found.push_cell(document, cell);
            }
        }
        found
    }
}

impl ClauseMatches {
    fn push_cell(&mut self, document: u32, cell: AccumulatorCell) {
        self.whole_word_count += u32::from(cell.has_whole_word);
        self.matches.push((document, cell.frequency, cell.grade));
    }
}
