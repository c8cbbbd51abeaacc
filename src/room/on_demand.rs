//! Recognition on demand: an article of a large room, whose articles are not all recognised, when it is opened.

use super::{Room, RoomBuilder};
use crate::document::DocumentId;
use crate::entity::{ArticleRecogniser, build_register, resolve::EntityCorrections, tag::EntityTagger};
use crate::error::Result;
use crate::repetition::Repetition;

impl Room {
    /// Recognises every article with `tagger` when it is asked for, by itself: without evidence from other articles,
    /// and with entities that have no ids. No effect in a room with a register.
    ///
    /// ```
    /// # use reading_room::{Room, Source, EntityTagger};
    /// # let model = std::fs::read("models/english.room-model").unwrap();
    /// let text = "Mayor Anna Berg opened the bridge on Monday. “It is late,” Berg said.";
    /// let (mut room, _) = Room::open([Source { id: Some("bridge".into()), text: text.into(), ..Source::default() }])?;
    /// assert!(room.article("bridge", "")?.quotes.is_empty());
    /// room.recognise_on_demand(EntityTagger::open(model)?);
    /// let article = room.article("bridge", "")?;
    /// assert_eq!(article.quotes[0].speaker.as_ref().unwrap().name, "Anna Berg");
    /// assert_eq!(article.entities[0].row.entity.id, "");
    /// # Ok::<(), reading_room::Error>(())
    /// ```
    pub fn recognise_on_demand(&mut self, tagger: EntityTagger) {
        self.tagger = Some(tagger);
    }

    /// A room of this article alone, with a register; `None` without a tagger, and in a room with a register.
    pub(super) fn single_article_room(&self, article: DocumentId) -> Result<Option<Room>> {
        let Some(tagger) = self.tagger.as_ref().filter(|_| self.register.is_none()) else { return Ok(None) };
        let document = self.doc_store.load_document(article)?;
        let annotation = ArticleRecogniser::new(tagger).annotate(&document);
        let mut builder = RoomBuilder { tokenizer: self.tokenizer, ..RoomBuilder::default() };
        builder.add_parsed(true, Ok(document))?;
        let room = builder.build()?;
        let corrections = EntityCorrections::default();
        let register = build_register(&room.doc_store, &[annotation], Repetition::default(), &corrections)?;
        Ok(Some(Room { register: Some(register), ..room }))
    }
}
