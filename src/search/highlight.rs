//! Highlighting: the marks in an article's text, and the text cut into segments at them.

use std::ops::Range;

use super::matcher::{EntityHighlight, HighlightMark, QueryMatcher};
use crate::document::Document;
use crate::entity::EntityId;
use crate::entity::register::ResolvedAnnotation;
use crate::index::indexed_passages;
use crate::order::sort_by_key;
use crate::span::{Span, slice_text};
use crate::view::{MatchKind, Segment};

/// A match in a text: the key of a word, or the text of a mention; its kind; and the entity of the mention.
pub type MatchedText<'a> = (&'a str, MatchKind, Option<EntityId>);

/// All marks in the text of a document (not in a title that came as metadata), rising and not overlapping. Words take precedence: a
/// mention or a quotation is marked around them.
///
/// Calls `matched` with every match, in title and text.
pub fn highlight_text(
    document: &Document,
    resolved: &ResolvedAnnotation,
    matcher: &QueryMatcher,
    matched: &mut impl FnMut(MatchedText<'_>),
) -> Vec<HighlightMark> {
    let mut marks = Vec::new();
    for passage in indexed_passages(document) {
        let found = matcher.find_marks(&passage, |key, kind| matched((key, kind, None)));
        if let Some(span) = passage.span {
            let base = span.start as usize;
            marks.extend(found.into_iter().map(|mark| HighlightMark {
                start: base + mark.start,
                end: base + mark.end,
                ..mark
            }));
        }
    }
    sort_by_key(&mut marks, |mark| mark.start);
    let mut named = Vec::new();
    for wanted in matcher.entity_highlights() {
        let places = if wanted.quoted { &resolved.speaker_spans } else { &resolved.entity_spans };
        for &place in places.iter().filter(|(_, entity)| wanted.entities.binary_search(entity).is_ok()) {
            highlight_mention(document, place, wanted, &marks, &mut named, matched);
        }
    }
    marks.extend(named);
    sort_by_key(&mut marks, |mark| (mark.start, mark.end));
    let mut end = 0;
    marks.retain(|mark| {
        let is_apart = mark.start >= end;
        end = end.max(mark.end);
        is_apart
    });
    marks
}

/// Marks a mention or a quotation around the words that are marked in it. A mention that holds a marked word of the same clause is no
/// alias and is left out.
fn highlight_mention(
    document: &Document,
    (span, entity): (Span, EntityId),
    wanted: &EntityHighlight,
    words: &[HighlightMark],
    marks: &mut Vec<HighlightMark>,
    matched: &mut impl FnMut(MatchedText<'_>),
) {
    let from = words.partition_point(|mark| mark.end <= span.start as usize);
    let inside: Vec<&HighlightMark> =
        words.iter().skip(from).take_while(|mark| mark.start < span.end as usize).collect();
    if !wanted.quoted && inside.iter().any(|mark| mark.group == wanted.group) {
        return;
    }
    let before = marks.len();
    // Snippets are cut at sentences, so a mark must not cross their edges.
    let first = document.sentences.partition_point(|sentence| sentence.end <= span.start);
    for sentence in document.sentences.iter().skip(first).take_while(|sentence| sentence.start < span.end) {
        let mut at = sentence.start.max(span.start) as usize;
        let end = sentence.end.min(span.end) as usize;
        let mut push = |piece: Range<usize>| {
            let text = slice_text(&document.text, piece.clone());
            let start = piece.start + (text.len() - text.trim_start().len());
            let end = start + text.trim().len();
            if start < end {
                marks.push(HighlightMark { start, end, kind: wanted.kind, group: wanted.group });
            }
        };
        let (from, to) = (at, end);
        for word in inside.iter().filter(|word| word.start >= from && word.end <= to) {
            push(at..word.start);
            at = word.end;
        }
        push(at..end);
    }
    // Where all its words are marked already, it is no alias.
    if !wanted.quoted && marks.len() > before {
        matched((span.slice_of(&document.text), wanted.kind, Some(entity)));
    }
}

/// The text under `span` cut at marks and at mentions. `names` are mentions, rising, each with the place of its entity among those of
/// the article.
pub fn highlighted_segments(text: &str, span: Span, marks: &[HighlightMark], names: &[(Span, u32)]) -> Vec<Segment> {
    let mut cutter = SegmentCutter { text, mentions: names, segments: Vec::new() };
    let mut at = span.start as usize;
    let from = marks.partition_point(|mark| mark.start < at);
    let inside = marks.iter().skip(from).take_while(|mark| mark.start < span.end as usize);
    for mark in inside.filter(|mark| mark.end <= span.end as usize) {
        cutter.cut_range(at..mark.start, None);
        cutter.cut_range(mark.start..mark.end, Some(mark.kind));
        at = mark.end;
    }
    cutter.cut_range(at..span.end as usize, None);
    cutter.segments
}

struct SegmentCutter<'a> {
    text: &'a str,
    mentions: &'a [(Span, u32)],
    segments: Vec<Segment>,
}

impl SegmentCutter<'_> {
    /// Adds a stretch of one kind, cut at the mentions in it.
    fn cut_range(&mut self, range: Range<usize>, kind: Option<MatchKind>) {
        let names = self.mentions;
        let from = names.partition_point(|(name, _)| name.end as usize <= range.start);
        let mut at = range.start;
        for &(name, entity) in names.iter().skip(from).take_while(|(name, _)| (name.start as usize) < range.end) {
            let start = (name.start as usize).max(at);
            let end = (name.end as usize).min(range.end);
            self.push_segment(at..start, kind, None);
            self.push_segment(start..end, kind, Some(entity));
            at = end;
        }
        self.push_segment(at..range.end, kind, None);
    }

    fn push_segment(&mut self, range: Range<usize>, kind: Option<MatchKind>, entity: Option<u32>) {
        let piece = slice_text(self.text, range);
        if !piece.is_empty() {
            self.segments.push(Segment { text: piece.to_owned(), hit: kind.is_some(), kind, entity });
        }
    }
}
