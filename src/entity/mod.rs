//! Entity recognition and resolution: mentions of named entities in running text, quotations with attribution, amounts
//! of money, temporal expressions and roles, and the entities behind the mentions of a collection.
//!
//! `pipeline` is the way through: `tag` finds mentions (a linear-chain CRF), `quote`, `amount`, `date` and `role` read
//! facts (rules over one token row and one list of mentions), `resolve` clusters mentions to entities, `register`
//! stores all of it.

pub mod amount;
mod annotation;
mod confidence;
pub mod date;
mod lexicon;
mod log_likelihood;
pub mod name;
mod pipeline;
mod place_names;
pub mod quote;
pub mod register;
pub mod resolve;
pub mod role;
pub mod tag;
mod token_row;

use serde::{Deserialize, Serialize};

use crate::span::Span;

pub use amount::{AmountCategory, AmountParty, AmountPrecision, MonetaryAmount};
#[cfg(feature = "internals")]
pub use amount::{CurrencyCode, ExactDecimal};
pub use annotation::ArticleAnnotation;
pub use confidence::FactConfidence;
#[cfg(feature = "internals")]
pub use date::{DateInterval, PartialDate};
pub use date::{TemporalExpression, UnresolvedReason};
pub use log_likelihood::log_likelihood;
#[cfg(feature = "internals")]
pub use pipeline::DocumentCollection;
pub use pipeline::{ArticleRecogniser, CollectionRecogniser};
pub(crate) use pipeline::{build_register, rebuild_register};
pub use quote::DirectQuote;
pub use register::Register;
#[cfg(feature = "internals")]
pub use role::PersonRole;

/// Number of an entity in its corpus, from 0, the most mentioned first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// Type of a named entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Kind"))]
pub enum EntityKind {
    /// A named person.
    Person,
    /// A firm, a ministry, a team, an alliance.
    Organisation,
    /// A country, a town, a river, a building.
    Place,
    /// A summit, a championship, a war.
    Event,
    /// A machine, a weapon or a vehicle, by its model name.
    Equipment,
    /// Any other name: a treaty, a prize, a book.
    Other,
}

impl EntityKind {
    /// All kinds, in the order of the variants.
    pub const ALL: [EntityKind; 6] = [
        EntityKind::Person,
        EntityKind::Organisation,
        EntityKind::Place,
        EntityKind::Event,
        EntityKind::Equipment,
        EntityKind::Other,
    ];

    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organisation => "organisation",
            EntityKind::Place => "place",
            EntityKind::Event => "event",
            EntityKind::Equipment => "equipment",
            EntityKind::Other => "other",
        }
    }
}

/// A mention of a named entity in a text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EntityMention {
    /// Bytes of the document's text.
    pub span: Span,
    /// Type of the entity.
    pub kind: EntityKind,
    /// Confidence, from 0 to 1.
    pub confidence: f32,
}
