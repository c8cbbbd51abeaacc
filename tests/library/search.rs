//! Known answers: each file under `tests/golden/search` holds articles, queries and the expected answers.
//!
//! A case reads from the top: articles, each after a line `== id | title | day | language` (all but the id may be left
//! out), then queries, each after `>> `, with its answer below it.

use std::fmt::Write as _;

use reading_room::{
    Room, RoomBuilder, SearchOptions, Source,
    view::{MatchKind, SearchView, Segment},
};

use crate::golden;

fn main_part(case: &str) -> (&str, Vec<&str>) {
    let (articles, queries) = case.split_once("\n>> ").expect("a case has a query");
    (articles, queries.split("\n>> ").collect())
}

fn room(articles: &str) -> Room {
    let mut builder = RoomBuilder::default();
    for article in articles.split("== ").filter(|article| !article.trim().is_empty()) {
        let (head, text) = article.split_once('\n').expect("an article has a text below its head");
        let mut head = head.split('|').map(|part| Some(part.trim().to_owned()).filter(|part| !part.is_empty()));
        let mut next = || head.next().flatten();
        let (id, title, date, language) = (next(), next(), next(), next());
        builder.add(Source { id, title, date, language, text: text.trim().to_owned(), ..Source::default() }).unwrap();
    }
    builder.build().unwrap()
}

/// Hits in brackets, with the first letter of the kind for all but exact ones: `[sign~s]`.
fn marked(segments: &[Segment]) -> String {
    let mut out = String::new();
    for segment in segments {
        let kind = match segment.kind {
            None => {
                out.push_str(&segment.text);
                continue;
            }
            Some(MatchKind::Exact) => "",
            Some(MatchKind::Prefix) => "~prefix",
            Some(MatchKind::Stem) => "~stem",
            Some(MatchKind::Alias) => "~alias",
            Some(MatchKind::Fuzzy) => "~fuzzy",
        };
        write!(out, "[{}{kind}]", segment.text).unwrap();
    }
    out
}

fn shown(answer: &SearchView) -> String {
    let mut out = format!("{} found, {} with every word\n", answer.total, answer.complete);
    if let Some(suggestion) = &answer.suggestion {
        writeln!(out, "did you mean: {suggestion}").unwrap();
    }
    for hit in &answer.hits {
        writeln!(out, "{} · {}", hit.article.id, marked(&hit.heading)).unwrap();
        for snippet in &hit.snippets {
            writeln!(out, "    {}", marked(snippet)).unwrap();
        }
    }
    out
}

fn answered(case: &str) -> String {
    let (articles, queries) = main_part(case);
    let room = room(articles);
    let mut out = articles.trim_end().to_owned();
    out.push('\n');
    for query in queries {
        let typed = query.split('\n').next().unwrap_or_default();
        let answer = room.search(typed, &SearchOptions::default()).unwrap();
        write!(out, "\n>> {typed}\n{}", shown(&answer)).unwrap();
    }
    out
}

#[test]
fn golden_answers_hold() {
    golden::check("search", 1, |case| answered(&case.text));
}

#[test]
fn a_long_question_is_read_to_its_end() {
    let room = room("== a\nFog.\n\n== b\nThe last word is harbour.");
    let query = format!("{}harbour ", "unknown ".repeat(100));
    let hits = room.search(&query, &SearchOptions::default()).unwrap().hits;
    assert_eq!(hits.iter().map(|hit| hit.article.id.as_str()).collect::<Vec<_>>(), ["b"]);
}

#[test]
fn two_passages_are_shown_where_there_are_two() {
    let text =
        "The ferry sank.\n\nNobody was hurt, the harbour said.\n\nA new ferry will cost a lot.\n\nThe ferry is missed.";
    let room = room(&format!("== a\n{text}"));
    let snippets = |query: &str| -> Vec<String> {
        let hits = room.search(query, &SearchOptions::default()).unwrap().hits;
        hits[0].snippets.iter().map(|snippet| snippet.iter().map(|segment| segment.text.as_str()).collect()).collect()
    };
    assert_eq!(snippets("hurt"), ["Nobody was hurt, the harbour said."]);
    assert_eq!(snippets("ferry hurt"), ["The ferry sank.", "Nobody was hurt, the harbour said."]);
    assert_eq!(snippets("ferry").len(), 2, "the same word again is worth a second look");
}

#[test]
fn hostile_queries_end_soon() {
    let words: String = (0..20_000).map(|n| format!("w{n}ord{} ", n * 7919 % 1000)).collect();
    let room = room(&format!("== a\n{words}\n\n== b\nfog in the harbour"));
    let many = |text: &str| text.repeat(1_000_000 / text.len());
    for query in [
        many("*a*b*c "),
        many("?*"),
        many("("),
        many("fog OR "),
        many("-(fog "),
        many("\"fog harbour\"~5 "),
        many("fog w/5 "),
        many("w~2 "),
        many("a"),
        "/((w+)+|(.*)*)+x/ ".repeat(100),
        "/(((a{99}){99}){99})/".to_owned(),
    ] {
        let begun = std::time::Instant::now();
        room.search(&query, &SearchOptions::default()).unwrap();
        assert!(begun.elapsed().as_secs() < 20, "{} took {:?}", &query[..20], begun.elapsed());
    }
}
