//! The query parser: typed text to [`Query`]. It never fails: an operator that is incomplete is ignored, one that is unknown is
//! read as words.

use super::{EntityConstraint, EntityFilter, Query, QueryAtom, QueryClause, QueryWord};
use crate::{
    analysis::{fold::is_unspaced_script, token::Tokenizer},
    document::{CalendarDate, Language},
    entity::EntityKind,
    index::IndexField,
};

/// Pieces beyond this many are ignored: nobody types so many, and a pasted page would be slow.
const MAX_PIECES: usize = 64;

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
    /// ```
    pub fn parse(text: &str, tokenizer: Tokenizer) -> Query {
        let mut query = Query::default();
        let mut or_pending = false;
        let mut pieces = QueryPieces { text, at: 0, tokenizer }.take(MAX_PIECES).peekable();
        while let Some(piece) = pieces.next() {
            if piece.is_or() {
                or_pending = true;
                continue;
            }
            // An excluded piece, or an operand of OR, stays one clause.
            let as_one = piece.excluded || or_pending || pieces.peek().is_some_and(QueryPiece::is_or);
            let clauses =
                |field| if as_one { piece.to_clause(field).into_iter().collect() } else { piece.to_clauses(field) };
            let clauses = match piece.operator {
                Some(QueryOperator::Before) => {
                    query.before = first_day_of(piece.words).or(query.before);
                    Vec::new()
                }
                Some(QueryOperator::After) => {
                    query.after = first_day_of(piece.words).or(query.after);
                    Vec::new()
                }
                Some(QueryOperator::Source) => {
                    query.source = Some(piece.words.to_owned()).filter(|words| !words.is_empty()).or(query.source);
                    Vec::new()
                }
                Some(QueryOperator::Language) => {
                    query.language = Language::parse(piece.words).or(query.language);
                    Vec::new()
                }
                Some(QueryOperator::Title) => clauses(Some(IndexField::Title)),
                Some(QueryOperator::Heading) => clauses(Some(IndexField::Heading)),
                Some(QueryOperator::Named(as_what)) => {
                    let excluded = piece.excluded;
                    query.entity_filters.extend(piece.to_clause(None).map(|clause| EntityFilter {
                        constraint: as_what,
                        clause,
                        excluded,
                    }));
                    Vec::new()
                }
                None => clauses(None),
            };
            if clauses.is_empty() {
                continue;
            }
            let list = if piece.excluded { &mut query.excluded } else { &mut query.clauses };
            match list.last_mut().filter(|_| or_pending) {
                Some(last) => last.alternatives.extend(clauses.into_iter().flat_map(|clause| clause.alternatives)),
                None => list.extend(clauses),
            }
            or_pending = false;
        }
        query
    }
}

/// Words of a phrase beyond this many are ignored.
const MAX_WORDS: usize = 32;

/// The first day of an ISO year, month or day; `None` for anything else.
fn first_day_of(value: &str) -> Option<CalendarDate> {
    match value.len() {
        4 => CalendarDate::parse_iso(&format!("{value}-01-01")),
        7 => CalendarDate::parse_iso(&format!("{value}-01")),
        10 => CalendarDate::parse_iso(value),
        _ => None,
    }
}

/// The tokenizer of queries: splits at white space, except between quotation marks.
struct QueryPieces<'a> {
    text: &'a str,
    at: usize,
    tokenizer: Tokenizer,
}

/// An operator, written as a name before a colon.
#[derive(Clone, Copy, PartialEq, Eq)]
enum QueryOperator {
    Title,
    Heading,
    Before,
    After,
    Source,
    Language,
    Named(EntityConstraint),
}

/// A piece of a query: its sign, its operator and its words.
struct QueryPiece<'a> {
    excluded: bool,
    /// The operator before the words.
    operator: Option<QueryOperator>,
    quoted: bool,
    words: &'a str,
    /// Byte offset of `words` in the query.
    start: usize,
    /// Whether the query ends with it, so that the reader may still be typing it.
    open: bool,
    tokenizer: Tokenizer,
}

