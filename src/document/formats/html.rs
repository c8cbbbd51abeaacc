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

use super::Reading;
use super::weaver::Weaver;
use crate::document::block::{Role, Shape};
use crate::document::source::Source;
use crate::span::{Span, slice_text};

/// Names of `meta` elements with the publication date, the most reliable first.
const DATE_NAMES: &[&str] = &[
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
pub fn read(text: &str) -> Reading {
    let mut page = Page { text, ..Page::default() };
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
                page.open(&String::from_utf8_lossy(&tag.name), tag.self_closing, hidden, &attributes);
            }
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => page.push(words.span.start, words.span.end),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.finish()
}

/// An open element that changes how the text in it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Element {
    kind: Kind,
    /// Role of the text in it.
    role: Role,
    /// Whether the text in it is skipped.
    skipped: bool,
    /// Whether it is, or is inside, boilerplate.
    chrome: bool,
    /// Whether it is, or is inside, `article` or `main`.
    kept: bool,
}

/// Kinds of elements that are tracked. An end tag closes the innermost open element of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Kind {
    Heading,
    Item,
    List,
    Quote,
    Figure,
    Cell,
    Row,
    Table,
    Article,
    Main,
    Nav,
    Header,
    Footer,
    Aside,
    Form,
    Preformatted,
    Title,
    Head,
    Noscript,
    Template,
    Drawing,
    Script,
    Style,
    Frame,
    Control,
    /// Any other element, tracked for an attribute that hides it or makes it boilerplate.
    Other,
}

const KINDS: usize = Kind::Other as usize + 1;

impl Kind {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
            "li" | "dd" | "dt" => Kind::Item,
            "ul" | "ol" | "dl" | "menu" => Kind::List,
            "blockquote" => Kind::Quote,
            "figcaption" | "caption" => Kind::Figure,
            "td" | "th" => Kind::Cell,
            "tr" => Kind::Row,
            "table" => Kind::Table,
            "article" => Kind::Article,
            "main" => Kind::Main,
            "nav" => Kind::Nav,
            "header" => Kind::Header,
            "footer" => Kind::Footer,
            "aside" => Kind::Aside,
            "form" => Kind::Form,
            "pre" => Kind::Preformatted,
            "title" => Kind::Title,
            "head" => Kind::Head,
            "noscript" => Kind::Noscript,
            "template" => Kind::Template,
            "svg" | "math" => Kind::Drawing,
            "script" => Kind::Script,
            "style" => Kind::Style,
            "iframe" | "object" | "audio" | "video" | "canvas" | "noframes" => Kind::Frame,
            "select" | "textarea" | "button" => Kind::Control,
            _ => return None,
        })
    }

    /// Whether the text in it is skipped.
    fn is_skipped(self) -> bool {
        matches!(
            self,
            Kind::Noscript | Kind::Template | Kind::Drawing | Kind::Script | Kind::Style | Kind::Frame | Kind::Control
        )
    }
}

/// Void elements, which have no content and no end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// ARIA landmark roles of boilerplate.
fn is_chrome_role(role: &str) -> bool {
    ["navigation", "banner", "contentinfo", "complementary", "search"]
        .iter()
        .any(|known| role.eq_ignore_ascii_case(known))
}

/// Whether an inline style hides its element.
fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.to_ascii_lowercase().split(';').any(|rule| matches!(rule, "display:none" | "display:none!important"))
}

/// Inline elements, which flow with the words around them.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "ruby"
            | "rt"
            | "rp"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

#[derive(Default)]
struct Page<'a> {
    text: &'a str,
    weaver: Weaver,
    open: Vec<Element>,
    /// Names of the open elements of kind `Other`, and how many of that name are open in each, itself included.
    others: Vec<(String, usize)>,
    /// How many of each kind are open, so that a stray end tag costs no search.
    counts: [u32; KINDS],
    skipped: u32,
    titled: bool,
    /// Line breaks since the last word.
    breaks: u8,
    head_title: String,
    linked_data: String,
    in_linked_data: bool,
    metas: Vec<(String, String)>,
    time: Option<String>,
    language: Option<String>,
    canonical: Option<String>,
}

