//! What a clause of the query finds: its words, forms and phrases looked up in the index.

use super::cells::Cells;
use super::explain::Part;
use super::matcher::Matcher;
use super::proximity::Sought;
use super::resolve::{Form, corrections, resolve};
use super::score::Weights;
use super::tally::{Found, Grade};
use super::{Corpus, Correction, telling};
use crate::document::{DocumentId, Language};
use crate::entity::{EntityId, Register};
use crate::error::{Error, Result};
use crate::fold::is_unspaced;
use crate::index::{Field, Index, Occurrences, Posting, TermId};
use crate::order::sort_by_key;
use crate::parts::all;
use crate::query::{Atom, Clause, Word};
use crate::token::{plain, spelling};
use crate::view::MatchKind;

/// One search under way.
pub struct Run<'a> {
    pub(super) index: &'a Index,
    pub(super) register: Option<&'a Register>,
    pub(super) weights: &'a Weights,
    pub(super) matcher: Matcher,
    pub(super) corrections: Vec<Correction>,
    pub(super) named: Vec<EntityId>,
    /// Words to be looked for beside each other.
    pub(super) sought: Vec<Sought>,
    /// What each part of the query found, where that is to be explained.
    pub(super) explained: Option<Vec<Part>>,
    /// Positions that phrases asked for and that are not here: what was found without them is a draft.
    pub(super) missing: Vec<Error>,
    cells: Cells,
    clauses: usize,
}

impl<'a> Run<'a> {
    /// Nothing was looked for yet.
    pub fn new(Corpus { index, register, tokenizer }: Corpus<'a>, weights: &'a Weights, explain: bool) -> Self {
        Run {
            index,
            register,
            weights,
            matcher: Matcher::new(tokenizer),
            corrections: Vec::new(),
            named: Vec::new(),
            sought: Vec::new(),
            explained: explain.then(Vec::new),
            missing: Vec::new(),
            cells: Cells::new(index.documents()),
            clauses: 0,
        }
    }

    /// Keeps what a clause found, if that is to be explained.
    pub fn explain(&mut self, clause: &Clause, found: Vec<Found>) {
        if let Some(parts) = &mut self.explained {
            parts.push(Part::of(clause, found));
        }
    }

    /// Documents that have any alternative of the clause, or another name of whom or what it means; what was found is noted
    /// for marking.
    pub fn clause(&mut self, clause: &Clause, meant: &[EntityId]) -> Result<Found> {
        let group = self.matcher.begin_group();
        let any = self.worth_asking(clause)?;
        let mut alternatives = all(any.iter().map(|atom| self.resolve(atom)))?;
        // A correction is a fall-back for the whole clause: with "fog OR fgo", fog is enough. And a name that is known is not a misspelt
        // word.
        let is_known = alternatives.iter().any(|slots| slots.iter().all(|forms| !forms.is_empty()));
        if !is_known && meant.is_empty() {
            alternatives = all(any.iter().zip(alternatives).map(|(atom, slots)| self.correct(atom, slots)))?;
        }
        let mut found = Found::default();
        let mut terms = Vec::new();
        for (atom, slots) in any.iter().zip(alternatives) {
            let one = self.atom(atom, &slots)?;
            if !one.is_empty() {
                self.note_correction(atom, &slots);
                terms.extend(sought_terms(&slots));
                self.matcher.add(group, atom.field, slots);
            }
            found = found.merge(one);
        }
        found = self.add_other_names(found, meant, group);
        let rarity = found.rarity(self.index);
        self.matcher.set_weight(group, rarity);
        if !terms.is_empty() {
            self.sought.push(Sought { clause: self.clauses, rarity, terms });
        }
        self.clauses += 1;
        Ok(found)
    }

    /// What the words of a clause find one by one, each noted for marking.
    pub fn parts(&mut self, clause: &Clause, languages: &[Language]) -> Result<Vec<Found>> {
        let phrases = clause.any.iter().filter(|atom| atom.words.len() > 1);
        let words: Vec<Clause> = phrases
            .flat_map(|atom| atom.words.iter().map(|word| Atom { words: vec![word.clone()], ..atom.clone() }))
            .map(|atom| Clause { any: vec![atom] })
            .collect();
        all(telling(&words, languages).into_iter().map(|word| self.clause(word, &[])))
    }

    /// Documents that have the clause as it is typed, accents aside: what a reader excludes is not widened.
    pub fn exact(&mut self, clause: &Clause) -> Result<Found> {
        let exact = |word: &Word| -> Result<Vec<Form>> {
            let mut forms = resolve(&Word { prefix: false, ..word.clone() }, self.index)?;
            forms.retain(|form| form.kind == MatchKind::Exact);
            Ok(forms)
        };
        let alternatives = all(clause.any.iter().map(|atom| all(atom.words.iter().map(exact))))?;
        let mut found = Found::default();
        for (atom, slots) in clause.any.iter().zip(alternatives) {
            found = found.merge(self.atom(atom, &slots)?);
        }
        Ok(found)
    }

