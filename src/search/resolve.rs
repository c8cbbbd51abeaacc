//! What a word of the query means in this corpus: the terms it stands for, and how surely.

use std::cmp::Reverse;

use crate::{
    index::{Index, TermId},
    order::{First, sort_by_key},
    query::Word,
    search::typo::Near,
    token::{plain, spelling},
    view::MatchKind,
};

/// Completions taken for one beginning, the most frequent ones. More cost time and add noise.
const MAX_COMPLETIONS: usize = 64;

/// Articles that are looked through for the completions of one beginning. One letter or two may stand for most of a corpus,
/// and nobody reads that answer to its end.
const MAX_COMPLETED: u32 = 20_000;

/// Terms taken for one misspelt word, the nearest and most frequent ones.
const MAX_CORRECTIONS: usize = 8;

/// Of these, in a room that comes in parts.
const MAX_FETCHED: usize = 3;

/// Letters of the shortest word that is corrected, of the shortest with two changes, and of the longest.
const SHORTEST: usize = 4;
const SHORTEST_FOR_TWO: usize = 6;
const LONGEST: usize = 40;

/// A term that a word of the query stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The term.
    pub term: TermId,
    /// Its key.
    pub key: String,
    /// How it is related to the word.
    pub kind: MatchKind,
    /// The letters are the same but for accents; only with [`MatchKind::Exact`].
    pub respelt: bool,
    /// Letters to change, add, drop or swap; only with [`MatchKind::Fuzzy`].
    pub distance: u8,
}

/// The terms for `word`: its spellings, its other forms, its completions while it is being typed. Only if there is none
/// of these, terms of almost the same spelling.
pub fn resolve(word: &Word, index: &Index) -> Vec<Form> {
    let typed = spelling(&word.key);
    let mut forms: Vec<Form> = Vec::new();
    for (term, key) in index.spellings(plain(&word.key)) {
        let respelt = spelling(&key) != typed;
        forms.push(Form { term, key, kind: MatchKind::Exact, respelt, distance: 0 });
    }
    // Exactly as typed comes first.
    sort_by_key(&mut forms, |form| (form.respelt, form.term));
    add_other_forms(typed, index, &mut forms);
    // In a room that comes in parts a word is taken as it is, if it is one: completions would be fetched for every letter typed.
    let completed = word.starred || !index.is_large() || (forms.is_empty() && !index.is_waiting());
    if word.prefix && completed {
        add_completions(plain(&word.key), index, &mut forms);
    }
    if forms.is_empty() && !index.is_waiting() {
        forms = corrections(word, index);
    }
    forms
}

fn add_other_forms(typed: &str, index: &Index, forms: &mut Vec<Form>) {
    let spellings: Vec<String> = forms.iter().map(|form| spelling(&form.key).to_owned()).collect();
    for word in std::iter::once(typed).chain(spellings.iter().map(String::as_str).filter(|&found| found != typed)) {
        for term in index.forms(word) {
            if forms.iter().all(|form| form.term != term)
                && let Some(key) = index.key(term)
            {
                forms.push(Form { term, key, kind: MatchKind::Stem, respelt: false, distance: 0 });
            }
        }
    }
}

fn add_completions(beginning: &str, index: &Index, forms: &mut Vec<Form>) {
    let known: Vec<TermId> = forms.iter().map(|form| form.term).collect();
    let mut read = 0;
    for (term, key) in completions(beginning, index, MAX_COMPLETIONS) {
        read += index.frequency(term);
        if read > MAX_COMPLETED && !forms.is_empty() {
            break;
        }
        if !known.contains(&term) {
            forms.push(Form { term, key, kind: MatchKind::Prefix, respelt: false, distance: 0 });
        }
    }
}

/// The `limit` most frequent terms that begin with `beginning` (in plain letters), most frequent first.
pub fn completions(beginning: &str, index: &Index, limit: usize) -> Vec<(TermId, String)> {
    let frequent = |term: &TermId| (Reverse(index.frequency(*term)), *term);
    let mut first = First::new(limit, |a, b| frequent(a).cmp(&frequent(b)));
    index.terms_with_prefix(beginning).for_each(|term| first.push(term));
    first.into_items().into_iter().filter_map(|term| Some((term, index.key(term)?))).collect()
}

/// The nearest terms to a word that is nowhere in the corpus, most frequent first among equally near ones; none for
/// short words, where everything is near to everything.
fn corrections(word: &Word, index: &Index) -> Vec<Form> {
    let letters = plain(&word.key);
    let length = letters.chars().count();
    // A number with another digit is another number.
    if !(SHORTEST..=LONGEST).contains(&length) || letters.chars().any(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = within(1, word, index);
    if found.is_empty() && length >= SHORTEST_FOR_TWO && !index.is_waiting() {
        found = within(2, word, index);
    }
    // A wrong letter is likelier than a lost one, so of equally near terms the one of the same length comes first.
    let rank = |form: &Form| {
        let length_change = plain(&form.key).chars().count().abs_diff(length);
        (form.distance, Reverse(index.frequency(form.term)), length_change, form.term)
    };
    sort_by_key(&mut found, rank);
    found.truncate(MAX_CORRECTIONS);
    // Who means "harbour" by "harbuor" means "harbours" too.
    if let Some(best) = found.first() {
        let distance = best.distance;
        for term in index.forms(spelling(&best.key)) {
            if found.iter().all(|form| form.term != term)
                && let Some(key) = index.key(term)
            {
                found.push(Form { term, key, kind: MatchKind::Fuzzy, respelt: false, distance });
            }
        }
    }
    found
}

fn within(limit: u8, word: &Word, index: &Index) -> Vec<Form> {
    let letters = plain(&word.key);
    let near = Near::new(letters, limit, word.prefix);
    if index.is_large() {
        return within_large(&near, letters, index);
    }
    let mut found = Vec::new();
    // People seldom mistake the first letter; where two changes are allowed, it has to be right.
    let first = letters.chars().next().filter(|_| limit > 1).map(String::from).unwrap_or_default();
    index.each_accepted(&first, &near, |term, key| {
        if let Some(distance) = near.distance(plain(key)) {
            found.push(Form { term, key: key.to_owned(), kind: MatchKind::Fuzzy, respelt: false, distance });
        }
    });
    found
}

/// In a room that comes in parts the first letter has to be right, and only the likeliest few words are fetched.
fn within_large(near: &Near, letters: &str, index: &Index) -> Vec<Form> {
    let Some(first) = letters.chars().next() else { return Vec::new() };
    let length = letters.chars().count();
    type Candidate = (u8, Reverse<u8>, usize, String);
    let mut likeliest = First::new(MAX_FETCHED, |a: &Candidate, b: &Candidate| a.cmp(b));
    index.each_word_accepted(first, near, |key, frequency| {
        if let Some(distance) = near.distance(plain(key)) {
            likeliest.push((distance, Reverse(frequency), plain(key).chars().count().abs_diff(length), key.to_owned()));
        }
    });
    let terms =
        likeliest.into_items().into_iter().filter_map(|(distance, .., key)| Some((index.term(&key)?, key, distance)));
    terms.map(|(term, key, distance)| Form { term, key, kind: MatchKind::Fuzzy, respelt: false, distance }).collect()
}
