//! Merging indexes without reading an article again: a k-way merge over the sorted term dictionaries that drops deleted documents
//! and renumbers the rest. The result is, to the byte, the index that building from the remaining documents gives.

use super::{
    Columns, FIELDS, Index,
    labels::LabelsBuilder,
    postings::Lists,
    shard::{Shard, Shards},
};
use crate::{
    dictionary::{Cursor, DictionaryBuilder},
    document::DocumentId,
    error::Result,
    number::take_numbers,
    store::Bytes,
};

/// One input of a merge: an index and its deleted documents.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    /// The index, in one piece.
    pub index: &'a Index,
    /// Documents to drop, sorted.
    pub gone: &'a [DocumentId],
}

impl Piece<'_> {
    /// The documents to keep, in order.
    pub fn staying(&self) -> impl Iterator<Item = DocumentId> {
        (0..self.index.documents()).map(DocumentId).filter(|id| self.gone.binary_search(id).is_err())
    }
}

impl Index {
    /// One index of the remaining documents of all inputs, in their order.
    pub fn join(pieces: &[Piece<'_>]) -> Result<Index> {
        let mut joined = 0;
        let mut renumbered: Vec<Vec<Option<u32>>> = Vec::new();
        let (mut lengths, mut dates) = (Vec::new(), Vec::new());
        let (mut languages, mut origins) = (LabelsBuilder::default(), LabelsBuilder::default());
        for piece in pieces {
            let columns = &piece.index.columns;
            let mut numbers = vec![None; piece.index.documents() as usize];
            for id in piece.staying() {
                let at = id.0 as usize;
                if let Some(number) = numbers.get_mut(at) {
                    *number = Some(joined);
                }
                joined += 1;
                lengths.extend((0..FIELDS).map(|field| columns.lengths.get(at * FIELDS + field)));
                dates.push(columns.dates.get(at));
                languages.push(columns.languages.of(id.0));
                origins.push(columns.origins.of(id.0));
            }
            renumbered.push(numbers);
        }
        let mut terms = DictionaryBuilder::default();
        let mut lists = Lists::default();
        let firsts = pieces.iter().zip(&renumbered).map(|(piece, numbers)| Head::at_first(piece.index, numbers));
        let mut heads: Vec<Head<'_>> = firsts.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        while let Some(key) = heads.iter().map(|head| head.cursor.key()).min().map(str::to_owned) {
            lists.begin();
            let mut before = 0;
            heads.retain_mut(|head| {
                if head.cursor.key() != key {
                    return true;
                }
                head.copy(&mut before, &mut lists);
                head.cursor.advance()
            });
            if lists.end() {
                terms.push(&key);
            }
        }
        let (shard, positions) = Shard::build(terms.build(), lists);
        let columns = Columns {
            lengths: lengths.into_iter().collect(),
            dates: dates.into_iter().collect(),
            languages: languages.build(),
            origins: origins.build(),
        };
        Index::assemble(columns, Shards::whole(shard, positions)?)
    }
}

/// The cursor of one input: it stands at a term of its dictionary.
struct Head<'a> {
    shard: &'a Shard,
    positions: &'a Bytes,
    /// The new number of each document; `None` for a deleted one.
    numbers: &'a [Option<u32>],
    cursor: Cursor<'a>,
}

impl<'a> Head<'a> {
    /// At the first term; `None` where the input has none.
    fn at_first(index: &'a Index, numbers: &'a [Option<u32>]) -> Result<Option<Self>> {
        let (shard, positions) = index.whole()?;
        let mut cursor = shard.terms.cursor();
        Ok(cursor.advance().then_some(Head { shard, positions, numbers, cursor }))
    }

    /// Appends the postings of this term to the list being written, whose last document is `before`.
    fn copy(&self, before: &mut u32, lists: &mut Lists) {
        let term = self.cursor.rank() as usize;
        let mut positions = self.shard.places.piece(term, 2, self.positions);
        for posting in self.shard.postings(term) {
            let places = take_numbers(posting.total(), &mut positions);
            if let Some(number) = self.numbers.get(posting.document as usize).copied().flatten() {
                lists.push(number - *before, posting.counts, places);
                *before = number;
            }
        }
    }
}
