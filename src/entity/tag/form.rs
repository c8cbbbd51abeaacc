//! Word forms: what features need of a word without its neighbours, computed once for each spelling.

use super::lexicon::{Entry, Lexicon, hash};
use crate::fold::fold;
use crate::span::slice_text;

/// Class of word shape: how a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Look {
    /// The boundary before the first and after the last token of a sentence.
    #[default]
    Edge,
    /// "word"
    Small,
    /// "Word"
    Capital,
    /// "WORD"
    Capitals,
    /// "W"
    Letter,
    /// "L." or "U.S."
    Initials,
    /// "McDonald", "eBay"
    Mixed,
    /// "2023"
    Number,
    /// "F-16", "155mm"
    Code,
    /// A hyphen or dash.
    Hyphen,
    /// Any other punctuation.
    Mark,
    /// "@name", "#word", an address.
    Handle,
    /// Letters of an alphabet without case.
    Uncased,
}

impl Look {
    fn of(word: &str) -> Self {
        let (mut small, mut large, mut digits, mut others, mut uncased, mut stops) = (0, 0, 0, 0, 0, 0);
        for c in word.chars().take(MEASURED_CHARS) {
            match c {
                'a'..='z' => small += 1,
                'A'..='Z' => large += 1,
                '0'..='9' => digits += 1,
                '.' => stops += 1,
                _ if c.is_uppercase() => large += 1,
                _ if c.is_lowercase() => small += 1,
                _ if c.is_alphabetic() => uncased += 1,
                _ if c.is_numeric() => digits += 1,
                _ => others += 1,
            }
        }
        let begins = word.chars().next().unwrap_or_default();
        let letters = small + large + uncased;
        match () {
            _ if matches!(begins, '@' | '#') && letters > 0 => Look::Handle,
            _ if word.contains("://") || word.starts_with("www.") => Look::Handle,
            _ if letters + digits == 0 && super::word::is_hyphen(begins) => Look::Hyphen,
            _ if letters + digits == 0 => Look::Mark,
            _ if super::word::is_apostrophe(begins) => Look::Mark,
            _ if letters == 0 => Look::Number,
            _ if digits > 0 => Look::Code,
            _ if uncased * 2 > letters => Look::Uncased,
            _ if stops > 0 && stops >= large && large > 0 && small == 0 => Look::Initials,
            _ if large == 0 => Look::Small,
            _ if large == 1 && small == 0 && others == 0 => Look::Letter,
            _ if small == 0 => Look::Capitals,
            _ if large == 1 && begins.is_uppercase() => Look::Capital,
            _ => Look::Mixed,
        }
    }

    /// Whether the word is capitalised, as words of names are.
    pub fn is_capital(self) -> bool {
        matches!(self, Look::Capital | Look::Capitals | Look::Letter | Look::Initials | Look::Mixed)
    }
}

/// Characters of a word beyond these are not looked at.
const MEASURED_CHARS: usize = 40;

/// A word form: hashes of the word and its parts, and what the gazetteer has of it. A hash of 0 stands for a missing
/// part.
#[derive(Debug, Clone, Copy, Default)]
pub struct Form {
    /// Hash of the word as it stands.
    pub word: u32,
    /// Hash of the normalised word: lower case, without accents.
    pub low: u32,
    /// Hash of its shape pattern: "Xx", "XX", "X-dd".
    pub shape: u32,
    /// Class of its shape.
    pub look: Look,
    /// Hashes of its prefixes of two, three and four letters.
    pub begin: [u32; 3],
    /// Hashes of its suffixes of one to four letters.
    pub end: [u32; 4],
    /// Its cluster and gazetteer lists.
    pub entry: Entry,
    /// Its coarse cluster.
    pub coarse: u8,
}

impl Form {
    /// Analyses `word`, which is looked up in `lexicon`.
    pub fn of(word: &str, lexicon: &Lexicon) -> Self {
        let low = to_plain(word);
        let low = low.as_str();
        let low_hash = hash(low);
        let entry = lexicon.look_up(low_hash);
        let count = low.chars().count().min(MEASURED_CHARS);
        let mut begin = [0; 3];
        for (slot, chars) in begin.iter_mut().zip(2..) {
            if count > chars {
                let cut = low.char_indices().nth(chars).map_or(low.len(), |(at, _)| at);
                *slot = hash(slice_text(low, ..cut));
            }
        }
        let mut end = [0; 4];
        for (slot, chars) in end.iter_mut().zip(1..) {
            if count > chars {
                let cut = low.char_indices().nth_back(chars - 1).map_or(0, |(at, _)| at);
                *slot = hash(slice_text(low, cut..));
            }
        }
        let coarse = lexicon.coarse(entry.cluster);
        Form { word: hash(word), low: low_hash, shape: shape(word), look: Look::of(word), begin, end, entry, coarse }
    }
}

/// Normalises a word: lower case without accents, one spelling of the apostrophe, every digit a zero.
pub fn to_plain(word: &str) -> String {
    let end = word.char_indices().nth(MEASURED_CHARS).map_or(word.len(), |(at, _)| at);
    let word = slice_text(word, ..end);
    let mut plain =
        if word.is_ascii() { word.to_ascii_lowercase() } else { fold(word).replace(['’', 'ʼ', '＇'], "'") };
    if plain.bytes().any(|byte| byte.is_ascii_digit()) {
        plain = plain.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    }
    plain
}

/// Hash of the shape pattern of a word (Collins 2002), runs of one class of characters cut to two.
fn shape(word: &str) -> u32 {
    let mut outline = String::new();
    let (mut last, mut run) = (' ', 0);
    for c in word.chars().take(MEASURED_CHARS) {
        let sort = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            '’' => '\'',
            _ => c,
        };
        run = if sort == last { run + 1 } else { 1 };
        if run <= 2 {
            outline.push(sort);
        }
        last = sort;
    }
    hash(&outline)
}
