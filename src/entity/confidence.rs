//! Confidence in words (verbal probability): how sure a recognised fact is.

use serde::{Deserialize, Serialize};

/// How sure a fact is. Lists show what is certain or likely; what is possible is shown where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Confidence"))]
pub enum FactConfidence {
    /// The text says so: nine in ten are right, or more.
    Certain,
    /// The text suggests it: most are right.
    Likely,
    /// One reading of several.
    Possible,
}

impl FactConfidence {
    /// The word for a probability, from 0 to 1.
    pub fn from_probability(probability: f32) -> Self {
        match probability {
            certain if certain >= 0.9 => FactConfidence::Certain,
            likely if likely >= 0.7 => FactConfidence::Likely,
            _ => FactConfidence::Possible,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_has_a_word() {
        let words = [1.0, 0.9, 0.89, 0.7, 0.69, 0.0].map(FactConfidence::from_probability);
        use FactConfidence::{Certain, Likely, Possible};
        assert_eq!(words, [Certain, Certain, Likely, Likely, Possible, Possible]);
    }
}
