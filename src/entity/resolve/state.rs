//! The state of a resolution, and its merges by the names alone: constraints, equal keys, links of full names.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entity::{EntityCorrections, EntityName, MergeReason};
use super::groups::ConstrainedUnionFind;
use super::organisation;
use super::person::{self, NameCompleteness};
use super::spelling::{NameSpelling, SpellingUse, SpellingsByText, clean_name, find_spelling, without_article};
use crate::analysis::fold::fold;
use crate::document::DocumentId;
use crate::entity::EntityKind;
use crate::entity::name::{ComponentForm, PersonName};
use crate::order::{sort_by, sort_by_key};

/// In a block a name is compared with at most so many that follow it.
const MAX_BLOCK_NEIGHBOURS: usize = 60;

/// Complete linkage looks at every pair across two clusters; with more pairs than these they are not one person's.
const MAX_CLUSTER_PAIRS: usize = 2_500;

/// What a mention was resolved to: a cluster of spellings.
pub type ResolutionUnit = u32;

/// The resolution of a short form in a document: its antecedent, why and how sure.
#[derive(Debug, Clone, Copy)]
pub struct ShortFormReading {
    /// A full name, standing for its cluster.
    pub target: u32,
    pub reason: MergeReason,
    pub confidence: f32,
}

pub struct ResolutionState<'a> {
    pub spellings: &'a [NameSpelling],
    /// Words of roles in each document, as pairs of mention and word.
    role_words: &'a [Vec<(u32, u32)>],
    pub clusters: ConstrainedUnionFind,
    /// Whether a correction names the spelling: then it is not resolved within documents.
    pub is_pinned: Vec<bool>,
    /// Whether the spelling means another entity in every document, as "the Commission" does.
    pub is_local: Vec<bool>,
    /// Merges by the names alone: two spellings, reason, confidence.
    pub name_merges: Vec<(u32, u32, MergeReason, f32)>,
    /// Merges that stay open: two spellings, reason, confidence.
    pub possible_merges: Vec<(u32, u32, MergeReason, f32)>,
    /// Merges by the context of a document.
    pub document_merges: Vec<(u32, DocumentId, ShortFormReading)>,
    /// Inverted index: full names of people by each folded word.
    pub people_by_word: FxHashMap<String, Vec<u32>>,
    /// The unit of a cluster of short forms that are unresolved in a document.
    pub document_units: FxHashMap<(u32, u32), ResolutionUnit>,
    /// Cache of [`NameBearer`]s by short form.
    pub cached_bearers: RefCell<FxHashMap<u32, NameBearer>>,
}

/// The people of the corpus whom a short form fits.
#[derive(Debug, Clone, Copy)]
pub enum NameBearer {
    Nobody,
    /// One cluster, by a full name of it.
    OnePerson(u32),
    Several,
}

/// What the documents say of a name: the evidence for and against a link.
#[derive(Debug, Default)]
struct LinkEvidence {
    mentions: u32,
    last_document: Option<usize>,
    /// Clusters in the same documents.
    beside: FxHashSet<u32>,
    role_words: FxHashSet<u32>,
}

impl<'a> ResolutionState<'a> {
    pub fn new(spellings: &'a [NameSpelling], role_words: &'a [Vec<(u32, u32)>]) -> Self {
        ResolutionState {
            spellings,
            role_words,
            clusters: ConstrainedUnionFind::new(spellings.len()),
            is_pinned: vec![false; spellings.len()],
            is_local: vec![false; spellings.len()],
            name_merges: Vec::new(),
            possible_merges: Vec::new(),
            document_merges: Vec::new(),
            people_by_word: FxHashMap::default(),
            document_units: FxHashMap::default(),
            cached_bearers: RefCell::default(),
        }
    }

