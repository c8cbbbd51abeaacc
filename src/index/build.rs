//! Building the index: documents in, one immutable [`Index`] out.

use super::{
    Index,
    field::{FIELDS, passages},
    labels::LabelsBuilder,
    places::Places,
    postings::{Lists, PostingWriter},
    terms::Terms,
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
        for passage in passages(document) {
            let places = tokens(passage.text, |token| {
                self.list(token.key).push(number, passage.field, base + token.position);
            });
            if let Some(length) = lengths.get_mut(passage.field as usize) {
                *length += places;
            }
            base += places + PASSAGE_GAP;
        }
        self.lengths.extend(lengths);
        self.dates.push(document.date.map_or(UNDATED, |line| line.date.julian_day() as u32));
        self.languages.push(document.language.as_ref().map_or("", Language::as_str));
        self.origins.push(document.origin().unwrap_or_default());
    }

    fn list(&mut self, key: &str) -> &mut PostingWriter {
        let number = self.terms.number(key) as usize;
        if number == self.lists.len() {
            self.lists.push(PostingWriter::default());
        }
        // The number was just found or just pushed.
        #[allow(clippy::indexing_slicing)]
        &mut self.lists[number]
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
        Index::assemble(super::Parts {
            terms: Dictionary::build(keys.iter().map(|(key, _)| &**key)),
            places: Places::build(lists.frequencies, lists.ends),
            documents: lists.documents.into(),
            counts: lists.counts.into(),
            positions: lists.positions.into(),
            lengths: self.lengths.into_iter().collect(),
            dates: self.dates.into_iter().collect(),
            languages: self.languages.build(),
            origins: self.origins.build(),
        })
    }
}
