//! Parts of a room that are loaded lazily. Nothing in the core can wait for one: a question that needs a missing part fails with
//! [`crate::ErrorKind::MissingParts`] and is asked again once the part is here. What can be asked for at once is put together with
//! [`all`], [`both`] and [`Draft`], so that an error names many parts and few round trips are made. A room in one piece has one part
//! of each kind.

use std::sync::OnceLock;

use crate::{
    error::{Error, Result},
    store::damaged,
};

/// Names a part of a large room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A run of terms: which documents they stand in, how often.
    Terms(u32),
    /// The positions of the same terms.
    Positions(u32),
    /// Words that begin alike, for misspelt ones to be looked for in.
    Words(u32),
    /// A run of documents.
    Documents(u32),
    /// The ids of all documents.
    Ids,
}

impl Part {
    /// As files are called.
    pub fn name(self) -> String {
        match self {
            Part::Terms(number) => format!("t{number}"),
            Part::Positions(number) => format!("p{number}"),
            Part::Words(number) => format!("w{number}"),
            Part::Documents(number) => format!("d{number}"),
            Part::Ids => "ids".into(),
        }
    }

    /// The part of this name.
    pub fn parse(name: &str) -> Option<Self> {
        if name == "ids" {
            return Some(Part::Ids);
        }
        let (kind, number) = name.split_at_checked(1)?;
        let number = number.parse().ok()?;
        match kind {
            "t" => Some(Part::Terms(number)),
            "p" => Some(Part::Positions(number)),
            "w" => Some(Part::Words(number)),
            "d" => Some(Part::Documents(number)),
            _ => None,
        }
    }
}

/// Parts of one kind, numbered from 0.
pub struct Parts<T> {
    held: Vec<OnceLock<T>>,
    /// What a part of this kind is called.
    named: fn(u32) -> Part,
}

impl<T> Parts<T> {
    /// One, which is there.
    pub fn whole(named: fn(u32) -> Part, part: T) -> Self {
        Parts { held: vec![OnceLock::from(part)], named }
    }

    /// So many, none of which has come.
    pub fn absent(named: fn(u32) -> Part, count: usize) -> Self {
        Parts { held: std::iter::repeat_with(OnceLock::new).take(count).collect(), named }
    }

    /// Part `at`. Fails with [`crate::ErrorKind::MissingParts`] where it has not come, with [`crate::ErrorKind::Damaged`] beyond the
    /// last.
    pub fn get(&self, at: usize) -> Result<&T> {
        let part = self.held.get(at).ok_or_else(|| damaged("a part of the room is asked for that it does not have"))?;
        part.get().ok_or_else(|| Error::missing((self.named)(at as u32)))
    }

    /// The one part of what is in one piece.
    pub fn only(&self) -> Option<&T> {
        self.held.first().filter(|_| self.held.len() == 1)?.get()
    }

    /// Takes a part that has come; one that is there already stays.
    pub fn put(&self, at: usize, part: T) {
        if let Some(place) = self.held.get(at) {
            let _ = place.set(part);
        }
    }
}

/// Two values, or all parts that either of them misses.
pub fn both<A, B>(a: Result<A>, b: Result<B>) -> Result<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => Err(a.and(b)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// All values, or all parts that any of them misses. Unlike `collect`, it does not stop at the first error.
pub fn all<T>(results: impl IntoIterator<Item = Result<T>>) -> Result<Vec<T>> {
    let mut values = Ok(Vec::new());
    for result in results {
        values = both(values, result).map(|(mut values, value)| {
            values.push(value);
            values
        });
    }
    values
}

/// A value made of the parts that are here. It can be looked at for what will be needed next; it can be had only if nothing was
/// missing.
#[must_use]
pub struct Draft<T> {
    value: T,
    missing: Vec<Error>,
}

impl<T> Draft<T> {
    /// `value`, and what was missing when it was made.
    pub fn new(value: T, missing: Vec<Error>) -> Self {
        Draft { value, missing }
    }

    /// The value with what `more` makes of it, or all parts that either of them misses.
    pub fn with<U>(self, more: impl FnOnce(&T) -> Result<U>) -> Result<(T, U)> {
        let missing = self.missing.into_iter().map(Err::<(), _>);
        let (_, more) = both(all(missing), more(&self.value))?;
        Ok((self.value, more))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_every_missing_part_once() {
        let parts = Parts::absent(Part::Terms, 4);
        parts.put(1, "here");
        assert_eq!(parts.get(1).unwrap(), &"here");
        let found = all([3, 1, 0, 3].map(|at| parts.get(at)));
        let found = Draft::new((), Vec::from_iter(found.err())).with(|()| parts.get(2));
        assert_eq!(found.unwrap_err().missing_parts(), [0, 2, 3].map(Part::Terms));
        let damaged = both(parts.get(0), parts.get(4)).unwrap_err();
        assert_eq!((damaged.kind(), damaged.missing_parts()), (crate::ErrorKind::Damaged, &[][..]));
    }
}
