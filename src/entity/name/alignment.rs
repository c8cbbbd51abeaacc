//! Alignment of the components of two names.

use super::parse::{ComponentForm, NameComponent, PersonName};
use super::phonetic::{damerau_levenshtein, is_vowel, phonetic_distance};

/// How two aligned components agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComponentAgreement {
    /// Equal but for case and accents.
    Exact,
    /// Nearly the same phonetic code.
    Phonetic,
    /// Variants of one given name: nicknames, foreign forms, truncations.
    Variant,
    /// A letter or two apart, or the masculine and feminine forms of a surname.
    Typo,
    /// One is an initial or abbreviation of the other.
    Initial,
}

/// An aligned pair of components, one of each name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComponentPair {
    /// Index of the component in the first name.
    pub index_a: usize,
    /// Index of the component in the second name.
    pub index_b: usize,
    /// How the two agree.
    pub agreement: ComponentAgreement,
    /// Phonetic distance by the length of the longer code: 0 is the same.
    pub relative_distance: f32,
    /// Phonetic distance: about 1 a letter.
    pub phonetic_distance: f32,
    /// Damerau–Levenshtein distance of the letters; 0 unless the agreement is by sound or by typo in one script.
    pub letter_edits: usize,
}

/// The alignment of two names.
#[derive(Debug, Default)]
pub struct NameAlignment {
    /// Aligned pairs, in the order of the first name.
    pub pairs: Vec<ComponentPair>,
    /// Unmatched components of the first name.
    pub unmatched_a: Vec<usize>,
    /// Unmatched components of the second name.
    pub unmatched_b: Vec<usize>,
}

/// Largest phonetic distance, by the length of the longer code, at which two components can agree.
const MAX_RELATIVE_DISTANCE: f32 = 0.36;

