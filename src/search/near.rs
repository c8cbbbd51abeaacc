//! Nearness: documents where words stand within a distance of each other.

use super::clause::{PhrasePosition, QueryExecution};
use super::score_accumulator::{ClauseMatches, MatchGrade};
use crate::error::Result;
use crate::index::Posting;
use crate::order::sort_by_key;
use crate::query::{Nearness, QueryClause, QueryGroup};
use crate::storage::lazy_parts::collect_all;

/// An occurrence of one of the words, or phrases, that have to stand near each other.
#[derive(Debug, Clone, Copy)]
struct NearPlace {
    operand: usize,
    /// Number of positions that it covers.
    width: u32,
    /// Where it ends.
    end: PhrasePosition,
}

impl QueryExecution<'_> {
    /// The documents where one of each operand stands within the distance; words that are highlighted are those of the clause `shown`.
    pub(super) fn match_near(
        &mut self,
        group: &QueryGroup,
        nearness: Nearness,
        shown: Option<usize>,
    ) -> Result<ClauseMatches> {
        let mut operands = Vec::new();
        group.clauses.iter().for_each(|clause| add_operands(clause, &mut operands));
        let lists = collect_all(operands.iter().enumerate().map(|(at, clause)| self.near_places(clause, at, shown)))?;
        if lists.iter().any(Vec::is_empty) {
            return Ok(ClauseMatches::default());
        }
        let mut places = lists.concat();
        sort_by_key(&mut places, |place| (place.end.document, place.end.position, place.operand));
        let by_document = places.chunk_by(|a, b| a.end.document == b.end.document);
        let rows = by_document.filter_map(|places| {
            let document = places.first()?.end.document;
            let (count, weight, grade) = near_windows(places, operands.len(), nearness)?;
            let posting = Posting { document, counts: [0, 0, count] };
            Some((document, weight * self.weights.weighted_frequency(&posting, None, self.index), grade))
        });
        Ok(ClauseMatches::from_matches(rows.collect()))
    }

    fn near_places(&mut self, clause: &QueryClause, operand: usize, shown: Option<usize>) -> Result<Vec<NearPlace>> {
        let mut places = Vec::new();
        for atom in &clause.alternatives {
            let slots = if shown.is_some() { self.expand_atom(atom)? } else { self.expand_exactly(atom)? };
            let occurrences = slots.iter().map(|expansions| {
                collect_all(expansions.iter().map(|expansion| self.index.term_positions(expansion.term)))
            });
            match collect_all(occurrences) {
                Ok(occurrences) => {
                    let skipped: u32 = atom.words.iter().map(|word| word.skipped).sum();
                    let width = atom.words.len() as u32 + skipped;
                    let ends = self.phrase_positions(atom, &slots, occurrences);
                    places.extend(ends.into_iter().map(|end| NearPlace { operand, width, end }));
                }
                Err(error) => self.missing.push(error),
            }
            if let Some(group) = shown {
                self.matcher.add_sequence(group, atom, slots);
            }
        }
        Ok(places)
    }
}

/// The clauses that have to stand near each other; those in parentheses one by one.
fn add_operands<'c>(clause: &'c QueryClause, operands: &mut Vec<&'c QueryClause>) {
    if !clause.alternatives.is_empty() {
        operands.push(clause);
    }
    clause.groups.iter().flat_map(|group| &group.clauses).for_each(|inner| add_operands(inner, operands));
}

/// In how many windows all operands stand near each other, with the best weight and grade; `None` if in none. `places` are those of one
/// document, rising.
fn near_windows(places: &[NearPlace], operands: usize, nearness: Nearness) -> Option<(u32, f32, MatchGrade)> {
    let mut last: Vec<Option<NearPlace>> = vec![None; operands];
    let mut best: Option<(u32, f32, MatchGrade)> = None;
    for &place in places {
        // Of one word that was asked for twice, each has an occurrence of its own.
        let taken = last.iter().flatten().any(|other| other.end.position == place.end.position);
        let slot = last.get_mut(place.operand)?;
        if taken && slot.is_none() {
            continue;
        }
        *slot = Some(place);
        let Some(all) = last.iter().copied().collect::<Option<Vec<NearPlace>>>() else { continue };
        let begins = all.iter().map(|place| (place.end.position + 1).saturating_sub(place.width));
        let span = place.end.position + 1 - begins.min()?.min(place.end.position);
        let words: u32 = all.iter().map(|place| place.width).sum();
        let in_order = !nearness.ordered || all.is_sorted_by(|a, b| a.end.position < b.end.position);
        if in_order && (words..=words.saturating_add(nearness.gap)).contains(&span) {
            let weight = all.iter().map(|place| place.end.weight).fold(f32::INFINITY, f32::min);
            let grade = all.iter().map(|place| place.end.grade).max()?;
            best = Some(match best {
                Some((count, known, better)) => (count + 1, known.max(weight), better.min(grade)),
                None => (1, weight, grade),
            });
        }
    }
    best
}
