//! Linear-chain conditional random field (Lafferty, McCallum, Pereira 2001): Viterbi decoding and forward-backward.
//!
//! Both take a score for each label of each token and cost O(tokens × labels²).

use super::label::{BioesPosition, CLASS_COUNT, LABEL_COUNT, NameClass, OUTSIDE, encode_label, is_valid_transition};

/// A number for each label: log-potentials, or probabilities.
pub type LabelScores = [f32; LABEL_COUNT];

/// Transition scores between labels.
#[derive(Debug, Clone)]
pub struct LinearChainCrf {
    transitions: [LabelScores; LABEL_COUNT],
    /// The same, exponentiated, and their transpose.
    forward_factors: TransitionFactors,
    backward_factors: TransitionFactors,
}

impl LinearChainCrf {
    /// From the score of each transition, from the label of the row to that of the column. Transitions that BIOES does
    /// not allow become minus infinity.
    pub fn new(mut steps: [LabelScores; LABEL_COUNT]) -> Self {
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, step) in row.iter_mut().enumerate() {
                if !is_valid_transition(from, to) {
                    *step = f32::NEG_INFINITY;
                }
            }
        }
        let factor =
            |from: usize, to: usize| steps.get(from).and_then(|row| row.get(to)).map_or(0.0, |step| step.exp());
        LinearChainCrf {
            transitions: steps,
            forward_factors: TransitionFactors::new(BEFORE_TRANSITION, AFTER_TRANSITION, &factor),
            backward_factors: TransitionFactors::new(AFTER_TRANSITION, BEFORE_TRANSITION, &|to, from| factor(from, to)),
        }
    }

    /// The Viterbi algorithm (Viterbi 1967): appends the label sequence of the highest score. The token before the
    /// first is [`OUTSIDE`]; at the end a name may break off.
    pub fn viterbi(&self, scores: &[LabelScores], labels: &mut Vec<usize>) {
        let mut back: Vec<[u8; LABEL_COUNT]> = Vec::with_capacity(scores.len());
        let mut before = [f32::NEG_INFINITY; LABEL_COUNT];
        before[OUTSIDE] = 0.0;
        for own in scores {
            let mut now = [f32::NEG_INFINITY; LABEL_COUNT];
            let mut from = [0u32; LABEL_COUNT];
            for ((score, row), label) in before.iter().zip(&self.transitions).zip(0..) {
                for ((slot, best_from), step) in now.iter_mut().zip(&mut from).zip(row) {
                    let score = score + step;
                    *best_from = if score > *slot { label } else { *best_from };
                    *slot = if score > *slot { score } else { *slot };
                }
            }
            now.iter_mut().zip(own).for_each(|(slot, own)| *slot += own);
            back.push(from.map(|label| label as u8));
            before = now;
        }
        let mut last = OUTSIDE;
        let mut most = f32::NEG_INFINITY;
        for (label, &score) in before.iter().enumerate() {
            if score > most {
                most = score;
                last = label;
            }
        }
        let start = labels.len();
        for from in back.iter().rev() {
            labels.push(last);
            last = from.get(last).map_or(OUTSIDE, |&label| label as usize);
        }
        if let Some(row) = labels.get_mut(start..) {
            row.reverse();
        }
    }

    /// The forward-backward algorithm (Baum et al. 1970), each step scaled to a sum of one: appends the marginal
    /// probability of each label of each token, and gives the logarithm of the partition function.
    ///
    /// A score of minus infinity rules a label out.
    pub fn forward_backward(&self, scores: &[LabelScores], marginals: &mut Vec<LabelScores>) -> f32 {
        let start = marginals.len();
        let mut forward: Vec<(LabelScores, LabelScores)> = Vec::with_capacity(scores.len());
        let mut before: LabelScores = [0.0; LABEL_COUNT];
        before[OUTSIDE] = 1.0;
        let mut total = 0.0;
        for own in scores {
            let top = highest_score(own);
            let mut weight = own.map(|own| exp_of_negative(own - top));
            let (outside, [begin, inside, end, single]) = split_by_position(&before);
            let ((outside, [begin, single]), [inside, end]) =
                self.forward_factors.multiply((outside, [end, single]), [begin, inside]);
            let mut now = join_positions(outside, [begin, inside, end, single]);
            now.iter_mut().zip(&weight).for_each(|(slot, weight)| *slot *= weight);
            let sum: f32 = now.iter().sum();
            let scale = if sum > 0.0 { 1.0 / sum } else { 0.0 };
            now.iter_mut().for_each(|slot| *slot *= scale);
            weight.iter_mut().for_each(|slot| *slot *= scale);
            total += sum.ln() + top;
            forward.push((now, weight));
            before = now;
        }
        let mut after: LabelScores = [1.0; LABEL_COUNT];
        for (now, weight) in forward.iter().rev() {
            let mut here = [0.0; LABEL_COUNT];
            let mut weighted = [0.0; LABEL_COUNT];
            for (((slot, now), after), (weighted, weight)) in
                here.iter_mut().zip(now).zip(&after).zip(weighted.iter_mut().zip(weight))
            {
                *slot = now * after;
                *weighted = weight * after;
            }
            marginals.push(here);
            let (outside, [begin, inside, end, single]) = split_by_position(&weighted);
            let ((outside, [end, single]), [begin, inside]) =
                self.backward_factors.multiply((outside, [begin, single]), [inside, end]);
            after = join_positions(outside, [begin, inside, end, single]);
        }
        if let Some(row) = marginals.get_mut(start..) {
            row.reverse();
        }
        total
    }
}

