//! What a clause of the query finds: its words, forms and phrases looked up in the index.

use super::clause_accumulator::ClauseAccumulator;
use super::corpus::SearchCorpus;
use super::expand::{TermExpansion, expand_word, fuzzy_expansions};
use super::explain::ExplainedClause;
use super::matcher::QueryMatcher;
use super::proximity::ProximityTerms;
use super::score::RankingWeights;
use super::score_accumulator::{ClauseMatches, MatchGrade};
use super::spelling_correction::SpellingCorrection;
use super::stop_words::without_stop_words;
use crate::analysis::fold::is_unspaced_script;
use crate::analysis::token::{plain_form, spelling_of};
use crate::document::{DocumentId, Language};
use crate::entity::{EntityId, Register};
use crate::error::{Error, Result};
use crate::index::{IndexField, InvertedIndex, PositionIterator, Posting, TermId};
use crate::order::sort_by_key;
use crate::query::{QueryAtom, QueryClause, QueryWord};
use crate::storage::lazy_parts::collect_all;
use crate::view::MatchKind;

/// One search under way.
pub struct QueryExecution<'a> {
    pub(super) index: &'a InvertedIndex,
    pub(super) register: Option<&'a Register>,
    pub(super) weights: &'a RankingWeights,
    pub(super) matcher: QueryMatcher,
    pub(super) corrections: Vec<SpellingCorrection>,
    pub(super) named_entities: Vec<EntityId>,
    /// Words to be looked for beside each other.
    pub(super) proximity_terms: Vec<ProximityTerms>,
    /// What each part of the query found, where that is to be explained.
    pub(super) explained_clauses: Option<Vec<ExplainedClause>>,
    /// Positions that phrases asked for and that are not here: what was found without them is a draft.
    pub(super) missing: Vec<Error>,
    accumulator: ClauseAccumulator,
    clause_count: usize,
}

impl<'a> QueryExecution<'a> {
    /// Nothing was looked for yet.
    pub fn new(
        SearchCorpus { index, register, tokenizer }: SearchCorpus<'a>,
        weights: &'a RankingWeights,
        explain: bool,
    ) -> Self {
        QueryExecution {
            index,
            register,
            weights,
            matcher: QueryMatcher::new(tokenizer),
            corrections: Vec::new(),
            named_entities: Vec::new(),
            proximity_terms: Vec::new(),
            explained_clauses: explain.then(Vec::new),
            missing: Vec::new(),
            accumulator: ClauseAccumulator::new(index.document_count()),
            clause_count: 0,
        }
    }

    /// Keeps what a clause found, if that is to be explained.
    pub fn record_explanation(&mut self, clause: &QueryClause, found: Vec<ClauseMatches>) {
        if let Some(parts) = &mut self.explained_clauses {
            parts.push(ExplainedClause::from_clause(clause, found));
        }
    }

    /// Documents that have any alternative of the clause, or another name of whom or what it means; what was found is noted
    /// for marking.
    pub fn match_clause(&mut self, clause: &QueryClause, meant: &[EntityId]) -> Result<ClauseMatches> {
        let group = self.matcher.begin_group();
        let any = self.alternatives_to_match(clause)?;
        let mut alternatives = collect_all(any.iter().map(|atom| self.expand_atom(atom)))?;
        // A correction is a fall-back for the whole clause: with "fog OR fgo", fog is enough. And a name that is known is not a misspelt
        // word.
        let is_known = alternatives.iter().any(|slots| slots.iter().all(|expansions| !expansions.is_empty()));
        if !is_known && meant.is_empty() {
            alternatives = collect_all(any.iter().zip(alternatives).map(|(atom, slots)| self.correct(atom, slots)))?;
        }
        let mut found = ClauseMatches::default();
        let mut terms = Vec::new();
        for (atom, slots) in any.iter().zip(alternatives) {
            let one = self.match_atom(atom, &slots)?;
            if !one.is_empty() {
                self.record_correction(atom, &slots);
                terms.extend(proximity_term_ids(&slots));
                self.matcher.add_sequence(group, atom.field, slots);
            }
            found = found.merge(one);
        }
        found = self.add_alias_matches(found, meant, group);
        let idf = found.idf(self.index);
        self.matcher.set_group_weight(group, idf);
        if !terms.is_empty() {
            self.proximity_terms.push(ProximityTerms { clause: self.clause_count, idf, terms });
        }
        self.clause_count += 1;
        Ok(found)
    }

