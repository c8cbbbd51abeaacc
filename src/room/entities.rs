//! Entities: lists, the view of one, co-occurrence, facets.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::distribution::date_histogram;
use super::facts::evidence_mark;
use super::{FactFilters, Room, present};
use crate::analysis::token::plain_words;
use crate::document::{CalendarDate, DocumentId};
use crate::entity::register::EntityRecord;
use crate::entity::{EntityId, EntityKind, Register, log_likelihood};
use crate::error::{Error, ErrorKind, Result};
use crate::order::{TopKCollector, sort_by_key};
use crate::search::excerpt_segments;
use crate::span::Span;
use crate::storage::container::damaged_error;
use crate::view::{
    AliasView, AssociateView, Counted, EntitiesView, EntityRef, EntityRow, EntityView, Evidence, Facet, FacetCount,
    KindCount, MergeView, PageOf, PossibleIdentityView, Recognition, RoleView,
};

/// Most aliases in a row of a list.
const MAX_OTHER_SPELLINGS: usize = 4;
/// Most associates of an entity.
const MAX_ASSOCIATES: usize = 24;
/// Most sentences of evidence for a co-occurrence.
const MAX_EVIDENCE: usize = 3;

/// Filters and paging for [`Room::entities`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntitiesOptions {
    /// Of this kind.
    pub kind: Option<EntityKind>,
    /// With these words in their names; the last may be a prefix. Empty for all.
    pub query: String,
    /// Number of entities to skip.
    pub offset: usize,
    /// Most entities to return; 0 by default: totals alone.
    pub limit: usize,
}

/// Sentences that mention two entities: their number, and the first of them.
type SharedSentences = (u32, Vec<(DocumentId, u32)>);

impl Room {
    /// A page of entities, most mentions first. Empty before recognition.
    pub fn entities(&self, options: &EntitiesOptions) -> Result<EntitiesView> {
        let all = self.register.as_ref().map(|register| {
            let words = plain_words(&options.query);
            if words.is_empty() { register.entity_ids().collect() } else { register.find_by_words(&words, true) }
        });
        let all: Vec<EntityId> = all.unwrap_or_default();
        let kind = |entity: &EntityId| self.register.as_ref().and_then(|register| register.entity_kind(*entity));
        let of_kind: Vec<EntityId> =
            all.iter().copied().filter(|entity| options.kind.is_none() || kind(entity) == options.kind).collect();
        let count = |kind_wanted: EntityKind| all.iter().filter(|entity| kind(entity) == Some(kind_wanted)).count();
        Ok(EntitiesView {
            recognition: self.recognition_of_all(),
            total: of_kind.len(),
            offset: options.offset,
            kinds: EntityKind::ALL.map(|kind| KindCount { kind, count: count(kind) }).to_vec(),
            entities: self.entity_rows(of_kind.into_iter().skip(options.offset).take(options.limit))?,
        })
    }

    /// The extent of recognition in the corpus: full if it is for any article.
    fn recognition_of_all(&self) -> Recognition {
        let mut of_articles = (0..self.doc_store.len()).map(|number| self.recognition_of(DocumentId(number)));
        match self.register {
            None => Recognition::None,
            Some(_) if of_articles.any(|recognition| recognition == Recognition::Full) => Recognition::Full,
            Some(_) => Recognition::Limited,
        }
    }

