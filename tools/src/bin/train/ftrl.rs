//! Training of a linear-chain CRF (Lafferty, McCallum, Pereira 2001) by FTRL-Proximal (McMahan and others 2013), whose L1 term sets most
//! weights to exactly zero.
//!
//! Where several labels are allowed for a token, the likelihood is that of all allowed label sequences together:
//! forward-backward runs once free and once constrained, and the gradient is the difference of the two expectations.

use reading_room::internals::entity::tag::crf::{LabelScores, LinearChainCrf};
use reading_room::internals::entity::tag::feature::{self, BUCKET_COUNT, bucket_of};
use reading_room::internals::entity::tag::gazetteer::WordGazetteer;
use reading_room::internals::entity::tag::label::{LABEL_COUNT, is_valid_transition};
use reading_room::internals::entity::tag::template::{CONTEXT_WIDTH, FeatureTemplate, TemplateScope};
use reading_room::internals::entity::tag::{SentenceScratch, TokenizedText};

use crate::training_data::AnnotatedText;

/// Hyperparameters of the training.
#[derive(Debug, Clone, Copy)]
pub struct TrainingOptions {
    /// Learning rate, `alpha` of FTRL-Proximal.
    pub step_size: f32,
    /// L1 regularisation: a weight stays zero while its summed gradient is at most this.
    pub l1: f32,
    /// L2 regularisation.
    pub l2: f32,
    /// Passes over the training set.
    pub epochs: usize,
    /// Feature dropout (Hinton and others 2012) by [`TemplateScope`]: the share of tokens, 0 to 1, that are trained without their lexical
    /// features, as if the word were unknown; without their gazetteer lists, and without their clusters.
    pub dropout_rates: [f32; 3],
    /// Over how many epochs at the end the weights are averaged, two snapshots an epoch; 0 takes the last weights.
    pub averaged_epochs: usize,
    /// Feature cutoff: features that occur less often are dropped.
    pub min_feature_count: u8,
    /// Chooses the order of the sentences and what dropout leaves out.
    pub seed: u64,
}

/// The training set: feature hashes and label masks of every token, flat.
#[derive(Clone, Default)]
pub struct TrainingSet {
    features: Vec<u32>,
    /// Of each feature, the flag of its scope; see [`scope_flag`].
    scope_flags: Vec<u32>,
    /// Where the features of each token begin.
    word_offsets: Vec<u32>,
    label_masks: Vec<u32>,
    /// First token, one past the last, weight in the gradient.
    weighted_sentences: Vec<(u32, u32, f32)>,
}

impl TrainingSet {
    /// Adds the sentences of `article`, each with this weight.
    pub fn add_article(
        &mut self,
        article: &AnnotatedText,
        weight: f32,
        tokenized: &mut TokenizedText,
        gazetteer: &WordGazetteer,
    ) {
        let allowed = article.tokenize_with_labels(tokenized, gazetteer);
        let mut scratch = SentenceScratch::default();
        let mut from_word = 0;
        for sentence in 0..tokenized.len() {
            let context = tokenized.sentence_context(sentence, gazetteer, &mut scratch);
            let first = self.word_offsets.len() as u32;
            for (at, around) in context.padded_form_ids.windows(CONTEXT_WIDTH).enumerate() {
                self.word_offsets.push(self.features.len() as u32);
                for (offset, &id) in around.iter().enumerate() {
                    feature::extract_word_features(&context.word_forms[id as usize], offset, |template, feature| {
                        self.push_feature(template, feature)
                    });
                }
                feature::extract_context_features(&context, at, |template, feature| {
                    self.push_feature(template, feature)
                });
                self.label_masks.push(allowed[from_word]);
                from_word += 1;
            }
            self.weighted_sentences.push((first, self.word_offsets.len() as u32, weight));
        }
    }

    fn push_feature(&mut self, template: FeatureTemplate, feature: u32) {
        self.features.push(feature);
        self.scope_flags.push(scope_flag(template.scope));
    }

    /// Number of tokens.
    pub fn word_offsets(&self) -> usize {
        self.word_offsets.len()
    }

