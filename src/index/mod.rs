//! The inverted index: immutable, flat, read in place.
//!
//! Terms are words in plain letters, each spelling of its own ("lodz", "łódź"), sorted so that spellings of one word
//! and words of one beginning are neighbours, forms of one word among them.

mod build;
mod field;
mod join;
mod labels;
mod notes;
mod places;
mod postings;
mod row;
mod shard;
mod terms;
mod words;

pub use build::IndexBuilder;
pub use field::{FIELDS, Field, Passage, passages};
pub use join::Piece;
pub use postings::{Occurrences, Posting, Postings};

pub use labels::Labels;
use shard::{Shard, Shards};
use words::WordLists;

use crate::{
    dictionary::Automaton,
    document::{Date, DocumentId, Language},
    error::{Error, ErrorKind, Result},
    order::sort_by_key,
    parts::{Part, all, both},
    stem::{beginnings, stem},
    store::{Bytes, Numbers, Sections, Tag, damaged},
    token::{SPELLING, plain, spelling},
};

/// The number of a term, counted in sorted order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// The searchable form of a corpus. Made by [`IndexBuilder`] or taken out of a stored room.
pub struct Index {
    known_languages: Vec<Option<Language>>,
    /// Mean number of words in each field, over all documents.
    mean_lengths: [f32; FIELDS],
    columns: Columns,
    shards: Shards,
    words: WordLists,
}

/// What an index knows of each document.
struct Columns {
    lengths: Numbers,
    dates: Numbers,
    languages: Labels,
    origins: Labels,
}

impl Columns {
    fn open(sections: &Sections) -> Result<Self> {
        let labels = |labels, numbers| Labels::open(sections.take(labels)?, sections.take(numbers)?.into());
        let lengths = if sections.has(Tag::LengthPlanes) {
            out_of_planes(sections.take(Tag::LengthPlanes)?.as_ref())
        } else {
            sections.take(Tag::Lengths)?.into()
        };
        Ok(Columns {
            lengths,
            dates: sections.take(Tag::Dates)?.into(),
            languages: labels(Tag::Languages, Tag::DocumentLanguages)?,
            origins: labels(Tag::Origins, Tag::DocumentOrigins)?,
        })
    }

    fn sections(&self) -> Vec<(Tag, &[u8])> {
        let [languages, document_languages] = self.languages.sections();
        let [origins, document_origins] = self.origins.sections();
        vec![
            (Tag::Lengths, self.lengths.as_ref()),
            (Tag::Dates, self.dates.as_ref()),
            (Tag::Languages, languages),
            (Tag::DocumentLanguages, document_languages),
            (Tag::Origins, origins),
            (Tag::DocumentOrigins, document_origins),
        ]
    }
}

impl Index {
    fn assemble(columns: Columns, shards: Shards) -> Result<Self> {
        let documents = columns.dates.len();
        let labelled = columns.languages.documents() == documents && columns.origins.documents() == documents;
        if !labelled || columns.lengths.len() != documents * FIELDS {
            return Err(damaged("the parts of the index do not fit each other"));
        }
        let mean = |field| {
            let total: u64 =
                (0..documents).map(|document| u64::from(columns.lengths.get(document * FIELDS + field))).sum();
            (total as f32 / documents.max(1) as f32).max(1.0)
        };
        Ok(Index {
            known_languages: columns.languages.iter().map(Language::parse).collect(),
            mean_lengths: std::array::from_fn(mean),
            columns,
            shards,
            words: WordLists::absent(&Bytes::default())?,
        })
    }

    /// Takes the index out of a stored room, in one piece or without the parts that come when they are asked for.
    pub fn open(sections: &Sections) -> Result<Self> {
        let shards = if sections.has(Tag::ShardTable) {
            Shards::absent(sections.take(Tag::ShardTable)?)?
        } else {
            Shards::whole(Shard::open(sections)?, sections.take(Tag::Positions)?)?
        };
        let words = if sections.has(Tag::WordTable) { sections.take(Tag::WordTable)? } else { Bytes::default() };
        Ok(Index { words: WordLists::absent(&words)?, ..Index::assemble(Columns::open(sections)?, shards)? })
    }

