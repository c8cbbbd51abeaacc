//! Patterns: wildcards and regular expressions as automata that are intersected with the term dictionary.
//!
//! A Thompson construction (1968) that is simulated: a state is the set of places in the program that the letters so far may have
//! led to, as bits, so every letter costs at most one look at each place, whatever the expression. Stretches of the dictionary
//! that lead nowhere are skipped. By hand because this is 3 KB of the download, the dense automata of regex-automata are 106, and
//! regex-lite, with 31, reads every term.

use super::utf8::CharReader;
use crate::{
    analysis::{fold::fold, letter::is_alphanumeric, token::SPELLING_SEPARATOR},
    query::WordPattern,
    storage::term_dictionary::KeyAutomaton,
};

/// Most places of a program; a longer pattern matches nothing.
const MAX_PLACES: usize = 256;

/// Deepest parentheses.
const MAX_DEPTH: usize = 16;

/// A set of places.
type PlaceSet = [u64; MAX_PLACES / 64];
const NO_PLACE: PlaceSet = [0; MAX_PLACES / 64];

/// An automaton that accepts the keys whose plain form matches a pattern, whatever the spelling behind it.
pub struct PatternAutomaton {
    places: Vec<Place>,
    /// For each place, and the end behind them, where it leads without a letter.
    reached: Vec<PlaceSet>,
}

/// A place of the program.
#[derive(Debug, Clone)]
enum Place {
    /// A letter of a class, then the next place.
    Letter(LetterClass),
    /// On to both places.
    Fork(usize, usize),
}

/// At least so often, and at most; without end if `None`.
type Repetition = (usize, Option<usize>);

/// What letters a place admits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct LetterClass {
    ranges: Vec<(char, char)>,
    digits: bool,
    words: bool,
    negated: bool,
}

impl LetterClass {
    fn contains(&self, c: char) -> bool {
        let known = self.ranges.iter().any(|&(from, to)| (from..=to).contains(&c))
            || (self.digits && c.is_ascii_digit())
            || (self.words && (is_alphanumeric(c) || c == '_'));
        known != self.negated
    }

    /// Any letter.
    fn any() -> Self {
        LetterClass { negated: true, ..LetterClass::default() }
    }

    /// One letter.
    fn one(c: char) -> Self {
        LetterClass { ranges: vec![(c, c)], ..LetterClass::default() }
    }
}

/// A state of the automaton.
#[derive(Debug, Clone, Copy)]
pub struct PatternState {
    places: PlaceSet,
    reader: CharReader,
    /// Whether the plain form has ended.
    ended: bool,
}

impl PatternAutomaton {
    /// The automaton of a pattern; `None` where it is no expression (yet) or too long.
    pub fn new(source: &str, kind: WordPattern) -> Option<Self> {
        let mut parser = PatternParser { rest: source, places: Vec::new(), depth: 0 };
        match kind {
            WordPattern::Regex => parser.parse_alternatives()?,
            _ => parser.parse_wildcard()?,
        }
        if !parser.rest.is_empty() {
            return None;
        }
        let places = parser.places;
        let reached = (0..=places.len()).map(|at| reached_from(at, &places)).collect();
        Some(PatternAutomaton { places, reached })
    }

    fn step_char(&self, places: &PlaceSet, c: char) -> PlaceSet {
        let mut next = NO_PLACE;
        for (block, &bits) in places.iter().enumerate() {
            let mut bits = bits;
            while bits != 0 {
                let at = block * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                if matches!(self.places.get(at), Some(Place::Letter(class)) if class.contains(c)) {
                    let more = self.reached.get(at + 1).into_iter().flatten();
                    next.iter_mut().zip(more).for_each(|(all, more)| *all |= more);
                }
            }
        }
        next
    }
}

/// The places that `from` leads to without a letter, itself too.
fn reached_from(from: usize, places: &[Place]) -> PlaceSet {
    let (mut set, mut pending) = (NO_PLACE, vec![from]);
    while let Some(at) = pending.pop() {
        let Some(bits) = set.get_mut(at / 64).filter(|bits| **bits >> (at % 64) & 1 == 0) else { continue };
        *bits |= 1 << (at % 64);
        if let Some(&Place::Fork(a, b)) = places.get(at) {
            pending.extend([a, b]);
        }
    }
    set
}

impl KeyAutomaton for PatternAutomaton {
    type State = PatternState;

    fn start(&self) -> PatternState {
        PatternState {
            places: self.reached.first().copied().unwrap_or(NO_PLACE),
            reader: CharReader::default(),
            ended: false,
        }
    }

    fn accepts(&self, state: &PatternState) -> bool {
        let end = self.places.len();
        state.places.get(end / 64).is_some_and(|bits| bits >> (end % 64) & 1 == 1)
    }

    fn may_accept(&self, state: &PatternState) -> bool {
        state.places != NO_PLACE
    }

