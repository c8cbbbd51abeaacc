//! Ranking quality (nDCG, MRR, recall) and latency on a test collection with relevance judgments.
//!
//!     cargo run --release -p reading-room-tools --bin judge -- ARTICLES.jsonl QUERIES.jsonl JUDGMENTS.tsv [--without]
//!
//! A query is `{"id", "text"}`, a judgment a line of query id, article id and grade, tabs between. `--without` is an ablation study: the
//! same with one part of the ranking left out at a time.

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use reading_room::{RankingWeights, Room, RoomBuilder, SearchOptions, Source};
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

fn main() {
    let (flags, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let [articles, queries, judgments] = paths.as_slice() else {
        eprintln!("usage: judge ARTICLES.jsonl QUERIES.jsonl JUDGMENTS.tsv [--without]");
        std::process::exit(2);
    };
    let began = Instant::now();
    let mut room = build_room(articles);
    println!("{} articles in {:.2} s", room.len(), began.elapsed().as_secs_f64());
    let (queries, judgments) = (read_queries(queries), read_judgments(judgments));
    let whole = evaluate_ranking(&room, &queries, &judgments);
    println!("{:<28} nDCG@10 {:.4}  MRR@10 {:.4}  recall@100 {:.4}", "as it is", whole.0, whole.1, whole.2);
    if flags.iter().any(|flag| flag == "--without") {
        for (what, leave_out) in ABLATIONS {
            let mut weights = RankingWeights::default();
            leave_out(&mut weights);
            room = room.with_weights(weights);
            let part = evaluate_ranking(&room, &queries, &judgments);
            println!("without {what:<20} nDCG@10 {:.4}  ({:+.4})", part.0, part.0 - whole.0);
        }
    }
    measure_latency(&room.with_weights(RankingWeights::default()), &queries);
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

fn build_room(path: &str) -> Room {
    let mut builder = RoomBuilder::default();
    for line in read_text(path).lines().filter(|line| !line.trim().is_empty()) {
        let source: Source = serde_json::from_str(line).expect("a line of the articles is JSON");
        if let Err(error) = builder.add(source) {
            eprintln!("{error}");
        }
    }
    builder.build().expect("a room can be built")
}

fn read_text(path: &str) -> String {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    if !path.ends_with(".gz") {
        return String::from_utf8(bytes).expect("text is UTF-8");
    }
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(bytes.as_slice()), &mut text)
        .expect("gzip of text");
    text
}

fn read_queries(path: &str) -> Vec<JudgedQuery> {
    read_text(path).lines().map(|line| serde_json::from_str(line).expect("a line of the queries is JSON")).collect()
}

fn read_judgments(path: &str) -> RelevanceJudgments {
    let mut judgments = RelevanceJudgments::new();
    for line in read_text(path).lines() {
        if let [query, article, grade] = line.split('\t').collect::<Vec<_>>().as_slice() {
            let grade = grade.parse().expect("a grade is a number");
            judgments.entry((*query).to_owned()).or_default().insert((*article).to_owned(), grade);
        }
    }
    judgments
}

/// nDCG@10, MRR@10 and recall@100, means over the judged queries.
fn evaluate_ranking(room: &Room, queries: &[JudgedQuery], judgments: &RelevanceJudgments) -> (f64, f64, f64) {
    let (mut gain, mut first, mut recall, mut judged) = (0.0, 0.0, 0.0, 0.0);
    for asked in queries {
        let Some(grades) = judgments.get(&asked.id) else { continue };
        let ids = find_ids(room, &asked.text, RECALL_DEPTH);
        let grade = |id: &String| grades.get(id).copied().unwrap_or_default();
        let found: Vec<f64> = ids.iter().map(grade).collect();
        let mut ideal: Vec<f64> = grades.values().copied().collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        gain += discounted_cumulative_gain(&found) / discounted_cumulative_gain(&ideal);
        first += found.iter().take(NDCG_DEPTH).position(|&grade| grade > 0.0).map_or(0.0, |at| 1.0 / (at + 1) as f64);
        let relevant = ideal.iter().filter(|&&grade| grade > 0.0).count().max(1);
        recall += found.iter().filter(|&&grade| grade > 0.0).count() as f64 / relevant as f64;
        judged += 1.0;
    }
    (gain / judged, first / judged, recall / judged)
}

/// Discounted cumulative gain (DCG) of the first ranks (Järvelin, Kekäläinen 2002).
fn discounted_cumulative_gain(grades: &[f64]) -> f64 {
    grades.iter().take(NDCG_DEPTH).zip(2..).map(|(grade, rank)| grade / f64::from(rank).log2()).sum()
}

fn find_ids(room: &Room, query: &str, limit: usize) -> Vec<String> {
    let options = SearchOptions { limit, ..SearchOptions::default() };
    let answer = room.search(query, &options).expect("a room answers");
    answer.hits.into_iter().map(|hit| hit.article.id).collect()
}

/// Prints latency percentiles in milliseconds: of whole queries, and of every prefix as it is typed.
fn measure_latency(room: &Room, queries: &[JudgedQuery]) {
    let (mut whole, mut typing) = (Vec::new(), Vec::new());
    for asked in queries.iter().take(300) {
        let time = |query: &str, times: &mut Vec<f64>| {
            let began = Instant::now();
            find_ids(room, query, NDCG_DEPTH);
            times.push(began.elapsed().as_secs_f64() * 1e3);
        };
        time(&asked.text, &mut whole);
        let ends = asked.text.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.filter_map(|end| asked.text.get(..end)).for_each(|beginning| time(beginning, &mut typing));
    }
    for (what, times) in [("whole", &mut whole), ("typing", &mut typing)] {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
        println!("{what:<8} ms: p50 {:.2}  p95 {:.2}  p99 {:.2}", at(0.5), at(0.95), at(0.99));
    }
}
