//! Articles on their way in: files and folders to what can be parsed.

mod encoding;
mod folder;

pub use folder::Corpus;
