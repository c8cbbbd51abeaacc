//! Search and suggestions.

use super::{Room, present};
use crate::{
    analysis::token::{Tokenizer, plain_form, plain_words, spelling_of},
    document::DocumentId,
    entity::EntityId,
    error::Result,
    index::IndexField,
    query::{Query, QueryAtom, QueryWord},
    search::{self, SearchAnswer, SearchFilters, SearchRequest, SortOrder, SpellingCorrection},
    span::{Span, slice_text},
    storage::lazy_parts::{PartialValue, collect_all, combine_both},
    view::{
        ArticleRow, EntityRow, HitView, MatchKind, Matched, QueryPartView, SearchView, SuggestView, WordSuggestion,
    },
};

/// Most articles that are suggested, by title.
const MAX_SUGGESTED_ARTICLES: usize = 4;

/// Hits among which they are looked for: of a long query, complete ones need not come first.
const MAX_TITLED_HITS: usize = 100;

/// Most entities that are suggested.
const MAX_SUGGESTED_ENTITIES: usize = 4;

/// Most entities that a hit shows.
const MAX_HIT_ENTITIES: usize = 4;

/// Filters, order and paging of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// Most hits to return; 10 by default.
    pub limit: usize,
    /// Number of hits to skip.
    pub offset: usize,
    /// Filters on metadata.
    pub filters: SearchFilters,
    /// Ids of entities that a hit must mention, every one.
    pub entities: Vec<String>,
    /// The sort order.
    pub sort: SortOrder,
    /// Most entities of each kind in the facets; 0 for no facets and no distribution by date, source and language.
    pub facets: usize,
    /// Whether each hit explains its score.
    pub explain: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            filters: SearchFilters::default(),
            entities: Vec::new(),
            sort: SortOrder::Relevance,
            facets: 0,
            explain: false,
        }
    }
}

/// A hit with the span of its best snippet.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedHit {
    /// The article.
    pub document: DocumentId,
    /// The span of the first snippet in the article's text.
    pub span: Option<Span>,
    /// Its view.
    pub view: HitView,
}

impl Room {
    /// The articles that match `query`, ranked. Every text is a query, and while any of its words occurs the answer is not empty. An
    /// unknown entity in `options` matches nothing.
    pub fn search(&self, query: &str, options: &SearchOptions) -> Result<SearchView> {
        let parsed = self.parse(query);
        let (answer, hits) = self.run(query, &parsed, options)?;
        let hits = hits.into_iter().map(|hit| hit.view).collect();
        Ok(SearchView {
            query: query.to_owned(),
            asked: !parsed.is_empty() || !options.entities.is_empty(),
            total: answer.total,
            complete: answer.complete,
            offset: options.offset,
            hits,
            suggestion: answer.suggested_query(query),
            reading: present::query_reading(query, &parsed),
            named: self.entity_rows(answer.named_entities.iter().copied())?,
            facets: self.entity_facets(&answer.documents, options.facets)?,
            spread: (options.facets > 0).then(|| self.answer_spread(&answer.documents)),
        })
    }

    /// As [`Room::search`], with the spans of the snippets, for programs that read the source.
    #[cfg(feature = "internals")]
    #[doc(hidden)]
    pub fn search_placed(&self, query: &str, options: &SearchOptions) -> Result<(SearchAnswer, Vec<PlacedHit>)> {
        self.run(query, &self.parse(query), options)
    }

    /// Whether `query` asks for names or sums, which recognition finds.
    #[cfg(feature = "internals")]
    #[doc(hidden)]
    pub fn asks_for_facts(&self, query: &str) -> bool {
        let parsed = self.parse(query);
        !parsed.entity_filters.is_empty() || !parsed.amount_filters.is_empty()
    }

    /// Evaluates `parsed`, the tree of `query`.
    fn run(&self, query: &str, parsed: &Query, options: &SearchOptions) -> Result<(SearchAnswer, Vec<PlacedHit>)> {
        let entity = |id: &String| self.register.as_ref().map_or(Ok(None), |register| register.find_by_id(id));
        let entities: Vec<Option<EntityId>> = options.entities.iter().map(entity).collect::<Result<_>>()?;
        let answer = self.answer_request(SearchRequest {
            query: parsed,
            filters: &options.filters,
            sort: options.sort,
            first_hits: options.offset.saturating_add(options.limit),
            entities: &entities,
            list_all: options.facets > 0,
            explain: options.explain,
        })?;
        let page = |answer: &SearchAnswer| {
            collect_all(answer.hits.iter().skip(options.offset).map(|hit| self.placed_hit(hit, answer)))
        };
        let (answer, mut hits) = answer.with(page)?;
        if options.explain {
            for (hit, placed) in answer.hits.iter().skip(options.offset).zip(&mut hits) {
                let explanation =
                    search::explain_hit(hit, query, &answer.explained_clauses, &self.weights, &self.index);
                placed.view.explanation = Some(explanation);
            }
        }
        Ok((answer, hits))
    }

    /// How `query` is read, part by part; empty where it has no operator.
    pub fn read_query(&self, query: &str) -> Vec<QueryPartView> {
        present::query_reading(query, &self.parse(query))
    }