/// The positions on one side of a transition: those that stand between names, as [`OUTSIDE`] does, and those that stand within one.
#[derive(Debug, Clone, Copy)]
struct TransitionSide {
    between: [BioesPosition; 2],
    within: [BioesPosition; 2],
}

const BEFORE_TRANSITION: TransitionSide = TransitionSide {
    between: [BioesPosition::End, BioesPosition::Single],
    within: [BioesPosition::Begin, BioesPosition::Inside],
};
const AFTER_TRANSITION: TransitionSide = TransitionSide {
    between: [BioesPosition::Begin, BioesPosition::Single],
    within: [BioesPosition::Inside, BioesPosition::End],
};

impl TransitionSide {
    /// The labels between names.
    fn labels_between(self) -> impl Iterator<Item = usize> {
        let named = self.between.into_iter().flat_map(|place| NameClass::ALL.map(|class| encode_label(class, place)));
        std::iter::once(OUTSIDE).chain(named)
    }
}

/// A number for each class.
type ClassScores = [f32; CLASS_COUNT];

/// Exponentiated scores of the transitions that BIOES allows, by the label that a step starts at; all others are zero. Between names any
/// label goes with any, within a name a class only with itself, so that four are reckoned at once (SIMD).
#[derive(Debug, Clone)]
struct TransitionFactors {
    between: [OutsideAndClasses; 1 + 2 * CLASS_COUNT],
    within: [[ClassScores; 2]; 2],
}

/// A number for [`OUTSIDE`], and those of the classes at the two other positions between names.
type OutsideAndClasses = (f32, [ClassScores; 2]);

impl TransitionFactors {
    fn new(start: TransitionSide, end: TransitionSide, factor: &dyn Fn(usize, usize) -> f32) -> Self {
        let factors = |from, to| NameClass::ALL.map(|class| factor(from, encode_label(class, to)));
        let mut between = [OutsideAndClasses::default(); 1 + 2 * CLASS_COUNT];
        for (row, from) in between.iter_mut().zip(start.labels_between()) {
            *row = (factor(from, OUTSIDE), end.between.map(|to| factors(from, to)));
        }
        let within = start.within.map(|from| {
            end.within.map(|to| NameClass::ALL.map(|class| factor(encode_label(class, from), encode_label(class, to))))
        });
        TransitionFactors { between, within }
    }

    /// The product of a row vector and the matrix of the factors, both parted as [`TransitionSide`] says.
    #[inline]
    fn multiply(
        &self,
        (outside, between): OutsideAndClasses,
        within: [ClassScores; 2],
    ) -> (OutsideAndClasses, [ClassScores; 2]) {
        let mut product = (OutsideAndClasses::default(), [[0.0; CLASS_COUNT]; 2]);
        let ((outside_sum, between_sums), within_sums) = &mut product;
        let vector = std::iter::once(&outside).chain(between.as_flattened());
        for (factor, (to_outside, to_classes)) in vector.zip(&self.between) {
            *outside_sum += factor * to_outside;
            for (slot, entry) in between_sums.as_flattened_mut().iter_mut().zip(to_classes.as_flattened()) {
                *slot += factor * entry;
            }
        }
        for (factors, rows) in within.iter().zip(&self.within) {
            for (slots, row) in within_sums.iter_mut().zip(rows) {
                slots.iter_mut().zip(factors).zip(row).for_each(|((slot, factor), entry)| *slot += factor * entry);
            }
        }
        product
    }
}

