//! Name lookup: a term dictionary from whole aliases, their words, family names and phonetic keys to entities. The
//! first character of a key says which.

use rustc_hash::FxHashMap;

use super::Register;
use crate::analysis::token::plain_words;
use crate::entity::name::{ComponentAgreement, PersonName, compare_components};
use crate::entity::place_names::canonical_place_name;
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;
use crate::order::{sort_by, sort_by_key};
use crate::storage::container::IntegerColumn;
use crate::storage::term_dictionary::TermDictionary;

/// First character of a key, part of the format.
const WHOLE_NAME_KEY: char = '=';
const NAME_WORD_KEY: char = '@';
const FAMILY_NAME_KEY: char = '^';
const FAMILY_SOUND_KEY: char = '~';

/// Most entities a name stands for: a surname that hundreds bear identifies nobody.
const MAX_NAMED_ENTITIES: usize = 8;

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

    /// The dictionary, the offset of each key's entities, the entities.
    pub fn build(self) -> (TermDictionary, IntegerColumn, IntegerColumn) {
        let mut entries: Vec<(String, Vec<u32>)> = self.0.into_iter().collect();
        sort_by(&mut entries, |a, b| a.0.cmp(&b.0));
        let mut offsets = vec![0];
        let mut from = 0;
        for (_, entities) in &entries {
            from += entities.len() as u32;
            offsets.push(from);
        }
        let keys = TermDictionary::build(entries.iter().map(|(key, _)| key.as_str()));
        (keys, offsets.into_iter().collect(), entries.iter().flat_map(|(_, entities)| entities).copied().collect())
    }
}

impl Register {
    /// The entity with this id; where none has it any more (ids follow from names), the most mentioned one with an
    /// alias that gives this id.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`].
    pub fn find_by_id(&self, id: &str) -> Result<Option<EntityId>> {
        let Some((kind, words)) = id.split_once('-') else { return Ok(None) };
        let Some(kind) = EntityKind::ALL.into_iter().find(|known| known.as_str() == kind) else { return Ok(None) };
        let fitting = |name: &str| -> Result<Vec<(EntityId, String)>> {
            let mut fitting = Vec::new();
            for entity in self.entities_of_key(WHOLE_NAME_KEY, name) {
                let record = self.entity_record(entity)?;
                if record.kind == kind {
                    fitting.push((entity, record.id));
                }
            }
            Ok(fitting)
        };
        let name = words.replace('-', " ");
        // Ids of namesakes end in a number.
        let namesakes = name.rsplit_once(' ').filter(|(_, number)| number.parse::<u32>().is_ok());
        let mut found = fitting(&name)?;
        if let Some((name, _)) = namesakes {
            found.extend(fitting(name)?);
        }
        let exact = found.iter().find(|(_, known)| known == id);
        Ok(exact.or(found.first()).map(|&(entity, _)| entity))
    }

    /// Entities that these words, folded, name together: whole aliases, and people whose aliases hold all of the words,
    /// one of them as family name. At most eight, the most mentioned first.
    pub fn find_by_name(&self, words: &[&str]) -> Vec<EntityId> {
        let name = words.join(" ");
        let mut found = self.entities_of_key(WHOLE_NAME_KEY, &name);
        let listed = canonical_place_name(&name);
        if listed != name {
            found.extend(self.entities_of_key(WHOLE_NAME_KEY, listed));
        }
        if let [word] = words {
            found.extend(self.entities_of_key(FAMILY_NAME_KEY, word));
        } else {
            let mut lists = words.iter().map(|word| self.entities_of_key(NAME_WORD_KEY, word));
            let mut all = lists.next().unwrap_or_default();
            for list in lists {
                all.retain(|entity| list.binary_search(entity).is_ok());
            }
            let of_family = |entity: &EntityId| {
                words.iter().any(|word| self.entities_of_key(FAMILY_NAME_KEY, word).contains(entity))
            };
            found.extend(all.into_iter().filter(of_family));
        }
        sort_by_key(&mut found, |&entity| entity);
        found.dedup();
        found.truncate(MAX_NAMED_ENTITIES);
        found
    }

    /// People whose family name sounds like `word`: the phonetic key blocks, a comparison of the sounds decides. For
    /// words that no name holds as they stand. At most eight.
    pub fn find_by_sound(&self, word: &str) -> Vec<EntityId> {
        const SHORTEST: usize = 4;
        let typed = PersonName::parse(word);
        let Some(typed) = typed.family_name().filter(|part| part.phonetic_code.len() >= SHORTEST) else {
            return Vec::new();
        };
        let sounds_alike = |entity: &EntityId| {
            let Ok(record) = self.entity_record(*entity) else { return false };
            record.aliases.iter().any(|alias| {
                let name = PersonName::parse(&alias.text);
                let agreed = name.family_name().and_then(|family| compare_components(typed, family));
                matches!(agreed, Some((ComponentAgreement::Exact | ComponentAgreement::Phonetic, _)))
            })
        };
        self.entities_of_key(FAMILY_SOUND_KEY, &typed.blocking_key())
            .into_iter()
            .take(4 * MAX_NAMED_ENTITIES)
            .filter(sounds_alike)
            .take(MAX_NAMED_ENTITIES)
            .collect()
    }

    /// Entities whose aliases hold all of these words; with `open` the last is a prefix. Rising.
    pub fn find_by_words(&self, words: &[String], open: bool) -> Vec<EntityId> {
        let count = words.len();
        let mut lists = words.iter().enumerate().map(|(at, word)| {
            let is_open = open && at + 1 == count;
            if is_open { self.find_by_word_prefix(word) } else { self.entities_of_key(NAME_WORD_KEY, word) }
        });
        let mut all = lists.next().unwrap_or_default();
        for list in lists {
            all.retain(|entity| list.binary_search(entity).is_ok());
        }
        all
    }

    /// Entities with a word of this prefix, rising.
    fn find_by_word_prefix(&self, beginning: &str) -> Vec<EntityId> {
        let mut found = Vec::new();
        self.name_keys.each_with_prefix(&format!("{NAME_WORD_KEY}{beginning}"), |rank, _| {
            found.extend(self.entities_at_rank(rank))
        });
        sort_by_key(&mut found, |&entity| entity);
        found.dedup();
        found
    }

    /// Entities of one key, rising.
    fn entities_of_key(&self, sign: char, name: &str) -> Vec<EntityId> {
        self.name_keys
            .find_rank(&format!("{sign}{name}"))
            .map(|rank| self.entities_at_rank(rank).collect())
            .unwrap_or_default()
    }

    fn entities_at_rank(&self, rank: u32) -> impl Iterator<Item = EntityId> {
        let places = self.name_offsets.get(rank as usize)..self.name_offsets.get(rank as usize + 1);
        places.take(self.name_entities.len()).map(|at| EntityId(self.name_entities.get(at as usize)))
    }
}
