//! Words that are written as one or as two: "health care" and "healthcare", "F 16" and "F16".

use std::borrow::Cow;

use crate::{
    analysis::token::{plain_form, spelling_of},
    error::Result,
    index::InvertedIndex,
    query::{QueryAtom, QueryClause, QueryWord},
};

/// Shortest half of a word that is read as two, in characters; a letter before a number may be shorter.
const MIN_HALF_CHARS: usize = 4;

/// Longest word that is read as two, in bytes.
const MAX_WHOLE_BYTES: usize = 40;

/// The clauses, with the other way of writing them as an alternative where the index knows it. In a sharded index, where every look-up may
/// load a shard, they stay as they are.
pub fn with_compounds<'q>(clauses: Vec<&'q QueryClause>, index: &InvertedIndex) -> Result<Vec<Cow<'q, QueryClause>>> {
    let mut read: Vec<Cow<'q, QueryClause>> = clauses.iter().copied().map(Cow::Borrowed).collect();
    if index.is_sharded() {
        return Ok(read);
    }
    for (at, pair) in clauses.windows(2).enumerate() {
        let [Some(first), Some(second)] = [0, 1].map(|at| pair.get(at).and_then(|clause| plain_atom(clause))) else {
            continue;
        };
        let (Some(left), Some(right)) = (first.words.first(), second.words.first()) else { continue };
        let key = format!("{}{}", plain_form(&left.key), plain_form(&right.key));
        if second.start == first.end + 1 && index.find_term(&key)?.is_some() {
            let words = vec![QueryWord { key, ..QueryWord::default() }];
            let whole = QueryAtom { words, end: second.end, ..first.clone() };
            for clause in read.iter_mut().skip(at).take(2) {
                clause.to_mut().alternatives.insert(0, whole.clone());
            }
        }
    }
    for (clause, read) in clauses.iter().zip(&mut read) {
        let Some(atom) = plain_atom(clause) else { continue };
        if let Some(halves) = halves_of(atom, index)? {
            read.to_mut().alternatives.insert(0, QueryAtom { words: halves, ..atom.clone() });
        }
    }
    Ok(read)
}

/// The atom of a clause that is nothing but one plain word, perhaps with other ways to write it.
fn plain_atom(clause: &QueryClause) -> Option<&QueryAtom> {
    let atom = clause.alternatives.last()?;
    if clause.alternatives.iter().any(|other| (other.start, other.end) != (atom.start, atom.end)) {
        return None;
    }
    let [word] = atom.words.as_slice() else { return None };
    (clause.groups.is_empty() && !atom.quoted && word.pattern.is_none() && !word.starred).then_some(atom)
}

/// The two words that a word may be written as, if the index knows both.
fn halves_of(atom: &QueryAtom, index: &InvertedIndex) -> Result<Option<Vec<QueryWord>>> {
    let Some(whole) = atom.words.first() else { return Ok(None) };
    let word = spelling_of(&whole.key);
    if word.len() > MAX_WHOLE_BYTES || !word.is_ascii() {
        return Ok(None);
    }
    for at in 1..word.len() {
        let (Some(left), Some(right)) = (word.get(..at), word.get(at..)) else { continue };
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let is_letters = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_long = left.len() >= MIN_HALF_CHARS && right.len() >= MIN_HALF_CHARS && is_letters(word);
        let is_named_number = is_letters(left) && is_number(right);
        if (is_long || is_named_number) && index.find_term(left)?.is_some() && index.find_term(right)?.is_some() {
            let word = |key: &str| QueryWord { key: key.to_owned(), ..QueryWord::default() };
            return Ok(Some(vec![word(left), word(right)]));
        }
    }
    Ok(None)
}
