//! Evaluation: precision, recall and F1 of predicted against gold names, exact in span and kind.

use std::collections::BTreeMap;

use reading_room::EntityKind;
use reading_room::internals::entity::tag::EntityTagger;
use reading_room::internals::entity::tag::evidence::CorpusEvidence;
use reading_room::internals::entity::tag::label::NameClass;

use crate::training_data::{AnnotatedText, TRAINING_CORPORA};

/// Counts of predicted names, gold names, and those that are both.
#[derive(Debug, Clone, Copy, Default)]
pub struct SpanCounts {
    predicted: usize,
    gold: usize,
    correct: usize,
}

impl SpanCounts {
    fn add(&mut self, other: SpanCounts) {
        self.predicted += other.predicted;
        self.gold += other.gold;
        self.correct += other.correct;
    }

    /// F1 in percent.
    pub fn f1(self) -> f64 {
        200.0 * self.correct as f64 / (self.predicted + self.gold).max(1) as f64
    }

    fn precision(self) -> f64 {
        100.0 * self.correct as f64 / self.predicted.max(1) as f64
    }

    fn recall(self) -> f64 {
        100.0 * self.correct as f64 / self.gold.max(1) as f64
    }
}

const SCORED_KINDS: [(EntityKind, NameClass); 3] = [
    (EntityKind::Person, NameClass::Person),
    (EntityKind::Organisation, NameClass::Organisation),
    (EntityKind::Place, NameClass::Place),
];

fn corpus_name(corpus: usize) -> &'static str {
    TRAINING_CORPORA.get(corpus).map_or("golden", |corpus| corpus.file_name)
}

/// What context a prediction may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceScope {
    /// The article alone.
    Article,
    /// The evidence of all articles of its corpus.
    Source,
}

/// Prints precision, recall and F1 by corpus and kind, and the mean F1.
pub fn print_scores(tagger: &EntityTagger, articles: &[AnnotatedText], scope: EvidenceScope) {
    let mut counts_by_corpus: BTreeMap<usize, [SpanCounts; 3]> = BTreeMap::new();
    let mut reader = tagger.new_session();
    let mut evidence_by_corpus: BTreeMap<usize, CorpusEvidence> = BTreeMap::new();
    for article in articles {
        let corpus_evidence = evidence_by_corpus.entry(article.corpus).or_default();
        if scope == EvidenceScope::Source {
            reader.collect_text_evidence(&article.text, &article.sentences, corpus_evidence);
        }
    }
    for article in articles {
        let mentions =
            reader.tag_text_with_evidence(&article.text, &article.sentences, &evidence_by_corpus[&article.corpus]);
        let row = counts_by_corpus.entry(article.corpus).or_default();
        for (slot, (kind, class)) in row.iter_mut().zip(SCORED_KINDS) {
            let marked: Vec<_> = article.gold_names.iter().filter(|name| name.1 == class).map(|name| name.0).collect();
            let found: Vec<_> =
                mentions.iter().filter(|mention| mention.kind == kind).map(|mention| mention.span).collect();
            let both = found.iter().filter(|span| marked.contains(span)).count();
            slot.add(SpanCounts { predicted: found.len(), gold: marked.len(), correct: both });
        }
    }
    println!("{:14} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}", "held back", "F1", "prec", "rec", "PER", "ORG", "LOC");
    let mut mean = 0.0;
    for (&corpus, row) in &counts_by_corpus {
        let mut all = SpanCounts::default();
        row.iter().for_each(|span_counts| all.add(*span_counts));
        mean += all.f1() / counts_by_corpus.len() as f64;
        println!(
            "{:14} {:6.1} {:6.1} {:6.1} {:6.1} {:6.1} {:6.1}",
            corpus_name(corpus),
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
pub fn print_mistakes(tagger: &EntityTagger, articles: &[AnnotatedText], source: &str) {
    let mut reader = tagger.new_session();
    for article in articles.iter().filter(|article| corpus_name(article.corpus) == source) {
        let mentions = reader.tag_text(&article.text, &article.sentences);
        for sentence in &article.sentences {
            let mut lines = String::new();
            for (span, class) in article.gold_names.iter().filter(|name| sentence.contains(name.0)) {
                if *class != NameClass::Other
                    && !mentions.iter().any(|found| found.span == *span && SCORED_KINDS.contains(&(found.kind, *class)))
                {
                    lines += &format!("  - {class:?} {}\n", span.slice_of(&article.text));
                }
            }
            for found in mentions.iter().filter(|found| sentence.contains(found.span)) {
                if SCORED_KINDS
                    .iter()
                    .any(|(kind, class)| found.kind == *kind && !article.gold_names.contains(&(found.span, *class)))
                {
                    lines += &format!(
                        "  + {:?} {} {:.2}\n",
                        found.kind,
                        found.span.slice_of(&article.text),
                        found.confidence
                    );
                }
            }
            if !lines.is_empty() {
                println!("{}\n{lines}", sentence.slice_of(&article.text));
            }
        }
    }
}
