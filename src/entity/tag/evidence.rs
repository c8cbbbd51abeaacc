//! Non-local evidence: a name that is clear in one sentence helps where it is not.
//!
//! The label marginals of all occurrences of a word correct the scores of each, first in the document and then in the
//! collection, to the end for which Krishnan and Manning (2006) train a second CRF on features of the first.

use rustc_hash::FxHashMap;

use super::crf::LabelScores;
use super::label::{CLASS_COUNT, OUTSIDE, decode_label};

/// Weight of the other occurrences of a word; at 0 they do not count, at 1 an occurrence counts as one of all.
const EVIDENCE_WEIGHT: f32 = 0.5;
/// Added to probabilities before their logarithm is taken, so that one of zero rules nothing out.
const PROBABILITY_FLOOR: f32 = 0.02;
/// Occurrences that a word of the collection counts for at most, one for each document that holds it: more say nothing
/// new, and the document itself is to outweigh them. At 0 the collection says nothing; 1 to 8 are hardly told apart.
const MAX_CORPUS_OCCURRENCES: u32 = 3;
/// Least document frequency of a word that counts: one of the documents is the one that is tagged.
const MIN_DOCUMENTS: u32 = 2;

/// Probability of being outside, and of each class.
type ClassDistribution = [f32; CLASS_COUNT + 1];

/// The evidence of one document: class distributions of each word, summed over its occurrences, and their number.
#[derive(Debug, Clone, Default)]
pub struct DocumentEvidence {
    by_word: FxHashMap<u32, (ClassDistribution, f32)>,
    /// The same by the hash of a word with its neighbours in the name: "Washington" alone, before "Post", after
    /// "Denzel".
    by_context: FxHashMap<u32, (ClassDistribution, f32)>,
}

impl DocumentEvidence {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.by_word.clear();
        self.by_context.clear();
    }

    /// Adds an occurrence of a word, which has these label marginals. `key` is the hash of the word with its neighbours
    /// in the name.
    pub fn add_occurrence(&mut self, word_hash: u32, key: u32, marginals: &LabelScores) {
        let own = class_distribution(marginals);
        for (words, key) in [(&mut self.by_word, word_hash), (&mut self.by_context, key)] {
            let (sum, count) = words.entry(key).or_default();
            *count += 1.0;
            sum.iter_mut().zip(own).for_each(|(sum, mass)| *sum += mass);
        }
    }

    /// Corrects the scores of one occurrence of a word by its other occurrences, also those of `corpus`: adds the log
    /// ratio of the mean class distribution to its own.
    pub fn adjust_scores(
        &self,
        word_hash: u32,
        key: u32,
        marginals: &LabelScores,
        corpus: &CorpusEvidence,
        scores: &mut LabelScores,
    ) {
        let Some(&(mut sum, mut count)) = self.by_word.get(&word_hash) else { return };
        if let Some(evidence) = corpus.words.get(&key).filter(|evidence| evidence.document_count >= MIN_DOCUMENTS) {
            let documents = evidence.document_count.min(MAX_CORPUS_OCCURRENCES) as f32;
            sum.iter_mut().zip(evidence.mean_distribution()).for_each(|(sum, mean)| *sum += mean * documents);
            count += documents;
        }
        if count <= 1.0 {
            return;
        }
        let own = class_distribution(marginals);
        for (label, score) in scores.iter_mut().enumerate() {
            let class = class_index(label);
            // There is a place for every class, so there always is one.
            if let (Some(sum), Some(own)) = (sum.get(class), own.get(class)) {
                *score += EVIDENCE_WEIGHT * ((sum / count + PROBABILITY_FLOOR).ln() - (own + PROBABILITY_FLOOR).ln());
            }
        }
    }
}

/// The evidence of a collection, in which each document has one vote for each word.
///
/// It does not depend on the order of the documents: sums are integers, and words beyond [`CorpusEvidence::MAX_WORDS`] are
/// dropped by their hashes, which is adaptive sampling (Flajolet 1990).
///
/// ```
/// use reading_room::internals::entity::tag::evidence::CorpusEvidence;
/// assert_eq!(CorpusEvidence::default().len(), 0);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorpusEvidence {
    words: FxHashMap<u32, WordEvidence>,
    /// Only words are kept whose sampling hash has at least so many leading zeros.
    min_leading_zeros: u32,
}

/// The votes of the documents on one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct WordEvidence {
    document_count: u32,
    /// Probability of each class in fixed point, summed over the documents; one is [`FIXED_POINT_ONE`].
    class_sums: [u32; CLASS_COUNT],
}

/// One in fixed point; four million documents can vote before a sum saturates.
const FIXED_POINT_ONE: f32 = 1000.0;

impl WordEvidence {
    fn mean_distribution(&self) -> ClassDistribution {
        let all = self.document_count.max(1) as f32 * FIXED_POINT_ONE;
        let mut mean = ClassDistribution::default();
        let mut rest = 1.0;
        for (slot, &sum) in mean.iter_mut().skip(1).zip(&self.class_sums) {
            *slot = sum as f32 / all;
            rest -= *slot;
        }
        mean[OUTSIDE] = rest.max(0.0);
        mean
    }
}

