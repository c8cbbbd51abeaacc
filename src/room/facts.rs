//! What is said, paid and dated, in one article or in all.

use std::collections::{BTreeMap, BTreeSet};

use super::spread::bars;
use super::{Room, present};
use crate::document::{Date, Document, DocumentId};
use crate::entity::register::Scene;
use crate::entity::{Amount, EntityId, FoundDate, Quote};
use crate::error::{Error, ErrorKind, Result};
use crate::order::sort_by_key;
use crate::search::{Mark, passage};
use crate::span::Span;
use crate::token::words_of;
use crate::view::{
    AmountView, DateView, FacetCount, MatchKind, PageOf, QuoteView, QuotesView, Segment, TimeBar, TimelineView,
};

/// Which facts are wanted, and what part of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactFilters {
    /// Of the article with this id.
    pub article: Option<String>,
    /// Said by the entity with this id; sums and dates: in sentences that name it.
    pub entity: Option<String>,
    /// With these words, or beginnings of words: in the quotation, or in the sentence of the sum or the date. Empty for all.
    pub query: String,
    /// Of articles published on this day or later. For a timeline: dates that end on this day or later.
    pub after: Option<Date>,
    /// Of articles published before this day. For a timeline: dates that begin before this day.
    pub before: Option<Date>,
    /// How many to pass over.
    pub offset: usize,
    /// How many, at most.
    pub limit: usize,
}

/// Who is quoted most, this many.
const SPEAKERS: usize = 12;

/// A fact by its place: the article, and the number among its like there.
pub(super) type Place = (DocumentId, usize);

/// Looks at an article with its scene; the entity is the one that is asked about. Behind a pointer, so that what calls it is
/// not written out for each kind of fact.
type Visit<'a> = &'a mut dyn FnMut(DocumentId, &Document, &Scene, Option<EntityId>);

impl Room {
    /// Quotations, newest article first, with those who are quoted most.
    pub fn quotes(&self, filters: &FactFilters) -> Result<QuotesView> {
        let words = words_of(&filters.query);
        let mut places: Vec<Place> = Vec::new();
        let mut counts: BTreeMap<EntityId, u32> = BTreeMap::new();
        self.visit(filters, true, &mut |number, document, scene, entity| {
            for (at, quote) in scene.annotation.quotes.iter().enumerate() {
                let speaker = quote.speaker.and_then(|speaker| scene.entity(speaker));
                if (entity.is_none() || speaker == entity) && has_words(quote.span.of(&document.text), &words) {
                    places.push((number, at));
                    speaker.into_iter().for_each(|speaker| *counts.entry(speaker).or_default() += 1);
                }
            }
        })?;
        let speakers = present::counted(counts).into_iter().take(SPEAKERS);
        let speakers =
            speakers.map(|speaker| Ok(FacetCount { entity: self.reference(speaker.name)?, count: speaker.count }));
        let page = self.page(&places, filters, |document, scene, at| {
            scene.annotation.quotes.get(at).map(|quote| self.quote(document, scene, quote)).transpose()
        })?;
        Ok(QuotesView { page, speakers: speakers.collect::<Result<_>>()? })
    }

