//! Numbers written one after another, in pages: nothing is moved while they become more, which would take twice the memory.

use crate::number::write_number;

/// Bytes of a page, at least.
const PAGE: usize = 64 * 1024;

/// Bytes of the longest number.
const LONGEST: usize = 5;

/// See the module.
#[derive(Debug, Default)]
pub struct Row {
    full: Vec<Vec<u8>>,
    /// Bytes of the full pages.
    turned: usize,
    page: Vec<u8>,
}

impl Row {
    /// Appends a number as [`write_number`] does.
    pub fn write(&mut self, number: u32) {
        write_number(number, self.open_page());
    }

    /// Appends numbers that were written before.
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

    /// How many bytes they take.
    pub fn len(&self) -> usize {
        self.turned + self.page.len()
    }

    /// All of them.
    pub fn into_bytes(mut self) -> Vec<u8> {
        if self.full.is_empty() {
            return self.page;
        }
        self.full.push(self.page);
        self.full.concat()
    }
}
