//! How much an article is worth for a query: BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple
//! weighted fields", 2004), with the forms of a word counted together as one word.

use crate::{
    document::DocumentId,
    index::{FIELDS, Field, Index, Posting},
    view::MatchKind,
};

/// The numbers that ranking turns on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// How soon further occurrences stop counting: 0 at once, 2 late. From 0 to 3.
    pub saturation: f32,
    /// How much an occurrence in each field counts. 0 leaves a field out.
    pub fields: [f32; FIELDS],
    /// How much a long field is held against an article: 0 not at all, 1 in full proportion.
    pub length_normalisation: [f32; FIELDS],
    /// What the same letters with other accents are worth against the word as typed.
    pub respelt: f32,
    /// What another form of the word is worth.
    pub stem: f32,
    /// What a longer word with the typed beginning is worth.
    pub prefix: f32,
    /// What another name of the person, body or place is worth.
    pub alias: f32,
    /// What a word of almost the same spelling is worth.
    pub fuzzy: f32,
    /// What words that stand close together are worth. 0 leaves it out.
    pub nearness: f32,
    /// How much more that counts where they follow each other as they were typed.
    pub in_order: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            saturation: 1.2,
            fields: [3.0, 1.6, 1.0],
            length_normalisation: [0.4, 0.4, 0.72],
            respelt: 0.9,
            stem: 0.6,
            prefix: 0.5,
            alias: 0.4,
            fuzzy: 0.3,
            nearness: 1.0,
            in_order: 1.5,
        }
    }
}

impl Weights {
    /// What a match of this kind is worth against an exact one.
    pub fn of(&self, kind: MatchKind, respelt: bool) -> f32 {
        match kind {
            MatchKind::Exact if respelt => self.respelt,
            MatchKind::Exact => 1.0,
            MatchKind::Stem => self.stem,
            MatchKind::Prefix => self.prefix,
            MatchKind::Alias => self.alias,
            MatchKind::Fuzzy => self.fuzzy,
        }
    }

    /// Occurrences in one article, weighed by field and by the field's length.
    pub fn occurrences(&self, posting: &Posting, only: Option<Field>, index: &Index) -> f32 {
        let mut sum = 0.0;
        for field in [Field::Title, Field::Heading, Field::Body] {
            let at = field as usize;
            let count = posting.counts.get(at).copied().unwrap_or_default();
            // Most words stand in the body alone.
            if count == 0 || only.is_some_and(|only| only != field) {
                continue;
            }
            let [weight, share, mean] =
                [self.fields, self.length_normalisation, index.mean_lengths()].map(|values| pick(values, at));
            let length = index.length(DocumentId(posting.document), field) as f32;
            sum += weight * count as f32 / (1.0 - share + share * length / mean);
        }
        sum
    }

    /// The score of a word with so many weighed `occurrences` in the article.
    pub fn score(&self, occurrences: f32, rarity: f32) -> f32 {
        rarity * occurrences * (self.saturation + 1.0) / (occurrences + self.saturation)
    }
}

fn pick(values: [f32; FIELDS], at: usize) -> f32 {
    values.get(at).copied().unwrap_or_default()
}

/// How much it says that an article has a word: the fewer have it, the more. Never negative.
pub fn rarity(frequency: usize, documents: u32) -> f32 {
    let (frequency, documents) = (frequency as f32, documents as f32);
    (1.0 + (documents - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_the_more_and_never_negative() {
        assert!(rarity(1, 100) > rarity(50, 100));
        assert!(rarity(100, 100) > 0.0);
    }

    #[test]
    fn surer_matches_are_worth_more() {
        let weights = Weights::default();
        let kinds = [
            (MatchKind::Exact, false),
            (MatchKind::Exact, true),
            (MatchKind::Stem, false),
            (MatchKind::Prefix, false),
            (MatchKind::Alias, false),
            (MatchKind::Fuzzy, false),
        ];
        let worth: Vec<f32> = kinds.iter().map(|&(kind, respelt)| weights.of(kind, respelt)).collect();
        assert!(worth.is_sorted_by(|a, b| a > b));
    }
}
