//! `entities`: the entities of a collection, resolved across articles, with quotations, amounts and dates.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use reading_room::internals::entity::resolve::{EntityAlias, EntityCorrections, EntityResolution, ResolvedEntity};
use reading_room::internals::entity::{CollectionRecogniser, EntityKind, FactConfidence};
use reading_room::internals::repetition::{RecurringParagraphPlaces, Repetition};
use reading_room::{Document, DocumentId, Error, Result};
use serde::Serialize;

use crate::facts::{AnnotatedArticle, ReportedAmount, ReportedDate, ReportedQuote};
use crate::progress::ProgressReport;
use crate::{files, model};

/// Steps of recognition between two updates of the progress bar.
const STEPS_AT_ONCE: u32 = 256;

/// Options of `entities`.
#[derive(Debug, Args)]
pub struct EntitiesCommand {
    /// Files and folders with articles; `-` reads JSON Lines from standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only this kind
    #[arg(long, value_parser = kind_parser())]
    kind: Option<EntityKind>,
    /// Print one JSON document; places in it are bytes of the source
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print a table with a row an entity
    #[arg(long)]
    csv: bool,
}

/// Lists the kinds in the help and parses them.
fn kind_parser() -> impl TypedValueParser<Value = EntityKind> {
    let named =
        |name: String| EntityKind::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or("there is no such kind");
    PossibleValuesParser::new(EntityKind::ALL.map(EntityKind::as_str)).try_map(named)
}

impl EntitiesCommand {
    /// Recognises all articles and prints the result. Returns an error for each article that could not be parsed.
    pub fn run(&self) -> Result<Vec<Error>> {
        let corpus = files::read_sources(&self.paths);
        let mut refusals = corpus.errors;
        let tagger = model::open_tagger()?;
        let (mut documents, mut maps) = (Vec::new(), Vec::new());
        let progress = ProgressReport::new("articles parsed");
        let total = corpus.sources.len();
        for (done, reading) in (1..).zip(corpus.sources) {
            match Document::parse(reading.source) {
                Ok(document) => {
                    documents.push(document);
                    maps.push(reading.source_map);
                }
                Err(error) => refusals.push(error),
            }
            progress.show_progress(done, total);
        }
        drop(progress);
        let progress = ProgressReport::new("articles read for names");
        let mut recogniser = CollectionRecogniser::new(&tagger);
        let steps = 2 * documents.len();
        let mut left = steps;
        while left > 0 {
            left = recogniser.run_steps_on_all_cores(documents.as_slice(), STEPS_AT_ONCE)? as usize;
            progress.show_progress(steps - left, steps);
        }
        drop(progress);
        let repetition = recogniser.repetition();
        let (annotations, entities) = recogniser.finish(documents.as_slice(), &EntityCorrections::default())?;
        let annotated = documents.into_iter().zip(maps).zip(annotations);
        let articles = annotated
            .map(|((document, map), annotation)| AnnotatedArticle { document, source_map: map, annotation })
            .collect();
        let found = EntityListing { articles, entities, repetition };
        let mut out = BufWriter::new(io::stdout().lock());
        let kind = self.kind;
        let written = match (self.json, self.csv) {
            (true, _) => found.write_json(kind, &mut out),
            (_, true) => found.write_csv(kind, &mut out),
            _ => found.write_list(kind, &mut out),
        };
        files::finish_output(written.and_then(|()| out.flush()), refusals)
    }
}

/// The annotated articles and the entities of all.
struct EntityListing {
    articles: Vec<AnnotatedArticle>,
    entities: EntityResolution,
    repetition: Repetition,
}

#[derive(Serialize)]
struct CollectionReport<'a> {
    entities: Vec<ReportedEntity<'a>>,
    quotes: Vec<ReportedQuote<'a>>,
    amounts: Vec<ReportedAmount<'a>>,
    dates: Vec<ReportedDate<'a>>,
    /// Ids of the articles that are versions of one story.
    stories: Vec<Vec<&'a str>>,
    /// Paragraphs that recur across stories, which no fact is read from.
    recurring: Vec<RecurringParagraph<'a>>,
}

