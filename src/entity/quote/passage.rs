//! Quoted passages: pairing of quotation marks, over paragraphs where the opening mark is repeated.

use super::super::token_row::TokenRow;
use crate::document::{BlockRole, Document};
use crate::span::Span;

/// How many tokens a signature may have: "– Commissioner Ann Lee, head of the harbour board".
pub(super) const SIGNATURE_TOKENS: usize = 20;

/// A passage between an opening mark and its closing mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct QuotedPassage {
    /// Its text, without the marks and the space at the ends.
    pub(super) span: Span,
    /// First token inside.
    pub(super) first_token: usize,
    /// One past the last token inside.
    pub(super) end_token: usize,
    /// Whether no marks are around it: a block quotation.
    pub(super) is_unmarked: bool,
}

/// A quotation mark with its place and the characters around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct QuotationMark {
    pub(super) offset_bytes: u32,
    pub(super) glyph: char,
    pub(super) char_before: char,
    pub(super) char_after: char,
    /// The second character after it.
    pub(super) second_char_after: char,
    pub(super) block: u32,
    /// Whether only space is before it in its block.
    pub(super) starts_block: bool,
}

impl QuotationMark {
    pub(super) fn can_open(&self) -> bool {
        let free = self.char_before.is_whitespace()
            || matches!(self.char_before, '(' | '[' | '-' | '–' | '—' | ':' | '/' | '“' | '"' | '‘' | '\'' | '„' | '…');
        let begins =
            !self.char_after.is_whitespace() && !matches!(self.char_after, ',' | '.' | ';' | '!' | '?' | ')' | ':');
        match self.glyph {
            '„' | '「' | '『' => true,
            '“' | '‟' => begins && (free || !self.char_before.is_alphanumeric()),
            '«' => !self.char_after.is_whitespace() || free,
            '"' => free && begins,
            '»' => free && begins,
            '‘' | '\'' => {
                free && begins && self.char_after.is_alphabetic() && !self.is_elision()
                    || (free
                        && self.char_after.is_numeric()
                        && self.glyph == '‘'
                        && !self.second_char_after.is_numeric())
            }
            _ => false,
        }
    }

    /// Whether it is the apostrophe of an elided word: 'em, 'tis.
    pub(super) fn is_elision(&self) -> bool {
        self.char_after == 't' && matches!(self.second_char_after, 'i' | 'w')
            || (self.char_after == 'e' && self.second_char_after == 'm')
    }

    /// Whether it can close a passage that `open` opened.
    pub(super) fn can_close(&self, open: char) -> bool {
        if !closing_marks(open).contains(&self.glyph) {
            return false;
        }
        match self.glyph {
            '’' | '\'' => !self.char_before.is_whitespace() && !self.char_after.is_alphanumeric(),
            '"' => !self.char_before.is_whitespace() || self.char_after.is_whitespace() || self.char_after == ',',
            // “ closes in German; in English it opens, and closes only by mistake.
            '“' => open == '„' || (!self.char_before.is_whitespace() && !self.char_after.is_alphanumeric()),
            '«' => !self.char_before.is_whitespace(),
            _ => true,
        }
    }

    /// Whether it closes for certain: no apostrophe of a plural possessive, as punctuation is beside it.
    pub(super) fn is_certain_close(&self) -> bool {
        !matches!(self.glyph, '’' | '\'')
            || matches!(self.char_before, '.' | ',' | '!' | '?' | '…' | ';')
            || (matches!(self.char_after, '.' | ',' | '!' | '?' | ';' | ':' | ')') && self.char_before != 's')
    }
}

/// Marks that close a passage that `open` opens; empty if it opens none.
pub(super) fn closing_marks(open: char) -> &'static [char] {
    match open {
        '“' | '‟' => &['”', '"', '“'],
        '"' => &['"', '”'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '「' => &['」'],
        '『' => &['』'],
        '‘' => &['’'],
        '\'' => &['\''],
        _ => &[],
    }
}

