//! Linking names of people across documents. Rules on the alignment of two names, much stricter than comparing two
//! names alone (`name` weighs that by a logistic model): one wrong link merges two people.

use super::Because;
use crate::entity::name::{Agreement, Alignment, Form, Name, Pair, Part, agree};

/// How complete a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A given name and a family name; or any name of another kind that is no acronym.
    Full,
    /// Initials and a family name; or an acronym.
    Initials,
    /// One name, mostly the family name.
    Single,
}

/// The completeness of a person's `name`, written as `text`.
pub fn shape(name: &Name, text: &str) -> Shape {
    let Some((last, givens)) = name.parts.split_last() else { return Shape::Single };
    let begins_with_particle = name.particles.first().is_some_and(|(at, _)| *at == 0);
    // Without a space the hyphen joins two family names: "Kowalska-Nowak".
    let words = text.split_whitespace().count() - usize::from(name.titled).min(text.split_whitespace().count());
    if givens.is_empty() || last.form != Form::Word || begins_with_particle || (words < 2 && !text.contains('.')) {
        Shape::Single
    } else if givens.iter().all(|part| part.form != Form::Word) {
        Shape::Initials
    } else {
        Shape::Full
    }
}

/// Pairwise decision on two full names: reason and confidence where they are one person's, else `None`.
pub fn link(a: &Name, b: &Name) -> Option<(Because, f32)> {
    if a.generation != b.generation || !may_be_one(a, b) {
        return None;
    }
    let (alignment, a, b) = &Alignment::find(a, b);
    if !alignment.left_a.is_empty() && !alignment.left_b.is_empty() {
        return None;
    }
    let (left, longer) = if alignment.left_a.is_empty() { (&alignment.left_b, b) } else { (&alignment.left_a, a) };
    // What only one of them has is a middle name, or the initial of a first name.
    let may_be_left = |at: usize| {
        let is_initial = longer.parts.get(at).is_some_and(|part| part.form != Form::Word);
        at + 1 < longer.parts.len() && (at > 0 || is_initial)
    };
    if !left.iter().all(|&at| may_be_left(at)) {
        return None;
    }
    let same = alignment.pairs.iter().all(|pair| pair.agreement == Agreement::Same);
    let rises = alignment.pairs.windows(2).all(|two| matches!(two, [x, y] if x.b < y.b));
    let turned = matches!(alignment.pairs.as_slice(), [x, y] if x.b > y.b) && left.is_empty();
    let both_given = a.parts.iter().all(|part| part.is_given());
    // "Khalid bin Salem" is the father or the son of "Salem bin Khalid".
    let plain = a.particles.is_empty() && b.particles.is_empty();
    let turns = (turned && !both_given && plain) || (same && left.is_empty() && a.particles.is_empty());
    if !rises && !turns {
        return None;
    }
    let last = (a.parts.len() - 1, b.parts.len() - 1);
    let mut because = Because::SameName;
    let (mut cost, mut whole_givens) = (0.0, 0);
    for pair in &alignment.pairs {
        let (x, y) = (a.parts.get(pair.a)?, b.parts.get(pair.b)?);
        let is_family = if rises { (pair.a, pair.b) == last } else { pair.a == last.0 };
        because = because.max(if is_family { family_link(pair, x, y)? } else { given_link(pair, x, y)? });
        whole_givens += usize::from(!is_family && pair.agreement != Agreement::Initial);
        cost += pair.cost;
    }
    // At most one inexact pair, in names otherwise equal and in the same order.
    let count = |agreement: Agreement| alignment.pairs.iter().filter(|pair| pair.agreement == agreement).count();
    let liberties = count(Agreement::Near) + count(Agreement::Form);
    let strict = liberties == 0
        || (rises
            && liberties == 1
            && alignment.pairs.iter().all(|pair| pair.cost == 0.0 || pair.agreement == Agreement::Near));
    if !strict || cost > 0.9 || whole_givens == 0 || alignment.pairs.len() < 2 {
        return None;
    }
    let confidence = match because {
        Because::SameName => 0.97,
        Because::OtherSpelling => 0.93,
        Because::GivenForm => 0.85,
        _ => 0.8,
    };
    Some((because, if left.is_empty() { confidence } else { confidence - 0.04 }))
}

/// A cheap necessary condition of a link, before the alignment: of names with equally many words, the last word of
/// either agrees with the first or last of the other; of names of two words, both do.
fn may_be_one(a: &Name, b: &Name) -> bool {
    if a.parts.len() != b.parts.len() {
        return true;
    }
    let fits = |x: &Name, y: &Name| {
        let asked = if x.parts.len() == 2 { 0 } else { x.parts.len().saturating_sub(1) };
        let ends = || [y.parts.first(), y.parts.last()].into_iter().flatten();
        x.parts.iter().skip(asked).all(|part| ends().any(|end| agree(part, end).is_some()))
    };
    fits(a, b) && fits(b, a)
}

