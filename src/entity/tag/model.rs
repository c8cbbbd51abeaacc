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

use super::crf::{LabelScores, LinearChainCrf};
use super::feature::{BUCKET_BITS, BUCKET_COUNT, bucket_of};
use super::gazetteer::{self, GazetteerEntry, WordGazetteer};
use super::label::LABEL_COUNT;
use crate::error::{Error, ErrorKind, Result};

/// The first bytes of a model file.
pub const MODEL_MAGIC: &[u8; 8] = b"RDGTAGS\n";
/// The format that this program writes, and the newest that it reads.
pub const MODEL_VERSION: u32 = 1;
/// Offset of the checksum; what it sums begins at [`CHECKSUMMED_FROM`].
#[cfg(feature = "internals")]
pub const CHECKSUM_OFFSET: usize = 12;
/// See [`CHECKSUM_OFFSET`].
#[cfg(feature = "internals")]
pub const CHECKSUMMED_FROM: usize = 20;

/// Quantised weights of one bucket, one for each label.
pub type WeightRow = [i8; LABEL_COUNT];

/// The parameters of the CRF, and the gazetteer. Immutable.
#[derive(Debug, Clone)]
pub struct CrfModel {
    /// A bit vector, which buckets have weights, and the rank of each of its words: the number of bits set before it.
    occupied_buckets: Vec<(u64, u32)>,
    weight_rows: Vec<WeightRow>,
    /// Scale of the quantised weights.
    pub weight_scale: f32,
    /// The chain, with its transition scores.
    pub label_chain: LinearChainCrf,
    /// The gazetteer.
    pub gazetteer: WordGazetteer,
}

impl CrfModel {
    /// Decodes a model file.
    ///
    /// Fails with [`ErrorKind::Damaged`] or [`ErrorKind::NewerVersion`].
    pub fn open(file: &[u8]) -> Result<CrfModel> {
        let mut input = ModelReader { bytes: file };
        if input.read_slice(MODEL_MAGIC.len())? != MODEL_MAGIC {
            return Err(damaged_model("these bytes are not a tagging model"));
        }
        let version = input.read_u32()?;
        if version > MODEL_VERSION {
            let detail = format!("the tagging model has format {version}, this program reads up to {MODEL_VERSION}");
            return Err(Error::new(ErrorKind::NewerVersion, detail));
        }
        let sum = input.read_array()?;
        if version == 0 || u64::from_le_bytes(sum) != xxhash_rust::xxh64::xxh64(input.bytes, 0) {
            return Err(damaged_model("the tagging model is damaged: its checksum does not fit"));
        }
        let rows = input.read_u32()? as usize;
        let words = input.read_u32()? as usize;
        let clusters = input.read_u32()? as usize;
        let step = input.read_f32()?;
        let mut steps = [[0.0; LABEL_COUNT]; LABEL_COUNT];
        for weight in steps.iter_mut().flatten() {
            *weight = input.read_f32()?;
        }
        if rows > BUCKET_COUNT || words > file.len() || clusters > file.len() {
            return Err(damaged_model("the tagging model is damaged: its counts are too high"));
        }
        let (present, rows) = read_weight_rows(&mut input, rows)?;
        let mut rank = 0;
        let ranked = present.into_iter().map(|word| {
            rank += word.count_ones();
            (word, rank - word.count_ones())
        });
        let gazetteer = read_gazetteer(&mut input, words, clusters)?;
        Ok(CrfModel {
            occupied_buckets: ranked.collect(),
            weight_rows: rows,
            weight_scale: step,
            label_chain: LinearChainCrf::new(steps),
            gazetteer,
        })
    }

    /// The row of weights of a feature, by a rank query on the bit vector, and whether its bucket has any.
    #[inline]
    fn find_row(&self, feature: u32) -> (u32, bool) {
        let bucket = bucket_of(feature);
        let (word, rank) = self.occupied_buckets.get((bucket >> 6) as usize).copied().unwrap_or_default();
        let bit = 1u64 << (bucket & 63);
        (rank + (word & (bit - 1)).count_ones(), word & bit != 0)
    }

    /// Number of buckets that have weights.
    pub fn weight_rows(&self) -> usize {
        self.weight_rows.len()
    }
}

fn read_weight_rows(input: &mut ModelReader, count: usize) -> Result<(Vec<u64>, Vec<WeightRow>)> {
    let mut present = vec![0u64; BUCKET_COUNT / 64];
    let mut feature = 0u32;
    for _ in 0..count {
        feature = feature.saturating_add(input.read_varint()?);
        match present.get_mut((feature >> 6) as usize) {
            Some(word) if feature < 1 << BUCKET_BITS => *word |= 1 << (feature & 63),
            _ => return Err(damaged_model("the tagging model is damaged: a feature is out of range")),
        }
        feature += 1;
    }
    let masks = [input.read_slice(count)?, input.read_slice(count)?, input.read_slice(count)?];
    let [low, middle, high] = masks;
    let mut rows = vec![[0i8; LABEL_COUNT]; count];
    for label in 0..LABEL_COUNT {
        for (row, (&low, (&middle, &high))) in rows.iter_mut().zip(low.iter().zip(middle.iter().zip(high))) {
            let mask = u32::from_le_bytes([low, middle, high, 0]);
            if mask & 1 << label != 0
                && let Some(weight) = row.get_mut(label)
            {
                *weight = input.read_u8()? as i8;
            }
        }
    }
    Ok((present, rows))
}

