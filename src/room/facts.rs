//! Facts: quotations, amounts and temporal expressions, of one article or of all.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::distribution::date_histogram;
use super::told_facts::{FactPlace, ToldFacts};
use super::{Room, present};
use crate::analysis::token::plain_words;
use crate::document::{CalendarDate, Document, DocumentId};
use crate::entity::register::ResolvedAnnotation;
use crate::entity::{AmountParty, DirectQuote, EntityId, FactConfidence, MonetaryAmount, TemporalExpression};
use crate::error::{Error, ErrorKind, Result};
use crate::order::sort_by_key;
use crate::repetition::hash_phrase;
use crate::search::{HighlightMark, excerpt_segments};
use crate::span::Span;
use crate::view::{
    AmountView, DateView, FacetCount, MatchKind, PageOf, QuoteView, QuotesView, Segment, TimeBar, TimelineView,
};

/// Filters and paging for quotations, amounts and dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactFilters {
    /// Of the article with this id.
    pub article: Option<String>,
    /// Quotations of the entity with this id; amounts and dates in sentences that mention it.
    pub entity: Option<String>,
    /// With these words or prefixes in the quotation, or in the sentence of the amount or date. Empty for all.
    pub query: String,
    /// Of articles published on this day or later. For a timeline: dates that end on this day or later.
    pub after: Option<CalendarDate>,
    /// Of articles published before this day. For a timeline: dates that begin before this day.
    pub before: Option<CalendarDate>,
    /// Those that are only possible, too, not only what is certain or likely.
    pub possible: bool,
    /// Number of facts to skip.
    pub offset: usize,
    /// Most facts to return; 0 by default: totals alone.
    pub limit: usize,
}

impl FactFilters {
    /// Whether facts of this confidence are wanted.
    pub(super) fn admits(&self, confidence: FactConfidence) -> bool {
        self.possible || confidence != FactConfidence::Possible
    }
}

/// Most speakers that are counted.
const MAX_SPEAKERS: usize = 12;

/// Called with a document, its resolved annotation and the entity of the filter. A trait object, so that the traversal is compiled once
/// and not for each kind of fact.
type FactVisitor<'a> = &'a mut dyn FnMut(DocumentId, &Document, &ResolvedAnnotation, Option<EntityId>);

impl Room {
    /// A page of quotations, newest article first, and the speakers with most of them; what several versions of a story tell is there
    /// once. Empty before recognition; fails with
    /// [`ErrorKind::NotFound`] for an unknown id in `filters`.
    pub fn quotes(&self, filters: &FactFilters) -> Result<QuotesView> {
        let words = plain_words(&filters.query);
        let mut places: Vec<FactPlace> = Vec::new();
        let mut counts: BTreeMap<EntityId, u32> = BTreeMap::new();
        let mut told = ToldFacts::default();
        self.visit_annotations(filters, true, &mut |number, document, resolved, entity| {
            let story = self.story_of(number);
            for (at, quote) in resolved.annotation.quotes.iter().enumerate() {
                let speaker = quote.speaker.and_then(|speaker| resolved.entity_of_mention(speaker));
                if filters.admits(quote.confidence)
                    && (entity.is_none() || speaker == entity)
                    && contains_words(quote.span.slice_of(&document.text), &words)
                    && !told.is_told(story, (number, at), || hash_phrase(quote.span.slice_of(&document.text)).0)
                {
                    places.push((number, at));
                    speaker.into_iter().for_each(|speaker| *counts.entry(speaker).or_default() += 1);
                }
            }
        })?;
        let speakers = present::sorted_counts(counts).into_iter().take(MAX_SPEAKERS);
        let speakers =
            speakers.map(|speaker| Ok(FacetCount { entity: self.entity_ref(speaker.name)?, count: speaker.count }));
        let page = self.page_of_facts(&places, filters, |document, resolved, place| {
            let quote = resolved.annotation.quotes.get(place.1);
            let view = quote.map(|quote| self.quote_view(document, resolved, quote)).transpose()?;
            Ok(view.map(|view| QuoteView { versions: told.version_count(place), ..view }))
        })?;
        Ok(QuotesView { page, speakers: speakers.collect::<Result<_>>()? })
    }

