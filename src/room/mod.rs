//! A reading room: articles and their index, and everything that can be asked of them.

mod about;
mod alone;
mod article;
mod builder;
mod edit;
mod entities;
mod facts;
mod graph;
mod money;
mod overview;
mod parts;
mod present;
mod related;
mod search;
mod spread;

use std::sync::OnceLock;

use crate::{
    document::{Document, DocumentId, Source},
    entity::{Recogniser, Register, register::Scene, resolve::Corrections, tag::Tagger},
    error::{Error, Result},
    index::Index,
    search::Weights,
    segmenter::Segmenter,
    shelf::Shelf,
    store::{self, Sections},
    token::Tokenizer,
};

pub use crate::search::{Filters, Sort};
pub use builder::RoomBuilder;
pub use entities::EntitiesOptions;
pub use facts::FactFilters;
pub use graph::GraphOptions;
pub use money::AmountOrder;
pub use search::{PlacedHit, SearchOptions};

/// Articles, parsed and indexed, ready to be asked; once they were read for entities, those can be asked for too. Nothing
/// else in it changes.
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
    shelf: Shelf,
    index: Index,
    tokenizer: Tokenizer,
    weights: Weights,
    shelf_order: OnceLock<Vec<DocumentId>>,
    register: Option<Register>,
    /// Reads an article when it is asked for.
    tagger: Option<Tagger>,
    /// How many sentences of the corpus name anything.
    telling_sentences: OnceLock<u32>,
}

impl Room {
    fn assemble(shelf: Shelf, index: Index, tokenizer: Tokenizer) -> Self {
        Room {
            shelf,
            index,
            tokenizer,
            weights: Weights::default(),
            shelf_order: OnceLock::new(),
            register: None,
            tagger: None,
            telling_sentences: OnceLock::new(),
        }
    }

    /// Parses and indexes `sources`; what cannot be read is given back beside the room.
    pub fn open(sources: impl IntoIterator<Item = Source>) -> Result<(Self, Vec<Error>)> {
        let mut builder = RoomBuilder::default();
        let refused = sources.into_iter().filter_map(|source| builder.add(source).err()).collect();
        Ok((builder.build()?, refused))
    }

    /// Takes back what [`Room::to_bytes`] gave, without parsing or indexing again.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`] or [`crate::ErrorKind::NewerVersion`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        let sections = Sections::open(bytes)?;
        let (shelf, index) = (Shelf::open(&sections)?, Index::open(&sections)?);
        if shelf.len() != index.documents() {
            return Err(store::damaged("the articles and the index do not fit each other"));
        }
        let register = Register::open(&sections)?;
        if register.as_ref().is_some_and(|register| register.documents() != shelf.len()) {
            return Err(store::damaged("the articles and the entities do not fit each other"));
        }
        Ok(Room { register, ..Room::assemble(shelf, index, Tokenizer::default()) })
    }

    /// The same room, with words of scripts without spaces found by `segmenter`: by the one with which its articles were indexed, which is
    /// not stored with it.
    pub fn with_segmenter(self, segmenter: Segmenter) -> Self {
        Room { tokenizer: Tokenizer::new(segmenter), ..self }
    }

    /// The same room, ranking by other weights.
    pub fn with_weights(self, weights: Weights) -> Self {
        Room { weights, ..self }
    }

    /// Reads all articles for entities, in one go. See [`Room::read_some`] for reading in steps.
    pub fn recognise(&mut self, tagger: &Tagger, corrections: &Corrections) -> Result<()> {
        self.take_recognised(Recogniser::new(tagger), corrections)
    }

    /// Has `recogniser`, which began with this room, read some more articles; says how many steps are left.
    pub fn read_some(&self, recogniser: &mut Recogniser, articles: u32) -> Result<u32> {
        recogniser.read(&self.shelf, articles)
    }

    /// As [`Room::read_some`], on all cores of the processor.
    #[cfg(feature = "parallel")]
    pub fn read_some_on_all_cores(&self, recogniser: &mut Recogniser, articles: u32) -> Result<u32> {
        recogniser.read_on_all_cores(&self.shelf, articles)
    }

    /// Takes what was read. Entities can be asked for from now on.
    pub fn take_recognised(&mut self, recogniser: Recogniser, corrections: &Corrections) -> Result<()> {
        self.register = Some(recogniser.register(&self.shelf, corrections)?);
        Ok(())
    }

    /// Resolves all names anew, as `corrections` have it, in place of those before. Does nothing where entities are not
    /// known.
    pub fn correct(&mut self, corrections: &Corrections) -> Result<()> {
        if let Some(register) = &self.register {
            self.register = Some(register.corrected(&self.shelf, corrections)?);
        }
        Ok(())
    }

    /// The entities, once the articles were read for them.
    pub fn register(&self) -> Option<&Register> {
        self.register.as_ref()
    }

    /// The whole room, articles, index and, where they are known, entities, in one flat form. The same articles give the same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut sections = self.shelf.sections()?;
        sections.extend(self.index.sections()?);
        sections.extend(self.register.iter().flat_map(Register::sections));
        store::write(&sections)
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.shelf.len() as usize
    }

    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The index, for measurements.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The article with this number, parsed.
    pub fn document(&self, id: DocumentId) -> Result<Document> {
        self.shelf.get(id)
    }

    /// The scene of an article; empty where it was not read for entities.
    fn scene(&self, document: DocumentId) -> Result<Scene> {
        self.register.as_ref().map_or_else(|| Ok(Scene::default()), |register| register.scene(document))
    }
}
