//! A reading room: articles and their index, and everything that can be asked of them.

mod about;
mod alone;
mod article;
mod edit;
mod entities;
mod facts;
mod graph;
mod layout;
mod money;
mod parts;
mod present;
mod related;
mod spread;

use std::{cmp::Reverse, sync::OnceLock};

#[cfg(not(target_family = "wasm"))]
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::{
    document::{Date, Document, DocumentId, Language, Source},
    entity::{EntityId, Recogniser, Register, register::Scene, resolve::Corrections, tag::Tagger},
    error::{Error, Result},
    index::{Field, Index, IndexBuilder},
    order::sort_by_key,
    parts::{Draft, all, both},
    query::{Atom, Query, Word},
    search::{self, Answer, Correction, Request, Weights},
    segmenter::Segmenter,
    shelf::{Shelf, ShelfBuilder},
    span::Span,
    store::{self, Sections},
    token::{Tokenizer, words_of},
    view::{
        ArticleRow, EntityRow, HitView, LanguageCount, MatchKind, Matched, OverviewView, SearchView, SuggestView,
        WordSuggestion,
    },
};

pub use entities::EntitiesOptions;
pub use facts::FactFilters;
pub use graph::GraphOptions;
pub use money::AmountOrder;
pub use search::{Filters, Sort};

/// Titles are suggested for what is typed, this many.
const SUGGESTED_ARTICLES: usize = 4;

/// Entities are suggested for what is typed, this many.
const SUGGESTED_ENTITIES: usize = 4;

/// Entities that a hit shows.
const HIT_ENTITIES: usize = 4;

/// Articles that are parsed while as many are indexed.
#[cfg(not(target_family = "wasm"))]
const PARSED_AT_ONCE: usize = 64;

/// Collects articles; [`RoomBuilder::build`] makes the room.
#[derive(Default)]
pub struct RoomBuilder {
    shelf: ShelfBuilder,
    index: IndexBuilder,
    documents: usize,
    language: Option<Language>,
    tokenizer: Tokenizer,
}

impl RoomBuilder {
    /// For a corpus in `language`; it is assumed where an article's own cannot be told.
    pub fn new(language: Option<Language>) -> Self {
        RoomBuilder { language, ..RoomBuilder::default() }
    }

    /// With words of scripts without spaces found by `segmenter`, in the articles and later in what is asked of the room. To be said
    /// before the first article is added.
    pub fn with_segmenter(self, segmenter: Segmenter) -> Self {
        RoomBuilder { tokenizer: Tokenizer::new(segmenter), ..self }
    }

    /// Makes room for articles of so many bytes of text and title in all, which spares moving those that are there when more come.
    pub fn reserve(&mut self, bytes: usize) {
        self.shelf.reserve(bytes);
    }

    /// Parses and indexes the next article.
    ///
    /// Fails, and leaves the room as it was, if the article cannot be read ([`crate::ErrorKind::Input`]) or there is no room
    /// left for it ([`crate::ErrorKind::TooLarge`]).
    pub fn add(&mut self, source: Source) -> Result<DocumentId> {
        self.take(is_named(&source), Document::parse(source))
    }

    /// As [`RoomBuilder::add`] one after the other, parsed on all cores of the processor, of which one indexes what was parsed before.
    #[cfg(not(target_family = "wasm"))]
    pub fn add_all(&mut self, sources: Vec<Source>) -> Vec<Result<DocumentId>> {
        let parse = |sources: Vec<Source>| -> Vec<(bool, Result<Document>)> {
            sources.into_par_iter().map(|source| (is_named(&source), Document::parse(source))).collect()
        };
        let mut added = Vec::with_capacity(sources.len());
        let mut rest = sources.into_iter();
        let mut parsed = parse(rest.by_ref().take(PARSED_AT_ONCE).collect());
        while !parsed.is_empty() {
            let next = rest.by_ref().take(PARSED_AT_ONCE).collect();
            let index = || added.extend(parsed.into_iter().map(|(is_named, parsed)| self.take(is_named, parsed)));
            ((), parsed) = rayon::join(index, || parse(next));
        }
        added
    }

