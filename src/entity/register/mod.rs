//! The register, the entity index of a corpus: entity records, their posting lists, a dictionary of their names, and
//! for every article its annotation and its resolved mention list. Built once, immutable, read in place, stored with
//! the room.

mod build;
mod lookup;
mod mention_list;
mod names;
mod postings;
mod record;
mod resolved_annotation;
mod role_list;

use self::names::NameIndex;
use super::{ArticleAnnotation, EntityId, EntityKind};
use crate::document::DocumentId;
use crate::error::Result;
use crate::repetition::Repetition;
use crate::storage::container::{IntegerColumn, SectionTag, SharedBytes, StoredSections, damaged_error};

/// The first format of stored rooms whose register is read.
const FIRST_VERSION: u32 = 3;

pub use build::ArticleContexts;
pub use mention_list::{MentionList, ResolvedMention};
pub use postings::EntityPostings;
pub use record::EntityRecord;
pub use resolved_annotation::ResolvedAnnotation;

/// The entity index of a corpus.
///
/// Useful for: entities by id, name, word or sound; articles of an entity; mentions and facts of an article. Not useful
/// for: changing an article: resolution looks at the whole corpus, so the register is built anew.
pub struct Register {
    kinds: SharedBytes,
    records: SharedBytes,
    record_offsets: IntegerColumn,
    entity_postings: SharedBytes,
    posting_offsets: IntegerColumn,
    annotations: SharedBytes,
    annotation_offsets: IntegerColumn,
    mention_lists: SharedBytes,
    mention_list_offsets: IntegerColumn,
    names: NameIndex,
    repetition: Repetition,
    /// The same as it is stored.
    packed_repetition: SharedBytes,
}

impl Register {
    /// Whether the columns have an entry for every entity and every article.
    fn check_columns(register: Register) -> Result<Register> {
        let (entities, documents) = (register.len() as usize, register.document_count() as usize);
        let fits = register.kinds.as_ref().len() == entities
            && register.posting_offsets.len() == entities + 1
            && register.mention_list_offsets.len() == documents + 1
            && register.repetition.fits(register.document_count())
            && register.names.names_only(entities);
        if fits { Ok(register) } else { Err(damaged_error("the parts of the register do not fit each other")) }
    }

    /// Reads the register of a stored room; `None` if it was stored without, or in an older format, whose articles are to be recognised
    /// again.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`].
    pub fn open(sections: &StoredSections) -> Result<Option<Register>> {
        if !sections.has_section(SectionTag::Entities) || sections.version() < FIRST_VERSION {
            return Ok(None);
        }
        let items = |items, offsets| -> Result<(SharedBytes, IntegerColumn)> {
            let items = sections.take_section(items)?;
            let offsets = IntegerColumn::from(sections.take_section(offsets)?).offsets_in(&items)?;
            Ok((items, offsets))
        };
        let (records, record_offsets) = items(SectionTag::Entities, SectionTag::EntityOffsets)?;
        let (entity_postings, posting_offsets) = items(SectionTag::EntityPostings, SectionTag::EntityPostingOffsets)?;
        let (annotations, annotation_offsets) = items(SectionTag::Annotations, SectionTag::AnnotationOffsets)?;
        let (mention_lists, mention_list_offsets) = items(SectionTag::MentionLists, SectionTag::MentionListOffsets)?;
        let packed_repetition = sections.take_section(SectionTag::Repetition)?;
        let repetition = postcard::from_bytes(packed_repetition.as_ref())
            .map_err(|_| damaged_error("what the articles have in common is damaged"))?;
        let register = Register {
            kinds: sections.take_section(SectionTag::EntityKinds)?,
            records,
            record_offsets,
            entity_postings,
            posting_offsets,
            annotations,
            annotation_offsets,
            mention_lists,
            mention_list_offsets,
            names: NameIndex::open(sections)?,
            repetition,
            packed_repetition,
        };
        Register::check_columns(register).map(Some)
    }

