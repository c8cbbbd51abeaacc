//! Views of documents: rows, references, highlighted blocks.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    analysis::token::spelling_of,
    document::{BlockRole, Document, DocumentBlock},
    entity::{EntityId, register::ResolvedAnnotation},
    index::{IndexField, IndexedPassage},
    order::sort_by_key,
    query::{Query, QueryPart},
    search::{HighlightMark, MatchedText, QueryMatcher, highlighted_segments},
    span::{Span, slice_text},
    view::{ArticleRef, ArticleRow, BlockView, Counted, MatchKind, QueryPartView, Segment},
};

/// Matched words and names, each with its strongest kind of match.
#[derive(Default)]
pub struct MatchedWords(BTreeMap<String, (MatchKind, Option<EntityId>)>);

impl MatchedWords {
    /// Adds a match.
    pub fn add_match(&mut self, (key, kind, entity): MatchedText<'_>) {
        let words = spelling_of(key).split_whitespace().collect::<Vec<_>>().join(" ");
        let known = self.0.entry(words).or_insert((kind, entity));
        if kind < known.0 {
            *known = (kind, entity);
        }
    }

    /// By kind of match, the strongest first, then alphabetically.
    pub fn into_sorted(self) -> Vec<(String, MatchKind, Option<EntityId>)> {
        let mut matched: Vec<_> = self.0.into_iter().map(|(term, (kind, entity))| (term, kind, entity)).collect();
        sort_by_key(&mut matched, |(_, kind, _)| *kind);
        matched
    }
}

/// How a query was read; empty where it has no operator.
pub fn query_reading(text: &str, query: &Query) -> Vec<QueryPartView> {
    let (mut at, mut units) = (0, 0);
    let mut units_before = |end: usize| {
        units += slice_text(text, at..end).encode_utf16().count();
        at = end;
        units
    };
    let parts = query.parts.iter().filter(|_| query.has_operators());
    let view = |part: &QueryPart| QueryPartView {
        text: slice_text(text, part.range.clone()).to_owned(),
        kind: part.kind,
        start: units_before(part.range.start),
        end: units_before(part.range.end),
    };
    parts.map(view).collect()
}

/// The row of an article in a list.
pub fn article_row(document: &Document, words: u32) -> ArticleRow {
    let title = document.title.as_ref().map(|title| title.text.clone());
    ArticleRow {
        id: document.id.clone(),
        label: document.display_label(),
        title,
        date: document.date.map(|line| line.date.to_iso()),
        source: document.source.clone(),
        url: document.url.clone(),
        language: document.language.map(|language| language.to_string()),
        words,
    }
}

/// Counts, the largest first, then by name.
pub fn sorted_counts<T: Ord>(counts: BTreeMap<T, u32>) -> Vec<Counted<T>> {
    let mut list: Vec<_> = counts.into_iter().map(|(name, count)| Counted { name, count }).collect();
    sort_by_key(&mut list, |counted| std::cmp::Reverse(counted.count));
    list
}

/// The reference of evidence to an article.
pub fn article_ref(document: &Document) -> ArticleRef {
    ArticleRef {
        id: document.id.clone(),
        label: document.display_label(),
        date: document.date.map(|line| line.date.to_iso()),
        source: document.source.clone(),
        url: document.url.clone(),
        language: document.language.map(|language| language.to_string()),
    }
}

/// The label of a hit, highlighted. Where it is made of opening words, it counts as body.
pub fn label_segments(
    document: &Document,
    label: &str,
    matcher: &QueryMatcher,
    marks: &[HighlightMark],
) -> Vec<Segment> {
    title_segments(document, matcher, marks, &[]).unwrap_or_else(|| marked_segments(label, IndexField::Body, matcher))
}

/// The title with matches and mentions highlighted; `None` without one.
pub fn title_segments(
    document: &Document,
    matcher: &QueryMatcher,
    marks: &[HighlightMark],
    names: &[(Span, u32)],
) -> Option<Vec<Segment>> {
    let title = document.title.as_ref()?;
    let in_text = title.span.filter(|span| span.slice_of(&document.text) == title.text);
    Some(match in_text {
        Some(span) => highlighted_segments(&document.text, span, marks, names),
        None => marked_segments(&title.text, IndexField::Title, matcher),
    })
}

/// A text that is no part of the article's own, highlighted.
fn marked_segments(text: &str, field: IndexField, matcher: &QueryMatcher) -> Vec<Segment> {
    let marks = matcher.find_marks(&IndexedPassage { field, text, span: None }, |_, _| {});
    highlighted_segments(text, Span::new(0, text.len()), &marks, &[])
}

/// The blocks of an article without the title. Nothing is highlighted in boilerplate.
/// `recurring` has the numbers of the blocks that recur in the collection, rising, with their articles; they are boilerplate, too.
pub fn block_views(
    document: &Document,
    recurring: &[(u32, u32)],
    marks: &[HighlightMark],
    names: &[(Span, u32)],
) -> Vec<BlockView> {
    let blocks = (0..).zip(&document.blocks).filter(|(_, block)| block.role != BlockRole::Title);
    let view = |(number, block): (u32, &DocumentBlock)| {
        let articles = recurring.iter().find(|&&(known, _)| known == number).map(|&(_, articles)| articles);
        let role = if articles.is_some() { BlockRole::Boilerplate } else { block.role };
        let (marks, names) = if role == BlockRole::Boilerplate { (&[][..], &[][..]) } else { (marks, names) };
        let segments = highlighted_segments(&document.text, block.span, marks, names);
        BlockView { role, recurring: articles, segments }
    };
    blocks.map(view).collect()
}

/// The entities and mentions of an article.
pub struct EntityMentions {
    /// The entities, most mentions first, with the number of mentions.
    pub entities: Vec<(EntityId, u32)>,
    /// Every mention, with the index of its entity in that list.
    pub mentions: Vec<(Span, u32)>,
}

/// The entities and mentions of a resolved annotation.
pub fn entity_mentions(resolved: &ResolvedAnnotation) -> EntityMentions {
    let mut counts: FxHashMap<EntityId, u32> = FxHashMap::default();
    let mut list: Vec<(EntityId, u32)> = Vec::new();
    for &(_, entity) in &resolved.entity_spans {
        let count = counts.entry(entity).or_insert(0);
        *count += 1;
        if *count == 1 {
            list.push((entity, 0));
        }
    }
    for (entity, count) in &mut list {
        let mentions = counts.get(entity).copied();
        debug_assert!(mentions.is_some(), "an entity that was not counted");
        *count = mentions.unwrap_or_default();
    }
    sort_by_key(&mut list, |&(_, count)| std::cmp::Reverse(count));
    let places: FxHashMap<EntityId, u32> = list.iter().map(|&(entity, _)| entity).zip(0..).collect();
    let names = resolved.entity_spans.iter().filter_map(|(span, entity)| Some((*span, *places.get(entity)?))).collect();
    EntityMentions { entities: list, mentions: names }
}
