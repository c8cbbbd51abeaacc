//! Alignment of the components of two names.

use super::parse::{Form, Name, Part};
use super::sound::{distance, is_vowel, letters_apart};

/// How two aligned components agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// Equal but for case and accents.
    Same,
    /// Nearly the same phonetic code.
    Sound,
    /// Variants of one given name: nicknames, foreign forms, truncations.
    Form,
    /// A letter or two apart, or the masculine and feminine forms of a surname.
    Near,
    /// One is an initial or abbreviation of the other.
    Initial,
}

/// An aligned pair of components, one of each name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Index of the component in the first name.
    pub a: usize,
    /// Index of the component in the second name.
    pub b: usize,
    /// How the two agree.
    pub agreement: Agreement,
    /// Phonetic distance by the length of the longer code: 0 is the same.
    pub apart: f32,
    /// Phonetic distance: about 1 a letter.
    pub cost: f32,
    /// Damerau–Levenshtein distance of the letters; 0 unless the agreement is by sound or by typo in one script.
    pub letters: usize,
}

/// The alignment of two names.
#[derive(Debug, Default)]
pub struct Alignment {
    /// Aligned pairs, in the order of the first name.
    pub pairs: Vec<Pair>,
    /// Unmatched components of the first name.
    pub left_a: Vec<usize>,
    /// Unmatched components of the second name.
    pub left_b: Vec<usize>,
}

/// Largest phonetic distance, by the length of the longer code, at which two components can agree.
const FAR: f32 = 0.36;

