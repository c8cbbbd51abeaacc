//! The number of a term.

/// The ordinal of a term in the sorted order of all keys, across shards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);
