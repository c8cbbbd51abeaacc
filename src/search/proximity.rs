//! Term proximity: BM25TP (Rasolofo and Savoy, 2003) in the form of Büttcher, Clarke and Lushman ("Term proximity scoring for ad-hoc
//! retrieval on very large text collections", 2006). Each query term gains from neighbouring occurrences of other query terms, by their
//! idf over the square of the distance, and the score is the mean over the terms, so that a long query is not ranked by its neighbours
//! alone. Beside it the lead: a term counts by how early it stands in the text, since news says first what it is about. Useful only on
//! the first hits, since both need positions.

use super::bm25f::RankingWeights;
use super::score_accumulator::SearchHit;
use crate::error::Result;
use crate::index::{IndexField, InvertedIndex, TermId};
use crate::order::sort_by_key;
use crate::storage::lazy_parts::collect_all;

/// Window in positions: terms farther apart add nothing.
const PROXIMITY_WINDOW: u32 = 20;

/// Where a term counts for the lead by half, in positions behind the title.
const HALF_LEAD: f32 = 40.0;

/// The terms of one clause, whose proximity to those of other clauses counts.
pub struct ProximityTerms {
    /// Number of the clause in the query.
    pub clause: usize,
    /// Inverse document frequency of the clause.
    pub idf: f32,
    /// The terms.
    pub terms: Vec<TermId>,
}

/// Adds the scores of proximity and lead to each hit. One pass over the position list of each term serves all hits. Where position lists are
/// missing, the score is that of the others.
pub fn add_proximity(
    hits: &mut [SearchHit],
    sought: &[ProximityTerms],
    weights: &RankingWeights,
    index: &InvertedIndex,
) -> Result<()> {
    if sought.len() < 2 {
        return Ok(());
    }
    let mut order: Vec<usize> = (0..hits.len()).collect();
    sort_by_key(&mut order, |&at| hits.get(at).map(|hit| hit.document));
    let documents: Vec<u32> = order.iter().filter_map(|&at| hits.get(at)).map(|hit| hit.document.0).collect();
    let mut places: Vec<Vec<(u32, usize)>> = vec![Vec::new(); documents.len()];
    let terms =
        sought.iter().enumerate().flat_map(|(number, words)| words.terms.iter().map(move |&term| (number, term)));
    let read = collect_all(terms.map(|(number, term)| {
        if !index.has_cheap_positions(term)? {
            return Ok(());
        }
        let mut at = 0;
        for (document, position) in index.term_positions(term)? {
            while documents.get(at).is_some_and(|&wanted| wanted < document) {
                at += 1;
            }
            match documents.get(at).zip(places.get_mut(at)) {
                None => break,
                Some((&wanted, places)) if wanted == document => places.push((position, number)),
                Some(_) => {}
            }
        }
        Ok(())
    }));
    for (at, mut places) in order.into_iter().zip(places) {
        sort_by_key(&mut places, |&place| place);
        if let Some(hit) = hits.get_mut(at) {
            let title_end = index.field_length(hit.document, IndexField::Title);
            hit.proximity = weights.proximity * proximity_score(&places, sought, weights)
                + weights.lead * lead_score(&places, sought, title_end);
            hit.score += hit.proximity;
        }
    }
    read.map(drop)
}

/// The proximity score of one article. `places` are position and number in `sought`, rising.
fn proximity_score(places: &[(u32, usize)], sought: &[ProximityTerms], weights: &RankingWeights) -> f32 {
    let mut gains = vec![0.0; sought.len()];
    for pair in places.windows(2) {
        let &[(from, a), (to, b)] = pair else { continue };
        let (Some(first), Some(second)) = (sought.get(a), sought.get(b)) else { continue };
        if a == b || to - from > PROXIMITY_WINDOW {
            continue;
        }
        // The parts of a compound may share the position of the whole.
        let distance = (to - from).max(1) as f32;
        let in_order = if second.clause == first.clause + 1 { weights.ordered_proximity } else { 1.0 };
        let near = in_order / (distance * distance);
        for (gain, other) in [(a, second.idf), (b, first.idf)] {
            if let Some(gain) = gains.get_mut(gain) {
                *gain += other * near;
            }
        }
    }
    let worth = gains.iter().zip(sought).map(|(&gain, own)| weights.term_score(gain, own.idf.min(1.0)));
    worth.sum::<f32>() / sought.len() as f32
}

/// The lead score of one article: the idf of each term, the less the later it first occurs in the text, which begins at `title_end`.
fn lead_score(places: &[(u32, usize)], sought: &[ProximityTerms], title_end: u32) -> f32 {
    let mut sought: Vec<Option<&ProximityTerms>> = sought.iter().map(Some).collect();
    let worth = places.iter().filter_map(|&(position, number)| {
        let offset = position.checked_sub(title_end)?;
        let first = sought.get_mut(number)?.take()?;
        Some(first.idf * HALF_LEAD / (HALF_LEAD + offset as f32))
    });
    worth.sum()
}
