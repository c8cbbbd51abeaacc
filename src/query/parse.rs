//! The query parser: typed text to [`Query`]. It never fails: an operator that is incomplete is ignored, one that is unknown is
//! read as words.
//!
//! OR binds more loosely than AND and more tightly than words side by side: `fog OR mist harbour` asks for the harbour, with fog or
//! mist.

use super::{
    AmountFilter, EntityFilter, Nearness, Query, QueryClause, QueryGroup, QueryPart, QueryPartKind,
    lexer::{Lexeme, PieceSuffix, PlacedLexeme, QueryLexer, QueryPiece},
    operators::{QueryOperator, first_day_of, parse_amount_range, parse_day_range},
};
use crate::{
    analysis::token::{Tokenizer, plain_form, spelling_of},
    document::Language,
    index::IndexField,
};

/// Pieces beyond this many are ignored: nobody types so many, and a pasted page would be slow.
pub(super) const MAX_PIECES: usize = 128;

/// The same of pieces and operators together.
const MAX_LEXEMES: usize = 512;

/// Parentheses deeper than this are passed over.
const MAX_DEPTH: usize = 16;

/// Patterns beyond this many are read as words: each is a walk through the dictionary.
const MAX_PATTERNS: usize = 16;

/// In a query without a small letter and with more pieces than this, capitals say nothing.
const MAX_SHOUTED_PIECES: usize = 4;

/// Longest acronym in characters.
const MAX_ACRONYM_CHARS: usize = 5;

/// A hyphen between spaces is a prohibition in a query of at most so many pieces; a longer one is a headline.
const MAX_HYPHEN_PIECES: usize = 4;

impl Query {
    /// Parses a query as a person types it. Its words become keys by the `tokenizer` of the index.
    ///
    /// ```
    /// use reading_room::internals::{analysis::token::Tokenizer, query::Query};
    /// let query = Query::parse(r#"harbour "night train" -fog before:2024"#, Tokenizer::default());
    /// assert_eq!(query.clauses.len(), 2);
    /// assert_eq!(query.clauses[1].alternatives[0].words.len(), 2);
    /// assert_eq!(query.excluded.len(), 1);
    /// assert_eq!(query.before.unwrap().to_iso(), "2024-01-01");
    /// let query = Query::parse("(fog OR mist) AND harb?r", Tokenizer::default());
    /// assert_eq!(query.clauses[0].alternatives.len(), 2);
    /// assert!(query.clauses[1].required);
    /// ```
    pub fn parse(text: &str, tokenizer: Tokenizer) -> Query {
        let mut pieces = 0;
        let is_within_limit = |placed: &PlacedLexeme<'_>| {
            pieces += usize::from(matches!(placed.lexeme, Lexeme::Operand(_)));
            pieces <= MAX_PIECES
        };
        let mut lexemes: Vec<_> =
            QueryLexer::new(text, tokenizer).take(MAX_LEXEMES).take_while(is_within_limit).collect();
        read_small_operators(&mut lexemes, text);
        let (query, field) = (Query::default(), None);
        let mut parser = QueryParser { lexemes, at: 0, depth: 0, negated: false, field, query };
        let QueryGroup { clauses, excluded, .. } = parser.parse_sequence(false);
        let mut query = Query { clauses, excluded, ..parser.query };
        // Who writes everything in capitals means no acronym.
        let shouted = pieces > 1 && is_shouted(text);
        let mut patterns = 0;
        query.clauses.iter_mut().chain(&mut query.excluded).for_each(|clause| {
            clause.each_atom(&mut |atom| {
                for word in atom.words.iter_mut().filter(|_| shouted) {
                    let plain = plain_form(&word.key).len();
                    if spelling_of(&word.key).bytes().all(|byte| byte.is_ascii_uppercase()) {
                        word.key.truncate(plain);
                    }
                }
                for word in atom.words.iter_mut().filter(|word| word.pattern.is_some()) {
                    patterns += 1;
                    if patterns > MAX_PATTERNS {
                        word.pattern = None;
                        word.key.retain(char::is_alphanumeric);
                    }
                }
            });
        });
        query
    }
}

/// Whether a text has a long word in capitals and no small letter.
fn is_shouted(text: &str) -> bool {
    let is_long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > MAX_ACRONYM_CHARS;
    !text.chars().any(char::is_lowercase) && text.split_whitespace().take(MAX_LEXEMES).any(is_long)
}

