//! Union-find with cannot-link constraints, over the numbers of spellings.

use rustc_hash::FxHashSet;

/// A disjoint-set forest (union-find; Tarjan 1975): union by size without path compression, so that a root is found in
/// O(log n) steps through `&self`. Each root lists its members. Pairs that the reader told apart are cannot-link
/// constraints (Wagstaff et al. 2001).
///
/// Useful for: merging clusters and listing their members. Not useful for: splitting, or unions of very large clusters,
/// whose members are compared pair by pair.
#[derive(Debug, Default)]
pub struct ConstrainedUnionFind {
    parent: Vec<u32>,
    members: Vec<Vec<u32>>,
    cannot_links: FxHashSet<(u32, u32)>,
}

impl ConstrainedUnionFind {
    /// `count` singletons.
    pub fn new(count: usize) -> ConstrainedUnionFind {
        let numbers = 0..count as u32;
        ConstrainedUnionFind {
            parent: numbers.clone().collect(),
            members: numbers.map(|at| vec![at]).collect(),
            cannot_links: FxHashSet::default(),
        }
    }

    /// Adds a singleton and returns its number.
    pub fn add_singleton(&mut self) -> u32 {
        let number = self.parent.len() as u32;
        self.parent.push(number);
        self.members.push(vec![number]);
        number
    }

    /// Forbids unions that would bring `a` and `b` together. Clusters that hold both already stay.
    pub fn add_cannot_link(&mut self, a: u32, b: u32) {
        self.cannot_links.insert((a.min(b), a.max(b)));
    }

    /// Whether there are constraints.
    pub fn has_cannot_links(&self) -> bool {
        !self.cannot_links.is_empty()
    }

    /// Whether there is a constraint on these two.
    pub fn is_cannot_link(&self, a: u32, b: u32) -> bool {
        self.cannot_links.contains(&(a.min(b), a.max(b)))
    }

    /// Find: the root of the cluster of `at`.
    pub fn find_root(&self, mut at: u32) -> u32 {
        debug_assert!((at as usize) < self.parent.len());
        while let Some(&parent) = self.parent.get(at as usize).filter(|&&parent| parent != at) {
            at = parent;
        }
        at
    }

    /// All members of the cluster of `at`.
    pub fn members(&self, at: u32) -> &[u32] {
        self.members.get(self.find_root(at) as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Union of the clusters of `a` and `b`, unless a pair across them has a constraint or `forbids` it (complete
    /// linkage). Whether they were merged now; `false` also where they were one already.
    pub fn try_union(&mut self, a: u32, b: u32, forbids: impl Fn(u32, u32) -> bool) -> bool {
        let (a, b) = (self.find_root(a), self.find_root(b));
        if a == b {
            return false;
        }
        let (first, second) = (self.members(a), self.members(b));
        if first.iter().any(|&x| second.iter().any(|&y| self.is_cannot_link(x, y) || forbids(x, y))) {
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
