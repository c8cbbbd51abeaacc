//! What is said, paid and dated, in one article or in all.

use super::{Room, present};
use crate::document::{Date, Document, DocumentId};
use crate::entity::register::Scene;
use crate::entity::{Amount, EntityId, FoundDate, Quote};
use crate::error::{Error, ErrorKind, Result};
use crate::order::sort_by_key;
use crate::search::{Mark, passage};
use crate::span::Span;
use crate::view::{AmountView, DateView, MatchKind, PageOf, QuoteView, Segment, TimelineView};

/// Which facts are wanted, and what part of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactFilters {
    /// Of the article with this id.
    pub article: Option<String>,
    /// Said by the entity with this id; sums and dates: in sentences that name it.
    pub entity: Option<String>,
    /// Of articles published on this day or later. For a timeline: dates that end on this day or later.
    pub after: Option<Date>,
    /// Of articles published before this day. For a timeline: dates that begin before this day.
    pub before: Option<Date>,
    /// How many to pass over.
    pub offset: usize,
    /// How many, at most.
    pub limit: usize,
}

/// A fact by its place: the article, and the number among its like there.
type Place = (DocumentId, usize);

impl Room {
    /// Quotations, newest article first.
    pub fn quotes(&self, filters: &FactFilters) -> Result<PageOf<QuoteView>> {
        let places = self.places(filters, true, |scene, _, entity| {
            let quotes = scene.annotation.quotes.iter().enumerate();
            let wanted = quotes.filter(|(_, quote)| {
                entity.is_none() || quote.speaker.and_then(|speaker| scene.entity(speaker)) == entity
            });
            wanted.map(|(at, _)| at).collect()
        })?;
        self.page(&places, filters, |document, scene, at| {
            scene.annotation.quotes.get(at).map(|quote| self.quote(document, scene, quote)).transpose()
        })
    }

    /// Sums of money, newest article first.
    pub fn amounts(&self, filters: &FactFilters) -> Result<PageOf<AmountView>> {
        let places = self.places(filters, true, |scene, document, entity| {
            let spans = scene.annotation.amounts.iter().map(|amount| amount.span);
            beside(spans, document, scene, entity)
        })?;
        self.page(&places, filters, |document, scene, at| {
            Ok(scene.annotation.amounts.get(at).map(|amount| self.amount(document, amount)))
        })
    }

    /// Dates that the articles speak of, in order of time. Those that mean no certain time are counted, not listed.
    pub fn timeline(&self, filters: &FactFilters) -> Result<TimelineView> {
        let places = self.places(filters, false, |scene, document, entity| {
            beside(scene.annotation.dates.iter().map(|date| date.span), document, scene, entity)
        })?;
        let (mut placed, mut open) = (Vec::new(), 0);
        let mut of_document: Option<(DocumentId, Scene)> = None;
        for (number, at) in places {
            if of_document.as_ref().is_none_or(|(known, _)| *known != number) {
                of_document = Some((number, self.scene(number)?));
            }
            let Some(date) = of_document.as_ref().and_then(|(_, scene)| scene.annotation.dates.get(at)) else {
                continue;
            };
            let (from, to) = days(date);
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
        sort_by_key(&mut placed, |&(first, ends_never, to, place)| (first, ends_never, to, place));
        let places: Vec<Place> = placed.into_iter().map(|(.., place)| place).collect();
        let page = self.page(&places, filters, |document, scene, at| {
            Ok(scene.annotation.dates.get(at).map(|date| self.date(document, date)))
        })?;
        Ok(TimelineView { open, page })
    }

    /// The facts that `pick` chooses in every article that the filters admit, newest article first.
    fn places(
        &self,
        filters: &FactFilters,
        by_day: bool,
        pick: impl Fn(&Scene, &Document, Option<EntityId>) -> Vec<usize>,
    ) -> Result<Vec<Place>> {
        let Some(register) = &self.register else { return Ok(Vec::new()) };
        let entity = filters.entity.as_deref().map(|id| self.entity_number(id)).transpose()?;
        let only = filters.article.as_deref().map(|id| self.number(id)).transpose()?;
        let in_time = |number: DocumentId| {
            let day = self.index.date(number);
            filters.after.is_none_or(|after| day.is_some_and(|day| day >= after))
                && filters.before.is_none_or(|before| day.is_some_and(|day| day < before))
        };
        let mut admitted = vec![entity.is_none() && only.is_none(); self.len()];
        let mut admit = |number: DocumentId| {
            if let Some(admitted) = admitted.get_mut(number.0 as usize) {
                *admitted = true;
            }
        };
        match (only, entity) {
            (Some(only), _) => admit(only),
            (None, Some(entity)) => register.appearances(entity).for_each(|(number, _)| admit(number)),
            (None, None) => {}
        }
        let mut places = Vec::new();
        let order = self.shelf_order().iter().filter(|id| admitted.get(id.0 as usize) == Some(&true));
        for &number in order.filter(|&&number| !by_day || in_time(number)) {
            let (scene, document) = (register.scene(number)?, self.shelf.get(number)?);
            places.extend(pick(&scene, &document, entity).into_iter().map(|at| (number, at)));
        }
        Ok(places)
    }

    /// The part of `places` that is wanted, drawn.
    fn page<T>(
        &self,
        places: &[Place],
        filters: &FactFilters,
        draw: impl Fn(&Document, &Scene, usize) -> Result<Option<T>>,
    ) -> Result<PageOf<T>> {
        let mut items = Vec::new();
        for &(number, at) in places.iter().skip(filters.offset).take(filters.limit) {
            items.extend(draw(&self.shelf.get(number)?, &self.scene(number)?, at)?);
        }
        Ok(PageOf { total: places.len(), offset: filters.offset, items })
    }

    /// The number of the entity with this id; fails with [`ErrorKind::NotFound`].
    pub(super) fn entity_number(&self, id: &str) -> Result<EntityId> {
        let found = self.register.as_ref().and_then(|register| register.find(id));
        found.ok_or_else(|| Error::new(ErrorKind::NotFound, format!("no entity has the id “{id}”")))
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

/// The numbers of those spans that stand in a sentence that names `entity`; of all where there is none.
fn beside(
    spans: impl Iterator<Item = Span>,
    document: &Document,
    scene: &Scene,
    entity: Option<EntityId>,
) -> Vec<usize> {
    let sentence = |span: Span| Room::sentence_at(document, span.start);
    let named = scene.mentions.iter().filter(|(_, known)| Some(*known) == entity);
    let sentences: Vec<usize> = named.map(|(span, _)| sentence(*span)).collect();
    let is_wanted = |span| entity.is_none() || sentences.binary_search(&sentence(span)).is_ok();
    spans.enumerate().filter(|&(_, span)| is_wanted(span)).map(|(at, _)| at).collect()
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
