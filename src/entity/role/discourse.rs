//! What is known of the people of an article.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::super::Kind;
use super::super::word::Words;
use super::gender::Gender;
use crate::span::Span;

/// A role that a sentence gives to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HeldRole {
    /// Whose: the place of the mention in the list that was given.
    pub mention: u32,
    /// The words of the role, without the article before them: "French Culture Minister".
    pub span: Span,
    /// The sentence that says so.
    pub sentence: Span,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
}

/// A mention with its words.
#[derive(Debug, Clone, Copy)]
pub(in crate::entity) struct Named {
    /// Place in the list that was given.
    pub index: u32,
    pub kind: Kind,
    /// First word and the one after the last.
    pub from: usize,
    pub to: usize,
    /// Number of the person, for people.
    pub(super) person: Option<u32>,
}

pub(super) struct Person {
    /// Words of the longest name.
    pub(super) names: Vec<String>,
    pub(super) gender: Gender,
    /// Words of each role, in small letters, with the mention that has it.
    pub(super) roles: Vec<Vec<String>>,
    /// The last mention so far, as a place in `named`, while people are gathered.
    pub(super) first: usize,
}

/// The people of an article with what is known of them.
pub(in crate::entity) struct Cast<'a> {
    pub(super) words: &'a Words<'a>,
    pub named: Vec<Named>,
    pub(super) people: Vec<Person>,
    pub(super) roles: Vec<HeldRole>,
    /// Words that stand in quotation marks: people named there are not the ones who act.
    pub quoted: Vec<std::ops::Range<usize>>,
    /// Who is known to speak in a sentence, by its number.
    pub(super) speakers: FxHashMap<usize, usize>,
}

impl Cast<'_> {
    /// The mention that covers the word at `at`.
    pub fn at_word(&self, at: usize) -> Option<&Named> {
        let next = self.named.partition_point(|named| named.from <= at);
        self.named.get(next.checked_sub(1)?).filter(|named| at < named.to)
    }

    /// Place in `named` of the mention whose last word is at `at`.
    pub fn ending_at(&self, at: usize) -> Option<usize> {
        let next = self.named.partition_point(|named| named.from <= at);
        let place = next.checked_sub(1)?;
        self.named.get(place).filter(|named| named.to == at + 1).map(|_| place)
    }

    /// Place in `named` of the first mention that begins at `at` or later.
    pub fn next_from(&self, at: usize) -> usize {
        self.named.partition_point(|named| named.from < at)
    }

    /// Whether two mentions, by their places in `named`, are of one person.
    pub fn is_same_person(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let person = |place: Option<usize>| self.named.get(place?)?.person;
        person(one).is_some() && person(one) == person(other)
    }

    /// Remembers who speaks in a sentence.
    pub fn note_speaker(&mut self, sentence: usize, place: usize) {
        self.speakers.insert(sentence, place);
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let next = self.quoted.partition_point(|range| range.start <= at);
        next.checked_sub(1).and_then(|place| self.quoted.get(place)).is_some_and(|range| at < range.end)
    }
}
