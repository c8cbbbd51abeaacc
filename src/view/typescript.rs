//! Generates `view.d.ts`, the TypeScript declarations of what crosses to JavaScript: the views from their structs, then what is passed
//! in, which is written by hand in `input.d.ts`. A test fails where the file is out of date; `UPDATE_GOLDEN=1 cargo test --lib view`
//! writes it.

use std::marker::PhantomData;

use ts_rs::{Config, TS};

use super::*;
use crate::entity::{AmountCategory, AmountPrecision, EntityKind, FactConfidence, resolve::MergeReason};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/view/view.d.ts");

const HEAD: &str =
    "// Generated from src/view by `UPDATE_GOLDEN=1 cargo test --lib view`: edit the structs and input.d.ts.";

const INPUT: &str = include_str!("input.d.ts");

/// Columns of a union of literals that stays on one line.
const LINE_COLUMNS: usize = 100;

/// In TypeScript a union that later versions may extend: code that reads it must expect other strings. Editors still offer the
/// literals.
pub(super) struct OrLater<T>(PhantomData<T>);

impl<T: TS> TS for OrLater<T> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(config: &Config) -> String {
        Self::inline(config)
    }

    fn inline(config: &Config) -> String {
        format!("{} | (string & {{}})", T::inline(config))
    }
}

/// All declarations, each after those that it refers to most. A type that is missing here is an unknown name to `tsc`.
fn declarations() -> String {
    let declarations = [
        declare::<MatchKind>(),
        declare::<Segment>(),
        declare::<BlockRole>(),
        declare::<EntityKind>(),
        declare::<Recognition>(),
        declare::<PageOf<()>>(),
        declare::<Counted<()>>(),
        declare::<ArticleRow>(),
        declare::<ArticleRef>(),
        declare::<OverviewView>(),
        declare::<EntityRef>(),
        declare::<EntityRow>(),
        declare::<Matched>(),
        declare::<HitView>(),
        declare::<Explanation>(),
        declare::<Facet>(),
        declare::<Spread>(),
        declare_extensible::<QueryPartKind>(),
        declare::<QueryPartView>(),
        declare::<SearchView>(),
        declare::<SuggestView>(),
        declare::<VersionView>(),
        declare::<ArticleView>(),
        declare::<RelatedView>(),
        declare::<Evidence>(),
        declare::<FactConfidence>(),
        declare_extensible::<MergeReason>(),
        declare::<MergeView>(),
        declare::<PossibleIdentityView>(),
        declare::<AssociateView>(),
        declare::<EntitiesView>(),
        declare::<EntityView>(),
        declare::<QuoteView>(),
        declare::<QuotesView>(),
        declare_extensible::<AmountPrecision>(),
        declare_extensible::<AmountCategory>(),
        declare::<AmountView>(),
        declare::<AmountsView>(),
        declare::<DateView>(),
        declare::<TimelineView>(),
        declare::<GraphView>(),
        declare::<FileView>(),
        declare::<AboutView>(),
    ];
    format!("{HEAD}\n\n{}\n\n{INPUT}", declarations.join("\n\n"))
}

fn declare<T: TS>() -> String {
    let bases = [
        base::<ArticleRow>(),
        base::<EntityRow>(),
        base::<EntityRef>(),
        base::<Evidence>(),
        base::<PageOf<QuoteView>>(),
        base::<PageOf<AmountView>>(),
        base::<PageOf<DateView>>(),
    ];
    let declaration = bases.iter().fold(T::decl(&Config::default()), |declaration, (name, fields)| {
        declaration.replace(&format!(", {fields} }}"), &format!(", }} & {name}"))
    });
    layout::<T>(&declaration)
}

/// A view that others flatten, with its fields: ts-rs repeats them where a reader would rather see the name.
fn base<T: TS>() -> (String, String) {
    let config = Config::default();
    let fields = T::inline(&config).trim_start_matches("{ ").trim_end_matches(" }").to_owned();
    (T::name(&config), fields)
}

fn declare_extensible<T: TS>() -> String {
    let config = Config::default();
    layout::<T>(&format!("type {} = {};", T::ident(&config), OrLater::<T>::inline(&config)))
}

