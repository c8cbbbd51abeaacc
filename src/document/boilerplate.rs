//! Boilerplate removal: marks the blocks of the page around the article. They are never deleted.
//!
//! Rules over phrase lists and shallow text features (words of a block, how it ends; Kohlschütter, Fankhauser, Nejdl
//! 2010); no link density, since text has no links, and no trained model. Two guards keep an article from being
//! swallowed. A phrase counts only alone on its line or at its beginning, not inside a sentence. And what ends an
//! article can only do so after there was some prose.

use super::block::{Draft, Role, Shape, is_blank, to_plain, write_plain};
use super::byline::is_byline;
use super::phrases::{
    ADVERTS, ALONE, COMMENTS, CREDITS, FORMS, HOMES, NAME_KEYS, NOTICES, OFFERS, PAGE_WORDS, READ_ALSO, READING_TIMES,
    READING_UNITS, RIGHTS, SHARING, SHARING_SURE, TOPS,
};

/// Words from which a block that ends in a full stop shows that prose has resumed after teasers.
const PROSE_WORDS: usize = 8;

/// Words of consecutive paragraphs that may follow the head of a related-articles section, beyond as many as came
/// before it. With more, the article goes on.
const OFFERED_WORDS: usize = 40;

/// Words up to which a line is compared as a whole. Of one with more, only the beginning is compared.
const LINE_WORDS: usize = 30;

/// The class of a block by its own words alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    /// Boilerplate by itself.
    Chrome,
    /// A label before teasers, which are headlines of other articles.
    Label,
    /// The head of a section of related articles, which runs to the end of the page.
    Offers,
    /// The head of the readers' comments.
    Comments,
}

/// Marks the boilerplate among `drafts`, which have these `shapes`. Marks that are there already stay.
pub(super) fn mark(text: &str, drafts: &mut [Draft], shapes: &[Shape]) {
    debug_assert_eq!(drafts.len(), shapes.len());
    let going_on = words_going_on(drafts, shapes);
    let mut plain = String::new();
    let mut prose_before = 0;
    let mut teasers = Teasers::None;
    let mut ended = false;
    for index in 0..drafts.len() {
        let place = (shapes.get(index).copied(), drafts.get(index).cloned(), going_on.get(index).copied());
        let (Some(shape), Some(draft), Some(prose_after)) = place else { break };
        let kind = if draft.given == Some(Role::Title) {
            Kind::Text
        } else {
            judge(draft.span.of(text), &shape, prose_before > 0, &mut plain)
        };
        let mut chrome = ended || draft.chrome || kind != Kind::Text;
        match kind {
            // Comments may be longer than the article, but when far more prose follows, the line was a link to them.
            Kind::Comments if prose_before > 0 && prose_after <= 4 * prose_before + 200 => ended = true,
            Kind::Offers if prose_before > 0 && prose_after <= prose_before + OFFERED_WORDS => ended = true,
            Kind::Label | Kind::Offers | Kind::Comments => teasers = Teasers::Wanted,
            Kind::Chrome => {}
            Kind::Text if chrome => {}
            Kind::Text => {
                let next = drafts.get(index + 1).zip(shapes.get(index + 1)).filter(|(next, _)| !next.chrome);
                let heads_prose =
                    next.is_some_and(|(next, shape)| next.given != Some(Role::ListItem) && is_article(shape));
                teasers = teasers.after(&draft, &shape, heads_prose, prose_before > 0);
                chrome = teasers != Teasers::None;
            }
        }
        if let Some(draft) = drafts.get_mut(index) {
            draft.chrome = chrome;
        }
        if !chrome && shape.is_prose() {
            prose_before += shape.words;
        }
    }
}

/// State of a list of teasers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Teasers {
    None,
    /// A label announced them; none came yet.
    Wanted,
    /// Some came; `close` if the first was on the line right under the label.
    Listed {
        close: bool,
    },
}

impl Teasers {
    /// The state after one more block that is not boilerplate by itself: `None` if the block belongs to the article.
    fn after(self, draft: &Draft, shape: &Shape, heads_prose: bool, prose_seen: bool) -> Self {
        let teaser = !is_article(shape) && shape.words <= 25;
        // Above the prose, the last headline is the article's own.
        let title = !prose_seen && heads_prose;
        match self {
            Teasers::None => Teasers::None,
            _ if !teaser || title => Teasers::None,
            Teasers::Wanted => Teasers::Listed { close: !draft.apart },
            // After teasers, a marked heading over prose is the article's own, and so is a short line set apart where
            // the teasers were not.
            Teasers::Listed { .. } if heads_prose && draft.given == Some(Role::Heading) => Teasers::None,
            Teasers::Listed { close: true } if heads_prose && draft.apart && shape.words <= 8 => Teasers::None,
            listed => listed,
        }
    }
}

/// Whether a block is prose, not a headline that happens to be long or to end in a full stop.
fn is_article(shape: &Shape) -> bool {
    shape.words >= 25 || (shape.words >= PROSE_WORDS && shape.ends_in_full_stop())
}

