//! Running a query: which articles answer it, and in what order.
//!
//! Articles with every word come first; of these, those that need a correction of the spelling last, and those with
//! other accents than typed after those spelt alike; those that have another name of whom or what a word names stand
//! between the two. Within such a group, and among the articles that have only some of
//! the words, the score decides, then the day, then corpus order.

mod marks;
mod matcher;
mod resolve;
mod score;
mod snippet;
mod tally;
mod typo;
mod who;

use std::cmp::Ordering;

pub use marks::{Matching, passage_segments, text_marks};
pub use matcher::{Mark, Matcher};
pub use resolve::{Form, completions};
pub use score::Weights;
pub use snippet::{Snippet, passage, snippets};
pub use tally::Hit;

use crate::{
    document::{Date, DocumentId, Language, is_function_word},
    entity::{EntityId, Register},
    index::{Field, Index, Posting},
    order::{First, sort_by_key},
    query::{Atom, Clause, Query, Word},
    search::{
        resolve::resolve,
        score::rarity,
        tally::{Found, Grade, Tally, merge},
    },
    token::spelling,
    view::MatchKind,
};

/// What order the answer comes in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
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
pub struct Filters {
    /// Published on this day or later.
    pub after: Option<Date>,
    /// Published before this day.
    pub before: Option<Date>,
    /// Written in this language.
    pub language: Option<Language>,
}

impl Filters {
    fn admits(&self, document: DocumentId, index: &Index) -> bool {
        let dated = self.after.is_some() || self.before.is_some();
        let in_time = !dated
            || index.date(document).is_some_and(|date| {
                self.after.is_none_or(|after| date >= after) && self.before.is_none_or(|before| date < before)
            });
        in_time && (self.language.is_none() || self.language == index.language(document))
    }
}

/// The answer, before it is drawn.
pub struct Answer {
    /// The first hits in order, as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// How many of all are complete; they come first when sorted by relevance.
    pub complete: usize,
    /// Finds the same words again in a text, to mark them.
    pub matcher: Matcher,
    /// Every article in the answer, in corpus order; only if asked for.
    pub documents: Vec<DocumentId>,
    /// Whom and what words of the query name, rising.
    pub named: Vec<EntityId>,
    /// Words of the query that are nowhere in the corpus, with the nearest that is: place in the query, better spelling.
    pub corrections: Vec<Correction>,
}

impl Answer {
    /// `query`, which this answers, in a better spelling; `None` if every word of it is known or none is near.
    pub fn suggestion(&self, query: &str) -> Option<String> {
        respell(query, &self.corrections)
    }
}

/// `query` with better spellings put in; `None` if there are none.
pub fn respell(query: &str, corrections: &[Correction]) -> Option<String> {
    let mut corrections: Vec<&Correction> = corrections.iter().collect();
    sort_by_key(&mut corrections, |correction| correction.start);
    let mut out = String::new();
    let mut at = 0;
    for correction in &corrections {
        out.push_str(query.get(at..correction.start)?);
        out.push_str(&correction.text);
        at = correction.end;
    }
    out.push_str(query.get(at..)?);
    (!corrections.is_empty()).then_some(out)
}

/// A better spelling for a piece of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Where the piece begins in the query, in bytes.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What to put there.
    pub text: String,
}

/// What to look for, and how much of the answer is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What the reader typed.
    pub query: &'a Query,
    /// What else an article must be.
    pub filters: &'a Filters,
    /// What order the answer comes in.
    pub sort: Sort,
    /// How many hits to put in order, from the first.
    pub first_hits: usize,
    /// Entities of which articles must name every one; `None` for one that is not there.
    pub entities: &'a [Option<EntityId>],
    /// Whether to list every article in the answer.
    pub list_all: bool,
}

impl<'a> Request<'a> {
    /// For the words of `query` alone, best first.
    pub fn words(query: &'a Query, first_hits: usize) -> Self {
        const NO_FILTERS: &Filters = &Filters { after: None, before: None, language: None };
        Request { query, filters: NO_FILTERS, sort: Sort::Relevance, first_hits, entities: &[], list_all: false }
    }
}

