//! Words of writing systems that put no space between them, found with a dictionary that is not ours: browsers have one, and the
//! command line brings its own. Without any, every letter stands for itself and a run of letters is found as a phrase.

/// Where the words of a run of letters end, in bytes, rising. The same run always has to give the same ends: what was indexed with one
/// segmenter is searched with the same.
pub type Segmenter = fn(&str) -> Vec<usize>;

/// Words by the dictionaries of ICU: Chinese, Japanese, Thai, Khmer, Lao and Burmese.
#[cfg(feature = "segmenter")]
pub fn segment_by_dictionary(run: &str) -> Vec<usize> {
    use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
    // Boundaries, of which the first is the beginning.
    WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(run).skip(1).collect()
}
