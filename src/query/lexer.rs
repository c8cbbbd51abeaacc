//! The lexer of queries: operators, parentheses, and the words between them.

use super::{
    Nearness,
    operators::{QueryOperator, leading_operator, parse_gap, parse_nearness},
    variants::joined_len,
};
use crate::analysis::token::Tokenizer;

/// What a query consists of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lexeme<'a> {
    /// Words, with what is said of them.
    Operand(QueryPiece<'a>),
    /// An opening parenthesis, with the field before it, or how near its words have to stand.
    Open(Option<QueryOperator>, Option<Nearness>),
    Close,
    /// A conjunction; `true` where it is meant for sure.
    And(bool),
    Or,
    Not,
    /// A hyphen between spaces: a prohibition, or a dash of the text.
    Hyphen,
    /// A plus sign before a word.
    Must,
    Near(Nearness),
}

/// A lexeme at its place.
#[derive(Debug)]
pub(super) struct PlacedLexeme<'a> {
    pub lexeme: Lexeme<'a>,
    pub start: usize,
    pub end: usize,
}

/// A piece of a query: its operator and its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct QueryPiece<'a> {
    /// The operator before the words.
    pub operator: Option<QueryOperator>,
    pub quoted: bool,
    pub words: &'a str,
    /// Byte offset of `words` in the query.
    pub start: usize,
    /// Whether the query ends with it, so that the reader may still be typing it.
    pub open: bool,
    /// What was written behind the words.
    pub suffix: PieceSuffix,
    pub tokenizer: Tokenizer,
}

/// What stands behind, or around, the words of a piece and changes their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceSuffix {
    None,
    /// `"…"~5`: so many words may stand between.
    Slop(u32),
    /// `word~` or `word~1`: similar spellings.
    Edits(u8),
    /// `/…/`: a regular expression.
    Regex,
}

/// Splits a query at white space, except between quotation marks, and at parentheses.
pub(super) struct QueryLexer<'a> {
    text: &'a str,
    at: usize,
    open_parentheses: usize,
    /// The distance at the end of `NEAR(…, 5)`: where it begins and ends.
    distance: Option<(usize, usize)>,
    tokenizer: Tokenizer,
}

impl<'a> QueryLexer<'a> {
    pub fn new(text: &'a str, tokenizer: Tokenizer) -> Self {
        QueryLexer { text, at: 0, open_parentheses: 0, distance: None, tokenizer }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// A lexeme of `len` bytes at the cursor.
    fn take(&mut self, lexeme: Lexeme<'a>, len: usize) -> PlacedLexeme<'a> {
        let start = self.at;
        self.at += len;
        PlacedLexeme { lexeme, start, end: self.at }
    }

    /// A sign at the cursor.
    fn take_sign(&mut self) -> Option<PlacedLexeme<'a>> {
        let rest = self.rest();
        let mut chars = rest.chars();
        let (sign, next) = (chars.next()?, chars.next());
        let alone = next.is_none_or(char::is_whitespace);
        let len = sign.len_utf8();
        let lexeme = match sign {
            '(' => self.open(None, None),
            ')' => {
                self.open_parentheses = self.open_parentheses.saturating_sub(1);
                Lexeme::Close
            }
            '&' if rest.starts_with("&&") => return Some(self.take(Lexeme::And(true), 2)),
            '|' => return Some(self.take(Lexeme::Or, rest.len() - rest.trim_start_matches('|').len())),
            '-' if alone => Lexeme::Hyphen,
            '-' | '−' | '–' if !alone && !self.is_negative_number() => Lexeme::Not,
            '!' if next != Some('=') => Lexeme::Not,
            '+' if !alone && !next.is_some_and(|next| next.is_ascii_digit()) => Lexeme::Must,
            _ => return None,
        };
        Some(self.take(lexeme, len))
    }

    fn open(&mut self, operator: Option<QueryOperator>, nearness: Option<Nearness>) -> Lexeme<'a> {
        self.open_parentheses += 1;
        Lexeme::Open(operator, nearness)
    }

    /// Whether the minus at the cursor is the sign of a number: the query begins with it, or the number is as short as those of
    /// temperatures and percentages; years and other long ones are excluded.
    fn is_negative_number(&self) -> bool {
        let mut digits = self.rest().chars().skip(1).peekable();
        let first = self.text.get(..self.at).is_some_and(|before| before.trim().is_empty());
        let mut count = 0;
        while digits.next_if(char::is_ascii_digit).is_some() {
            count += 1;
        }
        let ends = digits.peek().is_none_or(|&c| !c.is_alphabetic());
        ends && (1..=if first { usize::MAX } else { 2 }).contains(&count)
    }

