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
}

impl Shape {
    /// Looks at the whole of `text`, in one pass.
    pub fn of(text: &str) -> Self {
        let mut words = 0;
        let mut unspaced = 0;
        let mut inside = false;
        for c in text.chars() {
            // Most characters are ASCII letters: they are not looked up in any table.
            if c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && !is_unspaced(c)) {
                words += usize::from(!inside);
                inside = true;
            } else if c == ' ' || is_blank(c) {
                inside = false;
            } else if !c.is_ascii() && is_unspaced(c) {
                unspaced += 1;
                inside = false;
            }
        }
        let first = text.chars().find(|c| c.is_alphanumeric());
        let opening = text.chars().next();
        Shape {
            words: words + unspaced / 2 + unspaced % 2,
            chars: text.chars().count(),
            last: text.chars().rev().find(|&c| !is_blank(c) && !is_closer(c)),
            small: first.is_some_and(char::is_lowercase),
            speech: opening.is_some_and(|c| {
                matches!(c, '"' | '\'' | '\u{2018}'..='\u{201F}' | '«' | '»' | '「' | '-' | '–' | '—' | '―')
            }),
            readable: first.is_some(),
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

/// `text` as the tables of phrases spell it: small letters, plain apostrophes, single spaces, no decoration around it.
/// Reads at most `limit` characters: no phrase is longer.
pub(crate) fn to_plain(text: &str, limit: usize) -> String {
    let mut plain = String::with_capacity(text.len().min(limit));
    let mut gap = false;
    for c in text
        .trim_start_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, '©' | '(' | '#' | '<' | '«' | '“' | '"' | '„')
        })
        .chars()
        .take(limit)
    {
        if is_blank(c) {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !plain.is_empty() {
            plain.push(' ');
        }
        match c {
            '’' | '‘' | 'ʼ' | '`' => plain.push('\''),
            _ => plain.extend(c.to_lowercase()),
        }
    }
    plain
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
