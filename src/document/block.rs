//! Text blocks: their roles, drafts of blocks whose roles are still being decided, and the shallow text features by
//! which those are told apart.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{
        fold::is_unspaced_script,
        letter::{is_alphanumeric, push_lowercase},
        swar::{HIGH_BITS, SwarWord},
    },
    span::{Span, slice_text},
};

/// The role of a block in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Role"))]
pub enum BlockRole {
    /// The headline of the article.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A block quotation.
    Quote,
    /// A caption of a picture, or a row of a table.
    Caption,
    /// Boilerplate of the page around the article, as menus, notices and offers: kept, shown on request, never indexed.
    Boilerplate,
}

impl BlockRole {
    /// All roles.
    pub const ALL: [BlockRole; 7] = [
        BlockRole::Title,
        BlockRole::Heading,
        BlockRole::Paragraph,
        BlockRole::ListItem,
        BlockRole::Quote,
        BlockRole::Caption,
        BlockRole::Boilerplate,
    ];

    /// The name, as it is written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockRole::Title => "title",
            BlockRole::Heading => "heading",
            BlockRole::Paragraph => "paragraph",
            BlockRole::ListItem => "list-item",
            BlockRole::Quote => "quote",
            BlockRole::Caption => "caption",
            BlockRole::Boilerplate => "boilerplate",
        }
    }

    /// The role with this name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        BlockRole::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// A span of text with one role. The blocks of a document are in ascending order and do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentBlock {
    /// Role of the text.
    pub role: BlockRole,
    /// Span in the text, without the white space and the markup around it.
    pub span: Span,
}

/// Separator between the blocks of a source in the text of its document.
pub(crate) const BLOCK_SEPARATOR: &str = "\n\n";

/// A block whose role is being decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BlockDraft {
    /// Span in the text, without the white space and the markers around it.
    pub span: Span,
    /// Role that a marker in the text or the source states; `None` if neither does.
    pub explicit_role: Option<BlockRole>,
    /// Whether it follows an empty line or begins the text.
    pub after_blank_line: bool,
    /// Whether it is boilerplate.
    pub is_boilerplate: bool,
}

impl BlockDraft {
    /// A draft of which nothing is known but the span.
    pub fn new(span: Span, apart: bool) -> Self {
        BlockDraft { span, explicit_role: None, after_blank_line: apart, is_boilerplate: false }
    }

    /// The finished block; a paragraph where no other role was found.
    pub fn to_block(&self) -> DocumentBlock {
        let role = if self.is_boilerplate {
            BlockRole::Boilerplate
        } else {
            self.explicit_role.unwrap_or(BlockRole::Paragraph)
        };
        DocumentBlock { role, span: self.span }
    }
}

/// White space, control characters, and the invisible characters that scraped pages are full of (zero-width spaces,
/// soft hyphens, byte order marks).
pub(crate) fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\x7f';
    }
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// The span from `start` to `end` in `text`, trimmed of blanks; `None` if nothing is left.
pub(crate) fn trim_to_span(text: &str, start: usize, end: usize) -> Option<Span> {
    let piece = text.get(start..end)?;
    let from_left = piece.trim_start_matches(is_blank);
    let words = from_left.trim_end_matches(is_blank);
    let start = start + piece.len() - from_left.len();
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}

/// Quotation marks (which of them close differs from language to language), closing brackets, and marks of Markdown
/// emphasis.
pub(crate) fn is_closing_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '\u{2018}'
            ..='\u{201F}'
                | '«'
                | '»'
                | '‹'
                | '›'
                | ')'
                | ']'
                | '}'
                | '」'
                | '』'
                | '）'
                | '】'
                | '》'
                | '〉'
                | '*'
                | '_'
    )
}

/// Sentence terminators of all scripts that are covered.
pub(crate) fn is_sentence_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '．'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '։'
            | '።'
    )
}

/// Shallow features of a piece of text, by which titles, headings and boilerplate are told from prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextShape {
    /// Number of words; in scripts without spaces, two characters count as one word.
    pub word_count: usize,
    /// Number of characters.
    pub char_count: usize,
    /// The last character, closing quotation marks and brackets aside.
    pub last_char: Option<char>,
    /// Whether its first letter or digit is a lower-case letter.
    pub starts_lowercase: bool,
    /// Whether it begins with a quotation mark or a dash, as speech does.
    pub starts_like_speech: bool,
    /// Whether there is a letter or a digit in it.
    pub has_alphanumeric: bool,
    /// Whether it may hold a separator of the parts of a line: `|`, `/`, `>`, or any character beyond ASCII.
    pub has_separator: bool,
    /// Whether there is an ASCII digit in it.
    pub has_digit: bool,
}

