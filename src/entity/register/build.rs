//! Building the register from annotations and resolved entities.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Register;
use super::mention_list::{ResolvedMention, write_mention};
use super::names::EntityNameTable;
use super::postings::EntityPostingsWriter;
use super::record::{AttestedRole, EntityRecord, PossibleIdentity};
use super::role_list::RoleTally;
use crate::document::{CalendarDate, Document, DocumentId};
use crate::entity::resolve::{EntityResolution, PossibleMerge, ResolvedEntity};
use crate::entity::{ArticleAnnotation, EntityId};
use crate::error::{Error, ErrorKind, Result};
use crate::repetition::Repetition;
use crate::span::Span;
use crate::storage::container::damaged_error;

/// Entities that may be the same are listed up to so many.
const MAX_POSSIBLE: usize = 8;

/// What the register keeps of the texts, one entry an article.
#[derive(Default)]
pub struct ArticleContexts(Vec<ArticleContext>);

struct ArticleContext {
    /// Sentence number of each mention.
    mention_sentences: Vec<u32>,
    /// Text of each role, spaces evened out.
    role_texts: Vec<String>,
    /// Day of publication.
    day: Option<CalendarDate>,
}

impl ArticleContexts {
    /// Adds the next article: its text and its annotation.
    pub fn add(&mut self, document: &Document, annotation: &ArticleAnnotation) {
        let sentence = |start: u32| document.sentences.partition_point(|span| span.end <= start) as u32;
        let words = |span: Span| span.slice_of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.push(ArticleContext {
            mention_sentences: annotation.mentions.iter().map(|mention| sentence(mention.span.start)).collect(),
            role_texts: annotation.roles.iter().map(|role| words(role.span)).collect(),
            day: document.date.map(|line| line.date),
        });
    }
}

/// A section of items of varying length, written one after another, with their offsets.
struct ItemSection {
    bytes: Vec<u8>,
    offsets: Vec<u32>,
}

impl ItemSection {
    fn new() -> Self {
        ItemSection { bytes: Vec::new(), offsets: vec![0] }
    }

    /// Closes an item. Fails with [`ErrorKind::TooLarge`] at 4 GiB in all.
    fn end_item(&mut self) -> Result<()> {
        let end = u32::try_from(self.bytes.len())
            .map_err(|_| Error::new(ErrorKind::TooLarge, "one room holds at most 4 GiB of what is recognised"))?;
        self.offsets.push(end);
        Ok(())
    }

    fn push_packed(&mut self, item: &impl serde::Serialize) -> Result<()> {
        self.bytes.extend_from_slice(&pack(item)?);
        self.end_item()
    }
}

fn pack(item: &impl serde::Serialize) -> Result<Vec<u8>> {
    postcard::to_allocvec(item).map_err(|_| damaged_error("what was recognised cannot be packed"))
}

/// Accumulates the statistics of one entity over the articles.
#[derive(Default)]
struct EntityCounts {
    postings: EntityPostingsWriter,
    articles: u32,
    sentences: u32,
    roles: RoleTally,
}