    /// Dates that the articles speak of, in order of time. Those that mean no certain time are counted, not listed.
    pub fn timeline(&self, filters: &FactFilters) -> Result<TimelineView> {
        let words = words_of(&filters.query);
        let (mut placed, mut open) = (Vec::new(), 0);
        self.visit(filters, false, &mut |number, document, scene, entity| {
            let all = &scene.annotation.dates;
            for at in beside(all.iter().map(|date| date.span), document, scene, entity, &words) {
                let Some((from, to)) = all.get(at).map(days) else { continue };
                let Some(first) = from.or(to) else {
                    open += 1;
                    continue;
                };
                let in_time = filters.after.is_none_or(|after| to.is_none_or(|to| to >= after))
                    && filters.before.is_none_or(|before| from.is_none_or(|from| from < before));
                if in_time {
                    placed.push((first, to.is_none(), to, (number, at)));
                }
            }
        })?;
        sort_by_key(&mut placed, |&(first, ends_never, to, place)| (first, ends_never, to, place));
        let dates: Vec<Date> = placed.iter().map(|&(first, ..)| first).collect();
        let published: Vec<Date> = if words.is_empty() {
            let admitted = self.admitted(filters)?;
            admitted
                .into_iter()
                .filter(|&number| self.in_time(number, filters))
                .filter_map(|n| self.index.date(n))
                .collect()
        } else {
            let with_dates: BTreeSet<DocumentId> = placed.iter().map(|&(.., (number, _))| number).collect();
            with_dates.into_iter().filter_map(|number| self.index.date(number)).collect()
        };
        let places: Vec<Place> = placed.into_iter().map(|(.., place)| place).collect();
        let page = self.page(&places, filters, |document, scene, at| {
            Ok(scene.annotation.dates.get(at).map(|date| self.date(document, date)))
        })?;
        let bars = bars([&dates, &published]);
        let bars = bars.into_iter().map(|(name, [dates, articles])| TimeBar { name, dates, articles }).collect();
        Ok(TimelineView { open, bars, page })
    }

    /// The articles that may be asked, newest first: the one that is wanted, those with the entity, or all.
    fn admitted(&self, filters: &FactFilters) -> Result<Vec<DocumentId>> {
        let entity = filters.entity.as_deref().map(|id| self.entity_number(id)).transpose()?;
        if let Some(only) = &filters.article {
            return Ok(vec![self.number(only)?]);
        }
        let Some((entity, register)) = entity.zip(self.register.as_ref()) else {
            return Ok(self.shelf_order().to_vec());
        };
        let mut admitted = vec![false; self.len()];
        for (number, _) in register.appearances(entity) {
            if let Some(admitted) = admitted.get_mut(number.0 as usize) {
                *admitted = true;
            }
        }
        let order = self.shelf_order().iter().copied();
        Ok(order.filter(|number| admitted.get(number.0 as usize) == Some(&true)).collect())
    }

    /// Whether an article was published in the days asked for.
    fn in_time(&self, number: DocumentId, filters: &FactFilters) -> bool {
        let day = self.index.date(number);
        filters.after.is_none_or(|after| day.is_some_and(|day| day >= after))
            && filters.before.is_none_or(|before| day.is_some_and(|day| day < before))
    }

    /// Visits every article that the filters admit, newest first.
    pub(super) fn visit(&self, filters: &FactFilters, by_day: bool, visit: Visit<'_>) -> Result<()> {
        let Some(register) = &self.register else { return Ok(()) };
        let entity = filters.entity.as_deref().map(|id| self.entity_number(id)).transpose()?;
        for number in self.admitted(filters)?.into_iter().filter(|&number| !by_day || self.in_time(number, filters)) {
            visit(number, &self.shelf.get(number)?, &register.scene(number)?, entity);
        }
        Ok(())
    }

    /// The part of `places` that is wanted, drawn.
    pub(super) fn page<T>(
        &self,
        places: &[Place],
        filters: &FactFilters,
        draw: impl Fn(&Document, &Scene, usize) -> Result<Option<T>>,
    ) -> Result<PageOf<T>> {
        let mut items = Vec::new();
        let mut open: Option<(DocumentId, Document, Scene)> = None;
        for &(number, at) in places.iter().skip(filters.offset).take(filters.limit) {
            // Neighbours are often of one article.
            let (_, document, scene) = match open.take().filter(|(known, ..)| *known == number) {
                Some(same) => open.insert(same),
                None => open.insert((number, self.shelf.get(number)?, self.scene(number)?)),
            };
            items.extend(draw(document, scene, at)?);
        }
        Ok(PageOf { total: places.len(), offset: filters.offset, items })
    }