    fn take(&mut self, is_named: bool, parsed: Result<Document>) -> Result<DocumentId> {
        let mut document = parsed?;
        if !is_named {
            document.id = (self.documents + 1).to_string();
        }
        document.language = document.language.or(self.language);
        let id = self.shelf.add(&mut document)?;
        self.index.add(&document, self.tokenizer);
        self.documents += 1;
        Ok(id)
    }

    /// The room. It may be empty; asking it is no error.
    pub fn build(self) -> Result<Room> {
        Ok(Room::assemble(self.shelf.build()?, self.index.build()?, self.tokenizer))
    }
}

/// Whether an article brings a name along.
fn is_named(source: &Source) -> bool {
    source.id.as_ref().or(source.source.as_ref()).is_some_and(|name| !name.is_empty())
}

/// What part of a search is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// How many hits, at most.
    pub limit: usize,
    /// How many hits to pass over.
    pub offset: usize,
    /// What articles must be besides answering the query.
    pub filters: Filters,
    /// Ids of entities that articles must name, every one.
    pub entities: Vec<String>,
    /// In what order.
    pub sort: Sort,
    /// How many entities of each kind to count in the articles that match; with any, also when and where these appeared.
    pub facets: usize,
    /// Whether to say of each hit why it stands where it does.
    pub explain: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            filters: Filters::default(),
            entities: Vec::new(),
            sort: Sort::Relevance,
            facets: 0,
            explain: false,
        }
    }
}

/// Articles, parsed and indexed, ready to be asked; once they were read for entities, those can be asked for too. Nothing
/// else in it changes.
///
/// ```
/// use reading_room::{Room, RoomBuilder, SearchOptions, Source};
///
/// let mut builder = RoomBuilder::default();
/// builder.add(Source { text: "The café in Łódź opens at dawn.".into(), ..Source::default() })?;
/// let room = builder.build()?;
///
/// let answer = room.search("cafe lodz", &SearchOptions::default())?;
/// assert_eq!(answer.total, 1);
/// let marked: Vec<&str> = answer.hits[0].snippets[0].iter().filter(|s| s.hit).map(|s| s.text.as_str()).collect();
/// assert_eq!(marked, ["café", "Łódź"]);
///
/// let again = Room::from_bytes(room.to_bytes()?)?;
/// assert_eq!(again.search("cafe lodz", &SearchOptions::default())?, answer);
/// # Ok::<(), reading_room::Error>(())
/// ```
pub struct Room {
    shelf: Shelf,
    index: Index,
    tokenizer: Tokenizer,
    weights: Weights,
    shelf_order: OnceLock<Vec<DocumentId>>,
    register: Option<Register>,
    /// Reads an article when it is asked for.
    tagger: Option<Tagger>,
    /// How many sentences of the corpus name anything.
    telling_sentences: OnceLock<u32>,
}

impl Room {
    fn assemble(shelf: Shelf, index: Index, tokenizer: Tokenizer) -> Self {
        Room {
            shelf,
            index,
            tokenizer,
            weights: Weights::default(),
            shelf_order: OnceLock::new(),
            register: None,
            tagger: None,
            telling_sentences: OnceLock::new(),
        }
    }

    /// Parses and indexes `sources`; what cannot be read is given back beside the room.
    pub fn open(sources: impl IntoIterator<Item = Source>) -> Result<(Self, Vec<Error>)> {
        let mut builder = RoomBuilder::default();
        let refused = sources.into_iter().filter_map(|source| builder.add(source).err()).collect();
        Ok((builder.build()?, refused))
    }

