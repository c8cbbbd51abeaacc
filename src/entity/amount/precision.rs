//! Modifiers of exactness, before an amount and behind it: "at least $5 million", "$5 million or more".

use super::super::token_row::is_one_of;
use super::AmountPrecision;
use super::parser::AmountParser;

/// Words before an amount with what they say of it. Of phrases that end alike, the longest comes first.
static MODIFIERS: &[(AmountPrecision, &[&[&str]])] = &[
    (AmountPrecision::AtMost, &[&["no", "more", "than"], &["not", "more", "than"], &["as", "much", "as"]]),
    (AmountPrecision::AtMost, &[&["as", "high", "as"], &["a", "maximum", "of"], &["less", "than"], &["fewer", "than"]]),
    (AmountPrecision::AtMost, &[&["up", "to"], &["upto"], &["at", "most"], &["just", "under"], &["under"]]),
    (AmountPrecision::AtMost, &[&["just", "below"], &["below"], &["maximum"]]),
    (AmountPrecision::AtLeast, &[&["no", "less", "than"], &["no", "fewer", "than"], &["not", "less", "than"]]),
    (AmountPrecision::AtLeast, &[&["as", "little", "as"], &["in", "excess", "of"], &["a", "minimum", "of"]]),
    (AmountPrecision::AtLeast, &[&["little", "more", "than"], &["more", "than"], &["greater", "than"]]),
    (AmountPrecision::AtLeast, &[&["upwards", "of"], &["upward", "of"], &["north", "of"], &["at", "least"]]),
    (AmountPrecision::AtLeast, &[&["just", "over"], &["well", "over"], &["over"], &["exceeding"]]),
    (AmountPrecision::AtLeast, &[&["ponad"], &["über"], &["minimum"]]),
    (AmountPrecision::About, &[&["close", "to"], &["an", "estimated"], &["estimated"], &["approx", "."], &["ca", "."]]),
    (AmountPrecision::About, &[&["approximately"], &["approx"], &["about"], &["around"], &["some"], &["nearly"]]),
    (AmountPrecision::About, &[&["almost"], &["roughly"], &["circa"], &["ca"], &["~"], &["≈"], &["około"], &["ok"]]),
    (AmountPrecision::About, &[&["rund"], &["etwa"], &["apie"], &["environ"]]),
];

/// Words after which "over" says what a dispute is about, and "under" which law.
static DISPUTES: &str = "fight fights fighting battle dispute disputes row talks argue argued arguing concern concerns \
    sued lawsuit feud questions outrage control rights haggling";

impl AmountParser<'_> {
    /// Modifier before the amount at `at`, and the token where it starts.
    pub(super) fn parse_precision(&self, at: usize) -> (AmountPrecision, usize) {
        let words = self.words;
        let stands = |phrase: &&[&str]| {
            let from = at.checked_sub(phrase.len())?;
            let here = words.matches_at(from, phrase) && words.sentence_index(from) == words.sentence_index(at);
            (here && !self.governs_otherwise(from)).then_some(from)
        };
        MODIFIERS
            .iter()
            .find_map(|(precision, phrases)| Some((*precision, phrases.iter().find_map(stands)?)))
            .unwrap_or((AmountPrecision::Exact, at))
    }

    /// Whether the word at `at` is a preposition of something else: "a fight over $5 million".
    fn governs_otherwise(&self, at: usize) -> bool {
        matches!(self.words.lower_at(at), "over" | "under") && is_one_of(self.words.lower_before(at, 1), DISPUTES)
    }

    /// Modifier behind the amount that ends before `end`, and the token after it: "or more", "-plus", "or so".
    pub(super) fn parse_precision_after(&self, end: usize) -> Option<(AmountPrecision, usize)> {
        let words = self.words;
        if words.lower_at(end) == "or" {
            return match words.lower_at(end + 1) {
                "more" | "higher" => Some((AmountPrecision::AtLeast, end + 2)),
                "less" | "fewer" => Some((AmountPrecision::AtMost, end + 2)),
                "so" => Some((AmountPrecision::About, end + 2)),
                _ => None,
            };
        }
        let hyphen = usize::from(words.lower_at(end) == "-" && words.joins_previous(end));
        let plus = match words.lower_at(end + hyphen) {
            "+" => words.joins_previous(end),
            "plus" => hyphen > 0,
            _ => false,
        };
        plus.then_some((AmountPrecision::AtLeast, end + hyphen + 1))
    }
}
