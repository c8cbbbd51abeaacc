//! The terms of a corpus while it is indexed, each with a number. Nearly every word is short enough to be a number itself, which is
//! found without following a pointer to its letters.

use rustc_hash::FxHashMap;

use crate::packed::{pack, unpack};

/// A key that was read: its bytes, or the number of a long one.
#[derive(Debug, Clone, Copy)]
pub enum Key {
    Short(u128),
    Long(u32),
}

/// Terms by their keys, numbered as they first come.
#[derive(Default)]
pub struct Terms {
    short: FxHashMap<u128, u32>,
    long: FxHashMap<Box<str>, u32>,
}

impl Terms {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// A key to look up later.
    pub fn read(&mut self, key: &str) -> Key {
        if let Some(packed) = pack(key) {
            return Key::Short(packed);
        }
        let next = self.len() as u32;
        if let Some(&known) = self.long.get(key) {
            return Key::Long(known);
        }
        self.long.insert(key.into(), next);
        Key::Long(next)
    }

    /// The number of a key, new or known.
    pub fn number(&mut self, key: Key) -> u32 {
        let next = self.len() as u32;
        match key {
            Key::Short(packed) => *self.short.entry(packed).or_insert(next),
            Key::Long(number) => number,
        }
    }

    /// All keys with their numbers, in no order.
    pub fn into_keys(self) -> impl Iterator<Item = (Box<str>, u32)> {
        let short = self.short.into_iter().map(|(packed, number)| (unpack(packed), number));
        short.chain(self.long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_come_back_with_their_numbers(keys in prop::collection::vec("[a-cł\u{0}]{0,20}", 0..40)) {
            let mut terms = Terms::default();
            let mut number = |key: &String| {
                let key = terms.read(key);
                terms.number(key)
            };
            let numbers: Vec<u32> = keys.iter().map(&mut number).collect();
            let again: Vec<u32> = keys.iter().map(number).collect();
            prop_assert_eq!(&numbers, &again);
            let held: FxHashMap<Box<str>, u32> = terms.into_keys().collect();
            for (key, number) in keys.iter().zip(numbers) {
                prop_assert_eq!(held.get(key.as_str()), Some(&number));
            }
        }
    }
}
