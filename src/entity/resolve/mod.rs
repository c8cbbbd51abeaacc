//! Entity resolution: mentions are clustered to entities, within documents and across them, by rules. It is coreference
//! of names alone; pronouns and nominals are resolved in `role`.
//!
//! 1. Normalisation: mentions become spellings with an equality key; spellings of one kind and key are one cluster.
//! 2. Full names of people, across documents: blocking (`blocking_keys`) gives candidate pairs, `person::link_names`
//!    accepts or rejects each, and accepted ones are merged greedily, the most confident first, under complete linkage:
//!    a merge is dropped where any two members conflict. Clusters are kept by union-find (`ConstrainedUnionFind`).
//! 3. Short forms (surname, given name, initials, acronym), within a document: each is resolved to the one full name
//!    there that it fits, to the nearest before it where it fits several, else to itself.
//!
//! The result depends on names and documents, not on the order of the documents. Work is linear in the mentions: names
//! are only compared within a block, and there with a bounded number of neighbours.

mod acronym;
mod bearer;
mod cooccurrence;
mod cue;
mod display_name;
mod document_cues;
mod draft;
mod entity;
mod groups;
mod organisation;
mod person;
mod read;
mod short_form;
mod spelling;
mod state;

use rustc_hash::{FxHashMap, FxHashSet};

use self::cue::MentionCue;
use self::draft::build_entities;
use self::person::NameCompleteness;
use self::spelling::{NameSpelling, SpellingUse, SpellingsByText, clean_name, find_spelling, without_article};
use self::state::ResolutionState;
use super::name::PersonName;
use super::place_names::canonical_place_name;
use super::role::PersonRole;
use super::{EntityKind, EntityMention};
use crate::analysis::fold::fold;
#[cfg(feature = "internals")]
use crate::document::Document;
use crate::order::sort_by_key;
pub use entity::{
    EntityAlias, EntityCorrections, EntityMerge, EntityName, EntityResolution, MergeReason, PossibleMerge,
    ResolvedEntity,
};

/// Resolves the mentions of `documents` to entities. See [`EntityResolver`] for documents that come one by one.
#[cfg(feature = "internals")]
pub fn resolve_entities(
    documents: &[(Document, Vec<EntityMention>)],
    corrections: &EntityCorrections,
) -> EntityResolution {
    let mut resolver = EntityResolver::default();
    documents.iter().for_each(|(document, mentions)| resolver.add_document(&document.text, mentions, &[]));
    resolver.finish(corrections)
}

/// A kind takes a name over where it has it this many times as often as all other kinds together. At 1 the greater half
/// wins; much more leaves errors of the tagger alone.
const DOMINANT_KIND_RATIO: u32 = 3;

/// Collects the mentions of documents one by one, interning their spellings; texts are not kept.
#[derive(Debug, Default)]
pub struct EntityResolver {
    spellings: Vec<NameSpelling>,
    spellings_by_text: SpellingsByText,
    documents: Vec<Vec<SpellingUse>>,
    /// Numbers of the words of roles.
    role_word_numbers: FxHashMap<String, u32>,
    /// Words of roles in each document, as pairs of mention and word.
    role_words: Vec<Vec<(u32, u32)>>,
}

impl EntityResolver {
    /// Adds the next document: its text, its mentions, which rise, and the roles it gives to them.
    pub fn add_document(&mut self, text: &str, mentions: &[EntityMention], roles: &[PersonRole]) {
        let mut uses: Vec<SpellingUse> = Vec::with_capacity(mentions.len());
        for (at, mention) in mentions.iter().enumerate() {
            let is_person = mention.kind == EntityKind::Person;
            let surface = clean_name(mention.kind, mention.span.slice_of(text));
            let has_word =
                surface.chars().any(char::is_alphanumeric) && !(is_person && cue::is_credited(text, mention.span));
            let spelling = has_word.then(|| self.intern_spelling(mention.kind, &surface));
            if let Some(spelling) = spelling.and_then(|at| self.spellings.get_mut(at as usize)) {
                spelling.count += 1;
            }
            let between =
                uses.last().and_then(|before| text.get(before.span.end as usize..mention.span.start as usize));
            let bracketed = between.is_some_and(|between| between.trim() == "(");
            let next = mentions.get(at + 1).map_or(text.len(), |next| next.span.start as usize);
            let cue = if is_person { cue::read_cue(text, mention.span, next) } else { MentionCue::default() };
            let span = mention.span;
            uses.push(SpellingUse { spelling, span, is_bracketed: bracketed, is_reclassified: false, cue });
        }
        self.documents.push(uses);
        self.add_role_words(text, roles);
    }

    /// Adds the words of roles of the next document.
    fn add_role_words(&mut self, text: &str, roles: &[PersonRole]) {
        let mut words = Vec::new();
        for role in roles {
            for word in fold(role.span.slice_of(text)).split(|c: char| !c.is_alphanumeric()) {
                if word.len() > 3 && !matches!(word, "former" | "then" | "late" | "from") {
                    let next = self.role_word_numbers.len() as u32;
                    words.push((role.mention, *self.role_word_numbers.entry(word.to_owned()).or_insert(next)));
                }
            }
        }
        sort_by_key(&mut words, |&pair| pair);
        words.dedup();
        self.role_words.push(words);
    }

    /// Interns a spelling.
    fn intern_spelling(&mut self, kind: EntityKind, text: &str) -> u32 {
        if let Some(known) = find_spelling(&self.spellings_by_text, kind, text) {
            return known;
        }
        let number = self.spellings.len() as u32;
        self.spellings.push(NameSpelling::new(kind, text));
        if let Some(texts) = self.spellings_by_text.get_mut(kind as usize) {
            texts.insert(text.to_owned(), number);
        }
        number
    }

