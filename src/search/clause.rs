//! Evaluation of one clause, term at a time: query expansion, posting lists added up in an accumulator, phrases by merging position
//! lists.

use super::bm25f::RankingWeights;
use super::clause_accumulator::ClauseAccumulator;
use super::corpus::SearchCorpus;
use super::expand::{TermExpansion, expand_word, fuzzy_expansions};
use super::explain::ExplainedClause;
use super::matcher::QueryMatcher;
use super::proximity::ProximityTerms;
use super::score_accumulator::{ClauseMatches, MatchGrade};
use super::spelling_correction::SpellingCorrection;
use super::stop_words::without_stop_words;
use crate::analysis::fold::{fold, is_unspaced_script};
use crate::analysis::token::{plain_form, spelling_of};
use crate::document::{DocumentId, Language};
use crate::entity::{EntityId, Register};
use crate::error::{Error, Result};
use crate::index::{IndexField, InvertedIndex, PositionIterator, Posting, TermId};
use crate::order::sort_by_key;
use crate::query::{Nearness, QueryAtom, QueryClause, QueryGroup, QueryWord};
use crate::storage::lazy_parts::collect_all;
use crate::view::MatchKind;

/// How far apart the parts of a compound may stand: "Iran and Iraq" for "Iran-Iraq". Side by side they count twice.
const PARTS_APART: Nearness = Nearness { gap: 3, ordered: false };

/// Shortest part of a compound that is also found apart, in characters.
const MIN_PART_CHARS: usize = 3;

/// The state of one search: what its clauses share and collect.
pub struct QueryExecution<'a> {
    pub(super) index: &'a InvertedIndex,
    pub(super) register: Option<&'a Register>,
    pub(super) weights: &'a RankingWeights,
    pub(super) matcher: QueryMatcher,
    pub(super) corrections: Vec<SpellingCorrection>,
    pub(super) named_entities: Vec<EntityId>,
    /// Terms of the clauses, for proximity.
    pub(super) proximity_terms: Vec<ProximityTerms>,
    /// The matches of each clause, where they are to be explained.
    pub(super) explained_clauses: Option<Vec<ExplainedClause>>,
    /// Errors for positions that phrases need and that are not loaded: the result is partial.
    pub(super) missing: Vec<Error>,
    accumulator: ClauseAccumulator,
    clause_count: usize,
}

impl<'a> QueryExecution<'a> {
    /// Before the first clause.
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

    /// Keeps the matches of a clause, if they are to be explained.
    pub fn record_explanation(&mut self, clause: &QueryClause, found: Vec<ClauseMatches>) {
        if let Some(parts) = &mut self.explained_clauses {
            parts.push(ExplainedClause::from_clause(clause, found));
        }
    }

    /// The documents that match any alternative of the clause, or mention one of the entities in `linked` by an alias. Registers the
    /// terms for highlighting and proximity.
    pub fn match_clause(&mut self, clause: &QueryClause, linked: &[EntityId]) -> Result<ClauseMatches> {
        let group = self.matcher.begin_group();
        let mut terms = Vec::new();
        let found = self.match_alternatives(clause, linked, group, &mut terms)?;
        let found = self.add_alias_matches(found, linked, group);
        let idf = found.idf(self.index);
        self.matcher.set_group_weight(group, idf);
        if !terms.is_empty() {
            self.proximity_terms.push(ProximityTerms { clause: self.clause_count, idf, terms });
        }
        self.clause_count += 1;
        Ok(found)
    }

    /// The documents that match any alternative of the clause; collects the terms for proximity.
    fn match_alternatives(
        &mut self,
        clause: &QueryClause,
        linked: &[EntityId],
        group: usize,
        terms: &mut Vec<TermId>,
    ) -> Result<ClauseMatches> {
        let any = self.alternatives_to_match(clause)?;
        let mut alternatives = collect_all(any.iter().map(|atom| self.expand_atom(atom)))?;
        // Fuzzy matching is a fallback for the whole clause: with "fog OR fgo", fog is enough. And the name of a known entity is not a
        // misspelt word.
        let is_known = alternatives.iter().any(|slots| slots.iter().all(|expansions| !expansions.is_empty()));
        if !is_known && linked.is_empty() && clause.groups.is_empty() {
            alternatives = collect_all(any.iter().zip(alternatives).map(|(atom, slots)| self.correct(atom, slots)))?;
        }
        let groups = clause.groups.iter().map(|inner| self.match_group(inner, Some(group), terms));
        let mut found = collect_all(groups)?.into_iter().reduce(ClauseMatches::merge).unwrap_or_default();
        for (atom, slots) in any.iter().zip(alternatives) {
            let one = self.match_atom(atom, &slots)?;
            if !one.is_empty() {
                self.record_correction(atom, &slots);
                terms.extend(proximity_term_ids(&slots));
                self.matcher.add_sequence(group, atom, slots);
            }
            found = found.merge(one);
        }
        if let Some(parts) = compound_parts(clause) {
            found = found.merge(self.match_near(&parts, PARTS_APART, Some(group))?);
        }
        Ok(found)
    }

