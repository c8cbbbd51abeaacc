//! Record linkage of person names: whether two spellings name one person.
//!
//! Both names are parsed into components ([`Name`]) and aligned ([`Alignment`]) by a phonetic edit distance and
//! variants of given names. The comparison vector ([`Evidence`]), as in Fellegi and Sunter 1969, is scored by a
//! logistic regression ([`WEIGHTS`]), whose weights `train-names` in `tools` fits.

mod align;
mod nickname;
mod parse;
mod sound;
mod weigh;

#[cfg(test)]
pub(super) use align::COMPARED;
pub use align::{Agreement, Alignment, Pair, agree};
pub use nickname::Gender;
pub use parse::{Form, Name, Part};
pub use weigh::{Evidence, FEATURES, THRESHOLD, WEIGHTS};

/// Whether two names match, and how likely that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// Whether they are taken for one person's: the confidence reaches [`THRESHOLD`].
    pub same: bool,
    /// Probability that they are one person's, from 0 to 1.
    pub confidence: f32,
}

/// Compares two names as they are written.
///
/// ```
/// use reading_room::entity::name::compare;
/// assert!(compare("Anna Kowalska", "Kowalska, A.").same);
/// assert!(!compare("Anna Kowalska", "Piotr Kowalski").same);
/// ```
pub fn compare(a: &str, b: &str) -> Verdict {
    let confidence = Evidence::of(&Name::parse(a), &Name::parse(b)).confidence();
    Verdict { same: confidence >= THRESHOLD, confidence }
}