    /// Drops features that occur fewer than `least` times (by the high bits of their hash), and brings the others to their buckets.
    fn prune_rare_features(&mut self, least: u8) {
        const BITS: u32 = 27;
        let mut counts = vec![0u8; 1 << BITS];
        for &feature in &self.features {
            let count = &mut counts[(feature >> (32 - BITS)) as usize];
            *count = count.saturating_add(1);
        }
        let mut kept = Vec::with_capacity(self.features.len() / 2);
        self.word_offsets.push(self.features.len() as u32);
        let mut begins = Vec::with_capacity(self.word_offsets.len());
        for pair in self.word_offsets.windows(2) {
            begins.push(kept.len() as u32);
            for at in pair[0] as usize..pair[1] as usize {
                let feature = self.features[at];
                if counts[(feature >> (32 - BITS)) as usize] >= least {
                    kept.push(bucket_of(feature) | self.scope_flags[at]);
                }
            }
        }
        begins.push(kept.len() as u32);
        self.features = kept;
        self.word_offsets = begins;
    }
}

/// First of the bits above a bucket that flag what dropout may leave out.
const FIRST_FLAG: u32 = 1 << 29;

/// The flag of a scope, in the order of [`TrainingOptions::dropout_rates`]; 0 for what is never dropped.
fn scope_flag(scope: TemplateScope) -> u32 {
    match scope {
        TemplateScope::Lexicalised => FIRST_FLAG,
        TemplateScope::Listed => FIRST_FLAG << 1,
        TemplateScope::Clustered => FIRST_FLAG << 2,
        TemplateScope::General => 0,
    }
}

/// The weights of the CRF.
pub struct CrfWeights {
    /// Emission weights by feature bucket.
    pub emissions: Vec<LabelScores>,
    /// Transition weights from label to label.
    pub transitions: [LabelScores; LABEL_COUNT],
}

#[derive(Clone, Copy, Default)]
struct FtrlState {
    gradient_sum: f32,
    squared_gradient_sum: f32,
}

fn update_weight(weight: &mut f32, memory: &mut FtrlState, gradient: f32, l1: f32, rates: &TrainingOptions) {
    let before = memory.squared_gradient_sum.sqrt();
    memory.squared_gradient_sum += gradient * gradient;
    let now = memory.squared_gradient_sum.sqrt();
    memory.gradient_sum += gradient - (now - before) / rates.step_size * *weight;
    *weight = if memory.gradient_sum.abs() <= l1 {
        0.0
    } else {
        -(memory.gradient_sum - memory.gradient_sum.signum() * l1) / ((1.0 + now) / rates.step_size + rates.l2)
    };
}

