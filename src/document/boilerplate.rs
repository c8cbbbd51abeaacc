//! Boilerplate removal: marks the blocks of the page around the article. They are never deleted.
//!
//! Rules over phrase lists and shallow text features (words of a block, how it ends; Kohlschütter, Fankhauser, Nejdl
//! 2010); no link density, since text has no links, and no trained model. Two guards keep an article from being
//! swallowed. A phrase counts only alone on its line or at its beginning, not inside a sentence. And what ends an
//! article can only do so after there was some prose.

use super::block::{BlockDraft, BlockRole, TextShape, is_blank, normalise_phrase, normalise_phrase_into};
use super::phrases::{
    AD_LABELS, COMMENT_FORMS, COMMENT_SECTIONS, COPYRIGHT_PHRASES, DEFINITE_SHARE_WORDS, HOME_BREADCRUMBS,
    METADATA_KEYS, NOTICES, PAGE_TOPS, PAGINATION_WORDS, PHOTO_CREDITS, READING_TIMES, READING_UNITS, RELATED_LABELS,
    RELATED_SECTIONS, SHARE_WORDS, STANDALONE_LINES,
};
use super::publication::byline::is_byline;

/// Words from which a block that ends in a full stop shows that prose has resumed after teasers.
const MIN_PROSE_WORDS: usize = 8;

/// Words of consecutive paragraphs that may follow the head of a related-articles section, beyond as many as came
/// before it. With more, the article goes on.
const MAX_RELATED_WORDS: usize = 40;

/// Words up to which a line is compared as a whole. Of one with more, only the beginning is compared.
const MAX_LINE_WORDS: usize = 30;

/// The class of a block by its own words alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BlockClass {
    Text,
    /// Boilerplate by itself.
    Boilerplate,
    /// A label before teasers, which are headlines of other articles.
    RelatedLabel,
    /// The head of a section of related articles, which runs to the end of the page.
    RelatedSection,
    /// The head of the readers' comments.
    CommentSection,
}

/// Marks the boilerplate among `drafts`, which have these `shapes`. Marks that are there already stay.
pub(super) fn mark_boilerplate(text: &str, drafts: &mut [BlockDraft], shapes: &[TextShape]) {
    debug_assert_eq!(drafts.len(), shapes.len());
    let going_on = count_prose_after(drafts, shapes);
    let mut plain = String::new();
    let mut prose_before = 0;
    let mut teasers = TeaserState::None;
    let mut ended = false;
    for index in 0..drafts.len() {
        let place = (shapes.get(index).copied(), drafts.get(index).cloned(), going_on.get(index).copied());
        let (Some(shape), Some(draft), Some(prose_after)) = place else { break };
        let kind = if draft.explicit_role == Some(BlockRole::Title) {
            BlockClass::Text
        } else {
            classify_block(draft.span.slice_of(text), &shape, prose_before > 0, &mut plain)
        };
        let mut chrome = ended || draft.is_boilerplate || kind != BlockClass::Text;
        match kind {
            // Comments may be longer than the article, but when far more prose follows, the line was a link to them.
            BlockClass::CommentSection if prose_before > 0 && prose_after <= 4 * prose_before + 200 => ended = true,
            BlockClass::RelatedSection if prose_before > 0 && prose_after <= prose_before + MAX_RELATED_WORDS => {
                ended = true
            }
            BlockClass::RelatedLabel | BlockClass::RelatedSection | BlockClass::CommentSection => {
                teasers = TeaserState::Expected
            }
            BlockClass::Boilerplate => {}
            BlockClass::Text if chrome => {}
            BlockClass::Text => {
                let next = drafts.get(index + 1).zip(shapes.get(index + 1)).filter(|(next, _)| !next.is_boilerplate);
                let heads_prose = next.is_some_and(|(next, shape)| {
                    next.explicit_role != Some(BlockRole::ListItem) && is_article_text(shape)
                });
                teasers = teasers.after_block(&draft, &shape, heads_prose, prose_before > 0);
                chrome = teasers != TeaserState::None;
            }
        }
        if let Some(draft) = drafts.get_mut(index) {
            draft.is_boilerplate = chrome;
        }
        if !chrome && shape.is_prose() {
            prose_before += shape.word_count;
        }
    }
}

