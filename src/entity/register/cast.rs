//! Resolved mention lists: entity and sentence of each mention, two varints (LEB128) a mention, apart from the
//! annotations, so that co-occurrence is counted over many articles without unpacking these.

use crate::entity::EntityId;
use crate::number::{read_number, write_number};

/// A mention with the entity it was resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CastMember {
    /// The entity; `None` for a mention without a letter or digit.
    pub entity: Option<EntityId>,
    /// Number of the sentence in the article, from 0.
    pub sentence: u32,
    /// Whether a quotation is attributed to it.
    pub speaks: bool,
}

pub(super) fn write(member: CastMember, out: &mut Vec<u8>) {
    write_number(member.entity.map_or(0, |entity| entity.0 + 1), out);
    write_number(member.sentence << 1 | u32::from(member.speaks), out);
}

/// The resolved mentions of an article, in the order of its annotation. Ends early at damaged bytes.
///
/// Useful for: co-occurrence by sentence or article, counts. Not useful for: places in the text; see [`super::Scene`].
#[derive(Debug, Clone)]
pub struct Cast<'a> {
    bytes: &'a [u8],
}

impl<'a> Cast<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Cast { bytes }
    }

    /// Distinct entities, rising.
    pub fn entities(self) -> Vec<EntityId> {
        let mut entities: Vec<EntityId> = self.filter_map(|member| member.entity).collect();
        crate::order::sort_by_key(&mut entities, |&entity| entity);
        entities.dedup();
        entities
    }

    /// Distinct entities of each sentence with any, in the order of the sentences.
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
