//! Record linkage of person names: whether two spellings name one person.
//!
//! Both names are parsed into components ([`PersonName`]) and aligned ([`NameAlignment`]) by a phonetic edit distance and
//! variants of given names. The comparison vector ([`ComparisonVector`]), as in Fellegi and Sunter 1969, is scored by a
//! logistic regression ([`FEATURE_WEIGHTS`]), whose weights `train-names` in `tools` fits. Contradictions, such as the
//! given names of a man and of a woman, cap what it says ([`confidence_ceiling`]).

mod alignment;
#[cfg(feature = "internals")]
mod contradiction;
#[cfg(feature = "internals")]
mod known_names;
#[cfg(feature = "internals")]
mod match_model;
mod nickname;
mod parse;
mod phonetic;

#[cfg(test)]
pub(super) use alignment::COMPONENT_COMPARISONS;
pub use alignment::{ComponentAgreement, ComponentPair, NameAlignment, compare_components};
#[cfg(feature = "internals")]
pub use contradiction::confidence_ceiling;
#[cfg(feature = "internals")]
pub use match_model::{ComparisonVector, FEATURE_NAMES, FEATURE_WEIGHTS, MATCH_THRESHOLD};
pub use nickname::GivenNameGender;
pub use parse::{ComponentForm, NameComponent, PersonName, gender_of_honorific, is_honorific};

/// Whether two names match, and how likely that is.
#[cfg(feature = "internals")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NameVerdict {
    /// Whether they are taken for one person's: the confidence reaches [`MATCH_THRESHOLD`].
    pub is_same_person: bool,
    /// Probability that they are one person's, from 0 to 1.
    pub confidence: f32,
}

/// Compares two names as they are written.
///
/// ```
/// use reading_room::internals::entity::name::compare_names;
/// assert!(compare_names("Anna Kowalska", "Kowalska, A.").is_same_person);
/// assert!(!compare_names("Anna Kowalska", "Piotr Kowalski").is_same_person);
/// ```
#[cfg(feature = "internals")]
pub fn compare_names(a: &str, b: &str) -> NameVerdict {
    let (a, b) = (PersonName::parse(a), PersonName::parse(b));
    let confidence = ComparisonVector::compare(&a, &b).match_probability().min(confidence_ceiling(&a, &b));
    NameVerdict { is_same_person: confidence >= MATCH_THRESHOLD, confidence }
}