    pub(super) fn parse(&self, query: &str) -> Query {
        Query::parse(query, self.tokenizer)
    }

    pub(super) fn answer_request(&self, request: SearchRequest<'_>) -> Result<PartialValue<SearchAnswer>> {
        search::execute_request(request, self.corpus(), &self.weights)
    }

    /// The corpus to search.
    pub(super) fn corpus(&self) -> search::SearchCorpus<'_> {
        search::SearchCorpus { index: &self.index, register: self.register.as_ref(), tokenizer: self.tokenizer }
    }

    fn placed_hit(&self, hit: &search::SearchHit, answer: &SearchAnswer) -> Result<PlacedHit> {
        let matcher = &answer.matcher;
        let document = self.doc_store.load_document(hit.document)?;
        let resolved = self.annotation_of(hit.document)?;
        let mut matched = present::MatchedWords::default();
        let marks = search::highlight_text(&document, &resolved, matcher, &mut |matching| matched.add_match(matching));
        let snippets = search::best_snippets(&document, matcher, &marks);
        let span = snippets.first().map(|snippet| snippet.span);
        let article = present::article_row(&document, self.word_count(hit.document));
        let heading = present::label_segments(&document, &article.label, matcher, &marks);
        let matched = matched.into_sorted().into_iter().map(|(term, kind, entity)| {
            let entity =
                entity.filter(|_| kind == MatchKind::Alias).map(|entity| self.entity_ref(entity)).transpose()?;
            Ok(Matched { term, kind, entity })
        });
        let leading = present::entity_mentions(&resolved).entities.into_iter().take(MAX_HIT_ENTITIES);
        let view = HitView {
            article,
            heading,
            score: f64::from(hit.score),
            complete: hit.complete,
            snippets: snippets.into_iter().map(|snippet| snippet.segments).collect(),
            matched: matched.collect::<Result<_>>()?,
            entities: leading.map(|(entity, _)| self.entity_ref(entity)).collect::<Result<_>>()?,
            versions: self.version_count(hit.document),
            explanation: None,
        };
        Ok(PlacedHit { document: hit.document, span, view })
    }

    /// Completions of `typed`: at most `limit` queries, and entities and articles by name and title. Empty where nothing fits.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<SuggestView> {
        let query = self.parse(typed);
        let entities = self.suggested_entities(typed, &query)?;
        let Some(clause) = query.clauses.last() else {
            return Ok(SuggestView { words: Vec::new(), entities, articles: Vec::new() });
        };
        let last_words = clause.alternatives.iter().rev().filter_map(|atom| Some((atom, atom.words.last()?)));
        let open = { last_words }.find(|(_, word)| word.prefix);
        let words = open.map_or(Ok(Vec::new()), |(atom, word)| self.completed(typed, atom, word, limit));
        let (words, articles) = combine_both(words, self.articles_titled(query))?;
        Ok(SuggestView { words, entities, articles })
    }

    /// The query with its last word completed, by document frequency.
    fn completed(&self, typed: &str, atom: &QueryAtom, word: &QueryWord, limit: usize) -> Result<Vec<WordSuggestion>> {
        let last_word = last_word_len(slice_text(typed, atom.start..atom.end));
        let start = if atom.words.len() > 1 { atom.end - last_word } else { atom.start };
        let mut words = Vec::new();
        for (term, key) in search::top_completions(plain_form(&word.key), &self.index, limit)? {
            let text = spelling_of(&key).to_owned();
            let completed = search::apply_corrections(typed, &[SpellingCorrection { start, end: atom.end, text }]);
            let count = self.index.document_frequency(term)?;
            words.extend(completed.map(|query| WordSuggestion { query, count }));
        }
        Ok(words)
    }

    /// Entities whose names have the typed words, or those of the last entity filter.
    fn suggested_entities(&self, typed: &str, query: &Query) -> Result<Vec<EntityRow>> {
        let Some(register) = &self.register else { return Ok(Vec::new()) };
        let operand = query.entity_filters.last().and_then(|named| named.clause.alternatives.last());
        let typed = operand.map_or(typed, |atom| slice_text(typed, atom.start..atom.end));
        let entities = register.find_by_words(&plain_words(typed), true);
        self.entity_rows(entities.into_iter().take(MAX_SUGGESTED_ENTITIES))
    }

    /// Articles with every word of the query in the title.
    fn articles_titled(&self, mut query: Query) -> Result<Vec<ArticleRow>> {
        for clause in &mut query.clauses {
            clause.each_atom(&mut |atom| atom.field = Some(IndexField::Title));
        }
        let (_, articles) = self.answer_request(SearchRequest::for_words(&query, MAX_TITLED_HITS))?.with(|answer| {
            let titled = answer.hits.iter().filter(|hit| hit.complete).take(MAX_SUGGESTED_ARTICLES);
            collect_all(titled.map(|hit| self.article_row(hit.document)))
        })?;
        Ok(articles)
    }
}

/// Length in bytes of the last word of a piece of a query.
fn last_word_len(piece: &str) -> usize {
    let mut start = 0;
    Tokenizer::default().tokenize(piece, |token| {
        if token.width == 1 {
            start = token.start;
        }
    });
    piece.len() - start
}
