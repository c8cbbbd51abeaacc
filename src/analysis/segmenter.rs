//! Word segmentation of scripts without spaces, by a function that is handed in: browsers have a dictionary (`Intl.Segmenter`), and the
//! command line uses that of ICU. Without one, every letter is a token and a run of letters is found as a phrase.

/// A word segmenter: the ends of the words in a run of letters, as rising byte offsets. It has to be deterministic, and queries need the
/// one that the articles were indexed with.
pub type Segmenter = fn(&str) -> Vec<usize>;

/// The [`Segmenter`] with the dictionaries of ICU: Chinese, Japanese, Thai, Khmer, Lao and Burmese.
#[cfg(feature = "segmenter")]
pub fn segment_by_dictionary(run: &str) -> Vec<usize> {
    use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
    // Boundaries, of which the first is the beginning.
    WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(run).skip(1).collect()
}
