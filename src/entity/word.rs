//! The token row: an article tokenized into words, numbers and symbols, which all rule-based extractors read.
//!
//! Useful for rules that look a few tokens around. Not useful for search, whose terms are folded and stemmed.

use crate::document::{Document, Role};
use crate::span::Span;

/// Character class of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    Letters,
    /// Digits, with the points and commas between them.
    Digits,
    /// One character that is neither: punctuation, a sign.
    Mark,
}

/// One token: its bytes, class and sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub start: u32,
    pub end: u32,
    /// Byte range of its lower-case form in `lower_text`.
    small: (u32, u32),
    /// Index of its sentence.
    pub sentence: u32,
    pub make: Make,
    /// Whether no space stands between it and the previous token.
    pub glued: bool,
    /// Whether its first character is upper case.
    pub capital: bool,
}

/// All tokens of an article in order, boilerplate aside. Out of bounds a token is empty, so that rules look around
/// without checks.
pub(super) struct Words<'a> {
    pub text: &'a str,
    small: String,
    list: Vec<Word>,
    /// Index of the first token of each sentence, then the number of tokens.
    firsts: Vec<u32>,
    /// For each sentence, whether it is in a title or a heading.
    headings: Vec<bool>,
}

impl<'a> Words<'a> {
    pub fn new(document: &'a Document) -> Self {
        let text = document.text.as_str();
        let mut words = Words {
            text,
            small: String::with_capacity(text.len()),
            list: Vec::with_capacity(text.len() / 5),
            firsts: Vec::with_capacity(document.sentences.len() + 1),
            headings: Vec::with_capacity(document.sentences.len()),
        };
        let mut blocks = document.blocks.iter().filter(|block| block.role != Role::Boilerplate).peekable();
        for &sentence in &document.sentences {
            while blocks.next_if(|block| block.span.end <= sentence.start).is_some() {}
            words.headings.push(blocks.peek().is_some_and(|block| matches!(block.role, Role::Title | Role::Heading)));
            words.read(sentence);
        }
        words.firsts.push(words.list.len() as u32);
        words
    }

    fn read(&mut self, sentence: Span) {
        let number = self.firsts.len() as u32;
        self.firsts.push(self.list.len() as u32);
        let piece = sentence.of(self.text);
        let mut chars = piece.char_indices().peekable();
        let mut last_end = usize::MAX;
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}') {
                continue;
            }
            let mut end = at + c.len_utf8();
            let make = if c.is_numeric() {
                while let Some((next_at, next)) = chars.peek().copied() {
                    let after = piece.get(next_at + next.len_utf8()..).and_then(|rest| rest.chars().next());
                    let joins = matches!(next, '.' | ',') && after.is_some_and(|c| c.is_ascii_digit());
                    if !next.is_numeric() && !joins {
                        break;
                    }
                    chars.next();
                    end = next_at + next.len_utf8();
                }
                Make::Digits
            } else if c.is_alphabetic() {
                while let Some((next_at, next)) = chars.next_if(|(_, next)| is_letter(*next)) {
                    end = next_at + next.len_utf8();
                }
                Make::Letters
            } else {
                Make::Mark
            };
            let small_start = self.small.len() as u32;
            self.small.extend(slice(piece, at, end).chars().flat_map(char::to_lowercase));
            self.list.push(Word {
                start: sentence.start + at as u32,
                end: sentence.start + end as u32,
                small: (small_start, self.small.len() as u32),
                sentence: number,
                make,
                glued: at == last_end,
                capital: c.is_uppercase(),
            });
            last_end = end;
        }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, at: usize) -> Option<&Word> {
        self.list.get(at)
    }

    /// The token in lower case; empty out of bounds.
    pub fn small(&self, at: usize) -> &str {
        let (start, end) = self.list.get(at).map_or((0, 0), |word| word.small);
        slice(&self.small, start as usize, end as usize)
    }

    /// The token as it is written; empty out of bounds.
    pub fn surface(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |word| slice(self.text, word.start as usize, word.end as usize))
    }

    /// The token `back` places before `at`, in lower case; empty out of bounds.
    pub fn small_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.small(at))
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| word.capital)
    }

    pub fn is_glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| word.glued)
    }

    pub fn is(&self, at: usize, make: Make) -> bool {
        self.list.get(at).is_some_and(|word| word.make == make)
    }

    /// Index of the sentence of a token; out of bounds, the number of sentences.
    pub fn sentence_of(&self, at: usize) -> usize {
        self.list.get(at).map_or(self.headings.len(), |word| word.sentence as usize)
    }

    /// Token range of a sentence; empty out of bounds.
    pub fn sentence(&self, number: usize) -> std::ops::Range<usize> {
        let at = |number: usize| self.firsts.get(number).map_or(self.list.len(), |&first| first as usize);
        at(number)..at(number + 1)
    }

    pub fn is_heading(&self, at: usize) -> bool {
        self.headings.get(self.sentence_of(at)).copied().unwrap_or_default()
    }

    /// Index of the first token that starts at `byte` or later, by binary search.
    pub fn at_byte(&self, byte: u32) -> usize {
        self.list.partition_point(|word| word.start < byte)
    }

    /// Byte span from the first token of `range` to the last; `None` if it is empty or out of bounds.
    pub fn span(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let first = self.list.get(range.start)?;
        let last = self.list.get(range.end.checked_sub(1)?)?;
        (first.start < last.end).then_some(Span { start: first.start, end: last.end })
    }

    /// Whether the tokens from `at` on are `wanted`, in lower case.
    pub fn reads(&self, at: usize, wanted: &[&str]) -> bool {
        wanted.iter().enumerate().all(|(offset, wanted)| self.small(at + offset) == *wanted)
    }

    /// Whether an English possessive marker starts at `at`: an apostrophe and, after most words, an s.
    pub fn is_possessive(&self, at: usize) -> bool {
        self.is_glued(at) && matches!(self.small(at), "’" | "'" | "‘" | "ʼ" | "`") && {
            let s = self.small(at + 1) == "s" && self.is_glued(at + 1);
            s || (self.small_before(at, 1).ends_with('s') && !self.is_glued(at + 1))
        }
    }
}

/// The bytes of `text` from `start` to `end`, which offsets of tokens keep on character edges.
fn slice(text: &str, start: usize, end: usize) -> &str {
    let piece = text.get(start..end);
    debug_assert!(piece.is_some(), "a token from byte {start} to {end} is not of the text");
    piece.unwrap_or_default()
}

/// Letters and combining marks.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

/// Punctuation that ends a phrase: quotation marks, brackets, stops, commas, dashes.
pub(super) fn is_break(mark: &str) -> bool {
    matches!(
        mark,
        "," | ";"
            | ":"
            | "."
            | "!"
            | "?"
            | "…"
            | "("
            | ")"
            | "["
            | "]"
            | "“"
            | "”"
            | "\""
            | "«"
            | "»"
            | "„"
            | "–"
            | "—"
            | "|"
            | "•"
    )
}

/// Whether `word` is in `few`, words with one space between: bytes in the download where a `match` is code.
pub(super) fn among(word: &str, few: &str) -> bool {
    few.split(' ').any(|one| one == word)
}
