//! The query matcher: finds the words of a query again in a text, for highlighting and for choosing snippets.

use rustc_hash::FxHashMap;

use crate::{
    entity::EntityId,
    index::{Field, Passage},
    order::sort_by_key,
    search::resolve::Form,
    token::Tokenizer,
    view::MatchKind,
};

/// A highlighted stretch that matches a clause of the query: a word, or all words of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
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
pub struct Matcher {
    tokenizer: Tokenizer,
    sequences: Vec<Sequence>,
    /// For each term, the slots of sequences that it can fill.
    slots: FxHashMap<String, Vec<Slot>>,
    /// Weight of each group when passages are compared.
    weights: Vec<f32>,
    /// Entities whose mentions are highlighted.
    wanted: Vec<Wanted>,
}

/// Entities whose mentions or quotations are highlighted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
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
struct Sequence {
    group: usize,
    field: Option<Field>,
    len: usize,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    sequence: usize,
    at: usize,
    kind: MatchKind,
}

/// A word of the text that fits a slot.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    slot: Slot,
    position: u32,
    width: u32,
    start: usize,
    end: usize,
}

impl Matcher {
    /// An empty matcher for texts that were indexed with `tokenizer`.
    pub fn new(tokenizer: Tokenizer) -> Self {
        Matcher { tokenizer, ..Matcher::default() }
    }

    /// Opens the next group.
    pub fn begin_group(&mut self) -> usize {
        self.weights.push(0.0);
        self.weights.len() - 1
    }

    /// Sets the weight of a group when passages are compared.
    pub fn set_weight(&mut self, group: usize, weight: f32) {
        if let Some(own) = self.weights.get_mut(group) {
            *own = weight;
        }
    }

    /// Weight of a group; 0 for an unknown one.
    pub fn weight(&self, group: usize) -> f32 {
        self.weights.get(group).copied().unwrap_or_default()
    }

    /// Adds an alternative to `group`: for each word of a phrase, the terms that match it.
    pub fn add(&mut self, group: usize, field: Option<Field>, words: Vec<Vec<Form>>) {
        let sequence = self.sequences.len();
        self.sequences.push(Sequence { group, field, len: words.len() });
        for (at, forms) in words.into_iter().enumerate() {
            for form in forms {
                self.slots.entry(form.key).or_default().push(Slot { sequence, at, kind: form.kind });
            }
        }
    }

    /// Adds entities to highlight.
    pub fn want(&mut self, wanted: Wanted) {
        self.wanted.push(wanted);
    }

    /// The entities to highlight.
    pub fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    /// Whether there is no term to find.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The marks in a passage, rising and not overlapping; calls `matched` with the key of each highlighted word.
    ///
    /// Ranges are bytes of the passage's text. A word of a phrase is highlighted only where the whole phrase matches.
    pub fn marks(&self, passage: &Passage<'_>, mut matched: impl FnMut(&str, MatchKind)) -> Vec<Mark> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut candidates: Vec<(Candidate, String)> = Vec::new();
        self.tokenizer.tokens(passage.text, |token| {
            for &slot in self.slots.get(token.key).into_iter().flatten() {
                let field = self.sequences.get(slot.sequence).and_then(|sequence| sequence.field);
                if field.is_none_or(|field| field == passage.field) {
                    let (position, width, start, end) = (token.position, token.width, token.start, token.end);
                    candidates.push((Candidate { slot, position, width, start, end }, token.key.to_owned()));
                }
            }
        });
        let mut marks = Vec::new();
        for (first, key) in candidates.iter().filter(|(candidate, _)| candidate.slot.at == 0) {
            let Some(sequence) = self.sequences.get(first.slot.sequence) else { continue };
            let Some((mark, keys)) = complete(first, key, sequence, &candidates) else { continue };
            keys.into_iter().for_each(|(key, kind)| matched(key, kind));
            marks.push(mark);
        }
        flatten(marks)
    }
}

/// Completes a sequence from the candidate for its first word; `None` where a word is missing.
fn complete<'c>(
    first: &Candidate,
    key: &'c str,
    sequence: &Sequence,
    candidates: &'c [(Candidate, String)],
) -> Option<(Mark, Vec<(&'c str, MatchKind)>)> {
    let mut mark = Mark { start: first.start, end: first.end, kind: first.slot.kind, group: sequence.group };
    let mut keys = vec![(key, first.slot.kind)];
    for (position, at) in (first.position + 1..).zip(1..sequence.len) {
        // Candidates rise by position, so those of one position are neighbours.
        let from = candidates.partition_point(|(candidate, _)| candidate.position < position);
        let here = candidates.iter().skip(from).take_while(|(candidate, _)| candidate.position == position);
        let fits = |candidate: &Candidate| candidate.slot.sequence == first.slot.sequence && candidate.slot.at == at;
        let (next, key) =
            here.filter(|(candidate, _)| fits(candidate)).min_by_key(|(next, _)| (next.width, next.slot.kind))?;
        mark.end = mark.end.max(next.end);
        mark.kind = mark.kind.max(next.slot.kind);
        keys.push((key, next.slot.kind));
    }
    Some((mark, keys))
}

/// Merges overlapping marks into one, of the kind and group of the first (of those that begin alike, the longest).
fn flatten(mut marks: Vec<Mark>) -> Vec<Mark> {
    sort_by_key(&mut marks, |mark| (mark.start, std::cmp::Reverse(mark.end), mark.kind, mark.group));
    let mut flat: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match flat.last_mut() {
            Some(last) if mark.start < last.end => last.end = last.end.max(mark.end),
            _ => flat.push(mark),
        }
    }
    flat
}
