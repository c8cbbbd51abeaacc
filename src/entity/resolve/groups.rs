//! Union–find with cannot-link constraints, over the numbers of spellings.

use rustc_hash::FxHashSet;

/// A disjoint-set forest (union–find; Tarjan 1975): union by size without path compression, so that a root is found in
/// O(log n) steps through `&self`. Each root lists its members. Pairs that the reader told apart are cannot-link
/// constraints (Wagstaff et al. 2001).
///
/// Useful for: merging clusters and listing their members. Not useful for: splitting, or unions of very large clusters,
/// whose members are compared pair by pair.
#[derive(Debug, Default)]
pub struct Groups {
    parent: Vec<u32>,
    members: Vec<Vec<u32>>,
    apart: FxHashSet<(u32, u32)>,
}

impl Groups {
    /// `count` singletons.
    pub fn new(count: usize) -> Groups {
        let numbers = 0..count as u32;
        Groups {
            parent: numbers.clone().collect(),
            members: numbers.map(|at| vec![at]).collect(),
            apart: FxHashSet::default(),
        }
    }

    /// Adds a singleton and returns its number.
    pub fn add(&mut self) -> u32 {
        let number = self.parent.len() as u32;
        self.parent.push(number);
        self.members.push(vec![number]);
        number
    }

    /// Forbids unions that would bring `a` and `b` together. Clusters that hold both already stay.
    pub fn keep_apart(&mut self, a: u32, b: u32) {
        self.apart.insert((a.min(b), a.max(b)));
    }

    /// Whether there are constraints.
    pub fn has_apart(&self) -> bool {
        !self.apart.is_empty()
    }

    /// Whether there is a constraint on these two.
    pub fn is_apart(&self, a: u32, b: u32) -> bool {
        self.apart.contains(&(a.min(b), a.max(b)))
    }

    /// Find: the root of the cluster of `at`.
    pub fn group(&self, mut at: u32) -> u32 {
        debug_assert!((at as usize) < self.parent.len());
        while let Some(&parent) = self.parent.get(at as usize).filter(|&&parent| parent != at) {
            at = parent;
        }
        at
    }

    /// All members of the cluster of `at`.
    pub fn members(&self, at: u32) -> &[u32] {
        self.members.get(self.group(at) as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Union of the clusters of `a` and `b`, unless a pair across them has a constraint or `forbids` it (complete
    /// linkage). Whether they were merged now; `false` also where they were one already.
    pub fn join(&mut self, a: u32, b: u32, forbids: impl Fn(u32, u32) -> bool) -> bool {
        let (a, b) = (self.group(a), self.group(b));
        if a == b {
            return false;
        }
        let (first, second) = (self.members(a), self.members(b));
        if first.iter().any(|&x| second.iter().any(|&y| self.is_apart(x, y) || forbids(x, y))) {
            return false;
        }
        let (small, large) = if first.len() < second.len() { (a, b) } else { (b, a) };
        if let Some(parent) = self.parent.get_mut(small as usize) {
            *parent = large;
        }
        let moved = self.members.get_mut(small as usize).map(std::mem::take).unwrap_or_default();
        if let Some(members) = self.members.get_mut(large as usize) {
            members.extend(moved);
        }
        true
    }
}
