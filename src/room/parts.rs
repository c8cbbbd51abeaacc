//! Cutting a large room into a head and lazily loaded parts.

use super::Room;
use crate::{
    error::Result,
    storage::{
        container::{self, SectionTag},
        room_part::RoomPart,
    },
};

/// Size of a shard, terms, posting lists and positions together, in bytes: small enough to be fetched for one word, large enough that
/// the table of all shards stays small.
const TERMS_BYTES: usize = 64 * 1024;

/// Size of a chunk of the doc store, in bytes of encoded documents.
const DOCUMENTS_BYTES: usize = 16 * 1024;

impl Room {
    /// Cuts this room into parts and hands each to `take`. Returns the head, which [`Room::from_bytes`] opens. The register is not among
    /// them: resolving a name needs all articles.
    ///
    /// Fails where `take` fails, and with [`crate::ErrorKind::Input`] for a room in parts.
    pub fn cut_parts(&self, mut take: impl FnMut(RoomPart, Vec<u8>) -> Result<()>) -> Result<Vec<u8>> {
        let [shards, words] = self.index.cut_parts(TERMS_BYTES, &mut take)?;
        let runs = self.doc_store.cut_chunks(DOCUMENTS_BYTES, &mut take)?;
        let lengths = self.index.length_planes();
        let mut sections = vec![
            (SectionTag::ShardTable, shards.as_slice()),
            (SectionTag::SpellingTable, words.as_slice()),
            (SectionTag::DocStoreTable, runs.as_slice()),
            (SectionTag::LengthPlanes, lengths.as_slice()),
        ];
        sections.extend(self.index.head_sections());
        container::write_container(&sections)
    }

    /// Adds a part that an error named in [`crate::Error::missing_parts`]. A part that is loaded already stays.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`], and leaves the room as it was.
    ///
    /// ```
    /// use reading_room::{Room, SearchOptions, Source};
    ///
    /// let (whole, _) = Room::open([Source { text: "Fog at dawn.".into(), ..Source::default() }])?;
    /// let mut parts = std::collections::HashMap::new();
    /// let head = whole.cut_parts(|part, bytes| {
    ///     parts.insert(part, bytes);
    ///     Ok(())
    /// })?;
    /// let room = Room::from_bytes(head)?;
    /// let answer = loop {
    ///     match room.search("fog", &SearchOptions::default()) {
    ///         Ok(answer) => break answer,
    ///         Err(error) if error.missing_parts().is_empty() => return Err(error),
    ///         Err(error) => error.missing_parts().iter().try_for_each(|part| room.put_part(*part, parts[part].clone()))?,
    ///     }
    /// };
    /// assert_eq!(answer.total, 1);
    /// # Ok::<(), reading_room::Error>(())
    /// ```
    pub fn put_part(&self, part: RoomPart, bytes: Vec<u8>) -> Result<()> {
        match part {
            RoomPart::Terms(_) | RoomPart::Positions(_) | RoomPart::Spellings(_) => self.index.put_part(part, bytes),
            RoomPart::Documents(_) | RoomPart::DocumentIds => self.doc_store.put_part(part, bytes),
        }
    }
}
