//! Fuzzy matching: a Levenshtein automaton that is intersected with the term dictionary. Edits are the substitution, insertion and
//! deletion of a letter and the transposition of two neighbours (optimal string alignment distance).
//!
//! The automaton is simulated, not compiled as by Schulz and Mihov (2002): its state is a band of the edit distance matrix around
//! the diagonal (Ukkonen, "Algorithms for approximate string matching", 1985), so a step costs a handful of comparisons whatever the
//! length of the word. By hand because it must stop at the separator of a key, accept prefixes and step by UTF-8 bytes, without the
//! tables that a compiled automaton brings.

use super::utf8::CharReader;
use crate::{analysis::token::SPELLING_SEPARATOR, storage::term_dictionary::KeyAutomaton};

/// The largest edit distance that can be asked for.
pub const MAX_DISTANCE: u8 = 2;

const BAND_WIDTH: usize = 2 * MAX_DISTANCE as usize + 1;

/// A Levenshtein automaton: accepts the keys whose plain form is within an edit distance of a word, whatever the spelling behind it.
pub struct LevenshteinAutomaton {
    word: Vec<char>,
    max_distance: u8,
    /// Whether it is enough that a prefix of the key is near.
    accepts_prefix: bool,
}

/// State of the automaton: what it remembers of the bytes of a key so far.
#[derive(Debug, Clone, Copy)]
pub struct LevenshteinState {
    /// One row of the matrix, cut to the band: distances of what was read to the prefixes of the word of about the same length; the middle
    /// cell is that of the same length.
    band: [u8; BAND_WIDTH],
    /// The row before it, for transpositions.
    previous_band: [u8; BAND_WIDTH],
    /// Characters read.
    chars_read: u8,
    last_char: char,
    reader: CharReader,
    /// The final distance, once the plain form has ended or a prefix was near enough.
    settled_distance: Option<u8>,
}

impl LevenshteinAutomaton {
    /// Accepts keys within `limit` edits (capped at [`MAX_DISTANCE`]) of `word`, which is in plain letters.
    pub fn new(word: &str, limit: u8, prefix: bool) -> Self {
        LevenshteinAutomaton {
            word: word.chars().collect(),
            max_distance: limit.min(MAX_DISTANCE),
            accepts_prefix: prefix,
        }
    }

    /// The distance of a plain form that was accepted; `None` for others.
    pub fn distance(&self, plain: &str) -> Option<u8> {
        let end = plain.bytes().fold(self.start(), |state, byte| self.step(&state, byte));
        self.final_distance(&end)
    }

    fn final_distance(&self, state: &LevenshteinState) -> Option<u8> {
        let total = state.settled_distance.unwrap_or_else(|| self.current_distance(state));
        (total <= self.max_distance).then_some(total)
    }

    /// Distance of what was read to the whole word.
    fn current_distance(&self, state: &LevenshteinState) -> u8 {
        let at = self.word.len() + BAND_WIDTH / 2;
        at.checked_sub(usize::from(state.chars_read)).and_then(|at| state.band.get(at)).copied().unwrap_or(u8::MAX)
    }

    fn step_char(&self, state: &LevenshteinState, c: char) -> LevenshteinState {
        // Cell `at` of the band stands for the prefix of the word with `read + at - BAND_WIDTH / 2` characters.
        let read = usize::from(state.chars_read) + 1;
        let mut band = [u8::MAX; BAND_WIDTH];
        for at in 0..BAND_WIDTH {
            let Some(length) = (read + at).checked_sub(BAND_WIDTH / 2).filter(|&length| length <= self.word.len())
            else {
                continue;
            };
            let cell =
                |band: &[u8; BAND_WIDTH], at: Option<usize>| at.and_then(|at| band.get(at).copied()).unwrap_or(u8::MAX);
            let letter = |length: usize| length.checked_sub(1).and_then(|at| self.word.get(at).copied());
            let added = cell(&state.band, Some(at + 1)).saturating_add(1);
            let dropped = cell(&band, at.checked_sub(1)).saturating_add(1);
            let changed = match letter(length) {
                Some(own) => cell(&state.band, Some(at)).saturating_add(u8::from(own != c)),
                None => u8::MAX,
            };
            let swaps = length > 1 && letter(length) == Some(state.last_char) && letter(length - 1) == Some(c);
            let swapped = if swaps { cell(&state.previous_band, Some(at)).saturating_add(1) } else { u8::MAX };
            if let Some(cell) = band.get_mut(at) {
                *cell = added.min(dropped).min(changed).min(swapped);
            }
        }
        let mut next = LevenshteinState {
            band,
            previous_band: state.band,
            chars_read: state.chars_read.saturating_add(1),
            last_char: c,
            ..*state
        };
        if self.accepts_prefix && self.current_distance(&next) <= self.max_distance {
            next.settled_distance = Some(self.current_distance(&next));
        }
        next
    }
}

