//! Spellings put together, with the rule that what a reader told apart stays apart.

use rustc_hash::FxHashSet;

/// Disjoint groups of numbered spellings.
#[derive(Debug, Default)]
pub struct Groups {
    parent: Vec<u32>,
    members: Vec<Vec<u32>>,
    apart: FxHashSet<(u32, u32)>,
}

impl Groups {
    /// Every one of `count` spellings by itself.
    pub fn new(count: usize) -> Groups {
        let numbers = 0..count as u32;
        Groups {
            parent: numbers.clone().collect(),
            members: numbers.map(|at| vec![at]).collect(),
            apart: FxHashSet::default(),
        }
    }

    /// Adds a group of one and gives its number.
    pub fn add(&mut self) -> u32 {
        let number = self.parent.len() as u32;
        self.parent.push(number);
        self.members.push(vec![number]);
        number
    }

    /// Keeps `a` and `b` apart from now on.
    pub fn keep_apart(&mut self, a: u32, b: u32) {
        self.apart.insert((a.min(b), a.max(b)));
    }

    /// Whether anything must stay apart at all.
    pub fn has_apart(&self) -> bool {
        !self.apart.is_empty()
    }

    /// Whether two spellings must stay apart.
    pub fn is_apart(&self, a: u32, b: u32) -> bool {
        self.apart.contains(&(a.min(b), a.max(b)))
    }

    /// The number of the group of `at`.
    pub fn group(&self, mut at: u32) -> u32 {
        debug_assert!((at as usize) < self.parent.len());
        while let Some(&parent) = self.parent.get(at as usize).filter(|&&parent| parent != at) {
            at = parent;
        }
        at
    }

    /// The spellings in the group of `at`.
    pub fn members(&self, at: u32) -> &[u32] {
        self.members.get(self.group(at) as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Puts the groups of `a` and `b` together, unless two in them must stay apart or `forbids` says so. Says whether the
    /// two were put together now.
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
