//! One clause's occurrences by document, added up term by term: one cell a document, used again for every clause, which is
//! quicker than merging the lists of the many terms that a beginning may stand for.

use super::tally::{Found, Grade};
use crate::order::sort_by_key;

/// Where more than one document in so many was touched, going through all is quicker than sorting those that were.
const DENSE: usize = 16;

/// See the module.
pub struct Cells {
    cells: Vec<Option<Cell>>,
    touched: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    occurrences: f32,
    grade: Grade,
    /// Whether a whole word is there, not only one that goes on after what was typed.
    whole: bool,
}

impl Cells {
    /// Empty ones, for so many documents.
    pub fn new(documents: u32) -> Self {
        Cells { cells: vec![None; documents as usize], touched: Vec::new() }
    }

    /// Adds weighed occurrences in a document; the best grade stays.
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

    /// Empties the cells: what was found, documents rising.
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
