//! Ordinals: days of the month by number or word ("30th", "twenty-first"), places of a part of a year ("third").

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::TokenClass;
use super::parser::DateParser;

/// Ordinal words, one a line from the first on.
static ORDINAL_WORDS: WordClassLexicon = WordClassLexicon::new(
    "first\nsecond\nthird\nfourth\nfifth\nsixth\nseventh\neighth\nninth\ntenth\neleventh\ntwelfth\nthirteenth\n\
     fourteenth\nfifteenth\nsixteenth\nseventeenth\neighteenth\nnineteenth\ntwentieth",
);

impl DateParser<'_> {
    /// The ordinal at `at`, 1 to 31, as a word or as digits with a suffix, and the token after it.
    pub(super) fn parse_ordinal(&self, at: usize) -> Option<(u8, usize)> {
        let words = self.words;
        if words.has_class(at, TokenClass::Digits) {
            let suffix = self.ordinal_suffix_len(at);
            return self.parse_day_number(at).filter(|_| suffix > 0).map(|day| (day, at + 1 + suffix));
        }
        if !self.is_english {
            return None;
        }
        let tens = match words.lower_at(at) {
            "twenty" => 20,
            "thirty" => 30,
            "thirtieth" => return Some((30, at + 1)),
            word => return ORDINAL_WORDS.class_of(word).map(|place| (place + 1, at + 1)),
        };
        let unit_at = at + 1 + usize::from(words.lower_at(at + 1) == "-");
        let unit = ORDINAL_WORDS.class_of(words.lower_at(unit_at)).filter(|&place| place < 9)?;
        Some((tens + unit + 1, unit_at + 1)).filter(|(day, _)| *day <= 31)
    }

    /// The day of a month at `at`, as a cardinal or an ordinal, and the token after it.
    pub(super) fn parse_day(&self, at: usize) -> Option<(u8, usize)> {
        self.parse_ordinal(at).or_else(|| self.parse_day_number(at).map(|day| (day, at + 1)))
    }
}
