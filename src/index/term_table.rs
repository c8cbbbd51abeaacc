//! The term table: terms of a corpus while it is indexed, each with its chain in the posting arena.
//!
//! Nearly every key is a short word, packed into a `u128`, which is compared without following a pointer to its letters. Useful while
//! building only; the finished index looks terms up in a front-coded term dictionary.

use rustc_hash::FxHashMap;

use super::{IndexField, posting_arena::PostingChain};
use crate::{
    analysis::{
        short_word::{MAX_PACKED_BYTES, unpack_word},
        token::Token,
    },
    order::sort_by,
};

/// No term has this number.
const NO_TERM: u32 = u32::MAX;

/// The smallest number of hash slots.
const MIN_SLOTS: usize = 4096;

/// One occurrence of a term in the document being indexed.
#[derive(Debug, Clone, Copy)]
pub struct TermOccurrence {
    /// The field it stands in.
    pub field: IndexField,
    /// Its position in the document.
    pub position: u32,
    key: u128,
    term: u32,
}

/// A term: its packed key, or 0 where the key is long, and its posting chain. Aligned so that no entry straddles two cache lines.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct TermEntry {
    key: u128,
    chain: PostingChain,
}

/// Terms by key, numbered in order of first occurrence: an open-addressing hash table with linear probing (Knuth, "The Art of Computer
/// Programming" 3, 6.4).
///
/// By hand for batched lookup: the cost is cache misses, and a processor overlaps them when the lookups of one batch do not depend on
/// each other.
#[derive(Default)]
pub struct TermTable {
    entries: Vec<TermEntry>,
    /// Term numbers by hash, or [`NO_TERM`]. A power of two of slots, at most half of them taken.
    slots: Vec<u32>,
    long_terms: FxHashMap<Box<str>, u32>,
}

impl TermTable {
    /// Turns a token into an occurrence whose term [`TermTable::look_up_batch`] looks up; that of a long key is looked up at once.
    pub fn read_token(&mut self, token: &Token, field: IndexField, position: u32) -> TermOccurrence {
        let (key, term) = match token.short_word {
            Some(key) => (key, NO_TERM),
            None => (0, self.find_long_term(token.key)),
        };
        TermOccurrence { field, position, key, term }
    }

    fn find_long_term(&mut self, key: &str) -> u32 {
        if let Some(&known) = self.long_terms.get(key) {
            return known;
        }
        let next = self.add_term(0);
        self.long_terms.insert(key.into(), next);
        next
    }

    /// Looks up the terms of a batch of occurrences; unknown keys become new terms.
    pub fn look_up_batch(&mut self, words: &mut [TermOccurrence]) {
        while (self.entries.len() + words.len()) * 2 > self.slots.len() {
            self.grow_slots();
        }
        for word in words.iter_mut().filter(|word| word.term == NO_TERM) {
            word.term = self.slots.get(self.home_slot(word.key)).copied().unwrap_or(NO_TERM);
        }
        // Two passes, so that loads within each are independent: read every home slot, then compare every key.
        for word in words.iter_mut() {
            if self.entries.get(word.term as usize).is_none_or(|entry| entry.key != word.key) {
                word.term = NO_TERM;
            }
        }
        for word in words.iter_mut().filter(|word| word.term == NO_TERM) {
            word.term = self.probe_or_insert(word.key);
        }
    }

