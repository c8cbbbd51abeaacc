//! Offsets of posting lists: the directory from term number to the bytes of its lists, with the document frequency.
//!
//! Stored as varint lengths, which are small; held in memory as absolute offsets, for lookup in constant time at 16 bytes a term.

use crate::{
    error::Result,
    storage::{
        container::{SharedBytes, damaged_error},
        varint::{read_varint, write_varint},
    },
};

/// The streams that each posting list has a part in: document deltas, term frequencies, position deltas.
pub const STREAM_COUNT: usize = 3;

/// Document frequency and stream offsets of every term.
pub struct PostingOffsets {
    stored: SharedBytes,
    document_frequencies: Vec<u32>,
    /// Where the list of each term begins, and the end of the last.
    begin_offsets: Vec<[u32; STREAM_COUNT]>,
}

impl PostingOffsets {
    /// For terms in order, given where the list of each ends in the streams.
    pub fn build(frequencies: Vec<u32>, ends: Vec<[u32; STREAM_COUNT]>) -> Self {
        let mut begins = Vec::with_capacity(ends.len() + 1);
        begins.push([0; STREAM_COUNT]);
        begins.extend(ends);
        let mut stored = Vec::with_capacity(frequencies.len() * 4);
        write_varint(frequencies.len() as u32, &mut stored);
        frequencies.iter().for_each(|&frequency| write_varint(frequency, &mut stored));
        // Stream by stream: the lengths of one kind are alike, which compresses better.
        for stream in 0..STREAM_COUNT {
            let at = |offsets: &[u32; STREAM_COUNT]| offsets.get(stream).copied().unwrap_or_default();
            for pair in begins.windows(2) {
                if let [begin, end] = pair {
                    write_varint(at(end) - at(begin), &mut stored);
                }
            }
        }
        PostingOffsets { stored: stored.into(), document_frequencies: frequencies, begin_offsets: begins }
    }

    /// Opens bytes that [`PostingOffsets::as_bytes`] gave; fails where they are damaged.
    pub fn open(stored: SharedBytes) -> Result<Self> {
        let broken = || damaged_error("the parts of the index do not fit each other");
        let mut rest = stored.as_ref();
        let terms = read_varint(&mut rest).ok_or_else(broken)? as usize;
        // A term takes at least one byte for its frequency and one for each stream.
        if rest.len() / (STREAM_COUNT + 1) < terms {
            return Err(broken());
        }
        let mut frequencies = Vec::with_capacity(terms);
        for _ in 0..terms {
            frequencies.push(read_varint(&mut rest).ok_or_else(broken)?);
        }
        let mut begins = vec![[0; STREAM_COUNT]; terms + 1];
        for stream in 0..STREAM_COUNT {
            let mut sum = 0u32;
            for offsets in begins.iter_mut().skip(1) {
                sum = read_varint(&mut rest).and_then(|length| sum.checked_add(length)).ok_or_else(broken)?;
                if let Some(offset) = offsets.get_mut(stream) {
                    *offset = sum;
                }
            }
        }
        Ok(PostingOffsets { document_frequencies: frequencies, begin_offsets: begins, stored })
    }

    /// The form to store.
    pub fn as_bytes(&self) -> &[u8] {
        self.stored.as_ref()
    }

    /// Number of terms.
    pub fn term_count(&self) -> usize {
        self.document_frequencies.len()
    }

    /// Document frequency of a term; 0 for an unknown one.
    pub fn document_frequency(&self, term: usize) -> u32 {
        debug_assert!(term < self.term_count(), "term {term} of {}", self.term_count());
        self.document_frequencies.get(term).copied().unwrap_or_default()
    }

    /// Length of each stream in bytes.
    pub fn stream_lengths(&self) -> [usize; STREAM_COUNT] {
        self.begin_offsets.last().copied().unwrap_or_default().map(|end| end as usize)
    }

    /// Bytes of a term's list in one stream.
    pub fn list_len(&self, term: usize, stream: usize) -> usize {
        let at = |term: usize| {
            self.begin_offsets.get(term).and_then(|offsets| offsets.get(stream)).copied().unwrap_or_default()
        };
        at(term + 1).saturating_sub(at(term)) as usize
    }

    /// A term's list in one stream, which has these `bytes`.
    pub fn list_bytes<'a>(&self, term: usize, stream: usize, bytes: &'a SharedBytes) -> &'a [u8] {
        let at = |term: usize| {
            self.begin_offsets.get(term).and_then(|offsets| offsets.get(stream)).copied().unwrap_or_default()
        };
        let piece = bytes.as_ref().get(at(term) as usize..at(term + 1) as usize);
        debug_assert!(term < self.term_count() && piece.is_some(), "term {term} of {}", self.term_count());
        piece.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_come_back(lengths in prop::collection::vec((1u32..300, 0u32..300, 0u32..300, 0u32..300), 0..50)) {
            let mut end = [0; STREAM_COUNT];
            let ends: Vec<[u32; STREAM_COUNT]> = lengths.iter().map(|&(_, a, b, c)| {
                end = [end[0] + a, end[1] + b, end[2] + c];
                end
            }).collect();
            let built = PostingOffsets::build(lengths.iter().map(|length| length.0).collect(), ends);
            let stored = built.as_bytes().to_vec();
            let opened = PostingOffsets::open(stored.into()).unwrap();
            prop_assert_eq!(&opened.document_frequencies, &built.document_frequencies);
            prop_assert_eq!(&opened.begin_offsets, &built.begin_offsets);
            prop_assert_eq!(opened.stream_lengths(), end.map(|end| end as usize));
        }

        #[test]
        fn any_bytes_open_without_panic(bytes: Vec<u8>) {
            let _ = PostingOffsets::open(bytes.into());
        }
    }
}
