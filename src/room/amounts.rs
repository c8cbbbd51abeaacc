//! Amounts of money: sorted lists and totals by currency.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::facts::{hash_of_fact, spans_near_entity};
use super::told_facts::{FactPlace, ToldFacts};
use super::{FactFilters, Room};
use crate::analysis::token::plain_words;
use crate::document::Document;
use crate::entity::register::ResolvedAnnotation;
use crate::entity::{AmountCategory, AmountPrecision, EntityId, FactConfidence, MonetaryAmount};
use crate::error::Result;
use crate::order::{sort_by, sort_by_key};
use crate::span::Span;
use crate::view::{AmountView, AmountsView, TotalView};

/// The sort order of amounts. Ties are ordered by article, newest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AmountOrder {
    /// Newest article first.
    #[default]
    Newest,
    /// The largest first, by currency: the one with most amounts first, amounts of an unknown currency last.
    Largest,
    /// By the name of the giver; unknown givers last.
    Giver,
    /// By purpose; unknown purposes last.
    Purpose,
}

impl AmountOrder {
    /// The order of this name; `None` for an unknown name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "newest" => Some(AmountOrder::Newest),
            "largest" => Some(AmountOrder::Largest),
            "giver" => Some(AmountOrder::Giver),
            "purpose" => Some(AmountOrder::Purpose),
            _ => None,
        }
    }
}

impl Room {
    /// A page of the amounts of money that meet the filters, in `order`, with totals; what several versions of a story tell is
    /// there once. Empty before recognition; fails with
    /// [`crate::ErrorKind::NotFound`] for an unknown id in `filters`.
    pub fn amounts(&self, filters: &FactFilters, order: AmountOrder) -> Result<AmountsView> {
        let words = plain_words(&filters.query);
        let mut sums: Vec<(FactPlace, ComparableAmount)> = Vec::new();
        let mut told = ToldFacts::default();
        self.visit_annotations(filters, true, &mut |number, document, resolved, entity| {
            let story = self.story_of(number);
            let all = &resolved.annotation.amounts;
            let wanted = spans_near_entity(all.iter().map(|amount| amount.span), document, resolved, entity, &words);
            let wanted = wanted.into_iter().filter_map(|at| Some((at, all.get(at)?)));
            let wanted = wanted.filter(|(at, amount)| {
                let hash = || hash_of_fact(document, amount.span, &());
                filters.admits(amount.confidence) && !told.is_told(story, (number, *at), hash)
            });
            sums.extend(
                wanted.map(|(at, amount)| ((number, at), ComparableAmount::from_amount(amount, document, resolved))),
            );
        })?;
        let totals = totals_by_category(sums.iter().map(|(_, sum)| sum));
        match order {
            AmountOrder::Newest => {}
            AmountOrder::Largest => sort_by_size(&mut sums),
            AmountOrder::Giver => sort_by_key(&mut sums, |(_, sum)| (sum.giver.is_empty(), sum.giver.clone())),
            AmountOrder::Purpose => sort_by_key(&mut sums, |(_, sum)| (sum.purpose.is_empty(), sum.purpose.clone())),
        }
        let places: Vec<FactPlace> = sums.into_iter().map(|(place, _)| place).collect();
        let page = self.page_of_facts(&places, filters, |document, resolved, place| {
            let amount = resolved.annotation.amounts.get(place.1);
            let view = amount.map(|amount| self.amount_view(document, resolved, amount)).transpose()?;
            Ok(view.map(|view| AmountView { versions: told.version_count(place), ..view }))
        })?;
        Ok(AmountsView { page, totals })
    }
}

/// An amount by its sort keys. Unknown ones are empty.
struct ComparableAmount {
    currency: String,
    value: f64,
    /// Giver and purpose, folded.
    giver: String,
    /// The giver as one that may have several names.
    giver_key: GiverKey,
    purpose: String,
    /// The sentence that it stands in, folded; empty unless it counts in totals.
    sentence: String,
    /// Its category, if it counts in totals.
    additive: Option<AmountCategory>,
}

/// Who gives: an entity, else the folded words, which may be empty.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum GiverKey {
    Entity(EntityId),
    Words(String),
}

