//! Posting lists of entities: the numbers of the articles, delta-coded, each with its count of mentions, as varints
//! (LEB128).

use crate::document::DocumentId;
use crate::storage::varint::{read_varint, write_varint};

/// Writes the posting list of one entity. Articles are pushed in rising order.
#[derive(Default)]
pub struct EntityPostingsWriter {
    bytes: Vec<u8>,
    next_document: u32,
}

impl EntityPostingsWriter {
    pub fn push(&mut self, document: DocumentId, count: u32) {
        write_varint(document.0 - self.next_document, &mut self.bytes);
        write_varint(count, &mut self.bytes);
        self.next_document = document.0 + 1;
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
pub struct EntityPostings<'a> {
    bytes: &'a [u8],
    next: u32,
}

impl<'a> EntityPostings<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        EntityPostings { bytes, next: 0 }
    }
}

impl Iterator for EntityPostings<'_> {
    type Item = (DocumentId, u32);

    fn next(&mut self) -> Option<Self::Item> {
        let document = self.next.checked_add(read_varint(&mut self.bytes)?)?;
        self.next = document.checked_add(1)?;
        Some((DocumentId(document), read_varint(&mut self.bytes)?))
    }
}
