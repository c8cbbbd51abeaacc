//! Words in groups, looked up by word.

use std::sync::OnceLock;

/// Words in small letters, a group a line, put in order when it is first asked.
pub(super) struct Lexicon {
    lines: &'static str,
    sorted: OnceLock<Vec<(&'static str, u8)>>,
}

impl Lexicon {
    pub const fn new(lines: &'static str) -> Self {
        Lexicon { lines, sorted: OnceLock::new() }
    }

    /// The lines, without the empty ones.
    pub fn lines(&self) -> impl Iterator<Item = &'static str> {
        self.lines.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// The first line, counted from 0, that holds `word`.
    pub fn find(&self, word: &str) -> Option<u8> {
        let sorted = self.sorted.get_or_init(|| {
            let mut sorted = Vec::new();
            for (group, line) in (0..).zip(self.lines()) {
                sorted.extend(line.split(' ').filter(|word| !word.is_empty()).map(|word| (word, group)));
            }
            crate::order::sort_by(&mut sorted, Ord::cmp);
            sorted
        });
        let first = sorted.partition_point(|(known, _)| *known < word);
        sorted.get(first).filter(|(known, _)| *known == word).map(|(_, group)| *group)
    }

    /// Whether any line holds `word`.
    pub fn has(&self, word: &str) -> bool {
        self.find(word).is_some()
    }
}
