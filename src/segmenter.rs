//! Words of writing systems that put no space between them, found with a dictionary that is not ours: browsers have one, and the
//! command line brings its own. Without any, every letter stands for itself and a run of letters is found as a phrase.

use std::sync::OnceLock;

/// Where the words of a run of letters end, in bytes, rising.
pub type Segmenter = fn(&str) -> Vec<usize>;

static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();

/// Has the words of all texts from here on found by `segmenter`; the first one given stays. To be called before any room is made.
pub fn install(segmenter: Segmenter) {
    // Who comes second finds what was found before, which is no error.
    let _ = SEGMENTER.set(segmenter);
}

/// Where the words of `run` end; nothing without a segmenter.
pub(crate) fn word_ends(run: &str) -> Vec<usize> {
    SEGMENTER.get().map(|segment| segment(run)).unwrap_or_default()
}

/// Words by the dictionaries of ICU: Chinese, Japanese, Thai, Khmer, Lao and Burmese.
#[cfg(all(feature = "segmenter", not(target_family = "wasm")))]
pub fn by_dictionary(run: &str) -> Vec<usize> {
    use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
    // Boundaries, of which the first is the beginning.
    WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(run).skip(1).collect()
}