impl<'a> Iterator for QueryPieces<'a> {
    type Item = QueryPiece<'a>;

    fn next(&mut self) -> Option<QueryPiece<'a>> {
        let rest = self.text.get(self.at..)?;
        let begin = self.at + rest.find(|c: char| !c.is_whitespace())?;
        let mut at = begin;
        let excluded = self.text.get(at..)?.starts_with(['-', '−']);
        if excluded {
            at += self.text.get(at..)?.chars().next().map_or(0, char::len_utf8);
        }
        let operator = leading_operator(self.text.get(at..)?);
        at += operator.map_or(0, |(_, len)| len);
        let rest = self.text.get(at..)?;
        let quote = rest.chars().next().filter(|&c| is_quote(c));
        let quoted = quote.is_some();
        at += quote.map_or(0, char::len_utf8);
        let rest = self.text.get(at..)?;
        let (len, skip) = match rest
            .char_indices()
            .find(|&(_, c)| if quoted { is_quote(c) } else { c.is_whitespace() || c == '"' })
        {
            Some((end, c)) if quoted => (end, c.len_utf8()),
            Some((end, _)) => (end, 0),
            None => (rest.len(), 0),
        };
        self.at = at + len + skip;
        Some(QueryPiece {
            excluded,
            operator: operator.map(|(operator, _)| operator),
            quoted,
            words: rest.get(..len)?,
            start: at,
            open: self.at == self.text.len() && skip == 0,
            tokenizer: self.tokenizer,
        })
    }
}

