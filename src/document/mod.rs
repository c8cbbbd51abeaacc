//! Document parsing: from the text of an article to its title, publication date, language, blocks with roles, and
//! sentences.

mod block;
mod boilerplate;
pub mod formats;
mod label;
mod phrases;
pub(crate) mod publication;
mod sentence;
mod source;
mod title;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::span::Span;

pub use crate::analysis::language::Language;
pub use crate::date::CalendarDate;
pub use block::{BlockRole, DocumentBlock};
pub use publication::dateline::{PublicationDate, find_date};
pub(crate) use publication::day::parse_date_prefix;
pub use source::{Source, SourceBlock, SourceFormat};
pub use title::DocumentTitle;

/// The number of a document in its corpus, counted from 0 in corpus order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub u32);

/// A parsed article. The text is kept as it came; everything else is byte spans in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// A stable identifier: for a file, its path without the extension.
    pub id: String,
    /// The file, or file and line, it came from.
    pub source: String,
    /// URL of the original, where known.
    pub url: Option<String>,
    /// The text, unchanged; for HTML and Markdown, the readable text in it.
    pub text: String,
    /// The headline, if there is one.
    pub title: Option<DocumentTitle>,
    /// The publication date, if the source or the text states one.
    pub date: Option<PublicationDate>,
    /// The language; `None` if it is neither given nor detected.
    pub language: Option<Language>,
    /// The blocks in ascending order. They hold everything but white space and markup.
    pub blocks: Vec<DocumentBlock>,
    /// Sentence spans of all blocks but boilerplate, in ascending order. No sentence crosses a block.
    pub sentences: Vec<Span>,
}

/// The host of a URL, without user and `www.`; `None` if it has no scheme.
fn url_host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

impl Document {
    /// The origin, to group documents by: the host of the URL, else the folder of the file; `None` if there is neither.
    pub fn origin(&self) -> Option<&str> {
        let folder = || self.source.rsplit_once(['/', '\\']).map(|(folder, _)| folder);
        self.url.as_deref().and_then(url_host).or_else(folder).filter(|origin| !origin.is_empty())
    }

    /// Parses one article. Fails with kind `Input` if there is no text in it, and with `TooLarge` above 4 GiB.
    ///
    /// Metadata of the source takes precedence over what is detected in the text. The text is kept as it came; where
    /// the source gives blocks, the text is the blocks with an empty line between each two.
    pub fn parse(source: Source) -> Result<Document> {
        let name = source.source.or_else(|| source.id.clone()).unwrap_or_else(|| "article".into());
        let (text, mut drafts) = match source.blocks {
            Some(blocks) => join_source_blocks(blocks),
            None => {
                let drafts = if fits_in_u32(source.text.len()) {
                    formats::plain::parse_plain_text(&source.text, source.format == SourceFormat::Markdown)
                } else {
                    Vec::new()
                };
                (source.text, drafts)
            }
        };
        if !fits_in_u32(text.len()) {
            return Err(Error::new(ErrorKind::TooLarge, "more than 4 GiB of text").at_location(name, None));
        }
        if drafts.is_empty() {
            return Err(Error::new(ErrorKind::Input, "there is no text in it").at_location(name, None));
        }
        let found_date = crate::document::publication::dateline::mark_datelines(&text, &mut drafts);
        let shapes = block::measure_drafts(&text, &drafts);
        boilerplate::mark_boilerplate(&text, &mut drafts, &shapes);
        let known_title = source.title.as_deref().filter(|title| !title.trim_matches(block::is_blank).is_empty());
        let title = title::mark_title(&text, &mut drafts, &shapes, known_title);
        let without_span = |date| PublicationDate { date, span: None };
        let date = source.date.as_deref().and_then(find_date).map(without_span).or(found_date);
        let date = date.or_else(|| crate::document::publication::dateline::find_date_in_path(&name).map(without_span));
        let blocks: Vec<DocumentBlock> = drafts.iter().map(block::BlockDraft::to_block).collect();
        let language = source.language.as_deref().and_then(Language::parse).or_else(|| detect_language(&text, &blocks));
        let sentences = split_blocks(&text, &blocks, language);
        let id = source.id.unwrap_or_else(|| name.clone());
        Ok(Document { id, source: name, url: source.url, text, title, date, language, blocks, sentences })
    }

    /// The same document with boilerplate turned into paragraphs: for a single line, which has no page around it.
    pub fn with_boilerplate_as_text(mut self) -> Document {
        for block in self.blocks.iter_mut().filter(|block| block.role == BlockRole::Boilerplate) {
            block.role = BlockRole::Paragraph;
        }
        self.sentences = split_blocks(&self.text, &self.blocks, self.language);
        self
    }
}

/// Sentence spans of all blocks but boilerplate.
fn split_blocks(text: &str, blocks: &[DocumentBlock], language: Option<Language>) -> Vec<Span> {
    let mut sentences = Vec::new();
    for block in blocks.iter().filter(|block| block.role != BlockRole::Boilerplate) {
        sentence::split_sentences(text, block.span, language, &mut sentences);
    }
    sentences
}

/// Whether offsets in a text of this many bytes fit in 32 bits.
fn fits_in_u32(bytes: usize) -> bool {
    u32::try_from(bytes).is_ok()
}

/// Joins the blocks of a source into one text, with a draft for each block that holds words.
fn join_source_blocks(blocks: Vec<SourceBlock>) -> (String, Vec<block::BlockDraft>) {
    let bytes: usize = blocks.iter().map(|block| block.text.len() + block::BLOCK_SEPARATOR.len()).sum();
    let mut text = String::with_capacity(bytes);
    let mut drafts = Vec::with_capacity(blocks.len());
    for source in blocks {
        if !text.is_empty() {
            text.push_str(block::BLOCK_SEPARATOR);
        }
        let start = text.len();
        text.push_str(&source.text);
        if fits_in_u32(text.len())
            && let Some(span) = block::trim_to_span(&text, start, text.len())
        {
            let given =
                (source.role != BlockRole::Paragraph && source.role != BlockRole::Boilerplate).then_some(source.role);
            drafts.push(block::BlockDraft {
                explicit_role: given,
                is_boilerplate: source.role == BlockRole::Boilerplate,
                ..block::BlockDraft::new(span, true)
            });
        }
    }
    (text, drafts)
}

/// Detects the language from the first 4,000 bytes of the article, about; boilerplate is passed over.
fn detect_language(text: &str, blocks: &[DocumentBlock]) -> Option<Language> {
    let mut left = 4_000_usize;
    let mut sample = Vec::new();
    for block in blocks.iter().filter(|block| block.role != BlockRole::Boilerplate) {
        let words = block.span.slice_of(text);
        let end = if words.len() <= left { None } else { words.char_indices().nth(left) };
        let words = end.and_then(|(end, _)| words.get(..end)).unwrap_or(words);
        sample.push(words);
        left = left.saturating_sub(words.len() + 1);
        if left == 0 {
            break;
        }
    }
    crate::analysis::language_detector::detect_in_pieces(&sample)
}
