//! An article with its structure: what stands where in its text, and which part of it is the article.

mod date;
mod language;

use serde::{Deserialize, Serialize};

use crate::corpus::Source;
use crate::error::{Error, ErrorKind, Result};
use crate::span::Span;

pub use date::Date;
pub use language::Language;

/// The place of a document in its corpus, counted from 0 in corpus order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub u32);

/// What a block of text is to its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The headline of the article.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A passage set off as somebody else's words.
    Quote,
    /// Words that belong to a picture or a table.
    Caption,
    /// Chrome of the page around the article: kept, shown on request, never indexed.
    Boilerplate,
}

impl Role {
    /// The role with this name, as it is written in JSON.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Role::Title,
            "heading" => Role::Heading,
            "paragraph" => Role::Paragraph,
            "list-item" => Role::ListItem,
            "quote" => Role::Quote,
            "caption" => Role::Caption,
            "boilerplate" => Role::Boilerplate,
            _ => return None,
        })
    }
}

/// A stretch of text with one role. Blocks of a document rise and do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the text is.
    pub role: Role,
    /// Where it stands, without the space and the markup around it.
    pub span: Span,
}

/// A headline, either found in the text or brought along by the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// The words.
    pub text: String,
    /// Where they stand in the text; `None` where the source carried the title beside the text.
    pub span: Option<Span>,
}

/// A day of publication, either found in the text or brought along by the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateLine {
    /// The day.
    pub date: Date,
    /// Where it stands in the text; `None` where the source carried it beside the text.
    pub span: Option<Span>,
}

/// One article, parsed. The text is kept as it came; everything else points into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// A name that stays the same between runs: for a file, its path without the ending.
    pub id: String,
    /// The file, or file and line, it came from.
    pub source: String,
    /// Address of the original, where known.
    pub url: Option<String>,
    /// The text, unchanged; for HTML and Markdown, the readable text in it.
    pub text: String,
    /// The headline, if there is one.
    pub title: Option<Title>,
    /// The day of publication, if it is said.
    pub date: Option<DateLine>,
    /// Language as a two-letter code, or `None` where it cannot be told.
    pub language: Option<Language>,
    /// Every part of the text that is not white space or markup, in order.
    pub blocks: Vec<Block>,
    /// The sentences of all blocks but boilerplate, in order; none crosses a block.
    pub sentences: Vec<Span>,
}

impl Document {
    /// Reads one article. An article without a single word is refused.
    pub fn parse(source: Source) -> Result<Document> {
        let name = source.source.or_else(|| source.id.clone()).unwrap_or_else(|| "article".into());
        let text = match source.blocks {
            Some(blocks) => blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n\n"),
            None => source.text,
        };
        if text.len() > u32::MAX as usize {
            return Err(Error::new(ErrorKind::TooLarge, "more than 4 GiB of text").at(name, None));
        }
        if text.trim().is_empty() {
            return Err(Error::new(ErrorKind::Input, "there is no text in it").at(name, None));
        }
        let mut blocks = Vec::new();
        let mut sentences = Vec::new();
        let mut start = 0;
        for piece in text.split_inclusive('\n') {
            let words = piece.trim();
            let lead = piece.len() - piece.trim_start().len();
            if !words.is_empty() {
                let span = Span::new(start + lead, start + lead + words.len());
                let headline = blocks.is_empty() && words.len() < 120 && !words.ends_with('.');
                blocks.push(Block { role: if headline { Role::Title } else { Role::Paragraph }, span });
                sentences.push(span);
            }
            start += piece.len();
        }
        let found = blocks.first().filter(|block| block.role == Role::Title).map(|block| block.span);
        let title = match source.title.filter(|title| !title.trim().is_empty()) {
            Some(title) => Some(Title { text: title, span: None }),
            None => found.map(|span| Title { text: span.of(&text).into(), span: Some(span) }),
        };
        let date = source.date.and_then(|date| Date::parse_iso(&date)).map(|date| DateLine { date, span: None });
        let language = source.language.as_deref().and_then(Language::parse);
        let id = source.id.unwrap_or_else(|| name.clone());
        Ok(Document { id, source: name, url: source.url, text, title, date, language, blocks, sentences })
    }
}
