//! Incremental editing: articles are added and removed by merging, without parsing the others again.

use super::{Room, RoomBuilder};
use crate::{
    doc_store::{DocStore, DocStoreBuilder},
    document::Language,
    error::Result,
    index::{InvertedIndex, MergeInput},
};

impl Room {
    /// A builder for articles that replace those with the ids `gone`; it keeps their ids distinct from all that stay. Fails with
    /// [`crate::ErrorKind::Input`] for a room in parts.
    pub fn additions(&self, gone: &[String], language: Option<Language>) -> Result<RoomBuilder> {
        let store = DocStoreBuilder::alongside(&self.doc_store, &self.doc_store.find_all(gone)?)?;
        let (documents, tokenizer) = (self.len(), self.tokenizer);
        Ok(RoomBuilder { doc_store: store, documents, language, tokenizer, ..RoomBuilder::default() })
    }

    /// A room without the articles with the ids `gone`, and with those of `added` at the end; unknown ids are ignored. The same, to the
    /// byte, as a room that is built so from the beginning. It is not recognised yet, since any article may be evidence for a name in
    /// another. Fails with [`crate::ErrorKind::Input`] for a room in parts.
    ///
    /// ```
    /// use reading_room::{Room, RoomBuilder, SearchOptions, Source};
    ///
    /// let source = |id: &str, text: &str| Source { id: Some(id.into()), text: text.into(), ..Source::default() };
    /// let (room, _) = Room::open([source("a", "Fog at dawn."), source("b", "Rain at noon.")])?;
    /// let gone = ["a".to_owned()];
    /// let mut added = room.additions(&gone, None)?;
    /// added.add(source("a", "Fog until noon."))?;
    /// let room = room.edited(&gone, added)?;
    /// assert_eq!(room.search("noon", &SearchOptions::default())?.total, 2);
    /// # Ok::<(), reading_room::Error>(())
    /// ```
    pub fn edited(&self, gone: &[String], added: RoomBuilder) -> Result<Room> {
        let (gone, added) = (self.doc_store.find_all(gone)?, added.build()?);
        let store = DocStore::merge_stores(&[(&self.doc_store, &gone), (&added.doc_store, &[])])?;
        let pieces =
            [MergeInput { index: &self.index, deleted: &gone }, MergeInput { index: &added.index, deleted: &[] }];
        Ok(Room::assemble(store, InvertedIndex::merge_indexes(&pieces)?, self.tokenizer).with_weights(self.weights))
    }
}