    /// The alternatives of a clause. In a room that comes in parts the letters of a known word, where words are written without
    /// spaces, are not looked for side by side: each stands nearly everywhere.
    fn worth_asking<'c>(&self, clause: &'c Clause) -> Result<&'c [Atom]> {
        let in_letters = |atom: &Atom| atom.words.iter().all(|word| plain(&word.key).starts_with(is_unspaced));
        Ok(match clause.any.as_slice() {
            [whole, letters] if self.index.is_large() && whole.words.len() == 1 && in_letters(letters) => {
                let forms = self.correct(whole, self.resolve(whole)?)?;
                let is_known = forms.iter().all(|forms| !forms.is_empty());
                if is_known { std::slice::from_ref(whole) } else { &clause.any }
            }
            any => any,
        })
    }

    fn resolve(&self, atom: &Atom) -> Result<Vec<Vec<Form>>> {
        all(atom.words.iter().map(|word| resolve(word, self.index)))
    }

    /// The words of `atom` that stand for nothing by themselves, in better spellings.
    fn correct(&self, atom: &Atom, slots: Vec<Vec<Form>>) -> Result<Vec<Vec<Form>>> {
        let words = atom.words.iter().zip(slots);
        all(words.map(|(word, forms)| if forms.is_empty() { corrections(word, self.index) } else { Ok(forms) }))
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

    fn atom(&mut self, atom: &Atom, slots: &[Vec<Form>]) -> Result<Found> {
        if let [forms] = slots {
            return self.word(forms, atom.field);
        }
        // With a word that is nowhere, no positions are looked at.
        if slots.iter().any(Vec::is_empty) {
            return Ok(Found::default());
        }
        let occurrences = |form: &Form| self.index.occurrences(form.term);
        match all(slots.iter().map(|forms| all(forms.iter().map(occurrences)))) {
            Ok(occurrences) => Ok(self.phrase(slots, occurrences, atom.field)),
            Err(error) => {
                self.missing.push(error);
                Ok(Found::default())
            }
        }
    }

    fn word(&mut self, forms: &[Form], field: Option<Field>) -> Result<Found> {
        for form in forms {
            let (worth, grade) = (self.weights.of(form.kind, form.respelt), Grade::from(form));
            let whole = form.kind != MatchKind::Prefix;
            for posting in self.index.postings(form.term)? {
                let occurrences = worth * self.weights.occurrences(&posting, field, self.index);
                if occurrences > 0.0 {
                    self.cells.add(posting.document, occurrences, grade, whole);
                }
            }
        }
        Ok(self.cells.take())
    }

    /// Documents where each slot's words stand one place after those of the slot before; `occurrences` are those of all forms.
    fn phrase(&self, slots: &[Vec<Form>], occurrences: Vec<Vec<Occurrences<'_>>>, field: Option<Field>) -> Found {
        let mut ends: Option<Vec<Place>> = None;
        for (forms, occurrences) in slots.iter().zip(occurrences) {
            let here = self.places(forms, occurrences);
            ends = Some(match ends {
                None => here,
                Some(before) => follow(&before, &here),
            });
        }
        let places = ends.unwrap_or_default();
        let by_document = places.chunk_by(|a, b| a.document == b.document);
        let rows = by_document.filter_map(|places| {
            let first = places.first()?;
            let posting = self.phrase_posting(first.document, places, slots.len() as u32);
            let occurrences = self.weights.occurrences(&posting, field, self.index);
            let grade = places.iter().map(|place| place.grade).min()?;
            let worth = places.iter().map(|place| place.worth).fold(0.0, f32::max);
            (occurrences > 0.0).then_some((first.document, occurrences * worth, grade))
        });
        Found::of(rows.collect())
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
    fn places(&self, forms: &[Form], occurrences: Vec<Occurrences<'_>>) -> Vec<Place> {
        let mut places: Vec<Place> = forms
            .iter()
            .zip(occurrences)
            .flat_map(|(form, occurrences)| {
                let worth = self.weights.of(form.kind, form.respelt);
                // Words side by side are mostly a quotation: what stands there to the letter comes first.
                let other_form = form.kind == MatchKind::Stem;
                let grade = if other_form { Grade::Respelt } else { Grade::from(form) };
                occurrences.map(move |(document, position)| Place { document, position, worth, grade })
            })
            .collect();
        // The places of one term are in order already.
        if forms.len() > 1 {
            sort_by_key(&mut places, |place| (place.document, place.position));
        }
        places
    }
}

/// The terms of a word that is looked for beside others: completions only where it is nothing by itself. The words of a phrase
/// stand beside each other anyway.
fn sought_terms(slots: &[Vec<Form>]) -> impl Iterator<Item = TermId> {
    let forms = if let [forms] = slots { forms.as_slice() } else { &[] };
    let is_whole = |form: &Form| form.kind != MatchKind::Prefix;
    let any_whole = forms.iter().any(is_whole);
    forms.iter().filter(move |form| !any_whole || is_whole(form)).map(|form| form.term)
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