    /// Takes back what [`Room::to_bytes`] gave, without parsing or indexing again.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`] or [`crate::ErrorKind::NewerVersion`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        let sections = Sections::open(bytes)?;
        let (shelf, index) = (Shelf::open(&sections)?, Index::open(&sections)?);
        if shelf.len() != index.documents() {
            return Err(store::damaged("the articles and the index do not fit each other"));
        }
        let register = Register::open(&sections)?;
        if register.as_ref().is_some_and(|register| register.documents() != shelf.len()) {
            return Err(store::damaged("the articles and the entities do not fit each other"));
        }
        Ok(Room { register, ..Room::assemble(shelf, index, Tokenizer::default()) })
    }

    /// The same room, with words of scripts without spaces found by `segmenter`: by the one with which its articles were indexed, which is
    /// not stored with it.
    pub fn with_segmenter(self, segmenter: Segmenter) -> Self {
        Room { tokenizer: Tokenizer::new(segmenter), ..self }
    }

    /// The same room, ranking by other weights.
    pub fn with_weights(self, weights: Weights) -> Self {
        Room { weights, ..self }
    }

    /// Reads all articles for entities, in one go. See [`Room::read_some`] for reading in steps.
    pub fn recognise(&mut self, tagger: &Tagger, corrections: &Corrections) -> Result<()> {
        self.take_recognised(Recogniser::new(tagger), corrections)
    }

    /// Has `recogniser`, which began with this room, read some more articles; says how many steps are left.
    pub fn read_some(&self, recogniser: &mut Recogniser, articles: u32) -> Result<u32> {
        recogniser.read(&self.shelf, articles)
    }

    /// As [`Room::read_some`], on all cores of the processor.
    #[cfg(not(target_family = "wasm"))]
    pub fn read_some_on_all_cores(&self, recogniser: &mut Recogniser, articles: u32) -> Result<u32> {
        recogniser.read_on_all_cores(&self.shelf, articles)
    }

    /// Takes what was read. Entities can be asked for from now on.
    pub fn take_recognised(&mut self, recogniser: Recogniser, corrections: &Corrections) -> Result<()> {
        self.register = Some(recogniser.register(&self.shelf, corrections)?);
        Ok(())
    }

    /// Resolves all names anew, as `corrections` have it, in place of those before. Does nothing where entities are not
    /// known.
    pub fn correct(&mut self, corrections: &Corrections) -> Result<()> {
        if let Some(register) = &self.register {
            self.register = Some(register.corrected(&self.shelf, corrections)?);
        }
        Ok(())
    }

    /// The entities, once the articles were read for them.
    pub fn register(&self) -> Option<&Register> {
        self.register.as_ref()
    }

    /// The whole room, articles, index and, where they are known, entities, in one flat form. The same articles give the same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut sections = self.shelf.sections()?;
        sections.extend(self.index.sections()?);
        sections.extend(self.register.iter().flat_map(Register::sections));
        store::write(&sections)
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.shelf.len() as usize
    }

    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The index, for measurements.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The article with this number, parsed.
    pub fn document(&self, id: DocumentId) -> Result<Document> {
        self.shelf.get(id)
    }

    /// The corpus at a glance, with one page of its articles: dated ones newest first, then the others in corpus order.
    pub fn overview(&self, offset: usize, limit: usize) -> Result<OverviewView> {
        let order = self.shelf_order();
        let dates = || order.iter().filter_map(|&id| self.index.date(id));
        let page = order.iter().skip(offset).take(limit);
        Ok(OverviewView {
            total: self.len(),
            words: order.iter().map(|&id| u64::from(self.words(id))).sum(),
            first_date: dates().min().map(Date::iso),
            last_date: dates().max().map(Date::iso),
            languages: self
                .index
                .languages()
                .count(0..self.shelf.len())
                .into_iter()
                .map(|(code, count)| LanguageCount {
                    language: Language::parse(code).map(|language| language.to_string()),
                    count: count as usize,
                })
                .collect(),
            articles: all(page.map(|&id| self.row(id)))?,
        })
    }

    /// Articles for `query`, in the order and of the part that `options` ask for. A half-typed query is no error, and
    /// while any of its words is known the answer is not empty.
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
            suggestion: answer.suggestion(query),
            named: self.rows(answer.named.iter().copied())?,
            facets: self.facets(&answer.documents, options.facets)?,
            spread: (options.facets > 0).then(|| self.spread(&answer.documents)),
        })
    }

    /// As [`Room::search`], with the places of the passages for programs that read the source.
    pub fn find(&self, query: &str, options: &SearchOptions) -> Result<(Answer, Vec<PlacedHit>)> {
        self.run(query, &self.parse(query), options)
    }

    /// Articles for `parsed`, which is what was typed as `query`.
    fn run(&self, query: &str, parsed: &Query, options: &SearchOptions) -> Result<(Answer, Vec<PlacedHit>)> {
        let entity = |id: &String| self.register.as_ref().map_or(Ok(None), |register| register.find(id));
        let entities: Vec<Option<EntityId>> = options.entities.iter().map(entity).collect::<Result<_>>()?;
        let answer = self.answer(Request {
            query: parsed,
            filters: &options.filters,
            sort: options.sort,
            first_hits: options.offset.saturating_add(options.limit),
            entities: &entities,
            list_all: options.facets > 0,
            explain: options.explain,
        })?;
        let page = |answer: &Answer| all(answer.hits.iter().skip(options.offset).map(|hit| self.place(hit, answer)));
        let (answer, mut hits) = answer.with(page)?;
        if options.explain {
            for (hit, placed) in answer.hits.iter().skip(options.offset).zip(&mut hits) {
                let explanation = search::explain(hit, query, &answer.parts, &self.weights, &self.index);
                placed.view.explanation = Some(explanation);
            }
        }
        Ok((answer, hits))
    }

    fn parse(&self, query: &str) -> Query {
        Query::parse(query, self.tokenizer)
    }

    fn answer(&self, request: Request<'_>) -> Result<Draft<Answer>> {
        let corpus = search::Corpus { index: &self.index, register: self.register.as_ref(), tokenizer: self.tokenizer };
        search::search(request, corpus, &self.weights)
    }

    /// The scene of an article; empty where it was not read for entities.
    fn scene(&self, document: DocumentId) -> Result<Scene> {
        self.register.as_ref().map_or_else(|| Ok(Scene::default()), |register| register.scene(document))
    }

    fn place(&self, hit: &search::Hit, answer: &Answer) -> Result<PlacedHit> {
        let matcher = &answer.matcher;
        let document = self.shelf.get(hit.document)?;
        let scene = self.scene(hit.document)?;
        let mut matched = present::MatchedWords::default();
        let marks = search::text_marks(&document, &scene, matcher, &mut |matching| matched.add(matching));
        let snippets = search::snippets(&document, matcher, &marks);
        let span = snippets.first().map(|snippet| snippet.span);
        let article = present::row(&document, self.words(hit.document));
        let heading = present::heading(&document, &article.label, matcher, &marks);
        let matched = matched.sorted().into_iter().map(|(term, kind, entity)| {
            let entity =
                entity.filter(|_| kind == MatchKind::Alias).map(|entity| self.reference(entity)).transpose()?;
            Ok(Matched { term, kind, entity })
        });
        let leading = present::cast_list(&scene).entities.into_iter().take(HIT_ENTITIES);
        let view = HitView {
            article,
            heading,
            score: f64::from(hit.score),
            complete: hit.complete,
            snippets: snippets.into_iter().map(|snippet| snippet.segments).collect(),
            matched: matched.collect::<Result<_>>()?,
            entities: leading.map(|(entity, _)| self.reference(entity)).collect::<Result<_>>()?,
            explanation: None,
        };
        Ok(PlacedHit { document: hit.document, span, view })
    }

    /// What may complete `typed`: whole queries and articles.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<SuggestView> {
        let query = self.parse(typed);
        let entities = self.suggested_entities(typed, &query)?;
        let Some(clause) = query.clauses.last() else {
            return Ok(SuggestView { words: Vec::new(), entities, articles: Vec::new() });
        };
        let last_words = clause.any.iter().rev().filter_map(|atom| Some((atom, atom.words.last()?)));
        let open = { last_words }.find(|(_, word)| word.prefix);
        let words = open.map_or(Ok(Vec::new()), |(atom, word)| self.completed(typed, atom, word, limit));
        let (words, articles) = both(words, self.articles_titled(query))?;
        Ok(SuggestView { words, entities, articles })
    }

    /// The query with its last word completed.
    fn completed(&self, typed: &str, atom: &Atom, word: &Word, limit: usize) -> Result<Vec<WordSuggestion>> {
        let last_word = last_word_len(typed.get(atom.start..atom.end).unwrap_or_default());
        let start = if atom.words.len() > 1 { atom.end - last_word } else { atom.start };
        let mut words = Vec::new();
        for (term, key) in search::completions(crate::token::plain(&word.key), &self.index, limit)? {
            let text = crate::token::spelling(&key).to_owned();
            let completed = search::respell(typed, &[Correction { start, end: atom.end, text }]);
            let count = self.index.frequency(term)?;
            words.extend(completed.map(|query| WordSuggestion { query, count }));
        }
        Ok(words)
    }

    /// Entities whose names hold the typed words, or those behind the operator that is typed last.
    fn suggested_entities(&self, typed: &str, query: &Query) -> Result<Vec<EntityRow>> {
        let Some(register) = &self.register else { return Ok(Vec::new()) };
        let operand = query.named.last().and_then(|named| named.clause.any.last());
        let typed = operand.and_then(|atom| typed.get(atom.start..atom.end)).unwrap_or(typed);
        let entities = register.with_words(&words_of(typed), true);
        self.rows(entities.into_iter().take(SUGGESTED_ENTITIES))
    }

    /// Articles with all words of the query in the title.
    fn articles_titled(&self, mut query: Query) -> Result<Vec<ArticleRow>> {
        for atom in query.clauses.iter_mut().flat_map(|clause| &mut clause.any) {
            atom.field = Some(Field::Title);
        }
        let (_, articles) = self.answer(Request::words(&query, SUGGESTED_ARTICLES))?.with(|answer| {
            let titled = answer.hits.iter().filter(|hit| hit.complete);
            all(titled.map(|hit| self.row(hit.document)))
        })?;
        Ok(articles)
    }

    fn neighbours(&self, id: DocumentId) -> Result<(Option<ArticleRow>, Option<ArticleRow>)> {
        let order = self.shelf_order();
        let at = order.iter().position(|&other| other == id);
        let row = |at: Option<usize>| at.and_then(|at| order.get(at)).map(|&id| self.row(id)).transpose();
        both(row(at.and_then(|at| at.checked_sub(1))), row(at.map(|at| at + 1)))
    }

    /// Articles as a list shows them: dated ones newest first, then the others in corpus order.
    fn shelf_order(&self) -> &[DocumentId] {
        self.shelf_order.get_or_init(|| {
            let mut order: Vec<DocumentId> = (0..self.shelf.len()).map(DocumentId).collect();
            sort_by_key(&mut order, |&id| Reverse(self.index.date(id)));
            order
        })
    }

    fn row(&self, id: DocumentId) -> Result<ArticleRow> {
        Ok(present::row(&self.shelf.get(id)?, self.words(id)))
    }

    fn words(&self, id: DocumentId) -> u32 {
        [Field::Title, Field::Heading, Field::Body].iter().map(|&field| self.index.length(id, field)).sum()
    }
}

/// A hit with the place of its best passage.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedHit {
    /// The article.
    pub document: DocumentId,
    /// Where the first snippet stands in the article's text.
    pub span: Option<Span>,
    /// What is shown of it.
    pub view: HitView,
}

/// Length in bytes of the last word of a piece of a query.
fn last_word_len(piece: &str) -> usize {
    let mut start = 0;
    Tokenizer::default().tokens(piece, |token| {
        if token.width == 1 {
            start = token.start;
        }
    });
    piece.len() - start
}
