//! `extract`: recognition in a stream of articles, one JSON line in, one out. Each article is recognised by itself.

use std::io::{self, BufRead, BufReader, BufWriter, Write};

use clap::Args;
use reading_room::internals::document::formats::json;
use reading_room::internals::entity::resolve::EntityResolution;
use reading_room::internals::entity::{ArticleRecogniser, EntityKind};
use reading_room::{Document, Error, ErrorKind, Result};
use serde::Serialize;

use crate::facts::{AnnotatedArticle, ReportedAmount, ReportedDate, ReportedQuote};
use crate::files;
use crate::model;

/// In texts shorter than this, in bytes, nothing is taken for boilerplate: there is hardly a page around them.
const SHORT_TEXT_BYTES: usize = 600;

/// Options of `extract`.
#[derive(Debug, Args)]
pub struct ExtractCommand {}

impl ExtractCommand {
    /// Reads JSON Lines from standard input to its end, one article at a time. Returns an error for each line without
    /// an article.
    pub fn run(&self) -> Result<Vec<Error>> {
        let mut recogniser = ArticleRecogniser::new(&model::open_tagger()?);
        let mut out = BufWriter::new(io::stdout().lock());
        let mut input = BufReader::new(io::stdin().lock());
        let (mut refusals, mut line, mut number) = (Vec::new(), Vec::new(), 0);
        loop {
            line.clear();
            let read = input.read_until(b'\n', &mut line);
            if read.map_err(|error| Error::new(ErrorKind::Io, "standard input could not be read").caused_by(error))?
                == 0
            {
                break;
            }
            number += 1;
            let article = recognise_line(&line, number, &mut recogniser)
                .map_err(|error| error.at_location("stdin", Some(number)));
            let mut written = match &article {
                Ok(article) => write_line(&mut out, article.as_ref()),
                // The line keeps its place, so that lines out can be laid beside lines in.
                Err(_) => write_line(&mut out, None),
            };
            refusals.extend(article.err());
            // The program at the other end of the pipe may wait for each line.
            if input.buffer().is_empty() {
                written = written.and_then(|()| out.flush());
            }
            if written.is_err() {
                return files::finish_output(written, refusals);
            }
        }
        files::finish_output(out.flush(), refusals)
    }
}

/// Parses and recognises the article of one line; `None` for an empty line.
fn recognise_line(
    line: &[u8],
    number: usize,
    recogniser: &mut ArticleRecogniser,
) -> Result<Option<(AnnotatedArticle, EntityResolution)>> {
    let Some(reading) = json::read_json_lines(line, "stdin").pop() else { return Ok(None) };
    let mut reading = reading?;
    reading.source.id.get_or_insert_with(|| format!("stdin/{number}"));
    let mut document = Document::parse(reading.source)?;
    if document.text.len() < SHORT_TEXT_BYTES || document.sentences.is_empty() {
        document = document.with_boilerplate_as_text();
    }
    let (annotation, entities) = recogniser.recognise(&document);
    Ok(Some((AnnotatedArticle { document, source_map: reading.source_map, annotation }, entities)))
}

#[derive(Serialize, Default)]
struct ExtractedLine<'a> {
    id: Option<&'a str>,
    mentions: Vec<ReportedMention<'a>>,
    quotes: Vec<ReportedQuote<'a>>,
    amounts: Vec<ReportedAmount<'a>>,
    dates: Vec<ReportedDate<'a>>,
}

#[derive(Serialize)]
struct ReportedMention<'a> {
    start: u32,
    end: u32,
    kind: EntityKind,
    text: &'a str,
    entity: Option<&'a str>,
}

fn write_line(out: &mut impl Write, article: Option<&(AnnotatedArticle, EntityResolution)>) -> io::Result<()> {
    let entity = |mention: usize| {
        let (_, entities) = article?;
        let number = *entities.of_mentions.first()?.get(mention)?;
        entities.entities.get(number? as usize).map(|entity| entity.id.as_str())
    };
    let line = article.map_or_else(ExtractedLine::default, |(article, _)| {
        let mentions = article.annotation.mentions.iter().enumerate().map(|(at, mention)| {
            let words = article.source_excerpt(mention.span);
            ReportedMention {
                start: words.start,
                end: words.end,
                kind: mention.kind,
                text: words.text,
                entity: entity(at),
            }
        });
        ExtractedLine {
            id: Some(&article.document.id),
            mentions: mentions.collect(),
            quotes: article.reported_quotes(None, &entity).collect(),
            amounts: article.reported_amounts(None, &entity).collect(),
            dates: article.reported_dates(None).collect(),
        }
    });
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}
