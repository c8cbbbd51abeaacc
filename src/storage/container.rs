//! The container format of a stored room: tagged sections behind a header with version and checksum, read in place.
//!
//! ```text
//! 0   8 bytes  magic
//! 8   u32      version of the format
//! 12  u64      XXH64 of everything after this field
//! 20  u32      number of sections
//! 24  3 × u32  of each section: its tag, where it begins (from the start of the file), its length in bytes
//! ```
//! Integers are little-endian. Opening checks the header and the checksum and copies nothing.

use std::{ops::Range, sync::Arc};

use crate::error::{Error, ErrorKind, Result};

const MAGIC: &[u8; 8] = b"RDGROOM\n";
/// The format that is written. In rooms before 3 facts say neither how sure they are nor who receives.
const VERSION: u32 = 3;
/// The first format whose number is the seed of the checksum: from there on it is noticed if the number itself is damaged.
const SEEDED_VERSION: u32 = 3;
const VERSION_AT: usize = 8;
const SUM_AT: usize = 12;
const SUMMED_FROM: usize = 20;
const TABLE_FROM: usize = 24;
const ENTRY_BYTES: usize = 12;

/// Shared immutable bytes: a slice of a stored room, or a buffer that was just built. Cloning is cheap.
#[derive(Debug, Clone, Default)]
pub struct SharedBytes {
    whole: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl From<Vec<u8>> for SharedBytes {
    fn from(bytes: Vec<u8>) -> Self {
        SharedBytes { range: 0..bytes.len(), whole: Arc::new(bytes) }
    }
}

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        debug_assert!(self.range.end <= self.whole.len(), "a section reaches beyond the room");
        self.whole.get(self.range.clone()).unwrap_or_default()
    }
}

/// A column of `u32` integers of fixed width, read in place.
#[derive(Debug, Clone, Default)]
pub struct IntegerColumn(SharedBytes);

impl IntegerColumn {
    /// The integer at an index below [`IntegerColumn::len`].
    #[inline]
    pub fn get(&self, at: usize) -> u32 {
        let bytes = self.0.as_ref();
        debug_assert!(at < self.len(), "number {at} of {}", self.len());
        bytes.get(at * 4..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u32::from_le_bytes(*chunk))
    }

    /// Number of integers.
    pub fn len(&self) -> usize {
        self.0.as_ref().len() / 4
    }

    /// These integers as a column of offsets into `of` that ends with its length. Fails with [`ErrorKind::Damaged`] where they are no
    /// such column.
    pub fn offsets_in(self, of: &SharedBytes) -> Result<Self> {
        self.offsets_to(of.as_ref().len())
    }

    /// These integers as a column of offsets that rises from 0 to `end`. Fails with [`ErrorKind::Damaged`] where they are no such
    /// column.
    pub fn offsets_to(self, end: usize) -> Result<Self> {
        let rise = (1..self.len()).all(|at| self.get(at - 1) <= self.get(at));
        let fit = self.len() > 0 && self.get(0) == 0 && self.get(self.len() - 1) as usize == end;
        if rise && fit { Ok(self) } else { Err(damaged_error("the offsets of a section do not fit it")) }
    }

    /// Of a column of offsets into `of`, the bytes from offset `at` to the next.
    pub fn slice_between<'a>(&self, at: usize, of: &'a SharedBytes) -> &'a [u8] {
        let slice = of.as_ref().get(self.get(at) as usize..self.get(at + 1) as usize);
        debug_assert!(slice.is_some(), "offset {at} is broken");
        slice.unwrap_or_default()
    }
}

impl From<SharedBytes> for IntegerColumn {
    fn from(bytes: SharedBytes) -> Self {
        IntegerColumn(bytes)
    }
}

impl FromIterator<u32> for IntegerColumn {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        IntegerColumn(numbers.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>().into())
    }
}

impl AsRef<[u8]> for IntegerColumn {
    fn as_ref(&self) -> &[u8] {
        self.0.as_ref()
    }
}

