//! Near-duplicate articles: versions of one story.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::ShingleSketch;
use crate::document::DocumentId;
use crate::order::sort_by_key;

/// Smallest hashes of a sketch by which candidates are found (locality-sensitive hashing), and how many of them a candidate shares.
const INDEXED_SHINGLES: usize = 24;
const MIN_SHARED: u8 = 2;

/// Articles before it with the same hash that an article is paired with. Versions beyond are joined through one another.
const PAIRED_ARTICLES: usize = 4;

/// Fewest shingles of an article that can be a version: about ten words.
const MIN_SHINGLES: u32 = 6;

/// Resemblance from which two articles are versions of one story.
const MIN_RESEMBLANCE: f32 = 0.5;

/// Or the shorter is contained in the longer, which is no more than twice as long, so that a digest of several stories joins none.
const MIN_CONTAINMENT: f32 = 0.8;
const MIN_LENGTH_RATIO: f32 = 0.5;

/// Articles that are versions of one story.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Vec<DocumentId>>", into = "Vec<Vec<DocumentId>>")]
pub struct StoryGroups {
    /// The versions of each story, at least two, rising; the stories by their first version.
    groups: Vec<Vec<DocumentId>>,
    /// Every version with the number of its story, rising.
    by_article: Vec<(DocumentId, u32)>,
}

impl From<StoryGroups> for Vec<Vec<DocumentId>> {
    fn from(stories: StoryGroups) -> Self {
        stories.groups
    }
}

impl From<Vec<Vec<DocumentId>>> for StoryGroups {
    /// Of the versions of each story, rising.
    fn from(mut groups: Vec<Vec<DocumentId>>) -> Self {
        sort_by_key(&mut groups, |versions| versions.first().copied());
        let numbered = (0..).zip(&groups);
        let mut by_article: Vec<(DocumentId, u32)> =
            numbered.flat_map(|(number, group)| group.iter().map(move |&version| (version, number))).collect();
        sort_by_key(&mut by_article, |&entry| entry);
        StoryGroups { groups, by_article }
    }
}

impl StoryGroups {
    /// The versions of each story.
    pub fn groups(&self) -> impl Iterator<Item = &[DocumentId]> {
        self.groups.iter().map(Vec::as_slice)
    }

    /// Every article that is a version.
    pub fn articles(&self) -> impl Iterator<Item = DocumentId> {
        self.by_article.iter().map(|&(article, _)| article)
    }

    /// Number of the story that an article is a version of; `None` for one that has no other version.
    pub fn story_of(&self, article: DocumentId) -> Option<u32> {
        let at = self.by_article.binary_search_by_key(&article, |&(version, _)| version).ok()?;
        self.by_article.get(at).map(|&(_, story)| story)
    }

    /// All versions of the story of an article, itself included; empty where it has no other.
    pub fn versions_of(&self, article: DocumentId) -> &[DocumentId] {
        let group = self.story_of(article).and_then(|story| self.groups.get(story as usize));
        group.map(Vec::as_slice).unwrap_or_default()
    }
}

/// Groups articles, given by their sketches in corpus order, that are versions of one story: near duplicates, joined by single linkage.
/// Linear in the number of articles, but for sorting.
pub fn find_stories(sketches: &[ShingleSketch]) -> StoryGroups {
    let mut parent: Vec<u32> = (0..sketches.len() as u32).collect();
    for (a, b) in candidate_pairs(sketches) {
        let (Some(one), Some(other)) = (sketches.get(a as usize), sketches.get(b as usize)) else { continue };
        if is_same_story(one, other) {
            let (a, b) = (find_root(&parent, a), find_root(&parent, b));
            // The root is the first version.
            if let Some(parent) = parent.get_mut(a.max(b) as usize) {
                *parent = a.min(b);
            }
        }
    }
    let mut groups: FxHashMap<u32, Vec<DocumentId>> = FxHashMap::default();
    for article in 0..sketches.len() as u32 {
        groups.entry(find_root(&parent, article)).or_default().push(DocumentId(article));
    }
    groups.into_values().filter(|versions| versions.len() > 1).collect::<Vec<_>>().into()
}

