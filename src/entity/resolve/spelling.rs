//! Spellings of names: a mention's surface, normalised, with the analysis by which names are compared.

use rustc_hash::FxHashMap;

use super::cue::MentionCue;
use super::organisation;
use super::person::{self, NameCompleteness};
use crate::analysis::fold::fold;
use crate::entity::EntityKind;
use crate::entity::name::{GivenNameGender, PersonName};
use crate::entity::place_names::canonical_place_name;
use crate::span::Span;

/// Titles that make one name a full one: "Pope Francis" and "Mullah Omar" are neither "St. Francis" nor "Abu Omar".
const REGNAL_TITLES: &str = " king queen prince princess pope mullah sheikh sheik shaikh imam ayatollah sultan emir emperor saint st tsar abu abou umm ";

/// A distinct spelling of the corpus, of one kind, with its analysis.
#[derive(Debug)]
pub struct NameSpelling {
    pub kind: EntityKind,
    pub text: String,
    pub name: PersonName,
    pub completeness: NameCompleteness,
    /// Equality key: spellings of one kind with one key are merged unseen.
    pub equality_key: String,
    pub count: u32,
}

impl NameSpelling {
    pub fn new(kind: EntityKind, text: &str) -> Self {
        let mut name = PersonName::default();
        let mut shape = NameCompleteness::Full;
        let key = match kind {
            EntityKind::Person => {
                name = PersonName::parse(text);
                shape = person::name_completeness(&name, text);
                let mut key: Vec<&str> = name.components.iter().map(|part| part.folded.as_str()).collect();
                key.push(name.generation);
                let key = key.join(" ");
                match regnal_title(&name, text) {
                    Some(title) => {
                        shape = NameCompleteness::Full;
                        format!("{title} {key}")
                    }
                    None => key,
                }
            }
            EntityKind::Organisation => {
                if organisation::is_acronym(text) {
                    shape = NameCompleteness::Initials;
                }
                organisation::organisation_key(text)
            }
            EntityKind::Place => canonical_place_name(&without_article(&fold(text)).replace(',', "")).to_owned(),
            _ => without_article(&fold(text)).chars().filter(|c| c.is_alphanumeric()).collect(),
        };
        NameSpelling { kind, text: text.to_owned(), name, completeness: shape, equality_key: key, count: 0 }
    }

    /// Gender by the honorific, else by the given name.
    pub fn given_gender(&self) -> Option<GivenNameGender> {
        let given = self.name.components.split_last().and_then(|(_, givens)| givens.first());
        self.name.honorific_gender.or_else(|| given.and_then(|given| given.gender()))
    }
}

/// The title of a name that is one word behind a title of [`REGNAL_TITLES`].
fn regnal_title(name: &PersonName, text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let title = fold(words.next()?.trim_end_matches('.'));
    let is_title = REGNAL_TITLES.contains(&format!(" {title} "));
    let is_one = name.components.len() == 1 && words.filter(|word| word.starts_with(char::is_uppercase)).count() > 0;
    (is_title && is_one).then_some(title)
}

pub fn without_article(folded: &str) -> String {
    folded.strip_prefix("the ").unwrap_or(folded).to_owned()
}

/// The surface of a mention, normalised: single spaces, no possessive, no marks around it.
fn clean_surface(surface: &str) -> String {
    let words: Vec<&str> = surface.split_whitespace().collect();
    let mut text = words.join(" ");
    for possessive in ["'s", "’s", "'S", "’S"] {
        if let Some(stripped) = text.strip_suffix(possessive) {
            text = stripped.to_owned();
        }
    }
    // A possessive after s has the apostrophe alone; a point may belong to "Jr." and "U.N.".
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')' && c != '(').to_owned()
}

/// As [`clean_surface`], a person's without an office in front that is written as letters: "C.E.O. Jo Berg".
pub fn clean_name(kind: EntityKind, surface: &str) -> String {
    let text = clean_surface(surface);
    if kind != EntityKind::Person {
        return text;
    }
    let office = text.split_whitespace().next().unwrap_or_default();
    let letters: String = office.chars().filter(|c| *c != '.').collect();
    let is_office = letters.len() == 3 && letters.starts_with('C') && letters.ends_with('O');
    let rest = text.get(office.len()..).unwrap_or_default().trim_start();
    if is_office && !rest.is_empty() { rest.to_owned() } else { text }
}

/// Number of each spelling, by kind.
pub type SpellingsByText = [FxHashMap<String, u32>; EntityKind::ALL.len()];

/// A mention as an occurrence of a spelling.
#[derive(Debug, Clone, Copy)]
pub struct SpellingUse {
    /// `None` for a mention without a letter or digit.
    pub spelling: Option<u32>,
    pub span: Span,
    /// Whether an opening bracket alone stands between the mention before and this one.
    pub is_bracketed: bool,
    /// Whether its kind was changed to the majority kind of its name.
    pub is_reclassified: bool,
    /// What the words around it say.
    pub cue: MentionCue,
}

pub fn find_spelling(by_text: &SpellingsByText, kind: EntityKind, text: &str) -> Option<u32> {
    by_text.get(kind as usize)?.get(text).copied()
}
