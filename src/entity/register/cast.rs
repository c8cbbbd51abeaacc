//! Who and what an article names: for each mention its entity and its sentence, without the rest of the annotation, so that
//! counting over many articles is quick.

use crate::entity::EntityId;
use crate::number::{read_number, write_number};

/// A mention, seen as the appearance of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CastMember {
    /// Whom or what it names; `None` where there was no word in it.
    pub entity: Option<EntityId>,
    /// The sentence, counted from 0 over the sentences of the article.
    pub sentence: u32,
    /// Whether a quotation names it as the speaker.
    pub speaks: bool,
}

pub(super) fn write(member: CastMember, out: &mut Vec<u8>) {
    write_number(member.entity.map_or(0, |entity| entity.0 + 1), out);
    write_number(member.sentence << 1 | u32::from(member.speaks), out);
}

/// The members of a cast, in the order of the mentions.
#[derive(Debug, Clone)]
pub struct Cast<'a> {
    bytes: &'a [u8],
}

impl<'a> Cast<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Cast { bytes }
    }

    /// The different entities, rising.
    pub fn entities(self) -> Vec<EntityId> {
        let mut entities: Vec<EntityId> = self.filter_map(|member| member.entity).collect();
        crate::order::sort_by_key(&mut entities, |&entity| entity);
        entities.dedup();
        entities
    }

    /// The different entities of each sentence that names any, in order of sentences.
    pub fn by_sentence(self) -> Vec<(u32, Vec<EntityId>)> {
        let mut sentences: Vec<(u32, Vec<EntityId>)> = Vec::new();
        for CastMember { entity, sentence, .. } in self {
            let Some(entity) = entity else { continue };
            match sentences.last_mut() {
                Some((last, entities)) if *last == sentence => {
                    if !entities.contains(&entity) {
                        entities.push(entity);
                    }
                }
                _ => sentences.push((sentence, vec![entity])),
            }
        }
        sentences
    }
}

impl Iterator for Cast<'_> {
    type Item = CastMember;

    fn next(&mut self) -> Option<CastMember> {
        let entity = read_number(&mut self.bytes)?.checked_sub(1).map(EntityId);
        let place = read_number(&mut self.bytes)?;
        Some(CastMember { entity, sentence: place >> 1, speaks: place & 1 == 1 })
    }
}
