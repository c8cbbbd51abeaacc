//! Ranking quality (nDCG, MRR, recall) on test collections with relevance judgments, beside plain BM25; latency.
//!
//!     cargo run --release -p reading-room-tools --bin judge -- FOLDER... [--without] [--latency]
//!
//! A folder holds `corpus.jsonl` or `corpus.jsonl.gz`, `queries.jsonl` and `qrels.tsv`: articles, queries `{"id", "text"}`, and judgments, a
//! line of query id, article id and grade, tabs between. `--without` is an ablation study: the same with one part of the ranking left out
//! at a time.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Instant;

use reading_room::internals::analysis::{stem::stem_word, token::plain_words};
use reading_room::{Language, RankingWeights, Room, RoomBuilder, SearchOptions, Source};
use serde::Deserialize;

/// Cutoff ranks: nDCG@10 and MRR@10, recall@100.
const NDCG_DEPTH: usize = 10;
const RECALL_DEPTH: usize = 100;

#[derive(Deserialize)]
struct JudgedQuery {
    id: String,
    text: String,
}

/// Relevance grades by article id, by query id.
type RelevanceJudgments = HashMap<String, BTreeMap<String, f64>>;

/// A test collection.
struct TestCollection {
    room: Room,
    baseline: PlainBm25,
    queries: Vec<JudgedQuery>,
    judgments: RelevanceJudgments,
}

fn main() {
    let (flags, folders): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let has_flag = |name| flags.iter().any(|flag| flag == name);
    if folders.is_empty() {
        eprintln!("usage: judge FOLDER... [--without] [--latency]");
        std::process::exit(2);
    }
    println!("{:<24} articles queries  nDCG@10   BM25  ratio  MRR@10 recall@100", "");
    let (mut sum, mut plain) = (0.0, 0.0);
    for folder in &folders {
        let mut set = read_collection(Path::new(folder));
        let name = Path::new(folder).file_name().unwrap_or_default().to_string_lossy();
        let quality = set.evaluate_ranking(|set, query| set.find_ids(query, RECALL_DEPTH));
        let baseline = set.evaluate_ranking(|set, query| set.baseline.rank(query)).ndcg;
        let Quality { ndcg, mrr, recall } = quality;
        println!(
            "{name:<24} {:>8} {:>7}  {ndcg:>7.4} {baseline:>6.4} {:>6.3} {mrr:>7.4}    {recall:>7.4}",
            set.room.len(),
            set.queries.len(),
            ndcg / baseline
        );
        sum += ndcg;
        plain += baseline;
        if has_flag("--without") {
            for (what, leave_out) in ABLATIONS {
                let mut weights = RankingWeights::default();
                leave_out(&mut weights);
                set.room = set.room.with_weights(weights);
                let part = set.evaluate_ranking(|set, query| set.find_ids(query, RECALL_DEPTH)).ndcg;
                println!("  without {what:<32} {part:>7.4} ({:+.4})", part - ndcg);
            }
            set.room = set.room.with_weights(RankingWeights::default());
        }
        if has_flag("--latency") {
            set.measure_latency();
        }
    }
    let sets = folders.len() as f64;
    println!("{:<24} {:>16}  {:>7.4} {:>6.4} {:>6.3}", "mean", "", sum / sets, plain / sets, sum / plain);
}

/// An ablation: its name, and how it changes the weights.
type RankingAblation = (&'static str, fn(&mut RankingWeights));

const ABLATIONS: &[RankingAblation] = &[
    ("title", |weights| weights.fields[0] = weights.fields[2]),
    ("headings", |weights| weights.fields[1] = weights.fields[2]),
    ("lengths", |weights| weights.length_normalisation = [0.0; 3]),
    ("proximity", |weights| weights.proximity = 0.0),
    ("order of words", |weights| weights.ordered_proximity = 1.0),
    ("other word forms", |weights| weights.stem = 0.0),
    ("less for other forms", |weights| weights.stem = 1.0),
    ("completion", |weights| weights.prefix = 0.0),
    ("correction", |weights| weights.fuzzy = 0.0),
];

fn read_collection(folder: &Path) -> TestCollection {
    let text = read_text(&folder.join("corpus.jsonl"));
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut builder = RoomBuilder::default();
    let mut baseline = PlainBm25::default();
    for line in lines {
        let source: Source = serde_json::from_str(line).expect("a line of the articles is JSON");
        baseline.add(&source);
        if let Err(error) = builder.add(source) {
            eprintln!("{error}");
        }
    }
    TestCollection {
        room: builder.build().expect("a room can be built"),
        baseline,
        queries: read_queries(&folder.join("queries.jsonl")),
        judgments: read_judgments(&folder.join("qrels.tsv")),
    }
}

/// The text of a file, or else of the same file in gzip.
fn read_text(path: &Path) -> String {
    if let Ok(text) = std::fs::read_to_string(path) {
        return text;
    }
    let mut packed = path.as_os_str().to_owned();
    packed.push(".gz");
    let bytes = std::fs::read(path).or_else(|_| std::fs::read(&packed));
    let bytes = bytes.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(bytes.as_slice()), &mut text)
        .expect("gzip of text");
    text
}

fn read_queries(path: &Path) -> Vec<JudgedQuery> {
    read_text(path).lines().map(|line| serde_json::from_str(line).expect("a line of the queries is JSON")).collect()
}

