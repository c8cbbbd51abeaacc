//! The discourse model of an article: its mentions, the people they refer to, and what is known of each.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::super::token_row::TokenRow;
use super::super::{EntityKind, FactConfidence};
use super::gender::ReferentGender;
use crate::span::Span;

/// A role that a sentence gives to a person: a title or an appositive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PersonRole {
    /// Whose: index of the mention in the list that was given.
    pub mention: u32,
    /// The role without its determiner: "French Culture Minister".
    pub span: Span,
    /// The sentence that says so.
    pub sentence: Span,
    /// How sure it is.
    pub confidence: FactConfidence,
}

/// A mention with its tokens.
#[derive(Debug, Clone, Copy)]
pub(in crate::entity) struct DiscourseMention {
    /// Index in the list that was given.
    pub mention_index: u32,
    pub kind: EntityKind,
    /// First token and the one after the last.
    pub first_token: usize,
    pub end_token: usize,
    /// Index of the person it refers to; `None` for other kinds.
    pub(super) referent: Option<u32>,
}

pub(super) struct PersonReferent {
    /// Words of the longest name.
    pub(super) name_words: Vec<String>,
    pub(super) gender: ReferentGender,
    /// Whether a noun of kinship brings the person in: "his wife Ann Lee".
    pub(super) is_relative: bool,
    /// Words of each role, in lower case and one spelling.
    pub(super) role_words: Vec<Vec<String>>,
    /// Index of the person's first mention in the discourse model.
    pub(super) first_mention: usize,
}

/// Mentions of an article in text order, without overlaps, clustered into people (discourse referents, Karttunen 1976).
pub(in crate::entity) struct DiscourseModel<'a> {
    pub(super) words: &'a TokenRow<'a>,
    pub mentions: Vec<DiscourseMention>,
    pub(super) referents: Vec<PersonReferent>,
    pub(super) roles: Vec<PersonRole>,
    /// Token ranges in quotation marks: mentions there are no antecedents.
    pub quoted_ranges: Vec<std::ops::Range<usize>>,
    /// Mention that speaks in a sentence, by the sentence's index.
    pub(super) speaker_by_sentence: FxHashMap<usize, usize>,
}

impl DiscourseModel<'_> {
    /// The mention that covers the token at `at`, by binary search.
    pub fn mention_at(&self, at: usize) -> Option<&DiscourseMention> {
        let next = self.mentions.partition_point(|named| named.first_token <= at);
        self.mentions.get(next.checked_sub(1)?).filter(|named| at < named.end_token)
    }

    /// Index of the mention whose last token is at `at`.
    pub fn mention_ending_at(&self, at: usize) -> Option<usize> {
        let next = self.mentions.partition_point(|named| named.first_token <= at);
        let place = next.checked_sub(1)?;
        self.mentions.get(place).filter(|named| Some(named.end_token) == at.checked_add(1)).map(|_| place)
    }

    /// Index of the first mention that starts at `at` or later.
    pub fn first_mention_from(&self, at: usize) -> usize {
        self.mentions.partition_point(|named| named.first_token < at)
    }

    /// Whether two mentions, by their indices, refer to one person.
    pub fn is_same_referent(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let person = |place: Option<usize>| self.mentions.get(place?)?.referent;
        person(one).is_some() && person(one) == person(other)
    }

    /// Records who speaks in a sentence: the preferred antecedent there.
    pub fn record_speaker(&mut self, sentence: usize, place: usize) {
        self.speaker_by_sentence.insert(sentence, place);
    }

    pub(super) fn is_in_quotes(&self, at: usize) -> bool {
        let next = self.quoted_ranges.partition_point(|range| range.start <= at);
        next.checked_sub(1).and_then(|place| self.quoted_ranges.get(place)).is_some_and(|range| at < range.end)
    }
}
