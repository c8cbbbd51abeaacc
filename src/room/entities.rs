//! Entities: lists of them, one of them whole, who stands beside whom.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::facts::mark;
use super::spread::bars;
use super::{FactFilters, Room, present};
use crate::document::{Date, DocumentId};
use crate::entity::register::Record;
use crate::entity::{EntityId, Kind, Register, log_likelihood};
use crate::error::{Error, ErrorKind, Result};
use crate::order::{First, sort_by_key};
use crate::search::passage;
use crate::span::Span;
use crate::token::words_of;
use crate::view::{
    AliasView, AssociateView, Counted, EntitiesView, EntityRef, EntityRow, EntityView, Evidence, Facet, FacetCount,
    KindCount, MergeView, PageOf, Recognition, RoleView,
};

/// Other spellings in a row of a list.
const OTHER_SPELLINGS: usize = 4;
/// Who stands beside an entity, this many.
const ASSOCIATES: usize = 24;
/// Sentences that show two entities together.
const EVIDENCE: usize = 3;

/// Which entities are wanted, and what part of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntitiesOptions {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// With these words in their names; the last may be the beginning of one. Empty for all.
    pub query: String,
    /// How many to pass over.
    pub offset: usize,
    /// How many, at most.
    pub limit: usize,
}

/// Places where two entities stand together: a number of sentences, and the first of them.
type Together = (u32, Vec<(DocumentId, u32)>);

impl Room {
    /// Entities, the most mentioned first.
    pub fn entities(&self, options: &EntitiesOptions) -> Result<EntitiesView> {
        let all = self.register.as_ref().map(|register| {
            let words = words_of(&options.query);
            if words.is_empty() { register.entities().collect() } else { register.with_words(&words, true) }
        });
        let all: Vec<EntityId> = all.unwrap_or_default();
        let kind = |entity: &EntityId| self.register.as_ref().and_then(|register| register.kind(*entity));
        let of_kind: Vec<EntityId> =
            all.iter().copied().filter(|entity| options.kind.is_none() || kind(entity) == options.kind).collect();
        let count = |kind_wanted: Kind| all.iter().filter(|entity| kind(entity) == Some(kind_wanted)).count();
        Ok(EntitiesView {
            recognition: self.recognition_of_all(),
            total: of_kind.len(),
            offset: options.offset,
            kinds: Kind::ALL.map(|kind| KindCount { kind, count: count(kind) }).to_vec(),
            entities: self.rows(of_kind.into_iter().skip(options.offset).take(options.limit))?,
        })
    }

    /// How far the whole corpus was read: wholly if any article was.
    fn recognition_of_all(&self) -> Recognition {
        let mut of_articles = (0..self.shelf.len()).map(|number| self.recognition(DocumentId(number)));
        match self.register {
            None => Recognition::None,
            Some(_) if of_articles.any(|recognition| recognition == Recognition::Full) => Recognition::Full,
            Some(_) => Recognition::Limited,
        }
    }

    /// One entity with one page of the sentences that name it; fails with [`ErrorKind::NotFound`].
    pub fn entity(&self, id: &str, offset: usize, limit: usize) -> Result<EntityView> {
        let entity = self.entity_number(id)?;
        let Some(register) = &self.register else { return Err(no_register()) };
        let record = register.record(entity)?;
        let days: Vec<Date> = register.appearances(entity).filter_map(|(number, _)| self.index.date(number)).collect();
        let quotes = FactFilters { entity: Some(record.id.clone()), limit, ..FactFilters::default() };
        let merges = record.merges.iter().map(|merge| {
            let article = merge.document.map(|number| self.shelf.get(number)).transpose()?;
            Ok(MergeView {
                a: merge.a.clone(),
                b: merge.b.clone(),
                because: merge.because,
                confidence: merge.confidence,
                article: article.as_ref().map(present::reference),
            })
        });
        let roles = record.roles.iter().map(|role| {
            let document = self.shelf.get(role.document)?;
            let sentence = passage(&document.text, role.sentence, &[mark(role.span)]);
            let evidence = Evidence { article: present::reference(&document), sentence };
            Ok(RoleView { text: role.text.clone(), count: role.count, evidence })
        });
        let places = self.places_of(register, entity);
        let sentences = places.iter().skip(offset).take(limit);
        let sentences = sentences.map(|&place| self.evidence(register, place, &[entity]));
        Ok(EntityView {
            first_date: days.iter().min().copied().map(Date::iso),
            last_date: days.iter().max().copied().map(Date::iso),
            bars: bars([&days]).into_iter().map(|(name, [count])| Counted { name, count }).collect(),
            aliases: record
                .aliases
                .iter()
                .map(|alias| AliasView { text: alias.text.clone(), count: alias.count })
                .collect(),
            merges: merges.collect::<Result<_>>()?,
            roles: roles.collect::<Result<_>>()?,
            last: places.last().map(|&place| self.evidence(register, place, &[entity])).transpose()?,
            sentences: PageOf { total: places.len(), offset, items: sentences.collect::<Result<_>>()? },
            quotes: self.quotes(&quotes)?.page,
            associates: self.associates(register, entity, &record)?,
            row: to_row(record),
        })
    }

    /// The sentences that name an entity, in order of time, undated articles last.
    fn places_of(&self, register: &Register, entity: EntityId) -> Vec<(DocumentId, u32)> {
        let mut documents: Vec<DocumentId> = register.appearances(entity).map(|(number, _)| number).collect();
        sort_by_key(&mut documents, |&number| (self.index.date(number).is_none(), self.index.date(number), number));
        let mut places: Vec<(DocumentId, u32)> = Vec::new();
        for number in documents {
            for member in register.cast(number).filter(|member| member.entity == Some(entity)) {
                if places.last() != Some(&(number, member.sentence)) {
                    places.push((number, member.sentence));
                }
            }
        }
        places
    }

