//! What a word of the query means in this corpus: the terms it stands for, and how surely.

use std::cmp::Reverse;

use crate::{
    analysis::token::{plain_form, spelling_of},
    error::Result,
    index::{InvertedIndex, TermId},
    order::{TopKCollector, sort_by_key},
    query::QueryWord,
    search::levenshtein::LevenshteinAutomaton,
    storage::lazy_parts::{collect_all, combine_both},
    view::MatchKind,
};

/// Completions taken for one beginning, the most frequent ones. More cost time and add noise.
const MAX_COMPLETIONS: usize = 64;

/// Articles that are looked through for the completions of one beginning. One letter or two may stand for most of a corpus,
/// and nobody reads that answer to its end.
const MAX_COMPLETION_POSTINGS: u32 = 20_000;

/// Terms taken for one misspelt word, the nearest and most frequent ones.
const MAX_CORRECTIONS: usize = 8;

/// Of these, in a room that comes in parts.
const MAX_SHARDED_CORRECTIONS: usize = 3;

/// Letters of the shortest word that is corrected, of the shortest with two changes, and of the longest.
const MIN_FUZZY_CHARS: usize = 4;
const MIN_TWO_EDIT_CHARS: usize = 6;
const MAX_FUZZY_CHARS: usize = 40;

/// A term that a word of the query stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermExpansion {
    /// The term.
    pub term: TermId,
    /// Its key.
    pub key: String,
    /// How it is related to the word.
    pub kind: MatchKind,
    /// The letters are the same but for accents; only with [`MatchKind::Exact`].
    pub accents_differ: bool,
    /// Letters to change, add, drop or swap; only with [`MatchKind::Fuzzy`].
    pub edit_distance: u8,
}

/// The terms for `word`: its spellings, its other forms, its completions while it is being typed. If there is none of these, there may
/// be [`fuzzy_expansions`].
pub fn expand_word(word: &QueryWord, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let beginning = plain_form(&word.key);
    let completed = || top_completions(beginning, index, MAX_COMPLETIONS);
    // In a room that comes in parts a word is taken as it is, if it is one: completions would be fetched for every letter typed.
    let is_open = word.prefix && (word.starred || !index.is_sharded());
    let (mut expansions, longer) =
        combine_both(exact_expansions(word, index), if is_open { completed() } else { Ok(Vec::new()) })?;
    let longer = if word.prefix && !is_open && expansions.is_empty() { completed()? } else { longer };
    add_completions(longer, index, &mut expansions)?;
    Ok(expansions)
}

/// The spellings of a word, exactly as typed first, and its other forms.
fn exact_expansions(word: &QueryWord, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let typed = spelling_of(&word.key);
    let spellings = index.spelling_variants(plain_form(&word.key)).map(|spellings| {
        let expand = |(term, key): (TermId, String)| {
            let respelt = spelling_of(&key) != typed;
            TermExpansion { term, key, kind: MatchKind::Exact, accents_differ: respelt, edit_distance: 0 }
        };
        let mut expansions: Vec<TermExpansion> = spellings.into_iter().map(expand).collect();
        sort_by_key(&mut expansions, |expansion| (expansion.accents_differ, expansion.term));
        expansions
    });
    let known = spellings.iter().flatten().map(|expansion| spelling_of(&expansion.key)).filter(|&found| found != typed);
    let others = collect_all(std::iter::once(typed).chain(known).map(|word| index.inflected_forms(word)));
    let (mut expansions, others) = combine_both(spellings, others)?;
    add_expansions(others.concat(), index, &mut expansions, |term, key| TermExpansion {
        term,
        key,
        kind: MatchKind::Stem,
        accents_differ: false,
        edit_distance: 0,
    })?;
    Ok(expansions)
}

/// Adds those of `terms` that are not there yet.
fn add_expansions(
    terms: Vec<TermId>,
    index: &InvertedIndex,
    expansions: &mut Vec<TermExpansion>,
    expand: impl Fn(TermId, String) -> TermExpansion,
) -> Result<()> {
    for term in terms {
        if expansions.iter().all(|expansion| expansion.term != term) {
            expansions.push(expand(term, index.term_key(term)?));
        }
    }
    Ok(())
}

fn add_completions(
    completions: Vec<(TermId, String)>,
    index: &InvertedIndex,
    expansions: &mut Vec<TermExpansion>,
) -> Result<()> {
    let known: Vec<TermId> = expansions.iter().map(|expansion| expansion.term).collect();
    let mut read = 0;
    for (term, key) in completions {
        read += index.document_frequency(term)?;
        if read > MAX_COMPLETION_POSTINGS && !expansions.is_empty() {
            break;
        }
        if !known.contains(&term) {
            expansions.push(TermExpansion {
                term,
                key,
                kind: MatchKind::Prefix,
                accents_differ: false,
                edit_distance: 0,
            });
        }
    }
    Ok(())
}

