//! Fills the template of the page with articles. What people wrote goes in escaped or as base64, so nothing in it can
//! end an element or start a script, and the content security policy, which names its one script by hash, stays true.
//! `www/own/page-writer.js` does the same in the browser, to the byte.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use reading_room::{Error, ErrorKind, Language, Result, Source, gzip};
use serde::Serialize;

use crate::model::TAGGER_MODEL;

/// Characters of base64 in one script element, at most; browsers are slow on one huge text.
const BASE64_BLOCK_CHARS: usize = 256 * 1024;

/// An article to pack, and what the list in the page shows of it.
pub struct PackedArticle {
    pub source: Source,
    pub label: String,
    pub date: Option<String>,
}

impl PackedArticle {
    /// The entry of the list, without the article.
    pub fn without_source(&self) -> PackedArticle {
        PackedArticle { source: Source::default(), label: self.label.clone(), date: self.date.clone() }
    }
}

/// The JSON that the script of the page reads.
#[derive(Serialize)]
struct PagePayload<'a> {
    title: &'a str,
    language: Option<&'a str>,
    /// `None` where the room comes along.
    documents: Option<Vec<&'a Source>>,
    /// The folder of the parts of a large room.
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<&'a str>,
}

/// The values of the placeholders.
pub struct PageContents<'a> {
    pub title: &'a str,
    pub language: Option<Language>,
    pub articles: &'a [PackedArticle],
    pub room: Option<&'a [u8]>,
    pub parts: Option<&'a str>,
}

