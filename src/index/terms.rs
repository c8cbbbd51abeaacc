//! The terms of a corpus while it is indexed. Nearly every word is short enough to be a number itself, which is found without following
//! a pointer to its letters.

use rustc_hash::FxHashMap;

use super::{Field, notes::Chain};
use crate::{
    order::sort_by,
    packed::{MOST, unpack},
    token::Token,
};

/// No term has this number.
const NONE: u32 = u32::MAX;

/// Slots there are at least.
const LEAST_SLOTS: usize = 4096;

/// A word of the document at hand.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The part of the document that it stands in.
    pub field: Field,
    /// Its place in the document.
    pub position: u32,
    key: u128,
    term: u32,
}

/// A term: its key, or 0 where that is long, and the chain of its notes. None lies in two lines of the processor's cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Entry {
    key: u128,
    chain: Chain,
}

/// Terms by their keys, numbered as they first come: a hash table with linear probing (Knuth, "The Art of Computer Programming" 3, 6.4).
///
/// Hand-made to look up the words of a document all at once. What takes the time is waiting for far-off memory, and a processor waits
/// for many places together if what it does next hangs on none of them.
#[derive(Default)]
pub struct Terms {
    entries: Vec<Entry>,
    /// Numbers of terms where their hashes put them, or [`NONE`]; a power of two of them, at most half of them taken.
    slots: Vec<u32>,
    long: FxHashMap<Box<str>, u32>,
}

impl Terms {
    /// A token as a word, to be looked up with others.
    pub fn read(&mut self, token: &Token, field: Field, position: u32) -> Word {
        let (key, term) = match token.packed {
            Some(key) => (key, NONE),
            None => (0, self.long_term(token.key)),
        };
        Word { field, position, key, term }
    }

    fn long_term(&mut self, key: &str) -> u32 {
        if let Some(&known) = self.long.get(key) {
            return known;
        }
        let next = self.add(0);
        self.long.insert(key.into(), next);
        next
    }

    /// Looks up all `words`; new ones become terms.
    pub fn find(&mut self, words: &mut [Word]) {
        while (self.entries.len() + words.len()) * 2 > self.slots.len() {
            self.grow();
        }
        for word in words.iter_mut().filter(|word| word.term == NONE) {
            word.term = self.slots.get(self.slot(word.key)).copied().unwrap_or(NONE);
        }
        // First where it may be, then whether that is it.
        for word in words.iter_mut() {
            if self.entries.get(word.term as usize).is_none_or(|entry| entry.key != word.key) {
                word.term = NONE;
            }
        }
        for word in words.iter_mut().filter(|word| word.term == NONE) {
            word.term = self.probe(word.key);
        }
    }

    /// The number of a term, which may be a new one. There is a free slot.
    fn probe(&mut self, key: u128) -> u32 {
        let mut at = self.slot(key);
        loop {
            match self.slots.get(at) {
                Some(&NONE) | None => break,
                Some(&term) if self.entries.get(term as usize).is_some_and(|entry| entry.key == key) => return term,
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
        let next = self.add(key);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = next;
        }
        next
    }

    fn add(&mut self, key: u128) -> u32 {
        self.entries.push(Entry { key, chain: Chain::default() });
        self.entries.len() as u32 - 1
    }

    /// Where the probing for a key begins.
    fn slot(&self, key: u128) -> usize {
        hash(key) as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self) {
        self.slots = vec![NONE; (self.slots.len() * 2).max(LEAST_SLOTS)];
        for (term, entry) in (0..).zip(&self.entries).filter(|(_, entry)| entry.key != 0) {
            let mut at = self.slot(entry.key);
            while self.slots.get(at).is_some_and(|&slot| slot != NONE) {
                at = (at + 1) & (self.slots.len() - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = term;
            }
        }
    }

    /// The chain of a word that was looked up.
    pub fn chain(&mut self, word: &Word) -> Option<&mut Chain> {
        self.entries.get_mut(word.term as usize).map(|entry| &mut entry.chain)
    }

    /// Visits all keys in order, each with its chain.
    pub fn each_sorted(self, mut visit: impl FnMut(&str, &Chain)) {
        let Terms { mut entries, slots, long } = self;
        drop(slots);
        let mut long: Vec<(Box<str>, Chain)> =
            long.into_iter().filter_map(|(key, term)| Some((key, entries.get(term as usize)?.chain))).collect();
        sort_by(&mut long, |(a, _), (b, _)| a.cmp(b));
        let mut long = long.iter().peekable();
        // As big-endian numbers they stand in the order of their letters.
        entries.sort_unstable_by_key(|entry| entry.key.swap_bytes());
        for Entry { key, chain } in entries.iter().filter(|entry| entry.key != 0) {
            let mut bytes = [0; MOST];
            let key = unpack(*key, &mut bytes);
            while let Some((key, chain)) = long.next_if(|(other, _)| **other < *key) {
                visit(key, chain);
            }
            visit(key, chain);
        }
        long.for_each(|(key, chain)| visit(key, chain));
    }
}

/// Both halves multiplied and mixed, of which the upper bits are the best (Knuth, as above).
fn hash(key: u128) -> u32 {
    const ODD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f];
    let [low, high] = [key as u64, (key >> 64) as u64];
    let both = low.wrapping_mul(ODD[0]) ^ high.wrapping_mul(ODD[1]);
    ((both ^ both >> 32).wrapping_mul(ODD[0]) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{index::Field, index::notes::Notes, index::postings::Lists, packed::pack};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn keys_come_back_in_order_with_their_notes(keys in prop::collection::vec("[a-cł][a-cł\u{0}]{0,20}|a{14,20}", 0..40)) {
            let (mut terms, mut notes) = (Terms::default(), Notes::default());
            let mut expected: BTreeMap<&str, u32> = BTreeMap::new();
            for (document, key) in (0..).zip(&keys) {
                let token = Token { key, packed: pack(key), start: 0, end: key.len(), position: 0, width: 1 };
                let mut words = [terms.read(&token, Field::Body, 7)];
                terms.find(&mut words);
                notes.push(terms.chain(&words[0]).unwrap(), document, Field::Body, 7);
                *expected.entry(&keys[document as usize]).or_default() += 1;
            }
            let mut lists = Lists::default();
            let mut sorted = Vec::new();
            terms.each_sorted(|key, chain| {
                notes.finish(chain, &mut Vec::new(), &mut lists);
                sorted.push(key.to_owned());
            });
            prop_assert_eq!(sorted, expected.keys().copied().collect::<Vec<_>>());
            prop_assert_eq!(lists.frequencies, expected.into_values().collect::<Vec<_>>());
        }
    }
}