/// What is searched.
#[derive(Clone, Copy)]
pub struct Corpus<'a> {
    /// Its words.
    pub index: &'a Index,
    /// Its entities, once they are known.
    pub register: Option<&'a Register>,
}

/// Runs a request over `corpus`.
pub fn search(request: Request<'_>, corpus: Corpus<'_>, weights: &Weights) -> Answer {
    let Request { query, filters, sort, first_hits, entities, list_all } = request;
    let Corpus { index, register } = corpus;
    let mut run =
        Run { index, register, weights, matcher: Matcher::default(), corrections: Vec::new(), named: Vec::new() };
    let mut tally = Tally::new(index.documents());
    let languages = index.known_languages();
    // Until the names are known, they are words like others.
    let (named, unread) =
        if register.is_some() { (query.named.as_slice(), &[][..]) } else { (&[][..], query.named.as_slice()) };
    let unread =
        |excluded: bool| unread.iter().filter(move |named| named.excluded == excluded).map(|named| &named.clause);
    let clauses: Vec<&Clause> = telling(&query.clauses, &languages).into_iter().chain(unread(false)).collect();
    let meant = register.map(|register| who::find(&clauses, register, index)).unwrap_or_default();
    for (at, clause) in clauses.iter().enumerate() {
        let found = run.clause(clause, meant.get(at).map(Vec::as_slice).unwrap_or_default());
        if found.is_empty() {
            tally.miss(run.parts(clause, &languages), run.weights, index);
        } else {
            tally.count(&found, true, weights, index);
        }
    }
    let has_words = !clauses.is_empty();
    for named in named {
        run.narrow(&mut tally, named, has_words);
    }
    for entity in entities {
        run.narrow_to(&mut tally, *entity, has_words);
    }
    for clause in query.excluded.iter().chain(unread(true)) {
        tally.exclude(&run.exact(clause));
    }
    let filters =
        Filters { after: filters.after.max(query.after), before: earlier(filters.before, query.before), ..*filters };
    if !has_words && (!query.is_empty() || !entities.is_empty()) {
        tally.admit_all();
    }
    let (mut total, mut complete, mut documents) = (0, 0, Vec::new());
    let mut first = First::new(first_hits, |a, b| compare(a, b, sort, index));
    for hit in tally.hits().filter(|hit| filters.admits(hit.document, index)) {
        total += 1;
        complete += usize::from(hit.complete);
        if list_all {
            documents.push(hit.document);
        }
        first.push(hit);
    }
    let Run { matcher, corrections, mut named, .. } = run;
    sort_by_key(&mut named, |&entity| entity);
    named.dedup();
    Answer { hits: first.into_items(), total, complete, matcher, documents, named, corrections }
}

/// The clauses that say what is sought for: "the harbour" asks for the harbour, but "the who" asks for both.
fn telling<'q>(clauses: &'q [Clause], languages: &[Language]) -> Vec<&'q Clause> {
    let is_small = |clause: &&Clause| {
        clause.any.iter().all(|atom| match atom.words.as_slice() {
            [word] => is_function_word(spelling(&word.key), languages),
            _ => false,
        })
    };
    let telling: Vec<&Clause> = clauses.iter().filter(|clause| !is_small(clause)).collect();
    if telling.is_empty() { clauses.iter().collect() } else { telling }
}

fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    a.into_iter().chain(b).min()
}

/// What comes first in the answer. No two hits are equal.
fn compare(a: &Hit, b: &Hit, sort: Sort, index: &Index) -> Ordering {
    let day = |hit: &Hit| index.date(hit.document);
    let by_day = || day(b).cmp(&day(a));
    let first = match sort {
        Sort::Relevance => (!a.complete, a.doubts).cmp(&(!b.complete, b.doubts)),
        Sort::Newest => by_day(),
        Sort::Oldest => day(a).is_none().cmp(&day(b).is_none()).then_with(|| day(a).cmp(&day(b))),
    };
    first.then_with(|| b.score.total_cmp(&a.score)).then_with(by_day).then(a.document.cmp(&b.document))
}

