//! The inverted index: immutable, flat bytes, read in place.
//!
//! Terms are folded and unstemmed; each spelling of a word is a term of its own ("lodz", "łódź"). They are sorted, so that the
//! spellings of a word, the completions of a prefix and the inflected forms around a stem are neighbours.
//!
//! Useful for term-at-a-time evaluation, prefixes, phrases, and merging without reading a document again. Not useful for adding a
//! document in place: an index is built once, and an edited one is a merged one.

mod builder;
mod compound_heads;
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

use compound_heads::{COMPOUNDING_LANGUAGES, CompoundHeads};
pub use label_column::LabelColumn;
use shard::{ShardedTerms, TermShard};
use spelling_index::SpellingIndex;

use crate::{
    analysis::{
        clitic::clitic_forms,
        fold::fold,
        language_detector::script_language,
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

/// The inverted index of a corpus: document columns, terms, posting lists. Built by [`IndexBuilder`], merged, or opened from a stored room.
pub struct InvertedIndex {
    known_languages: Vec<Option<Language>>,
    /// Mean length of each field over all documents, in tokens.
    mean_field_lengths: [f32; FIELD_COUNT],
    columns: DocumentColumns,
    shards: ShardedTerms,
    spelling_index: SpellingIndex,
    compound_heads: CompoundHeads,
}

/// Columns with one value for each document: field lengths, day, language, origin.
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
            compound_heads: CompoundHeads::default(),
        })
    }

    /// Opens the index of a stored room; of a large one only the head, without its lazily loaded parts. Fails with
    /// [`ErrorKind::Damaged`].
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

    /// The sections to store. Fails with [`ErrorKind::Input`] for a sharded index.
    pub fn sections(&self) -> Result<Vec<(SectionTag, &[u8])>> {
        let (shard, positions) = self.as_single_shard()?;
        let mut sections = shard.sections();
        sections.push((SectionTag::PostingPositions, positions.as_ref()));
        sections.extend(self.columns.sections());
        Ok(sections)
    }

    /// The sections of the head, without terms and without field lengths, which the head stores as [`InvertedIndex::length_planes`].
    pub fn head_sections(&self) -> Vec<(SectionTag, &[u8])> {
        let mut sections = self.columns.sections();
        sections.retain(|(tag, _)| *tag != SectionTag::FieldLengths);
        sections
    }

    /// Field lengths as byte planes: the lowest bytes of each field first, then the next. A third less to fetch, once compressed.
    pub fn length_planes(&self) -> Vec<u8> {
        let lengths = self.columns.field_lengths.as_ref();
        (0..FIELD_COUNT * 4).flat_map(|plane| lengths.iter().skip(plane).step_by(FIELD_COUNT * 4).copied()).collect()
    }

    fn as_single_shard(&self) -> Result<(&TermShard, &SharedBytes)> {
        let detail = "a room that comes in parts can be asked, not changed or stored";
        self.shards.as_single_shard().ok_or_else(|| Error::new(ErrorKind::Input, detail))
    }

    /// Cuts the terms into shards of about `bytes` bytes and the spelling index into its lists, and hands each part to `take`. Returns
    /// the tables of both for the head of the room. Fails where `take` fails, and for a sharded index.
    pub fn cut_parts(
        &self,
        bytes: usize,
        take: &mut impl FnMut(RoomPart, Vec<u8>) -> Result<()>,
    ) -> Result<[Vec<u8>; 2]> {
        let (whole, _) = self.as_single_shard()?;
        Ok([self.shards.cut_shards(bytes, take)?, SpellingIndex::cut_lists(whole, take)?])
    }

    /// Adds a part that was loaded. Fails with [`ErrorKind::Damaged`].
    pub fn put_part(&self, part: RoomPart, bytes: Vec<u8>) -> Result<()> {
        let sections = StoredSections::open(bytes)?;
        match part {
            RoomPart::Spellings(number) => self.spelling_index.put_part(number, &sections),
            _ => self.shards.put_part(part, &sections),
        }
    }

    /// Whether the index is cut into shards that are loaded lazily.
    pub fn is_sharded(&self) -> bool {
        self.shards.is_sharded()
    }

    /// Number of documents.
    pub fn document_count(&self) -> u32 {
        self.columns.dates.len() as u32
    }

    /// Length of one field of a document, in tokens.
    pub fn field_length(&self, document: DocumentId, field: IndexField) -> u32 {
        self.columns.field_lengths.get(document.0 as usize * FIELD_COUNT + field as usize)
    }

    /// Mean length of each field, in tokens; at least 1.
    pub fn mean_field_lengths(&self) -> [f32; FIELD_COUNT] {
        self.mean_field_lengths
    }

    /// Day of publication; `None` if unknown.
    pub fn publication_date(&self, document: DocumentId) -> Option<CalendarDate> {
        CalendarDate::from_julian_day(self.columns.dates.get(document.0 as usize) as i32)
    }

    /// Language of a document; `None` if it could not be identified.
    pub fn document_language(&self, document: DocumentId) -> Option<Language> {
        self.known_languages.get(self.columns.languages.label_id(document.0) as usize).copied().flatten()
    }

    /// The language code of each document; empty where the language is unknown.
    pub fn language_column(&self) -> &LabelColumn {
        &self.columns.languages
    }

    /// The site or folder of each document; empty where neither is known.
    pub fn origin_column(&self) -> &LabelColumn {
        &self.columns.origins
    }

    /// Known languages of the corpus, in the order of first occurrence.
    pub fn known_languages(&self) -> Vec<Language> {
        self.known_languages.iter().copied().flatten().collect()
    }

    /// Document frequency of a term.
    pub fn document_frequency(&self, term: TermId) -> Result<u32> {
        self.shards.document_frequency(term)
    }

    /// The posting list of a term.
    pub fn term_postings(&self, term: TermId) -> Result<PostingIterator<'_>> {
        self.shards.term_postings(term)
    }

    /// The positions of a term.
    pub fn term_positions(&self, term: TermId) -> Result<PositionIterator<'_>> {
        self.shards.term_positions(term)
    }

    /// Whether the positions of a term are cheap enough to load for proximity alone; in a sharded index those of frequent words are not.
    pub fn has_cheap_positions(&self, term: TermId) -> Result<bool> {
        self.shards.has_cheap_positions(term)
    }

    /// The term with this key; `None` if there is none.
    pub fn find_term(&self, key: &str) -> Result<Option<TermId>> {
        self.shards.find_term(key)
    }

    /// The key of a term.
    pub fn term_key(&self, term: TermId) -> Result<String> {
        self.shards.term_key(term)
    }

    /// Every spelling variant of the word whose folded form is `plain`, with its key.
    pub fn spelling_variants(&self, plain: &str) -> Result<Vec<(TermId, String)>> {
        let mut accented = Vec::new();
        let visit = |term, key: &str| accented.push((term, key.to_owned()));
        let visited = self.shards.each_with_prefix(&format!("{plain}{SPELLING_SEPARATOR}"), visit);
        let (unaccented, ()) = combine_both(self.shards.find_term(plain), visited)?;
        Ok(unaccented.map(|term| (term, plain.to_owned())).into_iter().chain(accented).collect())
    }

    /// Whether any term begins with `plain`; of a sharded index, one of its shard.
    pub fn has_prefix(&self, plain: &str) -> Result<bool> {
        self.shards.has_prefix(plain)
    }

    /// Every term whose key begins with `plain`, in order, with its document frequency.
    pub fn terms_with_prefix(&self, plain: &str) -> Result<impl Iterator<Item = (TermId, u32)>> {
        let shards = self.shards.shards_with_prefix(plain)?.into_iter();
        Ok(shards.flat_map(move |(base, shard)| {
            let ranks = shard.terms.ranks_with_prefix(plain);
            ranks.map(move |rank| (TermId(base + rank), shard.offsets.document_frequency(rank as usize)))
        }))
    }

    /// Visits every word of the spelling index that begins with `letter` and that `automaton` accepts, with the binary logarithm of its
    /// document frequency, rounded down. Words of a single document are not in it.
    pub fn intersect_spellings(
        &self,
        letter: char,
        automaton: &impl KeyAutomaton,
        visit: impl FnMut(&str, u8),
    ) -> Result<()> {
        self.spelling_index.intersect_spellings(letter, automaton, visit)
    }

    /// Visits every term that begins with `beginning` and that `automaton` accepts, in order; in a sharded index only
    /// where `beginning` says which shards.
    pub fn intersect_terms(
        &self,
        beginning: &str,
        automaton: &impl KeyAutomaton,
        visit: impl FnMut(TermId, &str),
    ) -> Result<()> {
        self.shards.intersect_terms(beginning, automaton, visit)
    }

    /// Every term with the same stem as `word` (in lower case, accents kept), or another clitic, in a language of the corpus in which the
    /// term occurs. Inflected forms share a prefix, so only the terms around the stem are read.
    pub fn inflected_forms(&self, word: &str) -> Result<Vec<TermId>> {
        // Of a text too short to tell its language the script still does.
        let languages = self.known_languages.iter().map(|language| language.or_else(|| script_language(word)));
        let languages = (0..).zip(languages).filter_map(|(number, language)| Some((number, language?)));
        let forms = collect_all(languages.map(|(number, language)| {
            let stem = stem_word(word, language);
            let inflected = stem.map(|stem| self.inflected_forms_of_stem(&stem, language, number));
            let (inflected, cliticised) =
                combine_both(inflected.transpose(), self.forms_with_clitics(&fold(word), language, number))?;
            Ok([inflected.unwrap_or_default(), cliticised].concat())
        }))?;
        let mut forms = forms.concat();
        sort_by_key(&mut forms, |&form| form);
        forms.dedup();
        Ok(forms)
    }

    /// The terms with this stem that occur in `language`, whose label is `number`.
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

    /// The terms with `head` (folded) as the last part of a compound, in languages that write those as one word: "Wahl" heads
    /// "Bürgerwahlen". None in a sharded index, of which every shard would be read.
    pub fn compounds_with_head(&self, head: &str) -> Result<Vec<TermId>> {
        let compounding = |&(_, language): &(u32, &Option<Language>)| {
            language.is_some_and(|language| COMPOUNDING_LANGUAGES.contains(&language.as_str()))
        };
        let languages: Vec<u32> =
            (0..).zip(&self.known_languages).filter(compounding).map(|(number, _)| number).collect();
        if languages.is_empty() || self.is_sharded() {
            return Ok(Vec::new());
        }
        let words = || {
            let mut words = Vec::new();
            // Nothing of an unsharded index is missing.
            let _ = self.shards.each_with_prefix("", |term, key| {
                let postings = || self.shards.term_postings(term).ok();
                let of_language =
                    |&language: &u32| postings().is_some_and(|postings| self.occurs_in_language(postings, language));
                if languages.iter().any(of_language) {
                    words.push(plain_form(key).to_owned());
                }
            });
            words
        };
        let compounds = self.compound_heads.compounds_of(head, words);
        let terms = collect_all(compounds.iter().map(|compound| self.spelling_variants(compound)))?;
        Ok(terms.into_iter().flatten().map(|(term, _)| term).collect())
    }

    /// The terms that are `word` (folded) with other clitics, or none. In a sharded index those that begin otherwise are left out: each
    /// might load a shard.
    fn forms_with_clitics(&self, word: &str, language: Language, number: u32) -> Result<Vec<TermId>> {
        let first = word.chars().next();
        let forms = clitic_forms(word, language);
        let forms = forms.iter().filter(|form| !self.is_sharded() || form.chars().next() == first);
        let found = collect_all(forms.map(|form| self.spelling_variants(form)))?;
        let mut terms = Vec::new();
        for (term, _) in found.into_iter().flatten() {
            if self.occurs_in_language(self.term_postings(term)?, number) {
                terms.push(term);
            }
        }
        Ok(terms)
    }

    /// Whether any of the first documents of a term is in the language with this label.
    fn occurs_in_language(&self, postings: PostingIterator<'_>, language: u32) -> bool {
        let mut documents = postings.take(SAMPLED_DOCUMENTS).map(|posting| posting.document);
        documents.any(|document| self.columns.languages.label_id(document) == language)
    }
}

/// The inverse of [`InvertedIndex::length_planes`].
fn lengths_from_planes(planes: &[u8]) -> IntegerColumn {
    let documents = planes.len() / (FIELD_COUNT * 4);
    let byte = |at: usize| {
        let byte = planes.get(at % (FIELD_COUNT * 4) * documents + at / (FIELD_COUNT * 4));
        debug_assert!(byte.is_some(), "byte {at} of {} planes", FIELD_COUNT * 4);
        byte.copied().unwrap_or_default()
    };
    SharedBytes::from((0..documents * FIELD_COUNT * 4).map(byte).collect::<Vec<u8>>()).into()
}

/// Longest suffix behind a stem, in bytes; of a short stem, twice its length.
const MAX_SUFFIX_BYTES: usize = 10;

/// Documents of a term that are sampled for their language.
const SAMPLED_DOCUMENTS: usize = 8;