    /// What the words of a clause find one by one, each noted for marking.
    pub fn match_single_words(&mut self, clause: &QueryClause, languages: &[Language]) -> Result<Vec<ClauseMatches>> {
        let phrases = clause.alternatives.iter().filter(|atom| atom.words.len() > 1);
        let words: Vec<QueryClause> = phrases
            .flat_map(|atom| atom.words.iter().map(|word| QueryAtom { words: vec![word.clone()], ..atom.clone() }))
            .map(|atom| QueryClause { alternatives: vec![atom] })
            .collect();
        collect_all(without_stop_words(&words, languages).into_iter().map(|word| self.match_clause(word, &[])))
    }

    /// Documents that have the clause as it is typed, accents aside: what a reader excludes is not widened.
    pub fn match_exactly(&mut self, clause: &QueryClause) -> Result<ClauseMatches> {
        let exact = |word: &QueryWord| -> Result<Vec<TermExpansion>> {
            let mut expansions = expand_word(&QueryWord { prefix: false, ..word.clone() }, self.index)?;
            expansions.retain(|expansion| expansion.kind == MatchKind::Exact);
            Ok(expansions)
        };
        let alternatives =
            collect_all(clause.alternatives.iter().map(|atom| collect_all(atom.words.iter().map(exact))))?;
        let mut found = ClauseMatches::default();
        for (atom, slots) in clause.alternatives.iter().zip(alternatives) {
            found = found.merge(self.match_atom(atom, &slots)?);
        }
        Ok(found)
    }

    /// The alternatives of a clause. In a room that comes in parts the letters of a known word, where words are written without
    /// spaces, are not looked for side by side: each stands nearly everywhere.
    fn alternatives_to_match<'c>(&self, clause: &'c QueryClause) -> Result<&'c [QueryAtom]> {
        let in_letters =
            |atom: &QueryAtom| atom.words.iter().all(|word| plain_form(&word.key).starts_with(is_unspaced_script));
        Ok(match clause.alternatives.as_slice() {
            [whole, letters] if self.index.is_sharded() && whole.words.len() == 1 && in_letters(letters) => {
                let expansions = self.correct(whole, self.expand_atom(whole)?)?;
                let is_known = expansions.iter().all(|expansions| !expansions.is_empty());
                if is_known { std::slice::from_ref(whole) } else { &clause.alternatives }
            }
            any => any,
        })
    }

    fn expand_atom(&self, atom: &QueryAtom) -> Result<Vec<Vec<TermExpansion>>> {
        collect_all(atom.words.iter().map(|word| expand_word(word, self.index)))
    }

    /// The words of `atom` that stand for nothing by themselves, in better spellings.
    fn correct(&self, atom: &QueryAtom, slots: Vec<Vec<TermExpansion>>) -> Result<Vec<Vec<TermExpansion>>> {
        let words = atom.words.iter().zip(slots);
        collect_all(words.map(
            |(word, expansions)| {
                if expansions.is_empty() { fuzzy_expansions(word, self.index) } else { Ok(expansions) }
            },
        ))
    }

    fn record_correction(&mut self, atom: &QueryAtom, slots: &[Vec<TermExpansion>]) {
        let ([word], [expansions]) = (atom.words.as_slice(), slots) else { return };
        let Some(best) = expansions.first().filter(|expansion| expansion.kind == MatchKind::Fuzzy) else { return };
        // While a word is being typed its end is not there to be right or wrong.
        if !word.prefix || best.edit_distance > 0 {
            let text = spelling_of(&best.key).to_owned();
            self.corrections.push(SpellingCorrection { start: atom.start, end: atom.end, text });
        }
    }

    fn match_atom(&mut self, atom: &QueryAtom, slots: &[Vec<TermExpansion>]) -> Result<ClauseMatches> {
        if let [expansions] = slots {
            return self.match_word(expansions, atom.field);
        }
        // With a word that is nowhere, no positions are looked at.
        if slots.iter().any(Vec::is_empty) {
            return Ok(ClauseMatches::default());
        }
        let occurrences = |expansion: &TermExpansion| self.index.term_positions(expansion.term);
        match collect_all(slots.iter().map(|expansions| collect_all(expansions.iter().map(occurrences)))) {
            Ok(occurrences) => Ok(self.match_phrase(slots, occurrences, atom.field)),
            Err(error) => {
                self.missing.push(error);
                Ok(ClauseMatches::default())
            }
        }
    }

    fn match_word(&mut self, expansions: &[TermExpansion], field: Option<IndexField>) -> Result<ClauseMatches> {
        for expansion in expansions {
            let (weight, grade) =
                (self.weights.match_weight(expansion.kind, expansion.accents_differ), MatchGrade::from(expansion));
            let whole = expansion.kind != MatchKind::Prefix;
            for posting in self.index.term_postings(expansion.term)? {
                let occurrences = weight * self.weights.weighted_frequency(&posting, field, self.index);
                if occurrences > 0.0 {
                    self.accumulator.accumulate(posting.document, occurrences, grade, whole);
                }
            }
        }
        Ok(self.accumulator.take_matches())
    }

    /// Documents where each slot's words stand one place after those of the slot before; `occurrences` are those of all forms.
    fn match_phrase(
        &self,
        slots: &[Vec<TermExpansion>],
        occurrences: Vec<Vec<PositionIterator<'_>>>,
        field: Option<IndexField>,
    ) -> ClauseMatches {
        let mut ends: Option<Vec<PhrasePosition>> = None;
        for (expansions, occurrences) in slots.iter().zip(occurrences) {
            let here = self.merged_positions(expansions, occurrences);
            ends = Some(match ends {
                None => here,
                Some(before) => adjacent_positions(&before, &here),
            });
        }
        let places = ends.unwrap_or_default();
        let by_document = places.chunk_by(|a, b| a.document == b.document);
        let rows = by_document.filter_map(|places| {
            let first = places.first()?;
            let posting = self.phrase_posting(first.document, places, slots.len() as u32);
            let occurrences = self.weights.weighted_frequency(&posting, field, self.index);
            let grade = places.iter().map(|place| place.grade).min()?;
            let weight = places.iter().map(|place| place.weight).fold(0.0, f32::max);
            (occurrences > 0.0).then_some((first.document, occurrences * weight, grade))
        });
        ClauseMatches::from_matches(rows.collect())
    }

    /// A phrase counted like a word. The title's words come first in a document, so a place tells whether it is there;
    /// headings count as body.
    fn phrase_posting(&self, document: u32, places: &[PhrasePosition], words: u32) -> Posting {
        let title_end = self.index.field_length(DocumentId(document), IndexField::Title);
        let in_title =
            places.iter().filter(|place| place.position + 1 - words.min(place.position + 1) < title_end).count() as u32;
        Posting { document, counts: [in_title, 0, places.len() as u32 - in_title] }
    }

    /// Every place of any of the forms, rising.
    fn merged_positions(
        &self,
        expansions: &[TermExpansion],
        occurrences: Vec<PositionIterator<'_>>,
    ) -> Vec<PhrasePosition> {
        let mut places: Vec<PhrasePosition> = expansions
            .iter()
            .zip(occurrences)
            .flat_map(|(expansion, occurrences)| {
                let weight = self.weights.match_weight(expansion.kind, expansion.accents_differ);
                // Words side by side are mostly a quotation: what stands there to the letter comes first.
                let other_form = expansion.kind == MatchKind::Stem;
                let grade = if other_form { MatchGrade::AccentVariant } else { MatchGrade::from(expansion) };
                occurrences.map(move |(document, position)| PhrasePosition { document, position, weight, grade })
            })
            .collect();
        // The places of one term are in order already.
        if expansions.len() > 1 {
            sort_by_key(&mut places, |place| (place.document, place.position));
        }
        places
    }
}