/// One search under way.
struct Run<'a> {
    index: &'a Index,
    register: Option<&'a Register>,
    weights: &'a Weights,
    matcher: Matcher,
    corrections: Vec<Correction>,
    named: Vec<EntityId>,
}

impl Run<'_> {
    /// Documents that have any alternative of the clause, or another name of whom or what it means; what was found is noted
    /// for marking.
    fn clause(&mut self, clause: &Clause, meant: &[EntityId]) -> Found {
        let group = self.matcher.begin_group();
        let alternatives: Vec<Vec<Vec<Form>>> = clause.any.iter().map(|atom| self.resolve(atom)).collect();
        // A correction is a fall-back for the whole clause: with "fog OR fgo", fog is enough.
        let sure = |slots: &Vec<Vec<Form>>| slots.iter().flatten().all(|form| form.kind != MatchKind::Fuzzy);
        let found_surely = alternatives.iter().any(|slots| sure(slots) && slots.iter().all(|forms| !forms.is_empty()));
        let mut found = Found::new();
        for (atom, slots) in clause.any.iter().zip(alternatives) {
            // A name that is known is not a misspelt word.
            if (found_surely || !meant.is_empty()) && !sure(&slots) {
                continue;
            }
            let one = self.atom(atom, &slots);
            if !one.is_empty() {
                self.note_correction(atom, &slots);
                self.matcher.add(group, atom.field, slots);
            }
            found = merge(found, one);
        }
        found = self.add_other_names(found, meant, group);
        let rarity = rarity(found.len(), self.index.documents());
        self.matcher.set_weight(group, rarity);
        found
    }

    /// What the words of a clause find one by one, each noted for marking.
    fn parts(&mut self, clause: &Clause, languages: &[Language]) -> Vec<Found> {
        let phrases = clause.any.iter().filter(|atom| atom.words.len() > 1);
        let words: Vec<Clause> = phrases
            .flat_map(|atom| atom.words.iter().map(|word| Atom { words: vec![word.clone()], ..atom.clone() }))
            .map(|atom| Clause { any: vec![atom] })
            .collect();
        telling(&words, languages).into_iter().map(|word| self.clause(word, &[])).collect()
    }

    /// Documents that have the clause as it is typed, accents aside: what a reader excludes is not widened.
    fn exact(&self, clause: &Clause) -> Found {
        clause.any.iter().fold(Found::new(), |found, atom| {
            let slots: Vec<Vec<Form>> = atom
                .words
                .iter()
                .map(|word| resolve(&Word { prefix: false, ..word.clone() }, self.index))
                .map(|forms| forms.into_iter().filter(|form| form.kind == MatchKind::Exact).collect())
                .collect();
            merge(found, self.atom(atom, &slots))
        })
    }

    fn resolve(&self, atom: &Atom) -> Vec<Vec<Form>> {
        atom.words.iter().map(|word| resolve(word, self.index)).collect()
    }

    fn note_correction(&mut self, atom: &Atom, slots: &[Vec<Form>]) {
        let ([word], [forms]) = (atom.words.as_slice(), slots) else { return };
        let Some(best) = forms.first().filter(|form| form.kind == MatchKind::Fuzzy) else { return };
        // While a word is being typed its end is not there to be right or wrong.
        if !word.prefix || best.distance > 0 {
            let text = spelling(&best.key).to_owned();
            self.corrections.push(Correction { start: atom.start, end: atom.end, text });
        }
    }

    fn atom(&self, atom: &Atom, slots: &[Vec<Form>]) -> Found {
        match slots {
            [forms] => self.word(forms, atom.field),
            _ => self.phrase(slots, atom.field),
        }
    }

    fn word(&self, forms: &[Form], field: Option<Field>) -> Found {
        // A beginning may stand for many terms: one cell a document is quicker than merging their lists.
        let mut cells: Vec<Option<(f32, Grade)>> = vec![None; self.index.documents() as usize];
        for form in forms {
            let (worth, grade) = (self.weights.of(form.kind, form.respelt), Grade::from(form));
            for posting in self.index.postings(form.term) {
                let occurrences = worth * self.weights.occurrences(&posting, field, self.index);
                if let Some(cell) = cells.get_mut(posting.document as usize).filter(|_| occurrences > 0.0) {
                    let (sum, best) = cell.unwrap_or((0.0, grade));
                    *cell = Some((sum + occurrences, best.min(grade)));
                }
            }
        }
        (0..).zip(cells).filter_map(|(document, cell)| cell.map(|(sum, grade)| (document, sum, grade))).collect()
    }

    /// Documents where each slot's words stand one place after those of the slot before.
    fn phrase(&self, slots: &[Vec<Form>], field: Option<Field>) -> Found {
        let mut ends: Option<Vec<Place>> = None;
        for forms in slots {
            let here = self.places(forms);
            ends = Some(match ends {
                None => here,
                Some(before) => follow(&before, &here),
            });
        }
        let places = ends.unwrap_or_default();
        let by_document = places.chunk_by(|a, b| a.document == b.document);
        by_document
            .filter_map(|places| {
                let first = places.first()?;
                let posting = self.phrase_posting(first.document, places, slots.len() as u32);
                let occurrences = self.weights.occurrences(&posting, field, self.index);
                let grade = places.iter().map(|place| place.grade).min()?;
                let worth = places.iter().map(|place| place.worth).fold(0.0, f32::max);
                (occurrences > 0.0).then_some((first.document, occurrences * worth, grade))
            })
            .collect()
    }

    /// A phrase counted like a word. The title's words come first in a document, so a place tells whether it is there;
    /// headings count as body.
    fn phrase_posting(&self, document: u32, places: &[Place], words: u32) -> Posting {
        let title_end = self.index.length(DocumentId(document), Field::Title);
        let in_title =
            places.iter().filter(|place| place.position + 1 - words.min(place.position + 1) < title_end).count() as u32;
        Posting { document, counts: [in_title, 0, places.len() as u32 - in_title] }
    }

    /// Every place of any of the forms, rising.
    fn places(&self, forms: &[Form]) -> Vec<Place> {
        let mut places: Vec<Place> = forms
            .iter()
            .flat_map(|form| {
                let worth = self.weights.of(form.kind, form.respelt);
                // Words side by side are mostly a quotation: what stands there to the letter comes first.
                let other_form = form.kind == MatchKind::Stem;
                let grade = if other_form { Grade::Respelt } else { Grade::from(form) };
                self.index.occurrences(form.term).map(move |(document, position)| Place {
                    document,
                    position,
                    worth,
                    grade,
                })
            })
            .collect();
        // The places of one term are in order already.
        if forms.len() > 1 {
            sort_by_key(&mut places, |place| (place.document, place.position));
        }
        places
    }
}

/// Where a phrase has come to, with the least sure of its words.
#[derive(Debug, Clone, Copy)]
struct Place {
    document: u32,
    position: u32,
    worth: f32,
    grade: Grade,
}

/// The places of `next` right behind a place of `before`; both rise.
fn follow(before: &[Place], next: &[Place]) -> Vec<Place> {
    let mut before = before.iter().peekable();
    let mut found = Vec::new();
    for place in next {
        let wanted = (place.document, place.position);
        while before.next_if(|earlier| (earlier.document, earlier.position + 1) < wanted).is_some() {}
        if let Some(earlier) = before.peek().filter(|earlier| (earlier.document, earlier.position + 1) == wanted) {
            let (worth, grade) = (place.worth.min(earlier.worth), place.grade.max(earlier.grade));
            found.push(Place { worth, grade, ..*place });
        }
    }
    found
}
