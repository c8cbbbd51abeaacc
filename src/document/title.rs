//! Title and heading detection, by the shapes of blocks and what follows them.

use serde::{Deserialize, Serialize};

use super::block::{BlockDraft, BlockRole, TextShape, is_blank};
use super::boilerplate::is_page_top_line;
use crate::span::{Span, slice_text};

/// A headline, found in the text or given by the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentTitle {
    /// The words, on one line.
    pub text: String,
    /// Span in the text; `None` if the source gave the title beside the text.
    pub span: Option<Span>,
}

/// Marks one block as the title, if the article has one in its text, and the other short lines over prose as headings.
///
/// `shapes` are those of `drafts`; `known` is the title that the source gave.
pub(super) fn mark_title(
    text: &str,
    drafts: &mut [BlockDraft],
    shapes: &[TextShape],
    known: Option<&str>,
) -> Option<DocumentTitle> {
    if known.is_none() && drafts.iter().all(|draft| draft.explicit_role != Some(BlockRole::Title)) {
        mark_page_head(text, drafts, shapes);
    }
    let place = find_title(text, drafts, shapes, known);
    mark_headings(text, drafts, shapes, place);
    let span = place.and_then(|place| drafts.get(place)).map(|draft| draft.span);
    match (span, known) {
        (Some(span), _) => Some(DocumentTitle { text: collapse_to_line(span.slice_of(text)), span: Some(span) }),
        (None, Some(known)) => Some(DocumentTitle { text: collapse_to_line(known), span: None }),
        (None, None) => None,
    }
}