/// Fills the placeholders `{{title}}`, `{{language}}`, `{{articles}}`, `{{corpus}}` and `{{model}}`. A `room` holds the
/// articles and their names, so that they are not written beside it.
pub fn fill_page(page: &str, filling: &PageContents) -> Result<String> {
    let PageContents { title, language, articles, room, parts } = *filling;
    let language = language.as_ref().map(Language::as_str);
    let documents = room.is_none().then(|| articles.iter().map(|article| &article.source).collect());
    let carried = serde_json::to_vec(&PagePayload { title, language, documents, parts });
    let carried =
        carried.map_err(|error| Error::new(ErrorKind::Io, "the articles could not be written").caused_by(error))?;
    let mut filled = String::with_capacity(page.len() * 2);
    let mut rest = page;
    while let Some((before, (name, after))) = next_placeholder(rest) {
        filled.push_str(before);
        match name {
            "title" => filled.push_str(&escape_html(title)),
            "language" => filled.push_str(language.unwrap_or("en")),
            "articles" => write_article_list(articles, &mut filled),
            "corpus" => {
                write_base64_blocks("corpus", &carried, &mut filled);
                if let Some(room) = room {
                    write_base64_blocks("room", room, &mut filled);
                }
            }
            // Also with a room: readers may open articles of their own. With a folder of parts, the model is in that.
            _ if parts.is_none() => write_base64_blocks("model", TAGGER_MODEL, &mut filled),
            _ => {}
        }
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Whether `page` has the placeholders that articles and the model go into.
pub fn has_blanks(page: &str) -> bool {
    page.contains("{{corpus}}") && page.contains("{{model}}")
}

/// The text before the next placeholder, its name, and the text after it.
fn next_placeholder(page: &str) -> Option<(&str, (&str, &str))> {
    ["title", "language", "articles", "corpus", "model"]
        .into_iter()
        .filter_map(|name| {
            let (before, after) = page.split_once(&format!("{{{{{name}}}}}"))?;
            Some((before, (name, after)))
        })
        .min_by_key(|(before, _)| before.len())
}

/// Writes titles and dates, newest first, to be read without any script.
fn write_article_list(articles: &[PackedArticle], page: &mut String) {
    let mut sorted: Vec<_> = articles.iter().collect();
    sorted.sort_by(|a, b| b.date.cmp(&a.date));
    for PackedArticle { label, date, .. } in sorted {
        let day = date.as_ref().map(|date| format!(" <time datetime=\"{date}\">{date}</time>")).unwrap_or_default();
        page.push_str(&format!("<li>{}{day}</li>\n", escape_html(label)));
    }
}

/// Writes `bytes` as gzip in base64, in script elements of a type that no browser runs.
fn write_base64_blocks(part: &str, bytes: &[u8], page: &mut String) {
    let base64 = BASE64.encode(gzip(bytes));
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (block, after) = rest.split_at(rest.len().min(BASE64_BLOCK_CHARS));
        page.push_str(&format!("<script type=\"application/octet-stream\" data-part=\"{part}\">"));
        page.push_str(block);
        page.push_str("</script>\n");
        rest = after;
    }
}

/// Escapes `text` for HTML, also inside quotes. NUL has no place in HTML at all.
fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\0' => escaped.push('\u{FFFD}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    const TEMPLATE: &str =
        "<html lang={{language}}><title>{{title}}</title><h1>{{title}}</h1>{{articles}}|{{corpus}}|<script>1</script>";

    fn article(label: &str, date: Option<&str>, text: &str) -> PackedArticle {
        let source = Source { text: text.into(), ..Source::default() };
        PackedArticle { source, label: label.into(), date: date.map(Into::into) }
    }

    fn filled(
        page: &str,
        title: &str,
        language: Option<Language>,
        articles: &[PackedArticle],
        room: Option<&[u8]>,
    ) -> Result<String> {
        fill_page(page, &PageContents { title, language, articles, room, parts: None })
    }

    fn carried(page: &str) -> serde_json::Value {
        let part = page.split('|').nth(1).unwrap();
        let base64: String = part.lines().map(|line| line.split(['>', '<']).nth(2).unwrap()).collect();
        let mut json = String::new();
        GzDecoder::new(&BASE64.decode(base64).unwrap()[..]).read_to_string(&mut json).unwrap();
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn a_hostile_title_stays_text() {
        let title = "</title><script>alert(1)</script><!-- {{corpus}} \"&\0";
        let page = filled(TEMPLATE, title, None, &[article(title, None, "x")], None).unwrap();
        assert_eq!(page.matches("<script>").count(), 1, "{page}");
        assert_eq!(page.matches("</title>").count(), 1);
        assert!(!page.contains("<!--") && !page.contains('\0'));
        assert!(page.contains("&lt;!-- {{corpus}} &quot;&amp;\u{FFFD}"));
        assert_eq!(carried(&page)["title"], title);
    }

    #[test]
    fn the_page_carries_the_articles_unchanged() {
        let text = "Night trains\0 return </script> <!-- ąę\r\n";
        let page = filled(TEMPLATE, "t", Language::parse("pl"), &[article("a", None, text)], None).unwrap();
        assert!(page.starts_with("<html lang=pl>"));
        assert_eq!(carried(&page)["documents"][0]["text"], text);
        assert_eq!(carried(&page)["language"], "pl");
    }

    #[test]
    fn a_room_takes_the_place_of_articles_and_the_model_stays_for_others() {
        let articles = [article("a", None, "Night trains return to the harbour.")];
        let page = |room| filled("{{corpus}}|{{model}}", "t", None, &articles, room).unwrap();
        let (with, without) = (page(Some(b"a room".as_slice())), page(None));
        assert!(with.contains("data-part=\"room\"") && with.contains("data-part=\"model\""));
        assert!(
            !with.contains("Night")
                && !without.contains("data-part=\"room\"")
                && without.contains("data-part=\"model\"")
        );
    }

    #[test]
    fn a_large_corpus_is_cut_into_blocks() {
        let mut state = 1u64;
        let noise: String = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            char::from(b'a' + (state >> 33) as u8 % 26)
        })
        .take(1_000_000)
        .collect();
        let page = filled(TEMPLATE, "t", None, &[article("a", None, &noise)], None).unwrap();
        assert!(page.lines().count() > 2);
        assert!(page.lines().all(|line| line.len() < BASE64_BLOCK_CHARS + 200));
        assert_eq!(carried(&page)["documents"][0]["text"], noise);
    }

    #[test]
    fn the_list_runs_from_new_to_old_with_undated_articles_last() {
        let articles = [
            article("none", None, "x"),
            article("old", Some("2020-01-01"), "x"),
            article("new", Some("2024-01-01"), "x"),
        ];
        let page = filled("{{articles}}", "t", None, &articles, None).unwrap();
        let order: Vec<_> = page.lines().map(|line| line.split(['>', '<', ' ']).nth(2).unwrap()).collect();
        assert_eq!(order, ["new", "old", "none"]);
    }

    #[test]
    fn the_same_articles_give_the_same_bytes() {
        let page = || filled(TEMPLATE, "t", None, &[article("a", Some("2024-01-01"), "text")], None).unwrap();
        assert_eq!(page(), page());
    }
}