impl KeyAutomaton for LevenshteinAutomaton {
    type State = LevenshteinState;

    fn start(&self) -> LevenshteinState {
        // Nothing was read: the distance to a prefix of the word is its length.
        let mut band = [u8::MAX; BAND_WIDTH];
        for (length, cell) in (0..).zip(band.iter_mut().skip(BAND_WIDTH / 2)) {
            *cell = length;
        }
        LevenshteinState {
            band,
            previous_band: [u8::MAX; BAND_WIDTH],
            chars_read: 0,
            last_char: '\0',
            reader: CharReader::default(),
            settled_distance: None,
        }
    }

    fn accepts(&self, state: &LevenshteinState) -> bool {
        state.reader.is_complete() && self.final_distance(state).is_some()
    }

    fn may_accept(&self, state: &LevenshteinState) -> bool {
        match state.settled_distance {
            Some(distance) => distance <= self.max_distance,
            None => state.band.iter().any(|&distance| distance <= self.max_distance),
        }
    }

    fn step(&self, state: &LevenshteinState, byte: u8) -> LevenshteinState {
        // The plain form ends here: what follows the separator does not count.
        if byte == SPELLING_SEPARATOR as u8 {
            return LevenshteinState {
                settled_distance: Some(state.settled_distance.unwrap_or_else(|| self.current_distance(state))),
                ..*state
            };
        }
        let mut state = *state;
        match state.reader.read(byte) {
            Some(c) if state.settled_distance.is_none() => self.step_char(&state, c),
            _ => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The full matrix, for comparison.
    fn table_distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut best = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn a_swap_of_neighbours_is_one_change() {
        assert_eq!(LevenshteinAutomaton::new("harbour", 1, false).distance("habrour"), Some(1));
        assert_eq!(LevenshteinAutomaton::new("harbour", 1, false).distance("harbor"), Some(1));
        assert_eq!(LevenshteinAutomaton::new("harbour", 2, false).distance("hrabor"), Some(2));
        assert_eq!(LevenshteinAutomaton::new("harbour", 1, false).distance("herbor"), None);
    }

    #[test]
    fn a_beginning_is_enough_while_typing() {
        assert_eq!(LevenshteinAutomaton::new("hrabo", 1, true).distance("harbourmaster"), Some(1));
        assert_eq!(LevenshteinAutomaton::new("hrabo", 1, false).distance("harbourmaster"), None);
    }

    #[test]
    fn letters_of_several_bytes_are_one_letter() {
        assert_eq!(LevenshteinAutomaton::new("миколаїв", 1, false).distance("миколаів"), Some(1));
        assert!(LevenshteinAutomaton::new("東京都", 1, false).distance("東京").is_some());
    }

    proptest! {
        #[test]
        fn the_band_gives_what_the_table_gives(a in "[abcł]{0,9}", b in "[abcł]{0,9}", limit in 0u8..=2) {
            let [left, right]: [Vec<char>; 2] = [&a, &b].map(|word| word.chars().collect());
            let expected = Some(table_distance(&left, &right) as u8).filter(|&distance| distance <= limit);
            prop_assert_eq!(LevenshteinAutomaton::new(&a, limit, false).distance(&b), expected);
        }
    }
}
