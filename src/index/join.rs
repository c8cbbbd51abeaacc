//! Indexes put together without reading an article again: what comes out is, to the byte, the index of all that stays.

use super::{FIELDS, Index, Parts, TermId, labels::LabelsBuilder, places::Places, postings::Lists};
use crate::{
    dictionary::{Cursor, DictionaryBuilder},
    document::DocumentId,
    error::Result,
    number::take_numbers,
};

/// An index, and which of its documents stay.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    /// Whole.
    pub index: &'a Index,
    /// Numbers of documents that go, rising.
    pub gone: &'a [DocumentId],
}

impl Piece<'_> {
    /// The documents that stay.
    pub fn staying(&self) -> impl Iterator<Item = DocumentId> {
        (0..self.index.documents()).map(DocumentId).filter(|id| self.gone.binary_search(id).is_err())
    }
}

impl Index {
    /// One index of the documents of all `pieces`, in their order.
    pub fn join(pieces: &[Piece<'_>]) -> Result<Index> {
        let mut joined = 0;
        let mut renumbered: Vec<Vec<Option<u32>>> = Vec::new();
        let (mut lengths, mut dates) = (Vec::new(), Vec::new());
        let (mut languages, mut origins) = (LabelsBuilder::default(), LabelsBuilder::default());
        for piece in pieces {
            let parts = &piece.index.parts;
            let mut numbers = vec![None; piece.index.documents() as usize];
            for id in piece.staying() {
                let at = id.0 as usize;
                if let Some(number) = numbers.get_mut(at) {
                    *number = Some(joined);
                }
                joined += 1;
                lengths.extend((0..FIELDS).map(|field| parts.lengths.get(at * FIELDS + field)));
                dates.push(parts.dates.get(at));
                languages.push(parts.languages.of(id.0));
                origins.push(parts.origins.of(id.0));
            }
            renumbered.push(numbers);
        }
        let mut terms = DictionaryBuilder::default();
        let mut lists = Lists::default();
        let mut heads: Vec<Head<'_>> = pieces
            .iter()
            .zip(&renumbered)
            .filter_map(|(piece, numbers)| Head::at_first(piece.index, numbers))
            .collect();
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
        Index::assemble(Parts {
            terms: terms.build(),
            places: Places::build(lists.frequencies, lists.ends),
            documents: lists.documents.into(),
            counts: lists.counts.into(),
            positions: lists.positions.into(),
            lengths: lengths.into_iter().collect(),
            dates: dates.into_iter().collect(),
            languages: languages.build(),
            origins: origins.build(),
        })
    }
}

/// A piece at one of its terms.
struct Head<'a> {
    index: &'a Index,
    /// The new number of each document that stays.
    numbers: &'a [Option<u32>],
    cursor: Cursor<'a>,
}

impl<'a> Head<'a> {
    fn at_first(index: &'a Index, numbers: &'a [Option<u32>]) -> Option<Self> {
        let mut cursor = index.parts.terms.cursor();
        cursor.advance().then_some(Head { index, numbers, cursor })
    }

    /// Puts the documents of the term behind those that are there, the last of which is `before`.
    fn copy(&self, before: &mut u32, lists: &mut Lists) {
        let term = TermId(self.cursor.rank());
        let mut positions = self.index.parts.places.piece(term.0 as usize, 2, &self.index.parts.positions);
        for posting in self.index.postings(term) {
            let places = take_numbers(posting.total(), &mut positions);
            if let Some(number) = self.numbers.get(posting.document as usize).copied().flatten() {
                lists.push(number - *before, posting.counts, places);
                *before = number;
            }
        }
    }
}