    /// The term with this key, inserted if it is new. At least one slot is free.
    fn probe_or_insert(&mut self, key: u128) -> u32 {
        let mut at = self.home_slot(key);
        loop {
            match self.slots.get(at) {
                Some(&NO_TERM) | None => break,
                Some(&term) if self.entries.get(term as usize).is_some_and(|entry| entry.key == key) => return term,
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
        let next = self.add_term(key);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = next;
        }
        next
    }

    fn add_term(&mut self, key: u128) -> u32 {
        self.entries.push(TermEntry { key, chain: PostingChain::default() });
        self.entries.len() as u32 - 1
    }

    /// The home slot of a key, where probing begins.
    fn home_slot(&self, key: u128) -> usize {
        hash_key(key) as usize & (self.slots.len() - 1)
    }

    fn grow_slots(&mut self) {
        self.slots = vec![NO_TERM; (self.slots.len() * 2).max(MIN_SLOTS)];
        for (term, entry) in (0..).zip(&self.entries).filter(|(_, entry)| entry.key != 0) {
            let mut at = self.home_slot(entry.key);
            while self.slots.get(at).is_some_and(|&slot| slot != NO_TERM) {
                at = (at + 1) & (self.slots.len() - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = term;
            }
        }
    }

    /// The posting chain of an occurrence that was looked up.
    pub fn chain_of(&mut self, word: &TermOccurrence) -> Option<&mut PostingChain> {
        self.entries.get_mut(word.term as usize).map(|entry| &mut entry.chain)
    }

    /// Visits all keys in sorted order, each with its posting chain.
    pub fn each_sorted(self, mut visit: impl FnMut(&str, &PostingChain)) {
        let TermTable { mut entries, slots, long_terms } = self;
        drop(slots);
        let mut long_terms: Vec<(Box<str>, PostingChain)> =
            long_terms.into_iter().filter_map(|(key, term)| Some((key, entries.get(term as usize)?.chain))).collect();
        sort_by(&mut long_terms, |(a, _), (b, _)| a.cmp(b));
        let mut long_terms = long_terms.iter().peekable();
        // Read as big-endian integers, packed keys sort in byte order.
        entries.sort_unstable_by_key(|entry| entry.key.swap_bytes());
        for TermEntry { key, chain } in entries.iter().filter(|entry| entry.key != 0) {
            let mut bytes = [0; MAX_PACKED_BYTES];
            let key = unpack_word(*key, &mut bytes);
            while let Some((key, chain)) = long_terms.next_if(|(other, _)| **other < *key) {
                visit(key, chain);
            }
            visit(key, chain);
        }
        long_terms.for_each(|(key, chain)| visit(key, chain));
    }
}

/// Multiplicative hashing of both halves, of which the upper bits are the best (Knuth, as above).
fn hash_key(key: u128) -> u32 {
    const ODD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f];
    let [low, high] = [key as u64, (key >> 64) as u64];
    let both = low.wrapping_mul(ODD[0]) ^ high.wrapping_mul(ODD[1]);
    ((both ^ both >> 32).wrapping_mul(ODD[0]) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::short_word::pack_word,
        index::{IndexField, posting_arena::PostingArena, postings::PostingListWriter},
    };
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn keys_come_back_in_order_with_their_notes(keys in prop::collection::vec("[a-cł][a-cł\u{0}]{0,20}|a{14,20}", 0..40)) {
            let (mut terms, mut notes) = (TermTable::default(), PostingArena::default());
            let mut expected: BTreeMap<&str, u32> = BTreeMap::new();
            for (document, key) in (0..).zip(&keys) {
                let token = Token { key, short_word: pack_word(key), start: 0, end: key.len(), position: 0, width: 1 };
                let mut words = [terms.read_token(&token, IndexField::Body, 7)];
                terms.look_up_batch(&mut words);
                notes.push_occurrence(terms.chain_of(&words[0]).unwrap(), document, IndexField::Body, 7);
                *expected.entry(&keys[document as usize]).or_default() += 1;
            }
            let mut lists = PostingListWriter::default();
            let mut sorted = Vec::new();
            terms.each_sorted(|key, chain| {
                notes.finish_list(chain, &mut Vec::new(), &mut lists);
                sorted.push(key.to_owned());
            });
            prop_assert_eq!(sorted, expected.keys().copied().collect::<Vec<_>>());
            prop_assert_eq!(lists.document_frequencies, expected.into_values().collect::<Vec<_>>());
        }
    }
}
