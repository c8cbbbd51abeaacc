//! Text blocks: their roles, drafts of blocks whose roles are still being decided, and the shallow text features by
//! which those are told apart.

use serde::{Deserialize, Serialize};

use crate::{
    eight::{Eight, TOPS},
    fold::is_unspaced,
    letter::{is_alphanumeric, push_lowercase},
    span::{Span, slice_text},
};

/// The role of a block in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Role"))]
pub enum Role {
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

impl Role {
    /// All roles.
    pub const ALL: [Role; 7] =
        [Role::Title, Role::Heading, Role::Paragraph, Role::ListItem, Role::Quote, Role::Caption, Role::Boilerplate];

    /// The name, as it is written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Role::Title => "title",
            Role::Heading => "heading",
            Role::Paragraph => "paragraph",
            Role::ListItem => "list-item",
            Role::Quote => "quote",
            Role::Caption => "caption",
            Role::Boilerplate => "boilerplate",
        }
    }

    /// The role with this name; `None` if there is none.
    pub fn parse(name: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A span of text with one role. The blocks of a document are in ascending order and do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Role of the text.
    pub role: Role,
    /// Span in the text, without the white space and the markup around it.
    pub span: Span,
}

/// Separator between the blocks of a source in the text of its document.
pub(crate) const BLOCK_GAP: &str = "\n\n";

/// A block whose role is being decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Span in the text, without the white space and the markers around it.
    pub span: Span,
    /// Role that a marker in the text or the source states; `None` if neither does.
    pub given: Option<Role>,
    /// Whether it follows an empty line or begins the text.
    pub apart: bool,
    /// Whether it is boilerplate.
    pub chrome: bool,
}

impl Draft {
    /// A draft of which nothing is known but the span.
    pub fn new(span: Span, apart: bool) -> Self {
        Draft { span, given: None, apart, chrome: false }
    }

