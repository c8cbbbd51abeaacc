//! What a collection says many times: paragraphs that recur across its articles, and articles that are versions of one story.
//!
//! `fingerprint` turns text into numbers: a hash of each word, each paragraph, each run of five words. [`ParagraphCounts`] counts
//! paragraphs by document frequency; one that stands in several stories is boilerplate of the collection ([`RecurringParagraphs`]).
//! Of what is left, a [`ShingleSketch`] estimates how alike two articles are, and [`find_stories`] groups versions of one story.

mod difference;
mod fingerprint;
mod paragraph_counts;
mod recurring;
mod sketch;
mod stories;

use serde::{Deserialize, Serialize};

use crate::document::DocumentId;

pub use difference::sentences_only_in;
pub use fingerprint::hash_phrase;
pub use paragraph_counts::ParagraphCounts;
#[cfg(feature = "internals")]
pub use recurring::RecurringParagraphPlaces;
pub use recurring::RecurringParagraphs;
pub use sketch::ShingleSketch;
pub use stories::{StoryGroups, find_stories};

/// What a collection says many times.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repetition {
    /// Paragraphs that recur across stories.
    pub recurring: RecurringParagraphs,
    /// Articles that are versions of one story.
    pub stories: StoryGroups,
}

impl Repetition {
    /// Whether all places are in articles below `document_count`, as those of a register are.
    pub fn fits(&self, document_count: u32) -> bool {
        self.recurring.articles().chain(self.stories.articles()).all(|DocumentId(number)| number < document_count)
    }
}