/// The `limit` most frequent terms that begin with `beginning` (in plain letters), most frequent first.
pub fn top_completions(beginning: &str, index: &InvertedIndex, limit: usize) -> Result<Vec<(TermId, String)>> {
    let mut first = TopKCollector::new(limit, |a: &(Reverse<u32>, TermId), b| a.cmp(b));
    let terms = index.terms_with_prefix(beginning)?;
    terms.for_each(|(term, frequency)| first.push((Reverse(frequency), term)));
    first.into_sorted().into_iter().map(|(_, term)| Ok((term, index.term_key(term)?))).collect()
}

/// The nearest terms to a word that is nowhere in the corpus, most frequent first among equally near ones; none for
/// short words, where everything is near to everything.
pub fn fuzzy_expansions(word: &QueryWord, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let letters = plain_form(&word.key);
    let length = letters.chars().count();
    // A number with another digit is another number.
    if !(MIN_FUZZY_CHARS..=MAX_FUZZY_CHARS).contains(&length) || letters.chars().any(|c| c.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let mut found = terms_within(1, word, index)?;
    if found.is_empty() && length >= MIN_TWO_EDIT_CHARS {
        found = terms_within(2, word, index)?;
    }
    // A wrong letter is likelier than a lost one, so of equally near terms the one of the same length comes first.
    let ranked = found.into_iter().map(|expansion| {
        let length_change = plain_form(&expansion.key).chars().count().abs_diff(length);
        Ok((
            (
                expansion.edit_distance,
                Reverse(index.document_frequency(expansion.term)?),
                length_change,
                expansion.term,
            ),
            expansion,
        ))
    });
    let mut ranked: Vec<_> = ranked.collect::<Result<_>>()?;
    sort_by_key(&mut ranked, |(rank, _)| *rank);
    let mut found: Vec<TermExpansion> =
        ranked.into_iter().take(MAX_CORRECTIONS).map(|(_, expansion)| expansion).collect();
    // Who means "harbour" by "harbuor" means "harbours" too.
    if let Some(best) = found.first().cloned() {
        let expansions = index.inflected_forms(spelling_of(&best.key))?;
        add_expansions(expansions, index, &mut found, |term, key| TermExpansion { term, key, ..best.clone() })?;
    }
    Ok(found)
}

fn terms_within(limit: u8, word: &QueryWord, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let letters = plain_form(&word.key);
    let near = LevenshteinAutomaton::new(letters, limit, word.prefix);
    if index.is_sharded() {
        return spellings_within(&near, letters, index);
    }
    let mut found = Vec::new();
    // People seldom mistake the first letter; where two changes are allowed, it has to be right.
    let first = letters.chars().next().filter(|_| limit > 1).map(String::from).unwrap_or_default();
    index.intersect_terms(&first, &near, |term, key| {
        if let Some(distance) = near.distance(plain_form(key)) {
            found.push(TermExpansion {
                term,
                key: key.to_owned(),
                kind: MatchKind::Fuzzy,
                accents_differ: false,
                edit_distance: distance,
            });
        }
    })?;
    Ok(found)
}

/// In a room that comes in parts the first letter has to be right, and only the likeliest few words are fetched.
fn spellings_within(near: &LevenshteinAutomaton, letters: &str, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let Some(first) = letters.chars().next() else { return Ok(Vec::new()) };
    let length = letters.chars().count();
    type Candidate = (u8, Reverse<u8>, usize, String);
    let mut likeliest = TopKCollector::new(MAX_SHARDED_CORRECTIONS, |a: &Candidate, b: &Candidate| a.cmp(b));
    index.intersect_spellings(first, near, |key, frequency| {
        if let Some(distance) = near.distance(plain_form(key)) {
            likeliest.push((
                distance,
                Reverse(frequency),
                plain_form(key).chars().count().abs_diff(length),
                key.to_owned(),
            ));
        }
    })?;
    let found = collect_all(likeliest.into_sorted().into_iter().map(|(distance, .., key)| {
        let term = index.find_term(&key)?;
        Ok(term.map(|term| TermExpansion {
            term,
            key,
            kind: MatchKind::Fuzzy,
            accents_differ: false,
            edit_distance: distance,
        }))
    }))?;
    Ok(found.into_iter().flatten().collect())
}