/// The highest of `scores`; minus infinity if there are none. `f32::max` is a call of a function in WebAssembly.
#[inline]
pub fn highest_score(scores: &[f32]) -> f32 {
    scores.iter().fold(f32::NEG_INFINITY, |top, &score| if score > top { score } else { top })
}

/// Parts the numbers of all labels by position: outside, and begin, inside, end and single with one for each class.
#[inline]
fn split_by_position(scores: &LabelScores) -> (f32, [ClassScores; 4]) {
    let [outside, named @ ..] = scores;
    let mut positions = [[0.0; CLASS_COUNT]; 4];
    positions.as_flattened_mut().copy_from_slice(named);
    (*outside, positions)
}

/// The reverse of [`split_by_position`].
#[inline]
fn join_positions(outside: f32, positions: [ClassScores; 4]) -> LabelScores {
    let mut scores = [outside; LABEL_COUNT];
    let [_, named @ ..] = &mut scores;
    named.copy_from_slice(positions.as_flattened());
    scores
}

/// The exponential of a number that is not positive, in single precision: two to the power of its whole part, put together from bits, times
/// a polynomial of the rest. Unlike `f32::exp` it is inlined and runs four at once (SIMD), with the same result on every machine.
#[inline]
fn exp_of_negative(exponent: f32) -> f32 {
    /// Adding this leaves the nearest whole number in the lowest bits.
    const ROUNDER: f32 = 12_582_912.0;
    const SMALLEST: f32 = -87.0;
    let power = if exponent > SMALLEST { exponent } else { SMALLEST } * std::f32::consts::LOG2_E;
    let shifted = power + ROUNDER;
    let rest = (power - (shifted - ROUNDER)) * std::f32::consts::LN_2;
    let whole = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    let series = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let series = series.into_iter().fold(0.0, |sum, coefficient| sum * rest + coefficient);
    if exponent < SMALLEST { 0.0 } else { whole * series }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marginals_are_those_of_all_label_sequences_together() {
        const TOKENS: usize = 3;
        let score = |a: usize, b: usize| ((a * 31 + b * 17) % 23) as f32 / 5.0 - 2.0;
        let steps = std::array::from_fn(|from| std::array::from_fn(|to| score(from, to)));
        let mut scores: Vec<LabelScores> =
            (40..40 + TOKENS).map(|at| std::array::from_fn(|to| score(at, to))).collect();
        scores[1][encode_label(NameClass::Place, BioesPosition::Single)] = f32::NEG_INFINITY;
        let (mut partition, mut sums) = (0.0, [[0.0; LABEL_COUNT]; TOKENS]);
        for number in 0..LABEL_COUNT.pow(TOKENS as u32) {
            let labels = [number / LABEL_COUNT.pow(2), number / LABEL_COUNT % LABEL_COUNT, number % LABEL_COUNT];
            let (mut weight, mut from) = (1.0f64, OUTSIDE);
            for (own, to) in scores.iter().zip(labels) {
                let factor = f64::from(steps[from][to] + own[to]).exp();
                weight *= if is_valid_transition(from, to) { factor } else { 0.0 };
                from = to;
            }
            partition += weight;
            sums.iter_mut().zip(labels).for_each(|(sums, label)| sums[label] += weight);
        }
        let mut marginals = Vec::new();
        let total = LinearChainCrf::new(steps).forward_backward(&scores, &mut marginals);
        assert!((f64::from(total) - partition.ln()).abs() < 1e-5, "{total} and {}", partition.ln());
        for (own, sums) in marginals.iter().flatten().zip(sums.iter().flatten()) {
            assert!((f64::from(*own) - sums / partition).abs() < 1e-5, "{own} and {}", sums / partition);
        }
    }

    #[test]
    fn the_exponential_is_that_of_the_library() {
        for step in 0..87_000 {
            let exponent = -(step as f32) / 1000.0;
            let (own, library) = (exp_of_negative(exponent), exponent.exp());
            assert!((own - library).abs() <= 4e-6 * library, "{exponent}: {own} and {library}");
        }
        assert_eq!([0.0, -88.0, f32::NEG_INFINITY].map(exp_of_negative), [1.0, 0.0, 0.0]);
    }
}
