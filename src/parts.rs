//! Parts of a room that need not all be there. What is missing is not waited for, since nothing in the core can wait: it is noted, the
//! question gets an answer of no use, and is put again once the part has come. A room in one piece has one part of each kind.

use std::sync::{Mutex, OnceLock};

use crate::order::sort_by_key;

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

/// Parts of one kind.
pub struct Parts<T> {
    held: Vec<OnceLock<T>>,
    wanted: Mutex<Vec<u32>>,
}

impl<T> Parts<T> {
    /// One, which is there.
    pub fn whole(part: T) -> Self {
        Parts { held: vec![OnceLock::from(part)], wanted: Mutex::default() }
    }

    /// So many, none of which has come.
    pub fn absent(count: usize) -> Self {
        Parts { held: std::iter::repeat_with(OnceLock::new).take(count).collect(), wanted: Mutex::default() }
    }

    /// Part `at`; where it has not come, that it is wanted is noted. `None` also beyond the last.
    pub fn get(&self, at: usize) -> Option<&T> {
        let part = self.held.get(at)?;
        if part.get().is_none()
            && let Ok(mut wanted) = self.wanted.lock()
            && wanted.last() != Some(&(at as u32))
        {
            wanted.push(at as u32);
        }
        part.get()
    }

    /// Whether something was wanted that is not here.
    pub fn is_waiting(&self) -> bool {
        self.wanted.lock().is_ok_and(|wanted| !wanted.is_empty())
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

    /// What was wanted and is not here, each once; nothing is noted any more then.
    pub fn take_wanted(&self) -> Vec<u32> {
        let mut wanted = self.wanted.lock().map(|mut wanted| std::mem::take(&mut *wanted)).unwrap_or_default();
        wanted.retain(|&at| self.held.get(at as usize).is_some_and(|part| part.get().is_none()));
        sort_by_key(&mut wanted, |&at| at);
        wanted.dedup();
        wanted
    }
}
