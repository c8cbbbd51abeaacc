//! Offsets of posting lists: the directory from term number to the bytes of its lists, with the document frequency.
//!
//! Stored as varint lengths, which are small; held in memory as absolute offsets, for lookup in constant time at 16 bytes a term.

use crate::{
    error::Result,
    number::{read_number, write_number},
    store::{Bytes, damaged},
};

/// The streams that each posting list has a part in: document deltas, term frequencies, position deltas.
pub const ROWS: usize = 3;

/// Document frequency and stream offsets of every term.
pub struct Places {
    stored: Bytes,
    frequencies: Vec<u32>,
    /// Where the list of each term begins, and the end of the last.
    begins: Vec<[u32; ROWS]>,
}

impl Places {
    /// For terms in order, given where the list of each ends in the streams.
    pub fn build(frequencies: Vec<u32>, ends: Vec<[u32; ROWS]>) -> Self {
        let mut begins = Vec::with_capacity(ends.len() + 1);
        begins.push([0; ROWS]);
        begins.extend(ends);
        let mut stored = Vec::with_capacity(frequencies.len() * 4);
        write_number(frequencies.len() as u32, &mut stored);
        frequencies.iter().for_each(|&frequency| write_number(frequency, &mut stored));
        // Stream by stream: the lengths of one kind are alike, which compresses better.
        for row in 0..ROWS {
            let at = |place: &[u32; ROWS]| place.get(row).copied().unwrap_or_default();
            for pair in begins.windows(2) {
                if let [begin, end] = pair {
                    write_number(at(end) - at(begin), &mut stored);
                }
            }
        }
        Places { stored: stored.into(), frequencies, begins }
    }

    /// Opens bytes that [`Places::as_bytes`] gave; fails where they are damaged.
    pub fn open(stored: Bytes) -> Result<Self> {
        let broken = || damaged("the parts of the index do not fit each other");
        let mut rest = stored.as_ref();
        let terms = read_number(&mut rest).ok_or_else(broken)? as usize;
        // A term takes at least one byte for its frequency and one for each stream.
        if rest.len() / (ROWS + 1) < terms {
            return Err(broken());
        }
        let mut frequencies = Vec::with_capacity(terms);
        for _ in 0..terms {
            frequencies.push(read_number(&mut rest).ok_or_else(broken)?);
        }
        let mut begins = vec![[0; ROWS]; terms + 1];
        for row in 0..ROWS {
            let mut sum = 0u32;
            for place in begins.iter_mut().skip(1) {
                sum = read_number(&mut rest).and_then(|length| sum.checked_add(length)).ok_or_else(broken)?;
                if let Some(place) = place.get_mut(row) {
                    *place = sum;
                }
            }
        }
        Ok(Places { frequencies, begins, stored })
    }

    /// The form to store.
    pub fn as_bytes(&self) -> &[u8] {
        self.stored.as_ref()
    }

    /// Number of terms.
    pub fn terms(&self) -> usize {
        self.frequencies.len()
    }

    /// Document frequency of a term; 0 for an unknown one.
    pub fn frequency(&self, term: usize) -> u32 {
        debug_assert!(term < self.terms(), "term {term} of {}", self.terms());
        self.frequencies.get(term).copied().unwrap_or_default()
    }

    /// Length of each stream in bytes.
    pub fn ends(&self) -> [usize; ROWS] {
        self.begins.last().copied().unwrap_or_default().map(|end| end as usize)
    }

    /// Bytes of a term's list in one stream.
    pub fn length(&self, term: usize, row: usize) -> usize {
        let at = |term: usize| self.begins.get(term).and_then(|place| place.get(row)).copied().unwrap_or_default();
        at(term + 1).saturating_sub(at(term)) as usize
    }

    /// A term's list in one stream, whose bytes are `of`.
    pub fn piece<'a>(&self, term: usize, row: usize, of: &'a Bytes) -> &'a [u8] {
        let at = |term: usize| self.begins.get(term).and_then(|place| place.get(row)).copied().unwrap_or_default();
        let piece = of.as_ref().get(at(term) as usize..at(term + 1) as usize);
        debug_assert!(term < self.terms() && piece.is_some(), "term {term} of {}", self.terms());
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
            let mut end = [0; ROWS];
            let ends: Vec<[u32; ROWS]> = lengths.iter().map(|&(_, a, b, c)| {
                end = [end[0] + a, end[1] + b, end[2] + c];
                end
            }).collect();
            let built = Places::build(lengths.iter().map(|length| length.0).collect(), ends);
            let stored = built.as_bytes().to_vec();
            let opened = Places::open(stored.into()).unwrap();
            prop_assert_eq!(&opened.frequencies, &built.frequencies);
            prop_assert_eq!(&opened.begins, &built.begins);
            prop_assert_eq!(opened.ends(), end.map(|end| end as usize));
        }

        #[test]
        fn any_bytes_open_without_panic(bytes: Vec<u8>) {
            let _ = Places::open(bytes.into());
        }
    }
}
