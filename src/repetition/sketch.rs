//! Sketches of articles: how alike two of them are, without either text.

use super::fingerprint::shingle_hashes;
use crate::document::{BlockRole, Document};

/// Most shingles that a sketch keeps. The standard error of an estimate falls with the square root: 0.05 at 96.
const SKETCH_SHINGLES: usize = 96;

/// The smallest hashes of the shingles of a text, a uniform sample of them (bottom-k MinHash, Broder 1997).
///
/// Useful for: estimates of resemblance and containment, exact ones of texts up to 96 shingles. Not useful for: what differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShingleSketch {
    /// The smallest hashes, rising.
    smallest: Vec<u32>,
    /// Number of shingles of the text.
    shingle_count: u32,
}

/// How alike two texts are, as estimated from their sketches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Shared shingles by those of either (Jaccard index), from 0 to 1.
    pub resemblance: f32,
    /// Shared shingles by those of the shorter text, from 0 to 1.
    pub containment: f32,
    /// Length of the shorter text by that of the longer, from 0 to 1.
    pub length_ratio: f32,
}

impl ShingleSketch {
    /// The sketch of the words in `passages`, read as one text.
    pub fn new<'a>(passages: impl Iterator<Item = &'a str>) -> Self {
        let mut sketch = ShingleSketch::default();
        shingle_hashes(passages, |shingle| sketch.add(shingle));
        sketch.smallest.shrink_to_fit();
        sketch
    }

    /// The sketch of the running text of an article, without headline and boilerplate.
    pub fn of_article(article: &Document) -> Self {
        let blocks =
            article.blocks.iter().filter(|block| !matches!(block.role, BlockRole::Title | BlockRole::Boilerplate));
        ShingleSketch::new(blocks.map(|block| block.span.slice_of(&article.text)))
    }

    fn add(&mut self, shingle: u32) {
        self.shingle_count += 1;
        let is_full = self.smallest.len() == SKETCH_SHINGLES;
        if is_full && self.smallest.last().is_some_and(|&last| shingle >= last) {
            return;
        }
        if let Err(at) = self.smallest.binary_search(&shingle) {
            if is_full {
                self.smallest.pop();
            }
            self.smallest.insert(at, shingle);
        }
    }

    /// Number of shingles of the text.
    pub fn shingle_count(&self) -> u32 {
        self.shingle_count
    }

    /// The `count` smallest hashes, rising: two texts that are alike share some of them.
    pub fn smallest(&self, count: usize) -> impl Iterator<Item = u32> + '_ {
        self.smallest.iter().copied().take(count)
    }

    /// The largest hash up to which the sketch is complete.
    fn complete_to(&self) -> u32 {
        if self.smallest.len() < SKETCH_SHINGLES { u32::MAX } else { self.smallest.last().copied().unwrap_or(u32::MAX) }
    }

    /// How alike the two texts are; nothing alike where one is empty.
    pub fn likeness(&self, other: &ShingleSketch) -> Likeness {
        let bound = self.complete_to().min(other.complete_to());
        let below = |sketch: &ShingleSketch| sketch.smallest.partition_point(|&shingle| shingle <= bound);
        let here = self.smallest.iter().take_while(|&&shingle| shingle <= bound);
        let shared = here.filter(|&shingle| other.smallest.binary_search(shingle).is_ok()).count();
        let either = (below(self) + below(other) - shared).max(1);
        let resemblance = shared as f32 / either as f32;
        let (a, b) = (self.shingle_count as f32, other.shingle_count as f32);
        let (shorter, longer) = (a.min(b).max(1.0), a.max(b).max(1.0));
        let containment = (resemblance * (a + b) / (1.0 + resemblance) / shorter).min(1.0);
        Likeness { resemblance, containment, length_ratio: shorter / longer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> ShingleSketch {
        ShingleSketch::new([text].into_iter())
    }

    fn numbers(range: std::ops::Range<u32>) -> String {
        range.map(|number| format!("w{number} ")).collect()
    }

    #[test]
    fn short_texts_are_compared_exactly() {
        let likeness = sketch("a b c d e f").likeness(&sketch("a b c d e g"));
        assert_eq!((likeness.resemblance, likeness.length_ratio), (1.0 / 3.0, 1.0));
        assert_eq!(likeness.containment, 0.5);
        assert_eq!(sketch("a b c").likeness(&sketch("")).resemblance, 0.0);
    }

    #[test]
    fn long_texts_are_estimated() {
        let likeness = sketch(&numbers(0..2000)).likeness(&sketch(&numbers(1000..3000)));
        assert!((0.2..0.47).contains(&likeness.resemblance), "{likeness:?}");
        let part = sketch(&numbers(0..1000)).likeness(&sketch(&numbers(0..2000)));
        assert!((0.35..0.65).contains(&part.resemblance) && part.containment > 0.8, "{part:?}");
        let same = sketch(&numbers(0..2000));
        assert_eq!(same.likeness(&same).resemblance, 1.0);
        assert_eq!(same.likeness(&sketch(&numbers(3000..5000))).resemblance, 0.0);
    }
}
