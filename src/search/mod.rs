//! Evaluation of a query: matching, ranking, the top k.
//!
//! Term-at-a-time evaluation with score accumulators. In a query of up to three clauses complete hits, which match every clause, come
//! first; among them exact matches before accent variants, before aliases of a named entity, before fuzzy matches. Within such a group,
//! and in a longer query, the BM25F score decides, then the day, then corpus order. The first hits by relevance are re-ranked by what
//! needs positions: term proximity, and how early the words stand.

mod amount_match;
mod bm25f;
mod clause;
mod clause_accumulator;
mod compound;
mod corpus;
mod entity_match;
mod expand;
mod explain;
mod highlight;
mod key_sentences;
mod levenshtein;
mod matcher;
mod near;
mod pattern;
mod proximity;
mod score_accumulator;
mod similar;
mod snippet;
mod spelling_correction;
mod stop_words;
mod transliteration;
mod utf8;

use std::cmp::Ordering;

pub use bm25f::RankingWeights;
pub use corpus::SearchCorpus;
pub use expand::top_completions;
pub use explain::{ExplainedClause, explain_hit};
pub use highlight::{MatchedText, highlight_text, highlighted_segments};
pub use matcher::{HighlightMark, QueryMatcher};
pub use score_accumulator::SearchHit;
pub use similar::Similar;
pub use snippet::{best_snippets, excerpt_segments};
pub use spelling_correction::{SpellingCorrection, apply_corrections};

use crate::{
    document::{CalendarDate, DocumentId, Language},
    entity::EntityId,
    error::{Error, Result},
    index::InvertedIndex,
    order::{TopKCollector, sort_by, sort_by_key},
    query::{Query, QueryClause},
    search::{
        clause::QueryExecution, proximity::add_proximity, score_accumulator::ScoreAccumulator,
        stop_words::without_stop_words,
    },
    storage::lazy_parts::{PartialValue, collect_all, combine_both},
};

/// Hits that are re-ranked by term proximity.
const PROXIMITY_HITS: usize = 100;

/// The sort order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SortOrder {
    /// Best first.
    #[default]
    Relevance,
    /// Latest day first, undated articles last.
    Newest,
    /// Earliest day first, undated articles last.
    Oldest,
}

/// Filters on metadata: a hit meets all that are set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchFilters {
    /// Published on this day or later.
    pub after: Option<CalendarDate>,
    /// Published before this day.
    pub before: Option<CalendarDate>,
    /// Written in this language.
    pub language: Option<Language>,
    /// From a site or folder with this substring in its name, in any letter case.
    pub source: Option<String>,
}

impl SearchFilters {
    fn admits_document(&self, document: DocumentId, index: &InvertedIndex, origins: Option<&Vec<bool>>) -> bool {
        let dated = self.after.is_some() || self.before.is_some();
        let in_time = !dated
            || index.publication_date(document).is_some_and(|date| {
                self.after.is_none_or(|after| date >= after) && self.before.is_none_or(|before| date < before)
            });
        in_time
            && (self.language.is_none() || self.language == index.document_language(document))
            && origins.is_none_or(|fits| fits.get(index.origin_column().label_id(document.0) as usize) == Some(&true))
    }
}

/// The result of a search, before views are made of it.
pub struct SearchAnswer {
    /// The top hits in order, as many as were asked for.
    pub hits: Vec<SearchHit>,
    /// Number of all hits.
    pub total: usize,
    /// Number of complete hits, which match every clause.
    pub complete: usize,
    /// Finds the matched terms again in a text, for highlighting.
    pub matcher: QueryMatcher,
    /// Every hit in corpus order, for facets; empty unless asked for.
    pub documents: Vec<DocumentId>,
    /// Entities that the query names, rising.
    pub named_entities: Vec<EntityId>,
    /// The matches of each clause, for explanation; empty unless asked for.
    pub explained_clauses: Vec<ExplainedClause>,
    /// Spelling corrections of words that do not occur in the corpus.
    pub corrections: Vec<SpellingCorrection>,
}

impl SearchAnswer {
    /// "Did you mean": `query` with its corrections applied; `None` without any.
    pub fn suggested_query(&self, query: &str) -> Option<String> {
        apply_corrections(query, &self.corrections)
    }
}

/// A search request: the query, filters, sort order, and how much of the result is computed.
#[derive(Debug, Clone, Copy)]
pub struct SearchRequest<'a> {
    /// The parsed query.
    pub query: &'a Query,
    /// Filters on metadata.
    pub filters: &'a SearchFilters,
    /// The sort order.
    pub sort: SortOrder,
    /// Number of top hits to collect.
    pub first_hits: usize,
    /// Entities that a hit must mention, every one; `None` for an unknown entity, which nothing mentions.
    pub entities: &'a [Option<EntityId>],
    /// Whether to list every hit.
    pub list_all: bool,
    /// Whether to keep the matches of each clause for explanation.
    pub explain: bool,
}

impl<'a> SearchRequest<'a> {
    /// For `query` without filters, by relevance.
    pub fn for_words(query: &'a Query, first_hits: usize) -> Self {
        const NO_FILTERS: &SearchFilters = &SearchFilters { after: None, before: None, language: None, source: None };
        let sort = SortOrder::Relevance;
        SearchRequest { query, filters: NO_FILTERS, sort, first_hits, entities: &[], list_all: false, explain: false }
    }
}

