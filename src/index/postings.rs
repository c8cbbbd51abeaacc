//! Posting lists: for each term, its documents, the term frequency in each field, and the positions.
//!
//! Three separate streams of varints, since like numbers compress best together: document deltas; term frequencies, as the count in
//! the body times four, plus one where a title count follows and two where a heading count does; position deltas within the
//! document. Useful for sequential reading, term at a time; there is no skip data, so no jumping ahead in a list.

use super::{field::FIELD_COUNT, paged_bytes::PagedBytes};
use crate::storage::varint::read_varint;

/// Flags beside the body count: a title count follows, a heading count follows.
const TITLE_COUNT_FLAG: u32 = 1;
const HEADING_COUNT_FLAG: u32 = 2;

/// A posting: one document in the list of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The document's number.
    pub document: u32,
    /// Term frequency in each field.
    pub counts: [u32; FIELD_COUNT],
}

impl Posting {
    /// Term frequency in the whole document.
    pub fn term_frequency(&self) -> u32 {
        self.counts.iter().fold(0, |sum, &count| sum.saturating_add(count))
    }
}

/// Writes the posting lists of all terms, one after another.
#[derive(Debug, Default)]
pub struct PostingListWriter {
    /// Document deltas.
    pub document_deltas: PagedBytes,
    /// Term frequencies by field.
    pub counts: PagedBytes,
    /// Position deltas.
    pub position_deltas: PagedBytes,
    /// Document frequency of each term.
    pub document_frequencies: Vec<u32>,
    /// Where the list of each term ends in the three streams.
    pub end_offsets: Vec<[u32; 3]>,
}

impl PostingListWriter {
    /// Begins the list of the next term.
    pub fn begin_term(&mut self) {
        self.document_frequencies.push(0);
    }

    /// Ends the list; false if it stayed empty and was taken back.
    pub fn end_term(&mut self) -> bool {
        if self.document_frequencies.last() == Some(&0) {
            self.document_frequencies.pop();
            return false;
        }
        self.end_offsets.push([&self.document_deltas, &self.counts, &self.position_deltas].map(|row| row.len() as u32));
        true
    }

    /// Appends a posting: its document delta, its term frequencies, and its positions already encoded.
    #[inline]
    pub fn push_posting(&mut self, distance: u32, counts: [u32; FIELD_COUNT], positions: &[u8]) {
        self.document_deltas.write_varint(distance);
        let [title, heading, body] = counts;
        let follow = TITLE_COUNT_FLAG * u32::from(title > 0) + HEADING_COUNT_FLAG * u32::from(heading > 0);
        self.counts.write_varint(body << 2 | follow);
        for count in [title, heading].into_iter().filter(|&count| count > 0) {
            self.counts.write_varint(count);
        }
        if let Some(frequency) = self.document_frequencies.last_mut() {
            *frequency += 1;
        }
        self.position_deltas.write_encoded(positions);
    }
}

/// Iterates over the posting list of one term, documents rising. Damaged bytes end it early.
#[derive(Debug, Clone)]
pub struct PostingIterator<'a> {
    documents: &'a [u8],
    counts: &'a [u8],
    document: u32,
}

impl<'a> PostingIterator<'a> {
    /// Over the streams of document deltas and term frequencies of one list.
    pub fn new(documents: &'a [u8], counts: &'a [u8]) -> Self {
        PostingIterator { documents, counts, document: 0 }
    }
}

impl Iterator for PostingIterator<'_> {
    type Item = Posting;

    #[inline]
    fn next(&mut self) -> Option<Posting> {
        self.document = self.document.checked_add(read_varint(&mut self.documents)?)?;
        let head = read_varint(&mut self.counts)?;
        let title = if head & TITLE_COUNT_FLAG > 0 { read_varint(&mut self.counts)? } else { 0 };
        let heading = if head & HEADING_COUNT_FLAG > 0 { read_varint(&mut self.counts)? } else { 0 };
        Some(Posting { document: self.document, counts: [title, heading, head >> 2] })
    }
}

/// Iterates over every position of one term, as document and position, both rising.
#[derive(Debug, Clone)]
pub struct PositionIterator<'a> {
    postings: PostingIterator<'a>,
    positions: &'a [u8],
    document: u32,
    remaining: u32,
    position: u32,
}

impl<'a> PositionIterator<'a> {
    /// Over `postings` and the stream of position deltas of the same list.
    pub fn new(postings: PostingIterator<'a>, positions: &'a [u8]) -> Self {
        PositionIterator { postings, positions, document: 0, remaining: 0, position: 0 }
    }
}

impl Iterator for PositionIterator<'_> {
    type Item = (u32, u32);

    #[inline]
    fn next(&mut self) -> Option<(u32, u32)> {
        while self.remaining == 0 {
            let posting = self.postings.next()?;
            self.remaining = posting.term_frequency();
            self.document = posting.document;
            self.position = 0;
        }
        self.remaining -= 1;
        self.position = self.position.checked_add(read_varint(&mut self.positions)?)?;
        Some((self.document, self.position))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{
        IndexField,
        posting_arena::{PostingArena, PostingChain},
    };
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn occurrences_come_back(
            one in prop::collection::btree_set((0u32..50, 0u32..2000), 1..200),
            other in prop::collection::btree_set((0u32..50, 0u32..2000), 1..20),
        ) {
            let (mut notes, mut chains) = (PostingArena::default(), [PostingChain::default(); 2]);
            // By turns, as the words of a text come.
            for at in 0..one.len().max(other.len()) {
                for (chain, places) in chains.iter_mut().zip([&one, &other]) {
                    if let Some(&(document, position)) = places.iter().nth(at) {
                        let field = if position < 10 { IndexField::Title } else { IndexField::Body };
                        notes.push_occurrence(chain, document, field, position);
                    }
                }
            }
            let mut lists = PostingListWriter::default();
            chains.iter().for_each(|chain| notes.finish_list(chain, &mut Vec::new(), &mut lists));
            let rows = [lists.document_deltas.into_bytes(), lists.counts.into_bytes(), lists.position_deltas.into_bytes()];
            let mut begin = [0; 3];
            for ((places, end), frequency) in [&one, &other].into_iter().zip(lists.end_offsets).zip(lists.document_frequencies) {
                let [documents, counts, positions] =
                    [0, 1, 2].map(|row| &rows[row][begin[row] as usize..end[row] as usize]);
                let postings = PostingIterator::new(documents, counts);
                prop_assert_eq!(postings.clone().count(), frequency as usize);
                let read: Vec<_> = PositionIterator::new(postings, positions).collect();
                prop_assert_eq!(read, places.iter().copied().collect::<Vec<_>>());
                begin = end;
            }
        }

        #[test]
        fn any_bytes_end_without_panic(documents: Vec<u8>, counts: Vec<u8>, positions: Vec<u8>) {
            let postings = PostingIterator::new(&documents, &counts);
            prop_assert!(postings.clone().count() <= documents.len());
            prop_assert!(PositionIterator::new(postings, &positions).count() <= positions.len());
        }
    }
}
