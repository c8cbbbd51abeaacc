//! Scores: names found against names marked, exact in place and kind.

use std::collections::BTreeMap;

use reading_room::entity::Kind;
use reading_room::entity::tag::Tagger;
use reading_room::entity::tag::label::Class;

use crate::data::{Article, CORPORA};

/// Found, marked, and both.
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

/// Prints a table of scores by source and kind.
pub fn report(tagger: &Tagger, articles: &[Article]) {
    let mut tallies: BTreeMap<usize, [Tally; 3]> = BTreeMap::new();
    let mut reader = tagger.reader();
    for article in articles {
        let mentions = reader.read(&article.text, &article.sentences);
        let row = tallies.entry(article.corpus).or_default();
        for (slot, (kind, class)) in row.iter_mut().zip(KINDS) {
            let marked: Vec<_> = article.names.iter().filter(|name| name.1 == class).map(|name| name.0).collect();
            let found: Vec<_> = mentions.iter().filter(|mention| mention.kind == kind).map(|mention| mention.span).collect();
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
            CORPORA[corpus].name,
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
