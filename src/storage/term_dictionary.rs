//! The term dictionary: an immutable sorted set of strings that maps each key to its rank. Front coding in blocks of 16 (Witten, Moffat
//! and Bell, "Managing Gigabytes", 1999): the first key of a block is written whole, each other one as the length of the prefix it
//! shares with the key before and its suffix.
//!
//! Useful for exact lookup (binary search over blocks, then a scan of one), prefix and rank queries, iteration in order, and intersection
//! with an automaton. Not useful for suffix or substring queries.
//!
//! By hand because the `fst` crate brings a checksum table of 16 KB that no compression shrinks.
//!
//! ```text
//! u32      number of keys
//! u32 × b  offset of each block, counted from the end of this table
//! keys     length of the shared prefix, length of the suffix (both varints), the suffix
//! ```

use std::ops::Range;

use crate::{
    error::Result,
    storage::{
        container::{SharedBytes, damaged_error},
        varint::{read_varint, write_varint},
    },
};

const BLOCK_KEYS: u32 = 16;

/// A front-coded dictionary; see the module.
#[derive(Debug, Clone)]
pub struct TermDictionary {
    bytes: SharedBytes,
    keys: u32,
}

impl TermDictionary {
    /// Builds from keys in sorted order; of equal ones in a row, one is kept.
    pub fn build<'k>(sorted: impl IntoIterator<Item = &'k str>) -> Self {
        let mut builder = TermDictionaryBuilder::default();
        sorted.into_iter().for_each(|key| builder.push(key));
        builder.build()
    }

    /// Opens bytes that [`TermDictionary::as_bytes`] gave; fails where they are too short for their number of keys.
    pub fn open(bytes: SharedBytes) -> Result<Self> {
        let dictionary = TermDictionary { keys: 0, bytes };
        let keys = dictionary.integer_at(0).ok_or_else(|| damaged_error("a dictionary is damaged"))?;
        if (dictionary.bytes.as_ref().len() as u64) < 4 + u64::from(keys) * 2 {
            return Err(damaged_error("a dictionary is damaged"));
        }
        let dictionary = TermDictionary { keys, ..dictionary };
        if dictionary.holds_together() { Ok(dictionary) } else { Err(damaged_error("a dictionary is damaged")) }
    }

    /// Whether every block begins behind the one before it and has a key.
    fn holds_together(&self) -> bool {
        let end = self.coded().map_or(0, <[u8]>::len);
        let behind = (0..self.block_count()).try_fold(0, |least, block| {
            let begin = self.integer_at(1 + block as usize)? as usize;
            (least..end).contains(&begin).then_some(begin + 1)
        });
        behind.is_some()
    }

    /// The form to store.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// Number of keys.
    pub fn len(&self) -> u32 {
        self.keys
    }

    fn integer_at(&self, at: usize) -> Option<u32> {
        let chunk = self.bytes.as_ref().get(at * 4..)?.first_chunk()?;
        Some(u32::from_le_bytes(*chunk))
    }

    fn block_count(&self) -> u32 {
        self.keys.div_ceil(BLOCK_KEYS)
    }

    /// The front-coded keys.
    fn coded(&self) -> Option<&[u8]> {
        self.bytes.as_ref().get(4 + 4 * self.block_count() as usize..)
    }

    /// A cursor before the first key of a block; after the last key where there is no such block.
    fn block_cursor(&self, block: u32) -> DictionaryCursor<'_> {
        let begin = if block < self.block_count() { self.integer_at(1 + block as usize) } else { None };
        let rest = begin.and_then(|begin| self.coded()?.get(begin as usize..));
        debug_assert!(rest.is_some() || block >= self.block_count(), "block {block} is broken");
        let rest = rest.unwrap_or_default();
        DictionaryCursor { rest, key: Vec::new(), shared: 0, next: block * BLOCK_KEYS, keys: self.keys }
    }

    /// A cursor at the first key that is not below `key`; `None` if all are.
    fn seek_key(&self, key: &[u8]) -> Option<DictionaryCursor<'_>> {
        let (mut low, mut high) = (0, self.block_count());
        // The last block that begins at or below the key.
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            let mut first = self.block_cursor(middle);
            if first.advance() && first.key.as_slice() <= key { low = middle } else { high = middle }
        }
        let mut cursor = self.block_cursor(low);
        while cursor.advance() {
            if cursor.key.as_slice() >= key {
                return Some(cursor);
            }
        }
        None
    }

    /// Rank of `key`; `None` if it is not in the dictionary.
    pub fn find_rank(&self, key: &str) -> Option<u32> {
        let cursor = self.seek_key(key.as_bytes())?;
        (cursor.key == key.as_bytes()).then(|| cursor.rank())
    }

    /// The key with this rank; `None` beyond the last.
    pub fn key_of_rank(&self, rank: u32) -> Option<String> {
        let mut cursor = self.block_cursor(rank / BLOCK_KEYS);
        while cursor.advance() {
            if cursor.rank() == rank {
                return String::from_utf8(cursor.key).ok();
            }
        }
        None
    }

    /// A cursor before the first key.
    pub fn key_cursor(&self) -> DictionaryCursor<'_> {
        self.block_cursor(0)
    }

    /// Visits the keys with a prefix and their ranks, in order.
    pub fn each_with_prefix(&self, prefix: &str, mut visit: impl FnMut(u32, &str)) {
        let Some(mut cursor) = self.seek_key(prefix.as_bytes()) else { return };
        while cursor.key.starts_with(prefix.as_bytes()) {
            cursor.visit_key(&mut visit);
            if !cursor.advance() {
                break;
            }
        }
    }

    /// Ranks of the keys with a prefix: two lookups, however many keys there are.
    pub fn ranks_with_prefix(&self, prefix: &str) -> Range<u32> {
        let rank = |key: &[u8]| self.seek_key(key).map_or(self.keys, |cursor| cursor.rank());
        let first = rank(prefix.as_bytes());
        // No UTF-8 has a byte 0xff, so adding one gives what follows all keys that begin so.
        let mut after = prefix.as_bytes().to_vec();
        match after.last_mut() {
            Some(last) => {
                *last = last.saturating_add(1);
                first..rank(&after).max(first)
            }
            None => first..self.keys,
        }
    }

    /// Whether any key has a prefix: one lookup.
    pub fn has_prefix(&self, prefix: &str) -> bool {
        self.seek_key(prefix.as_bytes()).is_some_and(|cursor| cursor.key().starts_with(prefix))
    }

    /// The first key of a block, read in place.
    fn first_key_of(&self, block: u32) -> Option<&[u8]> {
        let mut rest = self.block_cursor(block).rest;
        read_varint(&mut rest)?;
        let len = read_varint(&mut rest)? as usize;
        rest.get(..len)
    }

    /// Intersection with an automaton: visits the keys with the prefix `beginning` that `automaton` accepts, with their ranks, in order.
    /// States of a shared prefix are kept, keys behind a dead state are skipped, and so are whole blocks of such keys.
    pub fn intersect_automaton<A: KeyAutomaton>(
        &self,
        beginning: &str,
        automaton: &A,
        mut visit: impl FnMut(u32, &str),
    ) {
        let ranks = self.ranks_with_prefix(beginning);
        let mut states = vec![automaton.start()];
        let mut block = ranks.start / BLOCK_KEYS;
        while block * BLOCK_KEYS < ranks.end {
            // Length of the prefix that leads to a dead state.
            let mut dead_end = usize::MAX;
            let mut cursor = self.block_cursor(block);
            for _ in 0..BLOCK_KEYS {
                if !cursor.advance() {
                    break;
                }
                if cursor.shared >= dead_end {
                    continue;
                }
                dead_end = usize::MAX;
                states.truncate(cursor.shared + 1);
                for &byte in cursor.key.get(states.len() - 1..).unwrap_or_default() {
                    let next = states.last().map(|state| automaton.step(state, byte));
                    let Some(next) = next.filter(|next| automaton.may_accept(next)) else {
                        dead_end = states.len();
                        break;
                    };
                    states.push(next);
                }
                if dead_end == usize::MAX
                    && ranks.contains(&cursor.rank())
                    && states.last().is_some_and(|state| automaton.accepts(state))
                {
                    cursor.visit_key(&mut visit);
                }
            }
            block += 1;
            // A block is skipped whole if the next one begins with the dead prefix too, since keys are sorted.
            if let Some(dead) = cursor.key.get(..dead_end) {
                while self.first_key_of(block + 1).is_some_and(|head| head.starts_with(dead)) {
                    block += 1;
                }
            }
        }
    }
}