#[cfg(test)]
thread_local! {
    /// Number of component comparisons, for tests of how the work grows.
    pub static COMPONENT_COMPARISONS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// How two components agree, and their phonetic distance; `None` where they do not.
pub fn compare_components(a: &NameComponent, b: &NameComponent) -> Option<(ComponentAgreement, f32)> {
    #[cfg(test)]
    COMPONENT_COMPARISONS.set(COMPONENT_COMPARISONS.get() + 1);
    if a.component_form != ComponentForm::Full || b.component_form != ComponentForm::Full {
        return is_initial_of(a, b).then_some((ComponentAgreement::Initial, 0.0));
    }
    if a.folded == b.folded {
        return Some((ComponentAgreement::Exact, 0.0));
    }
    // A syllable of Hangul is a name's part of its own: another is another name.
    let is_hangul = |part: &NameComponent| part.folded.contains(|c| matches!(c, '가'..='힣'));
    if is_hangul(a) && is_hangul(b) {
        return None;
    }
    if is_gendered_surname_pair(&a.phonetic_code, &b.phonetic_code) {
        return Some((
            ComponentAgreement::Typo,
            phonetic_distance(&a.phonetic_code, &b.phonetic_code, f32::INFINITY).max(1.0),
        ));
    }
    let longer = a.phonetic_code.len().max(b.phonetic_code.len()).max(1) as f32;
    let limit = MAX_RELATIVE_DISTANCE * longer;
    let mut cost = phonetic_distance(&a.phonetic_code, &b.phonetic_code, limit);
    // Czech and Slovak make every woman's name end so, foreign ones too.
    for (x, y) in [(a, b), (b, a)] {
        if let Some(stem) =
            x.phonetic_code.strip_suffix(b"ova").filter(|stem| stem.len() > 2 && !y.phonetic_code.ends_with(b"ova"))
        {
            cost = cost.min(phonetic_distance(stem, &y.phonetic_code, limit) + 0.2);
        }
    }
    if cost <= 0.08 * longer {
        return Some((ComponentAgreement::Phonetic, cost));
    }
    if a.is_variant_of(b) {
        return Some((ComponentAgreement::Variant, 0.0));
    }
    (cost <= limit).then_some((ComponentAgreement::Typo, cost))
}

/// Whether two codes are the masculine and the feminine form of a Slavic surname: "Orlov", "Orlova"; "Dubsky",
/// "Dubska".
pub(super) fn is_gendered_surname_pair(a: &[u8], b: &[u8]) -> bool {
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
fn is_truncation(a: &NameComponent, b: &NameComponent) -> bool {
    let cut = |x: &NameComponent, y: &NameComponent| {
        x.folded.len() > 1 && x.folded.len() < y.folded.len() && y.folded.starts_with(&x.folded)
    };
    a.component_form == ComponentForm::Full && b.component_form == ComponentForm::Full && (cut(a, b) || cut(b, a))
}

/// Whether one is an initial or an abbreviation of the other.
fn is_initial_of(a: &NameComponent, b: &NameComponent) -> bool {
    let (short, long) = if a.folded.len() <= b.folded.len() { (a, b) } else { (b, a) };
    if short.component_form == ComponentForm::Initial || long.component_form == ComponentForm::Initial {
        // The sound as well as the letter: "Y. Petrenko" is "Iurii Petrenko".
        return long.folded.starts_with(&short.folded) || short.phonetic_code.first() == long.phonetic_code.first();
    }
    // "Chas." leaves letters out in the middle, too.
    let mut rest = long.folded.chars();
    short.folded.chars().next() == long.folded.chars().next()
        && short.folded.chars().all(|c| rest.any(|other| other == c))
}

impl NameAlignment {
    /// Aligns `a` and `b`, with adjacent components of one merged where that leaves fewer unmatched: "Ter Borch" is
    /// "Terborch". Returns the names as they were aligned, too.
    pub fn align_with_merges(a: &PersonName, b: &PersonName) -> (NameAlignment, PersonName, PersonName) {
        let mut best = (NameAlignment::align_greedily(a, b), a.clone(), b.clone());
        for turn in 0..4 {
            let left = best.0.unmatched_count();
            let is_inexact = best.0.pairs.iter().any(|pair| pair.agreement == ComponentAgreement::Typo);
            if left == 0 && !is_inexact {
                break;
            }
            let (short, long) = if turn % 2 == 0 { (&best.1, &best.2) } else { (&best.2, &best.1) };
            // Where all have a partner, a particle may still belong to one: "Mac Donagh".
            let joins = (0..long.components.len()).flat_map(|at| {
                let has_particle = long.particles.iter().any(|(next, _)| *next == at);
                let joined = if left > 0 || has_particle { long.merge_component(at) } else { None };
                [long.merge_particles(at), joined].into_iter().flatten().map(move |merged| (at, merged))
            });
            let merged = joins.into_iter().find_map(|(at, merged)| {
                let at = if merged.components.len() < long.components.len() { at - 1 } else { at };
                let (a, b) = if turn % 2 == 0 { (short.clone(), merged) } else { (merged, short.clone()) };
                let alignment = NameAlignment::align_greedily(&a, &b);
                let is_close = |pair: &ComponentPair| {
                    let place = if turn % 2 == 0 { pair.index_b } else { pair.index_a };
                    place == at
                        && !matches!(pair.agreement, ComponentAgreement::Variant | ComponentAgreement::Initial)
                        && pair.relative_distance < 0.2
                        && pair.phonetic_distance < 1.0
                };
                let is_better = alignment.unmatched_count() < left
                    || (alignment.unmatched_count() == left && alignment.total_distance() < best.0.total_distance());
                (is_better && alignment.pairs.iter().any(is_close)).then_some((alignment, a, b))
            });
            best = merged.unwrap_or(best);
        }
        best
    }

    fn total_distance(&self) -> f32 {
        self.pairs.iter().map(|pair| pair.phonetic_distance).sum()
    }

    fn unmatched_count(&self) -> usize {
        self.unmatched_a.len() + self.unmatched_b.len()
    }

    /// Greedy alignment: pairs in the order of their cost, which rises with the shift in position.
    pub fn align_greedily(a: &PersonName, b: &PersonName) -> NameAlignment {
        let mut candidates: Vec<(f32, ComponentPair)> = Vec::new();
        let last = (a.components.len().wrapping_sub(1), b.components.len().wrapping_sub(1));
        for (i, x) in a.components.iter().enumerate() {
            for (j, y) in b.components.iter().enumerate() {
                let mut agreed = compare_components(x, y);
                if agreed.is_none_or(|(agreement, _)| agreement == ComponentAgreement::Typo)
                    && i == j
                    && i != last.0
                    && j != last.1
                    && is_truncation(x, y)
                {
                    agreed = Some((ComponentAgreement::Variant, 0.0));
                }
                let Some((agreement, cost)) = agreed else { continue };
                let apart = cost / x.phonetic_code.len().max(y.phonetic_code.len()).max(1) as f32;
                let shift_start = i.abs_diff(j);
                let shift_end = (a.components.len() - i).abs_diff(b.components.len() - j);
                let shift = shift_start.min(shift_end) as f32;
                let letters = match agreement {
                    // Edits between two scripts mean nothing.
                    ComponentAgreement::Typo | ComponentAgreement::Phonetic
                        if x.folded.is_ascii() == y.folded.is_ascii() =>
                    {
                        damerau_levenshtein(&x.folded, &y.folded)
                    }
                    _ => 0,
                };
                let base = match agreement {
                    ComponentAgreement::Initial if x.component_form == y.component_form => 0.3,
                    ComponentAgreement::Initial => 1.0,
                    ComponentAgreement::Variant => 0.2,
                    _ => apart,
                };
                candidates.push((
                    base + 0.05 * shift,
                    ComponentPair {
                        index_a: i,
                        index_b: j,
                        agreement,
                        relative_distance: apart,
                        phonetic_distance: cost,
                        letter_edits: letters,
                    },
                ));
            }
        }
        crate::order::sort_by(&mut candidates, |x, y| x.0.total_cmp(&y.0));
        let mut alignment = NameAlignment {
            pairs: Vec::new(),
            unmatched_a: (0..a.components.len()).collect(),
            unmatched_b: (0..b.components.len()).collect(),
        };
        for (_, pair) in candidates {
            if alignment.unmatched_a.contains(&pair.index_a) && alignment.unmatched_b.contains(&pair.index_b) {
                alignment.unmatched_a.retain(|&at| at != pair.index_a);
                alignment.unmatched_b.retain(|&at| at != pair.index_b);
                alignment.pairs.push(pair);
            }
        }
        crate::order::sort_by_key(&mut alignment.pairs, |pair| pair.index_a);
        alignment
    }
}