    /// A regular expression at the cursor, between slashes, without white space.
    fn take_regex(&mut self) -> Option<PlacedLexeme<'a>> {
        let body = self.rest().strip_prefix('/')?;
        let word = body.split(char::is_whitespace).next()?;
        let close = word.trim_end_matches(')').strip_suffix('/').filter(|words| !words.is_empty())?;
        let piece = self.piece(None, false, close, self.at + 1, PieceSuffix::Regex);
        Some(self.take(Lexeme::Operand(piece), close.len() + 2))
    }

    fn piece(
        &self,
        operator: Option<QueryOperator>,
        quoted: bool,
        words: &'a str,
        start: usize,
        suffix: PieceSuffix,
    ) -> QueryPiece<'a> {
        QueryPiece { operator, quoted, words, start, open: false, suffix, tokenizer: self.tokenizer }
    }

    /// A word between words that is an operator in capitals.
    fn word_operator(word: &str) -> Option<Lexeme<'a>> {
        Some(match word {
            "AND" => Lexeme::And(true),
            "OR" => Lexeme::Or,
            "NOT" => Lexeme::Not,
            _ => Lexeme::Near(parse_nearness(word)?),
        })
    }

    /// `NEAR(` at the cursor, with the distance before its end.
    fn take_near_call(&mut self) -> Option<PlacedLexeme<'a>> {
        let body = self.rest().strip_prefix("NEAR(")?;
        let end = body.find(')').unwrap_or(body.len());
        let mut gap = None;
        if let Some((words, distance)) = body.get(..end).and_then(|body| body.rsplit_once(',')) {
            gap = parse_gap(distance.trim());
            let begin = self.at + "NEAR(".len();
            self.distance = gap.map(|_| (begin + words.len(), begin + end));
        }
        let nearness = Nearness { gap: gap.unwrap_or(10), ordered: false };
        let lexeme = self.open(None, Some(nearness));
        Some(self.take(lexeme, "NEAR(".len()))
    }

    /// The words at the cursor, up to the next white space, quotation mark or closing parenthesis.
    fn take_words(&mut self) -> PlacedLexeme<'a> {
        let begin = self.at;
        let operator = leading_operator(self.rest());
        self.at += operator.map_or(0, |(_, len)| len);
        let operator = operator.map(|(operator, _)| operator);
        let rest = self.rest();
        if operator.is_some() && rest.starts_with('(') {
            self.at = begin;
            let lexeme = self.open(operator, None);
            return self.take(lexeme, self.text.len() - rest.len() + 1 - begin);
        }
        let quote = rest.chars().next().filter(|&c| is_quote(c));
        self.at += quote.map_or(0, char::len_utf8);
        let (start, rest) = (self.at, self.rest());
        let (mut inner, mut bracket) = (0, false);
        let ends = |c: char| {
            if quote.is_some() {
                return is_quote(c);
            }
            match c {
                '[' | '{' => bracket |= operator.is_some(),
                ']' | '}' => bracket = false,
                '(' => inner += 1,
                ')' if inner > 0 => inner -= 1,
                ')' if self.open_parentheses > 0 => return true,
                _ => {}
            }
            c == '"' || (c.is_whitespace() && !bracket)
        };
        let mut len = rest.find(ends).unwrap_or(rest.len());
        if quote.is_none()
            && operator.is_none()
            && let Some(joined) = joined_len(rest)
        {
            len = joined;
        }
        let closing = rest.get(len..).and_then(|rest| rest.chars().next()).filter(|_| quote.is_some());
        self.at += len + closing.map_or(0, char::len_utf8);
        let mut words = rest.get(..len).unwrap_or_default();
        let mut open = closing.is_none() && self.at == self.text.len();
        let mut suffix = PieceSuffix::None;
        if quote.is_none() && operator.is_none() {
            if let Some(lexeme) = Self::word_operator(words) {
                return PlacedLexeme { lexeme, start: begin, end: self.at };
            }
            words = without_boost(words);
            if let Some((word, edits)) = split_edits(words) {
                (words, suffix) = (word, PieceSuffix::Edits(edits));
            }
            open &= words.len() == len;
        } else if closing.is_some() {
            let behind = self.rest();
            let tail = behind.split(|c: char| c.is_whitespace() || c == ')').next().unwrap_or_default();
            if let Some(gap) = tail.strip_prefix('~').and_then(parse_gap) {
                suffix = PieceSuffix::Slop(gap);
            }
            if tail.starts_with(['~', '^']) {
                self.at += tail.len();
            }
        }
        let piece = QueryPiece { open, ..self.piece(operator, quote.is_some(), words, start, suffix) };
        PlacedLexeme { lexeme: Lexeme::Operand(piece), start: begin, end: self.at }
    }
}

impl<'a> Iterator for QueryLexer<'a> {
    type Item = PlacedLexeme<'a>;

    fn next(&mut self) -> Option<PlacedLexeme<'a>> {
        self.at += self.rest().find(|c: char| !c.is_whitespace())?;
        if let Some((_, end)) = self.distance.take_if(|(begin, _)| self.at >= *begin) {
            self.at = self.at.max(end);
        }
        let special = self.take_sign().or_else(|| self.take_regex()).or_else(|| self.take_near_call());
        special.or_else(|| (!self.rest().is_empty()).then(|| self.take_words()))
    }
}

/// `word` without a weight behind it (`fog^3`), which means nothing here.
fn without_boost(word: &str) -> &str {
    match word.rsplit_once('^') {
        Some((word, weight)) if weight.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => word,
        _ => word,
    }
}

/// The word before `~`, `~1` or `~2`, and how many letters may differ. Without a number, it depends on the length.
fn split_edits(words: &str) -> Option<(&str, u8)> {
    let (word, edits) = words.rsplit_once('~')?;
    let edits = match edits {
        "1" => 1,
        "" if word.chars().count() < 6 => 1,
        _ if edits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => 2,
        _ => return None,
    };
    word.chars().any(char::is_alphanumeric).then_some((word, edits))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
