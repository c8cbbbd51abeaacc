//! Reading a whole collection for entities, a few articles at a time, twice: first for what all of them say of a word, then
//! for the mentions and what is read with their help.

#[cfg(not(target_family = "wasm"))]
use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};

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
    /// One reader for each core, where several read.
    #[cfg(not(target_family = "wasm"))]
    helpers: Vec<Reader>,
}

impl Recogniser {
    /// Nothing read yet.
    pub fn new(tagger: &Tagger) -> Self {
        Recogniser {
            reader: tagger.reader(),
            corpus: Pool::default(),
            gathered: 0,
            annotations: Vec::new(),
            #[cfg(not(target_family = "wasm"))]
            helpers: Vec::new(),
        }
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

    /// As [`Recogniser::read`], with what is read shared out among the processor's cores. The answer is the same.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn read_on_all_cores(&mut self, shelf: &Shelf, articles: u32) -> Result<u32> {
        while self.helpers.len() < rayon::current_num_threads() {
            self.helpers.push(self.reader.another());
        }
        let from = if self.gathered < shelf.len() { self.gathered } else { self.annotations.len() as u32 };
        let to = from.saturating_add(articles).min(shelf.len());
        let share = (to - from).div_ceil(self.helpers.len() as u32);
        let range = |at: usize| (from + at as u32 * share).min(to)..(from + (at as u32 + 1) * share).min(to);
        let helpers = self.helpers.par_iter_mut().enumerate();
        if self.gathered < shelf.len() {
            let pools = helpers.map(|(at, reader)| {
                let mut pool = Pool::default();
                for number in range(at) {
                    reader.gather(&shelf.get(DocumentId(number))?, &mut pool);
                }
                Ok(pool)
            });
            for pool in pools.collect::<Result<Vec<Pool>>>()? {
                self.corpus.merge(pool);
            }
            self.gathered = to;
        } else {
            let corpus = &self.corpus;
            let parts = helpers.map(|(at, reader)| {
                let read = |number| {
                    let document = shelf.get(DocumentId(number))?;
                    let mentions = reader.mentions_in(&document, corpus);
                    Ok(Annotation::of(&document, mentions))
                };
                range(at).map(read).collect::<Result<Vec<Annotation>>>()
            });
            self.annotations.extend(parts.collect::<Result<Vec<_>>>()?.into_iter().flatten());
        }
        Ok(2 * shelf.len() - self.gathered - self.annotations.len() as u32)
    }

    /// The register of everything that was read; what was not is read now.
    pub(crate) fn finish(mut self, shelf: &Shelf, corrections: &Corrections) -> Result<Register> {
        while self.read(shelf, shelf.len())? > 0 {}
        Register::build(shelf, &self.annotations, corrections)
    }
}
