//! Posting lists: for each term, the documents it stands in, how often in which field, and where.
//!
//! Of each posting: the distance to the document before, doubled, plus one where the counts of title and heading follow;
//! then the count in the body. Positions stand in a section of their own, each as the distance to the one before.

use crate::{
    index::field::{FIELDS, Field},
    number::{read_number, write_number},
};

/// A document in the list of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Number of the document.
    pub document: u32,
    /// How often the term stands in each field.
    pub counts: [u32; FIELDS],
}

impl Posting {
    /// How often the term stands in the document.
    pub fn total(&self) -> u32 {
        self.counts.iter().fold(0, |sum, &count| sum.saturating_add(count))
    }
}

/// The list of one term while the index is built.
#[derive(Debug, Default)]
pub struct PostingWriter {
    postings: Vec<u8>,
    positions: Vec<u8>,
    frequency: u32,
    last_document: u32,
    open: Option<Posting>,
    last_position: u32,
}

impl PostingWriter {
    /// Notes one occurrence. Documents rise, and positions rise within a document.
    pub fn push(&mut self, document: u32, field: Field, position: u32) {
        if self.open.is_none_or(|open| open.document != document) {
            self.close();
            self.open = Some(Posting { document, counts: [0; FIELDS] });
            self.last_position = 0;
        }
        if let Some(count) = self.open.as_mut().and_then(|open| open.counts.get_mut(field as usize)) {
            *count += 1;
        }
        write_number(position - self.last_position, &mut self.positions);
        self.last_position = position;
    }

    fn close(&mut self) {
        let Some(Posting { document, counts: [title, heading, body] }) = self.open.take() else { return };
        let beyond_body = title > 0 || heading > 0;
        write_number((document - self.last_document) << 1 | u32::from(beyond_body), &mut self.postings);
        if beyond_body {
            write_number(title, &mut self.postings);
            write_number(heading, &mut self.postings);
        }
        write_number(body, &mut self.postings);
        self.last_document = document;
        self.frequency += 1;
    }

    /// Number of documents, their postings and the positions in them.
    pub fn finish(mut self) -> (u32, Vec<u8>, Vec<u8>) {
        self.close();
        (self.frequency, self.postings, self.positions)
    }
}

/// Reads the list of one term, documents rising. Damaged bytes end it early.
#[derive(Debug, Clone)]
pub struct Postings<'a> {
    bytes: &'a [u8],
    document: u32,
}

impl<'a> Postings<'a> {
    /// Over bytes as [`PostingWriter::finish`] gave them.
    pub fn new(bytes: &'a [u8]) -> Self {
        Postings { bytes, document: 0 }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let head = read_number(&mut self.bytes)?;
        let (mut title, mut heading) = (0, 0);
        if head & 1 == 1 {
            title = read_number(&mut self.bytes)?;
            heading = read_number(&mut self.bytes)?;
        }
        let body = read_number(&mut self.bytes)?;
        self.document = self.document.checked_add(head >> 1)?;
        Some(Posting { document: self.document, counts: [title, heading, body] })
    }
}

/// Every place of one term: document and position, both rising.
#[derive(Debug, Clone)]
pub struct Occurrences<'a> {
    postings: Postings<'a>,
    positions: &'a [u8],
    current: Option<Posting>,
    left: u32,
    position: u32,
}

impl<'a> Occurrences<'a> {
    /// Over bytes as [`PostingWriter::finish`] gave them.
    pub fn new(postings: &'a [u8], positions: &'a [u8]) -> Self {
        Occurrences { postings: Postings::new(postings), positions, current: None, left: 0, position: 0 }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        while self.left == 0 {
            let posting = self.postings.next()?;
            self.left = posting.total();
            self.current = Some(posting);
            self.position = 0;
        }
        self.left -= 1;
        self.position = self.position.checked_add(read_number(&mut self.positions)?)?;
        Some((self.current?.document, self.position))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn occurrences_come_back(places in prop::collection::btree_set((0u32..50, 0u32..2000), 1..200)) {
            let mut writer = PostingWriter::default();
            for &(document, position) in &places {
                let field = if position < 10 { Field::Title } else { Field::Body };
                writer.push(document, field, position);
            }
            let (frequency, postings, positions) = writer.finish();
            let read: Vec<_> = Occurrences::new(&postings, &positions).collect();
            prop_assert_eq!(read, places.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(Postings::new(&postings).count(), frequency as usize);
        }

        #[test]
        fn any_bytes_end_without_panic(bytes: Vec<u8>, positions: Vec<u8>) {
            prop_assert!(Postings::new(&bytes).count() <= bytes.len());
            prop_assert!(Occurrences::new(&bytes, &positions).count() <= positions.len());
        }
    }
}