    pub fn spelling(&self, at: u32) -> Option<&'a NameSpelling> {
        debug_assert!((at as usize) < self.spellings.len());
        self.spellings.get(at as usize)
    }

    /// Words of roles in a document, as pairs of mention and word, in order of the mentions.
    pub fn role_words_of(&self, document: usize) -> &'a [(u32, u32)] {
        self.role_words.get(document).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a spelling means the same entity in every document: a full name, or one that a correction pins.
    pub fn is_corpus_wide(&self, at: u32) -> bool {
        self.is_pinned.get(at as usize) == Some(&true)
            || self.spelling(at).is_some_and(|spelling| spelling.completeness == NameCompleteness::Full)
                && self.is_local.get(at as usize) != Some(&true)
    }

    /// Spellings by kind and text, an order that does not depend on documents.
    pub fn sorted_spellings(&self, keep: impl Fn(&NameSpelling) -> bool) -> Vec<u32> {
        let mut numbers: Vec<u32> =
            (0..self.spellings.len() as u32).filter(|&at| self.spelling(at).is_some_and(&keep)).collect();
        sort_by_key(&mut numbers, |&at| self.spelling(at).map(|spelling| (spelling.kind, spelling.text.as_str())));
        numbers
    }

    /// Applies the reader's must-link and cannot-link constraints, before all other merges.
    pub fn apply_corrections(&mut self, by_text: &SpellingsByText, corrections: &EntityCorrections) {
        let find =
            |spelled: &EntityName| find_spelling(by_text, spelled.kind, &clean_name(spelled.kind, &spelled.text));
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
    pub fn merge_equal_keys(&mut self) {
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
                            EntityKind::Organisation => organisation::untabled_key(&spelling.text),
                            EntityKind::Place => without_article(&fold(&spelling.text)),
                            _ => String::new(),
                        };
                        let by_table = self.spelling(same).is_some_and(|same| plain(same) != plain(spelling));
                        let reason = match (by_table, spelling.kind) {
                            (true, EntityKind::Place) => MergeReason::PlaceTable,
                            (true, _) => MergeReason::OrganisationTable,
                            _ => MergeReason::SameName,
                        };
                        self.name_merges.push((same, at, reason, if by_table { 0.95 } else { 0.98 }));
                    }
                }
                None => {
                    first.insert((spelling.kind, spelling.equality_key.as_str()), at);
                }
            }
        }
    }

    /// Links full names within blocks and merges them greedily, the most confident link first.
    pub fn merge_people(&mut self, documents: &[Vec<SpellingUse>]) {
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
        let evidence = self.link_evidence(documents, &links);
        for (a, b, reason, confidence) in links {
            if !self.is_supported(a, b, reason, &evidence) {
                self.possible_merges.push((a, b, reason, confidence / 2.0));
                continue;
            }
            let pairs = self.clusters.members(a).len() * self.clusters.members(b).len();
            if unclear.contains(&a) || unclear.contains(&b) || pairs > MAX_CLUSTER_PAIRS {
                continue;
            }
            let conflict = |x: u32, y: u32| match (self.spellings.get(x as usize), self.spellings.get(y as usize)) {
                (Some(x), Some(y)) => x.equality_key != y.equality_key && person::names_conflict(&x.name, &y.name),
                _ => true,
            };
            if self.clusters.try_union(a, b, conflict) {
                self.name_merges.push((a, b, reason, confidence));
            }
        }
    }

    /// What the documents say of the names in links that are bolder than the same name.
    fn link_evidence(
        &self,
        documents: &[Vec<SpellingUse>],
        links: &[(u32, u32, MergeReason, f32)],
    ) -> FxHashMap<u32, LinkEvidence> {
        let bold = links.iter().filter(|(_, _, reason, _)| *reason > MergeReason::SameName);
        let mut evidence: FxHashMap<u32, LinkEvidence> = bold
            .flat_map(|&(a, b, ..)| [self.clusters.find_root(a), self.clusters.find_root(b)])
            .map(|root| (root, LinkEvidence::default()))
            .collect();
        for (number, uses) in documents.iter().enumerate() {
            let roots = || {
                let named = uses.iter().enumerate().filter_map(|(at, used)| Some((at, used.spelling?)));
                named.map(|(at, spelling)| (at, self.clusters.find_root(spelling)))
            };
            let mut beside: Vec<u32> = Vec::new();
            for (at, root) in roots() {
                let Some(known) = evidence.get_mut(&root) else { continue };
                known.mentions += 1;
                let words = self.role_words_of(number).iter();
                known.role_words.extend(words.filter(|(used, _)| *used as usize == at).map(|&(_, word)| word));
                if beside.is_empty() {
                    let wide = uses.iter().filter_map(|used| used.spelling).filter(|&at| self.is_corpus_wide(at));
                    beside.extend(wide.map(|at| self.clusters.find_root(at)));
                }
                if known.last_document.replace(number) != Some(number) {
                    known.beside.extend(beside.iter().copied().filter(|&other| other != root));
                }
            }
        }
        evidence
    }

    /// Whether the documents bear out a link. A bold one needs shared context or a side with at most two mentions, and
    /// roles that do not exclude each other.
    fn is_supported(&self, a: u32, b: u32, reason: MergeReason, evidence: &FxHashMap<u32, LinkEvidence>) -> bool {
        let known = |at: u32| evidence.get(&self.clusters.find_root(at));
        let (true, Some(x), Some(y)) = (reason > MergeReason::SameName, known(a), known(b)) else { return true };
        let roles_exclude =
            !x.role_words.is_empty() && !y.role_words.is_empty() && x.role_words.is_disjoint(&y.role_words);
        let shared = x.beside.intersection(&y.beside).take(3).count();
        let is_rare = x.mentions.min(y.mentions) <= 2;
        let is_unknown = x.beside.len().min(y.beside.len()) < 2;
        match reason {
            MergeReason::GivenForm | MergeReason::Initial if roles_exclude => shared > 2,
            MergeReason::GivenForm | MergeReason::Initial => is_rare || shared > 1,
            _ => !roles_exclude && (shared > 1 || (is_rare && (shared > 0 || is_unknown))),
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
    pub fn index_people(&mut self) {
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
}

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