    /// Majority vote on the kinds of names: a name that is nearly always of one kind becomes that kind everywhere, as
    /// "Kremlin", the organisation, among many places.
    fn reclassify_by_majority(&mut self, corrections: &EntityCorrections) {
        let mut kind_counts: FxHashMap<String, [u32; EntityKind::ALL.len()]> = FxHashMap::default();
        let key = |text: &str| canonical_place_name(&without_article(&fold(text))).to_owned();
        for spelling in &self.spellings {
            if let Some(count) = kind_counts.entry(key(&spelling.text)).or_default().get_mut(spelling.kind as usize) {
                *count += spelling.count;
            }
        }
        let corrected = corrections.same.iter().chain(&corrections.different).flat_map(|(a, b)| [a, b]);
        let corrected: FxHashSet<(EntityKind, String)> =
            corrected.map(|spelled| (spelled.kind, clean_name(spelled.kind, &spelled.text))).collect();
        // A surname of people of the corpus stays theirs.
        let people = self.spellings.iter().filter(|spelling| spelling.kind == EntityKind::Person);
        let full = people.filter(|spelling| spelling.completeness == NameCompleteness::Full);
        let person_words: FxHashSet<String> =
            full.flat_map(|full| full.name.components.iter().map(|part| part.folded.clone())).collect();
        let mut replacements: FxHashMap<u32, u32> = FxHashMap::default();
        for at in 0..self.spellings.len() {
            let Some(spelling) = self.spellings.get(at) else { continue };
            let (kind, text) = (spelling.kind, spelling.text.clone());
            let Some(counts) = kind_counts.get(&key(&text)) else { continue };
            let most = EntityKind::ALL.into_iter().zip(counts).max_by_key(|(_, count)| **count);
            let Some((most, count)) = most.filter(|(most, _)| *most != kind) else { continue };
            if *count < DOMINANT_KIND_RATIO * (counts.iter().sum::<u32>() - count)
                || corrected.contains(&(kind, text.clone()))
            {
                continue;
            }
            let is_single = |name: &PersonName| person::name_completeness(name, &text) != NameCompleteness::Full;
            let is_of_person =
                |name: &PersonName| name.components.iter().any(|part| person_words.contains(&part.folded));
            let keeps_kind = match (kind, most) {
                (EntityKind::Person, _) => is_single(&spelling.name) && is_of_person(&spelling.name),
                // Towns have people's names: that the person is mentioned more does not make the town a person.
                (EntityKind::Place, EntityKind::Person) => is_single(&PersonName::parse(&text)),
                _ => false,
            };
            if !keeps_kind {
                replacements.insert(at as u32, self.intern_spelling(most, &text));
            }
        }
        for used in self.documents.iter_mut().flatten() {
            let Some((from, &to)) = used.spelling.and_then(|at| Some((at, replacements.get(&at)?))) else { continue };
            for (at, by) in [(from, -1), (to, 1)] {
                if let Some(spelling) = self.spellings.get_mut(at as usize) {
                    spelling.count = spelling.count.saturating_add_signed(by);
                }
            }
            (used.spelling, used.is_reclassified) = (Some(to), true);
        }
    }

    /// Clusters the mentions of all documents.
    pub fn finish(mut self, corrections: &EntityCorrections) -> EntityResolution {
        self.reclassify_by_majority(corrections);
        let mut state = ResolutionState::new(&self.spellings, &self.role_words);
        state.apply_corrections(&self.spellings_by_text, corrections);
        state.merge_equal_keys();
        state.merge_people(&self.documents);
        state.index_people();
        state.merge_short_forms(&self.documents);
        let units = state.read_documents(&self.documents);
        build_entities(&self.documents, &state, units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::name::COMPONENT_COMPARISONS;
    use crate::span::Span;

    /// Different given names that begin with the same consonants.
    fn given(number: usize) -> String {
        const SYLLABLES: [&str; 8] = ["lan", "gur", "pev", "dob", "fim", "sut", "wek", "rox"];
        let syllable = |at: usize| SYLLABLES.get(at % SYLLABLES.len()).copied().unwrap_or_default();
        format!("Karmel{}{}{}", syllable(number), syllable(number / 8), syllable(number / 64))
    }

    /// Comparisons of words for so many people of one surname, each mentioned in full and then by the surname, all in
    /// one document or two people a document.
    fn compared(people: usize, in_one: bool) -> u64 {
        let mut resolver = EntityResolver::default();
        let mut text = String::new();
        let mut mentions = Vec::new();
        let mut add = |text: &mut String, mentions: &mut Vec<EntityMention>| {
            resolver.add_document(text, mentions, &[]);
            text.clear();
            mentions.clear();
        };
        for number in 0..people {
            for name in [format!("{} Okafor", given(number)), "Okafor".to_owned()] {
                let start = text.len();
                text.push_str(&name);
                mentions.push(EntityMention {
                    span: Span::new(start, text.len()),
                    kind: EntityKind::Person,
                    confidence: 1.0,
                });
                text.push_str(" said. ");
            }
            if !in_one && number % 2 == 1 {
                add(&mut text, &mut mentions);
            }
        }
        add(&mut text, &mut mentions);
        COMPONENT_COMPARISONS.set(0);
        let entities = resolver.finish(&EntityCorrections::default());
        assert!(entities.entities.len() > 10);
        COMPONENT_COMPARISONS.get()
    }

    #[test]
    fn work_grows_with_the_names_and_not_with_their_square() {
        for in_one in [true, false] {
            let (some, more) = (compared(100, in_one), compared(400, in_one));
            assert!(some > 100, "{some} words compared");
            assert!(more < 6 * some, "four times the names, {some} and {more} words compared");
        }
    }
}
