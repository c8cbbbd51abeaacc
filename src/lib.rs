//! Full-text search and entity recognition for a collection of articles: a [`Room`] parses, indexes and ranks them, finds the people,
//! organisations and places in them, and answers with finished views. It is one crate for native programs and, compiled to WebAssembly,
//! for a web page without a server.
//!
//! ```
//! use reading_room::{EntitiesOptions, EntityCorrections, EntityTagger, FactFilters, Room, RoomBuilder, SearchOptions, Source};
//!
//! // Build: articles in, room out.
//! let mut builder = RoomBuilder::default();
//! let text = "Museum gets a new roof\n\nAda Morel, the director of the museum, thanked the city of Lyon on Monday. “Nobody \
//!             believed in it,” Morel said.";
//! builder.add(Source { id: Some("roof".into()), date: Some("2024-05-20".into()), text: text.into(), ..Source::default() })?;
//! let mut room = builder.build()?;
//!
//! // Search: ranked hits, with highlighted snippets.
//! let answer = room.search("new roofs", &SearchOptions::default())?;
//! assert_eq!(answer.hits[0].article.id, "roof");
//!
//! // Recognise entities, then ask for one and for what it says.
//! let model = std::fs::read("models/english.room-model").expect("the model lies in the repository");
//! room.recognise(&EntityTagger::open(model)?, &EntityCorrections::default())?;
//! let rows = room.entities(&EntitiesOptions { query: "morel".into(), limit: 10, ..EntitiesOptions::default() })?.entities;
//! assert_eq!(rows[0].entity.name, "Ada Morel");
//! let entity = room.entity(&rows[0].entity.id, 0, 10)?;
//! assert_eq!(entity.quotes.items[0].text, "Nobody believed in it,");
//! let quotes = room.quotes(&FactFilters { query: "believed".into(), limit: 10, ..FactFilters::default() })?;
//! assert_eq!(quotes.page.total, 1);
//!
//! // Store and load: the same articles give the same bytes, and nothing is parsed or indexed again.
//! let bytes = room.to_bytes()?;
//! let loaded = Room::from_bytes(bytes)?;
//! assert_eq!(loaded.search("new roofs", &SearchOptions::default())?.total, 1);
//! # Ok::<(), reading_room::Error>(())
//! ```
//!
//! A large room is cut into parts that are loaded on demand: [`Room::cut_parts`], [`Room::put_part`]. Articles come and go without the
//! others being read again: [`Room::additions`], [`Room::edited`]. A single article is parsed by [`Document::parse`]. Everything that
//! can fail returns an [`Error`] with an [`ErrorKind`] to match on.
//!
//! # Cargo features
//!
//! | feature | on by default | adds |
//! |---|---|---|
//! | `program` | yes | the command line, with all below but `page`; a library user says `default-features = false` |
//! | `page` | no | the command line with the page that `pack` fills |
//! | `ingest` | with `program` | files and folders to articles: plain text, Markdown, HTML, JSON, JSON Lines, in the usual encodings |
//! | `parallel` | with `program` | parsing and recognition on all cores |
//! | `segmenter` | with `program` | word segmentation of Chinese, Japanese, Thai, Khmer, Lao and Burmese by the dictionaries of ICU |
//! | `internals` | with `program` | the inside of the library for the programs of this repository, without any promise |
//!
//! # Glossary
//!
//! | term | meaning here |
//! |---|---|
//! | room | a collection of articles with its index and, once recognised, its register |
//! | register | the entities of a room with their names, mentions and roles |
//! | document | a parsed article: title, day, language, blocks and sentences as byte spans of its text |
//! | doc store | the encoded documents of a room |
//! | block, sentence | a paragraph-like unit of a document with a role; a span within one block |
//! | field | title, heading or body, each with a weight of its own |
//! | token, position | a word of a text with its byte span; its number in the document, for phrases and proximity |
//! | term | a folded word in one spelling, the key of a posting list |
//! | posting list | the documents of a term, rising, with term frequencies and positions |
//! | clause | a part of a query: alternatives of words and phrases |
//! | query expansion | the terms that a typed word stands for: spellings, inflected forms, completions, fuzzy matches |
//! | hit | an article of the answer with its score; complete if it matches every clause |
//! | snippet, segment | sentences that show why an article is a hit; a piece of them, highlighted or not |
//! | facet | counts of entities, languages or sources among all hits |
//! | mention | a span that names an entity |
//! | alias | one of the names of an entity |
//! | entity | a person, organisation, place, event or piece of equipment that mentions are resolved to |
//! | recognition | reading articles for mentions, quotations, amounts and dates, and resolving the mentions to entities |
//! | attribution | the speaker that a quotation is given to |
//! | correction | a reader's word that two spellings are, or are not, one entity |
//! | part | a piece of a large room that is loaded on demand |
//! | view | a finished value of an answer, which serde writes as it stands |
//!
//! # Limits
//!
//! - All documents of a room together take less than 4 GiB; beyond, [`RoomBuilder::add`] fails with [`ErrorKind::TooLarge`].
//! - A room in parts can be searched and read, not edited or stored, and has no register: [`Room::recognise_on_demand`] reads each
//!   article by itself. A misspelt word is corrected there only if its first letter is right, and of a prefix of one letter or two only
//!   some completions are looked at.
//! - Inflected forms are found by Snowball's stemmers in twenty-one languages and by light ones in thirteen; elsewhere a word is found by
//!   its spelling and its prefix.
//! - Scripts without spaces are indexed by words with a [`Segmenter`], by letters without.
//! - Dates of publication are taken from metadata, date lines and file names, never from running text; `05/06/2023` is no date,
//!   because it is two.
//! - Entities, quotations, amounts and dates are recognised in English; of other languages only well-known names are.

#![warn(missing_docs)]
// What wasm-bindgen generates is not ours; natively the same core is compiled without it.
#![cfg_attr(not(target_family = "wasm"), forbid(unsafe_code))]
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
mod repetition;
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
    /// What a collection says many times.
    pub mod repetition {
        pub use crate::repetition::*;
    }
    /// Evaluation.
    pub mod search {
        pub use crate::search::*;
    }
    pub use crate::room::PlacedHit;
}
