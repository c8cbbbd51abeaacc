//! The doc store: documents encoded one after another (postcard), decoded one at a time, with a dictionary of their ids. That of a
//! large room is cut into chunks that are loaded lazily.
//!
//! Useful for access by document number or id. Not useful for scanning all documents: each is decoded whole.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    document::{Document, DocumentId},
    error::{Error, ErrorKind, Result},
    order::{sort_by, sort_by_key},
    storage::{
        container::{self, IntegerColumn, SectionTag, SharedBytes, StoredSections, damaged_error},
        lazy_parts::LazyParts,
        room_part::RoomPart,
        term_dictionary::TermDictionary,
    },
};

/// Collects documents for a [`DocStore`].
#[derive(Default)]
pub struct DocStoreBuilder {
    documents: Vec<u8>,
    offsets: Vec<u32>,
    /// Buffer for the document that is being added.
    encoded: Vec<u8>,
    ids: FxHashMap<String, u32>,
    /// Ids that are taken by documents of another store.
    taken_ids: FxHashSet<String>,
    /// The last suffix given to a duplicate of each id.
    duplicate_counts: FxHashMap<String, u32>,
}

impl DocStoreBuilder {
    /// For documents that will be merged with those of `store` that are not `gone` (rising), so that ids stay unique. Fails with
    /// [`ErrorKind::Input`] for a store in chunks.
    pub fn alongside(store: &DocStore, gone: &[DocumentId]) -> Result<Self> {
        let (_, DocumentIdIndex { ids, numbers }) = store.as_single_chunk()?;
        let mut taken = FxHashSet::default();
        let mut ids = ids.key_cursor();
        while ids.advance() {
            if gone.binary_search(&DocumentId(numbers.get(ids.rank() as usize))).is_err() {
                taken.insert(ids.key().to_owned());
            }
        }
        Ok(DocStoreBuilder { taken_ids: taken, ..DocStoreBuilder::default() })
    }

    /// Reserves memory for documents of `bytes` bytes of text and title in all. Does nothing where it cannot be had.
    pub fn reserve(&mut self, bytes: usize) {
        // The rest of an encoded document is less than a fourth. A failed reservation only means growing step by step.
        let _ = self.documents.try_reserve(bytes.saturating_add(bytes / 4));
    }

    /// Appends `document`. A duplicate id gets a suffix: `fog~2`.
    ///
    /// Fails with [`ErrorKind::TooLarge`] when all encoded documents together reach 4 GiB.
    pub fn add_document(&mut self, document: &mut Document) -> Result<DocumentId> {
        document.id = self.unique_id(&document.id);
        let begin = u32::try_from(self.documents.len()).map_err(|_| too_large_error())?;
        self.encoded.clear();
        let packed = postcard::to_extend(document, std::mem::take(&mut self.encoded));
        self.encoded = packed.map_err(|_| damaged_error("an article cannot be packed"))?;
        if u32::try_from(self.documents.len() + self.encoded.len()).is_err() {
            return Err(too_large_error());
        }
        self.documents.extend_from_slice(&self.encoded);
        let number = self.offsets.len() as u32;
        self.offsets.push(begin);
        self.ids.insert(document.id.clone(), number);
        Ok(DocumentId(number))
    }

    fn unique_id(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while self.ids.contains_key(&id) || self.taken_ids.contains(&id) {
            let number = self.duplicate_counts.entry(wanted.to_owned()).or_insert(1);
            *number += 1;
            id = format!("{wanted}~{number}");
        }
        id
    }

    /// The finished doc store.
    pub fn build(self) -> Result<DocStore> {
        let ids = self.ids.into_iter().collect();
        assemble_store(self.documents, self.offsets, ids)
    }
}

/// A doc store of encoded `documents`, each of which begins at its offset.
fn assemble_store(documents: Vec<u8>, mut offsets: Vec<u32>, mut ids: Vec<(String, u32)>) -> Result<DocStore> {
    offsets.push(u32::try_from(documents.len()).map_err(|_| too_large_error())?);
    sort_by(&mut ids, |(a, _), (b, _)| a.cmp(b));
    DocStore::single_chunk(
        DocStoreChunk { documents: documents.into(), offsets: offsets.into_iter().collect() },
        DocumentIdIndex {
            ids: TermDictionary::build(ids.iter().map(|(id, _)| id.as_str())),
            numbers: ids.iter().map(|&(_, number)| number).collect(),
        },
    )
}

fn unfit() -> Error {
    damaged_error("the articles and their ids do not fit each other")
}

