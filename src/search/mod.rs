//! Running a query: which articles answer it, and in what order.
//!
//! Articles with every word come first; of these, those that need a correction of the spelling last, and those with
//! other accents than typed after those spelt alike; those that have another name of whom or what a word names stand
//! between the two. Within such a group, and among the articles that have only some of
//! the words, the score decides, then the day, then corpus order.

mod clause;
mod clause_accumulator;
mod corpus;
mod entity_match;
mod expand;
mod explain;
mod highlight;
mod key_sentences;
mod levenshtein;
mod matcher;
mod proximity;
mod score;
mod score_accumulator;
mod similar;
mod snippet;
mod spelling_correction;
mod stop_words;

use std::cmp::Ordering;

pub use corpus::SearchCorpus;
pub use expand::top_completions;
pub use explain::{ExplainedClause, explain_hit};
pub use highlight::{MatchedText, highlight_text, highlighted_segments};
pub use matcher::{HighlightMark, QueryMatcher};
pub use score::RankingWeights;
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

/// Of so many hits it is looked at how close together the words of the query stand.
const PROXIMITY_HITS: usize = 100;

/// What order the answer comes in.
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

/// What an article must be besides answering the query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchFilters {
    /// Published on this day or later.
    pub after: Option<CalendarDate>,
    /// Published before this day.
    pub before: Option<CalendarDate>,
    /// Written in this language.
    pub language: Option<Language>,
    /// From a site or folder with this in its name, whatever the case.
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

/// The answer, before it is drawn.
pub struct SearchAnswer {
    /// The first hits in order, as many as were asked for.
    pub hits: Vec<SearchHit>,
    /// How many there are in all.
    pub total: usize,
    /// How many of all are complete; they come first when sorted by relevance.
    pub complete: usize,
    /// Finds the same words again in a text, to mark them.
    pub matcher: QueryMatcher,
    /// Every article in the answer, in corpus order; only if asked for.
    pub documents: Vec<DocumentId>,
    /// Whom and what words of the query name, rising.
    pub named_entities: Vec<EntityId>,
    /// What each part of the query found; only if asked for.
    pub explained_clauses: Vec<ExplainedClause>,
    /// Words of the query that are nowhere in the corpus, with the nearest that is: place in the query, better spelling.
    pub corrections: Vec<SpellingCorrection>,
}

impl SearchAnswer {
    /// `query`, which this answers, in a better spelling; `None` if every word of it is known or none is near.
    pub fn suggested_query(&self, query: &str) -> Option<String> {
        apply_corrections(query, &self.corrections)
    }
}

/// What to look for, and how much of the answer is wanted.
#[derive(Debug, Clone, Copy)]
pub struct SearchRequest<'a> {
    /// What the reader typed.
    pub query: &'a Query,
    /// What else an article must be.
    pub filters: &'a SearchFilters,
    /// What order the answer comes in.
    pub sort: SortOrder,
    /// How many hits to put in order, from the first.
    pub first_hits: usize,
    /// Entities of which articles must name every one; `None` for one that is not there.
    pub entities: &'a [Option<EntityId>],
    /// Whether to list every article in the answer.
    pub list_all: bool,
    /// Whether to keep what explains the order.
    pub explain: bool,
}

impl<'a> SearchRequest<'a> {
    /// For the words of `query` alone, best first.
    pub fn for_words(query: &'a Query, first_hits: usize) -> Self {
        const NO_FILTERS: &SearchFilters = &SearchFilters { after: None, before: None, language: None, source: None };
        let sort = SortOrder::Relevance;
        SearchRequest { query, filters: NO_FILTERS, sort, first_hits, entities: &[], list_all: false, explain: false }
    }
}