/// Trains on `lessons`. Deterministic: the same training set and rates give the same weights.
pub fn train_crf(mut lessons: TrainingSet, rates: &TrainingOptions) -> CrfWeights {
    lessons.prune_rare_features(rates.min_feature_count);
    let mut rows: Vec<LabelScores> = vec![[0.0; LABEL_COUNT]; BUCKET_COUNT];
    let mut memory = vec![[FtrlState::default(); LABEL_COUNT]; BUCKET_COUNT];
    let mut steps = [[0.0; LABEL_COUNT]; LABEL_COUNT];
    let mut steps_memory = [[FtrlState::default(); LABEL_COUNT]; LABEL_COUNT];
    let mut order: Vec<usize> = (0..lessons.weighted_sentences.len()).collect();
    let mut random = XorShiftRandom(0x5eed_0000_0003 + (rates.seed << 8));
    let mut mean = WeightAverage::default();
    let (mut scores, mut bound, mut free, mut held) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut own, mut ends) = (Vec::new(), Vec::new());
    for epoch in 0..rates.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0f64;
        for (number, &sentence) in order.iter().enumerate() {
            let is_half = number == order.len() / 2 || number + 1 == order.len();
            if is_half && epoch + rates.averaged_epochs >= rates.epochs {
                mean.add_snapshot(&rows, &steps);
            }
            let (from, to, weight) = lessons.weighted_sentences[sentence];
            let chain = LinearChainCrf::new(steps);
            scores.clear();
            bound.clear();
            own.clear();
            ends.clear();
            for word in from as usize..to as usize {
                let mut is_dropped = |rate: f32| ((random.next_number() >> 40) as f32 / (1 << 24) as f32) < rate;
                let dropped = (0..)
                    .zip(rates.dropout_rates)
                    .fold(0, |flags, (scope, rate)| flags | if is_dropped(rate) { FIRST_FLAG << scope } else { 0 });
                let from = own.len();
                let given =
                    &lessons.features[lessons.word_offsets[word] as usize..lessons.word_offsets[word + 1] as usize];
                own.extend(
                    given.iter().filter(|&feature| feature & dropped == 0).map(|feature| feature & (FIRST_FLAG - 1)),
                );
                ends.push(from..own.len());
                let mut sum = [0.0f32; LABEL_COUNT];
                for &feature in &own[from..] {
                    for (sum, weight) in sum.iter_mut().zip(&rows[feature as usize]) {
                        *sum += weight;
                    }
                }
                scores.push(sum);
                let allowed = lessons.label_masks[word];
                for (label, sum) in sum.iter_mut().enumerate() {
                    if allowed & 1 << label == 0 {
                        *sum = f32::NEG_INFINITY;
                    }
                }
                bound.push(sum);
            }
            free.clear();
            held.clear();
            let all = chain.forward_backward(&scores, &mut free);
            let right = chain.forward_backward(&bound, &mut held);
            if !right.is_finite() || !all.is_finite() {
                continue;
            }
            loss += f64::from((all - right) * weight);
            // Pair marginals are taken as the product of the two node marginals: exact wherever a label is certain, which most are.
            for at in 0..(to - from) as usize {
                let mut gradient = [0.0; LABEL_COUNT];
                let mut most = 0.0f32;
                for (gradient, (free, held)) in gradient.iter_mut().zip(free[at].iter().zip(&held[at])) {
                    *gradient = (free - held) * weight;
                    most = most.max(gradient.abs());
                }
                if at > 0 {
                    update_transitions(
                        &mut steps,
                        &mut steps_memory,
                        [&free[at - 1], &held[at - 1]],
                        [&free[at], &held[at]],
                        weight,
                        rates,
                    );
                }
                if most < 0.002 {
                    continue;
                }
                for &feature in &own[ends[at].clone()] {
                    let row = &mut rows[feature as usize];
                    let memory = &mut memory[feature as usize];
                    for ((weight, memory), &gradient) in row.iter_mut().zip(memory).zip(&gradient) {
                        if gradient.abs() > 0.0005 {
                            update_weight(weight, memory, gradient, rates.l1, rates);
                        }
                    }
                }
            }
        }
        eprintln!("epoch {}: loss {:.0}", epoch + 1, loss);
    }
    mean.mean_or(CrfWeights { emissions: rows, transitions: steps })
}

/// The mean of several snapshots of the weights (Polyak averaging), which generalises better than any one of them.
#[derive(Default)]
struct WeightAverage {
    emission_sums: Vec<LabelScores>,
    transition_sums: [LabelScores; LABEL_COUNT],
    snapshot_count: f32,
}

impl WeightAverage {
    fn add_snapshot(&mut self, rows: &[LabelScores], steps: &[LabelScores; LABEL_COUNT]) {
        self.emission_sums.resize(rows.len(), [0.0; LABEL_COUNT]);
        self.snapshot_count += 1.0;
        for (sum, row) in self.emission_sums.iter_mut().chain(&mut self.transition_sums).zip(rows.iter().chain(steps)) {
            sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
    }

    /// The mean, or `last` if nothing was taken in.
    fn mean_or(mut self, last: CrfWeights) -> CrfWeights {
        if self.snapshot_count == 0.0 {
            return last;
        }
        let count = self.snapshot_count;
        self.emission_sums.iter_mut().chain(&mut self.transition_sums).flatten().for_each(|sum| *sum /= count);
        CrfWeights { emissions: self.emission_sums, transitions: self.transition_sums }
    }
}

fn update_transitions(
    steps: &mut [LabelScores; LABEL_COUNT],
    memory: &mut [[FtrlState; LABEL_COUNT]; LABEL_COUNT],
    before: [&LabelScores; 2],
    now: [&LabelScores; 2],
    weight: f32,
    rates: &TrainingOptions,
) {
    for from in 0..LABEL_COUNT {
        for to in 0..LABEL_COUNT {
            if !is_valid_transition(from, to) {
                continue;
            }
            let gradient = (before[0][from] * now[0][to] - before[1][from] * now[1][to]) * weight;
            if gradient.abs() > 0.002 {
                update_weight(&mut steps[from][to], &mut memory[from][to], gradient, 0.0, rates);
            }
        }
    }
}

/// Pseudo-random numbers by xorshift64 (Marsaglia 2003), the same in every run.
pub struct XorShiftRandom(pub u64);

impl XorShiftRandom {
    /// The next number.
    pub fn next_number(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.next_number() % (at as u64 + 1)) as usize);
        }
    }
}
