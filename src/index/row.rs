//! An append-only byte stream of varints, kept in pages of 64 KiB until it is joined once at the end.
//!
//! Useful for the long streams of an index under construction: growing one `Vec` would copy it and hold twice the memory while it
//! does. Not useful for reading back: bytes are reachable only through [`Row::into_bytes`].

use crate::number::write_number;

/// Bytes of a page, at least: a page is full at the first varint that reaches this.
const PAGE: usize = 64 * 1024;

/// Bytes of the longest varint of a `u32`.
const LONGEST: usize = 5;

/// A paged byte stream; see the module.
#[derive(Debug, Default)]
pub struct Row {
    full: Vec<Vec<u8>>,
    /// Total bytes of the full pages.
    turned: usize,
    page: Vec<u8>,
}

impl Row {
    /// Appends one varint, as [`write_number`] does.
    pub fn write(&mut self, number: u32) {
        write_number(number, self.open_page());
    }

    /// Appends varints that are encoded already.
    pub fn write_all(&mut self, written: &[u8]) {
        self.open_page().extend_from_slice(written);
    }

    fn open_page(&mut self) -> &mut Vec<u8> {
        if self.page.len() >= PAGE {
            self.turn();
        }
        &mut self.page
    }

    #[cold]
    fn turn(&mut self) {
        let page = std::mem::replace(&mut self.page, Vec::with_capacity(PAGE + LONGEST));
        self.turned += page.len();
        self.full.push(page);
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.turned + self.page.len()
    }

    /// All pages joined into one buffer.
    pub fn into_bytes(mut self) -> Vec<u8> {
        if self.full.is_empty() {
            return self.page;
        }
        self.full.push(self.page);
        self.full.concat()
    }
}
