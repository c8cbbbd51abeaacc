//! The words of a query piece: to clauses of words, phrases, compounds and patterns.

use super::{
    Nearness, QueryAtom, QueryClause, QueryGroup, QueryWord, WordPattern,
    lexer::{PieceSuffix, QueryPiece},
    variants::{is_joined_sign, variants},
};
use crate::{
    analysis::fold::{fold, is_combining_mark, is_unspaced_script},
    index::IndexField,
};

/// Words of a phrase beyond this many are ignored.
const MAX_WORDS: usize = 32;

/// Longest wildcard or regular expression in bytes; a longer one is read as words.
const MAX_PATTERN_BYTES: usize = 256;

impl QueryPiece<'_> {
    /// The clauses of these words: mostly one, but one for each word of a script without spaces. `as_one` where they are an operand.
    pub fn to_clauses(self, field: Option<IndexField>, as_one: bool) -> Vec<QueryClause> {
        let words = self.words;
        if self.suffix == PieceSuffix::Regex && words.len() <= MAX_PATTERN_BYTES {
            let key = words.to_owned();
            let word = QueryWord { key, pattern: Some(WordPattern::Regex), ..QueryWord::default() };
            return vec![clause_of(self.atom(vec![word], field, 0..words.len()))];
        }
        let mut clauses = if has_wildcard(words, self.quoted) && words.len() <= MAX_PATTERN_BYTES {
            self.pattern_clause(field).into_iter().collect()
        } else if as_one {
            self.to_clause(field).into_iter().collect()
        } else {
            self.to_separate_clauses(field)
        };
        if !self.quoted && self.suffix == PieceSuffix::None {
            self.add_variants(field, &mut clauses);
        }
        match self.suffix {
            PieceSuffix::Edits(edits) => {
                let atoms = clauses.iter_mut().flat_map(|clause| &mut clause.alternatives);
                atoms.flat_map(|atom| &mut atom.words).for_each(|word| {
                    word.pattern = word.pattern.or(Some(WordPattern::Near(edits)));
                });
            }
            PieceSuffix::Slop(gap) => {
                clauses = clauses.into_iter().map(|clause| spread_words(clause, gap)).collect();
            }
            PieceSuffix::None | PieceSuffix::Regex => {}
        }
        clauses
    }

    /// Whether a word of it is a pattern.
    pub fn has_pattern(&self) -> bool {
        has_wildcard(self.words, self.quoted) || (!self.quoted && self.words.ends_with('*'))
    }

    /// Adds the other ways to write a number, a sum or a day. What was typed in several words is found in any order, as words are.
    fn add_variants(&self, field: Option<IndexField>, clauses: &mut Vec<QueryClause>) {
        let same = variants(self.words);
        let is_several = self.words.contains(' ');
        let mut alternatives = Vec::new();
        for text in &same {
            if text.contains('*') {
                let begun = QueryPiece { words: text, ..*self }.pattern_clause(field);
                let atoms = begun.into_iter().flat_map(|clause| clause.alternatives);
                alternatives.extend(atoms.map(|atom| self.atom(atom.words, field, 0..self.words.len())));
                continue;
            }
            let mut words = Vec::new();
            self.tokenizer.tokenize(text, |token| {
                if token.width == 1 {
                    words.push(QueryWord { key: token.key.to_owned(), literal: true, ..QueryWord::default() });
                }
            });
            alternatives.push(self.atom(words, field, 0..self.words.len()));
        }
        if is_several {
            let mut start = self.start;
            let apart = self.words.split(' ').filter_map(|words| {
                let piece = QueryPiece { words, start, open: false, ..*self };
                start += words.len() + 1;
                piece.to_clause(field)
            });
            let clauses_apart = apart.collect();
            let group = QueryGroup { clauses: clauses_apart, ..QueryGroup::default() };
            *clauses = if is_joined_sign(self.words) {
                self.to_clause(field).into_iter().collect()
            } else {
                vec![QueryClause { alternatives, groups: vec![group], ..QueryClause::default() }]
            };
        } else if let [clause] = clauses.as_mut_slice() {
            alternatives.append(&mut clause.alternatives);
            clause.alternatives = alternatives;
        }
    }

    fn atom(&self, words: Vec<QueryWord>, field: Option<IndexField>, range: std::ops::Range<usize>) -> QueryAtom {
        let (start, end) = (self.start + range.start, self.start + range.end);
        QueryAtom { words, field, quoted: self.quoted, start, end }
    }

    /// The clause of words some of which are patterns.
    fn pattern_clause(&self, field: Option<IndexField>) -> Option<QueryClause> {
        let (mut words, mut skipped) = (Vec::new(), 0);
        let (mut start, mut end) = (usize::MAX, 0);
        let mut at = 0;
        for run in self.words.split(|c: char| !is_pattern_char(c)) {
            let begin = at;
            at += run.len() + self.words.get(at + run.len()..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8);
            if run.is_empty() || words.len() == MAX_WORDS {
                continue;
            }
            let plain = run.trim_end_matches(['*', '?']);
            if plain.is_empty() {
                skipped += u32::from(run.starts_with('*') && !words.is_empty());
                continue;
            }
            let before = words.len();
            let starred = run.ends_with('*');
            if plain.contains(['*', '?']) || (starred && run.contains('?')) {
                words.push(QueryWord { key: fold(run), pattern: Some(WordPattern::Wildcard), ..QueryWord::default() });
            } else {
                self.tokenizer.tokenize(run, |token| {
                    if token.width == 1 && words.len() < MAX_WORDS {
                        words.push(QueryWord { key: token.key.to_owned(), ..QueryWord::default() });
                    }
                });
                if let Some(last) = words.get_mut(before..).and_then(<[QueryWord]>::last_mut) {
                    (last.prefix, last.starred) = (starred, starred);
                }
            }
            if let Some(word) = words.get_mut(before) {
                word.skipped = std::mem::take(&mut skipped);
            }
            (start, end) = (start.min(begin), begin + run.len());
        }
        (!words.is_empty()).then(|| clause_of(self.atom(words, field, start..end)))
    }

    /// The clause of these words; `None` where there is no word.
    ///
    /// Several words in one piece are a phrase: a quotation, or a compound like "anti-drone". A compound has the same written as one
    /// word as an alternative.
    pub fn to_clause(self, field: Option<IndexField>) -> Option<QueryClause> {
        self.clause_of_units(&self.compound_units(), field)
    }

    /// As [`QueryPiece::to_clause`], but one clause for each word of a script without spaces, if the segmenter finds its words.
    fn to_separate_clauses(self, field: Option<IndexField>) -> Vec<QueryClause> {
        let units = self.compound_units();
        let apart = !self.quoted && units.iter().any(|unit| unit.unspaced && unit.whole.is_some());
        units
            .chunk_by(|a, b| !(apart && (a.unspaced || b.unspaced)))
            .filter_map(|units| self.clause_of_units(units, field))
            .collect()
    }

    /// The words and compounds of this piece.
    fn compound_units(&self) -> Vec<CompoundUnit> {
        let mut units: Vec<CompoundUnit> = Vec::new();
        let mut read = 0;
        self.tokenizer.tokenize(self.words, |token| {
            let word = QueryWord { key: token.key.to_owned(), ..QueryWord::default() };
            let is_part = units.last().is_some_and(|unit| token.position < unit.end_position);
            if read == MAX_WORDS {
                return;
            }
            if !is_part {
                let unspaced = self.words.get(token.start..).is_some_and(|rest| rest.starts_with(is_unspaced_script));
                let (end_position, start, end) = (token.position + token.width, token.start, token.end);
                units.push(CompoundUnit { whole: None, parts: Vec::new(), end_position, start, end, unspaced });
            }
            let Some(unit) = units.last_mut() else { return };
            if token.width > 1 {
                unit.whole = Some(word);
            } else {
                unit.parts.push(word);
                read += 1;
            }
        });
        units
    }

    fn clause_of_units(&self, units: &[CompoundUnit], field: Option<IndexField>) -> Option<QueryClause> {
        let (first, last) = (units.first()?, units.last()?);
        let behind = self.words.get(last.end..)?;
        let star = !self.quoted && behind.ends_with('*') && !behind.contains(char::is_alphanumeric);
        // The last word of the query may be incomplete, unless something follows it.
        let typing = star || (self.open && behind.is_empty());
        let typed = |word: &QueryWord| QueryWord { prefix: typing, starred: star, ..word.clone() };
        let whole = first.whole.as_ref().filter(|_| units.len() == 1 && !self.quoted);
        let mut parts: Vec<QueryWord> = units.iter().flat_map(|unit| &unit.parts).cloned().collect();
        // The last letter of a word without spaces is no prefix by itself, nor that of a compound ("AT&T").
        let is_letter = |word: &QueryWord| whole.is_some() && (first.unspaced || word.key.chars().count() == 1);
        if let Some(last) = parts.last_mut().filter(|last| star || !is_letter(last)) {
            *last = typed(last);
        }
        let atom = |words| self.atom(words, field, first.start..last.end);
        let any: Vec<QueryAtom> = [whole.map(|whole| vec![typed(whole)]), (!parts.is_empty()).then_some(parts)]
            .into_iter()
            .flatten()
            .map(atom)
            .collect();
        (!any.is_empty()).then(|| QueryClause { alternatives: any, ..QueryClause::default() })
    }
}

