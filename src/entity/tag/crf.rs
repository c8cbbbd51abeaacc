//! Linear-chain conditional random field (Lafferty, McCallum, Pereira 2001): Viterbi decoding and forward-backward.
//!
//! Both take a score for each label of each token and cost O(tokens × labels²).

use super::label::{LABEL_COUNT, OUTSIDE, is_valid_transition};

/// A number for each label: log-potentials, or probabilities.
pub type LabelScores = [f32; LABEL_COUNT];

/// Transition scores between labels.
#[derive(Debug, Clone)]
pub struct LinearChainCrf {
    transitions: [LabelScores; LABEL_COUNT],
    /// The same, exponentiated, by the label that a transition leads to; below, by the one that it comes from.
    exp_transitions_to: [LabelScores; LABEL_COUNT],
    exp_transitions_from: [LabelScores; LABEL_COUNT],
}

impl LinearChainCrf {
    /// From the score of each transition, from the label of the row to that of the column. Transitions that BIOES does
    /// not allow become minus infinity.
    pub fn new(mut steps: [LabelScores; LABEL_COUNT]) -> Self {
        let mut factors_to = [[0.0; LABEL_COUNT]; LABEL_COUNT];
        let mut factors_from = [[0.0; LABEL_COUNT]; LABEL_COUNT];
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, step) in row.iter_mut().enumerate() {
                if !is_valid_transition(from, to) {
                    *step = f32::NEG_INFINITY;
                }
                let factor = step.exp();
                if let Some(slot) = factors_to.get_mut(to).and_then(|row| row.get_mut(from)) {
                    *slot = factor;
                }
                if let Some(slot) = factors_from.get_mut(from).and_then(|row| row.get_mut(to)) {
                    *slot = factor;
                }
            }
        }
        LinearChainCrf { transitions: steps, exp_transitions_to: factors_to, exp_transitions_from: factors_from }
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
            let top = own.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let mut weight = own.map(|own| (own - top).exp());
            let mut now = vector_matrix_product(&before, &self.exp_transitions_from);
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
            after = vector_matrix_product(&weighted, &self.exp_transitions_to);
        }
        if let Some(row) = marginals.get_mut(start..) {
            row.reverse();
        }
        total
    }
}

/// The product of a row vector and a matrix, four columns at once (SIMD).
fn vector_matrix_product(vector: &LabelScores, matrix: &[LabelScores; LABEL_COUNT]) -> LabelScores {
    let mut product = [0.0; LABEL_COUNT];
    let (blocks, rest) = product.as_chunks_mut::<4>();
    for (number, block) in blocks.iter_mut().enumerate() {
        for (factor, row) in vector.iter().zip(matrix) {
            let columns = row.as_chunks::<4>().0.get(number).copied().unwrap_or_default();
            block.iter_mut().zip(columns).for_each(|(slot, entry)| *slot += factor * entry);
        }
    }
    for (slot, column) in rest.iter_mut().rev().zip((0..LABEL_COUNT).rev()) {
        *slot =
            vector.iter().zip(matrix).map(|(factor, row)| factor * row.get(column).copied().unwrap_or_default()).sum();
    }
    product
}