/// State of a list of teasers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TeaserState {
    None,
    /// A label announced them; none came yet.
    Expected,
    /// Some came; `close` if the first was on the line right under the label.
    Listed {
        close: bool,
    },
}

impl TeaserState {
    /// The state after one more block that is not boilerplate by itself: `None` if the block belongs to the article.
    fn after_block(self, draft: &BlockDraft, shape: &TextShape, heads_prose: bool, prose_seen: bool) -> Self {
        let teaser = !is_article_text(shape) && shape.word_count <= 25;
        // Above the prose, the last headline is the article's own.
        let title = !prose_seen && heads_prose;
        match self {
            TeaserState::None => TeaserState::None,
            _ if !teaser || title => TeaserState::None,
            TeaserState::Expected => TeaserState::Listed { close: !draft.after_blank_line },
            // After teasers, a marked heading over prose is the article's own, and so is a short line set apart where
            // the teasers were not.
            TeaserState::Listed { .. } if heads_prose && draft.explicit_role == Some(BlockRole::Heading) => {
                TeaserState::None
            }
            TeaserState::Listed { close: true } if heads_prose && draft.after_blank_line && shape.word_count <= 8 => {
                TeaserState::None
            }
            listed => listed,
        }
    }
}

/// Whether a block is prose, not a headline that happens to be long or to end in a full stop.
fn is_article_text(shape: &TextShape) -> bool {
    shape.word_count >= 25 || (shape.word_count >= MIN_PROSE_WORDS && shape.ends_in_full_stop())
}

/// For each block, the words of later paragraphs that directly follow a paragraph: evidence that the article goes on.
/// Between the excerpts of other articles stand their headlines.
fn count_prose_after(drafts: &[BlockDraft], shapes: &[TextShape]) -> Vec<usize> {
    let is_paragraph = |place: usize| {
        let long = shapes.get(place).is_some_and(|shape| shape.word_count >= 15 && shape.ends_in_full_stop());
        long && drafts.get(place).is_some_and(|draft| !draft.is_boilerplate)
    };
    let mut sums = vec![0; drafts.len()];
    let mut sum = 0;
    for (place, slot) in sums.iter_mut().enumerate().rev() {
        *slot = sum;
        let follows = place.checked_sub(1).is_some_and(is_paragraph);
        if follows && is_paragraph(place) {
            sum += shapes.get(place).map_or(0, |shape| shape.word_count);
        }
    }
    sums
}

/// Classifies a block by its own words. `plain` is a buffer for the normalised text.
fn classify_block(content: &str, shape: &TextShape, prose_seen: bool, plain: &mut String) -> BlockClass {
    if !shape.has_alphanumeric || shape.word_count > 80 {
        return BlockClass::Text;
    }
    // Of a long block, only the beginning is compared.
    let limit = if shape.word_count > MAX_LINE_WORDS && !shape.has_separator { 80 } else { 640 };
    normalise_phrase_into(content, limit, plain);
    let plain = plain.as_str();
    let alone = trim_ornaments(plain);
    if let Some(kind) = classify_line(alone) {
        return kind;
    }
    let chrome = is_related_link(plain, shape)
        || !COMMENT_FORMS.matching_prefixes(plain).is_empty()
        || (shape.word_count <= 60 && NOTICES.longest_prefix(plain).is_some())
        || is_copyright_notice(plain, shape)
        || is_reading_time(plain, shape)
        || is_metadata_line(plain, shape)
        || is_photo_credit(plain, content, shape)
        || is_share_bar(plain, shape)
        || (shape.has_separator && is_menu_line(plain))
        || (shape.has_separator && is_breadcrumbs(content, plain, shape))
        || is_pagination(plain, shape)
        || is_hashtag_line(content)
        || ((prose_seen || shape.word_count > 2) && shape.word_count <= 10 && is_byline(content));
    if chrome { BlockClass::Boilerplate } else { BlockClass::Text }
}

/// Classifies a line that is one of the phrases and nothing else; `None` if it is none.
fn classify_line(alone: &str) -> Option<BlockClass> {
    if RELATED_LABELS.contains(alone) {
        Some(BlockClass::RelatedLabel)
    } else if RELATED_SECTIONS.contains(alone) {
        Some(BlockClass::RelatedSection)
    } else if COMMENT_SECTIONS.contains(alone) {
        Some(BlockClass::CommentSection)
    } else if PAGE_TOPS.contains(alone) || STANDALONE_LINES.contains(alone) || AD_LABELS.contains(alone) {
        Some(BlockClass::Boilerplate)
    } else {
        None
    }
}

