//! Surnames across documents: whom a surname means in an article that names nobody in full who bears it.
//!
//! The candidates are the people of the collection who bear the surname. Each has a prior, by how often the surname
//! alone is his where he is named in full, and an affinity with the article: the log-likelihood ratio, under a language
//! model with Dirichlet smoothing (Zhai and Lafferty 2001), of the entities and words of roles that the article shares
//! with his articles. The best one takes the surname where no other is plausible; else it stays alone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::document_cues::{DocumentCues, add_votes, voted_gender};
use super::entity::MergeReason;
use super::person::{NameCompleteness, find_part};
use super::read::ReadingPlan;
use super::spelling::SpellingUse;
use super::state::{ResolutionState, ShortFormReading};
use crate::analysis::fold::fold;
use crate::entity::EntityKind;
use crate::entity::name::{GivenNameGender, PersonName};
use crate::order::{sort_by, sort_by_key};

/// Bearers of a surname that are considered, the most mentioned first. It keeps the work linear.
const MAX_BEARERS: usize = 48;
/// Clusters of a document that count as its context.
const MAX_FEATURES: usize = 128;
/// Documents that smoothing adds to those of a bearer. More trusts what a bearer has in common with the article less.
const SMOOTHING_DOCUMENTS: f32 = 2.0;
/// Documents elsewhere, without the feature: a few articles are not all there is.
const UNSEEN_DOCUMENTS: usize = 10;
/// The most that one shared feature counts, in nats.
const MAX_FEATURE_WEIGHT: f32 = 1.5;
/// How much likelier than the next the best bearer has to be, in nats: 2.1 is eight times.
const MIN_MARGIN: f32 = 2.1;
/// Affinity that says that an article shares a bearer's context.
const MIN_AFFINITY: f32 = 0.9;
/// What speaks against a son of the same name, and against the other gender of pronouns, in nats.
const DOUBT: f32 = 2.0;
/// Affinity of a bearer whom the document names in full, though not before the surname.
const PRESENT_AFFINITY: f32 = 1.0;
/// Documents that make a name known to readers without an introduction.
const WELL_KNOWN_DOCUMENTS: u32 = 3;

/// A feature of a document: the cluster of an entity, or a word of a role.
type Feature = u64;

/// The feature of a word of a role.
fn role_feature(word: u32) -> Feature {
    (1 << 32) | Feature::from(word)
}

/// What the collection says of a person.
#[derive(Debug, Default)]
struct BearerProfile {
    documents: u32,
    /// Documents where the surname alone is resolved to the person.
    surname_documents: u32,
    /// Documents that give a role.
    role_documents: u32,
    /// Documents with each feature.
    features: FxHashMap<Feature, u32>,
    /// Mentions with masculine and feminine cues.
    gender_votes: [u32; 2],
}

/// A surname in a document that names nobody in full who bears it.
#[derive(Debug, Clone, Copy)]
struct OpenSurname {
    document: u32,
    spelling: u32,
    /// By a title.
    stated_gender: Option<GivenNameGender>,
    /// By the pronouns after it.
    voted_gender: Option<GivenNameGender>,
}

/// How well a bearer explains a surname.
#[derive(Debug, Clone, Copy)]
struct ScoredBearer {
    /// A full name of the bearer.
    full: u32,
    /// Logarithm of the prior.
    prior: f32,
    /// Affinity with the document, in nats, and the number of features shared.
    affinity: f32,
    shared: u32,
    /// Whether the roles that the document gives to the surname are none of the bearer's.
    is_contradicted: bool,
}

/// Whether `full` has the particles of `single`: "Van Buren" is no "Ann Buren". The Arabic article comes and goes.
pub fn has_particles_of(single: &PersonName, full: &PersonName) -> bool {
    let has = |particle: &str| full.particles.iter().any(|(_, other)| other == particle);
    single.particles.iter().all(|(_, particle)| matches!(particle.as_str(), "al" | "el") || has(particle))
}

