//! Plain text reader: lines to blocks, with the markers that people type before them (`#`, `>`, `-`, `1.`).

use crate::document::block::{Draft, Role, find_words, is_blank};
use crate::document::month::find_month;
use crate::document::phrases::{DATE_KEYS, TITLE_KEYS};
use crate::eight::first_of;
use crate::fold::is_unspaced;
use crate::span::Span;

/// Columns at which hard-wrapped text is wrapped, by hand or by a mail program. Shorter is verse, longer is a paragraph
/// a line.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 45..=110;

/// A line that is not blank.
#[derive(Debug)]
struct Line {
    /// Span of its content, without the marker.
    words: Span,
    /// Role by its marker.
    given: Option<Role>,
    /// Whether a marker stands before the content, so that it begins a block.
    marked: bool,
    /// Whether it follows an empty line.
    apart: bool,
    /// Columns before the content.
    indent: usize,
    /// Columns up to the end.
    columns: usize,
    /// Columns of its first word.
    first_word: usize,
}

/// Splits `text` into drafts of blocks. In Markdown (`joined`) adjacent lines are always one paragraph; elsewhere only
/// if the whole text is hard-wrapped.
pub(crate) fn parse(text: &str, joined: bool) -> Vec<Draft> {
    let lines = find_lines(text);
    let front = if joined { front_lines(text, &lines) } else { 0 };
    let width = if joined { None } else { find_wrap(&lines) };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut before: Option<&Line> = None;
    for (place, line) in lines.iter().enumerate() {
        if place < front {
            let chrome = !matches!(key_of(line.words.of(text)), Some(true));
            drafts.push(Draft { chrome, ..Draft::new(line.words, true) });
            continue;
        }
        let continues = !line.apart
            && !line.marked
            && before.is_some_and(|before| {
                before.given != Some(Role::Heading) && (joined || width.is_some_and(|width| flows(before, line, width)))
            });
        match drafts.last_mut() {
            Some(draft) if continues => draft.span = Span { start: draft.span.start, end: line.words.end },
            _ => drafts.push(Draft { given: line.given, ..Draft::new(line.words, line.apart) }),
        }
        before = Some(line);
    }
    drafts
}

/// Number of lines of front matter at the head of a Markdown file: a key on each, and among the keys a title or a date.
fn front_lines(text: &str, lines: &[Line]) -> usize {
    let end = lines.iter().skip(1).position(|line| line.apart).map_or(lines.len(), |place| place + 1);
    let mut titled = false;
    let front = lines.iter().take(end).enumerate().all(|(place, line)| {
        let key = key_of(line.words.of(text));
        titled |= key == Some(true);
        key.is_some() || (place > 0 && (line.indent > 0 || line.given == Some(Role::ListItem)))
    });
    if front && titled { end } else { 0 }
}

/// Whether the key before the colon of a line is that of a title or a date; `None` if there is no key.
fn key_of(line: &str) -> Option<bool> {
    let (key, value) = line.split_once(':')?;
    let is_key =
        key.len() <= 32 && !key.contains(['.', '"', '(', '/']) && (value.is_empty() || value.starts_with(is_blank));
    let key = key.trim().to_lowercase();
    is_key.then(|| TITLE_KEYS.contains(&key) || DATE_KEYS.contains(&key))
}

/// Whether `line` continues `before`, which had to break there: the first word would not have fitted.
fn flows(before: &Line, line: &Line, width: usize) -> bool {
    let same_indent = line.indent.abs_diff(before.indent) <= 1 || before.marked || line.indent < before.indent;
    same_indent && before.columns + 1 + line.first_word + 3 > width
}

