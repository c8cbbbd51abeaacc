//! Posting lists of entities: the numbers of the articles, delta-coded, each with its count of mentions, as varints
//! (LEB128).

use crate::document::DocumentId;
use crate::number::{read_number, write_number};

/// Writes the posting list of one entity. Articles are pushed in rising order.
#[derive(Default)]
pub struct AppearanceWriter {
    bytes: Vec<u8>,
    next: u32,
}

impl AppearanceWriter {
    pub fn push(&mut self, document: DocumentId, count: u32) {
        write_number(document.0 - self.next, &mut self.bytes);
        write_number(count, &mut self.bytes);
        self.next = document.0 + 1;
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The posting list of one entity: articles in corpus order, each with its count of mentions. Ends early at damaged
/// bytes.
///
/// Useful for: going through all articles of an entity, counting. Not useful for: seeking; it is read from the front.
#[derive(Debug, Clone)]
pub struct Appearances<'a> {
    bytes: &'a [u8],
    next: u32,
}

impl<'a> Appearances<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Appearances { bytes, next: 0 }
    }
}

impl Iterator for Appearances<'_> {
    type Item = (DocumentId, u32);

    fn next(&mut self) -> Option<Self::Item> {
        let document = self.next.checked_add(read_number(&mut self.bytes)?)?;
        self.next = document.checked_add(1)?;
        Some((DocumentId(document), read_number(&mut self.bytes)?))
    }
}
