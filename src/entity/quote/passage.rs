//! Quoted passages: pairing of quotation marks, over paragraphs where the opening mark is repeated.

use super::super::word::Words;
use crate::document::{Document, Role};
use crate::span::Span;

/// A passage between an opening mark and its closing mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage {
    /// Its text, without the marks and the space at the ends.
    pub(super) span: Span,
    /// First token inside.
    pub(super) open: usize,
    /// One past the last token inside.
    pub(super) close: usize,
}

/// A quotation mark with its place and the characters around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) at: u32,
    pub(super) c: char,
    pub(super) before: char,
    pub(super) after: char,
    /// The second character after it.
    pub(super) beyond: char,
    pub(super) block: u32,
    /// Whether only space is before it in its block.
    pub(super) leads: bool,
}

impl Mark {
    pub(super) fn is_open(&self) -> bool {
        let free = self.before.is_whitespace()
            || matches!(self.before, '(' | '[' | '-' | '–' | '—' | ':' | '/' | '“' | '"' | '‘' | '\'' | '„' | '…');
        let begins = !self.after.is_whitespace() && !matches!(self.after, ',' | '.' | ';' | '!' | '?' | ')' | ':');
        match self.c {
            '„' | '「' | '『' => true,
            '“' | '‟' => begins && (free || !self.before.is_alphanumeric()),
            '«' => !self.after.is_whitespace() || free,
            '"' => free && begins,
            '»' => free && begins,
            '‘' | '\'' => {
                free && begins && self.after.is_alphabetic() && !self.is_clipped()
                    || (free && self.after.is_numeric() && self.c == '‘' && !self.beyond.is_numeric())
            }
            _ => false,
        }
    }

    /// Whether it is the apostrophe of an elided word: 'em, 'tis.
    pub(super) fn is_clipped(&self) -> bool {
        self.after == 't' && matches!(self.beyond, 'i' | 'w') || (self.after == 'e' && self.beyond == 'm')
    }

    /// Whether it can close a passage that `open` opened.
    pub(super) fn is_close(&self, open: char) -> bool {
        if !closers(open).contains(&self.c) {
            return false;
        }
        match self.c {
            '’' | '\'' => !self.before.is_whitespace() && !self.after.is_alphanumeric(),
            '"' => !self.before.is_whitespace() || self.after.is_whitespace() || self.after == ',',
            // “ closes in German; in English it opens, and closes only by mistake.
            '“' => open == '„' || (!self.before.is_whitespace() && !self.after.is_alphanumeric()),
            '«' => !self.before.is_whitespace(),
            _ => true,
        }
    }

    /// Whether it closes for certain: no apostrophe of a plural possessive, as punctuation is beside it.
    pub(super) fn is_sure(&self) -> bool {
        !matches!(self.c, '’' | '\'')
            || matches!(self.before, '.' | ',' | '!' | '?' | '…' | ';')
            || (matches!(self.after, '.' | ',' | '!' | '?' | ';' | ':' | ')') && self.before != 's')
    }
}

/// Marks that close a passage that `open` opens; empty if it opens none.
pub(super) fn closers(open: char) -> &'static [char] {
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
pub(super) fn find_passages(document: &Document, words: &Words) -> Vec<Passage> {
    let text = document.text.as_str();
    let mut marks = Vec::new();
    let blocks: Vec<_> = document.blocks.iter().filter(|block| block.role != Role::Boilerplate).collect();
    for (number, block) in (0..).zip(&blocks) {
        let mut before = ' ';
        let mut leads = true;
        let mut chars = block.span.of(text).char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if matches!(c, '“' | '”' | '‟' | '"' | '„' | '«' | '»' | '‘' | '’' | '\'' | '「' | '」' | '『' | '』')
            {
                let mut ahead = chars.clone().map(|(_, c)| c);
                let (after, beyond) = (ahead.next().unwrap_or(' '), ahead.next().unwrap_or(' '));
                let inner = matches!(c, '’' | '\'') && before.is_alphanumeric() && after.is_alphanumeric();
                // 6'2" and 12" are measures.
                let inches = matches!(c, '"' | '\'') && before.is_numeric() && !after.is_whitespace();
                if !inner && !inches {
                    marks.push(Mark {
                        at: block.span.start + at as u32,
                        c,
                        before,
                        after,
                        beyond,
                        block: number,
                        leads,
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
        let known = hopeless.iter().any(|&(c, block)| c == open.c && open.block <= block);
        let end = if open.is_open() && !known { find_close(&marks, at) } else { Err(open.block) };
        let end = match end {
            Ok(end) => Some(end),
            Err(reached) => {
                if open.is_open() && !known && !matches!(open.c, '‘' | '\'') {
                    // One place for each kind of mark, or kinds in turn would each make the others look again.
                    hopeless.retain(|(c, _)| *c != open.c);
                    hopeless.push((open.c, reached));
                }
                None
            }
        };
        let Some(end) = end else {
            at += 1;
            continue;
        };
        let close = marks.get(end).map_or(open.at, |mark| mark.at);
        let start = open.at + open.c.len_utf8() as u32;
        let inner = text.get(start as usize..close as usize);
        debug_assert!(inner.is_some(), "a closing mark precedes its opening mark");
        let inner = inner.unwrap_or_default();
        let trimmed = inner.trim();
        if !trimmed.is_empty() {
            let start = start + (inner.len() - inner.trim_start().len()) as u32;
            let span = Span { start, end: start + trimmed.len() as u32 };
            passages.push(Passage { span, open: words.at_byte(span.start), close: words.at_byte(span.end) });
        }
        at = end + 1;
    }
    passages
}

/// Index of the mark that closes what the mark at `from` opens; else, as the error, the block where the search ended.
/// A paragraph that starts with the opening mark continues the passage; so does, at most two blocks on, one whose first
/// mark opens nothing.
pub(super) fn find_close(marks: &[Mark], from: usize) -> Result<usize, u32> {
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
            let repeats = mark.leads && mark.c == open.c && mark.is_open();
            // Over the paragraphs between, if they hold no mark at all.
            if matches!(open.c, '‘' | '\'') && !repeats || mark.block > block + 2 {
                break;
            }
            if !repeats && mark.is_open() && !mark.is_close(open.c) {
                break;
            }
            block = mark.block;
            depth = 0;
            if repeats {
                continue;
            }
        }
        if mark.is_close(open.c) && !(mark.c == '“' && open.c != '„' && mark.is_open()) {
            if depth > 0 {
                depth -= 1;
                fallback = Some(place);
            } else if mark.is_sure() {
                return Ok(place);
            } else {
                weak = weak.or(Some(place));
            }
        } else if mark.c == open.c && mark.is_open() {
            if matches!(open.c, '‘' | '\'') {
                break;
            }
            if matches!(open.c, '"' | '»' | '\'') {
                continue;
            }
            depth += 1;
        }
    }
    weak.or(fallback).ok_or(block)
}
