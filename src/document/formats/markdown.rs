//! Markdown reader, over the events of pulldown-cmark.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::MappedSource;
use super::block_collector::BlockCollector;
use crate::document::block::BlockRole;
use crate::document::source::{Source, SourceFormat};
use crate::span::{Span, slice_text};

/// Reads a Markdown file. Front matter gives title, date, language and URL, and is no part of the text.
pub fn read_markdown(text: &str) -> MappedSource {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let head = front_matter_len(text);
    let (front, text) = text.split_at(head);
    let mut reader = MarkdownReader {
        text,
        source: Source::default(),
        collector: BlockCollector::default(),
        open_roles: Vec::new(),
        has_title: false,
        in_front_matter: false,
        in_code_block: false,
    };
    reader.read_front_matter(front);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.handle_event(event, range);
    }
    let (blocks, map) = reader.collector.into_blocks(BlockRole::Paragraph);
    // Front matter too long to be counted stands in a file that is refused.
    let map = map.shifted_by(u32::try_from(head).unwrap_or_default());
    MappedSource {
        source: Source { format: SourceFormat::Markdown, blocks: Some(blocks), ..reader.source },
        source_map: map,
    }
}

/// Length in bytes of front matter without delimiters, as lines of `Title: Night trains`; 0 if there is none.
fn front_matter_len(text: &str) -> usize {
    let mut len = 0;
    let mut known = false;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        let continues = len > 0 && line.starts_with([' ', '\t']);
        if !continues {
            let line = line.trim_start_matches('\u{FEFF}');
            let Some((key, value)) = line.split_once(':') else { return 0 };
            let is_key = key.starts_with(char::is_alphabetic)
                && key.len() <= 32
                && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            if !is_key || !(value.trim().is_empty() || value.starts_with([' ', '\t'])) {
                return 0;
            }
            known |= matches!(key.trim().to_ascii_lowercase().as_str(), "title" | "date");
        }
        len += line.len();
    }
    // A file of metadata alone is text like any other.
    let heads = text.get(len..).is_some_and(|rest| !rest.trim().is_empty());
    if known && heads { len } else { 0 }
}

struct MarkdownReader<'a> {
    text: &'a str,
    source: Source,
    collector: BlockCollector,
    /// Roles of the elements that are open, outermost first.
    open_roles: Vec<BlockRole>,
    has_title: bool,
    /// Whether front matter is being read.
    in_front_matter: bool,
    /// Whether line breaks are part of the text, as in code blocks.
    in_code_block: bool,
}

