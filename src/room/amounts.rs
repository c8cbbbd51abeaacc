//! Sums of money: in order, and what they come to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::facts::{FactPlace, spans_near_entity};
use super::{FactFilters, Room};
use crate::analysis::token::plain_words;
use crate::document::Document;
use crate::entity::{AmountPrecision, MonetaryAmount};
use crate::error::Result;
use crate::order::{sort_by, sort_by_key};
use crate::span::Span;
use crate::view::{AmountsView, TotalView};

/// In what order sums of money are listed. Of equals the newest article comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AmountOrder {
    /// Newest article first.
    #[default]
    Newest,
    /// The largest first, currency by currency: the one with most sums leads, sums of which one is not known end the list.
    Largest,
    /// By the name of who gives; those of nobody known end the list.
    Giver,
    /// By what it is for; those for nothing known end the list.
    Purpose,
}

impl AmountOrder {
    /// The order of this name.
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
    /// Sums of money, in the order asked for, with what they come to.
    pub fn amounts(&self, filters: &FactFilters, order: AmountOrder) -> Result<AmountsView> {
        let words = plain_words(&filters.query);
        let mut sums: Vec<(FactPlace, ComparableAmount)> = Vec::new();
        self.visit_annotations(filters, true, &mut |number, document, resolved, entity| {
            let all = &resolved.annotation.amounts;
            let wanted = spans_near_entity(all.iter().map(|amount| amount.span), document, resolved, entity, &words);
            let wanted = wanted.into_iter().filter_map(|at| Some((at, all.get(at)?)));
            sums.extend(wanted.map(|(at, amount)| ((number, at), ComparableAmount::from_amount(amount, document))));
        })?;
        let totals = totals_by_currency(sums.iter().map(|(_, sum)| sum));
        match order {
            AmountOrder::Newest => {}
            AmountOrder::Largest => sort_by_size(&mut sums),
            AmountOrder::Giver => sort_by_key(&mut sums, |(_, sum)| (sum.giver.is_empty(), sum.giver.clone())),
            AmountOrder::Purpose => sort_by_key(&mut sums, |(_, sum)| (sum.purpose.is_empty(), sum.purpose.clone())),
        }
        let places: Vec<FactPlace> = sums.into_iter().map(|(place, _)| place).collect();
        let page = self.page_of_facts(&places, filters, |document, resolved, at| {
            Ok(resolved.annotation.amounts.get(at).map(|amount| self.amount_view(document, amount)))
        })?;
        Ok(AmountsView { page, totals })
    }
}

/// A sum of money as it is put in order and added up. What is not known is empty.
struct ComparableAmount {
    currency: String,
    value: f64,
    /// Who gives and what for, in plain letters.
    giver: String,
    purpose: String,
    /// Whether it may be added to others: one known value, exact or nearly so.
    is_single: bool,
}

impl ComparableAmount {
    fn from_amount(amount: &MonetaryAmount, document: &Document) -> Self {
        let plain = |span: Option<Span>| {
            span.map(|span| plain_words(span.slice_of(&document.text)).join(" ")).unwrap_or_default()
        };
        ComparableAmount {
            currency: amount.currency.map(|currency| currency.as_str().to_owned()).unwrap_or_default(),
            value: amount.value.map(|value| value.to_f64()).unwrap_or_default(),
            giver: plain(amount.giver),
            purpose: plain(amount.purpose),
            is_single: amount.value.is_some()
                && amount.up_to.is_none()
                && matches!(amount.precision, AmountPrecision::Exact | AmountPrecision::About),
        }
    }
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

/// What single sums with a currency and a giver come to, each that is said of one giver counted once.
fn totals_by_currency<'a>(sums: impl Iterator<Item = &'a ComparableAmount>) -> Vec<TotalView> {
    let countable = sums.filter(|sum| sum.is_single && !sum.currency.is_empty() && !sum.giver.is_empty());
    let different: BTreeSet<(&str, u64, &str)> =
        countable.map(|sum| (sum.currency.as_str(), sum.value.to_bits(), sum.giver.as_str())).collect();
    let mut totals: Vec<TotalView> = Vec::new();
    for (currency, value, _) in different {
        let value = f64::from_bits(value);
        match totals.last_mut().filter(|total| total.currency == currency) {
            Some(total) => (total.value, total.count) = (total.value + value, total.count + 1),
            None => totals.push(TotalView { currency: currency.to_owned(), value, count: 1 }),
        }
    }
    sort_by_key(&mut totals, |total| Reverse(total.count));
    totals
}