fn read_gazetteer(input: &mut ModelReader, words: usize, clusters: usize) -> Result<WordGazetteer> {
    let coarse = input.read_slice(clusters)?.to_vec();
    let mut keys = Vec::with_capacity(words);
    let mut key = 0u32;
    for _ in 0..words {
        key = key.saturating_add(input.read_varint()?);
        if key > gazetteer::stored_key(u32::MAX) {
            return Err(damaged_model("the tagging model is damaged: a word is out of range"));
        }
        keys.push(key);
        key += 1;
    }
    let streams =
        [input.read_slice(words)?, input.read_slice(words)?, input.read_slice(words)?, input.read_slice(words)?];
    let [cluster_low, cluster_high, lists_low, lists_high] = streams;
    let mut entries = FxHashMap::default();
    entries.reserve(words);
    for ((key, cluster), lists) in
        keys.iter().zip(cluster_low.iter().zip(cluster_high)).zip(lists_low.iter().zip(lists_high))
    {
        let number = |(low, high): (&u8, &u8)| u16::from_le_bytes([*low, *high]);
        let entry = GazetteerEntry { cluster: number(cluster), lists: number(lists) };
        if entry.cluster != 0 && usize::from(entry.cluster) >= clusters {
            return Err(damaged_model("the tagging model is damaged: a word's cluster is out of range"));
        }
        entries.insert(*key, entry);
    }
    Ok(WordGazetteer::new(entries, coarse))
}

struct ModelReader<'a> {
    bytes: &'a [u8],
}

impl<'a> ModelReader<'a> {
    fn read_slice(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) =
            self.bytes.split_at_checked(count).ok_or_else(|| damaged_model("the tagging model ends too early"))?;
        self.bytes = rest;
        Ok(taken)
    }

    fn read_array<const BYTES: usize>(&mut self) -> Result<[u8; BYTES]> {
        let (array, rest) =
            self.bytes.split_first_chunk().ok_or_else(|| damaged_model("the tagging model ends too early"))?;
        self.bytes = rest;
        Ok(*array)
    }

    fn read_u8(&mut self) -> Result<u8> {
        self.read_array().map(u8::from_le_bytes)
    }

    fn read_u32(&mut self) -> Result<u32> {
        self.read_array().map(u32::from_le_bytes)
    }

    fn read_f32(&mut self) -> Result<f32> {
        Ok(f32::from_bits(self.read_u32()?))
    }

    /// A delta in LEB128: one byte where it is small, which most are.
    fn read_varint(&mut self) -> Result<u32> {
        crate::storage::varint::read_varint(&mut self.bytes)
            .ok_or_else(|| damaged_model("the tagging model ends too early"))
    }
}

fn damaged_model(detail: &str) -> Error {
    Error::new(ErrorKind::Damaged, detail)
}

/// Adds the weights of `features` to `sums`. Rows are looked up before any is read, so that memory is waited for once, not
/// row by row.
pub fn add_weights(model: &CrfModel, features: &[u32], sums: &mut [i16; LABEL_COUNT]) {
    const BATCH: usize = 64;
    const NO_ROW: u32 = u32::MAX;
    let row_at = |row: u32| model.weight_rows.get(row as usize).unwrap_or(&[0; LABEL_COUNT]);
    for batch in features.chunks(BATCH) {
        let (mut rows, mut count) = ([NO_ROW; BATCH], 0);
        for &feature in batch {
            let (row, is_occupied) = model.find_row(feature);
            if let Some(slot) = rows.get_mut(count) {
                *slot = if is_occupied { row } else { NO_ROW };
                count += usize::from(is_occupied);
            }
        }
        for four in rows.as_chunks().0.iter().take(count.div_ceil(4)) {
            let [a, b, c, d] = four.map(row_at);
            add_rows(sums, a, b, c, d);
        }
    }
}

/// Adds four rows to `sums`. They make the loop so long that it is not unrolled but runs on eight labels at once (SIMD).
#[inline]
pub fn add_rows<T: Copy + Into<i16>>(
    sums: &mut [i16; LABEL_COUNT],
    a: &[T; LABEL_COUNT],
    b: &[T; LABEL_COUNT],
    c: &[T; LABEL_COUNT],
    d: &[T; LABEL_COUNT],
) {
    for ((((sum, &a), &b), &c), &d) in sums.iter_mut().zip(a).zip(b).zip(c).zip(d) {
        *sum += a.into() + b.into() + c.into() + d.into();
    }
}

/// Dequantises sums of weights into label scores.
pub fn dequantise_scores(step: f32, sums: &[i16; LABEL_COUNT]) -> LabelScores {
    sums.map(|sum| f32::from(sum) * step)
}
