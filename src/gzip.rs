//! Gzip, the one compression that every browser undoes by itself: the same code, and so the same bytes, on the command line and in
//! the page.

use miniz_oxide::deflate::compress_to_vec;

/// As small as it gets.
const LEVEL: u8 = 9;

/// `bytes` as a gzip file without name and time (RFC 1952).
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    // Deflate, no flags, no time, smallest, system unknown.
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
    out.extend(compress_to_vec(bytes, LEVEL));
    out.extend(checksum(bytes).to_le_bytes());
    out.extend((bytes.len() as u32).to_le_bytes());
    out
}

/// CRC-32 without a table, which no compression of the core would shrink.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, &byte: &u8| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    };
    !bytes.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_packed_unpacks(bytes: Vec<u8>) {
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(gzip(&bytes).as_slice()).read_to_end(&mut unpacked).unwrap();
            prop_assert_eq!(unpacked, bytes);
        }
    }
}
