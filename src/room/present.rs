//! Documents as the views show them.

use std::collections::BTreeMap;

use crate::{
    document::{Document, Role},
    index::{Field, Passage},
    order::sort_by_key,
    search::{Matcher, passage_segments, text_marks},
    span::Span,
    token::spelling,
    view::{ArticleRow, ArticleView, BlockView, MatchKind, Matched, Segment},
};

/// Words that matched, each with the surest way in which it did.
#[derive(Default)]
pub struct MatchedWords(BTreeMap<String, MatchKind>);

impl MatchedWords {
    /// Notes that the term with this key matched.
    pub fn add(&mut self, key: &str, kind: MatchKind) {
        let known = self.0.entry(spelling(key).to_owned()).or_insert(kind);
        *known = kind.min(*known);
    }

    /// The surest first, then by alphabet.
    pub fn sorted(self) -> Vec<Matched> {
        let mut matched: Vec<Matched> = self.0.into_iter().map(|(term, kind)| Matched { term, kind }).collect();
        sort_by_key(&mut matched, |matched| matched.kind);
        matched
    }
}

/// What a list shows of an article.
pub fn row(document: &Document, words: u32) -> ArticleRow {
    let title = document.title.as_ref().map(|title| title.text.clone());
    ArticleRow {
        id: document.id.clone(),
        label: document.label(),
        title,
        date: document.date.map(|line| line.date.iso()),
        source: document.source.clone(),
        url: document.url.clone(),
        language: document.language.map(|language| language.to_string()),
        words,
    }
}

/// The label of an article in an answer. Where it is made of opening words, it counts as body.
pub fn heading(document: &Document, label: &str, matcher: &Matcher) -> Vec<Segment> {
    let field = if document.title.is_some() { Field::Title } else { Field::Body };
    marked(label, field, matcher)
}

/// The segments of a text that stands by itself.
fn marked(text: &str, field: Field, matcher: &Matcher) -> Vec<Segment> {
    let marks = matcher.marks(&Passage { field, text, span: None }, |_, _| {});
    passage_segments(text, Span::new(0, text.len()), &marks)
}

/// A whole article with its hits marked.
pub fn article(
    document: &Document,
    words: u32,
    matcher: &Matcher,
    previous: Option<ArticleRow>,
    next: Option<ArticleRow>,
) -> ArticleView {
    let marks = text_marks(document, matcher, &mut |_, _| {});
    let blocks: Vec<BlockView> = document
        .blocks
        .iter()
        .filter(|block| block.role != Role::Title)
        .map(|block| {
            // Boilerplate was not searched, so it has no marks of its own.
            let segments = passage_segments(&document.text, block.span, &marks);
            BlockView { role: block.role, segments }
        })
        .collect();
    let heading = document.title.as_ref().map(|title| marked(&title.text, Field::Title, matcher));
    let hits = blocks.iter().flat_map(|block| &block.segments).chain(heading.iter().flatten());
    ArticleView {
        hits: hits.filter(|segment| segment.hit).count(),
        article: row(document, words),
        heading,
        blocks,
        previous,
        next,
    }
}
