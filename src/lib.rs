//! A searchable reading room for a collection of articles, in any web page, with no server.
//!
//! ```
//! use reading_room::{Document, Source};
//!
//! let article = Document::parse(Source { text: "Night trains return\n\nThe first one left at dusk.".into(), ..Source::default() })?;
//! assert_eq!(article.title.map(|title| title.text).as_deref(), Some("Night trains return"));
//! # Ok::<(), reading_room::Error>(())
//! ```

#![warn(missing_docs)]
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

#[cfg(feature = "ingest")]
pub mod corpus;
mod dictionary;
pub mod document;
mod eight;
pub mod entity;
mod error;
pub mod fold;
mod gzip;
pub mod index;
mod letter;
mod number;
mod order;
mod packed;
mod parts;
pub mod query;
mod room;
pub mod search;
pub mod segmenter;
mod shelf;
mod span;
pub mod stem;
mod store;
pub mod token;
pub mod view;

pub use document::{BlockRole, CalendarDate, Document, DocumentId, Language, Source};
pub use entity::{CollectionRecogniser, EntityKind, resolve::EntityCorrections, tag::EntityTagger};
pub use error::{Error, ErrorKind, ErrorLocation, Result};
pub use gzip::gzip;
pub use parts::RoomPart;
pub use room::{
    AmountOrder, EntitiesOptions, FactFilters, GraphOptions, PlacedHit, Room, RoomBuilder, SearchFilters,
    SearchOptions, SortOrder,
};
pub use search::RankingWeights;
pub use span::Span;

#[cfg(target_family = "wasm")]
pub mod wasm;

/// The inside of the library, for the programs of this repository and its tests. No promise is made about any of it.
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals {
    pub mod corpus {
        pub use crate::corpus::*;
    }
    pub mod document {
        pub use crate::document::*;
    }
    pub mod entity {
        pub use crate::entity::*;
    }
    pub mod fold {
        pub use crate::fold::*;
    }
    pub mod segmenter {
        pub use crate::segmenter::*;
    }
    pub mod token {
        pub use crate::token::*;
    }
    pub mod view {
        pub use crate::view::*;
    }
}