/// The column at which the text is hard-wrapped; `None` if its lines end where its paragraphs or verses end.
fn find_wrap(lines: &[Line]) -> Option<usize> {
    let pairs: Vec<(&Line, &Line)> =
        lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.apart && !next.marked).collect();
    // A long address standing alone on its line says nothing about the width.
    let width = pairs
        .iter()
        .map(|(line, _)| line)
        .filter(|line| line.first_word + line.indent < line.columns)
        .map(|line| line.columns)
        .max()?;
    if pairs.len() < 2 || !WRAP_COLUMNS.contains(&width) {
        return None;
    }
    let full = pairs.iter().filter(|(line, next)| flows(line, next, width)).count();
    (full * 5 >= pairs.len() * 4).then_some(width)
}

/// The lines that are not blank, in order.
fn find_lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut apart = true;
    let mut start = 0;
    while start < text.len() {
        let end = line_end(text, start);
        // The line feed of a Windows line end is an empty piece of its own, not an empty line.
        let half = text.get(start..end) == Some("\n") && text.get(..start).is_some_and(|before| before.ends_with('\r'));
        match find_words(text, start, end) {
            None => apart |= !half,
            Some(words) => match parse_line(text, start, words) {
                // A line of marks alone is a horizontal rule; under a line of words it makes that line a heading
                // (setext).
                None => {
                    if let Some(above) = lines.last_mut()
                        && !apart
                        && above.given.is_none()
                        && words.of(text).len() >= 3
                        && words.of(text).bytes().all(|byte| matches!(byte, b'=' | b'-'))
                        && above.columns <= 120
                    {
                        above.given = Some(Role::Heading);
                    }
                    apart = true;
                }
                Some(line) => {
                    lines.push(Line { apart, ..line });
                    apart = false;
                }
            },
        }
        start = end;
    }
    lines
}

/// Offset of the end of the line that begins at `start`, its line terminator included.
fn line_end(text: &str, start: usize) -> usize {
    let mut end = start;
    while let Some(rest) = text.get(end..).filter(|rest| !rest.is_empty()) {
        end += first_of(rest.as_bytes(), |eight| eight.between(b'\n', b'\r') | eight.wide());
        let Some(c) = text.get(end..).and_then(|rest| rest.chars().next()) else { break };
        end += c.len_utf8();
        if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{c}') {
            break;
        }
    }
    end
}

/// Parses the marker of the line whose content is `words`; `None` if it is a horizontal rule.
fn parse_line(text: &str, line_start: usize, words: Span) -> Option<Line> {
    let content = words.of(text);
    if content.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '#' | '~' | '+' | '|' | ' ' | '\t' | '\u{a0}')) {
        return None;
    }
    let indent =
        Span::new(line_start, words.start as usize).of(text).chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let (mark_len, given) = find_mark(content);
    let inner = find_words(text, words.start as usize + mark_len, words.end as usize)?;
    let inner = match given {
        Some(Role::Heading) => without_closing_hashes(text, inner),
        _ => inner,
    };
    Some(Line {
        words: inner,
        given,
        marked: mark_len > 0,
        apart: false,
        indent,
        columns: indent + content.chars().count(),
        first_word: first_word_columns(inner.of(text)),
    })
}

/// Length in bytes of the marker at the beginning of a line, and the role that it gives; 0 if there is none.
fn find_mark(content: &str) -> (usize, Option<Role>) {
    let hashes = content.bytes().take_while(|&byte| byte == b'#').count();
    let after = |len: usize| content.get(len..).is_some_and(|rest| rest.starts_with(is_blank));
    if (1..=6).contains(&hashes) && after(hashes) {
        return (hashes, Some(Role::Heading));
    }
    if content.starts_with('>') {
        let marks = content.find(|c: char| c != '>' && !is_blank(c)).unwrap_or(content.len());
        return (marks, Some(Role::Quote));
    }
    if let Some(mark) =
        content.chars().next().filter(|c| matches!(c, '-' | '*' | '+' | '•' | '·' | '◦' | '▪' | '●' | '‣'))
        && after(mark.len_utf8())
    {
        // A hyphen typed for a dash begins what somebody says, and says nothing about lists.
        return (mark.len_utf8(), Some(Role::ListItem));
    }
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && content.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']))
        && after(digits + 1)
        && !names_month(content.get(digits + 1..))
    {
        return (digits + 1, Some(Role::ListItem));
    }
    (0, None)
}