#[cfg(test)]
thread_local! {
    /// Number of component comparisons, for tests of how the work grows.
    pub static COMPARED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// How two components agree, and their phonetic distance; `None` where they do not.
pub fn agree(a: &Part, b: &Part) -> Option<(Agreement, f32)> {
    #[cfg(test)]
    COMPARED.set(COMPARED.get() + 1);
    if a.form != Form::Word || b.form != Form::Word {
        return is_beginning(a, b).then_some((Agreement::Initial, 0.0));
    }
    if a.folded == b.folded {
        return Some((Agreement::Same, 0.0));
    }
    // A syllable of Hangul is a name's part of its own: another is another name.
    let is_hangul = |part: &Part| part.folded.contains(|c| matches!(c, '가'..='힣'));
    if is_hangul(a) && is_hangul(b) {
        return None;
    }
    if is_couple(&a.sound, &b.sound) {
        return Some((Agreement::Near, distance(&a.sound, &b.sound, f32::INFINITY).max(1.0)));
    }
    let longer = a.sound.len().max(b.sound.len()).max(1) as f32;
    let limit = FAR * longer;
    let mut cost = distance(&a.sound, &b.sound, limit);
    // Czech and Slovak make every woman's name end so, foreign ones too.
    for (x, y) in [(a, b), (b, a)] {
        if let Some(stem) = x.sound.strip_suffix(b"ova").filter(|stem| stem.len() > 2 && !y.sound.ends_with(b"ova")) {
            cost = cost.min(distance(stem, &y.sound, limit) + 0.2);
        }
    }
    if cost <= 0.08 * longer {
        return Some((Agreement::Sound, cost));
    }
    if a.is_form_of(b) {
        return Some((Agreement::Form, 0.0));
    }
    (cost <= limit).then_some((Agreement::Near, cost))
}

/// Whether two codes are the masculine and the feminine form of a Slavic surname: "Orlov", "Orlova"; "Dubsky",
/// "Dubska".
fn is_couple(a: &[u8], b: &[u8]) -> bool {
    let (his, hers) = if a.ends_with(b"a") { (b, a) } else { (a, b) };
    if his.ends_with(b"a") || !hers.ends_with(b"a") {
        return false;
    }
    let stem = |sound: &[u8]| {
        let vowels = sound.iter().rev().take_while(|&&sign| is_vowel(sign) || sign == b'j').count();
        sound.get(sound.len().saturating_sub(vowels + 2)..sound.len() - vowels).map(<[u8]>::to_vec)
    };
    let ends = |ending: &[u8]| stem(his).as_deref() == Some(ending) && stem(hers).as_deref() == Some(ending);
    his.len() > 3 && [b"ov", b"ev", b"in", b"sk"].iter().any(|ending| ends(*ending))
}

/// Whether one is a truncation of the other: "Ben" of Benedict.
fn is_cut(a: &Part, b: &Part) -> bool {
    let cut =
        |x: &Part, y: &Part| x.folded.len() > 1 && x.folded.len() < y.folded.len() && y.folded.starts_with(&x.folded);
    a.form == Form::Word && b.form == Form::Word && (cut(a, b) || cut(b, a))
}

/// Whether one is an initial or an abbreviation of the other.
fn is_beginning(a: &Part, b: &Part) -> bool {
    let (short, long) = if a.folded.len() <= b.folded.len() { (a, b) } else { (b, a) };
    if short.form == Form::Initial || long.form == Form::Initial {
        // The sound as well as the letter: "Y. Petrenko" is "Iurii Petrenko".
        return long.folded.starts_with(&short.folded) || short.sound.first() == long.sound.first();
    }
    // "Chas." leaves letters out in the middle, too.
    let mut rest = long.folded.chars();
    short.folded.chars().next() == long.folded.chars().next()
        && short.folded.chars().all(|c| rest.any(|other| other == c))
}

impl Alignment {
    /// Aligns `a` and `b`, with adjacent components of one merged where that leaves fewer unmatched: "Ter Borch" is
    /// "Terborch". Returns the names as they were aligned, too.
    pub fn find(a: &Name, b: &Name) -> (Alignment, Name, Name) {
        let mut best = (Alignment::of(a, b), a.clone(), b.clone());
        for turn in 0..4 {
            let left = best.0.left();
            if left == 0 {
                break;
            }
            let (short, long) = if turn % 2 == 0 { (&best.1, &best.2) } else { (&best.2, &best.1) };
            let merged =
                (0..long.parts.len()).filter_map(|at| Some((at, long.merged(at)?))).find_map(|(at, merged)| {
                    let at = if merged.parts.len() < long.parts.len() { at - 1 } else { at };
                    let (a, b) = if turn % 2 == 0 { (short.clone(), merged) } else { (merged, short.clone()) };
                    let alignment = Alignment::of(&a, &b);
                    let is_close = |pair: &Pair| {
                        let place = if turn % 2 == 0 { pair.b } else { pair.a };
                        place == at
                            && !matches!(pair.agreement, Agreement::Form | Agreement::Initial)
                            && pair.apart < 0.2
                    };
                    let close = alignment.left() < left && alignment.pairs.iter().any(is_close);
                    close.then_some((alignment, a, b))
                });
            best = merged.unwrap_or(best);
        }
        best
    }

    fn left(&self) -> usize {
        self.left_a.len() + self.left_b.len()
    }

    /// Greedy alignment: pairs in the order of their cost, which rises with the shift in position.
    pub fn of(a: &Name, b: &Name) -> Alignment {
        let mut candidates: Vec<(f32, Pair)> = Vec::new();
        let last = (a.parts.len().wrapping_sub(1), b.parts.len().wrapping_sub(1));
        for (i, x) in a.parts.iter().enumerate() {
            for (j, y) in b.parts.iter().enumerate() {
                let mut agreed = agree(x, y);
                if agreed.is_none_or(|(agreement, _)| agreement == Agreement::Near)
                    && i == j
                    && i != last.0
                    && j != last.1
                    && is_cut(x, y)
                {
                    agreed = Some((Agreement::Form, 0.0));
                }
                let Some((agreement, cost)) = agreed else { continue };
                let apart = cost / x.sound.len().max(y.sound.len()).max(1) as f32;
                let shift_start = i.abs_diff(j);
                let shift_end = (a.parts.len() - i).abs_diff(b.parts.len() - j);
                let shift = shift_start.min(shift_end) as f32;
                let letters = match agreement {
                    // Edits between two scripts mean nothing.
                    Agreement::Near | Agreement::Sound if x.folded.is_ascii() == y.folded.is_ascii() => {
                        letters_apart(&x.folded, &y.folded)
                    }
                    _ => 0,
                };
                let base = match agreement {
                    Agreement::Initial if x.form == y.form => 0.3,
                    Agreement::Initial => 1.0,
                    Agreement::Form => 0.2,
                    _ => apart,
                };
                candidates.push((base + 0.05 * shift, Pair { a: i, b: j, agreement, apart, cost, letters }));
            }
        }
        crate::order::sort_by(&mut candidates, |x, y| x.0.total_cmp(&y.0));
        let mut alignment =
            Alignment { pairs: Vec::new(), left_a: (0..a.parts.len()).collect(), left_b: (0..b.parts.len()).collect() };
        for (_, pair) in candidates {
            if alignment.left_a.contains(&pair.a) && alignment.left_b.contains(&pair.b) {
                alignment.left_a.retain(|&at| at != pair.a);
                alignment.left_b.retain(|&at| at != pair.b);
                alignment.pairs.push(pair);
            }
        }
        crate::order::sort_by_key(&mut alignment.pairs, |pair| pair.a);
        alignment
    }
}