    /// The documents that match a conjunction. Highlights are of the clause `shown`; without it, words match only as typed.
    fn match_group(
        &mut self,
        group: &QueryGroup,
        shown: Option<usize>,
        terms: &mut Vec<TermId>,
    ) -> Result<ClauseMatches> {
        let mut found = match group.nearness {
            Some(nearness) => self.match_near(group, nearness, shown)?,
            None => {
                let clauses = without_stop_words(&group.clauses, &self.index.known_languages());
                let all = collect_all(clauses.into_iter().map(|clause| match shown {
                    Some(shown) => self.match_alternatives(clause, &[], shown, terms),
                    None => self.match_exactly(clause),
                }))?;
                all.into_iter().reduce(ClauseMatches::intersect).unwrap_or_default()
            }
        };
        for excluded in collect_all(group.excluded.iter().map(|clause| self.match_exactly(clause)))? {
            found = found.without(&excluded);
        }
        Ok(found)
    }

    /// The matches of the words of a phrase one by one, without stop words: the fallback for a phrase that is not found.
    pub fn match_single_words(&mut self, clause: &QueryClause, languages: &[Language]) -> Result<Vec<ClauseMatches>> {
        let phrases = clause.alternatives.iter().filter(|atom| atom.words.len() > 1);
        let words: Vec<QueryClause> = phrases
            .flat_map(|atom| atom.words.iter().map(|word| QueryAtom { words: vec![word.clone()], ..atom.clone() }))
            .map(|atom| QueryClause { alternatives: vec![atom], ..QueryClause::default() })
            .collect();
        collect_all(without_stop_words(&words, languages).into_iter().map(|word| self.match_clause(word, &[])))
    }

    /// The documents that match a clause as typed, accents aside: a prohibited clause is not expanded.
    pub fn match_exactly(&mut self, clause: &QueryClause) -> Result<ClauseMatches> {
        let alternatives = collect_all(clause.alternatives.iter().map(|atom| self.expand_exactly(atom)))?;
        let groups = clause.groups.iter().map(|group| self.match_group(group, None, &mut Vec::new()));
        let mut found = collect_all(groups)?.into_iter().reduce(ClauseMatches::merge).unwrap_or_default();
        for (atom, slots) in clause.alternatives.iter().zip(alternatives) {
            found = found.merge(self.match_atom(atom, &slots)?);
        }
        Ok(found)
    }

    /// The alternatives of a clause that are evaluated. In a sharded index a known word of a script without spaces is not also matched as
    /// a phrase of its letters, whose posting lists are among the longest.
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

    /// The terms of the words as typed, accents aside, or of the patterns that they are.
    pub(super) fn expand_exactly(&self, atom: &QueryAtom) -> Result<Vec<Vec<TermExpansion>>> {
        collect_all(atom.words.iter().map(|word| {
            let mut expansions = expand_word(&QueryWord { prefix: word.starred, ..word.clone() }, self.index)?;
            let typed = plain_form(&word.key);
            let is_typed = |expansion: &TermExpansion| {
                expansion.kind == MatchKind::Exact && fold(plain_form(&expansion.key)) == typed
            };
            let is_asked = |kind| word.pattern.is_some() || (word.starred && kind == MatchKind::Prefix);
            expansions.retain(|expansion| is_typed(expansion) || is_asked(expansion.kind));
            Ok(expansions)
        }))
    }

    pub(super) fn expand_atom(&self, atom: &QueryAtom) -> Result<Vec<Vec<TermExpansion>>> {
        collect_all(atom.words.iter().map(|word| expand_word(word, self.index)))
    }