/// Whether a number before `rest` is the day of a month ("3. Oktober"), not that of a list.
fn names_month(rest: Option<&str>) -> bool {
    let word: String = rest
        .unwrap_or_default()
        .trim_start_matches(is_blank)
        .chars()
        .take_while(|c| c.is_alphabetic())
        .take(12)
        .flat_map(char::to_lowercase)
        .collect();
    find_month(&word).is_some()
}

/// `## Heading ##` without the closing marks (ATX).
fn without_closing_hashes(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let bare = words.trim_end_matches('#');
    let kept = bare.trim_end_matches(is_blank);
    // "C#" keeps its mark: the closing ones stand after a space.
    if kept.is_empty() || bare.len() == kept.len() {
        span
    } else {
        Span::new(span.start as usize, span.start as usize + kept.len())
    }
}

/// How many columns the first word takes; one in scripts that break between any two characters.
fn first_word_columns(words: &str) -> usize {
    if words.starts_with(is_unspaced) { 1 } else { words.chars().take_while(|&c| !is_blank(c)).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<&str> {
        parse(text, false).iter().map(|draft| draft.span.of(text)).collect()
    }

    #[test]
    fn a_paragraph_a_line_stays_so() {
        let text = "The first paragraph is a long line of its own and no mail program ever wrapped it at any column at all.\nThe second one follows.";
        assert_eq!(blocks(text).len(), 2);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The harbour master keeps a ledger of every ship that came in\nsince 1911, and he reads it aloud on winter evenings to anyone\nwho stays long enough.\n\nThe ledger has four volumes, bound in green cloth, and nobody\nknows who bound them.";
        assert_eq!(blocks(text).len(), 2);
        assert!(blocks(text)[0].ends_with("long enough."));
    }

    #[test]
    fn verses_stay_lines() {
        let text = "The tide goes out, the tide comes in,\nThe lamps are lit,\nAnd nobody has ever been\nAs old as it.";
        assert_eq!(blocks(text).len(), 4);
    }

    #[test]
    fn marks_give_roles_and_are_no_part_of_the_words() {
        let text = "## Harbours ##\n- one\n* two\n3. three\n> quoted\nC# is a language #";
        let drafts = parse(text, false);
        let roles: Vec<_> = drafts.iter().map(|draft| draft.given).collect();
        assert_eq!(
            roles,
            [
                Some(Role::Heading),
                Some(Role::ListItem),
                Some(Role::ListItem),
                Some(Role::ListItem),
                Some(Role::Quote),
                None
            ]
        );
        assert_eq!(blocks(text), ["Harbours", "one", "two", "three", "quoted", "C# is a language #"]);
    }

    #[test]
    fn a_line_under_words_makes_them_a_heading() {
        let drafts = parse("Harbours\n========\ntext", false);
        assert_eq!(drafts[0].given, Some(Role::Heading));
        assert_eq!(drafts.len(), 2);
    }

    #[test]
    fn windows_line_ends_are_not_empty_lines() {
        assert!(!parse("one\r\ntwo", false)[1].apart);
        assert!(parse("one\r\n\r\ntwo", false)[1].apart);
    }

    #[test]
    fn front_matter_of_markdown_is_told_from_its_text() {
        for text in [
            "---\ntitle: Night trains\ntags:\n  - rails\n---\nThe first\none left.",
            "Title: Night trains\nTags: rails,\n  night\n\nThe first\none left.",
        ] {
            let drafts = parse(text, true);
            let article: Vec<_> =
                drafts.iter().filter(|draft| !draft.chrome).map(|draft| draft.span.of(text).to_lowercase()).collect();
            assert_eq!(article, ["title: night trains", "the first\none left."], "{text}");
        }
        assert_eq!(parse("Note: the train\nleft: at dusk.", true).len(), 1);
    }

    #[test]
    fn a_hashtag_is_no_heading() {
        assert_eq!(parse("#harbour is open", false)[0].given, None);
    }
}
