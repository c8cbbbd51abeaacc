//! The parts of an article that count differently.

use crate::document::{Block, Document, Role};
use crate::span::Span;

/// How many fields there are.
pub const FIELDS: usize = 3;

/// A part of an article that a query may name and that ranking weighs by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The headline.
    Title = 0,
    /// Headings between paragraphs.
    Heading = 1,
    /// All other text.
    Body = 2,
}

/// A stretch of an article that is indexed in one piece: no phrase reaches beyond it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// What it counts as.
    pub field: Field,
    /// The words.
    pub text: &'a str,
    /// Where they stand in the document's text; `None` for a title that was brought along beside it.
    pub span: Option<Span>,
}

/// The passages of a document in the order in which their words are counted: the title, then the text without boilerplate.
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
