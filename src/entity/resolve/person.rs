//! Linking names of people across documents. Rules on the alignment of two names, much stricter than comparing two
//! names alone (`name` weighs that by a logistic model): one wrong link merges two people.

use super::MergeReason;
use crate::entity::name::{
    ComponentAgreement, ComponentForm, ComponentPair, NameAlignment, NameComponent, PersonName, compare_components,
};

/// People of one last name in a document that a surname is compared with. It keeps the work linear.
pub const MAX_NAMESAKES: usize = 60;

/// How complete a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameCompleteness {
    /// A given name and a family name; or any name of another kind that is no acronym.
    Full,
    /// Initials and a family name; or an acronym.
    Initials,
    /// One name, mostly the family name.
    Single,
}

/// The completeness of a person's `name`, written as `text`.
pub fn name_completeness(name: &PersonName, text: &str) -> NameCompleteness {
    let Some((last, givens)) = name.components.split_last() else { return NameCompleteness::Single };
    let begins_with_particle = name.particles.first().is_some_and(|(at, _)| *at == 0);
    // Without a space the hyphen joins two family names: "Kowalska-Nowak".
    let words = text.split_whitespace().count() - usize::from(name.has_honorific).min(text.split_whitespace().count());
    if givens.is_empty()
        || last.component_form != ComponentForm::Full
        || begins_with_particle
        || (words < 2 && !text.contains('.'))
    {
        NameCompleteness::Single
    } else if givens.iter().all(|part| part.component_form != ComponentForm::Full) {
        NameCompleteness::Initials
    } else {
        NameCompleteness::Full
    }
}

/// Pairwise decision on two full names: reason and confidence where they are one person's, else `None`.
pub fn link_names(a: &PersonName, b: &PersonName) -> Option<(MergeReason, f32)> {
    if a.generation != b.generation || middle_initials_conflict(a, b) || !may_link(a, b) {
        return None;
    }
    let (alignment, a, b) = &NameAlignment::align_with_merges(a, b);
    if !alignment.unmatched_a.is_empty() && !alignment.unmatched_b.is_empty() {
        return None;
    }
    let (left, longer) =
        if alignment.unmatched_a.is_empty() { (&alignment.unmatched_b, b) } else { (&alignment.unmatched_a, a) };
    // What only one of them has is a middle name, or the initial of a first name.
    let may_be_left = |at: usize| {
        let is_initial = longer.components.get(at).is_some_and(|part| part.component_form != ComponentForm::Full);
        at + 1 < longer.components.len() && (at > 0 || is_initial)
    };
    if !left.iter().all(|&at| may_be_left(at)) {
        return None;
    }
    let same = alignment.pairs.iter().all(|pair| pair.agreement == ComponentAgreement::Exact);
    let rises = alignment.pairs.windows(2).all(|two| matches!(two, [x, y] if x.index_b < y.index_b));
    let turned = matches!(alignment.pairs.as_slice(), [x, y] if x.index_b > y.index_b) && left.is_empty();
    let both_given = a.components.iter().all(|part| part.is_given_name());
    // "Khalid bin Salem" is the father or the son of "Salem bin Khalid".
    let plain = a.particles.is_empty() && b.particles.is_empty();
    let turns = (turned && !both_given && plain) || (same && left.is_empty() && a.particles.is_empty());
    if !rises && !turns {
        return None;
    }
    let last = (a.components.len() - 1, b.components.len() - 1);
    let mut because = MergeReason::SameName;
    let (mut cost, mut whole_givens) = (0.0, 0);
    for pair in &alignment.pairs {
        let (x, y) = (a.components.get(pair.index_a)?, b.components.get(pair.index_b)?);
        let is_family = if rises { (pair.index_a, pair.index_b) == last } else { pair.index_a == last.0 };
        because = because.max(if is_family { family_link(pair, x, y)? } else { given_link(pair, x, y)? });
        whole_givens += usize::from(!is_family && pair.agreement != ComponentAgreement::Initial);
        cost += pair.phonetic_distance;
    }
    // At most one inexact pair, in names otherwise equal and in the same order.
    let count =
        |agreement: ComponentAgreement| alignment.pairs.iter().filter(|pair| pair.agreement == agreement).count();
    let liberties = count(ComponentAgreement::Typo) + count(ComponentAgreement::Variant);
    let strict = liberties == 0
        || (rises
            && liberties == 1
            && alignment
                .pairs
                .iter()
                .all(|pair| pair.phonetic_distance == 0.0 || pair.agreement == ComponentAgreement::Typo));
    if !strict || cost > 0.9 || whole_givens == 0 || alignment.pairs.len() < 2 {
        return None;
    }
    let confidence = match because {
        MergeReason::SameName => 0.97,
        MergeReason::OtherSpelling => 0.93,
        MergeReason::GivenForm => 0.85,
        _ => 0.8,
    };
    Some((because, if left.is_empty() { confidence } else { confidence - 0.04 }))
}

