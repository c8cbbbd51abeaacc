//! The tokenizer: text to tokens with byte spans and positions, the same for indexing, queries and highlighting.
//!
//! A token is a run of letters, digits and combining marks, folded. A compound joined by hyphens or apostrophes gives its parts, one
//! position each, and the whole written as one word at the position of the first: "cyber-security" is found as "cyber", "security",
//! "cyber-security" and "cybersecurity". An English possessive is stripped. Dotted initials are one token ("U.S." is "us"), numbers keep
//! their decimals. In scripts without spaces every character has a position of its own, so that any run of them is found as a phrase,
//! and a word of several is also one token at the position of its first, like a compound; a `Segmenter` tells where words end.

use std::ops::Range;

use crate::analysis::{
    fold::{fold_lower, is_combining_mark, is_emoji, is_unspaced_script, push_lowercase},
    letter::{is_alphabetic, is_alphanumeric},
    segmenter::Segmenter,
    short_word::{AsciiRun, non_word_len, pack_word},
    sign::{is_everyday_acronym, signs_around},
};

/// Longest term in characters; the rest is cut off. Longer words are noise: hashes, encoded data.
const MAX_TERM_CHARS: usize = 64;

/// Most letters of dotted initials. A longer run is no name, and reading it to its end at every letter would take quadratic time.
const MAX_INITIALS: usize = 12;

/// Most parts of a compound; the next part begins a new one.
const MAX_COMPOUND_PARTS: usize = 8;

/// Longest run of a script without spaces that is segmented at a time, in bytes; longer ones are no text.
const MAX_SEGMENTED_BYTES: usize = 1024;

/// Separates folded form and spelling in a key. Sorts below every letter, so that the spellings of a word are neighbours.
pub const SPELLING_SEPARATOR: char = '\0';

/// A token: a word at a position.
#[derive(Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The folded form; where the spelling differs from it, [`SPELLING_SEPARATOR`] and the spelling follow.
    pub key: &'a str,
    /// The key packed into an integer, for a short word.
    pub short_word: Option<u128>,
    /// First byte in the text that was given.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Position among the tokens, from 0. The whole of a compound has the position of its first part.
    pub position: u32,
    /// Number of positions that it covers: 1, or for the whole of a compound the number of its parts.
    pub width: u32,
}

/// The folded form in a key.
pub fn plain_form(key: &str) -> &str {
    key.split(SPELLING_SEPARATOR).next().unwrap_or_default()
}

/// The spelling in a key: the word in lower case, accents kept.
pub fn spelling_of(key: &str) -> &str {
    key.rsplit(SPELLING_SEPARATOR).next().unwrap_or_default()
}

/// The folded words of a short text, of compounds the parts, and in scripts without spaces the letters, for which no segmenter is
/// needed.
///
/// ```
/// assert_eq!(reading_room::internals::analysis::token::plain_words("The U.S., well-known"), ["the", "us", "well", "known"]);
/// ```
pub fn plain_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    Tokenizer::default().tokenize(text, |token| {
        if token.width == 1 {
            words.push(plain_form(token.key).to_owned());
        }
    });
    words
}

/// The tokenizer. By default, every letter of a script without spaces is a word of its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tokenizer {
    segmenter: Option<Segmenter>,
}

impl Tokenizer {
    /// With a word segmenter for scripts without spaces.
    pub fn new(segmenter: Segmenter) -> Self {
        Tokenizer { segmenter: Some(segmenter) }
    }