/// A word of a piece: a single one, or a compound with its parts.
struct CompoundUnit {
    whole: Option<QueryWord>,
    parts: Vec<QueryWord>,
    /// One past its last position.
    end_position: u32,
    /// First byte in the words of the piece.
    start: usize,
    end: usize,
    /// Whether its script is written without spaces.
    unspaced: bool,
}

fn clause_of(atom: QueryAtom) -> QueryClause {
    QueryClause { alternatives: vec![atom], ..QueryClause::default() }
}

/// The words of a phrase with at most `gap` others between them, in any order.
fn spread_words(mut clause: QueryClause, gap: u32) -> QueryClause {
    let Some(atom) = clause.alternatives.pop_if(|atom| atom.words.len() > 1) else { return clause };
    let word = |word: &QueryWord| clause_of(QueryAtom { words: vec![word.clone()], ..atom.clone() });
    let clauses = atom.words.iter().map(word).collect();
    let nearness = Some(Nearness { gap, ordered: false });
    QueryGroup { clauses, excluded: Vec::new(), nearness }.into_clause()
}

/// Whether a wildcard stands in `words` where it is one: a star at the end is a prefix, a question mark there ends a question. In an
/// address neither is meant.
fn has_wildcard(words: &str, quoted: bool) -> bool {
    let is_inner = |word: &str| word.trim_end_matches(['*', '?']).contains(['*', '?']);
    if quoted {
        return words.contains('*') || words.split_whitespace().any(is_inner);
    }
    let plain = words.trim_end_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '*' | '?'));
    (is_inner(plain) || (plain.ends_with('*') && plain.trim_end_matches('*').ends_with('?')))
        && plain.chars().all(|c| (is_pattern_char(c) && !is_unspaced_script(c)) || matches!(c, '-' | '\'' | '’'))
        && plain.contains(char::is_alphanumeric)
}

fn is_pattern_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '*' | '?')
}
