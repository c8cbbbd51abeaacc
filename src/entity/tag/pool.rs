//! Non-local evidence: a name that is clear in one sentence helps where it is not.
//!
//! The label marginals of all occurrences of a word correct the scores of each, first in the document and then in the
//! collection, to the end for which Krishnan and Manning (2006) train a second CRF on features of the first.

use rustc_hash::FxHashMap;

use super::crf::Scores;
use super::label::{CLASSES, OUTSIDE, read};

/// Weight of the other occurrences of a word; at 0 they do not count, at 1 an occurrence counts as one of all.
const TRUST: f32 = 0.5;
/// Added to probabilities before their logarithm is taken, so that one of zero rules nothing out.
const LEAST: f32 = 0.02;
/// Occurrences that a word of the collection counts for at most, one for each document that holds it: more say nothing
/// new, and the document itself is to outweigh them. At 0 the collection says nothing; 1 to 8 are hardly told apart.
const PLACES_AT_MOST: u32 = 3;
/// Least document frequency of a word that counts: one of the documents is the one that is tagged.
const FEWEST_DOCUMENTS: u32 = 2;

/// Probability of being outside, and of each class.
type Mass = [f32; CLASSES + 1];

/// The evidence of one document: class distributions of each word, summed over its occurrences, and their number.
#[derive(Debug, Clone, Default)]
pub struct Places {
    words: FxHashMap<u32, (Mass, f32)>,
    /// The same by the hash of a word with its neighbours in the name: "Washington" alone, before "Post", after
    /// "Denzel".
    keys: FxHashMap<u32, (Mass, f32)>,
}

impl Places {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.words.clear();
        self.keys.clear();
    }

    /// Adds an occurrence of the word with the hash `low`, which has these label marginals. `key` is the hash of the
    /// word with its neighbours in the name.
    pub fn add(&mut self, low: u32, key: u32, likely: &Scores) {
        let own = mass(likely);
        for (words, key) in [(&mut self.words, low), (&mut self.keys, key)] {
            let (sum, count) = words.entry(key).or_default();
            *count += 1.0;
            sum.iter_mut().zip(own).for_each(|(sum, mass)| *sum += mass);
        }
    }

    /// Corrects the scores of one occurrence of a word by its other occurrences, also those of `corpus`: adds the log
    /// ratio of the mean class distribution to its own.
    pub fn correct(&self, low: u32, key: u32, likely: &Scores, corpus: &Pool, scores: &mut Scores) {
        let Some(&(mut sum, mut count)) = self.words.get(&low) else { return };
        if let Some(tally) = corpus.words.get(&key).filter(|tally| tally.documents >= FEWEST_DOCUMENTS) {
            let places = tally.documents.min(PLACES_AT_MOST) as f32;
            sum.iter_mut().zip(tally.mean()).for_each(|(sum, mean)| *sum += mean * places);
            count += places;
        }
        if count <= 1.0 {
            return;
        }
        let own = mass(likely);
        for (label, score) in scores.iter_mut().enumerate() {
            let class = class_of(label);
            // There is a place for every class, so there always is one.
            if let (Some(sum), Some(own)) = (sum.get(class), own.get(class)) {
                *score += TRUST * ((sum / count + LEAST).ln() - (own + LEAST).ln());
            }
        }
    }
}

/// The evidence of a collection, in which each document has one vote for each word.
///
/// It does not depend on the order of the documents: sums are integers, and words beyond [`Pool::MOST_WORDS`] are
/// dropped by their hashes, which is adaptive sampling (Flajolet 1990).
///
/// ```
/// use reading_room::entity::tag::pool::Pool;
/// assert_eq!(Pool::default().len(), 0);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pool {
    words: FxHashMap<u32, Tally>,
    /// Only words are kept whose sampling hash has at least so many leading zeros.
    zeros: u32,
}

/// The votes of the documents on one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    documents: u32,
    /// Probability of each class in fixed point, summed over the documents; one is [`ONE`].
    sums: [u32; CLASSES],
}

/// One in fixed point; four million documents can vote before a sum saturates.
const ONE: f32 = 1000.0;

impl Tally {
    fn mean(&self) -> Mass {
        let all = self.documents.max(1) as f32 * ONE;
        let mut mean = Mass::default();
        let mut rest = 1.0;
        for (slot, &sum) in mean.iter_mut().skip(1).zip(&self.sums) {
            *slot = sum as f32 / all;
            rest -= *slot;
        }
        mean[OUTSIDE] = rest.max(0.0);
        mean
    }
}