    /// Calls `visit` for every token of `text` in order and returns the number of positions.
    ///
    /// ```
    /// use reading_room::internals::analysis::token::Tokenizer;
    /// let mut words = Vec::new();
    /// let visit = |token: reading_room::internals::analysis::token::Token<'_>| words.push((token.key.to_owned(), token.position));
    /// let places = Tokenizer::default().tokenize("The cyber-attack's cost: 1,200", visit);
    /// let expected = [("the", 0), ("cyberattack", 1), ("cyber", 1), ("attack", 2), ("cost", 3), ("1200", 4)];
    /// assert_eq!(words, expected.map(|(word, place)| (word.to_owned(), place)));
    /// assert_eq!(places, 5);
    /// ```
    pub fn tokenize(self, text: &str, mut visit: impl FnMut(Token<'_>)) -> u32 {
        tokenize_dyn(text, self.segmenter, &mut visit)
    }
}

// Once in the machine code, not once for every caller: 8 KB of the download.
#[inline(never)]
fn tokenize_dyn(text: &str, segmenter: Option<Segmenter>, visit: &mut dyn FnMut(Token<'_>)) -> u32 {
    let mut scan = WordScanner { text, at: 0 };
    let mut out = TokenEmitter { text, segmenter, visit, writer: KeyWriter::default(), position: 0 };
    let mut parts: Vec<Range<usize>> = Vec::new();
    loop {
        if let Some((start, run)) = scan.next_ascii_word() {
            out.emit_ascii_word(start, run);
            continue;
        }
        let Some(first) = scan.next_word() else { return out.position };
        parts.clear();
        if scan.starts_unspaced(first.start) {
            parts.push(first);
            while let Some(letter) = scan.next_unspaced(&parts) {
                parts.push(letter);
            }
            out.emit_unspaced(&parts);
            continue;
        }
        parts.push(first);
        while parts.len() < MAX_COMPOUND_PARTS
            && let Some(part) = scan.next_compound_part()
        {
            parts.push(part);
        }
        strip_possessive(text, &mut parts);
        out.emit_compound(&parts);
    }
}

/// Emits tokens and counts positions.
struct TokenEmitter<'t, 'v> {
    text: &'t str,
    segmenter: Option<Segmenter>,
    visit: &'v mut dyn FnMut(Token<'_>),
    writer: KeyWriter,
    position: u32,
}

impl TokenEmitter<'_, '_> {
    /// A word of ASCII letters and digits.
    fn emit_ascii_word(&mut self, start: usize, AsciiRun { len, is_lowercase, short_word }: AsciiRun) {
        let end = start + len;
        let word = self.text.get(start..end).unwrap_or_default();
        // Few words have a sign or capitals that tell them from others.
        let is_acronym = !is_lowercase && is_everyday_acronym(word);
        let may_have_sign = word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(self.text.as_bytes().get(end), Some(b'%' | b'#' | b'+'));
        if is_acronym || may_have_sign {
            self.emit_token(start..end, 1);
            self.position += 1;
            return;
        }
        let key = if is_lowercase { word } else { self.writer.write_plain(word) };
        (self.visit)(Token { key, short_word, start, end, position: self.position, width: 1 });
        self.position += 1;
    }

    /// The parts of a word; of several, first the whole.
    fn emit_compound(&mut self, parts: &[Range<usize>]) {
        if let [first, .., last] = parts {
            self.emit_token(first.start..last.end, parts.len() as u32);
        }
        for part in parts {
            self.emit_token(part.clone(), 1);
            self.position += 1;
        }
    }

    /// A run of letters of a script without spaces, segmented into words.
    fn emit_unspaced(&mut self, letters: &[Range<usize>]) {
        let ([first, ..], [.., last]) = (letters, letters) else { return };
        let run = self.text.get(first.start..last.end).unwrap_or_default();
        let ends = self.segmenter.map(|segment| segment(run)).unwrap_or_default();
        let mut ends = ends.into_iter().map(|end| first.start + end);
        let mut word_end = ends.next().unwrap_or_default();
        let mut begun = 0;
        for (at, letter) in (1..).zip(letters) {
            if letter.end < word_end && at < letters.len() {
                continue;
            }
            self.emit_compound(letters.get(begun..at).unwrap_or_default());
            begun = at;
            word_end = ends.find(|&end| end > letter.end).unwrap_or_default();
        }
    }

