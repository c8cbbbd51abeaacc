//! Ranking: BM25F with length normalisation by field (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
//! 2009; first in Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004). All expansions of a word
//! count together as one term, each weighed by the kind of its match.

use crate::{
    document::DocumentId,
    index::{FIELD_COUNT, IndexField, InvertedIndex, Posting},
    view::MatchKind,
};

/// The parameters of ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankingWeights {
    /// `k1`, term frequency saturation: at 0 further occurrences add nothing, at 2 they go on adding for long. From 0 to 3.
    pub saturation: f32,
    /// Field weights: how much an occurrence in each field counts. 0 leaves a field out.
    pub fields: [f32; FIELD_COUNT],
    /// `b` of each field, length normalisation: 0 not at all, 1 in full proportion.
    pub length_normalisation: [f32; FIELD_COUNT],
    /// Weight of the same letters with other accents, against 1 for the word as typed.
    pub accent_variant: f32,
    /// Weight of another inflected form, found by its stem.
    pub stem: f32,
    /// Weight of a completion of the typed prefix.
    pub prefix: f32,
    /// Weight of an alias of the entity that is named.
    pub alias: f32,
    /// Weight of a fuzzy match.
    pub fuzzy: f32,
    /// Weight of term proximity: the mean over the words of the query. 0 switches it off.
    pub proximity: f32,
    /// Factor on proximity where terms follow each other in query order. 1 for no difference.
    pub ordered_proximity: f32,
    /// Weight of words near the beginning of the text, where news says what it is about. 0 switches it off.
    pub lead: f32,
}

impl Default for RankingWeights {
    fn default() -> Self {
        RankingWeights {
            saturation: 1.6,
            fields: [4.0, 1.6, 1.0],
            length_normalisation: [0.4, 0.4, 0.75],
            accent_variant: 0.9,
            stem: 0.55,
            prefix: 0.5,
            alias: 0.45,
            fuzzy: 0.4,
            proximity: 2.0,
            ordered_proximity: 1.5,
            lead: 0.55,
        }
    }
}

impl RankingWeights {
    /// Weight of a match of this kind, against 1 for an exact one.
    pub(crate) fn match_weight(&self, kind: MatchKind, respelt: bool) -> f32 {
        match kind {
            MatchKind::Exact if respelt => self.accent_variant,
            MatchKind::Exact => 1.0,
            MatchKind::Stem => self.stem,
            MatchKind::Prefix => self.prefix,
            MatchKind::Alias => self.alias,
            MatchKind::Fuzzy => self.fuzzy,
        }
    }

    /// The weighted term frequency of BM25F: occurrences in one article, by field weight and normalised by field length.
    #[inline]
    pub(crate) fn weighted_frequency(&self, posting: &Posting, only: Option<IndexField>, index: &InvertedIndex) -> f32 {
        let mut sum = 0.0;
        for field in [IndexField::Title, IndexField::Heading, IndexField::Body] {
            let at = field as usize;
            let count = posting.counts.get(at).copied().unwrap_or_default();
            // Most terms occur in the body alone.
            if count == 0 || only.is_some_and(|only| only != field) {
                continue;
            }
            let [weight, share, mean] = [self.fields, self.length_normalisation, index.mean_field_lengths()]
                .map(|values| field_value(values, at));
            let length = index.field_length(DocumentId(posting.document), field) as f32;
            sum += weight * count as f32 / (1.0 - share + share * length / mean);
        }
        sum
    }

    /// The BM25F score of a term: its idf times the saturated weighted frequency.
    pub(crate) fn term_score(&self, occurrences: f32, idf: f32) -> f32 {
        idf * occurrences * (self.saturation + 1.0) / (occurrences + self.saturation)
    }
}

fn field_value(values: [f32; FIELD_COUNT], at: usize) -> f32 {
    values.get(at).copied().unwrap_or_default()
}

/// Inverse document frequency in the form of BM25, `ln(1 + (N - df + 0.5) / (df + 0.5))`: never negative.
pub fn idf(frequency: usize, documents: u32) -> f32 {
    let (frequency, documents) = (frequency as f32, documents as f32);
    (1.0 + (documents - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_the_more_and_never_negative() {
        assert!(idf(1, 100) > idf(50, 100));
        assert!(idf(100, 100) > 0.0);
    }

    #[test]
    fn surer_matches_are_worth_more() {
        let weights = RankingWeights::default();
        let kinds = [
            (MatchKind::Exact, false),
            (MatchKind::Exact, true),
            (MatchKind::Stem, false),
            (MatchKind::Prefix, false),
            (MatchKind::Alias, false),
            (MatchKind::Fuzzy, false),
        ];
        let worth: Vec<f32> = kinds.iter().map(|&(kind, respelt)| weights.match_weight(kind, respelt)).collect();
        assert!(worth.is_sorted_by(|a, b| a > b));
    }
}
