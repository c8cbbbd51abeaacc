//! More like this: articles that share characteristic terms and entities with another, each weighed by tf–idf with logarithmic term
//! frequency (Spärck Jones 1972 for the idf), the sum normalised by the logarithm of the length.

use rustc_hash::FxHashMap;

use super::bm25f::idf;
use super::corpus::SearchCorpus;
use crate::analysis::fold::is_unspaced_script;
use crate::analysis::stop_words::is_stop_word;
use crate::analysis::token::{Token, spelling_of};
use crate::document::{Document, DocumentId};
use crate::entity::EntityId;
use crate::error::Result;
use crate::index::{IndexField, TermId, indexed_passages};
use crate::order::TopKCollector;
use crate::storage::lazy_parts::collect_all;

/// Characteristic terms of an article that are compared, those of highest tf–idf.
const MAX_CHARACTERISTIC_TERMS: usize = 24;
/// Weight of a shared entity against 1 for a shared term. 0 ignores entities.
const ENTITY_WEIGHT: f32 = 1.5;

/// A similar article, with the entities and terms that both share and the weight of each.
pub struct Similar {
    /// The article.
    pub document: DocumentId,
    /// Similarity, higher is nearer; comparable only among the articles similar to the same one.
    pub score: f32,
    /// Entities that both mention, with their weights.
    pub entities: Vec<(EntityId, f32)>,
    /// Terms that both have, with their weights.
    pub terms: Vec<(TermId, f32)>,
}

/// The score of a candidate while it is summed up.
#[derive(Default)]
struct SharedEvidence {
    score: f32,
    entities: Vec<(EntityId, f32)>,
    terms: Vec<(TermId, f32)>,
}

impl SearchCorpus<'_> {
    /// The `limit` articles most similar to `document`, which has this number, nearest first.
    pub fn similar(self, number: DocumentId, document: &Document, limit: usize) -> Result<Vec<Similar>> {
        let all_documents = self.index.document_count();
        let mut shared: FxHashMap<u32, SharedEvidence> = FxHashMap::default();
        if let Some(register) = self.register {
            for entity in register.mention_list(number).distinct_entities() {
                let weight = ENTITY_WEIGHT * idf(register.entity_record(entity)?.articles as usize, all_documents);
                for (other, count) in register.entity_postings(entity) {
                    let weight = weight * damped_frequency(count);
                    let shared = shared.entry(other.0).or_default();
                    shared.score += weight;
                    shared.entities.push((entity, weight));
                }
            }
        }
        let terms = self.characteristic_terms(document)?.into_iter();
        let terms = collect_all(terms.map(|(word, weight)| Ok((self.index.find_term(&word)?, weight))))?;
        for (term, weight) in terms.into_iter().filter_map(|(term, weight)| Some((term?, weight))) {
            for posting in self.index.term_postings(term)? {
                let weight = weight * damped_frequency(posting.term_frequency());
                let shared = shared.entry(posting.document).or_default();
                shared.score += weight;
                shared.terms.push((term, weight));
            }
        }
        shared.remove(&number.0);
        let mut first = TopKCollector::new(limit, |a: &Similar, b: &Similar| {
            b.score.total_cmp(&a.score).then(a.document.cmp(&b.document))
        });
        for (other, SharedEvidence { score, entities, terms }) in shared {
            let document = DocumentId(other);
            // Length normalisation: a long article shares something with every other.
            let words: u32 = [IndexField::Title, IndexField::Heading, IndexField::Body]
                .map(|field| self.index.field_length(document, field))
                .iter()
                .sum();
            first.push(Similar { document, score: score / (1.0 + words as f32).ln(), entities, terms });
        }
        Ok(first.into_sorted())
    }

    /// The characteristic terms of an article, with their tf–idf weights. In a sharded index by term frequency alone: the idf of every
    /// word would load most shards.
    pub fn characteristic_terms(self, document: &Document) -> Result<Vec<(String, f32)>> {
        let languages = self.index.known_languages();
        let mut counts: FxHashMap<String, u32> = FxHashMap::default();
        for passage in indexed_passages(document) {
            self.tokenizer.tokenize(passage.text, |token| {
                if is_content_word(&token) && !is_stop_word(spelling_of(token.key), &languages) {
                    *counts.entry(token.key.to_owned()).or_default() += 1;
                }
            });
        }
        let mut first = TopKCollector::new(MAX_CHARACTERISTIC_TERMS, |a: &(String, f32), b: &(String, f32)| {
            b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
        });
        for (key, count) in counts {
            let idf = if self.index.is_sharded() {
                1.0
            } else {
                let term = self.index.find_term(&key)?;
                idf(
                    term.map_or(Ok(0), |term| self.index.document_frequency(term))? as usize,
                    self.index.document_count(),
                )
            };
            first.push((key, damped_frequency(count) * idf));
        }
        Ok(first.into_sorted())
    }
}

/// Whether a token is a word of some length and no number. Of a compound the parts are, in scripts without spaces the whole.
pub(super) fn is_content_word(token: &Token<'_>) -> bool {
    let word = spelling_of(token.key);
    let unspaced = word.starts_with(is_unspaced_script);
    let long = word.chars().count() > if unspaced { 1 } else { 2 };
    long && (unspaced || token.width == 1) && !word.chars().all(|c| c.is_ascii_digit())
}

/// Logarithmic term frequency: the second occurrence says less than the first.
fn damped_frequency(count: u32) -> f32 {
    (1.0 + count as f32).ln()
}
