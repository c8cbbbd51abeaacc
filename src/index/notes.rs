//! The posting arena: the growing posting lists of all terms while an index is built.
//!
//! Each list is a chain of 64-byte blocks in one arena, linked by block number, with delta-coded varints in the blocks. Useful because
//! a corpus has many terms and most have few postings: a `Vec` for each would cost more than its content. Not useful for
//! searching: [`Notes::finish`] rewrites every chain into its final posting list.

use super::{
    field::{FIELDS, Field},
    postings::Lists,
};
use crate::{
    error::{Error, ErrorKind, Result},
    number::read_number,
};

/// In place of a field: the number is the delta of a document, not of a position.
const DOCUMENT: u32 = FIELDS as u32;

/// Bytes of a block, one cache line; the first four are the number of the next block in the chain.
const BLOCK: usize = 64;
const LINK: usize = size_of::<u32>();

/// Blocks of one allocation (64 KiB): nothing is moved when the arena grows.
const PAGE: usize = 1024;

/// The most blocks whose bytes a `u32` can address: 4 GiB in all.
const MOST_BLOCKS: usize = u32::MAX as usize / BLOCK;

/// Aligned to one cache line.
#[derive(Debug)]
#[repr(align(64))]
struct Block([u8; BLOCK]);

/// The arena that holds the chains of all terms.
#[derive(Debug, Default)]
pub struct Notes {
    pages: Vec<Vec<Block>>,
    /// Whether a posting was dropped because the arena is full.
    is_full: bool,
}

/// The chain of one term. Each varint is `delta << 2 | tag`: the tag [`DOCUMENT`] begins a document, its delta counted from the one before;
/// any other tag is the field of an occurrence, its delta that of the position within the document.
#[derive(Debug, Default, Clone, Copy)]
pub struct Chain {
    /// Number of the first block.
    first: u32,
    /// Where the next byte goes, as an offset into the whole arena; 0 before the first.
    end: u32,
    /// The last document, plus one.
    next_document: u32,
    last_position: u32,
}

impl Notes {
    /// Appends one occurrence. Documents must not fall, nor positions within a document.
    pub fn push(&mut self, chain: &mut Chain, document: u32, field: Field, position: u32) {
        if chain.next_document != document + 1 {
            self.write((document + 1 - chain.next_document) << 2 | DOCUMENT, chain);
            (chain.next_document, chain.last_position) = (document + 1, 0);
        }
        self.write((position - chain.last_position) << 2 | field as u32, chain);
        chain.last_position = position;
    }

    /// Appends a varint, encoded as by [`crate::number::write_number`].
    fn write(&mut self, mut number: u32, chain: &mut Chain) {
        while number >= 0x80 {
            self.write_byte(number as u8 | 0x80, chain);
            number >>= 7;
        }
        self.write_byte(number as u8, chain);
    }

    fn write_byte(&mut self, byte: u8, chain: &mut Chain) {
        if (chain.end as usize).is_multiple_of(BLOCK) {
            self.add_block(chain);
        }
        let (block, at) = (chain.end as usize / BLOCK, chain.end as usize % BLOCK);
        if let Some(slot) = self.block_mut(block).and_then(|block| block.0.get_mut(at)) {
            *slot = byte;
        }
        chain.end = chain.end.wrapping_add(1);
    }

    /// Fails with [`ErrorKind::TooLarge`] if the arena ran full and dropped postings.
    pub fn check(&self) -> Result<()> {
        let detail = "more words stand in these articles than one room holds";
        if self.is_full { Err(Error::new(ErrorKind::TooLarge, detail)) } else { Ok(()) }
    }

    fn block(&self, number: usize) -> Option<&Block> {
        self.pages.get(number / PAGE)?.get(number % PAGE)
    }

    fn block_mut(&mut self, number: usize) -> Option<&mut Block> {
        self.pages.get_mut(number / PAGE)?.get_mut(number % PAGE)
    }

    #[cold]
    fn add_block(&mut self, chain: &mut Chain) {
        if self.pages.last().is_none_or(|page| page.len() == PAGE) {
            self.pages.push(Vec::with_capacity(PAGE));
        }
        let before = (self.pages.len() - 1) * PAGE;
        let Some(page) = self.pages.last_mut().filter(|page| before + page.len() < MOST_BLOCKS) else {
            self.is_full = true;
            return;
        };
        let next = (before + page.len()) as u32;
        page.push(Block([0; BLOCK]));
        let full = (chain.end as usize / BLOCK).checked_sub(1).and_then(|full| self.block_mut(full));
        match full.and_then(|block| block.0.first_chunk_mut()) {
            Some(link) => *link = next.to_le_bytes(),
            None => chain.first = next,
        }
        chain.end = next * BLOCK as u32 + LINK as u32;
    }

    /// Replaces the content of `bytes` by the payload of a chain.
    fn read(&self, chain: &Chain, bytes: &mut Vec<u8>) {
        bytes.clear();
        let last = (chain.end as usize).saturating_sub(1) / BLOCK;
        let mut at = chain.first as usize;
        while let Some(block) = self.block(at) {
            let end = if at == last { chain.end as usize - at * BLOCK } else { BLOCK };
            bytes.extend_from_slice(block.0.get(LINK..end).unwrap_or_default());
            let Some(link) = block.0.first_chunk().filter(|_| at != last) else { break };
            at = u32::from_le_bytes(*link) as usize;
        }
    }

    /// Decodes a chain and appends it to `lists` as the next posting list. `bytes` is scratch space.
    pub fn finish(&self, chain: &Chain, bytes: &mut Vec<u8>, lists: &mut Lists) {
        self.read(chain, bytes);
        let mut notes = bytes.as_slice();
        // The first delta is counted from -1, since a chain stores the last document plus one.
        let mut before = 1;
        lists.begin();
        while let Some(document) = read_number(&mut notes) {
            let mut counts = [0; FIELDS];
            while let Some(count) = notes.first().and_then(|&note| counts.get_mut((note & 3) as usize)) {
                *count += 1;
                let position = read_number(&mut notes);
                debug_assert!(position.is_some(), "a chain ends within a number");
                lists.positions.write(position.unwrap_or_default() >> 2);
            }
            lists.push((document >> 2) - before, counts, &[]);
            before = 0;
        }
        lists.end();
    }
}
