//! The room: doc store, index and register behind one API.

mod about;
mod amounts;
mod article;
mod builder;
mod distribution;
mod edit;
mod entities;
mod facts;
mod graph;
mod on_demand;
mod overview;
mod parts;
mod present;
mod related;
mod search;
mod told_facts;
mod versions;

use std::sync::OnceLock;

use crate::{
    analysis::{segmenter::Segmenter, token::Tokenizer},
    doc_store::DocStore,
    document::{Document, DocumentId, Source},
    entity::{
        CollectionRecogniser, Register, rebuild_register, register::ResolvedAnnotation, resolve::EntityCorrections,
        tag::EntityTagger,
    },
    error::{Error, Result},
    index::InvertedIndex,
    search::RankingWeights,
    storage::container::{self, StoredSections},
};

pub use crate::search::{SearchFilters, SortOrder};
pub use amounts::AmountOrder;
pub use builder::RoomBuilder;
pub use entities::EntitiesOptions;
pub use facts::FactFilters;
pub use graph::GraphOptions;
#[cfg(feature = "internals")]
pub use search::PlacedHit;
pub use search::SearchOptions;

/// A collection of articles, parsed and indexed, that answers every question. Entities, quotations, amounts and dates are known after
/// [`Room::recognise`]; nothing else in a room changes. Byte offsets are those of an article's text, and articles are numbered from 0 in
/// corpus order.
///
/// In a room in parts every question may fail with [`crate::ErrorKind::MissingParts`]; see [`Room::put_part`].
///
/// ```
/// use reading_room::{Room, RoomBuilder, SearchOptions, Source};
///
/// let mut builder = RoomBuilder::default();
/// builder.add(Source { text: "The café in Łódź opens at dawn.".into(), ..Source::default() })?;
/// let room = builder.build()?;
///
/// let answer = room.search("cafe lodz", &SearchOptions::default())?;
/// assert_eq!(answer.total, 1);
/// let marked: Vec<&str> = answer.hits[0].snippets[0].iter().filter(|s| s.hit).map(|s| s.text.as_str()).collect();
/// assert_eq!(marked, ["café", "Łódź"]);
///
/// let again = Room::from_bytes(room.to_bytes()?)?;
/// assert_eq!(again.search("cafe lodz", &SearchOptions::default())?, answer);
/// # Ok::<(), reading_room::Error>(())
/// ```
pub struct Room {
    doc_store: DocStore,
    index: InvertedIndex,
    tokenizer: Tokenizer,
    weights: RankingWeights,
    browse_order: OnceLock<Vec<DocumentId>>,
    register: Option<Register>,
    /// Recognises a single article on demand.
    tagger: Option<EntityTagger>,
    /// Cache: sentences that mention any entity.
    naming_sentence_count: OnceLock<u32>,
}

impl Room {
    fn assemble(store: DocStore, index: InvertedIndex, tokenizer: Tokenizer) -> Self {
        Room {
            doc_store: store,
            index,
            tokenizer,
            weights: RankingWeights::default(),
            browse_order: OnceLock::new(),
            register: None,
            tagger: None,
            naming_sentence_count: OnceLock::new(),
        }
    }

    /// Parses and indexes `sources`. Returns the errors of those that cannot be read beside the room.
    pub fn open(sources: impl IntoIterator<Item = Source>) -> Result<(Self, Vec<Error>)> {
        let mut builder = RoomBuilder::default();
        let refused = sources.into_iter().filter_map(|source| builder.add(source).err()).collect();
        Ok((builder.build()?, refused))
    }

    /// Loads a room from the bytes of [`Room::to_bytes`], or its head from those of [`Room::cut_parts`], without parsing or indexing.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`] or [`crate::ErrorKind::NewerVersion`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        let sections = StoredSections::open(bytes)?;
        let (store, index) = (DocStore::open(&sections)?, InvertedIndex::open(&sections)?);
        if store.len() != index.document_count() {
            return Err(container::damaged_error("the articles and the index do not fit each other"));
        }
        let register = Register::open(&sections)?;
        if register.as_ref().is_some_and(|register| register.document_count() != store.len()) {
            return Err(container::damaged_error("the articles and the entities do not fit each other"));
        }
        Ok(Room { register, ..Room::assemble(store, index, Tokenizer::default()) })
    }

    /// The same room with a word segmenter for queries in scripts without spaces. It has to be the one that the articles were indexed
    /// with, which is not stored.
    pub fn with_segmenter(self, segmenter: Segmenter) -> Self {
        Room { tokenizer: Tokenizer::new(segmenter), ..self }
    }

    /// The same room with other ranking weights.
    pub fn with_weights(self, weights: RankingWeights) -> Self {
        Room { weights, ..self }
    }

    /// Recognises entities in all articles at once; [`Room::read_some`] does so in steps. Fails with [`crate::ErrorKind::Input`] or
    /// [`crate::ErrorKind::MissingParts`] for a room in parts.
    pub fn recognise(&mut self, tagger: &EntityTagger, corrections: &EntityCorrections) -> Result<()> {
        self.take_recognised(CollectionRecogniser::new(tagger), corrections)
    }

    /// Lets `recogniser` read up to `articles` more articles of this room. Returns the number of steps left; each article takes two.
    pub fn read_some(&self, recogniser: &mut CollectionRecogniser, articles: u32) -> Result<u32> {
        recogniser.run_steps(&self.doc_store, articles)
    }

    /// As [`Room::read_some`], on all cores.
    #[cfg(feature = "parallel")]
    pub fn read_some_on_all_cores(&self, recogniser: &mut CollectionRecogniser, articles: u32) -> Result<u32> {
        recogniser.run_steps_on_all_cores(&self.doc_store, articles)
    }

    /// Resolves what `recogniser` has read and sets the register: entities are known from now on.
    pub fn take_recognised(&mut self, recogniser: CollectionRecogniser, corrections: &EntityCorrections) -> Result<()> {
        self.register = Some(recogniser.into_register(&self.doc_store, corrections)?);
        Ok(())
    }

    /// Resolves all mentions again with `corrections`, in place of earlier ones. No effect before recognition.
    pub fn correct(&mut self, corrections: &EntityCorrections) -> Result<()> {
        if let Some(register) = &self.register {
            self.register = Some(rebuild_register(register, &self.doc_store, corrections)?);
        }
        Ok(())
    }

    /// Whether entities are known.
    pub fn is_recognised(&self) -> bool {
        self.register.is_some()
    }

    /// Doc store, index and, after recognition, register as bytes. The same articles give the same bytes. Fails with
    /// [`crate::ErrorKind::Input`] for a room in parts.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut sections = self.doc_store.sections()?;
        sections.extend(self.index.sections()?);
        sections.extend(self.register.iter().flat_map(Register::sections));
        container::write_container(&sections)
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.doc_store.len() as usize
    }

    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The parsed article with this number, from 0. Fails with [`crate::ErrorKind::Damaged`] beyond the last.
    pub fn document(&self, id: DocumentId) -> Result<Document> {
        self.doc_store.load_document(id)
    }

    /// The resolved annotation of an article; empty before recognition.
    fn annotation_of(&self, document: DocumentId) -> Result<ResolvedAnnotation> {
        self.register
            .as_ref()
            .map_or_else(|| Ok(ResolvedAnnotation::default()), |register| register.resolved_annotation(document))
    }
}