/// Joins the words on one line: a headline that was wrapped is still one headline.
fn collapse_to_line(words: &str) -> String {
    words.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Marks as boilerplate what stands above the headline and is in no phrase table: the name of the site, a menu of its
/// sections.
fn mark_page_head(text: &str, drafts: &mut [BlockDraft], shapes: &[TextShape]) {
    let lines = drafts.iter().enumerate().filter(|(_, draft)| !draft.is_boilerplate).map(|(place, _)| place);
    let lines: Vec<usize> = lines.take(4).collect();
    for (&place, &next) in lines.iter().zip(lines.iter().skip(1)) {
        let is_line = |place: usize| {
            let given = drafts.get(place).and_then(|draft| draft.explicit_role);
            given.is_none_or(|role| role == BlockRole::Heading) && shapes.get(place).is_some_and(TextShape::is_headline)
        };
        let words = |place: usize| drafts.get(place).map_or("", |draft| draft.span.slice_of(text));
        let above = is_section_menu(words(place)) || (next > place + 1 && is_page_top_line(words(place + 1)));
        if !above || !is_line(place) || !is_line(next) || !leads_to_prose(drafts, shapes, next) {
            return;
        }
        if let Some(draft) = drafts.get_mut(place) {
            draft.is_boilerplate = true;
        }
    }
}

/// A menu of sections: "Politics | Sport | Culture".
fn is_section_menu(line: &str) -> bool {
    let parts = line.split(['|', '·', '•']);
    parts.clone().count() > 2
        && parts.into_iter().all(|part| (1..=3).contains(&TextShape::measure_text(part).word_count))
}

/// The index of the title block; `None` if the text holds no title.
fn find_title(text: &str, drafts: &[BlockDraft], shapes: &[TextShape], known: Option<&str>) -> Option<usize> {
    let given = drafts.iter().position(|draft| draft.explicit_role == Some(BlockRole::Title) && !draft.is_boilerplate);
    let mut head = drafts.iter().zip(shapes).enumerate().filter(|(_, (draft, _))| !draft.is_boilerplate);
    if let Some(known) = known {
        // The same words at the head of the text are the title; other words there are not.
        let same = head
            .take(3)
            .find(|(_, (draft, _))| is_same_title(draft.span.slice_of(text), known))
            .map(|(place, _)| place);
        return same.or(given
            .filter(|&place| drafts.get(place).is_some_and(|draft| is_same_title(draft.span.slice_of(text), known))));
    }
    if given.is_some() {
        return given;
    }
    let (place, (draft, shape)) = head.next()?;
    if draft.explicit_role == Some(BlockRole::Heading) {
        return Some(place);
    }
    let (_, (next, next_shape)) = head.next()?;
    // A headline heads something: running text, at once or under a deck. First lines of poems do not.
    let over_prose = is_paragraph(next_shape)
        || (next.after_blank_line && (next_shape.is_prose() || next_shape.word_count > shape.word_count.max(8)));
    let over_deck = (next.after_blank_line || next_shape.is_headline()) && leads_to_prose(drafts, shapes, place);
    (draft.explicit_role.is_none() && shape.is_headline() && (over_prose || over_deck)).then_some(place)
}

/// Whether prose of at least 12 words is among the next four blocks.
fn leads_to_prose(drafts: &[BlockDraft], shapes: &[TextShape], place: usize) -> bool {
    drafts
        .iter()
        .zip(shapes)
        .skip(place + 1)
        .filter(|(draft, _)| !draft.is_boilerplate)
        .take(4)
        .any(|(_, shape)| shape.is_prose() && shape.word_count >= 12)
}

/// Whether two headlines are the same but for space, letter case, punctuation, or the name of the site behind the known
/// one.
fn is_same_title(in_text: &str, known: &str) -> bool {
    // A paragraph need not be read to its end to see that it is no headline.
    if in_text.len() > known.len() * 2 + 64 {
        return false;
    }
    let plain =
        |title: &str| title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let wanted = plain(in_text);
    if wanted.is_empty() {
        return false;
    }
    let head = [" | ", " - ", " – ", " — ", " :: ", " · ", " » "]
        .iter()
        .filter_map(|mark| known.rfind(mark))
        .max()
        .and_then(|end| known.get(..end));
    wanted == plain(known) || head.is_some_and(|head| wanted == plain(head))
}

/// Whether a block is too long, or too much of a sentence, to be one more line of what came before it.
fn is_paragraph(shape: &TextShape) -> bool {
    shape.word_count >= 20 || (shape.word_count >= 12 && shape.is_prose())
}

fn mark_headings(text: &str, drafts: &mut [BlockDraft], shapes: &[TextShape], title: Option<usize>) {
    let mut next: Option<(bool, TextShape)> = None;
    let mut headings = Vec::new();
    for (place, (draft, shape)) in drafts.iter().zip(shapes).enumerate().rev() {
        if Some(place) == title {
            headings.push((place, BlockRole::Title));
        } else if draft.explicit_role == Some(BlockRole::Title)
            || (!draft.is_boilerplate && may_be_heading(text, drafts, place) && is_heading(text, draft, shape, next))
        {
            headings.push((place, BlockRole::Heading));
        }
        // Short boilerplate between a heading and its text does not part them; a teaser does.
        next = if draft.is_boilerplate && shape.word_count <= 3 {
            next
        } else {
            (!draft.is_boilerplate).then_some((draft.after_blank_line, *shape))
        };
    }
    for (place, role) in headings {
        if let Some(draft) = drafts.get_mut(place) {
            draft.explicit_role = Some(role);
        }
    }
}

/// Whether a block may be a heading by its marker: it has none, or the marker is no list item's but the number of a
/// section.
fn may_be_heading(text: &str, drafts: &[BlockDraft], place: usize) -> bool {
    let given = |place: usize| drafts.get(place).and_then(|draft| draft.explicit_role);
    match drafts.get(place) {
        Some(BlockDraft { explicit_role: None, .. }) => true,
        Some(BlockDraft { explicit_role: Some(BlockRole::ListItem), span, .. }) => {
            let before = slice_text(text, ..span.start as usize).trim_end_matches([' ', '\t', '\u{A0}']);
            let number = before.strip_suffix(['.', ')']).unwrap_or_default();
            number.ends_with(|c: char| c.is_ascii_digit())
                && given(place + 1).is_none()
                && place.checked_sub(1).and_then(given) != Some(BlockRole::ListItem)
        }
        _ => false,
    }
}

/// Whether a block is a heading: a short line over prose.
fn is_heading(text: &str, draft: &BlockDraft, shape: &TextShape, next: Option<(bool, TextShape)>) -> bool {
    let Some((next_apart, next_shape)) = next else { return false };
    let spoken = shape.starts_like_speech && shape.last_char.is_some_and(super::block::is_sentence_terminator);
    let short = shape.is_headline()
        && shape.word_count <= 16
        && !spoken
        && !draft.span.slice_of(text).starts_with(['-', '–', '—', '―']);
    // A question or an exclamation may be a line of dialogue; over a long paragraph it is a heading.
    let prose = if shape.ends_sentence() {
        next_shape.word_count >= 25
    } else {
        next_shape.is_prose() && next_shape.word_count >= 8
    };
    let stands_out = (draft.after_blank_line && next_apart) || is_paragraph(&next_shape);
    short && prose && stands_out && next_shape.word_count > shape.word_count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{block::measure_drafts, boilerplate, formats::plain};

    fn mark(text: &str, drafts: &mut [BlockDraft], known: Option<&str>) -> Option<DocumentTitle> {
        let shapes = measure_drafts(text, drafts);
        super::mark_title(text, drafts, &shapes, known)
    }

    fn mark_chrome(text: &str, drafts: &mut [BlockDraft]) {
        let shapes = measure_drafts(text, drafts);
        boilerplate::mark_boilerplate(text, drafts, &shapes);
    }

    const PROSE: &str =
        "The river rose by two metres in the night, and the people of the lower town carried their chairs upstairs.";

    fn marked(text: &str, known: Option<&str>) -> (Option<DocumentTitle>, Vec<BlockRole>) {
        let mut drafts = plain::parse_plain_text(text, false);
        let title = mark(text, &mut drafts, known);
        (title, drafts.iter().map(|draft| draft.to_block().role).collect())
    }

    #[test]
    fn the_first_short_line_over_prose_is_the_title_and_later_ones_are_headings() {
        let (title, roles) = marked(&format!("The river rises\n\n{PROSE}\n\nA long night\n\n{PROSE}"), None);
        assert_eq!(title.unwrap().text, "The river rises");
        assert_eq!(roles, [BlockRole::Title, BlockRole::Paragraph, BlockRole::Heading, BlockRole::Paragraph]);
    }

    #[test]
    fn a_text_that_begins_with_prose_has_no_title() {
        assert_eq!(marked(&format!("{PROSE}\n\nA long night\n\n{PROSE}"), None).0, None);
    }

    #[test]
    fn a_known_title_is_found_at_the_head_of_the_text() {
        let text = format!("The river rises\n\n{PROSE}");
        let (title, roles) = marked(&text, Some("The River Rises | The Daily River"));
        assert_eq!(title.unwrap().span, Some(crate::Span::new(0, 15)));
        assert_eq!(roles[0], BlockRole::Title);
        let (title, roles) = marked(&text, Some("Flood in the lower town"));
        assert_eq!(title, Some(DocumentTitle { text: "Flood in the lower town".into(), span: None }));
        assert_eq!(roles[0], BlockRole::Heading);
    }

    #[test]
    fn other_headings_do_not_oust_a_known_title() {
        let text = format!("title: The lower town\n\n{PROSE}");
        let mut drafts = plain::parse_plain_text(&text, false);
        super::super::publication::dateline::mark_datelines(&text, &mut drafts);
        let title = mark(&text, &mut drafts, Some("The river rises"));
        assert_eq!(title, Some(DocumentTitle { text: "The river rises".into(), span: None }));
        assert_eq!(drafts[1].explicit_role, Some(BlockRole::Heading));
    }

    #[test]
    fn a_line_above_the_menu_is_not_the_title() {
        for head in
            ["The Daily River\nMenu\n", "Rivers | Lakes | Seas\n", "The Daily River\nSearch\nRivers · Lakes · Seas\n"]
        {
            let text = format!("{head}\nThe river rises\n\n{PROSE}");
            let mut drafts = plain::parse_plain_text(&text, false);
            mark_chrome(&text, &mut drafts);
            assert_eq!(mark(&text, &mut drafts, None).unwrap().text, "The river rises", "{head}");
        }
        let text = format!("The river rises\nBy Anna Nowak\n\nA long night\n\n{PROSE}");
        let mut drafts = plain::parse_plain_text(&text, false);
        mark_chrome(&text, &mut drafts);
        assert_eq!(mark(&text, &mut drafts, None).unwrap().text, "The river rises");
    }

    #[test]
    fn numbers_of_sections_are_told_from_those_of_lists() {
        let (_, roles) = marked(
            &format!("1. The river\n\n{PROSE}\n\n2) The town\n{PROSE}\n\n1. chairs\n2. tables\n\n{PROSE}"),
            None,
        );
        let item = BlockRole::ListItem;
        assert_eq!(
            roles,
            [
                BlockRole::Heading,
                BlockRole::Paragraph,
                BlockRole::Heading,
                BlockRole::Paragraph,
                item,
                item,
                BlockRole::Paragraph
            ]
        );
        let (_, roles) = marked(&format!("{PROSE}\n\n- The town\n\n{PROSE}"), None);
        assert_eq!(roles[1], item);
    }

    #[test]
    fn verses_and_talk_are_not_headlines() {
        let (title, roles) = marked(
            "The tide goes out, the tide comes in\nThe lamps are lit\nAnd nobody has ever been\nAs old as it",
            None,
        );
        assert_eq!(title, None);
        assert!(roles.iter().all(|role| *role == BlockRole::Paragraph));
        let (_, roles) = marked(&format!("{PROSE}\n\n“Where are you going?”\n\n— To the river!\n\n{PROSE}"), None);
        assert!(roles.iter().all(|role| *role == BlockRole::Paragraph));
    }

    #[test]
    fn a_lonely_line_is_a_paragraph() {
        assert_eq!(marked("Night trains", None), (None, vec![BlockRole::Paragraph]));
    }

    #[test]
    fn a_deck_under_the_title_is_a_heading() {
        let (_, roles) = marked(&format!("# The river rises\n## Lower town under water\n{PROSE}"), None);
        assert_eq!(roles, [BlockRole::Title, BlockRole::Heading, BlockRole::Paragraph]);
    }
}
