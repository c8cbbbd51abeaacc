//! The index builder: documents in, one immutable [`InvertedIndex`] out.
//!
//! Single-pass inversion in memory: each occurrence of a term goes into its chain of the posting arena; at the end, terms are sorted and
//! the chains written as posting lists.

use super::{
    DocumentColumns, InvertedIndex,
    field::{FIELD_COUNT, indexed_passages},
    label_column::LabelColumnBuilder,
    posting_arena::PostingArena,
    postings::PostingListWriter,
    shard::{ShardedTerms, TermShard},
    term_table::{TermOccurrence, TermTable},
};
use crate::{
    analysis::token::Tokenizer,
    document::{Document, Language},
    error::Result,
    storage::term_dictionary::TermDictionaryBuilder,
};

/// Positions left empty between passages, so that no phrase matches across them.
const PASSAGE_POSITION_GAP: u32 = 2;

/// Occurrences that are looked up in the term table as one batch.
const LOOKUP_BATCH: usize = 512;

/// Stored in place of a day of publication that is not known.
pub(super) const UNDATED: u32 = u32::MAX;

/// Collects documents; [`IndexBuilder::build`] turns it into the index.
#[derive(Default)]
pub struct IndexBuilder {
    term_table: TermTable,
    arena: PostingArena,
    /// Occurrences of the current document that are not in the arena yet.
    pending: Vec<TermOccurrence>,
    field_lengths: Vec<u32>,
    dates: Vec<u32>,
    languages: LabelColumnBuilder,
    origins: LabelColumnBuilder,
}

impl IndexBuilder {
    /// Adds the next document in corpus order, read by `tokenizer`, which has to be the same for all.
    pub fn add_document(&mut self, document: &Document, tokenizer: Tokenizer) {
        let number = self.dates.len() as u32;
        let mut lengths = [0; FIELD_COUNT];
        let mut base = 0;
        for passage in indexed_passages(document) {
            let positions = tokenizer.tokenize(passage.text, |token| {
                self.pending.push(self.term_table.read_token(&token, passage.field, base + token.position));
                if self.pending.len() == LOOKUP_BATCH {
                    self.flush_pending(number);
                }
            });
            if let Some(length) = lengths.get_mut(passage.field as usize) {
                *length += positions;
            }
            base += positions + PASSAGE_POSITION_GAP;
        }
        self.flush_pending(number);
        self.field_lengths.extend(lengths);
        self.dates.push(document.date.map_or(UNDATED, |line| line.date.julian_day() as u32));
        self.languages.push(document.language.as_ref().map_or("", Language::as_str));
        self.origins.push(document.origin().unwrap_or_default());
    }

    /// Looks up the pending occurrences and appends them to the posting arena.
    fn flush_pending(&mut self, document: u32) {
        self.term_table.look_up_batch(&mut self.pending);
        for word in self.pending.drain(..) {
            if let Some(chain) = self.term_table.chain_of(&word) {
                self.arena.push_occurrence(chain, document, word.field, word.position);
            }
        }
    }

    /// The finished index. Terms are numbered in sorted order, so the same documents give the same bytes.
    ///
    /// Fails with [`crate::ErrorKind::TooLarge`] if the posting arena ran full: 4 GiB in blocks of 64 bytes, at least one for each term.
    pub fn build(self) -> Result<InvertedIndex> {
        self.arena.check_capacity()?;
        let (mut terms, mut lists, mut bytes) =
            (TermDictionaryBuilder::default(), PostingListWriter::default(), Vec::new());
        self.term_table.each_sorted(|key, chain| {
            self.arena.finish_list(chain, &mut bytes, &mut lists);
            terms.push(key);
        });
        drop(self.arena);
        let (shard, positions) = TermShard::build(terms.build(), lists);
        let columns = DocumentColumns {
            field_lengths: self.field_lengths.into_iter().collect(),
            dates: self.dates.into_iter().collect(),
            languages: self.languages.build(),
            origins: self.origins.build(),
        };
        InvertedIndex::assemble(columns, ShardedTerms::single_shard(shard, positions)?)
    }
}
