//! Makes the tagging model: `cargo run --release -p reading-room-tools --bin train -- DATA… --output models/english.room-model`.

mod evaluation;
mod ftrl;
mod gazetteer;
mod model_writer;
mod template;
mod training_data;

use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;
use reading_room::internals::entity::tag::gazetteer::WordGazetteer;
use reading_room::internals::entity::tag::{EntityTagger, TokenizedText};

use evaluation::EvidenceScope;
use ftrl::{TrainingOptions, TrainingSet, XorShiftRandom};
use training_data::{AnnotatedText, TRAINING_CORPORA};

/// Learns to find names from marked texts and lists of names.
#[derive(Parser)]
struct TrainArguments {
    /// Folder with `ner` and `gazetteer` in it.
    data: PathBuf,
    /// Where the model is written.
    #[arg(long)]
    output: PathBuf,
    /// Lists that are written for this program.
    #[arg(long, default_value = "models/lists")]
    lists: PathBuf,
    /// Articles that were marked by hand to score on.
    #[arg(long, default_value = "tests/golden/entities")]
    golden: PathBuf,
    /// Learn from the held-back part too, as the model that ships does.
    #[arg(long)]
    everything: bool,
    /// Sources to leave out and to score on, whole.
    #[arg(long)]
    hold: Vec<String>,
    /// Sources to leave out.
    #[arg(long)]
    skip: Vec<String>,
    /// Articles without labels, JSON Lines, gzipped: a first model labels them, and a second learns from them too (self-training).
    #[arg(long)]
    unlabelled: Option<PathBuf>,
    #[arg(long, default_value_t = 0.5)]
    unlabelled_weight: f32,
    /// Words whose class the first model gives a lesser probability stay without a label.
    #[arg(long, default_value_t = 0.5)]
    min_probability: f32,
    /// Learn nothing: score the model that is there already.
    #[arg(long)]
    score: bool,
    /// How often each template is filled.
    #[arg(long, default_value_t = 25)]
    fillings: usize,
    #[arg(long, default_value_t = 0.5)]
    template_weight: f32,
    /// Score a second time with each source read as one collection.
    #[arg(long)]
    pooled: bool,
    /// Print the mistakes made in this source.
    #[arg(long)]
    complain: Option<String>,
    #[arg(long, default_value_t = 0.07)]
    alpha: f32,
    #[arg(long, default_value_t = 1.2)]
    l1: f32,
    #[arg(long, default_value_t = 0.5)]
    l2: f32,
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    /// The share of words that are taken for unknown ones; of those without their lists, and without their clusters.
    #[arg(long, default_value_t = 0.15)]
    unmet: f32,
    #[arg(long, default_value_t = 0.3)]
    unlisted: f32,
    #[arg(long, default_value_t = 0.2)]
    unclustered: f32,
    #[arg(long, default_value_t = 4)]
    averaged: usize,
    #[arg(long, default_value_t = 2)]
    least: u8,
    /// Another order of the sentences: how much of a difference is chance.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    #[arg(long, default_value_t = 0.2)]
    step: f32,
    #[arg(long, default_value_t = 31)]
    most: i32,
    #[arg(long, default_value_t = 30000)]
    cluster_words: usize,
    /// One article in so many is copied in capitals, and another with a capital on each word.
    #[arg(long, default_value_t = 6)]
    copies: u64,
}