/// A cheap necessary condition of a link, before the alignment: of names with equally many words, the last word of
/// either agrees with the first or last of the other; of names of two words, both do.
fn may_link(a: &PersonName, b: &PersonName) -> bool {
    if a.components.len() != b.components.len() {
        return true;
    }
    let fits = |x: &PersonName, y: &PersonName| {
        let asked = if x.components.len() == 2 { 0 } else { x.components.len().saturating_sub(1) };
        let ends = || [y.components.first(), y.components.last()].into_iter().flatten();
        x.components.iter().skip(asked).all(|part| ends().any(|end| compare_components(part, end).is_some()))
    };
    fits(a, b) && fits(b, a)
}

/// Whether both names have a middle name, one of them an initial, and they differ: "George H. W." and "George W.".
fn middle_initials_conflict(a: &PersonName, b: &PersonName) -> bool {
    let middle = |name: &PersonName| -> Option<NameComponent> {
        name.components.get(1).filter(|_| name.components.len() > 2).cloned()
    };
    let (Some(x), Some(y)) = (middle(a), middle(b)) else { return false };
    let (x_initial, y_initial) =
        (x.component_form == ComponentForm::Initial, y.component_form == ComponentForm::Initial);
    let is_middle = (x_initial || x.is_given_name()) && (y_initial || y.is_given_name());
    (x_initial || y_initial) && is_middle && compare_components(&x, &y).is_none()
}

fn family_link(pair: &ComponentPair, x: &NameComponent, y: &NameComponent) -> Option<MergeReason> {
    match pair.agreement {
        ComponentAgreement::Exact => Some(MergeReason::SameName),
        ComponentAgreement::Phonetic if x.phonetic_code.len().min(y.phonetic_code.len()) > 2 => {
            Some(MergeReason::OtherSpelling)
        }
        ComponentAgreement::Typo if is_slip(pair, x, y) => Some(MergeReason::Typo),
        _ => None,
    }
}

fn given_link(pair: &ComponentPair, x: &NameComponent, y: &NameComponent) -> Option<MergeReason> {
    if pair.agreement == ComponentAgreement::Exact {
        return Some(MergeReason::SameName);
    }
    if pair.agreement == ComponentAgreement::Initial {
        return Some(MergeReason::Initial);
    }
    if x.is_variant_of(y) {
        return (x.gender() == y.gender()).then_some(MergeReason::GivenForm);
    }
    // Mario and Maria, Daniel and Daniela are as near as two spellings of one name, and so are Joan and Jean.
    let is_hers = |part: &NameComponent| part.phonetic_code.ends_with(b"a");
    if is_hers(x) != is_hers(y) || (x.is_given_name() && y.is_given_name()) {
        return None;
    }
    match pair.agreement {
        ComponentAgreement::Phonetic => Some(MergeReason::OtherSpelling),
        ComponentAgreement::Typo if is_slip(pair, x, y) && pair.letter_edits == 1 && pair.phonetic_distance <= 0.45 => {
            Some(MergeReason::Typo)
        }
        _ => None,
    }
}