/// The quoted passages in order, outermost only.
pub(super) fn find_quoted_passages(document: &Document, words: &TokenRow) -> Vec<QuotedPassage> {
    let text = document.text.as_str();
    let mut marks = Vec::new();
    let blocks: Vec<_> = document.blocks.iter().filter(|block| block.role != BlockRole::Boilerplate).collect();
    for (number, block) in (0..).zip(&blocks) {
        let mut before = ' ';
        let mut leads = true;
        let mut chars = block.span.slice_of(text).char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if matches!(c, '“' | '”' | '‟' | '"' | '„' | '«' | '»' | '‘' | '’' | '\'' | '「' | '」' | '『' | '』')
            {
                let mut ahead = chars.clone().map(|(_, c)| c);
                let (after, beyond) = (ahead.next().unwrap_or(' '), ahead.next().unwrap_or(' '));
                let inner = matches!(c, '’' | '\'') && before.is_alphanumeric() && after.is_alphanumeric();
                // 6'2" and 12" are measures.
                let inches = matches!(c, '"' | '\'') && before.is_numeric() && !after.is_whitespace();
                if !inner && !inches {
                    marks.push(QuotationMark {
                        offset_bytes: block.span.start + at as u32,
                        glyph: c,
                        char_before: before,
                        char_after: after,
                        second_char_after: beyond,
                        block: number,
                        starts_block: leads,
                    });
                }
            }
            leads &= c.is_whitespace();
            before = c;
        }
    }
    let mut passages = Vec::new();
    let mut hopeless: Vec<(char, u32)> = Vec::new();
    let mut at = 0;
    while let Some(open) = marks.get(at) {
        // Where one mark found nothing to close it, the next of its kind need not look again.
        let known = hopeless.iter().any(|&(c, block)| c == open.glyph && open.block <= block);
        let end = if open.can_open() && !known { find_closing_mark(&marks, at) } else { Err(open.block) };
        let end = match end {
            Ok(end) => Some(end),
            Err(reached) => {
                if open.can_open() && !known && !matches!(open.glyph, '‘' | '\'') {
                    // One place for each kind of mark, or kinds in turn would each make the others look again.
                    hopeless.retain(|(c, _)| *c != open.glyph);
                    hopeless.push((open.glyph, reached));
                }
                None
            }
        };
        let Some(end) = end else {
            at += 1;
            continue;
        };
        let close = marks.get(end).map_or(open.offset_bytes, |mark| mark.offset_bytes);
        let start = open.offset_bytes + open.glyph.len_utf8() as u32;
        let inner = text.get(start as usize..close as usize);
        debug_assert!(inner.is_some(), "a closing mark precedes its opening mark");
        let inner = inner.unwrap_or_default();
        let trimmed = inner.trim();
        if !trimmed.is_empty() {
            let start = start + (inner.len() - inner.trim_start().len()) as u32;
            let span = Span { start, end: start + trimmed.len() as u32 };
            passages.push(QuotedPassage {
                span,
                first_token: words.first_at_byte(span.start),
                end_token: words.first_at_byte(span.end),
                is_unmarked: false,
            });
        }
        at = end + 1;
    }
    passages
}

/// Index of the mark that closes what the mark at `from` opens; else, as the error, the block where the search ended.
/// A paragraph that starts with the opening mark continues the passage; so does, at most two blocks on, one whose first
/// mark opens nothing.
pub(super) fn find_closing_mark(marks: &[QuotationMark], from: usize) -> Result<usize, u32> {
    let open = marks.get(from).ok_or(0_u32)?;
    let mut block = open.block;
    let mut depth = 0_u32;
    let mut weak = None;
    // Where the passage did not end with its paragraph, the last mark that could have closed it.
    let mut fallback = None;
    for (place, mark) in marks.iter().enumerate().skip(from + 1) {
        if mark.block != block {
            if weak.is_some() || fallback.is_some() {
                break;
            }
            let repeats = mark.starts_block && mark.glyph == open.glyph && mark.can_open();
            // Over the paragraphs between, if they hold no mark at all.
            if matches!(open.glyph, '‘' | '\'') && !repeats || mark.block > block + 2 {
                break;
            }
            if !repeats && mark.can_open() && !mark.can_close(open.glyph) {
                break;
            }
            block = mark.block;
            depth = 0;
            if repeats {
                continue;
            }
        }
        if mark.can_close(open.glyph) && !(mark.glyph == '“' && open.glyph != '„' && mark.can_open()) {
            if depth > 0 {
                depth -= 1;
                fallback = Some(place);
            } else if mark.is_certain_close() {
                return Ok(place);
            } else {
                weak = weak.or(Some(place));
            }
        } else if mark.glyph == open.glyph && mark.can_open() {
            if matches!(open.glyph, '‘' | '\'') {
                break;
            }
            if matches!(open.glyph, '"' | '»' | '\'') {
                continue;
            }
            depth += 1;
        }
    }
    weak.or(fallback).ok_or(block)
}

/// Adds the block quotations that have no marks, each up to the dash of its signature.
pub(super) fn add_block_quotes(passages: &mut Vec<QuotedPassage>, document: &Document, words: &TokenRow) {
    let marked = passages.len();
    for block in document.blocks.iter().filter(|block| block.role == BlockRole::Quote) {
        let first_token = words.first_at_byte(block.span.start);
        let end = words.first_at_byte(block.span.end);
        let next =
            passages.get(..marked).unwrap_or_default().partition_point(|other| other.span.start < block.span.start);
        let is_marked =
            passages.get(next).filter(|_| next < marked).is_some_and(|other| other.span.start < block.span.end);
        let is_dash = |at: usize| matches!(words.lower_at(at), "–" | "—" | "―") && !words.joins_previous(at);
        if is_marked || first_token >= end || is_dash(first_token) {
            continue;
        }
        let dash = (first_token.max(end.saturating_sub(SIGNATURE_TOKENS))..end).rev().find(|&at| is_dash(at));
        let end_token = dash.unwrap_or(end);
        if let Some(span) = words.span_of(first_token..end_token) {
            passages.push(QuotedPassage { span, first_token, end_token, is_unmarked: true });
        }
    }
    crate::order::sort_by_key(passages, |passage| passage.span);
}
