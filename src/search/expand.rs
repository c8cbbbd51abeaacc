//! Query expansion: the terms that a word of the query stands for. Spelling variants, inflected forms (by stem), completions of a
//! prefix, and fuzzy matches (by edit distance) where nothing else is found.

use std::cmp::Reverse;

use crate::{
    analysis::{
        fold::fold,
        respell::respellings,
        sign::{is_marked, same_unmarked},
        token::{plain_form, spelling_of},
    },
    error::Result,
    index::{InvertedIndex, TermId},
    order::{TopKCollector, sort_by_key},
    query::{QueryWord, WordPattern},
    search::{
        levenshtein::LevenshteinAutomaton,
        pattern::PatternAutomaton,
        transliteration::{SoundedWord, differs_in_sounds},
    },
    storage::lazy_parts::{collect_all, combine_both},
    view::MatchKind,
};

/// Most completions of a prefix, by document frequency. More cost time and add noise.
const MAX_COMPLETIONS: usize = 64;

/// Most postings that are read for the completions of one prefix. One letter or two may match most of a corpus, and nobody reads that
/// answer to its end.
const MAX_COMPLETION_POSTINGS: u32 = 20_000;

/// The same where they were asked for, by a wildcard.
const MAX_PATTERN_TERMS: usize = 1024;
const MAX_PATTERN_POSTINGS: u32 = 1_000_000;

/// Most fuzzy matches of one word.
const MAX_CORRECTIONS: usize = 8;

/// The same in a sharded index, where each may load a shard.
const MAX_SHARDED_CORRECTIONS: usize = 3;

/// Most beginnings that are followed up of a word that is sought in other romanisations and alphabets.
const MAX_BEGINNINGS: usize = 64;

/// Length in characters of the shortest word that is matched fuzzily, of the shortest at edit distance two, and of the longest.
const MIN_FUZZY_CHARS: usize = 4;
const MIN_TWO_EDIT_CHARS: usize = 6;
const MAX_FUZZY_CHARS: usize = 40;

/// A term that a word of the query is expanded to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermExpansion {
    /// The term.
    pub term: TermId,
    /// Its key.
    pub key: String,
    /// The kind of expansion.
    pub kind: MatchKind,
    /// Whether the accents differ from those typed; only with [`MatchKind::Exact`].
    pub accents_differ: bool,
    /// Edit distance, with transpositions; 0 but for [`MatchKind::Fuzzy`].
    pub edit_distance: u8,
}

/// The expansions of `word`: spelling variants, inflected forms, and completions if it is a prefix. Empty where none occurs; then
/// there may be [`fuzzy_expansions`].
pub fn expand_word(word: &QueryWord, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    match word.pattern {
        None => {}
        Some(WordPattern::Near(edits)) => return near_expansions(word, edits, index),
        Some(kind) => return pattern_expansions(&word.key, kind, index),
    }
    let beginning = plain_form(&word.key);
    let (limit, postings) = if word.starred && !index.is_sharded() {
        (MAX_PATTERN_TERMS, MAX_PATTERN_POSTINGS)
    } else {
        (MAX_COMPLETIONS, MAX_COMPLETION_POSTINGS)
    };
    let completed = || top_completions(beginning, index, limit);
    // In a sharded index a known word is not completed: shards would be loaded for every letter typed.
    // Signs and capitals are typed last.
    let goes_on = word.prefix && (word.starred || !is_marked(spelling_of(&word.key)));
    let is_open = goes_on && (word.starred || !index.is_sharded());
    let (mut expansions, longer) =
        combine_both(exact_expansions(word, index), if is_open { completed() } else { Ok(Vec::new()) })?;
    let longer = if goes_on && !is_open && expansions.is_empty() { completed()? } else { longer };
    add_completions(longer, postings, index, &mut expansions)?;
    Ok(expansions)
}

