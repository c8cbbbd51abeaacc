//! Phonetic code of a name, and the edit distance of two codes.
//!
//! The code is by hand: Soundex and Metaphone know the orthography of English. Letters of many scripts are
//! transliterated, and digraphs of many orthographies become one sign each ("sz", "sh", "š", "ш" are `S`), doubled
//! letters one. Codes are compared by a weighted edit distance (Wagner, Fischer 1974) with transpositions of neighbours
//! (Damerau 1964), in which letters that stand for each other between languages cost little: `c` and `k`, `w` and `u`,
//! one vowel and another.

use crate::analysis::fold::{fold_lower, push_lowercase};
use crate::span::slice_text;

/// Letters with a sound of their own that folding would lose. Capitals are signs: `S` sh, `C` ch, `Z` zh, `X` kh, `T`
/// ts, `D` j.
const PHONETIC_LETTERS: &[(char, &str)] = &[('S', "šşśșŝ"), ('C', "čćĉ"), ('Z', "žżźƶ"), ('e', "äə")];

/// Transliterations, one string a range: its first letter, then the Latin letters of each code point; `.` is none.
const TRANSLITERATIONS: &[(char, &str)] = &[
    ('а', "a b v g d e Z z i i k l m n o p r s t u f X T C S SC . i . e iu ia e io d g e z i i i l n C k i u D"),
    ('ґ', "g"),
    ('ғ', "g g"),
    ('қ', "k k"),
    ('ң', "n n"),
    ('ү', "u u u u"),
    ('ө', "o o"),
    ('ә', "e e"),
    ('α', "a b g d e z i t i k l m n ks o p r s s t i f X ps o"),
    ('ა', "a b g d e v z t i k l m n o p Z r s t u p k g k S C T dz T C X D h"),
    ('ա', "a b g d e z e i t Z i l X T k h D g C m i n S o C p D r s v t r T v p k o f"),
    ('א', "a b g d h v z X t i k k l m m n n s . p p T T k r S t"),
    ('ا', "a b . t t D h X d z r z s S s d t z . g"),
    ('ف', "f k k l m n h u i i"),
    ('پ', "p"),
    ('چ', "C"),
    ('ژ', "Z"),
    ('ک', "k"),
    ('گ', "g"),
    ('ی', "i"),
    (
        'ァ',
        "a a i i u u e e o o ka ga ki gi ku gu ke ge ko go sa za Si Di su zu se ze so zo ta da Ci Di . T zu te de to do na ni nu ne no ha ba pa hi bi pi fu bu pu he be pe ho bo po ma mi mu me mo ia ia iu iu io io ra ri ru re ro va va i e o n vu",
    ),
];