impl MarkdownReader<'_> {
    fn handle_event(&mut self, event: Event, range: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.open_tag(&tag),
            Event::End(tag) => self.close_tag(tag),
            Event::Text(words) if self.in_front_matter => self.read_front_matter(&words),
            Event::Text(words) | Event::Code(words) => self.push_text(&words, range),
            Event::InlineHtml(tag) if tag.trim_start_matches('<').to_ascii_lowercase().starts_with("br") => {
                self.collector.break_line()
            }
            // A block of HTML among Markdown is words to read, too.
            Event::Html(html) => self.push_html(&html, range.start),
            Event::SoftBreak | Event::HardBreak => self.collector.break_line(),
            Event::Rule => self.collector.close_block(self.current_role()),
            Event::FootnoteReference(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn current_role(&self) -> BlockRole {
        self.open_roles.last().copied().unwrap_or(BlockRole::Paragraph)
    }

    fn open_tag(&mut self, tag: &Tag) {
        let role = match tag {
            Tag::Heading { level, .. } => {
                let first = *level == HeadingLevel::H1 && !self.has_title && self.open_roles.is_empty();
                self.has_title |= first;
                if first { BlockRole::Title } else { BlockRole::Heading }
            }
            Tag::Item => BlockRole::ListItem,
            Tag::BlockQuote(_) => BlockRole::Quote,
            Tag::TableHead | Tag::TableRow => BlockRole::Caption,
            Tag::TableCell => {
                self.collector.break_cell();
                return;
            }
            Tag::MetadataBlock(_) => {
                self.in_front_matter = true;
                return;
            }
            Tag::Paragraph
            | Tag::CodeBlock(_)
            | Tag::FootnoteDefinition(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Table(_) => {
                self.in_code_block = matches!(tag, Tag::CodeBlock(_));
                self.current_role()
            }
            _ => return,
        };
        self.collector.close_block(self.current_role());
        self.open_roles.push(role);
    }

    fn close_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::Table => {
                self.in_code_block = false;
                match tag {
                    TagEnd::TableHead | TagEnd::TableRow => self.collector.close_row(self.current_role()),
                    _ => self.collector.close_block(self.current_role()),
                }
                self.open_roles.pop();
            }
            _ => {}
        }
    }

    fn push_text(&mut self, words: &str, range: std::ops::Range<usize>) {
        let written = slice_text(self.text, range.clone());
        // Code stands between backticks, and a line of a quoted paragraph after its marker.
        match written.find(words) {
            Some(at) if self.in_code_block => self.collector.push_lines(words, range.start + at),
            Some(at) => self.collector.push_text(words, range.start + at),
            None => self.push_words(words, written, range.start),
        }
    }

    /// Appends words that stand in `written` one by one, though not with the same space between them.
    fn push_words(&mut self, words: &str, written: &str, start: usize) {
        let mut at = 0;
        for piece in words.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            let Some(gap) = written.get(at..).and_then(|rest| rest.find(word)) else {
                // Spelled otherwise, as entities are: one span for all that is left.
                let rest = slice_text(words, piece.as_ptr() as usize - words.as_ptr() as usize..);
                let from = if at < written.len() { at } else { 0 };
                return self.collector.push_decoded(rest.trim(), Span::new(start + from, start + written.len()));
            };
            self.collector.push_text(word, start + at + gap);
            at += gap + word.len();
            if word.len() < piece.len() {
                self.collector.push_text(" ", start + at);
            }
        }
    }

    fn push_html(&mut self, html: &str, at: usize) {
        let mut outside = true;
        let mut start = at;
        for piece in html.split_inclusive(['<', '>']) {
            let words = piece.trim_end_matches(['<', '>']);
            if outside {
                self.collector.push_text(words, start);
            }
            outside = !piece.ends_with('<');
            start += piece.len();
        }
        self.collector.break_line();
    }

    /// Reads front matter: `title: Night trains` of YAML, `title = "Night trains"` of TOML; one line each, nothing
    /// nested.
    fn read_front_matter(&mut self, lines: &str) {
        for line in lines.lines() {
            let Some((key, value)) = line.trim_start_matches('\u{FEFF}').split_once([':', '=']) else { continue };
            let value = value.trim().trim_matches(['"', '\'']).trim();
            if value.is_empty() || line.starts_with([' ', '\t', '-', '#']) {
                continue;
            }
            let slot = match key.trim().to_ascii_lowercase().as_str() {
                "title" => &mut self.source.title,
                "date" | "published" | "pubdate" | "publishdate" => &mut self.source.date,
                "lang" | "language" => &mut self.source.language,
                "url" | "canonical" | "canonical_url" | "link" | "original" => &mut self.source.url,
                _ => continue,
            };
            slot.get_or_insert_with(|| value.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    fn roles(text: &str) -> Vec<(BlockRole, String)> {
        read_markdown(text).source.blocks.unwrap().into_iter().map(|block| (block.role, block.text)).collect()
    }

    #[test]
    fn structure_becomes_roles() {
        let text = "# Night *trains*\n\nThe first\none left.\n\n## Stations\n\n- dusk\n- dawn\n\n> said he\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
        let wanted = [
            (BlockRole::Title, "Night trains"),
            (BlockRole::Paragraph, "The first\none left."),
            (BlockRole::Heading, "Stations"),
            (BlockRole::ListItem, "dusk"),
            (BlockRole::ListItem, "dawn"),
            (BlockRole::Quote, "said he"),
            (BlockRole::Caption, "a | b"),
            (BlockRole::Caption, "1 | 2"),
        ];
        assert_eq!(roles(text), wanted.map(|(role, text)| (role, text.to_owned())));
    }

    #[test]
    fn front_matter_is_read_and_left_out() {
        let reading = read_markdown(
            "---\ntitle: \"Night trains\"\ndate: 2023-05-30\nlang: en-GB\nurl: https://example.org/trains\n---\n\nThe first one left at dusk.\n",
        );
        assert_eq!(reading.source.title.as_deref(), Some("Night trains"));
        assert_eq!(reading.source.date.as_deref(), Some("2023-05-30"));
        assert_eq!(reading.source.language.as_deref(), Some("en-GB"));
        assert_eq!(reading.source.url.as_deref(), Some("https://example.org/trains"));
        assert_eq!(reading.source.blocks.unwrap().len(), 1);
        assert_eq!(
            read_markdown("+++\ntitle = \"Night trains\"\n+++\nText.").source.title.as_deref(),
            Some("Night trains")
        );
    }

    #[test]
    fn a_head_of_metadata_without_rulers_is_front_matter_too() {
        let text = "\u{FEFF}Title: Night trains\nDate: 2023-05-30\nTags: rails,\n  night\n\nThe first one left.\n";
        let reading = read_markdown(text);
        assert_eq!(reading.source.title.as_deref(), Some("Night trains"));
        assert_eq!(reading.source.date.as_deref(), Some("2023-05-30"));
        let document = Document::parse(reading.source).unwrap();
        assert_eq!(document.text, "The first one left.");
        assert_eq!(reading.source_map.to_source(document.blocks[0].span).slice_of(text), "The first one left.");
        for text in ["Note: the train left.\n\nIt did.", "Title: x\nand more\n\ny", "Title: go\nDate: x\n\n"] {
            assert!(roles(text)[0].1.starts_with(&text[..4]), "{text}");
        }
    }

    #[test]
    fn code_over_two_lines_keeps_the_places_of_its_words() {
        let text = "> `date 2023-05-30\n> The river  rose.` \n";
        let reading = read_markdown(text);
        let document = Document::parse(reading.source).unwrap();
        let shown: Vec<_> =
            document.blocks.iter().map(|block| reading.source_map.to_source(block.span).slice_of(text)).collect();
        assert_eq!(shown, ["date 2023-05-30", "The river  rose."]);
    }

    #[test]
    fn places_lead_back_into_the_markup() {
        let text = "# Night **trains**\n\nSee [the *map*](https://example.org) &amp; `code` of\nit.\n";
        let reading = read_markdown(text);
        let document = Document::parse(reading.source).unwrap();
        assert_eq!(document.text, "Night trains\n\nSee the map & code of\nit.");
        let shown: Vec<_> =
            document.blocks.iter().map(|block| reading.source_map.to_source(block.span).slice_of(text)).collect();
        assert_eq!(shown, ["Night **trains", "See [the *map*](https://example.org) &amp; `code` of\nit."]);
    }

    #[test]
    fn code_keeps_its_lines() {
        assert_eq!(roles("```\none\n  two\n```\n"), [(BlockRole::Paragraph, "one\ntwo".to_owned())]);
    }
}
