//! The inverted index: immutable, flat, read in place.
//!
//! Terms are words in plain letters, each spelling of its own ("lodz", "łódź"), sorted so that spellings of one word
//! and words of one beginning are neighbours, forms of one word among them.

mod builder;
mod field;
mod label_column;
mod merge;
mod paged_bytes;
mod posting_arena;
mod posting_offsets;
mod postings;
mod shard;
mod spelling_index;
mod term_id;
mod term_table;

pub use builder::IndexBuilder;
pub use field::{FIELD_COUNT, IndexField, IndexedPassage, indexed_passages};
pub use merge::MergeInput;
pub use postings::{PositionIterator, Posting, PostingIterator};
pub use term_id::TermId;

pub use label_column::LabelColumn;
use shard::{ShardedTerms, TermShard};
use spelling_index::SpellingIndex;

use crate::{
    analysis::{
        stem::{stem_prefixes, stem_word},
        token::{SPELLING_SEPARATOR, plain_form, spelling_of},
    },
    document::{CalendarDate, DocumentId, Language},
    error::{Error, ErrorKind, Result},
    order::sort_by_key,
    storage::{
        container::{IntegerColumn, SectionTag, SharedBytes, StoredSections, damaged_error},
        lazy_parts::{collect_all, combine_both},
        room_part::RoomPart,
        term_dictionary::KeyAutomaton,
    },
};

/// The searchable form of a corpus. Made by [`IndexBuilder`] or taken out of a stored room.
pub struct InvertedIndex {
    known_languages: Vec<Option<Language>>,
    /// Mean number of words in each field, over all documents.
    mean_field_lengths: [f32; FIELD_COUNT],
    columns: DocumentColumns,
    shards: ShardedTerms,
    spelling_index: SpellingIndex,
}

/// What an index knows of each document.
struct DocumentColumns {
    field_lengths: IntegerColumn,
    dates: IntegerColumn,
    languages: LabelColumn,
    origins: LabelColumn,
}

impl DocumentColumns {
    fn open(sections: &StoredSections) -> Result<Self> {
        let labels =
            |labels, numbers| LabelColumn::open(sections.take_section(labels)?, sections.take_section(numbers)?.into());
        let lengths = if sections.has_section(SectionTag::LengthPlanes) {
            lengths_from_planes(sections.take_section(SectionTag::LengthPlanes)?.as_ref())
        } else {
            sections.take_section(SectionTag::FieldLengths)?.into()
        };
        Ok(DocumentColumns {
            field_lengths: lengths,
            dates: sections.take_section(SectionTag::Dates)?.into(),
            languages: labels(SectionTag::Languages, SectionTag::DocumentLanguages)?,
            origins: labels(SectionTag::Origins, SectionTag::DocumentOrigins)?,
        })
    }

    fn sections(&self) -> Vec<(SectionTag, &[u8])> {
        let [languages, document_languages] = self.languages.sections();
        let [origins, document_origins] = self.origins.sections();
        vec![
            (SectionTag::FieldLengths, self.field_lengths.as_ref()),
            (SectionTag::Dates, self.dates.as_ref()),
            (SectionTag::Languages, languages),
            (SectionTag::DocumentLanguages, document_languages),
            (SectionTag::Origins, origins),
            (SectionTag::DocumentOrigins, document_origins),
        ]
    }
}

impl InvertedIndex {
    fn assemble(columns: DocumentColumns, shards: ShardedTerms) -> Result<Self> {
        let documents = columns.dates.len();
        let labelled = columns.languages.document_count() == documents && columns.origins.document_count() == documents;
        if !labelled || columns.field_lengths.len() != documents * FIELD_COUNT {
            return Err(damaged_error("the parts of the index do not fit each other"));
        }
        let mean = |field| {
            let total: u64 = (0..documents)
                .map(|document| u64::from(columns.field_lengths.get(document * FIELD_COUNT + field)))
                .sum();
            (total as f32 / documents.max(1) as f32).max(1.0)
        };
        Ok(InvertedIndex {
            known_languages: columns.languages.distinct_labels().map(Language::parse).collect(),
            mean_field_lengths: std::array::from_fn(mean),
            columns,
            shards,
            spelling_index: SpellingIndex::unloaded(&SharedBytes::default())?,
        })
    }

    /// Takes the index out of a stored room, in one piece or without the parts that come when they are asked for.
    pub fn open(sections: &StoredSections) -> Result<Self> {
        let shards = if sections.has_section(SectionTag::ShardTable) {
            ShardedTerms::unloaded(sections.take_section(SectionTag::ShardTable)?)?
        } else {
            ShardedTerms::single_shard(
                TermShard::open(sections)?,
                sections.take_section(SectionTag::PostingPositions)?,
            )?
        };
        let words = if sections.has_section(SectionTag::SpellingTable) {
            sections.take_section(SectionTag::SpellingTable)?
        } else {
            SharedBytes::default()
        };
        Ok(InvertedIndex {
            spelling_index: SpellingIndex::unloaded(&words)?,
            ..InvertedIndex::assemble(DocumentColumns::open(sections)?, shards)?
        })
    }