fn too_large_error() -> Error {
    Error::new(ErrorKind::TooLarge, "one room holds at most 4 GiB of articles")
}

/// A chunk: successive encoded documents and where each begins.
struct DocStoreChunk {
    documents: SharedBytes,
    offsets: IntegerColumn,
}

impl DocStoreChunk {
    fn open(sections: &StoredSections) -> Result<Self> {
        let documents = sections.take_section(SectionTag::Documents)?;
        let offsets =
            IntegerColumn::from(sections.take_section(SectionTag::DocumentOffsets)?).offsets_in(&documents)?;
        Ok(DocStoreChunk { documents, offsets })
    }

    fn articles(&self) -> u32 {
        self.offsets.len() as u32 - 1
    }

    fn sections(&self) -> Vec<(SectionTag, &[u8])> {
        vec![(SectionTag::Documents, self.documents.as_ref()), (SectionTag::DocumentOffsets, self.offsets.as_ref())]
    }
}

/// The dictionary of document ids.
struct DocumentIdIndex {
    ids: TermDictionary,
    /// The number of the document with each id, in the order of the ids.
    numbers: IntegerColumn,
}

impl DocumentIdIndex {
    fn open(sections: &StoredSections) -> Result<Self> {
        let numbers: IntegerColumn = sections.take_section(SectionTag::DocumentNumbers)?.into();
        let ids = TermDictionary::open(sections.take_section(SectionTag::DocumentIds)?)?;
        if numbers.len() != ids.len() as usize {
            return Err(unfit());
        }
        Ok(DocumentIdIndex { ids, numbers })
    }

    fn find(&self, id: &str) -> Option<DocumentId> {
        self.ids.find_rank(id).map(|rank| DocumentId(self.numbers.get(rank as usize)))
    }

    fn sections(&self) -> Vec<(SectionTag, &[u8])> {
        vec![(SectionTag::DocumentIds, self.ids.as_bytes()), (SectionTag::DocumentNumbers, self.numbers.as_ref())]
    }
}

/// The doc store of a room.
pub struct DocStore {
    /// The number of the first document of each chunk, and of all documents.
    first_documents: IntegerColumn,
    chunks: LazyParts<DocStoreChunk>,
    ids: LazyParts<DocumentIdIndex>,
}

impl DocStore {
    fn single_chunk(chunk: DocStoreChunk, ids: DocumentIdIndex) -> Result<Self> {
        let articles = ids.ids.len();
        if chunk.articles() != articles {
            return Err(unfit());
        }
        Ok(DocStore {
            first_documents: [0, articles].into_iter().collect(),
            chunks: LazyParts::single_part(RoomPart::Documents, chunk),
            ids: LazyParts::single_part(|_| RoomPart::DocumentIds, ids),
        })
    }

