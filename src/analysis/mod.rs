//! Text analysis: what is done to the words of a text before they become terms. Tokenisation, character folding, stemming,
//! segmentation, language identification, stop words.

pub mod clitic;
pub mod fold;
pub(crate) mod language;
pub(crate) mod language_detector;
pub(crate) mod letter;
mod light_stem;
pub mod respell;
pub mod segmenter;
pub(crate) mod short_word;
pub(crate) mod sign;
pub mod stem;
pub(crate) mod stop_words;
pub(crate) mod swar;
pub mod token;