/// The counters behind a [`TextShape`].
#[derive(Default)]
struct ShapeCounts {
    word_count: usize,
    char_count: usize,
    unspaced_chars: usize,
    has_separator: bool,
    has_digit: bool,
    /// 1 if the character before is inside a word, else 0. White space ends a word; punctuation, as in "don't", neither
    /// begins nor ends one.
    in_word: u64,
}

impl ShapeCounts {
    fn count_text(text: &str) -> Self {
        let mut counts = ShapeCounts::default();
        let mut rest = text;
        while !rest.is_empty() {
            let eight = SwarWord::from_prefix(rest.as_bytes());
            let taken = if eight.non_ascii_mask() == 0 {
                counts.add_ascii(eight);
                counts.char_count += rest.len().min(8);
                rest.len().min(8)
            } else {
                let wide = rest.char_indices().find(|(_, c)| !c.is_ascii());
                let end = wide.map_or(rest.len(), |(at, c)| at + c.len_utf8());
                slice_text(rest, ..end).chars().for_each(|c| counts.add_char(c));
                end
            };
            rest = slice_text(rest, taken..);
        }
        counts
    }

    /// Counts eight ASCII characters at once (SWAR); zero bytes behind the end of the text are white space.
    fn add_ascii(&mut self, eight: SwarWord) {
        let digits = eight.digit_mask();
        let of_words = eight.letter_mask() | digits;
        let white = eight.blank_mask();
        // A bit for each character that follows one of a word. Bytes of punctuation are full, so that the addition
        // carries the bit on over them.
        let marks = ((!(of_words | white) & HIGH_BITS) >> 7) * 0xff;
        let (followed, carried) = marks.overflowing_add(of_words >> 7 << 8 | self.in_word);
        self.word_count += (of_words >> 7 & !followed).count_ones() as usize;
        self.in_word = u64::from(carried) | of_words >> 63;
        self.has_digit |= digits != 0;
        if marks != 0 {
            self.has_separator |= [b'|', b'/', b'>'].into_iter().any(|mark| eight.range_mask(mark, mark) != 0);
        }
    }

    fn add_char(&mut self, c: char) {
        self.char_count += 1;
        if is_unspaced_script(c) {
            self.unspaced_chars += 1;
            self.in_word = 0;
        } else if is_alphanumeric(c) {
            self.word_count += usize::from(self.in_word == 0);
            self.in_word = 1;
        } else if is_blank(c) {
            self.in_word = 0;
        }
        self.has_digit |= c.is_ascii_digit();
        self.has_separator |= !c.is_ascii() || matches!(c, '|' | '/' | '>');
    }
}

impl TextShape {
    /// Measures the whole of `text`.
    pub fn measure_text(text: &str) -> Self {
        let ShapeCounts {
            word_count: words,
            char_count: chars,
            unspaced_chars: unspaced,
            has_separator: parted,
            has_digit: counted,
            ..
        } = ShapeCounts::count_text(text);
        let first = text.chars().find(|&c| is_alphanumeric(c));
        let opening = text.chars().next();
        TextShape {
            word_count: words + unspaced / 2 + unspaced % 2,
            char_count: chars,
            last_char: text.chars().rev().find(|&c| !is_blank(c) && !is_closing_mark(c)),
            starts_lowercase: first.is_some_and(char::is_lowercase),
            starts_like_speech: opening.is_some_and(|c| {
                matches!(c, '"' | '\'' | '\u{2018}'..='\u{201F}' | '«' | '»' | '「' | '-' | '–' | '—' | '―')
            }),
            has_alphanumeric: first.is_some(),
            has_separator: parted,
            has_digit: counted,
        }
    }

    /// Whether it ends in a sentence terminator. A headline may end in a question mark, but not in a full stop.
    pub fn ends_sentence(&self) -> bool {
        self.last_char.is_some_and(is_sentence_terminator)
    }

    /// Whether it ends in a full stop.
    pub fn ends_in_full_stop(&self) -> bool {
        self.last_char.is_some_and(|c| matches!(c, '.' | '。' | '．' | '۔' | '।' | '։' | '።'))
    }

    /// Whether it can only be prose: 5 words or more with a full stop, or too long for anything else (25 words).
    pub fn is_prose(&self) -> bool {
        self.word_count >= 25 || (self.word_count >= 5 && self.ends_in_full_stop())
    }

