//! Acronyms of organisations, resolved to their expansions: by the document, else by the weight of each expansion in the
//! collection and by what the document is about.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cooccurrence::CooccurrenceContexts;
use super::entity::MergeReason;
use super::organisation::{acronym_letters, is_listed, may_shorten, word_initials};
use super::person::NameCompleteness;
use super::spelling::SpellingUse;
use super::state::{ResolutionState, ShortFormReading};
use crate::document::DocumentId;
use crate::entity::EntityKind;
use crate::order::{sort_by, sort_by_key};

/// Organisations by the acronyms they may have, and whether these are of capitalised words alone.
pub type OrganisationsByInitials = FxHashMap<String, Vec<(u32, bool)>>;

/// A document that has an expansion with the acronym in brackets behind it counts as so many that have both somewhere. At
/// 1 brackets say no more than initials do.
const BRACKET_WEIGHT: u32 = 3;

/// An expansion is dominant where it weighs so many times what all others do together. At 1 the greater half wins.
const DOMINANT_RATIO: u32 = 4;

/// An acronym of the collection has a long name only where one document in so many that have it says so.
const MIN_EXPANDED_SHARE: u32 = 40;

/// A long name of one document gives its acronym to no more documents than these.
const MAX_UNSURE_DOCUMENTS: u32 = 10;

/// Expansions of one acronym that are weighed by context, the heaviest.
const MAX_WEIGHED: usize = 8;

/// The expansions that a collection gives an acronym.
#[derive(Debug, Default)]
struct Expansions {
    /// Documents that have the acronym.
    documents: u32,
    /// Clusters of long names with their weight and whether the acronym stood in brackets behind one, the heaviest first
    /// once all documents are counted.
    weighed: Vec<(u32, u32, bool)>,
}

impl Expansions {
    fn add(&mut self, long: u32, weight: u32, bracketed: bool) {
        match self.weighed.iter_mut().find(|known| known.0 == long) {
            Some(known) => (known.1, known.2) = (known.1 + weight, known.2 || bracketed),
            None => self.weighed.push((long, weight, bracketed)),
        }
    }

    /// The heaviest expansion, where it outweighs all others.
    fn dominant(&self) -> Option<u32> {
        let &(long, weight, _) = self.weighed.first()?;
        let others: u32 = self.weighed.iter().skip(1).map(|other| other.1).sum();
        (weight >= DOMINANT_RATIO * others).then_some(long)
    }

    /// Whether the expansions say enough of an acronym that stands in documents without any: a coincidence of letters in
    /// one document says nothing of a hundred others.
    fn is_telling(&self, contexts: &CooccurrenceContexts) -> bool {
        let weight: u32 = self.weighed.iter().map(|long| long.1).sum();
        let is_known = self.weighed.first().is_some_and(|&(long, weight, _)| {
            weight > 1 || contexts.document_count(long) > 1 || self.documents <= MAX_UNSURE_DOCUMENTS
        });
        weight * MIN_EXPANDED_SHARE >= self.documents && is_known
    }
}

/// Expansions of acronyms over the collection, by the acronym's cluster.
#[derive(Debug, Default)]
pub struct AcronymExpansions {
    by_acronym: FxHashMap<u32, Expansions>,
}