impl Pool {
    /// Most words that are kept, in some 30 MB: those of about 100,000 articles of news. Each time there are more, the
    /// half of them whose next bit of the sampling hash is a one is dropped and never added again. Which words are left
    /// so depends on which words there were, not on the order.
    pub const MOST_WORDS: usize = 1 << 19;

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no evidence.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Adds the votes of one document.
    pub fn absorb(&mut self, document: &Places) {
        self.absorb_at_most(document, Self::MOST_WORDS);
    }

    fn absorb_at_most(&mut self, document: &Places, most_words: usize) {
        for (&low, (sum, count)) in &document.keys {
            if spread(low).leading_zeros() < self.zeros {
                continue;
            }
            let tally = self.words.entry(low).or_default();
            tally.documents = tally.documents.saturating_add(1);
            for (slot, mass) in tally.sums.iter_mut().zip(sum.iter().skip(1)) {
                *slot = slot.saturating_add((mass / count * ONE).round() as u32);
            }
        }
        self.drop_beyond(most_words);
    }

    /// Adds the evidence of another part of the collection.
    #[cfg(feature = "parallel")]
    pub fn merge(&mut self, other: Pool) {
        self.merge_at_most(other, Self::MOST_WORDS);
    }

    #[cfg(any(test, feature = "parallel"))]
    fn merge_at_most(&mut self, other: Pool, most_words: usize) {
        for (low, theirs) in other.words {
            let tally = self.words.entry(low).or_default();
            tally.documents = tally.documents.saturating_add(theirs.documents);
            tally.sums.iter_mut().zip(theirs.sums).for_each(|(sum, more)| *sum = sum.saturating_add(more));
        }
        // A word that one part has dropped lacks its votes there.
        self.zeros = self.zeros.max(other.zeros);
        self.drop_unwanted();
        self.drop_beyond(most_words);
    }

    fn drop_beyond(&mut self, most_words: usize) {
        while self.words.len() > most_words {
            self.zeros += 1;
            self.drop_unwanted();
        }
    }

    fn drop_unwanted(&mut self) {
        let zeros = self.zeros;
        self.words.retain(|&low, _| spread(low).leading_zeros() >= zeros);
    }
}

/// The sampling hash, which is independent of the order of hashes elsewhere.
fn spread(low: u32) -> u32 {
    super::lexicon::finish(low ^ 0x9e37_79b9)
}

fn class_of(label: usize) -> usize {
    read(label).map_or(OUTSIDE, |(class, _)| 1 + class as usize)
}

fn mass(likely: &Scores) -> Mass {
    let mut mass = Mass::default();
    for (label, likely) in likely.iter().enumerate() {
        if let Some(slot) = mass.get_mut(class_of(label)) {
            *slot += likely;
        }
    }
    mass
}

#[cfg(test)]
mod tests {
    use super::super::label::{Class, LABELS, Place, write};
    use super::*;

    fn document(words: std::ops::Range<u32>, class: Class, likely: f32) -> Places {
        let mut places = Places::default();
        for word in words {
            let mut scores = [0.0; LABELS];
            scores[OUTSIDE] = 1.0 - likely;
            scores[write(class, Place::Only)] = likely;
            places.add(word, word, &scores);
        }
        places
    }

    #[test]
    fn the_order_of_documents_does_not_matter_even_where_words_are_dropped() {
        let documents =
            [0..300, 200..700, 0..900, 650..660].map(|words| document(words, Class::Place, 1.0 / 3.0)).to_vec();
        let pool = |documents: &mut dyn Iterator<Item = &Places>| {
            let mut pool = Pool::default();
            documents.for_each(|document| pool.absorb_at_most(document, 200));
            pool
        };
        let forwards = pool(&mut documents.iter());
        assert!(!forwards.is_empty() && forwards.len() <= 200, "{}", forwards.len());
        assert_eq!(forwards, pool(&mut documents.iter().rev()));
        let (first, last) = documents.split_at(2);
        let mut merged = pool(&mut first.iter());
        merged.merge_at_most(pool(&mut last.iter()), 200);
        assert_eq!(forwards, merged);
    }

    #[test]
    fn other_documents_decide_where_one_is_in_doubt() {
        let mut pool = Pool::default();
        for _ in 0..3 {
            pool.absorb(&document(7..8, Class::Organisation, 0.9));
        }
        let unsure = document(7..8, Class::Person, 0.5);
        let mut likely = [0.0; LABELS];
        likely[OUTSIDE] = 0.5;
        likely[write(Class::Person, Place::Only)] = 0.5;
        let mut scores = [0.0; LABELS];
        unsure.correct(7, 7, &likely, &pool, &mut scores);
        let organisation = scores[write(Class::Organisation, Place::Only)];
        assert!(scores.iter().all(|&score| score <= organisation), "{scores:?}");
        let mut alone = [0.0; LABELS];
        unsure.correct(7, 7, &likely, &Pool::default(), &mut alone);
        assert_eq!(alone, [0.0; LABELS]);
    }
}
