//! Quantities of money: a numeral with its scale words and its currency, and ranges of two.

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::currency::CurrencyMention;
use super::numeral::{SCALE_EXPONENTS, SCALE_WORDS, is_abbreviated_scale, parse_number_words};
use super::parser::AmountParser;
use super::{CurrencyCode, ExactDecimal};

/// Context words of money, without which a bare "50 billion" is a quantity of anything.
static MONEY_WORDS: WordClassLexicon = WordClassLexicon::new(
    "
    cost costs costing worth spend spends spent spending pay pays paid price priced budget fee fees fund funds funding
    aid loan loans grant grants debt revenue revenues profit profits sales turnover invest invested investment salary
    donated donate pledged fine fined tax taxes bailout financing deficit
",
);

/// What may follow a bare number in money context. A noun there says what is counted: "1.6 billion members".
const AFTER_BARE_NUMBER: &str = "in for to on from at by this last next over through and but as when while which that \
    or with per a each annually was is were are will would has had";

/// Verbs of change, after which "to" leads to the new value: "rose $2bn to $5bn" is no range.
const CHANGE_WORDS: &str = "rose rise rises rising up down fell fall falls falling by increased increase grew climbed \
    dropped jumped gained added lost slipped soared slid surged plunged declined advanced";

/// A parsed quantity: one end of a range, or the whole amount.
#[derive(Debug, Clone, Copy)]
pub(super) struct ParsedQuantity {
    pub(super) currency: Option<CurrencyMention>,
    /// Currency that a country word before an ambiguous currency word selects: "Australian dollars".
    pub(super) modifier_currency: Option<CurrencyCode>,
    pub(super) number: Option<ExactDecimal>,
    /// Power of ten of the scale words.
    pub(super) scale_exponent: Option<u8>,
    pub(super) end: usize,
}

impl ParsedQuantity {
    pub(super) fn scaled_value(&self) -> Option<ExactDecimal> {
        self.number?.times_power_of_ten(self.scale_exponent.unwrap_or(0))
    }
}

