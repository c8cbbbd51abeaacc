//! The articles of a room, packed one after another and unpacked one at a time.

use std::collections::BTreeMap;

use fst::Map;

use crate::{
    document::{Document, DocumentId},
    error::{Error, ErrorKind, Result},
    store::{Bytes, Numbers, Sections, Tag, damaged},
};

/// Collects documents for a [`Shelf`].
#[derive(Default)]
pub struct ShelfBuilder {
    documents: Vec<u8>,
    offsets: Vec<u32>,
    ids: BTreeMap<String, u32>,
}

impl ShelfBuilder {
    /// Puts `document` last. Where its id is taken already it gets a number behind it.
    ///
    /// Fails with [`ErrorKind::TooLarge`] when all articles together reach 4 GiB.
    pub fn add(&mut self, document: &mut Document) -> Result<DocumentId> {
        document.id = self.free_id(&document.id);
        let begin = u32::try_from(self.documents.len()).map_err(|_| too_large())?;
        let packed = postcard::to_allocvec(document).map_err(|_| damaged("an article cannot be packed"))?;
        if u32::try_from(self.documents.len() + packed.len()).is_err() {
            return Err(too_large());
        }
        self.documents.extend_from_slice(&packed);
        let number = self.offsets.len() as u32;
        self.offsets.push(begin);
        self.ids.insert(document.id.clone(), number);
        Ok(DocumentId(number))
    }

    fn free_id(&self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}~{number}"));
        let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
        candidates.find(|id| !self.ids.contains_key(id)).unwrap_or_default()
    }

    /// The finished shelf.
    pub fn build(mut self) -> Result<Shelf> {
        self.offsets.push(u32::try_from(self.documents.len()).map_err(|_| too_large())?);
        let ids = Map::from_iter(self.ids.into_iter().map(|(id, number)| (id, u64::from(number))));
        let ids = ids.map_err(|_| damaged("the ids are out of order"))?.into_fst().into_inner();
        Shelf::assemble(self.documents.into(), self.offsets.into_iter().collect(), ids.into())
    }
}

fn too_large() -> Error {
    Error::new(ErrorKind::TooLarge, "one room holds at most 4 GiB of articles")
}

/// The articles of a room.
pub struct Shelf {
    documents: Bytes,
    offsets: Numbers,
    ids: Map<Bytes>,
    id_bytes: Bytes,
}

impl Shelf {
    fn assemble(documents: Bytes, offsets: Numbers, id_bytes: Bytes) -> Result<Self> {
        let ids = Map::new(id_bytes.clone()).map_err(|_| damaged("the list of ids is damaged"))?;
        if offsets.len() != ids.len() + 1 {
            return Err(damaged("the articles and their ids do not fit each other"));
        }
        Ok(Shelf { documents, offsets, ids, id_bytes })
    }

    /// Takes the articles out of a stored room.
    pub fn open(sections: &Sections) -> Result<Self> {
        let documents = sections.take(Tag::Documents)?;
        Shelf::assemble(documents, sections.take(Tag::DocumentOffsets)?.into(), sections.take(Tag::DocumentIds)?)
    }

    /// The sections to store.
    pub fn sections(&self) -> Vec<(Tag, &[u8])> {
        vec![
            (Tag::Documents, self.documents.as_ref()),
            (Tag::DocumentOffsets, self.offsets.as_ref()),
            (Tag::DocumentIds, self.id_bytes.as_ref()),
        ]
    }

    /// Number of articles.
    pub fn len(&self) -> u32 {
        self.ids.len() as u32
    }

    /// The article with this number.
    pub fn get(&self, id: DocumentId) -> Result<Document> {
        let packed = self.offsets.slice(id.0 as usize, &self.documents);
        postcard::from_bytes(packed).map_err(|_| damaged("an article is damaged"))
    }

    /// The number of the article with this id.
    pub fn find(&self, id: &str) -> Option<DocumentId> {
        self.ids.get(id).map(|number| DocumentId(number as u32))
    }
}
