//! Ingestion: reads articles from files, folders and standard input. Native only.

mod encoding;
mod folder;

pub use folder::SourceCollection;
