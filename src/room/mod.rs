//! A reading room: articles and their index, and everything that can be asked of them.

mod present;

use std::{cmp::Reverse, sync::OnceLock};

use crate::{
    corpus::Source,
    document::{Date, Document, DocumentId, Language},
    error::{Error, ErrorKind, Result},
    index::{Field, Index, IndexBuilder},
    order::sort_by_key,
    query::Query,
    search::{self, Answer, Correction, Matcher, Request, Weights},
    shelf::{Shelf, ShelfBuilder},
    span::Span,
    store::{self, Sections},
    view::{ArticleRow, ArticleView, HitView, LanguageCount, OverviewView, SearchView, SuggestView, WordSuggestion},
};

pub use search::{Filters, Sort};

/// Titles are suggested for what is typed, this many.
const SUGGESTED_ARTICLES: usize = 4;

/// Collects articles; [`RoomBuilder::build`] makes the room.
#[derive(Default)]
pub struct RoomBuilder {
    shelf: ShelfBuilder,
    index: IndexBuilder,
    documents: usize,
    language: Option<Language>,
}

impl RoomBuilder {
    /// For a corpus in `language`; it is assumed where an article's own cannot be told.
    pub fn new(language: Option<Language>) -> Self {
        RoomBuilder { language, ..RoomBuilder::default() }
    }

    /// Parses and indexes the next article.
    ///
    /// Fails, and leaves the room as it was, if the article cannot be read ([`ErrorKind::Input`]) or there is no room
    /// left for it ([`ErrorKind::TooLarge`]).
    pub fn add(&mut self, source: Source) -> Result<DocumentId> {
        let is_named = source.id.as_ref().or(source.source.as_ref()).is_some_and(|name| !name.is_empty());
        let mut document = Document::parse(source)?;
        if !is_named {
            document.id = (self.documents + 1).to_string();
        }
        document.language = document.language.or(self.language);
        let id = self.shelf.add(&mut document)?;
        self.index.add(&document);
        self.documents += 1;
        Ok(id)
    }

    /// The room. It may be empty; asking it is no error.
    pub fn build(self) -> Result<Room> {
        Ok(Room::assemble(self.shelf.build()?, self.index.build()?))
    }
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
    /// In what order.
    pub sort: Sort,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions { limit: 10, offset: 0, filters: Filters::default(), sort: Sort::Relevance }
    }
}

/// Articles, parsed and indexed, ready to be asked. Nothing in it changes.
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
    weights: Weights,
    shelf_order: OnceLock<Vec<DocumentId>>,
}

impl Room {
    fn assemble(shelf: Shelf, index: Index) -> Self {
        Room { shelf, index, weights: Weights::default(), shelf_order: OnceLock::new() }
    }

    /// Parses and indexes `sources`; what cannot be read is given back beside the room.
    pub fn open(sources: impl IntoIterator<Item = Source>) -> Result<(Self, Vec<Error>)> {
        let mut builder = RoomBuilder::default();
        let refused = sources.into_iter().filter_map(|source| builder.add(source).err()).collect();
        Ok((builder.build()?, refused))
    }

