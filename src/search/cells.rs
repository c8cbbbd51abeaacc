//! The clause accumulator: term-at-a-time evaluation of one clause, one accumulator for each document.
//!
//! The array is allocated once and used for every clause. That is quicker than merging the posting lists of the many terms that a
//! prefix may stand for.

use super::tally::{Found, Grade};
use crate::order::sort_by_key;

/// Where more than one document in so many was touched, scanning all accumulators is quicker than sorting the touched ones.
const DENSE: usize = 16;

/// Accumulators of one clause; see the module.
pub struct Cells {
    cells: Vec<Option<Cell>>,
    touched: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    occurrences: f32,
    grade: Grade,
    /// Whether a whole word matched, not only a completion of what was typed.
    whole: bool,
}

impl Cells {
    /// Empty accumulators for so many documents.
    pub fn new(documents: u32) -> Self {
        Cells { cells: vec![None; documents as usize], touched: Vec::new() }
    }

    /// Adds to the weighted term frequency of a document and keeps the best grade.
    pub fn add(&mut self, document: u32, occurrences: f32, grade: Grade, whole: bool) {
        let Some(slot) = self.cells.get_mut(document as usize) else { return };
        match slot {
            Some(cell) => {
                cell.occurrences += occurrences;
                cell.grade = cell.grade.min(grade);
                cell.whole |= whole;
            }
            None => {
                *slot = Some(Cell { occurrences, grade, whole });
                self.touched.push(document);
            }
        }
    }

    /// Takes the matches, documents rising, and leaves the accumulators empty.
    pub fn take(&mut self) -> Found {
        let mut found = Found::default();
        if self.touched.len() * DENSE > self.cells.len() {
            self.touched.clear();
            for (document, slot) in (0..).zip(&mut self.cells) {
                if let Some(cell) = slot.take() {
                    found.push(document, cell);
                }
            }
            return found;
        }
        if !self.touched.is_sorted() {
            sort_by_key(&mut self.touched, |&document| document);
        }
        for document in self.touched.drain(..) {
            if let Some(cell) = self.cells.get_mut(document as usize).and_then(Option::take) {
                found.push(document, cell);
            }
        }
        found
    }
}

impl Found {
    fn push(&mut self, document: u32, cell: Cell) {
        self.whole += u32::from(cell.whole);
        self.rows.push((document, cell.occurrences, cell.grade));
    }
}