/// The words of a line without the ornaments around them: counts, colons, arrows.
fn trim_ornaments(plain: &str) -> &str {
    let ornament = |c: char| is_blank(c) || c.is_ascii_digit() || !(c.is_alphanumeric() || c == '\'');
    let alone = plain.trim_matches(ornament);
    // "3 comments" is boilerplate; "24 hours" is not "hours", but no table holds such words.
    if alone.is_empty() { plain } else { alone }
}

/// A label with its teaser: "Read also: Minister resigns".
fn is_related_link(plain: &str, shape: &TextShape) -> bool {
    if shape.word_count > 28 || (shape.word_count > 12 && shape.ends_in_full_stop()) {
        return false;
    }
    RELATED_LABELS.matching_prefixes(plain).iter().any(|label| {
        plain.strip_prefix(label).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with([':', '|', '»', '→', '►', '>']) || rest.starts_with("– ") || rest.starts_with("— ")
        })
    })
}

fn is_copyright_notice(plain: &str, shape: &TextShape) -> bool {
    if shape.word_count > 60 {
        return false;
    }
    let year = |rest: &str| {
        rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©')
            .starts_with(|c: char| c.is_ascii_digit() || c == '©')
    };
    plain.starts_with('©')
        || plain.strip_prefix("(c)").is_some_and(year)
        || plain.strip_prefix("copyright").is_some_and(|rest| year(rest) || rest.trim_start().starts_with("(c)"))
        || (shape.word_count <= MAX_LINE_WORDS
            && plain
                .split(['.', ',', '|', '-', '–', '—'])
                .any(|part| COPYRIGHT_PHRASES.longest_prefix(part.trim_start()).is_some()))
}

fn is_reading_time(plain: &str, shape: &TextShape) -> bool {
    if shape.word_count > 8 || !shape.has_digit {
        return false;
    }
    // "5-minute read", "3 min. read".
    let unit = plain.trim_start_matches(|c: char| !c.is_alphabetic());
    READING_TIMES.longest_prefix(plain).is_some()
        || (unit.len() < plain.len() && READING_UNITS.longest_prefix(unit).is_some())
}

/// A line of metadata: "Author: Anna Nowak", "Tags: rivers, floods", "To: anna@example.org".
fn is_metadata_line(plain: &str, shape: &TextShape) -> bool {
    let Some((key, value)) = plain.split_once(':') else { return false };
    let value = value.trim();
    let address = value.contains('@') && key.len() <= 20 && shape.word_count <= 12;
    (address || METADATA_KEYS.contains(key.trim()))
        && shape.word_count <= 25
        && !(shape.word_count > 12 && shape.ends_in_full_stop())
        && !value.starts_with(['"', '“', '„', '«'])
}

fn is_photo_credit(plain: &str, content: &str, shape: &TextShape) -> bool {
    if shape.word_count > 25 || (shape.word_count > 10 && shape.ends_in_full_stop()) {
        return false;
    }
    PHOTO_CREDITS.matching_prefixes(plain).iter().any(|phrase| {
        let Some(rest) = plain.strip_prefix(phrase) else { return false };
        let whole =
            rest.is_empty() || !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
        let name = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        // After "photo by" comes a name and nothing else: "Photo by photo the town vanished" tells a story.
        let names = phrase.contains([':', '/', '('])
            || phrase.contains("credit")
            || phrase.contains("courtesy")
            || phrase.contains("images")
            || {
                let start = content.chars().count().saturating_sub(name.chars().count());
                content.chars().nth(start).is_some_and(char::is_uppercase)
                    && shape.word_count <= 10
                    && !shape.ends_in_full_stop()
            };
        whole && names
    })
}

/// A bar of share buttons, with no other words: "Share on Facebook", "Tweet 12 WhatsApp Print".
fn is_share_bar(plain: &str, shape: &TextShape) -> bool {
    if shape.word_count > 20 || shape.ends_sentence() {
        return false;
    }
    let mut words = 0;
    let mut sure = 0;
    for word in
        plain.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| word.contains(char::is_alphabetic))
    {
        if !SHARE_WORDS.contains(word) {
            return false;
        }
        words += 1;
        sure += usize::from(DEFINITE_SHARE_WORDS.contains(word));
    }
    sure > 0 && words > 1
}

