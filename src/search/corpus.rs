//! The corpus that a search runs over.

use crate::{analysis::token::Tokenizer, entity::Register, index::InvertedIndex};

/// Borrowed index, register and tokenizer of a room.
#[derive(Clone, Copy)]
pub struct SearchCorpus<'a> {
    /// The inverted index.
    pub index: &'a InvertedIndex,
    /// The register of entities; `None` before recognition.
    pub register: Option<&'a Register>,
    /// The tokenizer that the index was built with.
    pub tokenizer: Tokenizer,
}