/// Runs a request over `corpus`. Where positions are missing the answer is a draft: phrases are not found in it, and hits may stand in
/// another order.
pub fn execute_request(
    request: SearchRequest<'_>,
    corpus: SearchCorpus<'_>,
    weights: &RankingWeights,
) -> Result<PartialValue<SearchAnswer>> {
    let SearchRequest { query, filters, sort, first_hits, entities, list_all, explain } = request;
    let SearchCorpus { index, register, .. } = corpus;
    let mut run = QueryExecution::new(corpus, weights, explain);
    let mut scores = ScoreAccumulator::new(index.document_count());
    let languages = index.known_languages();
    // Until the names are known, they are words like others.
    let (named, unread) = if register.is_some() {
        (query.entity_filters.as_slice(), &[][..])
    } else {
        (&[][..], query.entity_filters.as_slice())
    };
    let unread =
        |excluded: bool| unread.iter().filter(move |named| named.excluded == excluded).map(|named| &named.clause);
    let clauses: Vec<&QueryClause> =
        without_stop_words(&query.clauses, &languages).into_iter().chain(unread(false)).collect();
    let meant = register
        .map(|register| entity_match::entities_by_clause(&clauses, register, index))
        .transpose()?
        .unwrap_or_default();
    let sought = collect_all(clauses.iter().enumerate().map(|(at, clause)| {
        let found = run.match_clause(clause, meant.get(at).map(Vec::as_slice).unwrap_or_default())?;
        if found.is_empty() {
            let words = run.match_single_words(clause, &languages)?;
            scores.add_missed_clause(&words, weights, index);
            run.record_explanation(clause, words);
        } else {
            scores.add_clause(&found, true, weights, index);
            run.record_explanation(clause, vec![found]);
        }
        Ok(())
    }));
    let excluded = collect_all(query.excluded.iter().chain(unread(true)).map(|clause| run.match_exactly(clause)));
    // What is missing elsewhere will be wanted, too.
    let (_, excluded) =
        combine_both(sought, excluded).map_err(|error| run.missing.drain(..).fold(error, Error::and))?;
    excluded.iter().for_each(|found| scores.exclude_matches(found));
    let has_words = !clauses.is_empty();
    for named in named {
        run.apply_entity_filter(&mut scores, named, has_words)?;
    }
    for entity in entities {
        run.require_entity(&mut scores, *entity, has_words);
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
    let deep = if sort == SortOrder::Relevance { first_hits.max(PROXIMITY_HITS) } else { first_hits };
    let mut first = TopKCollector::new(deep, |a, b| compare_hits(a, b, sort, index));
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
        proximity_terms: sought,
        explained_clauses: explained,
        named_entities: mut named,
        mut missing,
        ..
    } = run;
    let mut hits = first.into_sorted();
    if sort == SortOrder::Relevance {
        // The same hits whatever page is asked for, so that no article is on two.
        let rest = hits.split_off(hits.len().min(PROXIMITY_HITS));
        missing.extend(add_proximity(&mut hits, &sought, weights, index).err());
        sort_by(&mut hits, |a, b| compare_hits(a, b, sort, index));
        hits.extend(rest);
        hits.truncate(first_hits);
    }
    sort_by_key(&mut named, |&entity| entity);
    named.dedup();
    let parts = explained.unwrap_or_default();
    Ok(PartialValue::new(
        SearchAnswer {
            hits,
            total,
            complete,
            matcher,
            documents,
            named_entities: named,
            corrections,
            explained_clauses: parts,
        },
        missing,
    ))
}

fn earlier_date(a: Option<CalendarDate>, b: Option<CalendarDate>) -> Option<CalendarDate> {
    a.into_iter().chain(b).min()
}

/// What comes first in the answer. No two hits are equal.
fn compare_hits(a: &SearchHit, b: &SearchHit, sort: SortOrder, index: &InvertedIndex) -> Ordering {
    let day = |hit: &SearchHit| index.publication_date(hit.document);
    let by_day = || day(b).cmp(&day(a));
    let first = match sort {
        SortOrder::Relevance => (!a.complete, a.doubts).cmp(&(!b.complete, b.doubts)),
        SortOrder::Newest => by_day(),
        SortOrder::Oldest => day(a).is_none().cmp(&day(b).is_none()).then_with(|| day(a).cmp(&day(b))),
    };
    first.then_with(|| b.score.total_cmp(&a.score)).then_with(by_day).then(a.document.cmp(&b.document))
}
