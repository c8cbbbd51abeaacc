//! HTML reader: a tokenizer (html5gum) and a stack of open elements, no tree. In the page, the browser's parser reads
//! pages by the same rules (`www/formats.js`):
//!
//! 1. Nothing is read of script, style, noscript, template and svg, nor of select, textarea and button (a button in a
//!    heading aside), nor of what is hidden by its `hidden` or `style`; of the head only its metadata.
//! 2. Every element that is not inline begins and ends a block; so do two line breaks in a row.
//! 3. The nearest element around a block that has a role gives it; a row of a table is one block.
//! 4. What stands in nav, header, footer, aside or form, or in an element whose `role` makes it one of them, is
//!    boilerplate, unless article or main is around that.
//! 5. The first h1 that is not boilerplate is the title; without one, `og:title`, else `title`.

use html5gum::{Token, Tokenizer, emitters::default::DefaultEmitter};

use super::MappedSource;
use super::block_collector::BlockCollector;
use super::html_element::{
    ELEMENT_KINDS, ElementKind, hides_element, is_inline_element, is_landmark_role, is_void_element,
};
use crate::document::block::{BlockRole, TextShape};
use crate::document::source::Source;
use crate::span::{Span, slice_text};

/// Names of `meta` elements with the publication date, the most reliable first.
const DATE_META_NAMES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "date",
    "dc.date",
    "dcterms.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
];

/// Reads a page into one article.
pub fn read_html(text: &str) -> MappedSource {
    let mut reader = HtmlReader { text, ..HtmlReader::default() };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attributes = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes())?;
                    Some(String::from_utf8_lossy(value).trim().to_owned()).filter(|value| !value.is_empty())
                };
                let hidden = tag.attributes.get(b"hidden".as_slice());
                let hidden = hidden.is_some_and(|value| !value.eq_ignore_ascii_case(b"until-found"));
                reader.open(&String::from_utf8_lossy(&tag.name), tag.self_closing, hidden, &attributes);
            }
            Token::EndTag(tag) => reader.close_element(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => reader.push_text(words.span.start, words.span.end),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.into_mapped_source()
}

/// An open element that changes how the text in it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OpenElement {
    kind: ElementKind,
    /// Role of the text in it.
    role: BlockRole,
    /// Whether the text in it is skipped.
    is_skipped: bool,
    /// Whether it is, or is inside, boilerplate.
    is_boilerplate: bool,
    /// Whether it is, or is inside, `article` or `main`.
    in_article: bool,
}

#[derive(Default)]
struct HtmlReader<'a> {
    text: &'a str,
    collector: BlockCollector,
    open: Vec<OpenElement>,
    /// Names of the open elements of kind `Other`, and how many of that name are open in each, itself included.
    open_others: Vec<(String, usize)>,
    /// How many of each kind are open, so that a stray end tag costs no search.
    open_counts: [u32; ELEMENT_KINDS],
    skipped_depth: u32,
    has_title: bool,
    /// Line breaks since the last word.
    line_breaks: u8,
    head_title: String,
    json_ld: String,
    in_json_ld: bool,
    meta_tags: Vec<(String, String)>,
    time: Option<String>,
    language: Option<String>,
    canonical_url: Option<String>,
}