/// What makes two tellings of one value the same amount.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SameTelling<'a> {
    Giver(&'a GiverKey),
    Purpose(&'a str),
    Sentence(&'a str),
}

impl ComparableAmount {
    fn from_amount(amount: &MonetaryAmount, document: &Document, resolved: &ResolvedAnnotation) -> Self {
        let plain = |span: Option<Span>| {
            span.map(|span| plain_words(span.slice_of(&document.text)).join(" ")).unwrap_or_default()
        };
        let giver = plain(amount.giver.map(|party| party.span));
        let entity = amount.giver.and_then(|party| resolved.entity_of_mention(party.mention?));
        let additive = amount.category.filter(|category| {
            category.is_additive() && !giver.is_empty() && is_single(amount) && !is_aggregate(amount.span, document)
        });
        let sentence = document.sentences.iter().find(|sentence| sentence.contains(amount.span)).copied();
        ComparableAmount {
            currency: amount.currency.map(|currency| currency.as_str().to_owned()).unwrap_or_default(),
            value: amount.value.map(|value| value.to_f64()).unwrap_or_default(),
            giver_key: entity.map_or_else(|| GiverKey::Words(giver.clone()), GiverKey::Entity),
            giver,
            purpose: plain(amount.purpose),
            sentence: plain(sentence.filter(|_| additive.is_some())),
            additive,
        }
    }
}

/// Whether an amount has one value, in a known currency, that was told as a fact.
fn is_single(amount: &MonetaryAmount) -> bool {
    amount.currency.is_some()
        && amount.value.is_some()
        && amount.up_to.is_none()
        && !amount.is_rate
        && matches!(amount.precision, AmountPrecision::Exact | AmountPrecision::About)
        && amount.confidence != FactConfidence::Possible
}

/// Whether the words around `span` say that the amount is itself a sum: "a total of", "has given", "so far".
fn is_aggregate(span: Span, document: &Document) -> bool {
    let sentence = document.sentences.iter().find(|sentence| sentence.contains(span));
    let words = sentence.map(|sentence| plain_words(sentence.slice_of(&document.text))).unwrap_or_default();
    let before = sentence.map(|sentence| Span { end: span.start, ..*sentence });
    let before = before.map(|before| plain_words(before.slice_of(&document.text))).unwrap_or_default();
    before.iter().rev().take(4).any(|word| matches!(&**word, "has" | "have"))
        || words.iter().any(|word| {
            let word: &str = word;
            matches!(
                word,
                "total"
                    | "totaling"
                    | "totalling"
                    | "altogether"
                    | "combined"
                    | "cumulative"
                    | "annually"
                    | "far"
                    | "date"
                    | "since"
            )
        })
}

fn sort_by_size(sums: &mut Vec<(FactPlace, ComparableAmount)>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, sum) in sums.iter() {
        *counts.entry(sum.currency.clone()).or_default() += 1;
    }
    let rank = |sum: &ComparableAmount| {
        let count = counts.get(&sum.currency).copied();
        debug_assert!(count.is_some(), "a currency that was not counted");
        (sum.currency.is_empty(), Reverse(count.unwrap_or_default()), sum.currency.clone())
    };
    sort_by(sums, |(_, a), (_, b)| rank(a).cmp(&rank(b)).then(b.value.total_cmp(&a.value)));
}

/// Totals of amounts that may be added up, by currency and category. What is told twice counts once: the same value of
/// the same giver, for the same purpose or in the same sentence.
fn totals_by_category<'a>(sums: impl Iterator<Item = &'a ComparableAmount>) -> Vec<TotalView> {
    let mut told: BTreeSet<(&str, u64, SameTelling<'_>)> = BTreeSet::new();
    let mut totals: BTreeMap<(&str, AmountCategory), (f64, usize)> = BTreeMap::new();
    for sum in sums {
        let Some(category) = sum.additive else { continue };
        let known = |text: &'a String| (!text.is_empty()).then_some(text.as_str());
        let tellings = [
            Some(SameTelling::Giver(&sum.giver_key)),
            known(&sum.purpose).map(SameTelling::Purpose),
            known(&sum.sentence).map(SameTelling::Sentence),
        ];
        let mut is_new = true;
        for same in tellings.into_iter().flatten() {
            is_new &= told.insert((&sum.currency, sum.value.to_bits(), same));
        }
        if is_new {
            let total = totals.entry((&sum.currency, category)).or_default();
            *total = (total.0 + sum.value, total.1 + 1);
        }
    }
    let view = |((currency, category), (value, count)): ((&str, _), _)| TotalView {
        currency: currency.to_owned(),
        category,
        value,
        count,
    };
    let mut totals: Vec<TotalView> = totals.into_iter().map(view).collect();
    sort_by_key(&mut totals, |total| Reverse(total.count));
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gift_that_is_told_by_two_names_of_its_giver_counts_once() {
        let gift = |giver: &str, entity: u32| ComparableAmount {
            currency: "USD".into(),
            value: 5.0,
            giver: giver.into(),
            giver_key: GiverKey::Entity(EntityId(entity)),
            purpose: String::new(),
            sentence: String::new(),
            additive: Some(AmountCategory::Donation),
        };
        let gifts = [gift("lee", 1), gift("ann lee", 1), gift("jo berg", 2)];
        let totals = totals_by_category(gifts.iter());
        assert_eq!((totals[0].value, totals[0].count), (10.0, 2));
    }
}