/// Digraphs and longer spellings of one sound, longest first.
const DIGRAPHS: &[(&str, &str)] = &[
    ("tsch", "C"),
    ("shch", "S"),
    ("dsch", "D"),
    ("sch", "S"),
    ("tch", "C"),
    ("dzh", "D"),
    ("sh", "S"),
    ("hs", "S"),
    ("sz", "S"),
    ("ch", "C"),
    ("cz", "C"),
    ("zh", "Z"),
    ("kh", "X"),
    ("ts", "T"),
    ("tz", "T"),
    ("dZ", "D"),
    ("xh", "D"),
    ("dj", "D"),
    ("tj", "C"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("gh", "g"),
    ("ck", "k"),
    ("qu", "kv"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ae", "e"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("x", "ks"),
];

/// Substitution costs of signs that languages exchange; any other substitution costs 1.
const SUBSTITUTION_COSTS: &[(&str, f32)] = &[
    ("ij cC", 0.05),
    ("ck cs cT Xh CX", 0.15),
    ("kX jZ jD ZD DC TC TS CZ", 0.2),
    ("sS zZ sz fv SC ZS zT sT uv ie ou Ck cS", 0.25),
    ("dt dD bp gk hC Cj ai ae ao eo iu eu", 0.3),
    ("gh jh au io bv gX gj mn ks", 0.4),
    ("lr gZ gD", 0.6),
];

/// Longest phonetic code, in signs. Longer words are not names.
const MAX_CODE_LEN: usize = 40;

/// The phonetic code of one word, as a string of signs.
pub fn phonetic_code(word: &str) -> Vec<u8> {
    let letters = transliterate(word);
    let mut signs = Vec::with_capacity(letters.len());
    let mut rest = letters.as_str();
    // "Xi" and "Xu" begin with the sound of "she", "Xavier" and "Xenia" with one near it.
    if let Some(after) = rest.strip_prefix('x') {
        signs.push(b'S');
        rest = after;
    }
    while let Some(first) = rest.bytes().next() {
        let (taken, sign) = match DIGRAPHS
            .iter()
            .find(|(spelled, _)| spelled.as_bytes().first() == Some(&first) && rest.starts_with(spelled))
        {
            Some((spelled, sign)) => (spelled.len(), sign.as_bytes()),
            None => (1, std::slice::from_ref(&first)),
        };
        if first.is_ascii_alphanumeric() {
            for &sign in sign {
                if signs.last() != Some(&sign) {
                    signs.push(sign);
                }
            }
        }
        rest = slice_text(rest, taken..);
    }
    signs.truncate(MAX_CODE_LEN);
    signs
}

/// Transliterates `word` into plain Latin letters and signs; letters of unknown scripts give their code point, so that
/// they compare with themselves.
fn transliterate(word: &str) -> String {
    let (mut lower, mut out) = (String::new(), String::new());
    word.chars().for_each(|c| push_lowercase(c, &mut lower));
    let mut plain = String::new();
    for c in lower.chars() {
        if let Some(&(sign, _)) = PHONETIC_LETTERS.iter().find(|(_, variants)| variants.contains(c)) {
            out.push(sign);
            continue;
        }
        plain.clear();
        let mut bytes = [0; 4];
        fold_lower(c.encode_utf8(&mut bytes), &mut plain);
        for plain in plain.chars() {
            match plain {
                // Digits that a careless scan left for letters.
                '0' if lower.len() > 2 => out.push('o'),
                '1' if lower.len() > 2 => out.push('i'),
                _ if plain.is_ascii() => out.push(plain),
                '가'..='힣' => romanise_hangul(plain, &mut out),
                _ => match transliterate_letter(plain) {
                    Some(latin) => out.push_str(latin),
                    None => push_code_point(plain, &mut out),
                },
            }
        }
    }
    out
}

/// The transliteration of a letter of another alphabet.
fn transliterate_letter(letter: char) -> Option<&'static str> {
    TRANSLITERATIONS.iter().find_map(|&(first, sounds)| {
        let at = (letter as usize).checked_sub(first as usize)?;
        let sound = sounds.split(' ').nth(at)?;
        Some(if sound == "." { "" } else { sound })
    })
}

/// Romanises a syllable of Hangul, decomposed arithmetically as Unicode defines it.
fn romanise_hangul(syllable: char, out: &mut String) {
    let at = syllable as usize - '가' as usize;
    let pick =
        |parts: &'static str, at: usize| parts.split(' ').nth(at).filter(|part| *part != ".").unwrap_or_default();
    out.push_str(pick("g k n d t r m b p s s . j j C k t p h", at / 588));
    out.push_str(pick("a e ia ie o e io ie o va ve oe io u vo ve vi iu u ui i", at % 588 / 28));
    out.push_str(pick(". k k k n n n t l k m l l l p h m p p t t ng t t k t p h", at % 28));
}

/// Two digits in base 36 of an unknown letter's code point: enough to tell it from its neighbours.
fn push_code_point(letter: char, out: &mut String) {
    let code = letter as u32;
    for digit in [code / 36 % 36, code % 36] {
        out.extend(char::from_digit(digit, 36));
    }
}

/// Whether a sign is a vowel.
pub fn is_vowel(sign: u8) -> bool {
    matches!(sign, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Index of a sign in [`SUBSTITUTION_TABLE`].
fn cost_index(sign: u8) -> usize {
    usize::from(sign & 0x3f)
}

/// Table of substitution costs, 64 × 64: looked up in the innermost loop of every comparison.
static SUBSTITUTION_TABLE: std::sync::LazyLock<Vec<f32>> = std::sync::LazyLock::new(|| {
    let mut table = vec![1.0; 64 * 64];
    let mut set = |a: u8, b: u8, cost: f32| {
        for at in [cost_index(a) * 64 + cost_index(b), cost_index(b) * 64 + cost_index(a)] {
            if let Some(cell) = table.get_mut(at) {
                *cell = cost;
            }
        }
    };
    for a in *b"aeiou" {
        b"aeiou".iter().for_each(|&b| set(a, b, 0.35));
    }
    for (pairs, cost) in SUBSTITUTION_COSTS {
        for pair in pairs.split(' ') {
            if let [a, b] = *pair.as_bytes() {
                set(a, b, *cost);
            }
        }
    }
    table
});

/// Cost of the substitution of `b` for `a`.
fn substitution_cost(changes: &[f32], a: u8, b: u8) -> f32 {
    if a == b { 0.0 } else { changes.get(cost_index(a) * 64 + cost_index(b)).copied().unwrap_or(1.0) }
}

/// Cost of the insertion or deletion of the sign at `at`.
fn gap_cost(signs: &[u8], at: usize) -> f32 {
    let sign = |at: usize| signs.get(at).copied().unwrap_or_default();
    let beside_vowel = is_vowel(sign(at + 1)) || (at > 0 && is_vowel(sign(at - 1)));
    match sign(at) {
        b'h' | b'j' => 0.25,
        vowel if is_vowel(vowel) && at == 0 => 0.6,
        vowel if is_vowel(vowel) && beside_vowel => 0.2,
        vowel if is_vowel(vowel) => 0.4,
        // Endings that Baltic languages and Greek add to a foreign name, and silent ones.
        b's' if at + 1 == signs.len() => 0.5,
        b'd' | b't' if at + 1 == signs.len() => 0.6,
        _ => 1.0,
    }
}

/// Weighted edit distance of two codes with transpositions of neighbours, each for 0.7 (optimal string alignment): 0 is
/// the same, 1 about one letter mistaken. Infinite beyond `limit`, where it mostly ends early. O(length²) time, three
/// rows.
pub fn phonetic_distance(a: &[u8], b: &[u8], limit: f32) -> f32 {
    let (a, b) = (a.get(..MAX_CODE_LEN).unwrap_or(a), b.get(..MAX_CODE_LEN).unwrap_or(b));
    let changes = SUBSTITUTION_TABLE.as_slice();
    let cell = |row: &DistanceRow, j: usize| row.get(j).copied().unwrap_or(f32::INFINITY);
    let mut gaps = [0.0; MAX_CODE_LEN];
    (0..b.len()).zip(&mut gaps).for_each(|(at, cost)| *cost = gap_cost(b, at));
    // The rows of the table that are still needed: two signs of `a` before, one before, and this one.
    let (mut earlier, mut before, mut row) = (INFINITE_ROW, INFINITE_ROW, INFINITE_ROW);
    let mut nearest_before = f32::INFINITY;
    for i in 0..=a.len() {
        let own = i.checked_sub(1).and_then(|at| a.get(at)).copied();
        let own_gap = own.map_or(f32::INFINITY, |_| gap_cost(a, i - 1));
        let mut nearest = f32::INFINITY;
        for j in 0..=b.len() {
            let mut best = if i == 0 && j == 0 { 0.0 } else { cell(&before, j) + own_gap };
            if let Some((j, &sign)) = j.checked_sub(1).and_then(|j| Some((j, b.get(j)?))) {
                best = best.min(cell(&row, j) + gaps.get(j).copied().unwrap_or(1.0));
                if let Some(own) = own {
                    best = best.min(cell(&before, j) + substitution_cost(changes, own, sign));
                    if i > 1 && j > 0 && a.get(i - 2) == Some(&sign) && b.get(j - 1) == Some(&own) {
                        best = best.min(cell(&earlier, j - 1) + 0.7);
                    }
                }
            }
            nearest = nearest.min(best);
            if let Some(cell) = row.get_mut(j) {
                *cell = best;
            }
        }
        if nearest > limit && nearest_before > limit {
            return f32::INFINITY;
        }
        nearest_before = nearest;
        (earlier, before, row) = (before, row, INFINITE_ROW);
    }
    let whole = cell(&before, b.len());
    if whole > limit { f32::INFINITY } else { whole }
}

/// A row of the table of distances.
type DistanceRow = [f32; MAX_CODE_LEN + 1];

/// A row before it is filled.
const INFINITE_ROW: DistanceRow = [f32::INFINITY; MAX_CODE_LEN + 1];

/// Damerau–Levenshtein distance in letters, as optimal string alignment: substitutions, insertions, deletions and
/// transpositions of neighbours.
pub fn damerau_levenshtein(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) =
        (a.chars().take(MAX_CODE_LEN).collect(), b.chars().take(MAX_CODE_LEN).collect());
    let (mut before, mut row): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=b.len()).collect());
    let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (at(&row, j) + usize::from(x != y)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    at(&row, b.len())
}

/// Blocking key: classes of consonants without vowels, at most four, much as in Soundex.
///
/// Names that [`phonetic_distance`] takes for one nearly always share a key; that many other names share it too does no harm.
pub fn consonant_key(signs: &[u8]) -> String {
    let mut key = String::new();
    for &sign in signs {
        let family = match sign {
            b'c' | b'k' | b'g' | b'X' | b'C' | b'S' | b's' | b'z' | b'Z' | b'T' | b'D' => 'k',
            b't' | b'd' => 't',
            b'p' | b'b' => 'p',
            b'f' | b'v' => 'f',
            b'm' | b'n' => 'n',
            b'h' | b'j' => continue,
            vowel if is_vowel(vowel) => continue,
            other => other as char,
        };
        if !key.ends_with(family) {
            key.push(family);
        }
        if key.len() == 4 {
            break;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apart(a: &str, b: &str) -> f32 {
        phonetic_distance(&phonetic_code(a), &phonetic_code(b), f32::INFINITY)
    }

    #[test]
    fn one_name_in_several_orthographies_sounds_nearly_the_same() {
        for (a, b) in [
            ("Chaykovskiy", "Tschaikowski"),
            ("Чайковский", "Czajkowski"),
            ("Жук", "Zhuk"),
            ("Šimonytė", "Shimonyte"),
            ("Jäger", "Jaeger"),
            ("Σεφέρης", "Seferis"),
            ("ბერიძე", "Beridze"),
            ("박", "Pak"),
        ] {
            assert!(apart(a, b) <= 0.8, "{a} {b} {}", apart(a, b));
        }
        assert!(apart("Tanaka", "Yamada") > 1.5);
    }

    #[test]
    fn letters_of_unknown_writings_compare_with_themselves() {
        assert_eq!(apart("高橋", "高橋"), 0.0);
        assert!(apart("高橋", "中村") > 1.0);
    }

    #[test]
    fn letters_are_counted() {
        for (a, b, apart) in [("", "", 0), ("", "ab", 2), ("karin", "karni", 1), ("kitten", "sitting", 3)] {
            assert_eq!(damerau_levenshtein(a, b), apart, "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn distance_is_a_matter_of_both(a in "\\PC{0,12}", b in "\\PC{0,12}") {
            prop_assert_eq!(apart(&a, &a), 0.0);
            prop_assert!((apart(&a, &b) - apart(&b, &a)).abs() < 1e-4);
            let within = phonetic_distance(&phonetic_code(&a), &phonetic_code(&b), 1.0);
            prop_assert_eq!(within, if apart(&a, &b) > 1.0 { f32::INFINITY } else { apart(&a, &b) });
        }
    }
}