/// Tells the operators that are not certain from words: in small letters, or a hyphen.
fn read_small_operators(lexemes: &mut [PlacedLexeme<'_>], text: &str) {
    let is_piece = |placed: &PlacedLexeme<'_>| matches!(placed.lexeme, Lexeme::Operand(_));
    let pieces = lexemes.iter().filter(|placed| is_piece(placed)).count();
    let has_small = text.chars().any(char::is_lowercase);
    let is_word = |placed: &PlacedLexeme<'_>| {
        text.get(placed.start..placed.end).is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()))
    };
    if !has_small && pieces > MAX_SHOUTED_PIECES {
        let shouted = |placed: &PlacedLexeme<'_>| {
            matches!(placed.lexeme, Lexeme::And(_) | Lexeme::Not | Lexeme::Near(_)) && is_word(placed)
        };
        lexemes.iter_mut().filter(|placed| shouted(placed)).for_each(|placed| placed.lexeme = Lexeme::And(false));
    }
    let certain = lexemes.iter().any(|placed| match placed.lexeme {
        Lexeme::And(certain) => certain,
        Lexeme::Or | Lexeme::Near(_) => true,
        Lexeme::Not => is_word(placed),
        _ => false,
    });
    let has_parentheses = lexemes.iter().any(|placed| matches!(placed.lexeme, Lexeme::Open(..)));
    // Nothing but alternatives: "fog or mist".
    let words: Vec<&str> =
        lexemes.iter().map(|placed| text.get(placed.start..placed.end).unwrap_or_default()).collect();
    let alternates = lexemes.len() > 2
        && lexemes.len() % 2 == 1
        && lexemes.iter().all(is_piece)
        && words.iter().enumerate().all(|(at, &word)| (word == "or") == (at % 2 == 1));
    let last = lexemes.len().saturating_sub(1);
    for at in 1..lexemes.len() {
        let before =
            lexemes.get(at - 1).is_some_and(|placed| is_piece(placed) || matches!(placed.lexeme, Lexeme::Close));
        let behind = lexemes.get(at + 1).is_some_and(|placed| !matches!(placed.lexeme, Lexeme::Close));
        let word = words.get(at).copied().unwrap_or_default();
        let joined = word == "not" && lexemes.get(at - 1).is_some_and(|placed| matches!(placed.lexeme, Lexeme::And(_)));
        let Some(placed) = lexemes.get_mut(at).filter(|_| (before || joined) && behind) else { continue };
        match (word, &placed.lexeme) {
            ("or", _) if certain || has_parentheses || alternates => placed.lexeme = Lexeme::Or,
            ("and", _) if certain => placed.lexeme = Lexeme::And(false),
            ("not", _) if certain => placed.lexeme = Lexeme::Not,
            (_, Lexeme::Hyphen) if at + 1 == last && pieces <= MAX_HYPHEN_PIECES => placed.lexeme = Lexeme::Not,
            _ => {}
        }
    }
}

/// A parser by recursive descent.
struct QueryParser<'a> {
    lexemes: Vec<PlacedLexeme<'a>>,
    at: usize,
    depth: usize,
    /// Whether what is read is prohibited.
    negated: bool,
    /// The field of the parentheses around.
    field: Option<QueryOperator>,
    /// The filters and parts so far.
    query: Query,
}

