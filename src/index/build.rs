//! Building the index: documents in, one immutable [`Index`] out.

use rustc_hash::FxHashMap;

use super::{
    Index,
    field::{FIELDS, passages},
    postings::PostingWriter,
};
use crate::{
    dictionary::Dictionary,
    document::{Document, Language},
    error::Result,
    order::sort_by,
    stem::stem,
    store::{Bytes, Numbers},
    token::{spelling, tokens},
};

/// Places left empty between passages, so that no phrase reaches from one into the next.
const PASSAGE_GAP: u32 = 2;

/// No day of publication is known.
pub(super) const UNDATED: u32 = u32::MAX;

/// Collects documents; [`IndexBuilder::build`] turns it into the index.
#[derive(Default)]
pub struct IndexBuilder {
    terms: FxHashMap<Box<str>, u32>,
    lists: Vec<TermList>,
    lengths: Vec<u32>,
    dates: Vec<u32>,
    languages: Vec<Option<Language>>,
    document_languages: Vec<u32>,
}

#[derive(Default)]
struct TermList {
    writer: PostingWriter,
    /// The languages, by their numbers, in whose documents the term stands; those from the 32nd on have no bit.
    languages: u32,
}

impl IndexBuilder {
    /// Adds the next document in corpus order.
    pub fn add(&mut self, document: &Document) {
        let number = self.dates.len() as u32;
        let language = self.language_number(document.language);
        let mut lengths = [0; FIELDS];
        let mut base = 0;
        for passage in passages(document) {
            let places = tokens(passage.text, |token| {
                let list = self.list(token.key);
                list.writer.push(number, passage.field, base + token.position);
                list.languages |= 1u32.checked_shl(language).unwrap_or(0);
            });
            if let Some(length) = lengths.get_mut(passage.field as usize) {
                *length += places;
            }
            base += places + PASSAGE_GAP;
        }
        self.lengths.extend(lengths);
        self.dates.push(document.date.map_or(UNDATED, |line| line.date.julian_day() as u32));
        self.document_languages.push(language);
    }

    fn list(&mut self, key: &str) -> &mut TermList {
        let next = self.lists.len() as u32;
        let number = match self.terms.get(key) {
            Some(&number) => number,
            None => {
                self.terms.insert(key.into(), next);
                self.lists.push(TermList::default());
                next
            }
        };
        // The number was just found or just pushed.
        #[allow(clippy::indexing_slicing)]
        &mut self.lists[number as usize]
    }

    fn language_number(&mut self, language: Option<Language>) -> u32 {
        let known = self.languages.iter().position(|&known| known == language);
        known.unwrap_or_else(|| {
            self.languages.push(language);
            self.languages.len() - 1
        }) as u32
    }

    /// The finished index. Terms are numbered in their sorted order, so the same documents give the same bytes.
    pub fn build(self) -> Result<Index> {
        let mut keys: Vec<(Box<str>, u32)> = self.terms.into_iter().collect();
        sort_by(&mut keys, |(a, _), (b, _)| a.cmp(b));
        let mut lists: Vec<Option<TermList>> = self.lists.into_iter().map(Some).collect();
        let stems = Stems::gather(&keys, &lists, &self.languages);

        let (mut frequencies, mut postings, mut positions) = (Vec::new(), Vec::new(), Vec::new());
        let (mut posting_offsets, mut position_offsets) = (vec![0], vec![0]);
        for (_, number) in &keys {
            let list = lists.get_mut(*number as usize).and_then(Option::take).unwrap_or_default();
            let (frequency, listed, placed) = list.writer.finish();
            frequencies.push(frequency);
            postings.extend_from_slice(&listed);
            positions.extend_from_slice(&placed);
            posting_offsets.push(postings.len() as u32);
            position_offsets.push(positions.len() as u32);
        }
        let (stems, family_offsets, families) = stems.write();
        Index::assemble(super::Parts {
            terms: Dictionary::build(keys.iter().map(|(key, _)| &**key)),
            frequencies: frequencies.into_iter().collect(),
            posting_offsets: posting_offsets.into_iter().collect(),
            postings: postings.into(),
            position_offsets: position_offsets.into_iter().collect(),
            positions: positions.into(),
            lengths: self.lengths.into_iter().collect(),
            dates: self.dates.into_iter().collect(),
            languages: write_languages(&self.languages),
            document_languages: self.document_languages.into_iter().collect(),
            stems,
            family_offsets,
            families,
        })
    }
}

/// The codes, a line each; an empty line for "not known".
fn write_languages(languages: &[Option<Language>]) -> Bytes {
    let codes: Vec<String> =
        languages.iter().map(|language| language.map_or(String::new(), |l| l.to_string())).collect();
    codes.join("\n").into_bytes().into()
}

/// The families of terms: all forms of one word in one language.
struct Stems(Vec<(String, u32)>);

impl Stems {
    /// One entry for each stem of each term, sorted. A term has one in each language in which it is used.
    fn gather(keys: &[(Box<str>, u32)], lists: &[Option<TermList>], languages: &[Option<Language>]) -> Self {
        let mut stems = Vec::new();
        for (term, (key, number)) in (0u32..).zip(keys) {
            let used = lists.get(*number as usize).and_then(Option::as_ref).map_or(0, |list| list.languages);
            for (language_number, language) in (0u8..32).zip(languages) {
                if used & (1 << language_number) == 0 {
                    continue;
                }
                if let Some(stem) = language.and_then(|language| stem(spelling(key), language)) {
                    stems.push((family_key(language_number, &stem), term));
                }
            }
        }
        // Terms come in order and stay so within each family.
        sort_by(&mut stems, |(a, _), (b, _)| a.cmp(b));
        Stems(stems)
    }

    fn write(self) -> (Dictionary, Numbers, Numbers) {
        let mut offsets = Vec::new();
        let mut from = 0;
        for family in self.0.chunk_by(|a, b| a.0 == b.0) {
            offsets.push(from);
            from += family.len() as u32;
        }
        offsets.push(from);
        let stems = Dictionary::build(self.0.iter().map(|(stem, _)| stem.as_str()));
        (stems, offsets.into_iter().collect(), self.0.iter().map(|&(_, term)| term).collect())
    }
}

/// The key of a family: a letter for the number of the language, then the stem.
pub(super) fn family_key(language_number: u8, stem: &str) -> String {
    format!("{}{stem}", char::from(b'@' + language_number))
}