/// Builds a dictionary from keys in sorted order; of equal ones in a row, one is kept.
#[derive(Default)]
pub struct TermDictionaryBuilder {
    keys: u32,
    offsets: Vec<u8>,
    front_coded: Vec<u8>,
    last: String,
}

impl TermDictionaryBuilder {
    /// Appends the next key.
    pub fn push(&mut self, key: &str) {
        if self.keys > 0 && self.last == key {
            return;
        }
        let shared = if self.keys.is_multiple_of(BLOCK_KEYS) {
            self.offsets.extend_from_slice(&(self.front_coded.len() as u32).to_le_bytes());
            0
        } else {
            self.last.bytes().zip(key.bytes()).take_while(|(a, b)| a == b).count()
        };
        let rest = key.as_bytes().get(shared..).unwrap_or_default();
        write_varint(shared as u32, &mut self.front_coded);
        write_varint(rest.len() as u32, &mut self.front_coded);
        self.front_coded.extend_from_slice(rest);
        self.last.clear();
        self.last.push_str(key);
        self.keys += 1;
    }

    /// The finished dictionary.
    pub fn build(self) -> TermDictionary {
        let bytes = [self.keys.to_le_bytes().as_slice(), &self.offsets, &self.front_coded].concat();
        TermDictionary { bytes: bytes.into(), keys: self.keys }
    }
}

