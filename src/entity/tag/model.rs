//! The model file: quantised weights, transition scores and the gazetteer, in streams that a general compressor does
//! well with.
//!
//! ```text
//! 0   8 bytes  magic
//! 8   u32      version of the format
//! 12  u64      XXH64 of everything after this field
//! 20  u32      number of rows of weights
//! 24  u32      number of words and phrases
//! 28  u32      number of clusters
//! 32  f32      scale of the quantised weights
//! 36  f32 × LABELS²  transition scores
//! ```
//! Then, each as a stream of its own: the buckets of the rows (delta coding, LEB128), a mask of the labels that each
//! row has weights for, the weights label by label; the coarse cluster of each cluster; the hashes of words (delta
//! coding, LEB128), their clusters, their lists.

use rustc_hash::FxHashMap;

use super::crf::{Chain, Scores};
use super::feature::{BUCKET_BITS, BUCKETS, bucket};
use super::label::LABELS;
use super::lexicon::{self, Entry, Lexicon};
use crate::error::{Error, ErrorKind, Result};

/// The first bytes of a model file.
pub const MAGIC: &[u8; 8] = b"RDGTAGS\n";
/// The format that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;
/// Offset of the checksum; what it sums begins at [`SUMMED_FROM`].
pub const SUM_AT: usize = 12;
/// See [`SUM_AT`].
pub const SUMMED_FROM: usize = 20;

/// Quantised weights of one bucket, one for each label.
pub type Row = [i8; LABELS];

/// The parameters of the CRF, and the gazetteer. Immutable.
#[derive(Debug, Clone)]
pub struct Model {
    /// A bit vector: which buckets have weights.
    present: Vec<u64>,
    /// Rank of each word of that bit vector: the number of bits set before it.
    ranks: Vec<u32>,
    rows: Vec<Row>,
    /// Scale of the quantised weights.
    pub step: f32,
    /// The chain, with its transition scores.
    pub chain: Chain,
    /// The gazetteer.
    pub lexicon: Lexicon,
}

impl Model {
    /// Decodes a model file.
    ///
    /// Fails with [`ErrorKind::Damaged`] or [`ErrorKind::NewerVersion`].
    pub fn open(file: &[u8]) -> Result<Model> {
        let mut input = Input { bytes: file };
        if input.take(MAGIC.len())? != MAGIC {
            return Err(damaged("these bytes are not a tagging model"));
        }
        let version = input.number()?;
        if version > VERSION {
            let detail = format!("the tagging model has format {version}, this program reads up to {VERSION}");
            return Err(Error::new(ErrorKind::NewerVersion, detail));
        }
        let sum = input.read_array()?;
        if version == 0 || u64::from_le_bytes(sum) != xxhash_rust::xxh64::xxh64(input.bytes, 0) {
            return Err(damaged("the tagging model is damaged: its checksum does not fit"));
        }
        let rows = input.number()? as usize;
        let words = input.number()? as usize;
        let clusters = input.number()? as usize;
        let step = input.float()?;
        let mut steps = [[0.0; LABELS]; LABELS];
        for worth in steps.iter_mut().flatten() {
            *worth = input.float()?;
        }
        if rows > BUCKETS || words > file.len() || clusters > file.len() {
            return Err(damaged("the tagging model is damaged: its counts are too high"));
        }
        let (present, rows) = read_rows(&mut input, rows)?;
        let mut ranks = Vec::with_capacity(present.len());
        let mut rank = 0;
        for word in &present {
            ranks.push(rank);
            rank += word.count_ones();
        }
        let lexicon = read_lexicon(&mut input, words, clusters)?;
        Ok(Model { present, ranks, rows, step, chain: Chain::new(steps), lexicon })
    }

    /// The weights of a feature, if its bucket has any: a rank query on the bit vector.
    #[inline]
    pub fn row(&self, feature: u32) -> Option<&Row> {
        let bucket = bucket(feature);
        let place = (bucket >> 6) as usize;
        let word = *self.present.get(place)?;
        let bit = 1u64 << (bucket & 63);
        if word & bit == 0 {
            return None;
        }
        let rank = *self.ranks.get(place)? + (word & (bit - 1)).count_ones();
        self.rows.get(rank as usize)
    }