impl CorpusEvidence {
    /// Most words that are kept, in some 30 MB: those of about 100,000 articles of news. Each time there are more, the
    /// half of them whose next bit of the sampling hash is a one is dropped and never added again. Which words are left
    /// so depends on which words there were, not on the order.
    pub const MAX_WORDS: usize = 1 << 19;

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no evidence.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Adds the votes of one document.
    pub fn add_document(&mut self, document: &DocumentEvidence) {
        self.add_document_capped(document, Self::MAX_WORDS);
    }

    fn add_document_capped(&mut self, document: &DocumentEvidence, most_words: usize) {
        for (&hash, (sum, count)) in &document.by_context {
            if sampling_hash(hash).leading_zeros() < self.min_leading_zeros {
                continue;
            }
            let evidence = self.words.entry(hash).or_default();
            evidence.document_count = evidence.document_count.saturating_add(1);
            for (slot, mass) in evidence.class_sums.iter_mut().zip(sum.iter().skip(1)) {
                *slot = slot.saturating_add((mass / count * FIXED_POINT_ONE).round() as u32);
            }
        }
        self.shrink_to(most_words);
    }

    /// Adds the evidence of another part of the collection.
    #[cfg(feature = "parallel")]
    pub fn merge(&mut self, other: CorpusEvidence) {
        self.merge_capped(other, Self::MAX_WORDS);
    }

    #[cfg(any(test, feature = "parallel"))]
    fn merge_capped(&mut self, other: CorpusEvidence, most_words: usize) {
        for (hash, theirs) in other.words {
            let evidence = self.words.entry(hash).or_default();
            evidence.document_count = evidence.document_count.saturating_add(theirs.document_count);
            evidence
                .class_sums
                .iter_mut()
                .zip(theirs.class_sums)
                .for_each(|(sum, more)| *sum = sum.saturating_add(more));
        }
        // A word that one part has dropped lacks its votes there.
        self.min_leading_zeros = self.min_leading_zeros.max(other.min_leading_zeros);
        self.drop_unsampled();
        self.shrink_to(most_words);
    }

    fn shrink_to(&mut self, most_words: usize) {
        while self.words.len() > most_words {
            self.min_leading_zeros += 1;
            self.drop_unsampled();
        }
    }

    fn drop_unsampled(&mut self) {
        let zeros = self.min_leading_zeros;
        self.words.retain(|&hash, _| sampling_hash(hash).leading_zeros() >= zeros);
    }
}

/// The sampling hash, which is independent of the order of hashes elsewhere.
fn sampling_hash(hash: u32) -> u32 {
    super::gazetteer::mix_bits(hash ^ 0x9e37_79b9)
}

fn class_index(label: usize) -> usize {
    decode_label(label).map_or(OUTSIDE, |(class, _)| 1 + class as usize)
}

fn class_distribution(marginals: &LabelScores) -> ClassDistribution {
    let mut mass = ClassDistribution::default();
    for (label, probability) in marginals.iter().enumerate() {
        if let Some(slot) = mass.get_mut(class_index(label)) {
            *slot += probability;
        }
    }
    mass
}

#[cfg(test)]
mod tests {
    use super::super::label::{BioesPosition, LABEL_COUNT, NameClass, encode_label};
    use super::*;

    fn document(words: std::ops::Range<u32>, class: NameClass, probability: f32) -> DocumentEvidence {
        let mut evidence = DocumentEvidence::default();
        for word in words {
            let mut scores = [0.0; LABEL_COUNT];
            scores[OUTSIDE] = 1.0 - probability;
            scores[encode_label(class, BioesPosition::Single)] = probability;
            evidence.add_occurrence(word, word, &scores);
        }
        evidence
    }

    #[test]
    fn the_order_of_documents_does_not_matter_even_where_words_are_dropped() {
        let documents =
            [0..300, 200..700, 0..900, 650..660].map(|words| document(words, NameClass::Place, 1.0 / 3.0)).to_vec();
        let corpus = |documents: &mut dyn Iterator<Item = &DocumentEvidence>| {
            let mut corpus = CorpusEvidence::default();
            documents.for_each(|document| corpus.add_document_capped(document, 200));
            corpus
        };
        let forwards = corpus(&mut documents.iter());
        assert!(!forwards.is_empty() && forwards.len() <= 200, "{}", forwards.len());
        assert_eq!(forwards, corpus(&mut documents.iter().rev()));
        let (first, last) = documents.split_at(2);
        let mut merged = corpus(&mut first.iter());
        merged.merge_capped(corpus(&mut last.iter()), 200);
        assert_eq!(forwards, merged);
    }

    #[test]
    fn other_documents_decide_where_one_is_in_doubt() {
        let mut corpus = CorpusEvidence::default();
        for _ in 0..3 {
            corpus.add_document(&document(7..8, NameClass::Organisation, 0.9));
        }
        let unsure = document(7..8, NameClass::Person, 0.5);
        let mut marginals = [0.0; LABEL_COUNT];
        marginals[OUTSIDE] = 0.5;
        marginals[encode_label(NameClass::Person, BioesPosition::Single)] = 0.5;
        let mut scores = [0.0; LABEL_COUNT];
        unsure.adjust_scores(7, 7, &marginals, &corpus, &mut scores);
        let organisation = scores[encode_label(NameClass::Organisation, BioesPosition::Single)];
        assert!(scores.iter().all(|&score| score <= organisation), "{scores:?}");
        let mut alone = [0.0; LABEL_COUNT];
        unsure.adjust_scores(7, 7, &marginals, &CorpusEvidence::default(), &mut alone);
        assert_eq!(alone, [0.0; LABEL_COUNT]);
    }
}
