//! Collects blocks of text from markup: white space collapsed as a browser shows it, with a source map of each word.

use super::source_map::SourceMap;
use crate::document::block::{BLOCK_SEPARATOR, BlockRole, TextShape, is_blank};
use crate::document::source::SourceBlock;
use crate::span::Span;

/// Collects blocks and their source map in one pass over a file with markup.
#[derive(Debug, Default)]
pub(super) struct BlockCollector {
    blocks: Vec<SourceBlock>,
    map: SourceMap,
    /// Bytes of the finished blocks and the separators behind them.
    finished_bytes: usize,
    /// Text of the current block.
    words: String,
    /// Separator before the next word.
    pending_gap: PendingGap,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum PendingGap {
    #[default]
    None,
    Space,
    Line,
    Cell,
}

impl BlockCollector {
    /// Appends `piece`, which stands verbatim in the source at offset `at`.
    pub fn push_text(&mut self, piece: &str, at: usize) {
        let mut start = at;
        for word in piece.split_inclusive(is_html_space) {
            let bare = word.trim_end_matches(is_html_space);
            self.push_word(bare, Span::new(start, start + bare.len()));
            if bare.len() < word.len() {
                self.pending_gap = self.pending_gap.max(PendingGap::Space);
            }
            start += word.len();
        }
    }

    /// Appends `piece` with its line breaks.
    pub fn push_lines(&mut self, piece: &str, at: usize) {
        let mut start = at;
        for line in piece.split_inclusive('\n') {
            self.push_text(line, start);
            if line.ends_with('\n') {
                self.break_line();
            }
            start += line.len();
        }
    }

    /// Appends `piece`, which the source spells differently, as an entity.
    pub fn push_decoded(&mut self, piece: &str, source: Span) {
        if piece.chars().all(is_html_space) {
            self.pending_gap = self.pending_gap.max(PendingGap::Space);
        } else {
            self.push_word(piece, source);
        }
    }

    fn push_word(&mut self, word: &str, source: Span) {
        // Blanks alone begin neither a block nor a cell.
        if word.is_empty()
            || ((self.words.is_empty() || self.pending_gap == PendingGap::Cell) && word.chars().all(is_blank))
        {
            return;
        }
        let gap = std::mem::take(&mut self.pending_gap);
        if !self.words.is_empty() {
            self.words.push_str(match gap {
                PendingGap::None => "",
                PendingGap::Space => " ",
                PendingGap::Line => "\n",
                PendingGap::Cell => " | ",
            });
        }
        let start = self.finished_bytes + self.words.len();
        self.words.push_str(word);
        // Texts over 4 GiB are refused before they come here.
        if u32::try_from(start + word.len()).is_ok() {
            self.map.push_run(Span::new(start, start + word.len()), source);
        }
    }

    /// The next word begins a new line of the same block.
    pub fn break_line(&mut self) {
        self.pending_gap = self.pending_gap.max(PendingGap::Line);
    }

    /// The next word begins a new cell of the same row.
    pub fn break_cell(&mut self) {
        self.pending_gap = PendingGap::Cell;
    }

    /// Text of the current block.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Ends the current block, if it has any text.
    pub fn close_block(&mut self, role: BlockRole) {
        self.pending_gap = PendingGap::None;
        if !self.words.is_empty() {
            let text = std::mem::take(&mut self.words);
            self.finished_bytes += text.len() + BLOCK_SEPARATOR.len();
            self.blocks.push(SourceBlock { role, text });
        }
    }

    /// Ends a row of a table; one without a letter or a digit is dropped.
    pub fn close_row(&mut self, role: BlockRole) {
        if !TextShape::measure_text(&self.words).has_alphanumeric {
            self.words.clear();
            self.map.truncate_to(self.finished_bytes);
        }
        self.close_block(role);
    }

    /// The finished blocks.
    pub fn blocks(&self) -> &[SourceBlock] {
        &self.blocks
    }

    /// Ends the current block with `role` and returns all blocks with their source map.
    pub fn into_blocks(mut self, role: BlockRole) -> (Vec<SourceBlock>, SourceMap) {
        self.close_block(role);
        (self.blocks, self.map)
    }
}

/// White space as HTML has it, the no-break space aside: that one stands between words on purpose.
fn is_html_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_collapse_and_words_keep_their_places() {
        let source = "  Night \n\n trains   return ";
        let mut collector = BlockCollector::default();
        collector.push_text(source, 0);
        let (blocks, map) = collector.into_blocks(BlockRole::Paragraph);
        assert_eq!(blocks[0].text, "Night trains return");
        assert_eq!(map.to_source(Span::new(6, 12)).slice_of(source), "trains");
        assert_eq!(map.to_source(Span::new(0, 19)).slice_of(source), "Night \n\n trains   return");
    }

    #[test]
    fn words_of_later_blocks_are_found_too() {
        let source = "<p>one</p><p>two</p>";
        let mut collector = BlockCollector::default();
        collector.push_text("one", 3);
        collector.close_block(BlockRole::Paragraph);
        collector.push_text("two", 13);
        let (blocks, map) = collector.into_blocks(BlockRole::Paragraph);
        assert_eq!(blocks.len(), 2);
        assert_eq!(map.to_source(Span::new(5, 8)).slice_of(source), "two");
    }
}
