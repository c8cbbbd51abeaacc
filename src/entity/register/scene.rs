//! The annotation of an article with its mentions resolved to entities.

use super::Register;
use crate::document::DocumentId;
use crate::entity::{Annotation, EntityId};
use crate::error::Result;
use crate::span::Span;
use crate::store::damaged;

/// An annotation together with the entities behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scene {
    /// Mentions and facts.
    pub annotation: Annotation,
    /// Entity of each mention, in the same order.
    pub entities: Vec<Option<EntityId>>,
    /// Spans of resolved mentions, rising.
    pub mentions: Vec<(Span, EntityId)>,
    /// Spans of attributed quotations with the speaker's entity, rising.
    pub quotes: Vec<(Span, EntityId)>,
}

impl Scene {
    /// Entity of the mention with this place in the annotation.
    pub fn entity(&self, mention: u32) -> Option<EntityId> {
        self.entities.get(mention as usize).copied().flatten()
    }
}

impl Register {
    /// The resolved annotation of an article.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`].
    pub fn scene(&self, document: DocumentId) -> Result<Scene> {
        let annotation = self.annotation(document)?;
        let entities: Vec<Option<EntityId>> = self.cast(document).map(|member| member.entity).collect();
        let is_mention = |mention: u32| (mention as usize) < annotation.mentions.len();
        let speakers = annotation.quotes.iter().filter_map(|quote| quote.speaker);
        let roles = annotation.roles.iter().map(|role| role.mention);
        if entities.len() != annotation.mentions.len() || !speakers.chain(roles).all(is_mention) {
            return Err(damaged("what was recognised in an article and its entities do not fit each other"));
        }
        let mut scene = Scene { annotation, entities, ..Scene::default() };
        let places = scene.annotation.mentions.iter().zip(&scene.entities);
        scene.mentions = places.filter_map(|(mention, entity)| Some((mention.span, (*entity)?))).collect();
        let quotes = scene.annotation.quotes.iter();
        scene.quotes = quotes.filter_map(|quote| Some((quote.span, scene.entity(quote.speaker?)?))).collect();
        Ok(scene)
    }
}