    fn step(&self, state: &PatternState, byte: u8) -> PatternState {
        let mut state = *state;
        if state.ended || byte == SPELLING_SEPARATOR as u8 {
            if !state.ended && !self.accepts(&state) {
                state.places = NO_PLACE;
            }
            state.ended = true;
        } else if let Some(c) = state.reader.read(byte) {
            state.places = self.step_char(&state.places, c);
        }
        state
    }
}

/// Compiles a pattern; every method fails where it is not well formed.
struct PatternParser<'a> {
    rest: &'a str,
    places: Vec<Place>,
    depth: usize,
}

impl PatternParser<'_> {
    fn next_char(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = self.rest.get(c.len_utf8()..)?;
        Some(c)
    }

    fn accept(&mut self, wanted: char) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn push(&mut self, place: Place) -> Option<()> {
        self.places.push(place);
        (self.places.len() < MAX_PLACES).then_some(())
    }

    /// Inserts a place before those from `at`.
    fn insert(&mut self, at: usize, place: Place) -> Option<()> {
        for place in self.places.iter_mut().skip(at) {
            if let Place::Fork(a, b) = place {
                *a += usize::from(*a >= at);
                *b += usize::from(*b >= at);
            }
        }
        self.places.insert(at, place);
        (self.places.len() < MAX_PLACES).then_some(())
    }

    fn parse_wildcard(&mut self) -> Option<()> {
        while let Some(c) = self.next_char() {
            let at = self.places.len();
            match c {
                '*' => {
                    self.push(Place::Letter(LetterClass::any()))?;
                    self.repeat_from(at, (0, None))?;
                }
                '?' => self.push(Place::Letter(LetterClass::any()))?,
                _ => self.push(Place::Letter(LetterClass::one(c)))?,
            }
        }
        Some(())
    }

    fn parse_alternatives(&mut self) -> Option<()> {
        let start = self.places.len();
        self.parse_sequence()?;
        if !self.accept('|') {
            return Some(());
        }
        // Fork to both; the first jumps over the second.
        let second = self.places.len() + 2;
        self.insert(start, Place::Fork(start + 1, second))?;
        let jump = self.places.len();
        self.push(Place::Fork(second, second))?;
        self.parse_alternatives()?;
        let end = self.places.len();
        if let Some(place) = self.places.get_mut(jump) {
            *place = Place::Fork(end, end);
        }
        Some(())
    }

    fn parse_sequence(&mut self) -> Option<()> {
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let start = self.places.len();
            match self.next_char()? {
                '(' => {
                    self.depth += 1;
                    self.rest = self.rest.strip_prefix("?:").unwrap_or(self.rest);
                    if self.depth > MAX_DEPTH {
                        return None;
                    }
                    self.parse_alternatives()?;
                    self.depth -= 1;
                    self.accept(')').then_some(())?;
                }
                '[' => {
                    let class = self.parse_class()?;
                    self.push(Place::Letter(class))?;
                }
                '.' => self.push(Place::Letter(LetterClass::any()))?,
                '\\' => {
                    let escaped = self.next_char()?;
                    if !matches!(escaped, 'b' | 'B') {
                        let mut class = LetterClass::default();
                        class.negated = add_escaped(escaped, &mut class);
                        self.push(Place::Letter(class))?;
                    }
                }
                // The term is matched whole.
                '^' | '$' => continue,
                '*' | '+' | '?' => return None,
                c => {
                    for c in fold(c.encode_utf8(&mut [0; 4])).chars() {
                        self.push(Place::Letter(LetterClass::one(c)))?;
                    }
                }
            }
            while let Some(repetition) = self.parse_repetition()? {
                self.repeat_from(start, repetition)?;
            }
        }
        Some(())
    }

    /// How often what stands before is repeated: at least, at most; the inner `None` if nothing is said.
    fn parse_repetition(&mut self) -> Option<Option<Repetition>> {
        let found = match self.rest.chars().next() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let (bounds, rest) = self.rest.get(1..)?.split_once('}')?;
                let (least, most) = bounds.split_once(',').unwrap_or((bounds, bounds));
                let least = if least.is_empty() { 0 } else { least.parse().ok()? };
                let most = if most.is_empty() { None } else { Some(most.parse().ok()?) };
                self.rest = rest;
                return Some(Some((least, most)));
            }
            _ => return Some(None),
        };
        self.next_char();
        // Whether it is greedy does not matter.
        self.accept('?');
        Some(Some(found))
    }

    /// Repeats the places from `start` on.
    fn repeat_from(&mut self, start: usize, (least, most): Repetition) -> Option<()> {
        let unit: Vec<Place> = self.places.split_off(start);
        let copies = most.unwrap_or(least.max(1)).max(least);
        (copies.checked_mul(unit.len().max(1))? < MAX_PLACES).then_some(())?;
        for copy in 0..copies {
            let from = self.places.len();
            let is_open = most.is_none() && copy + 1 == copies;
            let optional = copy >= least;
            let shift = from + usize::from(optional) - start;
            let end = from + usize::from(optional) + unit.len() + usize::from(is_open);
            if optional {
                self.push(Place::Fork(from + 1, end))?;
            }
            for place in &unit {
                self.push(match place {
                    Place::Fork(a, b) => Place::Fork(a + shift, b + shift),
                    letter => letter.clone(),
                })?;
            }
            if is_open {
                self.push(Place::Fork(from + usize::from(optional), end))?;
            }
        }
        Some(())
    }

    /// A class in brackets, behind the opening one.
    fn parse_class(&mut self) -> Option<LetterClass> {
        let mut class = LetterClass { negated: self.accept('^'), ..LetterClass::default() };
        let mut first = true;
        loop {
            let c = match self.next_char()? {
                ']' if !first => return Some(class),
                '\\' => {
                    let escaped = self.next_char()?;
                    if add_escaped(escaped, &mut class) {
                        return None;
                    }
                    first = false;
                    continue;
                }
                c => c,
            };
            first = false;
            let plain = |c: char| fold(c.encode_utf8(&mut [0; 4])).chars().next();
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            let last = if is_range && self.accept('-') { self.next_char()? } else { c };
            class.ranges.extend(plain(c).zip(plain(last)));
        }
    }
}