    /// One entity with a page of the sentences that mention it; `offset` and `limit` count sentences. Fails with
    /// [`ErrorKind::NotFound`] for an unknown id and before recognition.
    pub fn entity(&self, id: &str, offset: usize, limit: usize) -> Result<EntityView> {
        let entity = self.find_entity(id)?;
        let Some(register) = &self.register else { return Err(not_recognised_error()) };
        let record = register.entity_record(entity)?;
        let days: Vec<CalendarDate> =
            register.entity_postings(entity).filter_map(|(number, _)| self.index.publication_date(number)).collect();
        let quotes = FactFilters { entity: Some(record.id.clone()), limit, ..FactFilters::default() };
        let merges = record.merges.iter().map(|merge| {
            let article = merge.document.map(|number| self.doc_store.load_document(number)).transpose()?;
            Ok(MergeView {
                a: merge.a.clone(),
                b: merge.b.clone(),
                because: merge.reason,
                confidence: merge.confidence,
                article: article.as_ref().map(present::article_ref),
            })
        });
        let possibly = record.possibly_same.iter().map(|other| {
            let EntityRecord { id, kind, name, .. } = register.entity_record(other.entity)?;
            let entity = EntityRef { id, kind, name };
            Ok(PossibleIdentityView { entity, because: other.reason, confidence: other.confidence })
        });
        let roles = record.roles.iter().map(|role| {
            let document = self.doc_store.load_document(role.document)?;
            let sentence = excerpt_segments(&document.text, role.sentence, &[evidence_mark(role.span)]);
            let evidence = Evidence { article: present::article_ref(&document), sentence };
            Ok(RoleView {
                text: role.text.clone(),
                confidence: role.confidence,
                count: role.count,
                first: role.first.map(CalendarDate::to_iso),
                last: role.last.map(CalendarDate::to_iso),
                evidence,
            })
        });
        let places = self.sentences_naming(register, entity);
        let sentences = places.iter().skip(offset).take(limit);
        let sentences = sentences.map(|&place| self.sentence_evidence(register, place, &[entity]));
        Ok(EntityView {
            first_date: days.iter().min().copied().map(CalendarDate::to_iso),
            last_date: days.iter().max().copied().map(CalendarDate::to_iso),
            bars: date_histogram([&days]).into_iter().map(|(name, [count])| Counted { name, count }).collect(),
            aliases: record
                .aliases
                .iter()
                .map(|alias| AliasView { text: alias.text.clone(), count: alias.count })
                .collect(),
            merges: merges.collect::<Result<_>>()?,
            possibly: possibly.collect::<Result<_>>()?,
            roles: roles.collect::<Result<_>>()?,
            last: places.last().map(|&place| self.sentence_evidence(register, place, &[entity])).transpose()?,
            sentences: PageOf { total: places.len(), offset, items: sentences.collect::<Result<_>>()? },
            quotes: self.quotes(&quotes)?.page,
            associates: self.cooccurring_entities(register, entity, &record)?,
            row: entity_row_of(record),
        })
    }

    /// The sentences that mention an entity, by date of publication, undated articles last.
    fn sentences_naming(&self, register: &Register, entity: EntityId) -> Vec<(DocumentId, u32)> {
        let mut documents: Vec<DocumentId> = register.entity_postings(entity).map(|(number, _)| number).collect();
        sort_by_key(&mut documents, |&number| {
            (self.index.publication_date(number).is_none(), self.index.publication_date(number), number)
        });
        let mut places: Vec<(DocumentId, u32)> = Vec::new();
        for number in documents {
            for member in register.mention_list(number).filter(|member| member.entity == Some(entity)) {
                if places.last() != Some(&(number, member.sentence)) {
                    places.push((number, member.sentence));
                }
            }
        }
        places
    }

    /// A sentence with the mentions of `entities` highlighted. Fails with [`ErrorKind::Damaged`].
    pub(super) fn sentence_evidence(
        &self,
        register: &Register,
        place: (DocumentId, u32),
        entities: &[EntityId],
    ) -> Result<Evidence> {
        let (number, sentence) = place;
        let (document, resolved) = (self.doc_store.load_document(number)?, register.resolved_annotation(number)?);
        if sentence as usize > document.sentences.len() {
            return Err(damaged_error("an article is said to have a sentence that it does not have"));
        }
        let whole = Span { start: 0, end: document.text.len() as u32 };
        let span = document.sentences.get(sentence as usize).copied().unwrap_or(whole);
        let named = resolved
            .entity_spans
            .iter()
            .filter(|(mention, entity)| span.contains(*mention) && entities.contains(entity));
        let marks: Vec<_> = named.map(|(mention, _)| evidence_mark(*mention)).collect();
        Ok(Evidence {
            article: present::article_ref(&document),
            sentence: excerpt_segments(&document.text, span, &marks),
        })
    }

