//! Fields: the parts of an article that ranking weighs separately.

use crate::document::{BlockRole, Document, DocumentBlock};
use crate::span::Span;

/// Number of fields.
pub const FIELD_COUNT: usize = 3;

/// A field of an article: a query can be limited to it, and BM25F weighs it by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IndexField {
    /// The headline.
    Title = 0,
    /// Headings between paragraphs.
    Heading = 1,
    /// All other text.
    Body = 2,
}

/// A stretch of text that is indexed as a unit: no phrase matches across its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexedPassage<'a> {
    /// The field it belongs to.
    pub field: IndexField,
    /// The text.
    pub text: &'a str,
    /// Its span in the document's text; `None` for a title that came as metadata.
    pub span: Option<Span>,
}

/// The passages of a document in the order of their positions: the title, then the text without boilerplate.
pub fn indexed_passages(document: &Document) -> impl Iterator<Item = IndexedPassage<'_>> {
    let title = document.title.as_ref();
    let title = title.map(|title| IndexedPassage { field: IndexField::Title, text: &title.text, span: title.span });
    title.into_iter().chain(document.blocks.iter().filter_map(|&DocumentBlock { role, span }| {
        let field = match role {
            BlockRole::Title | BlockRole::Boilerplate => return None,
            BlockRole::Heading => IndexField::Heading,
            BlockRole::Paragraph | BlockRole::ListItem | BlockRole::Quote | BlockRole::Caption => IndexField::Body,
        };
        Some(IndexedPassage { field, text: span.slice_of(&document.text), span: Some(span) })
    }))
}
