//! What resolution gives: entities with their spellings, and why these are taken for one.

use serde::{Deserialize, Serialize};

use crate::document::DocumentId;
use crate::entity::Kind;
use crate::span::Span;

/// Why two spellings are taken for one entity, from the plainest reason to the boldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// The same name; accents, capitals, titles and the like aside.
    SameName,
    /// The same name spelled after another language or alphabet.
    OtherSpelling,
    /// A short or foreign form of the same given name.
    GivenForm,
    /// Initials in place of given names.
    Initial,
    /// A slip of a letter or two.
    Typo,
    /// An initial that nobody in the document has, beside the surname of just one.
    WrongInitial,
    /// The surname of the only one in the document who bears it.
    Surname,
    /// The given name of the only one in the document who bears it.
    GivenName,
    /// The surname of several in the document: the one named last before.
    NearestBefore,
    /// The surname of just one in the corpus, in a document about the same things.
    OnlyBearer,
    /// The acronym that stands in brackets after the name.
    Expansion,
    /// The initials of the words of the name.
    Acronym,
    /// Two names of one place.
    PlaceTable,
    /// Nearly everywhere else it is a name of another kind.
    OtherKind,
    /// The reader said so.
    Reader,
}

impl Because {
    /// The reason in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Because::SameName => "It is the same name.",
            Because::OtherSpelling => "It is the same name, spelled after another language.",
            Because::GivenForm => "One given name is a form of the other.",
            Because::Initial => "Initials stand for the given names.",
            Because::Typo => "The names differ by a slip of the pen.",
            Because::WrongInitial => "Nobody in the article has this initial, and only one has the surname.",
            Because::Surname => "Only one in the article has this surname.",
            Because::GivenName => "Only one in the article has this given name.",
            Because::NearestBefore => "Of those in the article with this surname, this one is named last before.",
            Because::OnlyBearer => {
                "Only one in the collection has this surname, and the articles are about the same things."
            }
            Because::Expansion => "The short form stands in brackets after the name.",
            Because::Acronym => "The letters are the initials of the name.",
            Because::PlaceTable => "These are two names of one place.",
            Because::OtherKind => "Nearly everywhere else this is the name of something of this kind.",
            Because::Reader => "You said that they are the same.",
        }
    }
}

/// A spelling of a thing of some kind, as corrections name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spelled {
    /// What kind of thing.
    pub kind: Kind,
    /// Its name as it is written.
    pub text: String,
}

/// What the reader knows better. Where the two contradict each other, `different` wins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrections {
    /// Spellings of one entity, in every document.
    pub same: Vec<(Spelled, Spelled)>,
    /// Spellings of two entities, in every document.
    pub different: Vec<(Spelled, Spelled)>,
}

/// One spelling of an entity and how often it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The spelling.
    pub text: String,
    /// In how many places.
    pub count: u32,
}

/// A place where an entity is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Occurrence {
    /// The document.
    pub document: DocumentId,
    /// The bytes of its text.
    pub span: Span,
}

/// Two spellings that were taken for one entity, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// One spelling.
    pub a: String,
    /// The other.
    pub b: String,
    /// The document whose words decided it; `None` where the names alone did.
    pub document: Option<DocumentId>,
    /// The reason.
    pub because: Because,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
}

/// Somebody or something that the articles name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Made of kind and name: it stays the same as long as they do.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The most complete spelling; of equally complete ones the most frequent.
    pub name: String,
    /// All spellings, the most frequent first.
    pub aliases: Vec<Alias>,
    /// Every place, in corpus order.
    pub mentions: Vec<Occurrence>,
    /// Why the spellings are one entity's.
    pub merges: Vec<Merge>,
}

/// The entities of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entities {
    /// The most mentioned first; equals by kind and name.
    pub entities: Vec<Entity>,
    /// For every document, for every mention as it was given, its entity; `None` where there was no word in it.
    pub of_mentions: Vec<Vec<Option<u32>>>,
}
