//! The posting arena: the growing posting lists of all terms while an index is built.
//!
//! Each list is a chain of 64-byte blocks in one arena, linked by block number, with delta-coded varints in the blocks. Useful because
//! a corpus has many terms and most have few postings: a `Vec` for each would cost more than its content. Not useful for
//! searching: [`PostingArena::finish_list`] rewrites every chain into its final posting list.

use super::{
    field::{FIELD_COUNT, IndexField},
    postings::PostingListWriter,
};
use crate::{
    error::{Error, ErrorKind, Result},
    storage::varint::read_varint,
};

/// In place of a field: the number is the delta of a document, not of a position.
const DOCUMENT_MARK: u32 = FIELD_COUNT as u32;

/// Bytes of a block, one cache line; the first four are the number of the next block in the chain.
const BLOCK_BYTES: usize = 64;
const LINK_BYTES: usize = size_of::<u32>();

/// Blocks of one allocation (64 KiB): nothing is moved when the arena grows.
const BLOCKS_PER_PAGE: usize = 1024;

/// The most blocks whose bytes a `u32` can address: 4 GiB in all.
const MAX_BLOCKS: usize = u32::MAX as usize / BLOCK_BYTES;

/// Aligned to one cache line.
#[derive(Debug)]
#[repr(align(64))]
struct ArenaBlock([u8; BLOCK_BYTES]);

/// The arena that holds the chains of all terms.
#[derive(Debug, Default)]
pub struct PostingArena {
    pages: Vec<Vec<ArenaBlock>>,
    /// Whether a posting was dropped because the arena is full.
    is_full: bool,
}

/// The chain of one term. Each varint is `delta << 2 | tag`: the tag [`DOCUMENT_MARK`] begins a document, its delta counted from the one
/// before; any other tag is the field of an occurrence, its delta that of the position within the document.
#[derive(Debug, Default, Clone, Copy)]
pub struct PostingChain {
    /// Number of the first block.
    first_block: u32,
    /// Where the next byte goes, as an offset into the whole arena; 0 before the first.
    write_offset: u32,
    /// The last document, plus one.
    next_document: u32,
    last_position: u32,
}

impl PostingArena {
    /// Appends one occurrence. Documents must not fall, nor positions within a document.
    pub fn push_occurrence(&mut self, chain: &mut PostingChain, document: u32, field: IndexField, position: u32) {
        if chain.next_document != document + 1 {
            self.write_varint((document + 1 - chain.next_document) << 2 | DOCUMENT_MARK, chain);
            (chain.next_document, chain.last_position) = (document + 1, 0);
        }
        self.write_varint((position - chain.last_position) << 2 | field as u32, chain);
        chain.last_position = position;
    }

    /// Appends a varint, encoded as by [`crate::storage::varint::write_varint`].
    #[inline]
    fn write_varint(&mut self, mut number: u32, chain: &mut PostingChain) {
        while number >= 0x80 {
            self.write_byte(number as u8 | 0x80, chain);
            number >>= 7;
        }
        self.write_byte(number as u8, chain);
    }

    #[inline]
    fn write_byte(&mut self, byte: u8, chain: &mut PostingChain) {
        if (chain.write_offset as usize).is_multiple_of(BLOCK_BYTES) {
            self.add_block(chain);
        }
        let (block, at) = (chain.write_offset as usize / BLOCK_BYTES, chain.write_offset as usize % BLOCK_BYTES);
        if let Some(slot) = self.block_at_mut(block).and_then(|block| block.0.get_mut(at)) {
            *slot = byte;
        }
        chain.write_offset = chain.write_offset.wrapping_add(1);
    }

    /// Fails with [`ErrorKind::TooLarge`] if the arena ran full and dropped postings.
    pub fn check_capacity(&self) -> Result<()> {
        let detail = "more words stand in these articles than one room holds";
        if self.is_full { Err(Error::new(ErrorKind::TooLarge, detail)) } else { Ok(()) }
    }

    fn block_at(&self, number: usize) -> Option<&ArenaBlock> {
        self.pages.get(number / BLOCKS_PER_PAGE)?.get(number % BLOCKS_PER_PAGE)
    }

    fn block_at_mut(&mut self, number: usize) -> Option<&mut ArenaBlock> {
        self.pages.get_mut(number / BLOCKS_PER_PAGE)?.get_mut(number % BLOCKS_PER_PAGE)
    }

    #[cold]
    fn add_block(&mut self, chain: &mut PostingChain) {
        if self.pages.last().is_none_or(|page| page.len() == BLOCKS_PER_PAGE) {
            self.pages.push(Vec::with_capacity(BLOCKS_PER_PAGE));
        }
        let before = (self.pages.len() - 1) * BLOCKS_PER_PAGE;
        let Some(page) = self.pages.last_mut().filter(|page| before + page.len() < MAX_BLOCKS) else {
            self.is_full = true;
            return;
        };
        let next = (before + page.len()) as u32;
        page.push(ArenaBlock([0; BLOCK_BYTES]));
        let full = (chain.write_offset as usize / BLOCK_BYTES).checked_sub(1).and_then(|full| self.block_at_mut(full));
        match full.and_then(|block| block.0.first_chunk_mut()) {
            Some(link) => *link = next.to_le_bytes(),
            None => chain.first_block = next,
        }
        chain.write_offset = next * BLOCK_BYTES as u32 + LINK_BYTES as u32;
    }

    /// Replaces the content of `bytes` by the payload of a chain.
    fn read_chain(&self, chain: &PostingChain, bytes: &mut Vec<u8>) {
        bytes.clear();
        let last = (chain.write_offset as usize).saturating_sub(1) / BLOCK_BYTES;
        let mut at = chain.first_block as usize;
        while let Some(block) = self.block_at(at) {
            let end = if at == last { chain.write_offset as usize - at * BLOCK_BYTES } else { BLOCK_BYTES };
            bytes.extend_from_slice(block.0.get(LINK_BYTES..end).unwrap_or_default());
            let Some(link) = block.0.first_chunk().filter(|_| at != last) else { break };
            at = u32::from_le_bytes(*link) as usize;
        }
    }

    /// Decodes a chain and appends it to `lists` as the next posting list. `bytes` is scratch space.
    pub fn finish_list(&self, chain: &PostingChain, bytes: &mut Vec<u8>, lists: &mut PostingListWriter) {
        self.read_chain(chain, bytes);
        let mut notes = bytes.as_slice();
        // The first delta is counted from -1, since a chain stores the last document plus one.
        let mut before = 1;
        lists.begin_term();
        while let Some(document) = read_varint(&mut notes) {
            let mut counts = [0; FIELD_COUNT];
            while let Some(count) = notes.first().and_then(|&note| counts.get_mut((note & 3) as usize)) {
                *count += 1;
                let position = read_varint(&mut notes);
                debug_assert!(position.is_some(), "a chain ends within a number");
                lists.position_deltas.write_varint(position.unwrap_or_default() >> 2);
            }
            lists.push_posting((document >> 2) - before, counts, &[]);
            before = 0;
        }
        lists.end_term();
    }
}
