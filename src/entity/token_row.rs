//! The token row: an article tokenized into words, numbers and symbols, which all rule-based extractors read.
//!
//! The look-ups are functions of their own (`inline(never)`): the rules name them some thousand times, and copies of them in each
//! place make the download of the core 27 KB larger (brotli).
//!
//! Useful for rules that look a few tokens around. Not useful for search, whose terms are folded and stemmed.

use crate::document::{BlockRole, Document};
use crate::span::{Span, slice_text};

/// Character class of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenClass {
    Letters,
    /// Digits, with the points and commas between them.
    Digits,
    /// One character that is neither: punctuation, a sign.
    Symbol,
}

/// One token: its bytes, class and sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowToken {
    pub start: u32,
    pub end: u32,
    /// Byte range of its lower-case form in `lower_text`.
    lower_range: (u32, u32),
    /// Index of its sentence.
    pub sentence: u32,
    pub class: TokenClass,
    /// Whether no space stands between it and the previous token.
    pub joins_previous: bool,
    /// Whether its first character is upper case.
    pub capitalised: bool,
}

/// All tokens of an article in order, boilerplate aside. Out of bounds a token is empty, so that rules look around
/// without checks.
pub(super) struct TokenRow<'a> {
    pub text: &'a str,
    lower_text: String,
    tokens: Vec<RowToken>,
    /// Index of the first token of each sentence, then the number of tokens.
    sentence_starts: Vec<u32>,
    /// For each sentence, whether it is in a title or a heading.
    heading_flags: Vec<bool>,
}

impl<'a> TokenRow<'a> {
    pub fn new(document: &'a Document) -> Self {
        let text = document.text.as_str();
        let mut row = TokenRow {
            text,
            lower_text: String::with_capacity(text.len()),
            tokens: Vec::with_capacity(text.len() / 5),
            sentence_starts: Vec::with_capacity(document.sentences.len() + 1),
            heading_flags: Vec::with_capacity(document.sentences.len()),
        };
        let mut blocks = document.blocks.iter().filter(|block| block.role != BlockRole::Boilerplate).peekable();
        for &sentence in &document.sentences {
            while blocks.next_if(|block| block.span.end <= sentence.start).is_some() {}
            row.heading_flags
                .push(blocks.peek().is_some_and(|block| matches!(block.role, BlockRole::Title | BlockRole::Heading)));
            row.push_sentence(sentence);
        }
        row.sentence_starts.push(row.tokens.len() as u32);
        row
    }

    fn push_sentence(&mut self, sentence: Span) {
        let number = self.sentence_starts.len() as u32;
        self.sentence_starts.push(self.tokens.len() as u32);
        let piece = sentence.slice_of(self.text);
        let mut chars = piece.char_indices().peekable();
        let mut last_end = usize::MAX;
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}') {
                continue;
            }
            let mut end = at + c.len_utf8();
            let class = if c.is_numeric() {
                while let Some((next_at, next)) = chars.peek().copied() {
                    let after = piece.get(next_at + next.len_utf8()..).and_then(|rest| rest.chars().next());
                    let joins = matches!(next, '.' | ',') && after.is_some_and(|c| c.is_ascii_digit());
                    if !next.is_numeric() && !joins {
                        break;
                    }
                    chars.next();
                    end = next_at + next.len_utf8();
                }
                TokenClass::Digits
            } else if c.is_alphabetic() {
                while let Some((next_at, next)) = chars.next_if(|(_, next)| is_word_char(*next)) {
                    end = next_at + next.len_utf8();
                }
                TokenClass::Letters
            } else {
                TokenClass::Symbol
            };
            let lower_start = self.lower_text.len() as u32;
            self.lower_text.extend(slice_text(piece, at..end).chars().flat_map(char::to_lowercase));
            self.tokens.push(RowToken {
                start: sentence.start + at as u32,
                end: sentence.start + end as u32,
                lower_range: (lower_start, self.lower_text.len() as u32),
                sentence: number,
                class,
                joins_previous: at == last_end,
                capitalised: c.is_uppercase(),
            });
            last_end = end;
        }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn get(&self, at: usize) -> Option<&RowToken> {
        self.tokens.get(at)
    }

    /// The token in lower case; empty out of bounds.
    #[inline(never)]
    pub fn lower_at(&self, at: usize) -> &str {
        let (start, end) = self.tokens.get(at).map_or((0, 0), |word| word.lower_range);
        slice_text(&self.lower_text, start as usize..end as usize)
    }

    /// The token as it is written; empty out of bounds.
    #[inline(never)]
    pub fn surface_at(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |word| slice_text(self.text, word.start as usize..word.end as usize))
    }

    /// The token `back` places before `at`, in lower case; empty out of bounds.
    #[inline(never)]
    pub fn lower_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.lower_at(at))
    }

    #[inline(never)]
    pub fn is_capitalised(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|word| word.capitalised)
    }

    #[inline(never)]
    pub fn joins_previous(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|word| word.joins_previous)
    }

    #[inline(never)]
    pub fn has_class(&self, at: usize, class: TokenClass) -> bool {
        self.tokens.get(at).is_some_and(|word| word.class == class)
    }

    /// Index of the sentence of a token; out of bounds, the number of sentences.
    #[inline(never)]
    pub fn sentence_index(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(self.heading_flags.len(), |word| word.sentence as usize)
    }

    /// Token range of a sentence; empty out of bounds.
    #[inline(never)]
    pub fn sentence_range(&self, number: usize) -> std::ops::Range<usize> {
        let at = |number: usize| self.sentence_starts.get(number).map_or(self.tokens.len(), |&first| first as usize);
        at(number)..at(number + 1)
    }

    #[inline(never)]
    pub fn is_in_heading(&self, at: usize) -> bool {
        self.heading_flags.get(self.sentence_index(at)).copied().unwrap_or_default()
    }

    /// Index of the first token that starts at `byte` or later, by binary search.
    #[inline(never)]
    pub fn first_at_byte(&self, byte: u32) -> usize {
        self.tokens.partition_point(|word| word.start < byte)
    }

    /// Byte span from the first token of `range` to the last; `None` if it is empty or out of bounds.
    #[inline(never)]
    pub fn span_of(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let first = self.tokens.get(range.start)?;
        let last = self.tokens.get(range.end.checked_sub(1)?)?;
        (first.start < last.end).then_some(Span { start: first.start, end: last.end })
    }

    /// Whether the tokens from `at` on are `wanted`, in lower case.
    #[inline(never)]
    pub fn matches_at(&self, at: usize, wanted: &[&str]) -> bool {
        wanted.iter().enumerate().all(|(offset, wanted)| self.lower_at(at + offset) == *wanted)
    }

    /// Whether an English possessive marker starts at `at`: an apostrophe and, after most words, an s.
    #[inline(never)]
    pub fn is_possessive(&self, at: usize) -> bool {
        self.joins_previous(at) && matches!(self.lower_at(at), "’" | "'" | "‘" | "ʼ" | "`") && {
            let s = self.lower_at(at + 1) == "s" && self.joins_previous(at + 1);
            s || (self.lower_before(at, 1).ends_with('s') && !self.joins_previous(at + 1))
        }
    }
}

/// Letters and combining marks.
fn is_word_char(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

/// Punctuation that ends a phrase: quotation marks, brackets, stops, commas, dashes.
#[inline(never)]
pub(super) fn is_phrase_boundary(mark: &str) -> bool {
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
#[inline(never)]
pub(super) fn is_one_of(word: &str, few: &str) -> bool {
    few.split(' ').any(|one| one == word)
}
