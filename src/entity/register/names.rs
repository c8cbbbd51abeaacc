//! The name index: a term dictionary from whole aliases, their words, family names and phonetic keys to entities. The
//! first character of a key says which.

use rustc_hash::FxHashMap;

use crate::analysis::token::plain_words;
use crate::entity::name::PersonName;
use crate::entity::place_names::canonical_place_name;
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;
use crate::order::{sort_by, sort_by_key};
use crate::storage::container::{IntegerColumn, SectionTag, StoredSections, damaged_error};
use crate::storage::term_dictionary::TermDictionary;

/// First character of a key, part of the format.
pub const WHOLE_NAME_KEY: char = '=';
pub const NAME_WORD_KEY: char = '@';
pub const FAMILY_NAME_KEY: char = '^';
pub const FAMILY_SOUND_KEY: char = '~';

/// Collects the keys of all aliases. Entities come in rising order.
#[derive(Default)]
pub struct EntityNameTable(FxHashMap<String, Vec<u32>>);

impl EntityNameTable {
    /// Adds the keys of one alias.
    pub fn add_alias(&mut self, entity: EntityId, kind: EntityKind, alias: &str) {
        let words = plain_words(alias);
        self.add_key(WHOLE_NAME_KEY, &words.join(" "), entity);
        for word in &words {
            self.add_key(NAME_WORD_KEY, word, entity);
        }
        if kind == EntityKind::Place {
            self.add_key(WHOLE_NAME_KEY, &plain_words(canonical_place_name(&words.join(" "))).join(" "), entity);
        }
        if kind != EntityKind::Person {
            return;
        }
        if let Some(family) = PersonName::parse(alias).family_name() {
            for word in plain_words(&family.folded) {
                self.add_key(FAMILY_NAME_KEY, &word, entity);
            }
            self.add_key(FAMILY_SOUND_KEY, &family.blocking_key(), entity);
        }
    }

    fn add_key(&mut self, sign: char, name: &str, entity: EntityId) {
        if name.is_empty() {
            return;
        }
        let list = self.0.entry(format!("{sign}{name}")).or_default();
        if list.last() != Some(&entity.0) {
            list.push(entity.0);
        }
    }

    pub fn build(self) -> NameIndex {
        let mut entries: Vec<(String, Vec<u32>)> = self.0.into_iter().collect();
        sort_by(&mut entries, |a, b| a.0.cmp(&b.0));
        let mut offsets = vec![0];
        let mut from = 0;
        for (_, entities) in &entries {
            from += entities.len() as u32;
            offsets.push(from);
        }
        let keys = TermDictionary::build(entries.iter().map(|(key, _)| key.as_str()));
        let entities = entries.iter().flat_map(|(_, entities)| entities).copied().collect();
        NameIndex { keys, offsets: offsets.into_iter().collect(), entities }
    }
}

/// Entities by key.
pub struct NameIndex {
    pub keys: TermDictionary,
    /// Offset of each key's entities, then the number of all.
    pub offsets: IntegerColumn,
    pub entities: IntegerColumn,
}

impl NameIndex {
    /// Reads the index of a stored room. Fails with [`crate::ErrorKind::Damaged`].
    pub fn open(sections: &StoredSections) -> Result<NameIndex> {
        let keys = TermDictionary::open(sections.take_section(SectionTag::Names)?)?;
        let entities = IntegerColumn::from(sections.take_section(SectionTag::NamedEntities)?);
        let offsets =
            IntegerColumn::from(sections.take_section(SectionTag::NameOffsets)?).offsets_to(entities.len())?;
        if offsets.len() != keys.len() as usize + 1 {
            return Err(damaged_error("the names of the register do not fit each other"));
        }
        Ok(NameIndex { keys, offsets, entities })
    }

    /// Whether every name stands for entities below `count`.
    pub fn names_only(&self, count: usize) -> bool {
        (0..self.entities.len()).all(|at| (self.entities.get(at) as usize) < count)
    }

    /// Entities with a word of this prefix, rising.
    pub fn find_by_word_prefix(&self, beginning: &str) -> Vec<EntityId> {
        let mut found = Vec::new();
        self.keys.each_with_prefix(&format!("{NAME_WORD_KEY}{beginning}"), |rank, _| {
            found.extend(self.entities_at_rank(rank))
        });
        sort_by_key(&mut found, |&entity| entity);
        found.dedup();
        found
    }

    /// Entities of one key, rising.
    pub fn entities_of_key(&self, sign: char, name: &str) -> Vec<EntityId> {
        self.keys
            .find_rank(&format!("{sign}{name}"))
            .map(|rank| self.entities_at_rank(rank).collect())
            .unwrap_or_default()
    }

    fn entities_at_rank(&self, rank: u32) -> impl Iterator<Item = EntityId> {
        let range = self.offsets.get(rank as usize)..self.offsets.get(rank as usize + 1);
        range.map(|at| EntityId(self.entities.get(at as usize)))
    }
}