    /// The sections to store. Fails where parts of it are missing.
    pub fn sections(&self) -> Result<Vec<(SectionTag, &[u8])>> {
        let (shard, positions) = self.as_single_shard()?;
        let mut sections = shard.sections();
        sections.push((SectionTag::PostingPositions, positions.as_ref()));
        sections.extend(self.columns.sections());
        Ok(sections)
    }

    /// The sections that are always wanted, without the terms; lengths are to be stored as [`InvertedIndex::length_planes`] instead.
    pub fn head_sections(&self) -> Vec<(SectionTag, &[u8])> {
        let mut sections = self.columns.sections();
        sections.retain(|(tag, _)| *tag != SectionTag::FieldLengths);
        sections
    }

    /// The lengths of all fields, the lowest bytes of each field first, then the next: a third less to fetch, once compressed.
    pub fn length_planes(&self) -> Vec<u8> {
        let lengths = self.columns.field_lengths.as_ref();
        (0..FIELD_COUNT * 4).flat_map(|plane| lengths.iter().skip(plane).step_by(FIELD_COUNT * 4).copied()).collect()
    }

    fn as_single_shard(&self) -> Result<(&TermShard, &SharedBytes)> {
        let detail = "a room that comes in parts can be asked, not changed or stored";
        self.shards.as_single_shard().ok_or_else(|| Error::new(ErrorKind::Input, detail))
    }

    /// The terms cut into parts of about `bytes`, and the words by their first letters, each handed to `take`; answers with the tables
    /// of both for the head of the room.
    pub fn cut_parts(
        &self,
        bytes: usize,
        take: &mut impl FnMut(RoomPart, Vec<u8>) -> Result<()>,
    ) -> Result<[Vec<u8>; 2]> {
        let (whole, _) = self.as_single_shard()?;
        Ok([self.shards.cut_shards(bytes, take)?, SpellingIndex::cut_lists(whole, take)?])
    }

    /// Takes a part that was wanted.
    pub fn put_part(&self, part: RoomPart, bytes: Vec<u8>) -> Result<()> {
        let sections = StoredSections::open(bytes)?;
        match part {
            RoomPart::Spellings(number) => self.spelling_index.put_part(number, &sections),
            _ => self.shards.put_part(part, &sections),
        }
    }

    /// Whether it comes in parts.
    pub fn is_sharded(&self) -> bool {
        self.shards.is_sharded()
    }

    /// Number of documents.
    pub fn document_count(&self) -> u32 {
        self.columns.dates.len() as u32
    }

    /// Number of different terms.
    pub fn term_count(&self) -> usize {
        self.shards.term_count() as usize
    }

    /// Number of words in one field of a document.
    pub fn field_length(&self, document: DocumentId, field: IndexField) -> u32 {
        self.columns.field_lengths.get(document.0 as usize * FIELD_COUNT + field as usize)
    }

    /// Mean number of words in each field; never under 1.
    pub fn mean_field_lengths(&self) -> [f32; FIELD_COUNT] {
        self.mean_field_lengths
    }

    /// Day of publication.
    pub fn publication_date(&self, document: DocumentId) -> Option<CalendarDate> {
        CalendarDate::from_julian_day(self.columns.dates.get(document.0 as usize) as i32)
    }

    /// Language of a document.
    pub fn document_language(&self, document: DocumentId) -> Option<Language> {
        self.known_languages.get(self.columns.languages.label_id(document.0) as usize).copied().flatten()
    }

    /// The languages of documents, by their codes; empty where one could not be told.
    pub fn language_column(&self) -> &LabelColumn {
        &self.columns.languages
    }

    /// The sites or folders that documents came from; empty where neither is known.
    pub fn origin_column(&self) -> &LabelColumn {
        &self.columns.origins
    }

    /// Languages of the corpus that are known, as they first occur.
    pub fn known_languages(&self) -> Vec<Language> {
        self.known_languages.iter().copied().flatten().collect()
    }

    /// In how many documents a term stands.
    pub fn document_frequency(&self, term: TermId) -> Result<u32> {
        self.shards.document_frequency(term)
    }

