//! The inverted index: immutable, flat, read in place.
//!
//! Terms are words in plain letters, each spelling of its own ("lodz", "łódź"), sorted so that spellings of one word
//! and words of one beginning are neighbours. Beside the terms stand families: the forms of a word by language.

mod build;
mod field;
mod postings;

pub use build::IndexBuilder;
pub use field::{FIELDS, Field, Passage, passages};
pub use postings::{Occurrences, Posting, Postings};

use crate::{
    dictionary::{Automaton, Dictionary},
    document::{Date, DocumentId, Language},
    error::Result,
    order::sort_by_key,
    stem::stem,
    store::{Bytes, Numbers, Sections, Tag, damaged},
    token::SPELLING,
};

/// The number of a term, counted in sorted order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// The searchable form of a corpus. Made by [`IndexBuilder`] or taken out of a stored room.
pub struct Index {
    languages: Vec<Option<Language>>,
    /// Mean number of words in each field, over all documents.
    mean_lengths: [f32; FIELDS],
    parts: Parts,
}

/// The sections of an index.
#[derive(Clone)]
struct Parts {
    terms: Dictionary,
    frequencies: Numbers,
    posting_offsets: Numbers,
    postings: Bytes,
    position_offsets: Numbers,
    positions: Bytes,
    lengths: Numbers,
    dates: Numbers,
    languages: Bytes,
    document_languages: Numbers,
    stems: Dictionary,
    family_offsets: Numbers,
    families: Numbers,
}

impl Index {
    fn assemble(parts: Parts) -> Result<Self> {
        let codes = std::str::from_utf8(parts.languages.as_ref()).map_err(|_| damaged("the languages are damaged"))?;
        let documents = parts.dates.len();
        if parts.lengths.len() != documents * FIELDS || parts.frequencies.len() != parts.terms.len() as usize {
            return Err(damaged("the parts of the index do not fit each other"));
        }
        let mean = |field| {
            let total: u64 =
                (0..documents).map(|document| u64::from(parts.lengths.get(document * FIELDS + field))).sum();
            (total as f32 / documents.max(1) as f32).max(1.0)
        };
        Ok(Index {
            languages: codes.split('\n').map(Language::parse).collect(),
            mean_lengths: std::array::from_fn(mean),
            parts,
        })
    }

    /// Takes the index out of a stored room.
    pub fn open(sections: &Sections) -> Result<Self> {
        Index::assemble(Parts {
            terms: Dictionary::open(sections.take(Tag::Terms)?)?,
            frequencies: sections.take(Tag::Frequencies)?.into(),
            posting_offsets: sections.take(Tag::PostingOffsets)?.into(),
            postings: sections.take(Tag::Postings)?,
            position_offsets: sections.take(Tag::PositionOffsets)?.into(),
            positions: sections.take(Tag::Positions)?,
            lengths: sections.take(Tag::Lengths)?.into(),
            dates: sections.take(Tag::Dates)?.into(),
            languages: sections.take(Tag::Languages)?,
            document_languages: sections.take(Tag::DocumentLanguages)?.into(),
            stems: Dictionary::open(sections.take(Tag::Stems)?)?,
            family_offsets: sections.take(Tag::FamilyOffsets)?.into(),
            families: sections.take(Tag::Families)?.into(),
        })
    }

    /// The sections to store.
    pub fn sections(&self) -> Vec<(Tag, &[u8])> {
        let parts = &self.parts;
        vec![
            (Tag::Terms, parts.terms.as_bytes()),
            (Tag::Frequencies, parts.frequencies.as_ref()),
            (Tag::PostingOffsets, parts.posting_offsets.as_ref()),
            (Tag::Postings, parts.postings.as_ref()),
            (Tag::PositionOffsets, parts.position_offsets.as_ref()),
            (Tag::Positions, parts.positions.as_ref()),
            (Tag::Lengths, parts.lengths.as_ref()),
            (Tag::Dates, parts.dates.as_ref()),
            (Tag::Languages, parts.languages.as_ref()),
            (Tag::DocumentLanguages, parts.document_languages.as_ref()),
            (Tag::Stems, parts.stems.as_bytes()),
            (Tag::FamilyOffsets, parts.family_offsets.as_ref()),
            (Tag::Families, parts.families.as_ref()),
        ]
    }

    /// Number of documents.
    pub fn documents(&self) -> u32 {
        self.parts.dates.len() as u32
    }

