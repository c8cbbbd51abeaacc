//! Publication date detection: in metadata values, in the prefixes that scrapers leave before paragraphs, and on short
//! lines near the top of the article. Never in running text.

use serde::{Deserialize, Serialize};

use super::clock::time_of_day_len;
use super::day::parse_date_prefix;
use crate::date::CalendarDate;
use crate::document::block::{BlockDraft, BlockRole, TextShape, is_blank, trim_to_span};
use crate::document::phrases::{DATE_KEYS, FIELD_NAMES, TITLE_KEYS, UPDATE_KEYS};
use crate::span::{Span, slice_text};

/// A publication date, found in the text or given by the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationDate {
    /// The date.
    pub date: CalendarDate,
    /// Span in the text; `None` if the source gave it beside the text.
    pub span: Option<Span>,
}

/// Words of running text after which a date without a key is no longer taken for the publication date.
const MAX_WORDS_BEFORE_DATE: usize = 60;

/// Parses the date that a metadata value begins with, perhaps behind a key: ISO 8601, RFC 2822, or as people write it.
/// `None` if there is none.
///
/// ```
/// # use reading_room::internals::document::find_date;
/// for text in ["2023-05-30T08:00:00Z", "Tue, 30 May 2023 10:00:00 +0200", "May 30th, 2023", "30 maja 2023 r.", "30.05.2023"] {
///     assert_eq!(find_date(text).map(|date| date.to_iso()).as_deref(), Some("2023-05-30"), "{text}");
/// }
/// assert_eq!(find_date("31 February 2023"), None);
/// ```
pub fn find_date(text: &str) -> Option<CalendarDate> {
    let text = text.trim_matches(is_blank);
    let key_len = find_date_key(text).map_or(0, |key| key.len);
    parse_date_prefix(text.get(key_len..)?).map(|(date, _)| date)
}

