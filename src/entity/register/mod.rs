//! The register, the entity index of a corpus: entity records, their posting lists, a dictionary of their names, and
//! for every article its annotation and its resolved mention list. Built once, immutable, read in place, stored with
//! the room.

mod appearance;
mod build;
mod cast;
mod names;
mod scene;

use serde::{Deserialize, Serialize};

use super::pipeline::resolve_annotations;
use super::resolve::{Alias, Corrections, Merge};
use super::{Annotation, EntityId, Kind};
use crate::dictionary::Dictionary;
use crate::document::{Document, DocumentId};
use crate::error::Result;
use crate::shelf::Shelf;
use crate::span::Span;
use crate::store::{Bytes, Numbers, Sections, Tag, damaged};

pub use appearance::Appearances;
pub use cast::{Cast, CastMember};
pub use scene::Scene;

/// The stored record of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Made of kind and name: `person-anna-berg`.
    pub id: String,
    /// Its type.
    pub kind: Kind,
    /// The most complete spelling.
    pub name: String,
    /// All aliases, the most frequent first.
    pub aliases: Vec<Alias>,
    /// Why the aliases were clustered.
    pub merges: Vec<Merge>,
    /// Its roles, the most frequent first.
    pub roles: Vec<Office>,
    /// Number of mentions.
    pub mentions: u32,
    /// Number of articles with a mention.
    pub articles: u32,
    /// Number of sentences with a mention.
    pub sentences: u32,
}

/// A role of a person with the first place that attests it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Text of the role.
    pub text: String,
    /// Number of places that attest it.
    pub count: u32,
    /// Article of the first.
    pub document: DocumentId,
    /// Bytes of its text.
    pub span: Span,
    /// Its sentence.
    pub sentence: Span,
}

/// The entity index of a corpus.
///
/// Useful for: entities by id, name, word or sound; articles of an entity; mentions and facts of an article. Not useful
/// for: changing an article: resolution looks at the whole corpus, so the register is built anew.
pub struct Register {
    kinds: Bytes,
    records: Bytes,
    record_offsets: Numbers,
    appearances: Bytes,
    appearance_offsets: Numbers,
    annotations: Bytes,
    annotation_offsets: Numbers,
    casts: Bytes,
    cast_offsets: Numbers,
    names: Dictionary,
    name_offsets: Numbers,
    named: Numbers,
}

impl Register {
    /// Resolves the mentions of `annotations`, one for each article of `shelf` in corpus order, and builds the
    /// register.
    ///
    /// Fails with [`crate::ErrorKind::TooLarge`] where a section reaches 4 GiB.
    pub fn build(shelf: &Shelf, annotations: &[Annotation], corrections: &Corrections) -> Result<Register> {
        let mut casts = build::Casts::default();
        let visit = |document: &Document, annotation: &Annotation| casts.add(document, annotation);
        let entities = resolve_annotations(shelf, annotations, corrections, visit)?;
        build::register(entities, annotations, casts)
    }

    /// The same annotations, resolved anew under `corrections`.
    pub fn corrected(&self, shelf: &Shelf, corrections: &Corrections) -> Result<Register> {
        let numbers = (0..self.documents()).map(DocumentId);
        let annotations: Vec<Annotation> = numbers.map(|number| self.annotation(number)).collect::<Result<_>>()?;
        Register::build(shelf, &annotations, corrections)
    }

    fn assemble(register: Register) -> Result<Register> {
        let (entities, documents) = (register.record_offsets.len(), register.annotation_offsets.len());
        let fits = entities > 0
            && documents > 0
            && register.appearance_offsets.len() == entities
            && register.cast_offsets.len() == documents
            && register.name_offsets.len() == register.names.len() as usize + 1;
        if fits { Ok(register) } else { Err(damaged("the parts of the register do not fit each other")) }
    }

    /// Reads the register of a stored room; `None` if it was stored without.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`].
    pub fn open(sections: &Sections) -> Result<Option<Register>> {
        if !sections.has(Tag::Entities) {
            return Ok(None);
        }
        let register = Register {
            kinds: sections.take(Tag::EntityKinds)?,
            records: sections.take(Tag::Entities)?,
            record_offsets: sections.take(Tag::EntityOffsets)?.into(),
            appearances: sections.take(Tag::Appearances)?,
            appearance_offsets: sections.take(Tag::AppearanceOffsets)?.into(),
            annotations: sections.take(Tag::Annotations)?,
            annotation_offsets: sections.take(Tag::AnnotationOffsets)?.into(),
            casts: sections.take(Tag::Casts)?,
            cast_offsets: sections.take(Tag::CastOffsets)?.into(),
            names: Dictionary::open(sections.take(Tag::Names)?)?,
            name_offsets: sections.take(Tag::NameOffsets)?.into(),
            named: sections.take(Tag::NamedEntities)?.into(),
        };
        Register::assemble(register).map(Some)
    }

    /// The sections to store.
    pub fn sections(&self) -> Vec<(Tag, &[u8])> {
        vec![
            (Tag::EntityKinds, self.kinds.as_ref()),
            (Tag::Entities, self.records.as_ref()),
            (Tag::EntityOffsets, self.record_offsets.as_ref()),
            (Tag::Appearances, self.appearances.as_ref()),
            (Tag::AppearanceOffsets, self.appearance_offsets.as_ref()),
            (Tag::Annotations, self.annotations.as_ref()),
            (Tag::AnnotationOffsets, self.annotation_offsets.as_ref()),
            (Tag::Casts, self.casts.as_ref()),
            (Tag::CastOffsets, self.cast_offsets.as_ref()),
            (Tag::Names, self.names.as_bytes()),
            (Tag::NameOffsets, self.name_offsets.as_ref()),
            (Tag::NamedEntities, self.named.as_ref()),
        ]
    }

    /// Number of entities.
    pub fn len(&self) -> u32 {
        self.record_offsets.len().saturating_sub(1) as u32
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of annotated articles.
    pub fn documents(&self) -> u32 {
        self.annotation_offsets.len().saturating_sub(1) as u32
    }

    /// Numbers of all entities, the most mentioned first.
    pub fn entities(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.len()).map(EntityId)
    }

    /// The record of an entity. Fails with [`crate::ErrorKind::Damaged`], also beyond the last.
    pub fn record(&self, entity: EntityId) -> Result<Record> {
        let packed = self.record_offsets.slice(entity.0 as usize, &self.records);
        postcard::from_bytes(packed).map_err(|_| damaged("an entity is damaged"))
    }

    /// Type of an entity, without unpacking its record; `None` beyond the last.
    pub fn kind(&self, entity: EntityId) -> Option<Kind> {
        Kind::ALL.get(*self.kinds.as_ref().get(entity.0 as usize)? as usize).copied()
    }

    /// Posting list of an entity; empty beyond the last.
    pub fn appearances(&self, entity: EntityId) -> Appearances<'_> {
        Appearances::new(self.appearance_offsets.slice(entity.0 as usize, &self.appearances))
    }

    /// Mentions and facts of an article. Fails with [`crate::ErrorKind::Damaged`].
    pub fn annotation(&self, document: DocumentId) -> Result<Annotation> {
        let packed = self.annotation_offsets.slice(document.0 as usize, &self.annotations);
        postcard::from_bytes(packed).map_err(|_| damaged("what was recognised in an article is damaged"))
    }

    /// Resolved mentions of an article; empty beyond the last.
    pub fn cast(&self, document: DocumentId) -> Cast<'_> {
        Cast::new(self.cast_offsets.slice(document.0 as usize, &self.casts))
    }
}
