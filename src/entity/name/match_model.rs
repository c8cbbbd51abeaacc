//! Match model: the comparison vector of two names, and a logistic regression over it.

use super::alignment::{ComponentAgreement, NameAlignment};
use super::parse::{ComponentForm, NameComponent, PersonName};

/// Names of the features, each a number of about 0 to 2. The order is that of [`FEATURE_WEIGHTS`].
pub const FEATURE_NAMES: [&str; 36] = [
    "always",
    "family name apart",
    "family name apart by letters",
    "family name a typing error",
    "family name not beside the other's",
    "given name apart",
    "given name apart by letters",
    "given name a form of the other",
    "given name only an initial",
    "no given name beside another",
    "initial not that of the first given name",
    "words against words",
    "initials against words",
    "words one has alone",
    "initials one has alone",
    "last word alone",
    "first word alone",
    "a single word against more",
    "two whole words agree",
    "three or more whole words agree",
    "initials agree, two or more",
    "other order, not turned round",
    "turned round",
    "generations agree",
    "generation said once",
    "particles differ",
    "farthest word apart",
    "one letter changed",
    "three letters changed",
    "nothing differs",
    "family name apart beside initials",
    "three words or more alone",
    "third or later generation said once",
    "two given names turned round",
    "family name apart beside initials alone",
    "goes on after the other's last word",
];

/// Weights of [`FEATURE_NAMES`], fitted by `train-names`: a positive one speaks for a match.
pub const FEATURE_WEIGHTS: [f32; FEATURE_NAMES.len()] = [
    2.20,  // always
    1.54,  // family name apart
    -0.33, // family name apart by letters
    -0.55, // family name a typing error
    -1.06, // family name not beside the other's
    0.70,  // given name apart
    0.79,  // given name apart by letters
    0.48,  // given name a form of the other
    0.19,  // given name only an initial
    -0.40, // no given name beside another
    0.59,  // initial not that of the first given name
    -4.34, // words against words
    -3.07, // initials against words
    -0.27, // words one has alone
    0.17,  // initials one has alone
    -0.16, // last word alone
    0.04,  // first word alone
    -0.80, // a single word against more
    0.70,  // two whole words agree
    0.51,  // three or more whole words agree
    -0.61, // initials agree, two or more
    -0.23, // other order, not turned round
    0.23,  // turned round
    1.01,  // generations agree
    -0.89, // generation said once
    0.74,  // particles differ
    -3.07, // farthest word apart
    0.68,  // one letter changed
    -1.24, // three letters changed
    0.76,  // nothing differs
    0.19,  // family name apart beside initials
    -1.12, // three words or more alone
    -0.99, // third or later generation said once
    -2.43, // two given names turned round
    -0.64, // family name apart beside initials alone
    -0.86, // goes on after the other's last word
];

/// From this probability on, two names match.
pub const MATCH_THRESHOLD: f32 = 0.60;

/// The comparison vector of two names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComparisonVector(pub [f32; FEATURE_NAMES.len()]);

