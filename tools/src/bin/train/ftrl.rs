//! Training of a linear-chain CRF (Lafferty, McCallum, Pereira 2001) by FTRL-Proximal (McMahan and others 2013), whose L1 term sets most
//! weights to exactly zero.
//!
//! Where several labels are allowed for a token, the likelihood is that of all allowed label sequences together:
//! forward–backward runs once free and once constrained, and the gradient is the difference of the two expectations.

use reading_room::internals::entity::tag::crf::{Chain, Scores};
use reading_room::internals::entity::tag::feature::{self, BUCKETS, OFFSETS, bucket};
use reading_room::internals::entity::tag::label::{LABELS, follows};
use reading_room::internals::entity::tag::lexicon::Lexicon;
use reading_room::internals::entity::tag::template::{FeatureTemplate, TemplateScope};
use reading_room::internals::entity::tag::{Desk, Page};

use crate::training_data::Article;

/// Hyperparameters of the training.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// Learning rate, `alpha` of FTRL-Proximal.
    pub alpha: f32,
    /// L1 regularisation: a weight stays zero while its summed gradient is at most this.
    pub l1: f32,
    /// L2 regularisation.
    pub l2: f32,
    /// Passes over the training set.
    pub epochs: usize,
    /// Word dropout: the share of tokens, 0 to 1, that are trained without their lexical features, as if the word were unknown.
    pub unmet: f32,
    /// Over how many epochs at the end the weights are averaged, two snapshots an epoch; 0 takes the last weights.
    pub averaged: usize,
    /// Feature cutoff: features that occur less often are dropped.
    pub least: u8,
}

/// The training set: feature hashes and label masks of every token, flat.
#[derive(Clone, Default)]
pub struct Lessons {
    features: Vec<u32>,
    of_one_word: Vec<bool>,
    /// Where the features of each token begin.
    words: Vec<u32>,
    allowed: Vec<u32>,
    /// First token, one past the last, weight in the gradient.
    sentences: Vec<(u32, u32, f32)>,
}

impl Lessons {
    /// Adds the sentences of `article`, each with this weight.
    pub fn add(&mut self, article: &Article, weight: f32, page: &mut Page, lexicon: &Lexicon) {
        let allowed = article.read(page, lexicon);
        let mut desk = Desk::default();
        let mut from_word = 0;
        for sentence in 0..page.len() {
            let scene = page.scene(sentence, lexicon, &mut desk);
            let first = self.words.len() as u32;
            for (at, around) in scene.ids.windows(OFFSETS).enumerate() {
                self.words.push(self.features.len() as u32);
                for (offset, &id) in around.iter().enumerate() {
                    feature::of_word(&scene.forms[id as usize], offset, |template, feature| {
                        self.push(template, feature)
                    });
                }
                feature::of_place(&scene, at, |template, feature| self.push(template, feature));
                self.allowed.push(allowed[from_word]);
                from_word += 1;
            }
            self.sentences.push((first, self.words.len() as u32, weight));
        }
    }

    fn push(&mut self, template: FeatureTemplate, feature: u32) {
        self.features.push(feature);
        self.of_one_word.push(template.scope == TemplateScope::Lexicalised);
    }

    /// Number of tokens.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Drops features that occur fewer than `least` times (by the high bits of their hash), and brings the others to their buckets.
    fn prune(&mut self, least: u8) {
        const BITS: u32 = 27;
        let mut counts = vec![0u8; 1 << BITS];
        for &feature in &self.features {
            let count = &mut counts[(feature >> (32 - BITS)) as usize];
            *count = count.saturating_add(1);
        }
        let mut kept = Vec::with_capacity(self.features.len() / 2);
        self.words.push(self.features.len() as u32);
        let mut begins = Vec::with_capacity(self.words.len());
        for pair in self.words.windows(2) {
            begins.push(kept.len() as u32);
            for at in pair[0] as usize..pair[1] as usize {
                let feature = self.features[at];
                if counts[(feature >> (32 - BITS)) as usize] >= least {
                    kept.push(bucket(feature) | if self.of_one_word[at] { OF_ONE_WORD } else { 0 });
                }
            }
        }
        begins.push(kept.len() as u32);
        self.features = kept;
        self.words = begins;
    }
}

/// Flag of lexical features, which word dropout leaves out.
const OF_ONE_WORD: u32 = 1 << 31;

/// The weights of the CRF.
pub struct Weights {
    /// Emission weights by feature bucket.
    pub rows: Vec<Scores>,
    /// Transition weights from label to label.
    pub steps: [Scores; LABELS],
}

#[derive(Clone, Copy, Default)]
struct Memory {
    pull: f32,
    size: f32,
}

fn update(weight: &mut f32, memory: &mut Memory, gradient: f32, l1: f32, rates: &Rates) {
    let before = memory.size.sqrt();
    memory.size += gradient * gradient;
    let now = memory.size.sqrt();
    memory.pull += gradient - (now - before) / rates.alpha * *weight;
    *weight = if memory.pull.abs() <= l1 {
        0.0
    } else {
        -(memory.pull - memory.pull.signum() * l1) / ((1.0 + now) / rates.alpha + rates.l2)
    };
}

