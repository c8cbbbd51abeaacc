//! Recognised facts as JSON rows. Places are bytes of the source, not of the parsed text.

use reading_room::internals::document::formats::SourceMap;
use reading_room::internals::entity::{
    AmountCategory, AmountParty, AmountPrecision, ArticleAnnotation, DirectQuote, ExactDecimal, FactConfidence,
    MonetaryAmount, TemporalExpression,
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
    speaker_text: Option<SourceExcerpt<'a>>,
    cue: Option<SourceExcerpt<'a>>,
    confidence: FactConfidence,
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
    /// `null` where the amount is exact.
    bound: Option<AmountPrecision>,
    /// `null` where the kind of transaction is not clear.
    category: Option<AmountCategory>,
    /// Whether it is for each of something: "an hour".
    rate: bool,
    purpose: Option<SourceExcerpt<'a>>,
    giver: Option<&'a str>,
    giver_text: Option<SourceExcerpt<'a>>,
    receiver: Option<&'a str>,
    receiver_text: Option<SourceExcerpt<'a>>,
    confidence: FactConfidence,
}

#[derive(Serialize)]
pub struct ReportedDate<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(flatten)]
    words: SourceExcerpt<'a>,
    iso: Option<String>,
    relative: bool,
    confidence: FactConfidence,
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
        self.annotation.quotes.iter().map(move |&DirectQuote { span, speaker, speaker_text, cue, confidence }| {
            ReportedQuote {
                document: name,
                words: self.source_excerpt(span),
                speaker: speaker.and_then(|mention| entity(mention as usize)),
                speaker_text: speaker_text.map(|said| self.source_excerpt(said)),
                confidence,
                cue: cue.map(|cue| self.source_excerpt(cue)),
            }
        })
    }

    /// Amounts of money; `entity` maps a mention to the id of its entity.
    pub fn reported_amounts<'a>(
        &'a self,
        name: Option<&'a str>,
        entity: &'a dyn Fn(usize) -> Option<&'a str>,
    ) -> impl Iterator<Item = ReportedAmount<'a>> {
        let id = move |party: Option<AmountParty>| party.and_then(|party| entity(party.mention? as usize));
        let words = move |party: Option<AmountParty>| party.map(|party| self.source_excerpt(party.span));
        self.annotation.amounts.iter().map(move |amount: &'a MonetaryAmount| ReportedAmount {
            document: name,
            words: self.source_excerpt(amount.span),
            currency: amount.currency.as_ref().map(|currency| currency.as_str()),
            value: amount.value.and_then(json_number),
            up_to: amount.up_to.and_then(json_number),
            bound: Some(amount.precision).filter(|&precision| precision != AmountPrecision::Exact),
            category: amount.category,
            rate: amount.is_rate,
            purpose: amount.purpose.map(|span| self.source_excerpt(span)),
            giver: id(amount.giver),
            giver_text: words(amount.giver),
            receiver: id(amount.receiver),
            receiver_text: words(amount.receiver),
            confidence: amount.confidence,
        })
    }

    /// Temporal expressions.
    pub fn reported_dates<'a>(&'a self, name: Option<&'a str>) -> impl Iterator<Item = ReportedDate<'a>> {
        self.annotation.dates.iter().map(move |date: &'a TemporalExpression| ReportedDate {
            document: name,
            words: self.source_excerpt(date.span),
            iso: date.to_iso(),
            relative: date.relative,
            confidence: date.confidence,
        })
    }
}

/// A decimal as a JSON number; whole ones without a decimal point.
fn json_number(value: ExactDecimal) -> Option<Number> {
    if value.decimal_places == 0 { Some(value.digits.into()) } else { Number::from_f64(value.to_f64()) }
}