impl Register {
    /// The register of `resolution`, which clusters the mentions of `annotations`, one an article in corpus order, with
    /// what `contexts` keeps of the articles' texts, and `repetition` of what they have in common.
    ///
    /// Fails with [`ErrorKind::TooLarge`] where a section reaches 4 GiB.
    pub fn build(
        resolution: EntityResolution,
        annotations: &[ArticleAnnotation],
        contexts: &ArticleContexts,
        repetition: Repetition,
    ) -> Result<Register> {
        let mut entity_counts: Vec<EntityCounts> =
            resolution.entities.iter().map(|_| EntityCounts::default()).collect();
        let (mut mention_rows, mut annotation_rows) = (ItemSection::new(), ItemSection::new());
        let documents = annotations.iter().zip(&resolution.of_mentions).zip(&contexts.0);
        debug_assert_eq!((annotations.len(), annotations.len()), (resolution.of_mentions.len(), contexts.0.len()));
        for (number, ((annotation, of_mentions), context)) in (0..).map(DocumentId).zip(documents) {
            debug_assert_eq!(annotation.mentions.len(), of_mentions.len());
            debug_assert!(of_mentions.iter().flatten().all(|&entity| (entity as usize) < entity_counts.len()));
            let mut counts: FxHashMap<u32, (u32, Option<u32>)> = FxHashMap::default();
            let mut order: Vec<u32> = Vec::new();
            let speakers: FxHashSet<u32> = annotation.quotes.iter().filter_map(|quote| quote.speaker).collect();
            for (mention, (&entity, &sentence)) in (0u32..).zip(of_mentions.iter().zip(&context.mention_sentences)) {
                let speaks = speakers.contains(&mention);
                write_mention(
                    ResolvedMention { entity: entity.map(EntityId), sentence, is_speaker: speaks },
                    &mut mention_rows.bytes,
                );
                let Some(entity) = entity else { continue };
                let (count, last) = counts.entry(entity).or_insert_with(|| {
                    order.push(entity);
                    (0, None)
                });
                *count += 1;
                if *last != Some(sentence)
                    && let Some(totals) = entity_counts.get_mut(entity as usize)
                {
                    totals.sentences += 1;
                }
                *last = Some(sentence);
            }
            mention_rows.end_item()?;
            annotation_rows.push_packed(annotation)?;
            for entity in order {
                let Some(&(count, _)) = counts.get(&entity) else { continue };
                if let Some(totals) = entity_counts.get_mut(entity as usize) {
                    totals.postings.push(number, count);
                    totals.articles += 1;
                }
            }
            for (role, text) in annotation.roles.iter().zip(&context.role_texts) {
                let entity = of_mentions.get(role.mention as usize).copied().flatten();
                if let Some(totals) = entity.and_then(|entity| entity_counts.get_mut(entity as usize)) {
                    let (span, sentence, confidence) = (role.span, role.sentence, role.confidence);
                    let (text, day) = (text.clone(), context.day);
                    let (count, first, last) = (1, day, day);
                    totals.roles.add(AttestedRole {
                        text,
                        confidence,
                        count,
                        first,
                        last,
                        document: number,
                        span,
                        sentence,
                    });
                }
            }
        }
        let (mut records, mut postings) = (ItemSection::new(), ItemSection::new());
        let mut possibly_same: Vec<Vec<PossibleIdentity>> = vec![Vec::new(); resolution.entities.len()];
        for &PossibleMerge { a, b, reason, confidence } in &resolution.possible {
            for (own, other) in [(a, b), (b, a)] {
                if let Some(list) = possibly_same.get_mut(own as usize).filter(|list| list.len() < MAX_POSSIBLE) {
                    list.push(PossibleIdentity { entity: EntityId(other), reason, confidence });
                }
            }
        }
        let mut possibly_same = possibly_same.into_iter();
        let (mut kinds, mut names) = (Vec::new(), EntityNameTable::default());
        for (number, (entity, totals)) in (0..).map(EntityId).zip(resolution.entities.into_iter().zip(entity_counts)) {
            let ResolvedEntity { id, kind, name, aliases, mentions, merges } = entity;
            kinds.push(kind as u8);
            for alias in &aliases {
                names.add_alias(number, kind, &alias.text);
            }
            if !aliases.iter().any(|alias| alias.text == name) {
                names.add_alias(number, kind, &name);
            }
            let EntityCounts { postings: posting_list, articles, sentences, roles: attested } = totals;
            let roles = attested.into_roles();
            let mentions = mentions.len() as u32;
            records.push_packed(&EntityRecord {
                id,
                kind,
                name,
                aliases,
                merges,
                possibly_same: possibly_same.next().unwrap_or_default(),
                roles,
                mentions,
                articles,
                sentences,
            })?;
            postings.bytes.extend_from_slice(posting_list.as_bytes());
            postings.end_item()?;
        }
        Register::check_columns(Register {
            kinds: kinds.into(),
            records: records.bytes.into(),
            record_offsets: records.offsets.into_iter().collect(),
            entity_postings: postings.bytes.into(),
            posting_offsets: postings.offsets.into_iter().collect(),
            annotations: annotation_rows.bytes.into(),
            annotation_offsets: annotation_rows.offsets.into_iter().collect(),
            mention_lists: mention_rows.bytes.into(),
            mention_list_offsets: mention_rows.offsets.into_iter().collect(),
            names: names.build(),
            packed_repetition: pack(&repetition)?.into(),
            repetition,
        })
    }
}
