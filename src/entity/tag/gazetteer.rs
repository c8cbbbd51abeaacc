//! Gazetteer: the word cluster of a word, and the lists of names in which a word or phrase stands.
//!
//! Words are not stored, only 24 bits of their hash. False positives are one unknown word in some hundred, which costs
//! the tagger nothing that can be measured and saves four fifths of the bytes. Useful to look up, not to enumerate.

use rustc_hash::FxHashMap;

/// Gazetteer lists; the numbers are bits of [`GazetteerEntry::lists`] and part of the format of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum GazetteerList {
    /// Given names.
    GivenName = 1,
    /// Surnames.
    Surname = 1 << 1,
    /// Large towns and all capitals.
    City = 1 << 2,
    /// Countries, their regions and larger parts of the world.
    Country = 1 << 3,
    /// People and things of a country.
    Demonym = 1 << 4,
    /// What stands before a name: offices and forms of address.
    PersonTitle = 1 << 5,
    /// Words in names of organisations.
    OrganisationWord = 1 << 6,
    /// Words in names of places.
    PlaceWord = 1 << 7,
    /// Months and days.
    Calendar = 1 << 8,
    /// Organisations known everywhere.
    Organisation = 1 << 9,
    /// Smaller towns.
    Town = 1 << 10,
    /// Makers and models of machines and weapons.
    Equipment = 1 << 11,
    /// Words in names of events.
    EventWord = 1 << 12,
    /// Laws, treaties, faiths, feasts and movements: names of neither people nor organisations nor places.
    Concept = 1 << 13,
}

impl GazetteerList {
    /// All of them, in the order of their bits.
    pub const ALL: [GazetteerList; 14] = [
        GazetteerList::GivenName,
        GazetteerList::Surname,
        GazetteerList::City,
        GazetteerList::Country,
        GazetteerList::Demonym,
        GazetteerList::PersonTitle,
        GazetteerList::OrganisationWord,
        GazetteerList::PlaceWord,
        GazetteerList::Calendar,
        GazetteerList::Organisation,
        GazetteerList::Town,
        GazetteerList::Equipment,
        GazetteerList::EventWord,
        GazetteerList::Concept,
    ];
}

/// What the gazetteer has of one word or phrase; by default nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GazetteerEntry {
    /// Word cluster, from 1; 0 for none.
    pub cluster: u16,
    /// Bits of [`GazetteerList`].
    pub lists: u16,
}

impl GazetteerEntry {
    /// Whether the word or phrase stands in `list`.
    pub fn is_in(self, list: GazetteerList) -> bool {
        self.lists & list as u16 != 0
    }
}

/// Words and phrases by hash, with their clusters and lists.
#[derive(Debug, Clone, Default)]
pub struct WordGazetteer {
    entries: FxHashMap<u32, GazetteerEntry>,
    coarse_clusters: Vec<u8>,
}

impl WordGazetteer {
    /// From `entries` by [`stored_key`], and the coarse cluster of each cluster.
    pub fn new(entries: FxHashMap<u32, GazetteerEntry>, coarse: Vec<u8>) -> Self {
        debug_assert!(entries.values().all(|entry| entry.lists >> GazetteerList::ALL.len() == 0), "an unknown list");
        WordGazetteer { entries, coarse_clusters: coarse }
    }

    /// Looks up the word or phrase with this [`hash_word`]; an empty entry where it is unknown.
    pub fn look_up_hash(&self, hash: u32) -> GazetteerEntry {
        self.entries.get(&stored_key(hash)).copied().unwrap_or_default()
    }

    /// The coarse cluster that holds `cluster`; 0 for none.
    pub fn coarse_cluster(&self, cluster: u16) -> u8 {
        self.coarse_clusters.get(cluster as usize).copied().unwrap_or_default()
    }
}

/// The bits of a hash that are stored.
pub fn stored_key(hash: u32) -> u32 {
    hash >> 8
}

/// Hash of a word as it stands: FNV-1a of 32 bits, finalised by [`mix_bits`]. By hand because the model holds its values.
pub fn hash_word(word: &str) -> u32 {
    mix_bits(word.bytes().fold(FNV_BASIS, extend_fnv))
}

const FNV_BASIS: u32 = 0x811c_9dc5;

const fn extend_fnv(state: u32, byte: u8) -> u32 {
    (state ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// [`hash_word`] of each of the `COUNT` words that single spaces part, reckoned by the compiler.
pub const fn hash_words<const COUNT: usize>(words: &str) -> [u32; COUNT] {
    let mut hashes = [0; COUNT];
    let mut slots = hashes.as_mut_slice();
    let mut rest = words.as_bytes();
    while let [slot, next @ ..] = slots {
        assert!(!rest.is_empty(), "there are fewer words");
        let mut state = FNV_BASIS;
        while let [byte, tail @ ..] = rest {
            rest = tail;
            if *byte == b' ' {
                break;
            }
            state = extend_fnv(state, *byte);
        }
        *slot = mix_bits(state);
        slots = next;
    }
    assert!(rest.is_empty(), "there are more words");
    hashes
}

/// Extends the hash of a phrase, `before`, by the hash of its next word.
pub fn extend_phrase_hash(before: u32, word: u32) -> u32 {
    mix_bits(before.rotate_left(7).wrapping_mul(0x9e37_79b1) ^ word)
}

/// The finaliser of MurmurHash3 (Appleby): spreads what differs over all bits.
pub const fn mix_bits(mut state: u32) -> u32 {
    state = (state ^ (state >> 16)).wrapping_mul(0x85eb_ca6b);
    state = (state ^ (state >> 13)).wrapping_mul(0xc2b2_ae35);
    state ^ (state >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiler_hashes_words_as_the_program_does() {
        assert_eq!(hash_words("of & self-propelled"), ["of", "&", "self-propelled"].map(hash_word));
    }
}