    /// The sections to store. Fails where parts of it are missing.
    pub fn sections(&self) -> Result<Vec<(Tag, &[u8])>> {
        let (shard, positions) = self.whole()?;
        let mut sections = shard.sections();
        sections.push((Tag::Positions, positions.as_ref()));
        sections.extend(self.columns.sections());
        Ok(sections)
    }

    /// The sections that are always wanted, without the terms; lengths are to be stored as [`Index::length_planes`] instead.
    pub fn head_sections(&self) -> Vec<(Tag, &[u8])> {
        let mut sections = self.columns.sections();
        sections.retain(|(tag, _)| *tag != Tag::Lengths);
        sections
    }

    /// The lengths of all fields, the lowest bytes of each field first, then the next: a third less to fetch, once compressed.
    pub fn length_planes(&self) -> Vec<u8> {
        let lengths = self.columns.lengths.as_ref();
        (0..FIELDS * 4).flat_map(|plane| lengths.iter().skip(plane).step_by(FIELDS * 4).copied()).collect()
    }

    fn whole(&self) -> Result<(&Shard, &Bytes)> {
        let detail = "a room that comes in parts can be asked, not changed or stored";
        self.shards.only().ok_or_else(|| Error::new(ErrorKind::Input, detail))
    }

    /// The terms cut into parts of about `bytes`, and the words by their first letters, each handed to `take`; answers with the tables
    /// of both for the head of the room.
    pub fn cut(&self, bytes: usize, take: &mut impl FnMut(Part, Vec<u8>) -> Result<()>) -> Result<[Vec<u8>; 2]> {
        let (whole, _) = self.whole()?;
        Ok([self.shards.cut(bytes, take)?, WordLists::cut(whole, take)?])
    }

    /// Takes a part that was wanted.
    pub fn put(&self, part: Part, bytes: Vec<u8>) -> Result<()> {
        let sections = Sections::open(bytes)?;
        match part {
            Part::Words(number) => self.words.put(number, &sections),
            _ => self.shards.put(part, &sections),
        }
    }

    /// Whether it comes in parts.
    pub fn is_large(&self) -> bool {
        self.shards.is_large()
    }

    /// Number of documents.
    pub fn documents(&self) -> u32 {
        self.columns.dates.len() as u32
    }

    /// Number of different terms.
    pub fn terms(&self) -> usize {
        self.shards.terms() as usize
    }

    /// Number of words in one field of a document.
    pub fn length(&self, document: DocumentId, field: Field) -> u32 {
        self.columns.lengths.get(document.0 as usize * FIELDS + field as usize)
    }

    /// Mean number of words in each field; never under 1.
    pub fn mean_lengths(&self) -> [f32; FIELDS] {
        self.mean_lengths
    }

    /// Day of publication.
    pub fn date(&self, document: DocumentId) -> Option<Date> {
        Date::from_julian_day(self.columns.dates.get(document.0 as usize) as i32)
    }

    /// Language of a document.
    pub fn language(&self, document: DocumentId) -> Option<Language> {
        self.known_languages.get(self.columns.languages.number(document.0) as usize).copied().flatten()
    }

    /// The languages of documents, by their codes; empty where one could not be told.
    pub fn languages(&self) -> &Labels {
        &self.columns.languages
    }

    /// The sites or folders that documents came from; empty where neither is known.
    pub fn origins(&self) -> &Labels {
        &self.columns.origins
    }

    /// Languages of the corpus that are known, as they first occur.
    pub fn known_languages(&self) -> Vec<Language> {
        self.known_languages.iter().copied().flatten().collect()
    }

    /// In how many documents a term stands.
    pub fn frequency(&self, term: TermId) -> Result<u32> {
        self.shards.frequency(term)
    }

