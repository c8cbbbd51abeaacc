//! Resolved mention lists: entity and sentence of each mention, two varints (LEB128) a mention, apart from the
//! annotations, so that co-occurrence is counted over many articles without unpacking these.

use crate::entity::EntityId;
use crate::storage::varint::{read_varint, write_varint};

/// A mention with the entity it was resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResolvedMention {
    /// The entity; `None` for a mention without a letter or digit.
    pub entity: Option<EntityId>,
    /// Number of the sentence in the article, from 0.
    pub sentence: u32,
    /// Whether a quotation is attributed to it.
    pub is_speaker: bool,
}

pub(super) fn write_mention(member: ResolvedMention, out: &mut Vec<u8>) {
    write_varint(member.entity.map_or(0, |entity| entity.0 + 1), out);
    write_varint(member.sentence << 1 | u32::from(member.is_speaker), out);
}

/// The resolved mentions of an article, in the order of its annotation. Ends early at damaged bytes.
///
/// Useful for: co-occurrence by sentence or article, counts. Not useful for: places in the text; see [`super::ResolvedAnnotation`].
#[derive(Debug, Clone)]
pub struct MentionList<'a> {
    bytes: &'a [u8],
}

impl<'a> MentionList<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        MentionList { bytes }
    }

    /// Distinct entities, rising.
    pub fn distinct_entities(self) -> Vec<EntityId> {
        let mut entities: Vec<EntityId> = self.filter_map(|member| member.entity).collect();
        crate::order::sort_by_key(&mut entities, |&entity| entity);
        entities.dedup();
        entities
    }

    /// Distinct entities of each sentence with any, in the order of the sentences.
    pub fn entities_by_sentence(self) -> Vec<(u32, Vec<EntityId>)> {
        let mut sentences: Vec<(u32, Vec<EntityId>)> = Vec::new();
        for ResolvedMention { entity, sentence, .. } in self {
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

impl Iterator for MentionList<'_> {
    type Item = ResolvedMention;

    fn next(&mut self) -> Option<ResolvedMention> {
        let entity = read_varint(&mut self.bytes)?.checked_sub(1).map(EntityId);
        let place = read_varint(&mut self.bytes)?;
        Some(ResolvedMention { entity, sentence: place >> 1, is_speaker: place & 1 == 1 })
    }
}
