//! Facts that several versions of one story tell.

use rustc_hash::FxHashMap;

use crate::document::DocumentId;

/// The key of a fact: its document, and its index among the facts of its kind there.
pub(super) type FactPlace = (DocumentId, usize);

/// Facts of a list that several versions of a story tell. Each is listed once: where it is told first.
#[derive(Default)]
pub(super) struct ToldFacts {
    /// By story and words of the fact: where it is told first, and the article that told it last.
    first_places: FxHashMap<(u32, u64), (FactPlace, DocumentId)>,
    /// Number of versions that tell the fact of a place, where several do.
    version_counts: FxHashMap<FactPlace, u32>,
}

impl ToldFacts {
    /// Whether another version of `story` told this fact, given by the hash of its words. Of an article that is no version, none is.
    pub fn is_told(&mut self, story: Option<u32>, place: FactPlace, fact: impl FnOnce() -> u64) -> bool {
        let Some(story) = story else { return false };
        let (first, last) = self.first_places.entry((story, fact())).or_insert((place, place.0));
        if first.0 == place.0 {
            return false;
        }
        if std::mem::replace(last, place.0) != place.0 {
            *self.version_counts.entry(*first).or_insert(1) += 1;
        }
        true
    }

    /// Number of versions that tell the fact of this place.
    pub fn version_count(&self, place: FactPlace) -> u32 {
        self.version_counts.get(&place).copied().unwrap_or(1)
    }
}
