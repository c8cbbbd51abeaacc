//! Versions of one story: the other versions of an article.

use super::{Room, present};
use crate::document::{Document, DocumentId};
use crate::error::Result;
use crate::repetition::{Repetition, ShingleSketch, sentences_only_in};
use crate::span::Span;
use crate::view::{PageOf, VersionView};

/// Most versions of a story that are shown, and most sentences of a difference.
const MAX_VERSIONS: usize = 20;
const MAX_SENTENCES: usize = 3;

impl Room {
    /// What the collection says many times; `None` before recognition.
    pub(super) fn repetition(&self) -> Option<&Repetition> {
        self.register.as_ref().map(|register| register.repetition())
    }

    /// All versions of the story of an article, itself included; empty where it has no other.
    pub(super) fn versions_of(&self, number: DocumentId) -> &[DocumentId] {
        self.repetition().map(|repetition| repetition.stories.versions_of(number)).unwrap_or_default()
    }

    /// Number of the story that an article is a version of; `None` for one that has no other version.
    pub(super) fn story_of(&self, number: DocumentId) -> Option<u32> {
        self.repetition()?.stories.story_of(number)
    }

    /// Number of articles that tell the story of an article: 1 where no other does.
    pub(super) fn version_count(&self, number: DocumentId) -> u32 {
        self.versions_of(number).len().max(1) as u32
    }

    /// An article with the paragraphs that recur in the collection set aside as boilerplate.
    pub(super) fn set_aside(&self, number: DocumentId, document: Document) -> Document {
        let own = self.repetition().and_then(|repetition| repetition.recurring.set_aside(number, &document));
        own.unwrap_or(document)
    }

    /// The other versions of the story of an article, given with what recurs set aside, the oldest first, undated ones last.
    pub(super) fn version_views(&self, number: DocumentId, article: &Document) -> Result<PageOf<VersionView>> {
        let mut others: Vec<DocumentId> =
            self.versions_of(number).iter().copied().filter(|&version| version != number).collect();
        let day = |version: DocumentId| self.index.publication_date(version);
        crate::order::sort_by_key(&mut others, |&version| (day(version).is_none(), day(version), version));
        let sketch = ShingleSketch::of_article(article);
        let views = others.iter().take(MAX_VERSIONS).map(|&version| {
            let other = self.set_aside(version, self.doc_store.load_document(version)?);
            Ok(VersionView {
                article: present::article_ref(&other),
                similarity: sketch.likeness(&ShingleSketch::of_article(&other)).resemblance,
                only_here: first_sentences(article, &sentences_only_in(article, &other)),
                only_there: first_sentences(&other, &sentences_only_in(&other, article)),
            })
        });
        Ok(PageOf { total: others.len(), offset: 0, items: views.collect::<Result<_>>()? })
    }
}

fn first_sentences(article: &Document, sentences: &[Span]) -> PageOf<String> {
    let first = sentences.iter().take(MAX_SENTENCES).map(|sentence| sentence.slice_of(&article.text).to_owned());
    PageOf { total: sentences.len(), offset: 0, items: first.collect() }
}
