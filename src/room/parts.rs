//! A large room in parts: a head that is always there, and what is asked for when it is asked for.

use super::Room;
use crate::{
    error::Result,
    storage::{
        container::{self, SectionTag},
        room_part::RoomPart,
    },
};

/// Bytes of terms, their documents and their positions in one part and its companion: small enough to be fetched for one word, large
/// enough that the table of all parts stays small.
const TERMS_BYTES: usize = 64 * 1024;

/// Bytes of articles in one part.
const DOCUMENTS_BYTES: usize = 16 * 1024;

impl Room {
    /// This room cut into parts, each handed to `take`; answers with the head, which [`Room::from_bytes`] opens. Names are not in
    /// them: what an article says of a name is asked of all others.
    ///
    /// Fails where `take` fails, and for a room that is itself in parts.
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

    /// Takes a part that an answer was missing.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`], and the room is as it was.
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