/// A declaration as a person would write it: an object type is an interface. Its users see no difference, and better messages.
fn layout<T: TS>(declaration: &str) -> String {
    let docs = T::docs().unwrap_or_default();
    let declaration = declaration.trim_end_matches(';');
    let declaration = match declaration.strip_prefix("type ").and_then(|rest| rest.split_once(" = {")) {
        Some((name, fields)) if fields.ends_with('}') => format!("interface {name} {{{fields}"),
        Some((name, extending)) => match extending.rsplit_once(" & ") {
            Some((fields, base)) => format!("interface {name} extends {base} {{{fields}"),
            None => declaration.to_owned(),
        },
        None => declaration.to_owned(),
    };
    let laid_out = Printer::default().print(&format!("{docs}export {declaration}"));
    let lines = laid_out.lines().map(|line| match line.split_once(" = ") {
        Some((head, union)) if line.len() > LINE_COLUMNS => {
            format!("{head} =\n  | {}", union.replace(" | ", "\n  | "))
        }
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Lays out what ts-rs writes on one line: a field a line, `T[]` for `Array<T>`, single quotes, links of rustdoc as code.
#[derive(Default)]
struct Printer {
    out: String,
    /// Open brackets; of `Array<` where its item begins in `out`.
    open: Vec<(char, Option<usize>)>,
}

impl Printer {
    fn print(mut self, mut rest: &str) -> String {
        while let Some(next) = rest.chars().next() {
            if let Some((comment, after)) = rest.strip_prefix("/**").and_then(|rest| rest.split_once("*/")) {
                self.comment(comment);
                rest = after.trim_start();
            } else if let Some(after) = rest.strip_prefix("{}") {
                self.out.push_str("{}");
                rest = after;
            } else if let Some(after) = rest.strip_prefix("Array<") {
                self.open.push(('<', Some(self.out.len())));
                rest = after;
            } else {
                self.char(next);
                rest = &rest[next.len_utf8()..];
            }
        }
        self.out.replace("[`", "`").replace("`]", "`")
    }

    fn comment(&mut self, comment: &str) {
        let lines: Vec<&str> = comment.lines().map(|line| line.trim().trim_start_matches('*').trim()).collect();
        let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let indent = "  ".repeat(self.depth());
        match lines.as_slice() {
            [line] => self.out.push_str(&format!("/** {line} */\n{indent}")),
            lines => {
                let lines: String = lines.iter().map(|line| format!("\n{indent} * {line}")).collect();
                self.out.push_str(&format!("/**{lines}\n{indent} */\n{indent}"));
            }
        }
    }

    fn char(&mut self, next: char) {
        match next {
            '{' => {
                self.open.push(('{', None));
                self.out.push('{');
                self.line();
            }
            '}' => {
                self.open.pop();
                self.out.truncate(self.out.trim_end().len());
                self.line();
                self.out.push('}');
            }
            '<' => {
                self.open.push(('<', None));
                self.out.push('<');
            }
            '>' => self.close(),
            ',' if self.open.last().is_some_and(|(bracket, _)| *bracket == '{') => self.line(),
            '"' => self.out.push('\''),
            ' ' | '\n' if self.out.ends_with([' ', '\n']) => {}
            '\n' => self.out.push(' '),
            _ => self.out.push(next),
        }
    }

    /// Ends a list of type arguments; what was an array gets its brackets.
    fn close(&mut self) {
        match self.open.pop() {
            Some((_, Some(start))) => {
                let item = &self.out[start..];
                if (item.contains(" & ") || item.contains(" | ")) && !item.ends_with(['}', '>']) {
                    self.out.insert(start, '(');
                    self.out.push(')');
                }
                self.out.push_str("[]");
            }
            _ => self.out.push('>'),
        }
    }

    fn line(&mut self) {
        let indent = "  ".repeat(self.depth());
        self.out.push('\n');
        self.out.push_str(&indent);
    }

    fn depth(&self) -> usize {
        self.open.iter().filter(|(bracket, _)| *bracket == '{').count()
    }
}

#[test]
fn view_d_ts_is_generated_from_the_structs() {
    let expected = declarations();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(PATH, &expected).unwrap();
    }
    let found = std::fs::read_to_string(PATH).unwrap();
    assert_eq!(found, expected, "view.d.ts is out of date: UPDATE_GOLDEN=1 cargo test --lib view writes it");
}