fn find_root(parent: &[u32], mut at: u32) -> u32 {
    while let Some(&above) = parent.get(at as usize).filter(|&&above| above != at) {
        at = above;
    }
    at
}

/// Pairs of articles, the earlier first, that share some of their smallest hashes. Rising.
fn candidate_pairs(sketches: &[ShingleSketch]) -> Vec<(u32, u32)> {
    let long_enough = (0..).zip(sketches).filter(|(_, sketch)| sketch.shingle_count() >= MIN_SHINGLES);
    let hashes =
        long_enough.flat_map(|(article, sketch)| sketch.smallest(INDEXED_SHINGLES).map(move |hash| (hash, article)));
    let mut hashes: Vec<(u32, u32)> = hashes.collect();
    sort_by_key(&mut hashes, |&entry| entry);
    let mut shared: FxHashMap<(u32, u32), u8> = FxHashMap::default();
    for run in hashes.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, article)) in run.iter().enumerate() {
            for &(_, before) in run.iter().take(at).rev().take(PAIRED_ARTICLES) {
                let count = shared.entry((before, article)).or_default();
                *count = count.saturating_add(1);
            }
        }
    }
    let mut pairs: Vec<(u32, u32)> =
        shared.into_iter().filter(|&(_, count)| count >= MIN_SHARED).map(|(pair, _)| pair).collect();
    sort_by_key(&mut pairs, |&pair| pair);
    pairs
}

fn is_same_story(one: &ShingleSketch, other: &ShingleSketch) -> bool {
    let likeness = one.likeness(other);
    likeness.resemblance >= MIN_RESEMBLANCE
        || (likeness.containment >= MIN_CONTAINMENT && likeness.length_ratio >= MIN_LENGTH_RATIO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(range: std::ops::Range<u32>) -> String {
        range.map(|number| format!("w{number} ")).collect()
    }

    fn groups(texts: &[String]) -> Vec<Vec<u32>> {
        let sketches: Vec<ShingleSketch> =
            texts.iter().map(|text| ShingleSketch::new([text.as_str()].into_iter())).collect();
        find_stories(&sketches).groups().map(|group| group.iter().map(|article| article.0).collect()).collect()
    }

    #[test]
    fn near_duplicates_are_versions_of_one_story() {
        let edited = text(0..300).replace("w50 ", "edited ").replace("w200 ", "");
        let texts = [text(0..300), text(1000..1300), edited, text(0..420), text(900..1100)];
        assert_eq!(groups(&texts), [[0, 2, 3]]);
    }

    #[test]
    fn a_digest_joins_no_stories() {
        let digest = text(0..150) + &text(1000..1150) + &text(2000..2150);
        assert!(groups(&[text(0..150), text(1000..1150), text(2000..2150), digest]).is_empty());
    }

    #[test]
    fn short_texts_have_to_be_alike_word_for_word() {
        let tweet = "The night train to the coast runs again from Monday on, says the line.".to_owned();
        let other = "The night train to the hills runs no more from Friday on, says the line.".to_owned();
        assert_eq!(groups(&[tweet.clone(), other, tweet]), [[0, 2]]);
        assert!(groups(&["Yes, we can.".into(), "Yes, we can.".into(), String::new(), String::new()]).is_empty());
    }

    #[test]
    fn many_versions_are_one_story() {
        let texts: Vec<String> =
            (0..40).map(|version| text(0..200) + &text(5000 + version * 10..5010 + version * 10)).collect();
        assert_eq!(groups(&texts), [(0..40).collect::<Vec<u32>>()]);
    }

    #[test]
    fn versions_are_found_by_any_of_them() {
        let sketches =
            [text(0..100), text(500..600), text(0..100)].map(|text| ShingleSketch::new([text.as_str()].into_iter()));
        let stories = find_stories(&sketches);
        assert_eq!(stories.versions_of(DocumentId(2)), [DocumentId(0), DocumentId(2)]);
        assert_eq!(stories.story_of(DocumentId(0)), stories.story_of(DocumentId(2)));
        assert_eq!((stories.story_of(DocumentId(1)), stories.versions_of(DocumentId(1))), (None, &[][..]));
    }
}