/// A paragraph as its first article has it, and the number of articles that have it.
#[derive(Serialize)]
struct RecurringParagraph<'a> {
    text: &'a str,
    articles: u32,
}

#[derive(Serialize)]
struct ReportedEntity<'a> {
    id: &'a str,
    kind: EntityKind,
    name: &'a str,
    aliases: &'a [EntityAlias],
    roles: Vec<ReportedRole<'a>>,
    mentions: Vec<ReportedPlace<'a>>,
    merges: Vec<ReportedMerge<'a>>,
    possibly: Vec<ReportedIdentity<'a>>,
}

#[derive(Serialize)]
struct ReportedPlace<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

/// A role with its place.
#[derive(Serialize)]
struct ReportedRole<'a> {
    #[serde(flatten)]
    place: ReportedPlace<'a>,
    confidence: FactConfidence,
}

/// A merge of two aliases with its reason.
#[derive(Serialize)]
struct ReportedMerge<'a> {
    a: &'a str,
    b: &'a str,
    because: &'a str,
    confidence: f64,
}

/// Another entity that may be the same one, with its reason.
#[derive(Serialize)]
struct ReportedIdentity<'a> {
    id: &'a str,
    name: &'a str,
    because: &'a str,
    confidence: f64,
}

impl EntityListing {
    /// Number of the entity that a mention was resolved to.
    fn entity_number(&self, article: usize, mention: usize) -> Option<u32> {
        *self.entities.of_mentions.get(article)?.get(mention)?
    }

    fn entities_of_kind(&self, kind: Option<EntityKind>) -> impl Iterator<Item = (u32, &ResolvedEntity)> {
        let numbered = (0..).zip(&self.entities.entities);
        numbered.filter(move |(_, entity)| kind.is_none_or(|kind| kind == entity.kind))
    }

    fn report_place<'a>(&'a self, article: &'a AnnotatedArticle, span: reading_room::Span) -> ReportedPlace<'a> {
        let words = article.source_excerpt(span);
        ReportedPlace { document: &article.document.id, start: words.start, end: words.end, text: words.text }
    }

    fn report_entity<'a>(&'a self, number: u32, entity: &'a ResolvedEntity) -> ReportedEntity<'a> {
        let mentions = entity.mentions.iter().filter_map(|place| {
            let article = self.articles.get(place.document.0 as usize)?;
            Some(self.report_place(article, place.span))
        });
        let roles = self.articles.iter().enumerate().flat_map(|(at, article)| {
            let held = article.annotation.roles.iter();
            let own = held.filter(move |role| self.entity_number(at, role.mention as usize) == Some(number));
            own.map(|role| ReportedRole { place: self.report_place(article, role.span), confidence: role.confidence })
        });
        let merges = entity.merges.iter().map(|merge| ReportedMerge {
            a: &merge.a,
            b: &merge.b,
            because: merge.reason.as_sentence(),
            confidence: f64::from(merge.confidence),
        });
        let possibly = self.entities.possible.iter().filter_map(|pair| {
            let other = match number {
                number if number == pair.a => pair.b,
                number if number == pair.b => pair.a,
                _ => return None,
            };
            let other = self.entities.entities.get(other as usize)?;
            let (because, confidence) = (pair.reason.as_sentence(), f64::from(pair.confidence));
            Some(ReportedIdentity { id: &other.id, name: &other.name, because, confidence })
        });
        ReportedEntity {
            id: &entity.id,
            kind: entity.kind,
            name: &entity.name,
            aliases: &entity.aliases,
            roles: roles.collect(),
            mentions: mentions.collect(),
            merges: merges.collect(),
            possibly: possibly.collect(),
        }
    }