/// Identifies a section. The discriminants are part of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum SectionTag {
    /// Doc store: encoded documents, one after another.
    Documents = 1,
    /// Offset of each document, and the end.
    DocumentOffsets = 2,
    /// Ids of documents: a dictionary.
    DocumentIds = 3,
    /// Number of the document with each id, by rank of the id.
    DocumentNumbers = 4,
    /// Term dictionary; the rank of a term is its number.
    Terms = 10,
    /// Document frequency of each term, and the length of its list in each of the next three streams.
    PostingOffsets = 11,
    /// Posting lists: document deltas.
    PostingDocuments = 12,
    /// Posting lists: term frequencies by field.
    PostingCounts = 13,
    /// Posting lists: position deltas.
    PostingPositions = 14,
    /// Length of each field of each document, in words.
    FieldLengths = 16,
    /// Day of publication of each document.
    Dates = 17,
    /// Label column: distinct languages.
    Languages = 18,
    /// Label column: language of each document.
    DocumentLanguages = 19,
    /// Label column: distinct origins, sites and folders.
    Origins = 20,
    /// Label column: origin of each document.
    DocumentOrigins = 21,
    /// Sharded index: number of terms and first term of each shard.
    ShardTable = 22,
    /// Doc store in parts: first document of each chunk, and the number of all.
    DocStoreTable = 23,
    /// In place of the field lengths in the head of a room in parts: the same, transposed to byte planes.
    LengthPlanes = 24,
    /// Spelling index: first letter of each list.
    SpellingTable = 25,
    /// Spelling index: words that begin alike, a dictionary.
    Spellings = 26,
    /// Spelling index: base-2 logarithm of the document frequency of each word, a byte each.
    SpellingFrequencies = 27,
    /// Entities, one after another, the most mentioned first.
    Entities = 30,
    /// Offset of each entity, and the end.
    EntityOffsets = 31,
    /// Posting list of each entity: documents that mention it.
    EntityPostings = 32,
    /// Offset of each of these lists, and the end.
    EntityPostingOffsets = 33,
    /// Annotation of each document.
    Annotations = 34,
    /// Offset of each annotation, and the end.
    AnnotationOffsets = 35,
    /// Mention list of each document: entity and sentence of each mention.
    MentionLists = 36,
    /// Offset of each mention list, and the end.
    MentionListOffsets = 37,
    /// Names of entities: a dictionary.
    Names = 38,
    /// Offset of the entities of each name, and the end.
    NameOffsets = 39,
    /// Entities of each name.
    NamedEntities = 40,
    /// Kind of each entity, a byte each.
    EntityKinds = 41,
    /// What the articles have in common: recurring paragraphs and versions of stories.
    Repetition = 42,
}

/// Writes sections into one container.
///
/// Fails with [`ErrorKind::TooLarge`] from 4 GiB on.
pub fn write_container(sections: &[(SectionTag, &[u8])]) -> Result<Vec<u8>> {
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
    let sum = section_checksum(&out, VERSION);
    if let Some(field) = out.get_mut(SUM_AT..SUMMED_FROM) {
        field.copy_from_slice(&sum.to_le_bytes());
    }
    Ok(out)
}

/// XXH64 of the container: as quick as a checksum gets in WebAssembly, and without the tables of a CRC.
fn section_checksum(whole: &[u8], version: u32) -> u64 {
    let seed = if version < SEEDED_VERSION { 0 } else { version.into() };
    xxhash_rust::xxh64::xxh64(whole.get(SUMMED_FROM..).unwrap_or_default(), seed)
}

/// A container that was opened: gives its sections by tag.
#[derive(Debug)]
pub struct StoredSections {
    whole: Arc<Vec<u8>>,
}

