//! The annotation of an article with its mentions resolved to entities.

use super::Register;
use crate::document::DocumentId;
use crate::entity::{ArticleAnnotation, EntityId};
use crate::error::Result;
use crate::span::Span;
use crate::storage::container::damaged_error;

/// An annotation together with the entities behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResolvedAnnotation {
    /// Mentions and facts.
    pub annotation: ArticleAnnotation,
    /// Entity of each mention, in the same order.
    pub entities: Vec<Option<EntityId>>,
    /// Spans of resolved mentions, rising.
    pub entity_spans: Vec<(Span, EntityId)>,
    /// Spans of attributed quotations with the speaker's entity, rising.
    pub speaker_spans: Vec<(Span, EntityId)>,
}

impl ResolvedAnnotation {
    /// Entity of the mention with this place in the annotation.
    pub fn entity_of_mention(&self, mention: u32) -> Option<EntityId> {
        self.entities.get(mention as usize).copied().flatten()
    }
}

impl Register {
    /// The resolved annotation of an article.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`].
    pub fn resolved_annotation(&self, document: DocumentId) -> Result<ResolvedAnnotation> {
        let annotation = self.annotation(document)?;
        let entities: Vec<Option<EntityId>> = self.mention_list(document).map(|member| member.entity).collect();
        let is_mention = |mention: u32| (mention as usize) < annotation.mentions.len();
        let speakers = annotation.quotes.iter().filter_map(|quote| quote.speaker);
        let roles = annotation.roles.iter().map(|role| role.mention);
        if entities.len() != annotation.mentions.len() || !speakers.chain(roles).all(is_mention) {
            return Err(damaged_error("what was recognised in an article and its entities do not fit each other"));
        }
        let mut resolved = ResolvedAnnotation { annotation, entities, ..ResolvedAnnotation::default() };
        let pairs = resolved.annotation.mentions.iter().zip(&resolved.entities);
        resolved.entity_spans = pairs.filter_map(|(mention, entity)| Some((mention.span, (*entity)?))).collect();
        let quotes = resolved.annotation.quotes.iter();
        resolved.speaker_spans =
            quotes.filter_map(|quote| Some((quote.span, resolved.entity_of_mention(quote.speaker?)?))).collect();
        Ok(resolved)
    }
}