    /// Number of different terms.
    pub fn terms(&self) -> usize {
        self.parts.terms.len() as usize
    }

    /// Number of words in one field of a document.
    pub fn length(&self, document: DocumentId, field: Field) -> u32 {
        self.parts.lengths.get(document.0 as usize * FIELDS + field as usize)
    }

    /// Mean number of words in each field; never under 1.
    pub fn mean_lengths(&self) -> [f32; FIELDS] {
        self.mean_lengths
    }

    /// Day of publication.
    pub fn date(&self, document: DocumentId) -> Option<Date> {
        Date::from_julian_day(self.parts.dates.get(document.0 as usize) as i32)
    }

    /// Language of a document.
    pub fn language(&self, document: DocumentId) -> Option<Language> {
        let number = self.parts.document_languages.get(document.0 as usize);
        self.languages.get(number as usize).copied().flatten()
    }

    /// Languages with the number of their documents, most first.
    pub fn languages(&self) -> Vec<(Option<Language>, usize)> {
        let mut counts: Vec<(Option<Language>, usize)> = self.languages.iter().map(|&language| (language, 0)).collect();
        for document in 0..self.documents() {
            let number = self.parts.document_languages.get(document as usize);
            if let Some((_, count)) = counts.get_mut(number as usize) {
                *count += 1;
            }
        }
        sort_by_key(&mut counts, |&(_, count)| std::cmp::Reverse(count));
        counts
    }

    /// Languages of the corpus that are known, as they first occur.
    pub fn known_languages(&self) -> Vec<Language> {
        self.languages.iter().copied().flatten().collect()
    }

    /// In how many documents a term stands.
    pub fn frequency(&self, term: TermId) -> u32 {
        self.parts.frequencies.get(term.0 as usize)
    }

    /// The documents of a term.
    pub fn postings(&self, term: TermId) -> Postings<'_> {
        Postings::new(self.parts.posting_offsets.slice(term.0 as usize, &self.parts.postings))
    }

    /// The places of a term.
    pub fn occurrences(&self, term: TermId) -> Occurrences<'_> {
        let postings = self.parts.posting_offsets.slice(term.0 as usize, &self.parts.postings);
        Occurrences::new(postings, self.parts.position_offsets.slice(term.0 as usize, &self.parts.positions))
    }

    /// The term with this key.
    pub fn term(&self, key: &str) -> Option<TermId> {
        self.parts.terms.find(key).map(TermId)
    }

    /// The key of a term.
    pub fn key(&self, term: TermId) -> Option<String> {
        self.parts.terms.key(term.0)
    }

    /// Every spelling of the word whose plain form is `plain`.
    pub fn spellings(&self, plain: &str) -> Vec<(TermId, String)> {
        let unaccented = self.parts.terms.find(plain).map(|rank| (TermId(rank), plain.to_owned()));
        let mut found = Vec::from_iter(unaccented);
        let accented = format!("{plain}{SPELLING}");
        self.parts.terms.each_with_prefix(&accented, |rank, key| found.push((TermId(rank), key.to_owned())));
        found
    }

    /// Every term that begins with `plain`, in order.
    pub fn terms_with_prefix(&self, plain: &str) -> impl Iterator<Item = TermId> {
        self.parts.terms.ranks_with_prefix(plain).map(TermId)
    }

    /// Visits every term that begins with `beginning` and that `automaton` accepts, in order.
    pub fn each_accepted(&self, beginning: &str, automaton: &impl Automaton, mut visit: impl FnMut(TermId, &str)) {
        self.parts.terms.each_accepted(beginning, automaton, |rank, key| visit(TermId(rank), key));
    }

    /// Every term that is a form of `word` (in lower case, accents kept) in a language of the corpus.
    pub fn forms(&self, word: &str) -> Vec<TermId> {
        let mut forms = Vec::new();
        for (number, language) in (0u8..32).zip(&self.languages) {
            let Some(stem) = language.and_then(|language| stem(word, language)) else { continue };
            let Some(family) = self.parts.stems.find(&build::family_key(number, &stem)) else { continue };
            let members =
                self.parts.family_offsets.get(family as usize)..self.parts.family_offsets.get(family as usize + 1);
            forms
                .extend(members.take(self.parts.families.len()).map(|at| TermId(self.parts.families.get(at as usize))));
        }
        sort_by_key(&mut forms, |&form| form);
        forms.dedup();
        forms
    }
}
