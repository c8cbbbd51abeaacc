//! A stretch of a text, and a text cut into marked stretches.

use std::slice::SliceIndex;

use serde::{Deserialize, Serialize};

/// The piece of `text` in a range of bytes that is known to lie in it, on character edges. One that does not is a bug: with debug
/// assertions it panics, otherwise the piece is empty.
#[inline(always)]
#[cfg_attr(debug_assertions, track_caller)]
pub(crate) fn slice_text(text: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    let piece = text.get(range);
    debug_assert!(piece.is_some(), "a range that does not lie on character edges of a text of {} bytes", text.len());
    piece.unwrap_or_default()
}

/// A half-open range of bytes in a document's text, on character edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`. Texts are at most 4 GiB, see [`crate::Document::parse`].
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span { start: start as u32, end: end as u32 }
    }

    /// The piece of `text` under this span; empty where the span does not fit `text`.
    ///
    /// ```
    /// use reading_room::Span;
    /// assert_eq!(Span::new(4, 8).of("the word"), "word");
    /// assert_eq!(Span::new(4, 80).of("the word"), "");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
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

    /// The same stretch, counted from `by_bytes` further on.
    pub fn shifted(self, by_bytes: u32) -> Self {
        Span { start: self.start + by_bytes, end: self.end + by_bytes }
    }
}