/// Evaluates a request over `corpus`. Fails with [`crate::ErrorKind::MissingParts`] where posting lists are not loaded; where only
/// positions are, the answer is partial: phrases do not match in it, and proximity may be left out.
pub fn execute_request(
    request: SearchRequest<'_>,
    corpus: SearchCorpus<'_>,
    weights: &RankingWeights,
) -> Result<PartialValue<SearchAnswer>> {
    let SearchRequest { query, filters, sort, first_hits, entities, list_all, explain } = request;
    let SearchCorpus { index, register, .. } = corpus;
    let mut execution = QueryExecution::new(corpus, weights, explain);
    let mut scores = ScoreAccumulator::new(index.document_count());
    let languages = index.known_languages();
    // Before recognition, the operand of an entity filter is a clause of words.
    let (entity_filters, word_filters) = if register.is_some() {
        (query.entity_filters.as_slice(), &[][..])
    } else {
        (&[][..], query.entity_filters.as_slice())
    };
    let filter_clauses = |excluded: bool| {
        word_filters.iter().filter(move |filter| filter.excluded == excluded).map(|filter| &filter.clause)
    };
    let wanted = compound::with_compounds(without_stop_words(&query.clauses, &languages), index)?;
    let clauses: Vec<&QueryClause> = wanted.iter().map(AsRef::as_ref).chain(filter_clauses(false)).collect();
    let linked = register
        .map(|register| entity_match::entities_by_clause(&clauses, register, index))
        .transpose()?
        .unwrap_or_default();
    let sought = collect_all(clauses.iter().enumerate().map(|(at, clause)| {
        let found = execution.match_clause(clause, linked.get(at).map(Vec::as_slice).unwrap_or_default())?;
        if clause.required {
            scores.restrict_to(&found);
        }
        if found.is_empty() {
            let words = execution.match_single_words(clause, &languages)?;
            scores.add_missed_clause(&words, weights, index);
            execution.record_explanation(clause, words);
        } else {
            scores.add_clause(&found, true, weights, index);
            execution.record_explanation(clause, vec![found]);
        }
        Ok(())
    }));
    let excluded =
        collect_all(query.excluded.iter().chain(filter_clauses(true)).map(|clause| execution.match_exactly(clause)));
    // Parts that were missing elsewhere will be needed too.
    let (_, excluded) =
        combine_both(sought, excluded).map_err(|error| execution.missing.drain(..).fold(error, Error::and))?;
    excluded.iter().for_each(|found| scores.exclude_matches(found));
    let has_words = !clauses.is_empty();
    for filter in entity_filters {
        execution.apply_entity_filter(&mut scores, filter, has_words)?;
    }
    for filter in &query.amount_filters {
        amount_match::apply_amount_filter(&mut scores, filter, has_words, corpus)?;
    }
    for entity in entities {
        execution.require_entity(&mut scores, *entity, has_words);
    }
    let filters = SearchFilters {
        after: filters.after.max(query.after),
        before: earlier_date(filters.before, query.before),
        language: query.language.or(filters.language),
        source: query.source.clone().or_else(|| filters.source.clone()),
    };
    let origins = filters.source.as_ref().map(|source| {
        let wanted = source.to_lowercase();
        index
            .origin_column()
            .distinct_labels()
            .map(|origin| origin.to_lowercase().contains(&wanted))
            .collect::<Vec<bool>>()
    });
    if !has_words && (!query.is_empty() || !entities.is_empty()) {
        scores.admit_all();
    }
    let (mut total, mut complete, mut documents) = (0, 0, Vec::new());
    let collected = if sort == SortOrder::Relevance { first_hits.max(PROXIMITY_HITS) } else { first_hits };
    let mut first = TopKCollector::new(collected, |a, b| compare_hits(a, b, sort, index));
    for hit in scores.hits().filter(|hit| filters.admits_document(hit.document, index, origins.as_ref())) {
        total += 1;
        complete += usize::from(hit.complete);
        if list_all {
            documents.push(hit.document);
        }
        first.push(hit);
    }
    let QueryExecution {
        matcher,
        corrections,
        proximity_terms,
        explained_clauses,
        mut named_entities,
        mut missing,
        ..
    } = execution;
    let mut hits = first.into_sorted();
    if sort == SortOrder::Relevance {
        // The same hits are re-ranked whatever page is asked for, so that no article is on two pages.
        let rest = hits.split_off(hits.len().min(PROXIMITY_HITS));
        missing.extend(add_proximity(&mut hits, &proximity_terms, weights, index).err());
        sort_by(&mut hits, |a, b| compare_hits(a, b, sort, index));
        hits.extend(rest);
        hits.truncate(first_hits);
    }
    sort_by_key(&mut named_entities, |&entity| entity);
    named_entities.dedup();
    Ok(PartialValue::new(
        SearchAnswer {
            hits,
            total,
            complete,
            matcher,
            documents,
            named_entities,
            corrections,
            explained_clauses: explained_clauses.unwrap_or_default(),
        },
        missing,
    ))
}

fn earlier_date(a: Option<CalendarDate>, b: Option<CalendarDate>) -> Option<CalendarDate> {
    a.into_iter().chain(b).min()
}

/// The order of hits; total, since ties end with the document number.
#[inline]
fn compare_hits(a: &SearchHit, b: &SearchHit, sort: SortOrder, index: &InvertedIndex) -> Ordering {
    let day = |hit: &SearchHit| index.publication_date(hit.document);
    let by_day = || day(b).cmp(&day(a));
    let first = match sort {
        SortOrder::Relevance => a.precedence.cmp(&b.precedence),
        SortOrder::Newest => by_day(),
        SortOrder::Oldest => day(a).is_none().cmp(&day(b).is_none()).then_with(|| day(a).cmp(&day(b))),
    };
    first.then_with(|| b.score.total_cmp(&a.score)).then_with(by_day).then(a.document.cmp(&b.document))
}
