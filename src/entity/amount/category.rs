//! What kind of transaction an amount is part of.

use serde::{Deserialize, Serialize};

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of};
use super::parser::AmountParser;

/// Kind of transaction, by the noun or verb that the amount belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum AmountCategory {
    /// A gift: "donated", "contribution".
    Donation,
    /// A grant or aid: "awarded", "subsidy".
    Grant,
    /// Money spent: "spent", "expenditure".
    Spending,
    /// An investment or a deal: "invested", "takeover".
    Investment,
    /// A debt or a loan: "borrowed", "bonds".
    Debt,
    /// A fine or a settlement: "fined", "damages".
    Penalty,
    /// Revenue or profit: "earned", "sales".
    Revenue,
    /// A price or cost: "cost", "an hour", "fee".
    Price,
    /// A salary: "wages", "bonus".
    Salary,
    /// A budget: "budget", "allocated".
    Budget,
}

impl AmountCategory {
    /// Whether different amounts of the kind may be added up: money that changes hands once. Debts and budgets are
    /// states, prices and salaries are for one of many, and revenue has no giver.
    pub(crate) fn is_additive(self) -> bool {
        use AmountCategory::{Donation, Grant, Investment, Penalty, Spending};
        matches!(self, Donation | Grant | Investment | Penalty | Spending)
    }
}

/// Nouns by category, in the order of `CATEGORIES`.
static CATEGORY_NOUNS: WordClassLexicon = WordClassLexicon::new(
    "
    donation donations gift gifts contribution contributions
    grant grants aid assistance subsidy subsidies bailout scholarship scholarships relief
    spending expenditure expenditures outlay outlays
    investment investments deal deals takeover acquisition merger buyout stake bid
    debt debts loan loans bond bonds mortgage mortgages borrowing deficit
    fine fines settlement settlements damages penalty penalties
    revenue revenues profit profits sales turnover takings proceeds
    price prices cost costs fee fees rent tuition
    salary salaries wage wages bonus bonuses
    budget budgets
",
);

const CATEGORIES: [AmountCategory; 10] = {
    use AmountCategory as C;
    [C::Donation, C::Grant, C::Spending, C::Investment, C::Debt, C::Penalty, C::Revenue, C::Price, C::Salary, C::Budget]
};

/// Units of what is priced: "an hour", "per barrel".
const UNITS: &str = "hour barrel share ton tonne gallon pound person head kilo kg mile ounce unit seat ticket minute \
    litre liter acre square pupil patient vote plate leg piece bottle bushel";
const PERIODS: &str = "day days week weeks month months year years night annum quarter season";

/// Words between a noun and the amount that measures it.
const MEASURING_WORDS: &str = "of at to by from for was were is are be been will would stood stands rose fell grew jumped \
    climbed slipped dropped increased reached hit totalled totaled amounted came up down a an the record high low about \
    around nearly just some more than almost close worth valued estimated as much over % percent per cent had";

/// What an amount is for each of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum AmountRate {
    /// A thing or an hour: its price.
    Piece,
    /// A day or longer.
    Period,
}

impl AmountParser<'_> {
    /// The category of the noun at `at`.
    pub(super) fn money_noun(&self, at: usize) -> Option<AmountCategory> {
        CATEGORIES.get(usize::from(CATEGORY_NOUNS.class_of(self.words.lower_at(at))?)).copied()
    }

    /// The noun that the amount before `end` modifies or measures, and the token after it: "grant" of "a $5 million
    /// state grant", "aid" of "$5 million in aid".
    pub(super) fn noun_of_amount(&self, end: usize) -> Option<(AmountCategory, usize)> {
        let words = self.words;
        let from = end + usize::from(matches!(words.lower_at(end), "in" | "-" | "of"));
        for at in from..from + 4 {
            let joins =
                words.has_class(at, TokenClass::Letters) && words.sentence_index(at) == words.sentence_index(end - 1);
            if !joins || is_one_of(words.lower_at(at), "to for from by of and or in on at with the a an") {
                return None;
            }
            // "a $5m grant program" is a program.
            if let Some(category) = self.money_noun(at)
                && self.money_noun(at + 1).is_none()
            {
                return Some((category, at + 1));
            }
        }
        None
    }

    /// Category of the amount between `start` and `end`: of the noun behind it, else of the verb that governs it, else of
    /// the noun before that it measures ("profits rose 27% to"). What is priced by the piece is a price.
    pub(super) fn find_category(&self, start: usize, end: usize, rate: Option<AmountRate>) -> Option<AmountCategory> {
        let found = self
            .noun_of_amount(end)
            .map(|(category, _)| category)
            .or_else(|| self.transfer_verb(self.governing_verb(start)?.at)?.1)
            .or_else(|| self.measured_noun(start));
        match (rate, found) {
            (Some(AmountRate::Piece), Some(AmountCategory::Salary)) => found,
            (Some(AmountRate::Piece), _) => Some(AmountCategory::Price),
            _ => found,
        }
    }

    /// The noun before the amount at `start` with only what measures between: "a fine of", "profits rose 27% to".
    fn measured_noun(&self, start: usize) -> Option<AmountCategory> {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(start));
        for at in (sentence.start.max(start.saturating_sub(8))..start).rev() {
            if let Some(category) = self.money_noun(at) {
                return Some(category);
            }
            let measures = is_one_of(words.lower_at(at), MEASURING_WORDS)
                || self.is_adverb(at)
                || words.has_class(at, TokenClass::Digits) && is_one_of(words.lower_at(at + 1), "% percent per");
            if !measures {
                return None;
            }
        }
        None
    }

    /// Whether the amount before `end` is for each of something: "$15 an hour", "$200 per barrel", "$5 million a year".
    pub(super) fn find_rate(&self, end: usize) -> Option<AmountRate> {
        let words = self.words;
        let at = end + usize::from(words.lower_at(end) == "-");
        let unit = match words.lower_at(at) {
            "a" | "an" | "each" | "every" | "per" => at + 1 + usize::from(words.lower_at(at + 1) == "-"),
            "/" => at + 1,
            "apiece" => return Some(AmountRate::Piece),
            word => return is_one_of(word, "annually monthly weekly daily yearly").then_some(AmountRate::Period),
        };
        // "£125m a year earlier"
        let compares = is_one_of(words.lower_at(unit + 1), "earlier ago later before old previously");
        match words.lower_at(unit) {
            _ if compares => None,
            word if is_one_of(word, PERIODS) => Some(AmountRate::Period),
            word if is_one_of(word, UNITS) || words.lower_at(at) == "per" => Some(AmountRate::Piece),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_nouns_has_a_category() {
        assert_eq!(CATEGORY_NOUNS.class_lines().count(), CATEGORIES.len());
    }
}