impl ResolutionState<'_> {
    /// Weighs the expansions of acronyms: long names with the acronym in brackets behind them, or with its initials, in
    /// documents that hold both.
    pub fn acronym_expansions(&self, documents: &[Vec<SpellingUse>]) -> AcronymExpansions {
        let mut found = AcronymExpansions::default();
        for uses in documents {
            let mut here: Vec<u32> = uses.iter().filter_map(|at| at.spelling).collect();
            sort_by_key(&mut here, |&at| at);
            here.dedup();
            here.retain(|&at| self.spelling(at).is_some_and(|spelling| spelling.kind == EntityKind::Organisation));
            let (long, short): (Vec<u32>, Vec<u32>) = here.into_iter().partition(|&at| self.is_corpus_wide(at));
            if short.is_empty() {
                continue;
            }
            let bracketed = self.bracketed_acronyms(uses);
            let by_initials = self.organisations_by_initials(&long);
            for at in short {
                let acronym = self.clusters.find_root(at);
                let expansions = found.by_acronym.entry(acronym).or_default();
                expansions.documents += 1;
                let mut longs: FxHashSet<u32> = FxHashSet::default();
                for &(long, short) in &bracketed {
                    let group = self.clusters.find_root(long);
                    if self.clusters.find_root(short) == acronym && longs.insert(group) {
                        expansions.add(group, BRACKET_WEIGHT, true);
                    }
                }
                if longs.is_empty() {
                    longs.extend(
                        self.long_names(at, &by_initials).into_iter().map(|long| self.clusters.find_root(long)),
                    );
                    longs.iter().for_each(|&group| expansions.add(group, 1, false));
                }
            }
        }
        let first_text = |group: u32| {
            self.clusters.members(group).iter().filter_map(|&at| self.spelling(at)).map(|s| s.text.as_str()).min()
        };
        for expansions in found.by_acronym.values_mut() {
            sort_by(&mut expansions.weighed, |x, y| y.1.cmp(&x.1).then_with(|| first_text(x.0).cmp(&first_text(y.0))));
        }
        found
    }

    /// Pairs like "Ministry of Works (MoW)" in a document: expansion, acronym.
    pub fn bracketed_acronyms(&self, uses: &[SpellingUse]) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for two in uses.windows(2) {
            let [first, second] = two else { continue };
            let (Some(a), Some(b)) = (first.spelling.filter(|_| second.is_bracketed), second.spelling) else {
                continue;
            };
            let (Some(x), Some(y)) = (self.spelling(a), self.spelling(b)) else { continue };
            if x.kind != EntityKind::Organisation || y.kind != EntityKind::Organisation {
                continue;
            }
            match (x.completeness, y.completeness) {
                (NameCompleteness::Full, NameCompleteness::Initials) if may_shorten(&y.text, &x.text) => {
                    found.push((a, b))
                }
                (NameCompleteness::Initials, NameCompleteness::Full) if may_shorten(&x.text, &y.text) => {
                    found.push((b, a))
                }
                _ => {}
            }
        }
        found
    }

    /// Organisations of a document by the acronyms they may have.
    pub fn organisations_by_initials(&self, organisations: &[u32]) -> OrganisationsByInitials {
        let mut found: OrganisationsByInitials = FxHashMap::default();
        for &at in organisations {
            let Some(spelling) = self.spelling(at) else { continue };
            for (initials, is_large) in word_initials(&spelling.text) {
                found.entry(initials).or_default().push((at, is_large));
            }
        }
        found
    }

    /// Organisations of which this may be the acronym, one of each cluster, by name.
    fn long_names(&self, at: u32, by_initials: &OrganisationsByInitials) -> Vec<u32> {
        let Some(spelling) = self.spelling(at) else { return Vec::new() };
        let [all, capitals] = acronym_letters(&spelling.text);
        let mut longs: Vec<u32> = by_initials.get(&all).into_iter().flatten().map(|&(long, _)| long).collect();
        if capitals != all {
            longs.extend(by_initials.get(&capitals).into_iter().flatten().filter(|long| long.1).map(|&(long, _)| long));
        }
        sort_by_key(&mut longs, |&long| self.spelling(long).map(|long| long.text.as_str()));
        let mut seen = FxHashSet::default();
        longs.retain(|&long| seen.insert(self.clusters.find_root(long)));
        longs
    }

    /// Resolves an acronym in a document: to the name that it stands in brackets behind; to the one with its initials
    /// there; to the one of the collection that outweighs others, or that the document is about.
    pub fn read_acronym(
        &self,
        at: u32,
        document: DocumentId,
        bracketed: &FxHashMap<u32, u32>,
        by_initials: &OrganisationsByInitials,
        expansions: &AcronymExpansions,
        contexts: &CooccurrenceContexts,
    ) -> Option<ShortFormReading> {
        let spelling = self.spelling(at)?;
        let group = self.clusters.find_root(at);
        if let Some(&target) = bracketed.get(&group) {
            return Some(ShortFormReading { target, reason: MergeReason::Expansion, confidence: 0.95 });
        }
        if is_listed(&spelling.equality_key) {
            return None;
        }
        let known = expansions.by_acronym.get(&group)?;
        let longs = self.long_names(at, by_initials);
        let here: Vec<u32> = longs.iter().map(|&long| self.clusters.find_root(long)).collect();
        let heaviest = || known.weighed.iter().map(|long| long.0).find(|long| here.contains(long));
        if let Some(target) = if here.len() > 1 { heaviest() } else { here.first().copied() } {
            let confidence = if here.len() > 1 { 0.7 } else { 0.85 };
            return Some(ShortFormReading { target, reason: MergeReason::Acronym, confidence });
        }
        let (target, confidence) = match known.dominant().filter(|_| known.is_telling(contexts)) {
            Some(long) => (long, 0.75),
            None => (self.expansion_by_context(known, document, contexts)?, 0.6),
        };
        let bracketed = known.weighed.iter().any(|long| long.0 == target && long.2);
        let reason = if bracketed { MergeReason::Expansion } else { MergeReason::Acronym };
        Some(ShortFormReading { target, reason, confidence })
    }

    /// The expansion that a document is about: its weight times how far the names of the document speak of it, where that
    /// is twice as much as for any other.
    fn expansion_by_context(
        &self,
        known: &Expansions,
        document: DocumentId,
        contexts: &CooccurrenceContexts,
    ) -> Option<u32> {
        if !known.is_telling(contexts) {
            return None;
        }
        let weighed = known.weighed.iter().take(MAX_WEIGHED);
        let mut scores: Vec<(u32, u64)> = weighed
            .map(|&(long, weight, _)| (long, u64::from(weight) * contexts.relatedness(document, long)))
            .collect();
        sort_by(&mut scores, |x, y| y.1.cmp(&x.1));
        let (&(long, best), rest) = scores.split_first()?;
        (best > 0 && rest.iter().all(|other| best >= 2 * other.1)).then_some(long)
    }
}
