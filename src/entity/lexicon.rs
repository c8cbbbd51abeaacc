//! Word classes: closed lists of cue words, looked up by word.

use std::sync::OnceLock;

/// A lexicon of lower-case words, one class a line: sorted at the first look-up, a binary search after that.
///
/// Useful for short lists that are part of a rule. Not useful for lists that are loaded.
pub(super) struct WordClassLexicon {
    class_lines: &'static str,
    sorted_words: OnceLock<Vec<(&'static str, u8)>>,
}

impl WordClassLexicon {
    pub const fn new(lines: &'static str) -> Self {
        WordClassLexicon { class_lines: lines, sorted_words: OnceLock::new() }
    }

    /// The lines that hold words, in the order of their classes.
    pub fn class_lines(&self) -> impl Iterator<Item = &'static str> {
        self.class_lines.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// Class of `word`: the first line, from 0, that holds it; `None` where none does.
    #[inline(never)]
    pub fn class_of(&self, word: &str) -> Option<u8> {
        let sorted = self.sorted_words.get_or_init(|| {
            let mut sorted = Vec::new();
            for (group, line) in (0..).zip(self.class_lines()) {
                sorted.extend(line.split(' ').filter(|word| !word.is_empty()).map(|word| (word, group)));
            }
            crate::order::sort_by(&mut sorted, Ord::cmp);
            sorted
        });
        let first = sorted.partition_point(|(known, _)| *known < word);
        sorted.get(first).filter(|(known, _)| *known == word).map(|(_, group)| *group)
    }

    /// Whether any class holds `word`.
    #[inline(never)]
    pub fn contains(&self, word: &str) -> bool {
        self.class_of(word).is_some()
    }
}
