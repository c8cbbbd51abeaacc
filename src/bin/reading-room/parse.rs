//! `parse`: the structure of articles, to read or as JSON.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use reading_room::internals::document::formats::SourceMap;
use reading_room::{BlockRole, Document, Error, Language, Result, Span};
use serde::Serialize;

use crate::files;
use crate::progress::ProgressReport;

/// Options of `parse`.
#[derive(Debug, Args)]
pub struct ParseCommand {
    /// Files and folders with articles; `-` reads JSON Lines from standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print one JSON document; places in it are bytes of the file as it stands
    #[arg(long)]
    json: bool,
}

impl ParseCommand {
    /// Prints every article that can be read; returns the errors of the others.
    pub fn run(&self) -> Result<Vec<Error>> {
        let corpus = files::read_sources(&self.paths);
        let mut refusals = corpus.errors;
        let mut out = ParseOutput { out: BufWriter::new(std::io::stdout().lock()), json: self.json, written: 0 };
        let progress = ProgressReport::new("articles parsed");
        let total = corpus.sources.len();
        let mut written = Ok(());
        for (done, reading) in (1..).zip(corpus.sources) {
            match Document::parse(reading.source) {
                Ok(document) if written.is_ok() => written = out.write_document(&document, &reading.source_map),
                Ok(_) => {}
                Err(error) => refusals.push(error),
            }
            progress.show_progress(done, total);
        }
        files::finish_output(written.and_then(|()| out.end_output()), refusals)
    }
}

/// Prints articles one by one: a collection may be larger than what should be held twice.
struct ParseOutput<W: Write> {
    out: W,
    json: bool,
    written: usize,
}

impl<W: Write> ParseOutput<W> {
    fn write_document(&mut self, document: &Document, map: &SourceMap) -> std::io::Result<()> {
        if self.json {
            self.out.write_all(if self.written == 0 { b"{\"documents\":[\n" } else { b",\n" })?;
            serde_json::to_writer(&mut self.out, &ParsedDocument::from_document(document, map))?;
        } else {
            write_outline(&mut self.out, document)?;
        }
        self.written += 1;
        Ok(())
    }

    fn end_output(mut self) -> std::io::Result<()> {
        if self.json {
            self.out.write_all(if self.written == 0 { b"{\"documents\":[]}\n" } else { b"\n]}\n" })?;
        }
        self.out.flush()
    }
}

/// Prints an article for people: metadata, then each block with its role, sentences on lines of their own.
fn write_outline(out: &mut impl Write, document: &Document) -> std::io::Result<()> {
    let date = document.date.map_or_else(|| "no date".to_owned(), |line| line.date.to_string());
    let language = document.language.map_or_else(|| "language unknown".to_owned(), |language| language.to_string());
    writeln!(out, "{}  ({})", document.id, document.source)?;
    writeln!(out, "  {date} · {language} · {} sentences", document.sentences.len())?;
    if let Some(title) = document.title.as_ref().filter(|title| title.span.is_none()) {
        writeln!(out, "{:>13}  {}", "(title)", title.text)?;
    }
    let mut sentences = document.sentences.iter().peekable();
    for block in &document.blocks {
        let mut label = block.role.as_str();
        let inside = std::iter::from_fn(|| sentences.next_if(|sentence| block.span.contains(**sentence)));
        let lines: Vec<Span> = match block.role {
            BlockRole::Boilerplate => vec![block.span],
            _ => inside.copied().collect(),
        };
        for line in lines {
            let words: Vec<&str> = line.slice_of(&document.text).split_whitespace().collect();
            writeln!(out, "{label:>13}  {}", words.join(" "))?;
            label = "";
        }
    }
    writeln!(out)
}

/// An article as JSON.
#[derive(Serialize)]
struct ParsedDocument<'a> {
    id: &'a str,
    source: &'a str,
    url: Option<&'a str>,
    title: Option<ParsedTitle<'a>>,
    language: Option<Language>,
    date: Option<ParsedDate>,
    blocks: Vec<ParsedBlock>,
    sentences: Vec<Span>,
}

#[derive(Serialize)]
struct ParsedTitle<'a> {
    text: &'a str,
    start: Option<u32>,
    end: Option<u32>,
}

#[derive(Serialize)]
struct ParsedDate {
    iso: String,
    start: Option<u32>,
    end: Option<u32>,
}

#[derive(Serialize)]
struct ParsedBlock {
    role: BlockRole,
    start: u32,
    end: u32,
}

impl<'a> ParsedDocument<'a> {
    /// Maps all spans to bytes of the file that the article came from.
    fn from_document(document: &'a Document, map: &SourceMap) -> Self {
        let place = |span: Option<Span>| span.map(|span| map.to_source(span));
        ParsedDocument {
            id: &document.id,
            source: &document.source,
            url: document.url.as_deref(),
            title: document.title.as_ref().map(|title| {
                let span = place(title.span);
                ParsedTitle { text: &title.text, start: span.map(|span| span.start), end: span.map(|span| span.end) }
            }),
            language: document.language,
            date: document.date.map(|line| {
                let span = place(line.span);
                ParsedDate {
                    iso: line.date.to_iso(),
                    start: span.map(|span| span.start),
                    end: span.map(|span| span.end),
                }
            }),
            blocks: document
                .blocks
                .iter()
                .map(|block| {
                    let span = map.to_source(block.span);
                    ParsedBlock { role: block.role, start: span.start, end: span.end }
                })
                .collect(),
            sentences: document.sentences.iter().map(|sentence| map.to_source(*sentence)).collect(),
        }
    }
}
