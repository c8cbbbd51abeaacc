//! Text out of markup: spaces collapsed as a browser shows them, cut into blocks, each word's place kept.

use super::source_map::SourceMap;
use crate::document::block::{BLOCK_GAP, Role, Shape, is_blank};
use crate::document::source::SourceBlock;
use crate::span::Span;

/// Gathers blocks of text while a file with markup is read from its beginning to its end.
#[derive(Debug, Default)]
pub(super) struct Weaver {
    blocks: Vec<SourceBlock>,
    map: SourceMap,
    /// Bytes of the finished blocks and the gaps behind them.
    finished: usize,
    /// The block being gathered.
    words: String,
    /// What stands between it and the next word.
    gap: Gap,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Cell,
}

impl Weaver {
    /// Adds `piece`, which stands in the source at `at` as it is.
    pub fn push(&mut self, piece: &str, at: usize) {
        let mut start = at;
        for word in piece.split_inclusive(is_space) {
            let bare = word.trim_end_matches(is_space);
            self.push_word(bare, Span::new(start, start + bare.len()));
            if bare.len() < word.len() {
                self.gap = self.gap.max(Gap::Space);
            }
            start += word.len();
        }
    }

    /// Adds `piece` with its line breaks.
    pub fn push_lines(&mut self, piece: &str, at: usize) {
        let mut start = at;
        for line in piece.split_inclusive('\n') {
            self.push(line, start);
            if line.ends_with('\n') {
                self.break_line();
            }
            start += line.len();
        }
    }

    /// Adds `piece`, which the source spells differently.
    pub fn push_decoded(&mut self, piece: &str, source: Span) {
        if piece.chars().all(is_space) {
            self.gap = self.gap.max(Gap::Space);
        } else {
            self.push_word(piece, source);
        }
    }

    fn push_word(&mut self, word: &str, source: Span) {
        // Blanks alone begin neither a block nor a cell.
        if word.is_empty() || ((self.words.is_empty() || self.gap == Gap::Cell) && word.chars().all(is_blank)) {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        if !self.words.is_empty() {
            self.words.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Cell => " | ",
            });
        }
        let start = self.finished + self.words.len();
        self.words.push_str(word);
        // Texts that cannot be counted are refused before they come here.
        if u32::try_from(start + word.len()).is_ok() {
            self.map.push(Span::new(start, start + word.len()), source);
        }
    }

    /// The next word begins a new line of the same block.
    pub fn break_line(&mut self) {
        self.gap = self.gap.max(Gap::Line);
    }

    /// The next word begins a new cell of the same row.
    pub fn break_cell(&mut self) {
        self.gap = Gap::Cell;
    }

    /// The words of the block that is being gathered.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Ends the block, if it has begun.
    pub fn close(&mut self, role: Role) {
        self.gap = Gap::None;
        if !self.words.is_empty() {
            let text = std::mem::take(&mut self.words);
            self.finished += text.len() + BLOCK_GAP.len();
            self.blocks.push(SourceBlock { role, text });
        }
    }

    /// Ends a row of a table; one without a letter or a digit is left out.
    pub fn close_row(&mut self, role: Role) {
        if !Shape::of(&self.words).readable {
            self.words.clear();
            self.map.cut(self.finished);
        }
        self.close(role);
    }

    /// The blocks gathered so far.
    pub fn blocks(&self) -> &[SourceBlock] {
        &self.blocks
    }

    /// All blocks, and the way back from them.
    pub fn finish(mut self, role: Role) -> (Vec<SourceBlock>, SourceMap) {
        self.close(role);
        (self.blocks, self.map)
    }
}

/// White space as HTML has it, the no-break space aside: that one stands between words on purpose.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_collapse_and_words_keep_their_places() {
        let source = "  Night \n\n trains   return ";
        let mut weaver = Weaver::default();
        weaver.push(source, 0);
        let (blocks, map) = weaver.finish(Role::Paragraph);
        assert_eq!(blocks[0].text, "Night trains return");
        assert_eq!(map.to_source(Span::new(6, 12)).of(source), "trains");
        assert_eq!(map.to_source(Span::new(0, 19)).of(source), "Night \n\n trains   return");
    }

    #[test]
    fn words_of_later_blocks_are_found_too() {
        let source = "<p>one</p><p>two</p>";
        let mut weaver = Weaver::default();
        weaver.push("one", 3);
        weaver.close(Role::Paragraph);
        weaver.push("two", 13);
        let (blocks, map) = weaver.finish(Role::Paragraph);
        assert_eq!(blocks.len(), 2);
        assert_eq!(map.to_source(Span::new(5, 8)).of(source), "two");
    }
}
