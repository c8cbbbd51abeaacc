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
            let mut from = [0u8; LABEL_COUNT];
            for ((to, slot), (best_from, own)) in now.iter_mut().enumerate().zip(from.iter_mut().zip(own)) {
                for (label, (&score, row)) in before.iter().zip(&self.transitions).enumerate() {
                    let score = score + row.get(to).copied().unwrap_or(f32::NEG_INFINITY);
                    if score > *slot {
                        *slot = score;
                        *best_from = label as u8;
                    }
                }
                *slot += own;
            }
            back.push(from);
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
            let mut weight = [0.0; LABEL_COUNT];
            let mut now = [0.0; LABEL_COUNT];
            let mut sum = 0.0;
            for ((slot, weight), (own, row)) in
                now.iter_mut().zip(&mut weight).zip(own.iter().zip(&self.exp_transitions_to))
            {
                *weight = (own - top).exp();
                *slot = dot_product(&before, row) * *weight;
                sum += *slot;
            }
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
            for (slot, row) in after.iter_mut().zip(&self.exp_transitions_from) {
                *slot = dot_product(&weighted, row);
            }
        }
        if let Some(row) = marginals.get_mut(start..) {
            row.reverse();
        }
        total
    }
}

fn dot_product(a: &LabelScores, b: &LabelScores) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