    /// Number of buckets that have weights.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }
}

fn read_rows(input: &mut Input, count: usize) -> Result<(Vec<u64>, Vec<Row>)> {
    let mut present = vec![0u64; BUCKETS / 64];
    let mut feature = 0u32;
    for _ in 0..count {
        feature = feature.saturating_add(input.gap()?);
        match present.get_mut((feature >> 6) as usize) {
            Some(word) if feature < 1 << BUCKET_BITS => *word |= 1 << (feature & 63),
            _ => return Err(damaged("the tagging model is damaged: a feature is out of range")),
        }
        feature += 1;
    }
    let masks = [input.take(count)?, input.take(count)?, input.take(count)?];
    let [low, middle, high] = masks;
    let mut rows = vec![[0i8; LABELS]; count];
    for label in 0..LABELS {
        for (row, (&low, (&middle, &high))) in rows.iter_mut().zip(low.iter().zip(middle.iter().zip(high))) {
            let mask = u32::from_le_bytes([low, middle, high, 0]);
            if mask & 1 << label != 0
                && let Some(weight) = row.get_mut(label)
            {
                *weight = input.byte()? as i8;
            }
        }
    }
    Ok((present, rows))
}

fn read_lexicon(input: &mut Input, words: usize, clusters: usize) -> Result<Lexicon> {
    let coarse = input.take(clusters)?.to_vec();
    let mut keys = Vec::with_capacity(words);
    let mut key = 0u32;
    for _ in 0..words {
        key = key.saturating_add(input.gap()?);
        if key > lexicon::key(u32::MAX) {
            return Err(damaged("the tagging model is damaged: a word is out of range"));
        }
        keys.push(key);
        key += 1;
    }
    let streams = [input.take(words)?, input.take(words)?, input.take(words)?, input.take(words)?];
    let [cluster_low, cluster_high, lists_low, lists_high] = streams;
    let mut entries = FxHashMap::default();
    entries.reserve(words);
    for ((key, cluster), lists) in
        keys.iter().zip(cluster_low.iter().zip(cluster_high)).zip(lists_low.iter().zip(lists_high))
    {
        let number = |(low, high): (&u8, &u8)| u16::from_le_bytes([*low, *high]);
        let entry = Entry { cluster: number(cluster), lists: number(lists) };
        if entry.cluster != 0 && usize::from(entry.cluster) >= clusters {
            return Err(damaged("the tagging model is damaged: a word's cluster is out of range"));
        }
        entries.insert(*key, entry);
    }
    Ok(Lexicon::new(entries, coarse))
}

struct Input<'a> {
    bytes: &'a [u8],
}

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) =
            self.bytes.split_at_checked(count).ok_or_else(|| damaged("the tagging model ends too early"))?;
        self.bytes = rest;
        Ok(taken)
    }

    fn read_array<const BYTES: usize>(&mut self) -> Result<[u8; BYTES]> {
        let (array, rest) =
            self.bytes.split_first_chunk().ok_or_else(|| damaged("the tagging model ends too early"))?;
        self.bytes = rest;
        Ok(*array)
    }

    fn byte(&mut self) -> Result<u8> {
        self.read_array().map(u8::from_le_bytes)
    }

    fn number(&mut self) -> Result<u32> {
        self.read_array().map(u32::from_le_bytes)
    }

    fn float(&mut self) -> Result<f32> {
        Ok(f32::from_bits(self.number()?))
    }

    /// A delta in LEB128: one byte where it is small, which most are.
    fn gap(&mut self) -> Result<u32> {
        crate::number::read_number(&mut self.bytes).ok_or_else(|| damaged("the tagging model ends too early"))
    }
}

fn damaged(detail: &str) -> Error {
    Error::new(ErrorKind::Damaged, detail)
}

/// Adds the weights of a feature to `sums`.
#[inline]
pub fn add(model: &Model, feature: u32, sums: &mut [i16; LABELS]) {
    if let Some(row) = model.row(feature) {
        for (sum, &weight) in sums.iter_mut().zip(row) {
            *sum += i16::from(weight);
        }
    }
}

/// Dequantises sums of weights into label scores.
pub fn to_scores(step: f32, sums: &[i16; LABELS]) -> Scores {
    sums.map(|sum| f32::from(sum) * step)
}