    /// Merges stores, each without the documents to delete (rising). Documents keep their order; the caller sees to it that ids are unique.
    pub fn merge_stores(pieces: &[(&DocStore, &[DocumentId])]) -> Result<Self> {
        let (mut documents, mut offsets, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        for (store, gone) in pieces {
            let (chunk, id_index) = store.as_single_chunk()?;
            let mut numbers = vec![None; store.len() as usize];
            for (at, number) in numbers.iter_mut().enumerate() {
                if gone.binary_search(&DocumentId(at as u32)).is_ok() {
                    continue;
                }
                *number = Some(offsets.len() as u32);
                offsets.push(u32::try_from(documents.len()).map_err(|_| too_large_error())?);
                documents.extend_from_slice(chunk.offsets.slice_between(at, &chunk.documents));
            }
            let mut cursor = id_index.ids.key_cursor();
            while cursor.advance() {
                let number = id_index.numbers.get(cursor.rank() as usize) as usize;
                ids.extend(numbers.get(number).copied().flatten().map(|number| (cursor.key().to_owned(), number)));
            }
        }
        assemble_store(documents, offsets, ids)
    }

    /// Opens the doc store of a stored room; of a large one without its chunks. Fails with [`ErrorKind::Damaged`].
    pub fn open(sections: &StoredSections) -> Result<Self> {
        if !sections.has_section(SectionTag::DocStoreTable) {
            return DocStore::single_chunk(DocStoreChunk::open(sections)?, DocumentIdIndex::open(sections)?);
        }
        let firsts: IntegerColumn = sections.take_section(SectionTag::DocStoreTable)?.into();
        let chunks = LazyParts::unloaded(RoomPart::Documents, firsts.len().checked_sub(1).ok_or_else(unfit)?);
        Ok(DocStore { first_documents: firsts, chunks, ids: LazyParts::unloaded(|_| RoomPart::DocumentIds, 1) })
    }

    /// The sections to store. Fails with [`ErrorKind::Input`] for a store in chunks.
    pub fn sections(&self) -> Result<Vec<(SectionTag, &[u8])>> {
        let (chunk, ids) = self.as_single_chunk()?;
        Ok([chunk.sections(), ids.sections()].concat())
    }

    fn as_single_chunk(&self) -> Result<(&DocStoreChunk, &DocumentIdIndex)> {
        let detail = "a room that comes in parts can be asked, not changed or stored";
        self.chunks.as_single().zip(self.ids.as_single()).ok_or_else(|| Error::new(ErrorKind::Input, detail))
    }

    /// Cuts the store into chunks of about `bytes` bytes and hands each to `take`. Returns the table of chunks for the head of the room.
    pub fn cut_chunks(&self, bytes: usize, take: &mut impl FnMut(RoomPart, Vec<u8>) -> Result<()>) -> Result<Vec<u8>> {
        let (chunk, ids) = self.as_single_chunk()?;
        take(RoomPart::DocumentIds, container::write_container(&ids.sections())?)?;
        let (mut firsts, mut at) = (vec![0u32], 0);
        while at < self.len() {
            let (mut documents, mut offsets) = (Vec::new(), vec![0u32]);
            while at < self.len() && documents.len() < bytes {
                documents.extend_from_slice(chunk.offsets.slice_between(at as usize, &chunk.documents));
                offsets.push(documents.len() as u32);
                at += 1;
            }
            let cut = DocStoreChunk { documents: documents.into(), offsets: offsets.into_iter().collect() };
            take(RoomPart::Documents(firsts.len() as u32 - 1), container::write_container(&cut.sections())?)?;
            firsts.push(at);
        }
        Ok(firsts.into_iter().flat_map(u32::to_le_bytes).collect())
    }

    /// Adds a part that was loaded. Fails with [`ErrorKind::Damaged`].
    pub fn put_part(&self, part: RoomPart, bytes: Vec<u8>) -> Result<()> {
        let sections = StoredSections::open(bytes)?;
        match part {
            RoomPart::Documents(number) => {
                let (chunk, at) = (DocStoreChunk::open(&sections)?, number as usize);
                if at + 1 >= self.first_documents.len()
                    || self.first_documents.get(at).checked_add(chunk.articles())
                        != Some(self.first_documents.get(at + 1))
                {
                    return Err(unfit());
                }
                self.chunks.put_part(at, chunk);
            }
            RoomPart::DocumentIds => {
                let ids = DocumentIdIndex::open(&sections)?;
                if ids.ids.len() != self.len() {
                    return Err(unfit());
                }
                self.ids.put_part(0, ids);
            }
            _ => {}
        }
        Ok(())
    }

    /// Number of documents.
    pub fn len(&self) -> u32 {
        self.first_documents.get(self.first_documents.len() - 1)
    }

    /// Decodes the document with this number. Fails with [`ErrorKind::MissingParts`] or [`ErrorKind::Damaged`].
    pub fn load_document(&self, id: DocumentId) -> Result<Document> {
        let at = self.chunk_of(id);
        let chunk = self.chunks.get(at)?;
        let packed = chunk.offsets.slice_between((id.0 - self.first_documents.get(at)) as usize, &chunk.documents);
        postcard::from_bytes(packed).map_err(|_| damaged_error("an article is damaged"))
    }

    /// The number of the chunk that holds a document, by binary search.
    fn chunk_of(&self, id: DocumentId) -> usize {
        let (mut low, mut high) = (0, self.first_documents.len().saturating_sub(1));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.first_documents.get(middle) <= id.0 { low = middle } else { high = middle }
        }
        low
    }

    /// The number of the document with this id; `None` if there is none.
    pub fn find_document(&self, id: &str) -> Result<Option<DocumentId>> {
        Ok(self.ids.get(0)?.find(id))
    }

    /// The numbers of the documents with these ids, rising; unknown ids are ignored. Fails with [`ErrorKind::Input`] for a store in chunks.
    pub fn find_all(&self, ids: &[String]) -> Result<Vec<DocumentId>> {
        let (_, known) = self.as_single_chunk()?;
        let mut numbers: Vec<DocumentId> = ids.iter().filter_map(|id| known.find(id)).collect();
        sort_by_key(&mut numbers, |&number| number);
        numbers.dedup();
        Ok(numbers)
    }
}
