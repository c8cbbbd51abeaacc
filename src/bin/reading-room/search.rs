//! `search`: the articles that answer a query, to read or as JSON.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use reading_room::internals::PlacedHit;
use reading_room::internals::analysis::segmenter::segment_by_dictionary;
use reading_room::internals::document::formats::SourceMap;
use reading_room::view::{Explanation, MatchKind, Matched, QueryPartView, Segment};
use reading_room::{EntityCorrections, Error, Result, RoomBuilder, SearchOptions, Span};
use serde::Serialize;

use crate::files;
use crate::model::open_tagger;
use crate::progress::ProgressReport;

/// Options of `search`.
#[derive(Debug, Args)]
pub struct SearchCommand {
    /// Files and folders with articles; `-` reads JSON Lines from standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What to look for: words, "phrases", AND, OR, NOT, (…), wom?n, harb*, name~, /regex/, "a b"~5, a NEAR/5 b, title:word,
    /// date:2024-02..2024-05, person:name, amount:>1m
    #[arg(long, allow_hyphen_values = true)]
    query: String,
    /// Show this many articles at most
    #[arg(long, default_value_t = 10, value_name = "COUNT")]
    limit: usize,
    /// Say of each article why it stands where it does
    #[arg(long)]
    explain: bool,
    /// Print one JSON document; places in it are bytes of the file as it stands
    #[arg(long)]
    json: bool,
}

impl SearchCommand {
    /// Prints the hits; returns the errors of articles that could not be read.
    pub fn run(&self) -> Result<Vec<Error>> {
        let corpus = files::read_sources(&self.paths);
        let mut refusals = corpus.errors;
        let progress = ProgressReport::new("articles indexed");
        let total = corpus.sources.len();
        let mut builder = RoomBuilder::default().with_segmenter(segment_by_dictionary);
        let mut maps = Vec::new();
        for (done, reading) in (1..).zip(corpus.sources) {
            match builder.add(reading.source) {
                Ok(_) => maps.push(reading.source_map),
                Err(error) => refusals.push(error),
            }
            progress.show_progress(done, total);
        }
        let mut room = builder.build()?;
        drop(progress);
        // The space says that the last word is complete, not a prefix.
        let query = format!("{} ", self.query);
        if room.asks_for_facts(&query) {
            room.recognise(&open_tagger()?, &EntityCorrections::default())?;
        }
        let options = SearchOptions { limit: self.limit, explain: self.explain, ..SearchOptions::default() };
        let (answer, hits) = room.search_placed(&query, &options)?;
        let found = SearchOutput {
            query: &self.query,
            total: answer.total,
            complete: answer.complete,
            hits: hits.iter().map(|hit| SearchOutputHit::from_hit(hit, maps.get(hit.document.0 as usize))).collect(),
            suggestion: answer.suggested_query(&query).map(|suggestion| suggestion.trim_end().to_owned()),
            reading: if self.explain { room.read_query(&query) } else { Vec::new() },
        };
        let mut out = std::io::stdout().lock();
        let written = if self.json { write_json_answer(&mut out, &found) } else { write_hit_list(&mut out, &found) };
        files::finish_output(written.and_then(|()| out.flush()), refusals)
    }
}

/// The answer as JSON.
#[derive(Serialize)]
struct SearchOutput<'a> {
    query: &'a str,
    total: usize,
    complete: usize,
    hits: Vec<SearchOutputHit<'a>>,
    suggestion: Option<String>,
    /// How the query was read; only where it is explained.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reading: Vec<QueryPartView>,
}

#[derive(Serialize)]
struct SearchOutputHit<'a> {
    document: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    score: f64,
    complete: bool,
    /// The span of the best passage in the file.
    start: Option<u32>,
    end: Option<u32>,
    snippets: &'a [Vec<Segment>],
    matched: &'a [Matched],
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'a Explanation>,
    #[serde(skip)]
    label: &'a str,
    #[serde(skip)]
    source: &'a str,
}

impl<'a> SearchOutputHit<'a> {
    fn from_hit(hit: &'a PlacedHit, map: Option<&SourceMap>) -> Self {
        let article = &hit.view.article;
        let place: Option<Span> = hit.span.zip(map).map(|(span, map)| map.to_source(span));
        SearchOutputHit {
            document: &article.id,
            title: article.title.as_deref(),
            date: article.date.as_deref(),
            score: hit.view.score,
            complete: hit.view.complete,
            start: place.map(|span| span.start),
            end: place.map(|span| span.end),
            snippets: &hit.view.snippets,
            matched: &hit.view.matched,
            explanation: hit.view.explanation.as_ref(),
            label: &article.label,
            source: &article.source,
        }
    }
}

fn write_json_answer(out: &mut impl Write, found: &SearchOutput<'_>) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, found)?;
    writeln!(out)
}

/// Prints the hits for people, matches in brackets.
fn write_hit_list(out: &mut impl Write, found: &SearchOutput<'_>) -> std::io::Result<()> {
    let articles = if found.total == 1 { "article" } else { "articles" };
    writeln!(out, "{} {articles} for {}", found.total, found.query)?;
    if let Some(suggestion) = &found.suggestion {
        writeln!(out, "Did you mean: {suggestion}")?;
    }
    for part in &found.reading {
        writeln!(out, "  read as {}: {}", part.kind.as_str(), part.text)?;
    }
    let whole = found.hits.iter().take_while(|hit| hit.complete).count();
    let is_mixed = found.hits.iter().skip(whole).any(|hit| hit.complete);
    for (rank, hit) in (1..).zip(&found.hits) {
        if whole > 0 && rank == whole + 1 && !is_mixed {
            writeln!(out, "\n— with only some of the words —")?;
        }
        let date = hit.date.map_or_else(String::new, |date| format!("{date} · "));
        writeln!(out, "\n{rank:>3}. {}\n     {date}{}", hit.label, hit.source)?;
        for snippet in hit.snippets {
            let marked = snippet.iter().map(|segment| match segment.hit {
                true => format!("[{}]", segment.text),
                false => segment.text.clone(),
            });
            let words = marked.collect::<String>();
            writeln!(out, "     {}", words.split_whitespace().collect::<Vec<_>>().join(" "))?;
        }
        if let Some(explanation) = hit.explanation {
            write_explanation(out, hit.score, explanation)?;
        }
    }
    Ok(())
}

/// Prints the explanation of a score, a line for each part of the query.
fn write_explanation(out: &mut impl Write, score: f64, explanation: &Explanation) -> std::io::Result<()> {
    writeln!(out, "     {score:.2} points:")?;
    for part in &explanation.parts {
        let how = match part.kind {
            Some(MatchKind::Alias) => "stands there by another name",
            Some(MatchKind::Fuzzy) => "stands there in almost this spelling",
            Some(_) => "stands there",
            None => "does not stand there",
        };
        let articles =
            if part.articles == 1 { "1 article has it".into() } else { format!("{} articles have it", part.articles) };
        writeln!(out, "       {:>5.2}  {} {how}; {articles}", part.points, part.typed)?;
    }
    if explanation.nearness > 0.0 {
        writeln!(out, "       {:>5.2}  the words stand close together", explanation.nearness)?;
    }
    Ok(())
}