fn family_link(pair: &Pair, x: &Part, y: &Part) -> Option<Because> {
    match pair.agreement {
        Agreement::Same => Some(Because::SameName),
        Agreement::Sound if x.sound.len().min(y.sound.len()) > 2 => Some(Because::OtherSpelling),
        Agreement::Near if is_slip(pair, x, y) => Some(Because::Typo),
        _ => None,
    }
}

fn given_link(pair: &Pair, x: &Part, y: &Part) -> Option<Because> {
    if pair.agreement == Agreement::Same {
        return Some(Because::SameName);
    }
    if pair.agreement == Agreement::Initial {
        return Some(Because::Initial);
    }
    if x.is_form_of(y) {
        return (x.gender() == y.gender()).then_some(Because::GivenForm);
    }
    // Mario and Maria, Daniel and Daniela are as near as two spellings of one name, and so are Joan and Jean.
    let is_hers = |part: &Part| part.sound.ends_with(b"a");
    if is_hers(x) != is_hers(y) || (x.is_given() && y.is_given()) {
        return None;
    }
    match pair.agreement {
        Agreement::Sound => Some(Because::OtherSpelling),
        Agreement::Near if is_slip(pair, x, y) && pair.letters == 1 && pair.cost <= 0.45 => Some(Because::Typo),
        _ => None,
    }
}

/// Whether a difference is a misspelling: one letter, or two in a long word, near in sound, and not the first.
fn is_slip(pair: &Pair, x: &Part, y: &Part) -> bool {
    let shorter = x.sound.len().min(y.sound.len());
    let letters = if shorter < 9 { 1 } else { 2 };
    pair.cost <= 0.75 && pair.letters <= letters && shorter >= 5 && x.sound.first() == y.sound.first()
}

/// Cannot-link by the names: whether they cannot be one person's, whatever other names link them.
pub fn conflict(a: &Name, b: &Name) -> bool {
    let (alignment, a, b) = &Alignment::find(a, b);
    a.generation != b.generation
        || (!alignment.left_a.is_empty() && !alignment.left_b.is_empty())
        || alignment.pairs.len() < 2
        || alignment.pairs.iter().any(|pair| pair.cost > 1.2)
}

/// Whether a single name ("Kowalska", "de la Cruz", "Anna") is part of `full`, and as what: surname, given name or
/// misspelled.
pub fn find_part(single: &Name, full: &Name) -> Option<Because> {
    if let (Some(addressed), Some(first)) = (single.addressed, full.parts.first())
        && first.gender().is_some_and(|gender| gender != addressed)
    {
        return None;
    }
    if !single.generation.is_empty() && single.generation != full.generation {
        return None;
    }
    let words = single.parts.len();
    let mut found = None;
    for (at, run) in full.parts.windows(words.max(1)).enumerate() {
        let is_last = at + words == full.parts.len();
        let agreed = run.iter().zip(&single.parts).map(|(x, y)| agree(x, y).filter(|_| x.form == Form::Word));
        let mut worst = Some(Because::Surname);
        for (part, agreed) in run.iter().zip(agreed) {
            worst = match agreed {
                Some((Agreement::Same, _)) => worst,
                Some((Agreement::Sound, _)) if part.sound.len() > 2 && is_last => worst,
                Some((Agreement::Near, cost)) if is_last && cost <= 0.6 && part.sound.len() >= 5 => {
                    worst.map(|_| Because::Typo)
                }
                _ => None,
            };
        }
        let first_name = !is_last && run.iter().any(|part| part.is_given());
        found = match worst {
            Some(Because::Surname) if is_last || !first_name => return Some(Because::Surname),
            Some(Because::Surname) => Some(Because::GivenName),
            Some(worst) if found.is_none() => Some(worst),
            _ => found,
        };
    }
    found
}

/// How initials with a family name fit a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Surname and initials agree.
    Agrees,
    /// The surname agrees, the initials do not.
    OtherInitial,
}

/// Whether `short`, initials and a family name, fits `full`; `None` where the surnames differ.
pub fn fit_initials(short: &Name, full: &Name) -> Option<Fit> {
    let (short_family, short_givens) = short.parts.split_last()?;
    let (family, givens) = full.parts.split_last()?;
    if short.generation != full.generation {
        return None;
    }
    match agree(short_family, family)? {
        (Agreement::Same, _) => {}
        (Agreement::Sound, _) if family.sound.len() > 2 => {}
        (Agreement::Near, cost) if cost <= 0.6 && family.sound.len().min(short_family.sound.len()) >= 5 => {}
        _ => return None,
    }
    let mut rest = givens.iter();
    let first = short_givens.first().zip(givens.first());
    let begins = first.is_some_and(|(initial, given)| agree(initial, given).is_some());
    // "J. R. Okafor" is "John Okafor" and "John Robert Okafor", not "John Peter Okafor".
    let mut in_order = || short_givens.iter().all(|initial| rest.any(|given| agree(initial, given).is_some()));
    if begins && (givens.len() < short_givens.len() || in_order()) {
        return Some(Fit::Agrees);
    }
    (!begins).then_some(Fit::OtherInitial)
}
