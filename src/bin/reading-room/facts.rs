//! Recognised facts as JSON rows. Places are bytes of the source, not of the parsed text.

use reading_room::internals::document::formats::SourceMap;
use reading_room::internals::entity::{
    ArticleAnnotation, DirectQuote, ExactDecimal, MonetaryAmount, TemporalExpression,
};
use reading_room::{Document, Span};
use serde::Serialize;
use serde_json::Number;

/// A parsed article with its annotation.
pub struct AnnotatedArticle {
    /// The article.
    pub document: Document,
    /// Maps spans of the text to spans of the source.
    pub source_map: SourceMap,
    /// Mentions and facts.
    pub annotation: ArticleAnnotation,
}

/// An excerpt of the text with its place in the source.
#[derive(Serialize)]
pub struct SourceExcerpt<'a> {
    pub text: &'a str,
    pub start: u32,
    pub end: u32,
}

#[derive(Serialize)]
pub struct ReportedQuote<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(flatten)]
    words: SourceExcerpt<'a>,
    speaker: Option<&'a str>,
    cue: Option<SourceExcerpt<'a>>,
}

#[derive(Serialize)]
pub struct ReportedAmount<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(flatten)]
    words: SourceExcerpt<'a>,
    currency: Option<&'a str>,
    value: Option<Number>,
    #[serde(rename = "upTo")]
    up_to: Option<Number>,
    precision: reading_room::internals::entity::AmountPrecision,
    purpose: Option<SourceExcerpt<'a>>,
    giver: Option<SourceExcerpt<'a>>,
}

#[derive(Serialize)]
pub struct ReportedDate<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(flatten)]
    words: SourceExcerpt<'a>,
    iso: Option<String>,
    relative: bool,
}

impl AnnotatedArticle {
    /// The excerpt under `span` of the text.
    pub fn source_excerpt(&self, span: Span) -> SourceExcerpt<'_> {
        let place = self.source_map.to_source(span);
        SourceExcerpt { text: span.slice_of(&self.document.text), start: place.start, end: place.end }
    }

    /// Quotations; `entity` maps a mention to the id of its entity.
    pub fn reported_quotes<'a>(
        &'a self,
        name: Option<&'a str>,
        entity: &'a dyn Fn(usize) -> Option<&'a str>,
    ) -> impl Iterator<Item = ReportedQuote<'a>> {
        self.annotation.quotes.iter().map(move |&DirectQuote { span, speaker, cue, .. }| ReportedQuote {
            document: name,
            words: self.source_excerpt(span),
            speaker: speaker.and_then(|mention| entity(mention as usize)),
            cue: cue.map(|cue| self.source_excerpt(cue)),
        })
    }

    /// Amounts of money.
    pub fn reported_amounts<'a>(&'a self, name: Option<&'a str>) -> impl Iterator<Item = ReportedAmount<'a>> {
        self.annotation.amounts.iter().map(move |amount: &'a MonetaryAmount| ReportedAmount {
            document: name,
            words: self.source_excerpt(amount.span),
            currency: amount.currency.as_ref().map(|currency| currency.as_str()),
            value: amount.value.and_then(json_number),
            up_to: amount.up_to.and_then(json_number),
            precision: amount.precision,
            purpose: amount.purpose.map(|span| self.source_excerpt(span)),
            giver: amount.giver.map(|span| self.source_excerpt(span)),
        })
    }

    /// Temporal expressions.
    pub fn reported_dates<'a>(&'a self, name: Option<&'a str>) -> impl Iterator<Item = ReportedDate<'a>> {
        self.annotation.dates.iter().map(move |date: &'a TemporalExpression| ReportedDate {
            document: name,
            words: self.source_excerpt(date.span),
            iso: date.to_iso(),
            relative: date.relative,
        })
    }
}

/// A decimal as a JSON number; whole ones without a decimal point.
fn json_number(value: ExactDecimal) -> Option<Number> {
    if value.decimal_places == 0 { Some(value.digits.into()) } else { Number::from_f64(value.to_f64()) }
}
