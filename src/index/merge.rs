//! Merging indexes without reading an article again: a k-way merge over the sorted term dictionaries that drops deleted documents
//! and renumbers the rest. The result is, to the byte, the index that building from the remaining documents gives.

use super::{
    DocumentColumns, FIELD_COUNT, InvertedIndex,
    label_column::LabelColumnBuilder,
    postings::PostingListWriter,
    shard::{ShardedTerms, TermShard},
};
use crate::{
    document::DocumentId,
    error::Result,
    storage::{
        container::SharedBytes,
        term_dictionary::{DictionaryCursor, TermDictionaryBuilder},
        varint::take_varints,
    },
};

/// One input of a merge: an index and its deleted documents.
#[derive(Clone, Copy)]
pub struct MergeInput<'a> {
    /// The index, in one piece.
    pub index: &'a InvertedIndex,
    /// Documents to drop, sorted.
    pub deleted: &'a [DocumentId],
}

impl MergeInput<'_> {
    /// The documents to keep, in order.
    pub fn live_documents(&self) -> impl Iterator<Item = DocumentId> {
        (0..self.index.document_count()).map(DocumentId).filter(|id| self.deleted.binary_search(id).is_err())
    }
}

impl InvertedIndex {
    /// One index of the remaining documents of all inputs, in their order.
    pub fn merge_indexes(pieces: &[MergeInput<'_>]) -> Result<InvertedIndex> {
        let mut joined = 0;
        let mut renumbered: Vec<Vec<Option<u32>>> = Vec::new();
        let (mut lengths, mut dates) = (Vec::new(), Vec::new());
        let (mut languages, mut origins) = (LabelColumnBuilder::default(), LabelColumnBuilder::default());
        for piece in pieces {
            let columns = &piece.index.columns;
            let mut numbers = vec![None; piece.index.document_count() as usize];
            for id in piece.live_documents() {
                let at = id.0 as usize;
                if let Some(number) = numbers.get_mut(at) {
                    *number = Some(joined);
                }
                joined += 1;
                lengths.extend((0..FIELD_COUNT).map(|field| columns.field_lengths.get(at * FIELD_COUNT + field)));
                dates.push(columns.dates.get(at));
                languages.push(columns.languages.label_of(id.0));
                origins.push(columns.origins.label_of(id.0));
            }
            renumbered.push(numbers);
        }
        let mut terms = TermDictionaryBuilder::default();
        let mut lists = PostingListWriter::default();
        let firsts =
            pieces.iter().zip(&renumbered).map(|(piece, numbers)| MergeCursor::at_first_term(piece.index, numbers));
        let mut heads: Vec<MergeCursor<'_>> = firsts.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        while let Some(key) = heads.iter().map(|head| head.terms.key()).min().map(str::to_owned) {
            lists.begin_term();
            let mut before = 0;
            heads.retain_mut(|head| {
                if head.terms.key() != key {
                    return true;
                }
                head.copy_postings(&mut before, &mut lists);
                head.terms.advance()
            });
            if lists.end_term() {
                terms.push(&key);
            }
        }
        let (shard, positions) = TermShard::build(terms.build(), lists);
        let columns = DocumentColumns {
            field_lengths: lengths.into_iter().collect(),
            dates: dates.into_iter().collect(),
            languages: languages.build(),
            origins: origins.build(),
        };
        InvertedIndex::assemble(columns, ShardedTerms::single_shard(shard, positions)?)
    }
}

/// The cursor of one input: it stands at a term of its dictionary.
struct MergeCursor<'a> {
    shard: &'a TermShard,
    positions: &'a SharedBytes,
    /// The new number of each document; `None` for a deleted one.
    new_ids: &'a [Option<u32>],
    terms: DictionaryCursor<'a>,
}

impl<'a> MergeCursor<'a> {
    /// At the first term; `None` where the input has none.
    fn at_first_term(index: &'a InvertedIndex, numbers: &'a [Option<u32>]) -> Result<Option<Self>> {
        let (shard, positions) = index.as_single_shard()?;
        let mut cursor = shard.terms.key_cursor();
        Ok(cursor.advance().then_some(MergeCursor { shard, positions, new_ids: numbers, terms: cursor }))
    }

    /// Appends the postings of this term to the list being written, whose last document is `before`.
    fn copy_postings(&self, before: &mut u32, lists: &mut PostingListWriter) {
        let term = self.terms.rank() as usize;
        let mut positions = self.shard.offsets.list_bytes(term, 2, self.positions);
        for posting in self.shard.term_postings(term) {
            let deltas = take_varints(posting.term_frequency(), &mut positions);
            if let Some(number) = self.new_ids.get(posting.document as usize).copied().flatten() {
                lists.push_posting(number - *before, posting.counts, deltas);
                *before = number;
            }
        }
    }
}