/// The operator at the beginning of `rest`, in any letter case, with its length in bytes. Other names before a colon are words ("10:30",
/// "note: this").
fn leading_operator(rest: &str) -> Option<(QueryOperator, usize)> {
    let operators = [
        ("title:", QueryOperator::Title),
        ("heading:", QueryOperator::Heading),
        ("before:", QueryOperator::Before),
        ("after:", QueryOperator::After),
        ("source:", QueryOperator::Source),
        ("language:", QueryOperator::Language),
        ("person:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Person))),
        ("org:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Organisation))),
        ("organisation:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Organisation))),
        ("place:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Place))),
        ("event:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Event))),
        ("equipment:", QueryOperator::Named(EntityConstraint::Kind(EntityKind::Equipment))),
        ("said:", QueryOperator::Named(EntityConstraint::Speaker)),
    ];
    operators.into_iter().find_map(|(name, operator)| {
        let typed = rest.get(..name.len())?;
        typed.eq_ignore_ascii_case(name).then_some((operator, name.len()))
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

impl<'a> QueryPiece<'a> {
    fn is_or(&self) -> bool {
        !self.excluded && !self.quoted && self.operator.is_none() && matches!(self.words, "OR" | "|")
    }

    /// The clause of these words; `None` where there is no word.
    ///
    /// Several words in one piece are a phrase: a quotation, or a compound like "anti-drone". A compound has the same written as one
    /// word as an alternative.
    fn to_clause(&self, field: Option<IndexField>) -> Option<QueryClause> {
        self.clause_of_units(&self.compound_units(), field)
    }

    /// As [`QueryPiece::to_clause`], but one clause for each word of a script without spaces, if the segmenter finds its words.
    fn to_clauses(&self, field: Option<IndexField>) -> Vec<QueryClause> {
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
            let word = QueryWord { key: token.key.to_owned(), prefix: false, starred: false };
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
        // The last letter of a word without spaces is no prefix by itself.
        if let Some(last) = parts.last_mut().filter(|_| !(first.unspaced && whole.is_some())) {
            *last = typed(last);
        }
        let atom = |words| QueryAtom {
            words,
            field,
            quoted: self.quoted,
            start: self.start + first.start,
            end: self.start + last.end,
        };
        let any: Vec<QueryAtom> = [whole.map(|whole| vec![typed(whole)]), (!parts.is_empty()).then_some(parts)]
            .into_iter()
            .flatten()
            .map(atom)
            .collect();
        (!any.is_empty()).then_some(QueryClause { alternatives: any })
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree as text: alternatives by `|`, words of a phrase by `_`, `*` behind what may go on.
    fn outline(text: &str) -> String {
        let query = Query::parse(text, Tokenizer::default());
        let word = |word: &QueryWord| {
            format!("{}{}", crate::analysis::token::spelling_of(&word.key), if word.prefix { "*" } else { "" })
        };
        let atom = |atom: &QueryAtom| {
            let field = atom.field.map_or(String::new(), |field| format!("{field:?}:").to_lowercase());
            field + &atom.words.iter().map(word).collect::<Vec<_>>().join("_")
        };
        let clause = |clause: &QueryClause| clause.alternatives.iter().map(atom).collect::<Vec<_>>().join("|");
        let mut out: Vec<String> = query.clauses.iter().map(clause).collect();
        out.extend(query.excluded.iter().map(|excluded| format!("-{}", clause(excluded))));
        out.extend(query.entity_filters.iter().map(|named| {
            let sign = if named.excluded { "-" } else { "" };
            let as_what = match named.constraint {
                EntityConstraint::Kind(kind) => kind.as_str(),
                EntityConstraint::Speaker => "said",
            };
            format!("{sign}{as_what}:{}", clause(&named.clause))
        }));
        out.extend(query.after.map(|day| format!("after:{day}")));
        out.extend(query.before.map(|day| format!("before:{day}")));
        out.join(" ")
    }

    #[test]
    fn the_last_word_may_go_on_until_a_space_follows() {
        assert_eq!(outline("night tra"), "night tra*");
        assert_eq!(outline("night tra "), "night tra");
        assert_eq!(outline("night tra."), "night tra");
        assert_eq!(outline("nig* train "), "nig* train");
    }

    #[test]
    fn quoted_words_stand_side_by_side() {
        assert_eq!(outline("\"night train\" fog "), "night_train fog");
        assert_eq!(outline("“night train” "), "night_train");
        assert_eq!(outline("\"night tra"), "night_tra*");
        assert_eq!(outline("fog\"night train\""), "fog night_train");
    }

    #[test]
    fn a_compound_is_its_parts_or_the_whole() {
        assert_eq!(outline("cyber-attack "), "cyberattack|cyber_attack");
        assert_eq!(outline("10:30 "), "10_30");
    }

    #[test]
    fn minus_excludes_and_or_joins() {
        assert_eq!(outline("fog -rain -\"night train\" "), "fog -rain -night_train");
        assert_eq!(outline("fog OR mist harbour "), "fog|mist harbour");
        assert_eq!(outline("OR fog OR "), "fog");
        assert_eq!(outline("or fog "), "or fog");
    }

    #[test]
    fn operators_name_fields_and_days() {
        assert_eq!(outline("title:fog title:\"night train\" "), "title:fog title:night_train");
        assert_eq!(outline("after:2023 before:2024-02 x "), "x after:2023-01-01 before:2024-02-01");
        assert_eq!(outline("-title:fog "), "-title:fog");
        assert_eq!(outline("Title:fog BEFORE:2024 note:this "), "title:fog note_this before:2024-01-01");
    }

    #[test]
    fn operators_name_people_and_bodies() {
        assert_eq!(outline("person:\"Anna Kowalska\" org:nato "), "person:anna_kowalska organisation:nato");
        assert_eq!(outline("-place:lodz said:kow"), "-place:lodz said:kow*");
    }

    #[test]
    fn half_typed_operators_do_nothing_yet() {
        for text in [
            "",
            " ",
            "-",
            "\"",
            "\"\"",
            "title:",
            "before:",
            "before:20",
            "after:2023-1",
            "-\"",
            "title:\"",
            ":",
            "person:",
            "said:\"",
        ] {
            assert_eq!(outline(text), "", "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in "\\PC*") {
            for clause in Query::parse(&text, Tokenizer::default()).clauses {
                for atom in clause.alternatives {
                    prop_assert!(text.get(atom.start..atom.end).is_some_and(|piece| !piece.is_empty()));
                }
            }
        }
    }
}