    /// Associates: the entities that co-occur with `entity` in sentences, by log-likelihood ratio (Dunning 1993).
    pub(super) fn cooccurring_entities(
        &self,
        register: &Register,
        entity: EntityId,
        record: &EntityRecord,
    ) -> Result<Vec<AssociateView>> {
        let mut together: FxHashMap<EntityId, SharedSentences> = FxHashMap::default();
        for (number, _) in register.entity_postings(entity) {
            for (sentence, entities) in register.mention_list(number).entities_by_sentence() {
                if !entities.contains(&entity) {
                    continue;
                }
                for other in entities.into_iter().filter(|&other| other != entity) {
                    let (count, first) = together.entry(other).or_default();
                    *count += 1;
                    if first.len() < MAX_EVIDENCE {
                        first.push((number, sentence));
                    }
                }
            }
        }
        let all = self.naming_sentence_count(register);
        let mut first = TopKCollector::new(MAX_ASSOCIATES, compare_association);
        for (other, (sentences, evidence)) in together {
            let score = log_likelihood(sentences, record.sentences, register.entity_record(other)?.sentences, all);
            first.push((other, sentences, score, evidence));
        }
        let views = first.into_sorted().into_iter().map(|(other, sentences, score, evidence)| {
            let evidence = evidence.into_iter().map(|place| self.sentence_evidence(register, place, &[entity, other]));
            Ok(AssociateView {
                row: self.entity_row(other)?,
                sentences,
                score,
                evidence: evidence.collect::<Result<_>>()?,
            })
        });
        views.collect()
    }

    /// Number of sentences in the corpus that mention any entity.
    pub(super) fn naming_sentence_count(&self, register: &Register) -> u32 {
        *self.naming_sentence_count.get_or_init(|| {
            let documents = (0..register.document_count()).map(DocumentId);
            documents.map(|number| register.mention_list(number).entities_by_sentence().len() as u32).sum()
        })
    }

    /// Facets: the `limit` entities of each kind that most of `documents` mention. Empty before recognition.
    pub(super) fn entity_facets(&self, documents: &[DocumentId], limit: usize) -> Result<Vec<Facet>> {
        let Some(register) = self.register.as_ref().filter(|_| limit > 0) else { return Ok(Vec::new()) };
        let mut counts = vec![0u32; register.len() as usize];
        for &number in documents {
            for entity in register.mention_list(number).distinct_entities() {
                if let Some(count) = counts.get_mut(entity.0 as usize) {
                    *count += 1;
                }
            }
        }
        let mut facets = Vec::new();
        for kind in EntityKind::ALL {
            let mut first = TopKCollector::new(limit, |a: &(u32, EntityId), b: &(u32, EntityId)| {
                (Reverse(a.0), a.1).cmp(&(Reverse(b.0), b.1))
            });
            let mut total = 0;
            for (entity, &count) in register.entity_ids().zip(&counts) {
                if count > 0 && register.entity_kind(entity) == Some(kind) {
                    total += 1;
                    first.push((count, entity));
                }
            }
            let entities = first
                .into_sorted()
                .into_iter()
                .map(|(count, entity)| Ok(FacetCount { entity: self.entity_ref(entity)?, count }));
            facets.push(Facet { kind, total, entities: entities.collect::<Result<_>>()? });
        }
        facets.retain(|facet| facet.total > 0);
        Ok(facets)
    }

    /// The rows of `entities`.
    pub(super) fn entity_rows(&self, entities: impl Iterator<Item = EntityId>) -> Result<Vec<EntityRow>> {
        entities.map(|entity| self.entity_row(entity)).collect()
    }

    pub(super) fn entity_row(&self, entity: EntityId) -> Result<EntityRow> {
        let register = self.register.as_ref().ok_or_else(not_recognised_error)?;
        register.entity_record(entity).map(entity_row_of)
    }

    pub(super) fn entity_ref(&self, entity: EntityId) -> Result<EntityRef> {
        self.entity_row(entity).map(|row| row.entity)
    }
}

pub(super) fn not_recognised_error() -> Error {
    Error::new(ErrorKind::NotFound, "the articles were not read for entities")
}

/// Orders by association score, then by number of sentences, both falling, then by id.
fn compare_association<E>(a: &(EntityId, u32, f64, E), b: &(EntityId, u32, f64, E)) -> std::cmp::Ordering {
    b.2.total_cmp(&a.2).then(b.1.cmp(&a.1)).then(a.0.cmp(&b.0))
}

pub(super) fn entity_row_of(record: EntityRecord) -> EntityRow {
    let others = record.aliases.into_iter().map(|alias| alias.text).filter(|text| *text != record.name);
    EntityRow {
        others: others.take(MAX_OTHER_SPELLINGS).collect(),
        entity: EntityRef { id: record.id, kind: record.kind, name: record.name },
        mentions: record.mentions,
        articles: record.articles,
        role: record.roles.into_iter().next().map(|role| role.text),
    }
}