/// For each block, the words of later paragraphs that directly follow a paragraph: evidence that the article goes on.
/// Between the excerpts of other articles stand their headlines.
fn words_going_on(drafts: &[Draft], shapes: &[Shape]) -> Vec<usize> {
    let is_paragraph = |place: usize| {
        let long = shapes.get(place).is_some_and(|shape| shape.words >= 15 && shape.ends_in_full_stop());
        long && drafts.get(place).is_some_and(|draft| !draft.chrome)
    };
    let mut sums = vec![0; drafts.len()];
    let mut sum = 0;
    for (place, slot) in sums.iter_mut().enumerate().rev() {
        *slot = sum;
        let follows = place.checked_sub(1).is_some_and(is_paragraph);
        if follows && is_paragraph(place) {
            sum += shapes.get(place).map_or(0, |shape| shape.words);
        }
    }
    sums
}

/// Classifies a block by its own words. `plain` is a buffer for the normalised text.
fn judge(content: &str, shape: &Shape, prose_seen: bool, plain: &mut String) -> Kind {
    if !shape.readable || shape.words > 80 {
        return Kind::Text;
    }
    // Of a long block, only the beginning is compared.
    let limit = if shape.words > LINE_WORDS && !shape.parted { 80 } else { 640 };
    write_plain(content, limit, plain);
    let plain = plain.as_str();
    let alone = without_ornaments(plain);
    if let Some(kind) = judge_line(alone) {
        return kind;
    }
    let chrome = is_label_with_headline(plain, shape)
        || !FORMS.heads(plain).is_empty()
        || (shape.words <= 60 && NOTICES.find_head(plain).is_some())
        || is_rights(plain, shape)
        || is_reading_time(plain, shape)
        || is_metadata(plain, shape)
        || is_credit(plain, content, shape)
        || is_sharing(plain, shape)
        || (shape.parted && is_menu(plain))
        || (shape.parted && is_breadcrumbs(content, plain, shape))
        || is_pagination(plain, shape)
        || is_tags(content)
        || ((prose_seen || shape.words > 2) && shape.words <= 10 && is_byline(content));
    if chrome { Kind::Chrome } else { Kind::Text }
}

/// Classifies a line that is one of the phrases and nothing else; `None` if it is none.
fn judge_line(alone: &str) -> Option<Kind> {
    if READ_ALSO.contains(alone) {
        Some(Kind::Label)
    } else if OFFERS.contains(alone) {
        Some(Kind::Offers)
    } else if COMMENTS.contains(alone) {
        Some(Kind::Comments)
    } else if TOPS.contains(alone) || ALONE.contains(alone) || ADVERTS.contains(alone) {
        Some(Kind::Chrome)
    } else {
        None
    }
}

/// The words of a line without the ornaments around them: counts, colons, arrows.
fn without_ornaments(plain: &str) -> &str {
    let ornament = |c: char| is_blank(c) || c.is_ascii_digit() || !(c.is_alphanumeric() || c == '\'');
    let alone = plain.trim_matches(ornament);
    // "3 comments" is boilerplate; "24 hours" is not "hours", but no table holds such words.
    if alone.is_empty() { plain } else { alone }
}

/// A label with its teaser: "Read also: Minister resigns".
fn is_label_with_headline(plain: &str, shape: &Shape) -> bool {
    if shape.words > 28 || (shape.words > 12 && shape.ends_in_full_stop()) {
        return false;
    }
    READ_ALSO.heads(plain).iter().any(|label| {
        plain.strip_prefix(label).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with([':', '|', '»', '→', '►', '>']) || rest.starts_with("– ") || rest.starts_with("— ")
        })
    })
}

fn is_rights(plain: &str, shape: &Shape) -> bool {
    if shape.words > 60 {
        return false;
    }
    let year = |rest: &str| {
        rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©')
            .starts_with(|c: char| c.is_ascii_digit() || c == '©')
    };
    plain.starts_with('©')
        || plain.strip_prefix("(c)").is_some_and(year)
        || plain.strip_prefix("copyright").is_some_and(|rest| year(rest) || rest.trim_start().starts_with("(c)"))
        || (shape.words <= LINE_WORDS
            && plain.split(['.', ',', '|', '-', '–', '—']).any(|part| RIGHTS.find_head(part.trim_start()).is_some()))
}

fn is_reading_time(plain: &str, shape: &Shape) -> bool {
    if shape.words > 8 || !shape.counted {
        return false;
    }
    // "5-minute read", "3 min. read".
    let unit = plain.trim_start_matches(|c: char| !c.is_alphabetic());
    READING_TIMES.find_head(plain).is_some() || (unit.len() < plain.len() && READING_UNITS.find_head(unit).is_some())
}

