//! Monetary amounts: quantities of money in running text, with currency, purpose and giver.
//!
//! Extraction is by rules; normalisation gives exact decimals and ISO 4217 codes. An ambiguous currency is resolved by
//! the countries that the article names: "$" is the US dollar unless it names another dollar's country, "rupees" have
//! no code until it names one.

mod currency;
mod giver;
mod numeral;
mod parser;
mod purpose;

use serde::{Deserialize, Serialize};

use super::lexicon::WordClassLexicon;
use super::token_row::{TokenClass, TokenRow};
use super::{EntityMention, FactConfidence};
use crate::document::Document;
use crate::span::Span;
pub use currency::CurrencyCode;
use currency::CurrencyMention;
pub use numeral::ExactDecimal;
pub(super) use numeral::parse_spelled_number;
use numeral::{SCALE_EXPONENTS, SCALE_WORDS, is_abbreviated_scale};
use parser::AmountParser;

/// A monetary amount with its normalised value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonetaryAmount {
    /// Bytes of the document's text, the modifier ("about", "up to") included.
    pub span: Span,
    /// The currency; `None` where the text leaves it open.
    pub currency: Option<CurrencyCode>,
    /// The value in whole units; of a range, its lower end; `None` for "millions of dollars".
    pub value: Option<ExactDecimal>,
    /// The upper end of a range.
    pub up_to: Option<ExactDecimal>,
    /// What the modifier says of its exactness.
    pub precision: AmountPrecision,
    /// The phrase that says what it is for.
    pub purpose: Option<Span>,
    /// Who gives or pays it, where the sentence says so.
    pub giver: Option<AmountParty>,
    /// Who receives it, where the sentence says so.
    pub receiver: Option<AmountParty>,
    /// How sure the amount is: that it is money, and of this currency.
    pub confidence: FactConfidence,
}

/// Giver or receiver of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountParty {
    /// The phrase that names it.
    pub span: Span,
    /// Its head, where that is a name: index of a mention in the list that was given.
    pub mention: Option<u32>,
}

/// Exactness of a quantity, by its modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Precision"))]
pub enum AmountPrecision {
    /// No modifier.
    Exact,
    /// "about", "nearly", "approx."
    About,
    /// "more than", "at least"
    AtLeast,
    /// "up to", "less than"
    AtMost,
}

/// Context words of money, without which a bare "50 billion" is a quantity of anything.
static MONEY_WORDS: WordClassLexicon = WordClassLexicon::new(
    "
    cost costs costing worth spend spends spent spending pay pays paid price priced budget fee fees fund funds funding
    aid loan loans grant grants debt revenue revenues profit profits sales turnover invest invested investment salary
    donated donate pledged fine fined tax taxes bailout financing deficit
",
);

