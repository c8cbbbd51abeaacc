//! The result of entity resolution: entities, their aliases, and the reasons for every merge.

use serde::{Deserialize, Serialize};

use crate::document::DocumentId;
use crate::entity::EntityKind;
use crate::span::Span;

/// Why two aliases are taken for one entity, from the plainest reason to the boldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Because"))]
pub enum MergeReason {
    /// The same name after normalisation: accents, capitals, titles and the like aside.
    SameName,
    /// The same name, transliterated or spelled after another language.
    OtherSpelling,
    /// A short or foreign form of the same given name (hypocorism).
    GivenForm,
    /// Initials for given names.
    Initial,
    /// A misspelling by a letter or two.
    Typo,
    /// The surname of just one in the document, with an initial that nobody there has.
    WrongInitial,
    /// The surname of the only one in the document who bears it.
    Surname,
    /// The given name of the only one in the document who bears it.
    GivenName,
    /// The surname of several in the document, resolved to the nearest before.
    NearestBefore,
    /// The surname of just one in the corpus, in a document that shares two co-occurring entities.
    OnlyBearer,
    /// The surname of one far more prominent in the corpus than others who bear it, or closer to what the document is about.
    DominantBearer,
    /// An acronym in brackets after the name, in this document or elsewhere.
    Expansion,
    /// An acronym of the initials of the name.
    Acronym,
    /// Two names of one place, by table.
    PlaceTable,
    /// Two names of one organisation, by table.
    OrganisationTable,
    /// A short form of an organisation's name, of the only one that fits.
    ShortForm,
    /// Reclassified: nearly everywhere else the name is of another kind.
    OtherKind,
    /// A correction by the reader.
    Reader,
    /// The surname of several in the corpus, in a document that does not say which: no merge, a possible one.
    OneOfSeveral,
}

impl MergeReason {
    /// The reason as an English sentence.
    pub fn as_sentence(self) -> &'static str {
        match self {
            MergeReason::SameName => "It is the same name.",
            MergeReason::OtherSpelling => "It is the same name, spelled after another language.",
            MergeReason::GivenForm => "One given name is a form of the other.",
            MergeReason::Initial => "Initials stand for the given names.",
            MergeReason::Typo => "The names differ by a slip of the pen.",
            MergeReason::WrongInitial => "Nobody in the article has this initial, and only one has the surname.",
            MergeReason::Surname => "Only one in the article has this surname.",
            MergeReason::GivenName => "Only one in the article has this given name.",
            MergeReason::NearestBefore => "Of those in the article with this surname, this one is named last before.",
            MergeReason::OnlyBearer => {
                "Only one in the collection has this surname, and the articles are about the same things."
            }
            MergeReason::DominantBearer => {
                "Of those in the collection with this surname, no other is likely in these articles."
            }
            MergeReason::Expansion => "The short form stands in brackets after the name.",
            MergeReason::Acronym => "The letters are the initials of the name.",
            MergeReason::PlaceTable => "These are two names of one place.",
            MergeReason::OrganisationTable => "These are two names of one organisation.",
            MergeReason::ShortForm => "It is the short form of the only organisation that fits.",
            MergeReason::OtherKind => "Nearly everywhere else this is the name of something of this kind.",
            MergeReason::Reader => "You said that they are the same.",
            MergeReason::OneOfSeveral => "This surname stands alone there; it may be this person's or another's.",
        }
    }
}

/// A name of an entity as corrections refer to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityName {
    /// Type of the entity.
    pub kind: EntityKind,
    /// The name as it is written.
    pub text: String,
}

/// Corrections by the reader: must-link and cannot-link constraints on names, in every document. `different` wins over
/// `same`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityCorrections {
    /// Pairs of names of one entity (must-link).
    pub same: Vec<(EntityName, EntityName)>,
    /// Pairs of names of two entities (cannot-link).
    pub different: Vec<(EntityName, EntityName)>,
}

/// An alias: one spelling of an entity, with its frequency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityAlias {
    /// The spelling.
    pub text: String,
    /// Number of mentions.
    pub count: u32,
}

/// A mention of an entity in the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityOccurrence {
    /// The document.
    pub document: DocumentId,
    /// Bytes of its text.
    pub span: Span,
}

/// A merge: two aliases that were taken for one entity, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityMerge {
    /// One alias.
    pub a: String,
    /// The other.
    pub b: String,
    /// The document whose context decided; `None` where the names alone did.
    pub document: Option<DocumentId>,
    /// The reason.
    pub reason: MergeReason,
    /// Confidence, from 0 to 1.
    pub confidence: f32,
}

/// An entity: a cluster of mentions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResolvedEntity {
    /// Made of kind and name, stable as long as they are.
    pub id: String,
    /// Its type.
    pub kind: EntityKind,
    /// The canonical name: the most complete alias, of equally complete ones the most frequent.
    pub name: String,
    /// All aliases, the most frequent first.
    pub aliases: Vec<EntityAlias>,
    /// All mentions, in corpus order.
    pub mentions: Vec<EntityOccurrence>,
    /// Why the aliases were clustered.
    pub merges: Vec<EntityMerge>,
}

/// Two entities that may be one: neither the names nor the articles decide.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PossibleMerge {
    /// Place of one in the list of entities, the lower.
    pub a: u32,
    /// Place of the other.
    pub b: u32,
    /// What speaks for it.
    pub reason: MergeReason,
    /// How likely it is, from 0 to 1.
    pub confidence: f32,
}

/// The entities of a corpus, and the entity of every mention.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EntityResolution {
    /// Entities, the most mentioned first, then by kind and name.
    pub entities: Vec<ResolvedEntity>,
    /// Place in `entities` of every mention of every document, as they were given; `None` for a mention without a
    /// letter or digit.
    pub of_mentions: Vec<Vec<Option<u32>>>,
    /// Entities that may be the same, in order.
    pub possible: Vec<PossibleMerge>,
}