    /// A page of the temporal expressions in articles, by the time they denote, with a histogram. Unresolved ones are counted, not listed.
    /// Empty before recognition; fails with [`ErrorKind::NotFound`] for an unknown id in `filters`.
    pub fn timeline(&self, filters: &FactFilters) -> Result<TimelineView> {
        let words = plain_words(&filters.query);
        let (mut placed, mut open) = (Vec::new(), 0);
        let mut told = ToldFacts::default();
        self.visit_annotations(filters, false, &mut |number, document, resolved, entity| {
            let story = self.story_of(number);
            let all = &resolved.annotation.dates;
            for at in spans_near_entity(all.iter().map(|date| date.span), document, resolved, entity, &words) {
                let Some(date) = all.get(at).filter(|date| filters.admits(date.confidence)) else { continue };
                let (from, to) = date_bounds(date);
                if told.is_told(story, (number, at), || hash_of_fact(document, date.span, &[from, to])) {
                    continue;
                }
                // What has an open end counts at the end that is known, not at all days before or after it.
                let Some((first, last)) = from.or(to).zip(to.or(from)) else {
                    open += 1;
                    continue;
                };
                let in_time = filters.after.is_none_or(|after| last >= after)
                    && filters.before.is_none_or(|before| first < before);
                if in_time {
                    placed.push((first, to.is_none(), to, (number, at)));
                }
            }
        })?;
        sort_by_key(&mut placed, |&(first, ends_never, to, place)| (first, ends_never, to, place));
        let dates: Vec<CalendarDate> = placed.iter().map(|&(first, ..)| first).collect();
        let published: Vec<CalendarDate> = if words.is_empty() {
            let admitted = self.admitted_articles(filters)?;
            admitted
                .into_iter()
                .filter(|&number| self.is_published_within(number, filters))
                .filter_map(|n| self.index.publication_date(n))
                .collect()
        } else {
            let with_dates: BTreeSet<DocumentId> = placed.iter().map(|&(.., (number, _))| number).collect();
            with_dates.into_iter().filter_map(|number| self.index.publication_date(number)).collect()
        };
        let places: Vec<FactPlace> = placed.into_iter().map(|(.., place)| place).collect();
        let page = self.page_of_facts(&places, filters, |document, resolved, place| {
            let view = resolved.annotation.dates.get(place.1).map(|date| self.date_view(document, date));
            Ok(view.map(|view| DateView { versions: told.version_count(place), ..view }))
        })?;
        let bars = date_histogram([&dates, &published]);
        let bars = bars.into_iter().map(|(name, [dates, articles])| TimeBar { name, dates, articles }).collect();
        Ok(TimelineView { open, bars, page })
    }

    /// The articles that the filters by article and entity admit, newest first.
    fn admitted_articles(&self, filters: &FactFilters) -> Result<Vec<DocumentId>> {
        let entity = filters.entity.as_deref().map(|id| self.find_entity(id)).transpose()?;
        if let Some(only) = &filters.article {
            return Ok(vec![self.find_article(only)?]);
        }
        let Some((entity, register)) = entity.zip(self.register.as_ref()) else {
            return Ok(self.browse_order().to_vec());
        };
        let mut admitted = vec![false; self.len()];
        for (number, _) in register.entity_postings(entity) {
            if let Some(admitted) = admitted.get_mut(number.0 as usize) {
                *admitted = true;
            }
        }
        let order = self.browse_order().iter().copied();
        Ok(order.filter(|number| admitted.get(number.0 as usize) == Some(&true)).collect())
    }

