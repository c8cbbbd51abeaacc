//! Fields: the parts of an article that ranking weighs separately.

use crate::document::{Block, Document, Role};
use crate::span::Span;

/// Number of fields.
pub const FIELDS: usize = 3;

/// A field of an article: a query can be limited to it, and BM25F weighs it by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The headline.
    Title = 0,
    /// Headings between paragraphs.
    Heading = 1,
    /// All other text.
    Body = 2,
}

/// A stretch of text that is indexed as a unit: no phrase matches across its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The field it belongs to.
    pub field: Field,
    /// The text.
    pub text: &'a str,
    /// Its span in the document's text; `None` for a title that came as metadata.
    pub span: Option<Span>,
}

/// The passages of a document in the order of their positions: the title, then the text without boilerplate.
pub fn passages(document: &Document) -> impl Iterator<Item = Passage<'_>> {
    let title = document.title.as_ref();
    let title = title.map(|title| Passage { field: Field::Title, text: &title.text, span: title.span });
    title.into_iter().chain(document.blocks.iter().filter_map(|&Block { role, span }| {
        let field = match role {
            Role::Title | Role::Boilerplate => return None,
            Role::Heading => Field::Heading,
            Role::Paragraph | Role::ListItem | Role::Quote | Role::Caption => Field::Body,
        };
        Some(Passage { field, text: span.of(&document.text), span: Some(span) })
    }))
}