/// One article in so many is held back.
const HELD_OUT_STRIDE: usize = 8;
/// Articles that stand together are held back together.
const HELD_OUT_BLOCK: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = TrainArguments::parse();
    let started = Instant::now();
    let words =
        gazetteer::build_gazetteer(&arguments.data.join("gazetteer"), &arguments.lists, arguments.cluster_words)?;
    let word_gazetteer =
        WordGazetteer::new(words.entries_by_key.iter().copied().collect(), words.coarse_clusters.clone());
    let (mut training_set, mut tokenized) = (TrainingSet::default(), TokenizedText::default());
    let mut held: Vec<AnnotatedText> = Vec::new();
    let mut random = XorShiftRandom(0x5eed_0000_0001);
    let rates = TrainingOptions {
        step_size: arguments.alpha,
        l1: arguments.l1,
        l2: arguments.l2,
        epochs: arguments.epochs,
        dropout_rates: [arguments.unmet, arguments.unlisted, arguments.unclustered],
        averaged_epochs: arguments.averaged,
        min_feature_count: arguments.least,
        seed: arguments.seed,
    };
    let make = |training_set: TrainingSet| -> Result<EntityTagger, reading_room::Error> {
        let weights = ftrl::train_crf(training_set, &rates);
        EntityTagger::open(model_writer::write_model(&weights, &words, arguments.step, arguments.most))
    };
    let templates = arguments.lists.with_file_name("templates.txt");
    for article in template::generate_articles(
        &templates,
        &arguments.data.join("gazetteer"),
        &arguments.lists,
        arguments.fillings,
    )? {
        training_set.add_article(&article, arguments.template_weight, &mut tokenized, &word_gazetteer);
    }
    for (corpus, about) in TRAINING_CORPORA.iter().enumerate() {
        if arguments.skip.iter().any(|name| name == about.file_name) {
            continue;
        }
        let articles = training_data::load_corpus(corpus, &arguments.data.join("ner"))?;
        let first = if about.is_doubted && !arguments.score { Some(make(training_set.clone())?) } else { None };
        let mut doubter = first.as_ref().map(EntityTagger::new_session);
        let whole = arguments.hold.iter().any(|name| name == about.file_name);
        let block = if articles.len() > 2000 { HELD_OUT_BLOCK } else { 1 };
        for (at, mut article) in articles.into_iter().enumerate() {
            if whole || (at / block) % HELD_OUT_STRIDE == HELD_OUT_STRIDE - 1 {
                held.push(article.clone());
                if whole || !arguments.everything {
                    continue;
                }
            }
            if arguments.score {
                continue;
            }
            if let Some(doubter) = &mut doubter {
                let Some(doubted) = article.filter_by_agreement(doubter) else { continue };
                article = doubted;
            }
            training_set.add_article(&article, about.sentence_weight, &mut tokenized, &word_gazetteer);
            let dice = random.next_number() >> 33;
            if dice.is_multiple_of(arguments.copies) {
                training_set.add_article(
                    &article.with_changed_case(|word| word.to_uppercase()),
                    about.sentence_weight,
                    &mut tokenized,
                    &word_gazetteer,
                );
            } else if dice % arguments.copies == 1 {
                training_set.add_article(
                    &article.with_changed_case(to_headline_case),
                    about.sentence_weight,
                    &mut tokenized,
                    &word_gazetteer,
                );
            }
        }
    }
    if let Some(file) = arguments.unlabelled.as_ref().filter(|_| !arguments.score) {
        let first = make(training_set.clone())?;
        let mut articles = training_data::load_unlabelled_articles(file)?;
        training_data::label_articles(&mut articles, &first, arguments.min_probability);
        for article in &articles {
            training_set.add_article(article, arguments.unlabelled_weight, &mut tokenized, &word_gazetteer);
        }
    }
    held.extend(training_data::load_golden_articles(&arguments.golden)?);
    eprintln!("{} words to learn from, {:.0} s", training_set.word_offsets(), started.elapsed().as_secs_f32());
    if !arguments.score {
        let weights = ftrl::train_crf(training_set, &rates);
        std::fs::write(&arguments.output, model_writer::write_model(&weights, &words, arguments.step, arguments.most))?;
    }
    let tagger = EntityTagger::open(std::fs::read(&arguments.output)?)?;
    eprintln!("{} rows of weights, {:.0} s", tagger.weight_row_count(), started.elapsed().as_secs_f32());
    evaluation::print_scores(&tagger, &held, EvidenceScope::Article);
    if arguments.pooled {
        evaluation::print_scores(&tagger, &held, EvidenceScope::Source);
    }
    if let Some(source) = &arguments.complain {
        evaluation::print_mistakes(&tagger, &held, source);
    }
    Ok(())
}

/// As in a headline: a capital on each word but the small ones.
fn to_headline_case(word: &str) -> String {
    const SMALL: [&str; 18] = [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "by", "with", "from", "as", "vs",
        "via",
    ];
    if SMALL.contains(&word) {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
