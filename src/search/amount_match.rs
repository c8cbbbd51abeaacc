//! Filters by amount: articles that tell of a sum of money within a range.

use std::ops::Bound;

use super::{
    corpus::SearchCorpus,
    score_accumulator::{ClauseMatches, MatchGrade, ScoreAccumulator},
};
use crate::{
    document::DocumentId,
    entity::{FactConfidence, MonetaryAmount},
    error::Result,
    query::{AmountFilter, AmountRange},
};

/// Keeps the documents with an amount in the range, or excludes them. Before recognition, and in a room in parts, no sum is known.
pub fn apply_amount_filter(
    scores: &mut ScoreAccumulator,
    filter: &AmountFilter,
    has_words: bool,
    SearchCorpus { index, register, .. }: SearchCorpus<'_>,
) -> Result<()> {
    let candidates: Vec<DocumentId> = if has_words {
        scores.hits().map(|hit| hit.document).collect()
    } else {
        (0..index.document_count()).map(DocumentId).collect()
    };
    let mut found = Vec::new();
    if let Some(register) = register {
        for document in candidates {
            let amounts = register.annotation(document)?.amounts;
            if amounts.iter().any(|amount| is_within(amount, &filter.range)) {
                found.push((document.0, 1.0, MatchGrade::Exact));
            }
        }
    }
    let found = ClauseMatches::from_matches(found);
    if filter.excluded {
        scores.exclude_matches(&found);
    } else {
        scores.restrict_to(&found);
    }
    Ok(())
}

/// Whether an amount lies in a range, of an amount that is a range itself any part. What may be no sum at all does not.
fn is_within(amount: &MonetaryAmount, range: &AmountRange) -> bool {
    let Some(least) = amount.value else { return false };
    let most = amount.up_to.unwrap_or(least);
    let begins_in_time = match range.to {
        Bound::Unbounded => true,
        Bound::Included(to) => !to.is_less_than(least),
        Bound::Excluded(to) => least.is_less_than(to),
    };
    let ends_in_time = match range.from {
        Bound::Unbounded => true,
        Bound::Included(from) => !most.is_less_than(from),
        Bound::Excluded(from) => from.is_less_than(most),
    };
    let is_in_currency = range.currency.is_none() || amount.currency == range.currency;
    begins_in_time && ends_in_time && is_in_currency && amount.confidence != FactConfidence::Possible
}