    fn document(&self, number: DocumentId) -> Option<&Document> {
        self.articles.get(number.0 as usize).map(|article| &article.document)
    }

    fn report_stories(&self) -> Vec<Vec<&str>> {
        let id = |&number: &DocumentId| self.document(number).map(|document| document.id.as_str());
        self.repetition.stories.groups().map(|versions| versions.iter().filter_map(id).collect()).collect()
    }

    fn report_recurring(&self) -> Vec<RecurringParagraph<'_>> {
        let report = |paragraph: &RecurringParagraphPlaces<'_>| {
            let first = paragraph.places.first()?;
            let document = self.document(first.document)?;
            let block = document.blocks.get(usize::from(first.block))?;
            Some(RecurringParagraph { text: block.span.slice_of(&document.text), articles: paragraph.article_count })
        };
        self.repetition.recurring.paragraphs().filter_map(|paragraph| report(&paragraph)).collect()
    }

    fn write_json(&self, kind: Option<EntityKind>, out: &mut impl Write) -> io::Result<()> {
        let ids: Vec<_> = (0..self.articles.len())
            .map(|article| {
                move |mention| {
                    let number = self.entity_number(article, mention)?;
                    self.entities.entities.get(number as usize).map(|entity| entity.id.as_str())
                }
            })
            .collect();
        let mut report = CollectionReport {
            entities: self.entities_of_kind(kind).map(|(number, entity)| self.report_entity(number, entity)).collect(),
            quotes: Vec::new(),
            amounts: Vec::new(),
            dates: Vec::new(),
            stories: self.report_stories(),
            recurring: self.report_recurring(),
        };
        for (article, id) in self.articles.iter().zip(&ids) {
            let name = Some(article.document.id.as_str());
            report.quotes.extend(article.reported_quotes(name, id));
            report.amounts.extend(article.reported_amounts(name, id));
            report.dates.extend(article.reported_dates(name));
        }
        serde_json::to_writer(&mut *out, &report)?;
        writeln!(out)
    }

    fn write_csv(&self, kind: Option<EntityKind>, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "id,kind,name,aliases,mentions,articles")?;
        for (_, entity) in self.entities_of_kind(kind) {
            let aliases: Vec<&str> = entity.aliases.iter().map(|alias| alias.text.as_str()).collect();
            let cells = [
                entity.id.clone(),
                entity.kind.as_str().to_owned(),
                entity.name.clone(),
                aliases.join("; "),
                entity.mentions.len().to_string(),
                count_articles(entity).to_string(),
            ];
            writeln!(out, "{}", cells.map(|cell| csv_cell(&cell)).join(","))?;
        }
        Ok(())
    }

    fn write_list(&self, kind: Option<EntityKind>, out: &mut impl Write) -> io::Result<()> {
        for (number, entity) in self.entities_of_kind(kind) {
            let (mentions, articles) = (entity.mentions.len(), count_articles(entity));
            writeln!(out, "{} ({}) · {mentions} in {articles}", entity.name, entity.kind.as_str())?;
            let others: Vec<&str> =
                entity.aliases.iter().map(|alias| alias.text.as_str()).filter(|&text| text != entity.name).collect();
            if !others.is_empty() {
                writeln!(out, "    also: {}", others.join(", "))?;
            }
            let mut roles: Vec<String> =
                self.report_entity(number, entity).roles.iter().map(|role| role.place.text.to_owned()).collect();
            roles.sort();
            roles.dedup();
            if !roles.is_empty() {
                writeln!(out, "    roles: {}", roles.join("; "))?;
            }
        }
        Ok(())
    }
}

fn count_articles(entity: &ResolvedEntity) -> usize {
    let mut documents: Vec<_> = entity.mentions.iter().map(|place| place.document).collect();
    documents.dedup();
    documents.len()
}

/// A quoted cell of CSV. An apostrophe in front keeps a spreadsheet from taking it for a formula.
fn csv_cell(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
