//! Snippets: the passages of an article that best show why it is a hit.
//!
//! Windows of one or two sentences are chosen greedily by marginal gain (maximum coverage): a clause that is shown already adds little.

use std::ops::Range;

use crate::{
    document::Document,
    order::sort_by_key,
    search::{
        highlight::highlighted_segments,
        matcher::{HighlightMark, QueryMatcher},
    },
    span::{Span, slice_text},
    view::Segment,
};

/// Most snippets of one article.
const MAX_SNIPPETS: usize = 2;

/// Most sentences of one snippet.
const MAX_SENTENCES: usize = 2;

/// A snippet is cut beyond about this many characters.
const MAX_CHARS: usize = 300;

/// Gain of a further mark of the same clause, against 1 for the first. 0 ignores repetition, 1 counts it in full.
const REPEATED_MARK_GAIN: f32 = 0.1;

/// A snippet: its span, and its text in segments.
#[derive(Debug, Clone, PartialEq)]
pub struct Snippet {
    /// Its span in the document's text.
    pub span: Span,
    /// Its text, matches highlighted. Joined, the segments are the text under `span`.
    pub segments: Vec<Segment>,
}

/// The best snippets of `document`, at most two, in text order; the second prefers clauses that the first does not show. Without any
/// mark it is the opening of the article; empty where there is no sentence.
///
/// `marks` are those of the document's text, rising.
pub fn best_snippets(document: &Document, matcher: &QueryMatcher, marks: &[HighlightMark]) -> Vec<Snippet> {
    let windows = candidate_windows(document, marks);
    let mut chosen: Vec<&SnippetWindow> = Vec::new();
    let mut shown: Vec<usize> = Vec::new();
    while chosen.len() < MAX_SNIPPETS {
        let gain = |window: &SnippetWindow| window.marginal_gain(marks, matcher, &shown);
        // Of equals the first: `max_by` would take the last.
        let apart = windows.iter().rev().filter(|window| chosen.iter().all(|other| window.is_disjoint_from(other)));
        let best = apart.max_by(|a, b| gain(a).total_cmp(&gain(b)));
        let Some(best) = best.filter(|best| chosen.is_empty() || !best.marks.is_empty()) else { break };
        shown.extend(best.marks_within(marks).iter().map(|mark| mark.group));
        chosen.push(best);
    }
    sort_by_key(&mut chosen, |window| window.span);
    chosen.into_iter().map(|window| window.to_snippet(document, marks)).collect()
}

/// A candidate: one or two successive sentences of one block.
struct SnippetWindow {
    span: Span,
    /// The range of the document's marks that lie in it.
    marks: Range<usize>,
}

/// All windows of a document in text order; a single sentence before the pair that begins with it.
fn candidate_windows(document: &Document, marks: &[HighlightMark]) -> Vec<SnippetWindow> {
    let title = document.title.as_ref().and_then(|title| title.span);
    let body: Vec<Span> = document
        .sentences
        .iter()
        .copied()
        .filter(|&sentence| title.is_none_or(|title| !title.contains(sentence)))
        .collect();
    let mut windows = Vec::new();
    let mut block = document.blocks.iter().peekable();
    for (at, &first) in body.iter().enumerate() {
        while block.next_if(|block| block.span.end <= first.start).is_some() {}
        for &last in body.iter().skip(at).take(MAX_SENTENCES) {
            if block.peek().is_some_and(|block| last.end > block.span.end) {
                break;
            }
            let span = Span { start: first.start, end: last.end };
            let from = marks.partition_point(|mark| mark.start < span.start as usize);
            let to = marks.partition_point(|mark| mark.end <= span.end as usize).max(from);
            windows.push(SnippetWindow { span, marks: from..to });
        }
    }
    windows
}

impl SnippetWindow {
    /// Of the document's `marks`, those that lie in this window.
    fn marks_within<'m>(&self, marks: &'m [HighlightMark]) -> &'m [HighlightMark] {
        let inside = marks.get(self.marks.clone());
        debug_assert!(inside.is_some(), "a window of marks {:?} of {}", self.marks, marks.len());
        inside.unwrap_or_default()
    }

    /// Marginal gain of showing this window besides the groups that are `shown`, discounted by its length.
    #[inline]
    fn marginal_gain(&self, marks: &[HighlightMark], matcher: &QueryMatcher, shown: &[usize]) -> f32 {
        let mut seen = shown.to_vec();
        let mut gain = 0.0;
        for mark in self.marks_within(marks) {
            let known = seen.contains(&mark.group);
            gain += matcher.group_weight(mark.group) * if known { REPEATED_MARK_GAIN } else { 1.0 };
            if !known {
                seen.push(mark.group);
            }
        }
        gain / (1.0 + self.span.len() as f32 / 2000.0)
    }

    fn is_disjoint_from(&self, other: &SnippetWindow) -> bool {
        self.span.end <= other.span.start || other.span.end <= self.span.start
    }

    fn to_snippet(&self, document: &Document, marks: &[HighlightMark]) -> Snippet {
        let marks = self.marks_within(marks);
        let span = shorten_span(&document.text, self.span, marks);
        Snippet { span, segments: highlighted_segments(&document.text, span, marks, &[]) }
    }
}

/// The text under `span` as highlighted segments, cut around its marks where it is long.
pub fn excerpt_segments(text: &str, span: Span, marks: &[HighlightMark]) -> Vec<Segment> {
    let inside: Vec<HighlightMark> = marks
        .iter()
        .copied()
        .filter(|mark| mark.start >= span.start as usize && mark.end <= span.end as usize)
        .collect();
    highlighted_segments(text, shorten_span(text, span, &inside), &inside, &[])
}

/// `span` itself if it is short enough, else a part of it from before the first mark, cut at word boundaries.
fn shorten_span(text: &str, span: Span, marks: &[HighlightMark]) -> Span {
    let whole = span.slice_of(text);
    if whole.chars().count() <= MAX_CHARS {
        return span;
    }
    let base = span.start as usize;
    let offset = |chars: usize, from: usize| {
        let rest = slice_text(whole, from..);
        from + rest.char_indices().nth(chars).map_or(rest.len(), |(at, _)| at)
    };
    // A third of the length goes to the context before the first mark.
    let first = marks.first().map_or(0, |mark| mark.start - base);
    let before = slice_text(whole, ..first);
    let lead = before.char_indices().rev().nth(MAX_CHARS / 3).map_or(0, |(at, _)| at);
    let start = if lead == 0 { 0 } else { next_word(whole, lead) };
    let end = offset(MAX_CHARS, start);
    let end = if end == whole.len() { end } else { last_word_end(whole, start, end) };
    Span::new(base + start, base + end)
}

/// Where the first word after `from` begins.
fn next_word(text: &str, from: usize) -> usize {
    let rest = slice_text(text, from..);
    let space = rest.find(char::is_whitespace).unwrap_or(0);
    let after = slice_text(rest, space..);
    from + space + after.find(|c: char| !c.is_whitespace()).unwrap_or(0)
}

/// Where the last whole word between `start` and `end` ends; `end` itself if there is no space between.
fn last_word_end(text: &str, start: usize, end: usize) -> usize {
    let piece = slice_text(text, start..end);
    let cut = piece.rfind(char::is_whitespace).unwrap_or(piece.len());
    start + slice_text(piece, ..cut).trim_end().len()
}
