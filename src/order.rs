//! Stable sorting and top-k selection, with one sort in the machine code.
//!
//! The standard sort is instantiated anew for every type it is used with, about 4 KB each in the download. These sort indices through
//! one instance instead; a comparison costs an indirect call, which no measured path feels.

use std::cmp::Ordering;

/// Sorts `items` by a comparison. Stable.
pub fn sort_by<T>(items: &mut Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    sort_indices(&mut order, &mut |a, b| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut taken: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.iter().filter_map(|&at| taken.get_mut(at as usize).and_then(Option::take)));
}

/// Sorts `items` by a key. Stable.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

fn sort_indices(order: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    order.sort_by(|&a, &b| compare(a, b));
}

/// Collects the top k of many items (k is `limit`) in sorted order, without holding the rest.
///
/// By insertion into a sorted list: useful for small k, where most items fail the comparison with the last; not for large k, since an
/// insertion moves up to k items.
pub struct TopKCollector<T, C> {
    items: Vec<T>,
    limit: usize,
    compare: C,
}

impl<T, C: Fn(&T, &T) -> Ordering> TopKCollector<T, C> {
    /// An empty collector.
    pub fn new(limit: usize, compare: C) -> Self {
        TopKCollector { items: Vec::new(), limit, compare }
    }

    /// Takes `item` in if it is among the top k so far; of equal items the earlier comes first.
    pub fn push(&mut self, item: T) {
        let full = self.items.len() >= self.limit;
        if full && self.items.last().is_none_or(|last| (self.compare)(&item, last).is_ge()) {
            return;
        }
        let at = self.items.partition_point(|kept| (self.compare)(kept, &item).is_le());
        self.items.insert(at, item);
        self.items.truncate(self.limit);
    }

    /// The top k, sorted.
    pub fn into_sorted(self) -> Vec<T> {
        self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_sort_does(items: Vec<(u8, u16)>, limit in 0usize..20) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let mut sorted = items.clone();
            sort_by_key(&mut sorted, |item| item.0);
            prop_assert_eq!(&sorted, &expected);

            let mut first = TopKCollector::new(limit, |a: &(u8, u16), b: &(u8, u16)| a.0.cmp(&b.0));
            items.into_iter().for_each(|item| first.push(item));
            expected.truncate(limit);
            prop_assert_eq!(first.into_sorted(), expected);
        }
    }
}
