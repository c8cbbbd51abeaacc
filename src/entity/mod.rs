//! Who, what and where: the things that articles name.

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

/// The place of an entity among those of its corpus, the most mentioned first, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// Kind of a thing that articles name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Somebody, by name.
    Person,
    /// A body of people that acts as one: a firm, a ministry, a team, an alliance.
    Organisation,
    /// Somewhere: a country, a town, a river, a building.
    Place,
    /// Something that happens: a summit, a championship, a war.
    Event,
    /// A machine, a weapon, a vehicle, by its model.
    Equipment,
    /// Anything else with a name: a treaty, a prize, a book.
    Other,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Kind; 6] =
        [Kind::Person, Kind::Organisation, Kind::Place, Kind::Event, Kind::Equipment, Kind::Other];

    /// Its name, as it is written in JSON.
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

/// A stretch of text that names something.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Bytes of the document's text.
    pub span: Span,
    /// What is named.
    pub kind: Kind,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
}
