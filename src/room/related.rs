//! Views of similar articles and key sentences.

use std::cmp::Reverse;

use super::Room;
use crate::analysis::token::spelling_of;
use crate::document::Document;
use crate::entity::register::ResolvedAnnotation;
use crate::error::Result;
use crate::order::sort_by_key;
use crate::search::{Similar, excerpt_segments};
use crate::span::Span;
use crate::storage::lazy_parts::collect_all;
use crate::view::{RelatedView, Segment};

/// Most shared entities, and most shared terms, that are shown.
const MAX_SHOWN_IN_COMMON: usize = 4;
/// Most versions of the same story that are passed over.
const MAX_PASSED_OVER: usize = 50;

impl Room {
    /// Similar articles of other stories by shared characteristic terms and entities (tf–idf), nearest first, at most `limit`. Fails with
    /// [`crate::ErrorKind::NotFound`] for an unknown id.
    pub fn related(&self, id: &str, limit: usize) -> Result<Vec<RelatedView>> {
        let number = self.find_article(id)?;
        // Versions of the same story are no news; they are listed beside it.
        let versions = self.versions_of(number);
        let article = self.doc_store.load_document(number)?;
        let similar = self.corpus().similar(number, &article, limit + versions.len().min(MAX_PASSED_OVER))?;
        let others = similar.into_iter().filter(|similar| !versions.contains(&similar.document)).take(limit);
        collect_all(others.map(|similar| self.related_view(similar)))
    }

    fn related_view(&self, similar: Similar) -> Result<RelatedView> {
        let Similar { document, score, mut entities, mut terms } = similar;
        let by_weight = |weight: f32| Reverse((weight * 1e3) as u32);
        sort_by_key(&mut entities, |&(entity, weight)| (by_weight(weight), entity));
        sort_by_key(&mut terms, |&(term, weight)| (by_weight(weight), term));
        let entities: Vec<_> = entities
            .iter()
            .take(MAX_SHOWN_IN_COMMON)
            .map(|&(entity, _)| self.entity_ref(entity))
            .collect::<Result<_>>()?;
        let terms = terms.iter().map(|&(term, _)| self.index.term_key(term)).collect::<Result<Vec<_>>>()?;
        // A term in the name of a shared entity is not repeated.
        let is_in_name =
            |word: &str| entities.iter().any(|entity| crate::analysis::fold::fold(&entity.name).contains(word));
        let terms = terms
            .iter()
            .map(|key| spelling_of(key).to_owned())
            .filter(|word| !is_in_name(&crate::analysis::fold::fold(word)));
        Ok(RelatedView {
            terms: terms.take(MAX_SHOWN_IN_COMMON).collect(),
            article: self.article_row(document)?,
            score: f64::from(score),
            entities,
        })
    }

    /// The key sentences, in text order.
    pub(super) fn key_sentences(
        &self,
        document: &Document,
        resolved: &ResolvedAnnotation,
    ) -> Result<Vec<Vec<Segment>>> {
        let mentions: Vec<Span> = resolved.entity_spans.iter().map(|&(mention, _)| mention).collect();
        let sentences = self.corpus().key_sentences(document, &mentions)?;
        Ok(sentences.into_iter().map(|span| excerpt_segments(&document.text, span, &[])).collect())
    }
}
