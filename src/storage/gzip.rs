//! Gzip compression (RFC 1952), the one that every browser decompresses by itself. The same code, and so the same bytes, on the command
//! line and in the page.

use miniz_oxide::deflate::compress_to_vec;

/// Compression level, the highest of zlib.
const COMPRESSION_LEVEL: u8 = 9;

/// Compresses `bytes` to a gzip file without name and time.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    // Header: deflate, no flags, no time, best compression, unknown system.
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
    out.extend(compress_to_vec(bytes, COMPRESSION_LEVEL));
    out.extend(crc32_checksum(bytes).to_le_bytes());
    out.extend((bytes.len() as u32).to_le_bytes());
    out
}

/// CRC-32 (IEEE), bit by bit: without the lookup table, which no compression of the core would shrink.
fn crc32_checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, &byte: &u8| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    };
    !bytes.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use miniz_oxide::inflate::decompress_to_vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_packed_unpacks(bytes: Vec<u8>) {
            let packed = gzip(&bytes);
            let body = &packed[10..packed.len() - 8];
            prop_assert_eq!(decompress_to_vec(body).unwrap(), bytes.clone());
            prop_assert_eq!(&packed[packed.len() - 4..], &(bytes.len() as u32).to_le_bytes());
        }
    }

    #[test]
    fn the_checksum_is_that_of_every_gzip() {
        assert_eq!(crc32_checksum(b"123456789"), 0xcbf4_3926);
    }
}