fn read_judgments(path: &Path) -> RelevanceJudgments {
    let mut judgments = RelevanceJudgments::new();
    for line in read_text(path).lines() {
        if let [query, article, grade] = line.split('\t').collect::<Vec<_>>().as_slice() {
            let grade = grade.parse().expect("a grade is a number");
            judgments.entry((*query).to_owned()).or_default().insert((*article).to_owned(), grade);
        }
    }
    judgments
}

/// Means over the judged queries.
#[derive(Default)]
struct Quality {
    ndcg: f64,
    mrr: f64,
    recall: f64,
}

impl TestCollection {
    fn evaluate_ranking(&self, find: impl Fn(&Self, &str) -> Vec<String>) -> Quality {
        let (mut sum, mut judged) = (Quality::default(), 0.0);
        for asked in &self.queries {
            let Some(grades) = self.judgments.get(&asked.id) else { continue };
            let found: Vec<f64> =
                find(self, &asked.text).iter().map(|id| grades.get(id).copied().unwrap_or_default()).collect();
            let mut ideal: Vec<f64> = grades.values().copied().collect();
            ideal.sort_by(|a, b| b.total_cmp(a));
            sum.ndcg += discounted_cumulative_gain(&found) / discounted_cumulative_gain(&ideal);
            sum.mrr +=
                found.iter().take(NDCG_DEPTH).position(|&grade| grade > 0.0).map_or(0.0, |at| 1.0 / (at + 1) as f64);
            let relevant = ideal.iter().filter(|&&grade| grade > 0.0).count().max(1);
            sum.recall += found.iter().filter(|&&grade| grade > 0.0).count() as f64 / relevant as f64;
            judged += 1.0;
        }
        Quality { ndcg: sum.ndcg / judged, mrr: sum.mrr / judged, recall: sum.recall / judged }
    }

    fn find_ids(&self, query: &str, limit: usize) -> Vec<String> {
        let options = SearchOptions { limit, ..SearchOptions::default() };
        let answer = self.room.search(query, &options).expect("a room answers");
        answer.hits.into_iter().map(|hit| hit.article.id).collect()
    }

    /// Prints latency percentiles in milliseconds: of whole queries, and of every prefix as it is typed.
    fn measure_latency(&self) {
        let (mut whole, mut typing) = (Vec::new(), Vec::new());
        for asked in self.queries.iter().take(300) {
            let time = |query: &str, times: &mut Vec<f64>| {
                let began = Instant::now();
                self.find_ids(query, NDCG_DEPTH);
                times.push(began.elapsed().as_secs_f64() * 1e3);
            };
            time(&asked.text, &mut whole);
            let ends = asked.text.char_indices().map(|(at, c)| at + c.len_utf8());
            ends.filter_map(|end| asked.text.get(..end)).for_each(|beginning| time(beginning, &mut typing));
        }
        for (what, times) in [("whole", &mut whole), ("typing", &mut typing)] {
            times.sort_by(f64::total_cmp);
            let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
            println!("  {what:<8} ms: p50 {:.2}  p95 {:.2}  p99 {:.2}", at(0.5), at(0.95), at(0.99));
        }
    }
}

/// Discounted cumulative gain (DCG) of the first ranks (Järvelin, Kekäläinen 2002).
fn discounted_cumulative_gain(grades: &[f64]) -> f64 {
    grades.iter().take(NDCG_DEPTH).zip(2..).map(|(grade, rank)| grade / f64::from(rank).log2()).sum()
}

/// The baseline: BM25 as the textbooks have it, over title and text in one field, with English stems and every word.
#[derive(Default)]
struct PlainBm25 {
    ids: Vec<String>,
    lengths: Vec<f64>,
    /// Documents and term frequencies, by stem.
    postings: HashMap<String, Vec<(usize, f64)>>,
}

/// `k1` and `b`, as Lucene has them.
const BASELINE_SATURATION: f64 = 1.2;
const BASELINE_LENGTHS: f64 = 0.75;

impl PlainBm25 {
    fn add(&mut self, source: &Source) {
        let mut counts = HashMap::<String, f64>::new();
        let text = format!("{}\n{}", source.title.as_deref().unwrap_or_default(), source.text);
        stems_of(&text).for_each(|stem| *counts.entry(stem).or_default() += 1.0);
        self.lengths.push(counts.values().sum());
        for (stem, count) in counts {
            self.postings.entry(stem).or_default().push((self.ids.len(), count));
        }
        self.ids.push(source.id.clone().unwrap_or_default());
    }

    fn rank(&self, query: &str) -> Vec<String> {
        let documents = self.ids.len() as f64;
        let mean = self.lengths.iter().sum::<f64>() / documents;
        let mut scores = vec![0.0; self.ids.len()];
        for postings in stems_of(query).filter_map(|stem| self.postings.get(&stem)) {
            let frequency = postings.len() as f64;
            let idf = (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln();
            for &(document, count) in postings {
                let length = 1.0 - BASELINE_LENGTHS + BASELINE_LENGTHS * self.lengths[document] / mean;
                scores[document] += idf * count / (count + BASELINE_SATURATION * length);
            }
        }
        let mut found: Vec<usize> = (0..scores.len()).filter(|&document| scores[document] > 0.0).collect();
        found.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        found.into_iter().take(RECALL_DEPTH).map(|document| self.ids[document].clone()).collect()
    }
}

fn stems_of(text: &str) -> impl Iterator<Item = String> {
    let english = Language::parse("en").expect("a language");
    plain_words(text).into_iter().map(move |word| stem_word(&word, english).unwrap_or(word))
}
