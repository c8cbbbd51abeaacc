//! Writes a trained model as a file; `entity::tag::model` describes the format.

use reading_room::internals::entity::tag::label::LABEL_COUNT;
use reading_room::internals::entity::tag::model::{CHECKSUM_OFFSET, CHECKSUMMED_FROM, MODEL_MAGIC, MODEL_VERSION};

use crate::ftrl::CrfWeights;
use crate::gazetteer::GazetteerEntries;

/// The model file. Weights are quantised to multiples of `step`, clamped to `most` of them either way.
pub fn write_model(weights: &CrfWeights, words: &GazetteerEntries, step: f32, most: i32) -> Vec<u8> {
    let quantise = |weight: f32| ((weight / step).round() as i32).clamp(-most, most) as i8;
    let rows: Vec<(u32, [i8; LABEL_COUNT])> = weights
        .emissions
        .iter()
        .enumerate()
        .map(|(feature, row)| (feature as u32, row.map(quantise)))
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .collect();
    let mut out = Vec::new();
    out.extend_from_slice(MODEL_MAGIC);
    out.extend_from_slice(&MODEL_VERSION.to_le_bytes());
    out.extend_from_slice(&[0; CHECKSUMMED_FROM - CHECKSUM_OFFSET]);
    for count in [rows.len(), words.entries_by_key.len(), words.coarse_clusters.len()] {
        out.extend_from_slice(&(count as u32).to_le_bytes());
    }
    out.extend_from_slice(&step.to_le_bytes());
    for worth in weights.transitions.iter().flatten() {
        out.extend_from_slice(&worth.to_le_bytes());
    }
    write_delta_varints(rows.iter().map(|row| row.0), &mut out);
    let masks: Vec<u32> = rows
        .iter()
        .map(|(_, row)| {
            row.iter().enumerate().filter(|(_, weight)| **weight != 0).fold(0, |mask, (label, _)| mask | 1 << label)
        })
        .collect();
    out.extend(masks.iter().map(|&mask| mask as u8));
    out.extend(masks.iter().map(|&mask| (mask >> 8) as u8));
    out.extend(masks.iter().map(|&mask| (mask >> 16) as u8));
    for label in 0..LABEL_COUNT {
        out.extend(rows.iter().map(|(_, row)| row[label]).filter(|&weight| weight != 0).map(|weight| weight as u8));
    }
    out.extend_from_slice(&words.coarse_clusters);
    write_delta_varints(words.entries_by_key.iter().map(|entry| entry.0), &mut out);
    let fields: [fn(&reading_room::internals::entity::tag::gazetteer::GazetteerEntry) -> u8; 4] = [
        |entry| entry.cluster as u8,
        |entry| (entry.cluster >> 8) as u8,
        |entry| entry.lists as u8,
        |entry| (entry.lists >> 8) as u8,
    ];
    for field in fields {
        out.extend(words.entries_by_key.iter().map(|(_, entry)| field(entry)));
    }
    let sum = xxhash_rust::xxh64::xxh64(&out[CHECKSUMMED_FROM..], 0);
    out[CHECKSUM_OFFSET..CHECKSUMMED_FROM].copy_from_slice(&sum.to_le_bytes());
    out
}

/// Ascending numbers as LEB128 varints of their deltas.
fn write_delta_varints(numbers: impl Iterator<Item = u32>, out: &mut Vec<u8>) {
    let mut next = 0;
    for number in numbers {
        let mut gap = number - next;
        while gap >= 0x80 {
            out.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        out.push(gap as u8);
        next = number + 1;
    }
}