/// Whether a block is a line from the top of a page, above the headline: a skip link, a menu, a search field.
pub(super) fn is_page_top_line(content: &str) -> bool {
    PAGE_TOPS.contains(trim_ornaments(&normalise_phrase(content, 40)))
}

/// A menu on one line: "Subscribe | Log in".
fn is_menu_line(plain: &str) -> bool {
    let mut parts = plain.split(['|', '·', '•', '>', '›', '/']).map(str::trim).filter(|part| !part.is_empty());
    plain.len() <= 240
        && parts.clone().count() > 1
        && parts.all(|part| classify_line(part).is_some() || HOME_BREADCRUMBS.contains(part))
}

/// A breadcrumb trail: "Home › News › World".
fn is_breadcrumbs(content: &str, plain: &str, shape: &TextShape) -> bool {
    if shape.word_count > 24 || shape.ends_in_full_stop() {
        return false;
    }
    let mut stations = content.split(
        [" > ", " » ", " › ", " / ", " → ", " | "].iter().copied().find(|mark| content.contains(mark)).unwrap_or(" > "),
    );
    let count = stations.clone().count();
    let home = HOME_BREADCRUMBS.longest_prefix(plain).is_some();
    let arrows = [" > ", " » ", " › "].iter().any(|mark| content.contains(mark));
    (count >= 2 && home && stations.clone().take(2).all(|station| TextShape::measure_text(station).word_count <= 4))
        || (count >= 3
            && arrows
            && stations.all(|station| (1..=5).contains(&TextShape::measure_text(station).word_count)))
}

/// Pagination: "1 2 3 … Next", "Page 2 of 5", "« Previous".
fn is_pagination(plain: &str, shape: &TextShape) -> bool {
    let mut numbers = 0;
    let mut named = 0;
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match word.parse::<u32>() {
            Ok(_) => numbers += 1,
            Err(_) if PAGINATION_WORDS.contains(word) => named += 1,
            Err(_) => return false,
        }
    }
    shape.word_count <= 24 && !shape.ends_in_full_stop() && ((numbers >= 1 && named >= 1) || numbers >= 3)
}

