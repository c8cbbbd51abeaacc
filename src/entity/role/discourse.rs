//! The discourse model of an article: its mentions, the people they refer to, and what is known of each.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::super::Kind;
use super::super::word::Words;
use super::gender::Gender;
use crate::span::Span;

/// A role that a sentence gives to a person: a title or an appositive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HeldRole {
    /// Whose: index of the mention in the list that was given.
    pub mention: u32,
    /// The role without its determiner: "French Culture Minister".
    pub span: Span,
    /// The sentence that says so.
    pub sentence: Span,
    /// Confidence, from 0 to 1.
    pub confidence: f32,
}

/// A mention with its tokens.
#[derive(Debug, Clone, Copy)]
pub(in crate::entity) struct Named {
    /// Index in the list that was given.
    pub index: u32,
    pub kind: Kind,
    /// First token and the one after the last.
    pub from: usize,
    pub to: usize,
    /// Index of the person it refers to; `None` for other kinds.
    pub(super) person: Option<u32>,
}

pub(super) struct Person {
    /// Words of the longest name.
    pub(super) names: Vec<String>,
    pub(super) gender: Gender,
    /// Words of each role, in lower case and one spelling.
    pub(super) roles: Vec<Vec<String>>,
    /// Index of the person's first mention in the discourse model.
    pub(super) first: usize,
}

/// Mentions of an article in text order, without overlaps, clustered into people (discourse referents, Karttunen 1976).
pub(in crate::entity) struct Cast<'a> {
    pub(super) words: &'a Words<'a>,
    pub named: Vec<Named>,
    pub(super) people: Vec<Person>,
    pub(super) roles: Vec<HeldRole>,
    /// Token ranges in quotation marks: mentions there are no antecedents.
    pub quoted: Vec<std::ops::Range<usize>>,
    /// Mention that speaks in a sentence, by the sentence's index.
    pub(super) speakers: FxHashMap<usize, usize>,
}

impl Cast<'_> {
    /// The mention that covers the token at `at`, by binary search.
    pub fn at_word(&self, at: usize) -> Option<&Named> {
        let next = self.named.partition_point(|named| named.from <= at);
        self.named.get(next.checked_sub(1)?).filter(|named| at < named.to)
    }

    /// Index of the mention whose last token is at `at`.
    pub fn ending_at(&self, at: usize) -> Option<usize> {
        let next = self.named.partition_point(|named| named.from <= at);
        let place = next.checked_sub(1)?;
        self.named.get(place).filter(|named| named.to == at + 1).map(|_| place)
    }

    /// Index of the first mention that starts at `at` or later.
    pub fn next_from(&self, at: usize) -> usize {
        self.named.partition_point(|named| named.from < at)
    }

    /// Whether two mentions, by their indices, refer to one person.
    pub fn is_same_person(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let person = |place: Option<usize>| self.named.get(place?)?.person;
        person(one).is_some() && person(one) == person(other)
    }

    /// Records who speaks in a sentence: the preferred antecedent there.
    pub fn note_speaker(&mut self, sentence: usize, place: usize) {
        self.speakers.insert(sentence, place);
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let next = self.quoted.partition_point(|range| range.start <= at);
        next.checked_sub(1).and_then(|place| self.quoted.get(place)).is_some_and(|range| at < range.end)
    }
}
