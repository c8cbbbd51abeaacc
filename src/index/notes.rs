//! What is noted of each term while the index is built: chains of small blocks in one store, since a corpus has many terms and most
//! stand in few places.

use super::{
    field::{FIELDS, Field},
    postings::Lists,
};
use crate::number::{read_number, write_number};

/// In place of a field: a document begins.
const DOCUMENT: u32 = 3;

/// Bytes of a block; the first of them are the number of the next block in its chain.
const BLOCK: usize = 64;
const LINK: usize = size_of::<u32>();

/// The chains of all terms.
#[derive(Debug, Default)]
pub struct Notes {
    blocks: Vec<[u8; BLOCK]>,
}

/// The chain of one term: notes in the order in which they are taken, each a distance times four, of a document from the one before or
/// of a position from the one before in its document, with the field or [`DOCUMENT`].
#[derive(Debug, Default, Clone, Copy)]
pub struct Chain {
    /// The number of the first block.
    first: u32,
    /// Where the next byte goes, counted over all blocks; 0 before the first.
    end: u32,
    /// The number of the last document, plus one.
    next_document: u32,
    last_position: u32,
}

impl Notes {
    /// Notes one occurrence. Documents rise, and positions rise within a document.
    pub fn push(&mut self, chain: &mut Chain, document: u32, field: Field, position: u32) {
        if chain.next_document != document + 1 {
            self.write((document + 1 - chain.next_document) << 2 | DOCUMENT, chain);
            (chain.next_document, chain.last_position) = (document + 1, 0);
        }
        self.write((position - chain.last_position) << 2 | field as u32, chain);
        chain.last_position = position;
    }

    /// As [`write_number`] does.
    fn write(&mut self, mut number: u32, chain: &mut Chain) {
        while number >= 0x80 {
            self.write_byte(number as u8 | 0x80, chain);
            number >>= 7;
        }
        self.write_byte(number as u8, chain);
    }

    fn write_byte(&mut self, byte: u8, chain: &mut Chain) {
        if chain.end as usize % BLOCK == 0 {
            self.add_block(chain);
        }
        let (block, at) = (chain.end as usize / BLOCK, chain.end as usize % BLOCK);
        if let Some(slot) = self.blocks.get_mut(block).and_then(|block| block.get_mut(at)) {
            *slot = byte;
        }
        chain.end += 1;
    }

    #[cold]
    fn add_block(&mut self, chain: &mut Chain) {
        let next = self.blocks.len() as u32;
        let full = (chain.end as usize / BLOCK).checked_sub(1).and_then(|full| self.blocks.get_mut(full));
        match full.and_then(|block| block.first_chunk_mut()) {
            Some(link) => *link = next.to_le_bytes(),
            None => chain.first = next,
        }
        self.blocks.push([0; BLOCK]);
        chain.end = next * BLOCK as u32 + LINK as u32;
    }

    /// The bytes of a chain, in place of what is in `bytes`.
    fn read(&self, chain: &Chain, bytes: &mut Vec<u8>) {
        bytes.clear();
        let last = (chain.end as usize).saturating_sub(1) / BLOCK;
        let mut at = chain.first as usize;
        while let Some(block) = self.blocks.get(at) {
            let end = if at == last { chain.end as usize - at * BLOCK } else { BLOCK };
            bytes.extend_from_slice(block.get(LINK..end).unwrap_or_default());
            let Some(link) = block.first_chunk().filter(|_| at != last) else { break };
            at = u32::from_le_bytes(*link) as usize;
        }
    }

    /// Appends the list of one term to those of others. `bytes` are for its use.
    pub fn finish(&self, chain: &Chain, bytes: &mut Vec<u8>, lists: &mut Lists) {
        self.read(chain, bytes);
        let mut notes = bytes.as_slice();
        let mut counts: Option<[u32; FIELDS]> = None;
        let mut before = 1;
        lists.begin();
        while let Some(note) = read_number(&mut notes) {
            if note & 3 == DOCUMENT {
                lists.push_counts(counts.replace([0; FIELDS]));
                // Only the first document is counted from one before the corpus.
                write_number((note >> 2) - before, &mut lists.documents);
                before = 0;
            } else {
                if let Some(count) = counts.as_mut().and_then(|counts| counts.get_mut((note & 3) as usize)) {
                    *count += 1;
                }
                write_number(note >> 2, &mut lists.positions);
            }
        }
        lists.push_counts(counts);
        lists.end();
    }
}
