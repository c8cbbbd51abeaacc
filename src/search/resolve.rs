//! What a word of the query means in this corpus: the terms it stands for, and how surely.

use std::cmp::Reverse;

use crate::{
    error::Result,
    index::{Index, TermId},
    order::{First, sort_by_key},
    parts::{all, both},
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

/// The terms for `word`: its spellings, its other forms, its completions while it is being typed. If there is none of these, there may
/// be [`corrections`].
pub fn resolve(word: &Word, index: &Index) -> Result<Vec<Form>> {
    let beginning = plain(&word.key);
    let completed = || completions(beginning, index, MAX_COMPLETIONS);
    // In a room that comes in parts a word is taken as it is, if it is one: completions would be fetched for every letter typed.
    let is_open = word.prefix && (word.starred || !index.is_large());
    let (mut forms, longer) = both(own_forms(word, index), if is_open { completed() } else { Ok(Vec::new()) })?;
    let longer = if word.prefix && !is_open && forms.is_empty() { completed()? } else { longer };
    add_completions(longer, index, &mut forms)?;
    Ok(forms)
}

/// The spellings of a word, exactly as typed first, and its other forms.
fn own_forms(word: &Word, index: &Index) -> Result<Vec<Form>> {
    let typed = spelling(&word.key);
    let spellings = index.spellings(plain(&word.key)).map(|spellings| {
        let form = |(term, key): (TermId, String)| {
            let respelt = spelling(&key) != typed;
            Form { term, key, kind: MatchKind::Exact, respelt, distance: 0 }
        };
        let mut forms: Vec<Form> = spellings.into_iter().map(form).collect();
        sort_by_key(&mut forms, |form| (form.respelt, form.term));
        forms
    });
    let known = spellings.iter().flatten().map(|form| spelling(&form.key)).filter(|&found| found != typed);
    let others = all(std::iter::once(typed).chain(known).map(|word| index.forms(word)));
    let (mut forms, others) = both(spellings, others)?;
    add_terms(others.concat(), index, &mut forms, |term, key| Form {
        term,
        key,
        kind: MatchKind::Stem,
        respelt: false,
        distance: 0,
    })?;
    Ok(forms)
}

/// Adds those of `terms` that are not there yet.
fn add_terms(
    terms: Vec<TermId>,
    index: &Index,
    forms: &mut Vec<Form>,
    form: impl Fn(TermId, String) -> Form,
) -> Result<()> {
    for term in terms {
        if forms.iter().all(|form| form.term != term) {
            forms.push(form(term, index.key(term)?));
        }
    }
    Ok(())
}

fn add_completions(completions: Vec<(TermId, String)>, index: &Index, forms: &mut Vec<Form>) -> Result<()> {
    let known: Vec<TermId> = forms.iter().map(|form| form.term).collect();
    let mut read = 0;
    for (term, key) in completions {
        read += index.frequency(term)?;
        if read > MAX_COMPLETED && !forms.is_empty() {
            break;
        }
        if !known.contains(&term) {
            forms.push(Form { term, key, kind: MatchKind::Prefix, respelt: false, distance: 0 });
        }
    }
    Ok(())
}

/// The `limit` most frequent terms that begin with `beginning` (in plain letters), most frequent first.
pub fn completions(beginning: &str, index: &Index, limit: usize) -> Result<Vec<(TermId, String)>> {
    let mut first = First::new(limit, |a: &(Reverse<u32>, TermId), b| a.cmp(b));
    let terms = index.terms_with_prefix(beginning)?;
    terms.for_each(|(term, frequency)| first.push((Reverse(frequency), term)));
    first.into_items().into_iter().map(|(_, term)| Ok((term, index.key(term)?))).collect()
}

/// The nearest terms to a word that is nowhere in the corpus, most frequent first among equally near ones; none for
/// short words, where everything is near to everything.
pub fn corrections(word: &Word, index: &Index) -> Result<Vec<Form>> {
    let letters = plain(&word.key);
    let length = letters.chars().count();
    // A number with another digit is another number.
    if !(SHORTEST..=LONGEST).contains(&length) || letters.chars().any(|c| c.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let mut found = within(1, word, index)?;
    if found.is_empty() && length >= SHORTEST_FOR_TWO {
        found = within(2, word, index)?;
    }
    // A wrong letter is likelier than a lost one, so of equally near terms the one of the same length comes first.
    let ranked = found.into_iter().map(|form| {
        let length_change = plain(&form.key).chars().count().abs_diff(length);
        Ok(((form.distance, Reverse(index.frequency(form.term)?), length_change, form.term), form))
    });
    let mut ranked: Vec<_> = ranked.collect::<Result<_>>()?;
    sort_by_key(&mut ranked, |(rank, _)| *rank);
    let mut found: Vec<Form> = ranked.into_iter().take(MAX_CORRECTIONS).map(|(_, form)| form).collect();
    // Who means "harbour" by "harbuor" means "harbours" too.
    if let Some(best) = found.first().cloned() {
        let forms = index.forms(spelling(&best.key))?;
        add_terms(forms, index, &mut found, |term, key| Form { term, key, ..best.clone() })?;
    }
    Ok(found)
}

fn within(limit: u8, word: &Word, index: &Index) -> Result<Vec<Form>> {
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
    })?;
    Ok(found)
}

/// In a room that comes in parts the first letter has to be right, and only the likeliest few words are fetched.
fn within_large(near: &Near, letters: &str, index: &Index) -> Result<Vec<Form>> {
    let Some(first) = letters.chars().next() else { return Ok(Vec::new()) };
    let length = letters.chars().count();
    type Candidate = (u8, Reverse<u8>, usize, String);
    let mut likeliest = First::new(MAX_FETCHED, |a: &Candidate, b: &Candidate| a.cmp(b));
    index.each_word_accepted(first, near, |key, frequency| {
        if let Some(distance) = near.distance(plain(key)) {
            likeliest.push((distance, Reverse(frequency), plain(key).chars().count().abs_diff(length), key.to_owned()));
        }
    })?;
    let found = all(likeliest.into_items().into_iter().map(|(distance, .., key)| {
        let term = index.term(&key)?;
        Ok(term.map(|term| Form { term, key, kind: MatchKind::Fuzzy, respelt: false, distance }))
    }))?;
    Ok(found.into_iter().flatten().collect())
}
