//! Blocks while their roles are being found, and the outer shape of a piece of text by which they are told apart.

use super::{Block, Role};
use crate::{fold::is_unspaced, span::Span};

/// A block on its way to a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Where it stands, without the space and the marks around it.
    pub span: Span,
    /// What a mark in the text or the source says it is.
    pub given: Option<Role>,
    /// Whether an empty line, or the beginning of the text, stands before it.
    pub apart: bool,
    /// Whether it is chrome of the page.
    pub chrome: bool,
}

impl Draft {
    /// A block of which nothing is known but its place.
    pub fn new(span: Span, apart: bool) -> Self {
        Draft { span, given: None, apart, chrome: false }
    }

    /// With everything decided; running text where nothing else was found.
    pub fn to_block(&self) -> Block {
        let role = if self.chrome { Role::Boilerplate } else { self.given.unwrap_or(Role::Paragraph) };
        Block { role, span: self.span }
    }
}

/// White space, and the invisible characters that scraped pages are full of.
pub(crate) fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\x7f';
    }
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// The piece of `text` between `start` and `end` without the blanks around it; `None` if nothing is left.
pub(crate) fn find_words(text: &str, start: usize, end: usize) -> Option<Span> {
    let piece = text.get(start..end)?;
    let from_left = piece.trim_start_matches(is_blank);
    let words = from_left.trim_end_matches(is_blank);
    let start = start + piece.len() - from_left.len();
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}

/// Opening and closing quotation marks and brackets: which is which differs from language to language.
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

/// Marks that end a sentence in one script or another.
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

/// What can be seen of a piece of text without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Number of words; in scripts without spaces, every two characters are one.
    pub words: usize,
    /// Number of characters.
    pub chars: usize,
    /// The last character, closing quotation marks and brackets aside.
    pub last: Option<char>,
    /// Whether it begins with a small letter.
    pub small: bool,
    /// Whether it begins with a quotation mark or a dash, as speech does.
    pub speech: bool,
    /// Whether there is a letter or a digit in it.
    pub readable: bool,
    /// Whether there may be a mark in it that parts the entries of a line: `|`, `/`, `>`, or one beyond ASCII.
    pub parted: bool,
    /// Whether there is an ASCII digit in it.
    pub counted: bool,
}

/// What [`Shape::of`] sees in a character: each is a bit.
mod class {
    /// It belongs to a word.
    pub const WORD: u8 = 1;
    /// It ends a word. Other characters, as in "don't", neither begin nor end one.
    pub const BREAK: u8 = 2;
    /// It is a letter of a script without spaces.
    pub const UNSPACED: u8 = 4;
    /// See [`super::Shape::parted`].
    pub const PARTING: u8 = 8;
    /// See [`super::Shape::counted`].
    pub const DIGIT: u8 = 16;
}

/// The classes of the ASCII characters: most characters are such, and not looked up in any table of Unicode.
const ASCII_CLASSES: [u8; 128] = {
    let mut classes = [0; 128];
    let mut code = 0;
    while code < classes.len() {
        let byte = code as u8;
        // Evaluated by the compiler, never out of bounds.
        #[allow(clippy::indexing_slicing)]
        if byte.is_ascii_digit() {
            classes[code] = class::WORD | class::DIGIT;
        } else if byte.is_ascii_alphabetic() {
            classes[code] = class::WORD;
        } else if byte <= b' ' || byte == 0x7f {
            classes[code] = class::BREAK;
        } else if matches!(byte, b'|' | b'/' | b'>') {
            classes[code] = class::PARTING;
        }
        code += 1;
    }
    classes
};

/// The classes of a character beyond ASCII.
#[inline(never)]
fn wide_class(c: char) -> u8 {
    let class = if is_unspaced(c) {
        class::UNSPACED | class::BREAK
    } else if c.is_alphanumeric() {
        class::WORD
    } else if is_blank(c) {
        class::BREAK
    } else {
        0
    };
    class | class::PARTING
}

/// What the classes of a text's characters come to.
struct Counts {
    words: usize,
    chars: usize,
    unspaced: usize,
    /// All classes that there are.
    seen: u8,
}

impl Counts {
    fn of(classes: impl Iterator<Item = u8>) -> Self {
        let mut counts = Counts { words: 0, chars: 0, unspaced: 0, seen: 0 };
        // Bits, not branches: where a word begins is nothing that a processor can foretell.
        let mut inside = 0;
        for class in classes {
            let word = class & class::WORD;
            counts.words += usize::from(word & !inside);
            inside = word | (inside & !(class >> class::BREAK.trailing_zeros()));
            counts.unspaced += usize::from(class & class::UNSPACED != 0);
            counts.seen |= class;
            counts.chars += 1;
        }
        counts
    }
}

impl Shape {
    /// Looks at the whole of `text`, in one pass.
    pub fn of(text: &str) -> Self {
        let of_ascii = |code: usize| ASCII_CLASSES.get(code).copied();
        // Bytes of plain text need not be put together to characters first.
        let Counts { words, chars, unspaced, seen } = if text.is_ascii() {
            Counts::of(text.bytes().map(|byte| of_ascii(byte.into()).unwrap_or_default()))
        } else {
            Counts::of(text.chars().map(|c| of_ascii(c as usize).unwrap_or_else(|| wide_class(c))))
        };
        let first = text.chars().find(|c| c.is_alphanumeric());
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
            parted: seen & class::PARTING != 0,
            counted: seen & class::DIGIT != 0,
        }
    }

    /// Whether it ends as a sentence does. A headline may end in a question, but not in a full stop.
    pub fn ends_sentence(&self) -> bool {
        self.last.is_some_and(is_stop)
    }

    /// Whether it ends in a full stop.
    pub fn ends_in_full_stop(&self) -> bool {
        self.last.is_some_and(|c| matches!(c, '.' | '。' | '．' | '۔' | '।' | '։' | '።'))
    }

    /// Whether it can only be running text: a sentence with its stop, or too long for anything else.
    pub fn is_prose(&self) -> bool {
        self.words >= 25 || (self.words >= 5 && self.ends_in_full_stop())
    }

    /// Whether it could be a headline: short, beginning like one, and not ending like a sentence.
    pub fn is_headline(&self) -> bool {
        let open_end = self.last.is_some_and(|c| matches!(c, ',' | ';' | ':' | '，' | '；' | '：'));
        self.readable && !self.small && !open_end && !self.ends_in_full_stop() && self.words <= 20 && self.chars <= 160
    }
}

/// The outer shapes of `drafts`.
pub(crate) fn shapes(text: &str, drafts: &[Draft]) -> Vec<Shape> {
    drafts.iter().map(|draft| Shape::of(draft.span.of(text))).collect()
}

/// `text` as the tables of phrases spell it: small letters, plain apostrophes, single spaces, no decoration around it.
/// Reads at most `limit` characters: no phrase is longer.
pub(crate) fn to_plain(text: &str, limit: usize) -> String {
    let mut plain = String::new();
    write_plain(text, limit, &mut plain);
    plain
}

/// As [`to_plain`], in place of what is in `plain`.
pub(crate) fn write_plain(text: &str, limit: usize, plain: &mut String) {
    plain.clear();
    let decoration = |c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | '#' | '<' | '«' | '“' | '"' | '„');
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
                    plain.push_str(rest.get(..len).unwrap_or_default());
                }
                _ => plain.extend(c.to_lowercase()),
            }
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    plain.make_ascii_lowercase();
}

#[cfg(test)]
mod tests {
    use super::*;

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