    /// Whether an article was published in the days asked for.
    fn is_published_within(&self, number: DocumentId, filters: &FactFilters) -> bool {
        let day = self.index.publication_date(number);
        filters.after.is_none_or(|after| day.is_some_and(|day| day >= after))
            && filters.before.is_none_or(|before| day.is_some_and(|day| day < before))
    }

    /// Visits every article that the filters admit, newest first.
    pub(super) fn visit_annotations(&self, filters: &FactFilters, by_day: bool, visit: FactVisitor<'_>) -> Result<()> {
        let Some(register) = &self.register else { return Ok(()) };
        let entity = filters.entity.as_deref().map(|id| self.find_entity(id)).transpose()?;
        for number in self
            .admitted_articles(filters)?
            .into_iter()
            .filter(|&number| !by_day || self.is_published_within(number, filters))
        {
            visit(number, &self.doc_store.load_document(number)?, &register.resolved_annotation(number)?, entity);
        }
        Ok(())
    }

    /// The views of one page of `places`.
    pub(super) fn page_of_facts<T>(
        &self,
        places: &[FactPlace],
        filters: &FactFilters,
        draw: impl Fn(&Document, &ResolvedAnnotation, FactPlace) -> Result<Option<T>>,
    ) -> Result<PageOf<T>> {
        let mut items = Vec::new();
        let mut open: Option<(DocumentId, Document, ResolvedAnnotation)> = None;
        for &(number, at) in places.iter().skip(filters.offset).take(filters.limit) {
            // Successive facts are often of one article.
            let (_, document, resolved) = match open.take().filter(|(known, ..)| *known == number) {
                Some(same) => open.insert(same),
                None => open.insert((number, self.doc_store.load_document(number)?, self.annotation_of(number)?)),
            };
            items.extend(draw(document, resolved, (number, at))?);
        }
        Ok(PageOf { total: places.len(), offset: filters.offset, items })
    }

    /// The number of the entity with this id; fails with [`ErrorKind::NotFound`].
    pub(super) fn find_entity(&self, id: &str) -> Result<EntityId> {
        let found = self.register.as_ref().map(|register| register.find_by_id(id)).transpose()?;
        found.flatten().ok_or_else(|| Error::new(ErrorKind::NotFound, format!("no entity has the id “{id}”")))
    }

    pub(super) fn quote_view(
        &self,
        document: &Document,
        resolved: &ResolvedAnnotation,
        quote: &DirectQuote,
    ) -> Result<QuoteView> {
        let speaker = quote.speaker.and_then(|speaker| resolved.entity_of_mention(speaker));
        Ok(QuoteView {
            article: present::article_ref(document),
            text: quote.span.slice_of(&document.text).to_owned(),
            speaker: speaker.map(|speaker| self.entity_ref(speaker)).transpose()?,
            speaker_text: quote.speaker_text.map(|span| span.slice_of(&document.text).to_owned()),
            confidence: quote.confidence,
            cue: quote.cue.map(|cue| cue.slice_of(&document.text).to_owned()),
            versions: 1,
            sentence: surrounding_sentences(document, quote.span),
        })
    }

    pub(super) fn amount_view(
        &self,
        document: &Document,
        resolved: &ResolvedAnnotation,
        amount: &MonetaryAmount,
    ) -> Result<AmountView> {
        let words = |span: Span| span.slice_of(&document.text).to_owned();
        let party = |party: Option<AmountParty>| {
            let entity = party.and_then(|party| resolved.entity_of_mention(party.mention?));
            entity.map(|entity| self.entity_ref(entity)).transpose()
        };
        Ok(AmountView {
            article: present::article_ref(document),
            text: words(amount.span),
            currency: amount.currency.map(|currency| currency.as_str().to_owned()),
            value: amount.value.map(|value| value.to_f64()),
            up_to: amount.up_to.map(|value| value.to_f64()),
            precision: amount.precision,
            category: amount.category,
            rate: amount.is_rate,
            purpose: amount.purpose.map(words),
            giver: amount.giver.map(|party| words(party.span)),
            giver_entity: party(amount.giver)?,
            receiver: amount.receiver.map(|party| words(party.span)),
            receiver_entity: party(amount.receiver)?,
            confidence: amount.confidence,
            versions: 1,
            sentence: surrounding_sentences(document, amount.span),
        })
    }

