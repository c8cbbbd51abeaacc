//! Name lookup: a term dictionary from whole aliases, their words, family names and phonetic keys to entities. The
//! first character of a key says which.

use rustc_hash::FxHashMap;

use super::Register;
use crate::dictionary::Dictionary;
use crate::entity::name::{Agreement, Name, agree};
use crate::entity::place_names::listed;
use crate::entity::{EntityId, Kind};
use crate::error::Result;
use crate::order::{sort_by, sort_by_key};
use crate::store::Numbers;
use crate::token::words_of;

/// First character of a key, part of the format.
const WHOLE: char = '=';
const WORD: char = '@';
const FAMILY: char = '^';
const SOUND: char = '~';

/// Most entities a name stands for: a surname that hundreds bear identifies nobody.
const MAX_NAMED: usize = 8;

/// Collects the keys of all aliases. Entities come in rising order.
#[derive(Default)]
pub struct NameTable(FxHashMap<String, Vec<u32>>);

impl NameTable {
    /// Adds the keys of one alias.
    pub fn add(&mut self, entity: EntityId, kind: Kind, alias: &str) {
        let words = words_of(alias);
        self.note(WHOLE, &words.join(" "), entity);
        for word in &words {
            self.note(WORD, word, entity);
        }
        if kind == Kind::Place {
            self.note(WHOLE, &words_of(listed(&words.join(" "))).join(" "), entity);
        }
        if kind != Kind::Person {
            return;
        }
        if let Some(family) = Name::parse(alias).family() {
            for word in words_of(&family.folded) {
                self.note(FAMILY, &word, entity);
            }
            self.note(SOUND, &family.key(), entity);
        }
    }

    fn note(&mut self, sign: char, name: &str, entity: EntityId) {
        if name.is_empty() {
            return;
        }
        let list = self.0.entry(format!("{sign}{name}")).or_default();
        if list.last() != Some(&entity.0) {
            list.push(entity.0);
        }
    }

    /// The dictionary, the offset of each key's entities, the entities.
    pub fn build(self) -> (Dictionary, Numbers, Numbers) {
        let mut entries: Vec<(String, Vec<u32>)> = self.0.into_iter().collect();
        sort_by(&mut entries, |a, b| a.0.cmp(&b.0));
        let mut offsets = vec![0];
        let mut from = 0;
        for (_, entities) in &entries {
            from += entities.len() as u32;
            offsets.push(from);
        }
        let keys = Dictionary::build(entries.iter().map(|(key, _)| key.as_str()));
        (keys, offsets.into_iter().collect(), entries.iter().flat_map(|(_, entities)| entities).copied().collect())
    }
}

impl Register {
    /// The entity with this id; where none has it any more (ids follow from names), the most mentioned one with an
    /// alias that gives this id.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`].
    pub fn find(&self, id: &str) -> Result<Option<EntityId>> {
        let Some((kind, words)) = id.split_once('-') else { return Ok(None) };
        let Some(kind) = Kind::ALL.into_iter().find(|known| known.name() == kind) else { return Ok(None) };
        let fitting = |name: &str| -> Result<Vec<(EntityId, String)>> {
            let mut fitting = Vec::new();
            for entity in self.named(WHOLE, name) {
                let record = self.record(entity)?;
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
    pub fn named_by(&self, words: &[&str]) -> Vec<EntityId> {
        let name = words.join(" ");
        let mut found = self.named(WHOLE, &name);
        let listed = listed(&name);
        if listed != name {
            found.extend(self.named(WHOLE, listed));
        }
        if let [word] = words {
            found.extend(self.named(FAMILY, word));
        } else {
            let mut lists = words.iter().map(|word| self.named(WORD, word));
            let mut all = lists.next().unwrap_or_default();
            for list in lists {
                all.retain(|entity| list.binary_search(entity).is_ok());
            }
            let of_family = |entity: &EntityId| words.iter().any(|word| self.named(FAMILY, word).contains(entity));
            found.extend(all.into_iter().filter(of_family));
        }
        sort_by_key(&mut found, |&entity| entity);
        found.dedup();
        found.truncate(MAX_NAMED);
        found
    }

    /// People whose family name sounds like `word`: the phonetic key blocks, a comparison of the sounds decides. For
    /// words that no name holds as they stand. At most eight.
    pub fn sounding_like(&self, word: &str) -> Vec<EntityId> {
        const SHORTEST: usize = 4;
        let typed = Name::parse(word);
        let Some(typed) = typed.family().filter(|part| part.sound.len() >= SHORTEST) else { return Vec::new() };
        let sounds_alike = |entity: &EntityId| {
            let Ok(record) = self.record(*entity) else { return false };
            record.aliases.iter().any(|alias| {
                let name = Name::parse(&alias.text);
                let agreed = name.family().and_then(|family| agree(typed, family));
                matches!(agreed, Some((Agreement::Same | Agreement::Sound, _)))
            })
        };
        self.named(SOUND, &typed.key()).into_iter().take(4 * MAX_NAMED).filter(sounds_alike).take(MAX_NAMED).collect()
    }

    /// Entities whose aliases hold all of these words; with `open` the last is a prefix. Rising.
    pub fn with_words(&self, words: &[String], open: bool) -> Vec<EntityId> {
        let count = words.len();
        let mut lists = words.iter().enumerate().map(|(at, word)| {
            let is_open = open && at + 1 == count;
            if is_open { self.with_beginning(word) } else { self.named(WORD, word) }
        });
        let mut all = lists.next().unwrap_or_default();
        for list in lists {
            all.retain(|entity| list.binary_search(entity).is_ok());
        }
        all
    }

    /// Entities with a word of this prefix, rising.
    fn with_beginning(&self, beginning: &str) -> Vec<EntityId> {
        let mut found = Vec::new();
        self.names.each_with_prefix(&format!("{WORD}{beginning}"), |rank, _| found.extend(self.at(rank)));
        sort_by_key(&mut found, |&entity| entity);
        found.dedup();
        found
    }

    /// Entities of one key, rising.
    fn named(&self, sign: char, name: &str) -> Vec<EntityId> {
        self.names.find(&format!("{sign}{name}")).map(|rank| self.at(rank).collect()).unwrap_or_default()
    }

    fn at(&self, rank: u32) -> impl Iterator<Item = EntityId> {
        let places = self.name_offsets.get(rank as usize)..self.name_offsets.get(rank as usize + 1);
        places.take(self.named.len()).map(|at| EntityId(self.named.get(at as usize)))
    }
}