/// The documents of a collection as features.
struct DocumentFeatures {
    /// Clusters of corpus-wide spellings in each document, rising.
    groups: Vec<Vec<u32>>,
    /// Number of documents with each feature.
    frequency: FxHashMap<Feature, u32>,
}

impl DocumentFeatures {
    fn new(state: &ResolutionState<'_>, documents: &[Vec<SpellingUse>]) -> Self {
        let mut frequency: FxHashMap<Feature, u32> = FxHashMap::default();
        let mut groups_of_document = Vec::with_capacity(documents.len());
        for (number, uses) in documents.iter().enumerate() {
            let spellings = uses.iter().filter_map(|used| used.spelling).filter(|&at| state.is_corpus_wide(at));
            let mut groups: Vec<u32> = spellings.map(|at| state.clusters.find_root(at)).collect();
            sort_by_key(&mut groups, |&group| group);
            groups.dedup();
            let mut words: Vec<u32> = state.role_words_of(number).iter().map(|&(_, word)| word).collect();
            sort_by_key(&mut words, |&word| word);
            words.dedup();
            let features = groups.iter().map(|&group| Feature::from(group)).chain(words.into_iter().map(role_feature));
            for feature in features {
                *frequency.entry(feature).or_default() += 1;
            }
            groups_of_document.push(groups);
        }
        DocumentFeatures { groups: groups_of_document, frequency }
    }

    /// Features of `person` in a document: the other clusters, and the words of the roles at mentions that `is_meant`.
    fn of_person(
        &self,
        state: &ResolutionState<'_>,
        document: usize,
        person: Option<u32>,
        is_meant: impl Fn(usize) -> bool,
    ) -> Vec<Feature> {
        let groups =
            self.groups.get(document).into_iter().flatten().filter(|&&group| Some(group) != person).take(MAX_FEATURES);
        let mut features: Vec<Feature> = groups.map(|&group| Feature::from(group)).collect();
        let roles = state.role_words_of(document).iter().filter(|(used, _)| is_meant(*used as usize));
        features.extend(roles.map(|&(_, word)| role_feature(word)));
        sort_by_key(&mut features, |&feature| feature);
        features.dedup();
        features
    }

    /// Affinity of `features` with a bearer, in nats, and how many are shared.
    fn affinity(&self, features: &[Feature], bearer: &BearerProfile) -> (f32, u32) {
        let (mut sum, mut shared) = (0.0, 0);
        for feature in features {
            let Some(&together) = bearer.features.get(feature) else { continue };
            let frequency = self.frequency.get(feature).copied().unwrap_or(1);
            let background = frequency as f32 / (self.groups.len() + UNSEEN_DOCUMENTS) as f32;
            let likelihood =
                (together as f32 + SMOOTHING_DOCUMENTS * background) / (bearer.documents as f32 + SMOOTHING_DOCUMENTS);
            let ratio = (likelihood / background).ln().clamp(0.0, MAX_FEATURE_WEIGHT);
            sum += ratio / 2.0;
            shared += u32::from(ratio > 0.3);
        }
        (sum, shared)
    }
}