/// Spelling variants, the one as typed first, and inflected forms.
fn exact_expansions(word: &QueryWord, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let typed = spelling_of(&word.key);
    // In a room that was stored when fewer letters were folded, the word stands as it was typed.
    let known = index.spelling_variants(plain_form(&word.key)).and_then(|known| {
        let is_folded = known.is_empty() && plain_form(&word.key) != typed && !index.is_sharded();
        if is_folded { index.spelling_variants(typed) } else { Ok(known) }
    });
    let spellings = known.map(|spellings| {
        let expand = |(term, key): (TermId, String)| {
            let respelt = !same_unmarked(spelling_of(&key), typed);
            TermExpansion { term, key, kind: MatchKind::Exact, accents_differ: respelt, edit_distance: 0 }
        };
        let mut expansions: Vec<TermExpansion> = spellings.into_iter().map(expand).collect();
        // What was typed with a sign, or as an acronym, is looked for like that.
        let is_there = expansions.iter().any(|expansion| spelling_of(&expansion.key) == typed);
        if is_marked(typed) && (word.literal || is_there) {
            expansions.retain(|expansion| spelling_of(&expansion.key) == typed);
        }
        sort_by_key(&mut expansions, |expansion| (expansion.accents_differ, expansion.term));
        expansions
    });
    if is_marked(typed) {
        return spellings;
    }
    let spellings = spellings.and_then(|known| with_respellings(typed, known, index));
    let known = spellings.iter().flatten().map(|expansion| spelling_of(&expansion.key));
    let known = known.filter(|&found| !same_unmarked(found, typed));
    let others = collect_all(std::iter::once(typed).chain(known).map(|word| index.inflected_forms(word)));
    let (mut expansions, others) = combine_both(spellings, others)?;
    let others = [others.concat(), index.compounds_with_head(plain_form(&word.key))?].concat();
    add_expansions(others, index, &mut expansions, |term, key| TermExpansion {
        term,
        key,
        kind: MatchKind::Stem,
        accents_differ: false,
        edit_distance: 0,
    })?;
    Ok(expansions)
}

/// `expansions` with other spellings by rule and by sound, which rank below. In a sharded index each might load a shard.
fn with_respellings(
    typed: &str,
    mut expansions: Vec<TermExpansion>,
    index: &InvertedIndex,
) -> Result<Vec<TermExpansion>> {
    if index.is_sharded() {
        return Ok(expansions);
    }
    let mut others = Vec::new();
    for other in respellings(typed) {
        // "Goering" stands for "Göring", not for "Goring".
        let spelt = index.spelling_variants(&fold(&other))?;
        others.extend(spelt.into_iter().filter(|(_, key)| spelling_of(key) == other));
    }
    others.extend(terms_that_sound_like(&fold(typed), index)?);
    for (term, key) in others {
        if expansions.iter().all(|known| known.term != term) {
            expansions.push(TermExpansion {
                term,
                key,
                kind: MatchKind::Exact,
                accents_differ: true,
                edit_distance: 0,
            });
        }
    }
    Ok(expansions)
}

/// The terms that are `folded` in another romanisation or alphabet: sound by sound the beginnings that the dictionary has.
fn terms_that_sound_like(folded: &str, index: &InvertedIndex) -> Result<Vec<(TermId, String)>> {
    let mut found = Vec::new();
    let Some(word) = SoundedWord::read(folded) else { return Ok(found) };
    for &script in word.scripts() {
        let mut beginnings = vec![String::new()];
        for sound in 0..word.sound_count() {
            let mut longer = Vec::new();
            for beginning in &beginnings {
                for letters in word.letters_at(script, sound) {
                    let next = format!("{beginning}{letters}");
                    if index.has_prefix(&next)? {
                        longer.push(next);
                    }
                }
            }
            longer.truncate(MAX_BEGINNINGS);
            beginnings = longer;
        }
        for form in beginnings.iter().filter(|form| differs_in_sounds(form, folded)) {
            found.extend(index.spelling_variants(form)?);
        }
    }
    Ok(found)
}

