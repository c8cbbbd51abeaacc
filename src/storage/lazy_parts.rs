//! Parts of a room that are loaded lazily. Nothing in the core can wait for one: a question that needs a missing part fails with
//! [`crate::ErrorKind::MissingParts`] and is asked again once the part is here. What can be asked for at once is put together with
//! [`collect_all`], [`combine_both`] and [`PartialValue`], so that an error names many parts and few round trips are made. A room in one piece has one part
//! of each kind.

use std::sync::OnceLock;

use crate::{
    error::{Error, Result},
    storage::{container::damaged_error, room_part::RoomPart},
};

/// Parts of one kind, numbered from 0.
pub struct LazyParts<T> {
    slots: Vec<OnceLock<T>>,
    /// What a part of this kind is called.
    named: fn(u32) -> RoomPart,
}

impl<T> LazyParts<T> {
    /// One, which is there.
    pub fn single_part(named: fn(u32) -> RoomPart, part: T) -> Self {
        LazyParts { slots: vec![OnceLock::from(part)], named }
    }

    /// So many, none of which has come.
    pub fn unloaded(named: fn(u32) -> RoomPart, count: usize) -> Self {
        LazyParts { slots: std::iter::repeat_with(OnceLock::new).take(count).collect(), named }
    }

    /// Part `at`. Fails with [`crate::ErrorKind::MissingParts`] where it has not come, with [`crate::ErrorKind::Damaged`] beyond the
    /// last.
    pub fn get(&self, at: usize) -> Result<&T> {
        let part =
            self.slots.get(at).ok_or_else(|| damaged_error("a part of the room is asked for that it does not have"))?;
        part.get().ok_or_else(|| Error::missing((self.named)(at as u32)))
    }

    /// The one part of what is in one piece.
    pub fn as_single(&self) -> Option<&T> {
        self.slots.first().filter(|_| self.slots.len() == 1)?.get()
    }

    /// Takes a part that has come; one that is there already stays.
    pub fn put_part(&self, at: usize, part: T) {
        if let Some(place) = self.slots.get(at) {
            let _ = place.set(part);
        }
    }
}

/// Two values, or all parts that either of them misses.
pub fn combine_both<A, B>(a: Result<A>, b: Result<B>) -> Result<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => Err(a.and(b)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// All values, or all parts that any of them misses. Unlike `collect`, it does not stop at the first error.
pub fn collect_all<T>(results: impl IntoIterator<Item = Result<T>>) -> Result<Vec<T>> {
    let mut values = Ok(Vec::new());
    for result in results {
        values = combine_both(values, result).map(|(mut values, value)| {
            values.push(value);
            values
        });
    }
    values
}

/// A value made of the parts that are here. It can be looked at for what will be needed next; it can be had only if nothing was
/// missing.
#[must_use]
pub struct PartialValue<T> {
    value: T,
    missing: Vec<Error>,
}

impl<T> PartialValue<T> {
    /// `value`, and what was missing when it was made.
    pub fn new(value: T, missing: Vec<Error>) -> Self {
        PartialValue { value, missing }
    }

    /// The value with what `more` makes of it, or all parts that either of them misses.
    pub fn with<U>(self, more: impl FnOnce(&T) -> Result<U>) -> Result<(T, U)> {
        let missing = self.missing.into_iter().map(Err::<(), _>);
        let (_, more) = combine_both(collect_all(missing), more(&self.value))?;
        Ok((self.value, more))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_every_missing_part_once() {
        let parts = LazyParts::unloaded(RoomPart::Terms, 4);
        parts.put_part(1, "here");
        assert_eq!(parts.get(1).unwrap(), &"here");
        let found = collect_all([3, 1, 0, 3].map(|at| parts.get(at)));
        let found = PartialValue::new((), Vec::from_iter(found.err())).with(|()| parts.get(2));
        assert_eq!(found.unwrap_err().missing_parts(), [0, 2, 3].map(RoomPart::Terms));
        let damaged = combine_both(parts.get(0), parts.get(4)).unwrap_err();
        assert_eq!((damaged.kind(), damaged.missing_parts()), (crate::ErrorKind::Damaged, &[][..]));
    }
}
