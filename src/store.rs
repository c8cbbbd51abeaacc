//! The flat binary form of a room: named sections behind a short head, read in place.
//!
//! ```text
//! 0   8 bytes  magic
//! 8   u32      version of the format
//! 12  u64      XXH64 of everything after this field
//! 20  u32      number of sections
//! 24  3 × u32  of each section: its tag, where it begins (from the start of the file), its length in bytes
//! ```
//! Numbers are little-endian. Opening checks the head and the sum and copies nothing.

use std::{ops::Range, sync::Arc};

use crate::error::{Error, ErrorKind, Result};

const MAGIC: &[u8; 8] = b"RDGROOM\n";
const VERSION: u32 = 2;
const SUM_AT: usize = 12;
const SUMMED_FROM: usize = 20;
const TABLE_FROM: usize = 24;
const ENTRY_BYTES: usize = 12;

/// Shared, unchanging bytes: a section of a stored room, or one that was just built.
#[derive(Debug, Clone, Default)]
pub struct Bytes {
    whole: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes { range: 0..bytes.len(), whole: Arc::new(bytes) }
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        debug_assert!(self.range.end <= self.whole.len(), "a section reaches beyond the room");
        self.whole.get(self.range.clone()).unwrap_or_default()
    }
}

/// A section of fixed-width numbers.
#[derive(Debug, Clone, Default)]
pub struct Numbers(Bytes);

impl Numbers {
    /// Number `at`, from 0. There is none beyond the end: that would be 0.
    pub fn get(&self, at: usize) -> u32 {
        let bytes = self.0.as_ref();
        debug_assert!(at < self.len(), "number {at} of {}", self.len());
        bytes.get(at * 4..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u32::from_le_bytes(*chunk))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().len() / 4
    }

    /// Taken for the offsets of things in `of`, and the end of the last. Fails with [`ErrorKind::Damaged`] where they cannot be that.
    pub fn offsets_in(self, of: &Bytes) -> Result<Self> {
        let rise = (1..self.len()).all(|at| self.get(at - 1) <= self.get(at));
        let fit = self.len() > 0 && self.get(0) == 0 && self.get(self.len() - 1) as usize == of.as_ref().len();
        if rise && fit { Ok(self) } else { Err(damaged("the offsets of a section do not fit it")) }
    }

    /// The bytes between offset `at` and the next.
    pub fn slice<'a>(&self, at: usize, of: &'a Bytes) -> &'a [u8] {
        let slice = of.as_ref().get(self.get(at) as usize..self.get(at + 1) as usize);
        debug_assert!(slice.is_some(), "offset {at} is broken");
        slice.unwrap_or_default()
    }
}

impl From<Bytes> for Numbers {
    fn from(bytes: Bytes) -> Self {
        Numbers(bytes)
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Numbers(numbers.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>().into())
    }
}

impl AsRef<[u8]> for Numbers {
    fn as_ref(&self) -> &[u8] {
        self.0.as_ref()
    }
}

/// What a section holds. The numbers are part of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Tag {
    /// Documents, one after another.
    Documents = 1,
    /// Where each document begins, and the end.
    DocumentOffsets = 2,
    /// Ids of documents, sorted.
    DocumentIds = 3,
    /// The number of the document with each id, in the order of the ids.
    DocumentNumbers = 4,
    /// Terms, sorted; the rank of a term is its number.
    Terms = 10,
    /// Of each term, in how many documents it stands, and how long its pieces of the next three are.
    TermPlaces = 11,
    /// Documents of each term, one term after another.
    Documented = 12,
    /// Counts by field in each of these documents.
    Counts = 13,
    /// Positions in each of these documents.
    Positions = 14,
    /// Words in each field of each document.
    Lengths = 16,
    /// Day of publication of each document.
    Dates = 17,
    /// Languages of the corpus.
    Languages = 18,
    /// Language of each document.
    DocumentLanguages = 19,
    /// Sites and folders that documents came from.
    Origins = 20,
    /// Origin of each document.
    DocumentOrigins = 21,
    /// Of an index in parts: how many terms each has, and the first of them.
    ShardTable = 22,
    /// Of a shelf in parts: the number of the first document of each, and of all.
    ShelfTable = 23,
    /// In place of the lengths of documents in the head of a room in parts: the same by fields and bytes.
    LengthPlanes = 24,
    /// Of the words of an index in parts: the first letter of each list.
    WordTable = 25,
    /// Words that begin alike, sorted.
    Words = 26,
    /// In how many documents each of these stands, as a power of two.
    WordFrequencies = 27,
    /// Entities, one after another, the most mentioned first.
    Entities = 30,
    /// Where each entity begins, and the end.
    EntityOffsets = 31,
    /// Documents of each entity.
    Appearances = 32,
    /// Where the documents of each entity begin, and the end.
    AppearanceOffsets = 33,
    /// What was recognised in each document.
    Annotations = 34,
    /// Where the annotation of each document begins, and the end.
    AnnotationOffsets = 35,
    /// The entity and the sentence of each mention of each document.
    Casts = 36,
    /// Where the cast of each document begins, and the end.
    CastOffsets = 37,
    /// Names of entities, sorted.
    Names = 38,
    /// Where the entities of each name begin, and the end.
    NameOffsets = 39,
    /// The entities of each name.
    NamedEntities = 40,
    /// The kind of each entity, a byte each.
    EntityKinds = 41,
}

