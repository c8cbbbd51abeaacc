//! The terms of a corpus while it is indexed. Nearly every word is short enough to be a number itself, which is found without following
//! a pointer to its letters.

use rustc_hash::FxHashMap;

use super::notes::Chain;
use crate::{
    order::sort_by,
    packed::{MOST, unpack},
    token::Token,
};

/// A key that was read: its bytes, or the number of a long one.
#[derive(Debug, Clone, Copy)]
pub enum Key {
    /// See [`crate::packed`].
    Short(u128),
    /// Its place among the long ones.
    Long(u32),
}

/// Terms by their keys, each with the chain of its notes.
#[derive(Default)]
pub struct Terms {
    short: FxHashMap<u128, Chain>,
    long: FxHashMap<Box<str>, u32>,
    long_chains: Vec<Chain>,
}

impl Terms {
    /// The key of a token, to look up later.
    pub fn read(&mut self, token: &Token) -> Key {
        if let Some(packed) = token.packed {
            return Key::Short(packed);
        }
        if let Some(&known) = self.long.get(token.key) {
            return Key::Long(known);
        }
        let next = self.long_chains.len() as u32;
        self.long.insert(token.key.into(), next);
        self.long_chains.push(Chain::default());
        Key::Long(next)
    }

    /// The chain of a key that was read.
    pub fn chain(&mut self, key: Key) -> Option<&mut Chain> {
        match key {
            Key::Short(packed) => Some(self.short.entry(packed).or_default()),
            Key::Long(number) => self.long_chains.get_mut(number as usize),
        }
    }

    /// Visits all keys in order, each with its chain.
    pub fn each_sorted(self, mut visit: impl FnMut(&str, &Chain)) {
        let mut long: Vec<(Box<str>, u32)> = self.long.into_iter().collect();
        sort_by(&mut long, |(a, _), (b, _)| a.cmp(b));
        let mut long =
            long.iter().filter_map(|(key, at)| Some((&**key, self.long_chains.get(*at as usize)?))).peekable();
        // As big-endian numbers they stand in the order of their letters.
        let mut short: Vec<(u128, Chain)> =
            self.short.into_iter().map(|(key, chain)| (key.swap_bytes(), chain)).collect();
        short.sort_unstable_by_key(|&(key, _)| key);
        for (key, chain) in &short {
            let mut bytes = [0; MOST];
            let key = unpack(key.swap_bytes(), &mut bytes);
            while let Some((key, chain)) = long.next_if(|&(other, _)| other < key) {
                visit(key, chain);
            }
            visit(key, chain);
        }
        long.for_each(|(key, chain)| visit(key, chain));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{index::Field, index::notes::Notes, index::postings::Lists, packed::pack};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn keys_come_back_in_order_with_their_notes(keys in prop::collection::vec("[a-cł\u{0}]{0,20}|a{14,20}", 0..40)) {
            let (mut terms, mut notes) = (Terms::default(), Notes::default());
            let mut expected: BTreeMap<&str, u32> = BTreeMap::new();
            for (document, key) in (0..).zip(&keys) {
                let key = terms.read(&Token { key, packed: pack(key), start: 0, end: key.len(), position: 0, width: 1 });
                notes.push(terms.chain(key).unwrap(), document, Field::Body, 7);
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
