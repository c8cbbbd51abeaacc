//! The articles of a room, packed one after another and unpacked one at a time.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    dictionary::Dictionary,
    document::{Document, DocumentId},
    error::{Error, ErrorKind, Result},
    order::sort_by,
    store::{Bytes, Numbers, Sections, Tag, damaged},
};

/// Collects documents for a [`Shelf`].
#[derive(Default)]
pub struct ShelfBuilder {
    documents: Vec<u8>,
    offsets: Vec<u32>,
    ids: FxHashMap<String, u32>,
    /// Ids of articles beside which these will stand.
    taken: FxHashSet<String>,
    /// The last number given to a namesake of each id.
    namesakes: FxHashMap<String, u32>,
}

impl ShelfBuilder {
    /// For documents that will stand beside those of `shelf` that are not `gone`.
    pub fn beside(shelf: &Shelf, gone: &[DocumentId]) -> Self {
        let stays = |rank: u32| gone.binary_search(&DocumentId(shelf.numbers.get(rank as usize))).is_err();
        let mut taken = FxHashSet::default();
        let mut ids = shelf.ids.cursor();
        while ids.advance() {
            if stays(ids.rank()) {
                taken.insert(ids.key().to_owned());
            }
        }
        ShelfBuilder { taken, ..ShelfBuilder::default() }
    }

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

    fn free_id(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while self.ids.contains_key(&id) || self.taken.contains(&id) {
            let number = self.namesakes.entry(wanted.to_owned()).or_insert(1);
            *number += 1;
            id = format!("{wanted}~{number}");
        }
        id
    }

    /// The finished shelf.
    pub fn build(self) -> Result<Shelf> {
        let ids = self.ids.into_iter().collect();
        assemble(self.documents, self.offsets, ids)
    }
}

/// A shelf of `documents`, each of which begins at its offset.
fn assemble(documents: Vec<u8>, mut offsets: Vec<u32>, mut ids: Vec<(String, u32)>) -> Result<Shelf> {
    offsets.push(u32::try_from(documents.len()).map_err(|_| too_large())?);
    sort_by(&mut ids, |(a, _), (b, _)| a.cmp(b));
    Shelf::assemble(Shelf {
        documents: documents.into(),
        offsets: offsets.into_iter().collect(),
        ids: Dictionary::build(ids.iter().map(|(id, _)| id.as_str())),
        numbers: ids.iter().map(|&(_, number)| number).collect(),
    })
}

fn too_large() -> Error {
    Error::new(ErrorKind::TooLarge, "one room holds at most 4 GiB of articles")
}

/// The articles of a room.
pub struct Shelf {
    documents: Bytes,
    offsets: Numbers,
    ids: Dictionary,
    /// The number of the article with each id, in the order of the ids.
    numbers: Numbers,
}

impl Shelf {
    fn assemble(shelf: Shelf) -> Result<Self> {
        let articles = shelf.ids.len() as usize;
        if shelf.offsets.len() != articles + 1 || shelf.numbers.len() != articles {
            return Err(damaged("the articles and their ids do not fit each other"));
        }
        Ok(shelf)
    }

    /// One shelf of the articles of several that stay, in their order. No two have one id.
    pub fn join(pieces: &[(&Shelf, &[DocumentId])]) -> Result<Self> {
        let (mut documents, mut offsets, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        for (shelf, gone) in pieces {
            let mut numbers = vec![None; shelf.len() as usize];
            for (at, number) in numbers.iter_mut().enumerate() {
                if gone.binary_search(&DocumentId(at as u32)).is_ok() {
                    continue;
                }
                *number = Some(offsets.len() as u32);
                offsets.push(u32::try_from(documents.len()).map_err(|_| too_large())?);
                documents.extend_from_slice(shelf.offsets.slice(at, &shelf.documents));
            }
            let mut names = shelf.ids.cursor();
            while names.advance() {
                let number = shelf.numbers.get(names.rank() as usize) as usize;
                ids.extend(numbers.get(number).copied().flatten().map(|number| (names.key().to_owned(), number)));
            }
        }
        assemble(documents, offsets, ids)
    }

    /// Takes the articles out of a stored room.
    pub fn open(sections: &Sections) -> Result<Self> {
        Shelf::assemble(Shelf {
            documents: sections.take(Tag::Documents)?,
            offsets: sections.take(Tag::DocumentOffsets)?.into(),
            ids: Dictionary::open(sections.take(Tag::DocumentIds)?)?,
            numbers: sections.take(Tag::DocumentNumbers)?.into(),
        })
    }

    /// The sections to store.
    pub fn sections(&self) -> Vec<(Tag, &[u8])> {
        vec![
            (Tag::Documents, self.documents.as_ref()),
            (Tag::DocumentOffsets, self.offsets.as_ref()),
            (Tag::DocumentIds, self.ids.as_bytes()),
            (Tag::DocumentNumbers, self.numbers.as_ref()),
        ]
    }

    /// Number of articles.
    pub fn len(&self) -> u32 {
        self.ids.len()
    }

    /// The article with this number.
    pub fn get(&self, id: DocumentId) -> Result<Document> {
        let packed = self.offsets.slice(id.0 as usize, &self.documents);
        postcard::from_bytes(packed).map_err(|_| damaged("an article is damaged"))
    }

    /// The number of the article with this id.
    pub fn find(&self, id: &str) -> Option<DocumentId> {
        self.ids.find(id).map(|rank| DocumentId(self.numbers.get(rank as usize)))
    }
}
