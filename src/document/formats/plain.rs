//! Plain text reader: lines to blocks, with the markers that people type before them (`#`, `>`, `-`, `1.`).

use crate::analysis::fold::is_unspaced_script;
use crate::analysis::swar::find_first;
use crate::document::block::{BlockDraft, BlockRole, is_blank, trim_to_span};
use crate::document::phrases::{DATE_KEYS, TITLE_KEYS};
use crate::document::publication::month::find_month;
use crate::span::Span;

/// Columns at which hard-wrapped text is wrapped, by hand or by a mail program. Shorter is verse, longer is a paragraph
/// a line.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 45..=110;

/// A line that is not blank.
#[derive(Debug)]
struct PlainTextLine {
    /// Span of its content, without the marker.
    words: Span,
    /// Role by its marker.
    explicit_role: Option<BlockRole>,
    /// Whether a marker stands before the content, so that it begins a block.
    has_marker: bool,
    /// Whether it follows an empty line.
    after_blank_line: bool,
    /// Columns before the content.
    indent_columns: usize,
    /// Columns up to the end.
    end_column: usize,
    /// Columns of its first word.
    first_word_width: usize,
}

/// Splits `text` into drafts of blocks. In Markdown (`joined`) adjacent lines are always one paragraph; elsewhere only
/// if the whole text is hard-wrapped.
pub(crate) fn parse_plain_text(text: &str, joined: bool) -> Vec<BlockDraft> {
    let lines = find_lines(text);
    let front = if joined { count_front_matter_lines(text, &lines) } else { 0 };
    let width = if joined { None } else { find_wrap_column(&lines) };
    let mut drafts: Vec<BlockDraft> = Vec::new();
    let mut before: Option<&PlainTextLine> = None;
    for (place, line) in lines.iter().enumerate() {
        if place < front {
            let chrome = !matches!(classify_key(line.words.slice_of(text)), Some(true));
            drafts.push(BlockDraft { is_boilerplate: chrome, ..BlockDraft::new(line.words, true) });
            continue;
        }
        let continues = !line.after_blank_line
            && !line.has_marker
            && before.is_some_and(|before| {
                before.explicit_role != Some(BlockRole::Heading)
                    && (joined || width.is_some_and(|width| continues_wrapped_line(before, line, width)))
            });
        match drafts.last_mut() {
            Some(draft) if continues => draft.span = Span { start: draft.span.start, end: line.words.end },
            _ => drafts.push(BlockDraft {
                explicit_role: line.explicit_role,
                ..BlockDraft::new(line.words, line.after_blank_line)
            }),
        }
        before = Some(line);
    }
    drafts
}

/// Number of lines of front matter at the head of a Markdown file: a key on each, and among the keys a title or a date.
fn count_front_matter_lines(text: &str, lines: &[PlainTextLine]) -> usize {
    let end = lines.iter().skip(1).position(|line| line.after_blank_line).map_or(lines.len(), |place| place + 1);
    let mut titled = false;
    let front = lines.iter().take(end).enumerate().all(|(place, line)| {
        let key = classify_key(line.words.slice_of(text));
        titled |= key == Some(true);
        key.is_some() || (place > 0 && (line.indent_columns > 0 || line.explicit_role == Some(BlockRole::ListItem)))
    });
    if front && titled { end } else { 0 }
}

/// Whether the key before the colon of a line is that of a title or a date; `None` if there is no key.
fn classify_key(line: &str) -> Option<bool> {
    let (key, value) = line.split_once(':')?;
    let is_key =
        key.len() <= 32 && !key.contains(['.', '"', '(', '/']) && (value.is_empty() || value.starts_with(is_blank));
    let key = key.trim().to_lowercase();
    is_key.then(|| TITLE_KEYS.contains(&key) || DATE_KEYS.contains(&key))
}

/// Whether `line` continues `before`, which had to break there: the first word would not have fitted.
fn continues_wrapped_line(before: &PlainTextLine, line: &PlainTextLine, width: usize) -> bool {
    let same_indent = line.indent_columns.abs_diff(before.indent_columns) <= 1
        || before.has_marker
        || line.indent_columns < before.indent_columns;
    same_indent && before.end_column + 1 + line.first_word_width + 3 > width
}

/// The column at which the text is hard-wrapped; `None` if its lines end where its paragraphs or verses end.
fn find_wrap_column(lines: &[PlainTextLine]) -> Option<usize> {
    let pairs: Vec<(&PlainTextLine, &PlainTextLine)> =
        lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.after_blank_line && !next.has_marker).collect();
    // A long address standing alone on its line says nothing about the width.
    let width = pairs
        .iter()
        .map(|(line, _)| line)
        .filter(|line| line.first_word_width + line.indent_columns < line.end_column)
        .map(|line| line.end_column)
        .max()?;
    if pairs.len() < 2 || !WRAP_COLUMNS.contains(&width) {
        return None;
    }
    let full = pairs.iter().filter(|(line, next)| continues_wrapped_line(line, next, width)).count();
    (full * 5 >= pairs.len() * 4).then_some(width)
}