/// Whether a difference is a misspelling: one letter, or two in a long word, near in sound, and not the first.
fn is_slip(pair: &ComponentPair, x: &NameComponent, y: &NameComponent) -> bool {
    let shorter = x.phonetic_code.len().min(y.phonetic_code.len());
    let letters = if shorter < 9 { 1 } else { 2 };
    pair.phonetic_distance <= 0.75
        && pair.letter_edits <= letters
        && shorter >= 5
        && x.phonetic_code.first() == y.phonetic_code.first()
}

/// Cannot-link by the names: whether they cannot be one person's, whatever other names link them.
pub fn names_conflict(a: &PersonName, b: &PersonName) -> bool {
    let (alignment, a, b) = &NameAlignment::align_with_merges(a, b);
    a.generation != b.generation
        || middle_initials_conflict(a, b)
        || (!alignment.unmatched_a.is_empty() && !alignment.unmatched_b.is_empty())
        || alignment.pairs.len() < 2
        || alignment.pairs.iter().any(|pair| pair.phonetic_distance > 1.2)
}

/// Whether a single name ("Kowalska", "de la Cruz", "Anna") is part of `full`, and as what: surname, given name or
/// misspelled.
pub fn find_part(single: &PersonName, full: &PersonName) -> Option<MergeReason> {
    if let (Some(addressed), Some(first)) = (single.honorific_gender, full.components.first())
        && first.gender().is_some_and(|gender| gender != addressed)
    {
        return None;
    }
    if !single.generation.is_empty() && single.generation != full.generation {
        return None;
    }
    let words = single.components.len();
    let mut found = None;
    for (at, run) in full.components.windows(words.max(1)).enumerate() {
        let is_last = at + words == full.components.len();
        let agreed = run
            .iter()
            .zip(&single.components)
            .map(|(x, y)| compare_components(x, y).filter(|_| x.component_form == ComponentForm::Full));
        let mut worst = Some(MergeReason::Surname);
        for (part, agreed) in run.iter().zip(agreed) {
            worst = match agreed {
                Some((ComponentAgreement::Exact, _)) => worst,
                Some((ComponentAgreement::Phonetic, _)) if part.phonetic_code.len() > 2 && is_last => worst,
                Some((ComponentAgreement::Typo, cost)) if is_last && cost <= 0.6 && part.phonetic_code.len() >= 5 => {
                    worst.map(|_| MergeReason::Typo)
                }
                _ => None,
            };
        }
        let first_name = !is_last && run.iter().any(|part| part.is_given_name());
        found = match worst {
            Some(MergeReason::Surname) if is_last || !first_name => return Some(MergeReason::Surname),
            Some(MergeReason::Surname) => Some(MergeReason::GivenName),
            Some(worst) if found.is_none() => Some(worst),
            _ => found,
        };
    }
    found
}

/// How initials with a family name fit a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InitialsFit {
    /// Surname and initials agree.
    Agrees,
    /// The surname agrees, the initials do not.
    OtherInitial,
}

/// Whether `short`, initials and a family name, fits `full`; `None` where the surnames differ.
pub fn fit_initials(short: &PersonName, full: &PersonName) -> Option<InitialsFit> {
    let (short_family, short_givens) = short.components.split_last()?;
    let (family, givens) = full.components.split_last()?;
    if short.generation != full.generation {
        return None;
    }
    match compare_components(short_family, family)? {
        (ComponentAgreement::Exact, _) => {}
        (ComponentAgreement::Phonetic, _) if family.phonetic_code.len() > 2 => {}
        (ComponentAgreement::Typo, cost)
            if cost <= 0.6 && family.phonetic_code.len().min(short_family.phonetic_code.len()) >= 5 => {}
        _ => return None,
    }
    let mut rest = givens.iter();
    let first = short_givens.first().zip(givens.first());
    let begins = first.is_some_and(|(initial, given)| compare_components(initial, given).is_some());
    // "J. R. Okafor" is "John Okafor" and "John Robert Okafor", not "John Peter Okafor".
    let mut in_order =
        || short_givens.iter().all(|initial| rest.any(|given| compare_components(initial, given).is_some()));
    if begins && (givens.len() < short_givens.len() || in_order()) {
        return Some(InitialsFit::Agrees);
    }
    (!begins).then_some(InitialsFit::OtherInitial)
}