impl ComparisonVector {
    /// Aligns `a` and `b` and computes their comparison vector.
    pub fn compare(a: &PersonName, b: &PersonName) -> ComparisonVector {
        let (alignment, a, b) = &NameAlignment::align_with_merges(a, b);
        let words: Vec<_> =
            alignment.pairs.iter().filter(|pair| pair.agreement != ComponentAgreement::Initial).collect();
        let initials = alignment.pairs.len() - words.len();
        let last = (a.components.len().wrapping_sub(1), b.components.len().wrapping_sub(1));
        // The surname is the last word of either; turned round, it is the first.
        let family =
            words.iter().max_by_key(|pair| usize::from(pair.index_a == last.0) + usize::from(pair.index_b == last.1));
        let family_at = family.map(|pair| (pair.index_a, pair.index_b));
        let given = alignment.pairs.iter().find(|pair| Some((pair.index_a, pair.index_b)) != family_at);
        let is_turned = family.is_some_and(|pair| (pair.index_a == last.0) != (pair.index_b == last.1));
        let rises = alignment.pairs.windows(2).all(|two| matches!(two, [x, y] if x.index_b < y.index_b));
        let (words_a, words_b) =
            (count_full_components(a, &alignment.unmatched_a), count_full_components(b, &alignment.unmatched_b));
        let (initials_a, initials_b) = (alignment.unmatched_a.len() - words_a, alignment.unmatched_b.len() - words_b);
        let first_given = given.is_some_and(|pair| {
            pair.agreement == ComponentAgreement::Initial && (pair.index_a > 0) != (pair.index_b > 0)
        });
        let generations = a.generation != b.generation;
        let generation_once = generations && (a.generation.is_empty() || b.generation.is_empty());
        let order_differs = !rises && alignment.pairs.len() > 2 && !is_turned;
        let nothing_whole = words.is_empty();
        let against = words_a.min(words_b)
            + usize::from(order_differs)
            + 2 * usize::from(nothing_whole || (generations && !generation_once));
        // "H. J. Okafor" is not "J. Okafor": an initial in front is not dropped.
        let front_left_out = first_given && initials_a + initials_b > 0;
        let initials_against = alignment.unmatched_a.len().min(alignment.unmatched_b.len()) - words_a.min(words_b)
            + usize::from(front_left_out);
        let alone = words_a.abs_diff(words_b);
        let initials_alone = initials_a.max(initials_b).saturating_sub(initials_against);
        let typo = |apart: f32| (apart * 5.0).min(2.0);
        let farthest = words.iter().map(|pair| typo(pair.relative_distance)).fold(0.0, f32::max);
        let letters: usize = words.iter().map(|pair| pair.letter_edits).sum();
        let left = alignment.unmatched_a.len() + alignment.unmatched_b.len();
        ComparisonVector([
            1.0,
            family.map_or(2.0, |pair| typo(pair.relative_distance)),
            family.map_or(2.0, |pair| pair.phonetic_distance.min(2.0)),
            indicator(family.is_some_and(|pair| pair.agreement == ComponentAgreement::Typo)),
            indicator(family.is_none_or(|pair| pair.index_a != last.0 && pair.index_b != last.1)),
            given.map_or(0.0, |pair| typo(pair.relative_distance)),
            given.map_or(0.0, |pair| pair.phonetic_distance.min(2.0)),
            indicator(given.is_some_and(|pair| pair.agreement == ComponentAgreement::Variant)),
            indicator(given.is_some_and(|pair| pair.agreement == ComponentAgreement::Initial)),
            indicator(given.is_none()),
            indicator(first_given),
            (against as f32).min(2.0),
            (initials_against as f32).min(2.0),
            (alone as f32).min(3.0),
            (initials_alone as f32).min(3.0),
            indicator(alignment.unmatched_a.contains(&last.0) || alignment.unmatched_b.contains(&last.1)),
            indicator(alignment.unmatched_a.contains(&0) || alignment.unmatched_b.contains(&0)),
            indicator(a.components.len().min(b.components.len()) < 2 && a.components.len() != b.components.len()),
            indicator(words.len() == 2),
            indicator(words.len() > 2),
            indicator(initials > 1),
            indicator(!rises && !is_turned),
            indicator(!rises && is_turned),
            indicator(!generations && !a.generation.is_empty()),
            indicator(generation_once),
            indicator(
                !a.particles.is_empty() && !b.particles.is_empty() && particle_initials(a) != particle_initials(b),
            ),
            farthest,
            indicator(letters == 1),
            indicator(letters > 2),
            indicator(farthest == 0.0 && left == 0),
            indicator(words.len() == 1 && farthest > 0.0),
            indicator(alone > 2),
            indicator(generation_once && !["1", "2"].contains(&a.generation.max(b.generation))),
            indicator(is_turned && !rises && a.components.iter().all(NameComponent::is_given_name)),
            indicator(words.len() == 1 && initials > 0 && family.is_some_and(|pair| pair.phonetic_distance > 0.3)),
            indicator(rises && goes_on(a, b, alignment)),
        ])
    }

    /// Probability that the two are one person, from 0 to 1: the logistic function of the weighted sum.
    pub fn match_probability(&self) -> f32 {
        let sum: f32 = self.0.iter().zip(FEATURE_WEIGHTS).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// Whether all of one name stands in the other, which has words after it.
fn goes_on(a: &PersonName, b: &PersonName, alignment: &NameAlignment) -> bool {
    let ends_alone = |name: &PersonName, left: &[usize]| {
        left.last().is_some_and(|&at| at + 1 == name.components.len()) && count_full_components(name, left) > 0
    };
    let (left_a, left_b) = (&alignment.unmatched_a, &alignment.unmatched_b);
    a.components.len().min(b.components.len()) > 1
        && ((left_b.is_empty() && ends_alone(a, left_a)) || (left_a.is_empty() && ends_alone(b, left_b)))
}

fn indicator(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

/// Number of the components at `left` that are written out.
fn count_full_components(name: &PersonName, left: &[usize]) -> usize {
    left.iter()
        .filter(|&&at| name.components.get(at).is_some_and(|part| part.component_form == ComponentForm::Full))
        .count()
}

/// Initials of the particles: "van der" is "vd", "bin" and "ben" are one.
fn particle_initials(name: &PersonName) -> Vec<Option<char>> {
    name.particles.iter().map(|(_, particle)| particle.chars().next()).collect()
}
