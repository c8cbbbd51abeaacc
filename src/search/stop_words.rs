//! Stop word removal in queries; the index keeps stop words.

use crate::{
    analysis::{language::Language, stop_words::is_stop_word, token::spelling_of},
    query::QueryClause,
};

/// The clauses without those of stop words alone; all of them where nothing else is left: "the harbour" asks for the harbour, but
/// "the who" asks for both.
pub fn without_stop_words<'q>(clauses: &'q [QueryClause], languages: &[Language]) -> Vec<&'q QueryClause> {
    let has_stop_words_alone = |clause: &&QueryClause| {
        let is_plain = clause.groups.is_empty() && !clause.required;
        // In a script without spaces an alternative may be the letters of the word.
        is_plain
            && clause.alternatives.iter().all(|atom| {
                let letters: String = atom.words.iter().map(|word| spelling_of(&word.key)).collect();
                atom.words.iter().all(|word| word.pattern.is_none()) && is_stop_word(&letters, languages)
            })
    };
    let content: Vec<&QueryClause> = clauses.iter().filter(|clause| !has_stop_words_alone(clause)).collect();
    if content.is_empty() { clauses.iter().collect() } else { content }
}
