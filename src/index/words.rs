//! The words of a large index by their first letters, without their lists: what a misspelt word is looked for in, so that only the
//! shards of the words that it may be are fetched.

use super::shard::Shard;
use crate::{
    dictionary::{Automaton, Dictionary, DictionaryBuilder},
    error::Result,
    parts::{Part, Parts},
    store::{self, Bytes, Sections, Tag, damaged},
};

/// A list ends with a letter, at the first end after so many bytes.
const LIST_BYTES: usize = 16 * 1024;

/// A word in fewer documents is likelier a misspelling itself than what one was meant to be.
const LEAST_DOCUMENTS: u32 = 2;

/// The words that begin with one letter, or with a few rare ones.
struct WordList {
    words: Dictionary,
    /// In how many documents each stands, as a power of two.
    frequencies: Bytes,
}

impl WordList {
    fn open(sections: &Sections) -> Result<Self> {
        let list = WordList {
            words: Dictionary::open(sections.take(Tag::Words)?)?,
            frequencies: sections.take(Tag::WordFrequencies)?,
        };
        let fits = list.words.len() as usize == list.frequencies.as_ref().len();
        if fits { Ok(list) } else { Err(damaged("a list of words is damaged")) }
    }
}

/// All lists, some of which may be missing. An index in one piece has none: it looks among its terms.
pub struct WordLists {
    /// The first letter of each.
    firsts: Vec<char>,
    held: Parts<WordList>,
}

impl WordLists {
    /// Those that [`WordLists::cut`] told of, none of which has come.
    pub fn absent(table: &Bytes) -> Result<Self> {
        let firsts = std::str::from_utf8(table.as_ref()).map_err(|_| damaged("the table of words is damaged"))?;
        Ok(WordLists { firsts: firsts.chars().collect(), held: Parts::absent(Part::Words, firsts.chars().count()) })
    }

    /// Takes a part that has come.
    pub fn put(&self, number: u32, sections: &Sections) -> Result<()> {
        self.held.put(number as usize, WordList::open(sections)?);
        Ok(())
    }

    /// Visits every word that begins with `letter` and that `automaton` accepts, with the power of two next below the number of its
    /// documents.
    pub fn each_accepted(
        &self,
        letter: char,
        automaton: &impl Automaton,
        mut visit: impl FnMut(&str, u8),
    ) -> Result<()> {
        let Some(at) = self.firsts.partition_point(|&first| first <= letter).checked_sub(1) else { return Ok(()) };
        let list = self.held.get(at)?;
        list.words.each_accepted(letter.encode_utf8(&mut [0; 4]), automaton, |rank, word| {
            let frequency = list.frequencies.as_ref().get(rank as usize);
            debug_assert!(frequency.is_some(), "word {rank} has no frequency");
            visit(word, frequency.copied().unwrap_or_default());
        });
        Ok(())
    }

    /// The words of an index in one piece, each list handed to `take`; answers with the table for [`WordLists::absent`].
    pub fn cut(whole: &Shard, take: &mut impl FnMut(Part, Vec<u8>) -> Result<()>) -> Result<Vec<u8>> {
        let mut table = String::new();
        let mut number = 0;
        let mut cursor = whole.terms.cursor();
        let mut more = cursor.advance();
        while more {
            let (mut words, mut frequencies, mut size) = (DictionaryBuilder::default(), Vec::new(), 0);
            let first = cursor.key().chars().next();
            let mut letter = first;
            while more {
                let (key, next) = (cursor.key(), cursor.key().chars().next());
                if next != letter && size >= LIST_BYTES {
                    break;
                }
                letter = next;
                let frequency = whole.places.frequency(cursor.rank() as usize);
                if frequency >= LEAST_DOCUMENTS && !key.contains(|c: char| c.is_ascii_digit()) {
                    words.push(key);
                    frequencies.push(frequency.ilog2() as u8);
                    size += key.len();
                }
                more = cursor.advance();
            }
            table.extend(first);
            let words = words.build();
            take(
                Part::Words(number),
                store::write(&[(Tag::Words, words.as_bytes()), (Tag::WordFrequencies, frequencies.as_slice())])?,
            )?;
            number += 1;
        }
        Ok(table.into_bytes())
    }
}
