//! Evaluation: precision, recall and F1 of predicted against gold names, exact in span and kind.

use std::collections::BTreeMap;

use reading_room::Kind;
use reading_room::internals::entity::tag::Tagger;
use reading_room::internals::entity::tag::label::Class;
use reading_room::internals::entity::tag::pool::Pool;

use crate::training_data::{Article, CORPORA};

/// Counts of predicted names, gold names, and those that are both.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    found: usize,
    marked: usize,
    both: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.found += other.found;
        self.marked += other.marked;
        self.both += other.both;
    }

    /// F1 in percent.
    pub fn f1(self) -> f64 {
        200.0 * self.both as f64 / (self.found + self.marked).max(1) as f64
    }

    fn precision(self) -> f64 {
        100.0 * self.both as f64 / self.found.max(1) as f64
    }

    fn recall(self) -> f64 {
        100.0 * self.both as f64 / self.marked.max(1) as f64
    }
}

const KINDS: [(Kind, Class); 3] =
    [(Kind::Person, Class::Person), (Kind::Organisation, Class::Organisation), (Kind::Place, Class::Place)];

fn name(corpus: usize) -> &'static str {
    CORPORA.get(corpus).map_or("golden", |corpus| corpus.name)
}

/// What context a prediction may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// The article alone.
    Article,
    /// The evidence of all articles of its corpus.
    Source,
}

/// Prints precision, recall and F1 by corpus and kind, and the mean F1.
pub fn report(tagger: &Tagger, articles: &[Article], evidence: Evidence) {
    let mut tallies: BTreeMap<usize, [Tally; 3]> = BTreeMap::new();
    let mut reader = tagger.reader();
    let mut pools: BTreeMap<usize, Pool> = BTreeMap::new();
    for article in articles {
        let pool = pools.entry(article.corpus).or_default();
        if evidence == Evidence::Source {
            reader.gather_text(&article.text, &article.sentences, pool);
        }
    }
    for article in articles {
        let mentions = reader.read_in(&article.text, &article.sentences, &pools[&article.corpus]);
        let row = tallies.entry(article.corpus).or_default();
        for (slot, (kind, class)) in row.iter_mut().zip(KINDS) {
            let marked: Vec<_> = article.names.iter().filter(|name| name.1 == class).map(|name| name.0).collect();
            let found: Vec<_> =
                mentions.iter().filter(|mention| mention.kind == kind).map(|mention| mention.span).collect();
            let both = found.iter().filter(|span| marked.contains(span)).count();
            slot.add(Tally { found: found.len(), marked: marked.len(), both });
        }
    }
    println!("{:14} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}", "held back", "F1", "prec", "rec", "PER", "ORG", "LOC");
    let mut mean = 0.0;
    for (&corpus, row) in &tallies {
        let mut all = Tally::default();
        row.iter().for_each(|tally| all.add(*tally));
        mean += all.f1() / tallies.len() as f64;
        println!(
            "{:14} {:6.1} {:6.1} {:6.1} {:6.1} {:6.1} {:6.1}",
            name(corpus),
            all.f1(),
            all.precision(),
            all.recall(),
            row[0].f1(),
            row[1].f1(),
            row[2].f1()
        );
    }
    println!("{:14} {mean:6.2}", "mean");
}

/// Prints the false negatives (`-`) and false positives (`+`) in the articles of one corpus.
pub fn complain(tagger: &Tagger, articles: &[Article], source: &str) {
    let mut reader = tagger.reader();
    for article in articles.iter().filter(|article| name(article.corpus) == source) {
        let mentions = reader.read(&article.text, &article.sentences);
        for sentence in &article.sentences {
            let mut lines = String::new();
            for (span, class) in article.names.iter().filter(|name| sentence.contains(name.0)) {
                if *class != Class::Other
                    && !mentions.iter().any(|found| found.span == *span && KINDS.contains(&(found.kind, *class)))
                {
                    lines += &format!("  - {class:?} {}\n", span.of(&article.text));
                }
            }
            for found in mentions.iter().filter(|found| sentence.contains(found.span)) {
                if KINDS
                    .iter()
                    .any(|(kind, class)| found.kind == *kind && !article.names.contains(&(found.span, *class)))
                {
                    lines +=
                        &format!("  + {:?} {} {:.2}\n", found.kind, found.span.of(&article.text), found.confidence);
                }
            }
            if !lines.is_empty() {
                println!("{}\n{lines}", sentence.of(&article.text));
            }
        }
    }
}
