//! Fits the logistic regression of `entity::name` to labelled pairs of names, and evaluates it by cross-validation.
//!
//!     cargo run --release -p reading-room-tools --bin train-names -- PAIRS.tsv [--errors]
//!
//! A line is name, name, 1 or 0, tabs between. Pairs are split into ten folds by entity (union-find over the names of a pair): pairs that
//! share a name stay together. Each fold is scored with weights and threshold fitted on the other nine; the printed weights are fitted on
//! all.

use std::collections::HashMap;

use reading_room::internals::entity::name::{
    ComparisonVector, FEATURE_NAMES, FEATURE_WEIGHTS, PersonName, confidence_ceiling,
};

const FOLDS: u64 = 10;
/// The precision that the threshold must reach where it is set. About two in a hundred of the pairs that are labelled as
/// different people are one ("A. B. Frost" and "Arthur Burdett Frost"); true precision is as much higher.
const TARGET_PRECISION: f64 = 0.955;
/// L2 regularisation of all weights but the bias. More makes them smaller and more alike; 0 is none.
const L2_PENALTY: f64 = 1.0;

struct LabelledPair {
    a: String,
    b: String,
    same: bool,
    fold: u64,
    feature_values: Vec<f64>,
    /// What contradictions leave of the probability.
    ceiling: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        eprintln!("usage: train-names PAIRS.tsv [--errors]");
        std::process::exit(2);
    };
    let show_errors = arguments.iter().any(|argument| argument == "--errors");
    let examples = read_pairs(path);
    let mut judged: Vec<(bool, bool, f64, &LabelledPair)> = Vec::new();
    for part in 0..FOLDS {
        let (rest, held): (Vec<&LabelledPair>, Vec<&LabelledPair>) =
            examples.iter().partition(|example| example.fold != part);
        let weights = fit_logistic_regression(&rest);
        let threshold = find_threshold(
            rest.iter().map(|example| (predict_confidence(&weights, example), example.same)).collect(),
            TARGET_PRECISION,
        );
        judged.extend(held.into_iter().map(|example| {
            let confidence = predict_confidence(&weights, example);
            (confidence >= threshold, example.same, confidence, example)
        }));
    }
    if show_errors {
        judged.sort_by(|x, y| x.2.total_cmp(&y.2));
        for (taken, same, confidence, example) in &judged {
            if taken != same || (!same && *confidence > 0.3) {
                let values: Vec<String> = example.feature_values.iter().map(|value| format!("{value:.1}")).collect();
                println!("{}\t{confidence:.2}\t{}\t{}\t{}", u8::from(*same), example.a, example.b, values.join(" "));
            }
        }
    }
    judged.sort_by(|x, y| y.2.total_cmp(&x.2));
    let all = judged.iter().filter(|judged| judged.1).count() as f64;
    for least in [0.80, 0.85, 0.88, 0.90, 0.92] {
        let mut hits = 0.0;
        let taken = judged.iter().take_while(|judged| {
            let enough = hits / all >= least;
            hits += f64::from(u8::from(judged.1));
            !enough
        });
        let taken = taken.count();
        let line = describe_score(judged.iter().enumerate().map(|(at, &(_, same, ..))| (at < taken, same)));
        println!("held back, one threshold for all parts at {:.2}: {line}", judged[taken - 1].2);
    }
    println!(
        "held back, ten parts by entity: {}",
        describe_score(judged.iter().map(|&(taken, same, ..)| (taken, same)))
    );
    let shipped = examples.iter().map(|example| {
        let verdict = reading_room::internals::entity::name::compare_names(&example.a, &example.b);
        (verdict.is_same_person, example.same)
    });
    println!("weights in the source, all pairs: {}", describe_score(shipped));
    let all: Vec<&LabelledPair> = examples.iter().collect();
    let weights = fit_logistic_regression(&all);
    let threshold = find_threshold(
        all.iter().map(|example| (predict_confidence(&weights, example), example.same)).collect(),
        TARGET_PRECISION,
    );
    println!("threshold set on all pairs: {threshold:.2}");
    for ((name, weight), old) in FEATURE_NAMES.iter().zip(&weights).zip(FEATURE_WEIGHTS) {
        println!("    {weight:.2}, // {name} (was {old:.2})");
    }
}

