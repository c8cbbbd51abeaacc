//! The query matcher: finds the words of a query again in a text, for highlighting and for choosing snippets.

use rustc_hash::FxHashMap;

use crate::{
    analysis::token::Tokenizer,
    entity::EntityId,
    index::{IndexField, IndexedPassage},
    order::sort_by_key,
    query::{QueryAtom, QueryWord},
    search::expand::TermExpansion,
    view::MatchKind,
};

/// A highlighted stretch that matches a clause of the query: a word, or all words of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HighlightMark {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How it matched; of a phrase, the weakest of its words.
    pub kind: MatchKind,
    /// Number of the clause.
    pub group: usize,
}

/// The terms that match each clause of a query. A group is one clause.
#[derive(Debug, Default)]
pub struct QueryMatcher {
    tokenizer: Tokenizer,
    sequences: Vec<WordSequence>,
    /// For each term, the slots of sequences that it can fill.
    slots: FxHashMap<String, Vec<SequenceSlot>>,
    /// Weight of each group when passages are compared.
    group_weights: Vec<f32>,
    /// Entities whose mentions are highlighted.
    entity_highlights: Vec<EntityHighlight>,
}

/// Entities whose mentions or quotations are highlighted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityHighlight {
    /// Number of the clause.
    pub group: usize,
    /// The entities, sorted.
    pub entities: Vec<EntityId>,
    /// The kind of match that a mention is.
    pub kind: MatchKind,
    /// Whether quotations by the entity are highlighted in place of its mentions.
    pub quoted: bool,
}

/// A phrase: words at successive positions, mostly just one.
#[derive(Debug)]
struct WordSequence {
    group: usize,
    field: Option<IndexField>,
    /// Positions of the words, counted from the first.
    offsets: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct SequenceSlot {
    sequence: usize,
    at: usize,
    kind: MatchKind,
}

/// A word of the text that fits a slot.
#[derive(Debug, Clone, Copy)]
struct SlotCandidate {
    slot: SequenceSlot,
    position: u32,
    width: u32,
    start: usize,
    end: usize,
}

impl QueryMatcher {
    /// An empty matcher for texts that were indexed with `tokenizer`.
    pub fn new(tokenizer: Tokenizer) -> Self {
        QueryMatcher { tokenizer, ..QueryMatcher::default() }
    }

    /// Opens the next group.
    pub fn begin_group(&mut self) -> usize {
        self.group_weights.push(0.0);
        self.group_weights.len() - 1
    }

    /// Sets the weight of a group when passages are compared.
    pub fn set_group_weight(&mut self, group: usize, weight: f32) {
        if let Some(own) = self.group_weights.get_mut(group) {
            *own = weight;
        }
    }

    /// Weight of a group.
    pub fn group_weight(&self, group: usize) -> f32 {
        let weight = self.group_weights.get(group);
        debug_assert!(weight.is_some(), "group {group} of {}", self.group_weights.len());
        weight.copied().unwrap_or_default()
    }

    /// Adds an alternative to `group`: for each word of a phrase, the terms that match it.
    pub fn add_sequence(&mut self, group: usize, atom: &QueryAtom, words: Vec<Vec<TermExpansion>>) {
        let sequence = self.sequences.len();
        let mut next = 0;
        let offset = |word: &QueryWord| {
            let offset = next + word.skipped;
            next = offset + 1;
            offset
        };
        let offsets = atom.words.iter().map(offset).collect();
        self.sequences.push(WordSequence { group, field: atom.field, offsets });
        for (at, expansions) in words.into_iter().enumerate() {
            for expansion in expansions {
                self.slots.entry(expansion.key).or_default().push(SequenceSlot { sequence, at, kind: expansion.kind });
            }
        }
    }

    /// Adds entities to highlight.
    pub fn highlight_entities(&mut self, wanted: EntityHighlight) {
        self.entity_highlights.push(wanted);
    }

    /// The entities to highlight.
    pub fn entity_highlights(&self) -> &[EntityHighlight] {
        &self.entity_highlights
    }

    /// Whether there is no term to find.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The marks in a passage, rising and not overlapping; calls `matched` with the key of each highlighted word.
    ///
    /// Ranges are bytes of the passage's text. A word of a phrase is highlighted only where the whole phrase matches.
    pub fn find_marks(
        &self,
        passage: &IndexedPassage<'_>,
        mut matched: impl FnMut(&str, MatchKind),
    ) -> Vec<HighlightMark> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut candidates: Vec<(SlotCandidate, String)> = Vec::new();
        self.tokenizer.tokenize(passage.text, |token| {
            for &slot in self.slots.get(token.key).into_iter().flatten() {
                let field = self.sequences.get(slot.sequence).and_then(|sequence| sequence.field);
                if field.is_none_or(|field| field == passage.field) {
                    let (position, width, start, end) = (token.position, token.width, token.start, token.end);
                    candidates.push((SlotCandidate { slot, position, width, start, end }, token.key.to_owned()));
                }
            }
        });
        let mut marks = Vec::new();
        for (first, key) in candidates.iter().filter(|(candidate, _)| candidate.slot.at == 0) {
            let Some(sequence) = self.sequences.get(first.slot.sequence) else { continue };
            let Some((mark, keys)) = complete_sequence(first, key, sequence, &candidates) else { continue };
            keys.into_iter().for_each(|(key, kind)| matched(key, kind));
            marks.push(mark);
        }
        merge_overlaps(marks)
    }
}

/// Completes a sequence from the candidate for its first word; `None` where a word is missing.
fn complete_sequence<'c>(
    first: &SlotCandidate,
    key: &'c str,
    sequence: &WordSequence,
    candidates: &'c [(SlotCandidate, String)],
) -> Option<(HighlightMark, Vec<(&'c str, MatchKind)>)> {
    let mut mark = HighlightMark { start: first.start, end: first.end, kind: first.slot.kind, group: sequence.group };
    let mut keys = vec![(key, first.slot.kind)];
    for (at, offset) in sequence.offsets.iter().enumerate().skip(1) {
        let position = first.position + offset;
        // Candidates rise by position, so those of one position are neighbours.
        let from = candidates.partition_point(|(candidate, _)| candidate.position < position);
        let here = candidates.iter().skip(from).take_while(|(candidate, _)| candidate.position == position);
        let fits =
            |candidate: &SlotCandidate| candidate.slot.sequence == first.slot.sequence && candidate.slot.at == at;
        let (next, key) =
            here.filter(|(candidate, _)| fits(candidate)).min_by_key(|(next, _)| (next.width, next.slot.kind))?;
        mark.end = mark.end.max(next.end);
        mark.kind = mark.kind.max(next.slot.kind);
        keys.push((key, next.slot.kind));
    }
    Some((mark, keys))
}

/// Merges overlapping marks into one, of the kind and group of the first (of those that begin alike, the longest).
fn merge_overlaps(mut marks: Vec<HighlightMark>) -> Vec<HighlightMark> {
    sort_by_key(&mut marks, |mark| (mark.start, std::cmp::Reverse(mark.end), mark.kind, mark.group));
    let mut flat: Vec<HighlightMark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match flat.last_mut() {
            Some(last) if mark.start < last.end => last.end = last.end.max(mark.end),
            _ => flat.push(mark),
        }
    }
    flat
}