impl ResolutionState<'_> {
    /// Resolves surnames that no full name of their document explains, and records whose they may be where that stays
    /// open.
    pub fn resolve_surnames(&mut self, documents: &[Vec<SpellingUse>], plans: &mut [ReadingPlan]) {
        let open = self.open_surnames(documents, plans);
        let mut bearers: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for name in &open {
            bearers.entry(name.spelling).or_insert_with(|| self.bearers_of(name.spelling));
        }
        let wanted: FxHashSet<u32> = bearers.values().flatten().map(|&at| self.clusters.find_root(at)).collect();
        let features = DocumentFeatures::new(self, documents);
        let profiles = self.profile_bearers(documents, plans, &features, &wanted);
        for list in bearers.values_mut() {
            let named = |at: u32| profiles.get(&self.clusters.find_root(at)).map_or(0, |known| known.documents);
            let text = |at: u32| self.spelling(at).map(|spelling| spelling.text.as_str());
            sort_by(list, |&a, &b| named(b).cmp(&named(a)).then_with(|| text(a).cmp(&text(b))));
            list.truncate(MAX_BEARERS);
        }
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for name in &open {
            *counts.entry(name.spelling).or_default() += 1;
        }
        let mut found: FxHashMap<(u32, u32), ShortFormReading> = FxHashMap::default();
        let mut cues = (u32::MAX, DocumentCues::default());
        for name in &open {
            let uses = documents.get(name.document as usize).map(Vec::as_slice).unwrap_or_default();
            if cues.0 != name.document {
                cues = (name.document, DocumentCues::new(self, uses));
            }
            let list = bearers.get(&name.spelling).map(Vec::as_slice).unwrap_or_default();
            let count = counts.get(&name.spelling).copied().unwrap_or_default();
            let scored = self.score_bearers(name, list, &features, &profiles, (uses, &cues.1));
            if let Some(reading) = self.choose_bearer(name, &scored, count, &profiles) {
                found.insert((name.document, name.spelling), reading);
            }
        }
        for (number, plan) in plans.iter_mut().enumerate() {
            for (at, reading) in plan.iter_mut().flatten() {
                if reading.is_none() {
                    *reading = found.get(&(number as u32, *at)).copied();
                }
            }
        }
        self.record_possible_bearers(&open, &found, &bearers, &profiles, &features);
    }

    /// Surnames that stand for themselves, once a document and spelling, in corpus order.
    fn open_surnames(&self, documents: &[Vec<SpellingUse>], plans: &[ReadingPlan]) -> Vec<OpenSurname> {
        let mut open = Vec::new();
        for (number, (uses, plan)) in documents.iter().zip(plans).enumerate() {
            let mut seen = FxHashSet::default();
            let cues = DocumentCues::new(self, uses);
            for (used, planned) in uses.iter().zip(plan) {
                let Some((spelling, None)) = *planned else { continue };
                // "The Koch brothers" are nobody alone.
                let is_other = used.cue.is_relative || used.cue.is_family;
                let is_single = self.spelling(spelling).is_some_and(|known| {
                    known.kind == EntityKind::Person && known.completeness == NameCompleteness::Single
                });
                if !is_single || self.is_corpus_wide(spelling) || is_other || !seen.insert(spelling) {
                    continue;
                }
                let stated = self.spelling(spelling).and_then(|known| known.name.honorific_gender);
                // One pronoun may refer to somebody else.
                let votes = cues.votes_of(spelling);
                let voted = voted_gender(votes).filter(|_| votes.iter().sum::<u32>() > 2);
                open.push(OpenSurname {
                    document: number as u32,
                    spelling,
                    stated_gender: stated,
                    voted_gender: voted,
                });
            }
        }
        open
    }

    /// One full name of each cluster of people who bear the surname `at`.
    fn bearers_of(&self, at: u32) -> Vec<u32> {
        let Some(spelling) = self.spelling(at) else { return Vec::new() };
        let Some(key) = spelling.name.family_name().map(|part| part.folded.as_str()) else { return Vec::new() };
        // "Salman Shaikh" is no bare surname, though a title ends it.
        let last = spelling.text.split_whitespace().next_back().unwrap_or_default();
        if !fold(last).chars().filter(|c| c.is_alphanumeric()).collect::<String>().ends_with(key) {
            return Vec::new();
        }
        let mut seen = FxHashSet::default();
        let bears = |full: u32| {
            self.spelling(full).is_some_and(|full| {
                full.name.components.last().is_some_and(|part| part.folded == key)
                    && find_part(&spelling.name, &full.name) == Some(MergeReason::Surname)
                    && has_particles_of(&spelling.name, &full.name)
            })
        };
        let list = self.people_by_word.get(key).into_iter().flatten().copied();
        list.filter(|&full| bears(full) && seen.insert(self.clusters.find_root(full))).collect()
    }

    /// The profiles of the clusters in `wanted`.
    fn profile_bearers(
        &self,
        documents: &[Vec<SpellingUse>],
        plans: &[ReadingPlan],
        features: &DocumentFeatures,
        wanted: &FxHashSet<u32>,
    ) -> FxHashMap<u32, BearerProfile> {
        let mut profiles: FxHashMap<u32, BearerProfile> = FxHashMap::default();
        for (number, (uses, plan)) in documents.iter().zip(plans).enumerate() {
            // Uses of each wanted person here, and whether the surname is one.
            let mut here: FxHashMap<u32, (Vec<usize>, bool)> = FxHashMap::default();
            for (at, planned) in plan.iter().enumerate() {
                let Some((spelling, reading)) = *planned else { continue };
                let root = self.clusters.find_root(reading.map_or(spelling, |reading| reading.target));
                if wanted.contains(&root) {
                    let (own, by_surname) = here.entry(root).or_default();
                    own.push(at);
                    *by_surname |= reading.is_some_and(|reading| {
                        matches!(reading.reason, MergeReason::Surname | MergeReason::NearestBefore)
                    });
                }
            }
            for (person, (own, by_surname)) in here {
                let profile = profiles.entry(person).or_default();
                profile.documents += 1;
                profile.surname_documents += u32::from(by_surname);
                let mut has_role = false;
                for feature in features.of_person(self, number, Some(person), |at| own.binary_search(&at).is_ok()) {
                    *profile.features.entry(feature).or_default() += 1;
                    has_role |= feature >= role_feature(0);
                }
                profile.role_documents += u32::from(has_role);
                own.iter().filter_map(|&at| uses.get(at)).for_each(|used| add_votes(&mut profile.gender_votes, used));
            }
        }
        profiles
    }

    /// Whether a person's given name, or what is said of the person, contradicts `gender`.
    fn is_other_gender(&self, full: u32, profile: &BearerProfile, gender: Option<GivenNameGender>) -> bool {
        let by_name = self.spelling(full).and_then(|full| full.given_gender());
        let known = by_name.or_else(|| voted_gender(profile.gender_votes));
        matches!((known, gender), (Some(known), Some(gender)) if known != gender)
    }

    /// Scores of `bearers` for a surname in a document, the best first.
    fn score_bearers(
        &self,
        name: &OpenSurname,
        bearers: &[u32],
        features: &DocumentFeatures,
        profiles: &FxHashMap<u32, BearerProfile>,
        (uses, cues): (&[SpellingUse], &DocumentCues),
    ) -> Vec<ScoredBearer> {
        let is_meant = |at: usize| uses.get(at).is_some_and(|used| used.spelling == Some(name.spelling));
        let here = features.of_person(self, name.document as usize, None, is_meant);
        let roles: Vec<Feature> = here.iter().copied().filter(|&feature| feature >= role_feature(0)).collect();
        let present = features.groups.get(name.document as usize).map(Vec::as_slice).unwrap_or_default();
        let mut scored = Vec::new();
        for &full in bearers {
            let root = self.clusters.find_root(full);
            let Some(profile) = profiles.get(&root) else { continue };
            if self.is_other_gender(full, profile, name.stated_gender) || cues.is_relative(root) {
                continue;
            }
            let mut prior = (profile.surname_documents as f32 + 0.1 * profile.documents as f32).ln();
            let is_younger = self.spelling(full).is_some_and(|full| !full.name.generation.is_empty());
            let is_doubtful = is_younger || self.is_other_gender(full, profile, name.voted_gender);
            prior -= if is_doubtful { DOUBT } else { 0.0 };
            let (affinity, shared) = features.affinity(&here, profile);
            let nearness = if present.binary_search(&root).is_ok() { PRESENT_AFFINITY } else { 0.0 };
            let is_contradicted = !roles.is_empty()
                && profile.role_documents >= WELL_KNOWN_DOCUMENTS
                && !roles.iter().any(|role| profile.features.contains_key(role));
            scored.push(ScoredBearer { full, prior, affinity: affinity + nearness, shared, is_contradicted });
        }
        sort_by(&mut scored, |x, y| (y.prior + y.affinity).total_cmp(&(x.prior + x.affinity)));
        scored
    }

    /// Whose the surname is, of those in `scored`; `None` where that is open. `count` is the number of documents where
    /// it is.
    fn choose_bearer(
        &self,
        name: &OpenSurname,
        scored: &[ScoredBearer],
        count: u32,
        profiles: &FxHashMap<u32, BearerProfile>,
    ) -> Option<ShortFormReading> {
        let (best, rivals) = scored.split_first()?;
        let profile = profiles.get(&self.clusters.find_root(best.full))?;
        let score = best.prior + best.affinity;
        let is_plausible = |rival: &ScoredBearer| score - (rival.prior + rival.affinity) < MIN_MARGIN;
        let is_dominant = rivals.iter().all(|rival| best.prior - rival.prior > MIN_MARGIN);
        let shares_context = best.affinity >= MIN_AFFINITY && best.shared > 1;
        let spelling = self.spelling(name.spelling)?;
        let is_given = spelling.name.family_name().is_some_and(|part| part.is_given_name());
        // A given name is a surname where his articles call him by it.
        let is_bare_given = is_given && !spelling.name.has_honorific;
        if best.is_contradicted || (is_bare_given && profile.surname_documents <= WELL_KNOWN_DOCUMENTS) {
            return None;
        }
        let named = if rivals.is_empty() { profile.documents } else { profile.documents.max(count) };
        let is_well_known = is_dominant
            && !is_given
            && profile.surname_documents > 0
            && named >= WELL_KNOWN_DOCUMENTS
            && count <= 4 * profile.documents;
        if rivals.iter().any(is_plausible) || !(shares_context || is_well_known) {
            return None;
        }
        let reason = if rivals.is_empty() { MergeReason::OnlyBearer } else { MergeReason::DominantBearer };
        let confidence = if shares_context { 0.65 } else { 0.55 };
        Some(ShortFormReading { target: best.full, reason, confidence })
    }

    /// Records whose the surnames may be that stay alone: at most three bearers a spelling, the most named first.
    fn record_possible_bearers(
        &mut self,
        open: &[OpenSurname],
        found: &FxHashMap<(u32, u32), ShortFormReading>,
        bearers: &FxHashMap<u32, Vec<u32>>,
        profiles: &FxHashMap<u32, BearerProfile>,
        features: &DocumentFeatures,
    ) {
        let mut seen = FxHashSet::default();
        let left = open.iter().filter(|name| !found.contains_key(&(name.document, name.spelling)));
        for name in left {
            if !seen.insert(name.spelling) {
                continue;
            }
            let list = bearers.get(&name.spelling).map(Vec::as_slice).unwrap_or_default();
            let weight = |full: u32| profiles.get(&self.clusters.find_root(full)).map_or(0, |known| known.documents);
            let total: u32 = list.iter().map(|&full| weight(full)).sum();
            let is_open = |full: u32| {
                let root = self.clusters.find_root(full);
                let present = features.groups.get(name.document as usize);
                present.is_none_or(|present| present.binary_search(&root).is_err())
                    && !profiles.get(&root).is_some_and(|known| {
                        self.is_other_gender(full, known, name.stated_gender.or(name.voted_gender))
                    })
            };
            for full in list.iter().copied().filter(|&full| is_open(full)).take(3).collect::<Vec<_>>() {
                let share = weight(full) as f32 / (total.max(1) + 1) as f32;
                self.possible_merges.push((name.spelling, full, MergeReason::OneOfSeveral, 0.1 + 0.4 * share));
            }
        }
    }
}
