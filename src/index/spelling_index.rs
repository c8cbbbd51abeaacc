//! The spelling index: the words of a large index by first letter, with rounded document frequencies and without posting lists.
//!
//! Useful for fuzzy matching in a sharded index: only the shards of the likeliest corrections are loaded. Not useful where the first
//! letter is wrong, and not needed in an unsharded index, whose term dictionary is searched itself.

use super::shard::TermShard;
use crate::{
    error::Result,
    storage::{
        container::{self, SectionTag, SharedBytes, StoredSections, damaged_error},
        lazy_parts::LazyParts,
        room_part::RoomPart,
        term_dictionary::{KeyAutomaton, TermDictionary, TermDictionaryBuilder},
    },
};

/// A list ends where the first letter changes, after at least so many bytes of words.
const MIN_LIST_BYTES: usize = 16 * 1024;

/// Words of lower document frequency are left out: they are likelier misspellings than corrections.
const MIN_DOCUMENT_FREQUENCY: u32 = 2;

/// The words of one first letter, or of several rare ones.
struct SpellingList {
    words: TermDictionary,
    /// Binary logarithm of the document frequency of each word, rounded down; one byte a word.
    log_frequencies: SharedBytes,
}

impl SpellingList {
    fn open(sections: &StoredSections) -> Result<Self> {
        let list = SpellingList {
            words: TermDictionary::open(sections.take_section(SectionTag::Spellings)?)?,
            log_frequencies: sections.take_section(SectionTag::SpellingFrequencies)?,
        };
        let fits = list.words.len() as usize == list.log_frequencies.as_ref().len();
        if fits { Ok(list) } else { Err(damaged_error("a list of words is damaged")) }
    }
}

/// All lists, some of which may not be loaded; none in an unsharded index.
pub struct SpellingIndex {
    /// The first letter of each list.
    first_letters: Vec<char>,
    lists: LazyParts<SpellingList>,
}

impl SpellingIndex {
    /// The lists in a table that [`SpellingIndex::cut_lists`] returned, none of them loaded.
    pub fn unloaded(table: &SharedBytes) -> Result<Self> {
        let firsts = std::str::from_utf8(table.as_ref()).map_err(|_| damaged_error("the table of words is damaged"))?;
        Ok(SpellingIndex {
            first_letters: firsts.chars().collect(),
            lists: LazyParts::unloaded(RoomPart::Spellings, firsts.chars().count()),
        })
    }

    /// Adds a list that was loaded. Fails with [`crate::ErrorKind::Damaged`].
    pub fn put_part(&self, number: u32, sections: &StoredSections) -> Result<()> {
        self.lists.put_part(number as usize, SpellingList::open(sections)?);
        Ok(())
    }

    /// Visits every word that begins with `letter` and that `automaton` accepts, with the binary logarithm of its document frequency,
    /// rounded down.
    pub fn intersect_spellings(
        &self,
        letter: char,
        automaton: &impl KeyAutomaton,
        mut visit: impl FnMut(&str, u8),
    ) -> Result<()> {
        let Some(at) = self.first_letters.partition_point(|&first| first <= letter).checked_sub(1) else {
            return Ok(());
        };
        let list = self.lists.get(at)?;
        list.words.intersect_automaton(letter.encode_utf8(&mut [0; 4]), automaton, |rank, word| {
            let frequency = list.log_frequencies.as_ref().get(rank as usize);
            debug_assert!(frequency.is_some(), "word {rank} has no frequency");
            visit(word, frequency.copied().unwrap_or_default());
        });
        Ok(())
    }

    /// Cuts the words of an unsharded index into lists and hands each to `take`. Returns the table for [`SpellingIndex::unloaded`].
    pub fn cut_lists(whole: &TermShard, take: &mut impl FnMut(RoomPart, Vec<u8>) -> Result<()>) -> Result<Vec<u8>> {
        let mut table = String::new();
        let mut number = 0;
        let mut cursor = whole.terms.key_cursor();
        let mut more = cursor.advance();
        while more {
            let (mut words, mut frequencies, mut size) = (TermDictionaryBuilder::default(), Vec::new(), 0);
            let first = cursor.key().chars().next();
            let mut letter = first;
            while more {
                let (key, next) = (cursor.key(), cursor.key().chars().next());
                if next != letter && size >= MIN_LIST_BYTES {
                    break;
                }
                letter = next;
                let frequency = whole.offsets.document_frequency(cursor.rank() as usize);
                if frequency >= MIN_DOCUMENT_FREQUENCY && !key.contains(|c: char| c.is_ascii_digit()) {
                    words.push(key);
                    frequencies.push(frequency.ilog2() as u8);
                    size += key.len();
                }
                more = cursor.advance();
            }
            table.extend(first);
            let words = words.build();
            take(
                RoomPart::Spellings(number),
                container::write_container(&[
                    (SectionTag::Spellings, words.as_bytes()),
                    (SectionTag::SpellingFrequencies, frequencies.as_slice()),
                ])?,
            )?;
            number += 1;
        }
        Ok(table.into_bytes())
    }
}