impl HtmlReader<'_> {
    fn current_element(&self) -> OpenElement {
        let outermost = OpenElement {
            kind: ElementKind::Head,
            role: BlockRole::Paragraph,
            is_skipped: false,
            is_boilerplate: false,
            in_article: false,
        };
        self.open.last().copied().unwrap_or(outermost)
    }

    fn is_inside(&self, kind: ElementKind) -> bool {
        self.open_counts.get(kind as usize).is_some_and(|count| *count > 0)
    }

    /// Ends the current block.
    fn end_block(&mut self) {
        let current = self.current_element();
        let mut role = current.role;
        let in_table = matches!(current.kind, ElementKind::Cell | ElementKind::Row | ElementKind::Table);
        // A table with whole paragraphs is the layout of the page.
        if role == BlockRole::Caption && in_table {
            let shape = TextShape::measure_text(self.collector.words());
            if shape.word_count >= 25 && shape.is_prose() {
                role = BlockRole::Paragraph;
            }
        }
        let role = if current.is_boilerplate { BlockRole::Boilerplate } else { role };
        if in_table {
            self.collector.close_row(role)
        } else {
            self.collector.close_block(role)
        }
        self.line_breaks = 0;
    }

    fn open(&mut self, name: &str, self_closing: bool, hidden: bool, attribute: &dyn Fn(&str) -> Option<String>) {
        match name {
            "html" => self.language = attribute("lang").or_else(|| attribute("xml:lang")),
            "meta" => self.read_meta(attribute),
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical_url = attribute("href")
            }
            "time" if self.time.is_none() && !self.current_element().is_boilerplate && self.skipped_depth == 0 => {
                self.time = attribute("datetime")
            }
            "script" => {
                self.in_json_ld = attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
            }
            _ => {}
        }
        if name == "br" && self.skipped_depth == 0 {
            self.line_breaks = self.line_breaks.saturating_add(1);
            if self.line_breaks >= 2 {
                self.end_block()
            } else {
                self.collector.break_line()
            }
            return;
        }
        if name == "hr"
            || (self.skipped_depth == 0
                && !is_inline_element(name)
                && !matches!(
                    ElementKind::from_tag_name(name),
                    Some(
                        ElementKind::Cell
                            | ElementKind::Script
                            | ElementKind::Style
                            | ElementKind::Drawing
                            | ElementKind::Noscript
                            | ElementKind::Template
                            | ElementKind::Control
                    )
                ))
        {
            self.end_block();
        }
        self.close_paragraph(name);
        // Pages hide themselves as a whole until their scripts have run.
        let hidden = (hidden || attribute("style").is_some_and(|style| hides_element(&style)))
            && !is_void_element(name)
            && !matches!(name, "html" | "body");
        let aside = attribute("role").is_some_and(|role| is_landmark_role(&role));
        let around = self.current_element();
        let kind = match ElementKind::from_tag_name(name) {
            Some(kind) => kind,
            None if (hidden && self.skipped_depth == 0)
                || (aside && !around.is_boilerplate && !around.in_article && !is_void_element(name)) =>
            {
                self.open_others.push((name.to_owned(), 1));
                ElementKind::Other
            }
            None => {
                if let Some((_, count)) = self.open_others.iter_mut().rfind(|(open, _)| open == name) {
                    *count += 1;
                }
                return;
            }
        };
        // `<svg/>` is closed at once.
        if self_closing && kind == ElementKind::Drawing {
            return;
        }
        self.close_implied(kind);
        let around = self.current_element();
        let skipped = hidden || (kind.is_skipped() && !(name == "button" && self.is_inside(ElementKind::Heading)));
        let role = match kind {
            ElementKind::Heading
                if name == "h1" && !self.has_title && !around.is_boilerplate && self.skipped_depth == 0 && !hidden =>
            {
                self.has_title = true;
                BlockRole::Title
            }
            ElementKind::Heading => BlockRole::Heading,
            ElementKind::Item => BlockRole::ListItem,
            ElementKind::Quote => BlockRole::Quote,
            ElementKind::Figure | ElementKind::Row | ElementKind::Cell => BlockRole::Caption,
            ElementKind::Table => BlockRole::Paragraph,
            _ => around.role,
        };
        let aside = aside
            || matches!(
                kind,
                ElementKind::Nav | ElementKind::Header | ElementKind::Footer | ElementKind::Aside | ElementKind::Form
            );
        let kept = around.in_article || matches!(kind, ElementKind::Article | ElementKind::Main);
        let chrome = around.is_boilerplate || (aside && !around.in_article);
        if kind == ElementKind::Cell && self.skipped_depth == 0 {
            self.collector.break_cell();
        }
        self.skipped_depth += u32::from(skipped);
        self.open.push(OpenElement { kind, role, is_skipped: skipped, is_boilerplate: chrome, in_article: kept });
        if let Some(count) = self.open_counts.get_mut(kind as usize) {
            *count += 1;
        }
    }

    /// Closes the elements that a start tag implicitly ends: an item the item before it, a row the row.
    fn close_implied(&mut self, kind: ElementKind) {
        let (ends, within): (&[ElementKind], ElementKind) = match kind {
            ElementKind::Item => (&[ElementKind::Item], ElementKind::List),
            ElementKind::Cell => (&[ElementKind::Cell], ElementKind::Row),
            ElementKind::Row => (&[ElementKind::Cell, ElementKind::Row], ElementKind::Table),
            ElementKind::Heading => (&[ElementKind::Heading], ElementKind::Heading),
            ElementKind::Control => (&[ElementKind::Control], ElementKind::Control),
            _ => return,
        };
        let place =
            self.open.iter().rev().take(16).position(|element| ends.contains(&element.kind) || element.kind == within);
        let Some(place) = place else { return };
        let depth = self.open.len() - 1 - place;
        let outermost = match self.open.get(depth) {
            Some(element) if ends.contains(&element.kind) => {
                // A row ends its cell and the row before it.
                let below = depth.checked_sub(1).and_then(|below| self.open.get(below));
                if kind == ElementKind::Row
                    && element.kind == ElementKind::Cell
                    && below.is_some_and(|below| below.kind == ElementKind::Row)
                {
                    depth - 1
                } else {
                    depth
                }
            }
            _ => return,
        };
        self.close_to_depth(outermost);
    }

    fn close_to_depth(&mut self, depth: usize) {
        for element in self.open.drain(depth.min(self.open.len())..) {
            self.skipped_depth -= u32::from(element.is_skipped);
            if element.kind == ElementKind::Other {
                self.open_others.pop();
            }
            if let Some(count) = self.open_counts.get_mut(element.kind as usize) {
                *count -= 1;
            }
        }
    }

    /// Ends a paragraph of kind `Other` where another block begins or ends.
    fn close_paragraph(&mut self, name: &str) {
        if self.open_others.last().is_some_and(|(open, _)| open == "p")
            && !is_inline_element(name)
            && !is_void_element(name)
        {
            self.close_other("p");
        }
    }

    /// Ends the innermost element of kind `Other` and this name, if all of that name in it have ended.
    fn close_other(&mut self, name: &str) {
        let Some(place) = self.open_others.iter().rposition(|(open, _)| open == name) else { return };
        if let Some((_, count)) = self.open_others.get_mut(place) {
            *count -= 1;
            if *count > 0 {
                return;
            }
        }
        let outer = self.open_others.len() - 1 - place;
        let mut depths = (0..self.open.len())
            .rev()
            .filter(|&depth| self.open.get(depth).is_some_and(|element| element.kind == ElementKind::Other));
        if let Some(depth) = depths.nth(outer) {
            self.close_to_depth(depth);
        }
    }

    fn close_element(&mut self, name: &str) {
        let kind = ElementKind::from_tag_name(name);
        if self.skipped_depth == 0 && !is_inline_element(name) && kind != Some(ElementKind::Cell) {
            self.end_block();
        }
        if name == "script" {
            self.in_json_ld = false;
        }
        self.close_paragraph(name);
        if kind.is_none() && name != "p" {
            self.close_other(name);
        }
        if let Some(kind) = kind
            && self.is_inside(kind)
            && let Some(depth) = self.open.iter().rposition(|element| element.kind == kind)
        {
            self.close_to_depth(depth);
        }
    }

    fn push_text(&mut self, start: usize, end: usize) {
        let words = slice_text(self.text, start..end);
        if self.in_json_ld {
            self.json_ld.push_str(words);
            self.json_ld.push('\n');
        }
        if self.is_inside(ElementKind::Title) && !self.is_inside(ElementKind::Drawing) {
            for (piece, _) in decode_entities(words, start) {
                self.head_title.push_str(&piece);
            }
            return;
        }
        if self.skipped_depth > 0 {
            return;
        }
        if !words.trim().is_empty() {
            self.line_breaks = 0;
            // Words end a head that was never closed.
            if self.is_inside(ElementKind::Head)
                && let Some(depth) = self.open.iter().position(|element| element.kind == ElementKind::Head)
            {
                self.close_to_depth(depth);
            }
        }
        for (piece, source) in decode_entities(words, start) {
            if piece.len() == source.len() {
                if self.is_inside(ElementKind::Preformatted) {
                    self.collector.push_lines(&piece, source.start as usize)
                } else {
                    self.collector.push_text(&piece, source.start as usize)
                }
            } else {
                self.collector.push_decoded(&piece, source);
            }
        }
    }

    fn read_meta(&mut self, attribute: &dyn Fn(&str) -> Option<String>) {
        let Some(content) = attribute("content") else { return };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = attribute(key) {
                self.meta_tags.push((name.to_ascii_lowercase(), content.clone()));
            }
        }
    }

    fn meta_content(&self, name: &str) -> Option<String> {
        self.meta_tags.iter().find(|(known, _)| known == name).map(|(_, content)| content.clone())
    }

    fn into_mapped_source(mut self) -> MappedSource {
        self.end_block();
        let titled = self.collector.blocks().iter().any(|block| block.role == BlockRole::Title);
        let head_title = self.head_title.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = self
            .meta_content("og:title")
            .or((!head_title.is_empty()).then_some(head_title))
            .map(|title| self.without_site_name(title));
        let date = DATE_META_NAMES
            .iter()
            .find_map(|name| self.meta_content(name))
            .or_else(|| find_json_ld_date(&self.json_ld))
            .or(self.time.take());
        let language = self
            .language
            .take()
            .or_else(|| self.meta_content("content-language"))
            .or_else(|| self.meta_content("og:locale"));
        let url = self.canonical_url.take().or_else(|| self.meta_content("og:url"));
        let (blocks, map) = self.collector.into_blocks(BlockRole::Paragraph);
        let source =
            Source { title: title.filter(|_| !titled), date, url, language, blocks: Some(blocks), ..Source::default() };
        MappedSource { source, source_map: map }
    }

    /// The title of the page without the name of the site at its end.
    fn without_site_name(&self, title: String) -> String {
        let Some(site) = self.meta_content("og:site_name") else { return title };
        let bare =
            title.strip_suffix(&site).map(|rest| rest.trim_end_matches([' ', '-', '–', '—', '|', ':', '·', '•', '»']));
        match bare {
            Some(bare) if !bare.is_empty() => bare.to_owned(),
            _ => title,
        }
    }
}