    #[inline]
    fn emit_token(&mut self, Range { start, end }: Range<usize>, width: u32) {
        let surface = self.text.get(start..end).unwrap_or_default();
        let signs = if width == 1 { signs_around(self.text, start, end) } else { ("", "") };
        let key = self.writer.write(surface, signs);
        if !key.is_empty() {
            (self.visit)(Token { key, short_word: pack_word(key), start, end, position: self.position, width });
        }
    }
}

/// Strips an English possessive.
fn strip_possessive(text: &str, parts: &mut Vec<Range<usize>>) {
    if let [.., before, last] = parts.as_slice()
        && text.get(before.end..last.start).is_some_and(|joint| joint.chars().all(is_apostrophe))
        && text.get(last.clone()).is_some_and(|word| word.eq_ignore_ascii_case("s"))
    {
        parts.pop();
    }
}

/// Folds words to keys, in reused buffers.
#[derive(Default)]
struct KeyWriter {
    lower: String,
    key: String,
}

impl KeyWriter {
    /// The key of a word of ASCII letters and digits.
    fn write_plain(&mut self, word: &str) -> &str {
        self.key.clear();
        self.key.push_str(word);
        self.key.make_ascii_lowercase();
        &self.key
    }

    /// The key of a word with the signs before and behind it.
    fn write(&mut self, surface: &str, (ahead, behind): (&str, &str)) -> &str {
        self.key.clear();
        if surface.is_ascii() && surface.len() <= MAX_TERM_CHARS {
            self.write_ascii(surface.as_bytes());
            let plain = self.key.len();
            if !ahead.is_empty() || !behind.is_empty() {
                self.lower.clear();
                self.lower.push_str(&self.key);
                self.key.extend([SPELLING_SEPARATOR]);
                [ahead, &self.lower, behind].into_iter().for_each(|part| self.key.push_str(part));
            } else if is_everyday_acronym(surface)
                || (surface.contains('.') && is_everyday_acronym(&surface.replace('.', "")))
            {
                self.key.push(SPELLING_SEPARATOR);
                let word = self.key.get(..plain).unwrap_or_default().to_ascii_uppercase();
                self.key.push_str(&word);
            }
            return &self.key;
        }
        self.lower.clear();
        let letters = surface.chars().filter(|&c| is_word(c));
        letters.take(MAX_TERM_CHARS).for_each(|c| push_lowercase(c, &mut self.lower));
        fold_lower(&self.lower, &mut self.key);
        if self.key != self.lower && !self.key.is_empty() {
            self.key.push(SPELLING_SEPARATOR);
            self.key.push_str(&self.lower);
        }
        &self.key
    }

    /// Letters and digits in lower case; of the separators in a number the decimal one is kept: "3,000" is 3000, "1,5" is 1.5.
    fn write_ascii(&mut self, surface: &[u8]) {
        for (at, &byte) in surface.iter().enumerate() {
            if byte.is_ascii_alphanumeric() {
                self.key.push(byte.to_ascii_lowercase() as char);
            } else if matches!(byte, b'.' | b',') && at > 0 && surface.get(at - 1).is_some_and(u8::is_ascii_digit) {
                let digits = surface.iter().skip(at + 1).take_while(|next| next.is_ascii_digit()).count();
                if digits > 0 && !(byte == b',' && digits == 3) {
                    self.key.push('.');
                }
            }
        }
    }
}

/// A cursor over a text, word by word.
struct WordScanner<'a> {
    text: &'a str,
    at: usize,
}

