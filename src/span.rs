//! Byte spans: half-open ranges of bytes in the text of a document.

use std::slice::SliceIndex;

use serde::{Deserialize, Serialize};

/// Slices `text` by a range of bytes that is known to lie in it, on character boundaries. A range that does not is a
/// bug: it panics with debug assertions and gives an empty slice without.
#[inline(always)]
#[cfg_attr(debug_assertions, track_caller)]
pub(crate) fn slice_text(text: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    let piece = text.get(range);
    debug_assert!(piece.is_some(), "a range that does not lie on character edges of a text of {} bytes", text.len());
    piece.unwrap_or_default()
}

/// A half-open range of bytes in the text of a document, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` up to, not including, `end`. Both fit in 32 bits: [`crate::Document::parse`] refuses
    /// texts over 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span { start: start as u32, end: end as u32 }
    }

    /// The slice of `text` under this span; empty if the span does not lie in `text` on character boundaries.
    ///
    /// ```
    /// use reading_room::Span;
    /// assert_eq!(Span::new(4, 8).slice_of("the word"), "word");
    /// assert_eq!(Span::new(4, 80).slice_of("the word"), "");
    /// ```
    pub fn slice_of(self, text: &str) -> &str {
        text.get(self.as_range()).unwrap_or_default()
    }

    /// The span as a range for slicing.
    pub fn as_range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span moved `by_bytes` towards the end of the text.
    pub fn shifted_by(self, by_bytes: u32) -> Self {
        Span { start: self.start + by_bytes, end: self.end + by_bytes }
    }
}