    /// The documents of a term.
    pub fn postings(&self, term: TermId) -> Result<Postings<'_>> {
        self.shards.postings(term)
    }

    /// The places of a term.
    pub fn occurrences(&self, term: TermId) -> Result<Occurrences<'_>> {
        self.shards.occurrences(term)
    }

    /// Whether the places of a term are worth having for nearness alone: in a room that comes in parts, those of small words are not.
    pub fn is_cheap(&self, term: TermId) -> Result<bool> {
        self.shards.is_cheap(term)
    }

    /// The term with this key.
    pub fn term(&self, key: &str) -> Result<Option<TermId>> {
        self.shards.find(key)
    }

    /// The key of a term.
    pub fn key(&self, term: TermId) -> Result<String> {
        self.shards.key(term)
    }

    /// Every spelling of the word whose plain form is `plain`.
    pub fn spellings(&self, plain: &str) -> Result<Vec<(TermId, String)>> {
        let mut accented = Vec::new();
        let visit = |term, key: &str| accented.push((term, key.to_owned()));
        let visited = self.shards.each_with_prefix(&format!("{plain}{SPELLING}"), visit);
        let (unaccented, ()) = both(self.shards.find(plain), visited)?;
        Ok(unaccented.map(|term| (term, plain.to_owned())).into_iter().chain(accented).collect())
    }

    /// Every term that begins with `plain`, in order, with the number of its documents.
    pub fn terms_with_prefix(&self, plain: &str) -> Result<impl Iterator<Item = (TermId, u32)>> {
        let shards = self.shards.overlapping(plain)?.into_iter();
        Ok(shards.flat_map(move |(base, shard)| {
            let ranks = shard.terms.ranks_with_prefix(plain);
            ranks.map(move |rank| (TermId(base + rank), shard.places.frequency(rank as usize)))
        }))
    }

    /// Visits every word of a large index that begins with `letter`, stands in two documents at least and is accepted by `automaton`,
    /// with the power of two next below the number of its documents.
    pub fn each_word_accepted(
        &self,
        letter: char,
        automaton: &impl Automaton,
        visit: impl FnMut(&str, u8),
    ) -> Result<()> {
        self.words.each_accepted(letter, automaton, visit)
    }

    /// Visits every term of an index in one piece that begins with `beginning` and that `automaton` accepts, in order.
    pub fn each_accepted(
        &self,
        beginning: &str,
        automaton: &impl Automaton,
        visit: impl FnMut(TermId, &str),
    ) -> Result<()> {
        self.shards.each_accepted(beginning, automaton, visit)
    }

    /// Every term that is a form of `word` (in lower case, accents kept) in a language in which it is used here. Forms of a
    /// word begin alike, so only the terms around its stem are looked at.
    pub fn forms(&self, word: &str) -> Result<Vec<TermId>> {
        let stems = (0..).zip(&self.known_languages).filter_map(|(number, &language)| {
            let language = language?;
            Some((number, language, stem(word, language)?))
        });
        let forms = all(stems.map(|(number, language, stem)| self.forms_with(&stem, language, number)))?;
        let mut forms = forms.concat();
        sort_by_key(&mut forms, |&form| form);
        forms.dedup();
        Ok(forms)
    }

    /// The terms with this stem that are used in `language`, which has this number here.
    fn forms_with(&self, stem: &str, language: Language, number: u32) -> Result<Vec<TermId>> {
        let longest = stem.len() + LONGEST_ENDING.min(2 * stem.len());
        let forms = all(beginnings(stem, language).map(|beginning| {
            let mut forms = Vec::new();
            for (base, shard) in self.shards.overlapping(&beginning)? {
                shard.terms.each_with_prefix(&beginning, |rank, key| {
                    let is_form = plain(key).len() <= longest
                        && self.is_used(shard.postings(rank as usize), number)
                        && self::stem(spelling(key), language).is_some_and(|other| other == stem);
                    if is_form {
                        forms.push(TermId(base + rank));
                    }
                });
            }
            Ok(forms)
        }))?;
        Ok(forms.concat())
    }

    /// Whether the first documents of a term tell that it is used in the language with this number.
    fn is_used(&self, postings: Postings<'_>, language: u32) -> bool {
        let mut documents = postings.take(TELLING_DOCUMENTS).map(|posting| posting.document);
        documents.any(|document| self.columns.languages.number(document) == language)
    }
}

/// What [`Index::length_planes`] gave, as it was.
fn out_of_planes(planes: &[u8]) -> Numbers {
    let documents = planes.len() / (FIELDS * 4);
    let byte = |at: usize| planes.get(at % (FIELDS * 4) * documents + at / (FIELDS * 4)).copied().unwrap_or_default();
    Bytes::from((0..documents * FIELDS * 4).map(byte).collect::<Vec<u8>>()).into()
}

/// Bytes of the longest ending that is looked for behind a stem. A short stem has shorter ones.
const LONGEST_ENDING: usize = 10;

/// Documents of a term that are asked for their language.
const TELLING_DOCUMENTS: usize = 8;
