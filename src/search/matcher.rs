//! Finding the words of a query again in a text, to mark them and to choose what to show.

use rustc_hash::FxHashMap;

use crate::{
    entity::EntityId,
    index::{Field, Passage},
    order::sort_by_key,
    search::resolve::Form,
    token::Tokenizer,
    view::MatchKind,
};

/// A stretch that answers a clause of the query: a word, or all words of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How it matched; of a phrase, the least sure of its words.
    pub kind: MatchKind,
    /// Which clause it answers.
    pub group: usize,
}

/// What each clause of a query stands for, term by term.
#[derive(Debug, Default)]
pub struct Matcher {
    tokenizer: Tokenizer,
    sequences: Vec<Sequence>,
    /// For each term, the places in sequences it can fill.
    slots: FxHashMap<String, Vec<Slot>>,
    /// How much it says that a passage has a word of each group.
    weights: Vec<f32>,
    /// Entities to mark where they are named.
    wanted: Vec<Wanted>,
}

/// Entities to mark where an article names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which clause it answers.
    pub group: usize,
    /// Which entities, rising.
    pub entities: Vec<EntityId>,
    /// How its mentions count as matches.
    pub kind: MatchKind,
    /// Whether what it is quoted with is marked, in place of its mentions.
    pub quoted: bool,
}

/// Words that stand side by side; mostly just one.
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

/// A word of the text that can fill a slot.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    slot: Slot,
    position: u32,
    width: u32,
    start: usize,
    end: usize,
}

impl Matcher {
    /// For texts read by `tokenizer`, by which they were indexed. Nothing is sought yet.
    pub fn new(tokenizer: Tokenizer) -> Self {
        Matcher { tokenizer, ..Matcher::default() }
    }

    /// Opens the next group: one clause of the query.
    pub fn begin_group(&mut self) -> usize {
        self.weights.push(0.0);
        self.weights.len() - 1
    }

    /// Says how much a group counts when passages are compared.
    pub fn set_weight(&mut self, group: usize, weight: f32) {
        if let Some(own) = self.weights.get_mut(group) {
            *own = weight;
        }
    }

    /// How much a group counts.
    pub fn weight(&self, group: usize) -> f32 {
        self.weights.get(group).copied().unwrap_or_default()
    }

    /// Adds a way to answer `group`: for each of the words side by side, the terms that may stand there.
    pub fn add(&mut self, group: usize, field: Option<Field>, words: Vec<Vec<Form>>) {
        let sequence = self.sequences.len();
        self.sequences.push(Sequence { group, field, len: words.len() });
        for (at, forms) in words.into_iter().enumerate() {
            for form in forms {
                self.slots.entry(form.key).or_default().push(Slot { sequence, at, kind: form.kind });
            }
        }
    }

    /// Adds entities to mark.
    pub fn want(&mut self, wanted: Wanted) {
        self.wanted.push(wanted);
    }

    /// The entities to mark.
    pub fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    /// Whether no word is sought for.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The marks in a passage, rising and apart from each other; calls `matched` with the key of each marked word.
    ///
    /// Positions are bytes of the passage's text. A word of a phrase is marked only where the whole phrase stands.
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

/// Goes on from the first word of a sequence to its last; `None` where it breaks off.
fn complete<'c>(
    first: &Candidate,
    key: &'c str,
    sequence: &Sequence,
    candidates: &'c [(Candidate, String)],
) -> Option<(Mark, Vec<(&'c str, MatchKind)>)> {
    let mut mark = Mark { start: first.start, end: first.end, kind: first.slot.kind, group: sequence.group };
    let mut keys = vec![(key, first.slot.kind)];
    for (position, at) in (first.position + 1..).zip(1..sequence.len) {
        // Candidates rise by position: those of this place stand together.
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

/// Where marks overlap, the longest stays, of equals the surest.
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
