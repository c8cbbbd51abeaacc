//! Co-occurrence of clusters of names in documents: what a document speaks of.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::spelling::SpellingUse;
use super::state::ResolutionState;
use crate::document::DocumentId;
use crate::order::sort_by_key;

/// Co-occurrence of clusters in documents, the context that disambiguates a surname across the corpus.
pub struct CooccurrenceContexts {
    /// Clusters of corpus-wide spellings in each document, rising.
    groups_of_document: Vec<Vec<u32>>,
    /// Documents of each cluster.
    documents_of_group: FxHashMap<u32, Vec<u32>>,
    /// Cache, for an expansion, of the clusters that co-occur with it and in how many documents.
    cooccurrence_counts: RefCell<FxHashMap<u32, FxHashMap<u32, u32>>>,
}

impl CooccurrenceContexts {
    pub fn new(state: &ResolutionState<'_>, documents: &[Vec<SpellingUse>]) -> Self {
        let mut of_document = Vec::with_capacity(documents.len());
        let mut of_group: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (number, uses) in documents.iter().enumerate() {
            let spellings = uses.iter().filter_map(|at| at.spelling).filter(|&at| state.is_corpus_wide(at));
            let mut groups: Vec<u32> = spellings.map(|at| state.clusters.find_root(at)).collect();
            sort_by_key(&mut groups, |&group| group);
            groups.dedup();
            for &group in &groups {
                of_group.entry(group).or_default().push(number as u32);
            }
            of_document.push(groups);
        }
        CooccurrenceContexts {
            groups_of_document: of_document,
            documents_of_group: of_group,
            cooccurrence_counts: RefCell::default(),
        }
    }

    /// Number of documents that mention the cluster.
    pub fn document_count(&self, group: u32) -> usize {
        self.documents_of_group.get(&group).map_or(0, Vec::len)
    }

    /// How far the names of `document` speak of the cluster `other`: over its clusters the share of their documents that
    /// mention `other` too, in thousandths,
    /// summed. 0 where it has none in common with the documents of `other`.
    pub fn relatedness(&self, document: DocumentId, other: u32) -> u64 {
        let Some(here) = self.groups_of_document.get(document.0 as usize) else { return 0 };
        let mut counts = self.cooccurrence_counts.borrow_mut();
        let counts = counts.entry(other).or_insert_with(|| {
            let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
            let documents = self.documents_of_group.get(&other).into_iter().flatten();
            let groups = documents.filter_map(|&document| self.groups_of_document.get(document as usize));
            groups.flatten().for_each(|&group| *counts.entry(group).or_default() += 1);
            counts
        });
        let share = |group: &u32| {
            let all = self.documents_of_group.get(group).map_or(1, |documents| documents.len().max(1)) as u64;
            counts.get(group).map_or(0, |&both| 1_000 * u64::from(both) / all)
        };
        here.iter().filter(|&&group| group != other).map(share).sum()
    }
}
