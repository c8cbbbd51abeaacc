//! The inverted index: immutable, flat, read in place.
//!
//! Terms are words in plain letters, each spelling of its own ("lodz", "łódź"), sorted so that spellings of one word
//! and words of one beginning are neighbours, forms of one word among them.

mod build;
mod field;
mod join;
mod labels;
mod places;
mod postings;
mod terms;

pub use build::IndexBuilder;
pub use field::{FIELDS, Field, Passage, passages};
pub use join::Piece;
pub use postings::{Occurrences, Posting, Postings};

pub use labels::Labels;
use places::Places;

use crate::{
    dictionary::{Automaton, Dictionary},
    document::{Date, DocumentId, Language},
    error::Result,
    order::sort_by_key,
    stem::{beginnings, stem},
    store::{Bytes, Numbers, Sections, Tag, damaged},
    token::{SPELLING, plain, spelling},
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
struct Parts {
    terms: Dictionary,
    places: Places,
    documents: Bytes,
    counts: Bytes,
    positions: Bytes,
    lengths: Numbers,
    dates: Numbers,
    languages: Labels,
    origins: Labels,
}

impl Index {
    fn assemble(parts: Parts) -> Result<Self> {
        let documents = parts.dates.len();
        let labelled = parts.languages.documents() == documents && parts.origins.documents() == documents;
        if !labelled || parts.lengths.len() != documents * FIELDS || parts.places.terms() != parts.terms.len() as usize
        {
            return Err(damaged("the parts of the index do not fit each other"));
        }
        let mean = |field| {
            let total: u64 =
                (0..documents).map(|document| u64::from(parts.lengths.get(document * FIELDS + field))).sum();
            (total as f32 / documents.max(1) as f32).max(1.0)
        };
        Ok(Index {
            languages: parts.languages.iter().map(Language::parse).collect(),
            mean_lengths: std::array::from_fn(mean),
            parts,
        })
    }

    /// Takes the index out of a stored room.
    pub fn open(sections: &Sections) -> Result<Self> {
        let labels = |labels, numbers| Labels::open(sections.take(labels)?, sections.take(numbers)?.into());
        let [documents, counts, positions] =
            [Tag::Documented, Tag::Counts, Tag::Positions].map(|tag| sections.take(tag));
        let (documents, counts, positions) = (documents?, counts?, positions?);
        let lengths = [&documents, &counts, &positions].map(|row| row.as_ref().len());
        Index::assemble(Parts {
            terms: Dictionary::open(sections.take(Tag::Terms)?)?,
            places: Places::open(sections.take(Tag::TermPlaces)?, lengths)?,
            documents,
            counts,
            positions,
            lengths: sections.take(Tag::Lengths)?.into(),
            dates: sections.take(Tag::Dates)?.into(),
            languages: labels(Tag::Languages, Tag::DocumentLanguages)?,
            origins: labels(Tag::Origins, Tag::DocumentOrigins)?,
        })
    }

    /// The sections to store.
    pub fn sections(&self) -> Vec<(Tag, &[u8])> {
        let parts = &self.parts;
        let [languages, document_languages] = parts.languages.sections();
        let [origins, document_origins] = parts.origins.sections();
        vec![
            (Tag::Terms, parts.terms.as_bytes()),
            (Tag::TermPlaces, parts.places.as_bytes()),
            (Tag::Documented, parts.documents.as_ref()),
            (Tag::Counts, parts.counts.as_ref()),
            (Tag::Positions, parts.positions.as_ref()),
            (Tag::Lengths, parts.lengths.as_ref()),
            (Tag::Dates, parts.dates.as_ref()),
            (Tag::Languages, languages),
            (Tag::DocumentLanguages, document_languages),
            (Tag::Origins, origins),
            (Tag::DocumentOrigins, document_origins),
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
        self.languages.get(self.parts.languages.number(document.0) as usize).copied().flatten()
    }

    /// The languages of documents, by their codes; empty where one could not be told.
    pub fn languages(&self) -> &Labels {
        &self.parts.languages
    }

    /// The sites or folders that documents came from; empty where neither is known.
    pub fn origins(&self) -> &Labels {
        &self.parts.origins
    }

    /// Languages of the corpus that are known, as they first occur.
    pub fn known_languages(&self) -> Vec<Language> {
        self.languages.iter().copied().flatten().collect()
    }

    /// In how many documents a term stands.
    pub fn frequency(&self, term: TermId) -> u32 {
        self.parts.places.frequency(term.0 as usize)
    }

    /// The documents of a term.
    pub fn postings(&self, term: TermId) -> Postings<'_> {
        let (places, term) = (&self.parts.places, term.0 as usize);
        Postings::new(places.piece(term, 0, &self.parts.documents), places.piece(term, 1, &self.parts.counts))
    }

    /// The places of a term.
    pub fn occurrences(&self, term: TermId) -> Occurrences<'_> {
        let positions = self.parts.places.piece(term.0 as usize, 2, &self.parts.positions);
        Occurrences::new(self.postings(term), positions)
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

    /// Every term that is a form of `word` (in lower case, accents kept) in a language in which it is used here. Forms of a
    /// word begin alike, so only the terms around its stem are looked at.
    pub fn forms(&self, word: &str) -> Vec<TermId> {
        let mut forms = Vec::new();
        for (number, language) in (0..).zip(&self.languages) {
            let Some((language, stem)) = language.and_then(|language| Some((language, stem(word, language)?))) else {
                continue;
            };
            let longest = stem.len() + LONGEST_ENDING.min(2 * stem.len());
            for beginning in beginnings(&stem, language) {
                self.parts.terms.each_with_prefix(&beginning, |rank, key| {
                    let is_form = plain(key).len() <= longest
                        && self.is_used(TermId(rank), number)
                        && self::stem(spelling(key), language).is_some_and(|other| other == stem);
                    if is_form {
                        forms.push(TermId(rank));
                    }
                });
            }
        }
        sort_by_key(&mut forms, |&form| form);
        forms.dedup();
        forms
    }

    /// Whether the first documents of a term tell that it is used in the language with this number.
    fn is_used(&self, term: TermId, language: u32) -> bool {
        let mut documents = self.postings(term).take(TELLING_DOCUMENTS).map(|posting| posting.document);
        documents.any(|document| self.parts.languages.number(document) == language)
    }
}

/// Bytes of the longest ending that is looked for behind a stem. A short stem has shorter ones.
const LONGEST_ENDING: usize = 10;

/// Documents of a term that are asked for their language.
const TELLING_DOCUMENTS: usize = 8;
