//! Documents as the views show them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    analysis::token::spelling_of,
    document::{BlockRole, Document},
    entity::{EntityId, register::ResolvedAnnotation},
    index::{IndexField, IndexedPassage},
    order::sort_by_key,
    search::{HighlightMark, MatchedText, QueryMatcher, highlighted_segments},
    span::Span,
    view::{ArticleRef, ArticleRow, BlockView, Counted, MatchKind, Segment},
};

/// Words and names that matched, each with the surest way in which it did.
#[derive(Default)]
pub struct MatchedWords(BTreeMap<String, (MatchKind, Option<EntityId>)>);

impl MatchedWords {
    /// Notes what matched.
    pub fn add_match(&mut self, (key, kind, entity): MatchedText<'_>) {
        let words = spelling_of(key).split_whitespace().collect::<Vec<_>>().join(" ");
        let known = self.0.entry(words).or_insert((kind, entity));
        if kind < known.0 {
            *known = (kind, entity);
        }
    }

    /// The surest first, then by alphabet.
    pub fn into_sorted(self) -> Vec<(String, MatchKind, Option<EntityId>)> {
        let mut matched: Vec<_> = self.0.into_iter().map(|(term, (kind, entity))| (term, kind, entity)).collect();
        sort_by_key(&mut matched, |(_, kind, _)| *kind);
        matched
    }
}

/// What a list shows of an article.
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

/// Counts by name, the largest first.
pub fn sorted_counts<T: Ord>(counts: BTreeMap<T, u32>) -> Vec<Counted<T>> {
    let mut list: Vec<_> = counts.into_iter().map(|(name, count)| Counted { name, count }).collect();
    sort_by_key(&mut list, |counted| std::cmp::Reverse(counted.count));
    list
}

/// An article as evidence refers to it.
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

/// The label of an article in an answer. Where it is made of opening words, it counts as body.
pub fn label_segments(
    document: &Document,
    label: &str,
    matcher: &QueryMatcher,
    marks: &[HighlightMark],
) -> Vec<Segment> {
    title_segments(document, matcher, marks, &[]).unwrap_or_else(|| marked_segments(label, IndexField::Body, matcher))
}

/// The headline with its marks and names, if there is one.
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

/// The segments of a text that stands by itself.
fn marked_segments(text: &str, field: IndexField, matcher: &QueryMatcher) -> Vec<Segment> {
    let marks = matcher.find_marks(&IndexedPassage { field, text, span: None }, |_, _| {});
    highlighted_segments(text, Span::new(0, text.len()), &marks, &[])
}

/// The blocks of an article, without the headline. Boilerplate was not read, so nothing is marked in it.
pub fn block_views(document: &Document, marks: &[HighlightMark], names: &[(Span, u32)]) -> Vec<BlockView> {
    let blocks = document.blocks.iter().filter(|block| block.role != BlockRole::Title);
    let cut = |span| highlighted_segments(&document.text, span, marks, names);
    blocks.map(|block| BlockView { role: block.role, segments: cut(block.span) }).collect()
}

/// Who and what an article names, and where.
pub struct EntityMentions {
    /// The entities, the most named first, with the number of mentions.
    pub entities: Vec<(EntityId, u32)>,
    /// Every mention, with the place of its entity in that list.
    pub mentions: Vec<(Span, u32)>,
}

/// The cast of a scene.
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
