//! Readers of file formats: plain text, Markdown, HTML and JSON to sources.
//!
//! Plain text is read everywhere. HTML is read by the browser's own parser in the page; Markdown's parser alone would
//! weigh a third of the whole core (55 KB of brotli), so both are read here on the command line only, and in the page
//! the rules for plain text make do with Markdown.

pub(crate) mod plain;

#[cfg(not(target_family = "wasm"))]
pub mod html;
#[cfg(not(target_family = "wasm"))]
pub mod json;
#[cfg(not(target_family = "wasm"))]
pub mod markdown;
#[cfg(not(target_family = "wasm"))]
mod source_map;
#[cfg(not(target_family = "wasm"))]
mod weaver;

#[cfg(not(target_family = "wasm"))]
pub use source_map::SourceMap;

/// An article read from a file, with the source map back into the file.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The article, ready to be parsed.
    pub source: crate::document::source::Source,
    /// Maps spans of the parsed text to bytes of the file.
    pub map: SourceMap,
}
