//! Whether two spellings name one person.
//!
//! Both names are taken apart ([`Name`]), laid beside each other word by word ([`Alignment`]), and what agrees and what does
//! not is weighed by a small logistic model ([`WEIGHTS`]). `cargo run --release --features train --bin train-names` sets the
//! weights.

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

/// Whether two names are one person's, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// Whether they are taken for one person.
    pub same: bool,
    /// How likely they are one person, from 0 to 1.
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
