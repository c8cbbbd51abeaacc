//! Entities by id, name, word and sound.

use super::Register;
use super::names::{FAMILY_NAME_KEY, FAMILY_SOUND_KEY, NAME_WORD_KEY, WHOLE_NAME_KEY};
use crate::entity::name::{ComponentAgreement, PersonName, compare_components};
use crate::entity::place_names::canonical_place_name;
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;
use crate::order::sort_by_key;

/// Most entities a name stands for: a surname that hundreds bear identifies nobody.
const MAX_NAMED_ENTITIES: usize = 8;

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
            for entity in self.names.entities_of_key(WHOLE_NAME_KEY, name) {
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
        let mut found = self.names.entities_of_key(WHOLE_NAME_KEY, &name);
        let canonical = canonical_place_name(&name);
        if canonical != name {
            found.extend(self.names.entities_of_key(WHOLE_NAME_KEY, canonical));
        }
        if let [word] = words {
            found.extend(self.names.entities_of_key(FAMILY_NAME_KEY, word));
        } else {
            let mut lists = words.iter().map(|word| self.names.entities_of_key(NAME_WORD_KEY, word));
            let mut all = lists.next().unwrap_or_default();
            for list in lists {
                all.retain(|entity| list.binary_search(entity).is_ok());
            }
            let of_family = |entity: &EntityId| {
                words.iter().any(|word| self.names.entities_of_key(FAMILY_NAME_KEY, word).contains(entity))
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
    pub fn find_by_sound(&self, word: &str) -> Result<Vec<EntityId>> {
        const SHORTEST: usize = 4;
        let typed = PersonName::parse(word);
        let Some(typed) = typed.family_name().filter(|part| part.phonetic_code.len() >= SHORTEST) else {
            return Ok(Vec::new());
        };
        let sounds_alike = |entity: EntityId| -> Result<bool> {
            Ok(self.entity_record(entity)?.aliases.iter().any(|alias| {
                let name = PersonName::parse(&alias.text);
                let agreed = name.family_name().and_then(|family| compare_components(typed, family));
                matches!(agreed, Some((ComponentAgreement::Exact | ComponentAgreement::Phonetic, _)))
            }))
        };
        let mut found = Vec::new();
        let blocked = self.names.entities_of_key(FAMILY_SOUND_KEY, &typed.blocking_key());
        for entity in blocked.into_iter().take(4 * MAX_NAMED_ENTITIES) {
            if found.len() < MAX_NAMED_ENTITIES && sounds_alike(entity)? {
                found.push(entity);
            }
        }
        Ok(found)
    }

    /// Entities whose aliases hold all of these words; with `open` the last is a prefix. Rising.
    pub fn find_by_words(&self, words: &[String], open: bool) -> Vec<EntityId> {
        let count = words.len();
        let mut lists = words.iter().enumerate().map(|(at, word)| {
            let is_open = open && at + 1 == count;
            if is_open { self.names.find_by_word_prefix(word) } else { self.names.entities_of_key(NAME_WORD_KEY, word) }
        });
        let mut all = lists.next().unwrap_or_default();
        for list in lists {
            all.retain(|entity| list.binary_search(entity).is_ok());
        }
        all
    }
}