    /// The sections to store.
    pub fn sections(&self) -> Vec<(SectionTag, &[u8])> {
        vec![
            (SectionTag::EntityKinds, self.kinds.as_ref()),
            (SectionTag::Entities, self.records.as_ref()),
            (SectionTag::EntityOffsets, self.record_offsets.as_ref()),
            (SectionTag::EntityPostings, self.entity_postings.as_ref()),
            (SectionTag::EntityPostingOffsets, self.posting_offsets.as_ref()),
            (SectionTag::Annotations, self.annotations.as_ref()),
            (SectionTag::AnnotationOffsets, self.annotation_offsets.as_ref()),
            (SectionTag::MentionLists, self.mention_lists.as_ref()),
            (SectionTag::MentionListOffsets, self.mention_list_offsets.as_ref()),
            (SectionTag::Names, self.names.keys.as_bytes()),
            (SectionTag::NameOffsets, self.names.offsets.as_ref()),
            (SectionTag::NamedEntities, self.names.entities.as_ref()),
            (SectionTag::Repetition, self.packed_repetition.as_ref()),
        ]
    }

    /// What the collection says many times.
    pub fn repetition(&self) -> &Repetition {
        &self.repetition
    }

    /// Number of entities.
    pub(crate) fn len(&self) -> u32 {
        self.record_offsets.len().saturating_sub(1) as u32
    }

    /// Number of annotated articles.
    pub fn document_count(&self) -> u32 {
        self.annotation_offsets.len().saturating_sub(1) as u32
    }

    /// Numbers of all entities, the most mentioned first.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.len()).map(EntityId)
    }

    /// The record of an entity. Fails with [`crate::ErrorKind::Damaged`], also beyond the last.
    pub fn entity_record(&self, entity: EntityId) -> Result<EntityRecord> {
        let packed = self.record_offsets.slice_between(entity.0 as usize, &self.records);
        postcard::from_bytes(packed).map_err(|_| damaged_error("an entity is damaged"))
    }

    /// Type of an entity, without unpacking its record; `None` beyond the last.
    pub fn entity_kind(&self, entity: EntityId) -> Option<EntityKind> {
        EntityKind::ALL.get(*self.kinds.as_ref().get(entity.0 as usize)? as usize).copied()
    }

    /// Posting list of an entity; empty beyond the last.
    pub fn entity_postings(&self, entity: EntityId) -> EntityPostings<'_> {
        EntityPostings::new(self.posting_offsets.slice_between(entity.0 as usize, &self.entity_postings))
    }

    /// Mentions and facts of an article. Fails with [`crate::ErrorKind::Damaged`].
    pub fn annotation(&self, document: DocumentId) -> Result<ArticleAnnotation> {
        let packed = self.annotation_offsets.slice_between(document.0 as usize, &self.annotations);
        postcard::from_bytes(packed).map_err(|_| damaged_error("what was recognised in an article is damaged"))
    }

    /// Resolved mentions of an article; empty beyond the last.
    pub fn mention_list(&self, document: DocumentId) -> MentionList<'_> {
        MentionList::new(self.mention_list_offsets.slice_between(document.0 as usize, &self.mention_lists))
    }
}

#[cfg(test)]
mod tests {
    use super::build::ArticleContexts;
    use super::*;
    use crate::entity::resolve::EntityResolution;
    use crate::error::ErrorKind;
    use crate::storage::container::write_container;

    #[test]
    fn a_register_whose_columns_do_not_fit_is_refused() {
        let register =
            Register::build(EntityResolution::default(), &[], &ArticleContexts::default(), Repetition::default())
                .unwrap();
        let sections = register.sections();
        let open = |sections: &[(SectionTag, &[u8])]| {
            Register::open(&StoredSections::open(write_container(sections).unwrap()).unwrap())
        };
        assert!(open(&sections).unwrap().is_some());
        for at in 0..sections.len() {
            // An offset beyond the end, a record, a kind or a list too many, a dictionary that is none.
            let mut wrong = sections.clone();
            wrong[at].1 = &[7, 0, 0, 0];
            assert_eq!(open(&wrong).err().map(|error| error.kind()), Some(ErrorKind::Damaged), "{:?}", wrong[at].0);
        }
    }
}