impl<'a> QueryParser<'a> {
    fn peek(&self) -> Option<&Lexeme<'a>> {
        self.lexemes.get(self.at).map(|placed| &placed.lexeme)
    }

    /// Passes over the next lexeme if it is what is asked for.
    fn accept(&mut self, is_wanted: impl Fn(&Lexeme<'a>) -> bool) -> bool {
        let is_next = self.peek().is_some_and(is_wanted);
        self.at += usize::from(is_next);
        is_next
    }

    fn accept_and(&mut self) -> Option<bool> {
        let &Lexeme::And(certain) = self.peek()? else { return None };
        self.at += 1;
        Some(certain)
    }

    fn accept_near(&mut self) -> Option<Nearness> {
        let &Lexeme::Near(nearness) = self.peek()? else { return None };
        self.at += 1;
        Some(nearness)
    }

    /// Whether an operand begins here.
    fn is_at_operand(&self) -> bool {
        self.peek()
            .is_some_and(|lexeme| matches!(lexeme, Lexeme::Operand(_) | Lexeme::Open(..) | Lexeme::Not | Lexeme::Must))
    }

    /// Whether an operator stands before or behind the lexeme at the cursor, which makes it one operand.
    fn is_between_operators(&self) -> bool {
        let joins = |at: Option<usize>| {
            let placed = at.and_then(|at| self.lexemes.get(at));
            placed.is_some_and(|placed| matches!(placed.lexeme, Lexeme::Or | Lexeme::Near(_)))
        };
        self.negated || joins(self.at.checked_sub(1)) || joins(Some(self.at + 1))
    }

    /// Operands side by side, up to the end or the closing parenthesis.
    fn parse_sequence(&mut self, inner: bool) -> QueryGroup {
        let mut group = QueryGroup::default();
        while let Some(lexeme) = self.peek() {
            if inner && matches!(lexeme, Lexeme::Close) {
                break;
            }
            if self.is_at_operand() {
                let next = self.parse_disjunction();
                group.clauses.extend(next.clauses);
                group.excluded.extend(next.excluded);
            } else {
                self.at += 1;
            }
        }
        group
    }

    fn parse_disjunction(&mut self) -> QueryGroup {
        let (from, parts) = (self.at, self.query.parts.len());
        let first = self.parse_conjunction();
        let mut others = Vec::new();
        while self.accept(|lexeme| matches!(lexeme, Lexeme::Or)) {
            if self.is_at_operand() {
                others.push(self.parse_conjunction());
            }
        }
        if others.is_empty() {
            return first;
        }
        self.query.parts.truncate(parts);
        self.add_part(from, false);
        // What is prohibited in an alternative of its own is prohibited altogether: nobody asks for all the rest.
        let mut any = QueryGroup::default();
        let mut clause = QueryClause::default();
        for mut group in std::iter::once(first).chain(others) {
            if group.clauses.is_empty() {
                any.excluded.append(&mut group.excluded);
            } else {
                let mut one = group.into_clause();
                clause.alternatives.append(&mut one.alternatives);
                clause.groups.append(&mut one.groups);
            }
        }
        any.clauses.extend((clause != QueryClause::default()).then_some(clause));
        any
    }

    fn parse_conjunction(&mut self) -> QueryGroup {
        let from = self.at;
        let mut group = self.parse_near();
        let mut part = (from, self.at);
        let mut required = false;
        while let Some(certain) = self.accept_and() {
            if !self.is_at_operand() {
                continue;
            }
            required |= certain;
            self.add_part_of(part, required);
            let from = self.at;
            let next = self.parse_near();
            part = (from, self.at);
            group.clauses.extend(next.clauses);
            group.excluded.extend(next.excluded);
        }
        self.add_part_of(part, required);
        group.clauses.iter_mut().for_each(|clause| clause.required |= required);
        group
    }

    fn parse_near(&mut self) -> QueryGroup {
        let mut last = self.parse_operand();
        let mut all = QueryGroup::default();
        while let Some(nearness) = self.accept_near() {
            if !self.is_at_operand() {
                continue;
            }
            let next = self.parse_operand();
            let operands: Vec<_> = last.clauses.iter().chain(&next.clauses).cloned().collect();
            if !next.clauses.is_empty() && !last.clauses.is_empty() {
                let near = QueryGroup { clauses: operands, nearness: Some(nearness), excluded: Vec::new() };
                all.clauses.push(QueryClause { groups: vec![near], ..Default::default() });
            }
            all.excluded.extend(last.excluded);
            last = next;
        }
        if all.clauses.is_empty() {
            all.clauses = last.clauses;
        }
        all.excluded.extend(last.excluded);
        all
    }

    /// A word, a phrase or parentheses, with the signs before it.
    fn parse_operand(&mut self) -> QueryGroup {
        if self.accept(|lexeme| matches!(lexeme, Lexeme::Must)) {
            let mut group = if self.is_at_operand() { self.parse_operand() } else { QueryGroup::default() };
            group.clauses.iter_mut().for_each(|clause| clause.required = true);
            return group;
        }
        if self.accept(|lexeme| matches!(lexeme, Lexeme::Not)) {
            if !self.is_at_operand() {
                return QueryGroup::default();
            }
            let outer = std::mem::replace(&mut self.negated, true);
            let group = self.parse_operand();
            self.negated = outer;
            if group.clauses.is_empty() {
                return group;
            }
            return QueryGroup { excluded: vec![group.into_clause()], ..QueryGroup::default() };
        }
        let as_one = self.is_between_operators();
        let Some(&PlacedLexeme { lexeme, .. }) = self.lexemes.get(self.at) else { return QueryGroup::default() };
        self.at += 1;
        match lexeme {
            Lexeme::Open(field, nearness) => self.parse_parentheses(field, nearness),
            Lexeme::Operand(piece) => QueryGroup { clauses: self.read_piece(&piece, as_one), ..QueryGroup::default() },
            _ => QueryGroup::default(),
        }
    }

    fn parse_parentheses(&mut self, field: Option<QueryOperator>, nearness: Option<Nearness>) -> QueryGroup {
        if self.depth == MAX_DEPTH {
            return QueryGroup::default();
        }
        let outer = self.field;
        self.field = field.or(outer);
        self.depth += 1;
        let group = self.parse_sequence(true);
        self.depth -= 1;
        self.field = outer;
        self.accept(|lexeme| matches!(lexeme, Lexeme::Close));
        let nearness = nearness.filter(|_| group.clauses.len() > 1);
        if nearness.is_none() {
            return group;
        }
        let near = QueryGroup { nearness, ..group };
        QueryGroup { clauses: vec![near.into_clause()], ..QueryGroup::default() }
    }

    /// The clauses of a piece; none if it is a filter, which the query then has.
    fn read_piece(&mut self, piece: &QueryPiece<'a>, as_one: bool) -> Vec<QueryClause> {
        let words = piece.words;
        let query = &mut self.query;
        match piece.operator.or(self.field) {
            Some(QueryOperator::Before) => query.before = first_day_of(words).or(query.before),
            Some(QueryOperator::After) => query.after = first_day_of(words).or(query.after),
            Some(QueryOperator::Date) => {
                let (after, before) = parse_day_range(words);
                (query.after, query.before) = (after.or(query.after), before.or(query.before));
            }
            Some(QueryOperator::Amount) => {
                let excluded = self.negated;
                query.amount_filters.extend(parse_amount_range(words).map(|range| AmountFilter { range, excluded }));
            }
            Some(QueryOperator::Source) => {
                query.source = Some(words.to_owned()).filter(|words| !words.is_empty()).or(query.source.take());
            }
            Some(QueryOperator::Language) => query.language = Language::parse(words).or(query.language),
            Some(QueryOperator::Title) => return piece.to_clauses(Some(IndexField::Title), as_one),
            Some(QueryOperator::Heading) => return piece.to_clauses(Some(IndexField::Heading), as_one),
            Some(QueryOperator::Named(constraint)) => {
                let excluded = self.negated;
                let filter = |clause| EntityFilter { constraint, clause, excluded };
                query.entity_filters.extend(piece.to_clause(None).map(filter));
            }
            None => return piece.to_clauses(None, as_one),
        }
        Vec::new()
    }

    /// Records how the lexemes from `from` to the cursor were read.
    fn add_part(&mut self, from: usize, required: bool) {
        self.add_part_of((from, self.at), required);
    }

    fn add_part_of(&mut self, (from, to): (usize, usize), required: bool) {
        if self.depth > 0 {
            return;
        }
        let lexemes = self.lexemes.get(from..to).unwrap_or_default();
        let (Some(first), Some(last)) = (lexemes.first(), lexemes.last()) else { return };
        let least = if required { QueryPartKind::Required } else { QueryPartKind::Word };
        let kind = match first.lexeme {
            Lexeme::Not => QueryPartKind::Excluded,
            _ => lexemes.iter().map(|placed| part_kind(&placed.lexeme)).fold(least, QueryPartKind::max),
        };
        self.query.parts.push(QueryPart { kind, range: first.start..last.end });
    }
}

/// How a lexeme is read by itself; of several, the greatest kind says most.
fn part_kind(lexeme: &Lexeme<'_>) -> QueryPartKind {
    match lexeme {
        Lexeme::Must => QueryPartKind::Required,
        Lexeme::Or => QueryPartKind::Any,
        Lexeme::Near(_) | Lexeme::Open(_, Some(_)) => QueryPartKind::Near,
        Lexeme::Open(Some(_), None) => QueryPartKind::Field,
        Lexeme::Operand(piece) => match piece.suffix {
            _ if piece.operator.is_some() => QueryPartKind::Field,
            PieceSuffix::Slop(_) => QueryPartKind::Near,
            PieceSuffix::Edits(_) | PieceSuffix::Regex => QueryPartKind::Pattern,
            PieceSuffix::None if piece.has_pattern() => QueryPartKind::Pattern,
            PieceSuffix::None if piece.quoted => QueryPartKind::Phrase,
            PieceSuffix::None => QueryPartKind::Word,
        },
        _ => QueryPartKind::Word,
    }
}