/// A line of metadata: "Author: Anna Nowak", "Tags: rivers, floods", "To: anna@example.org".
fn is_metadata(plain: &str, shape: &Shape) -> bool {
    let Some((key, value)) = plain.split_once(':') else { return false };
    let value = value.trim();
    let address = value.contains('@') && key.len() <= 20 && shape.words <= 12;
    (address || NAME_KEYS.contains(key.trim()))
        && shape.words <= 25
        && !(shape.words > 12 && shape.ends_in_full_stop())
        && !value.starts_with(['"', '“', '„', '«'])
}

fn is_credit(plain: &str, content: &str, shape: &Shape) -> bool {
    if shape.words > 25 || (shape.words > 10 && shape.ends_in_full_stop()) {
        return false;
    }
    CREDITS.heads(plain).iter().any(|phrase| {
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
                    && shape.words <= 10
                    && !shape.ends_in_full_stop()
            };
        whole && names
    })
}

/// A bar of share buttons, with no other words: "Share on Facebook", "Tweet 12 WhatsApp Print".
fn is_sharing(plain: &str, shape: &Shape) -> bool {
    if shape.words > 20 || shape.ends_sentence() {
        return false;
    }
    let mut words = 0;
    let mut sure = 0;
    for word in
        plain.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| word.contains(char::is_alphabetic))
    {
        if !SHARING.contains(word) {
            return false;
        }
        words += 1;
        sure += usize::from(SHARING_SURE.contains(word));
    }
    sure > 0 && words > 1
}

/// Whether a block is a line from the top of a page, above the headline: a skip link, a menu, a search field.
pub(super) fn tops_page(content: &str) -> bool {
    TOPS.contains(without_ornaments(&to_plain(content, 40)))
}

/// A menu on one line: "Subscribe | Log in".
fn is_menu(plain: &str) -> bool {
    let mut parts = plain.split(['|', '·', '•', '>', '›', '/']).map(str::trim).filter(|part| !part.is_empty());
    plain.len() <= 240
        && parts.clone().count() > 1
        && parts.all(|part| judge_line(part).is_some() || HOMES.contains(part))
}

/// A breadcrumb trail: "Home › News › World".
fn is_breadcrumbs(content: &str, plain: &str, shape: &Shape) -> bool {
    if shape.words > 24 || shape.ends_in_full_stop() {
        return false;
    }
    let mut stations = content.split(
        [" > ", " » ", " › ", " / ", " → ", " | "].iter().copied().find(|mark| content.contains(mark)).unwrap_or(" > "),
    );
    let count = stations.clone().count();
    let home = HOMES.find_head(plain).is_some();
    let arrows = [" > ", " » ", " › "].iter().any(|mark| content.contains(mark));
    (count >= 2 && home && stations.clone().take(2).all(|station| Shape::of(station).words <= 4))
        || (count >= 3 && arrows && stations.all(|station| (1..=5).contains(&Shape::of(station).words)))
}

/// Pagination: "1 2 3 … Next", "Page 2 of 5", "« Previous".
fn is_pagination(plain: &str, shape: &Shape) -> bool {
    let mut numbers = 0;
    let mut named = 0;
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match word.parse::<u32>() {
            Ok(_) => numbers += 1,
            Err(_) if PAGE_WORDS.contains(word) => named += 1,
            Err(_) => return false,
        }
    }
    shape.words <= 24 && !shape.ends_in_full_stop() && ((numbers >= 1 && named >= 1) || numbers >= 3)
}

/// A line of hashtags: "#rivers #floods".
fn is_tags(content: &str) -> bool {
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
    use crate::document::{block::shapes, formats::plain};

    fn kind(text: &str) -> Kind {
        judge(text, &Shape::of(text), true, &mut String::new())
    }

    /// The blocks that are left of the article.
    fn article(text: &str) -> Vec<&str> {
        let mut drafts = plain::parse(text, false);
        let shapes = shapes(text, &drafts);
        mark(text, &mut drafts, &shapes);
        drafts.iter().filter(|draft| !draft.chrome).map(|draft| draft.span.of(text)).collect()
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
            assert_eq!(kind(text), Kind::Chrome, "{text}");
        }
        for text in
            ["Mohlo by vás zajímat", "Read also:", "READ MORE", "Czytaj także", "Читайте также:", "Lesen Sie auch"]
        {
            assert_eq!(kind(text), Kind::Label, "{text}");
        }
        assert_eq!(kind("You May Also Like"), Kind::Offers);
        for text in ["Leave a Reply", "Comments (12)", "12 comments", "Dodaj komentarz"] {
            assert_eq!(kind(text), Kind::Comments, "{text}");
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
            assert_eq!(kind(text), Kind::Text, "{text}");
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
        let mut draft = Draft::new(crate::Span::new(0, 8), true);
        draft.given = Some(Role::Title);
        let mut drafts = [draft];
        let shapes = crate::document::block::shapes("Comments", &drafts);
        mark("Comments", &mut drafts, &shapes);
        assert!(!drafts[0].chrome);
    }
}
