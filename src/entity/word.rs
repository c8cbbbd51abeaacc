//! The article as a row of words, numbers and marks: what the rules for facts read.

use crate::document::{Document, Role};
use crate::span::Span;

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    Letters,
    /// Digits, with the points and commas between them.
    Digits,
    /// One character that is neither.
    Mark,
}

/// One word, number or mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub start: u32,
    pub end: u32,
    /// Where its small letters stand.
    small: (u32, u32),
    /// The sentence it belongs to.
    pub sentence: u32,
    pub make: Make,
    /// Whether nothing stands between it and the word before.
    pub glued: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// All words of an article, boilerplate aside. Out of bounds there are empty words, so that rules can look around freely.
pub(super) struct Words<'a> {
    pub text: &'a str,
    small: String,
    list: Vec<Word>,
    /// Index of the first word of each sentence, and the end.
    firsts: Vec<u32>,
    /// Whether the sentence is a headline or a heading.
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
            self.small.extend(piece.get(at..end).unwrap_or_default().chars().flat_map(char::to_lowercase));
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

    /// The word in small letters; empty out of bounds.
    pub fn small(&self, at: usize) -> &str {
        let (start, end) = self.list.get(at).map_or((0, 0), |word| word.small);
        self.small.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The word as it stands.
    pub fn surface(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |word| self.text.get(word.start as usize..word.end as usize).unwrap_or_default())
    }

    /// The word `back` places before `at`; out of bounds it is empty.
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

    /// The number of the sentence that the word belongs to.
    pub fn sentence_of(&self, at: usize) -> usize {
        self.list.get(at).map_or(self.headings.len(), |word| word.sentence as usize)
    }

    /// The words of a sentence.
    pub fn sentence(&self, number: usize) -> std::ops::Range<usize> {
        let at = |number: usize| self.firsts.get(number).map_or(self.list.len(), |&first| first as usize);
        at(number)..at(number + 1)
    }

    pub fn is_heading(&self, at: usize) -> bool {
        self.headings.get(self.sentence_of(at)).copied().unwrap_or_default()
    }

    /// The first word that begins at this byte or after it.
    pub fn at_byte(&self, byte: u32) -> usize {
        self.list.partition_point(|word| word.start < byte)
    }

    /// The stretch from the first word to the last of `range`; nothing of nothing.
    pub fn span(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let first = self.list.get(range.start)?;
        let last = self.list.get(range.end.checked_sub(1)?)?;
        (first.start < last.end).then_some(Span { start: first.start, end: last.end })
    }

    /// Whether the words from `at` on are these, in small letters.
    pub fn reads(&self, at: usize, wanted: &[&str]) -> bool {
        wanted.iter().enumerate().all(|(offset, wanted)| self.small(at + offset) == *wanted)
    }

    /// Whether an English possessive ending stands here: an apostrophe and, after most words, an s.
    pub fn is_possessive(&self, at: usize) -> bool {
        self.is_glued(at) && matches!(self.small(at), "’" | "'" | "‘" | "ʼ" | "`") && {
            let s = self.small(at + 1) == "s" && self.is_glued(at + 1);
            s || (self.small_before(at, 1).ends_with('s') && !self.is_glued(at + 1))
        }
    }
}

/// Letters, and the marks over and under them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

/// Quotation marks, brackets, stops and commas: where phrases end.
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

/// Whether `word` is one of a few words, written with spaces between: bytes in the download where a match is code.
pub(super) fn among(word: &str, few: &str) -> bool {
    few.split(' ').any(|one| one == word)
}
