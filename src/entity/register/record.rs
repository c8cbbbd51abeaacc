//! Stored records of entities.

use serde::{Deserialize, Serialize};

use crate::document::{CalendarDate, DocumentId};
use crate::entity::resolve::{EntityAlias, EntityMerge, MergeReason};
use crate::entity::{EntityId, EntityKind, FactConfidence};
use crate::span::Span;

/// The stored record of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityRecord {
    /// Made of kind and name: `person-anna-berg`.
    pub id: String,
    /// Its type.
    pub kind: EntityKind,
    /// The most complete spelling.
    pub name: String,
    /// All aliases, the most frequent first.
    pub aliases: Vec<EntityAlias>,
    /// Why the aliases were clustered.
    pub merges: Vec<EntityMerge>,
    /// Entities that may be the same.
    pub possibly_same: Vec<PossibleIdentity>,
    /// Its roles, the most telling first: by places that attest them, and by how much they say.
    pub roles: Vec<AttestedRole>,
    /// Number of mentions.
    pub mentions: u32,
    /// Number of articles with a mention.
    pub articles: u32,
    /// Number of sentences with a mention.
    pub sentences: u32,
}

/// Another entity that may be the same one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PossibleIdentity {
    /// The other.
    pub entity: EntityId,
    /// What speaks for it.
    pub reason: MergeReason,
    /// How likely it is, from 0 to 1.
    pub confidence: f32,
}

/// A role of a person, all forms that say the same, with the first place that attests the form that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttestedRole {
    /// Text of the role.
    pub text: String,
    /// How sure the surest place is.
    pub confidence: FactConfidence,
    /// Number of places that attest it.
    pub count: u32,
    /// Day of the first article that attests it; `None` where none has a date.
    pub first: Option<CalendarDate>,
    /// Day of the last.
    pub last: Option<CalendarDate>,
    /// Article of the first with this text.
    pub document: DocumentId,
    /// Bytes of its text.
    pub span: Span,
    /// Its sentence.
    pub sentence: Span,
}