impl AmountParser<'_> {
    /// The quantity at `at` and, where it opens a range, the value of its upper end: "€10–15 million", "$3m to $5m",
    /// "between $5 and $6 million".
    pub(super) fn parse_range(&self, at: usize) -> Option<(ParsedQuantity, Option<ExactDecimal>)> {
        let words = self.words;
        let alone = self.parse_quantity(at)?;
        let joint = words.lower_at(alone.end);
        let before = words.lower_before(at, 1);
        let (is_range, shares_scale) = match joint {
            "-" | "–" | "—" => {
                let joins = words.has_class(alone.end + 1, TokenClass::Digits) || alone.currency.is_some();
                (joins, joins)
            }
            "to" => {
                let changes = (1..=4).any(|back| is_one_of(words.lower_before(at, back), CHANGE_WORDS));
                (!changes && (before != "from" || alone.currency.is_none()), true)
            }
            "and" | "or" => (before == "between" && joint == "and", before == "between"),
            _ => (false, false),
        };
        let Some(other) = self.parse_quantity(alone.end + 1).filter(|_| shares_scale) else {
            return Some((alone, None));
        };
        let mut first = alone;
        let currencies = (first.currency, other.currency);
        // "from $5 to $6 million": of numbers that rise, the scale belongs to both.
        let rises = first.number.zip(other.number).is_some_and(|(low, high)| low.is_less_than(high));
        if first.scale_exponent.is_none() && (rises || currencies.0.is_none()) {
            first.scale_exponent = other.scale_exponent;
        }
        let clear = match currencies {
            (None, None) => false,
            // "$5 million to 6 people"
            (Some(_), None) => joint != "to" || alone.scale_exponent.is_none() || other.scale_exponent.is_some(),
            _ => true,
        };
        let high = other.scaled_value();
        let widens = first.scaled_value().zip(high).is_some_and(|(low, high)| low.is_less_than(high));
        if !clear || !widens {
            return Some((alone, None));
        }
        if !is_range {
            return Some((first, None));
        }
        first.currency = first.currency.or(other.currency);
        first.modifier_currency = first.modifier_currency.or(other.modifier_currency);
        first.end = other.end;
        Some((first, high))
    }

    /// A numeral with scale words and a currency on either side, or with none.
    fn parse_quantity(&self, at: usize) -> Option<ParsedQuantity> {
        let words = self.words;
        let (mut currency, mut modifier_currency, mut from) = (None, None, at);
        if let Some((written, adjective, end)) = self.currency_before(at) {
            (currency, modifier_currency, from) = (Some(written), adjective, end);
        }
        let (mut number, end) = self.parse_numeral(from, currency.is_some())?;
        let (scale_exponent, mut end) = self.parse_scale(end, number.is_none(), currency.is_some());
        // "a million and a half dollars"
        if scale_exponent.is_some()
            && words.matches_at(end, &["and", "a", "half"])
            && let Some(more) = number.and_then(ExactDecimal::plus_half)
        {
            (number, end) = (Some(more), end + 3);
        }
        // "three thousand two hundred dollars"
        if let Some(zeros) = scale_exponent
            && let Some((Some(rest), next)) = parse_number_words(words, end)
            && let Some(whole) = number.and_then(|number| number.times_power_of_ten(zeros))
        {
            let (rest_zeros, next) = self.parse_scale(next, false, false);
            let rest = rest.times_power_of_ten(rest_zeros.unwrap_or(0));
            if let Some(rest) = rest.filter(|rest| rest.digits < 10_u64.saturating_pow(zeros.into())) {
                number = Some(ExactDecimal::new(whole.digits.saturating_add(rest.digits), zeros));
                end = next;
            }
        }
        if currency.is_none() {
            let mut after = end + usize::from(words.lower_at(end) == "-" && words.joins_previous(end));
            if number.is_none() && words.lower_at(after) == "of" {
                after += 1;
            }
            if let Some((written, adjective, next)) = self.currency_after(after) {
                (currency, modifier_currency, end) = (Some(written), adjective, next);
            } else if let Some(cents) = self.cent_currency(after).filter(|_| scale_exponent.is_none()) {
                (currency, end) = (Some(cents), after + 1);
                number = number.and_then(ExactDecimal::hundredth);
            }
        } else if let Some(CurrencyMention::Ambiguous(_)) = currency
            && let Some((CurrencyMention::Known(code), _, next)) = self.currency_after(end)
            && words.surface_at(end).len() == 3
        {
            // "$5m USD"
            (modifier_currency, end) = (Some(code), next);
        }
        if number.is_none() && currency.is_none() {
            return None;
        }
        let side = ParsedQuantity { currency, modifier_currency, number, scale_exponent, end };
        self.is_plausible_amount(at, &side).then_some(side)
    }

    /// The power of ten of the scale words at `at`, and the token after them. In "tens of thousands of dollars" they
    /// give no value: there is no number.
    fn parse_scale(&self, at: usize, is_vague: bool, has_currency: bool) -> (Option<u8>, usize) {
        let words = self.words;
        let (mut end, mut zeros) = (at, None);
        loop {
            let hyphen = words.lower_at(end) == "-" && words.joins_previous(end) && words.joins_previous(end + 1);
            let scale_at = end + usize::from(hyphen);
            let Some(scale) = SCALE_WORDS.class_of(words.lower_at(scale_at)) else { break };
            let next = scale_at + 1;
            let short = is_abbreviated_scale(words.lower_at(scale_at));
            if short && !has_currency && self.currency_after(next).is_none() {
                break;
            }
            let power = SCALE_EXPONENTS.get(usize::from(scale)).copied();
            debug_assert!(power.is_some(), "a class of scale words has no power of ten");
            zeros = Some(zeros.unwrap_or(0) + power.unwrap_or(0));
            let pointed = words.lower_at(next) == "."
                && words.joins_previous(next)
                && matches!(words.lower_at(scale_at), "mio" | "mrd" | "tys");
            end = next + usize::from(pointed);
        }
        while is_vague && words.lower_at(end) == "of" && SCALE_WORDS.contains(words.lower_at(end + 1)) {
            end += 2;
        }
        (zeros, end)
    }

    /// Whether a candidate is money: pounds weigh, teams have won, and rand, real and lei are words.
    fn is_plausible_amount(&self, at: usize, side: &ParsedQuantity) -> bool {
        let words = self.words;
        let unit = words.lower_at(side.end - 1);
        let clear = side.scale_exponent.is_some_and(|zeros| zeros >= 5) || self.has_money_context(at, side.end);
        match unit {
            "pound" | "pounds" => clear && !self.is_weight(side.end) || words.lower_at(side.end) == "sterling",
            "won" | "rand" | "dong" | "crown" | "crowns" | "real" | "lei" | "leva" | "lari" | "try" => {
                side.scale_exponent.is_some_and(|zeros| zeros >= 3)
                    || side.modifier_currency.is_some()
                    || (clear && side.number.is_some_and(|number| number.digits >= 100))
            }
            _ => true,
        }
    }

    /// Whether pounds before `end` are weighed: "five pounds of flour", "a 100-pound dog", "million pounds of beef".
    fn is_weight(&self, end: usize) -> bool {
        let words = self.words;
        let weighs =
            (1..=6).any(|back| is_one_of(words.lower_before(end, back), "weigh weighs weighed weighing lift lost"));
        let of_stuff =
            words.lower_at(end) == "of" && !is_one_of(words.lower_at(end + 1), "debt debts aid funding cash");
        weighs || of_stuff || words.lower_before(end, 2) == "-" && words.lower_before(end, 1) == "pound"
    }

    /// Whether a bare number with a scale word is money: a context word of money is near, and nothing is counted.
    pub(super) fn is_bare_money(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let after = words.lower_at(end);
        let counts = words.has_class(end, TokenClass::Letters) && !is_one_of(after, AFTER_BARE_NUMBER)
            || after == "-"
            || after == "%";
        let sentence = words.sentence_range(words.sentence_index(start));
        let led = (sentence.start.max(start.saturating_sub(4))..start)
            .rev()
            .take_while(|&at| !is_phrase_boundary(words.lower_at(at)))
            .any(|at| MONEY_WORDS.contains(words.lower_at(at)));
        let followed = words.lower_at(end) == "in" && MONEY_WORDS.contains(words.lower_at(end + 1));
        !counts && (led || followed)
    }

    /// Whether a context word of money stands in the 6 tokens before or the 3 after, within the sentence.
    pub(super) fn has_money_context(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(start));
        (start.saturating_sub(6).max(sentence.start)..start)
            .chain(end..(end + 3).min(sentence.end))
            .any(|at| MONEY_WORDS.contains(words.lower_at(at)))
    }
}