/// Adds those of `terms` that are not in `expansions` yet.
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
    most_postings: u32,
    index: &InvertedIndex,
    expansions: &mut Vec<TermExpansion>,
) -> Result<()> {
    let known: Vec<TermId> = expansions.iter().map(|expansion| expansion.term).collect();
    let mut read = 0;
    for (term, key) in completions {
        read += index.document_frequency(term)?;
        if read > most_postings && !expansions.is_empty() {
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

/// The `limit` terms of highest document frequency that begin with `beginning` (folded), most frequent first.
pub fn top_completions(beginning: &str, index: &InvertedIndex, limit: usize) -> Result<Vec<(TermId, String)>> {
    let mut first = TopKCollector::new(limit, |a: &(Reverse<u32>, TermId), b| a.cmp(b));
    let terms = index.terms_with_prefix(beginning)?;
    terms.for_each(|(term, frequency)| first.push((Reverse(frequency), term)));
    first.into_sorted().into_iter().map(|(_, term)| Ok((term, index.term_key(term)?))).collect()
}

/// Fuzzy matches of a word that does not occur: the terms at edit distance 1, else 2, the most frequent first, and inflected forms of
/// the best. None for short words, where everything is near to everything, and for numbers.
pub fn fuzzy_expansions(word: &QueryWord, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let letters = plain_form(&word.key);
    let length = letters.chars().count();
    if matches!(word.pattern, Some(WordPattern::Wildcard | WordPattern::Regex)) {
        return Ok(Vec::new());
    }
    // A number with another digit is another number.
    if !(MIN_FUZZY_CHARS..=MAX_FUZZY_CHARS).contains(&length) || letters.chars().any(|c| c.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let mut found = terms_within(1, word, index)?;
    if found.is_empty() && length >= MIN_TWO_EDIT_CHARS {
        found = terms_within(2, word, index)?;
    }
    // Substitutions are likelier than deletions, so of equally frequent terms the one of like length comes first.
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

/// The word itself and the terms within `edits` of it.
fn near_expansions(word: &QueryWord, edits: u8, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let mut expansions = exact_expansions(word, index)?;
    for near in terms_within(edits, &QueryWord { prefix: false, ..word.clone() }, index)? {
        if near.edit_distance > 0 && expansions.iter().all(|expansion| expansion.term != near.term) {
            expansions.push(near);
        }
    }
    Ok(expansions)
}

/// The terms that match a pattern, the most frequent of very many. None for what is no expression.
fn pattern_expansions(pattern: &str, kind: WordPattern, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let Some(automaton) = PatternAutomaton::new(pattern, kind) else { return Ok(Vec::new()) };
    // What a wildcard begins with says which part of the dictionary is read.
    let beginning = if kind == WordPattern::Wildcard { pattern.split(['*', '?']).next() } else { None };
    let mut terms = Vec::new();
    index.intersect_terms(beginning.unwrap_or_default(), &automaton, |term, _| terms.push(term))?;
    let mut first = TopKCollector::new(MAX_PATTERN_TERMS, |a: &(Reverse<u32>, TermId), b| a.cmp(b));
    for term in terms {
        first.push((Reverse(index.document_frequency(term)?), term));
    }
    let found = first.into_sorted().into_iter().map(|(_, term)| Ok((term, index.term_key(term)?)));
    let mut expansions = Vec::new();
    add_completions(found.collect::<Result<_>>()?, MAX_PATTERN_POSTINGS, index, &mut expansions)?;
    Ok(expansions)
}

fn terms_within(limit: u8, word: &QueryWord, index: &InvertedIndex) -> Result<Vec<TermExpansion>> {
    let letters = plain_form(&word.key);
    let near = LevenshteinAutomaton::new(letters, limit, word.prefix);
    if index.is_sharded() {
        return spellings_within(&near, letters, index);
    }
    let mut found = Vec::new();
    // The first letter is seldom wrong; at edit distance two it has to be right.
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

/// Fuzzy matches by the spelling index: the first letter has to be right, and only the likeliest few terms are looked up.
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