/// Adds what a letter behind a backslash stands for to `class`; says whether it stands for the opposite.
fn add_escaped(escaped: char, class: &mut LetterClass) -> bool {
    match escaped {
        'd' | 'D' => class.digits = true,
        'w' | 'W' => class.words = true,
        // No term has white space.
        's' | 'S' => {}
        c => class.ranges.push((c, c)),
    }
    matches!(escaped, 'D' | 'W' | 'S')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matches(pattern: &str, kind: WordPattern, word: &str) -> bool {
        let Some(automaton) = PatternAutomaton::new(pattern, kind) else { return false };
        let end = word.bytes().fold(automaton.start(), |state, byte| automaton.step(&state, byte));
        automaton.accepts(&end)
    }

    #[test]
    fn expressions_match_whole_words() {
        for (pattern, yes, no) in [
            ("colou?r", "colour color", "colours colur"),
            ("ha[rt]+b.*", "harbour hatbox", "hab harp"),
            ("(fog|mist|haz(e|y))s?", "fog mists haze hazy", "hazey fo"),
            (r"\d{2,3}mm", "12mm 155mm", "1mm 1555mm"),
            (r"[^a-m]\w*", "night 東京", "fog"),
            ("^a{3}$", "aaa", "aa aaaa"),
            ("(ab){2,}", "abab ababab", "ab aba"),
            ("Łódź|x", "lodz x", "lod"),
            ("fog\0.*", "", "fog"),
        ] {
            for word in yes.split_whitespace() {
                assert!(matches(pattern, WordPattern::Regex, word), "{pattern} {word}");
            }
            for word in no.split_whitespace() {
                assert!(!matches(pattern, WordPattern::Regex, word), "{pattern} {word}");
            }
        }
        assert!(matches("h*b?ur", WordPattern::Wildcard, "harbour\0hárbour"));
        assert!(!matches("h*b?ur", WordPattern::Wildcard, "harbours"));
    }

    #[test]
    fn what_would_not_end_is_no_expression() {
        for pattern in ["((a{99}){99}){99}", "a{1000000}", "(", "a)", "[", "*", "a{2", "(a", "\\"] {
            assert!(PatternAutomaton::new(pattern, WordPattern::Regex).is_none(), "{pattern}");
        }
        assert!(PatternAutomaton::new(&"(".repeat(100_000), WordPattern::Regex).is_none());
        assert!(PatternAutomaton::new(&"*a".repeat(1000), WordPattern::Wildcard).is_none());
        // Quick for a program, endless for one that tries every way.
        assert!(!matches("(a+)+(a+)+b", WordPattern::Regex, &"a".repeat(100_000)));
    }

    proptest! {
        #[test]
        fn a_wildcard_is_what_it_says(pattern in "[ab*?]{0,8}", word in "[ab]{0,8}") {
            fn table(pattern: &[u8], word: &[u8]) -> bool {
                match (pattern, word) {
                    ([], word) => word.is_empty(),
                    ([b'*', rest @ ..], word) => {
                        table(rest, word) || (!word.is_empty() && table(pattern, &word[1..]))
                    }
                    ([first, rest @ ..], [c, word @ ..]) => (*first == b'?' || first == c) && table(rest, word),
                    _ => false,
                }
            }
            prop_assert_eq!(matches(&pattern, WordPattern::Wildcard, &word), table(pattern.as_bytes(), word.as_bytes()));
        }

        #[test]
        fn any_expression_ends(pattern in "[a|*+?(){},0-9\\[\\]^.\\\\-]{0,24}", word in "[a0]{0,12}") {
            matches(&pattern, WordPattern::Regex, &word);
        }
    }
}