    /// The finished block; a paragraph where no other role was found.
    pub fn to_block(&self) -> Block {
        let role = if self.chrome { Role::Boilerplate } else { self.given.unwrap_or(Role::Paragraph) };
        Block { role, span: self.span }
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
pub(crate) fn find_words(text: &str, start: usize, end: usize) -> Option<Span> {
    let piece = text.get(start..end)?;
    let from_left = piece.trim_start_matches(is_blank);
    let words = from_left.trim_end_matches(is_blank);
    let start = start + piece.len() - from_left.len();
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}

/// Quotation marks (which of them close differs from language to language), closing brackets, and marks of Markdown
/// emphasis.
pub(crate) fn is_closer(c: char) -> bool {
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
pub(crate) fn is_stop(c: char) -> bool {
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
pub(crate) struct Shape {
    /// Number of words; in scripts without spaces, two characters count as one word.
    pub words: usize,
    /// Number of characters.
    pub chars: usize,
    /// The last character, closing quotation marks and brackets aside.
    pub last: Option<char>,
    /// Whether its first letter or digit is a lower-case letter.
    pub small: bool,
    /// Whether it begins with a quotation mark or a dash, as speech does.
    pub speech: bool,
    /// Whether there is a letter or a digit in it.
    pub readable: bool,
    /// Whether it may hold a separator of the parts of a line: `|`, `/`, `>`, or any character beyond ASCII.
    pub parted: bool,
    /// Whether there is an ASCII digit in it.
    pub counted: bool,
}

/// The counters behind a [`Shape`].
#[derive(Default)]
struct Counts {
    words: usize,
    chars: usize,
    unspaced: usize,
    parted: bool,
    counted: bool,
    /// 1 if the character before is inside a word, else 0. White space ends a word; punctuation, as in "don't", neither
    /// begins nor ends one.
    inside: u64,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Counts::default();
        let mut rest = text;
        while !rest.is_empty() {
            let eight = Eight::leading(rest.as_bytes());
            let taken = if eight.wide() == 0 {
                counts.take_ascii(eight);
                counts.chars += rest.len().min(8);
                rest.len().min(8)
            } else {
                let wide = rest.char_indices().find(|(_, c)| !c.is_ascii());
                let end = wide.map_or(rest.len(), |(at, c)| at + c.len_utf8());
                slice_text(rest, ..end).chars().for_each(|c| counts.take(c));
                end
            };
            rest = slice_text(rest, taken..);
        }
        counts
    }

    /// Counts eight ASCII characters at once (SWAR); zero bytes behind the end of the text are white space.
    fn take_ascii(&mut self, eight: Eight) {
        let digits = eight.digits();
        let of_words = eight.letters() | digits;
        let white = eight.blanks();
        // A bit for each character that follows one of a word. Bytes of punctuation are full, so that the addition
        // carries the bit on over them.
        let marks = ((!(of_words | white) & TOPS) >> 7) * 0xff;
        let (followed, carried) = marks.overflowing_add(of_words >> 7 << 8 | self.inside);
        self.words += (of_words >> 7 & !followed).count_ones() as usize;
        self.inside = u64::from(carried) | of_words >> 63;
        self.counted |= digits != 0;
        if marks != 0 {
            self.parted |= [b'|', b'/', b'>'].into_iter().any(|mark| eight.between(mark, mark) != 0);
        }
    }

    fn take(&mut self, c: char) {
        self.chars += 1;
        if is_unspaced(c) {
            self.unspaced += 1;
            self.inside = 0;
        } else if is_alphanumeric(c) {
            self.words += usize::from(self.inside == 0);
            self.inside = 1;
        } else if is_blank(c) {
            self.inside = 0;
        }
        self.counted |= c.is_ascii_digit();
        self.parted |= !c.is_ascii() || matches!(c, '|' | '/' | '>');
    }
}

impl Shape {
    /// Measures the whole of `text`.
    pub fn of(text: &str) -> Self {
        let Counts { words, chars, unspaced, parted, counted, .. } = Counts::of(text);
        let first = text.chars().find(|&c| is_alphanumeric(c));
        let opening = text.chars().next();
        Shape {
            words: words + unspaced / 2 + unspaced % 2,
            chars,
            last: text.chars().rev().find(|&c| !is_blank(c) && !is_closer(c)),
            small: first.is_some_and(char::is_lowercase),
            speech: opening.is_some_and(|c| {
                matches!(c, '"' | '\'' | '\u{2018}'..='\u{201F}' | '«' | '»' | '「' | '-' | '–' | '—' | '―')
            }),
            readable: first.is_some(),
            parted,
            counted,
        }
    }

    /// Whether it ends in a sentence terminator. A headline may end in a question mark, but not in a full stop.
    pub fn ends_sentence(&self) -> bool {
        self.last.is_some_and(is_stop)
    }

    /// Whether it ends in a full stop.
    pub fn ends_in_full_stop(&self) -> bool {
        self.last.is_some_and(|c| matches!(c, '.' | '。' | '．' | '۔' | '।' | '։' | '።'))
    }

    /// Whether it can only be prose: 5 words or more with a full stop, or too long for anything else (25 words).
    pub fn is_prose(&self) -> bool {
        self.words >= 25 || (self.words >= 5 && self.ends_in_full_stop())
    }

    /// Whether it could be a headline: at most 20 words and 160 characters, not beginning in lower case, not ending in
    /// a full stop, comma or colon.
    pub fn is_headline(&self) -> bool {
        let open_end = self.last.is_some_and(|c| matches!(c, ',' | ';' | ':' | '，' | '；' | '：'));
        self.readable && !self.small && !open_end && !self.ends_in_full_stop() && self.words <= 20 && self.chars <= 160
    }
}

/// The shapes of `drafts`, in their order.
pub(crate) fn shapes(text: &str, drafts: &[Draft]) -> Vec<Shape> {
    drafts.iter().map(|draft| Shape::of(draft.span.of(text))).collect()
}

/// Normalises `text` to the spelling of the phrase tables: lower case, plain apostrophes, single spaces, no decoration
/// before it. Reads at most `limit` characters: no phrase is longer.
pub(crate) fn to_plain(text: &str, limit: usize) -> String {
    let mut plain = String::new();
    write_plain(text, limit, &mut plain);
    plain
}

/// As [`to_plain`], into `plain`, whose content is replaced.
pub(crate) fn write_plain(text: &str, limit: usize, plain: &mut String) {
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
            let (eights, mut single) = (Counts::of(&text), Counts::default());
            text.chars().for_each(|c| single.take(c));
            prop_assert_eq!((eights.words, eights.chars), (single.words, single.chars));
            prop_assert_eq!((eights.parted, eights.counted), (single.parted, single.counted));
        }
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(Shape::of("Two — words").words, 2);
        assert_eq!(Shape::of("第一班列车").words, 3);
        assert_eq!(Shape::of("*** ---").words, 0);
    }

    #[test]
    fn a_question_can_be_a_headline_and_a_statement_cannot() {
        assert!(Shape::of("Who owns the river?").is_headline());
        assert!(!Shape::of("Nobody owns the river.").is_headline());
        assert!(!Shape::of("What they said:").is_headline());
        assert!(!Shape::of("and then some").is_headline());
    }

    #[test]
    fn a_stop_inside_closing_quotes_still_ends_the_text() {
        assert!(Shape::of("“It must go on.”").ends_in_full_stop());
        assert!(Shape::of("(He never did.)").ends_in_full_stop());
    }

    #[test]
    fn phrases_are_compared_without_their_decoration() {
        assert_eq!(to_plain("►  READ\u{a0}Also:", 99), "read also:");
        assert_eq!(to_plain("Don’t miss", 99), "don't miss");
    }

    #[test]
    fn blanks_are_cut_off_on_character_edges() {
        assert_eq!(find_words(" \u{feff}ąx\u{200b}\0", 0, 11), Some(Span::new(4, 7)));
        assert_eq!(find_words(" \t ", 0, 3), None);
    }
}