impl WordScanner<'_> {
    /// The fast path: the next word and where it begins, if it is of ASCII letters and digits and no compound, initials or number, as
    /// nearly every word is. Needs no Unicode table.
    #[inline(always)]
    fn next_ascii_word(&mut self) -> Option<(usize, AsciiRun)> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let gap = non_word_len(rest);
        let word = rest.get(gap..)?;
        let run = AsciiRun::leading_word(word);
        let goes_on = match word.get(run.len) {
            None => false,
            // Initials and numbers hold points.
            Some(b'.' | b',') => {
                word.get(run.len + 1).is_some_and(|next| next.is_ascii_alphanumeric() || !next.is_ascii())
            }
            Some(byte) => !byte.is_ascii() || is_connector(*byte as char),
        };
        if run.len == 0 || run.len > MAX_TERM_CHARS || goes_on {
            return None;
        }
        let start = self.at + gap;
        self.at = start + run.len;
        Some((start, run))
    }

    /// The next word at or after the cursor.
    fn next_word(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..)?;
        let (offset, _) = rest.char_indices().find(|&(_, c)| is_word(c))?;
        self.at += offset;
        Some(self.take_word())
    }

    /// The word after a connector at the cursor.
    fn next_compound_part(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..)?;
        // A word that is divided at the end of a line goes on with a small letter.
        let divided = ["-\n", "-\r\n"].iter().find_map(|end| {
            let next = rest.strip_prefix(end)?.chars().next()?;
            next.is_lowercase().then_some(end.len())
        });
        let mut ahead = rest.chars();
        let joint = ahead.next().filter(|&c| is_connector(c))?.len_utf8();
        if divided.is_none() {
            ahead.next().filter(|&c| is_word(c) && !is_unspaced_script(c))?;
        }
        self.at += divided.unwrap_or(joint);
        Some(self.take_word())
    }

    /// Whether the letter at byte `at` belongs to a script without spaces.
    fn starts_unspaced(&self, at: usize) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with(is_unspaced_script))
    }

    /// The letter after `letters`, if it continues their run.
    fn next_unspaced(&mut self, letters: &[Range<usize>]) -> Option<Range<usize>> {
        let is_short = letters.first().is_some_and(|first| self.at - first.start < MAX_SEGMENTED_BYTES);
        let next = self.text.get(self.at..)?.chars().next()?;
        (is_short && is_word(next) && is_unspaced_script(next)).then(|| self.take_word())
    }

    /// The word that begins at the cursor.
    #[inline]
    fn take_word(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let len = dotted_initials(rest).unwrap_or_else(|| word_len(rest));
        self.at = start + len;
        start..self.at
    }
}

/// Length in bytes of the word at the beginning of `rest`, which begins with a word character.
fn word_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut last = match chars.next() {
        Some((_, first)) if is_unspaced_script(first) => {
            let end = chars.find(|&(_, c)| !is_combining_mark(c)).map_or(rest.len(), |(at, _)| at);
            return end;
        }
        Some((_, first)) => first,
        None => return 0,
    };
    while let Some((at, c)) = chars.next() {
        let inside_number = matches!(c, '.' | ',')
            && last.is_ascii_digit()
            && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if (!is_word(c) && !inside_number) || is_unspaced_script(c) {
            return at;
        }
        last = c;
    }
    rest.len()
}

/// Length in bytes of initials like "U.S" at the beginning of `rest`: single letters with a point between each.
fn dotted_initials(rest: &str) -> Option<usize> {
    let mut len = 0;
    let mut chars = rest.chars().peekable();
    let mut letters = 0;
    while let Some(letter) = chars.next_if(|&c| is_alphabetic(c) && !is_unspaced_script(c)) {
        letters += 1;
        if letters > MAX_INITIALS {
            return None;
        }
        len += letter.len_utf8();
        let point = chars.next_if_eq(&'.').is_some();
        match chars.peek() {
            Some(&next) if point && is_alphabetic(next) => len += 1,
            Some(&next) if !point && is_word(next) => return None,
            _ => break,
        }
    }
    (letters > 1).then_some(len)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (is_alphanumeric(c) || is_combining_mark(c) || is_emoji(c)))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