    /// Whether it could be a headline: at most 20 words and 160 characters, not beginning in lower case, not ending in
    /// a full stop, comma or colon.
    pub fn is_headline(&self) -> bool {
        let open_end = self.last_char.is_some_and(|c| matches!(c, ',' | ';' | ':' | '，' | '；' | '：'));
        self.has_alphanumeric
            && !self.starts_lowercase
            && !open_end
            && !self.ends_in_full_stop()
            && self.word_count <= 20
            && self.char_count <= 160
    }
}

/// The shapes of `drafts`, in their order.
pub(crate) fn measure_drafts(text: &str, drafts: &[BlockDraft]) -> Vec<TextShape> {
    drafts.iter().map(|draft| TextShape::measure_text(draft.span.slice_of(text))).collect()
}

/// Normalises `text` to the spelling of the phrase tables: lower case, plain apostrophes, single spaces, no decoration
/// before it. Reads at most `limit` characters: no phrase is longer.
pub(crate) fn normalise_phrase(text: &str, limit: usize) -> String {
    let mut plain = String::new();
    normalise_phrase_into(text, limit, &mut plain);
    plain
}

/// As [`normalise_phrase`], into `plain`, whose content is replaced.
pub(crate) fn normalise_phrase_into(text: &str, limit: usize, plain: &mut String) {
    plain.clear();
    let decoration = |c: char| !is_alphanumeric(c) && !matches!(c, '©' | '(' | '#' | '<' | '«' | '“' | '"' | '„');
    let text = text.trim_start_matches(decoration);
    let end = if text.len() <= limit { None } else { text.char_indices().nth(limit) };
    let mut rest = end.and_then(|(end, _)| text.get(..end)).unwrap_or(text);
    let mut gap = false;
    while let Some(c) = rest.chars().next() {
        let mut len = c.len_utf8();
        if is_blank(c) {
            gap = true;
        } else {
            if std::mem::take(&mut gap) && !plain.is_empty() {
                plain.push(' ');
            }
            match c {
                '’' | '‘' | 'ʼ' | '`' => plain.push('\''),
                _ if c.is_ascii() => {
                    len = rest.bytes().take_while(|&byte| byte.is_ascii_graphic() && byte != b'`').count();
                    plain.push_str(slice_text(rest, ..len));
                }
                _ => push_lowercase(c, plain),
            }
        }
        rest = slice_text(rest, len..);
    }
    plain.make_ascii_lowercase();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_characters_are_counted_as_one_by_one(text in "[a-c9 ą'|\u{7f}.-]{0,40}") {
            let (eights, mut single) = (ShapeCounts::count_text(&text), ShapeCounts::default());
            text.chars().for_each(|c| single.add_char(c));
            prop_assert_eq!((eights.word_count, eights.char_count), (single.word_count, single.char_count));
            prop_assert_eq!((eights.has_separator, eights.has_digit), (single.has_separator, single.has_digit));
        }
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(TextShape::measure_text("Two — words").word_count, 2);
        assert_eq!(TextShape::measure_text("第一班列车").word_count, 3);
        assert_eq!(TextShape::measure_text("*** ---").word_count, 0);
    }

    #[test]
    fn a_question_can_be_a_headline_and_a_statement_cannot() {
        assert!(TextShape::measure_text("Who owns the river?").is_headline());
        assert!(!TextShape::measure_text("Nobody owns the river.").is_headline());
        assert!(!TextShape::measure_text("What they said:").is_headline());
        assert!(!TextShape::measure_text("and then some").is_headline());
    }

    #[test]
    fn a_stop_inside_closing_quotes_still_ends_the_text() {
        assert!(TextShape::measure_text("“It must go on.”").ends_in_full_stop());
        assert!(TextShape::measure_text("(He never did.)").ends_in_full_stop());
    }

    #[test]
    fn phrases_are_compared_without_their_decoration() {
        assert_eq!(normalise_phrase("►  READ\u{a0}Also:", 99), "read also:");
        assert_eq!(normalise_phrase("Don’t miss", 99), "don't miss");
    }

    #[test]
    fn blanks_are_cut_off_on_character_edges() {
        assert_eq!(trim_to_span(" \u{feff}ąx\u{200b}\0", 0, 11), Some(Span::new(4, 7)));
        assert_eq!(trim_to_span(" \t ", 0, 3), None);
    }
}