    /// The number of the entity with this id; fails with [`ErrorKind::NotFound`].
    pub(super) fn entity_number(&self, id: &str) -> Result<EntityId> {
        let found = self.register.as_ref().map(|register| register.find(id)).transpose()?;
        found.flatten().ok_or_else(|| Error::new(ErrorKind::NotFound, format!("no entity has the id “{id}”")))
    }

    pub(super) fn quote(&self, document: &Document, scene: &Scene, quote: &Quote) -> Result<QuoteView> {
        let speaker = quote.speaker.and_then(|speaker| scene.entity(speaker));
        Ok(QuoteView {
            article: present::reference(document),
            text: quote.span.of(&document.text).to_owned(),
            speaker: speaker.map(|speaker| self.reference(speaker)).transpose()?,
            cue: quote.cue.map(|cue| cue.of(&document.text).to_owned()),
            sentence: sentences_around(document, quote.span),
        })
    }

    pub(super) fn amount(&self, document: &Document, amount: &Amount) -> AmountView {
        let words = |span: Span| span.of(&document.text).to_owned();
        AmountView {
            article: present::reference(document),
            text: words(amount.span),
            currency: amount.currency.map(|currency| currency.as_str().to_owned()),
            value: amount.value.map(|value| value.to_f64()),
            up_to: amount.up_to.map(|value| value.to_f64()),
            precision: amount.precision,
            purpose: amount.purpose.map(words),
            giver: amount.giver.map(words),
            sentence: sentences_around(document, amount.span),
        }
    }

    pub(super) fn date(&self, document: &Document, date: &FoundDate) -> DateView {
        let (from, to) = days(date);
        DateView {
            article: present::reference(document),
            text: date.span.of(&document.text).to_owned(),
            iso: date.iso(),
            from: from.map(Date::iso),
            to: to.map(Date::iso),
            relative: date.relative,
            open: date.when.err(),
            sentence: sentences_around(document, date.span),
        }
    }
}

/// The numbers of those spans that stand in a sentence that names `entity`, if there is one, and has the words.
pub(super) fn beside(
    spans: impl Iterator<Item = Span>,
    document: &Document,
    scene: &Scene,
    entity: Option<EntityId>,
    words: &[String],
) -> Vec<usize> {
    let sentence = |span: Span| Room::sentence_at(document, span.start);
    let named = scene.mentions.iter().filter(|(_, known)| Some(*known) == entity);
    let sentences: Vec<usize> = named.map(|(span, _)| sentence(*span)).collect();
    let is_wanted = |span: Span| {
        let at = sentence(span);
        let around = document.sentences.get(at).copied().unwrap_or(span);
        (entity.is_none() || sentences.binary_search(&at).is_ok()) && has_words(around.of(&document.text), words)
    };
    spans.enumerate().filter(|&(_, span)| is_wanted(span)).map(|(at, _)| at).collect()
}

/// Whether each of `words` begins a word of `text`.
fn has_words(text: &str, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let there = words_of(text);
    words.iter().all(|word| there.iter().any(|other| other.starts_with(word.as_str())))
}

/// The first and the last day of a date, as far as it has them.
fn days(date: &FoundDate) -> (Option<Date>, Option<Date>) {
    let when = date.when.ok();
    let from = when.and_then(|when| when.from).and_then(|moment| moment.first_day());
    let to = when.and_then(|when| when.to).and_then(|moment| moment.last_day());
    (from, to)
}

/// The sentences that `span` touches, with it marked.
fn sentences_around(document: &Document, span: Span) -> Vec<Segment> {
    let touched: Vec<&Span> = document
        .sentences
        .iter()
        .skip(Room::sentence_at(document, span.start))
        .take_while(|sentence| sentence.start < span.end)
        .collect();
    let start = touched.first().map_or(span.start, |first| first.start.min(span.start));
    let end = touched.last().map_or(span.end, |last| last.end.max(span.end));
    passage(&document.text, Span { start, end }, &[mark(span)])
}

/// What evidence points at.
pub(super) fn mark(span: Span) -> Mark {
    Mark { start: span.start as usize, end: span.end as usize, kind: MatchKind::Exact, group: 0 }
}
