//! Readers of file formats: plain text, Markdown, HTML and JSON to sources.
//!
//! Plain text is read everywhere. HTML is read by the browser's own parser in the page; Markdown's parser alone would
//! weigh a third of the whole core (55 KB of brotli), so both are read here on the command line only, and in the page
//! the rules for plain text make do with Markdown.

pub(crate) mod plain;

#[cfg(feature = "ingest")]
mod block_collector;
#[cfg(feature = "ingest")]
pub mod html;
#[cfg(feature = "ingest")]
mod html_element;
#[cfg(feature = "ingest")]
pub mod json;
#[cfg(feature = "ingest")]
pub mod markdown;
#[cfg(feature = "ingest")]
mod source_map;

#[cfg(feature = "ingest")]
pub use source_map::SourceMap;

/// An article read from a file, with the source map back into the file.
#[cfg(feature = "ingest")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedSource {
    /// The article, ready to be parsed.
    pub source: crate::document::source::Source,
    /// Maps spans of the parsed text to bytes of the file.
    pub source_map: SourceMap,
}