/// Trains on `lessons`. Deterministic: the same training set and rates give the same weights.
pub fn learn(mut lessons: Lessons, rates: &Rates) -> Weights {
    lessons.prune(rates.least);
    let mut rows: Vec<Scores> = vec![[0.0; LABELS]; BUCKETS];
    let mut memory = vec![[Memory::default(); LABELS]; BUCKETS];
    let mut steps = [[0.0; LABELS]; LABELS];
    let mut steps_memory = [[Memory::default(); LABELS]; LABELS];
    let mut order: Vec<usize> = (0..lessons.sentences.len()).collect();
    let mut random = Random(0x5eed_0000_0003);
    let mut mean = Mean::default();
    let (mut scores, mut bound, mut free, mut held) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut own, mut ends) = (Vec::new(), Vec::new());
    for epoch in 0..rates.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0f64;
        for (number, &sentence) in order.iter().enumerate() {
            let is_half = number == order.len() / 2 || number + 1 == order.len();
            if is_half && epoch + rates.averaged >= rates.epochs {
                mean.take_in(&rows, &steps);
            }
            let (from, to, weight) = lessons.sentences[sentence];
            let chain = Chain::new(steps);
            scores.clear();
            bound.clear();
            own.clear();
            ends.clear();
            for word in from as usize..to as usize {
                let met = (random.next() >> 40) as f32 / (1 << 24) as f32 >= rates.unmet;
                let from = own.len();
                let given = &lessons.features[lessons.words[word] as usize..lessons.words[word + 1] as usize];
                own.extend(
                    given.iter().filter(|&&feature| met || feature < OF_ONE_WORD).map(|feature| feature & !OF_ONE_WORD),
                );
                ends.push(from..own.len());
                let mut sum = [0.0f32; LABELS];
                for &feature in &own[from..] {
                    for (sum, weight) in sum.iter_mut().zip(&rows[feature as usize]) {
                        *sum += weight;
                    }
                }
                scores.push(sum);
                let allowed = lessons.allowed[word];
                for (label, sum) in sum.iter_mut().enumerate() {
                    if allowed & 1 << label == 0 {
                        *sum = f32::NEG_INFINITY;
                    }
                }
                bound.push(sum);
            }
            free.clear();
            held.clear();
            let all = chain.marginals(&scores, &mut free);
            let right = chain.marginals(&bound, &mut held);
            if !right.is_finite() || !all.is_finite() {
                continue;
            }
            loss += f64::from((all - right) * weight);
            // Pair marginals are taken as the product of the two node marginals: exact wherever a label is certain, which most are.
            for at in 0..(to - from) as usize {
                let mut gradient = [0.0; LABELS];
                let mut most = 0.0f32;
                for (gradient, (free, held)) in gradient.iter_mut().zip(free[at].iter().zip(&held[at])) {
                    *gradient = (free - held) * weight;
                    most = most.max(gradient.abs());
                }
                if at > 0 {
                    step(
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
                            update(weight, memory, gradient, rates.l1, rates);
                        }
                    }
                }
            }
        }
        eprintln!("epoch {}: loss {:.0}", epoch + 1, loss);
    }
    mean.or(Weights { rows, steps })
}

/// The mean of several snapshots of the weights (Polyak averaging), which generalises better than any one of them.
#[derive(Default)]
struct Mean {
    rows: Vec<Scores>,
    steps: [Scores; LABELS],
    count: f32,
}

impl Mean {
    fn take_in(&mut self, rows: &[Scores], steps: &[Scores; LABELS]) {
        self.rows.resize(rows.len(), [0.0; LABELS]);
        self.count += 1.0;
        for (sum, row) in self.rows.iter_mut().chain(&mut self.steps).zip(rows.iter().chain(steps)) {
            sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
    }

    /// The mean, or `last` if nothing was taken in.
    fn or(mut self, last: Weights) -> Weights {
        if self.count == 0.0 {
            return last;
        }
        let count = self.count;
        self.rows.iter_mut().chain(&mut self.steps).flatten().for_each(|sum| *sum /= count);
        Weights { rows: self.rows, steps: self.steps }
    }
}

fn step(
    steps: &mut [Scores; LABELS],
    memory: &mut [[Memory; LABELS]; LABELS],
    before: [&Scores; 2],
    now: [&Scores; 2],
    weight: f32,
    rates: &Rates,
) {
    for from in 0..LABELS {
        for to in 0..LABELS {
            if !follows(from, to) {
                continue;
            }
            let gradient = (before[0][from] * now[0][to] - before[1][from] * now[1][to]) * weight;
            if gradient.abs() > 0.002 {
                update(&mut steps[from][to], &mut memory[from][to], gradient, 0.0, rates);
            }
        }
    }
}

/// Pseudo-random numbers by xorshift64 (Marsaglia 2003), the same in every run.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}