/// Every monetary amount in `document`, in order. Mentions help to say who gives; without any, the sentence alone does.
///
/// ```
/// use reading_room::{Document, Source, internals::entity::ArticleAnnotation};
/// let text = "The council will spend about €1.25 million on a new library, the mayor said.";
/// let document = Document::parse(Source { text: text.into(), ..Source::default() })?;
/// let amounts = ArticleAnnotation::from_mentions(&document, Vec::new()).amounts;
/// assert_eq!(amounts[0].span.slice_of(text), "about €1.25 million");
/// assert_eq!(amounts[0].currency.unwrap().as_str(), "EUR");
/// assert_eq!(amounts[0].value.unwrap().to_string(), "1250000");
/// assert_eq!(amounts[0].purpose.unwrap().slice_of(text), "on a new library");
/// # Ok::<(), reading_room::Error>(())
/// ```
pub(super) fn find_amounts(
    document: &Document,
    words: &TokenRow<'_>,
    mentions: &[EntityMention],
) -> Vec<MonetaryAmount> {
    let language = document.language.map_or(String::new(), |language| language.as_str().to_owned());
    let mut reader =
        AmountParser { words, mentions, decimal_comma: uses_decimal_comma(&language), capitalised_words: None };
    let mut amounts = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.parse_amount(at) {
            Some((amount, end)) => {
                amounts.push(amount);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    amounts
}

/// Languages whose decimal separator is the comma: 1,5.
fn uses_decimal_comma(language: &str) -> bool {
    "de fr pl lt lv et es it pt nl sv da no fi cs sk sl hr uk ru bg ro hu tr el".split(' ').any(|code| code == language)
}

/// A parsed quantity: one end of a range, or the whole amount.
#[derive(Debug, Clone, Copy)]
struct ParsedQuantity {
    currency: Option<CurrencyMention>,
    /// Currency that a country word before an ambiguous currency word selects: "Australian dollars".
    modifier_currency: Option<CurrencyCode>,
    number: Option<ExactDecimal>,
    /// Power of ten of the scale words.
    scale_exponent: Option<u8>,
    end: usize,
}

impl ParsedQuantity {
    fn scaled_value(&self) -> Option<ExactDecimal> {
        self.number?.times_power_of_ten(self.scale_exponent.unwrap_or(0))
    }
}

impl AmountParser<'_> {
    /// The party that the phrase `span` names: its last mention is the head.
    fn amount_party(&self, span: Span) -> AmountParty {
        let next = self.mentions.partition_point(|mention| mention.span.end <= span.end);
        let last = next.checked_sub(1).filter(|&at| self.mentions.get(at).is_some_and(|m| span.contains(m.span)));
        AmountParty { span, mention: last.map(|at| at as u32) }
    }

    /// The amount that starts at `at`, and the token after it.
    fn parse_amount(&mut self, at: usize) -> Option<(MonetaryAmount, usize)> {
        let words = self.words;
        if words.get(at.checked_sub(1).unwrap_or(usize::MAX)).is_some_and(|before| before.class != TokenClass::Symbol)
            && words.joins_previous(at)
        {
            return None;
        }
        let mut first = self.parse_quantity(at)?;
        let mut last = None;
        // "€10–15 million", "$3m to $5m", "between 10 and 15 million euros"
        let between = words.lower_before(at, 1) == "between";
        let joint = words.lower_at(first.end);
        let joins = match joint {
            "-" | "–" | "—" => words.has_class(first.end + 1, TokenClass::Digits) || first.currency.is_some(),
            "to" => words.lower_before(at, 1) != "from" || (first.currency.is_none() && first.scale_exponent.is_none()),
            "and" => between,
            _ => false,
        };
        if joins
            && first.number.is_some()
            && let Some(other) = self.parse_quantity(first.end + 1)
            && (first.currency.is_some() || other.currency.is_some())
            && other.number.is_some()
            && !(joint == "to"
                && first.currency.is_some()
                && first.scale_exponent.is_some()
                && other.currency.is_none())
        {
            if first.scale_exponent.is_none() && (first.currency.is_none() || other.currency.is_none() || joint == "-")
            {
                first.scale_exponent = other.scale_exponent;
            }
            if first.scaled_value().zip(other.scaled_value()).is_some_and(|(low, high)| low.is_less_than(high)) {
                first.currency = first.currency.or(other.currency);
                first.modifier_currency = first.modifier_currency.or(other.modifier_currency);
                first.end = other.end;
                last = other.scaled_value();
            } else {
                first.scale_exponent = self.parse_quantity(at)?.scale_exponent;
            }
        }
        if first.currency.is_none()
            && !(first.scale_exponent.is_some_and(|zeros| zeros >= 6) && self.has_money_context(at, first.end))
        {
            return None;
        }
        let value = first.scaled_value();
        if value.is_none() && (first.number.is_some() || first.currency.is_none()) {
            return None;
        }
        let currency = match first.currency {
            Some(CurrencyMention::Known(currency)) => Some(currency),
            Some(CurrencyMention::Ambiguous(row)) => {
                first.modifier_currency.or_else(|| self.resolve_shared_currency(row))
            }
            None => None,
        };
        let (mut precision, mut start) = self.parse_precision(at);
        if last.is_some() && between {
            start = at - 1;
        }
        if value.is_none() {
            precision = AmountPrecision::About;
        }
        let span = words.span_of(start..first.end)?;
        let purpose = self.find_purpose(start, first.end);
        let giver = self.find_giver(start, first.end).map(|span| self.amount_party(span));
        let confidence = FactConfidence::Certain;
        Some((
            MonetaryAmount {
                span,
                currency,
                value,
                up_to: last,
                precision,
                purpose,
                giver,
                receiver: None,
                confidence,
            },
            first.end,
        ))
    }

    fn parse_quantity(&self, at: usize) -> Option<ParsedQuantity> {
        let words = self.words;
        let (mut currency, mut modifier_currency, mut from) = (None, None, at);
        if let Some((written, adjective, end)) = self.currency_before(at) {
            (currency, modifier_currency, from) = (Some(written), adjective, end);
        }
        let (number, mut end) = self.parse_numeral(from, currency.is_some())?;
        // Scale words multiply. In "tens of thousands of dollars" they give no value: there is no number.
        let mut zeros = None;
        let hyphen =
            usize::from(words.lower_at(end) == "-" && words.joins_previous(end) && words.joins_previous(end + 1));
        let mut scale_at = end + hyphen;
        while let Some(scale) = SCALE_WORDS.class_of(words.lower_at(scale_at)) {
            let short = is_abbreviated_scale(words.lower_at(scale_at));
            let next = scale_at + 1;
            if short && currency.is_none() && self.currency_after(next).is_none() {
                break;
            }
            let power = SCALE_EXPONENTS.get(usize::from(scale)).copied();
            debug_assert!(power.is_some(), "a class of scale words has no power of ten");
            zeros = Some(zeros.unwrap_or(0) + power.unwrap_or(0));
            end = next;
            if words.lower_at(end) == "."
                && words.joins_previous(end)
                && matches!(words.lower_at(scale_at), "mio" | "mrd" | "tys")
            {
                end += 1;
            }
            scale_at = end;
        }
        if number.is_none() {
            while words.lower_at(end) == "of" && SCALE_WORDS.contains(words.lower_at(end + 1)) {
                end += 2;
            }
        }
        if currency.is_none() {
            let mut after = end + usize::from(words.lower_at(end) == "-" && words.joins_previous(end));
            if number.is_none() && words.lower_at(after) == "of" {
                after += 1;
            }
            if let Some((written, adjective, next)) = self.currency_after(after) {
                (currency, modifier_currency, end) = (Some(written), adjective, next);
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
        let side = ParsedQuantity { currency, modifier_currency, number, scale_exponent: zeros, end };
        self.is_plausible_amount(at, &side).then_some(side)
    }

    /// Whether a candidate is money: pounds weigh, teams have won, and rand, real and lei are words.
    fn is_plausible_amount(&self, at: usize, side: &ParsedQuantity) -> bool {
        let words = self.words;
        let unit = words.lower_at(side.end - 1);
        let clear = side.scale_exponent.is_some_and(|zeros| zeros >= 5) || self.has_money_context(at, side.end);
        match unit {
            "pound" | "pounds" => clear || words.lower_at(side.end) == "sterling",
            "won" | "rand" | "dong" | "crown" | "crowns" | "real" | "lei" | "leva" | "lari" | "try" => {
                side.scale_exponent.is_some_and(|zeros| zeros >= 3)
                    || side.modifier_currency.is_some()
                    || (clear && side.number.is_some_and(|number| number.digits >= 100))
            }
            _ => true,
        }
    }

    /// Modifier of the amount at `at`, and the token where it starts.
    fn parse_precision(&self, at: usize) -> (AmountPrecision, usize) {
        let words = self.words;
        let (one, two, three) = (words.lower_before(at, 1), words.lower_before(at, 2), words.lower_before(at, 3));
        let same = |back: usize| {
            at.checked_sub(back).is_some_and(|from| words.sentence_index(from) == words.sentence_index(at))
        };
        let (precision, back) = match (three, two, one) {
            (_, "approx" | "ca", ".") => (AmountPrecision::About, 2),
            (_, _, "~" | "≈") => (AmountPrecision::About, 1),
            ("as", "much", "as") => (AmountPrecision::AtMost, 3),
            (_, "more" | "greater", "than") => (AmountPrecision::AtLeast, 2),
            (_, "less" | "fewer", "than") => (AmountPrecision::AtMost, 2),
            (_, "up", "to") => (AmountPrecision::AtMost, 2),
            (_, "at", "least") => (AmountPrecision::AtLeast, 2),
            (_, "at", "most") => (AmountPrecision::AtMost, 2),
            (_, "close", "to") => (AmountPrecision::About, 2),
            (_, "an", "estimated") => (AmountPrecision::About, 2),
            (
                _,
                _,
                "approximately" | "approx" | "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "circa"
                | "ca" | "estimated" | "około" | "ok" | "rund" | "etwa" | "apie" | "environ",
            ) => (AmountPrecision::About, 1),
            (_, _, "over" | "exceeding" | "ponad" | "über") => (AmountPrecision::AtLeast, 1),
            (_, _, "under" | "below" | "maximum") => (AmountPrecision::AtMost, 1),
            _ => (AmountPrecision::Exact, 0),
        };
        if back > 0 && same(back) { (precision, at - back) } else { (AmountPrecision::Exact, at) }
    }

    /// Whether a context word of money stands in the 6 tokens before or the 3 after, within the sentence.
    fn has_money_context(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(start));
        (start.saturating_sub(6).max(sentence.start)..start)
            .chain(end..(end + 3).min(sentence.end))
            .any(|at| MONEY_WORDS.contains(words.lower_at(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;
    use crate::entity::ArticleAnnotation;

    fn read(text: &str) -> (Document, Vec<MonetaryAmount>) {
        let document = Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
        let amounts = ArticleAnnotation::from_mentions(&document, Vec::new()).amounts;
        (document, amounts)
    }

    /// As "EUR 35000000".
    fn sums(text: &str) -> Vec<String> {
        let (_, amounts) = read(text);
        let describe = |amount: &MonetaryAmount| {
            let currency = amount.currency.map_or("?".to_owned(), |currency| currency.as_str().to_owned());
            let value = amount.value.map_or("?".to_owned(), |value| value.to_string());
            let up_to = amount.up_to.map_or(String::new(), |value| format!("-{value}"));
            format!("{currency} {value}{up_to}")
        };
        amounts.iter().map(describe).collect()
    }

    fn check(cases: &[(&str, &str)]) {
        for (text, wanted) in cases {
            let sentence = format!("They have paid {text} already, it was said in the evening.");
            assert_eq!(sums(&sentence).join(", "), *wanted, "{text}");
        }
    }

    #[test]
    fn currencies_stand_before_and_behind_in_signs_codes_and_words() {
        check(&[
            ("EUR 35 million", "EUR 35000000"),
            ("€20 million", "EUR 20000000"),
            ("35 million EUR", "EUR 35000000"),
            ("a billion euros", "EUR 1000000000"),
            ("half a million euros", "EUR 500000"),
            ("two and a half million euros", "EUR 2500000"),
            ("twenty-five pounds sterling", "GBP 25"),
            ("$1.2bn", "USD 1200000000"),
            ("US$ 3m", "USD 3000000"),
            ("A$5.50", "AUD 5.5"),
            ("£30k", "GBP 30000"),
            ("PLN 4.5 bn", "PLN 4500000000"),
            ("1,200 zlotys", "PLN 1200"),
            ("30 million Australian dollars", "AUD 30000000"),
            ("30 million U.S. dollars", "USD 30000000"),
            ("5 million Swiss francs", "CHF 5000000"),
            ("Rs 500 crore", "? 5000000000"),
            ("₹500 crore", "INR 5000000000"),
            ("3 trillion won", "KRW 3000000000000"),
            ("$5-million", "USD 5000000"),
        ]);
    }

    #[test]
    fn values_are_exact() {
        check(&[
            ("$0.07", "USD 0.07"),
            ("$1,234,567.89", "USD 1234567.89"),
            ("€1.234.567,89", "EUR 1234567.89"),
            ("$1.10bn", "USD 1100000000"),
            ("12 345 678 zł", "PLN 12345678"),
        ]);
        assert_eq!(ExactDecimal::new(110, 2).to_f64(), 1.1);
        assert_eq!(ExactDecimal::new(5, 2).to_string(), "0.05");
    }

    #[test]
    fn a_comma_is_a_point_on_the_continent() {
        let text = "Die Stadt hat für den Bau der neuen Brücke und der Straße 2,5 Mio. Euro bezahlt, nicht 1.200 Euro.";
        assert_eq!(sums(text), ["EUR 2500000", "EUR 1200"]);
    }

    #[test]
    fn ranges_have_two_ends_and_share_what_is_written_once() {
        check(&[
            ("between $3m and $5m", "USD 3000000-5000000"),
            ("€10-15 million", "EUR 10000000-15000000"),
            ("10 to 15 million euros", "EUR 10000000-15000000"),
            ("$3m–$5m", "USD 3000000-5000000"),
            ("from $3m to $5m", "USD 3000000, USD 5000000"),
        ]);
    }

    #[test]
    fn what_the_text_does_not_say_stays_open() {
        check(&[
            ("tens of thousands of dollars", "USD ?"),
            ("several million euros", "EUR ?"),
            ("800 rupees", "? 800"),
            ("300 pesos", "? 300"),
        ]);
        assert_eq!(sums("Canada’s parliament approved $3 billion for the railway."), ["? 3000000000"]);
        assert_eq!(sums("Canada gave the United States $3 billion for the railway."), ["USD 3000000000"]);
        assert_eq!(sums("In Mexico the tickets cost 300 pesos."), ["MXN 300"]);
        assert_eq!(sums("The budget is 50 billion for the whole country."), ["? 50000000000"]);
    }

    #[test]
    fn numbers_of_other_things_are_not_money() {
        for text in [
            "About 50 million people live there.",
            "The parcel weighs 200 pounds.",
            "They won 3 matches and fired 155mm shells.",
            "In 2023 the team won 2 cups.",
            "It is 100 m long and holds 5 k of them.",
            "M577 carriers and 12 tanks came.",
        ] {
            assert_eq!(sums(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn words_before_a_sum_say_how_exact_it_is() {
        for (text, precision) in [
            ("approx. EUR 610 million", AmountPrecision::About),
            ("nearly €5", AmountPrecision::About),
            ("more than $20", AmountPrecision::AtLeast),
            ("up to $20", AmountPrecision::AtMost),
        ] {
            let (document, amounts) = read(&format!("The repair took {text} in the end."));
            assert_eq!((amounts[0].span.slice_of(&document.text), amounts[0].precision), (text, precision));
        }
    }
}
