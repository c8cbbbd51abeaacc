//! What a search runs over.

use crate::{analysis::token::Tokenizer, entity::Register, index::InvertedIndex};

/// What is searched.
#[derive(Clone, Copy)]
pub struct SearchCorpus<'a> {
    /// Its words.
    pub index: &'a InvertedIndex,
    /// Its entities, once they are known.
    pub register: Option<&'a Register>,
    /// What its words were found by.
    pub tokenizer: Tokenizer,
}