/// The lines that are not blank, in order.
fn find_lines(text: &str) -> Vec<PlainTextLine> {
    let mut lines: Vec<PlainTextLine> = Vec::new();
    let mut apart = true;
    let mut start = 0;
    while start < text.len() {
        let end = line_end(text, start);
        // The line feed of a Windows line end is an empty piece of its own, not an empty line.
        let half = text.get(start..end) == Some("\n") && text.get(..start).is_some_and(|before| before.ends_with('\r'));
        match trim_to_span(text, start, end) {
            None => apart |= !half,
            Some(words) => match parse_line(text, start, words) {
                // A line of marks alone is a horizontal rule; under a line of words it makes that line a heading
                // (setext).
                None => {
                    if let Some(above) = lines.last_mut()
                        && !apart
                        && above.explicit_role.is_none()
                        && words.slice_of(text).len() >= 3
                        && words.slice_of(text).bytes().all(|byte| matches!(byte, b'=' | b'-'))
                        && above.end_column <= 120
                    {
                        above.explicit_role = Some(BlockRole::Heading);
                    }
                    apart = true;
                }
                Some(line) => {
                    lines.push(PlainTextLine { after_blank_line: apart, ..line });
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
        end += find_first(rest.as_bytes(), |eight| eight.range_mask(b'\n', b'\r') | eight.non_ascii_mask());
        let Some(c) = text.get(end..).and_then(|rest| rest.chars().next()) else { break };
        end += c.len_utf8();
        if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{c}') {
            break;
        }
    }
    end
}

/// Parses the marker of the line whose content is `words`; `None` if it is a horizontal rule.
fn parse_line(text: &str, line_start: usize, words: Span) -> Option<PlainTextLine> {
    let content = words.slice_of(text);
    if content.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '#' | '~' | '+' | '|' | ' ' | '\t' | '\u{a0}')) {
        return None;
    }
    let indent =
        Span::new(line_start, words.start as usize).slice_of(text).chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let (mark_len, given) = find_line_marker(content);
    let inner = trim_to_span(text, words.start as usize + mark_len, words.end as usize)?;
    let inner = match given {
        Some(BlockRole::Heading) => without_closing_hashes(text, inner),
        _ => inner,
    };
    Some(PlainTextLine {
        words: inner,
        explicit_role: given,
        has_marker: mark_len > 0,
        after_blank_line: false,
        indent_columns: indent,
        end_column: indent + content.chars().count(),
        first_word_width: first_word_columns(inner.slice_of(text)),
    })
}

/// Length in bytes of the marker at the beginning of a line, and the role that it gives; 0 if there is none.
fn find_line_marker(content: &str) -> (usize, Option<BlockRole>) {
    let hashes = content.bytes().take_while(|&byte| byte == b'#').count();
    let after = |len: usize| content.get(len..).is_some_and(|rest| rest.starts_with(is_blank));
    if (1..=6).contains(&hashes) && after(hashes) {
        return (hashes, Some(BlockRole::Heading));
    }
    if content.starts_with('>') {
        let marks = content.find(|c: char| c != '>' && !is_blank(c)).unwrap_or(content.len());
        return (marks, Some(BlockRole::Quote));
    }
    if let Some(mark) =
        content.chars().next().filter(|c| matches!(c, '-' | '*' | '+' | '•' | '·' | '◦' | '▪' | '●' | '‣'))
        && after(mark.len_utf8())
    {
        // A hyphen typed for a dash begins what somebody says, and says nothing about lists.
        return (mark.len_utf8(), Some(BlockRole::ListItem));
    }
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && content.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']))
        && after(digits + 1)
        && !starts_with_month(content.get(digits + 1..))
    {
        return (digits + 1, Some(BlockRole::ListItem));
    }
    (0, None)
}

/// Whether a number before `rest` is the day of a month ("3. Oktober"), not that of a list.
fn starts_with_month(rest: Option<&str>) -> bool {
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
    let words = span.slice_of(text);
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
    if words.starts_with(is_unspaced_script) { 1 } else { words.chars().take_while(|&c| !is_blank(c)).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<&str> {
        parse_plain_text(text, false).iter().map(|draft| draft.span.slice_of(text)).collect()
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
        let drafts = parse_plain_text(text, false);
        let roles: Vec<_> = drafts.iter().map(|draft| draft.explicit_role).collect();
        assert_eq!(
            roles,
            [
                Some(BlockRole::Heading),
                Some(BlockRole::ListItem),
                Some(BlockRole::ListItem),
                Some(BlockRole::ListItem),
                Some(BlockRole::Quote),
                None
            ]
        );
        assert_eq!(blocks(text), ["Harbours", "one", "two", "three", "quoted", "C# is a language #"]);
    }

    #[test]
    fn a_line_under_words_makes_them_a_heading() {
        let drafts = parse_plain_text("Harbours\n========\ntext", false);
        assert_eq!(drafts[0].explicit_role, Some(BlockRole::Heading));
        assert_eq!(drafts.len(), 2);
    }

    #[test]
    fn windows_line_ends_are_not_empty_lines() {
        assert!(!parse_plain_text("one\r\ntwo", false)[1].after_blank_line);
        assert!(parse_plain_text("one\r\n\r\ntwo", false)[1].after_blank_line);
    }

    #[test]
    fn front_matter_of_markdown_is_told_from_its_text() {
        for text in [
            "---\ntitle: Night trains\ntags:\n  - rails\n---\nThe first\none left.",
            "Title: Night trains\nTags: rails,\n  night\n\nThe first\none left.",
        ] {
            let drafts = parse_plain_text(text, true);
            let article: Vec<_> = drafts
                .iter()
                .filter(|draft| !draft.is_boilerplate)
                .map(|draft| draft.span.slice_of(text).to_lowercase())
                .collect();
            assert_eq!(article, ["title: night trains", "the first\none left."], "{text}");
        }
        assert_eq!(parse_plain_text("Note: the train\nleft: at dusk.", true).len(), 1);
    }

    #[test]
    fn a_hashtag_is_no_heading() {
        assert_eq!(parse_plain_text("#harbour is open", false)[0].explicit_role, None);
    }
}