    /// Takes back what [`Room::to_bytes`] gave, without parsing or indexing again.
    ///
    /// Fails with [`ErrorKind::Damaged`] or [`ErrorKind::NewerVersion`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        let sections = Sections::open(bytes)?;
        let (shelf, index) = (Shelf::open(&sections)?, Index::open(&sections)?);
        if shelf.len() != index.documents() {
            return Err(store::damaged("the articles and the index do not fit each other"));
        }
        Ok(Room::assemble(shelf, index))
    }

    /// The whole room, articles and index, in one flat form. The same articles give the same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut sections = self.shelf.sections();
        sections.extend(self.index.sections());
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
                .into_iter()
                .map(|(language, count)| LanguageCount { language: language.map(|l| l.to_string()), count })
                .collect(),
            articles: page.map(|&id| self.row(id)).collect::<Result<_>>()?,
        })
    }

    /// Articles for `query`, in the order and of the part that `options` ask for. A half-typed query is no error, and
    /// while any of its words is known the answer is not empty.
    pub fn search(&self, query: &str, options: &SearchOptions) -> Result<SearchView> {
        let (answer, hits) = self.find(query, options)?;
        let hits = hits.into_iter().map(|hit| hit.view).collect();
        Ok(SearchView {
            query: query.to_owned(),
            asked: !Query::parse(query).is_empty(),
            total: answer.total,
            complete: answer.complete,
            offset: options.offset,
            hits,
            suggestion: answer.suggestion(query),
        })
    }

    /// As [`Room::search`], with the places of the passages for programs that read the source.
    pub fn find(&self, query: &str, options: &SearchOptions) -> Result<(Answer, Vec<PlacedHit>)> {
        let first_hits = options.offset.saturating_add(options.limit);
        let answer = self.answer(&Query::parse(query), &options.filters, options.sort, first_hits);
        let page = answer.hits.iter().skip(options.offset);
        let hits = page.map(|hit| self.place(hit, &answer.matcher)).collect::<Result<_>>()?;
        Ok((answer, hits))
    }

    fn answer(&self, query: &Query, filters: &Filters, sort: Sort, first_hits: usize) -> Answer {
        search::search(Request { query, filters, sort, first_hits }, &self.index, &self.weights)
    }

    fn place(&self, hit: &search::Hit, matcher: &Matcher) -> Result<PlacedHit> {
        let document = self.shelf.get(hit.document)?;
        let mut matched = present::MatchedWords::default();
        let snippets = search::snippets(&document, matcher, |key, kind| matched.add(key, kind));
        let span = snippets.first().map(|snippet| snippet.span);
        let article = present::row(&document, self.words(hit.document));
        let heading = present::heading(&document, &article.label, matcher);
        let snippets = snippets.into_iter().map(|snippet| snippet.segments).collect();
        let view = HitView {
            article,
            heading,
            score: f64::from(hit.score),
            complete: hit.complete,
            snippets,
            matched: matched.sorted(),
        };
        Ok(PlacedHit { document: hit.document, span, view })
    }

    /// What may complete `typed`: whole queries and articles.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<SuggestView> {
        let query = Query::parse(typed);
        let Some(atom) = query.clauses.last().and_then(|clause| clause.any.last()) else {
            return Ok(SuggestView { words: Vec::new(), articles: Vec::new() });
        };
        let mut words = Vec::new();
        if let Some(word) = atom.words.last().filter(|word| word.prefix) {
            let start = atom.end - last_word_len(typed.get(atom.start..atom.end).unwrap_or_default());
            for (term, key) in search::completions(crate::token::plain(&word.key), &self.index, limit) {
                let spelling = crate::token::spelling(&key);
                let completed =
                    search::respell(typed, &[Correction { start, end: atom.end, text: spelling.to_owned() }]);
                words.extend(completed.map(|query| WordSuggestion { query, count: self.index.frequency(term) }));
            }
        }
        Ok(SuggestView { words, articles: self.articles_titled(query)? })
    }

    /// Articles with all words of the query in the title.
    fn articles_titled(&self, mut query: Query) -> Result<Vec<ArticleRow>> {
        for atom in query.clauses.iter_mut().flat_map(|clause| &mut clause.any) {
            atom.field = Some(Field::Title);
        }
        let answer = self.answer(&query, &Filters::default(), Sort::Relevance, SUGGESTED_ARTICLES);
        answer.hits.iter().filter(|hit| hit.complete).map(|hit| self.row(hit.document)).collect()
    }

    /// A whole article with the words of `query` marked; fails with [`ErrorKind::NotFound`].
    pub fn article(&self, id: &str, query: &str) -> Result<ArticleView> {
        let number = self.shelf.find(id);
        let number = number.ok_or_else(|| Error::new(ErrorKind::NotFound, format!("no article has the id “{id}”")))?;
        let document = self.shelf.get(number)?;
        let matcher = self.answer(&Query::parse(query), &Filters::default(), Sort::Relevance, 0).matcher;
        let (previous, next) = self.neighbours(number)?;
        Ok(present::article(&document, self.words(number), &matcher, previous, next))
    }

    fn neighbours(&self, id: DocumentId) -> Result<(Option<ArticleRow>, Option<ArticleRow>)> {
        let order = self.shelf_order();
        let at = order.iter().position(|&other| other == id);
        let row = |at: Option<usize>| at.and_then(|at| order.get(at)).map(|&id| self.row(id)).transpose();
        Ok((row(at.and_then(|at| at.checked_sub(1)))?, row(at.map(|at| at + 1))?))
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
    crate::token::tokens(piece, |token| {
        if token.width == 1 {
            start = token.start;
        }
    });
    piece.len() - start
}