    /// A sentence with the mentions of some entities in it marked.
    pub(super) fn evidence(
        &self,
        register: &Register,
        place: (DocumentId, u32),
        entities: &[EntityId],
    ) -> Result<Evidence> {
        let (number, sentence) = place;
        let (document, scene) = (self.shelf.get(number)?, register.scene(number)?);
        let whole = Span { start: 0, end: document.text.len() as u32 };
        let span = document.sentences.get(sentence as usize).copied().unwrap_or(whole);
        let named =
            scene.mentions.iter().filter(|(mention, entity)| span.contains(*mention) && entities.contains(entity));
        let marks: Vec<_> = named.map(|(mention, _)| mark(*mention)).collect();
        Ok(Evidence { article: present::reference(&document), sentence: passage(&document.text, span, &marks) })
    }

    /// Who and what stands in the same sentences as `entity`.
    pub(super) fn associates(
        &self,
        register: &Register,
        entity: EntityId,
        record: &Record,
    ) -> Result<Vec<AssociateView>> {
        let mut together: FxHashMap<EntityId, Together> = FxHashMap::default();
        for (number, _) in register.appearances(entity) {
            for (sentence, entities) in register.cast(number).by_sentence() {
                if !entities.contains(&entity) {
                    continue;
                }
                for other in entities.into_iter().filter(|&other| other != entity) {
                    let (count, first) = together.entry(other).or_default();
                    *count += 1;
                    if first.len() < EVIDENCE {
                        first.push((number, sentence));
                    }
                }
            }
        }
        let all = self.telling_sentences(register);
        let mut first = First::new(ASSOCIATES, by_strength);
        for (other, (sentences, evidence)) in together {
            let score = log_likelihood(sentences, record.sentences, register.record(other)?.sentences, all);
            first.push((other, sentences, score, evidence));
        }
        let views = first.into_items().into_iter().map(|(other, sentences, score, evidence)| {
            let evidence = evidence.into_iter().map(|place| self.evidence(register, place, &[entity, other]));
            Ok(AssociateView { row: self.row_of(other)?, sentences, score, evidence: evidence.collect::<Result<_>>()? })
        });
        views.collect()
    }

    /// How many sentences of the corpus name anything.
    pub(super) fn telling_sentences(&self, register: &Register) -> u32 {
        *self.telling_sentences.get_or_init(|| {
            let documents = (0..register.documents()).map(DocumentId);
            documents.map(|number| register.cast(number).by_sentence().len() as u32).sum()
        })
    }

    /// Entities of each kind in `documents`, those in most of them first.
    pub(super) fn facets(&self, documents: &[DocumentId], limit: usize) -> Result<Vec<Facet>> {
        let Some(register) = self.register.as_ref().filter(|_| limit > 0) else { return Ok(Vec::new()) };
        let mut counts = vec![0u32; register.len() as usize];
        for &number in documents {
            for entity in register.cast(number).entities() {
                if let Some(count) = counts.get_mut(entity.0 as usize) {
                    *count += 1;
                }
            }
        }
        let mut facets = Vec::new();
        for kind in Kind::ALL {
            let mut first = First::new(limit, |a: &(u32, EntityId), b: &(u32, EntityId)| {
                (Reverse(a.0), a.1).cmp(&(Reverse(b.0), b.1))
            });
            let mut total = 0;
            for (entity, &count) in register.entities().zip(&counts) {
                if count > 0 && register.kind(entity) == Some(kind) {
                    total += 1;
                    first.push((count, entity));
                }
            }
            let entities = first
                .into_items()
                .into_iter()
                .map(|(count, entity)| Ok(FacetCount { entity: self.reference(entity)?, count }));
            facets.push(Facet { kind, total, entities: entities.collect::<Result<_>>()? });
        }
        facets.retain(|facet| facet.total > 0);
        Ok(facets)
    }

    /// Rows of some entities.
    pub(super) fn rows(&self, entities: impl Iterator<Item = EntityId>) -> Result<Vec<EntityRow>> {
        entities.map(|entity| self.row_of(entity)).collect()
    }

    pub(super) fn row_of(&self, entity: EntityId) -> Result<EntityRow> {
        let register = self.register.as_ref().ok_or_else(no_register)?;
        register.record(entity).map(to_row)
    }

    pub(super) fn reference(&self, entity: EntityId) -> Result<EntityRef> {
        self.row_of(entity).map(|row| row.entity)
    }
}

pub(super) fn no_register() -> Error {
    Error::new(ErrorKind::NotFound, "the articles were not read for entities")
}

/// The strongest first; of equals those in more sentences, then by number.
fn by_strength<E>(a: &(EntityId, u32, f64, E), b: &(EntityId, u32, f64, E)) -> std::cmp::Ordering {
    b.2.total_cmp(&a.2).then(b.1.cmp(&a.1)).then(a.0.cmp(&b.0))
}

pub(super) fn to_row(record: Record) -> EntityRow {
    let others = record.aliases.into_iter().map(|alias| alias.text).filter(|text| *text != record.name);
    EntityRow {
        others: others.take(OTHER_SPELLINGS).collect(),
        entity: EntityRef { id: record.id, kind: record.kind, name: record.name },
        mentions: record.mentions,
        articles: record.articles,
        role: record.roles.into_iter().next().map(|role| role.text),
    }
}
