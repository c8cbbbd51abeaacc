//! Match model: the comparison vector of two names, and a logistic regression over it.

use super::align::{Agreement, Alignment};
use super::parse::{Form, Name, Part};

/// Names of the features, each a number of about 0 to 2. The order is that of [`WEIGHTS`].
pub const FEATURES: [&str; 34] = [
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
    "generations differ",
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
];

/// Weights of [`FEATURES`], fitted by `train-names`: a positive one speaks for a match.
pub const WEIGHTS: [f32; FEATURES.len()] = [
    2.26,  // always
    1.37,  // family name apart
    -0.37, // family name apart by letters
    -0.44, // family name a typing error
    -0.63, // family name not beside the other's
    0.47,  // given name apart
    0.95,  // given name apart by letters
    0.43,  // given name a form of the other
    0.15,  // given name only an initial
    -0.30, // no given name beside another
    0.56,  // initial not that of the first given name
    -4.19, // words against words
    -2.93, // initials against words
    -0.31, // words one has alone
    0.16,  // initials one has alone
    -0.90, // last word alone
    -0.15, // first word alone
    -0.54, // a single word against more
    0.71,  // two whole words agree
    0.46,  // three or more whole words agree
    -0.66, // initials agree, two or more
    -0.07, // other order, not turned round
    0.74,  // turned round
    -0.02, // generations differ
    -0.91, // generation said once
    -0.29, // particles differ
    -2.89, // farthest word apart
    1.03,  // one letter changed
    -1.44, // three letters changed
    0.71,  // nothing differs
    -0.05, // family name apart beside initials
    -1.30, // three words or more alone
    -0.96, // third or later generation said once
    -0.97, // two given names turned round
];

/// From this probability on, two names match.
pub const THRESHOLD: f32 = 0.70;

/// The comparison vector of two names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence(pub [f32; FEATURES.len()]);

impl Evidence {
    /// Aligns `a` and `b` and computes their comparison vector.
    pub fn of(a: &Name, b: &Name) -> Evidence {
        let (alignment, a, b) = &Alignment::find(a, b);
        let words: Vec<_> = alignment.pairs.iter().filter(|pair| pair.agreement != Agreement::Initial).collect();
        let initials = alignment.pairs.len() - words.len();
        let last = (a.parts.len().wrapping_sub(1), b.parts.len().wrapping_sub(1));
        // The surname is the last word of either; turned round, it is the first.
        let family = words.iter().max_by_key(|pair| usize::from(pair.a == last.0) + usize::from(pair.b == last.1));
        let family_at = family.map(|pair| (pair.a, pair.b));
        let given = alignment.pairs.iter().find(|pair| Some((pair.a, pair.b)) != family_at);
        let is_turned = family.is_some_and(|pair| (pair.a == last.0) != (pair.b == last.1));
        let rises = alignment.pairs.windows(2).all(|two| matches!(two, [x, y] if x.b < y.b));
        let (words_a, words_b) = (whole(a, &alignment.left_a), whole(b, &alignment.left_b));
        let (initials_a, initials_b) = (alignment.left_a.len() - words_a, alignment.left_b.len() - words_b);
        let first_given =
            given.is_some_and(|pair| pair.agreement == Agreement::Initial && (pair.a > 0) != (pair.b > 0));
        let generations = a.generation != b.generation;
        let generation_once = generations && (a.generation.is_empty() || b.generation.is_empty());
        let order_differs = !rises && alignment.pairs.len() > 2 && !is_turned;
        let nothing_whole = words.is_empty();
        let against = words_a.min(words_b)
            + usize::from(order_differs)
            + 2 * usize::from(nothing_whole || (generations && !generation_once));
        // "H. J. Okafor" is not "J. Okafor": an initial in front is not dropped.
        let front_left_out = first_given && initials_a + initials_b > 0;
        let initials_against =
            alignment.left_a.len().min(alignment.left_b.len()) - words_a.min(words_b) + usize::from(front_left_out);
        let alone = words_a.abs_diff(words_b);
        let initials_alone = initials_a.max(initials_b).saturating_sub(initials_against);
        let typo = |apart: f32| (apart * 5.0).min(2.0);
        let farthest = words.iter().map(|pair| typo(pair.apart)).fold(0.0, f32::max);
        let letters: usize = words.iter().map(|pair| pair.letters).sum();
        let left = alignment.left_a.len() + alignment.left_b.len();
        Evidence([
            1.0,
            family.map_or(2.0, |pair| typo(pair.apart)),
            family.map_or(2.0, |pair| pair.cost.min(2.0)),
            flag(family.is_some_and(|pair| pair.agreement == Agreement::Near)),
            flag(family.is_none_or(|pair| pair.a != last.0 && pair.b != last.1)),
            given.map_or(0.0, |pair| typo(pair.apart)),
            given.map_or(0.0, |pair| pair.cost.min(2.0)),
            flag(given.is_some_and(|pair| pair.agreement == Agreement::Form)),
            flag(given.is_some_and(|pair| pair.agreement == Agreement::Initial)),
            flag(given.is_none()),
            flag(first_given),
            (against as f32).min(2.0),
            (initials_against as f32).min(2.0),
            (alone as f32).min(3.0),
            (initials_alone as f32).min(3.0),
            flag(alignment.left_a.contains(&last.0) || alignment.left_b.contains(&last.1)),
            flag(alignment.left_a.contains(&0) || alignment.left_b.contains(&0)),
            flag(a.parts.len().min(b.parts.len()) < 2 && a.parts.len() != b.parts.len()),
            flag(words.len() == 2),
            flag(words.len() > 2),
            flag(initials > 1),
            flag(!rises && !is_turned),
            flag(!rises && is_turned),
            flag(generations && !generation_once),
            flag(generation_once),
            flag(!a.particles.is_empty() && !b.particles.is_empty() && particles(a) != particles(b)),
            farthest,
            flag(letters == 1),
            flag(letters > 2),
            flag(farthest == 0.0 && left == 0),
            flag(words.len() == 1 && farthest > 0.0),
            flag(alone > 2),
            flag(generation_once && !["1", "2"].contains(&a.generation.max(b.generation))),
            flag(is_turned && !rises && a.parts.iter().all(Part::is_given)),
        ])
    }

    /// Probability that the two are one person, from 0 to 1: the logistic function of the weighted sum.
    pub fn confidence(&self) -> f32 {
        let sum: f32 = self.0.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

fn flag(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

/// Number of the components at `left` that are written out.
fn whole(name: &Name, left: &[usize]) -> usize {
    left.iter().filter(|&&at| name.parts.get(at).is_some_and(|part| part.form == Form::Word)).count()
}

/// Initials of the particles: "van der" is "vd", "bin" and "ben" are one.
fn particles(name: &Name) -> Vec<Option<char>> {
    name.particles.iter().map(|(_, particle)| particle.chars().next()).collect()
}