/// The terms of a word that is looked for beside others: completions only where it is nothing by itself. The words of a phrase
/// stand beside each other anyway.
fn proximity_term_ids(slots: &[Vec<TermExpansion>]) -> impl Iterator<Item = TermId> {
    let expansions = if let [expansions] = slots { expansions.as_slice() } else { &[] };
    let is_whole = |expansion: &TermExpansion| expansion.kind != MatchKind::Prefix;
    let any_whole = expansions.iter().any(is_whole);
    expansions.iter().filter(move |expansion| !any_whole || is_whole(expansion)).map(|expansion| expansion.term)
}

/// Where a phrase has come to, with the least sure of its words.
#[derive(Debug, Clone, Copy)]
struct PhrasePosition {
    document: u32,
    position: u32,
    weight: f32,
    grade: MatchGrade,
}

/// The places of `next` right behind a place of `before`; both rise.
fn adjacent_positions(before: &[PhrasePosition], next: &[PhrasePosition]) -> Vec<PhrasePosition> {
    let mut before = before.iter().peekable();
    let mut found = Vec::new();
    for place in next {
        let wanted = (place.document, place.position);
        while before.next_if(|earlier| (earlier.document, earlier.position + 1) < wanted).is_some() {}
        if let Some(earlier) = before.peek().filter(|earlier| (earlier.document, earlier.position + 1) == wanted) {
            let (weight, grade) = (place.weight.min(earlier.weight), place.grade.max(earlier.grade));
            found.push(PhrasePosition { weight, grade, ..*place });
        }
    }
    found
}