fn read_pairs(path: &str) -> Vec<LabelledPair> {
    let text = std::fs::read_to_string(path).expect("the file of pairs can be read");
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut same_as: Vec<usize> = Vec::new();
    let mut examples = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [a, b, label @ ("0" | "1"), ..] = fields.as_slice() else { continue };
        let mut number = |name: &str| {
            *names.entry(name.to_lowercase()).or_insert_with(|| {
                same_as.push(same_as.len());
                same_as.len() - 1
            })
        };
        let (i, j) = (number(a), number(b));
        let same = *label == "1";
        if same {
            let (i, j) = (find_root(&same_as, i), find_root(&same_as, j));
            same_as[i.max(j)] = i.min(j);
        }
        let (first, second) = (PersonName::parse(a), PersonName::parse(b));
        let evidence = ComparisonVector::compare(&first, &second);
        let ceiling = f64::from(confidence_ceiling(&first, &second));
        let values = evidence.0.iter().map(|&value| f64::from(value)).collect();
        examples.push(LabelledPair {
            a: (*a).into(),
            b: (*b).into(),
            same,
            fold: i as u64,
            feature_values: values,
            ceiling,
        });
    }
    // A negative pair goes into the fold of its first entity; a multiplicative hash of the root deals the folds.
    for example in &mut examples {
        let mixed = (find_root(&same_as, example.fold as usize) as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        example.fold = (mixed >> 40) % FOLDS;
    }
    examples
}

fn find_root(same_as: &[usize], mut at: usize) -> usize {
    while same_as[at] != at {
        at = same_as[at];
    }
    at
}

/// The logistic function of the weighted sum.
fn logistic(weights: &[f64], example: &LabelledPair) -> f64 {
    let sum: f64 = weights.iter().zip(&example.feature_values).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn predict_confidence(weights: &[f64], example: &LabelledPair) -> f64 {
    logistic(weights, example).min(example.ceiling)
}

/// Logistic regression by gradient descent with momentum (Polyak 1964): 3,000 steps over all examples, from zero.
fn fit_logistic_regression(examples: &[&LabelledPair]) -> Vec<f64> {
    let mut weights = vec![0.0; FEATURE_NAMES.len()];
    let mut moving = weights.clone();
    for _ in 0..3000 {
        let mut slope: Vec<f64> =
            weights.iter().enumerate().map(|(at, weight)| if at == 0 { 0.0 } else { L2_PENALTY * weight }).collect();
        // What a contradiction decides teaches the rest nothing.
        for example in examples.iter().filter(|example| example.ceiling > 0.5) {
            let miss = logistic(&weights, example) - f64::from(u8::from(example.same));
            for (slope, value) in slope.iter_mut().zip(&example.feature_values) {
                *slope += miss * value;
            }
        }
        for ((weight, moving), slope) in weights.iter_mut().zip(&mut moving).zip(&slope) {
            *moving = 0.9 * *moving - 0.6 / examples.len() as f64 * slope;
            *weight += *moving;
        }
    }
    weights
}

/// The threshold of the best F1 among those with at least `least` precision; 1 if none has.
fn find_threshold(mut judged: Vec<(f64, bool)>, least: f64) -> f64 {
    judged.sort_by(|x, y| y.0.total_cmp(&x.0));
    let all = judged.iter().filter(|(_, same)| *same).count() as f64;
    let (mut hits, mut best, mut threshold) = (0.0, 0.0, 1.0);
    for (at, &(confidence, same)) in judged.iter().enumerate() {
        hits += f64::from(u8::from(same));
        let (precision, recall) = (hits / (at + 1) as f64, hits / all);
        let f1 = 2.0 * precision * recall / (precision + recall);
        if precision >= least && f1 > best {
            (best, threshold) = (f1, confidence);
        }
    }
    threshold
}

fn describe_score(judged: impl Iterator<Item = (bool, bool)>) -> String {
    let (mut hits, mut taken_for_same, mut all) = (0.0, 0.0, 0.0);
    for (taken, same) in judged {
        hits += f64::from(u8::from(taken && same));
        taken_for_same += f64::from(u8::from(taken));
        all += f64::from(u8::from(same));
    }
    let (precision, recall) = (100.0 * hits / taken_for_same, 100.0 * hits / all);
    format!("precision {precision:.1}  recall {recall:.1}  F1 {:.1}", 2.0 * precision * recall / (precision + recall))
}
