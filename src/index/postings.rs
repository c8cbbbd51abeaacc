//! Posting lists: for each term, its documents, the term frequency in each field, and the positions.
//!
//! Three separate streams of varints, since like numbers compress best together: document deltas; term frequencies, as the count in
//! the body times four, plus one where a title count follows and two where a heading count does; position deltas within the
//! document. Useful for sequential reading, term at a time; there is no skip data, so no jumping ahead in a list.

use super::{field::FIELDS, row::Row};
use crate::number::read_number;

/// Flags beside the body count: a title count follows, a heading count follows.
const IN_TITLE: u32 = 1;
const IN_HEADING: u32 = 2;

/// A posting: one document in the list of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The document's number.
    pub document: u32,
    /// Term frequency in each field.
    pub counts: [u32; FIELDS],
}

impl Posting {
    /// Term frequency in the whole document.
    pub fn total(&self) -> u32 {
        self.counts.iter().fold(0, |sum, &count| sum.saturating_add(count))
    }
}

/// Writes the posting lists of all terms, one after another.
#[derive(Debug, Default)]
pub struct Lists {
    /// Document deltas.
    pub documents: Row,
    /// Term frequencies by field.
    pub counts: Row,
    /// Position deltas.
    pub positions: Row,
    /// Document frequency of each term.
    pub frequencies: Vec<u32>,
    /// Where the list of each term ends in the three streams.
    pub ends: Vec<[u32; 3]>,
}

impl Lists {
    /// Begins the list of the next term.
    pub fn begin(&mut self) {
        self.frequencies.push(0);
    }

    /// Ends the list; false if it stayed empty and was taken back.
    pub fn end(&mut self) -> bool {
        if self.frequencies.last() == Some(&0) {
            self.frequencies.pop();
            return false;
        }
        self.ends.push([&self.documents, &self.counts, &self.positions].map(|row| row.len() as u32));
        true
    }

    /// Appends a posting: its document delta, its term frequencies, and its positions already encoded.
    pub fn push(&mut self, distance: u32, counts: [u32; FIELDS], positions: &[u8]) {
        self.documents.write(distance);
        let [title, heading, body] = counts;
        let follow = IN_TITLE * u32::from(title > 0) + IN_HEADING * u32::from(heading > 0);
        self.counts.write(body << 2 | follow);
        for count in [title, heading].into_iter().filter(|&count| count > 0) {
            self.counts.write(count);
        }
        if let Some(frequency) = self.frequencies.last_mut() {
            *frequency += 1;
        }
        self.positions.write_all(positions);
    }
}

/// Iterates over the posting list of one term, documents rising. Damaged bytes end it early.
#[derive(Debug, Clone)]
pub struct Postings<'a> {
    documents: &'a [u8],
    counts: &'a [u8],
    document: u32,
}

impl<'a> Postings<'a> {
    /// Over the streams of document deltas and term frequencies of one list.
    pub fn new(documents: &'a [u8], counts: &'a [u8]) -> Self {
        Postings { documents, counts, document: 0 }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.document = self.document.checked_add(read_number(&mut self.documents)?)?;
        let head = read_number(&mut self.counts)?;
        let title = if head & IN_TITLE > 0 { read_number(&mut self.counts)? } else { 0 };
        let heading = if head & IN_HEADING > 0 { read_number(&mut self.counts)? } else { 0 };
        Some(Posting { document: self.document, counts: [title, heading, head >> 2] })
    }
}

/// Iterates over every position of one term, as document and position, both rising.
#[derive(Debug, Clone)]
pub struct Occurrences<'a> {
    postings: Postings<'a>,
    positions: &'a [u8],
    document: u32,
    left: u32,
    position: u32,
}

impl<'a> Occurrences<'a> {
    /// Over `postings` and the stream of position deltas of the same list.
    pub fn new(postings: Postings<'a>, positions: &'a [u8]) -> Self {
        Occurrences { postings, positions, document: 0, left: 0, position: 0 }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        while self.left == 0 {
            let posting = self.postings.next()?;
            self.left = posting.total();
            self.document = posting.document;
            self.position = 0;
        }
        self.left -= 1;
        self.position = self.position.checked_add(read_number(&mut self.positions)?)?;
        Some((self.document, self.position))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{
        Field,
        notes::{Chain, Notes},
    };
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn occurrences_come_back(
            one in prop::collection::btree_set((0u32..50, 0u32..2000), 1..200),
            other in prop::collection::btree_set((0u32..50, 0u32..2000), 1..20),
        ) {
            let (mut notes, mut chains) = (Notes::default(), [Chain::default(); 2]);
            // By turns, as the words of a text come.
            for at in 0..one.len().max(other.len()) {
                for (chain, places) in chains.iter_mut().zip([&one, &other]) {
                    if let Some(&(document, position)) = places.iter().nth(at) {
                        let field = if position < 10 { Field::Title } else { Field::Body };
                        notes.push(chain, document, field, position);
                    }
                }
            }
            let mut lists = Lists::default();
            chains.iter().for_each(|chain| notes.finish(chain, &mut Vec::new(), &mut lists));
            let rows = [lists.documents.into_bytes(), lists.counts.into_bytes(), lists.positions.into_bytes()];
            let mut begin = [0; 3];
            for ((places, end), frequency) in [&one, &other].into_iter().zip(lists.ends).zip(lists.frequencies) {
                let [documents, counts, positions] =
                    [0, 1, 2].map(|row| &rows[row][begin[row] as usize..end[row] as usize]);
                let postings = Postings::new(documents, counts);
                prop_assert_eq!(postings.clone().count(), frequency as usize);
                let read: Vec<_> = Occurrences::new(postings, positions).collect();
                prop_assert_eq!(read, places.iter().copied().collect::<Vec<_>>());
                begin = end;
            }
        }

        #[test]
        fn any_bytes_end_without_panic(documents: Vec<u8>, counts: Vec<u8>, positions: Vec<u8>) {
            let postings = Postings::new(&documents, &counts);
            prop_assert!(postings.clone().count() <= documents.len());
            prop_assert!(Occurrences::new(postings, &positions).count() <= positions.len());
        }
    }
}