impl Page<'_> {
    fn current(&self) -> Element {
        let outermost = Element { kind: Kind::Head, role: Role::Paragraph, skipped: false, chrome: false, kept: false };
        self.open.last().copied().unwrap_or(outermost)
    }

    fn is_in(&self, kind: Kind) -> bool {
        self.counts.get(kind as usize).is_some_and(|count| *count > 0)
    }

    /// Ends the current block.
    fn flush(&mut self) {
        let current = self.current();
        let mut role = current.role;
        let in_table = matches!(current.kind, Kind::Cell | Kind::Row | Kind::Table);
        // A table with whole paragraphs is the layout of the page.
        if role == Role::Caption && in_table {
            let shape = Shape::of(self.weaver.words());
            if shape.words >= 25 && shape.is_prose() {
                role = Role::Paragraph;
            }
        }
        let role = if current.chrome { Role::Boilerplate } else { role };
        if in_table {
            self.weaver.close_row(role)
        } else {
            self.weaver.close(role)
        }
        self.breaks = 0;
    }

    fn open(&mut self, name: &str, self_closing: bool, hidden: bool, attribute: &dyn Fn(&str) -> Option<String>) {
        match name {
            "html" => self.language = attribute("lang").or_else(|| attribute("xml:lang")),
            "meta" => self.read_meta(attribute),
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = attribute("href")
            }
            "time" if self.time.is_none() && !self.current().chrome && self.skipped == 0 => {
                self.time = attribute("datetime")
            }
            "script" => {
                self.in_linked_data =
                    attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
            }
            _ => {}
        }
        if name == "br" && self.skipped == 0 {
            self.breaks = self.breaks.saturating_add(1);
            if self.breaks >= 2 {
                self.flush()
            } else {
                self.weaver.break_line()
            }
            return;
        }
        if name == "hr"
            || (self.skipped == 0
                && !is_inline(name)
                && !matches!(
                    Kind::of(name),
                    Some(
                        Kind::Cell
                            | Kind::Script
                            | Kind::Style
                            | Kind::Drawing
                            | Kind::Noscript
                            | Kind::Template
                            | Kind::Control
                    )
                ))
        {
            self.flush();
        }
        self.end_paragraph(name);
        // Pages hide themselves as a whole until their scripts have run.
        let hidden = (hidden || attribute("style").is_some_and(|style| hides(&style)))
            && !is_void(name)
            && !matches!(name, "html" | "body");
        let aside = attribute("role").is_some_and(|role| is_chrome_role(&role));
        let around = self.current();
        let kind = match Kind::of(name) {
            Some(kind) => kind,
            None if (hidden && self.skipped == 0) || (aside && !around.chrome && !around.kept && !is_void(name)) => {
                self.others.push((name.to_owned(), 1));
                Kind::Other
            }
            None => {
                if let Some((_, count)) = self.others.iter_mut().rfind(|(open, _)| open == name) {
                    *count += 1;
                }
                return;
            }
        };
        // `<svg/>` is closed at once.
        if self_closing && kind == Kind::Drawing {
            return;
        }
        self.close_before(kind);
        let around = self.current();
        let skipped = hidden || (kind.is_skipped() && !(name == "button" && self.is_in(Kind::Heading)));
        let role = match kind {
            Kind::Heading if name == "h1" && !self.titled && !around.chrome && self.skipped == 0 && !hidden => {
                self.titled = true;
                Role::Title
            }
            Kind::Heading => Role::Heading,
            Kind::Item => Role::ListItem,
            Kind::Quote => Role::Quote,
            Kind::Figure | Kind::Row | Kind::Cell => Role::Caption,
            Kind::Table => Role::Paragraph,
            _ => around.role,
        };
        let aside = aside || matches!(kind, Kind::Nav | Kind::Header | Kind::Footer | Kind::Aside | Kind::Form);
        let kept = around.kept || matches!(kind, Kind::Article | Kind::Main);
        let chrome = around.chrome || (aside && !around.kept);
        if kind == Kind::Cell && self.skipped == 0 {
            self.weaver.break_cell();
        }
        self.skipped += u32::from(skipped);
        self.open.push(Element { kind, role, skipped, chrome, kept });
        if let Some(count) = self.counts.get_mut(kind as usize) {
            *count += 1;
        }
    }

    /// Closes the elements that a start tag implicitly ends: an item the item before it, a row the row.
    fn close_before(&mut self, kind: Kind) {
        let (ends, within): (&[Kind], Kind) = match kind {
            Kind::Item => (&[Kind::Item], Kind::List),
            Kind::Cell => (&[Kind::Cell], Kind::Row),
            Kind::Row => (&[Kind::Cell, Kind::Row], Kind::Table),
            Kind::Heading => (&[Kind::Heading], Kind::Heading),
            Kind::Control => (&[Kind::Control], Kind::Control),
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
                if kind == Kind::Row && element.kind == Kind::Cell && below.is_some_and(|below| below.kind == Kind::Row)
                {
                    depth - 1
                } else {
                    depth
                }
            }
            _ => return,
        };
        self.truncate(outermost);
    }

    fn truncate(&mut self, depth: usize) {
        for element in self.open.drain(depth.min(self.open.len())..) {
            self.skipped -= u32::from(element.skipped);
            if element.kind == Kind::Other {
                self.others.pop();
            }
            if let Some(count) = self.counts.get_mut(element.kind as usize) {
                *count -= 1;
            }
        }
    }

    /// Ends a paragraph of kind `Other` where another block begins or ends.
    fn end_paragraph(&mut self, name: &str) {
        if self.others.last().is_some_and(|(open, _)| open == "p") && !is_inline(name) && !is_void(name) {
            self.close_other("p");
        }
    }

    /// Ends the innermost element of kind `Other` and this name, if all of that name in it have ended.
    fn close_other(&mut self, name: &str) {
        let Some(place) = self.others.iter().rposition(|(open, _)| open == name) else { return };
        if let Some((_, count)) = self.others.get_mut(place) {
            *count -= 1;
            if *count > 0 {
                return;
            }
        }
        let outer = self.others.len() - 1 - place;
        let mut depths = (0..self.open.len())
            .rev()
            .filter(|&depth| self.open.get(depth).is_some_and(|element| element.kind == Kind::Other));
        if let Some(depth) = depths.nth(outer) {
            self.truncate(depth);
        }
    }

    fn close(&mut self, name: &str) {
        let kind = Kind::of(name);
        if self.skipped == 0 && !is_inline(name) && kind != Some(Kind::Cell) {
            self.flush();
        }
        if name == "script" {
            self.in_linked_data = false;
        }
        self.end_paragraph(name);
        if kind.is_none() && name != "p" {
            self.close_other(name);
        }
        if let Some(kind) = kind
            && self.is_in(kind)
            && let Some(depth) = self.open.iter().rposition(|element| element.kind == kind)
        {
            self.truncate(depth);
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        let words = slice_text(self.text, start..end);
        if self.in_linked_data {
            self.linked_data.push_str(words);
            self.linked_data.push('\n');
        }
        if self.is_in(Kind::Title) && !self.is_in(Kind::Drawing) {
            for (piece, _) in decode(words, start) {
                self.head_title.push_str(&piece);
            }
            return;
        }
        if self.skipped > 0 {
            return;
        }
        if !words.trim().is_empty() {
            self.breaks = 0;
            // Words end a head that was never closed.
            if self.is_in(Kind::Head)
                && let Some(depth) = self.open.iter().position(|element| element.kind == Kind::Head)
            {
                self.truncate(depth);
            }
        }
        for (piece, source) in decode(words, start) {
            if piece.len() == source.len() {
                if self.is_in(Kind::Preformatted) {
                    self.weaver.push_lines(&piece, source.start as usize)
                } else {
                    self.weaver.push(&piece, source.start as usize)
                }
            } else {
                self.weaver.push_decoded(&piece, source);
            }
        }
    }

    fn read_meta(&mut self, attribute: &dyn Fn(&str) -> Option<String>) {
        let Some(content) = attribute("content") else { return };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = attribute(key) {
                self.metas.push((name.to_ascii_lowercase(), content.clone()));
            }
        }
    }

    fn meta(&self, name: &str) -> Option<String> {
        self.metas.iter().find(|(known, _)| known == name).map(|(_, content)| content.clone())
    }

    fn finish(mut self) -> Reading {
        self.flush();
        let titled = self.weaver.blocks().iter().any(|block| block.role == Role::Title);
        let head_title = self.head_title.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = self
            .meta("og:title")
            .or((!head_title.is_empty()).then_some(head_title))
            .map(|title| self.without_site(title));
        let date = DATE_NAMES
            .iter()
            .find_map(|name| self.meta(name))
            .or_else(|| find_published(&self.linked_data))
            .or(self.time.take());
        let language =
            self.language.take().or_else(|| self.meta("content-language")).or_else(|| self.meta("og:locale"));
        let url = self.canonical.take().or_else(|| self.meta("og:url"));
        let (blocks, map) = self.weaver.finish(Role::Paragraph);
        let source =
            Source { title: title.filter(|_| !titled), date, url, language, blocks: Some(blocks), ..Source::default() };
        Reading { source, map }
    }

    /// The title of the page without the name of the site at its end.
    fn without_site(&self, title: String) -> String {
        let Some(site) = self.meta("og:site_name") else { return title };
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
fn decode(words: &str, at: usize) -> Vec<(String, Span)> {
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
fn find_published(linked_data: &str) -> Option<String> {
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

    fn roles(html: &str) -> Vec<(Role, String)> {
        read(html).source.blocks.unwrap().into_iter().map(|block| (block.role, block.text)).collect()
    }

    fn check(html: &str, wanted: &[(Role, &str)]) {
        let wanted: Vec<_> = wanted.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
        assert_eq!(roles(html), wanted, "{html}");
    }

    #[test]
    fn elements_become_roles() {
        check(
            "<nav>Home</nav><article><header><h1>Night <em>trains</em></h1></header><p>The first\n  one.<h2>Why</h2><ul><li>dusk<li>dawn</ul>after<blockquote><p>So <b>it</b> is</blockquote><figure><img><figcaption>A train</figcaption></figure></article><footer>© 2023</footer>",
            &[
                (Role::Boilerplate, "Home"),
                (Role::Title, "Night trains"),
                (Role::Paragraph, "The first one."),
                (Role::Heading, "Why"),
                (Role::ListItem, "dusk"),
                (Role::ListItem, "dawn"),
                (Role::Paragraph, "after"),
                (Role::Quote, "So it is"),
                (Role::Caption, "A train"),
                (Role::Boilerplate, "© 2023"),
            ],
        );
    }

    #[test]
    fn rows_of_tables_are_blocks() {
        check(
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2<tr><td>3</table>x",
            &[(Role::Caption, "a | b"), (Role::Caption, "1 | 2"), (Role::Caption, "3"), (Role::Paragraph, "x")],
        );
    }

    #[test]
    fn scripts_and_drawings_are_not_read() {
        check(
            "a<script>if (a<b) {}</script>b<style>p{}</style><svg><title>t</title><text>x</text></svg>c<noscript><p>n</noscript><template><p>t</template>",
            &[(Role::Paragraph, "abc")],
        );
    }

    #[test]
    fn hidden_words_are_not_read() {
        check(
            "<body hidden><div hidden>a<div>b</div>c</div>d<p hidden>e<p>f <i style='display: none'>g</i>h<div><p hidden>i</div>j<ul><li hidden>k<li hidden>l<li>m</ul><p hidden=until-found>n",
            &[
                (Role::Paragraph, "d"),
                (Role::Paragraph, "f h"),
                (Role::Paragraph, "j"),
                (Role::ListItem, "m"),
                (Role::Paragraph, "n"),
            ],
        );
        check("<br hidden>a<input hidden>b", &[(Role::Paragraph, "a"), (Role::Paragraph, "b")]);
    }

    #[test]
    fn controls_are_not_read_but_in_headings() {
        check(
            "a <button>b</button><select><option>c</select>d<textarea>e</textarea><h2><button>f</button></h2>",
            &[(Role::Paragraph, "a d"), (Role::Heading, "f")],
        );
    }

    #[test]
    fn elements_may_be_chrome_by_their_role() {
        check(
            "<div role=navigation>a<div>b<div hidden>c</div></div>d</div>e<article><div role=banner>f</div></article>",
            &[
                (Role::Boilerplate, "a"),
                (Role::Boilerplate, "b"),
                (Role::Boilerplate, "d"),
                (Role::Paragraph, "e"),
                (Role::Paragraph, "f"),
            ],
        );
    }

    #[test]
    fn blank_cells_and_rows_leave_nothing_behind() {
        check(
            "<table><tr><td>&nbsp;<td>&shy;<tr><td>a<td>&nbsp;<td>b<tr><td>—<td>|<tr><td>\u{FEFF}<td>c</table>",
            &[(Role::Caption, "a | b"), (Role::Caption, "c")],
        );
    }

    #[test]
    fn line_breaks_part_lines_and_two_part_paragraphs() {
        check("<p>one<br>two<br><br/>three", &[(Role::Paragraph, "one\ntwo"), (Role::Paragraph, "three")]);
    }

    #[test]
    fn metadata_is_found_wherever_pages_put_it() {
        let source = read("<html lang=pl-PL><head><title>T &amp; U – The River</title><meta property=og:site_name content='The River'><link rel=canonical href=https://example.org/a><script type='application/ld+json'>{\"@graph\":[{\"datePublished\":\"2023-05-30T08:00\"}]}</script></head><body><p>x").source;
        assert_eq!(source.title.as_deref(), Some("T & U"));
        assert_eq!(source.date.as_deref(), Some("2023-05-30T08:00"));
        assert_eq!(source.language.as_deref(), Some("pl-PL"));
        assert_eq!(source.url.as_deref(), Some("https://example.org/a"));
        let source = read("<meta name=date content=2023-01-01><meta property='article:published_time' content=2023-05-30><time datetime=2020-01-01>").source;
        assert_eq!(source.date.as_deref(), Some("2023-05-30"));
        assert_eq!(read("<p><time datetime=2020-01-01>x").source.date.as_deref(), Some("2020-01-01"));
    }

    #[test]
    fn places_lead_back_through_entities_and_tags() {
        let html = "<p>Zażółć &amp; <b>gęślą</b>&nbsp;jaźń &copy 2023 a&b &#x201c;x&rdquo;</p>";
        let reading = read(html);
        let document = Document::parse(reading.source).unwrap();
        assert_eq!(document.text, "Zażółć & gęślą\u{a0}jaźń © 2023 a&b “x”");
        let find = |words: &str| {
            let start = document.text.find(words).unwrap();
            reading.map.to_source(Span::new(start, start + words.len())).of(html)
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
            &[(Role::Paragraph, "a"), (Role::Paragraph, "b"), (Role::Heading, "c"), (Role::Heading, "d")],
        );
        for piece in ["<nav>", "<li>", "<td>", "</li>", "<b>", "<table><tr><td>", "<li></ul>", "&", "&amp;", "<a b=c"] {
            let started = std::time::Instant::now();
            read(&piece.repeat(50_000));
            assert!(started.elapsed().as_secs() < 60, "{piece}");
        }
        // Lists within lists take as long as lists after lists.
        let started = std::time::Instant::now();
        read(&"<ul><li>word".repeat(200_000));
        read(&"<div role=search><p hidden>word".repeat(100_000));
        assert!(started.elapsed().as_secs() < 60, "nested lists took {:?}", started.elapsed());
    }
}
