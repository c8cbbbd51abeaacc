//! Spelling corrections of a query.

use crate::order::sort_by_key;

/// A correction of one word of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellingCorrection {
    /// First byte in the query.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The corrected word.
    pub text: String,
}

/// `query` with `corrections` applied; `None` without any.
pub fn apply_corrections(query: &str, corrections: &[SpellingCorrection]) -> Option<String> {
    let mut corrections: Vec<&SpellingCorrection> = corrections.iter().collect();
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
