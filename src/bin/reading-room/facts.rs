//! Recognised facts as JSON rows. Places are bytes of the source, not of the parsed text.

use reading_room::document::formats::SourceMap;
use reading_room::entity::{Amount, Annotation, Decimal, FoundDate, Quote};
use reading_room::{Document, Span};
use serde::Serialize;
use serde_json::Number;

/// A parsed article with its annotation.
pub struct Annotated {
    /// The article.
    pub document: Document,
    /// Maps spans of the text to spans of the source.
    pub map: SourceMap,
    /// Mentions and facts.
    pub annotation: Annotation,
}

/// An excerpt of the text with its place in the source.
#[derive(Serialize)]
pub struct Words<'a> {
    pub text: &'a str,
    pub start: u32,
    pub end: u32,
}

#[derive(Serialize)]
pub struct QuoteRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(flatten)]
    words: Words<'a>,
    speaker: Option<&'a str>,
    cue: Option<Words<'a>>,
}

#[derive(Serialize)]
pub struct AmountRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(flatten)]
    words: Words<'a>,
    currency: Option<&'a str>,
    value: Option<Number>,
    #[serde(rename = "upTo")]
    up_to: Option<Number>,
    precision: reading_room::entity::Precision,
    purpose: Option<Words<'a>>,
    giver: Option<Words<'a>>,
}

#[derive(Serialize)]
pub struct DateRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(flatten)]
    words: Words<'a>,
    iso: Option<String>,
    relative: bool,
}

impl Annotated {
    /// The excerpt under `span` of the text.
    pub fn words(&self, span: Span) -> Words<'_> {
        let place = self.map.to_source(span);
        Words { text: span.of(&self.document.text), start: place.start, end: place.end }
    }

    /// Quotations; `entity` maps a mention to the id of its entity.
    pub fn quotes<'a>(
        &'a self,
        name: Option<&'a str>,
        entity: &'a dyn Fn(usize) -> Option<&'a str>,
    ) -> impl Iterator<Item = QuoteRow<'a>> {
        self.annotation.quotes.iter().map(move |&Quote { span, speaker, cue, .. }| QuoteRow {
            document: name,
            words: self.words(span),
            speaker: speaker.and_then(|mention| entity(mention as usize)),
            cue: cue.map(|cue| self.words(cue)),
        })
    }

    /// Amounts of money.
    pub fn amounts<'a>(&'a self, name: Option<&'a str>) -> impl Iterator<Item = AmountRow<'a>> {
        self.annotation.amounts.iter().map(move |amount: &'a Amount| AmountRow {
            document: name,
            words: self.words(amount.span),
            currency: amount.currency.as_ref().map(|currency| currency.as_str()),
            value: amount.value.and_then(number),
            up_to: amount.up_to.and_then(number),
            precision: amount.precision,
            purpose: amount.purpose.map(|span| self.words(span)),
            giver: amount.giver.map(|span| self.words(span)),
        })
    }

    /// Temporal expressions.
    pub fn dates<'a>(&'a self, name: Option<&'a str>) -> impl Iterator<Item = DateRow<'a>> {
        self.annotation.dates.iter().map(move |date: &'a FoundDate| DateRow {
            document: name,
            words: self.words(date.span),
            iso: date.iso(),
            relative: date.relative,
        })
    }
}

/// A decimal as a JSON number; whole ones without a decimal point.
fn number(value: Decimal) -> Option<Number> {
    if value.places == 0 { Some(value.digits.into()) } else { Number::from_f64(value.to_f64()) }
}
