//! The view of a whole article.

use super::{Room, present, present::EntityMentions};
use crate::document::{Document, DocumentId};
use crate::entity::register::ResolvedAnnotation;
use crate::error::{Error, ErrorKind, Result};
use crate::search::{SearchRequest, highlight_text};
use crate::storage::lazy_parts::combine_both;
use crate::view::{AmountView, ArticleEntity, ArticleView, DateView, QuoteView, Recognition};

impl Room {
    /// A whole article, matches of `query` and entity mentions highlighted. An empty query highlights mentions alone. Fails with
    /// [`ErrorKind::NotFound`] for an unknown id.
    pub fn article(&self, id: &str, query: &str) -> Result<ArticleView> {
        let number = self.find_article(id)?;
        let query = self.parse(query);
        let answer =
            self.answer_request(SearchRequest::for_words(&query, 0)).and_then(|answer| answer.with(|_| Ok(())));
        let around = combine_both(answer, self.neighbour_rows(number));
        let (document, ((answer, ()), (previous, next))) = combine_both(self.doc_store.load_document(number), around)?;
        let matcher = answer.matcher;
        let alone = self.single_article_room(number)?;
        let (named, at) = alone.as_ref().map_or((self, number), |alone| (alone, DocumentId(0)));
        let resolved = named.annotation_of(at)?;
        let marks = highlight_text(&document, &resolved, &matcher, &mut |_| {});
        let EntityMentions { entities, mentions: names } = present::entity_mentions(&resolved);
        let heading = present::title_segments(&document, &matcher, &marks, &names);
        let recurring: Vec<(u32, u32)> =
            self.repetition().map(|known| known.recurring.blocks_of(number).collect()).unwrap_or_default();
        let blocks = present::block_views(&document, &recurring, &marks, &names);
        let entities =
            entities.into_iter().map(|(entity, here)| Ok(ArticleEntity { row: named.entity_row(entity)?, here }));
        let mut entities: Vec<ArticleEntity> = entities.collect::<Result<_>>()?;
        let mut quotes = named.quotes_in(&document, &resolved)?;
        let mut amounts = named.amounts_in(&document, &resolved)?;
        if alone.is_some() {
            // Entities of a single article have no id in the whole room.
            entities.iter_mut().for_each(|entity| entity.row.entity.id.clear());
            quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut()).for_each(|speaker| speaker.id.clear());
            let parties = amounts.iter_mut().flat_map(|amount| [&mut amount.giver_entity, &mut amount.receiver_entity]);
            parties.flatten().for_each(|party| party.id.clear());
        }
        let own = self.set_aside(number, document.clone());
        let hits = blocks.iter().flat_map(|block| &block.segments).chain(heading.iter().flatten());
        Ok(ArticleView {
            hits: hits.filter(|segment| segment.hit).count(),
            article: present::article_row(&document, self.word_count(number)),
            recognition: named.recognition_of(at),
            entities,
            key_sentences: self.key_sentences(&own, &resolved)?,
            versions: self.version_views(number, &own)?,
            quotes,
            amounts,
            dates: self.dates_in(&document, &resolved),
            heading,
            blocks,
            previous,
            next,
        })
    }

    /// The number of the article with this id; fails with [`ErrorKind::NotFound`].
    pub(super) fn find_article(&self, id: &str) -> Result<DocumentId> {
        let number = self.doc_store.find_document(id)?;
        number.ok_or_else(|| Error::new(ErrorKind::NotFound, format!("no article has the id “{id}”")))
    }

    /// To what extent entities were recognised in an article.
    pub(super) fn recognition_of(&self, document: DocumentId) -> Recognition {
        if self.register.is_none() {
            return Recognition::None;
        }
        let covered = crate::entity::tag::covers_language(
            self.index.document_language(document),
            self.word_count(document) as usize,
        );
        if covered { Recognition::Full } else { Recognition::Limited }
    }

    /// The index of the sentence that ends behind byte `at`; the number of sentences where none does.
    pub(super) fn sentence_at(document: &Document, at: u32) -> usize {
        document.sentences.partition_point(|sentence| sentence.end <= at)
    }

    fn quotes_in(&self, document: &Document, resolved: &ResolvedAnnotation) -> Result<Vec<QuoteView>> {
        resolved.annotation.quotes.iter().map(|quote| self.quote_view(document, resolved, quote)).collect()
    }

    fn amounts_in(&self, document: &Document, resolved: &ResolvedAnnotation) -> Result<Vec<AmountView>> {
        resolved.annotation.amounts.iter().map(|amount| self.amount_view(document, resolved, amount)).collect()
    }

    fn dates_in(&self, document: &Document, resolved: &ResolvedAnnotation) -> Vec<DateView> {
        resolved.annotation.dates.iter().map(|date| self.date_view(document, date)).collect()
    }
}