/// A line of hashtags: "#rivers #floods".
fn is_hashtag_line(content: &str) -> bool {
    let mut words = content.split(is_blank).filter(|word| !word.is_empty()).peekable();
    let mut count = 0;
    words.all(|word| {
        count += 1;
        word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphanumeric))
    }) && count >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{block::measure_drafts, formats::plain};

    fn kind(text: &str) -> BlockClass {
        classify_block(text, &TextShape::measure_text(text), true, &mut String::new())
    }

    /// The blocks that are left of the article.
    fn article(text: &str) -> Vec<&str> {
        let mut drafts = plain::parse_plain_text(text, false);
        let shapes = measure_drafts(text, &drafts);
        mark_boilerplate(text, &mut drafts, &shapes);
        drafts.iter().filter(|draft| !draft.is_boilerplate).map(|draft| draft.span.slice_of(text)).collect()
    }

    const PROSE: &str =
        "The river rose by two metres in the night, and the people of the lower town carried their chairs upstairs.";

    #[test]
    fn chrome_is_known_in_many_forms() {
        for text in [
            "back to top",
            "↑ Back to top",
            "SKIP TO CONTENT",
            "Estimated reading time: 2 minutes",
            "3 min read",
            "5-minute read",
            "Lesezeit: 3 Minuten",
            "Czas czytania: 4 min.",
            "Advertisement",
            "Реклама",
            "Share on Facebook",
            "Facebook Twitter WhatsApp",
            "Share",
            "Share 12",
            "Поділитися",
            "Tweet this 14",
            "By Anna Nowak",
            "Author: Anna Nowak",
            "Source: Ministry of Rivers",
            "Photo courtesy of the Ministry of Rivers",
            "Photo by Anna Nowak",
            "Photo: A. Nowak/Reuters",
            "fot. Jan Kowalski",
            "Фото: Анна Новак",
            "Subscribe | Log in",
            "Menu · Search • Home",
            "Partager cet article",
            "Přihlásit se",
            "From: Anna Nowak",
            "Komu: anna@example.org",
            "Sent from my iPhone",
            "© 2023 The Daily River",
            "Copyright 2023 The Daily River. All rights reserved.",
            "Home > News > World",
            "Strona główna » Wiadomości » Kraj",
            "Tags: rivers, floods",
            "#rivers #floods",
            "1 2 3 … Next »",
            "Page 1 of 3",
            "We use cookies to make this page better. Accept all",
            "Sign up for our newsletter",
            "Zapisz się do newslettera i bądź na bieżąco!",
            "Read also: Minister resigns over bridge",
            "Czytaj także: Rzeka wylała",
            "Your email address will not be published. Required fields are marked *",
            "Wszelkie prawa zastrzeżone.",
        ] {
            assert_eq!(kind(text), BlockClass::Boilerplate, "{text}");
        }
        for text in
            ["Mohlo by vás zajímat", "Read also:", "READ MORE", "Czytaj także", "Читайте также:", "Lesen Sie auch"]
        {
            assert_eq!(kind(text), BlockClass::RelatedLabel, "{text}");
        }
        assert_eq!(kind("You May Also Like"), BlockClass::RelatedSection);
        for text in ["Leave a Reply", "Comments (12)", "12 comments", "Dodaj komentarz"] {
            assert_eq!(kind(text), BlockClass::CommentSection, "{text}");
        }
    }

    #[test]
    fn prose_that_mentions_chrome_is_prose() {
        for text in [
            "Read also the letters of his sister, which she kept in a tin.",
            "“We use cookies to follow people,” the manager said.",
            "You may also like the view from the bridge, the guide said.",
            "The newsletter that the parish printed in 1911 had four pages.",
            "Comments on the draft law came from nine towns.",
            "Share of renewable power grows",
            "Sign | Language",
            "From the river: a report",
            "Advertisement of the century: how a poster changed a town",
            "By Monday the town was empty.",
            "Copyright law splits parliament",
            "Home is where the river is",
            "The photo by Anna Nowak shows the river in flood.",
            "Photo by photo, the town vanished.",
            "Subscribe to nothing, he used to say.",
            "Next to the bridge stands a mill.",
            "Twitter",
            "Facebook",
            "Source close to the minister speaks",
            "2023 2024",
        ] {
            assert_eq!(kind(text), BlockClass::Text, "{text}");
        }
    }

    #[test]
    fn teasers_end_where_prose_returns() {
        let text = format!(
            "{PROSE}\n\nRead also:\n\nMinister resigns over bridge\n\n50 boats for the lower town. Mayor: all are ready\n\n{PROSE}"
        );
        assert_eq!(article(&text), [PROSE, PROSE]);
    }

    #[test]
    fn a_heading_after_teasers_is_the_articles_own() {
        let text = format!("{PROSE}\n\nRead also:\nMinister resigns over bridge\n\nThe lower town\n\n{PROSE}");
        assert_eq!(article(&text), [PROSE, "The lower town", PROSE]);
        let text = format!("{PROSE}\n\n**Read also:**\n\nMinister resigns over bridge\n\n## The lower town\n\n{PROSE}");
        assert_eq!(article(&text), [PROSE, "The lower town", PROSE]);
    }

    #[test]
    fn offers_end_the_article_only_after_there_was_one() {
        let offers = "You May Also Like\n\nThe other river\n\nIt also rose…";
        assert_eq!(article(&format!("{PROSE}\n\n{offers}")), [PROSE]);
        assert_eq!(article(&format!("Comments\n\nYou may also like\n\nThe title\n\n{PROSE}")), ["The title", PROSE]);
        let rest = [PROSE; 5].join("\n\n");
        assert_eq!(article(&format!("{PROSE}\n\n{offers}\n\n{rest}")), [PROSE; 6]);
        // However many excerpts are offered, between them stand headlines.
        let excerpts = format!("Another town\n\n{PROSE}\n\n").repeat(8);
        assert_eq!(article(&format!("{PROSE}\n\n{offers}\n\n{excerpts}")), [PROSE]);
    }

    #[test]
    fn a_given_title_is_never_chrome() {
        let mut draft = BlockDraft::new(crate::Span::new(0, 8), true);
        draft.explicit_role = Some(BlockRole::Title);
        let mut drafts = [draft];
        let shapes = crate::document::block::measure_drafts("Comments", &drafts);
        mark_boilerplate("Comments", &mut drafts, &shapes);
        assert!(!drafts[0].is_boilerplate);
    }
}