/// Puts sections into one stored form.
///
/// Fails with [`ErrorKind::TooLarge`] from 4 GiB on.
pub fn write(sections: &[(Tag, &[u8])]) -> Result<Vec<u8>> {
    let head = TABLE_FROM + sections.len() * ENTRY_BYTES;
    let total = sections.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() + head;
    if u32::try_from(total).is_err() {
        return Err(Error::new(ErrorKind::TooLarge, "a stored room holds at most 4 GiB"));
    }
    let mut out = Vec::with_capacity(total);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&[0; SUMMED_FROM - SUM_AT]);
    out.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    let mut begin = head;
    for (tag, bytes) in sections {
        for number in [*tag as u32, begin as u32, bytes.len() as u32] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        begin += bytes.len();
    }
    sections.iter().for_each(|(_, bytes)| out.extend_from_slice(bytes));
    let sum = checksum(&out);
    if let Some(field) = out.get_mut(SUM_AT..SUMMED_FROM) {
        field.copy_from_slice(&sum.to_le_bytes());
    }
    Ok(out)
}

/// XXH64: as quick as a checksum gets in WebAssembly, and without the tables of a CRC.
fn checksum(whole: &[u8]) -> u64 {
    xxhash_rust::xxh64::xxh64(whole.get(SUMMED_FROM..).unwrap_or_default(), 0)
}

/// The sections of a stored form, to be taken one by one.
#[derive(Debug)]
pub struct Sections {
    whole: Arc<Vec<u8>>,
}

impl Sections {
    /// Checks the head, the version and the sum.
    ///
    /// Fails with [`ErrorKind::Damaged`] or [`ErrorKind::NewerVersion`].
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC) || bytes.len() < TABLE_FROM {
            return Err(damaged("these bytes are not a stored reading room"));
        }
        let sections = Sections { whole: Arc::new(bytes) };
        let version = sections.number(8);
        if version > VERSION {
            let detail = format!("the stored room has format {version}, this program reads up to {VERSION}");
            return Err(Error::new(ErrorKind::NewerVersion, detail));
        }
        let sum = checksum(&sections.whole);
        if version == 0 || sections.whole.get(SUM_AT..SUMMED_FROM) != Some(sum.to_le_bytes().as_slice()) {
            return Err(damaged("the stored room is damaged: its checksum does not fit"));
        }
        let head = TABLE_FROM as u64 + u64::from(sections.number(SUMMED_FROM)) * ENTRY_BYTES as u64;
        if head > sections.whole.len() as u64 {
            return Err(damaged("the stored room ends too early"));
        }
        Ok(sections)
    }

    fn number(&self, at: usize) -> u32 {
        debug_assert!(at + 4 <= self.whole.len(), "the head of the room reaches beyond it");
        self.whole.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u32::from_le_bytes(*chunk))
    }

    /// Whether there is such a section.
    pub fn has(&self, tag: Tag) -> bool {
        self.take(tag).is_ok()
    }

    /// The bytes of one section; fails with [`ErrorKind::Damaged`] if it is not there whole.
    pub fn take(&self, tag: Tag) -> Result<Bytes> {
        let count = self.number(SUMMED_FROM) as usize;
        let begins = (0..count).map(|entry| TABLE_FROM + entry * ENTRY_BYTES);
        let entry = { begins }.find(|&at| self.number(at) == tag as u32);
        let entry = entry.ok_or_else(|| damaged("the stored room lacks a part"))?;
        let begin = self.number(entry + 4) as usize;
        let end = begin.saturating_add(self.number(entry + 8) as usize);
        if end > self.whole.len() {
            return Err(damaged("the stored room ends too early"));
        }
        Ok(Bytes { whole: Arc::clone(&self.whole), range: begin..end })
    }
}

/// An error for bytes that do not hold together.
pub fn damaged(detail: &str) -> Error {
    Error::new(ErrorKind::Damaged, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored() -> Vec<u8> {
        write(&[(Tag::Terms, b"terms"), (Tag::Dates, b"")]).unwrap()
    }

    #[test]
    fn sections_come_back_as_they_went_in() {
        let sections = Sections::open(stored()).unwrap();
        assert_eq!(sections.take(Tag::Terms).unwrap().as_ref(), b"terms");
        assert_eq!(sections.take(Tag::Dates).unwrap().as_ref(), b"");
        assert_eq!(sections.take(Tag::Positions).unwrap_err().kind(), ErrorKind::Damaged);
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let good = stored();
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                assert!(Sections::open(bad).is_err(), "bit {bit} of byte {at}");
            }
            assert!(Sections::open(good[..at].to_vec()).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn offsets_that_do_not_fit_are_refused() {
        let of = Bytes::from(b"fogsun".to_vec());
        let offsets = |numbers: &[u32]| numbers.iter().copied().collect::<Numbers>().offsets_in(&of);
        assert_eq!(offsets(&[0, 3, 6]).unwrap().slice(1, &of), b"sun");
        for wrong in [&[][..], &[0], &[0, 7], &[1, 6], &[0, 5, 3, 6]] {
            assert_eq!(offsets(wrong).unwrap_err().kind(), ErrorKind::Damaged, "{wrong:?}");
        }
    }

    #[test]
    fn a_head_that_promises_more_than_there_is_is_refused() {
        let mut bad = stored();
        bad[SUMMED_FROM] = 99;
        let sum = checksum(&bad).to_le_bytes();
        bad[SUM_AT..SUMMED_FROM].copy_from_slice(&sum);
        assert_eq!(Sections::open(bad).unwrap_err().kind(), ErrorKind::Damaged);
    }

    #[test]
    fn a_newer_format_is_told_apart_from_damage() {
        let mut newer = stored();
        newer[8] = 99;
        assert_eq!(Sections::open(newer).unwrap_err().kind(), ErrorKind::NewerVersion);
    }
}
