//! Entity recognition and resolution: mentions of named entities in running text, quotations with attribution, amounts
//! of money, temporal expressions and roles, and the entities behind the mentions of a collection.
//!
//! `pipeline` is the way through: `tag` finds mentions (a linear-chain CRF), `quote`, `amount`, `date` and `role` read
//! facts (rules over one token row and one list of mentions), `resolve` clusters mentions to entities, `register`
//! stores all of it.

pub mod amount;
mod annotation;
mod associate;
pub mod date;
mod lexicon;
pub mod name;
mod pipeline;
mod place_names;
pub mod quote;
pub mod register;
pub mod resolve;
pub mod role;
pub mod tag;
mod word;

use serde::{Deserialize, Serialize};

use crate::span::Span;

pub use amount::{Amount, Currency, Decimal, Precision};
pub use annotation::Annotation;
pub use associate::log_likelihood;
pub use date::{FoundDate, Moment, Open, When};
pub use pipeline::{ArticleRecogniser, DocumentCollection, Recogniser};
pub use quote::Quote;
pub use register::Register;
pub use role::HeldRole;

/// Number of an entity in its corpus, from 0, the most mentioned first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// Type of a named entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Kind"))]
pub enum Kind {
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

impl Kind {
    /// All kinds, in the order of the variants.
    pub const ALL: [Kind; 6] =
        [Kind::Person, Kind::Organisation, Kind::Place, Kind::Event, Kind::Equipment, Kind::Other];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
            Kind::Place => "place",
            Kind::Event => "event",
            Kind::Equipment => "equipment",
            Kind::Other => "other",
        }
    }
}

/// A mention of a named entity in a text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Bytes of the document's text.
    pub span: Span,
    /// Type of the entity.
    pub kind: Kind,
    /// Confidence, from 0 to 1.
    pub confidence: f32,
}
