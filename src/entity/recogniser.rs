//! Reading a whole collection for entities, a few articles at a time, twice: first for what all of them say of a word, then
//! for the mentions and what is read with their help.

use super::resolve::Corrections;
use super::tag::{Reader, Tagger, pool::Pool};
use super::{Annotation, Register};
use crate::document::DocumentId;
use crate::error::Result;
use crate::shelf::Shelf;

/// A collection that is being read. It is slow work (a second for some hundred thousands of words), so it goes in steps.
pub struct Recogniser {
    reader: Reader,
    corpus: Pool,
    gathered: u32,
    annotations: Vec<Annotation>,
}

impl Recogniser {
    /// Nothing read yet.
    pub fn new(tagger: &Tagger) -> Self {
        Recogniser { reader: tagger.reader(), corpus: Pool::default(), gathered: 0, annotations: Vec::new() }
    }

    /// Reads some more articles and returns how many steps, one an article and a reading, are left.
    pub(crate) fn read(&mut self, shelf: &Shelf, articles: u32) -> Result<u32> {
        for _ in 0..articles {
            if self.gathered < shelf.len() {
                let document = shelf.get(DocumentId(self.gathered))?;
                self.reader.gather(&document, &mut self.corpus);
                self.gathered += 1;
            } else if (self.annotations.len() as u32) < shelf.len() {
                let document = shelf.get(DocumentId(self.annotations.len() as u32))?;
                let mentions = self.reader.mentions_in(&document, &self.corpus);
                self.annotations.push(Annotation::of(&document, mentions));
            } else {
                break;
            }
        }
        Ok(2 * shelf.len() - self.gathered - self.annotations.len() as u32)
    }

    /// The register of everything that was read; what was not is read now.
    pub(crate) fn finish(mut self, shelf: &Shelf, corrections: &Corrections) -> Result<Register> {
        while self.read(shelf, shelf.len())? > 0 {}
        Register::build(shelf, &self.annotations, corrections)
    }
}
