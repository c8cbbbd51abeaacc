//! Building the index: documents in, one immutable [`Index`] out.

use super::{
    Columns, Index,
    field::{FIELDS, Field, passages},
    labels::LabelsBuilder,
    postings::{Lists, PostingWriter},
    shard::{Shard, Shards},
    terms::{Key, Terms},
};
use crate::{
    dictionary::Dictionary,
    document::{Document, Language},
    error::Result,
    order::sort_by,
    token::tokens,
};

/// Places left empty between passages, so that no phrase reaches from one into the next.
const PASSAGE_GAP: u32 = 2;

/// No day of publication is known.
pub(super) const UNDATED: u32 = u32::MAX;

/// Collects documents; [`IndexBuilder::build`] turns it into the index.
#[derive(Default)]
pub struct IndexBuilder {
    terms: Terms,
    lists: Vec<PostingWriter>,
    /// Of the document at hand: the keys of its words, their places, the numbers of their terms.
    keys: Vec<Key>,
    places: Vec<(Field, u32)>,
    numbers: Vec<u32>,
    lengths: Vec<u32>,
    dates: Vec<u32>,
    languages: LabelsBuilder,
    origins: LabelsBuilder,
}

impl IndexBuilder {
    /// Adds the next document in corpus order.
    pub fn add(&mut self, document: &Document) {
        let number = self.dates.len() as u32;
        let mut lengths = [0; FIELDS];
        let mut base = 0;
        // First all keys, then their numbers, then their lists: most of the time goes by waiting for far-off memory, and so the
        // processor waits for many at once.
        self.places.clear();
        self.keys.clear();
        for passage in passages(document) {
            let places = tokens(passage.text, |token| {
                self.keys.push(self.terms.read(token.key));
                self.places.push((passage.field, base + token.position));
            });
            if let Some(length) = lengths.get_mut(passage.field as usize) {
                *length += places;
            }
            base += places + PASSAGE_GAP;
        }
        self.numbers.clear();
        self.numbers.extend(self.keys.iter().map(|&key| self.terms.number(key)));
        self.lists.resize_with(self.terms.len(), PostingWriter::default);
        for (&term, &(field, position)) in self.numbers.iter().zip(&self.places) {
            if let Some(list) = self.lists.get_mut(term as usize) {
                list.push(number, field, position);
            }
        }
        self.lengths.extend(lengths);
        self.dates.push(document.date.map_or(UNDATED, |line| line.date.julian_day() as u32));
        self.languages.push(document.language.as_ref().map_or("", Language::as_str));
        self.origins.push(document.origin().unwrap_or_default());
    }

    /// The finished index. Terms are numbered in their sorted order, so the same documents give the same bytes.
    pub fn build(self) -> Result<Index> {
        let mut keys: Vec<(Box<str>, u32)> = self.terms.into_keys().collect();
        sort_by(&mut keys, |(a, _), (b, _)| a.cmp(b));
        let mut writers = self.lists;
        let mut lists = Lists::default();
        for (_, number) in &keys {
            writers.get_mut(*number as usize).map(std::mem::take).unwrap_or_default().finish(&mut lists);
        }
        let (shard, positions) = Shard::build(Dictionary::build(keys.iter().map(|(key, _)| &**key)), lists);
        let columns = Columns {
            lengths: self.lengths.into_iter().collect(),
            dates: self.dates.into_iter().collect(),
            languages: self.languages.build(),
            origins: self.origins.build(),
        };
        Index::assemble(columns, Shards::whole(shard, positions)?)
    }
}
