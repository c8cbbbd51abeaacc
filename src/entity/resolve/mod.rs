//! Entity resolution: mentions are clustered to entities, within documents and across them, by rules. It is coreference
//! of names alone; pronouns and nominals are resolved in `role`.
//!
//! 1. Normalisation: mentions become spellings with an equality key; spellings of one kind and key are one cluster.
//! 2. Full names of people, across documents: blocking (`blocking_keys`) gives candidate pairs, `person::link_names`
//!    accepts or rejects each, and accepted ones are merged greedily, the most confident first, under complete linkage:
//!    a merge is dropped where any two members conflict. Clusters are kept by union–find (`ConstrainedUnionFind`).
//! 3. Short forms (surname, given name, initials, acronym), within a document: each is resolved to the one full name
//!    there that it fits, to the nearest before it where it fits several, else to itself.
//!
//! The result depends on names and documents, not on the order of the documents. Work is linear in the mentions: names
//! are only compared within a block, and there with a bounded number of neighbours.

mod entity;
mod groups;
mod organisation;
mod person;
mod read;

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::name::{ComponentForm, PersonName};
use super::place_names::canonical_place_name;
use super::{EntityKind, EntityMention};
use crate::analysis::fold::fold;
#[cfg(feature = "internals")]
use crate::document::Document;
use crate::document::DocumentId;
use crate::order::{sort_by, sort_by_key};
use crate::span::Span;
pub use entity::{
    EntityAlias, EntityCorrections, EntityMerge, EntityName, EntityOccurrence, EntityResolution, MergeReason,
    ResolvedEntity,
};
use groups::ConstrainedUnionFind;
use person::NameCompleteness;
use read::{CooccurrenceContexts, build_entities};

/// Resolves the mentions of `documents` to entities. See [`EntityResolver`] for documents that come one by one.
#[cfg(feature = "internals")]
pub fn resolve_entities(
    documents: &[(Document, Vec<EntityMention>)],
    corrections: &EntityCorrections,
) -> EntityResolution {
    let mut resolver = EntityResolver::default();
    documents.iter().for_each(|(document, mentions)| resolver.add_document(&document.text, mentions));
    resolver.finish(corrections)
}

/// A distinct spelling of the corpus, of one kind, with its analysis.
#[derive(Debug)]
struct NameSpelling {
    kind: EntityKind,
    text: String,
    name: PersonName,
    completeness: NameCompleteness,
    /// Equality key: spellings of one kind with one key are merged unseen.
    equality_key: String,
    count: u32,
}

impl NameSpelling {
    fn new(kind: EntityKind, text: &str) -> Self {
        let mut name = PersonName::default();
        let mut shape = NameCompleteness::Full;
        let key = match kind {
            EntityKind::Person => {
                name = PersonName::parse(text);
                shape = person::name_completeness(&name, text);
                let mut key: Vec<&str> = name.components.iter().map(|part| part.folded.as_str()).collect();
                key.push(name.generation);
                key.join(" ")
            }
            EntityKind::Organisation => {
                if organisation::is_acronym(text) {
                    shape = NameCompleteness::Initials;
                }
                organisation::organisation_key(text)
            }
            EntityKind::Place => canonical_place_name(&without_article(&fold(text))).to_owned(),
            _ => without_article(&fold(text)).chars().filter(|c| c.is_alphanumeric()).collect(),
        };
        NameSpelling { kind, text: text.to_owned(), name, completeness: shape, equality_key: key, count: 0 }
    }
}