/// A deterministic automaton over the bytes of keys, as in the `fst` crate.
pub trait KeyAutomaton {
    /// A state.
    type State;
    /// The start state.
    fn start(&self) -> Self::State;
    /// The transition from `state` by one byte.
    fn step(&self, state: &Self::State, byte: u8) -> Self::State;
    /// Whether `state` is accepting: a key that ends here matches.
    fn accepts(&self, state: &Self::State) -> bool;
    /// Whether an accepting state can be reached from `state`; if not, it is dead.
    fn may_accept(&self, state: &Self::State) -> bool;
}

/// Iterates over keys in order. Damaged bytes end the iteration early.
pub struct DictionaryCursor<'a> {
    rest: &'a [u8],
    key: Vec<u8>,
    /// Length of the prefix that the key shares with the one before.
    shared: usize,
    next: u32,
    keys: u32,
}

impl DictionaryCursor<'_> {
    /// Moves to the next key; false after the last.
    pub fn advance(&mut self) -> bool {
        self.try_advance().is_some()
    }

    fn try_advance(&mut self) -> Option<()> {
        if self.next >= self.keys {
            return None;
        }
        let shared = read_varint(&mut self.rest)? as usize;
        let len = read_varint(&mut self.rest)? as usize;
        let (suffix, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        self.shared = shared.min(self.key.len());
        self.key.truncate(shared);
        self.key.extend_from_slice(suffix);
        self.next += 1;
        Some(())
    }

    /// Rank of the current key.
    pub fn rank(&self) -> u32 {
        self.next.saturating_sub(1)
    }

    /// The current key; empty where it is no UTF-8.
    pub fn key(&self) -> &str {
        std::str::from_utf8(&self.key).unwrap_or_default()
    }

    fn visit_key(&self, visit: &mut impl FnMut(u32, &str)) {
        if let Ok(key) = std::str::from_utf8(&self.key) {
            visit(self.rank(), key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prefixed(dictionary: &TermDictionary, prefix: &str) -> Vec<String> {
        let mut found = Vec::new();
        dictionary.each_with_prefix(prefix, |rank, key| {
            assert_eq!(dictionary.key_of_rank(rank).as_deref(), Some(key));
            found.push(key.to_owned());
        });
        assert_eq!(dictionary.has_prefix(prefix), !found.is_empty(), "{prefix}");
        found
    }

    /// Accepts keys without the byte `x`.
    struct NoX;

    impl KeyAutomaton for NoX {
        type State = bool;
        fn start(&self) -> bool {
            true
        }
        fn step(&self, state: &bool, byte: u8) -> bool {
            *state && byte != b'x'
        }
        fn accepts(&self, state: &bool) -> bool {
            *state
        }
        fn may_accept(&self, state: &bool) -> bool {
            *state
        }
    }

    proptest! {
        #[test]
        fn every_key_is_found_and_no_other(keys in prop::collection::btree_set("[a-cxł]{0,6}", 0..120), other in "[a-cxł]{0,6}") {
            let built = TermDictionary::build(keys.iter().map(String::as_str));
            let dictionary = TermDictionary::open(built.as_bytes().to_vec().into()).unwrap();
            for (rank, key) in (0..).zip(&keys) {
                prop_assert_eq!(dictionary.find_rank(key), Some(rank));
                prop_assert_eq!(dictionary.key_of_rank(rank), Some(key.clone()));
            }
            prop_assert_eq!(dictionary.find_rank(&other).is_some(), keys.contains(&other));
            prop_assert_eq!(dictionary.key_of_rank(keys.len() as u32), None);
            let expected: Vec<String> = keys.iter().filter(|key| key.starts_with(&other)).cloned().collect();
            prop_assert_eq!(dictionary.ranks_with_prefix(&other).len(), expected.len());
            prop_assert_eq!(prefixed(&dictionary, &other), expected);
            let mut accepted = Vec::new();
            dictionary.intersect_automaton(&other, &NoX, |_, key| accepted.push(key.to_owned()));
            let expected = keys.iter().filter(|key| key.starts_with(&other) && !key.contains('x'));
            prop_assert_eq!(accepted, expected.cloned().collect::<Vec<_>>());
        }

        #[test]
        fn any_bytes_end_without_panic(bytes: Vec<u8>, key in "[a-c]{0,3}") {
            if let Ok(dictionary) = TermDictionary::open(bytes.into()) {
                dictionary.find_rank(&key);
                dictionary.key_of_rank(3);
                dictionary.each_with_prefix(&key, |_, _| {});
                dictionary.ranks_with_prefix(&key);
                dictionary.intersect_automaton(&key, &NoX, |_, _| {});
            }
        }
    }
}