    /// The documents of a term.
    pub fn term_postings(&self, term: TermId) -> Result<PostingIterator<'_>> {
        self.shards.term_postings(term)
    }

    /// The places of a term.
    pub fn term_positions(&self, term: TermId) -> Result<PositionIterator<'_>> {
        self.shards.term_positions(term)
    }

    /// Whether the places of a term are worth having for nearness alone: in a room that comes in parts, those of small words are not.
    pub fn has_cheap_positions(&self, term: TermId) -> Result<bool> {
        self.shards.has_cheap_positions(term)
    }

    /// The term with this key.
    pub fn find_term(&self, key: &str) -> Result<Option<TermId>> {
        self.shards.find_term(key)
    }

    /// The key of a term.
    pub fn term_key(&self, term: TermId) -> Result<String> {
        self.shards.term_key(term)
    }

    /// Every spelling of the word whose plain form is `plain`.
    pub fn spelling_variants(&self, plain: &str) -> Result<Vec<(TermId, String)>> {
        let mut accented = Vec::new();
        let visit = |term, key: &str| accented.push((term, key.to_owned()));
        let visited = self.shards.each_with_prefix(&format!("{plain}{SPELLING_SEPARATOR}"), visit);
        let (unaccented, ()) = combine_both(self.shards.find_term(plain), visited)?;
        Ok(unaccented.map(|term| (term, plain.to_owned())).into_iter().chain(accented).collect())
    }

    /// Every term that begins with `plain`, in order, with the number of its documents.
    pub fn terms_with_prefix(&self, plain: &str) -> Result<impl Iterator<Item = (TermId, u32)>> {
        let shards = self.shards.shards_with_prefix(plain)?.into_iter();
        Ok(shards.flat_map(move |(base, shard)| {
            let ranks = shard.terms.ranks_with_prefix(plain);
            ranks.map(move |rank| (TermId(base + rank), shard.offsets.document_frequency(rank as usize)))
        }))
    }

    /// Visits every word of a large index that begins with `letter`, stands in two documents at least and is accepted by `automaton`,
    /// with the power of two next below the number of its documents.
    pub fn intersect_spellings(
        &self,
        letter: char,
        automaton: &impl KeyAutomaton,
        visit: impl FnMut(&str, u8),
    ) -> Result<()> {
        self.spelling_index.intersect_spellings(letter, automaton, visit)
    }

    /// Visits every term of an index in one piece that begins with `beginning` and that `automaton` accepts, in order.
    pub fn intersect_terms(
        &self,
        beginning: &str,
        automaton: &impl KeyAutomaton,
        visit: impl FnMut(TermId, &str),
    ) -> Result<()> {
        self.shards.intersect_terms(beginning, automaton, visit)
    }

    /// Every term that is a form of `word` (in lower case, accents kept) in a language in which it is used here. Forms of a
    /// word begin alike, so only the terms around its stem are looked at.
    pub fn inflected_forms(&self, word: &str) -> Result<Vec<TermId>> {
        let stems = (0..).zip(&self.known_languages).filter_map(|(number, &language)| {
            let language = language?;
            Some((number, language, stem_word(word, language)?))
        });
        let forms =
            collect_all(stems.map(|(number, language, stem)| self.inflected_forms_of_stem(&stem, language, number)))?;
        let mut forms = forms.concat();
        sort_by_key(&mut forms, |&form| form);
        forms.dedup();
        Ok(forms)
    }

    /// The terms with this stem that are used in `language`, which has this number here.
    fn inflected_forms_of_stem(&self, stem: &str, language: Language, number: u32) -> Result<Vec<TermId>> {
        let longest = stem.len() + MAX_SUFFIX_BYTES.min(2 * stem.len());
        let forms = collect_all(stem_prefixes(stem, language).map(|beginning| {
            let mut forms = Vec::new();
            for (base, shard) in self.shards.shards_with_prefix(&beginning)? {
                shard.terms.each_with_prefix(&beginning, |rank, key| {
                    let is_form = plain_form(key).len() <= longest
                        && self.occurs_in_language(shard.term_postings(rank as usize), number)
                        && stem_word(spelling_of(key), language).is_some_and(|other| other == stem);
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
    fn occurs_in_language(&self, postings: PostingIterator<'_>, language: u32) -> bool {
        let mut documents = postings.take(SAMPLED_DOCUMENTS).map(|posting| posting.document);
        documents.any(|document| self.columns.languages.label_id(document) == language)
    }
}

/// What [`InvertedIndex::length_planes`] gave, as it was.
fn lengths_from_planes(planes: &[u8]) -> IntegerColumn {
    let documents = planes.len() / (FIELD_COUNT * 4);
    let byte = |at: usize| {
        let byte = planes.get(at % (FIELD_COUNT * 4) * documents + at / (FIELD_COUNT * 4));
        debug_assert!(byte.is_some(), "byte {at} of {} planes", FIELD_COUNT * 4);
        byte.copied().unwrap_or_default()
    };
    SharedBytes::from((0..documents * FIELD_COUNT * 4).map(byte).collect::<Vec<u8>>()).into()
}

/// Bytes of the longest ending that is looked for behind a stem. A short stem has shorter ones.
const MAX_SUFFIX_BYTES: usize = 10;

/// Documents of a term that are asked for their language.
const SAMPLED_DOCUMENTS: usize = 8;
