//! Lazily loaded parts of a room. Nothing in the core waits for one: a call that needs a missing part fails with
//! [`crate::ErrorKind::MissingParts`] and is repeated once the part was added. Independent lookups are combined with [`collect_all`],
//! [`combine_both`] and [`PartialValue`], so that an error names many parts at once and few round trips are made. A room in one piece
//! has one loaded part of each kind.

use std::sync::OnceLock;

use crate::{
    error::{Error, Result},
    storage::{container::damaged_error, room_part::RoomPart},
};

/// Write-once slots for the parts of one kind, numbered from 0.
pub struct LazyParts<T> {
    slots: Vec<OnceLock<T>>,
    /// Names a part of this kind by its number.
    named: fn(u32) -> RoomPart,
}

impl<T> LazyParts<T> {
    /// A single part, loaded.
    pub fn single_part(named: fn(u32) -> RoomPart, part: T) -> Self {
        LazyParts { slots: vec![OnceLock::from(part)], named }
    }

    /// `count` parts, none of them loaded.
    pub fn unloaded(named: fn(u32) -> RoomPart, count: usize) -> Self {
        LazyParts { slots: std::iter::repeat_with(OnceLock::new).take(count).collect(), named }
    }

    /// Part number `at`. Fails with [`crate::ErrorKind::MissingParts`] where it is not loaded, and with [`crate::ErrorKind::Damaged`]
    /// where there is no such part.
    pub fn get(&self, at: usize) -> Result<&T> {
        let part =
            self.slots.get(at).ok_or_else(|| damaged_error("a part of the room is asked for that it does not have"))?;
        part.get().ok_or_else(|| Error::missing((self.named)(at as u32)))
    }

    /// The part, if there is exactly one and it is loaded.
    pub fn as_single(&self) -> Option<&T> {
        self.slots.first().filter(|_| self.slots.len() == 1)?.get()
    }

    /// Fills a slot; one that is filled already stays, and a number beyond the last is ignored.
    pub fn put_part(&self, at: usize, part: T) {
        if let Some(place) = self.slots.get(at) {
            let _ = place.set(part);
        }
    }
}

/// Both values, or one error that names the parts that either misses.
pub fn combine_both<A, B>(a: Result<A>, b: Result<B>) -> Result<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => Err(a.and(b)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// All values, or one error that names the parts that any misses. Unlike `collect`, it does not stop at the first error.
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

/// A value computed from the loaded parts alone. It can be inspected for the parts that will be needed next, and taken out only if none
/// was missing.
#[must_use]
pub struct PartialValue<T> {
    value: T,
    missing: Vec<Error>,
}

impl<T> PartialValue<T> {
    /// `value`, with the errors that name the parts it lacks.
    pub fn new(value: T, missing: Vec<Error>) -> Self {
        PartialValue { value, missing }
    }

    /// The value and what `more` makes of it, or one error that names the parts that either misses.
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