/// The date that a file name begins with, as site generators write it: "posts/2024-05-02-fog.md". Only for formats with
/// one article a file: a file of many is named after a day of its own.
pub(in crate::document) fn find_date_in_path(path: &str) -> Option<CalendarDate> {
    let (stem, ending) = path.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    let is_article = ["txt", "text", "md", "markdown", "htm", "html", "xhtml"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    let (day, rest) = stem.split_at_checked(10)?;
    CalendarDate::parse_iso(day).filter(|_| is_article && !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Splits metadata prefixes off the blocks they stand before, marks blocks of nothing but metadata as boilerplate, and
/// returns the date that they state: that of publication, else that of an update.
pub(in crate::document) fn mark_datelines(text: &str, drafts: &mut Vec<BlockDraft>) -> Option<PublicationDate> {
    let mut published = None;
    let mut updated = None;
    let mut words = 0;
    let mut marked = Vec::with_capacity(drafts.len() + 2);
    for mut draft in std::mem::take(drafts) {
        let content = draft.span.slice_of(text);
        if words == 0
            && draft.explicit_role.is_none()
            && let Some(key_len) = title_key_len(content)
            && let Some(title) = trim_to_span(text, draft.span.start as usize + key_len, draft.span.end as usize)
        {
            let key = Span { end: draft.span.start + key_len as u32, ..draft.span };
            marked.push(BlockDraft { is_boilerplate: true, ..BlockDraft::new(key, draft.after_blank_line) });
            marked.push(BlockDraft { explicit_role: Some(BlockRole::Title), ..BlockDraft::new(title, true) });
            continue;
        }
        let shape = (words <= MAX_WORDS_BEFORE_DATE).then(|| TextShape::measure_text(content));
        let Some(found) = find_metadata_prefix(content, shape.as_ref()) else {
            words += shape.filter(TextShape::is_prose).map_or(0, |shape| shape.word_count);
            marked.push(draft);
            continue;
        };
        let start = draft.span.start as usize;
        if let Some((date, place)) = found.date {
            let line = PublicationDate { date, span: Some(Span::new(start + place.start, start + place.end)) };
            let slot = if found.is_update { &mut updated } else { &mut published };
            slot.get_or_insert(line);
        }
        match trim_to_span(text, start + found.rest_start, draft.span.end as usize).filter(|_| !found.is_all_metadata) {
            None => {
                draft.is_boilerplate = true;
                marked.push(draft);
            }
            Some(rest) => {
                if let Some(prefix) = trim_to_span(text, start, rest.start as usize) {
                    marked.push(BlockDraft {
                        is_boilerplate: true,
                        explicit_role: None,
                        ..BlockDraft::new(prefix, draft.after_blank_line)
                    });
                }
                words += Some(TextShape::measure_text(rest.slice_of(text)))
                    .filter(TextShape::is_prose)
                    .map_or(0, |shape| shape.word_count);
                marked.push(BlockDraft { span: rest, after_blank_line: true, ..draft });
            }
        }
    }
    *drafts = marked;
    published.or(updated)
}

/// Length in bytes of the key in "title: Night trains", its colon included; `None` if what follows is no headline.
fn title_key_len(content: &str) -> Option<usize> {
    let colon = content.bytes().take(25).position(|byte| byte == b':')?;
    let (key, title) = (content.get(..colon)?, content.get(colon + 1..)?);
    (TITLE_KEYS.contains(&key.trim().to_lowercase()) && TextShape::measure_text(title).word_count <= 25)
        .then_some(key.len() + 1)
}

/// Length in bytes of the field name that a scraper left before the text itself, as in "title Night trains return"; 0
/// if there is none.
fn field_name_len(rest: &str) -> usize {
    let words = rest.trim_start_matches(is_separator);
    let Some(name) = FIELD_NAMES.longest_prefix(words) else { return 0 };
    let after = slice_text(words, name.len()..);
    let text = after.trim_start_matches(is_separator);
    if text.len() < after.len() && !TextShape::measure_text(text).starts_lowercase {
        rest.len() - text.len()
    } else {
        0
    }
}

/// Metadata at the beginning of a block.
struct MetadataPrefix {
    /// The date and its range in the block.
    date: Option<(CalendarDate, std::ops::Range<usize>)>,
    /// Whether it is the date of an update, not of publication.
    is_update: bool,
    /// Offset in bytes of the rest of the block.
    rest_start: usize,
    /// Whether the rest is metadata as well.
    is_all_metadata: bool,
}

/// Parses the metadata that `content` begins with; `None` if there is none. Near the top of the article, where its
/// `shape` is given, less evidence is enough. Prose that happens to begin with a date is not metadata.
fn find_metadata_prefix(content: &str, shape: Option<&TextShape>) -> Option<MetadataPrefix> {
    let near_top = shape.is_some();
    let mut prefix = MetadataPrefix { date: None, is_update: false, rest_start: 0, is_all_metadata: false };
    let mut keyed = false;
    let mut numeric = false;
    // "Published: 30 May 2023 | Updated: 1 June 2023": one after the other.
    while let Some(rest) = content.get(prefix.rest_start..) {
        let lead = rest.len() - rest.trim_start_matches(is_separator).len();
        let rest = slice_text(rest, lead..);
        let key = find_date_key(rest);
        let key_len = key.as_ref().map_or(0, |key| key.len);
        let Some((date, len)) = rest.get(key_len..).and_then(parse_date_prefix) else { break };
        if key.is_none() && prefix.date.is_some() {
            break;
        }
        keyed |= key.is_some();
        let start = prefix.rest_start + lead + key_len;
        numeric |= rest.get(key_len..).is_some_and(|date| {
            date.starts_with(|c: char| c.is_ascii_digit()) && !slice_text(date, ..len).contains(char::is_alphabetic)
        });
        let is_update = key.is_some_and(|key| key.is_update);
        if prefix.date.is_none() || (prefix.is_update && !is_update) {
            let day = slice_text(rest, key_len..key_len + len);
            let day_start = start + day.len() - day.trim_start_matches(is_separator).len();
            prefix.date = Some((date, day_start..start + day.trim_end_matches(is_separator).len()));
            prefix.is_update = is_update;
        }
        prefix.rest_start = start + len;
        prefix.rest_start += content.get(prefix.rest_start..).map_or(0, time_of_day_len);
    }
    if prefix.date.is_none() {
        return shape.and_then(|shape| find_date_in_parts(content, shape));
    }
    if keyed {
        prefix.rest_start += field_name_len(content.get(prefix.rest_start..)?);
    }
    let rest = content.get(prefix.rest_start..)?;
    let parted = rest.trim_start_matches(is_blank).starts_with(['|', '•', '·', '–', '—', '-', '/']);
    let words = rest.trim_start_matches(is_separator);
    if words.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
        prefix.is_all_metadata = true;
        return (keyed || near_top).then_some(prefix);
    }
    let shape = TextShape::measure_text(words);
    // "Posted on 30 May 2023 by admin in World"; "30 May 2023 | Anna Nowak | World".
    if !shape.is_prose() && shape.word_count <= 8 && !shape.ends_sentence() && near_top && (keyed || parted) {
        prefix.is_all_metadata =
            keyed || rest.split(is_part_separator).all(|part| TextShape::measure_text(part).word_count <= 5);
        return Some(prefix);
    }
    // A comma or a lower-case letter after the date: it belongs to a sentence.
    let begins_anew = !shape.starts_lowercase && !rest.trim_start_matches(is_blank).starts_with([',', ')', ';']);
    (near_top && begins_anew && (keyed || numeric)).then_some(prefix)
}

/// A short line of parts, one of which is a date: "Anna Nowak • 30 May 2023 • World".
fn find_date_in_parts(content: &str, shape: &TextShape) -> Option<MetadataPrefix> {
    // One part alone is not a line of parts.
    if shape.word_count > 16 || shape.ends_sentence() || !shape.has_separator || !content.contains(is_part_separator) {
        return None;
    }
    let mut start = 0;
    let mut date = None;
    for part in content.split_inclusive(is_part_separator) {
        let words = trim_to_span(content, start, start + part.trim_end_matches(is_part_separator).len())?;
        let inner = words.slice_of(content);
        let key_len = find_date_key(inner).map_or(0, |key| key.len);
        match inner.get(key_len..).and_then(parse_date_prefix) {
            Some((day, len))
                if inner.get(key_len + len..).is_some_and(|rest| {
                    rest.get(time_of_day_len(rest)..).is_none_or(|rest| rest.trim_matches(is_separator).is_empty())
                }) =>
            {
                date = date.or(Some((day, words.start as usize + key_len..words.start as usize + key_len + len)));
            }
            _ if TextShape::measure_text(inner).word_count > 6 => return None,
            _ => {}
        }
        start += part.len();
    }
    date.is_some().then_some(MetadataPrefix {
        date,
        is_update: false,
        rest_start: content.len(),
        is_all_metadata: true,
    })
}

/// Separators between the parts of a line of metadata.
fn is_part_separator(c: char) -> bool {
    matches!(c, '|' | '•' | '·' | '—' | '–' | '/')
}

fn is_separator(c: char) -> bool {
    is_blank(c) || is_part_separator(c) || matches!(c, '-' | ':' | ',' | ';' | '[' | ']' | '(' | ')')
}

/// A key before a date, as "Published:".
struct MetadataKey {
    /// Length in bytes, with the colon and the space after it.
    len: usize,
    is_update: bool,
}

/// The date key that `text` begins with; `None` if there is none.
fn find_date_key(text: &str) -> Option<MetadataKey> {
    if !DATE_KEYS.may_match_prefix(text) && !UPDATE_KEYS.may_match_prefix(text) {
        return None;
    }
    let head = lowercase_head(text);
    let published = DATE_KEYS.longest_prefix(&head).map(|key| key.chars().count());
    let updated = UPDATE_KEYS.longest_prefix(&head).map(|key| key.chars().count());
    let chars = published.max(updated)?;
    let after: usize = text.chars().take(chars).map(char::len_utf8).sum();
    let rest = text.get(after..)?;
    let gap = rest.len() - rest.trim_start_matches(|c| is_blank(c) || matches!(c, ':' | '：' | '–' | '—' | '-')).len();
    // "dated" is not "date".
    (gap > 0).then_some(MetadataKey { len: after + gap, is_update: updated > published })
}

/// The first 40 characters of `text` in lower case, one for one, so that characters can be counted in either.
pub(super) fn lowercase_head(text: &str) -> String {
    text.chars().take(40).map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        find_date(text).map(CalendarDate::to_iso)
    }

    #[test]
    fn the_name_of_an_article_may_begin_with_its_day() {
        let day = |path| find_date_in_path(path).map(CalendarDate::to_iso);
        for path in ["2023-05-30-fog.md", "posts/2023-05-30 Fog.HTML", "coast.zip: in\\2023-05-30.txt"] {
            assert_eq!(day(path).as_deref(), Some("2023-05-30"), "{path}");
        }
        let others = [
            "fog.md",
            "2023-05-30",
            "2023-05-301.txt",
            "2023-02-31-fog.md",
            "2023-05-30-export.jsonl:4",
            "2023-05-30/a.md",
            "zażółć ge.md",
        ];
        for path in others {
            assert_eq!(day(path), None, "{path}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "30 May 2023",
            "May 30, 2023",
            "Tuesday, May 30th, 2023",
            "30.05.2023",
            "30.5.2023",
            "30/05/2023",
            "05/30/2023",
            "2023/05/30",
            "Tue, 30 May 2023 10:00:00 +0200",
            "30 maja 2023",
            "30 maja 2023 r.",
            "30. Mai 2023",
            "30 mai 2023",
            "30 de mayo de 2023",
            "30 maggio 2023",
            "30 травня 2023 року",
            "30 мая 2023 г.",
            "2023 m. gegužės 30 d.",
            "2023. gada 30. maijs",
            "2023年5月30日",
            "2023년 5월 30일",
            "30. května 2023",
            "30 mei 2023",
            "30. toukokuuta 2023",
            "2023. május 30.",
            "30 de maio de 2023",
            "den 30 maj 2023",
            "Published: 30 May 2023",
            "date 2023-05-30",
            "30 Mayıs 2023",
        ] {
            assert_eq!(day(text).as_deref(), Some("2023-05-30"), "{text}");
        }
    }

    #[test]
    fn days_that_never_were_are_not_dates() {
        for text in [
            "31 February 2023",
            "30.13.2023",
            "2023-02-30",
            "May 2023",
            "30 May",
            "05/06/2023",
            "12345678",
            "",
            "in May 30, 2023 people",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    fn marked(text: &str) -> (Vec<(bool, &str)>, Option<String>) {
        let mut drafts = crate::document::formats::plain::parse_plain_text(text, false);
        let date = mark_datelines(text, &mut drafts);
        if let Some(line) = date {
            assert_eq!(find_date(line.span.unwrap().slice_of(text)), Some(line.date), "the span holds the date");
        }
        (
            drafts.iter().map(|draft| (draft.is_boilerplate, draft.span.slice_of(text))).collect(),
            date.map(|line| line.date.to_iso()),
        )
    }

    #[test]
    fn a_prefix_is_cut_off_the_paragraph_behind_it() {
        let (blocks, date) = marked(" date 2023-05-30 The river rose by two metres.");
        assert_eq!(blocks, [(true, "date 2023-05-30"), (false, "The river rose by two metres.")]);
        assert_eq!(date.as_deref(), Some("2023-05-30"));
        let (blocks, _) = marked("Published: May 30, 2023, 12:30 CET | Updated: June 1, 2023 “Rivers rise,” she said.");
        assert_eq!(blocks[1], (false, "“Rivers rise,” she said."));
    }

    #[test]
    fn fields_that_a_scraper_wrote_out_are_told_from_the_text() {
        let (blocks, _) = marked("title: Night trains: a return\ndate: 2023-05-30\nThe first one left at dusk.");
        let wanted = [
            (true, "title:"),
            (false, "Night trains: a return"),
            (true, "date: 2023-05-30"),
            (false, "The first one left at dusk."),
        ];
        assert_eq!(blocks, wanted);
        let (blocks, date) =
            marked("date 2023-05-30 title Night trains return after many years of silence, and nobody sleeps.");
        assert_eq!(blocks[0], (true, "date 2023-05-30 title"));
        assert_eq!(date.as_deref(), Some("2023-05-30"));
    }

    #[test]
    fn lines_of_nothing_but_metadata_are_chrome() {
        for text in [
            "30 May 2023",
            "Published on 30 May 2023 at 10:15 a.m.",
            "Anna Nowak | 30 May 2023 | World",
            "Tuesday, 30 May 2023, 12:00 Uhr",
            "Posted on May 30, 2023 by admin in World",
            "Updated 30 May 2023",
        ] {
            let (blocks, date) = marked(text);
            assert_eq!(blocks, [(true, text)]);
            assert_eq!(date.as_deref(), Some("2023-05-30"), "{text}");
        }
    }

    #[test]
    fn publication_counts_more_than_a_change() {
        assert_eq!(marked("Updated: 2023-06-02\nPublished: 2023-05-30").1.as_deref(), Some("2023-05-30"));
    }

    #[test]
    fn dates_of_sentences_are_left_alone() {
        for text in [
            "May 30, 2023 was the day the river rose.",
            "30 May 2023, a Tuesday, began with rain.",
            "Updated May 30, 2023, the list names nine rivers that rose.",
            "Date palms grow along the river.",
            "On 30 May 2023 The Times wrote about it.",
            "Flood of 30 May 2023 remembered",
        ] {
            assert_eq!(marked(text), (vec![(false, text)], None));
        }
    }
}