impl StoredSections {
    /// Opens a container: checks header, version and checksum.
    ///
    /// Fails with [`ErrorKind::Damaged`] or [`ErrorKind::NewerVersion`].
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC) || bytes.len() < TABLE_FROM {
            return Err(damaged_error("these bytes are not a stored reading room"));
        }
        let sections = StoredSections { whole: Arc::new(bytes) };
        let version = sections.version();
        if version > VERSION {
            let detail = format!("the stored room has format {version}, this program reads up to {VERSION}");
            return Err(Error::new(ErrorKind::NewerVersion, detail));
        }
        let sum = section_checksum(&sections.whole, version);
        if version == 0 || sections.whole.get(SUM_AT..SUMMED_FROM) != Some(sum.to_le_bytes().as_slice()) {
            return Err(damaged_error("the stored room is damaged: its checksum does not fit"));
        }
        let head = TABLE_FROM as u64 + u64::from(sections.integer_at(SUMMED_FROM)) * ENTRY_BYTES as u64;
        if head > sections.whole.len() as u64 {
            return Err(damaged_error("the stored room ends too early"));
        }
        Ok(sections)
    }

    /// The format that it was written in, from 1.
    pub fn version(&self) -> u32 {
        self.integer_at(VERSION_AT)
    }

    fn integer_at(&self, at: usize) -> u32 {
        debug_assert!(at + 4 <= self.whole.len(), "the head of the room reaches beyond it");
        self.whole.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u32::from_le_bytes(*chunk))
    }

    /// Whether there is a section with this tag.
    pub fn has_section(&self, tag: SectionTag) -> bool {
        self.take_section(tag).is_ok()
    }

    /// The bytes of one section; fails with [`ErrorKind::Damaged`] if it is not there whole.
    pub fn take_section(&self, tag: SectionTag) -> Result<SharedBytes> {
        let count = self.integer_at(SUMMED_FROM) as usize;
        let begins = (0..count).map(|entry| TABLE_FROM + entry * ENTRY_BYTES);
        let entry = { begins }.find(|&at| self.integer_at(at) == tag as u32);
        let entry = entry.ok_or_else(|| damaged_error("the stored room lacks a part"))?;
        let begin = self.integer_at(entry + 4) as usize;
        let end = begin.saturating_add(self.integer_at(entry + 8) as usize);
        if end > self.whole.len() {
            return Err(damaged_error("the stored room ends too early"));
        }
        Ok(SharedBytes { whole: Arc::clone(&self.whole), range: begin..end })
    }
}

/// An [`ErrorKind::Damaged`] error, for bytes that contradict themselves.
pub fn damaged_error(detail: &str) -> Error {
    Error::new(ErrorKind::Damaged, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored() -> Vec<u8> {
        write_container(&[(SectionTag::Terms, b"terms"), (SectionTag::Dates, b"")]).unwrap()
    }

    #[test]
    fn sections_come_back_as_they_went_in() {
        let sections = StoredSections::open(stored()).unwrap();
        assert_eq!(sections.take_section(SectionTag::Terms).unwrap().as_ref(), b"terms");
        assert_eq!(sections.take_section(SectionTag::Dates).unwrap().as_ref(), b"");
        assert_eq!(sections.take_section(SectionTag::PostingPositions).unwrap_err().kind(), ErrorKind::Damaged);
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let good = stored();
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                assert!(StoredSections::open(bad).is_err(), "bit {bit} of byte {at}");
            }
            assert!(StoredSections::open(good[..at].to_vec()).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn offsets_that_do_not_fit_are_refused() {
        let of = SharedBytes::from(b"fogsun".to_vec());
        let offsets = |numbers: &[u32]| numbers.iter().copied().collect::<IntegerColumn>().offsets_in(&of);
        assert_eq!(offsets(&[0, 3, 6]).unwrap().slice_between(1, &of), b"sun");
        for wrong in [&[][..], &[0], &[0, 7], &[1, 6], &[0, 5, 3, 6]] {
            assert_eq!(offsets(wrong).unwrap_err().kind(), ErrorKind::Damaged, "{wrong:?}");
        }
    }

    #[test]
    fn a_head_that_promises_more_than_there_is_is_refused() {
        let mut bad = stored();
        bad[SUMMED_FROM] = 99;
        let sum = section_checksum(&bad, VERSION).to_le_bytes();
        bad[SUM_AT..SUMMED_FROM].copy_from_slice(&sum);
        assert_eq!(StoredSections::open(bad).unwrap_err().kind(), ErrorKind::Damaged);
    }

    #[test]
    fn a_newer_format_is_told_apart_from_damage() {
        let mut newer = stored();
        newer[8] = 99;
        assert_eq!(StoredSections::open(newer).unwrap_err().kind(), ErrorKind::NewerVersion);
    }
}
