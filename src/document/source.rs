//! What arrives before it is parsed: one article, with what is said about it.

use serde::{Deserialize, Serialize};

use super::block::Role;

/// One article as it arrives, before parsing: the JSON shape that the command line reads, that a packed page carries
/// and that JavaScript hands over. Only `text` (or `blocks`, where the structure is known) is needed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Source {
    /// A name that stays the same between runs.
    pub id: Option<String>,
    /// File name, or file name and line, for messages.
    pub source: Option<String>,
    /// The headline, where it is known beside the text.
    pub title: Option<String>,
    /// Day of publication, in any usual spelling.
    pub date: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// How `text` is to be read.
    pub format: Format,
    /// The article.
    pub text: String,
    /// The article with its structure, where that was read elsewhere; `text` is not looked at then.
    pub blocks: Option<Vec<SourceBlock>>,
}

impl Source {
    /// Bytes of text in it.
    pub fn text_len(&self) -> usize {
        self.blocks.as_ref().map_or(self.text.len(), |blocks| blocks.iter().map(|block| block.text.len()).sum())
    }
}

/// A piece of an article whose role is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceBlock {
    /// What the text is.
    pub role: Role,
    /// Its words.
    pub text: String,
}

/// How the text of a [`Source`] is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// As people type: lines and paragraphs.
    #[default]
    Plain,
    /// With Markdown's marks.
    Markdown,
}
