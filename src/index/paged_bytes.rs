//! An append-only byte stream of varints, kept in pages of 64 KiB until it is joined once at the end.
//!
//! Useful for the long streams of an index under construction: growing one `Vec` would copy it and hold twice the memory while it
//! does. Not useful for reading back: bytes are reachable only through [`PagedBytes::into_bytes`].

use crate::storage::varint::write_varint;

/// Bytes of a page, at least: a page is full at the first varint that reaches this.
const PAGE_BYTES: usize = 64 * 1024;

/// Bytes of the longest varint of a `u32`.
const MAX_VARINT_BYTES: usize = 5;

/// A paged byte stream; see the module.
#[derive(Debug, Default)]
pub struct PagedBytes {
    full_pages: Vec<Vec<u8>>,
    /// Total bytes of the full pages.
    full_bytes: usize,
    last_page: Vec<u8>,
}

impl PagedBytes {
    /// Appends one varint, as [`write_varint`] does.
    #[inline]
    pub fn write_varint(&mut self, number: u32) {
        write_varint(number, self.open_page());
    }

    /// Appends varints that are encoded already.
    #[inline]
    pub fn write_encoded(&mut self, written: &[u8]) {
        self.open_page().extend_from_slice(written);
    }

    fn open_page(&mut self) -> &mut Vec<u8> {
        if self.last_page.len() >= PAGE_BYTES {
            self.turn_page();
        }
        &mut self.last_page
    }

    #[cold]
    fn turn_page(&mut self) {
        let page = std::mem::replace(&mut self.last_page, Vec::with_capacity(PAGE_BYTES + MAX_VARINT_BYTES));
        self.full_bytes += page.len();
        self.full_pages.push(page);
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.full_bytes + self.last_page.len()
    }

    /// All pages joined into one buffer.
    pub fn into_bytes(mut self) -> Vec<u8> {
        if self.full_pages.is_empty() {
            return self.last_page;
        }
        self.full_pages.push(self.last_page);
        self.full_pages.concat()
    }
}
