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

mod analysis;
mod date;
mod doc_store;
mod document;
mod entity;
mod error;
mod index;
#[cfg(feature = "ingest")]
mod ingest;
mod order;
mod query;
mod room;
mod search;
mod span;
mod storage;
pub mod view;

pub use analysis::segmenter::Segmenter;
#[cfg(feature = "segmenter")]
pub use analysis::segmenter::segment_by_dictionary;
pub use date::CalendarDate;
pub use document::{
    BlockRole, Document, DocumentBlock, DocumentId, DocumentTitle, Language, PublicationDate, Source, SourceBlock,
    SourceFormat,
};
pub use entity::{
    AmountPrecision, CollectionRecogniser, EntityKind, UnresolvedReason,
    resolve::{EntityCorrections, EntityName, MergeReason},
    tag::EntityTagger,
};
pub use error::{Error, ErrorKind, ErrorLocation, Result};
#[cfg(feature = "ingest")]
pub use ingest::SourceCollection;
pub use room::{
    AmountOrder, EntitiesOptions, FactFilters, GraphOptions, Room, RoomBuilder, SearchFilters, SearchOptions, SortOrder,
};
pub use search::RankingWeights;
pub use span::Span;
pub use storage::{gzip::gzip, room_part::RoomPart};

#[cfg(target_family = "wasm")]
pub mod wasm;

/// The inside of the library, for the programs of this repository and its tests. No promise is made about any of it.
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals {
    /// What is done to words.
    pub mod analysis {
        pub use crate::analysis::*;
    }
    /// What is done to text.
    pub mod document {
        pub use crate::document::*;
    }
    /// Recognition.
    pub mod entity {
        pub use crate::entity::*;
    }
    /// Files to sources.
    #[cfg(feature = "ingest")]
    pub mod ingest {
        pub use crate::ingest::*;
    }
    /// Typed text to a tree.
    pub mod query {
        pub use crate::query::*;
    }
    /// Evaluation.
    pub mod search {
        pub use crate::search::*;
    }
    pub use crate::room::PlacedHit;
}
