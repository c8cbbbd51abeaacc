//! Monetary amounts: quantities of money in running text, with currency, purpose and giver.
//!
//! Extraction is by rules; normalisation gives exact decimals and ISO 4217 codes. An ambiguous currency is resolved by
//! the countries that the article names: "$" is the US dollar unless it names another dollar's country, "rupees" have
//! no code until it names one.

mod category;
mod currency;
mod giver;
mod numeral;
mod parser;
mod party;
mod precision;
mod purpose;
mod quantity;
mod transfer;

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use super::token_row::{TokenClass, TokenRow};
use super::{EntityMention, FactConfidence};
use crate::document::Document;
use crate::span::Span;
pub use category::AmountCategory;
use category::AmountRate;
pub use currency::CurrencyCode;
use currency::CurrencyMention;
pub(crate) use currency::currency_spellings;
pub use numeral::ExactDecimal;
pub(super) use numeral::parse_spelled_number;
pub(crate) use numeral::{scale_spellings, unit_numeral};
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
    /// The kind of transaction; `None` where its clause does not say.
    pub category: Option<AmountCategory>,
    /// Whether it is for each of something, an hour or a barrel: a price, never part of a total.
    pub is_rate: bool,
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
    let mut reader = AmountParser {
        words,
        mentions,
        decimal_comma: uses_decimal_comma(&language),
        capitalised_words: None,
        has_clear_cents: OnceCell::new(),
    };
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

impl AmountParser<'_> {
    /// The amount that starts at `at`, and the token after it.
    fn parse_amount(&mut self, at: usize) -> Option<(MonetaryAmount, usize)> {
        let words = self.words;
        if words.get(at.checked_sub(1).unwrap_or(usize::MAX)).is_some_and(|before| before.class != TokenClass::Symbol)
            && words.joins_previous(at)
        {
            return None;
        }
        let (quantity, up_to) = self.parse_range(at)?;
        let bare = quantity.currency.is_none();
        let is_large = quantity.scale_exponent.is_some_and(|zeros| zeros >= 6);
        if bare && !(is_large && self.is_bare_money(at, quantity.end)) {
            return None;
        }
        let value = quantity.scaled_value();
        if value.is_none() && (quantity.number.is_some() || bare) {
            return None;
        }
        let (currency, inferred) = match quantity.currency {
            Some(CurrencyMention::Known(currency)) => (Some(currency), false),
            Some(CurrencyMention::Ambiguous(row)) => match quantity.modifier_currency {
                Some(named) => (Some(named), false),
                None => self.resolve_shared_currency(row),
            },
            None => (None, false),
        };
        let (mut precision, mut start) = self.parse_precision(at);
        let mut end = quantity.end;
        if up_to.is_some() && words.lower_before(at, 1) == "between" {
            start = at - 1;
        }
        if let Some((after, next)) = self.parse_precision_after(end)
            && precision == AmountPrecision::Exact
        {
            (precision, end) = (after, next);
        }
        if value.is_none() {
            precision = AmountPrecision::About;
        }
        let confidence = match (bare, inferred || value.is_none() || currency.is_none()) {
            (true, _) => FactConfidence::Possible,
            (_, true) => FactConfidence::Likely,
            _ => FactConfidence::Certain,
        };
        let parties = self.find_parties(start, end);
        // "$1.2871 against the euro"
        let quotes_rate = quantity.scale_exponent.is_none() && value.is_some_and(|value| value.decimal_places > 2);
        let rate = self.find_rate(end).or_else(|| quotes_rate.then_some(AmountRate::Piece));
        let amount = MonetaryAmount {
            span: words.span_of(start..end)?,
            currency,
            value,
            up_to,
            precision,
            category: self.find_category(start, end, rate),
            is_rate: rate.is_some(),
            purpose: self.find_purpose(start, end),
            giver: parties.giver.and_then(|party| self.amount_party(party)),
            receiver: parties.receiver.and_then(|party| self.amount_party(party)),
            confidence,
        };
        Some((amount, end))
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
            ("between $5 and $6 million", "USD 5000000-6000000"),
            ("$5-6 million", "USD 5000000-6000000"),
            ("$3.50 to $4", "USD 3.5-4"),
            ("$500 to $1 million", "USD 500-1000000"),
            ("from $5 to $6 million", "USD 5000000, USD 6000000"),
            ("sums that rose $2bn to $5bn", "USD 2000000000, USD 5000000000"),
        ]);
    }

    #[test]
    fn numbers_in_words_have_fractions_and_hundreds() {
        check(&[
            ("a quarter of a million pounds", "GBP 250000"),
            ("half a billion dollars", "USD 500000000"),
            ("a half-million dollars", "USD 500000"),
            ("three quarters of a million euros", "EUR 750000"),
            ("a million and a half dollars", "USD 1500000"),
            ("two-hundred thousand dollars", "USD 200000"),
            ("three thousand two hundred dollars", "USD 3200"),
            ("one million forty-five thousand euros", "EUR 1045000"),
            ("three hundred and fifty thousand euros", "EUR 350000"),
            ("a couple of million dollars", "USD ?"),
            ("$1.5MM", "USD 1500000"),
            ("$1,2 million", "USD 1200000"),
            ("$.50", "USD 0.5"),
            ("$1.20", "USD 1.2"),
            ("1.5 crore rupees", "? 15000000"),
        ]);
    }

    #[test]
    fn cents_are_hundredths_of_the_dollars_that_the_article_writes() {
        assert_eq!(sums("Bread was 50 cents and oil $85.50."), ["USD 0.5", "USD 85.5"]);
        assert_eq!(sums("Bread was 50 cents and milk 99p; oil rose to $85.50."), ["USD 85.5"]);
        assert_eq!(sums("Bread was 50 cents."), Vec::<String>::new());
    }

    #[test]
    fn confidence_falls_where_the_context_decides() {
        let confidence = |text: &str| read(text).1.first().map(|amount| amount.confidence);
        assert_eq!(confidence("The bridge cost $3 million."), Some(FactConfidence::Certain));
        assert_eq!(confidence("In Mexico the tickets cost 300 pesos."), Some(FactConfidence::Likely));
        assert_eq!(confidence("The bridge cost millions of dollars."), Some(FactConfidence::Likely));
        assert_eq!(confidence("The budget is 50 billion for the whole country."), Some(FactConfidence::Possible));
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
            "The tax is paid by 1.6 billion members of a religion.",
            "The fund has 3 million members, who pay a fee.",
            "They invested in the stock $TSLA and in bitcoin: 5 bitcoins.",
            "He found a five-pound cheese that cost him nothing.",
            "One of us has raised $ from nobody.",
            "He lost 100 pounds on a diet that he paid for.",
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
            ("no more than $20", AmountPrecision::AtMost),
            ("as much as $20", AmountPrecision::AtMost),
            ("at least $20", AmountPrecision::AtLeast),
            ("upwards of $20", AmountPrecision::AtLeast),
            ("in excess of $20", AmountPrecision::AtLeast),
            ("$20 or more", AmountPrecision::AtLeast),
            ("$20 million-plus", AmountPrecision::AtLeast),
            ("$20 or so", AmountPrecision::About),
        ] {
            let (document, amounts) = read(&format!("The repair took {text} in the end."));
            assert_eq!((amounts[0].span.slice_of(&document.text), amounts[0].precision), (text, precision));
        }
    }
}
