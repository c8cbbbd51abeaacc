//! Learning: a conditional random field by FTRL-proximal, which drives most weights to nothing.

use reading_room::internals::entity::tag::crf::{Chain, Scores};
use reading_room::internals::entity::tag::feature::{self, BUCKETS, OFFSETS, bucket};
use reading_room::internals::entity::tag::label::{LABELS, follows};
use reading_room::internals::entity::tag::lexicon::Lexicon;
use reading_room::internals::entity::tag::template::{FeatureTemplate, TemplateScope};
use reading_room::internals::entity::tag::{Desk, Page};

use crate::training_data::Article;

/// How learning goes.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// Size of steps.
    pub alpha: f32,
    /// Evidence that a weight needs to leave zero.
    pub l1: f32,
    /// Pull towards zero.
    pub l2: f32,
    /// Times that everything is read.
    pub epochs: usize,
    /// How often a word is taken for one never met.
    pub unmet: f32,
    /// How many epochs at the end are averaged, in halves; 0 takes the last weights as they are.
    pub averaged: usize,
    /// Features seen less often are not learnt.
    pub least: u8,
}

/// Sentences as rows of features.
#[derive(Clone, Default)]
pub struct Lessons {
    features: Vec<u32>,
    of_one_word: Vec<bool>,
    /// Where the features of each word begin.
    words: Vec<u32>,
    allowed: Vec<u32>,
    /// First word, one past the last, weight.
    sentences: Vec<(u32, u32, f32)>,
}

impl Lessons {
    /// Takes in an article with what its sentences count.
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

    /// Number of words.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Drops features that were seen fewer than `least` times.
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

/// Marks features that are left out now and then.
const OF_ONE_WORD: u32 = 1 << 31;

/// Weights, and what FTRL keeps of each.
pub struct Weights {
    /// By bucket.
    pub rows: Vec<Scores>,
    /// From label to label.
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

/// Learns from `lessons`; the same lessons give the same weights.
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
            // Steps are judged by neighbours as if they were apart: exact for all words that are sure, which most are.
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

/// The mean of weights at several times of learning, which does better on unseen text than any of them.
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

/// Numbers that look like chance and are the same every time.
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
