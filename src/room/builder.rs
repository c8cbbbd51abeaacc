//! Building a room from articles.

#[cfg(feature = "parallel")]
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::Room;
use crate::{
    analysis::{segmenter::Segmenter, token::Tokenizer},
    doc_store::DocStoreBuilder,
    document::{Document, DocumentId, Language, Source},
    error::Result,
    index::IndexBuilder,
};

/// Batch size in articles: one batch is parsed while the one before is indexed.
#[cfg(feature = "parallel")]
const PARSE_BATCH: usize = 64;

/// Parses and indexes articles, one after another; [`RoomBuilder::build`] returns the room.
#[derive(Default)]
pub struct RoomBuilder {
    pub(super) doc_store: DocStoreBuilder,
    pub(super) index: IndexBuilder,
    pub(super) documents: usize,
    pub(super) language: Option<Language>,
    pub(super) tokenizer: Tokenizer,
}

impl RoomBuilder {
    /// An empty builder. `language` is assumed for articles whose own cannot be identified.
    pub fn new(language: Option<Language>) -> Self {
        RoomBuilder { language, ..RoomBuilder::default() }
    }

    /// Sets the word segmenter for scripts without spaces, for articles and for queries of the room. To be called before the first
    /// article is added.
    pub fn with_segmenter(self, segmenter: Segmenter) -> Self {
        RoomBuilder { tokenizer: Tokenizer::new(segmenter), ..self }
    }

    /// Reserves memory for articles of `bytes` bytes of text and title in all, which saves reallocations.
    pub fn reserve(&mut self, bytes: usize) {
        self.doc_store.reserve(bytes);
    }

    /// Parses and indexes the next article.
    ///
    /// Fails, and leaves the builder as it was, with [`crate::ErrorKind::Input`] if the article cannot be read and with
    /// [`crate::ErrorKind::TooLarge`] if all articles together would reach 4 GiB.
    pub fn add(&mut self, source: Source) -> Result<DocumentId> {
        self.add_parsed(has_own_name(&source), Document::parse(source))
    }

    /// As [`RoomBuilder::add`] for each source in order, parsed on all cores while one of them indexes. One result for each source.
    #[cfg(feature = "parallel")]
    pub fn add_all(&mut self, sources: Vec<Source>) -> Vec<Result<DocumentId>> {
        let parse = |sources: Vec<Source>| -> Vec<(bool, Result<Document>)> {
            sources.into_par_iter().map(|source| (has_own_name(&source), Document::parse(source))).collect()
        };
        let mut added = Vec::with_capacity(sources.len());
        let mut rest = sources.into_iter();
        let mut parsed = parse(rest.by_ref().take(PARSE_BATCH).collect());
        while !parsed.is_empty() {
            let next = rest.by_ref().take(PARSE_BATCH).collect();
            let index = || added.extend(parsed.into_iter().map(|(is_named, parsed)| self.add_parsed(is_named, parsed)));
            ((), parsed) = rayon::join(index, || parse(next));
        }
        added
    }

    pub(super) fn add_parsed(&mut self, is_named: bool, parsed: Result<Document>) -> Result<DocumentId> {
        let mut document = parsed?;
        if !is_named {
            document.id = (self.documents + 1).to_string();
        }
        document.language = document.language.or(self.language);
        let id = self.doc_store.add_document(&mut document)?;
        self.index.add_document(&document, self.tokenizer);
        self.documents += 1;
        Ok(id)
    }

    /// The finished room. It may be empty. Fails with [`crate::ErrorKind::TooLarge`].
    pub fn build(self) -> Result<Room> {
        Ok(Room::assemble(self.doc_store.build()?, self.index.build()?, self.tokenizer))
    }
}

/// Whether a source has an id or a file name.
fn has_own_name(source: &Source) -> bool {
    source.id.as_ref().or(source.source.as_ref()).is_some_and(|name| !name.is_empty())
}