/// Decodes character references ("entities"): the pieces of a text, each with its span in the source, of another length
/// only where it was a reference.
fn decode_entities(words: &str, at: usize) -> Vec<(String, Span)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut searched = 0;
    while let Some(found) = words.get(searched..).and_then(|rest| rest.find('&')) {
        let entity = searched + found;
        let rest = slice_text(words, entity + 1..);
        let mut len: usize =
            1 + rest.bytes().take(34).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        len += usize::from(words.get(entity + len..).is_some_and(|rest| rest.starts_with(';')));
        let written = slice_text(words, entity..entity + len);
        let decoded: String = Tokenizer::new(written)
            .filter_map(|Ok(token)| {
                if let Token::String(words) = token { Some(String::from_utf8_lossy(&words).into_owned()) } else { None }
            })
            .collect();
        searched = entity + len;
        if decoded != written {
            if entity > start {
                pieces.push((slice_text(words, start..entity).to_owned(), Span::new(at + start, at + entity)));
            }
            pieces.push((decoded, Span::new(at + entity, at + searched)));
            start = searched;
        }
    }
    if start < words.len() {
        pieces.push((slice_text(words, start..).to_owned(), Span::new(at + start, at + words.len())));
    }
    pieces
}

/// The publication date in JSON-LD (`datePublished`), at any depth.
fn find_json_ld_date(linked_data: &str) -> Option<String> {
    fn find(value: &serde_json::Value) -> Option<String> {
        match value {
            serde_json::Value::Object(fields) => {
                let day = fields.get("datePublished").and_then(serde_json::Value::as_str).map(str::to_owned);
                day.or_else(|| fields.values().find_map(find))
            }
            serde_json::Value::Array(items) => items.iter().find_map(find),
            _ => None,
        }
    }
    // Several scripts of one page stand one after the other.
    serde_json::Deserializer::from_str(linked_data).into_iter().map_while(Result::ok).find_map(|value| find(&value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    fn roles(html: &str) -> Vec<(BlockRole, String)> {
        read_html(html).source.blocks.unwrap().into_iter().map(|block| (block.role, block.text)).collect()
    }

    fn check(html: &str, wanted: &[(BlockRole, &str)]) {
        let wanted: Vec<_> = wanted.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
        assert_eq!(roles(html), wanted, "{html}");
    }

    #[test]
    fn elements_become_roles() {
        check(
            "<nav>Home</nav><article><header><h1>Night <em>trains</em></h1></header><p>The first\n  one.<h2>Why</h2><ul><li>dusk<li>dawn</ul>after<blockquote><p>So <b>it</b> is</blockquote><figure><img><figcaption>A train</figcaption></figure></article><footer>© 2023</footer>",
            &[
                (BlockRole::Boilerplate, "Home"),
                (BlockRole::Title, "Night trains"),
                (BlockRole::Paragraph, "The first one."),
                (BlockRole::Heading, "Why"),
                (BlockRole::ListItem, "dusk"),
                (BlockRole::ListItem, "dawn"),
                (BlockRole::Paragraph, "after"),
                (BlockRole::Quote, "So it is"),
                (BlockRole::Caption, "A train"),
                (BlockRole::Boilerplate, "© 2023"),
            ],
        );
    }

    #[test]
    fn rows_of_tables_are_blocks() {
        check(
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2<tr><td>3</table>x",
            &[
                (BlockRole::Caption, "a | b"),
                (BlockRole::Caption, "1 | 2"),
                (BlockRole::Caption, "3"),
                (BlockRole::Paragraph, "x"),
            ],
        );
    }

    #[test]
    fn scripts_and_drawings_are_not_read() {
        check(
            "a<script>if (a<b) {}</script>b<style>p{}</style><svg><title>t</title><text>x</text></svg>c<noscript><p>n</noscript><template><p>t</template>",
            &[(BlockRole::Paragraph, "abc")],
        );
    }

    #[test]
    fn hidden_words_are_not_read() {
        check(
            "<body hidden><div hidden>a<div>b</div>c</div>d<p hidden>e<p>f <i style='display: none'>g</i>h<div><p hidden>i</div>j<ul><li hidden>k<li hidden>l<li>m</ul><p hidden=until-found>n",
            &[
                (BlockRole::Paragraph, "d"),
                (BlockRole::Paragraph, "f h"),
                (BlockRole::Paragraph, "j"),
                (BlockRole::ListItem, "m"),
                (BlockRole::Paragraph, "n"),
            ],
        );
        check("<br hidden>a<input hidden>b", &[(BlockRole::Paragraph, "a"), (BlockRole::Paragraph, "b")]);
    }

    #[test]
    fn controls_are_not_read_but_in_headings() {
        check(
            "a <button>b</button><select><option>c</select>d<textarea>e</textarea><h2><button>f</button></h2>",
            &[(BlockRole::Paragraph, "a d"), (BlockRole::Heading, "f")],
        );
    }

    #[test]
    fn elements_may_be_chrome_by_their_role() {
        check(
            "<div role=navigation>a<div>b<div hidden>c</div></div>d</div>e<article><div role=banner>f</div></article>",
            &[
                (BlockRole::Boilerplate, "a"),
                (BlockRole::Boilerplate, "b"),
                (BlockRole::Boilerplate, "d"),
                (BlockRole::Paragraph, "e"),
                (BlockRole::Paragraph, "f"),
            ],
        );
    }

    #[test]
    fn blank_cells_and_rows_leave_nothing_behind() {
        check(
            "<table><tr><td>&nbsp;<td>&shy;<tr><td>a<td>&nbsp;<td>b<tr><td>—<td>|<tr><td>\u{FEFF}<td>c</table>",
            &[(BlockRole::Caption, "a | b"), (BlockRole::Caption, "c")],
        );
    }

    #[test]
    fn line_breaks_part_lines_and_two_part_paragraphs() {
        check("<p>one<br>two<br><br/>three", &[(BlockRole::Paragraph, "one\ntwo"), (BlockRole::Paragraph, "three")]);
    }

    #[test]
    fn metadata_is_found_wherever_pages_put_it() {
        let source = read_html("<html lang=pl-PL><head><title>T &amp; U – The River</title><meta property=og:site_name content='The River'><link rel=canonical href=https://example.org/a><script type='application/ld+json'>{\"@graph\":[{\"datePublished\":\"2023-05-30T08:00\"}]}</script></head><body><p>x").source;
        assert_eq!(source.title.as_deref(), Some("T & U"));
        assert_eq!(source.date.as_deref(), Some("2023-05-30T08:00"));
        assert_eq!(source.language.as_deref(), Some("pl-PL"));
        assert_eq!(source.url.as_deref(), Some("https://example.org/a"));
        let source = read_html("<meta name=date content=2023-01-01><meta property='article:published_time' content=2023-05-30><time datetime=2020-01-01>").source;
        assert_eq!(source.date.as_deref(), Some("2023-05-30"));
        assert_eq!(read_html("<p><time datetime=2020-01-01>x").source.date.as_deref(), Some("2020-01-01"));
    }

    #[test]
    fn places_lead_back_through_entities_and_tags() {
        let html = "<p>Zażółć &amp; <b>gęślą</b>&nbsp;jaźń &copy 2023 a&b &#x201c;x&rdquo;</p>";
        let reading = read_html(html);
        let document = Document::parse(reading.source).unwrap();
        assert_eq!(document.text, "Zażółć & gęślą\u{a0}jaźń © 2023 a&b “x”");
        let find = |words: &str| {
            let start = document.text.find(words).unwrap();
            reading.source_map.to_source(Span::new(start, start + words.len())).slice_of(html)
        };
        assert_eq!(find("&"), "&amp;");
        assert_eq!(find("gęślą"), "gęślą");
        assert_eq!(find("“x”"), "&#x201c;x&rdquo;");
        assert_eq!(find("© 2023"), "&copy 2023");
    }

    #[test]
    fn stray_and_missing_tags_cost_neither_words_nor_time() {
        check(
            "</li></nav><p>a</div></p>b<h2>c<h3>d",
            &[
                (BlockRole::Paragraph, "a"),
                (BlockRole::Paragraph, "b"),
                (BlockRole::Heading, "c"),
                (BlockRole::Heading, "d"),
            ],
        );
        for piece in ["<nav>", "<li>", "<td>", "</li>", "<b>", "<table><tr><td>", "<li></ul>", "&", "&amp;", "<a b=c"] {
            let started = std::time::Instant::now();
            read_html(&piece.repeat(50_000));
            assert!(started.elapsed().as_secs() < 60, "{piece}");
        }
        // Lists within lists take as long as lists after lists.
        let started = std::time::Instant::now();
        read_html(&"<ul><li>word".repeat(200_000));
        read_html(&"<div role=search><p hidden>word".repeat(100_000));
        assert!(started.elapsed().as_secs() < 60, "nested lists took {:?}", started.elapsed());
    }
}
