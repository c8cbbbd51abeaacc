//! The index builder: documents in, one immutable [`Index`] out.
//!
//! Single-pass inversion in memory: each occurrence of a term goes into its chain of the posting arena; at the end, terms are sorted and
//! the chains written as posting lists.

use super::{
    Columns, Index,
    field::{FIELDS, passages},
    labels::LabelsBuilder,
    notes::Notes,
    postings::Lists,
    shard::{Shard, Shards},
    terms::{Terms, Word},
};
use crate::{
    dictionary::DictionaryBuilder,
    document::{Document, Language},
    error::Result,
    token::Tokenizer,
};

/// Positions left empty between passages, so that no phrase matches across them.
const PASSAGE_GAP: u32 = 2;

/// Occurrences that are looked up in the term table as one batch.
const WORDS_AT_ONCE: usize = 512;

/// Stored in place of a day of publication that is not known.
pub(super) const UNDATED: u32 = u32::MAX;

/// Collects documents; [`IndexBuilder::build`] turns it into the index.
#[derive(Default)]
pub struct IndexBuilder {
    terms: Terms,
    notes: Notes,
    /// Occurrences of the current document that are not in the arena yet.
    words: Vec<Word>,
    lengths: Vec<u32>,
    dates: Vec<u32>,
    languages: LabelsBuilder,
    origins: LabelsBuilder,
}

impl IndexBuilder {
    /// Adds the next document in corpus order, read by `tokenizer`, which has to be the same for all.
    pub fn add(&mut self, document: &Document, tokenizer: Tokenizer) {
        let number = self.dates.len() as u32;
        let mut lengths = [0; FIELDS];
        let mut base = 0;
        for passage in passages(document) {
            let places = tokenizer.tokens(passage.text, |token| {
                self.words.push(self.terms.read(&token, passage.field, base + token.position));
                if self.words.len() == WORDS_AT_ONCE {
                    self.note_words(number);
                }
            });
            if let Some(length) = lengths.get_mut(passage.field as usize) {
                *length += places;
            }
            base += places + PASSAGE_GAP;
        }
        self.note_words(number);
        self.lengths.extend(lengths);
        self.dates.push(document.date.map_or(UNDATED, |line| line.date.julian_day() as u32));
        self.languages.push(document.language.as_ref().map_or("", Language::as_str));
        self.origins.push(document.origin().unwrap_or_default());
    }

    /// Looks up the pending occurrences and appends them to the posting arena.
    fn note_words(&mut self, document: u32) {
        self.terms.find(&mut self.words);
        for word in self.words.drain(..) {
            if let Some(chain) = self.terms.chain(&word) {
                self.notes.push(chain, document, word.field, word.position);
            }
        }
    }

    /// The finished index. Terms are numbered in sorted order, so the same documents give the same bytes.
    ///
    /// Fails with [`crate::ErrorKind::TooLarge`] if the posting arena ran full: 4 GiB in blocks of 64 bytes, at least one for each term.
    pub fn build(self) -> Result<Index> {
        self.notes.check()?;
        let (mut terms, mut lists, mut bytes) = (DictionaryBuilder::default(), Lists::default(), Vec::new());
        self.terms.each_sorted(|key, chain| {
            self.notes.finish(chain, &mut bytes, &mut lists);
            terms.push(key);
        });
        drop(self.notes);
        let (shard, positions) = Shard::build(terms.build(), lists);
        let columns = Columns {
            lengths: self.lengths.into_iter().collect(),
            dates: self.dates.into_iter().collect(),
            languages: self.languages.build(),
            origins: self.origins.build(),
        };
        Index::assemble(columns, Shards::whole(shard, positions)?)
    }
}
