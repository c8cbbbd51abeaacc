//! Building the register from annotations and resolved entities.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::appearance::AppearanceWriter;
use super::names::NameTable;
use super::{CastMember, Office, Record, Register, cast};
use crate::document::{Document, DocumentId};
use crate::entity::resolve::{Entities, Entity};
use crate::entity::{Annotation, EntityId};
use crate::error::{Error, ErrorKind, Result};
use crate::fold::fold;
use crate::order::sort_by_key;
use crate::span::Span;
use crate::store::damaged;

/// What the register keeps of the texts, one entry an article.
#[derive(Default)]
pub struct Casts(Vec<Lines>);

struct Lines {
    /// Sentence number of each mention.
    sentences: Vec<u32>,
    /// Text of each role, spaces evened out.
    roles: Vec<String>,
}

impl Casts {
    pub fn add(&mut self, document: &Document, annotation: &Annotation) {
        let sentence = |start: u32| document.sentences.partition_point(|span| span.end <= start) as u32;
        let words = |span: Span| span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.push(Lines {
            sentences: annotation.mentions.iter().map(|mention| sentence(mention.span.start)).collect(),
            roles: annotation.roles.iter().map(|role| words(role.span)).collect(),
        });
    }
}

/// A section of items of varying length, written one after another, with their offsets.
struct Rows {
    bytes: Vec<u8>,
    offsets: Vec<u32>,
}

impl Rows {
    fn new() -> Self {
        Rows { bytes: Vec::new(), offsets: vec![0] }
    }

    /// Closes an item. Fails with [`ErrorKind::TooLarge`] at 4 GiB in all.
    fn end(&mut self) -> Result<()> {
        let end = u32::try_from(self.bytes.len())
            .map_err(|_| Error::new(ErrorKind::TooLarge, "one room holds at most 4 GiB of what is recognised"))?;
        self.offsets.push(end);
        Ok(())
    }

    fn push(&mut self, item: &impl serde::Serialize) -> Result<()> {
        let packed = postcard::to_allocvec(item).map_err(|_| damaged("what was recognised cannot be packed"))?;
        self.bytes.extend_from_slice(&packed);
        self.end()
    }
}

/// Accumulates the statistics of one entity over the articles.
#[derive(Default)]
struct Tally {
    appearances: AppearanceWriter,
    articles: u32,
    sentences: u32,
    /// Roles by folded text.
    offices: BTreeMap<String, Office>,
}

/// The register of `entities`, given the annotation and the context of every article, in corpus order.
pub fn register(entities: Entities, annotations: &[Annotation], casts: Casts) -> Result<Register> {
    let mut tallies: Vec<Tally> = entities.entities.iter().map(|_| Tally::default()).collect();
    let (mut cast_rows, mut annotation_rows) = (Rows::new(), Rows::new());
    let documents = annotations.iter().zip(&entities.of_mentions).zip(&casts.0);
    debug_assert_eq!((annotations.len(), annotations.len()), (entities.of_mentions.len(), casts.0.len()));
    for (number, ((annotation, of_mentions), lines)) in (0..).map(DocumentId).zip(documents) {
        debug_assert_eq!(annotation.mentions.len(), of_mentions.len());
        debug_assert!(of_mentions.iter().flatten().all(|&entity| (entity as usize) < tallies.len()));
        let mut counts: FxHashMap<u32, (u32, Option<u32>)> = FxHashMap::default();
        let mut order: Vec<u32> = Vec::new();
        let speakers: FxHashSet<u32> = annotation.quotes.iter().filter_map(|quote| quote.speaker).collect();
        for (mention, (&entity, &sentence)) in (0u32..).zip(of_mentions.iter().zip(&lines.sentences)) {
            let speaks = speakers.contains(&mention);
            cast::write(CastMember { entity: entity.map(EntityId), sentence, speaks }, &mut cast_rows.bytes);
            let Some(entity) = entity else { continue };
            let (count, last) = counts.entry(entity).or_insert_with(|| {
                order.push(entity);
                (0, None)
            });
            *count += 1;
            if *last != Some(sentence)
                && let Some(tally) = tallies.get_mut(entity as usize)
            {
                tally.sentences += 1;
            }
            *last = Some(sentence);
        }
        cast_rows.end()?;
        annotation_rows.push(annotation)?;
        for entity in order {
            let Some(&(count, _)) = counts.get(&entity) else { continue };
            if let Some(tally) = tallies.get_mut(entity as usize) {
                tally.appearances.push(number, count);
                tally.articles += 1;
            }
        }
        for (role, text) in annotation.roles.iter().zip(&lines.roles) {
            let entity = of_mentions.get(role.mention as usize).copied().flatten();
            if let Some(tally) = entity.and_then(|entity| tallies.get_mut(entity as usize)) {
                let (span, sentence) = (role.span, role.sentence);
                let first = || Office { text: text.clone(), count: 0, document: number, span, sentence };
                tally.offices.entry(fold(text)).or_insert_with(first).count += 1;
            }
        }
    }
    let (mut records, mut appearances) = (Rows::new(), Rows::new());
    let (mut kinds, mut names) = (Vec::new(), NameTable::default());
    for (number, (entity, tally)) in (0..).map(EntityId).zip(entities.entities.into_iter().zip(tallies)) {
        let Entity { id, kind, name, aliases, mentions, merges } = entity;
        kinds.push(kind as u8);
        for alias in &aliases {
            names.add(number, kind, &alias.text);
        }
        let Tally { appearances: listed, articles, sentences, offices } = tally;
        let mut roles: Vec<Office> = offices.into_values().collect();
        sort_by_key(&mut roles, |office| (Reverse(office.count), office.document, office.span));
        let mentions = mentions.len() as u32;
        records.push(&Record { id, kind, name, aliases, merges, roles, mentions, articles, sentences })?;
        appearances.bytes.extend_from_slice(listed.as_bytes());
        appearances.end()?;
    }
    let (names, name_offsets, named) = names.build();
    Register::assemble(Register {
        kinds: kinds.into(),
        records: records.bytes.into(),
        record_offsets: records.offsets.into_iter().collect(),
        appearances: appearances.bytes.into(),
        appearance_offsets: appearances.offsets.into_iter().collect(),
        annotations: annotation_rows.bytes.into(),
        annotation_offsets: annotation_rows.offsets.into_iter().collect(),
        casts: cast_rows.bytes.into(),
        cast_offsets: cast_rows.offsets.into_iter().collect(),
        names,
        name_offsets,
        named,
    })
}
