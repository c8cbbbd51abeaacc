//! From what a file holds to text and its blocks.
//!
//! Plain text is read everywhere. HTML is read by the browser's own parser in the page; Markdown's parser alone would
//! weigh a third of the whole core (55 KB of brotli), so both are read here on the command line only, and in the page
//! the rules for plain text make do with Markdown.

#[cfg(not(target_family = "wasm"))]
pub mod html;
#[cfg(not(target_family = "wasm"))]
pub mod json;
#[cfg(not(target_family = "wasm"))]
pub mod markdown;
pub(crate) mod plain;
#[cfg(not(target_family = "wasm"))]
mod sourcemap;

#[cfg(not(target_family = "wasm"))]
pub use sourcemap::SourceMap;
