//! The source of a document: one article before parsing, with its metadata.

use serde::{Deserialize, Serialize};

use super::block::BlockRole;

/// One article as it arrives, before parsing: the JSON shape that the command line reads, that a packed page carries
/// and that JavaScript hands over. Only `text` (or `blocks`, where the structure is known) is needed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Source {
    /// A stable identifier.
    pub id: Option<String>,
    /// File name, or file name and line, for messages.
    pub source: Option<String>,
    /// The headline, where it is known beside the text.
    pub title: Option<String>,
    /// Publication date: ISO 8601, RFC 2822, or as people write it.
    pub date: Option<String>,
    /// URL of the original.
    pub url: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// Format of `text`.
    pub format: SourceFormat,
    /// The article.
    pub text: String,
    /// The article as blocks with roles, where another parser has read it; `text` is ignored then.
    pub blocks: Option<Vec<SourceBlock>>,
}

impl Source {
    /// Length of the text in bytes.
    pub fn text_len(&self) -> usize {
        self.blocks.as_ref().map_or(self.text.len(), |blocks| blocks.iter().map(|block| block.text.len()).sum())
    }
}

/// A block of an article whose role is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceBlock {
    /// Role of the text.
    pub role: BlockRole,
    /// The text.
    pub text: String,
}

/// The format of the text of a [`Source`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceFormat {
    /// Plain text: lines and paragraphs.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
}
