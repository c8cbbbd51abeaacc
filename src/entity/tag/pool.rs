//! What all places of a word together say about it: a name that is clear in one sentence helps where it is not.

use rustc_hash::FxHashMap;

use super::crf::Scores;
use super::label::{CLASSES, OUTSIDE, read};

/// How much a word's other places count against its own; at 0 not at all, at 1 its own place counts as one of all.
const TRUST: f32 = 0.5;
/// As sure as a place can be that something is not so.
const LEAST: f32 = 0.02;

/// How likely each class is, and none.
type Mass = [f32; CLASSES + 1];

/// Words with what was found of each, over a document or many.
#[derive(Debug, Clone, Default)]
pub struct Pool {
    words: FxHashMap<u32, (Mass, f32)>,
}

impl Pool {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.words.clear();
    }

    /// Takes in one place of the word with the plain hash `low`, where the labels are this likely.
    pub fn add(&mut self, low: u32, likely: &Scores) {
        let (sum, count) = self.words.entry(low).or_default();
        *count += 1.0;
        sum.iter_mut().zip(mass(likely)).for_each(|(sum, mass)| *sum += mass);
    }

    /// Takes in all that `other` knows, as if each of its words stood in `weight` places: for a whole corpus.
    pub fn absorb(&mut self, other: &Pool, weight: f32) {
        for (low, (mass, count)) in &other.words {
            let (sum, all) = self.words.entry(*low).or_default();
            *all += weight;
            sum.iter_mut().zip(mass).for_each(|(sum, mass)| *sum += mass / count * weight);
        }
    }

    /// Corrects the scores of one place of a word by what its other places say.
    pub fn correct(&self, low: u32, likely: &Scores, scores: &mut Scores) {
        let Some((sum, count)) = self.words.get(&low).filter(|(_, count)| *count > 1.0) else { return };
        let own = mass(likely);
        for (label, score) in scores.iter_mut().enumerate() {
            let class = class_of(label);
            let all = sum.get(class).copied().unwrap_or_default() / count;
            let own = own.get(class).copied().unwrap_or_default();
            *score += TRUST * ((all + LEAST).ln() - (own + LEAST).ln());
        }
    }
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