fn without_article(folded: &str) -> String {
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

/// Collects the mentions of documents one by one, interning their spellings; texts are not kept.
#[derive(Debug, Default)]
pub struct EntityResolver {
    spellings: Vec<NameSpelling>,
    spellings_by_text: SpellingsByText,
    documents: Vec<Vec<SpellingUse>>,
}

/// Number of each spelling, by kind.
type SpellingsByText = [FxHashMap<String, u32>; EntityKind::ALL.len()];

/// A mention as an occurrence of a spelling.
#[derive(Debug, Clone, Copy)]
struct SpellingUse {
    /// `None` for a mention without a letter or digit.
    spelling: Option<u32>,
    span: Span,
    /// Whether an opening bracket alone stands between the mention before and this one.
    is_bracketed: bool,
    /// Whether its kind was changed to the majority kind of its name.
    is_reclassified: bool,
}

impl EntityResolver {
    /// Adds the next document: its text and its mentions, which rise.
    pub fn add_document(&mut self, text: &str, mentions: &[EntityMention]) {
        let mut uses: Vec<SpellingUse> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let surface = clean_surface(mention.span.slice_of(text));
            let has_word = surface.chars().any(char::is_alphanumeric);
            let spelling = has_word.then(|| self.intern_spelling(mention.kind, &surface));
            if let Some(spelling) = spelling.and_then(|at| self.spellings.get_mut(at as usize)) {
                spelling.count += 1;
            }
            let between =
                uses.last().and_then(|before| text.get(before.span.end as usize..mention.span.start as usize));
            let bracketed = between.is_some_and(|between| between.trim() == "(");
            uses.push(SpellingUse { spelling, span: mention.span, is_bracketed: bracketed, is_reclassified: false });
        }
        self.documents.push(uses);
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
        let mut tallies: FxHashMap<String, [u32; EntityKind::ALL.len()]> = FxHashMap::default();
        let key = |text: &str| canonical_place_name(&without_article(&fold(text))).to_owned();
        for spelling in &self.spellings {
            if let Some(count) = tallies.entry(key(&spelling.text)).or_default().get_mut(spelling.kind as usize) {
                *count += spelling.count;
            }
        }
        let said = corrections.same.iter().chain(&corrections.different).flat_map(|(a, b)| [a, b]);
        let said: FxHashSet<(EntityKind, String)> =
            said.map(|spelled| (spelled.kind, clean_surface(&spelled.text))).collect();
        // A surname of people of the corpus stays theirs.
        let people = self.spellings.iter().filter(|spelling| spelling.kind == EntityKind::Person);
        let full = people.filter(|spelling| spelling.completeness == NameCompleteness::Full);
        let borne: FxHashSet<String> =
            full.flat_map(|full| full.name.components.iter().map(|part| part.folded.clone())).collect();
        let mut becomes: FxHashMap<u32, u32> = FxHashMap::default();
        for at in 0..self.spellings.len() {
            let Some(spelling) = self.spellings.get(at) else { continue };
            let (kind, text) = (spelling.kind, spelling.text.clone());
            let Some(tally) = tallies.get(&key(&text)) else { continue };
            let most = EntityKind::ALL.into_iter().zip(tally).max_by_key(|(_, count)| **count);
            let Some((most, count)) = most.filter(|(most, _)| *most != kind) else { continue };
            if *count < DOMINANT_KIND_RATIO * (tally.iter().sum::<u32>() - count)
                || said.contains(&(kind, text.clone()))
            {
                continue;
            }
            let is_single = |name: &PersonName| person::name_completeness(name, &text) != NameCompleteness::Full;
            let is_borne = |name: &PersonName| name.components.iter().any(|part| borne.contains(&part.folded));
            let apart = match (kind, most) {
                (EntityKind::Person, _) => is_single(&spelling.name) && is_borne(&spelling.name),
                // Towns have people's names: that the person is mentioned more does not make the town a person.
                (EntityKind::Place, EntityKind::Person) => is_single(&PersonName::parse(&text)),
                _ => false,
            };
            if !apart {
                becomes.insert(at as u32, self.intern_spelling(most, &text));
            }
        }
        for used in self.documents.iter_mut().flatten() {
            let Some((from, &to)) = used.spelling.and_then(|at| Some((at, becomes.get(&at)?))) else { continue };
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
        let mut work = ResolutionState::new(&self.spellings);
        work.apply_corrections(&self.spellings_by_text, corrections);
        work.merge_equal_keys();
        work.merge_people();
        work.index_people();
        let units = work.read_documents(&self.documents);
        build_entities(&self, &work, units)
    }
}

fn find_spelling(by_text: &SpellingsByText, kind: EntityKind, text: &str) -> Option<u32> {
    by_text.get(kind as usize)?.get(text).copied()
}

/// What a mention was resolved to: a cluster of spellings, or a spelling in one document alone.
type ResolutionUnit = u32;

/// The resolution of a short form in a document: its antecedent, why and how sure.
#[derive(Debug, Clone, Copy)]
struct ShortFormReading {
    /// A full name, standing for its cluster.
    target: u32,
    reason: MergeReason,
    confidence: f32,
}

struct ResolutionState<'a> {
    spellings: &'a [NameSpelling],
    clusters: ConstrainedUnionFind,
    /// Whether a correction names the spelling: then it is not resolved within documents.
    is_pinned: Vec<bool>,
    /// Merges by the names alone: two spellings, reason, confidence.
    name_merges: Vec<(u32, u32, MergeReason, f32)>,
    /// Merges by the context of a document.
    document_merges: Vec<(u32, DocumentId, ShortFormReading)>,
    /// Inverted index: full names of people by each folded word.
    people_by_word: FxHashMap<String, Vec<u32>>,
    /// The unit of a cluster of short forms that are unresolved in a document.
    document_units: FxHashMap<(u32, u32), ResolutionUnit>,
    /// Cache of [`NameBearer`]s by short form.
    cached_bearers: RefCell<FxHashMap<u32, NameBearer>>,
}

