//! Word forms: what features need of a word without its neighbours, computed once for each spelling.

use super::gazetteer::{GazetteerEntry, WordGazetteer, hash_word};
use crate::analysis::fold::fold;
use crate::span::slice_text;

/// Class of word shape: how a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum WordShape {
    /// The boundary before the first and after the last token of a sentence.
    #[default]
    Boundary,
    /// "word"
    Lowercase,
    /// "Word"
    Capitalised,
    /// "WORD"
    AllCaps,
    /// "W"
    SingleCapital,
    /// "L." or "U.S."
    Initials,
    /// "McDonald", "eBay"
    MixedCase,
    /// "2023"
    Numeric,
    /// "F-16", "155mm"
    Alphanumeric,
    /// A hyphen or dash.
    Hyphen,
    /// Any other punctuation.
    Punctuation,
    /// "@name", "#word", an address.
    Handle,
    /// Letters of an alphabet without case.
    Uncased,
}

impl WordShape {
    fn classify(word: &str) -> Self {
        let (mut small, mut large, mut digits, mut others, mut uncased, mut stops) = (0, 0, 0, 0, 0, 0);
        for c in word.chars().take(MAX_WORD_CHARS) {
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
            _ if matches!(begins, '@' | '#') && letters > 0 => WordShape::Handle,
            _ if word.contains("://") || word.starts_with("www.") => WordShape::Handle,
            _ if letters + digits == 0 && super::tokenizer::is_hyphen(begins) => WordShape::Hyphen,
            _ if letters + digits == 0 => WordShape::Punctuation,
            _ if super::tokenizer::is_apostrophe(begins) => WordShape::Punctuation,
            _ if letters == 0 => WordShape::Numeric,
            _ if digits > 0 => WordShape::Alphanumeric,
            _ if uncased * 2 > letters => WordShape::Uncased,
            _ if stops > 0 && stops >= large && large > 0 && small == 0 => WordShape::Initials,
            _ if large == 0 => WordShape::Lowercase,
            _ if large == 1 && small == 0 && others == 0 => WordShape::SingleCapital,
            _ if small == 0 => WordShape::AllCaps,
            _ if large == 1 && begins.is_uppercase() => WordShape::Capitalised,
            _ => WordShape::MixedCase,
        }
    }

    /// Whether the word is capitalised, as words of names are.
    pub fn is_capitalised(self) -> bool {
        matches!(
            self,
            WordShape::Capitalised
                | WordShape::AllCaps
                | WordShape::SingleCapital
                | WordShape::Initials
                | WordShape::MixedCase
        )
    }
}

/// Characters of a word beyond these are not looked at.
const MAX_WORD_CHARS: usize = 40;

/// A word form: hashes of the word and its parts, and what the gazetteer has of it. A hash of 0 stands for a missing
/// part.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordForm {
    /// Hash of the word as it stands.
    pub exact_hash: u32,
    /// Hash of the normalised word: lower case, without accents.
    pub lower_hash: u32,
    /// Hash of its shape pattern: "Xx", "XX", "X-dd".
    pub shape_hash: u32,
    /// Class of its shape.
    pub word_shape: WordShape,
    /// Hashes of its prefixes of two, three and four letters.
    pub prefix_hashes: [u32; 3],
    /// Hashes of its suffixes of one to four letters.
    pub suffix_hashes: [u32; 4],
    /// Its cluster and gazetteer lists.
    pub gazetteer_entry: GazetteerEntry,
    /// Its coarse cluster.
    pub coarse_cluster: u8,
}

impl WordForm {
    /// Analyses `word`, which is looked up in `gazetteer`.
    pub fn analyse(word: &str, gazetteer: &WordGazetteer) -> Self {
        let lower = normalise_word(word);
        let lower = lower.as_str();
        let lower_hash = hash_word(lower);
        let entry = gazetteer.look_up_hash(lower_hash);
        let count = lower.chars().count().min(MAX_WORD_CHARS);
        let mut prefixes = [0; 3];
        for (slot, chars) in prefixes.iter_mut().zip(2..) {
            if count > chars {
                let cut = lower.char_indices().nth(chars).map_or(lower.len(), |(at, _)| at);
                *slot = hash_word(slice_text(lower, ..cut));
            }
        }
        let mut suffixes = [0; 4];
        for (slot, chars) in suffixes.iter_mut().zip(1..) {
            if count > chars {
                let cut = lower.char_indices().nth_back(chars - 1).map_or(0, |(at, _)| at);
                *slot = hash_word(slice_text(lower, cut..));
            }
        }
        let coarse_cluster = gazetteer.coarse_cluster(entry.cluster);
        WordForm {
            exact_hash: hash_word(word),
            lower_hash,
            shape_hash: hash_shape(word),
            word_shape: WordShape::classify(word),
            prefix_hashes: prefixes,
            suffix_hashes: suffixes,
            gazetteer_entry: entry,
            coarse_cluster,
        }
    }
}

/// Normalises a word: lower case without accents, one spelling of the apostrophe, every digit a zero.
pub fn normalise_word(word: &str) -> String {
    let end = word.char_indices().nth(MAX_WORD_CHARS).map_or(word.len(), |(at, _)| at);
    let word = slice_text(word, ..end);
    let mut plain =
        if word.is_ascii() { word.to_ascii_lowercase() } else { fold(word).replace(['’', 'ʼ', '＇'], "'") };
    if plain.bytes().any(|byte| byte.is_ascii_digit()) {
        plain = plain.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    }
    plain
}

/// Hash of the shape pattern of a word (Collins 2002), runs of one class of characters cut to two.
fn hash_shape(word: &str) -> u32 {
    let mut outline = String::new();
    let (mut last, mut run) = (' ', 0);
    for c in word.chars().take(MAX_WORD_CHARS) {
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
    hash_word(&outline)
}