    pub(super) fn date_view(&self, document: &Document, date: &TemporalExpression) -> DateView {
        let (from, to) = date_bounds(date);
        DateView {
            article: present::article_ref(document),
            text: date.span.slice_of(&document.text).to_owned(),
            iso: date.to_iso(),
            from: from.map(CalendarDate::to_iso),
            to: to.map(CalendarDate::to_iso),
            relative: date.relative,
            confidence: date.confidence,
            open: date.value.err(),
            versions: 1,
            sentence: surrounding_sentences(document, date.span),
        }
    }
}

/// The indices of the spans whose sentence mentions `entity`, if one is given, and has all words.
pub(super) fn spans_near_entity(
    spans: impl Iterator<Item = Span>,
    document: &Document,
    resolved: &ResolvedAnnotation,
    entity: Option<EntityId>,
    words: &[String],
) -> Vec<usize> {
    let sentence = |span: Span| Room::sentence_at(document, span.start);
    let named = resolved.entity_spans.iter().filter(|(_, known)| Some(*known) == entity);
    let sentences: Vec<usize> = named.map(|(span, _)| sentence(*span)).collect();
    let is_wanted = |span: Span| {
        let at = sentence(span);
        let around = document.sentences.get(at).copied().unwrap_or(span);
        (entity.is_none() || sentences.binary_search(&at).is_ok())
            && contains_words(around.slice_of(&document.text), words)
    };
    spans.enumerate().filter(|&(_, span)| is_wanted(span)).map(|(at, _)| at).collect()
}

/// The hash of an amount or a date: what it says, and the words of the sentences around it.
pub(super) fn hash_of_fact(document: &Document, span: Span, value: &impl Hash) -> u64 {
    let around = sentences_around(document, span);
    let mut hasher = FxHasher::default();
    (hash_phrase(span.slice_of(&document.text)), hash_phrase(around.slice_of(&document.text)), value).hash(&mut hasher);
    hasher.finish()
}

/// Whether each of `words` is a prefix of a word of `text`.
fn contains_words(text: &str, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let there = plain_words(text);
    words.iter().all(|word| there.iter().any(|other| other.starts_with(word.as_str())))
}

/// The first and the last day of a temporal expression; `None` for an open end.
fn date_bounds(date: &TemporalExpression) -> (Option<CalendarDate>, Option<CalendarDate>) {
    let when = date.value.ok();
    let from = when.and_then(|when| when.from).and_then(|moment| moment.first_day());
    let to = when.and_then(|when| when.to).and_then(|moment| moment.last_day());
    (from, to)
}

/// The sentences that overlap `span`, with it highlighted.
fn surrounding_sentences(document: &Document, span: Span) -> Vec<Segment> {
    excerpt_segments(&document.text, sentences_around(document, span), &[evidence_mark(span)])
}

/// The sentences that overlap `span`.
fn sentences_around(document: &Document, span: Span) -> Span {
    let touched: Vec<&Span> = document
        .sentences
        .iter()
        .skip(Room::sentence_at(document, span.start))
        .take_while(|sentence| sentence.start < span.end)
        .collect();
    let start = touched.first().map_or(span.start, |first| first.start.min(span.start));
    let end = touched.last().map_or(span.end, |last| last.end.max(span.end));
    Span { start, end }
}

/// The highlight of a fact in its evidence.
pub(super) fn evidence_mark(span: Span) -> HighlightMark {
    HighlightMark { start: span.start as usize, end: span.end as usize, kind: MatchKind::Exact, group: 0 }
}