/// The people of the corpus whom a short form fits.
#[derive(Debug, Clone, Copy)]
enum NameBearer {
    Nobody,
    /// One cluster, by a full name of it.
    OnePerson(u32),
    Several,
}

impl<'a> ResolutionState<'a> {
    fn new(spellings: &'a [NameSpelling]) -> Self {
        ResolutionState {
            spellings,
            clusters: ConstrainedUnionFind::new(spellings.len()),
            is_pinned: vec![false; spellings.len()],
            name_merges: Vec::new(),
            document_merges: Vec::new(),
            people_by_word: FxHashMap::default(),
            document_units: FxHashMap::default(),
            cached_bearers: RefCell::default(),
        }
    }

    fn spelling(&self, at: u32) -> Option<&'a NameSpelling> {
        debug_assert!((at as usize) < self.spellings.len());
        self.spellings.get(at as usize)
    }

    /// Whether a spelling means the same entity in every document: a full name, or one that a correction pins.
    fn is_corpus_wide(&self, at: u32) -> bool {
        self.is_pinned.get(at as usize) == Some(&true)
            || self.spelling(at).is_some_and(|spelling| spelling.completeness == NameCompleteness::Full)
    }

    /// Spellings by kind and text, an order that does not depend on documents.
    fn sorted_spellings(&self, keep: impl Fn(&NameSpelling) -> bool) -> Vec<u32> {
        let mut numbers: Vec<u32> =
            (0..self.spellings.len() as u32).filter(|&at| self.spelling(at).is_some_and(&keep)).collect();
        sort_by_key(&mut numbers, |&at| self.spelling(at).map(|spelling| (spelling.kind, spelling.text.as_str())));
        numbers
    }

    /// Applies the reader's must-link and cannot-link constraints, before all other merges.
    fn apply_corrections(&mut self, by_text: &SpellingsByText, corrections: &EntityCorrections) {
        let find = |spelled: &EntityName| find_spelling(by_text, spelled.kind, &clean_surface(&spelled.text));
        let pairs = |list: &[(EntityName, EntityName)]| -> Vec<(u32, u32)> {
            list.iter().filter_map(|(a, b)| Some((find(a)?, find(b)?))).filter(|(a, b)| a != b).collect()
        };
        for (a, b) in pairs(&corrections.different) {
            self.clusters.add_cannot_link(a, b);
        }
        for (a, b) in pairs(&corrections.same) {
            for at in [a, b] {
                if let Some(pinned) = self.is_pinned.get_mut(at as usize) {
                    *pinned = true;
                }
            }
            if self.clusters.try_union(a, b, |_, _| false) {
                self.name_merges.push((a, b, MergeReason::Reader, 1.0));
            }
        }
    }

    /// Merges spellings with one equality key.
    fn merge_equal_keys(&mut self) {
        let mut first: FxHashMap<(EntityKind, &str), u32> = FxHashMap::default();
        for at in self.sorted_spellings(|_| true) {
            let Some(spelling) = self.spelling(at) else { continue };
            // "Mr Smith" and "Mrs Smith" have one key and are two people.
            if spelling.name.honorific_gender.is_some() && spelling.completeness != NameCompleteness::Full {
                continue;
            }
            match first.get(&(spelling.kind, spelling.equality_key.as_str())) {
                Some(&same) => {
                    if self.clusters.try_union(at, same, |_, _| false) {
                        let plain = |spelling: &NameSpelling| match spelling.kind {
                            EntityKind::Organisation => organisation::plain_key(&spelling.text),
                            EntityKind::Place => without_article(&fold(&spelling.text)),
                            _ => String::new(),
                        };
                        let by_table = self.spelling(same).is_some_and(|same| plain(same) != plain(spelling));
                        let because = match (by_table, spelling.kind) {
                            (true, EntityKind::Place) => MergeReason::PlaceTable,
                            (true, _) => MergeReason::Acronym,
                            _ => MergeReason::SameName,
                        };
                        self.name_merges.push((same, at, because, if by_table { 0.95 } else { 0.98 }));
                    }
                }
                None => {
                    first.insert((spelling.kind, spelling.equality_key.as_str()), at);
                }
            }
        }
    }

    /// Links full names within blocks and merges them greedily, the most confident link first.
    fn merge_people(&mut self) {
        let mut blocks: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        // "John and Jane Smith" are two, and neither of them.
        let is_couple = |text: &str| text.contains(" and ") || text.contains(" & ");
        let full = self.sorted_spellings(|spelling| {
            spelling.kind == EntityKind::Person
                && spelling.completeness == NameCompleteness::Full
                && !is_couple(&spelling.text)
        });
        let mut seen = FxHashSet::default();
        for &at in &full {
            let Some(spelling) = self.spelling(at).filter(|spelling| seen.insert(spelling.equality_key.as_str()))
            else {
                continue;
            };
            for key in blocking_keys(&spelling.name) {
                blocks.entry(key).or_default().push(at);
            }
        }
        let mut links: FxHashMap<(u32, u32), (MergeReason, f32)> = FxHashMap::default();
        let mut tried = FxHashSet::default();
        for block in blocks.values() {
            for (place, &a) in block.iter().enumerate() {
                // In a very large block only neighbours are compared, which keeps the work linear.
                for &b in block.iter().skip(place + 1).take(MAX_BLOCK_NEIGHBOURS) {
                    if let (true, Some(x), Some(y)) = (tried.insert((a, b)), self.spelling(a), self.spelling(b))
                        && let Some(link) = person::link_names(&x.name, &y.name)
                    {
                        links.insert((a, b), link);
                    }
                }
            }
        }
        let mut links: Vec<(u32, u32, MergeReason, f32)> =
            links.into_iter().map(|((a, b), (why, sure))| (a, b, why, sure)).collect();
        let text = |at: u32| self.spelling(at).map(|spelling| spelling.text.as_str());
        sort_by(&mut links, |x, y| {
            y.3.total_cmp(&x.3).then_with(|| (text(x.0), text(x.1)).cmp(&(text(y.0), text(y.1))))
        });
        let unclear = self.ambiguous_names(&links);
        for (a, b, because, confidence) in links {
            let pairs = self.clusters.members(a).len() * self.clusters.members(b).len();
            if unclear.contains(&a) || unclear.contains(&b) || pairs > MAX_CLUSTER_PAIRS {
                continue;
            }
            let conflict = |x: u32, y: u32| match (self.spellings.get(x as usize), self.spellings.get(y as usize)) {
                (Some(x), Some(y)) => x.equality_key != y.equality_key && person::names_conflict(&x.name, &y.name),
                _ => true,
            };
            if self.clusters.try_union(a, b, conflict) {
                self.name_merges.push((a, b, because, confidence));
            }
        }
    }

    /// Names with links to two that conflict: "John Okafor" beside "John A. Okafor" and "John B. Okafor". They are
    /// merged with neither.
    fn ambiguous_names(&self, links: &[(u32, u32, MergeReason, f32)]) -> FxHashSet<u32> {
        let mut linked: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &(a, b, ..) in links {
            linked.entry(a).or_default().push(b);
            linked.entry(b).or_default().push(a);
        }
        let conflict = |a: u32, b: u32| match (self.spelling(a), self.spelling(b)) {
            (Some(x), Some(y)) => person::names_conflict(&x.name, &y.name),
            _ => false,
        };
        let fits_two = |others: &[u32]| {
            let others = || others.iter().take(MAX_BLOCK_NEIGHBOURS);
            others().enumerate().any(|(at, &a)| others().skip(at + 1).any(|&b| conflict(a, b)))
        };
        linked.iter().filter(|(_, others)| fits_two(others)).map(|(&at, _)| at).collect()
    }

    /// Indexes full names by each of their words.
    fn index_people(&mut self) {
        for at in self.sorted_spellings(|spelling| {
            spelling.kind == EntityKind::Person && spelling.completeness == NameCompleteness::Full
        }) {
            let Some(spelling) = self.spelling(at) else { continue };
            for part in spelling.name.components.iter().filter(|part| part.component_form == ComponentForm::Full) {
                let list = self.people_by_word.entry(part.folded.clone()).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
    }

    /// Resolves the mentions of every document: for each its unit.
    fn read_documents(&mut self, documents: &[Vec<SpellingUse>]) -> Vec<Vec<Option<ResolutionUnit>>> {
        let expansions = self.acronym_expansions(documents);
        let contexts = CooccurrenceContexts::new(self, documents);
        let mut plans: Vec<ReadingPlan> = Vec::with_capacity(documents.len());
        for (number, uses) in documents.iter().enumerate() {
            plans.push(self.plan_readings(DocumentId(number as u32), uses, &expansions, &contexts));
        }
        let allowed = self.allowed_readings(&plans);
        let mut units = Vec::with_capacity(documents.len());
        for ((number, uses), plan) in documents.iter().enumerate().zip(plans) {
            units.push(self.apply_plan(DocumentId(number as u32), uses, &plan, &allowed));
        }
        units
    }

    /// Resolutions of short forms that the cannot-link constraints leave, as pairs of spelling and cluster; `None`
    /// without constraints. Decided in the order of the spellings, so that the order of documents does not matter.
    fn allowed_readings(&self, plans: &[ReadingPlan]) -> Option<FxHashSet<(u32, u32)>> {
        if !self.clusters.has_cannot_links() {
            return None;
        }
        let mut wanted: FxHashSet<(u32, u32)> = FxHashSet::default();
        for reading in plans.iter().flatten() {
            if let Some((spelling, Some(reading))) = reading {
                wanted.insert((*spelling, self.clusters.find_root(reading.target)));
            }
        }
        let mut wanted: Vec<(u32, u32)> = wanted.into_iter().collect();
        let text = |at: u32| self.spelling(at).map(|spelling| spelling.text.as_str());
        let first_text = |group: u32| self.clusters.members(group).iter().filter_map(|&at| text(at)).min();
        sort_by_key(&mut wanted, |&(spelling, group)| (text(spelling), first_text(group)));
        let mut held: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut allowed = FxHashSet::default();
        for (spelling, group) in wanted {
            let held = held.entry(group).or_insert_with(|| self.clusters.members(group).to_vec());
            // The whole cluster of the short form comes with it.
            let own = self.clusters.members(spelling);
            if !held.iter().any(|&at| own.iter().any(|&own| self.clusters.is_cannot_link(at, own))) {
                held.push(spelling);
                allowed.insert((spelling, group));
            }
        }
        Some(allowed)
    }
}

/// A kind takes a name over where it has it this many times as often as all other kinds together. At 1 the greater half
/// wins; much more leaves errors of the tagger alone.
const DOMINANT_KIND_RATIO: u32 = 3;

/// In a block a name is compared with at most so many that follow it.
const MAX_BLOCK_NEIGHBOURS: usize = 60;

/// Complete linkage looks at every pair across two clusters; with more pairs than these they are not one person's.
const MAX_CLUSTER_PAIRS: usize = 2_500;

/// For each mention its spelling and its resolution; the latter `None` where it stands for itself.
type ReadingPlan = Vec<Option<(u32, Option<ShortFormReading>)>>;

/// Blocking keys of a full name: names are only compared where they share one (blocking of record linkage; Newcombe et
/// al. 1959). Any two of its words by their phonetic skeletons, in either order, and a word with the base form of
/// another, where that is a given name.
fn blocking_keys(name: &PersonName) -> Vec<String> {
    let words: Vec<_> = name.components.iter().filter(|part| part.component_form == ComponentForm::Full).collect();
    let mut keys = Vec::new();
    for (at, x) in words.iter().enumerate() {
        for y in words.iter().skip(at + 1) {
            let (x_key, y_key) = (x.blocking_key(), y.blocking_key());
            keys.push(if x_key <= y_key { format!("{x_key} {y_key}") } else { format!("{y_key} {x_key}") });
            keys.extend(x.variant_groups.iter().map(|list| format!("{y_key} {list}")));
            keys.extend(y.variant_groups.iter().map(|list| format!("{x_key} {list}")));
        }
    }
    // For names whose spaces went astray.
    keys.push(name.concatenate());
    sort_by(&mut keys, |x, y| x.cmp(y));
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::name::COMPONENT_COMPARISONS;

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
            resolver.add_document(text, mentions);
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