fn is_connector(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '-' | '‐' | '‑' | '–' | '_' | '&' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(text: &str) -> Vec<(String, u32)> {
        let mut out = Vec::new();
        Tokenizer::default()
            .tokenize(text, |token| out.push((token.key.replace(SPELLING_SEPARATOR, "|"), token.position)));
        out
    }

    fn words(text: &str) -> Vec<String> {
        keys(text).into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn a_spelling_stands_behind_its_plain_form() {
        assert_eq!(words("Łódź and Lodz"), ["lodz|łódź", "and", "lodz"]);
    }

    #[test]
    fn a_compound_gives_its_parts_and_the_whole() {
        let expected = [("antidrone", 0), ("anti", 0), ("drone", 1), ("unit", 2)];
        assert_eq!(keys("anti-drone unit"), expected.map(|(key, at)| (key.to_owned(), at)));
        assert_eq!(words("O’Neil's"), ["oneils", "o", "neil"].map(|w| if w == "oneils" { "oneil" } else { w }));
        assert_eq!(words("l'Europe"), ["leurope", "l", "europe"]);
    }

    #[test]
    fn a_word_divided_at_the_end_of_a_line_is_whole() {
        assert_eq!(
            words("the har-\nbour, the har-\r\nbour"),
            ["the", "harbour", "har", "bour", "the", "harbour", "har", "bour"]
        );
        assert_eq!(words("a list -\nof boats, East-\nWest"), ["a", "list", "of", "boats", "east", "west"]);
    }

    #[test]
    fn emoji_are_words() {
        assert_eq!(words("fog😀 and 🇱🇹"), ["fog", "😀", "and", "🇱", "🇹"]);
    }

    #[test]
    fn a_space_of_no_width_is_none() {
        assert_eq!(words("har\u{200b}bour"), ["harbour"]);
    }

    #[test]
    fn a_possessive_is_left_off() {
        assert_eq!(words("Norway’s plan, James' plan, the two's"), ["norway", "plan", "james", "plan", "the", "two"]);
    }

    #[test]
    fn dotted_initials_are_one_word() {
        assert_eq!(
            words("the U.S. and U.S.A, e.g. J.R.R. Tolkien or J.Smith"),
            ["the", "us|US", "and", "usa", "eg", "jrr", "tolkien", "or", "j", "smith"]
        );
    }

    #[test]
    fn signs_and_capitals_are_spellings() {
        assert_eq!(words("WHO, who and the IT"), ["who|WHO", "who", "and", "the", "it|IT"]);
        assert_eq!(words("C++ or C#, 50 % or 5%"), ["c|c++", "or", "c|c#", "50", "or", "5|5%"]);
        assert_eq!(words("§ 5, € 20, 30 €, $40"), ["5|§5", "20|€20", "30|€30", "40|$40"]);
    }

    #[test]
    fn numbers_keep_their_decimals() {
        assert_eq!(words("155mm, €1.2bn, 3,000 or 1,5; 2023."), ["155mm", "1.2bn|€1.2bn", "3000", "or", "1.5", "2023"]);
    }

    #[test]
    fn unspaced_scripts_are_read_by_character() {
        assert_eq!(keys("東京2020").len(), 3);
        assert_eq!(words("กำลัง").len(), "กำลัง".chars().filter(|&c| !is_combining_mark(c)).count());
    }

    #[test]
    fn a_word_without_end_is_one_short_term() {
        assert!(words(&"a".repeat(100_000)).iter().all(|word| word.len() == MAX_TERM_CHARS));
        assert!(words(&"a-".repeat(100_000)).len() > 100_000);
        assert!(words(&"a.".repeat(100_000)).len() > 99_000);
    }

    proptest! {
        #[test]
        fn plain_words_are_read_as_all_others(text in "[a-zA-Z0-9 .,'’&ł-]{0,40}") {
            let mut plain = WordScanner { text: &text, at: 0 };
            while let Some((start, run)) = plain.next_ascii_word() {
                let word = start..start + run.len;
                let mut slow = WordScanner { text: &text, at: start };
                prop_assert_eq!(slow.next_word(), Some(word.clone()));
                prop_assert_eq!(slow.next_compound_part(), None);
                let mut writer = KeyWriter::default();
                let key = writer.write(&text[word.clone()], ("", "")).to_owned();
                prop_assert_eq!(run.short_word, pack_word(&key));
                prop_assert_eq!(writer.write_plain(&text[word]), key);
            }
        }

        #[test]
        fn spans_lie_on_character_edges_and_rise(text in "\\PC*") {
            let mut last = 0;
            let places = Tokenizer::default().tokenize(&text, |token| {
                assert!(token.position >= last);
                last = token.position;
                let surface = &text[token.start..token.end];
                assert!(!surface.is_empty() && !token.key.is_empty());
            });
            prop_assert!(places >= last);
        }

        #[test]
        fn a_key_is_the_folded_word(word in "[a-zA-ZÀ-ÖØ-öø-ž]{1,20}") {
            Tokenizer::default().tokenize(&word, |token| assert_eq!(plain_form(token.key), crate::analysis::fold::fold(&word)));
        }
    }
}