    /// The expansions of `atom`, fuzzy ones for words that have none.
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
        // The end of a word that is being typed is not wrong yet.
        if !word.prefix || best.edit_distance > 0 {
            let text = spelling_of(&best.key).to_owned();
            self.corrections.push(SpellingCorrection { start: atom.start, end: atom.end, text });
        }
    }

    fn match_atom(&mut self, atom: &QueryAtom, slots: &[Vec<TermExpansion>]) -> Result<ClauseMatches> {
        if let [expansions] = slots {
            return self.match_word(expansions, atom.field);
        }
        // A phrase with a word that does not occur needs no positions.
        if slots.iter().any(Vec::is_empty) {
            return Ok(ClauseMatches::default());
        }
        let occurrences = |expansion: &TermExpansion| self.index.term_positions(expansion.term);
        match collect_all(slots.iter().map(|expansions| collect_all(expansions.iter().map(occurrences)))) {
            Ok(occurrences) => Ok(self.match_phrase(atom, slots, occurrences)),
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

    /// The documents where a term of each slot stands one position after one of the slot before. `occurrences` are the position lists of
    /// all expansions, by slot.
    fn match_phrase(
        &self,
        atom: &QueryAtom,
        slots: &[Vec<TermExpansion>],
        occurrences: Vec<Vec<PositionIterator<'_>>>,
    ) -> ClauseMatches {
        let places = self.phrase_positions(atom, slots, occurrences);
        let words = slots.len() as u32 + atom.words.iter().map(|word| word.skipped).sum::<u32>();
        let by_document = places.chunk_by(|a, b| a.document == b.document);
        let rows = by_document.filter_map(|places| {
            let first = places.first()?;
            let posting = self.phrase_posting(first.document, places, words);
            let occurrences = self.weights.weighted_frequency(&posting, atom.field, self.index);
            let grade = places.iter().map(|place| place.grade).min()?;
            let weight = places.iter().map(|place| place.weight).fold(0.0, f32::max);
            (occurrences > 0.0).then_some((first.document, occurrences * weight, grade))
        });
        ClauseMatches::from_matches(rows.collect())
    }

    /// Where a phrase ends.
    pub(super) fn phrase_positions(
        &self,
        atom: &QueryAtom,
        slots: &[Vec<TermExpansion>],
        occurrences: Vec<Vec<PositionIterator<'_>>>,
    ) -> Vec<PhrasePosition> {
        let mut ends: Option<Vec<PhrasePosition>> = None;
        for ((word, expansions), occurrences) in atom.words.iter().zip(slots).zip(occurrences) {
            let here = self.merged_positions(expansions, occurrences);
            ends = Some(match ends {
                None => here,
                Some(before) => adjacent_positions(&before, &here, 1 + word.skipped),
            });
        }
        ends.unwrap_or_default()
    }

    /// The occurrences of a phrase as a posting, to be scored like a word. The title has the first positions of a document, so a position
    /// tells whether it lies in the title; headings count as body.
    fn phrase_posting(&self, document: u32, places: &[PhrasePosition], words: u32) -> Posting {
        let title_end = self.index.field_length(DocumentId(document), IndexField::Title);
        let in_title =
            places.iter().filter(|place| place.position + 1 - words.min(place.position + 1) < title_end).count() as u32;
        Posting { document, counts: [in_title, 0, places.len() as u32 - in_title] }
    }

    /// The union of the position lists of all expansions, rising.
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
                // A phrase is mostly a quotation, so exact words rank above inflected forms.
                let other_form = expansion.kind == MatchKind::Stem;
                let grade = if other_form { MatchGrade::AccentVariant } else { MatchGrade::from(expansion) };
                occurrences.map(move |(document, position)| PhrasePosition { document, position, weight, grade })
            })
            .collect();
        // The positions of a single term rise already.
        if expansions.len() > 1 {
            sort_by_key(&mut places, |place| (place.document, place.position));
        }
        places
    }
}

/// The parts of a clause that is a compound of words; `None` for any other, also for one with a number or a single letter ("COVID-19").
fn compound_parts(clause: &QueryClause) -> Option<QueryGroup> {
    let [whole, parts] = clause.alternatives.as_slice() else { return None };
    let is_word = |word: &QueryWord| {
        let letters = plain_form(&word.key);
        letters.chars().count() >= MIN_PART_CHARS
            && letters.chars().all(|c| c.is_alphabetic() && !is_unspaced_script(c))
    };
    let is_compound = whole.words.len() == 1
        && parts.words.len() > 1
        && (whole.start, whole.end, None) == (parts.start, parts.end, parts.field)
        && parts.words.iter().all(is_word);
    let atom = |word: &QueryWord| QueryAtom { words: vec![word.clone()], ..parts.clone() };
    let apart = |word| QueryClause { alternatives: vec![atom(word)], ..QueryClause::default() };
    is_compound.then(|| QueryGroup { clauses: parts.words.iter().map(apart).collect(), ..QueryGroup::default() })
}

/// The terms of a word for proximity: completions only where nothing else matches. None for a phrase, whose words are adjacent
/// anyway.
fn proximity_term_ids(slots: &[Vec<TermExpansion>]) -> impl Iterator<Item = TermId> {
    let expansions = if let [expansions] = slots { expansions.as_slice() } else { &[] };
    let is_whole = |expansion: &TermExpansion| expansion.kind != MatchKind::Prefix;
    let any_whole = expansions.iter().any(is_whole);
    expansions.iter().filter(move |expansion| !any_whole || is_whole(expansion)).map(|expansion| expansion.term)
}

/// The end of a partial phrase match, with the lowest weight and the weakest grade of its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct PhrasePosition {
    pub document: u32,
    pub position: u32,
    pub weight: f32,
    pub grade: MatchGrade,
}

/// The positions of `next` that are `step` behind one of `before`; a merge of two rising lists.
fn adjacent_positions(before: &[PhrasePosition], next: &[PhrasePosition], step: u32) -> Vec<PhrasePosition> {
    let mut before = before.iter().peekable();
    let mut found = Vec::new();
    for place in next {
        let wanted = (place.document, place.position);
        while before.next_if(|earlier| (earlier.document, earlier.position + step) < wanted).is_some() {}
        if let Some(earlier) = before.peek().filter(|earlier| (earlier.document, earlier.position + step) == wanted) {
            let (weight, grade) = (place.weight.min(earlier.weight), place.grade.max(earlier.grade));
            found.push(PhrasePosition { weight, grade, ..*place });
        }
    }
    found
}
